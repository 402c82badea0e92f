/* gazfuzzy.h -- an index over the tokens of a gazetteer's forms that finds those a few edits from a
** given one. (gazfuzzy.c) */
#ifndef GLOSS_CORE_GAZFUZZY_H
#define GLOSS_CORE_GAZFUZZY_H

#include "gazedit.h"
#include "gazetteer.h"
#include "gazfirsts.h"
#include "strings.h"

/* Keys of one token, at most: none, one or two of 10 code points left out. */
enum { GLOSS__FUZZY_PREFIX = 10, GLOSS__FUZZY_KEYS = 1 + 10 + 45, GLOSS__FUZZY_BUCKET = 4096 };

typedef struct gloss__fuzzy {
  unsigned edits;        /* in an entry, at most: 1 or 2 */
  gloss__strings tokens; /* folded forms */
  uint8_t *limits;       /* of each token: the edits it allows */
  uint8_t *codes;        /* of each token: what the filters say of it as a first one */
  uint8_t *lengths;      /* of each token: its code points, as gloss__word has them */
  uint32_t *starts;      /* of each bucket and behind the last: where its tokens stand */
  uint32_t *bucketed;    /* token numbers, bucket by bucket */
  size_t limits_room, n_buckets, n_bucketed; /* n_buckets: a power of two */
} gloss__fuzzy;

/* A token of the index, and the edits to it. */
typedef struct gloss__near {
  uint32_t token, edits;
} gloss__near;

/* Makes the index of a gazetteer's forms; NULL when it allows no edits.
**   returns  GLOSS_OK, GLOSS_ERANGE when more than GLOSS__FUZZY_BUCKET tokens are so alike that looking
**            one of them up would be slow, GLOSS_ENOMEM
**   cost     O(size of the forms, times 11 for one edit, 56 for two); 4 bytes a key and a bucket */
gloss_status gloss__fuzzy_new(gloss__fuzzy **out, const gloss_gazetteer *gazetteer,
                              gloss_error *err);
void gloss__fuzzy_free(gloss__fuzzy *fuzzy, const gloss_alloc *alloc);

/* What filters say of a token: it begins longer forms, perhaps; it is one. */
enum { GLOSS__FUZZY_BEGINS = 1, GLOSS__FUZZY_SINGLE = 2 };

/* Gives what the filters say of a first token's hash; *key receives its key. */
static inline unsigned gloss__fuzzy_code(const gloss_gazetteer *g, uint64_t hash, uint64_t *key) {
  uint32_t bit = gloss__gaz_first_bit(hash, 0);
  uint64_t bits;
  *key = gloss__gaz_first(hash, 0, g->seed);
  if (!(g->firsts[bit / 64 & (g->n_firsts - 1)] >> bit % 64 & 1)) return 0;
  uint32_t word = gloss__gaz_word(*key, g->n_singles, &bits);
  return GLOSS__FUZZY_BEGINS | ((g->singles[word] & bits) == bits ? GLOSS__FUZZY_SINGLE : 0);
}

/* Gives the edits that a token of an entry allows: none under 4 code points, over 62 or with a
** digit; one under 8; else two. */
unsigned gloss__fuzzy_limit(const gloss__word *word, unsigned edits);

/* Writes the keys of a word, at most GLOSS__FUZZY_KEYS, and gives their number. */
uint32_t gloss__fuzzy_keys(const gloss__word *word, unsigned edits, uint32_t *keys);

#endif
