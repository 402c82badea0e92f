/* tokenhash.h -- hashes of short tokens, and ASCII made lower case; inline, for each instruction
** set. */
#ifndef GLOSS_CORE_TOKENHASH_H
#define GLOSS_CORE_TOKENHASH_H

#include "hash.h"
#include "tokenrows.h"

static inline uint32_t gloss__hash_short_inline(const unsigned char *data, uint32_t base,
                                                gloss__token_spans tokens,
                                                uint64_t *restrict hashes) {
  /* clang-format off */
  static const uint64_t keep[] = { /* at n: of the second word of n bytes; at 8 + n: of the first */
      0, 0, 0, 0, 0, 0, 0, 0, 0,
      UINT64_MAX >> 56, UINT64_MAX >> 48, UINT64_MAX >> 40, UINT64_MAX >> 32, UINT64_MAX >> 24,
      UINT64_MAX >> 16, UINT64_MAX >> 8, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX,
      UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};
  uint64_t seeds[GLOSS__HASH_SHORT + 1]; /* by size */
  /* clang-format on */
  for (uint64_t n = 0; n <= GLOSS__HASH_SHORT; n++) seeds[n] = GLOSS__HASH_K0 ^ n * GLOSS__HASH_K2;
  const uint32_t *restrict starts = tokens.starts, *restrict ends = tokens.ends;
  size_t i = 0;
  for (; i < tokens.count; i++) {
    size_t size = ends[i] - starts[i];
    if (size > GLOSS__HASH_SHORT) break;
    const unsigned char *p = data + (starts[i] - base);
    uint64_t a = gloss__hash_read8(p) & keep[8 + size];
    uint64_t b = gloss__hash_read8(p + 8) & keep[size];
    hashes[i] = gloss__hash_fold(a ^ GLOSS__HASH_K1, b ^ seeds[size]);
  }
  return (uint32_t)i;
}

static inline void gloss__lower_ascii_inline(char *out, const char *text, size_t n) {
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)text[i];
    out[i] = (char)(unsigned char)(c + ((unsigned char)(c - 'A') < 26 ? 32 : 0));
  }
}

#endif
