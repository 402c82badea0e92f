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
  uint32_t k = i - r->base, bit = k % 64;
  size_t w = k / 64;
  uint64_t from = UINT64_MAX >> (63 - bit), before = from >> 1;
  for (;; w--, from = before = UINT64_MAX) {
    uint64_t behind_mark = ~r->masks[w].word << 1 | (w > 0 ? ~r->masks[w - 1].word >> 63 : 1);
    uint64_t bits = (behind_mark & from) | (r->starts[w] & before);
    if (bits != 0) return r->base + (uint32_t)(64 * w) + 63 - (uint32_t)__builtin_clzll(bits);
  }
}

uint32_t gloss__word_end(const gloss__repair *r, uint32_t i) {
  if (i >= r->end) return i;
  size_t w = (i - r->base) / 64;
  uint64_t marks = ~r->masks[w].word & UINT64_MAX << (i - r->base) % 64;
  while (marks == 0) marks = ~r->masks[++w].word;
  return r->base + (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(marks);
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
  switch (c) {
  case '\0':
  case '(':
  case ')':
  case '[':
  case ']':
  case '{':
  case '}':
  case '"': return ALONE;
  case '.':
  case '!':
  case '?': return TERMINATORS;
  case '-':
  case '=':
  case '+':
  case '|':
  case '<':
  case '>':
  case '*':
  case '~':
  case '_':
  case '#': return RULES;
  default: return LIKE;
  }
}

/* What follows the first character of faces and other signs of ASCII punctuation, longest first. */
typedef char tail[5];
static const tail after_colon[] = {
    "'-(", "'-)", "'(", "')",   "-))", "-)", "-(", "-D",   "-P",  "-p", "-/", "-\\", "-|",
    "-O",  "-o",  "-*", "))))", ")))", "))", ")",  "((((", "(((", "((", "(",  "D",   "P",
    "p",   "/",   "|",  "*",    "O",   "o)", "o",  "]",    "[",   "3",  ""};
static const tail after_semicolon[] = {"-)", "-P", "-D", ")", "(", "D", "P", ""};
static const tail after_equals[] = {"-)", ")", "(", "D", "P", "]", ""};
static const tail after_less[] = {"3", ""};
static const tail after_caret[] = {"_^", "^", ""};
static const tail after_hyphen[] = {"_-", ""};
static const tail after_greater[] = {":(", ".<", ""};
static const tail after_bracket[] = {"-:", ":", ""};

static const tail *emoticon_tails(unsigned char first) {
  static const tail none[] = {""};
  switch (first) {
  case ':': return after_colon;
  case ';': return after_semicolon;
  case '=': return after_equals;
  case '<': return after_less;
  case '^': return after_caret;
  case '-': return after_hyphen;
  case '>': return after_greater;
  case '(': return after_bracket;
  default: return none;
  }
}

/* Returns the length of the emoticon at i, 0 for none; no letter or digit may follow it. */
static uint32_t emoticon_at(const gloss__repair *r, uint32_t i) {
  char second = (char)gloss__at(r, i + 1);
  for (const tail *t = emoticon_tails(gloss__at(r, i)); (*t)[0] != '\0'; t++) {
    if ((*t)[0] != second) continue;
    uint32_t k = 1;
    while ((*t)[k] != '\0' && gloss__at(r, i + 1 + k) == (unsigned char)(*t)[k]) k++;
    if ((*t)[k] != '\0') continue;
    uint32_t next = i + 1 + k;
    return gloss__word_at(r, next) || gloss__at(r, next) == '/' ? 0 : k + 1;
  }
  return 0;
}

/* Joins an emoticon at i if there is one. Returns its end, else 0. */
static uint32_t repair_emoticon(gloss__repair *r, uint32_t i) {
  if (r->flags & GLOSS__CUT_EMOJI) return 0;
  if (i < r->from || gloss__is_digit(r, i - 1)) return 0;
  unsigned char before = gloss__at(r, i - 1);
  if (i > 0 && before == gloss__at(r, i)) return 0;
  uint32_t size = emoticon_at(r, i);
  if (size == 0) return 0;
  gloss__join(r, i, i + size);
  gloss__repair_mark(r, i, GLOSS_EMOJI);
  return i + size;
}

/* Joins the numeric character reference at i, as in HTML, with those like it: &#39;&#39; is one
** token as the quotes themselves are. Returns their end, else 0. */
static uint32_t repair_reference(gloss__repair *r, uint32_t i) {
  enum { REFERENCE_MAX = 10 };
  uint32_t size = 2, b = i;
  if (gloss__at(r, i + 1) != '#') return 0;
  while (size < REFERENCE_MAX && gloss__is_digit(r, i + size)) size++;
  if (size == 2 || gloss__at(r, i + size) != ';') return 0;
  for (size++; r->end - b >= size && memcmp(r->text + b, r->text + i, size) == 0;) b += size;
  gloss__join(r, i, b);
  return b;
}

/* Decides on the run of punctuation that holds i - 1 and i. Returns i when it leaves it apart. */
static uint32_t repair_run(gloss__repair *r, uint32_t i) {
  uint32_t a = i - 1, b = i;
  uint32_t end = repair_emoticon(r, a);
  if (end != 0) return end;
  unsigned char first = gloss__at(r, a);
  family kin = family_of(first);
  if (first == '&' && (end = repair_reference(r, a)) != 0) return end;
  if ((r->rules & GLOSS__LONE_MARKS) && (first == '!' || first == '?')) return i;
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
  while (b < r->end && (gloss__word_bit(r, b) || gloss__at(r, b) == '_')) b++;
  gloss__join(r, i, b);
  gloss__repair_mark(r, i, kind);
  return b;
}

/* Joins i with the words on both sides of it. */
static uint32_t join_both(gloss__repair *r, uint32_t i) {
  gloss__clear_start(r, i);
  gloss__clear_start(r, i + 1);
  return i + 1;
}

/* Decides about a mark before a word and not after one. */
static uint32_t repair_edge(gloss__repair *r, uint32_t i) {
  unsigned char c = gloss__at(r, i);
  if (c == '@' && !gloss__is_digit(r, i + 1)) return repair_tag(r, i, GLOSS_MENTION);
  if (c == '#' && gloss__is_letter(r, i + 1)) return repair_tag(r, i, GLOSS_HASHTAG);
  if ((c == '+' || c == '.') && gloss__is_digit(r, i + 1)) return gloss__repair_number(r, i);
  if (c == '-' && (r->rules & GLOSS__KEEP_HYPHENS) && gloss__at(r, i - 1) == '.' && i > r->base &&
      !gloss__starts(r, i - 1))
    return join_both(r, i); /* U.S.-based */
  uint32_t end = repair_emoticon(r, i);
  return end != 0 ? end : i;
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
    if (end == 0 && (r->flags & GLOSS__JOIN_SLASHES)) return join_both(r, i);
    return end != 0 ? end : gloss__repair_number(r, i);
  }
  case '@': {
    if (r->flags & GLOSS__CUT_ADDRESSES) return i + 1;
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

/* Decides about the non-ASCII character at i, one of those that scanhigh.c names. */
static uint32_t repair_high(gloss__repair *r, uint32_t i) {
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

gloss_status gloss__repair_block(gloss__repair *r) {
  size_t n = (r->end - r->base + 63) / 64;
  for (size_t w = 0; w < n && r->status == GLOSS_OK; w++) {
    uint64_t bits = r->points[w];
    for (; bits != 0; bits &= bits - 1) {
      uint32_t i = r->base + (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(bits);
      if (i < r->from) continue;
      if (i >= r->address.start && i < r->address.end) {
        r->from = gloss__repair_take(r);
        continue;
      }
      int high = (gloss__class_at(r, i) & GLOSS__HIGH_BYTE) != 0;
      r->from = high ? repair_high(r, i) : repair_ascii(r, i);
    }
  }
  return r->status;
}
