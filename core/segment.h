/* segment.h -- the word automaton of segment.c, for the tokenizer. */
#ifndef GLOSS_CORE_SEGMENT_H
#define GLOSS_CORE_SEGMENT_H

#include <string.h>

#include "gloss.h"
#include "unidata.h"

/* States of an automaton: no way on; nothing read; from PENDING on, those that do not accept. */
enum { GLOSS__DEAD, GLOSS__START, GLOSS__PENDING = 24 };

/* The states words go to, by state and Word_Break of the next character. */
extern const uint8_t gloss__word_next[][32];

/* Whether a pictograph at i belongs to the word that begins at `start`, though the automaton knows
** no way on: a zero width joiner stands before it.
**   source   UAX #29, rule WB3c */
static inline int gloss__word_joined(const char *text, size_t start, size_t i, unsigned state,
                                     unsigned class) {
  return class >= GLOSS__WB_PICTOGRAPHIC && state < GLOSS__PENDING && i - start >= 3 &&
         memcmp(text + i - 3, "\xE2\x80\x8D", 3) == 0;
}

#endif
