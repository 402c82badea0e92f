/* classify_avx512.c -- the scan in AVX-512 (VBMI): 64 bytes at a time, one look-up by the low seven
** bits of a byte, and a test for each class. */
#ifdef __AVX512VBMI__
#include <immintrin.h>

#include "scan.h"
#define VECTOR 64
#include "scanpairs.h"

/* The classes of ASCII bytes, a bit each; signs may be stops or edges. */
enum { SPACE = 1, LONE = 2, LETTER = 4, DIGIT = 8, STOP = 16, EDGE = 32, BREAK = 64, SIGN = 128 };

/* clang-format off */
#define S(x) (char)(SIGN | (x))
static const char low_half[64] = {
  S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), SPACE, SPACE | BREAK, SPACE, SPACE | BREAK,
  SPACE | BREAK, S(0), S(0),
  S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0),
  SPACE, 0, LONE, EDGE, S(STOP), 0, 0, EDGE, LONE, LONE, 0, S(EDGE), 0, 0, STOP, 0,
  DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, EDGE, EDGE, S(EDGE),
  S(EDGE), S(EDGE), 0};

enum { L = LETTER };
static const char high_half[64] = {
  EDGE, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
  L, L, L, L, L, L, L, L, L, L, L, LONE, 0, LONE, S(EDGE), 0,
  S(EDGE), L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
  L, L, L, L, L, L, L, L, L, L, L, LONE, S(0), LONE, S(0), S(0)};
#undef S
/* clang-format on */

static inline uint64_t has(__m512i class, int bit) {
  return _mm512_test_epi8_mask(class, _mm512_set1_epi8((char)bit));
}

static inline void classify64(const char *p, classes *out) {
  __m512i v = _mm512_loadu_si512(p);
  uint64_t high = _mm512_movepi8_mask(v);
  __m512i class = _mm512_maskz_permutex2var_epi8(~high, _mm512_loadu_si512(low_half), v,
                                                 _mm512_loadu_si512(high_half));
  out->word = high | has(class, LETTER | DIGIT);
  out->space = has(class, SPACE);
  out->letter = has(class, LETTER);
  out->upper = out->letter & ~has(v, 32); /* the bit of small letters */
  out->digit = has(class, DIGIT);
  out->high = high;
  out->breaks = has(class, BREAK);
  out->sign = _mm512_movepi8_mask(class);
  out->stop = has(class, STOP);
  out->edge = has(class, EDGE);
  out->lone = has(class, LONE);
}

static inline uint64_t high_bits(const void *p) {
  return _mm512_movepi8_mask(_mm512_loadu_si512(p));
}

void gloss__classify_avx512(const char *text, size_t size, const gloss__scan *out) {
  scan_all(text, size, out);
}
#else
typedef int gloss__no_avx512; /* a translation unit is not empty */
#endif
