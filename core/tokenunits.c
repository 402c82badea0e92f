/* tokenunits.c -- numbers and what touches them: units and currencies are cut off where a digit
** meets a letter, signs are joined on request. */
#include "tokenizer.h"
#include "utf8.h"

#include <string.h>

/* Whether the byte at i is a letter's, or of another character that is not ASCII. */
static int is_letter(const gloss__repair *r, uint32_t i) {
  return (gloss__class_at(r, i) & (GLOSS__LETTER_BYTE | GLOSS__HIGH_BYTE)) != 0;
}

uint32_t gloss__token_start(const gloss__repair *r, uint32_t i) {
  uint32_t w = (i - r->base) / 64, k = (i - r->base) % 64;
  uint64_t bits = r->starts[w] << (63 - k);
  if (bits != 0) return i - (uint32_t)__builtin_clzll(bits);
  while (w > 0 && r->starts[w - 1] == 0) w--;
  return w == 0 ? r->base : r->base + 64 * w - 1 - (uint32_t)__builtin_clzll(r->starts[w - 1]);
}

/* Whether a letter after digits [a, i) names a thing rather than measures: 1990s, a 4G phone, room
** 5C. */
static int is_label(const gloss__repair *r, uint32_t a, uint32_t i) {
  unsigned char c = gloss__at(r, i);
  uint32_t plain = 0;
  while (gloss__is_digit(r, a + plain)) plain++;
  if (plain < i - a) return 0;
  if (plain == 4 || c == 'G' || c == 'P' || c == 'X') return 1;
  return plain == 1 ? c == 'C' || c == 'F' : c == 'p' && plain > 2;
}

/* Cuts the letters that begin at i off the number before them, if they are a unit. */
static void cut_unit(gloss__repair *r, uint32_t i) {
  uint32_t end = i;
  while (end - i < GLOSS__FORM_MAX && is_letter(r, end)) {
    if (gloss__token_edge(r, ++end)) break;
  }
  gloss_str tail = {r->text + i, end - i};
  if (!gloss__token_edge(r, end) || !gloss__lexicon_match(r->lexicon, tail, GLOSS__UNIT)) return;
  uint32_t a = gloss__token_start(r, i);
  if (!gloss__is_digit(r, a) || (end == i + 1 && is_label(r, a, i))) return;
  gloss__set_start(r, i);
}

/* Cuts the number that begins at i off the currency before it. */
static void cut_number(gloss__repair *r, uint32_t i) {
  uint32_t a = i, end = i;
  while (i - a < 4 && a > r->base && gloss__is_letter(r, a - 1)) a--;
  if (!gloss__token_edge(r, a) || !gloss__is_upper(r, a)) return;
  gloss_str head = {r->text + a, i - a};
  if (!gloss__lexicon_match(r->lexicon, head, GLOSS__CURRENCY)) return;
  while (end < i + 32 &&
         (gloss__is_digit(r, end) || gloss__at(r, end) == ',' || gloss__at(r, end) == '.'))
    end++;
  while (end < i + 32 && gloss__is_letter(r, end)) end++;
  if (gloss__token_edge(r, end)) gloss__set_start(r, i);
}

/* Gives the bytes of a word that may stand behind a currency: up to four before is a capital. */
static uint64_t behind_capitals(const gloss__repair *r, ptrdiff_t w) {
  uint64_t upper = r->masks.upper[w], far = r->masks.upper[w - 1] >> 60;
  return upper << 1 | upper << 2 | upper << 3 | upper << 4 | far | far >> 1 | far >> 2 | far >> 3;
}

void gloss__cut_units(gloss__repair *r) {
  ptrdiff_t n = ((ptrdiff_t)(r->end - r->base) + 63) / 64;
  for (ptrdiff_t w = 0; w < n; w++) {
    uint64_t bits = r->meets[w] & ~r->starts[w], digit = r->masks.digit[w];
    if (bits & digit) bits &= ~digit | behind_capitals(r, w);
    for (; bits != 0; bits &= bits - 1) {
      uint32_t i = r->base + (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(bits);
      if (bits & (0 - bits) & digit)
        cut_number(r, i);
      else
        cut_unit(r, i);
    }
  }
}

/* Whether the character at i is a sign that is written beside numbers: of currencies, per cent, per
** mille, degrees, #. */
static int is_sign(const gloss__repair *r, uint32_t i) {
  unsigned char byte = gloss__at(r, i);
  if (byte < 0x80) return byte == '$' || byte == '%' || byte == '#';
  uint32_t length, c = gloss__utf8_decode(r->text + i, &length);
  return (c >= 0xA2 && c <= 0xA5) || c == 0xB0 || c == 0x2030 || (c >= 0x20A0 && c <= 0x20CF) ||
         c == 0xFF04 || (c >= 0xFFE0 && c <= 0xFFE1) || (c >= 0xFFE5 && c <= 0xFFE6);
}

/* Joins the token [a, b) with the numbers beside it if it is a sign or ends in one; a degree sign
** with the letter of its scale, too. */
static void join_sign(gloss__repair *r, uint32_t a, uint32_t b) {
  uint32_t last = b - 1;
  while (last > a && ((unsigned char)r->text[last] & 0xC0) == 0x80) last--;
  if (!is_sign(r, last)) return;
  if (last == a && a > r->base && gloss__is_digit(r, a - 1)) {
    gloss__clear_start(r, a);
    int degree = b - a == 2 && memcmp(r->text + a, "\xC2\xB0", 2) == 0;
    unsigned char c = gloss__at(r, b);
    if (degree && b < r->end && (c == 'C' || c == 'F') && gloss__token_edge(r, b + 1))
      gloss__clear_start(r, b);
  } else if (b < r->end && gloss__is_digit(r, b)) {
    gloss__clear_start(r, b);
  }
}

void gloss__join_signs(gloss__repair *r) {
  enum { SIGN_MAX = 8 }; /* bytes of US$ and the like */
  size_t n = (r->end - r->base + 63) / 64;
  for (size_t w = 0; w < n; w++) {
    for (uint64_t bits = r->starts[w]; bits != 0; bits &= bits - 1) {
      uint32_t i = r->base + (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(bits);
      uint32_t end = i + 1;
      while (end - i < SIGN_MAX && !gloss__token_edge(r, end)) end++;
      if (gloss__token_edge(r, end)) join_sign(r, i, end);
    }
  }
}
