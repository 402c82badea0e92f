/* repairhigh.c -- decisions about characters that are not ASCII: apostrophes and hyphens, dashes,
** kana, pictures. */
#include "repair.h"

#include <string.h>

#include "utf8.h"

/* Gives the end of the emoji sequence that starts at i with character c of some length: modifiers,
** joined pictures, flags, tags.
**   source   UTS #51, ED-14 (flags), ED-17 (sequences joined by U+200D) */
static uint32_t emoji_end(const gloss__repair *r, uint32_t i, uint32_t c, uint32_t length) {
  int flag = c >= 0x1F1E6 && c <= 0x1F1FF, joined = 0;
  for (i += length; i < r->end && (gloss__class_at(r, i) & GLOSS__HIGH_BYTE); i += length) {
    uint32_t next = gloss__utf8_decode(r->text + i, &length);
    int region = next >= 0x1F1E6 && next <= 0x1F1FF;
    int part = next == 0x200D || next == 0xFE0F || next == 0x20E3 ||
               (next >= 0x1F3FB && next <= 0x1F3FF) || (next >= 0xE0020 && next <= 0xE007F);
    if (!part && !(joined && gloss__codepoint_emoji(next)) && !(flag && region)) break;
    joined = next == 0x200D && !(r->flags & GLOSS__CUT_EMOJI);
    if (region) flag = 0;
  }
  return i;
}

/* Whether the character at i is shown as a picture: by itself, or because U+FE0F says so. */
static int is_emoji(const gloss__repair *r, uint32_t i, uint32_t c, uint32_t length) {
  if (!gloss__codepoint_emoji(c)) return 0;
  uint32_t next_length;
  if (c >= 0x2600 || (c >= 0x231A && c <= 0x23FF)) return 1;
  return i + length < r->end && (gloss__class_at(r, i + length) & GLOSS__HIGH_BYTE) &&
         gloss__utf8_decode(r->text + i + length, &next_length) == 0xFE0F;
}

/* Whether a character is a token of its own wherever it stands: an ideograph or a hiragana.
**   source   UAX #29: no rule of WB joins them but WB4, by which marks stay with them */
static int is_alone(uint32_t c) {
  if (c < 0x3006) return 0;
  return (c >= 0x3041 && c <= 0x3096) || (c >= 0x309D && c <= 0x309F) || c == 0x3006 ||
         c == 0x3007 || (c >= 0x3021 && c <= 0x3029) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/* Whether a character is joined with its like and with no letter: katakana.
**   source   UAX #29, WB13 */
static int is_katakana(uint32_t c) {
  if (c < 0x3031) return 0;
  return c <= 0x3035 || c == 0x309B || c == 0x309C || (c >= 0x30A0 && c <= 0x30FF && c != 0x30FB) ||
         (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xFF66 && c <= 0xFF9F);
}

/* Takes the ideograph or kana at i, of some length, out of its run, with the marks on it, and the
** katakana after a katakana. Returns its end. */
static uint32_t part_kana(gloss__repair *r, uint32_t i, uint32_t length, int katakana) {
  uint32_t b = i + length;
  for (; b < r->end && (gloss__class_at(r, b) & GLOSS__HIGH_BYTE); b += length) {
    uint32_t c = gloss__utf8_decode(r->text + b, &length);
    if (!(katakana && is_katakana(c)) && !(gloss__codepoint_class(c) & GLOSS__MARK)) break;
  }
  gloss__join(r, i, b);
  return b;
}

/* Joins the dash or dots at i, of some length, with those like it. Returns their end. */
static uint32_t join_like(gloss__repair *r, uint32_t i, uint32_t length) {
  uint32_t b = i + length;
  while (b + length <= r->end && memcmp(r->text + b, r->text + i, length) == 0) b += length;
  gloss__join(r, i, b);
  return b;
}

/* Whether the degree sign at i stands for the o of "numero": n°, N°. */
static int is_number_sign(const gloss__repair *r, uint32_t i) {
  return i > r->base && (gloss__at(r, i - 1) | 32) == 'n' && gloss__word_start(r, i) == i - 1;
}

uint32_t gloss__repair_high(gloss__repair *r, uint32_t i) {
  uint32_t length, c = gloss__utf8_decode(r->text + i, &length);
  int before, after = gloss__word_at(r, i + length);
  switch (c) {
  case 0x02BC: return after ? i + length : gloss__repair_apostrophe(r, i, length);
  case 0x2018:
  case 0x2019: return gloss__repair_apostrophe(r, i, length);
  case 0x0384:
  case 0x1FBD:
    return r->rules & GLOSS__GREEK_NUMERALS ? gloss__repair_apostrophe(r, i, length) : i + length;
  case 0x2010:
  case 0x2011:
    before = gloss__word_before(r, i);
    return before && after ? gloss__repair_hyphen(r, i, length) : i + length;
  case 0x2013:
  case 0x2014:
  case 0x2026: return join_like(r, i, length);
  case 0x00B0:
    if (is_number_sign(r, i)) gloss__clear_start(r, i);
    return i + length;
  default: break;
  }
  int katakana = is_katakana(c);
  if (katakana || is_alone(c)) return part_kana(r, i, length, katakana);
  if (!is_emoji(r, i, c, length)) return i + length;
  uint32_t end = emoji_end(r, i, c, length);
  gloss__join(r, i, end);
  gloss__repair_mark(r, i, GLOSS_EMOJI);
  return end;
}
