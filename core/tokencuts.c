/* tokencuts.c -- words that are two tokens with no mark between them: "cannot", "gonna". A token
** costs a hash of its first eight bytes and a look at a table, unless it may be such a word. */
#include <string.h>

#include "hash.h"
#include "tokenizer.h"

enum {
  CUT = 255, /* the kind of a row that is to be cut */
  MANY = 255 /* the key of several words, or of one past the 253 first */
};

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c; }

/* Gives the key of a text with 8 readable bytes at p: a hash of all of it up to 8 bytes, of its
** first bytes and size above. Capital letters are as small ones. */
static inline uint32_t key(const char *p, uint32_t size) {
  uint64_t x = gloss__hash_read8((const unsigned char *)p) | UINT64_C(0x2020202020202020);
  return (uint32_t)((x << (0u - size) * 8 % 64) * GLOSS__HASH_K0 >> (64 - GLOSS__WORD_CUT_BITS));
}

void gloss__word_cuts_init(gloss__word_cuts *cuts, const gloss__language *language,
                           const gloss__exceptions *exceptions) {
  memset(cuts, 0, sizeof *cuts);
  cuts->language = language;
  cuts->exceptions = exceptions;
  for (size_t i = 0; i < language->n_cuts; i++) {
    char text[GLOSS__FORM_MAX + 8] = "";
    size_t size = strlen(language->cuts[i].text);
    memcpy(text, language->cuts[i].text, size);
    uint8_t *at = &cuts->keys[key(text, (uint32_t)size)];
    *at = (uint8_t)(*at != 0 || i >= MANY - 1 ? MANY : i + 1);
  }
}

/* Returns where a token is cut that is one of the words [from, to), 0 for nowhere. */
static uint32_t cut_among(const gloss__word_cuts *cuts, const char *text, uint32_t size,
                          size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    const gloss__word_cut *cut = &cuts->language->cuts[i];
    uint32_t k = 0;
    while (k < size && lower(text[k]) == cut->text[k]) k++;
    if (k != size || cut->text[k] != '\0') continue;
    return gloss__exceptions_has(cuts->exceptions, (gloss_str){text, size}) ? 0 : cut->at;
  }
  return 0;
}

/* Returns where the token [start, end) is cut, 0 for nowhere. */
static uint32_t cut_of(const gloss__word_cuts *cuts, const gloss__repair *r, uint32_t start,
                       uint32_t end) {
  const char *text = r->text + start;
  unsigned word = r->size - start < 8 ? MANY : cuts->keys[key(text, end - start)];
  if (word == 0) return 0;
  if (word == MANY) return cut_among(cuts, text, end - start, 0, cuts->language->n_cuts);
  return cut_among(cuts, text, end - start, word - 1, word);
}

/* Marks the rows that are to be cut, from `from` to before `end`; counts them. */
static uint32_t mark_cuts(const gloss__word_cuts *cuts, const gloss__token_rows *rows,
                          const gloss__repair *r, uint32_t from, uint32_t end) {
  uint32_t count = 0;
  for (uint32_t i = from; i < end; i++) {
    if (cut_of(cuts, r, rows->starts[i], rows->ends[i]) == 0) continue;
    rows->kind[i] = CUT;
    count++;
  }
  return count;
}

/* The same for rows with 8 readable bytes at their starts, four at a time. */
static uint32_t mark_fast(const gloss__word_cuts *cuts, const gloss__token_rows *rows,
                          const gloss__repair *r, uint32_t from, uint32_t end) {
  const uint32_t *starts = rows->starts, *ends = rows->ends;
  const uint8_t *keys = cuts->keys;
  const char *text = r->text;
  uint32_t count = 0, i = from;
  for (; i + 4 <= end; i += 4) {
    unsigned maybe = 0;
    for (uint32_t k = i; k < i + 4; k++) maybe |= keys[key(text + starts[k], ends[k] - starts[k])];
    if (maybe) count += mark_cuts(cuts, rows, r, i, i + 4);
  }
  return count + mark_cuts(cuts, rows, r, i, end);
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

void gloss__cut_words(const gloss__word_cuts *cuts, gloss__token_rows *rows, const gloss__repair *r,
                      uint32_t from) {
  uint32_t n = rows->count, fast = n;
  while (fast > from && r->size - rows->starts[fast - 1] < 8) fast--;
  uint32_t count = mark_fast(cuts, rows, r, from, fast);
  count += mark_cuts(cuts, rows, r, fast, n);
  rows->count = n + count;
  for (uint32_t i = n; count > 0; count--) {
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
