/* hash.h -- the hash of folded forms, inline for the loops that run once a token.
**
** Defined on bytes, so that the value is the same on every machine (docs/hash.md): blocks of 16
** bytes, the last one padded with zeros, are read as two little-endian words a and b; h starts as
** K0 xor size * K2, each block makes it fold(a ^ K1, b ^ h), and the last h is the hash. An empty
** text is one block of zeros. fold is the xor of both halves of the 128-bit product. */
#ifndef GLOSS_CORE_HASH_H
#define GLOSS_CORE_HASH_H

#include "gloss.h"

#define GLOSS__HASH_K0 UINT64_C(0x9e3779b97f4a7c15)
#define GLOSS__HASH_K1 UINT64_C(0xa0761d6478bd642f)
#define GLOSS__HASH_K2 UINT64_C(0xe7037ed1a0b428db)

/* Multiplies to 128 bits and gives the xor of the halves. */
static inline uint64_t gloss__hash_fold(uint64_t a, uint64_t b) {
#ifdef __SIZEOF_INT128__
  __extension__ unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
  uint64_t a0 = a & UINT32_MAX, a1 = a >> 32, b0 = b & UINT32_MAX, b1 = b >> 32;
  uint64_t low = a0 * b0, mid = a1 * b0 + (low >> 32), more = a0 * b1 + (mid & UINT32_MAX);
  return (more << 32 | (low & UINT32_MAX)) ^ (a1 * b1 + (mid >> 32) + (more >> 32));
#endif
}

static inline uint64_t gloss__hash_read4(const unsigned char *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint64_t gloss__hash_read8(const unsigned char *p) {
  return gloss__hash_read4(p) | gloss__hash_read4(p + 4) << 32;
}

/* Reads n < 8 bytes, padded with zeros; parts that overlap hold the same bytes. */
static inline uint64_t gloss__hash_tail(const unsigned char *p, size_t n) {
  if (n >= 4) return gloss__hash_read4(p) | gloss__hash_read4(p + n - 4) << (n - 4) * 8;
  if (n == 0) return 0;
  return p[0] | (uint64_t)p[n >> 1] << (n >> 1) * 8 | (uint64_t)p[n - 1] << (n - 1) * 8;
}

static inline uint64_t gloss__hash(const char *data, size_t size) {
  const unsigned char *p = (const unsigned char *)data;
  uint64_t h = GLOSS__HASH_K0 ^ size * GLOSS__HASH_K2;
  size_t n = size;
  for (; n > 16; p += 16, n -= 16) {
    h = gloss__hash_fold(gloss__hash_read8(p) ^ GLOSS__HASH_K1, gloss__hash_read8(p + 8) ^ h);
  }
  if (n <= 8) {
    uint64_t a = n == 8 ? gloss__hash_read8(p) : gloss__hash_tail(p, n);
    return gloss__hash_fold(a ^ GLOSS__HASH_K1, h);
  }
  uint64_t b = n == 16 ? gloss__hash_read8(p + 8) : gloss__hash_tail(p + 8, n - 8);
  return gloss__hash_fold(gloss__hash_read8(p) ^ GLOSS__HASH_K1, b ^ h);
}

#endif
