/* gazpick.h -- which tokens of a text may begin an entry. (gazpick.c) */
#ifndef GLOSS_CORE_GAZPICK_H
#define GLOSS_CORE_GAZPICK_H

#include "gazrun.h"

enum { GLOSS__GAZ_BLOCK = 256 }; /* tokens that are picked from at once */

/* What passes say of a block of tokens. */
typedef struct gloss__gaz_block {
  uint32_t begin, n;
  uint64_t heads[GLOSS__GAZ_BLOCK + 1];  /* of the token behind the block, too */
  uint32_t picked[GLOSS__GAZ_BLOCK + 8]; /* places in the block, then openings by the filters */
  uint64_t singles[GLOSS__GAZ_BLOCK], pairs[GLOSS__GAZ_BLOCK]; /* keys of the openings */
} gloss__gaz_block;

/* Picks the tokens of the block from `begin` on that may begin an entry, and fetches ahead what
** comparing them with the text will read. ENOMEM.
**   out  room for GLOSS__GAZ_BLOCK; *n receives how many */
gloss_status gloss__gaz_pick(gloss__gaz_run *run, uint32_t begin, gloss__gaz_opening *out,
                             uint32_t *n);

/* Picks from a block for several gazetteers, by filters of what begins in any of them; then for one
** of them, from those: as gloss__gaz_pick does. */
void gloss__gaz_pick_shared(const gloss_gazetteer *filters, const gloss__gaz_tokens *tokens,
                            uint32_t begin, gloss__gaz_block *out);
gloss_status gloss__gaz_pick_own(gloss__gaz_run *run, const gloss__gaz_block *shared,
                                 gloss__gaz_opening *out, uint32_t *n);

#endif
