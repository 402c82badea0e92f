/* classify.c -- the scalar scan, the reference of the others: a class a byte by table. */
#include "scan.h"

const uint16_t gloss__byte_class[256] = {
    512, 512,  512, 512,  512,  512,  512, 512, 512, 2,   258, 2,   258, 258, 512, 512,  512,  512,
    512, 512,  512, 512,  512,  512,  512, 512, 512, 512, 512, 512, 512, 512, 2,   0,    1024, 128,
    576, 0,    0,   128,  1024, 1024, 0,   640, 0,   0,   64,  0,   17,  17,  17,  17,   17,   17,
    17,  17,   17,  17,   128,  128,  640, 640, 640, 0,   128, 13,  13,  13,  13,  13,   13,   13,
    13,  13,   13,  13,   13,   13,   13,  13,  13,  13,  13,  13,  13,  13,  13,  13,   13,   13,
    13,  1024, 0,   1024, 640,  0,    640, 9,   9,   9,   9,   9,   9,   9,   9,   9,    9,    9,
    9,   9,    9,   9,    9,    9,    9,   9,   9,   9,   9,   9,   9,   9,   9,   1024, 512,  1024,
    512, 512,  33,  33,   33,   33,   33,  33,  33,  33,  33,  33,  33,  33,  33,  33,   33,   33,
    33,  33,   33,  33,   33,   33,   33,  33,  33,  33,  33,  33,  33,  33,  33,  33,   33,   33,
    33,  33,   33,  33,   33,   33,   33,  33,  33,  33,  33,  33,  33,  33,  33,  33,   33,   33,
    33,  33,   33,  33,   33,   33,   33,  33,  33,  33,  33,  33,  33,  33,  33,  33,   33,   33,
    33,  33,   33,  33,   33,   33,   33,  33,  33,  33,  33,  33,  33,  33,  33,  33,   33,   33,
    33,  33,   33,  33,   33,   33,   33,  33,  33,  33,  33,  33,  33,  33,  33,  33,   33,   33,
    33,  33,   33,  33,   33,   33,   33,  33,  33,  33,  33,  33,  33,  33,  33,  33,   33,   33,
    33,  33,   33,  33,
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

/* Gives the bits of one class, of those that are in one byte with it. */
static inline uint64_t of(uint64_t rows, unsigned class) {
  return rows >> 8 * ((unsigned)__builtin_ctz(class) % 8) & 255;
}

void gloss__scan_place(gloss__scan *out, uint64_t *words, size_t room) {
  gloss__masks *m = &out->masks;
  uint64_t **const arrays[GLOSS__SCAN_ARRAYS] = {
      &m->word, &m->space, &m->upper, &m->letter, &m->digit,    &m->high,     &m->breaks,
      &m->sign, &m->stop,  &m->edge,  &m->lone,   &out->starts, &out->points, &out->meets};
  for (size_t k = 0; k < GLOSS__SCAN_ARRAYS; k++)
    *arrays[k] = words + k * (room + GLOSS__SCAN_AROUND) + 1;
}

/* Fills the masks of 64 bytes. */
static inline void classify64(const char *text, classes *out) {
  const unsigned char *p = (const unsigned char *)text;
  classes m = {0};
  for (unsigned at = 0; at < 64; at += 8, p += 8) {
    uint64_t x = 0, more = 0;
    for (unsigned k = 0; k < 8; k++) {
      uint64_t class = gloss__byte_class[p[k]];
      x |= (class & 255) << (8 * k);
      more |= class >> 8 << (8 * k);
    }
    x = transpose(x);
    m.word |= of(x, GLOSS__WORD_BYTE) << at;
    m.space |= of(x, GLOSS__SPACE_BYTE) << at;
    m.upper |= of(x, GLOSS__UPPER_BYTE) << at;
    m.letter |= of(x, GLOSS__LETTER_BYTE) << at;
    m.digit |= of(x, GLOSS__DIGIT_BYTE) << at;
    m.high |= of(x, GLOSS__HIGH_BYTE) << at;
    m.stop |= of(x, GLOSS__STOP_BYTE) << at;
    m.edge |= of(x, GLOSS__EDGE_BYTE) << at;
    if (more == 0) continue;
    more = transpose(more);
    m.breaks |= of(more, GLOSS__BREAK_BYTE) << at;
    m.sign |= of(more, GLOSS__SIGN_BYTE) << at;
    m.lone |= of(more, GLOSS__LONE_BYTE) << at;
  }
  *out = m;
}

static inline void find_pairs(const char *p, gloss__pairs *out) {
  *out = (gloss__pairs){0};
  for (unsigned i = 0; i < 64; i++)
    out->tail |= (uint64_t)(((unsigned char)p[i] & 0xC0) == 0x80) << i;
}

void gloss__classify_scalar(const char *text, size_t size, const gloss__scan *out) {
  scan_all(text, size, out);
}
