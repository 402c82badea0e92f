/* gazfuzzy.h -- an index over the tokens of a gazetteer's forms that finds those a few edits from a
** given one. (gazfuzzy.c) */
#ifndef GLOSS_CORE_GAZFUZZY_H
#define GLOSS_CORE_GAZFUZZY_H

#include "gazedit.h"
#include "gazetteer.h"
#include "strings.h"

/* Keys of one token, at most: none, one or two of 10 code points left out. */
enum { GLOSS__FUZZY_PREFIX = 10, GLOSS__FUZZY_KEYS = 1 + 10 + 45, GLOSS__FUZZY_BUCKET = 4096 };

typedef struct gloss__fuzzy {
  unsigned edits;        /* in an entry, at most: 1 or 2 */
  gloss__strings tokens; /* folded forms */
  uint8_t *limits;       /* of each token: the edits it allows */
  uint8_t *roles;        /* of each token: what it is in forms, gloss__fuzzy_role's */
  uint8_t *lengths;      /* of each token: its code points, as gloss__word has them */
  uint64_t *pairs;       /* a filter of the keys of the first two tokens of forms */
  uint32_t n_pairs;      /* its words, as many as the gazetteer's has */
  uint32_t *starts;      /* of each bucket and behind the last: where its tokens stand */
  uint32_t *bucketed;    /* token numbers, bucket by bucket */
  size_t limits_room, roles_room, n_buckets, n_bucketed; /* n_buckets: a power of two */
} gloss__fuzzy;

/* What a token is in forms. */
enum gloss__fuzzy_role {
  GLOSS__FUZZY_SINGLE = 1, /* a form of one token */
  GLOSS__FUZZY_BEGINS = 2, /* the first of more */
  GLOSS__FUZZY_FOLLOWS = 4 /* one behind the first */
};

/* Makes the index of a gazetteer's forms; NULL when it allows no edits.
**   returns  GLOSS_OK, GLOSS_ERANGE when more than GLOSS__FUZZY_BUCKET tokens are so alike that looking
**            one of them up would be slow, GLOSS_ENOMEM
**   cost     O(size of the forms, times 11 for one edit, 56 for two); 4 bytes a key and a bucket */
gloss_status gloss__fuzzy_new(gloss__fuzzy **out, const gloss_gazetteer *gazetteer,
                              gloss_error *err);
void gloss__fuzzy_free(gloss__fuzzy *fuzzy, const gloss_alloc *alloc);

/* Gives the edits that a token of an entry allows: none under 4 code points but for a full stop
** at its end, over 62 or with a digit; one under 8; else two. */
unsigned gloss__fuzzy_limit(const gloss__word *word, unsigned edits);

/* Writes the keys of a word, at most GLOSS__FUZZY_KEYS, and gives their number. */
uint32_t gloss__fuzzy_keys(const gloss__word *word, unsigned edits, uint32_t *keys);

#endif
