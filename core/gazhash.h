/* gazhash.h -- the hash of a token of a text, which is that of its form: of its bytes where a
** gazetteer goes by them, else of what gloss__gaz_form makes of it. (gazhash.c) */
#ifndef GLOSS_CORE_GAZHASH_H
#define GLOSS_CORE_GAZHASH_H

#include "ascii.h"
#include "gazrun.h"
#include "hash.h"

/* A token of at most 16 bytes, padded with zeros. */
typedef struct gloss__gaz_short {
  uint64_t a, b;
  uint32_t size;
} gloss__gaz_short;

/* Reads the first bytes, at most 16, of 16 at p. */
static inline gloss__gaz_short gloss__gaz_read_short(const char *p, uint32_t size) {
  uint64_t a = gloss__hash_read8((const unsigned char *)p);
  uint64_t b = gloss__hash_read8((const unsigned char *)p + 8);
  uint64_t past = UINT64_MAX << (size & 7) * 8; /* the token, in the word of its end */
  a &= size < 8 ? ~past : UINT64_MAX;
  b &= size < 8 ? 0 : size < 16 ? ~past : UINT64_MAX;
  return (gloss__gaz_short){a, b, size};
}

/* Reads token t, folded unless `bytes`. 0 when it is not short, ASCII as it must be to be folded, or at
** the text's end. */
static inline int gloss__gaz_short_of(const gloss__gaz_tokens *k, uint32_t t, int bytes,
                                      gloss__gaz_short *out) {
  uint32_t start = k->starts[t], size = k->ends[t] - start;
  if (size > 16 || k->size - start < 16) return 0;
  gloss__gaz_short s = gloss__gaz_read_short(k->text + start, size);
  if (!bytes) {
    if ((s.a | s.b) & GLOSS__ASCII_HIGH) return 0;
    s.a = gloss__lower8(s.a);
    s.b = gloss__lower8(s.b);
  }
  *out = s;
  return 1;
}

/* Gives the hash of token t, if it is short; else 0. */
static inline int gloss__gaz_quick_hash(const gloss__gaz_run *r, uint32_t t, uint64_t *hash) {
  gloss__gaz_short s;
  if (!gloss__gaz_short_of(&r->tokens, t, r->g->by_text, &s)) return 0;
  uint64_t h = GLOSS__HASH_K0 ^ s.size * GLOSS__HASH_K2;
  *hash = gloss__hash_fold(s.a ^ GLOSS__HASH_K1, s.b ^ h);
  return 1;
}

/* The same, whatever it is. ENOMEM. */
gloss_status gloss__gaz_hash_any(gloss__gaz_run *run, uint32_t t, uint64_t *hash);

/* Gives the hash of token t. ENOMEM. */
static inline gloss_status gloss__gaz_hash(gloss__gaz_run *r, uint32_t t, uint64_t *hash) {
  return gloss__gaz_quick_hash(r, t, hash) ? GLOSS_OK : gloss__gaz_hash_any(r, t, hash);
}

#endif
