/* patternwants.c -- the rules by what they need, and how a token is seen to have it: words by a filter
** of their hashes and a list of tests for each, other tests by the columns of the token. What else a
** rule needs nearby, a word of few, is probed for by hash. */
#include <string.h>

#include "pattern.h"

/* What is known of each node and test while the lists are made. */
typedef struct maker {
  gloss_phase *p;
  uint8_t *bound;  /* of each node: a test that passes for no words but those it names */
  uint8_t *needed; /* of each atom */
  uint32_t test;   /* whose words are visited */
  gloss__probe probe;
  uint32_t n_hashes; /* of the probe; more than fit are too many */
} maker;

/* Tells of each node whether it is bound to words; children come first. */
static void find_bound(maker *m) {
  for (uint32_t i = 1; i < m->p->forest.n_nodes; i++) {
    const gloss__node *n = &m->p->forest.nodes[i];
    switch (n->kind) {
    case GLOSS_NODE_WORDS:
    case GLOSS_NODE_FORMS: m->bound[i] = 1; break;
    case GLOSS_NODE_AND: m->bound[i] = m->bound[n->a] | m->bound[n->b]; break;
    case GLOSS_NODE_OR: m->bound[i] = m->bound[n->a] & m->bound[n->b]; break;
    default: break;
    }
  }
}

/* Visits the folded words for which a test may pass though it does not without a word. */
static void each_word(maker *m, uint32_t node, void (*visit)(maker *, uint32_t word)) {
  const gloss_phase *p = m->p;
  const gloss__node *n = &p->forest.nodes[node];
  switch (n->kind) {
  case GLOSS_NODE_AND:
    if (m->bound[n->a] | m->bound[n->b]) {
      each_word(m, m->bound[n->a] ? n->a : n->b, visit);
      return;
    }                                            /* fall through */
  case GLOSS_NODE_OR: each_word(m, n->b, visit); /* fall through */
  case GLOSS_NODE_NOT: each_word(m, n->a, visit); return;
  case GLOSS_NODE_WORDS:
  case GLOSS_NODE_FORMS: break;
  default: return;
  }
  for (uint32_t i = n->strings; i < n->strings + n->n_strings; i++) {
    uint32_t number = p->words[i];
    visit(m, n->kind == GLOSS_NODE_WORDS ? number : p->lexicon.next_form[2 * number + 1]);
  }
}

/* ---- Tests by word ---- */

static void count_test(maker *m, uint32_t word) {
  m->p->wants.tests_first[word + 1]++;
  m->p->wants.n_tests++;
}

static void list_test(maker *m, uint32_t word) {
  gloss__wants *w = &m->p->wants;
  uint32_t *end = &w->tests_end[word];
  uint32_t bit = (uint32_t)m->p->lexicon.folded.hashes[word];
  w->filter[bit / 64 & (w->n_words - 1)] |= UINT64_C(1) << bit % 64;
  if (*end == w->tests_first[word] || w->tests[*end - 1] != m->test) w->tests[(*end)++] = m->test;
}

/* Visits the words of all tests needed. */
static void each_needed(maker *m, void (*visit)(maker *, uint32_t word)) {
  for (m->test = 1; m->test < m->p->n_tests; m->test++)
    if (m->needed[m->test]) each_word(m, m->p->tests[m->test], visit);
}

static gloss_status list_tests(maker *m) {
  gloss_phase *p = m->p;
  gloss__wants *w = &p->wants;
  uint32_t n_words = p->lexicon.folded.count, bits = 1024;
  while (bits < n_words * 32 && bits < 1u << 31) bits *= 2;
  w->n_words = bits / 64;
  w->filter = gloss__calloc(&p->alloc, w->n_words, sizeof *w->filter);
  w->plain = gloss__alloc(&p->alloc, p->n_tests * sizeof *w->plain);
  w->tests_first = gloss__calloc(&p->alloc, ((size_t)n_words + 1) * 2, sizeof *w->tests_first);
  if (!w->filter || !w->plain || !w->tests_first) return GLOSS_ENOMEM;
  w->tests_end = w->tests_first + n_words + 1;
  each_needed(m, count_test);
  w->tests = gloss__calloc(&p->alloc, (size_t)w->n_tests + 1, sizeof *w->tests);
  if (!w->tests) return GLOSS_ENOMEM;
  for (uint32_t i = 0; i < n_words; i++) w->tests_first[i + 1] += w->tests_first[i];
  memcpy(w->tests_end, w->tests_first, n_words * sizeof *w->tests_end);
  each_needed(m, list_test);
  for (uint32_t t = 1; t < p->n_tests; t++)
    if (m->needed[t] && !m->bound[p->tests[t]]) w->plain[w->n_plain++] = t;
  return GLOSS_OK;
}

/* ---- Probes ---- */

static void add_hash(maker *m, uint32_t word) {
  uint64_t hash = m->p->lexicon.folded.hashes[word];
  if (m->n_hashes < GLOSS__PROBE_WORDS)
    for (uint32_t i = m->n_hashes; i < GLOSS__PROBE_WORDS; i++) m->probe.hashes[i] = hash;
  m->n_hashes++;
}

/* Makes a probe of a need, when few words have it; says whether it did. */
static int make_probe(maker *m, const gloss__need *need, const gloss__need *key) {
  const gloss_phase *p = m->p;
  m->n_hashes = 0;
  for (uint32_t i = need->first; i < need->first + need->count; i++) {
    uint32_t atom = p->atoms[i];
    if (atom >= p->n_tests || !m->bound[p->tests[atom]]) return 0;
    each_word(m, p->tests[atom], add_hash);
  }
  int64_t from = (int64_t)need->low - key->high, to = (int64_t)need->high - key->low;
  m->probe.from = from < -GLOSS__FAR ? -GLOSS__FAR : (int32_t)from;
  m->probe.to = to > GLOSS__FAR ? GLOSS__FAR : (int32_t)to;
  return m->n_hashes <= GLOSS__PROBE_WORDS;
}

/* Makes what an atom's list says of a rule. */
static gloss__want want_of(maker *m, uint32_t rule) {
  gloss__wants *w = &m->p->wants;
  const gloss__filter *f = &m->p->filters[rule];
  gloss__want want = {rule, m->p->programs[rule].bounds, w->n_probes, 0};
  for (uint32_t i = 1; i < f->n_needs; i++)
    if (make_probe(m, &f->needs[i], &f->needs[0])) w->probes[w->n_probes++] = m->probe;
  want.n_probes = w->n_probes - want.probe;
  return want;
}

/* ---- Rules by atom ---- */

static gloss_status list_rules(maker *m) {
  gloss_phase *p = m->p;
  gloss__wants *w = &p->wants;
  uint32_t n_atoms = p->n_tests + gloss__rows_count(p);
  w->first = gloss__calloc(&p->alloc, (size_t)n_atoms + 2, sizeof *w->first);
  w->probes = gloss__calloc(&p->alloc, p->forest.n_rules, GLOSS__NEEDS * sizeof *w->probes);
  w->rows = gloss__calloc(&p->alloc, gloss__rows_count(p), sizeof *w->rows);
  if (!w->first || (!w->probes && p->forest.n_rules) || !w->rows) return GLOSS_ENOMEM;
  for (uint32_t i = 0; i < p->forest.n_rules; i++) {
    const gloss__filter *f = &p->filters[i];
    for (uint32_t k = 0; f->n_needs && k < f->needs[0].count; k++) {
      w->first[p->atoms[f->needs[0].first + k] + 2]++;
      w->n_list++;
    }
  }
  for (uint32_t a = 2; a < n_atoms + 2; a++) w->first[a] += w->first[a - 1];
  w->list = gloss__calloc(&p->alloc, (size_t)w->n_list + 1, sizeof *w->list);
  if (!w->list) return GLOSS_ENOMEM;
  for (uint32_t i = 0; i < p->forest.n_rules; i++) {
    const gloss__filter *f = &p->filters[i];
    gloss__want want = want_of(m, i);
    for (uint32_t k = 0; f->n_needs && k < f->needs[0].count; k++) {
      uint32_t atom = p->atoms[f->needs[0].first + k];
      w->list[w->first[atom + 1]++] = want;
      m->needed[atom] = 1;
    }
  }
  for (uint32_t i = 0; i < gloss__rows_count(p); i++)
    if (m->needed[p->n_tests + i]) w->rows[w->n_rows++] = i;
  return GLOSS_OK;
}

gloss_status gloss__wants_make(gloss_phase *p) {
  size_t n_nodes = p->forest.n_nodes, n_atoms = (size_t)p->n_tests + gloss__rows_count(p);
  uint8_t *marks = gloss__calloc(&p->alloc, n_nodes + n_atoms, 1);
  if (!marks) return GLOSS_ENOMEM;
  maker m = {.p = p, .bound = marks, .needed = marks + n_nodes};
  find_bound(&m);
  gloss_status status = list_rules(&m);
  if (status == GLOSS_OK) status = list_tests(&m);
  gloss__free(&p->alloc, marks, n_nodes + n_atoms);
  return status;
}

void gloss__wants_free(gloss_phase *p) {
  gloss__wants *w = &p->wants;
  size_t n_atoms = (size_t)p->n_tests + gloss__rows_count(p), n_words = p->lexicon.folded.count;
  gloss__free(&p->alloc, w->list, ((size_t)w->n_list + 1) * sizeof *w->list);
  gloss__free(&p->alloc, w->first, (n_atoms + 2) * sizeof *w->first);
  gloss__free(&p->alloc, w->probes, (size_t)p->forest.n_rules * GLOSS__NEEDS * sizeof *w->probes);
  gloss__free(&p->alloc, w->rows, gloss__rows_count(p) * sizeof *w->rows);
  gloss__free(&p->alloc, w->plain, p->n_tests * sizeof *w->plain);
  gloss__free(&p->alloc, w->tests, ((size_t)w->n_tests + 1) * sizeof *w->tests);
  gloss__free(&p->alloc, w->tests_first, (n_words + 1) * 2 * sizeof *w->tests_first);
  gloss__free(&p->alloc, w->filter, w->n_words * sizeof *w->filter);
}
