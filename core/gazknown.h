/* gazknown.h -- tokens that a scratch has met in texts, and what a gazetteer says of each alone. Few
** words make most of any text: what was found of them is not looked up and compared again. It
** depends on nothing but the token's text, all of which is kept. */
#ifndef GLOSS_CORE_GAZKNOWN_H
#define GLOSS_CORE_GAZKNOWN_H

#include "gazhash.h"

/* Reads token t as it is kept: as it is looked for, or, what folding may change in other ways than
** ASCII, as it is. 0 when it is not short or at the text's end. */
static inline int gloss__gaz_read_known(const gloss__gaz_run *r, uint32_t t,
                                        gloss__gaz_short *out) {
  if (!r->s->known || !gloss__gaz_short_of(&r->tokens, t, 1, out)) return 0;
  if (r->g->by_text || (out->a | out->b) & GLOSS__ASCII_HIGH) return 1;
  out->a = gloss__lower8(out->a);
  out->b = gloss__lower8(out->b);
  return 1;
}

/* Gives where a token is kept, if it is. */
static inline gloss__gaz_known *gloss__gaz_known_place(const gloss__gaz_run *r,
                                                       const gloss__gaz_short *token) {
  uint64_t x = (token->a ^ token->b * GLOSS__HASH_K2) * GLOSS__HASH_K1;
  return &r->s->known[(x >> 32) % GLOSS__GAZ_KNOWN];
}

/* Gives in *entry what token t was last learnt to be; 0 when it is not known. */
static inline int gloss__gaz_recall(const gloss__gaz_run *r, uint32_t t, uint32_t *entry) {
  gloss__gaz_short token;
  if (!gloss__gaz_read_known(r, t, &token)) return 0;
  const gloss__gaz_known *known = gloss__gaz_known_place(r, &token);
  *entry = known->entry;
  return known->a == token.a && known->b == token.b && known->size == token.size;
}

/* Learns that token t, and any other that is the same when it is looked for, is one entry and no
** other, or none (GLOSS_NONE). Long ones are not kept. */
static inline void gloss__gaz_learn(gloss__gaz_run *r, uint32_t t, uint32_t entry) {
  gloss__gaz_short token;
  if (!gloss__gaz_read_known(r, t, &token)) return;
  *gloss__gaz_known_place(r, &token) = (gloss__gaz_known){token.a, token.b, token.size, entry};
}

#endif
