/* scanhigh.c -- what a non-ASCII character is to the scan. */
#include "scanhigh.h"

/* Whether repair decides about a punctuation mark or symbol: apostrophes, hyphens, dashes and dots
** that stay together, the degree sign, pictures. */
static int is_point(uint32_t c) {
  switch (c) {
  case 0x00B0:
  case 0x0384:
  case 0x1FBD:
  case 0x2010:
  case 0x2011:
  case 0x2013:
  case 0x2014:
  case 0x2018:
  case 0x2019:
  case 0x2026: return 1;
  default: return gloss__codepoint_emoji(c);
  }
}

/* Whether a character may be one that UAX #29 joins with its like at most: ideographs, kana. */
static int is_kana(uint32_t c, unsigned script) {
  return script == 4 || script == 5 || c - 0x3006 <= 0x30FF - 0x3006 ||
         c - 0xFF66 <= 0xFF9F - 0xFF66;
}

unsigned gloss__high_what(uint32_t c) {
  uint32_t record = gloss__unidata(c);
  if (record & GLOSS__SPACE_CHAR) return GLOSS__HIGH_SPACE;
  unsigned what = is_kana(c, record >> 8 & 15) || c == 0x02BC ? GLOSS__HIGH_POINT : 0;
  if (record & GLOSS__LETTER) what |= GLOSS__HIGH_LETTER;
  if (record & GLOSS__UPPER) what |= GLOSS__HIGH_UPPER;
  if (!(record & (GLOSS__PUNCT_CHAR | GLOSS__SYMBOL_CHAR))) return what | GLOSS__HIGH_WORD;
  return what | (is_point(c) ? GLOSS__HIGH_POINT : 0);
}
