/* scanpairs.h -- letters of two bytes by vectors: Latin-1, the Greek and Russian alphabets, and the
** combining marks U+0300-U+036F. For the SIMD scans, whose `high_bits` turns 64 bytes into a mask;
** the scalar scan finds none, and all of them leave the other characters to scanhigh.h. */
#ifndef GLOSS_CORE_SCANPAIRS_H
#define GLOSS_CORE_SCANPAIRS_H

#include <string.h>

#include "scanhigh.h"

/* The bits of the bytes from 0x80 on. */
static inline uint64_t high_bits(const void *p);

/* Vectors of VECTOR bytes, as the including file says: the compiler has the instructions. */
typedef uint8_t bytes __attribute__((vector_size(VECTOR)));
typedef int8_t truth __attribute__((vector_size(VECTOR)));

/* Tells small and capital letters and combining marks by each byte and the one behind it. */
static inline void tell_pairs(bytes a, bytes b, truth *small, truth *upper, truth *mark) {
  truth russian = a == 0xD0, russian1 = a == 0xD1, greek = a == 0xCE, greek1 = a == 0xCF;
  truth latin = a == 0xC3;
  *small = (russian & (b >= 0xB0)) | (russian1 & (b < 0xA0)) | (greek & (b >= 0xAC)) |
           (greek1 & (b <= 0x8E)) | (latin & (b >= 0x9F) & (b != 0xB7));
  *upper = (russian & (b < 0xB0)) | (greek & (b >= 0x91) & (b <= 0xAB) & (b != 0xA2)) |
           (latin & (b <= 0x9E) & (b != 0x97));
  *mark = (a == 0xCC) | ((a == 0xCD) & (b < 0xB0));
}

static inline void find_pairs(const char *p, gloss__pairs *out) {
  const uint64_t whole = UINT64_MAX >> 1; /* the last byte has none behind it here */
  uint8_t text[65];
  truth small[64 / VECTOR], upper[64 / VECTOR], mark[64 / VECTOR], tail[64 / VECTOR];
  memcpy(text, p, 64);
  text[64] = 0;
  for (unsigned k = 0; k < 64 / VECTOR; k++) {
    bytes a, b;
    memcpy(&a, text + k * VECTOR, VECTOR);
    memcpy(&b, text + k * VECTOR + 1, VECTOR);
    tell_pairs(a, b, &small[k], &upper[k], &mark[k]);
    tail[k] = (a & 0xC0) == 0x80;
  }
  out->small = high_bits(small) & whole;
  out->upper = high_bits(upper) & whole;
  out->mark = high_bits(mark) & whole;
  out->tail = high_bits(tail);
}

#endif
