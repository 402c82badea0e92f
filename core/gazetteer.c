/* gazetteer.c -- compiles a list of entries into the sections of gazetteer.h.
**
** The trie is first made with plain numbers and full keys (parent, hash); its nodes are then
** numbered so that a terminal one says where its postings are, and its edges are put into the
** table with one seed after the other until every edge can be found. */
#include "gazetteer.h"

#include <string.h>

#include "hash.h"

#define SEEDS 64u

/* A trie by full keys: node i + 1 hangs from parents[i] by hashes[i]. */
typedef struct trie {
  uint32_t *parents, *table; /* table: open addressing, node numbers, 0 is free */
  uint64_t *hashes;
  uint32_t count, roots;
  size_t room, table_size;
  uint32_t *form_nodes; /* the node where each form ends */
  uint32_t *firsts;     /* of each node the first posting; room + 2 of them */
  uint32_t *numbers;    /* of each node the final number */
  uint32_t longest;
} trie;

static void trie_free(trie *t, const gloss_entries *e) {
  gloss__free(&e->alloc, t->parents, t->room * sizeof *t->parents);
  gloss__free(&e->alloc, t->hashes, t->room * sizeof *t->hashes);
  gloss__free(&e->alloc, t->table, t->table_size * sizeof *t->table);
  gloss__free(&e->alloc, t->form_nodes, e->forms.count * sizeof *t->form_nodes);
  gloss__free(&e->alloc, t->firsts, (t->room + 2) * sizeof *t->firsts);
  gloss__free(&e->alloc, t->numbers, (t->room + 1) * sizeof *t->numbers);
}

/* Makes room for a trie of as many nodes as all forms have tokens. */
static gloss_status trie_alloc(trie *t, const gloss_entries *e) {
  t->room = e->n_sequence;
  t->table_size = 64;
  while (t->table_size < t->room * 2) t->table_size *= 2;
  t->parents = gloss__calloc(&e->alloc, t->room, sizeof *t->parents);
  t->hashes = gloss__calloc(&e->alloc, t->room, sizeof *t->hashes);
  t->table = gloss__calloc(&e->alloc, t->table_size, sizeof *t->table);
  t->form_nodes = gloss__calloc(&e->alloc, e->forms.count, sizeof *t->form_nodes);
  t->firsts = gloss__calloc(&e->alloc, t->room + 2, sizeof *t->firsts);
  t->numbers = gloss__calloc(&e->alloc, t->room + 1, sizeof *t->numbers);
  int full = t->table && t->firsts && t->numbers;
  if (t->room) full = full && t->parents && t->hashes;
  if (e->forms.count) full = full && t->form_nodes;
  return full ? GLOSS_OK : GLOSS_ENOMEM;
}

/* Gives a node's child by a hash, made if need be. */
static uint32_t trie_child(trie *t, uint32_t parent, uint64_t hash) {
  size_t mask = t->table_size - 1, i = (size_t)(gloss__gaz_mix(parent, hash, 0) >> 20) & mask;
  for (; t->table[i]; i = (i + 1) & mask) {
    uint32_t node = t->table[i];
    if (t->parents[node - 1] == parent && t->hashes[node - 1] == hash) return node;
  }
  t->parents[t->count] = parent;
  t->hashes[t->count] = hash;
  t->roots += parent == 0;
  return t->table[i] = ++t->count;
}

static void add_forms(trie *t, const gloss_entries *e) {
  const uint32_t *token = e->sequence;
  for (uint32_t i = 0; i < e->forms.count; i++) {
    uint32_t node = 0;
    for (uint32_t k = 0; k < e->lengths[i]; k++)
      node = trie_child(t, node, e->tokens.hashes[*token++]);
    t->form_nodes[i] = node;
    if (e->lengths[i] > t->longest) t->longest = e->lengths[i];
  }
}

static uint32_t cut_node(const trie *t, gloss__cut cut) {
  return t->form_nodes[cut.form & ~GLOSS__GAZ_BYTES];
}

/* Counts the postings of each node and numbers the nodes: terminal ones by their first posting, the
** others after the last posting. ERANGE when numbers run out. */
static gloss_status number_nodes(trie *t, const gloss_entries *e, gloss_error *err) {
  if (e->n_cuts + t->count >= UINT32_MAX)
    return gloss__fail(err, GLOSS_ERANGE, 0, "too many entries: %zu forms", e->n_cuts);
  for (size_t i = 0; i < e->n_cuts; i++) t->firsts[cut_node(t, e->cuts[i]) + 1]++;
  for (uint32_t n = 1; n <= t->count + 1; n++) t->firsts[n] += t->firsts[n - 1];
  uint32_t other = (uint32_t)e->n_cuts;
  for (uint32_t n = 1; n <= t->count; n++)
    t->numbers[n] = t->firsts[n + 1] > t->firsts[n] ? t->firsts[n] + 1 : ++other;
  return GLOSS_OK;
}

/* Fills the postings, each node's in order of adding, and marks the last of each node. Afterwards
** firsts[n] is where the postings of n end. */
static void fill_postings(gloss_gazetteer *g, trie *t, const gloss_entries *e) {
  for (size_t i = 0; i < e->n_cuts; i++) {
    gloss__cut cut = e->cuts[i];
    uint32_t start = gloss__strings_start(&e->forms, cut.form & ~GLOSS__GAZ_BYTES);
    uint32_t at = t->firsts[cut_node(t, cut)]++;
    g->postings[at] = (gloss__gaz_posting){start | (cut.form & GLOSS__GAZ_BYTES), cut.entry};
  }
  for (uint32_t n = 1; n <= t->count; n++)
    if (t->numbers[n] <= e->n_cuts) g->postings[t->firsts[n] - 1].entry |= GLOSS__GAZ_LAST;
}

/* Puts all edges into the table under g->seed. Gives 0 when one of them would lie too far away, or
** could be taken for another. */
static int fill_slots(gloss_gazetteer *g, const trie *t) {
  memset(g->slots, 0, ((size_t)g->n_places + GLOSS__GAZ_PROBES) * sizeof *g->slots);
  g->probes = 0;
  for (uint32_t n = 1; n <= t->count; n++) {
    uint64_t mix = gloss__gaz_mix(t->numbers[t->parents[n - 1]], t->hashes[n - 1], g->seed);
    gloss__gaz_slot *slot = g->slots + gloss__gaz_place(mix, g->n_places);
    uint32_t probes = 1;
    for (; slot->node; slot++, probes++)
      if (slot->tag == (uint32_t)mix || probes == GLOSS__GAZ_PROBES) return 0;
    *slot = (gloss__gaz_slot){(uint32_t)mix, t->numbers[n]};
    if (probes > g->probes) g->probes = probes;
  }
  return 1;
}

/* Finds a seed, the first that serves of a sequence that the content gives, and fills the table. */
static gloss_status find_seed(gloss_gazetteer *g, const trie *t, gloss_error *err) {
  uint64_t content = gloss_hash((gloss_str){g->forms, g->n_forms});
  for (uint32_t i = 0; i < SEEDS; i++) {
    g->seed = gloss__hash_fold(content + i, GLOSS__HASH_K1) ^ g->fingerprint;
    if (fill_slots(g, t)) return GLOSS_OK;
  }
  return gloss__fail(err, GLOSS_EARG, 0, "no seed keeps the tokens' hashes apart");
}

static void fill_bitmap(gloss_gazetteer *g, const trie *t) {
  uint64_t mask = (uint64_t)g->n_words * 64 - 1;
  for (uint32_t n = 1; n <= t->count; n++) {
    if (t->parents[n - 1]) continue;
    uint64_t bit = gloss__gaz_mix(0, t->hashes[n - 1], g->seed) & mask;
    g->bitmap[bit / 64] |= (uint64_t)1 << bit % 64;
  }
}

/* Fills the sections that entries hold ready. */
static void fill_entries(gloss_gazetteer *g, const gloss_entries *e) {
  memcpy(g->names, e->names, e->names_size);
  if (g->n_forms) memcpy(g->forms, e->forms.bytes, g->n_forms);
  if (g->n_text) memcpy(g->text, e->values.bytes, g->n_text);
  if (g->n_values) memcpy(g->values + 1, e->values.ends, g->n_values * sizeof *g->values);
  for (uint32_t i = 0; i < e->n_entries; i++)
    for (uint32_t c = 0; c < e->n_columns; c++)
      g->cells[(size_t)c * e->n_entries + i] = e->cells[(size_t)i * e->n_columns + c];
  g->fingerprint = gloss_tokenizer_fingerprint(e->tokenizer);
  g->match = e->match;
  g->all = e->all;
  g->n_columns = e->n_columns;
  g->n_entries = e->n_entries;
}

/* Works out the sections' sizes: a table at most six tenths full, 16 to 32 bits a first token. */
static gloss_status section_sizes(const gloss_entries *e, const trie *t,
                                  size_t sizes[GLOSS__GAZ_SECTIONS]) {
  size_t words = 8, cells, places = (size_t)t->count + t->count / 3 * 2 + 8;
  while (words < t->roots / 4) words *= 2;
  if (gloss__mul(e->n_entries, e->n_columns, &cells) || cells > UINT32_MAX ||
      places > UINT32_MAX / 2)
    return GLOSS_ERANGE;
  sizes[GLOSS__GAZ_NAMES] = e->names_size;
  sizes[GLOSS__GAZ_BITMAP] = words * sizeof(uint64_t);
  sizes[GLOSS__GAZ_SLOTS] = (places + GLOSS__GAZ_PROBES) * sizeof(gloss__gaz_slot);
  sizes[GLOSS__GAZ_POSTINGS] = e->n_cuts * sizeof(gloss__gaz_posting);
  sizes[GLOSS__GAZ_FORMS] = gloss__strings_start(&e->forms, e->forms.count);
  sizes[GLOSS__GAZ_CELLS] = cells * sizeof(uint32_t);
  sizes[GLOSS__GAZ_VALUES] = ((size_t)e->values.count + 1) * sizeof(uint32_t);
  sizes[GLOSS__GAZ_TEXT] = gloss__strings_start(&e->values, e->values.count);
  return GLOSS_OK;
}

gloss_status gloss_gazetteer_new(gloss_gazetteer **out, gloss_entries *e, gloss_error *err) {
  *out = NULL;
  gloss_gazetteer *g = NULL;
  trie t = {0};
  size_t sizes[GLOSS__GAZ_SECTIONS];
  gloss_error inner = {GLOSS_ENOMEM, 0, "out of memory"};
  gloss_status status = trie_alloc(&t, e);
  if (status != GLOSS_OK) goto fail;
  add_forms(&t, e);
  status = number_nodes(&t, e, &inner);
  if (status == GLOSS_OK) status = section_sizes(e, &t, sizes);
  if (status == GLOSS_OK) status = gloss__gaz_alloc(&g, &e->alloc, sizes);
  if (status != GLOSS_OK) goto fail;
  g->longest = t.longest;
  fill_entries(g, e);
  fill_postings(g, &t, e);
  status = find_seed(g, &t, &inner);
  if (status != GLOSS_OK) goto fail;
  fill_bitmap(g, &t);
  trie_free(&t, e);
  *out = g;
  return GLOSS_OK;
fail:
  if (g) gloss__gaz_free(g);
  trie_free(&t, e);
  return gloss__fail(err, status, inner.offset, "%s", inner.message);
}

gloss_gazetteer *gloss_gazetteer_ref(gloss_gazetteer *g) {
  atomic_fetch_add_explicit(&g->refs, 1, memory_order_relaxed);
  return g;
}

void gloss_gazetteer_unref(gloss_gazetteer *g) {
  if (g && atomic_fetch_sub_explicit(&g->refs, 1, memory_order_acq_rel) == 1) gloss__gaz_free(g);
}

const char *gloss_gazetteer_name(const gloss_gazetteer *g) { return g->names; }

uint32_t gloss_gazetteer_count(const gloss_gazetteer *g) { return g->n_entries; }

const char *gloss_gazetteer_column(const gloss_gazetteer *g, uint32_t index) {
  if (index >= g->n_columns) return NULL;
  const char *name = g->names;
  for (uint32_t i = 0; i <= index; i++) name += strlen(name) + 1;
  return name;
}
