/* repairrun.c -- punctuation that stands together: runs, faces, character references. */
#include "repair.h"

#include <string.h>

/* How a mark forms tokens with its neighbours: with its like, with none, or with any of its family;
** and whether a face may begin with it. By ASCII mark: who looks at another byte tests it first. */
enum { LIKE, ALONE, TERMINATORS, RULES, FAMILY = 3, FACE = 4 };

static const uint8_t marks[128] = {
    ['\0'] = ALONE,       ['('] = ALONE | FACE, [')'] = ALONE,       ['['] = ALONE,
    [']'] = ALONE,        ['{'] = ALONE,        ['}'] = ALONE,       ['"'] = ALONE,
    ['.'] = TERMINATORS,  ['!'] = TERMINATORS,  ['?'] = TERMINATORS, ['-'] = RULES | FACE,
    ['='] = RULES | FACE, ['+'] = RULES,        ['|'] = RULES,       ['<'] = RULES | FACE,
    ['>'] = RULES | FACE, ['*'] = RULES,        ['~'] = RULES,       ['_'] = RULES,
    ['#'] = RULES,        [':'] = FACE,         [';'] = FACE,        ['^'] = FACE};

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

uint32_t gloss__repair_emoticon(gloss__repair *r, uint32_t i) {
  if (!(marks[gloss__at(r, i)] & FACE) || (r->flags & GLOSS__CUT_EMOJI)) return 0;
  if (i < r->from || gloss__is_digit(r, i - 1)) return 0;
  if (i > 0 && gloss__at(r, i - 1) == gloss__at(r, i)) return 0;
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

/* Joins the run of marks that begins at a, if it is one token. Returns its end, else 0. */
static uint32_t join_run(gloss__repair *r, uint32_t a) {
  unsigned char first = gloss__at(r, a);
  unsigned family = marks[first] & FAMILY;
  uint32_t b = a + 1;
  int same = 1;
  for (; b < r->end; b++) {
    unsigned char c = gloss__at(r, b);
    if (c != first && (family == LIKE || c >= 128 || (marks[c] & FAMILY) != family)) break;
    same = same && c == first;
  }
  int arrow = family == RULES && (gloss__at(r, b - 1) == '>' || first == '<');
  if (b == a + 1 || !(same || family == TERMINATORS || arrow || b - a >= 4)) return 0;
  gloss__join(r, a, b);
  return b;
}

uint32_t gloss__repair_run(gloss__repair *r, uint32_t i) {
  unsigned char first = gloss__at(r, i - 1), c = gloss__at(r, i);
  uint32_t end = gloss__repair_emoticon(r, i - 1);
  if (end != 0) return end;
  if (first == '&' && (end = repair_reference(r, i - 1)) != 0) return end;
  if (first == '/' && c == '/' && (end = gloss__repair_address(r, i)) != 0) return end;
  unsigned family = marks[first] & FAMILY;
  if (family == ALONE || (c != first && (marks[c] & FAMILY) != family)) return i;
  if ((r->rules & GLOSS__LONE_MARKS) && (first == '!' || first == '?')) return i;
  end = join_run(r, i - 1);
  return end != 0 ? end : i;
}
