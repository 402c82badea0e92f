/* tokenrows_avx512.c -- rows of the token layer in AVX-512 (VBMI2) and BMI2: what is known of the
** 64 places of a word is compressed to the places where tokens start. Tokens and gaps that are not
** plain are found as tokenbits.h says and then looked at singly. */
#if defined(__AVX512VBMI2__) && defined(__BMI2__)
#include "tokenbits.h"

/* Adds a number to the bytes of a mask. */
static inline __m512i add(__m512i x, uint64_t mask, char number) {
  return _mm512_mask_add_epi8(x, mask, x, _mm512_set1_epi8(number));
}

/* Sixteen tokens at a time, of which most words have no more. */
static inline void write_word(gloss__token_rows *rows, size_t at, uint32_t base,
                              const gloss__masks *m, const gloss__word_bits *b) {
  /* clang-format off */
  const __m512i all = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48,
      47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32,
      31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16,
      15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  /* clang-format on */
  __m512i what = _mm512_maskz_set1_epi8(gloss__what0(m), 1);
  what = add(add(add(what, gloss__what1(m), 2), gloss__what2(b), 4), gloss__what3(b), 8);
  what = _mm512_maskz_compress_epi8(b->start, what);
  __m512i places = _mm512_maskz_compress_epi8(b->start, all);
  for (size_t end = at + b->n;;) {
    gloss__write16(rows, at, base, _mm512_castsi512_si128(places), _mm512_castsi512_si128(what));
    if ((at += 16) >= end) return;
    places = _mm512_alignr_epi64(places, places, 2);
    what = _mm512_alignr_epi64(what, what, 2);
  }
}

void gloss__write_rows_avx512(gloss__token_rows *rows, const gloss__repair *r) {
  write_all(rows, r);
}
#else
typedef int gloss__no_avx512_rows; /* a translation unit is not empty */
#endif
