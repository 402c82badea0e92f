/* repair.c -- finds the interesting characters of a block and decides at each; punctuation runs,
** marks at the edge of words, non-ASCII characters. Invariant: bytes before r->from are settled. */
#include "repair.h"

#include <string.h>

#include "mem.h"
#include "utf8.h"

static int high_word(uint32_t c) {
  unsigned class = gloss__codepoint_class(c);
  return (class & (GLOSS__LETTER | GLOSS__DIGIT | GLOSS__MARK)) != 0;
}

int gloss__word_at(const gloss__repair *r, uint32_t i) {
  unsigned class = gloss__class_at(r, i);
  if ((class & GLOSS__HIGH_BYTE) == 0) return (class & GLOSS__WORD_BYTE) != 0;
  uint32_t length;
  return high_word(gloss__utf8_decode(r->text + i, &length));
}

int gloss__word_before(const gloss__repair *r, uint32_t i) {
  if (i == 0) return 0;
  i--;
  while (i > 0 && ((unsigned char)r->text[i] & 0xC0) == 0x80) i--;
  return gloss__word_at(r, i);
}

uint32_t gloss__word_start(const gloss__repair *r, uint32_t i) {
  while (i > r->base && (gloss__class_at(r, i - 1) & GLOSS__WORD_BYTE)) {
    i--;
    if (r->starts[(i - r->base) / 64] >> (i - r->base) % 64 & 1) break;
  }
  return i;
}

uint32_t gloss__word_end(const gloss__repair *r, uint32_t i) {
  for (uint32_t length; i < r->end; i += length) {
    unsigned class = gloss__class_at(r, i);
    if (!(class & GLOSS__WORD_BYTE)) break;
    length = 1;
    if ((class & GLOSS__HIGH_BYTE) && !high_word(gloss__utf8_decode(r->text + i, &length))) break;
  }
  return i;
}

void gloss__join(gloss__repair *r, uint32_t a, uint32_t b) {
  gloss__set_start(r, a);
  for (uint32_t i = a + 1; i < b; i++) gloss__clear_start(r, i);
  gloss__cut(r, b);
}

void gloss__repair_mark(gloss__repair *r, uint32_t start, gloss_kind kind) {
  while (r->n_marks > 0 && r->marks[r->n_marks - 1].start >= start) r->n_marks--;
  void *marks = r->marks;
  gloss_status status =
      gloss__grow(r->alloc, &marks, &r->marks_room, r->n_marks + 1, sizeof *r->marks);
  r->marks = marks;
  if (status != GLOSS_OK) {
    r->status = status;
    return;
  }
  r->marks[r->n_marks++] = (gloss__mark){start, kind};
}

uint32_t gloss__repair_take(gloss__repair *r) {
  gloss_span a = r->address;
  r->address = (gloss_span){0, 0};
  gloss__join(r, a.start, a.end);
  gloss__repair_mark(r, a.start, r->address_kind);
  return a.end;
}

/* How a punctuation character forms tokens with its neighbours: with none, with its like, or with
** any of its family. */
typedef enum family { ALONE, LIKE, TERMINATORS, RULES } family;

static family family_of(unsigned char c) {
  if (c == '\0') return ALONE;
  if (strchr("()[]{}\"", c) != NULL) return ALONE;
  if (strchr(".!?", c) != NULL) return TERMINATORS;
  return strchr("-=+|<>*~_#", c) != NULL ? RULES : LIKE;
}

/* Faces and other signs of ASCII punctuation: by first character, the rest, longest first. */
static const char *emoticon_tails(unsigned char first) {
  switch (first) {
  case ':':
    return "'-( '-) '( ') -)) -) -( -D -P -p -/ -\\ -| -O -o -* )))) ))) )) ) (((( ((( (( ( "
           "D P p / | * O o) o ] [ 3";
  case ';': return "-) -P -D ) ( D P";
  case '=': return "-) ) ( D P ]";
  case '<': return "3";
  case '^': return "_^ ^";
  case '-': return "_-";
  case '>': return ":( .<";
  case '(': return "-: : ;";
  default: return "";
  }
}

/* Returns the length of the emoticon at i, 0 for none; no letter or digit may follow it. */
static uint32_t emoticon_at(const gloss__repair *r, uint32_t i) {
  for (const char *tail = emoticon_tails(gloss__at(r, i)); *tail != '\0';) {
    uint32_t k = 0;
    while (tail[k] > ' ' && gloss__at(r, i + 1 + k) == (unsigned char)tail[k]) k++;
    if (tail[k] <= ' ') {
      uint32_t next = i + 1 + k;
      return gloss__word_at(r, next) || gloss__at(r, next) == '/' ? 0 : k + 1;
    }
    while (tail[k] > ' ') k++;
    tail += k + (tail[k] == ' ');
  }
  return 0;
}

/* Joins an emoticon at i if there is one. Returns its end, else 0. */
static uint32_t repair_emoticon(gloss__repair *r, uint32_t i) {
  if (i < r->from || gloss__is_digit(r, i - 1)) return 0;
  unsigned char before = gloss__at(r, i - 1);
  if (i > 0 && before == gloss__at(r, i)) return 0;
  uint32_t size = emoticon_at(r, i);
  if (size == 0) return 0;
  gloss__join(r, i, i + size);
  gloss__repair_mark(r, i, GLOSS_EMOJI);
  return i + size;
}

/* Decides on the run of punctuation that holds i - 1 and i. Returns i when it leaves it apart. */
static uint32_t repair_run(gloss__repair *r, uint32_t i) {
  uint32_t a = i - 1, b = i;
  uint32_t end = repair_emoticon(r, a);
  if (end != 0) return end;
  unsigned char first = gloss__at(r, a);
  family kin = family_of(first);
  if (first == '/' && gloss__at(r, i) == '/') {
    end = gloss__repair_address(r, i);
    if (end != 0) return end;
  }
  int same = 1;
  for (; kin != ALONE && b < r->end; b++) {
    unsigned char c = gloss__at(r, b);
    if (c != first && (kin == LIKE || family_of(c) != kin)) break;
    same = same && c == first;
  }
  if (b == i) return i;
  int arrow = kin == RULES && (gloss__at(r, b - 1) == '>' || first == '<');
  if (same || kin == TERMINATORS || arrow || b - a >= 4) {
    gloss__join(r, a, b);
    return b;
  }
  return i;
}

/* Joins a mention or hashtag: @ or # with letters, digits and _ after it. */
static uint32_t repair_tag(gloss__repair *r, uint32_t i, gloss_kind kind) {
  uint32_t b = i + 1;
  while (b < r->end && ((gloss__class_at(r, b) & GLOSS__WORD_BYTE) || gloss__at(r, b) == '_')) b++;
  gloss__join(r, i, b);
  gloss__repair_mark(r, i, kind);
  return b;
}

/* Decides about a mark before a word and not after one. */
static uint32_t repair_edge(gloss__repair *r, uint32_t i) {
  unsigned char c = gloss__at(r, i);
  if (c == '@' && !gloss__is_digit(r, i + 1)) return repair_tag(r, i, GLOSS_MENTION);
  if (c == '#' && gloss__is_letter(r, i + 1)) return repair_tag(r, i, GLOSS_HASHTAG);
  if ((c == '+' || c == '.') && gloss__is_digit(r, i + 1)) return gloss__repair_number(r, i);
  uint32_t end = repair_emoticon(r, i);
  return end != 0 ? end : i;
}

/* Joins i with the words on both sides of it. */
static uint32_t join_both(gloss__repair *r, uint32_t i) {
  gloss__clear_start(r, i);
  gloss__clear_start(r, i + 1);
  return i + 1;
}

/* Whether the letters around an ampersand are a name such as AT&T: short, of one case. */
static int short_name(const gloss__repair *r, uint32_t i) {
  uint32_t a = gloss__word_start(r, i), b = gloss__word_end(r, i + 1);
  if (i - a > 4 || b - i - 1 > 4) return 0;
  for (uint32_t k = a; k < b; k++) {
    if (k != i && gloss__is_upper(r, k) != gloss__is_upper(r, a)) return 0;
  }
  return gloss__is_upper(r, a) || (i - a == 1 && b - i == 2);
}

/* Joins a dollar sign with up to three capitals before it: US$, A$, HK$. */
static uint32_t repair_dollar(gloss__repair *r, uint32_t i, int before) {
  uint32_t a = gloss__word_start(r, i);
  if (!before || i - a > 3) return i + 1;
  for (uint32_t k = a; k < i; k++) {
    if (!gloss__is_upper(r, k)) return i + 1;
  }
  gloss__clear_start(r, i);
  return i + 1;
}

/* Whether a slash stands between two single letters, as in l/c, or in w/out. */
static int pair_of_letters(const gloss__repair *r, uint32_t i) {
  uint32_t a = gloss__word_start(r, i), b = gloss__word_end(r, i + 1);
  if (i - a != 1 || !gloss__is_letter(r, a) || gloss__at(r, b) == '/') return 0;
  if (a > 0 && gloss__at(r, a - 1) == '/') return 0;
  return b - i == 2 ? gloss__is_letter(r, i + 1)
                    : b - i == 4 && memcmp(r->text + a, "w/out", 5) == 0;
}

/* Decides about an ASCII mark between two words. */
static uint32_t repair_between(gloss__repair *r, uint32_t i) {
  switch (gloss__at(r, i)) {
  case ',':
  case ':': return gloss__repair_number(r, i);
  case '/': {
    if (pair_of_letters(r, i)) return join_both(r, i);
    uint32_t end = gloss__repair_address(r, i);
    return end != 0 ? end : gloss__repair_number(r, i);
  }
  case '@': {
    uint32_t end = gloss__repair_address(r, i);
    return end != 0 ? end : join_both(r, i);
  }
  case '&': return short_name(r, i) ? join_both(r, i) : i + 1;
  case '_':
  case '*': return join_both(r, i);
  default: return i + 1;
  }
}

/* Decides about the ASCII character at i. */
static uint32_t repair_ascii(gloss__repair *r, uint32_t i) {
  int before = gloss__word_before(r, i), after = gloss__word_at(r, i + 1);
  unsigned char c = gloss__at(r, i);
  if (i > r->base && i > r->from && !before && !gloss__is_space(r, i - 1) &&
      !(gloss__class_at(r, i - 1) & GLOSS__HIGH_BYTE) && !(c == '\'' && after)) {
    uint32_t end = repair_run(r, i);
    if (end > i) return end;
  }
  if (c == '\'' || c == '`') return gloss__repair_apostrophe(r, i, 1);
  if (c == '.' && before) return gloss__repair_stop(r, i);
  if (c == '$') return repair_dollar(r, i, before);
  if (before && after) return c == '-' ? gloss__repair_hyphen(r, i, 1) : repair_between(r, i);
  return after ? repair_edge(r, i) : i;
}

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
    if (!part && !joined && !(flag && region)) break;
    joined = next == 0x200D;
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

/* Whether a character is a token of its own wherever it stands: an ideograph or a kana. */
static int is_alone(uint32_t c) {
  if (c < 0x3040) return 0;
  return (c <= 0x30FF && c != 0x30FC) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

/* Takes the character at i out of its run: a space, or else a token; like dashes stay together. */
static uint32_t part_off(gloss__repair *r, uint32_t i, uint32_t c, uint32_t length,
                         unsigned class) {
  if (class & GLOSS__SPACE_CHAR) {
    for (uint32_t k = i - r->base; k < i - r->base + length; k++) {
      r->masks[k / 64].space |= UINT64_C(1) << k % 64;
      r->masks[k / 64].word &= ~(UINT64_C(1) << k % 64);
      r->starts[k / 64] &= ~(UINT64_C(1) << k % 64);
    }
    gloss__cut(r, i + length);
    return i + length;
  }
  uint32_t b = i + length;
  while (b + length <= r->end && memcmp(r->text + b, r->text + i, length) == 0 &&
         (c == 0x2014 || c == 0x2013 || c == 0x2026)) {
    b += length;
  }
  gloss__join(r, i, b);
  return b;
}

/* Decides about the non-ASCII character at i. */
static uint32_t repair_high(gloss__repair *r, uint32_t i) {
  uint32_t length, c = gloss__utf8_decode(r->text + i, &length);
  if (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) return i + length;
  if (c == 0x2019 || c == 0x2018 || c == 0x02BC) {
    if (c == 0x02BC && gloss__word_at(r, i + length)) return i + length;
    return gloss__repair_apostrophe(r, i, length);
  }
  if ((c == 0x2010 || c == 0x2011) && gloss__word_before(r, i) && gloss__word_at(r, i + length)) {
    return gloss__repair_hyphen(r, i, length);
  }
  if (is_emoji(r, i, c, length)) {
    uint32_t end = emoji_end(r, i, c, length);
    gloss__join(r, i, end);
    gloss__repair_mark(r, i, GLOSS_EMOJI);
    return end;
  }
  unsigned class = gloss__codepoint_class(c);
  if (is_alone(c) || (class & (GLOSS__SPACE_CHAR | GLOSS__PUNCT_CHAR | GLOSS__SYMBOL_CHAR))) {
    return part_off(r, i, c, length, class);
  }
  return i + length;
}

/* Gives the interesting bits of the 64 bytes of mask w: marks with a word on both sides, marks
** after marks, stops beside words, edge marks before words, and the first byte of each non-ASCII
** run. */
static uint64_t interesting(const gloss__masks *m, size_t w, size_t n) {
  uint64_t word = m[w].word, mark = ~(word | m[w].space);
  uint64_t before = word << 1, mark_before = mark << 1, high_before = m[w].high << 1;
  uint64_t after = word >> 1;
  if (w > 0) {
    before |= m[w - 1].word >> 63;
    mark_before |= ~(m[w - 1].word | m[w - 1].space) >> 63;
    high_before |= m[w - 1].high >> 63;
  }
  if (w + 1 < n) after |= m[w + 1].word << 63;
  return (mark &
          ((before & (after | m[w].stop)) | mark_before | ((m[w].edge | m[w].stop) & after))) |
         (m[w].high & ~high_before);
}

gloss_status gloss__repair_block(gloss__repair *r) {
  size_t n = (r->end - r->base + 63) / 64;
  for (size_t w = 0; w < n && r->status == GLOSS_OK; w++) {
    uint64_t bits = interesting(r->masks, w, n);
    for (; bits != 0; bits &= bits - 1) {
      uint32_t i = r->base + (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(bits);
      if (i < r->from) continue;
      if (i >= r->address.start && i < r->address.end) {
        r->from = gloss__repair_take(r);
        continue;
      }
      if (!(gloss__class_at(r, i) & GLOSS__HIGH_BYTE)) {
        r->from = repair_ascii(r, i);
        continue;
      }
      while (i < r->end && (gloss__class_at(r, i) & GLOSS__HIGH_BYTE)) i = repair_high(r, i);
      r->from = i;
    }
  }
  return r->status;
}

void gloss__repair_spaces(gloss__repair *r) {
  size_t n = (r->end - r->base + 63) / 64;
  for (size_t w = 0; w < n; w++) {
    for (uint64_t bits = r->masks[w].high; bits != 0; bits &= bits - 1) {
      uint32_t i = r->base + (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(bits);
      if (((unsigned char)r->text[i] & 0xC0) == 0x80) continue;
      uint32_t length, c = gloss__utf8_decode(r->text + i, &length);
      unsigned class = gloss__codepoint_class(c);
      if (class & GLOSS__SPACE_CHAR) part_off(r, i, c, length, class);
    }
  }
}
