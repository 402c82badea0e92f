/* gazlist.h -- a list of entries on its way into a gazetteer. (entries.c) */
#ifndef GLOSS_CORE_GAZLIST_H
#define GLOSS_CORE_GAZLIST_H

#include "gazcut.h"
#include "gazvariants.h"
#include "stringbatch.h"

/* What a list of entries has gathered; made by entries.c, compiled by gazetteer.c. */
typedef struct gloss__gaz_cut {
  uint32_t form, entry;
} gloss__gaz_cut; /* form: number and BYTES flag */
struct gloss_entries {
  gloss_alloc alloc;
  gloss_tokenizer *tokenizer;
  gloss_pool *pool;
  gloss_scratch *scratch;
  char *names;
  size_t names_size;
  uint32_t match, policy, flags, n_columns, n_entries;
  uint32_t rules[GLOSS__GAZ_RULES];
  int by_text; /* forms, and so hashes, are of the text as it is */
  gloss__variants variants;
  gloss__cutting cutting;                     /* the surfaces being added */
  gloss__string_batch words, surfaces, batch; /* their tokens, forms; their values */
  gloss__strings tokens;                      /* forms of all tokens, by which they are hashed */
  gloss__strings forms, values;
  uint32_t *sequence;   /* token numbers of all forms, one form after the other */
  uint32_t *lengths;    /* tokens of each form */
  gloss__gaz_cut *cuts; /* in order of entry */
  uint32_t *cells;      /* value numbers of all entries, n_columns each */
  char *folded;         /* the token being folded */
  size_t n_sequence, n_cuts;
  size_t sequence_room, lengths_room, cuts_room, cells_room, folded_room;
};

#endif
