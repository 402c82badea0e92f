/* repairword.c -- decisions about the marks that belong to words: full stop, apostrophe, hyphen,
** and the marks inside numbers. */
#include "repair.h"

#include <string.h>

#include "utf8.h"

static gloss_str slice(const gloss__repair *r, uint32_t a, uint32_t b) {
  return (gloss_str){r->text + a, b - a};
}

/* Moves over digits from i, inside the block. */
static uint32_t digits_end(const gloss__repair *r, uint32_t i) {
  while (i < r->end && gloss__is_digit(r, i)) i++;
  return i;
}

/* Gives the length of the letter at i, 0 when none begins there. */
static uint32_t letter_at(const gloss__repair *r, uint32_t i) {
  unsigned class = gloss__class_at(r, i);
  if (!(class & GLOSS__HIGH_BYTE)) return (class & GLOSS__LETTER_BYTE) != 0;
  uint32_t length, c = gloss__utf8_decode(r->text + i, &length);
  return gloss__codepoint_class(c) & GLOSS__LETTER ? length : 0;
}

/* Whether a capital letter of any script begins at i. */
static int capital_at(const gloss__repair *r, uint32_t i) {
  unsigned class = gloss__class_at(r, i);
  if (!(class & GLOSS__HIGH_BYTE)) return (class & GLOSS__UPPER_BYTE) != 0;
  uint32_t length;
  return (gloss__codepoint_class(gloss__utf8_decode(r->text + i, &length)) & GLOSS__UPPER) != 0;
}

/* ---- Full stop ---- */

enum { LETTER_MAX = 4, ROMAN_MAX = 6 }; /* bytes of a letter; of a Roman number looked at */

/* Gives the byte after the next white space, as far as 8 bytes of it go. */
static uint32_t skip_space(const gloss__repair *r, uint32_t i) {
  uint32_t limit = i + 8;
  while (i < limit && gloss__is_space(r, i)) i++;
  return i;
}

/* Gives the byte after the character before the white space before i, as far as 8 bytes of it go.
*/
static uint32_t back_space(const gloss__repair *r, uint32_t i) {
  uint32_t limit = i > 8 ? i - 8 : 0;
  while (i > limit && gloss__is_space(r, i - 1)) i--;
  return i;
}

/* Joins the initials that begin at a and have their first stop at i: U.S., J.P., U.S. without its
** last stop, a.m., J.-C. Returns their end, else 0. */
static uint32_t repair_initials(gloss__repair *r, uint32_t a, uint32_t i) {
  if (a == i || letter_at(r, a) != i - a || i < r->no_initials) return 0;
  uint32_t end = i + 1, n;
  int hyphen = (r->rules & GLOSS__KEEP_HYPHENS) && gloss__at(r, end) == '-';
  while ((n = letter_at(r, end + hyphen)) != 0 && end + hyphen + n < r->end &&
         gloss__at(r, end + hyphen + n) == '.') {
    end += hyphen + n + 1;
    hyphen = hyphen && gloss__at(r, end) == '-';
  }
  n = letter_at(r, end);
  if (n != 0 && end + n <= r->end && !gloss__word_at(r, end + n)) end += n;
  if (end == i + 1) return 0;
  if (end < r->end && gloss__word_at(r, end) &&
      !(capital_at(r, end) && letter_at(r, end + letter_at(r, end)))) {
    r->no_initials = end; /* nor do those after the first: looked at once */
    return 0;
  }
  gloss__join(r, a, end);
  return end;
}

/* Whether the letter at a ends a word with a hyphen or follows a degree sign: Objective-C, 5°C. */
static int is_tail(const gloss__repair *r, uint32_t a) {
  if (a < r->base + 2) return 0;
  if (gloss__at(r, a - 1) == '-') return gloss__word_before(r, a - 1);
  return memcmp(r->text + a - 2, "\xC2\xB0", 2) == 0;
}

/* Whether the stop at i belongs to the single letter [a, i): an initial of a name. */
static int is_initial(const gloss__repair *r, uint32_t a, uint32_t i) {
  if (!capital_at(r, a) || is_tail(r, a)) return 0;
  uint32_t next = skip_space(r, i + 1);
  if (next == i + 1) return gloss__at(r, next) == ',' || gloss__at(r, next) == ')';
  unsigned char c = gloss__at(r, a);
  if (r->rules & GLOSS__INITIAL_STOPS) return letter_at(r, next) != 0 && c != 'I' && c != 'X';
  return capital_at(r, next) && c != 'I';
}

/* Whether the word at i, be it in the next block, has a capital and is not one that often opens
** sentences. */
static int is_name(const gloss__repair *r, uint32_t i) {
  if (!capital_at(r, i)) return 0;
  uint32_t end = i;
  while (end - i <= GLOSS__FORM_MAX && gloss__word_at(r, end)) {
    do end++;
    while ((gloss__at(r, end) & 0xC0) == 0x80);
  }
  return !gloss__lexicon_match(r->lexicon, slice(r, i, end), GLOSS__STARTER);
}

/* Whether the digits [a, i) count in an order that their stop tells: the 3. of May, 24.12. at six,
** a list's number. */
static int is_ordinal(const gloss__repair *r, uint32_t a, uint32_t i) {
  uint32_t next = skip_space(r, i + 1);
  if (i - a > 2 || a == i || digits_end(r, a) != i) return 0;
  unsigned char before = a > 0 ? gloss__at(r, a - 1) : ' ';
  if (next == i + 1)
    return (gloss__at(r, next) == '-' || gloss__at(r, next) == '/') && gloss__is_digit(r, next + 1);
  if (before == '.') return letter_at(r, next) != 0 && !capital_at(r, next);
  if (before == ',' || before == ':' || letter_at(r, next) == 0) return 0;
  uint32_t back = back_space(r, a);
  if (back == 0 || memchr(r->text + back, '\n', a - back) != NULL) return 1;
  if (memchr(".!?:;", gloss__at(r, back - 1), 5) != NULL) return 1;
  return !capital_at(r, next) || is_name(r, next);
}

/* Whether the word at i is a Roman number under L, of more than one letter. */
static int is_roman(const gloss__repair *r, uint32_t i) {
  uint32_t end = i;
  while (end - i < ROMAN_MAX && memchr("IVX", gloss__at(r, end), 3) != NULL) end++;
  return end > i + 1 && !gloss__word_at(r, end);
}

/* Whether the stop at i, with the word [a, i) before it and no word after, belongs to that word. */
static int is_abbreviation(const gloss__repair *r, uint32_t a, uint32_t i) {
  if (i - a <= LETTER_MAX && a < i && letter_at(r, a) == i - a && is_initial(r, a, i)) return 1;
  if ((r->rules & GLOSS__ORDINAL_STOPS) && is_ordinal(r, a, i)) return 1;
  unsigned flags = gloss__lexicon_match(r->lexicon, slice(r, a, i), GLOSS__ABBREVIATION);
  if (flags == 0) return 0;
  uint32_t next = skip_space(r, i + 1);
  if ((flags & GLOSS__CAPITAL_ONLY) && !capital_at(r, a)) return 0;
  int plain =
      !(flags & (GLOSS__CAPITAL_ONLY | GLOSS__BEFORE_NUMBER | GLOSS__MAY_END | GLOSS__TITLE));
  if (plain && (r->rules & GLOSS__CAPITALS_END) && capital_at(r, a) && capital_at(r, next))
    return 0;
  if ((flags & GLOSS__BEFORE_NUMBER) && !gloss__is_digit(r, next) && !is_roman(r, next)) return 0;
  if ((flags & GLOSS__BEFORE_NAME) && !is_name(r, next)) return 0;
  if ((flags & GLOSS__OPEN_END) && (capital_at(r, next) || next >= r->size)) return 0;
  uint32_t back = flags & GLOSS__AFTER_WORD ? back_space(r, a) : 0;
  return back == 0 || !gloss__is_digit(r, back - 1);
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

/* Joins the abbreviation with stops inside that begins at a and has its first stop at i: Ph.D,
** EE.UU. Returns its end, else 0. */
static uint32_t repair_dotted(gloss__repair *r, uint32_t a, uint32_t i) {
  uint32_t end = i;
  if (i < r->no_dotted) return 0;
  while (gloss__at(r, end) == '.' && end < r->end && gloss__word_at(r, end + 1))
    end = gloss__word_end(r, end + 1);
  if (end - a > GLOSS__FORM_MAX) r->no_dotted = end - GLOSS__FORM_MAX; /* all before are too long */
  if (!gloss__lexicon_match(r->lexicon, slice(r, a, end), GLOSS__ABBREVIATION)) return 0;
  end += gloss__at(r, end) == '.';
  gloss__join(r, a, end);
  return end;
}

uint32_t gloss__repair_stop(gloss__repair *r, uint32_t i) {
  unsigned char next = gloss__at(r, i + 1);
  if (next == '.') return i;
  uint32_t a = gloss__word_start(r, i);
  int after = gloss__word_at(r, i + 1);
  if (after && gloss__is_digit(r, i - 1) && gloss__is_digit(r, i + 1))
    return gloss__join_mark(r, i, i + 1);
  uint32_t end = i - a <= LETTER_MAX ? repair_initials(r, a, i) : 0;
  if (end != 0) return end;
  if (!after) {
    if (i == r->taken || !is_abbreviation(r, a, i)) return next == '!' || next == '?' ? i : i + 1;
    gloss__clear_start(r, i);
    return i + 1;
  }
  end = gloss__repair_address(r, i);
  if (end == 0) end = repair_ticker(r, a, i);
  if (end == 0) end = repair_dotted(r, a, i);
  if (end != 0) return end;
  if (is_abbreviation(r, a, i)) gloss__clear_start(r, i);
  return i + 1;
}

/* ---- Apostrophe ---- */

/* Decides about an apostrophe before the word [b, e) and not after one. */
static uint32_t repair_leading(gloss__repair *r, uint32_t i, uint32_t b, uint32_t e) {
  const unsigned wanted = GLOSS__LEADING | GLOSS__CLITIC;
  int decade =
      digits_end(r, b) == b + 2 && (e == b + 2 || (e == b + 3 && gloss__at(r, b + 2) == 's'));
  if (decade || gloss__lexicon_match(r->lexicon, slice(r, b, e), wanted)) gloss__join(r, i, e);
  return e;
}

/* Whether [a, i) are one or two capitals: with a mark after them a Greek number. */
static int is_greek_numeral(const gloss__repair *r, uint32_t a, uint32_t i) {
  uint32_t k = a;
  while (k < i && capital_at(r, k)) k += letter_at(r, k);
  return k == i && i > a && i - a <= 4;
}

/* Decides about an apostrophe after a word and not before one: it is a quote, or the word's. */
static uint32_t repair_trailing(gloss__repair *r, uint32_t i, uint32_t b) {
  uint32_t a = gloss__word_start(r, i);
  const unsigned wanted = GLOSS__ELIDED | GLOSS__TRIMMED;
  int number = (r->rules & GLOSS__GREEK_NUMERALS) && is_greek_numeral(r, a, i);
  if (number || gloss__lexicon_match(r->lexicon, slice(r, a, i), wanted)) gloss__clear_start(r, i);
  return b;
}

/* Whether the word before the apostrophe [i, b) is cut off behind it: l'homme, but neither
** c'est-à-dire nor Villeneuve-d'Ascq nor O'Neill. */
static int is_elision(const gloss__repair *r, uint32_t a, uint32_t i, uint32_t b) {
  unsigned flags = gloss__lexicon_match(r->lexicon, slice(r, a, i), GLOSS__ELIDED);
  if (flags == 0) return 0;
  if (a > r->base && gloss__at(r, a - 1) == '-' && !gloss__starts(r, a)) return 0;
  if ((flags & GLOSS__LOWER_ONLY) && capital_at(r, a) && capital_at(r, b)) return 0;
  uint32_t end = gloss__word_end(r, b);
  while (end - a <= GLOSS__FORM_MAX && gloss__at(r, end) == '-' && gloss__word_at(r, end + 1)) {
    end = gloss__word_end(r, end + 1);
  }
  return !gloss__lexicon_match(r->lexicon, slice(r, a, end), GLOSS__WHOLE);
}

uint32_t gloss__repair_apostrophe(gloss__repair *r, uint32_t i, uint32_t size) {
  uint32_t b = i + size;
  int before = gloss__word_before(r, i), after = gloss__word_at(r, b);
  if (!before || !after) {
    if (b + size <= r->end && memcmp(r->text + b, r->text + i, size) == 0) b += size;
    gloss__join(r, i, b);
    if (b - i > size) return b;
    if (after) return repair_leading(r, i, b, gloss__word_end(r, b));
    return before && (r->rules & GLOSS__ELISIONS) ? repair_trailing(r, i, b) : b;
  }
  if (r->flags & GLOSS__JOIN_CLITICS) return gloss__join_mark(r, i, b);
  uint32_t e = gloss__word_end(r, b);
  unsigned char last = gloss__at(r, i - 1);
  if ((r->rules & GLOSS__NEGATIONS) && e == b + 1 && (gloss__at(r, b) | 32) == 't' &&
      (last | 32) == 'n') {
    gloss__join(r, i - 1, e);
    return e;
  }
  if ((r->rules & GLOSS__ELISIONS) && is_elision(r, gloss__word_start(r, i), i, b)) {
    gloss__join(r, i, b);
    gloss__clear_start(r, i);
    return b;
  }
  int clitic = gloss__lexicon_match(r->lexicon, slice(r, b, e), GLOSS__CLITIC) != 0;
  if (clitic && gloss__is_digit(r, i - 1))
    clitic = digits_end(r, gloss__word_start(r, i)) != i || last != '0';
  if (!clitic) return gloss__join_mark(r, i, b);
  gloss__join(r, i, e);
  return e;
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

/* Joins the date, telephone number or mixed number around the hyphen at i, whose first digit is at
** a: 2026-11-24, 555-0143, 3-1/2. Returns its end, else 0. */
static uint32_t repair_digits(gloss__repair *r, uint32_t a, uint32_t i) {
  uint32_t end, length[4];
  unsigned n = groups(r, a, '-', length, &end);
  if (n == 0 || !is_whole(length, n)) {
    end = digits_end(r, i + 1);
    if (end == i + 1 || end > i + 3 || gloss__at(r, end) != '/' || !gloss__is_digit(r, end + 1))
      return 0;
    end = digits_end(r, end + 1);
  }
  gloss__join(r, a, end);
  return end;
}

/* Returns the end of the enclitic at b when nothing but enclitics follows the hyphen before it: il,
** t-il, le-moi; else 0. */
static uint32_t enclitic_end(const gloss__repair *r, uint32_t b) {
  uint32_t end = 0;
  for (unsigned n = 0; n < 3; n++) {
    uint32_t e = gloss__word_end(r, b), far = e;
    if (gloss__at(r, e) == '-') far = gloss__word_end(r, e + 1);
    if (capital_at(r, b)) return 0;
    if (far > e + 1 && gloss__lexicon_match(r->lexicon, slice(r, b, far), GLOSS__ENCLITIC))
      e = far;
    else if (!gloss__lexicon_match(r->lexicon, slice(r, b, e), GLOSS__ENCLITIC))
      return 0;
    if (end == 0) end = e;
    if (gloss__at(r, e) != '-' || !gloss__word_at(r, e + 1)) return end;
    b = e + 1;
  }
  return 0;
}

/* Splits an enclitic off at the hyphen at i, after the word that begins at a. Returns its end, 0
** when there is none. */
static uint32_t repair_enclitic(gloss__repair *r, uint32_t a, uint32_t i) {
  uint32_t end = enclitic_end(r, i + 1);
  if (end == 0 || gloss__lexicon_match(r->lexicon, slice(r, a, end), GLOSS__WHOLE)) return 0;
  gloss__join(r, i, end);
  return end;
}

uint32_t gloss__repair_hyphen(gloss__repair *r, uint32_t i, uint32_t size) {
  uint32_t a = gloss__word_start(r, i), end;
  if (size == 1 && a < i && gloss__is_digit(r, a) && (end = repair_digits(r, a, i)) != 0)
    return end;
  if ((r->rules & GLOSS__ENCLITICS) && !(r->flags & GLOSS__JOIN_CLITICS) && size == 1 &&
      (end = repair_enclitic(r, a, i)) != 0)
    return end;
  if (r->rules & GLOSS__KEEP_HYPHENS) return gloss__join_mark(r, i, i + size);
  if ((r->rules & GLOSS__KEEP_RANGES) && gloss__is_digit(r, i - 1) && gloss__is_digit(r, i + size))
    return gloss__join_mark(r, i, i + size);
  int first = a == r->base || gloss__at(r, a - 1) != '-';
  if (first && gloss__lexicon_match(r->lexicon, slice(r, a, i), GLOSS__PREFIX))
    return gloss__join_mark(r, i, i + size);
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

/* Whether the comma at i, between digits, is part of a number. */
static int is_number_comma(const gloss__repair *r, uint32_t i) {
  uint32_t end = digits_end(r, i + 1), next = end - (i + 1);
  int more = gloss__at(r, end) == ',' && gloss__is_digit(r, end + 1);
  if (next == 3 || (next == 2 && gloss__at(r, end) == ',')) return 1;
  if (!(r->rules & GLOSS__COMMA_DECIMALS) || more) return 0;
  uint32_t a = i;
  while (a > r->base && gloss__is_digit(r, a - 1)) a--;
  return a == r->base || gloss__at(r, a - 1) != ',';
}

uint32_t gloss__repair_number(gloss__repair *r, uint32_t i) {
  unsigned char c = gloss__at(r, i);
  if (c == '+') return repair_plus(r, i);
  if (c == '.') {
    gloss__clear_start(r, i + 1);
    return i + 1;
  }
  if (!gloss__is_digit(r, i - 1) || !gloss__is_digit(r, i + 1)) return i + 1;
  if (c == ',' && !is_number_comma(r, i)) return i + 1;
  return gloss__join_mark(r, i, i + 1);
}
