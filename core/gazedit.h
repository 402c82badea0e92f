/* gazedit.h -- words as code points, and how many edits apart two of them are. (gazedit.c) */
#ifndef GLOSS_CORE_GAZEDIT_H
#define GLOSS_CORE_GAZEDIT_H

#include "gloss.h"

enum { GLOSS__EDITS_MAX = 2, GLOSS__WORD_MAX = 64 };

typedef struct gloss__word {
  uint32_t n; /* code points; GLOSS__WORD_MAX + 1 when there are more, which are left out */
  uint32_t c[GLOSS__WORD_MAX + 1];
} gloss__word;

/* Decodes valid UTF-8. */
void gloss__word_read(gloss_str text, gloss__word *out);

/* Gives the number of code points inserted, deleted, replaced or swapped with their neighbour that
** make one word of the other, none of them edited twice (optimal string alignment); limit + 1 when it
** is more than limit.
**   cost  O(code points * limit) */
unsigned gloss__edits(const gloss__word *a, const gloss__word *b, unsigned limit);

#endif
