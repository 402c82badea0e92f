/* sentencepoints_avx2.c -- the search for the splitter's points in AVX2. */
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

static inline uint32_t points32(const gloss__sentence_view *v, uint32_t from) {
  const __m128i marks = _mm_setr_epi8(1, '!', '"', 0, 0, 0, 0, 0, 0, 0, 0, ';', 0, 0, '.', '?');
  __m256i last[4], several[4];
  for (unsigned k = 0; k < 4; k++) {
    __m256i starts = load(v->starts + from + 8 * k), ends = load(v->ends + from + 8 * k);
    __m256i four = _mm256_sub_epi32(ends, _mm256_set1_epi32(4));
    last[k] = _mm256_srai_epi32(_mm256_i32gather_epi32((const int *)v->text.data, four, 1), 24);
    several[k] = _mm256_cmpgt_epi32(_mm256_sub_epi32(ends, starts), _mm256_set1_epi32(1));
  }
  __m256i c = pack(last), kind = load(v->kind + from);
  __m256i line = _mm256_or_si256(load(v->space + from), load(v->space + from + 1));
  __m256i mark = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(marks), c);
  __m256i punct = _mm256_cmpeq_epi8(kind, _mm256_set1_epi8(GLOSS_PUNCT));
  __m256i point = _mm256_and_si256(pack(several), punct);
  point = _mm256_or_si256(point, _mm256_cmpeq_epi8(mark, c));
  point = _mm256_or_si256(point, _mm256_cmpeq_epi8(kind, _mm256_set1_epi8(GLOSS_EMOJI)));
  point = _mm256_or_si256(point, _mm256_slli_epi16(line, 6)); /* GLOSS_NEWLINE, the second bit */
  return (uint32_t)_mm256_movemask_epi8(point);
}

uint64_t gloss__sentence_points_avx2(const gloss__sentence_view *v, uint32_t from) {
  if (!gloss__sentence_points_wide(v, from)) return gloss__sentence_points_scalar(v, from);
  return points32(v, from) | (uint64_t)points32(v, from + 32) << 32;
}
#else
typedef int gloss__no_avx2_points; /* a translation unit is not empty */
#endif
