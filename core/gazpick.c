/* gazpick.c -- picks the tokens that may begin an entry, a block of tokens in passes: each pass
** drops what it can and fetches ahead what the next one reads, so that few wait for memory. */
#include "gazpick.h"

#include "gazhash.h"
#include "kernel.h"

#if defined(__GNUC__)
#define PREFETCH(p) __builtin_prefetch(p)
#else
#define PREFETCH(p) ((void)(p))
#endif

enum { BLOCK = GLOSS__GAZ_BLOCK };

typedef gloss__gaz_opening opening;

typedef gloss__gaz_block block;

/* Gives where the tokens [begin, end) end that have eight bytes to read from their start on. */
static uint32_t end_of_whole(const gloss__gaz_tokens *k, uint32_t begin, uint32_t end) {
  while (end > begin && k->size - k->starts[end - 1] < 8) end--;
  return end;
}

/* Leaves of the places picked those that begin an entry by the filters of one token and of two. */
static void pick_forms(const gloss__gaz_filters *filters, const gloss__gaz_tokens *k, block *b) {
  b->n = gloss__kernel_best()->gaz_openings(filters, b->heads, b->picked, b->n);
  if (!b->n || b->begin + b->picked[b->n - 1] / 4 < k->count - 1) return;
  b->picked[b->n - 1] &= ~(uint32_t)GLOSS__GAZ_PAIR; /* the last token has none behind it */
}

/* Picks from the block of tokens from `begin` on those that may begin an entry by the filters. */
static void pick_openings(const gloss_gazetteer *g, const gloss__gaz_tokens *k, uint32_t begin,
                          block *b) {
  const gloss__kernel *kernel = gloss__kernel_best();
  gloss__gaz_filters filters = gloss__gaz_filters_of(g);
  uint32_t end = k->count - begin < BLOCK ? k->count : begin + BLOCK;
  b->begin = begin;
  uint32_t whole = end_of_whole(k, b->begin, end), n = end - b->begin;
  b->heads[n] = 0;
  b->n = kernel->gaz_firsts(&filters, k, b->begin, whole, b->heads, b->picked);
  for (uint32_t t = whole; t < end; t++) b->picked[b->n++] = t - b->begin;
  for (uint32_t t = whole; t < k->count && t <= end; t++)
    b->heads[t - b->begin] =
        gloss__gaz_head(k->text + k->starts[t], k->ends[t] - k->starts[t], filters.fold);
  pick_forms(&filters, k, b);
}

/* Gives the head of token t; 0 behind the last. */
static uint64_t head_at(const gloss__gaz_tokens *k, uint32_t t, uint64_t fold) {
  return t < k->count ? gloss__gaz_head(k->text + k->starts[t], k->ends[t] - k->starts[t], fold)
                      : 0;
}

/* Picks from the openings of a block for several gazetteers those that are one for this. */
static void pick_own(const gloss_gazetteer *g, const gloss__gaz_tokens *k, const block *shared,
                     block *b) {
  gloss__gaz_filters f = gloss__gaz_filters_of(g);
  b->begin = shared->begin;
  b->n = 0;
  for (uint32_t i = 0; i < shared->n; i++) {
    uint32_t place = shared->picked[i] / 4, t = b->begin + place;
    uint64_t head = head_at(k, t, f.fold);
    uint32_t bit = (uint32_t)(gloss__gaz_mix_head(head) >> f.shift);
    if (!(f.firsts[bit / 64] >> bit % 64 & 1) && !(head & f.doubt)) continue;
    b->heads[place] = head;
    b->heads[place + 1] = head_at(k, t + 1, f.fold);
    b->picked[b->n++] = place;
  }
  pick_forms(&f, k, b);
}

static void fetch_slot(const gloss_gazetteer *g, uint64_t key) {
  PREFETCH(g->slots + gloss__gaz_place(key, g->n_places));
}

/* Makes the table's keys, of the hashes of their tokens. ENOMEM. */
static gloss_status make_keys(gloss__gaz_run *r, block *b) {
  const gloss_gazetteer *g = r->g;
  for (uint32_t i = 0; i < b->n; i++) {
    uint32_t t = b->begin + b->picked[i] / 4;
    uint64_t hash;
    if (gloss__gaz_hash(r, t, &hash)) return GLOSS_ENOMEM;
    uint64_t key = gloss__gaz_first(hash, g->seed);
    b->singles[i] = key;
    fetch_slot(g, key);
    if (!(b->picked[i] & GLOSS__GAZ_PAIR)) continue;
    if (gloss__gaz_hash(r, t + 1, &hash)) return GLOSS_ENOMEM;
    b->pairs[i] = gloss__gaz_next(key, hash);
    fetch_slot(g, b->pairs[i]);
  }
  return GLOSS_OK;
}

static uint32_t slot_value(const gloss_gazetteer *g, uint64_t key) {
  uint32_t slot = gloss__gaz_find(g, key);
  return slot == GLOSS_NONE ? 0 : g->slots[slot].value;
}

static void fetch_posting(const gloss_gazetteer *g, uint32_t value) {
  uint32_t first = gloss__gaz_first_posting(value);
  if (first < g->n_postings) PREFETCH(g->postings + first);
}

/* Fetches ahead the slot of a pair and the token behind it, unless that takes long to hash. Gives the
** pair's value: 0 when no form ends there or goes on by that token. */
static uint32_t fetch_third(gloss__gaz_run *r, uint32_t t, uint64_t pair, uint32_t value) {
  uint64_t hash;
  if (!(value & GLOSS__GAZ_MORE)) return value;
  if (t >= r->tokens.count) return value & GLOSS__GAZ_ENDS ? value : 0;
  if (!gloss__gaz_quick_hash(r, t, &hash)) return value;
  if (!gloss__gaz_goes_on(value, hash)) return 0;
  fetch_slot(r->g, gloss__gaz_next(pair, hash));
  return value;
}

/* Makes openings of those that have a slot; returns how many. */
static uint32_t pick_slots(gloss__gaz_run *r, const block *b, opening *out) {
  const gloss_gazetteer *g = r->g;
  uint32_t n = 0;
  for (uint32_t i = 0; i < b->n; i++) {
    uint32_t picked = b->picked[i];
    uint32_t single = picked & GLOSS__GAZ_SINGLE ? slot_value(g, b->singles[i]) : 0;
    uint32_t pair = picked & GLOSS__GAZ_PAIR ? slot_value(g, b->pairs[i]) : 0;
    pair = fetch_third(r, b->begin + picked / 4 + 2, b->pairs[i], pair);
    fetch_posting(g, single);
    fetch_posting(g, pair);
    out[n].first = b->begin + picked / 4;
    out[n].single = single;
    out[n].pair = pair;
    out[n].pair_key = b->pairs[i];
    n += (single | pair) != 0;
  }
  return n;
}

static void fetch_form(const gloss_gazetteer *g, uint32_t value) {
  uint32_t first = gloss__gaz_first_posting(value);
  if (first >= g->n_postings) return;
  uint32_t form = g->postings[first].form & ~GLOSS__GAZ_BYTES;
  if (form < g->n_forms) PREFETCH(g->forms + form);
}

/* Makes openings of the places that the filters leave. ENOMEM. */
static gloss_status open_picked(gloss__gaz_run *r, block *b, opening *out, uint32_t *n) {
  const gloss_gazetteer *g = r->g;
  if (make_keys(r, b)) return GLOSS_ENOMEM;
  *n = pick_slots(r, b, out);
  for (uint32_t i = 0; i < *n; i++) {
    fetch_form(g, out[i].single);
    fetch_form(g, out[i].pair);
  }
  return GLOSS_OK;
}

gloss_status gloss__gaz_pick(gloss__gaz_run *r, uint32_t begin, opening *out, uint32_t *n) {
  block b; /* large: filled by the passes */
  pick_openings(r->g, &r->tokens, begin, &b);
  return open_picked(r, &b, out, n);
}

void gloss__gaz_pick_shared(const gloss_gazetteer *filters, const gloss__gaz_tokens *k,
                            uint32_t begin, block *out) {
  pick_openings(filters, k, begin, out);
}

gloss_status gloss__gaz_pick_own(gloss__gaz_run *r, const block *shared, opening *out,
                                 uint32_t *n) {
  block b;
  pick_own(r->g, &r->tokens, shared, &b);
  return open_picked(r, &b, out, n);
}
