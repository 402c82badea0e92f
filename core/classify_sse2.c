/* classify_sse2.c -- the scan in SSE2, which every x86-64 has: 16 bytes at a time. It has no
** look-up by byte, so marks are found by compares; bytes that differ in one bit share one. */
#ifdef __SSE2__
#include <emmintrin.h>

#include "scan.h"
#define VECTOR 16
#include "scanpairs.h"

static inline uint64_t mask(__m128i v) { return (uint64_t)_mm_movemask_epi8(v); }

static inline __m128i either(__m128i a, __m128i b) { return _mm_or_si128(a, b); }

static inline __m128i equal(__m128i v, char c) { return _mm_cmpeq_epi8(v, _mm_set1_epi8(c)); }

/* The bytes that are c when `bits` are set in them, as 0xFF. */
static inline __m128i equal_with(__m128i v, char bits, char c) {
  return equal(either(v, _mm_set1_epi8(bits)), c);
}

/* The bytes within [low, low + span], as 0xFF. */
static inline __m128i within(__m128i v, char low, char span) {
  __m128i x = _mm_sub_epi8(v, _mm_set1_epi8(low));
  return _mm_cmpeq_epi8(_mm_min_epu8(x, _mm_set1_epi8(span)), x);
}

/* The edge bytes: # ' + : ; < = > @ ^ ` */
static inline __m128i edges(__m128i v) {
  __m128i a = either(equal_with(v, 4, '\''), equal(v, '+'));
  __m128i b = either(within(v, ':', 4), equal_with(v, 32, '`'));
  return either(either(a, b), equal(v, '^'));
}

/* The lone marks: " ( ) [ ] { } */
static inline __m128i lone_marks(__m128i v) {
  __m128i brackets = either(equal_with(v, 32, '{'), equal_with(v, 32, '}'));
  return either(either(equal(v, '"'), within(v, '(', 1)), brackets);
}

/* The sign bytes, but with all controls: $ + < = > ^ ` | ~ DEL */
static inline __m128i signs(__m128i v) {
  __m128i a = either(equal(v, '$'), equal(v, '+'));
  __m128i b = either(within(v, '<', 2), equal(v, '^'));
  __m128i c = either(equal(v, '`'), equal_with(v, 2, '~'));
  return either(either(either(a, b), either(c, equal(v, 0x7F))), within(v, 0, 31));
}

static inline void classify16(const char *p, unsigned at, classes *out) {
  __m128i v = _mm_loadu_si128((const __m128i *)p);
  uint64_t letter = mask(within(either(v, _mm_set1_epi8(32)), 'a', 25));
  uint64_t space = mask(either(equal(v, ' '), within(v, '\t', 4)));
  uint64_t digit = mask(within(v, '0', 9)), high = mask(v);
  out->word |= (letter | digit | high) << at;
  out->space |= space << at;
  out->upper |= (letter & ~mask(_mm_slli_epi16(v, 2))) << at;
  out->letter |= letter << at;
  out->digit |= digit << at;
  out->high |= high << at;
  out->breaks |= mask(either(equal(v, '\n'), equal_with(v, 1, '\r'))) << at;
  out->sign |= (mask(signs(v)) & ~space) << at;
  out->stop |= mask(either(equal(v, '.'), equal(v, '$'))) << at;
  out->edge |= mask(edges(v)) << at;
  out->lone |= mask(lone_marks(v)) << at;
}

static inline void classify64(const char *p, classes *out) {
  *out = (classes){0};
  for (unsigned at = 0; at < 64; at += 16) classify16(p + at, at, out);
}

static inline uint64_t high_bits(const void *p) {
  const __m128i *v = p;
  uint64_t bits = 0;
  for (unsigned k = 0; k < 4; k++) bits |= mask(_mm_loadu_si128(v + k)) << 16 * k;
  return bits;
}

void gloss__classify_sse2(const char *text, size_t size, const gloss__scan *out) {
  scan_all(text, size, out);
}
#else
typedef int gloss__no_sse2; /* a translation unit is not empty */
#endif
