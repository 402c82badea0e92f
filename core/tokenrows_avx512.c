/* tokenrows_avx512.c -- rows of the token layer in AVX-512 (VBMI2) and BMI2: what is known of the
** 64 places of a word is compressed to the places where tokens start, or end. Tokens and gaps that
** are not plain are found as tokenbits.h says and then looked at singly. */
#if defined(__AVX512VBMI2__) && defined(__BMI2__)
#include <immintrin.h>

#include "tokenbits.h"

/* Writes 32-bit positions: the bits of a word, from `base`; returns the end of those written. */
static inline uint32_t *write_positions(uint32_t *out, uint64_t bits, uint32_t base) {
  /* clang-format off */
  const __m512i places = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48,
      47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32,
      31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16,
      15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  /* clang-format on */
  const __m512i from = _mm512_set1_epi32((int)base);
  __m512i packed = _mm512_maskz_compress_epi8(bits, places);
  size_t n = (size_t)_mm_popcnt_u64(bits);
  __m512i first = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed));
  _mm512_storeu_si512(out, _mm512_add_epi32(first, from));
  if (n > 16) {
    __m512i next = _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 1));
    _mm512_storeu_si512(out + 16, _mm512_add_epi32(next, from));
  }
  if (n > 32) {
    __m512i next = _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 2));
    __m512i last = _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(packed, 3));
    _mm512_storeu_si512(out + 32, _mm512_add_epi32(next, from));
    _mm512_storeu_si512(out + 48, _mm512_add_epi32(last, from));
  }
  return out + n;
}

/* Writes the shapes of n tokens, of bytes that hold flags; letters are Latin. */
static inline void write_shapes(uint16_t *out, __m512i flags, size_t n) {
  const __m512i letter = _mm512_set1_epi16(GLOSS_INITIAL_CAP | GLOSS_LOWER);
  const __m512i latin = _mm512_set1_epi16(1 << GLOSS_SCRIPT_SHIFT);
  __m512i wide = _mm512_cvtepu8_epi16(_mm512_castsi512_si256(flags));
  wide = _mm512_or_si512(wide, _mm512_maskz_mov_epi16(_mm512_test_epi16_mask(wide, letter), latin));
  _mm512_storeu_si512(out, wide);
  if (n <= 32) return;
  wide = _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(flags, 1));
  wide = _mm512_or_si512(wide, _mm512_maskz_mov_epi16(_mm512_test_epi16_mask(wide, letter), latin));
  _mm512_storeu_si512(out + 32, wide);
}

/* Writes kind, shape and space of the plain tokens that start in a word. */
static inline void write_columns(gloss__token_rows *rows, size_t at, const gloss__masks *m,
                                 const gloss__word_bits *b) {
  __m512i kind =
      _mm512_mask_blend_epi8(m->sign, _mm512_set1_epi8(GLOSS_PUNCT), _mm512_set1_epi8(GLOSS_SIGN));
  kind = _mm512_mask_blend_epi8(m->digit, kind, _mm512_set1_epi8(GLOSS_NUMERAL));
  kind = _mm512_mask_blend_epi8(m->letter, kind, _mm512_set1_epi8(GLOSS_WORD));
  _mm512_storeu_si512(rows->kind + at, _mm512_maskz_compress_epi8(b->start, kind));
  __m512i shape = _mm512_maskz_set1_epi8(m->digit, GLOSS_DIGITS);
  shape = _mm512_mask_blend_epi8(m->letter, shape, _mm512_set1_epi8(GLOSS_LOWER));
  shape = _mm512_mask_blend_epi8(m->upper, shape, _mm512_set1_epi8(GLOSS_INITIAL_CAP));
  write_shapes(rows->shape + at, _mm512_maskz_compress_epi8(b->start, shape), b->n);
  __m512i space = _mm512_maskz_set1_epi8(b->gap, GLOSS_SPACE);
  space = _mm512_mask_blend_epi8(b->line, space, _mm512_set1_epi8(GLOSS_SPACE | GLOSS_NEWLINE));
  _mm512_storeu_si512(rows->space + at, _mm512_maskz_compress_epi8(b->start, space));
}

/* Gives the last bytes of the tokens that end in word w. */
static inline uint64_t last_bytes(const gloss__repair *r, size_t w, size_t n) {
  uint64_t stops = r->starts[w] | r->masks[w].space;
  uint64_t next = w + 1 < n ? r->starts[w + 1] | r->masks[w + 1].space : 1;
  return ~r->masks[w].space & (stops >> 1 | next << 63);
}

void gloss__write_rows_avx512(gloss__token_rows *rows, const gloss__repair *r, uint64_t *bits) {
  size_t n = (r->end - r->base + 63) / 64;
  uint32_t from = rows->count, *starts = rows->starts + from, *ends = rows->ends + from;
  gloss__odd_tokens odd = gloss__odd_init(r, bits, 0);
  for (size_t w = 0; w < n; w++) {
    uint32_t base = r->base + (uint32_t)(64 * w);
    gloss__word_bits b = gloss__odd_add(&odd, &r->masks[w], r->starts[w]);
    odd.first.bit += b.n;
    write_columns(rows, (size_t)(starts - rows->starts), &r->masks[w], &b);
    starts = write_positions(starts, b.start, base);
    ends = write_positions(ends, last_bytes(r, w, n), base + 1);
  }
  gloss__odd_add(&odd, &r->masks[n], 0);
  rows->count = (uint32_t)(starts - rows->starts);
  gloss__odd_finish(&odd, rows, from, r);
}
#else
typedef int gloss__no_avx512_rows; /* a translation unit is not empty */
#endif
