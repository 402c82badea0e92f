/* gazfirsts.h -- the filter of the tokens that begin forms, the one look that each token of a text
** costs; inline, for each instruction set. */
#ifndef GLOSS_CORE_GAZFIRSTS_H
#define GLOSS_CORE_GAZFIRSTS_H

#include "gloss.h"

/* The tokens a gazetteer is looked for in. */
typedef struct gloss__gaz_tokens {
  const char *text;
  const uint32_t *starts, *ends;
  const uint64_t *hashes;
  uint32_t count;
} gloss__gaz_tokens;

/* A filter of a power of two of words: a bit for each token, modulo its bits. */
typedef struct gloss__gaz_filter {
  const uint64_t *words;
  uint32_t n_words;
  int bytes; /* non-zero: a token's bit is by its first byte too */
} gloss__gaz_filter;

/* Writes which of the tokens [begin, end) the filter knows; returns how many. */
typedef uint32_t (*gloss__gaz_firsts)(gloss__gaz_filter filter, const gloss__gaz_tokens *tokens,
                                      uint32_t begin, uint32_t end, uint32_t *out);
uint32_t gloss__gaz_firsts_scalar(gloss__gaz_filter filter, const gloss__gaz_tokens *tokens,
                                  uint32_t begin, uint32_t end, uint32_t *out);
uint32_t gloss__gaz_firsts_avx2(gloss__gaz_filter filter, const gloss__gaz_tokens *tokens,
                                uint32_t begin, uint32_t end, uint32_t *out);

/* Gives the bit of a token; `byte` is 0 where the filter has no bytes. */
static inline uint32_t gloss__gaz_first_bit(uint64_t hash, unsigned char byte) {
  return (uint32_t)hash + byte * 0x9E3779B1u;
}

static inline uint32_t gloss__gaz_firsts_some(gloss__gaz_filter filter, const gloss__gaz_tokens *k,
                                              uint32_t begin, uint32_t end, int bytes,
                                              uint32_t *restrict out) {
  const uint64_t *words = filter.words, *hashes = k->hashes;
  const uint32_t *starts = k->starts;
  const char *text = k->text;
  uint32_t mask = filter.n_words - 1, n = 0;
  for (uint32_t t = begin; t < end; t++) {
    unsigned char byte = bytes ? (unsigned char)text[starts[t]] : 0;
    uint32_t bit = gloss__gaz_first_bit(hashes[t], byte);
    out[n] = t;
    n += (uint32_t)(words[bit / 64 & mask] >> bit % 64) & 1;
  }
  return n;
}

static inline uint32_t gloss__gaz_firsts_inline(gloss__gaz_filter filter,
                                                const gloss__gaz_tokens *k, uint32_t begin,
                                                uint32_t end, uint32_t *out) {
  return filter.bytes ? gloss__gaz_firsts_some(filter, k, begin, end, 1, out)
                      : gloss__gaz_firsts_some(filter, k, begin, end, 0, out);
}

#endif
