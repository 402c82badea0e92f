/* tokencuts.c -- words that are two tokens with no mark between them: "cannot", "gonna". Vectors
** find where such a word may end; those places cost a hash of the token's first eight bytes and a
** look at a table, unless it may be such a word. */
#include <string.h>

#include "hash.h"
#include "tokenizer.h"

enum { MANY = 255 }; /* the key of several words, or of one past the 253 first */

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c; }

/* Gives the key of a text with 8 readable bytes at p: a hash of all of it up to 8 bytes, of some of
** the first ones and the size above. Capital letters are as small ones. */
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
    gloss__endings_add(&cuts->endings, (gloss_str){text, size});
    if (size > cuts->longest) cuts->longest = (uint32_t)size;
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
  unsigned word = r->size - start < 8 ? MANY : cuts->keys[key(text, end - start)];
  if (word == 0) return 0;
  if (word == MANY) return cut_among(cuts, text, end - start, 0, cuts->language->n_cuts);
  return cut_among(cuts, text, end - start, word - 1, word);
}

/* Gives the start of the token that holds i, or a place behind it, over `longest` bytes before i.
*/
static inline uint32_t near_start(const gloss__repair *r, uint32_t i) {
  uint32_t k = (i - r->base) % 64;
  const uint64_t *starts = r->starts + (i - r->base) / 64;
  uint64_t bits = starts[0] << (63 - k) | starts[-1] >> 1 >> k;
  return i - (uint32_t)__builtin_clzll(bits | 1);
}

/* Cuts the token whose last byte is at i, if it is such a word. */
static inline void cut_at(const gloss__word_cuts *cuts, gloss__repair *r, uint32_t i) {
  uint32_t a = near_start(r, i), size = i + 1 - a;
  int listed = r->size - a < 8 || cuts->keys[key(r->text + a, size)] != 0;
  if (!((size <= cuts->longest) & listed)) return;
  uint32_t at = gloss__token_edge(r, i + 1) ? cut_of(cuts, r, a, i + 1) : 0;
  if (at != 0) gloss__set_start(r, a + at);
}

void gloss__cut_words(const gloss__word_cuts *cuts, gloss__repair *r, gloss__find_endings find,
                      uint64_t *bits) {
  ptrdiff_t n = ((ptrdiff_t)(r->end - r->base) + 63) / 64;
  const uint64_t *letter = r->masks.letter;
  uint32_t places[GLOSS__POINTS + 64];
  if (cuts->longest == 0) return;
  for (ptrdiff_t w = 0; w < n; w++) bits[w] = letter[w] & ~gloss__before(letter, w); /* run ends */
  find(&cuts->endings, r->text + r->base, r->end - r->base, r->base >= 2, bits);
  for (ptrdiff_t w = 0; w < n;) {
    uint32_t count = 0;
    for (; w < n && count < GLOSS__POINTS; w++)
      count += gloss__gather(places + count, bits[w], r->base + (uint32_t)(64 * w));
    for (uint32_t k = 0; k < count; k++) cut_at(cuts, r, places[k]);
  }
}
