/* utf8_avx512.c -- the check of UTF-8 in AVX-512 (BW). */
#ifdef __AVX512BW__
#include <immintrin.h>

#include "utf8_simd.h"

static inline int bad64(const char *p) {
  const __m512i low_half = _mm512_set1_epi8(15);
  const __m512i before_high = _mm512_broadcast_i32x4(_mm_setr_epi8(BEFORE_HIGH));
  const __m512i before_low = _mm512_broadcast_i32x4(_mm_setr_epi8(BEFORE_LOW));
  const __m512i byte_high = _mm512_broadcast_i32x4(_mm_setr_epi8(BYTE_HIGH));
  __m512i v = _mm512_loadu_si512(p), before3 = _mm512_loadu_si512(p - 3);
  if (_mm512_movepi8_mask(_mm512_or_si512(v, before3)) == 0) return 0;
  __m512i before = _mm512_loadu_si512(p - 1);
  __m512i a = _mm512_and_si512(_mm512_srli_epi16(before, 4), low_half);
  __m512i b = _mm512_and_si512(before, low_half);
  __m512i c = _mm512_and_si512(_mm512_srli_epi16(v, 4), low_half);
  __m512i pair = _mm512_and_si512(
      _mm512_shuffle_epi8(before_high, a),
      _mm512_and_si512(_mm512_shuffle_epi8(before_low, b), _mm512_shuffle_epi8(byte_high, c)));
  /* The top bit of what is left says that a third or a fourth byte is due. */
  __m512i third = _mm512_subs_epu8(_mm512_loadu_si512(p - 2), _mm512_set1_epi8(0xE0 - 0x80));
  __m512i fourth = _mm512_subs_epu8(before3, _mm512_set1_epi8(0xF0 - 0x80));
  __m512i due = _mm512_and_si512(_mm512_or_si512(third, fourth), _mm512_set1_epi8((char)0x80));
  return _mm512_cmpneq_epi8_mask(pair, due) != 0;
}

size_t gloss__utf8_skip_avx512(const char *text, size_t size) { return skip_blocks(text, size); }
#else
typedef int gloss__no_utf8_avx512; /* a translation unit is not empty */
#endif
