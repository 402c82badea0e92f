/* classify.c -- the scalar scan: a class a byte by table, eight bytes transposed at a time. */
#include "classify.h"

#include <string.h>

const uint8_t gloss__byte_class[256] = {
    0,   0,   0,   0,   0,   0,  0,  0,  0,  2,  2,  2,  2,  2,  0,   0,   0,   0,  0,   0,
    0,   0,   0,   0,   0,   0,  0,  0,  0,  0,  0,  0,  2,  0,  0,   128, 64,  0,  0,   128,
    0,   0,   0,   128, 0,   0,  64, 0,  17, 17, 17, 17, 17, 17, 17,  17,  17,  17, 128, 128,
    128, 128, 128, 0,   128, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13,  13,  13,  13, 13,  13,
    13,  13,  13,  13,  13,  13, 13, 13, 13, 13, 13, 0,  0,  0,  128, 0,   128, 9,  9,   9,
    9,   9,   9,   9,   9,   9,  9,  9,  9,  9,  9,  9,  9,  9,  9,   9,   9,   9,  9,   9,
    9,   9,   9,   0,   0,   0,  0,  0,  33, 33, 33, 33, 33, 33, 33,  33,  33,  33, 33,  33,
    33,  33,  33,  33,  33,  33, 33, 33, 33, 33, 33, 33, 33, 33, 33,  33,  33,  33, 33,  33,
    33,  33,  33,  33,  33,  33, 33, 33, 33, 33, 33, 33, 33, 33, 33,  33,  33,  33, 33,  33,
    33,  33,  33,  33,  33,  33, 33, 33, 33, 33, 33, 33, 33, 33, 33,  33,  33,  33, 33,  33,
    33,  33,  33,  33,  33,  33, 33, 33, 33, 33, 33, 33, 33, 33, 33,  33,  33,  33, 33,  33,
    33,  33,  33,  33,  33,  33, 33, 33, 33, 33, 33, 33, 33, 33, 33,  33,  33,  33, 33,  33,
    33,  33,  33,  33,  33,  33, 33, 33, 33, 33, 33, 33, 33, 33, 33,  33,
};

/* Transposes an 8 x 8 bit matrix: byte k of the result holds bit k of the eight bytes.
** source   Hacker's Delight, section 7-3 */
static uint64_t transpose(uint64_t x) {
  uint64_t t = (x ^ (x >> 7)) & UINT64_C(0x00AA00AA00AA00AA);
  x ^= t ^ (t << 7);
  t = (x ^ (x >> 14)) & UINT64_C(0x0000CCCC0000CCCC);
  x ^= t ^ (t << 14);
  t = (x ^ (x >> 28)) & UINT64_C(0x00000000F0F0F0F0);
  return x ^ t ^ (t << 28);
}

/* Fills the masks of 64 bytes. */
static void classify64(const unsigned char *p, gloss__masks *out) {
  gloss__masks m = {0};
  for (unsigned at = 0; at < 64; at += 8, p += 8) {
    uint64_t x = 0;
    for (unsigned k = 0; k < 8; k++) x |= (uint64_t)gloss__byte_class[p[k]] << (8 * k);
    x = transpose(x);
    m.word |= (x & 255) << at;
    m.space |= (x >> 8 & 255) << at;
    m.upper |= (x >> 16 & 255) << at;
    m.letter |= (x >> 24 & 255) << at;
    m.digit |= (x >> 32 & 255) << at;
    m.high |= (x >> 40 & 255) << at;
    m.stop |= (x >> 48 & 255) << at;
    m.edge |= (x >> 56) << at;
  }
  *out = m;
}

void gloss__classify(const char *text, size_t size, gloss__masks *out) {
  const unsigned char *p = (const unsigned char *)text;
  size_t whole = size / 64;
  for (size_t i = 0; i < whole; i++) classify64(p + 64 * i, &out[i]);
  if (size % 64 != 0) {
    unsigned char tail[64];
    memset(tail, ' ', sizeof tail);
    memcpy(tail, p + 64 * whole, size % 64);
    classify64(tail, &out[whole]);
  }
}
