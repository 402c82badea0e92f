/* gazpick.h -- which tokens of a text may begin an entry. (gazpick.c) */
#ifndef GLOSS_CORE_GAZPICK_H
#define GLOSS_CORE_GAZPICK_H

#include "gazrun.h"

enum { GLOSS__GAZ_BLOCK = 256 }; /* tokens that are picked from at once */

/* What the filters leave of a block of tokens. */
typedef struct gloss__gaz_block {
  uint32_t begin, n;
  uint64_t heads[GLOSS__GAZ_BLOCK + 1];  /* of the token behind the block, too */
  uint32_t picked[GLOSS__GAZ_BLOCK + 8]; /* places in the block, then with the filters' bits */
} gloss__gaz_block;

/* The same for several gazetteers. */
typedef struct gloss__gaz_shared {
  gloss__gaz_block block;
  const uint64_t *heads[2];             /* folded; of the text as it is */
  uint64_t as_is[GLOSS__GAZ_BLOCK + 1]; /* of the places picked and the next ones, if mixed */
} gloss__gaz_shared;

/* A token, or a token and the next, that may begin an entry: key and value of its slot, 0 without
** one. What is known before is SURE: the key is the entry then. */
typedef struct gloss__gaz_pick {
  uint32_t first, value;
  uint64_t key;
} gloss__gaz_pick;

enum { GLOSS__GAZ_SURE = 1 }; /* no slot has this value */

/* Those of a block, in order; behind the last stands one whose token is GLOSS_NONE. */
typedef struct gloss__gaz_picks {
  uint32_t n_singles, n_pairs, n_unknown;
  uint16_t unknown[GLOSS__GAZ_BLOCK];            /* of the singles, those that are looked up */
  gloss__gaz_pick singles[GLOSS__GAZ_BLOCK + 1]; /* whole forms of one token */
  gloss__gaz_pick pairs[GLOSS__GAZ_BLOCK + 1];   /* the first two tokens of longer ones */
} gloss__gaz_picks;

/* Picks from the block of tokens from `begin` on what may begin an entry, and fetches ahead what
** comparing it with the text will read. ENOMEM. */
gloss_status gloss__gaz_look_up(gloss__gaz_run *run, uint32_t begin, gloss__gaz_picks *out);

/* Picks from a block for several gazetteers, by filters of what begins in any of them; then for one
** of them, from those: as gloss__gaz_look_up does.
**   mixed  non-zero: the filters fold, and not all of the gazetteers do */
void gloss__gaz_pick_shared(const gloss_gazetteer *filters, int mixed,
                            const gloss__gaz_tokens *tokens, uint32_t begin,
                            gloss__gaz_shared *out);
gloss_status gloss__gaz_look_up_shared(gloss__gaz_run *run, const gloss__gaz_shared *shared,
                                       gloss__gaz_picks *out);

/* Gathers hits of what is picked from the next block, in span order. ESTOP, ENOMEM. (gazmatch.c) */
gloss_status gloss__gaz_match_picks(gloss__gaz_run *run, const gloss__gaz_picks *picks);

#endif
