/* sentencepoints_avx512.c -- what the splitter's passes know of tokens, a bit each, in AVX-512. */
#if defined(__AVX512VBMI__) && defined(__AVX512BW__)
#include <immintrin.h>

#include "sentencepoints.h"

static inline uint64_t is(__m512i x, char c) {
  return _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8(c));
}

/* Gives which of the bytes x are in a table at the place of their low six bits. */
static inline uint64_t among(__m512i x, __m512i table) {
  return _mm512_cmpeq_epi8_mask(_mm512_permutexvar_epi8(x, table), x);
}

/* Gives which of the shapes of 64 tokens have a flag. */
static inline uint64_t shaped(__m512i low, __m512i high, short flag) {
  __m512i wanted = _mm512_set1_epi16(flag);
  return _mm512_test_epi16_mask(low, wanted) | (uint64_t)_mm512_test_epi16_mask(high, wanted) << 32;
}

/* Gives the last bytes of 8 tokens, put together in a register: bytes stored and read again would
** wait for all writes before them. */
static inline long long last8(const char *behind, const uint32_t *ends) {
  uint64_t x = 0;
  for (unsigned k = 0; k < 8; k++) x |= (uint64_t)(unsigned char)behind[ends[k]] << 8 * k;
  return (long long)x;
}

/* Gives the last bytes of 64 tokens; loaded one by one, which takes no longer than gathering. */
static inline __m512i last_bytes(const gloss__sentence_view *v, uint32_t from) {
  const char *p = v->text.data - 1;
  const uint32_t *e = v->ends + from;
  return _mm512_setr_epi64(last8(p, e), last8(p, e + 8), last8(p, e + 16), last8(p, e + 24),
                           last8(p, e + 32), last8(p, e + 40), last8(p, e + 48), last8(p, e + 56));
}

/* Gives which of 64 tokens have several bytes. */
static inline uint64_t longer(const gloss__sentence_view *v, uint32_t from) {
  uint64_t several = 0;
  for (unsigned k = 0; k < 64; k += 16) {
    __m512i ends = _mm512_loadu_si512(v->ends + from + k);
    __m512i size = _mm512_sub_epi32(ends, _mm512_loadu_si512(v->starts + from + k));
    several |= (uint64_t)_mm512_cmpgt_epu32_mask(size, _mm512_set1_epi32(1)) << k;
  }
  return several;
}

void gloss__sentence_points_avx512(const gloss__sentence_view *v, uint32_t from,
                                   gloss__sentence_bits *out) {
  static const char points[64] = {
      [0] = 1, ['.'] = '.', ['!'] = '!', ['?'] = '?', [';'] = ';', ['"'] = '"'};
  static const char repeated[64] = {[0] = 1, ['.'] = '.', ['?'] = '?', ['='] = '='};
  if (!gloss__sentence_points_wide(v, from)) {
    gloss__sentence_points_scalar(v, from, out);
    return;
  }
  uint64_t several = longer(v, from);
  __m512i c = last_bytes(v, from), kind = _mm512_loadu_si512(v->kind + from);
  __m512i space = _mm512_loadu_si512(v->space + from);
  __m512i both = _mm512_or_si512(space, _mm512_loadu_si512(v->space + from + 1));
  __m512i low = _mm512_loadu_si512(v->shape + from),
          high = _mm512_loadu_si512(v->shape + from + 32);
  uint64_t punct = is(kind, GLOSS_PUNCT), bang = is(c, '!');
  uint64_t alone = is(c, ':') | is(c, '/') | (is(c, '-') & _mm512_test_epi8_mask(both, both));
  uint64_t always = bang | is(c, '*') | is(c, '_'), ends = is(c, '.') | bang | is(c, '?');
  *out = (gloss__sentence_bits){
      .points = among(c, _mm512_loadu_si512(points)) | (punct & several) | is(kind, GLOSS_EMOJI) |
                _mm512_test_epi8_mask(both, _mm512_set1_epi8(GLOSS_NEWLINE)),
      .spaces = _mm512_test_epi8_mask(space, space),
      .blanks = _mm512_test_epi8_mask(space, _mm512_set1_epi8(GLOSS_BLANK_LINE)),
      .marks = _mm512_cmpge_epu8_mask(kind, _mm512_set1_epi8(GLOSS_PUNCT)),
      .stops = punct & ends,
      .capitals = shaped(low, high, GLOSS_INITIAL_CAP),
      .digits = shaped(low, high, GLOSS_DIGITS)};
  out->odd =
      _mm512_cmpge_epu8_mask(kind, _mm512_set1_epi8(GLOSS_SIGN)) |
      (punct & (always | (alone & ~several) | (among(c, _mm512_loadu_si512(repeated)) & several)));
  out->odd |= gloss__odd_numbers(v, from, is(kind, GLOSS_NUMERAL) & several);
}
#else
typedef int gloss__no_avx512_points; /* a translation unit is not empty */
#endif
