/* endings_avx2.c -- the search for endings in AVX2. */
#ifdef __AVX2__
#include <immintrin.h>

#include "endings_simd.h"

/* The groups that the bytes at p cannot belong to at a place of an ending. The instruction gives
** zeros for bytes from 0x80 on. */
static inline __m256i others(const gloss__endings *e, unsigned place, const char *p) {
  __m256i v = _mm256_loadu_si256((const __m256i *)p);
  __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)e->low[place]));
  __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)e->high[place]));
  low = _mm256_shuffle_epi8(low, v);
  v = _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(15));
  return _mm256_or_si256(low, _mm256_shuffle_epi8(high, v));
}

static inline uint32_t endings32(const gloss__endings *e, const char *p) {
  __m256i g = _mm256_or_si256(others(e, 0, p), others(e, 1, p - 1));
  g = _mm256_or_si256(g, others(e, 2, p - 2));
  return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(g, _mm256_set1_epi8(-1)));
}

static inline uint64_t endings64(const gloss__endings *e, const char *p) {
  return endings32(e, p) | (uint64_t)endings32(e, p + 32) << 32;
}

void gloss__find_endings_avx2(const gloss__endings *e, const char *text, size_t size, int before,
                              uint64_t *bits) {
  endings_all(e, text, size, before, bits);
}
#else
typedef int gloss__no_avx2_endings; /* a translation unit is not empty */
#endif
