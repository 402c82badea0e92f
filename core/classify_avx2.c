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

/* The bits that the table entries of the halves of a byte share; none from 0x80 on. */
static inline __m256i look_up(__m256i v, __m256i upper_half, __m256i low, __m256i high) {
  return _mm256_and_si256(_mm256_shuffle_epi8(low, v), _mm256_shuffle_epi8(high, upper_half));
}

/* The bytes with some of these bits, but not with the highest alone. */
static inline uint32_t some(__m256i v, char bits) {
  return mask(
      _mm256_cmpgt_epi8(_mm256_and_si256(v, _mm256_set1_epi8(bits)), _mm256_setzero_si256()));
}

static inline half classify32(const char *p) {
  __m256i v = _mm256_loadu_si256((const __m256i *)p);
  __m256i upper_half = _mm256_and_si256(_mm256_srli_epi16(v, 4), _mm256_set1_epi8(15));
  __m256i text = look_up(v, upper_half, _mm256_setr_epi8(TEXT_LOW, TEXT_LOW),
                         _mm256_setr_epi8(TEXT_HIGH, TEXT_HIGH));
  __m256i mark = look_up(v, upper_half, _mm256_setr_epi8(MARK_LOW, MARK_LOW),
                         _mm256_setr_epi8(MARK_HIGH, MARK_HIGH));
  __m256i sign = look_up(v, upper_half, _mm256_setr_epi8(SIGN_LOW, SIGN_LOW),
                         _mm256_setr_epi8(SIGN_HIGH, SIGN_HIGH));
  half h;
  h.high = mask(v);
  h.letter = some(text, LETTERS);
  h.digit = mask(text);                     /* the highest bit */
  h.upper = ~mask(_mm256_slli_epi16(v, 2)); /* of letters */
  h.space = some(text, SPACES);
  h.breaks = mask(_mm256_slli_epi16(text, 1));
  h.lone = some(text, LONES);
  h.stop = mask(mark);
  h.edge = mask(_mm256_cmpgt_epi8(mark, _mm256_setzero_si256()));
  h.sign = mask(_mm256_cmpgt_epi8(sign, _mm256_setzero_si256()));
  return h;
}

static inline void classify64(const char *p, classes *out) {
  half a = classify32(p), b = classify32(p + 32);
  out->space = a.space | (uint64_t)b.space << 32;
  out->letter = a.letter | (uint64_t)b.letter << 32;
  out->upper = out->letter & (a.upper | (uint64_t)b.upper << 32);
  out->digit = a.digit | (uint64_t)b.digit << 32;
  out->high = a.high | (uint64_t)b.high << 32;
  out->word = out->letter | out->digit | out->high;
  out->stop = a.stop | (uint64_t)b.stop << 32;
  out->lone = a.lone | (uint64_t)b.lone << 32;
  out->edge = a.edge | (uint64_t)b.edge << 32;
  out->breaks = a.breaks | (uint64_t)b.breaks << 32;
  out->sign = a.sign | (uint64_t)b.sign << 32;
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
