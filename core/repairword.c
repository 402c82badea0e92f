/* repairword.c -- decisions about the marks that belong to words: full stop, apostrophe, hyphen,
** and the marks inside numbers. */
#include "repair.h"

#include <string.h>

static gloss_str slice(const gloss__repair *r, uint32_t a, uint32_t b) {
  return (gloss_str){r->text + a, b - a};
}

/* Moves over digits from i. */
static uint32_t digits_end(const gloss__repair *r, uint32_t i) {
  while (gloss__is_digit(r, i)) i++;
  return i;
}

/* ---- Full stop ---- */

/* Gives the byte after the next white space, as far as 8 bytes of it go. */
static uint32_t skip_space(const gloss__repair *r, uint32_t i) {
  uint32_t limit = i + 8;
  while (i < limit && gloss__is_space(r, i)) i++;
  return i;
}

/* Joins the initials that begin at a and have their first stop at i: U.S., J.P., U.S. without its
** last stop, a.m. Returns their end, else 0. */
static uint32_t repair_initials(gloss__repair *r, uint32_t a, uint32_t i) {
  if (i - a != 1 || !gloss__is_letter(r, a)) return 0;
  uint32_t end = i + 1;
  while (gloss__is_letter(r, end) && gloss__at(r, end + 1) == '.') end += 2;
  if (gloss__is_letter(r, end) && !gloss__word_at(r, end + 1)) end++;
  if (end == i + 1 || end > r->end) return 0;
  if (gloss__word_at(r, end) && !(gloss__is_upper(r, end) && gloss__is_letter(r, end + 1)))
    return 0;
  gloss__join(r, a, end);
  return end;
}

/* Whether the stop at i belongs to the single letter before it: an initial of a name. */
static int is_initial(const gloss__repair *r, uint32_t i) {
  if (!gloss__is_upper(r, i - 1)) return 0;
  uint32_t next = skip_space(r, i + 1);
  if (next == i + 1) return gloss__at(r, next) == ',' || gloss__at(r, next) == ')';
  unsigned char c = gloss__at(r, i - 1);
  return gloss__is_upper(r, next) && c != 'I';
}

/* Whether the stop at i, with the word [a, i) before it and no word after, belongs to that word. */
static int is_abbreviation(const gloss__repair *r, uint32_t a, uint32_t i) {
  if (i - a == 1 && is_initial(r, i)) return 1;
  unsigned flags = gloss__lexicon_find(r->lexicon, slice(r, a, i));
  if (!(flags & GLOSS__ABBREVIATION)) return 0;
  uint32_t next = skip_space(r, i + 1);
  if ((flags & GLOSS__CAPITAL_ONLY) && !gloss__is_upper(r, a)) return 0;
  int plain = !(flags & (GLOSS__CAPITAL_ONLY | GLOSS__BEFORE_NUMBER | GLOSS__MAY_END));
  if (plain && gloss__is_upper(r, a) && gloss__is_upper(r, next)) return 0; /* "with Al. He" */
  if ((flags & GLOSS__BEFORE_NUMBER) && !gloss__is_digit(r, next)) return 0;
  if ((flags & GLOSS__OPEN_END) && (gloss__is_upper(r, next) || next >= r->size)) return 0;
  return 1;
}

/* Joins the ticker symbol whose stop is at i: AAPL.O, BRK.A. Returns its end, else 0. */
static uint32_t repair_ticker(gloss__repair *r, uint32_t a, uint32_t i) {
  uint32_t end = gloss__word_end(r, i + 1);
  if (i - a < 2 || i - a > 6 || end - i > 3 || gloss__at(r, end) == '.') return 0;
  for (uint32_t k = a; k < end; k++) {
    if (k != i && !gloss__is_upper(r, k) && !(k > a + 1 && k < i && gloss__is_letter(r, k)))
      return 0;
  }
  gloss__join(r, a, end);
  return end;
}

uint32_t gloss__repair_stop(gloss__repair *r, uint32_t i) {
  unsigned char next = gloss__at(r, i + 1);
  if (next == '.') return i;
  uint32_t a = gloss__word_start(r, i);
  int after = gloss__word_at(r, i + 1);
  if (after && gloss__is_digit(r, i - 1) && gloss__is_digit(r, i + 1)) {
    gloss__clear_start(r, i);
    gloss__clear_start(r, i + 1);
    return i + 1;
  }
  uint32_t end = repair_initials(r, a, i);
  if (end != 0) return end;
  if (!after) {
    if (!is_abbreviation(r, a, i)) return next == '!' || next == '?' ? i : i + 1;
    gloss__clear_start(r, i);
    return i + 1;
  }
  end = gloss__repair_address(r, i);
  if (end == 0) end = repair_ticker(r, a, i);
  if (end != 0) return end;
  end = gloss__word_end(r, i + 1);
  if (gloss__lexicon_find(r->lexicon, slice(r, a, end)) & GLOSS__ABBREVIATION) {
    gloss__join(r, a, end + (gloss__at(r, end) == '.'));
    return end + (gloss__at(r, end) == '.');
  }
  if (is_abbreviation(r, a, i)) gloss__clear_start(r, i);
  return i + 1;
}

/* ---- Apostrophe ---- */

/* Decides about an apostrophe before the word [b, e) and not after one. */
static uint32_t repair_leading(gloss__repair *r, uint32_t i, uint32_t b, uint32_t e) {
  unsigned flags = gloss__lexicon_find(r->lexicon, slice(r, b, e));
  int decade =
      digits_end(r, b) == b + 2 && (e == b + 2 || (e == b + 3 && gloss__at(r, b + 2) == 's'));
  if ((flags & (GLOSS__ELISION | GLOSS__CLITIC)) || decade) gloss__join(r, i, e);
  return e;
}

uint32_t gloss__repair_apostrophe(gloss__repair *r, uint32_t i, uint32_t size) {
  uint32_t b = i + size;
  int before = gloss__word_before(r, i), after = gloss__word_at(r, b);
  if (!before || !after) {
    if (b + size <= r->end && memcmp(r->text + b, r->text + i, size) == 0) b += size;
    gloss__join(r, i, b);
    if (b - i > size) return b;
    return after ? repair_leading(r, i, b, gloss__word_end(r, b)) : b;
  }
  uint32_t a = gloss__word_start(r, i), e = gloss__word_end(r, b);
  unsigned char last = gloss__at(r, i - 1);
  if (e == b + 1 && (gloss__at(r, b) | 32) == 't' && (last | 32) == 'n') {
    gloss__join(r, i - 1, e);
    return e;
  }
  int clitic = (gloss__lexicon_find(r->lexicon, slice(r, b, e)) & GLOSS__CLITIC) != 0;
  if (clitic && gloss__is_digit(r, i - 1)) clitic = digits_end(r, a) != i || last != '0';
  if (clitic) {
    gloss__join(r, i, e);
  } else {
    gloss__clear_start(r, i);
    gloss__clear_start(r, b);
  }
  return clitic ? e : b;
}

/* ---- Hyphen and number ---- */

/* Gives the lengths of up to four groups of digits parted by `mark` from i; returns how many, 0
** when there are more or a letter follows. */
static unsigned groups(const gloss__repair *r, uint32_t i, unsigned char mark, uint32_t length[4],
                       uint32_t *end) {
  unsigned n = 0;
  for (;; i++) {
    uint32_t e = digits_end(r, i);
    if (e == i || n == 4) return 0;
    length[n++] = e - i;
    i = e;
    if (gloss__at(r, i) != mark || !gloss__is_digit(r, i + 1)) break;
  }
  *end = i;
  return gloss__word_at(r, i) ? 0 : n;
}

/* Whether groups of digits are a telephone number or a date rather than a range. */
static int is_whole(const uint32_t n[4], unsigned count) {
  if (count == 2) return (n[0] == 3 && n[1] == 4) || (n[0] == 5 && n[1] == 4);
  if (count == 3) {
    int phone = n[1] == 3 && n[2] == 4;
    int date =
        (n[0] == 4 && n[1] <= 2 && n[2] <= 2) || (n[0] <= 2 && n[1] <= 2 && n[2] != 3 && n[2] <= 4);
    int security = n[0] == 3 && n[1] == 2 && n[2] == 4;
    return phone || date || security;
  }
  return count == 4;
}

uint32_t gloss__repair_hyphen(gloss__repair *r, uint32_t i, uint32_t size) {
  uint32_t a = gloss__word_start(r, i), end, length[4];
  if (a < i && gloss__is_digit(r, a)) {
    unsigned n = size == 1 ? groups(r, a, '-', length, &end) : 0;
    if (n != 0 && is_whole(length, n)) {
      gloss__join(r, a, end);
      return end;
    }
    end = digits_end(r, i + 1);
    if (size == 1 && end > i + 1 && end <= i + 3 && gloss__at(r, end) == '/' &&
        gloss__is_digit(r, end + 1)) {
      gloss__join(r, a, digits_end(r, end + 1)); /* 3-1/2 */
      return digits_end(r, end + 1);
    }
  }
  int first = a == r->base || gloss__at(r, a - 1) != '-';
  if (first && (gloss__lexicon_find(r->lexicon, slice(r, a, i)) & GLOSS__PREFIX)) {
    gloss__clear_start(r, i);
    gloss__clear_start(r, i + size);
    return i + size;
  }
  gloss__join(r, i, i + size);
  return i + size;
}

/* Joins + and the digits after it, with the hyphens of a telephone number. */
static uint32_t repair_plus(gloss__repair *r, uint32_t i) {
  uint32_t end = digits_end(r, i + 1);
  while (gloss__at(r, end) == '-' && gloss__is_digit(r, end + 1)) end = digits_end(r, end + 1);
  if (gloss__word_at(r, end)) return i + 1;
  gloss__join(r, i, end);
  return end;
}

uint32_t gloss__repair_number(gloss__repair *r, uint32_t i) {
  unsigned char c = gloss__at(r, i);
  if (c == '+') return repair_plus(r, i);
  if (c == '.') {
    gloss__clear_start(r, i + 1);
    return i + 1;
  }
  if (!gloss__is_digit(r, i - 1) || !gloss__is_digit(r, i + 1)) return i + 1;
  uint32_t next = digits_end(r, i + 1) - (i + 1);
  if (c == ',' && next != 3 && !(next == 2 && gloss__at(r, i + 3) == ',')) return i + 1;
  gloss__clear_start(r, i);
  gloss__clear_start(r, i + 1);
  return i + 1;
}
