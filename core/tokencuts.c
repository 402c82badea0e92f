/* tokencuts.c -- words that are two tokens with no mark between them: "cannot", "gonna". A token
** costs a hash of its first eight bytes and a look at a table, unless it may be such a word. */
#include <string.h>

#include "tokenizer.h"
#include "tokenkeys.h"

enum {
  CUT = 255, /* the kind of a row that is to be cut */
  MANY = 255 /* the key of several words, or of one past the 253 first */
};

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c; }

void gloss__word_cuts_init(gloss__word_cuts *cuts, const gloss__language *language,
                           const gloss__exceptions *exceptions) {
  memset(cuts, 0, sizeof *cuts);
  cuts->language = language;
  cuts->exceptions = exceptions;
  for (size_t i = 0; i < language->n_cuts; i++) {
    char text[GLOSS__FORM_MAX + 8] = "";
    size_t size = strlen(language->cuts[i].text);
    memcpy(text, language->cuts[i].text, size);
    uint8_t *at = &cuts->keys[gloss__token_key(text, (uint32_t)size)];
    *at = (uint8_t)(*at != 0 || i >= MANY - 1 ? MANY : i + 1);
  }
}

/* Returns where a token is cut that is one of the words [from, to), 0 for nowhere. */
static uint32_t cut_among(const gloss__word_cuts *cuts, const char *text, uint32_t size,
                          size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    const gloss__word_cut *cut = &cuts->language->cuts[i];
    uint32_t k = 0;
    while (k < size && cut->text[k] != '\0' && lower(text[k]) == cut->text[k]) k++;
    if (k != size || cut->text[k] != '\0') continue;
    return gloss__exceptions_has(cuts->exceptions, (gloss_str){text, size}) ? 0 : cut->at;
  }
  return 0;
}

/* Returns where the token [start, end) is cut, 0 for nowhere. */
static uint32_t cut_of(const gloss__word_cuts *cuts, const gloss__repair *r, uint32_t start,
                       uint32_t end) {
  const char *text = r->text + start;
  unsigned word = r->size - start < 8 ? MANY : cuts->keys[gloss__token_key(text, end - start)];
  if (word == 0) return 0;
  if (word == MANY) return cut_among(cuts, text, end - start, 0, cuts->language->n_cuts);
  return cut_among(cuts, text, end - start, word - 1, word);
}

uint32_t gloss__find_key_scalar(const uint8_t *keys, const char *text,
                                const gloss__token_rows *rows, uint32_t i, uint32_t end) {
  return gloss__find_key_inline(keys, text, rows, i, end);
}

/* Marks the row i if it is to be cut, and tells whether it is. */
static uint32_t mark(const gloss__word_cuts *cuts, gloss__token_rows *rows, const gloss__repair *r,
                     uint32_t i) {
  if (cut_of(cuts, r, rows->starts[i], rows->ends[i]) == 0) return 0;
  rows->kind[i] = CUT;
  return 1;
}

uint32_t gloss__mark_cuts(const gloss__word_cuts *cuts, gloss__find_key find,
                          gloss__token_rows *rows, const gloss__repair *r, uint32_t from) {
  uint32_t n = rows->count, readable = n, count = 0;
  while (readable > from && r->size - rows->starts[readable - 1] < 8) readable--;
  for (uint32_t i = from; (i = find(cuts->keys, r->text, rows, i, readable)) < readable; i++)
    count += mark(cuts, rows, r, i);
  for (uint32_t i = readable; i < n; i++) count += mark(cuts, rows, r, i);
  return count;
}

/* Moves the rows [a, b) to `to`, which is behind a. */
static void move(gloss__token_rows *rows, uint32_t to, uint32_t a, uint32_t b) {
  size_t n = b - a;
  memmove(rows->starts + to, rows->starts + a, n * sizeof *rows->starts);
  memmove(rows->ends + to, rows->ends + a, n * sizeof *rows->ends);
  memmove(rows->shape + to, rows->shape + a, n * sizeof *rows->shape);
  memmove(rows->kind + to, rows->kind + a, n);
  memmove(rows->space + to, rows->space + a, n);
}

/* Fills the row `to` with a part of a word and the white space before it. */
static void put(gloss__token_rows *rows, const gloss__repair *r, uint32_t to, gloss_span part,
                uint8_t space) {
  rows->starts[to] = part.start;
  rows->ends[to] = part.end;
  rows->kind[to] = (uint8_t)gloss__token_describe(r, part.start, part.end, &rows->shape[to]);
  rows->space[to] = space;
}

void gloss__cut_rows(const gloss__word_cuts *cuts, gloss__token_rows *rows, const gloss__repair *r,
                     uint32_t count) {
  uint32_t i = rows->count;
  for (rows->count += count; count > 0; count--) {
    uint32_t end = i;
    while (rows->kind[i - 1] != CUT) i--;
    move(rows, i + count, i, end);
    uint32_t a = rows->starts[--i], b = rows->ends[i];
    uint32_t at = a + cut_of(cuts, r, a, b);
    uint8_t space = rows->space[i];
    put(rows, r, i + count, (gloss_span){at, b}, 0);
    put(rows, r, i + count - 1, (gloss_span){a, at}, space);
  }
}
