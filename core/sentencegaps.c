/* sentencegaps.c -- which gaps between tokens are settled by the rules alone: the great part, told
** by kind and shape of the tokens on both sides. */
#include "sentencegaps.h"

#include <string.h>

/* GREETING is the longest start of a sentence that a comma may end, as "Thanks," does. */
enum { PLAIN = 4, GREETING = 5 };

static char first_byte(const gloss__sentence_view *v, uint32_t i) {
  return v->text.data[v->starts[i]];
}

static uint32_t size_of(const gloss__sentence_view *v, uint32_t i) {
  return v->ends[i] - v->starts[i];
}

static int is_lower(const gloss__sentence_view *v, uint32_t i) {
  return (v->shape[i] & (GLOSS_LOWER | GLOSS_INITIAL_CAP)) == GLOSS_LOWER;
}

static int is_starter(const gloss__sentence_view *v, uint32_t i) {
  return gloss__lexicon_match(v->lexicon, gloss__token_text(v, i), GLOSS__STARTER) != 0;
}

/* Whether a date as in "Tuesday, May 5" begins at token i. */
static int is_date(const gloss__sentence_view *v, uint32_t i) {
  if (i + 1 >= v->n || first_byte(v, i + 1) != ',') return 0;
  return gloss__lexicon_match(v->lexicon, gloss__token_text(v, i), GLOSS__TIME_NAME) != 0;
}

int gloss__is_noise(const gloss__sentence_view *v, uint32_t i) {
  switch (v->kind[i]) {
  case GLOSS_NUMERAL: {
    gloss_str t = gloss__token_text(v, i);
    return t.size > 2 &&
           (memchr(t.data, '/', t.size) != NULL || memchr(t.data, ':', t.size) != NULL ||
            memchr(t.data, '-', t.size) != NULL);
  }
  case GLOSS_PUNCT: {
    int alone = size_of(v, i) == 1;
    switch (first_byte(v, i)) {
    case '*':
    case '_':
    case '!': return 1;
    case '-':
    case ':':
    case '/': return alone;
    case '.':
    case '?':
    case '=': return !alone;
    default: return 0;
    }
  }
  default: return v->kind[i] >= GLOSS_SIGN;
  }
}

/* Whether a terminator ends a sentence beyond doubt: a capitalised word comes next, after a word in
** lower case or as one that often opens a sentence. */
static int is_plain_end(const gloss__sentence_view *v, const gloss__gap *gap) {
  uint32_t i = gap->left, stop = gap->stop;
  if (!gap->ends || stop == 0) return 0;
  if (gap->kind != GLOSS__STOP_FULL && gap->kind != GLOSS__STOP_MARK) return 0;
  if (v->kind[i + 1] != GLOSS_WORD || !(v->shape[i + 1] & GLOSS_INITIAL_CAP)) return 0;
  int plain = v->kind[stop - 1] == GLOSS_WORD && size_of(v, stop - 1) >= PLAIN;
  if (plain && stop == i && gap->kind == GLOSS__STOP_FULL && is_lower(v, stop - 1)) return 1;
  return size_of(v, stop - 1) > 1 && is_starter(v, i + 1);
}

/* Whether the stop of an abbreviation ends none beyond doubt: a word in lower case comes next, or
** the abbreviation is a title. */
static int is_plain_short_form(const gloss__sentence_view *v, const gloss__gap *gap) {
  if (gap->kind != GLOSS__STOP_ABBREVIATION || gap->ends) return 0;
  if (is_lower(v, gap->left + 1)) return 1;
  gloss_str token = gloss__token_text(v, gap->stop);
  token.size--;
  return token.size != 0 && gloss__lexicon_match(v->lexicon, token, GLOSS__TITLE) != 0;
}

/* The same for a gap that belongs to a stop. */
static int is_certain_stop(const gloss__sentence_view *v, const gloss__gap *gap) {
  uint32_t i = gap->left;
  if (gap->inside) return 1;
  if (v->space[i + 1] != 0) return is_plain_end(v, gap) || is_plain_short_form(v, gap);
  if (gap->ends) return 0;
  return i == 0 || v->kind[i + 1] != GLOSS_WORD || gap->kind == GLOSS__STOP_ABBREVIATION ||
         gap->kind == GLOSS__STOP_FACE;
}

int gloss__gap_certain(const gloss__sentence_view *v, const gloss__gap *gap, int quiet) {
  uint32_t i = gap->left;
  if (gap->stop != GLOSS_NONE) return is_certain_stop(v, gap);
  if (v->space[i + 1] == 0) return 1;
  int marked = v->kind[i] >= GLOSS_PUNCT, opens = v->kind[i + 1] >= GLOSS_PUNCT;
  unsigned shape = v->shape[i + 1];
  if (marked) {
    char c = first_byte(v, i);
    if (c == ';' || (c == ':' && v->kind[i + 1] == GLOSS_WORD)) return 1;
    if (c == ',' && (i - gap->first >= GREETING || !(shape & GLOSS_INITIAL_CAP))) return 1;
  }
  if (!quiet || gap->noise >= GLOSS__NOISE_MIN) return 0;
  if (marked) return !(shape & GLOSS_INITIAL_CAP);
  return opens || size_of(v, i + 1) < 2 || !(is_starter(v, i + 1) || is_date(v, i + 1));
}
