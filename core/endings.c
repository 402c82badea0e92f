/* endings.c -- the tables of the search for endings, and its scalar form. */
#include "endings.h"

#include <string.h>

static void allow(gloss__endings *e, unsigned place, unsigned char c, unsigned group) {
  e->low[place][c & 15] &= (uint8_t) ~(1u << group);
  e->high[place][c >> 4] &= (uint8_t) ~(1u << group);
}

/* Gives the group of the two bytes at p. */
static unsigned group_of(gloss__endings *e, const char *p) {
  enum { PAIRS = sizeof e->pairs / sizeof e->pairs[0] };
  unsigned k = 0;
  while (k < e->count && memcmp(e->pairs[k], p, 2) != 0) k++;
  if (k == PAIRS) return 0;
  memcpy(e->pairs[k], p, 2);
  if (k == e->count) e->count++;
  return k % 8;
}

void gloss__endings_add(gloss__endings *e, gloss_str text) {
  const unsigned char *end = (const unsigned char *)text.data + text.size;
  if (e->count == 0) {
    memset(e->low, 0xFF, sizeof e->low);
    memset(e->high, 0xFF, sizeof e->high);
  }
  unsigned group = group_of(e, text.data + text.size - 2);
  for (unsigned place = 0; place < 3; place++) {
    if (place < text.size) {
      unsigned char c = end[-1 - (int)place];
      allow(e, place, c, group);
      if (c >= 'a' && c <= 'z') allow(e, place, c & ~32u, group);
      continue;
    }
    for (unsigned c = 0; c < 16; c++) allow(e, place, (unsigned char)(c << 4 | c), group);
  }
  for (unsigned place = 0; place < 3; place++) {
    for (unsigned c = 0; c < 256; c++)
      e->bytes[place][c] =
          (uint8_t) ~((c < 0x80 ? e->low[place][c & 15] : 0) | e->high[place][c >> 4]);
  }
}

void gloss__find_endings_scalar(const gloss__endings *e, const char *text, size_t size, int before,
                                uint64_t *bits) {
  for (size_t w = 0; 64 * w < size; w++) {
    uint64_t found = 0;
    for (uint64_t x = bits[w]; x != 0; x &= x - 1) {
      size_t i = 64 * w + (size_t)__builtin_ctzll(x);
      const unsigned char *p = (const unsigned char *)text + i;
      unsigned second = i >= 1 || before ? p[-1] : ' ', third = i >= 2 || before ? p[-2] : ' ';
      unsigned groups = e->bytes[0][p[0]] & e->bytes[1][second] & e->bytes[2][third];
      found |= groups != 0 ? x & (0 - x) : 0;
    }
    bits[w] = found;
  }
}
