/* sentencepoints_avx2.c -- what the splitter's passes know of tokens, a bit each, in AVX2. */
#ifdef __AVX2__
#include <immintrin.h>

#include "sentencepoints.h"

/* Packs 32 numbers below 128, or that are 0 or -1, to bytes. */
static inline __m256i pack(const __m256i x[4]) {
  const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
  __m256i low = _mm256_packs_epi32(x[0], x[1]), high = _mm256_packs_epi32(x[2], x[3]);
  return _mm256_permutevar8x32_epi32(_mm256_packs_epi16(low, high), order);
}

static inline __m256i load(const void *p) { return _mm256_loadu_si256(p); }
static inline __m256i both(__m256i a, __m256i b) { return _mm256_and_si256(a, b); }
static inline __m256i either(__m256i a, __m256i b) { return _mm256_or_si256(a, b); }
static inline __m256i is(__m256i x, int c) {
  return _mm256_cmpeq_epi8(x, _mm256_set1_epi8((char)c));
}
static inline __m256i is_above(__m256i x, int c) {
  return _mm256_cmpgt_epi8(x, _mm256_set1_epi8((char)c));
}
static inline uint64_t bits(__m256i x) { return (uint32_t)_mm256_movemask_epi8(x); }

/* Whether the bytes x below 128 are among those of a table by their low four bits. */
static inline __m256i among(__m256i x, __m128i table) {
  return _mm256_cmpeq_epi8(_mm256_shuffle_epi8(_mm256_broadcastsi128_si256(table), x), x);
}

/* Gives bits of the shapes of 32 tokens that have a flag. */
static inline uint64_t shaped(const uint16_t *shape, int flag) {
  __m256i wanted = _mm256_set1_epi16((short)flag);
  __m256i low = _mm256_cmpeq_epi16(both(load(shape), wanted), wanted);
  __m256i high = _mm256_cmpeq_epi16(both(load(shape + 16), wanted), wanted);
  return bits(_mm256_permute4x64_epi64(_mm256_packs_epi16(low, high), 0xD8));
}

/* Adds what 32 tokens are to the bits from number `at` on; gives which of them are numbers. */
static inline uint64_t look32(const gloss__sentence_view *v, uint32_t from, unsigned at,
                              gloss__sentence_bits *out) {
  const __m128i stops = _mm_setr_epi8(1, '!', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '.', '?');
  const __m128i points = _mm_setr_epi8(1, '!', '"', 0, 0, 0, 0, 0, 0, 0, 0, ';', 0, 0, '.', '?');
  const __m128i repeated = _mm_setr_epi8(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '=', '.', '?');
  const __m128i alone = _mm_setr_epi8(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', 0, 0, 0, 0, '/');
  const __m128i always = _mm_setr_epi8(1, '!', 0, 0, 0, 0, 0, 0, 0, 0, '*', 0, 0, 0, 0, '_');
  __m256i lasts[4], sizes[4];
  from += at;
  for (unsigned k = 0; k < 4; k++) {
    __m256i starts = load(v->starts + from + 8 * k), ends = load(v->ends + from + 8 * k);
    __m256i four = _mm256_sub_epi32(ends, _mm256_set1_epi32(4));
    lasts[k] = _mm256_srai_epi32(_mm256_i32gather_epi32((const int *)v->text.data, four, 1), 24);
    sizes[k] = _mm256_cmpgt_epi32(_mm256_sub_epi32(ends, starts), _mm256_set1_epi32(1));
  }
  __m256i c = pack(lasts), several = pack(sizes), kind = load(v->kind + from);
  __m256i space = load(v->space + from), next = load(v->space + from + 1);
  __m256i punct = is(kind, GLOSS_PUNCT), apart = is_above(either(space, next), 0);
  __m256i one = either(among(c, alone), both(is(c, '-'), apart));
  __m256i odd = either(among(c, always), _mm256_blendv_epi8(one, among(c, repeated), several));
  __m256i point = either(either(both(several, punct), among(c, points)), is(kind, GLOSS_EMOJI));
  point =
      either(point, _mm256_slli_epi16(either(space, next), 6)); /* GLOSS_NEWLINE, the second bit */
  out->points |= bits(point) << at;
  out->spaces |= bits(is_above(space, 0)) << at;
  out->blanks |= bits(_mm256_slli_epi16(space, 5)) << at; /* GLOSS_BLANK_LINE, the third bit */
  out->marks |= bits(is_above(kind, GLOSS_PUNCT - 1)) << at;
  out->capitals |= shaped(v->shape + from, GLOSS_INITIAL_CAP) << at;
  out->digits |= shaped(v->shape + from, GLOSS_DIGITS) << at;
  out->stops |= bits(both(punct, among(c, stops))) << at;
  out->odd |= bits(either(is_above(kind, GLOSS_SIGN - 1), both(punct, odd))) << at;
  return bits(both(is(kind, GLOSS_NUMERAL), several)) << at;
}

void gloss__sentence_points_avx2(const gloss__sentence_view *v, uint32_t from,
                                 gloss__sentence_bits *out) {
  if (!gloss__sentence_points_wide(v, from)) {
    gloss__sentence_points_scalar(v, from, out);
    return;
  }
  *out = (gloss__sentence_bits){0};
  uint64_t numbers = look32(v, from, 0, out);
  numbers |= look32(v, from, 32, out);
  out->odd |= gloss__odd_numbers(v, from, numbers);
}
#else
typedef int gloss__no_avx2_points; /* a translation unit is not empty */
#endif
