/* utf8_neon.c -- the check of UTF-8 in NEON. */
#ifdef __AARCH64EL__
#include <arm_neon.h>

#include "utf8_simd.h"

static inline uint8x16_t load(const char *p) { return vld1q_u8((const uint8_t *)p); }

/* Gives the errors of 16 bytes. */
static inline uint8x16_t errors(const char *p) {
  static const char tables[3][16] = {{BEFORE_HIGH}, {BEFORE_LOW}, {BYTE_HIGH}};
  uint8x16_t v = load(p), before = load(p - 1);
  uint8x16_t pair = vandq_u8(vqtbl1q_u8(load(tables[0]), vshrq_n_u8(before, 4)),
                             vqtbl1q_u8(load(tables[1]), vandq_u8(before, vdupq_n_u8(15))));
  pair = vandq_u8(pair, vqtbl1q_u8(load(tables[2]), vshrq_n_u8(v, 4)));
  /* The top bit of what is left says that a third or a fourth byte is due. */
  uint8x16_t third = vqsubq_u8(load(p - 2), vdupq_n_u8(0xE0 - 0x80));
  uint8x16_t fourth = vqsubq_u8(load(p - 3), vdupq_n_u8(0xF0 - 0x80));
  return veorq_u8(pair, vandq_u8(vorrq_u8(third, fourth), vdupq_n_u8(0x80)));
}

static inline int bad64(const char *p) {
  uint8x16_t all = vorrq_u8(vorrq_u8(load(p), load(p + 16)), vorrq_u8(load(p + 32), load(p + 48)));
  if (vmaxvq_u8(vorrq_u8(all, load(p - 3))) < 0x80) return 0;
  uint8x16_t e = vorrq_u8(errors(p), errors(p + 16));
  e = vorrq_u8(e, vorrq_u8(errors(p + 32), errors(p + 48)));
  return vmaxvq_u8(e) != 0;
}

size_t gloss__utf8_skip_neon(const char *text, size_t size) { return skip_blocks(text, size); }
#else
typedef int gloss__no_utf8_neon; /* a translation unit is not empty */
#endif
