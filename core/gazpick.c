/* gazpick.c -- picks the tokens that may begin an entry, a block of tokens in passes: each pass
** drops what it can and fetches ahead what the next one reads, so that few wait for memory. */
#include "gazpick.h"

#include "kernel.h"

#if defined(__GNUC__)
#define PREFETCH(p) __builtin_prefetch(p)
#else
#define PREFETCH(p) ((void)(p))
#endif

typedef gloss__gaz_opening opening;

static inline int may_have(const uint64_t *filter, uint32_t n_words, uint64_t key) {
  uint64_t bits;
  uint32_t word = gloss__gaz_word(key, n_words, &bits);
  return (filter[word] & bits) == bits;
}

/* Gives the word of a filter of singles or pairs that a key has a say in. */
static inline const uint64_t *word_of(const uint64_t *filter, uint32_t n_words, uint64_t key) {
  uint64_t bits;
  return filter + gloss__gaz_word(key, n_words, &bits);
}

/* Makes openings of tokens, the last of all apart, and fetches ahead what the filters say of them. */
static inline void open_tokens(const gloss_gazetteer *g, const gloss__gaz_tokens *k,
                               const uint32_t *firsts, uint32_t n, int exact, opening *out) {
  uint64_t seed = g->seed;
  uint32_t last = k->count - 1;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t t = firsts[i];
    unsigned char byte = exact ? (unsigned char)k->text[k->starts[t]] : 0;
    uint64_t single = gloss__gaz_first(k->hashes[t], byte, seed);
    uint64_t pair = gloss__gaz_next(single, k->hashes[t + (t < last)]);
    PREFETCH(word_of(g->pairs, g->n_pairs, pair));
    PREFETCH(word_of(g->singles, g->n_singles, single));
    out[i].single_key = single;
    out[i].pair_key = pair;
    out[i].first = t;
  }
}

/* Keeps those that are forms by the filters, or begin one with the next token. */
static uint32_t pick_filtered(const gloss_gazetteer *g, uint32_t last, opening *at, uint32_t n) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    opening o = at[i];
    o.single = (uint32_t)may_have(g->singles, g->n_singles, o.single_key);
    o.pair = (uint32_t)may_have(g->pairs, g->n_pairs, o.pair_key) & (o.first < last);
    at[kept] = o;
    kept += o.single | o.pair;
  }
  return kept;
}

static void fetch_slot(const gloss_gazetteer *g, uint64_t key) {
  PREFETCH(g->slots + gloss__gaz_place(key, g->n_places));
}

static uint32_t slot_value(const gloss_gazetteer *g, uint64_t key) {
  uint32_t slot = gloss__gaz_find(g, key);
  return slot == GLOSS_NONE ? 0 : g->slots[slot].value;
}

static void fetch_posting(const gloss_gazetteer *g, uint32_t value) {
  uint32_t number = value & GLOSS__GAZ_FIRST;
  if (number - 1 < g->n_postings) PREFETCH(g->postings + number - 1);
}

/* Keeps those that have a slot. */
static uint32_t pick_slots(const gloss_gazetteer *g, const gloss__gaz_tokens *k, opening *at,
                           uint32_t n) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    opening o = at[i];
    if (o.single) o.single = slot_value(g, o.single_key);
    if (o.pair) o.pair = slot_value(g, o.pair_key);
    fetch_posting(g, o.single);
    fetch_posting(g, o.pair);
    if (o.pair & GLOSS__GAZ_MORE && o.first + 2 < k->count)
      fetch_slot(g, gloss__gaz_next(o.pair_key, k->hashes[o.first + 2]));
    at[kept] = o;
    kept += (o.single | o.pair) != 0;
  }
  return kept;
}

static void fetch_form(const gloss_gazetteer *g, uint32_t value) {
  uint32_t number = value & GLOSS__GAZ_FIRST;
  if (number - 1 >= g->n_postings) return;
  uint32_t form = g->postings[number - 1].form & ~GLOSS__GAZ_BYTES;
  if (form < g->n_forms) PREFETCH(g->forms + form);
}

/* Opens tokens and keeps those that the filters of singles and pairs do not rule out. */
static uint32_t open_filtered(const gloss_gazetteer *g, const gloss__gaz_tokens *k,
                              const uint32_t *firsts, uint32_t n, opening *out) {
  if (g->by_byte)
    open_tokens(g, k, firsts, n, 1, out);
  else
    open_tokens(g, k, firsts, n, 0, out);
  return pick_filtered(g, k->count - 1, out, n);
}

/* Picks from tokens that may begin a form. */
static uint32_t pick_from(const gloss_gazetteer *g, const gloss__gaz_tokens *k,
                          const uint32_t *firsts, uint32_t n, opening *out) {
  n = open_filtered(g, k, firsts, n, out);
  for (uint32_t i = 0; i < n; i++) {
    if (out[i].single) fetch_slot(g, out[i].single_key);
    if (out[i].pair) fetch_slot(g, out[i].pair_key);
  }
  n = pick_slots(g, k, out, n);
  for (uint32_t i = 0; i < n; i++) {
    fetch_form(g, out[i].single);
    fetch_form(g, out[i].pair);
  }
  return n;
}

/* Gives the tokens of the block from `begin` on that the filter of first tokens knows. */
static uint32_t first_tokens(const gloss_gazetteer *g, const gloss__gaz_tokens *k, uint32_t begin,
                             uint32_t *out) {
  uint32_t end = k->count - begin < GLOSS__GAZ_BLOCK ? k->count : begin + GLOSS__GAZ_BLOCK;
  gloss__gaz_filter filter = {g->firsts, g->n_firsts, gloss__gaz_filters_bytes(g)};
  return gloss__kernel_best()->gaz_firsts(filter, k, begin, end, out);
}

uint32_t gloss__gaz_pick(const gloss_gazetteer *g, const gloss__gaz_tokens *k, uint32_t begin,
                         opening *out) {
  uint32_t firsts[GLOSS__GAZ_BLOCK], n = first_tokens(g, k, begin, firsts);
  return pick_from(g, k, firsts, n, out);
}

uint32_t gloss__gaz_pick_shared(const gloss_gazetteer *filters, const gloss__gaz_tokens *k,
                                uint32_t begin, uint32_t *out) {
  opening opened[GLOSS__GAZ_BLOCK];
  uint32_t n = first_tokens(filters, k, begin, out);
  n = open_filtered(filters, k, out, n, opened);
  for (uint32_t i = 0; i < n; i++) out[i] = opened[i].first;
  return n;
}

/* Whether the filter of first tokens knows a token: 1 or 0. */
static uint32_t may_begin(const gloss_gazetteer *g, const gloss__gaz_tokens *k, uint32_t t) {
  int bytes = gloss__gaz_filters_bytes(g);
  unsigned char byte = bytes ? (unsigned char)k->text[k->starts[t]] : 0;
  uint32_t bit = gloss__gaz_first_bit(k->hashes[t], byte);
  return (uint32_t)(g->firsts[bit / 64 & (g->n_firsts - 1)] >> bit % 64) & 1;
}

uint32_t gloss__gaz_pick_own(const gloss_gazetteer *g, const gloss__gaz_tokens *k,
                             const uint32_t *tokens, uint32_t n, opening *out) {
  uint32_t firsts[GLOSS__GAZ_BLOCK], kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    firsts[kept] = tokens[i];
    kept += may_begin(g, k, tokens[i]);
  }
  return pick_from(g, k, firsts, kept, out);
}
