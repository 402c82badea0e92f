/* gazpick.h -- which tokens of a text may begin an entry. (gazpick.c) */
#ifndef GLOSS_CORE_GAZPICK_H
#define GLOSS_CORE_GAZPICK_H

#include "gazrun.h"

/* A token that may begin an entry. */
typedef struct gloss__gaz_opening {
  uint32_t first;        /* the token */
  uint32_t single, pair; /* values of the slots of it, and of it and the next; 0: there is none */
  uint64_t pair_key;     /* if there is a pair */
} gloss__gaz_opening;

enum { GLOSS__GAZ_BLOCK = 256 }; /* tokens that are picked from at once */

/* Picks the tokens of the block from `begin` on that may begin an entry, and fetches ahead what
** comparing them with the text will read. ENOMEM.
**   out  room for GLOSS__GAZ_BLOCK; *n receives how many */
gloss_status gloss__gaz_pick(gloss__gaz_run *run, uint32_t begin, gloss__gaz_opening *out,
                             uint32_t *n);

#endif
