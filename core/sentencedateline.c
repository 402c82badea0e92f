/* sentencedateline.c -- the dateline that a story begins with, as in "OSLO, May 5 (Agency) - The
** king left.": a short sentence of its own, that ends with its dash. */
#include <string.h>

#include "sentence.h"

/* Tokens of the longest dateline, and of what stands in its brackets. */
enum { LONGEST = 24, AGENCY = 5 };

/* What of a dateline was seen. */
typedef struct dateline {
  int capitals; /* its first word is in capitals */
  int comma, number;
  uint32_t agency; /* the token that opens it, 0 for none */
} dateline;

static int is_char(const gloss__sentence_view *v, uint32_t i, char c) {
  return v->ends[i] - v->starts[i] == 1 && v->text.data[v->starts[i]] == c;
}

static int is_dash(const gloss__sentence_view *v, uint32_t i) {
  gloss_str t = gloss__token_text(v, i);
  if (t.size == 3)
    return memcmp(t.data, "\xE2\x80\x93", 3) == 0 || memcmp(t.data, "\xE2\x80\x94", 3) == 0;
  return t.data[0] == '-' && (t.size == 1 || (t.size == 2 && t.data[1] == '-'));
}

/* Whether a sentence may begin at token i, behind white space on the same line. */
static int may_begin(const gloss__sentence_view *v, uint32_t i) {
  if (v->space[i] == 0 || (v->space[i] & GLOSS_BLANK_LINE)) return 0;
  return (v->shape[i] & (GLOSS_INITIAL_CAP | GLOSS_DIGITS)) ||
         (gloss__mark_of(v, i) & GLOSS__OPENS);
}

/* Gives the token after the agency whose bracket or slash opens at token i; i when none does. */
static uint32_t agency_end(const gloss__sentence_view *v, uint32_t i, uint32_t limit) {
  char close = is_char(v, i, '(') ? ')' : '/';
  uint32_t k = i + 1, most = i + AGENCY < limit ? i + AGENCY : limit;
  if (k < limit && (v->space[k] != 0 || v->kind[k] != GLOSS_WORD)) return i;
  while (k < most && !is_char(v, k, close)) k++;
  return k < most && is_char(v, k, close) ? k + 1 : i;
}

/* Gives a word without its stop. */
static gloss_str bare(const gloss__sentence_view *v, uint32_t i) {
  gloss_str word = gloss__token_text(v, i);
  word.size -= word.size > 1 && word.data[word.size - 1] == '.';
  return word;
}

/* Takes note of the token at i; gives the next one to look at, i for one that no dateline has. */
static uint32_t take(const gloss__sentence_view *v, uint32_t i, uint32_t limit, dateline *d) {
  if (v->kind[i] == GLOSS_NUMERAL || v->kind[i] == GLOSS_ORDINAL) {
    d->number = 1;
    return i + 1;
  }
  if (v->kind[i] != GLOSS_WORD) {
    int opens = is_char(v, i, '(') || (is_char(v, i, '/') && v->space[i] != 0);
    uint32_t next = opens ? agency_end(v, i, limit) : i + is_char(v, i, ',') + is_char(v, i, '/');
    d->comma |= is_char(v, i, ',');
    d->agency = opens && next > i ? i : 0;
    return next;
  }
  return i + ((v->shape[i] & GLOSS_INITIAL_CAP) || (!d->agency && bare(v, i).size <= 3));
}

/* Whether a date is among the tokens from i to `end`. */
static int has_date(const gloss__sentence_view *v, uint32_t i, uint32_t end, const dateline *d) {
  if (!d->number) return 0;
  while (i < end && !(v->kind[i] == GLOSS_WORD &&
                      gloss__lexicon_match(v->lexicon, bare(v, i), GLOSS__TIME_NAME)))
    i++;
  return i < end;
}

/* Whether what was seen is enough: an agency after a place in capitals or a date, or a place in
** capitals with a date or with what it lies in. */
static int is_enough(const gloss__sentence_view *v, uint32_t i, uint32_t end, const dateline *d) {
  if (d->agency) return d->capitals || end - i <= 4 || has_date(v, i, d->agency, d);
  return d->capitals && (d->comma || has_date(v, i, end, d));
}

uint32_t gloss__dateline_end(const gloss__sentence_view *v, uint32_t i) {
  uint32_t limit = v->n - i > LONGEST ? i + LONGEST : v->n, k = i;
  dateline d = {0};
  if (!(v->shape[i] & GLOSS_INITIAL_CAP)) return i;
  d.capitals = (v->shape[i] & GLOSS_ALL_CAPS) && v->ends[i] - v->starts[i] > 2;
  for (uint32_t next; k < limit; k = next) {
    if (k > i && (v->space[k] & GLOSS_NEWLINE)) return i;
    if (is_dash(v, k) || (is_char(v, k, '.') && k + 1 < limit && is_dash(v, k + 1))) break;
    if (d.agency || (next = take(v, k, limit, &d)) == k) return i;
  }
  if (!is_enough(v, i, k, &d)) return i;
  if (k < limit && is_char(v, k, '.')) k++;
  return k + 1 < limit && may_begin(v, k + 1) ? k + 1 : i;
}
