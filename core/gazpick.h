/* gazpick.h -- which tokens of a text may begin an entry. (gazpick.c) */
#ifndef GLOSS_CORE_GAZPICK_H
#define GLOSS_CORE_GAZPICK_H

#include "gazetteer.h"
#include "gazfirsts.h"

/* A token that may begin an entry. */
typedef struct gloss__gaz_opening {
  uint64_t single_key, pair_key; /* of it, and of it and the token behind it */
  uint32_t first;                /* the token */
  uint32_t single, pair;         /* values of their slots, 0 where there is none */
} gloss__gaz_opening;

enum { GLOSS__GAZ_BLOCK = 1024 }; /* tokens that are picked from at once */

/* Picks the tokens of the block from `begin` on that may begin an entry, and fetches ahead what
** comparing them with the text will read.
**   out      room for GLOSS__GAZ_BLOCK
**   returns  how many */
uint32_t gloss__gaz_pick(const gloss_gazetteer *g, const gloss__gaz_tokens *tokens, uint32_t begin,
                         gloss__gaz_opening *out);

/* Picks from a block for several gazetteers, by filters of what begins in any of them; then for one
** of them, from those n. Both give how many and have room for GLOSS__GAZ_BLOCK. */
uint32_t gloss__gaz_pick_shared(const gloss_gazetteer *filters, const gloss__gaz_tokens *tokens,
                                uint32_t begin, uint32_t *out);
uint32_t gloss__gaz_pick_own(const gloss_gazetteer *g, const gloss__gaz_tokens *tokens,
                             const uint32_t *picked, uint32_t n, gloss__gaz_opening *out);

#endif
