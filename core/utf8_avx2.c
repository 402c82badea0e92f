/* utf8_avx2.c -- the check of UTF-8 in AVX2. */
#ifdef __AVX2__
#include <immintrin.h>

#include "utf8_simd.h"

static inline __m256i load(const char *p) { return _mm256_loadu_si256((const __m256i *)p); }

/* Gives the errors of 32 bytes. */
static inline __m256i errors(const char *p) {
  const __m256i low_half = _mm256_set1_epi8(15);
  const __m256i before_high = _mm256_setr_epi8(BEFORE_HIGH, BEFORE_HIGH);
  const __m256i before_low = _mm256_setr_epi8(BEFORE_LOW, BEFORE_LOW);
  const __m256i byte_high = _mm256_setr_epi8(BYTE_HIGH, BYTE_HIGH);
  __m256i v = load(p), before = load(p - 1);
  __m256i a = _mm256_and_si256(_mm256_srli_epi16(before, 4), low_half);
  __m256i b = _mm256_and_si256(before, low_half);
  __m256i c = _mm256_and_si256(_mm256_srli_epi16(v, 4), low_half);
  __m256i pair = _mm256_and_si256(
      _mm256_shuffle_epi8(before_high, a),
      _mm256_and_si256(_mm256_shuffle_epi8(before_low, b), _mm256_shuffle_epi8(byte_high, c)));
  /* The top bit of what is left says that a third or a fourth byte is due. */
  __m256i third = _mm256_subs_epu8(load(p - 2), _mm256_set1_epi8(0xE0 - 0x80));
  __m256i fourth = _mm256_subs_epu8(load(p - 3), _mm256_set1_epi8(0xF0 - 0x80));
  __m256i due = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
  return _mm256_xor_si256(pair, due);
}

static inline int bad64(const char *p) {
  __m256i all = _mm256_or_si256(load(p - 3), _mm256_or_si256(load(p), load(p + 32)));
  if (_mm256_movemask_epi8(all) == 0) return 0;
  __m256i e = _mm256_or_si256(errors(p), errors(p + 32));
  return !_mm256_testz_si256(e, e);
}

size_t gloss__utf8_skip_avx2(const char *text, size_t size) { return skip_blocks(text, size); }
#else
typedef int gloss__no_utf8_avx2; /* a translation unit is not empty */
#endif
