/* endings_avx512.c -- the search for endings in AVX-512. */
#ifdef __AVX512BW__
#include <immintrin.h>

#include "endings_simd.h"

/* The groups that the bytes at p cannot belong to at a place of an ending. The instruction gives
** zeros for bytes from 0x80 on. */
static inline __m512i others(const gloss__endings *e, unsigned place, const char *p) {
  __m512i v = _mm512_loadu_si512(p);
  __m512i low = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)e->low[place]));
  __m512i high = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)e->high[place]));
  low = _mm512_shuffle_epi8(low, v);
  v = _mm512_and_si512(_mm512_srli_epi16(v, 4), _mm512_set1_epi8(15));
  return _mm512_or_si512(low, _mm512_shuffle_epi8(high, v));
}

static inline uint64_t endings64(const gloss__endings *e, const char *p) {
  __m512i g = _mm512_or_si512(others(e, 0, p), others(e, 1, p - 1));
  g = _mm512_or_si512(g, others(e, 2, p - 2));
  return _mm512_cmpneq_epi8_mask(g, _mm512_set1_epi8(-1));
}

void gloss__find_endings_avx512(const gloss__endings *e, const char *text, size_t size, int before,
                                uint64_t *bits) {
  endings_all(e, text, size, before, bits);
}
#else
typedef int gloss__no_avx512_endings; /* a translation unit is not empty */
#endif
