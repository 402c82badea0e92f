/* tokenrows_avx2.c -- rows of the token layer in AVX2 and BMI2: the places of starts are looked up
** by bytes, the rest is as in tokenbits.h. */
#if defined(__AVX2__) && defined(__BMI2__)
#include "tokenbits.h"

/* Gives the bits of a mask at the first 16 bits of another, each the lowest of four. */
static inline uint64_t pick(uint64_t mask, uint64_t bits) {
  return _pdep_u64(_pext_u64(mask, bits), 0x1111111111111111);
}

/* Makes bytes of 16 times four bits. */
static inline __m128i widen(uint64_t bits) {
  __m128i pairs = _mm_cvtsi64_si128((long long)bits);
  return _mm_and_si128(_mm_unpacklo_epi8(pairs, _mm_srli_epi16(pairs, 4)), _mm_set1_epi8(15));
}

/* Gives the places of the first 16 bits. */
static inline __m128i places(uint64_t bits) {
  uint64_t low = pick(0xAAAAAAAAAAAAAAAA, bits) | pick(0xCCCCCCCCCCCCCCCC, bits) << 1 |
                 pick(0xF0F0F0F0F0F0F0F0, bits) << 2 | pick(0xFF00FF00FF00FF00, bits) << 3;
  uint64_t high = pick(0xFFFF0000FFFF0000, bits) | pick(0xFFFFFFFF00000000, bits) << 1;
  return _mm_or_si128(widen(low), _mm_slli_epi16(widen(high), 4));
}

/* Sixteen at a time, of which most words have no more. */
static inline void write_places(uint32_t *out, uint32_t base, uint64_t bits) {
  const __m256i from = _mm256_set1_epi32((int)base);
  do {
    __m128i p = places(bits);
    __m256i a = _mm256_cvtepu8_epi32(p), b = _mm256_cvtepu8_epi32(_mm_srli_si128(p, 8));
    _mm256_storeu_si256((__m256i *)out, _mm256_add_epi32(a, from));
    _mm256_storeu_si256((__m256i *)(out + 8), _mm256_add_epi32(b, from));
    out += 16;
    bits = _pdep_u64(UINT64_MAX << 16, bits);
  } while (bits != 0);
}

void gloss__write_rows_avx2(gloss__token_rows *rows, const gloss__repair *r) { write_all(rows, r); }

uint32_t gloss__count_bits_avx2(const uint64_t *words, size_t n) {
  uint64_t count = 0;
  for (size_t w = 0; w < n; w++) count += (uint64_t)_mm_popcnt_u64(words[w]);
  return (uint32_t)count;
}
#else
typedef int gloss__no_avx2_rows; /* a translation unit is not empty */
#endif
