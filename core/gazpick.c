/* gazpick.c -- picks the tokens that may begin an entry, a block of tokens in passes: each pass
** drops what it can and fetches ahead what the next one reads, so that few wait for memory. */
#include "gazpick.h"

#include "gazknown.h"
#include "kernel.h"

enum { BLOCK = GLOSS__GAZ_BLOCK };

typedef gloss__gaz_block block;

/* ---- Filters --------------------------------------------------------------------------------- */

/* Gives where the tokens [begin, end) end that have eight bytes to read from their start on. */
static uint32_t end_of_whole(const gloss__gaz_tokens *k, uint32_t begin, uint32_t end) {
  while (end > begin && k->size - k->starts[end - 1] < 8) end--;
  return end;
}

/* Leaves of the places picked those that begin an entry by the filters of one token and of two. */
static void pick_forms(const gloss__gaz_filters *filters, const gloss__gaz_tokens *k,
                       const uint64_t *heads, block *b) {
  b->n = gloss__kernel_best()->gaz_openings(filters, heads, b->picked, b->n);
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
  pick_forms(&filters, k, b->heads, b);
}

/* Gives the head of token t as it is; 0 behind the last. */
static uint64_t head_at(const gloss__gaz_tokens *k, uint32_t t) {
  return t < k->count ? gloss__gaz_head(k->text + k->starts[t], k->ends[t] - k->starts[t], 0) : 0;
}

/* Picks from the openings of a block for several gazetteers those that are one for this. */
static void pick_own(const gloss_gazetteer *g, const gloss__gaz_tokens *k,
                     const gloss__gaz_shared *shared, block *b) {
  const gloss__gaz_filters f = gloss__gaz_filters_of(g);
  const uint64_t *heads = shared->heads[g->by_text];
  b->begin = shared->block.begin;
  b->n = 0;
  for (uint32_t i = 0; i < shared->block.n; i++) {
    uint32_t place = shared->block.picked[i] / 4;
    uint32_t bit = (uint32_t)(gloss__gaz_mix_head(heads[place]) >> f.shift);
    b->picked[b->n] = place;
    b->n += (uint32_t)(f.firsts[bit / 64] >> bit % 64 & 1) | ((heads[place] & f.doubt) != 0);
  }
  pick_forms(&f, k, heads, b);
}

/* ---- Looking into the table ------------------------------------------------------------------ */

static void fetch_slot(const gloss_gazetteer *g, uint64_t key) {
  gloss__prefetch(g->slots + gloss__gaz_place(key, g->n_places));
}

/* Parts the places that the filters leave into those of one token and of two. */
static void part(const block *b, gloss__gaz_picks *out) {
  uint32_t singles = 0, pairs = 0;
  for (uint32_t i = 0; i < b->n; i++) {
    uint32_t picked = b->picked[i], t = b->begin + picked / 4;
    out->singles[singles].first = t;
    out->pairs[pairs].first = t;
    singles += (picked & GLOSS__GAZ_SINGLE) != 0;
    pairs += (picked & GLOSS__GAZ_PAIR) != 0;
  }
  out->n_singles = singles;
  out->n_pairs = pairs;
}

/* Recalls what is known of single tokens and makes the table's keys of the others. ENOMEM. */
static gloss_status recall_singles(gloss__gaz_run *r, gloss__gaz_picks *p) {
  const gloss_gazetteer *g = r->g;
  p->n_unknown = 0;
  for (uint32_t i = 0; i < p->n_singles; i++) {
    gloss__gaz_pick *it = &p->singles[i];
    uint32_t entry;
    uint64_t hash;
    if (gloss__gaz_recall(r, it->first, &entry)) {
      it->key = entry;
      it->value = entry == GLOSS_NONE ? 0 : GLOSS__GAZ_SURE;
      continue;
    }
    if (gloss__gaz_hash(r, it->first, &hash)) return GLOSS_ENOMEM;
    it->key = gloss__gaz_first(hash, g->seed);
    fetch_slot(g, it->key);
    p->unknown[p->n_unknown++] = (uint16_t)i;
  }
  return GLOSS_OK;
}

/* Makes the table's keys of pairs, of the hashes of their tokens. ENOMEM. */
static gloss_status make_keys(gloss__gaz_run *r, gloss__gaz_picks *p) {
  const gloss_gazetteer *g = r->g;
  uint64_t hash;
  for (uint32_t i = 0; i < p->n_pairs; i++) {
    if (gloss__gaz_hash(r, p->pairs[i].first, &hash)) return GLOSS_ENOMEM;
    uint64_t key = gloss__gaz_first(hash, g->seed);
    if (gloss__gaz_hash(r, p->pairs[i].first + 1, &hash)) return GLOSS_ENOMEM;
    p->pairs[i].key = gloss__gaz_next(key, hash);
    fetch_slot(g, p->pairs[i].key);
  }
  return GLOSS_OK;
}

static uint32_t slot_value(const gloss_gazetteer *g, uint64_t key) {
  uint32_t slot = gloss__gaz_find(g, key);
  return slot == GLOSS_NONE ? 0 : g->slots[slot].value;
}

static void fetch_posting(const gloss_gazetteer *g, uint32_t value) {
  uint32_t first = gloss__gaz_first_posting(value);
  if (first < g->n_postings) gloss__prefetch(g->postings + first);
}

/* Fetches ahead the slot of a pair and the token behind it, unless that takes long to hash. Gives
** the pair's value: 0 when no form ends there or goes on by that token. */
static uint32_t fetch_third(gloss__gaz_run *r, uint32_t t, uint64_t pair, uint32_t value) {
  uint64_t hash;
  if (!(value & GLOSS__GAZ_MORE)) return value;
  if (t >= r->tokens.count) return value & GLOSS__GAZ_ENDS ? value : 0;
  if (!gloss__gaz_quick_hash(r, t, &hash)) return value;
  if (!gloss__gaz_goes_on(value, hash)) return 0;
  fetch_slot(r->g, gloss__gaz_next(pair, hash));
  return value;
}

/* Finds the slots; leaves the pairs that have one. */
static void find_slots(gloss__gaz_run *r, gloss__gaz_picks *p) {
  const gloss_gazetteer *g = r->g;
  uint32_t n = 0;
  for (uint32_t i = 0; i < p->n_unknown; i++) {
    gloss__gaz_pick *it = &p->singles[p->unknown[i]];
    it->value = slot_value(g, it->key);
    if (!it->value) gloss__gaz_learn(r, it->first, GLOSS_NONE);
    fetch_posting(g, it->value);
  }
  for (uint32_t i = 0; i < p->n_pairs; i++) {
    gloss__gaz_pick it = p->pairs[i];
    it.value = fetch_third(r, it.first + 2, it.key, slot_value(g, it.key));
    fetch_posting(g, it.value);
    p->pairs[n] = it;
    n += it.value != 0;
  }
  p->n_pairs = n;
}

static void fetch_form(const gloss_gazetteer *g, uint32_t value) {
  uint32_t first = gloss__gaz_first_posting(value);
  if (first >= g->n_postings) return;
  uint32_t form = g->postings[first].form & ~GLOSS__GAZ_BYTES;
  if (form < g->n_forms) gloss__prefetch(g->forms + form);
}

/* Looks the places that the filters leave up in the table. ENOMEM. */
static gloss_status look_up(gloss__gaz_run *r, const block *b, gloss__gaz_picks *out) {
  part(b, out);
  gloss_status status = recall_singles(r, out);
  if (status == GLOSS_OK) status = make_keys(r, out);
  if (status != GLOSS_OK) return status;
  find_slots(r, out);
  for (uint32_t i = 0; i < out->n_unknown; i++)
    fetch_form(r->g, out->singles[out->unknown[i]].value);
  for (uint32_t i = 0; i < out->n_pairs; i++) fetch_form(r->g, out->pairs[i].value);
  out->singles[out->n_singles].first = out->pairs[out->n_pairs].first = GLOSS_NONE;
  return GLOSS_OK;
}

gloss_status gloss__gaz_look_up(gloss__gaz_run *r, uint32_t begin, gloss__gaz_picks *out) {
  block b; /* large: filled by the passes */
  pick_openings(r->g, &r->tokens, begin, &b);
  return look_up(r, &b, out);
}

void gloss__gaz_pick_shared(const gloss_gazetteer *filters, int mixed, const gloss__gaz_tokens *k,
                            uint32_t begin, gloss__gaz_shared *out) {
  pick_openings(filters, k, begin, &out->block);
  out->heads[0] = out->block.heads;
  out->heads[1] = mixed ? out->as_is : out->block.heads;
  for (uint32_t i = 0; i < out->block.n && mixed; i++) {
    uint32_t place = out->block.picked[i] / 4;
    out->as_is[place] = head_at(k, begin + place);
    out->as_is[place + 1] = head_at(k, begin + place + 1);
  }
}

gloss_status gloss__gaz_look_up_shared(gloss__gaz_run *r, const gloss__gaz_shared *shared,
                                       gloss__gaz_picks *out) {
  block b;
  pick_own(r->g, &r->tokens, shared, &b);
  return look_up(r, &b, out);
}
