/* gaztable.c -- makes a gazetteer's table of keys and the filters in front of it.
**
** The keys are sorted first: places grow with them, so a key goes to its place or just behind the
** key before it, and the table is written from front to back. A seed under which some key would lie
** too far from its place is given up for the next one. */
#include "gaztable.h"

#include <string.h>

#include "hash.h"

#define SEEDS 64u

enum { DIGIT = 11, DIGITS = 6 }; /* bits of a digit of the sort; 66 are enough for 64 */

/* A walk over the beginnings of all forms, from the shortest of the first on. */
typedef struct walk {
  const gloss_entries *e;
  uint64_t seed, key;
  const uint32_t *token;  /* the next one */
  uint32_t form, at, end; /* at: tokens of the form that the key is of; end: all its tokens */
} walk;

static walk walk_forms(const gloss_entries *e, uint64_t seed) {
  return (walk){.e = e, .seed = seed, .token = e->sequence, .form = UINT32_MAX};
}

/* Goes on by a token; 0 behind the last form. */
static int next_key(walk *w) {
  const gloss_entries *e = w->e;
  if (w->at < w->end) {
    w->key = gloss__gaz_next(w->key, e->tokens.hashes[*w->token++]);
    w->at++;
    return 1;
  }
  if (++w->form == e->forms.count) return 0;
  w->key = gloss__gaz_first(e->tokens.hashes[*w->token++], w->seed);
  w->end = e->lengths[w->form];
  w->at = 1;
  return 1;
}

/* Whether the walk is at a key that has a slot. */
static int has_slot(const walk *w) { return w->at > 1 || w->at == w->end; }

/* ---- Keys ------------------------------------------------------------------------------------ */

/* Sorts by digits from the low one on; `spare` has the room of `keys`. */
static void sort(uint64_t *keys, uint64_t *spare, size_t n) {
  for (unsigned shift = 0; shift < DIGIT * DIGITS; shift += DIGIT) {
    size_t starts[(1 << DIGIT) + 1] = {0};
    for (size_t i = 0; i < n; i++) starts[(keys[i] >> shift & ((1 << DIGIT) - 1)) + 1]++;
    for (size_t d = 1; d < 1 << DIGIT; d++) starts[d] += starts[d - 1];
    for (size_t i = 0; i < n; i++) spare[starts[keys[i] >> shift & ((1 << DIGIT) - 1)]++] = keys[i];
    uint64_t *sorted = spare;
    spare = keys;
    keys = sorted;
  }
}

/* Gathers the keys under the seed: sorted, each once. */
static void gather_keys(gloss__gaz_table *t, const gloss_entries *e) {
  size_t n = 0;
  t->count = t->singles = t->pairs = 0;
  for (walk w = walk_forms(e, t->seed); next_key(&w);) {
    if (has_slot(&w)) t->keys[n++] = w.key;
    t->singles += w.end == 1;
    t->pairs += w.at == 2;
  }
  if (n) sort(t->keys, t->keys + t->room, n);
  for (size_t i = 0; i < n; i++)
    if (!t->count || t->keys[t->count - 1] != t->keys[i]) t->keys[t->count++] = t->keys[i];
}

/* Gives the slots to look at from a key's place on, and a number past the bound when they are too
** many. */
static uint32_t count_probes(const gloss__gaz_table *t) {
  uint32_t probes = GLOSS__GAZ_WINDOW;
  uint64_t next = 0;
  for (uint32_t i = 0; i < t->count && probes <= GLOSS__GAZ_PROBES; i++, next++) {
    uint32_t place = gloss__gaz_place(t->keys[i], t->places);
    if (next < place) next = place;
    if (next - place >= probes) probes = (uint32_t)(next - place) + 1;
  }
  return probes;
}

/* Gives the places for so many keys: at most six tenths full, and seven where the table stays in the
** processor's cache, for there looking at more slots costs little. */
static uint32_t count_places(uint32_t count) {
  return count + (count < 1 << 16 ? count / 5 * 2 : count / 3 * 2) + 8;
}

gloss_status gloss__gaz_table_new(gloss__gaz_table *t, const gloss_entries *e, gloss_error *err) {
  *t = (gloss__gaz_table){.room = e->n_sequence, .forms = e->forms.count};
  size_t size;
  if (e->n_cuts > GLOSS__GAZ_FIRST || t->room > UINT32_MAX / 4)
    return gloss__fail(err, GLOSS_ERANGE, 0, "too many entries: %zu forms", e->n_cuts);
  if (gloss__mul(t->room, 2, &size)) return GLOSS_ENOMEM;
  if (size) t->keys = gloss__calloc(&e->alloc, size, sizeof *t->keys);
  if (t->forms) t->ends = gloss__calloc(&e->alloc, t->forms, sizeof *t->ends);
  if ((size && !t->keys) || (t->forms && !t->ends)) return GLOSS_ENOMEM;
  uint64_t content =
      gloss_hash((gloss_str){e->forms.bytes, gloss__strings_start(&e->forms, e->forms.count)});
  for (uint32_t i = 0; i < SEEDS; i++) {
    t->seed =
        gloss__hash_fold(content + i, GLOSS__HASH_K1) ^ gloss_tokenizer_fingerprint(e->tokenizer);
    gather_keys(t, e);
    t->places = count_places(t->count);
    t->probes = count_probes(t);
    if (t->probes <= GLOSS__GAZ_PROBES) return GLOSS_OK;
  }
  return gloss__fail(err, GLOSS_EARG, 0, "no seed keeps the tokens' hashes apart");
}

void gloss__gaz_table_free(gloss__gaz_table *t, const gloss_entries *e) {
  gloss__free(&e->alloc, t->keys, t->room * 2 * sizeof *t->keys);
  gloss__free(&e->alloc, t->ends, t->forms * sizeof *t->ends);
}

/* ---- Sections -------------------------------------------------------------------------------- */

size_t gloss__gaz_filter_words(size_t n, size_t bits) {
  size_t words = 8;
  while (words * 64 < n * bits && words < GLOSS__GAZ_FILTER_MAX) words *= 2;
  return words;
}

void gloss__gaz_table_sizes(const gloss__gaz_table *t, const gloss_entries *e,
                            size_t sizes[GLOSS__GAZ_SECTIONS]) {
  sizes[GLOSS__GAZ_FIRSTS] = gloss__gaz_filter_words(e->tokens.count, 8) * sizeof(uint64_t);
  sizes[GLOSS__GAZ_SINGLES] = gloss__gaz_filter_words(t->singles, 8) * sizeof(uint64_t);
  sizes[GLOSS__GAZ_PAIRS] = gloss__gaz_filter_words(t->pairs, 8) * sizeof(uint64_t);
  sizes[GLOSS__GAZ_SLOTS] = ((size_t)t->places + t->probes) * sizeof(gloss__gaz_slot);
}

/* Puts the keys into the slots, where no form ends yet and none goes on by any token. */
static void fill_slots(gloss_gazetteer *g, const gloss__gaz_table *t) {
  uint32_t next = 0;
  for (uint32_t i = 0; i < t->count; i++, next++) {
    uint32_t place = gloss__gaz_place(t->keys[i], t->places);
    if (next < place) next = place;
    g->slots[next] = (gloss__gaz_slot){(uint32_t)t->keys[i], GLOSS__GAZ_MORE};
  }
}

/* Gives the head of the token at p and goes to behind the mark behind it. */
static uint64_t next_head(const char **p, const char *limit, uint64_t fold) {
  const char *start = *p, *stop = start;
  while (stop < limit && (unsigned char)*stop < GLOSS__GAZ_END) stop++;
  *p = stop < limit ? stop + 1 : limit;
  return gloss__gaz_head(start, (uint32_t)(stop - start), fold);
}

void gloss__gaz_filter_form(gloss_gazetteer *g, const gloss__gaz_filters *f, const char *form,
                            const char *limit) {
  uint64_t head = next_head(&form, limit, f->fold), key = gloss__gaz_single_key(head);
  uint32_t bit = (uint32_t)(gloss__gaz_mix_head(head) >> f->shift);
  g->firsts[bit / 64] |= (uint64_t)1 << bit % 64;
  if ((unsigned char)form[-1] != GLOSS__GAZ_NEXT)
    gloss__gaz_filter_add(g->singles, g->n_singles, key);
  else
    gloss__gaz_filter_add(g->pairs, g->n_pairs,
                          gloss__gaz_pair_key(key, next_head(&form, limit, f->fold)));
}

/* Sets the bits of the filters for the heads of all forms. */
static void fill_filters(gloss_gazetteer *g, const gloss_entries *e) {
  gloss__gaz_filters f = gloss__gaz_filters_of(g);
  for (uint32_t i = 0; i < e->forms.count; i++) {
    gloss_str form = gloss__strings_get(&e->forms, i);
    gloss__gaz_filter_form(g, &f, form.data, form.data + form.size);
  }
}

/* Finds the slot where each form ends, marks it, and those from where forms go on. */
static void mark_forms(gloss_gazetteer *g, gloss__gaz_table *t, const gloss_entries *e) {
  for (walk w = walk_forms(e, t->seed); next_key(&w);) {
    if (!has_slot(&w)) continue;
    uint32_t slot = gloss__gaz_find(g, w.key), *value = &g->slots[slot].value;
    int ends = (*value & GLOSS__GAZ_ENDS) != 0;
    if (w.at < w.end) {
      *value |= ends ? GLOSS__GAZ_MORE : gloss__gaz_next_bit(e->tokens.hashes[*w.token]);
      continue;
    }
    if (!ends) *value = GLOSS__GAZ_ENDS | (*value & GLOSS__GAZ_FIRST ? GLOSS__GAZ_MORE : 0);
    t->ends[w.form] = slot;
  }
}

static gloss__gaz_slot *slot_of(gloss_gazetteer *g, const gloss__gaz_table *t, gloss__gaz_cut cut) {
  return &g->slots[t->ends[cut.form & ~GLOSS__GAZ_BYTES]];
}

/* Fills the postings, each slot's in order of adding. The slots first count theirs, then hold where
** the next one goes, and in the end the first. */
static void fill_postings(gloss_gazetteer *g, const gloss__gaz_table *t, const gloss_entries *e) {
  uint32_t n = t->places + t->probes, sum = 0;
  for (size_t i = 0; i < e->n_cuts; i++) slot_of(g, t, e->cuts[i])->value++;
  for (uint32_t i = 0; i < n; i++) {
    if (!(g->slots[i].value & GLOSS__GAZ_ENDS)) continue;
    uint32_t count = g->slots[i].value & GLOSS__GAZ_FIRST;
    g->slots[i].value += sum - count;
    sum += count;
  }
  for (size_t i = 0; i < e->n_cuts; i++) {
    gloss__gaz_cut cut = e->cuts[i];
    uint32_t start = gloss__strings_start(&e->forms, cut.form & ~GLOSS__GAZ_BYTES);
    uint32_t at = slot_of(g, t, cut)->value++ & GLOSS__GAZ_FIRST;
    g->postings[at] = (gloss__gaz_posting){start | (cut.form & GLOSS__GAZ_BYTES), cut.entry};
  }
  uint32_t from = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (!(g->slots[i].value & GLOSS__GAZ_ENDS)) continue;
    uint32_t end = g->slots[i].value & GLOSS__GAZ_FIRST;
    g->postings[end - 1].entry |= GLOSS__GAZ_LAST;
    g->slots[i].value -= end - from;
    from = end;
  }
}

/* Checks that no slot has too many different forms: the time a token of text takes is bounded. */
static gloss_status check_forms(const gloss_gazetteer *g, gloss_error *err) {
  uint32_t forms[GLOSS__GAZ_SURFACES], n = 0;
  for (uint32_t i = 0; i < g->n_postings; i++) {
    uint32_t k = 0;
    while (k < n && forms[k] != g->postings[i].form) k++;
    if (k == GLOSS__GAZ_SURFACES)
      return gloss__fail(err, GLOSS_EARG, 0, "more than %u surfaces of one hash",
                         GLOSS__GAZ_SURFACES);
    if (k == n) forms[n++] = g->postings[i].form;
    if (g->postings[i].entry & GLOSS__GAZ_LAST) n = 0;
  }
  return GLOSS_OK;
}

gloss_status gloss__gaz_table_fill(gloss_gazetteer *g, gloss__gaz_table *t, const gloss_entries *e,
                                   gloss_error *err) {
  g->seed = t->seed;
  g->match = e->match;
  fill_filters(g, e);
  fill_slots(g, t);
  mark_forms(g, t, e);
  fill_postings(g, t, e);
  return check_forms(g, err);
}
