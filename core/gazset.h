/* gazset.h -- gazetteers that are run together. (gazset.c; gazsetfilter.c makes the filters) */
#ifndef GLOSS_CORE_GAZSET_H
#define GLOSS_CORE_GAZSET_H

#include "gazetteer.h"

/* Words of a gazetteer's filter of first tokens, at most, for it to share: over that a pass of its own
** costs little beside what its matches do. */
enum { GLOSS__GAZ_SHARED = 4096 };

struct gloss_gazetteers {
  atomic_uint refs;
  gloss_alloc alloc;
  gloss_gazetteer **list;
  uint32_t count, sharing;  /* sharing: those of the list that share the filters */
  int mixed;                /* non-zero: the filters fold, and not all of those do */
  gloss_gazetteer *filters; /* a gazetteer that has nothing but filters; NULL without sharing */
};

/* Whether a gazetteer goes by the shared filters: it has tables of its own, of tokens, and they are
** small enough. */
static inline int gloss__gaz_shares(const gloss_gazetteer *g) {
  return !g->base && !(g->flags & (GLOSS__GAZ_PLAIN | GLOSS__GAZ_SUBSTRING)) &&
         g->n_firsts <= GLOSS__GAZ_SHARED;
}

/* Makes the filters of the gazetteers that share them. ENOMEM.
**   cost  O(size of their forms) */
gloss_status gloss__gaz_share(gloss_gazetteers *set);

#endif
