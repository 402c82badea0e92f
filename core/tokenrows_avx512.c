/* tokenrows_avx512.c -- rows of the token layer in AVX-512 (VBMI2) and BMI2: the places of starts
** are compressed from the 64 of a word, the rest is as in tokenbits.h. */
#if defined(__AVX512VBMI2__) && defined(__BMI2__)
#include "tokenbits.h"

/* Sixteen at a time, of which most words have no more. */
static inline void write_places(uint32_t *out, uint32_t base, uint64_t bits) {
  /* clang-format off */
  const __m512i all = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48,
      47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32,
      31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16,
      15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  /* clang-format on */
  const __m512i from = _mm512_set1_epi32((int)base);
  __m512i places = _mm512_maskz_compress_epi8(bits, all);
  for (uint32_t *end = out + _mm_popcnt_u64(bits);;) {
    __m512i wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places));
    _mm512_storeu_si512(out, _mm512_add_epi32(wide, from));
    if ((out += 16) >= end) return;
    places = _mm512_alignr_epi64(places, places, 2);
  }
}

void gloss__write_rows_avx512(gloss__token_rows *rows, const gloss__repair *r) {
  write_all(rows, r);
}
#else
typedef int gloss__no_avx512_rows; /* a translation unit is not empty */
#endif
