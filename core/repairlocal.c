/* repairlocal.c -- decisions that only some languages need, at bytes that are not interesting to
** the others: 30%, po', 25 000, 20h30. A second look at a repaired block. */
#include "repair.h"

#include <string.h>

/* Gives the length of the space before i that may part groups of digits, 0 when there is none:
** U+0020, U+00A0, U+2009, U+202F. */
static uint32_t group_space(const gloss__repair *r, uint32_t i) {
  const char *end = r->text + i;
  if (i > r->base && end[-1] == ' ') return 1;
  if (i >= r->base + 2 && memcmp(end - 2, "\xC2\xA0", 2) == 0) return 2;
  if (i < r->base + 3) return 0;
  return memcmp(end - 3, "\xE2\x80\xAF", 3) == 0 || memcmp(end - 3, "\xE2\x80\x89", 3) == 0 ? 3 : 0;
}

/* Whether digits that may be joined with the group after them end at i: the first group, or one of
** three that is joined itself. */
static int is_group_before(const gloss__repair *r, uint32_t i) {
  uint32_t a = i;
  while (a > r->base && i - a < 4 && gloss__is_digit(r, a - 1)) a--;
  if (a == i || i - a > 3) return 0;
  if (gloss__starts(r, a)) return gloss__at(r, a) != '0';
  return i - a == 3 && group_space(r, a) != 0;
}

/* Joins the group of three digits at i with the number before it. */
static void join_group(gloss__repair *r, uint32_t i) {
  for (uint32_t k = 0; k < 3; k++) {
    if (!gloss__is_digit(r, i + k)) return;
  }
  uint32_t space = group_space(r, i);
  if (gloss__word_at(r, i + 3) || space == 0 || !is_group_before(r, i - space)) return;
  for (uint32_t k = i - space - r->base; k < i - r->base; k++) {
    r->masks.space[k / 64] &= ~(UINT64_C(1) << k % 64);
  }
  gloss__clear_start(r, i);
}

/* Decides about the mark at i, after a word and not before one. */
static void join_mark(gloss__repair *r, uint32_t i) {
  unsigned char c = gloss__at(r, i);
  if (!gloss__starts(r, i)) return; /* part of an address */
  if (c == '%' && (r->rules & GLOSS__WHOLE_PERCENTS) && gloss__is_digit(r, i - 1))
    gloss__clear_start(r, i);
  if (c == '\'' && (r->rules & GLOSS__ELISIONS)) gloss__repair_apostrophe(r, i, 1);
}

/* Cuts a time of day at its h, which is at i between digits: 20h30. */
static void cut_clock(gloss__repair *r, uint32_t i) {
  if ((gloss__at(r, i) | 32) != 'h' || !gloss__is_digit(r, i + 2) || gloss__word_at(r, i + 3))
    return;
  uint32_t a = i - 1;
  if (!gloss__starts(r, a) && a > r->base) a--;
  if (!gloss__is_digit(r, a) || !gloss__starts(r, a)) return;
  gloss__set_start(r, i);
  gloss__set_start(r, i + 1);
}

void gloss__repair_local(gloss__repair *r) {
  ptrdiff_t n = ((ptrdiff_t)(r->end - r->base) + 63) / 64;
  const uint64_t *word = r->masks.word, *space = r->masks.space, *digit = r->masks.digit;
  uint64_t grouped = r->rules & GLOSS__SPACED_GROUPS ? UINT64_MAX : 0;
  uint64_t clocked = r->rules & GLOSS__CLOCKS ? UINT64_MAX : 0;
  for (ptrdiff_t w = 0; w < n; w++) {
    uint64_t marks = ~(word[w] | space[w]) & gloss__behind(word, w) & ~gloss__before(word, w);
    uint64_t groups = digit[w] & gloss__behind(space, w) & grouped;
    uint64_t between = gloss__behind(digit, w) & gloss__before(digit, w);
    uint64_t clocks = r->masks.letter[w] & between & clocked;
    for (uint64_t bits = marks | groups | clocks; bits != 0; bits &= bits - 1) {
      uint32_t i = r->base + (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(bits);
      uint64_t bit = bits & (0 - bits);
      if (bit & marks)
        join_mark(r, i);
      else if (bit & groups)
        join_group(r, i);
      else
        cut_clock(r, i);
    }
  }
}
