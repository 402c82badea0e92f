/* tokencuts.c -- words that are two tokens with no mark between them: "cannot", "5pm". They are
** told by first byte, last byte and length, so that nearly all tokens cost one look at a table. */
#include <string.h>

#include "tokenizer.h"

static unsigned key(const char *text, uint32_t size) {
  unsigned first = (unsigned char)text[0] | 32u, last = (unsigned char)text[size - 1] | 32u;
  return (first * 29 + last * 5 + size) & 255;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }

void gloss__word_cuts_init(gloss__word_cuts *cuts, const gloss__language *language,
                           const gloss__lexicon *lexicon) {
  memset(cuts, 0, sizeof *cuts);
  cuts->language = language;
  cuts->lexicon = lexicon;
  for (unsigned i = 0; i < language->n_cuts && i < GLOSS__WORD_CUTS_MAX; i++) {
    const char *text = language->cuts[i].text;
    uint8_t *head = &cuts->head[key(text, (uint32_t)strlen(text))];
    cuts->next[i + 1] = *head;
    *head = (uint8_t)(i + 1);
  }
}

/* Returns where the language cuts a word, 0 for nowhere; `at` is the first candidate of its key. */
static uint32_t word_cut(const gloss__word_cuts *cuts, unsigned at, const char *text,
                         uint32_t size) {
  for (; at != 0; at = cuts->next[at]) {
    const gloss__word_cut *cut = &cuts->language->cuts[at - 1];
    uint32_t k = 0;
    while (k < size && (text[k] | 32) == cut->text[k]) k++;
    if (k == size && cut->text[k] == '\0') return cut->at;
  }
  return 0;
}

/* Returns where a unit is split off a number, 0 for nowhere. A letter after a year is no unit. */
static uint32_t unit_cut(const gloss__lexicon *lexicon, const char *text, uint32_t size) {
  uint32_t at = size, plain = 0;
  while (at > 0 && !is_digit(text[at - 1])) at--;
  gloss_str tail = {text + at, size - at};
  if (!(gloss__lexicon_find(lexicon, tail) & GLOSS__UNIT)) return 0;
  while (plain < at && is_digit(text[plain])) plain++;
  return at == size - 1 && plain == at && at == 4 ? 0 : at;
}

/* Returns where the token [start, end) is cut, 0 for nowhere. */
static inline uint32_t cut_of(const gloss__word_cuts *cuts, const char *text, uint32_t start,
                              uint32_t end) {
  uint32_t size = end - start;
  text += start;
  if (is_digit(text[0])) {
    return is_digit(text[size - 1]) ? 0 : unit_cut(cuts->lexicon, text, size);
  }
  unsigned at = cuts->head[key(text, size)];
  return at == 0 ? 0 : word_cut(cuts, at, text, size);
}

void gloss__cut_words(const gloss__word_cuts *cuts, gloss__token_rows *rows, const gloss__repair *r,
                      uint32_t from) {
  uint32_t n = rows->count, count = 0;
  for (uint32_t i = from; i < n; i++) {
    count += cut_of(cuts, r->text, rows->starts[i], rows->ends[i]) != 0;
  }
  rows->count = n + count;
  for (uint32_t i = n, to = n + count; to != i;) {
    uint32_t start = rows->starts[--i], end = rows->ends[i];
    uint32_t at = cut_of(cuts, r->text, start, end);
    rows->ends[--to] = end;
    rows->starts[to] = start + at;
    if (at == 0) continue;
    rows->ends[--to] = start + at;
    rows->starts[to] = start;
  }
}
