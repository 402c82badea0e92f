/* gazpick.h -- which tokens of a text may begin an entry. (gazpick.c) */
#ifndef GLOSS_CORE_GAZPICK_H
#define GLOSS_CORE_GAZPICK_H

#include "gazetteer.h"

/* The tokens a gazetteer is looked for in. */
typedef struct gloss__gaz_tokens {
  const char *text;
  const uint32_t *starts, *ends;
  const uint64_t *hashes;
  uint32_t count;
} gloss__gaz_tokens;

/* A token that may begin an entry. */
typedef struct gloss__gaz_opening {
  uint64_t key;          /* of it and the token behind it */
  uint32_t first;        /* the token */
  uint32_t code;         /* SINGLE, PAIR or both: what the filters say */
  uint32_t single, pair; /* values of the slots of one token and of two; 0: there is none */
} gloss__gaz_opening;

/* Picks the tokens of [begin, end) that may begin an entry, and fetches ahead what comparing them
** with the text will read.
**   out      room for end - begin
**   returns  how many */
uint32_t gloss__gaz_pick(const gloss_gazetteer *g, const gloss__gaz_tokens *tokens, uint32_t begin,
                         uint32_t end, gloss__gaz_opening *out);

#endif
