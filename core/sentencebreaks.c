/* sentencebreaks.c -- one line break: whether its author meant it, and what it ends. */
#include <string.h>

#include "sentence.h"
#include "sentencelines.h"

/* PROSE is the shortest line of which a next line in lower case is taken to be the continuation;
** SLACK a width that lines vary by; HEADING the longest heading. */
enum { SLACK = 2, PROSE = 40, HEADING = 120 };

/* Whether a list item's mark begins at token k, where a line begins: a bullet for itself. */
static int is_bullet(const gloss__sentence_view *v, uint32_t k) {
  gloss_str token = gloss__token_text(v, k);
  int mark = (token.size == 1 && strchr("*-+o", token.data[0]) != NULL) ||
             (token.size == 3 && memcmp(token.data, "\xE2\x80\xA2", 3) == 0);
  return mark && gloss__word_length(v->text, v->starts[k]) == token.size;
}

static int is_one_of(gloss_str token, const char *marks) {
  return token.size == 1 && token.data[0] != '\0' && strchr(marks, token.data[0]) != NULL;
}

/* The same, or the number or letter of an item: 1. 1) (a) */
static int is_item(const gloss__sentence_view *v, uint32_t k) {
  if (is_bullet(v, k)) return 1;
  if (k + 1 < v->n && is_one_of(gloss__token_text(v, k), "(")) k++;
  gloss_str mark = gloss__token_text(v, k);
  if (mark.size > 4 || (mark.size > 1 && !(v->shape[k] & GLOSS_DIGITS))) return 0;
  if (v->kind[k] != GLOSS_NUMERAL && v->kind[k] != GLOSS_ORDINAL && v->kind[k] != GLOSS_WORD)
    return 0;
  if (mark.size > 1 && mark.data[mark.size - 1] == '.') return 1;
  return k + 1 < v->n && v->space[k + 1] == 0 && is_one_of(gloss__token_text(v, k + 1), ".)");
}

/* Whether a single line break is meant: the word after it would have fitted, or begins a list item;
** when lines are not wrapped, any break that does not plainly go on in lower case. */
static int is_meant(const gloss__sentence_view *v, uint32_t line, uint32_t i) {
  if (v->newlines >= GLOSS__NEWLINES_PARAGRAPH || is_bullet(v, i + 1)) return 1;
  uint32_t length = v->ends[i] - line;
  if (v->width != 0)
    return length + 1 + gloss__word_length(v->text, v->starts[i + 1]) + SLACK <= v->width;
  int lower = (v->shape[i + 1] & (GLOSS_LOWER | GLOSS_INITIAL_CAP)) == GLOSS_LOWER;
  return length < PROSE || !lower || v->kind[i + 1] != GLOSS_WORD || gloss__is_stop(v, i);
}

gloss__reason gloss__break_ends(const gloss__sentence_view *v, uint32_t line, uint32_t first,
                                uint32_t i) {
  int blank = v->space[i + 1] & GLOSS_BLANK_LINE;
  if (!blank && !is_meant(v, line, i)) return GLOSS__GOES_ON;
  int whole = v->starts[first] == line; /* the sentence is the line */
  if (is_item(v, i + 1) || (whole && is_item(v, first))) return GLOSS__LIST;
  if (!blank && v->newlines != GLOSS__NEWLINES_PARAGRAPH) return GLOSS__LINE;
  return whole && v->ends[i] - line <= HEADING ? GLOSS__HEADING : GLOSS__PARAGRAPH;
}
