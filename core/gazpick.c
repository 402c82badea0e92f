/* gazpick.c -- picks the tokens that may begin an entry, a block of tokens in passes: each pass
** drops what it can and fetches ahead what the next one reads, so that few wait for memory. */
#include "gazpick.h"

#if defined(__GNUC__)
#define PREFETCH(p) __builtin_prefetch(p)
#else
#define PREFETCH(p) ((void)(p))
#endif

typedef gloss__gaz_opening opening;

static uint64_t first_key(const gloss_gazetteer *g, const gloss__gaz_tokens *k, uint32_t t) {
  unsigned char byte = g->by_byte ? (unsigned char)k->text[k->starts[t]] : 0;
  return gloss__gaz_first(k->hashes[t], byte, g->seed);
}

/* Keeps the tokens that the filter of first tokens knows. */
static inline uint32_t pick_firsts(const gloss_gazetteer *g, const gloss__gaz_tokens *k,
                                   uint32_t begin, uint32_t end, int exact, opening *out) {
  const uint64_t *firsts = g->firsts, *hashes = k->hashes;
  const uint32_t *starts = k->starts;
  const char *text = k->text;
  uint64_t seed = g->seed;
  uint32_t n_words = g->n_firsts, n = 0;
  for (uint32_t t = begin; t < end; t++) {
    unsigned shift;
    unsigned char byte = exact ? (unsigned char)text[starts[t]] : 0;
    uint64_t key = gloss__gaz_first(hashes[t], byte, seed);
    uint32_t word = gloss__gaz_first_word(key, n_words, &shift);
    out[n].key = key;
    out[n].first = t;
    out[n].code = firsts[word] >> shift & 3;
    n += out[n].code != 0;
  }
  return n;
}

/* Keeps those that are forms themselves, or that begin one with the next token by its filter. */
static uint32_t pick_pairs(const gloss_gazetteer *g, const gloss__gaz_tokens *k, opening *at,
                           uint32_t n) {
  const uint64_t *pairs = g->pairs, *hashes = k->hashes;
  uint32_t last = k->count - 1, n_words = g->n_pairs, kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint64_t bits, key = gloss__gaz_next(at[i].key, hashes[at[i].first + (at[i].first < last)]);
    uint32_t word = gloss__gaz_pair_word(key, n_words, &bits), first = at[i].first;
    uint32_t pair =
        at[i].code & ((pairs[word] & bits) == bits && first < last ? 3 : GLOSS__GAZ_SINGLE);
    at[kept].key = key;
    at[kept].first = first;
    at[kept].code = pair;
    kept += pair != 0;
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
    o.single = o.code & GLOSS__GAZ_SINGLE ? slot_value(g, first_key(g, k, o.first)) : 0;
    o.pair = o.code & GLOSS__GAZ_PAIR ? slot_value(g, o.key) : 0;
    fetch_posting(g, o.single);
    fetch_posting(g, o.pair);
    if (o.pair & GLOSS__GAZ_MORE && o.first + 2 < k->count)
      fetch_slot(g, gloss__gaz_next(o.key, k->hashes[o.first + 2]));
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

uint32_t gloss__gaz_pick(const gloss_gazetteer *g, const gloss__gaz_tokens *k, uint32_t begin,
                         uint32_t end, gloss__gaz_opening *out) {
  uint32_t n =
      g->by_byte ? pick_firsts(g, k, begin, end, 1, out) : pick_firsts(g, k, begin, end, 0, out);
  n = pick_pairs(g, k, out, n);
  for (uint32_t i = 0; i < n; i++) {
    if (out[i].code & GLOSS__GAZ_SINGLE) fetch_slot(g, first_key(g, k, out[i].first));
    if (out[i].code & GLOSS__GAZ_PAIR) fetch_slot(g, out[i].key);
  }
  n = pick_slots(g, k, out, n);
  for (uint32_t i = 0; i < n; i++) {
    fetch_form(g, out[i].single);
    fetch_form(g, out[i].pair);
  }
  return n;
}
