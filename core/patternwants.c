/* patternwants.c -- the rules by what they need, and how a token is seen to have it: words by a filter
** of their hashes and a list of tests for each, other tests by the columns of the token. */
#include <string.h>

#include "pattern.h"

/* What is known of each node and test while the lists are made. */
typedef struct maker {
  gloss_phase *p;
  uint8_t
      *bound; /* of each node, whether it is a test that passes for no word but those it names */
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

/* Gives the folded word of a string of a node. */
static uint32_t word_of(const gloss_phase *p, const gloss__node *n, uint32_t string) {
  uint32_t number = p->words[string];
  return n->kind == GLOSS_NODE_WORDS ? number : p->lexicon.next_form[2 * number + 1];
}

/* Puts the hashes of all words that a test names into the filter. */
static void add_hashes(gloss_phase *p, uint32_t node) {
  const gloss__node *n = &p->forest.nodes[node];
  switch (n->kind) {
  case GLOSS_NODE_AND:
  case GLOSS_NODE_OR: add_hashes(p, n->b); /* fall through */
  case GLOSS_NODE_NOT: add_hashes(p, n->a); return;
  case GLOSS_NODE_WORDS:
  case GLOSS_NODE_FORMS: break;
  default: return;
  }
  for (uint32_t i = n->strings; i < n->strings + n->n_strings; i++) {
    uint32_t bit = (uint32_t)p->lexicon.folded.hashes[word_of(p, n, i)];
    p->wants.filter[bit / 64 & (p->wants.n_words - 1)] |= UINT64_C(1) << bit % 64;
  }
}

/* Counts, or lists, a test at each word that it is bound to. */
static void add_test(maker *m, uint32_t node, uint32_t test) {
  gloss__wants *k = &m->p->wants;
  const gloss__node *n = &m->p->forest.nodes[node];
  if (n->kind == GLOSS_NODE_OR) add_test(m, n->b, test);
  if (n->kind == GLOSS_NODE_OR || n->kind == GLOSS_NODE_AND)
    return add_test(m, m->bound[n->a] ? n->a : n->b, test);
  for (uint32_t i = n->strings; i < n->strings + n->n_strings; i++) {
    uint32_t word = word_of(m->p, n, i);
    uint32_t *end = &k->tests_end[word];
    if (!k->tests)
      k->tests_first[word + 1]++, k->n_tests++;
    else if (*end == k->tests_first[word] || k->tests[*end - 1] != test)
      k->tests[(*end)++] = test;
  }
}

/* Lists the tests needed by word, or as plain. */
static gloss_status list_tests(maker *m, const uint8_t *needed) {
  gloss_phase *p = m->p;
  gloss__wants *k = &p->wants;
  uint32_t n_words = p->lexicon.folded.count, bits = 1024;
  while (bits < n_words * 32 && bits < 1u << 31) bits *= 2;
  k->n_words = bits / 64;
  k->filter = gloss__calloc(&p->alloc, k->n_words, sizeof *k->filter);
  k->plain = gloss__alloc(&p->alloc, p->n_tests * sizeof *k->plain);
  k->tests_first = gloss__calloc(&p->alloc, ((size_t)n_words + 1) * 2, sizeof *k->tests_first);
  if (!k->filter || !k->plain || !k->tests_first) return GLOSS_ENOMEM;
  k->tests_end = k->tests_first + n_words + 1;
  for (int pass = 0; pass < 2; pass++) {
    for (uint32_t t = 1; t < p->n_tests; t++) {
      if (!needed[t]) continue;
      if (m->bound[p->tests[t]])
        add_test(m, p->tests[t], t);
      else if (pass == 0)
        k->plain[k->n_plain++] = t;
      if (pass == 0) add_hashes(p, p->tests[t]);
    }
    if (pass == 1) break;
    k->tests = gloss__calloc(&p->alloc, (size_t)k->n_tests + 1, sizeof *k->tests);
    if (!k->tests) return GLOSS_ENOMEM;
    for (uint32_t w = 0; w < n_words; w++) k->tests_first[w + 1] += k->tests_first[w];
    memcpy(k->tests_end, k->tests_first, n_words * sizeof *k->tests_end);
  }
  return GLOSS_OK;
}

/* Lists the rules of each atom; marks the tests needed. */
static gloss_status list_rules(gloss_phase *p, uint8_t *needed) {
  gloss__wants *k = &p->wants;
  uint32_t n_atoms = p->n_tests + p->n_layers, total = 0;
  for (uint32_t i = 0; i < p->forest.n_rules; i++) total += p->filters[i].need.count;
  k->n_rules = total;
  k->rules_first = gloss__calloc(&p->alloc, (size_t)n_atoms + 2, sizeof *k->rules_first);
  k->rules = gloss__calloc(&p->alloc, (size_t)total + 1, sizeof *k->rules);
  k->layers = gloss__calloc(&p->alloc, p->n_layers, sizeof *k->layers);
  if (!k->rules_first || !k->rules || !k->layers) return GLOSS_ENOMEM;
  for (int pass = 0; pass < 2; pass++) {
    for (uint32_t i = 0; i < p->forest.n_rules; i++) {
      gloss__need need = p->filters[i].need;
      for (uint32_t j = need.first; j < need.first + need.count; j++) {
        uint32_t atom = p->atoms[j];
        if (pass == 0)
          k->rules_first[atom + 2]++, needed[atom] = 1;
        else
          k->rules[k->rules_first[atom + 1]++] = i;
      }
    }
    for (uint32_t a = 2; pass == 0 && a < n_atoms + 2; a++)
      k->rules_first[a] += k->rules_first[a - 1];
  }
  for (uint32_t i = 0; i < p->n_layers; i++)
    if (needed[p->n_tests + i]) k->layers[k->n_layers++] = i;
  return GLOSS_OK;
}

gloss_status gloss__wants_make(gloss_phase *p) {
  size_t n_nodes = p->forest.n_nodes, n_atoms = (size_t)p->n_tests + p->n_layers;
  uint8_t *marks = gloss__calloc(&p->alloc, n_nodes + n_atoms, 1);
  if (!marks) return GLOSS_ENOMEM;
  maker m = {.p = p, .bound = marks};
  find_bound(&m);
  gloss_status status = list_rules(p, marks + n_nodes);
  if (status == GLOSS_OK) status = list_tests(&m, marks + n_nodes);
  gloss__free(&p->alloc, marks, n_nodes + n_atoms);
  return status;
}

void gloss__wants_free(gloss_phase *p) {
  gloss__wants *k = &p->wants;
  size_t n_atoms = (size_t)p->n_tests + p->n_layers;
  gloss__free(&p->alloc, k->rules, ((size_t)k->n_rules + 1) * sizeof *k->rules);
  gloss__free(&p->alloc, k->rules_first, (n_atoms + 2) * sizeof *k->rules_first);
  gloss__free(&p->alloc, k->layers, p->n_layers * sizeof *k->layers);
  gloss__free(&p->alloc, k->plain, p->n_tests * sizeof *k->plain);
  gloss__free(&p->alloc, k->tests, ((size_t)k->n_tests + 1) * sizeof *k->tests);
  gloss__free(&p->alloc, k->tests_first,
              ((size_t)p->lexicon.folded.count + 1) * 2 * sizeof *k->tests_first);
  gloss__free(&p->alloc, k->filter, k->n_words * sizeof *k->filter);
}
