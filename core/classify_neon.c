/* classify_neon.c -- the scan in NEON, which every AArch64 has: 64 bytes in four vectors. No
** instruction gathers bits: each byte keeps the bit of its place, and neighbours are added. */
#ifdef __AARCH64EL__
#include <arm_neon.h>

#include "classify_simd.h"
#define VECTOR 16
#include "scanpairs.h"

/* Vectors of 64 bytes; a byte of a class is 0xFF. */
typedef struct vectors {
  uint8x16_t v[4];
} vectors;

static inline uint64_t mask(vectors x) {
  static const uint8_t places[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t place = vld1q_u8(places);
  uint8x16_t a = vpaddq_u8(vandq_u8(x.v[0], place), vandq_u8(x.v[1], place));
  uint8x16_t b = vpaddq_u8(vandq_u8(x.v[2], place), vandq_u8(x.v[3], place));
  a = vpaddq_u8(a, b);
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(a, a)), 0);
}

/* The bits that the table entries of the halves of a byte share. */
static inline uint8x16_t look_up(uint8x16_t v, uint8x16_t low, uint8x16_t high) {
  return vandq_u8(vqtbl1q_u8(low, vandq_u8(v, vdupq_n_u8(15))), vqtbl1q_u8(high, vshrq_n_u8(v, 4)));
}

static inline void classify64(const char *p, classes *out) {
  static const int8_t tables[6][16] = {{TEXT_LOW},  {TEXT_HIGH}, {MARK_LOW},
                                       {MARK_HIGH}, {SIGN_LOW},  {SIGN_HIGH}};
  uint8x16_t t[6];
  for (unsigned k = 0; k < 6; k++) t[k] = vreinterpretq_u8_s8(vld1q_s8(tables[k]));
  vectors letter, digit, upper, space, high, stop, edge, lone, breaks, sign;
  for (unsigned k = 0; k < 4; k++) {
    uint8x16_t v = vld1q_u8((const uint8_t *)p + 16 * k);
    uint8x16_t text = look_up(v, t[0], t[1]), marks = look_up(v, t[2], t[3]);
    uint8x16_t signs = look_up(v, t[4], t[5]);
    letter.v[k] = vtstq_u8(text, vdupq_n_u8(LETTERS));
    digit.v[k] = vtstq_u8(text, vdupq_n_u8(DIGIT));
    upper.v[k] = vbicq_u8(letter.v[k], vtstq_u8(v, vdupq_n_u8(32))); /* the bit of small letters */
    space.v[k] = vtstq_u8(text, vdupq_n_u8(SPACES));
    high.v[k] = vcgeq_u8(v, vdupq_n_u8(0x80));
    stop.v[k] = vtstq_u8(marks, vdupq_n_u8(STOP));
    edge.v[k] = vtstq_u8(marks, vdupq_n_u8(EDGE2 | EDGE3 | EDGE46 | EDGE5));
    lone.v[k] = vtstq_u8(text, vdupq_n_u8(LONES));
    breaks.v[k] = vtstq_u8(text, vdupq_n_u8(BREAK));
    sign.v[k] = vtstq_u8(signs, signs);
  }
  out->space = mask(space);
  out->upper = mask(upper);
  out->letter = mask(letter);
  out->digit = mask(digit);
  out->high = mask(high);
  out->word = out->letter | out->digit | out->high;
  out->breaks = mask(breaks);
  out->sign = mask(sign);
  out->stop = mask(stop);
  out->edge = mask(edge);
  out->lone = mask(lone);
}

static inline uint64_t high_bits(const void *p) {
  vectors high;
  for (unsigned k = 0; k < 4; k++)
    high.v[k] = vcgeq_u8(vld1q_u8((const uint8_t *)p + 16 * k), vdupq_n_u8(0x80));
  return mask(high);
}

void gloss__classify_neon(const char *text, size_t size, const gloss__scan *out) {
  scan_all(text, size, out);
}
#else
typedef int gloss__no_neon; /* a translation unit is not empty */
#endif
