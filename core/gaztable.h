/* gaztable.h -- a gazetteer's table of keys while it is made. (gaztable.c) */
#ifndef GLOSS_CORE_GAZTABLE_H
#define GLOSS_CORE_GAZTABLE_H

#include "gazlist.h"

typedef struct gloss__gaz_table {
  uint64_t *keys; /* sorted, each once; there is room for twice `room` */
  uint32_t *ends; /* of each form, the slot where it ends */
  size_t room;
  uint64_t seed;
  uint32_t forms, count, places, probes; /* count: of keys */
  uint32_t singles, pairs;               /* keys of one token and of two, repeated */
} gloss__gaz_table;

/* Chooses a seed and sorts the keys of the entries' forms. EARG when no seed will do, ERANGE when
** there are too many, ENOMEM; to be freed in any case. */
gloss_status gloss__gaz_table_new(gloss__gaz_table *t, const gloss_entries *e, gloss_error *err);
void gloss__gaz_table_free(gloss__gaz_table *t, const gloss_entries *e);

/* Gives a power of two of words for n keys of some bits each, twice as many at most. */
size_t gloss__gaz_filter_words(size_t n, size_t bits);

/* Sets the bits of a gazetteer's filters, which are those given, for a form: its tokens, each with the
** mark behind it. Nothing is read from `limit` on. */
void gloss__gaz_filter_form(gloss_gazetteer *g, const gloss__gaz_filters *filters, const char *form,
                            const char *limit);

/* Sets the sizes of the sections that the table fills but for the postings. */
void gloss__gaz_table_sizes(const gloss__gaz_table *t, const gloss_entries *e,
                            size_t sizes[GLOSS__GAZ_SECTIONS]);

/* Fills filters, slots and postings. EARG when one key has too many forms. */
gloss_status gloss__gaz_table_fill(gloss_gazetteer *g, gloss__gaz_table *t, const gloss_entries *e,
                                   gloss_error *err);

#endif
