/* classify_avx512.c -- the scan in AVX-512 (VBMI): 64 bytes at a time, one look-up by the low seven
** bits of a byte, and a test for each class. */
#ifdef __AVX512VBMI__
#include <immintrin.h>

#include "scan.h"
#define VECTOR 64
#include "scanpairs.h"

/* The classes of ASCII bytes, a bit each; capitals are letters too, signs may be stops or edges. */
enum { SPACE = 1, UPPER = 2, LETTER = 4, DIGIT = 8, STOP = 16, EDGE = 32, BREAK = 64, SIGN = 128 };

/* clang-format off */
#define S(x) (char)(SIGN | (x))
static const char low_half[64] = {
  S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), SPACE, SPACE | BREAK, SPACE, SPACE | BREAK,
  SPACE | BREAK, S(0), S(0),
  S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0), S(0),
  SPACE, 0, 0, EDGE, S(STOP), 0, 0, EDGE, 0, 0, 0, S(EDGE), 0, 0, STOP, 0,
  DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, EDGE, EDGE, S(EDGE),
  S(EDGE), S(EDGE), 0};

enum { U = UPPER | LETTER, L = LETTER };
static const char high_half[64] = {
  EDGE, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
  U, U, U, U, U, U, U, U, U, U, U, 0, 0, 0, S(EDGE), 0,
  S(EDGE), L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
  L, L, L, L, L, L, L, L, L, L, L, 0, S(0), 0, S(0), S(0)};
#undef S
/* clang-format on */

static inline uint64_t has(__m512i class, int bit) {
  return _mm512_test_epi8_mask(class, _mm512_set1_epi8((char)bit));
}

/* The lone marks: " ( ) [ ] { } */
static inline uint64_t lone_marks(__m512i v) {
  __m512i small = _mm512_or_si512(v, _mm512_set1_epi8(32)), from = _mm512_set1_epi8('(');
  return _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"')) |
         _mm512_cmplt_epu8_mask(_mm512_sub_epi8(v, from), _mm512_set1_epi8(2)) |
         _mm512_cmpeq_epi8_mask(small, _mm512_set1_epi8('{')) |
         _mm512_cmpeq_epi8_mask(small, _mm512_set1_epi8('}'));
}

static inline void classify64(const char *p, classes *out) {
  __m512i v = _mm512_loadu_si512(p);
  uint64_t high = _mm512_movepi8_mask(v);
  __m512i class = _mm512_maskz_permutex2var_epi8(~high, _mm512_loadu_si512(low_half), v,
                                                 _mm512_loadu_si512(high_half));
  out->kept.word = high | has(class, LETTER | DIGIT);
  out->kept.space = has(class, SPACE);
  out->kept.upper = has(class, UPPER);
  out->kept.letter = has(class, LETTER);
  out->kept.digit = has(class, DIGIT);
  out->kept.high = high;
  out->kept.breaks = has(class, BREAK);
  out->kept.sign = _mm512_movepi8_mask(class);
  out->stop = has(class, STOP);
  out->edge = has(class, EDGE);
  out->lone = lone_marks(v);
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
