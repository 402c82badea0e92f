/* repair.c -- goes from point to point of a block and decides at each: ASCII marks between words
** and at their edges. Invariant: bytes before r->from are settled. */
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
  ptrdiff_t w = k / 64;
  uint64_t from = UINT64_MAX >> (63 - bit), before = from >> 1;
  for (;; w--, from = before = UINT64_MAX) {
    uint64_t bits = (~gloss__behind(r->masks.word, w) & from) | (r->starts[w] & before);
    if (bits != 0) return r->base + (uint32_t)(64 * w) + 63 - (uint32_t)__builtin_clzll(bits);
  }
}

uint32_t gloss__word_end(const gloss__repair *r, uint32_t i) {
  if (i >= r->end) return i;
  size_t w = (i - r->base) / 64;
  uint64_t marks = ~r->masks.word[w] & UINT64_MAX << (i - r->base) % 64;
  while (marks == 0) marks = ~r->masks.word[++w];
  return r->base + (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(marks);
}

void gloss__join(gloss__repair *r, uint32_t a, uint32_t b) {
  gloss__set_start(r, a);
  gloss__clear_starts(r, a + 1, b);
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
  r->taken = a.end;
  return a.end;
}

/* Joins a mention or hashtag: @ or # with letters, digits and _ after it. */
static uint32_t repair_tag(gloss__repair *r, uint32_t i, gloss_kind kind) {
  uint32_t b = i + 1;
  while (b < r->end && (gloss__word_bit(r, b) || gloss__at(r, b) == '_')) b++;
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
  if (c == '-' && (r->rules & GLOSS__KEEP_HYPHENS) && gloss__at(r, i - 1) == '.' && i > r->base &&
      !gloss__starts(r, i - 1))
    return gloss__join_mark(r, i, i + 1); /* U.S.-based */
  uint32_t end = gloss__repair_emoticon(r, i);
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
    if (pair_of_letters(r, i)) return gloss__join_mark(r, i, i + 1);
    uint32_t end = gloss__repair_address(r, i);
    if (end == 0 && (r->flags & GLOSS__JOIN_SLASHES)) return gloss__join_mark(r, i, i + 1);
    return end != 0 ? end : gloss__repair_number(r, i);
  }
  case '@': {
    if (r->flags & GLOSS__CUT_ADDRESSES) return i + 1;
    uint32_t end = gloss__repair_address(r, i);
    return end != 0 ? end : gloss__join_mark(r, i, i + 1);
  }
  case '&': return short_name(r, i) ? gloss__join_mark(r, i, i + 1) : i + 1;
  case '_':
  case '*': return gloss__join_mark(r, i, i + 1);
  default: return i + 1;
  }
}

/* Decides about the ASCII character at i. */
static uint32_t repair_ascii(gloss__repair *r, uint32_t i) {
  int before = gloss__word_before(r, i), after = gloss__word_at(r, i + 1);
  unsigned char c = gloss__at(r, i);
  if (i > r->base && i > r->from && !before && !gloss__is_space(r, i - 1) &&
      !(gloss__class_at(r, i - 1) & GLOSS__HIGH_BYTE) && !(c == '\'' && after)) {
    uint32_t end = gloss__repair_run(r, i);
    if (end > i) return end;
  }
  if (c == '\'' || c == '`') return gloss__repair_apostrophe(r, i, 1);
  if (c == '.' && before) return gloss__repair_stop(r, i);
  if (c == '$') return repair_dollar(r, i, before);
  if (before && after) return c == '-' ? gloss__repair_hyphen(r, i, 1) : repair_between(r, i);
  return after ? repair_edge(r, i) : i;
}

/* Decides at the point i. */
static void decide(gloss__repair *r, uint32_t i) {
  unsigned char c = gloss__at(r, i);
  if (i < r->from) return;
  if (i >= r->address.start && i < r->address.end) {
    r->from = gloss__repair_take(r);
    return;
  }
  r->from = c < 0x80 ? repair_ascii(r, i) : gloss__repair_high(r, i);
}

/* Gives the number of ASCII letters and digits that stand right before the byte i of the block, up
** to 63. */
static inline uint32_t ascii_before(const gloss__repair *r, uint32_t i) {
  ptrdiff_t w = (i - r->base) / 64;
  unsigned k = (i - r->base) % 64;
  const uint64_t *word = r->masks.word + w, *high = r->masks.high + w;
  uint64_t others = (~word[0] | high[0]) << (63 - k) << 1 | (~word[-1] | high[-1]) >> k;
  return (uint32_t)__builtin_clzll(others | 1);
}

/* The points that need no decision: a stop behind ASCII letters and digits that are no
** abbreviation, and before white space; where hyphens part words, one behind ASCII letters that are
** no prefix, and before a letter. */
typedef struct plain_marks {
  const uint64_t *known[2]; /* prefixes before hyphens, abbreviations before stops */
  unsigned first[2];        /* the class of the first byte before a hyphen, before a stop */
  unsigned next[2];         /* the class of the byte behind it */
  int hyphens;
} plain_marks;

/* Whether the point i is a mark before what such a mark stands before. */
static inline int is_plain_mark(const gloss__repair *r, const plain_marks *p, uint32_t i) {
  int stop = r->text[i] == '.';
  return (stop | ((r->text[i] == '-') & p->hyphens)) &
         ((gloss__class_at(r, i + 1) & p->next[stop]) != 0);
}

/* Whether the word before the point i is what stands before such a mark. */
static inline int is_plain_word(const gloss__repair *r, const plain_marks *p, uint32_t i) {
  uint32_t n = ascii_before(r, i);
  const char *word = r->text + (i - n), *last = word + n - (n > 0);
  int stop = r->text[i] == '.';
  unsigned place = gloss__place_of(word[0] & 31u, last[-(n > 1)] & 31u, last[0] & 31u, n);
  uint64_t known = p->known[stop][place / 64] >> place % 64 & 1;
  return (n > (uint32_t)stop) & !known & (gloss__at(r, i - n - 1) < 0x80) &
         ((gloss__byte_class[(unsigned char)word[0]] & p->first[stop]) != 0);
}

/* Whether the point i is a hyphen that parts a digit from a letter behind it: no prefix ends in a
** digit, and letters go on neither a date nor a telephone number. */
static inline int is_after_digit(const gloss__repair *r, const plain_marks *p, uint32_t i) {
  return ((r->text[i] == '-') & p->hyphens & gloss__is_digit(r, i - 1)) &&
         gloss__is_letter(r, i + 1);
}

/* Takes the points that need no decision out of a list. Where they are sparse most need none, and
** each is told with no branch. Returns how many are left. */
static uint32_t leave_plain(const gloss__repair *r, uint32_t *points, uint32_t count) {
  const plain_marks p = {.known = {gloss__lexicon_prefixes(r->lexicon)->bits,
                                   gloss__lexicon_abbreviations(r->lexicon)->bits},
                         .first = {GLOSS__LETTER_BYTE, r->rules & GLOSS__ORDINAL_STOPS
                                                           ? GLOSS__LETTER_BYTE
                                                           : GLOSS__WORD_BYTE},
                         .next = {GLOSS__LETTER_BYTE, GLOSS__SPACE_BYTE},
                         .hyphens = (r->rules & (GLOSS__KEEP_HYPHENS | GLOSS__ENCLITICS)) == 0};
  int sparse = count > 0 && points[count - 1] - points[0] >= 8 * count;
  uint32_t left = 0;
  for (uint32_t k = 0; k < count; k++) {
    uint32_t i = points[k];
    if (!sparse && is_after_digit(r, &p, i)) continue;
    int plain = is_plain_mark(r, &p, i);
    if (sparse | plain) plain &= is_plain_word(r, &p, i);
    points[left] = i;
    left += !plain;
  }
  return left;
}

gloss_status gloss__repair_block(gloss__repair *r) {
  size_t n = (r->end - r->base + 63) / 64;
  uint32_t points[GLOSS__POINTS + 64];
  for (size_t w = 0; w < n && r->status == GLOSS_OK;) {
    size_t settled = (r->from - r->base) / 64; /* words */
    uint32_t count = 0;
    if (w < settled) w = settled;
    for (; w < n && count < GLOSS__POINTS; w++)
      count += gloss__gather(points + count, r->points[w], r->base + (uint32_t)(64 * w));
    count = leave_plain(r, points, count);
    for (uint32_t k = 0; k < count; k++) decide(r, points[k]);
  }
  return r->status;
}
