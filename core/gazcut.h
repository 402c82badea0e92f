/* gazcut.h -- surfaces cut into tokens as they may stand in a text, several at once. (gazcut.c) */
#ifndef GLOSS_CORE_GAZCUT_H
#define GLOSS_CORE_GAZCUT_H

#include "gazunits.h"

enum { GLOSS__GAZ_CONTEXTS = 6, GLOSS__GAZ_SURFACE = 65535 /* bytes, at most */ };

/* A surface or a variant of one, in all contexts. */
typedef struct gloss__piece {
  uint32_t entry, size;
  uint32_t starts[GLOSS__GAZ_CONTEXTS]; /* in the text */
  uint8_t is_variant, possessive;
} gloss__piece;

/* The tokens of a piece in one context, which make a form. */
typedef struct gloss__cut {
  uint32_t first, end, entry;
  int bytes; /* the form is compared by its bytes */
} gloss__cut;

/* Surfaces on their way; all zero is none. */
typedef struct gloss__cutting {
  char *text;
  gloss__piece *pieces;
  gloss__cut *cuts; /* in order of entries; what running makes */
  size_t text_room, pieces_room, cuts_room;
  size_t size, n_pieces, n_cuts;
  gloss_doc *doc; /* of the text; with its tokens it lives until the next clearing */
  gloss_layer *layer;
  gloss__gaz_units finer;
  gloss__gaz_tokens units;
} gloss__cutting;

void gloss__cutting_clear(gloss__cutting *cutting);
void gloss__cutting_free(gloss__cutting *cutting, const gloss_alloc *alloc);

/* Puts a surface, or a variant of the one put last, into the text in every context. ENOMEM. */
gloss_status gloss__cutting_put(gloss__cutting *cutting, const gloss_alloc *alloc,
                                gloss_str surface, gloss__piece piece);

/* Cuts all that was put: tokens by the entries' tokenizer, cuts of each piece, each once. EARG for a
** surface without a cut, ERANGE for one of too many tokens, and then *entry is the entry's; ENOMEM. */
gloss_status gloss__cutting_run(gloss_entries *e, uint32_t *entry, gloss_error *err);

#endif
