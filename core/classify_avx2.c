/* classify_avx2.c -- the scan in AVX2: 32 bytes at a time. */
#ifdef __AVX2__
#include <immintrin.h>

#include "classify_simd.h"
#define VECTOR 32
#include "scanpairs.h"

/* The masks of 32 bytes. */
typedef struct half {
  uint32_t space, upper, letter, digit, high, stop, edge, lone, breaks, sign;
} half;

static inline uint32_t mask(__m256i v) { return (uint32_t)_mm256_movemask_epi8(v); }

/* The bytes within [low, low + span], as 0xFF. */
static inline __m256i within(__m256i v, char low, char span) {
  __m256i x = _mm256_sub_epi8(v, _mm256_set1_epi8(low));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(x, _mm256_set1_epi8(span)), x);
}

static inline half classify32(const char *p) {
  const __m256i zero = _mm256_setzero_si256();
  const __m256i mark_low = _mm256_setr_epi8(MARK_LOW, MARK_LOW);
  const __m256i mark_high = _mm256_setr_epi8(MARK_HIGH, MARK_HIGH);
  const __m256i sign_low = _mm256_setr_epi8(SIGN_LOW, SIGN_LOW);
  const __m256i sign_high = _mm256_setr_epi8(SIGN_HIGH, SIGN_HIGH);
  __m256i v = _mm256_loadu_si256((const __m256i *)p);
  __m256i letter = within(_mm256_or_si256(v, _mm256_set1_epi8(32)), 'a', 25);
  __m256i digit = within(v, '0', 9);
  __m256i blank = _mm256_cmpeq_epi8(v, _mm256_set1_epi8(' '));
  __m256i high = _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(15));
  __m256i mark =
      _mm256_and_si256(_mm256_shuffle_epi8(mark_low, v), _mm256_shuffle_epi8(mark_high, high));
  __m256i sign =
      _mm256_and_si256(_mm256_shuffle_epi8(sign_low, v), _mm256_shuffle_epi8(sign_high, high));
  __m256i edge = _mm256_and_si256(mark, _mm256_set1_epi8(EDGES));
  __m256i lone = _mm256_and_si256(mark, _mm256_set1_epi8(LONES));
  half h;
  h.high = mask(v);
  h.letter = mask(letter);
  h.digit = mask(digit);
  h.upper = ~mask(_mm256_slli_epi16(v, 2)); /* of letters */
  h.space = mask(_mm256_or_si256(blank, within(v, '\t', 4)));
  h.stop = mask(mark);
  h.breaks = mask(_mm256_slli_epi16(mark, 1));
  h.lone = mask(_mm256_cmpgt_epi8(lone, zero));
  h.edge = mask(_mm256_cmpgt_epi8(edge, zero));
  h.sign = mask(_mm256_cmpgt_epi8(sign, zero));
  return h;
}

static inline void classify64(const char *p, classes *out) {
  half a = classify32(p), b = classify32(p + 32);
  out->kept.space = a.space | (uint64_t)b.space << 32;
  out->kept.letter = a.letter | (uint64_t)b.letter << 32;
  out->kept.upper = out->kept.letter & (a.upper | (uint64_t)b.upper << 32);
  out->kept.digit = a.digit | (uint64_t)b.digit << 32;
  out->kept.high = a.high | (uint64_t)b.high << 32;
  out->kept.word = out->kept.letter | out->kept.digit | out->kept.high;
  out->stop = a.stop | (uint64_t)b.stop << 32;
  out->lone = a.lone | (uint64_t)b.lone << 32;
  out->edge = a.edge | (uint64_t)b.edge << 32;
  out->kept.breaks = a.breaks | (uint64_t)b.breaks << 32;
  out->kept.sign = a.sign | (uint64_t)b.sign << 32;
}

static inline uint64_t high_bits(const void *p) {
  const __m256i *v = p;
  return mask(_mm256_loadu_si256(v)) | (uint64_t)mask(_mm256_loadu_si256(v + 1)) << 32;
}

void gloss__classify_avx2(const char *text, size_t size, const gloss__scan *out) {
  scan_all(text, size, out);
}
#else
typedef int gloss__no_avx2; /* a translation unit is not empty */
#endif
