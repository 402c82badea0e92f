/* patternfilter.c -- what the matches of a rule cannot do without: words, classes or layers that their
** scope must hold, and what their first token can be. A rule is tried only where these are. */
#include "pattern.h"

#include <string.h>

/* The needs of a node while they are gathered, best first. */
typedef struct needs {
  gloss__need list[GLOSS__NEEDS];
  uint32_t n;
} needs;

/* Estimates what part of all tokens a word is, by its length. */
static float word_score(gloss_str word) {
  static const float scores[] = {0.05F, 0.05F, 0.05F, 0.02F, 0.008F, 0.003F, 0.001F};
  return scores[word.size < 6 ? word.size : 6];
}

/* Estimates what part of all tokens pass a test. */
static float test_score(const gloss_phase *p, uint32_t node) {
  const gloss__node *n = &p->forest.nodes[node];
  float a, b, sum = 0;
  switch (n->kind) {
  case GLOSS_NODE_WORDS:
  case GLOSS_NODE_FORMS:
    for (uint32_t i = n->strings; i < n->strings + n->n_strings; i++)
      sum += word_score(gloss__phase_text(p, p->forest.lists[i]));
    return sum;
  case GLOSS_NODE_ANY: return 1;
  case GLOSS_NODE_NOT: return 0.95F;
  case GLOSS_NODE_AND: a = test_score(p, n->a), b = test_score(p, n->b); return a < b ? a : b;
  case GLOSS_NODE_OR: return test_score(p, n->a) + test_score(p, n->b);
  case GLOSS_NODE_IS: return 0.05F;
  default: return 0.3F;
  }
}

/* Puts a need among those of a node, if it is good enough. */
static void keep(needs *all, gloss__need need) {
  uint32_t i = all->n;
  while (i > 0 && need.score < all->list[i - 1].score) i--;
  if (i == GLOSS__NEEDS) return;
  if (all->n < GLOSS__NEEDS) all->n++;
  for (uint32_t k = all->n - 1; k > i; k--) all->list[k] = all->list[k - 1];
  all->list[i] = need;
}

static gloss_status add_atom(gloss_phase *p, uint32_t atom) {
  gloss_status status = gloss__grow(&p->alloc, (void **)&p->atoms, &p->atoms_room,
                                    (size_t)p->n_atoms + 1, sizeof *p->atoms);
  if (status == GLOSS_OK) p->atoms[p->n_atoms++] = atom;
  return status;
}

static gloss_status one_atom(gloss_phase *p, uint32_t atom, float score, needs *out) {
  keep(out, (gloss__need){p->n_atoms, 1, score});
  return add_atom(p, atom);
}

/* Gives what either of two nodes needs: the best of one or the best of the other. */
static gloss_status either(gloss_phase *p, const needs *a, const needs *b, needs *out) {
  if (!a->n || !b->n || a->list[0].count + b->list[0].count > GLOSS__NEED_ATOMS) return GLOSS_OK;
  const gloss__need parts[2] = {a->list[0], b->list[0]};
  keep(out,
       (gloss__need){p->n_atoms, parts[0].count + parts[1].count, parts[0].score + parts[1].score});
  for (int k = 0; k < 2; k++)
    for (uint32_t i = 0; i < parts[k].count; i++)
      if (add_atom(p, p->atoms[parts[k].first + i])) return GLOSS_ENOMEM;
  return GLOSS_OK;
}

static uint32_t layer_number(const gloss_phase *p, uint32_t text) {
  uint32_t i = 0;
  while (i < p->n_layers && p->layers[i] != text) i++;
  return i;
}

/* Gathers what a node needs from its children, which come before it. */
static gloss_status node_needs(gloss_phase *p, uint32_t number, needs *all) {
  const gloss__node *n = &p->forest.nodes[number];
  needs *out = &all[number];
  switch (n->kind) {
  case GLOSS_NODE_UNIT: {
    uint32_t layer = layer_number(p, n->name);
    return layer < p->n_layers ? one_atom(p, p->n_tests + layer, 0.02F, out) : GLOSS_OK;
  }
  case GLOSS_NODE_ALT: return either(p, &all[n->a], &all[n->b], out);
  case GLOSS_NODE_REPEAT:
    if (n->min > 0) *out = all[n->a];
    return GLOSS_OK;
  case GLOSS_NODE_AHEAD:
  case GLOSS_NODE_BEHIND:
    if (!n->negative) *out = all[n->a];
    return GLOSS_OK;
  case GLOSS_NODE_BOS:
  case GLOSS_NODE_EOS:
  case GLOSS_NODE_DOC: return GLOSS_OK;
  case GLOSS_NODE_SEQ:
  case GLOSS_NODE_GAP:
    *out = all[n->a];
    for (uint32_t i = 0; i < all[n->b].n; i++) keep(out, all[n->b].list[i]);
    return GLOSS_OK;
  default: break;
  }
  if (n->sorts == GLOSS__PATTERN) {
    *out = all[n->a];
    return GLOSS_OK;
  }
  float score = test_score(p, number);
  if (score > 0.5F || !p->test_of[n->canon]) return GLOSS_OK;
  return one_atom(p, p->test_of[n->canon], score, out);
}

/* ---- First tokens ---- */

/* Lists the instructions that may take the first token of a match. */
static gloss_status make_firsts(gloss_phase *p, uint32_t rule, uint32_t *stack, uint8_t *seen) {
  gloss__filter *f = &p->filters[rule];
  gloss__part part = p->parts[p->programs[rule].part];
  uint32_t depth = 0;
  memset(seen, 0, part.count);
  stack[depth++] = part.first;
  f->first = p->n_firsts;
  while (depth > 0) {
    uint32_t at = stack[--depth];
    if (seen[at - part.first]++) continue;
    const gloss__instr *i = &p->code[at];
    if (i->op == GLOSS__OP_MATCH) continue;
    if (i->op <= GLOSS__OP_UNIT) {
      if (gloss__grow(&p->alloc, (void **)&p->firsts, &p->firsts_room, (size_t)p->n_firsts + 1,
                      sizeof *p->firsts))
        return GLOSS_ENOMEM;
      p->firsts[p->n_firsts++] = at;
    } else if (i->op == GLOSS__OP_SPLIT) {
      stack[depth++] = i->x;
      stack[depth++] = i->y;
    } else {
      stack[depth++] = i->op == GLOSS__OP_JUMP ? i->x : at + 1;
    }
  }
  if (p->n_firsts - f->first > GLOSS__FIRSTS) p->n_firsts = f->first;
  f->n_firsts = p->n_firsts - f->first;
  return GLOSS_OK;
}

static gloss_status make_all_firsts(gloss_phase *p) {
  uint32_t longest = 0;
  for (uint32_t i = 0; i < p->n_parts; i++)
    if (p->parts[i].count > longest) longest = p->parts[i].count;
  size_t size = (size_t)longest * 9 + 64;
  uint32_t *stack = gloss__alloc(&p->alloc, size);
  if (!stack) return GLOSS_ENOMEM;
  uint8_t *seen = (uint8_t *)(stack + 2 * (size_t)longest + 2);
  gloss_status status = GLOSS_OK;
  for (uint32_t i = 0; status == GLOSS_OK && i < p->forest.n_rules; i++)
    status = make_firsts(p, i, stack, seen);
  gloss__free(&p->alloc, stack, size);
  return status;
}

/* ---- Rules by what they need most ---- */

/* Lists the rules of each atom, and the tests that any need names. */
static gloss_status make_keys(gloss_phase *p) {
  uint32_t n_atoms = p->n_tests + p->n_layers;
  size_t total = 0;
  for (uint32_t i = 0; i < p->forest.n_rules; i++)
    if (p->filters[i].n_needs) total += p->filters[i].needs[0].count;
  p->keyed_size = total;
  p->keyed_first = gloss__calloc(&p->alloc, (size_t)n_atoms + 2, sizeof *p->keyed_first);
  p->keyed = gloss__calloc(&p->alloc, total + 1, sizeof *p->keyed);
  p->need_tests = gloss__calloc(&p->alloc, (size_t)n_atoms + 1, sizeof *p->need_tests);
  p->layer_needed = gloss__calloc(&p->alloc, (size_t)p->n_layers + 1, 1);
  if (!p->keyed_first || !p->keyed || !p->need_tests || !p->layer_needed) return GLOSS_ENOMEM;
  for (int pass = 0; pass < 2; pass++) {
    for (uint32_t i = 0; i < p->forest.n_rules; i++) {
      const gloss__filter *f = &p->filters[i];
      for (uint32_t k = 0; f->n_needs && k < f->needs[0].count; k++) {
        uint32_t atom = p->atoms[f->needs[0].first + k];
        if (pass == 0)
          p->keyed_first[atom + 2]++;
        else
          p->keyed[p->keyed_first[atom + 1]++] = i;
      }
    }
    for (uint32_t a = 2; pass == 0 && a < n_atoms + 2; a++)
      p->keyed_first[a] += p->keyed_first[a - 1];
  }
  for (uint32_t i = 0; i < p->forest.n_rules; i++)
    for (uint32_t k = 0; k < p->filters[i].n_needs; k++)
      for (uint32_t j = 0; j < p->filters[i].needs[k].count; j++)
        p->need_tests[p->atoms[p->filters[i].needs[k].first + j]] = 1;
  for (uint32_t i = 0; i < p->n_layers; i++)
    p->layer_needed[i] = p->need_tests[p->n_tests + i] != 0;
  for (uint32_t a = 0; a < p->n_tests; a++)
    if (p->need_tests[a]) p->need_tests[p->n_need_tests++] = a;
  return GLOSS_OK;
}

/* Moves the rules that need nothing to the front of their bounds' lists, in order. */
static void list_always(gloss_phase *p) {
  for (uint32_t b = 0; b < p->n_bounds; b++) {
    gloss__bounds *bounds = &p->bounds[b];
    uint32_t *rules = p->by_bounds + bounds->first;
    for (uint32_t i = 0; i < bounds->count; i++) {
      uint32_t rule = rules[i];
      if (p->filters[rule].n_needs) continue;
      rules[i] = rules[bounds->n_always];
      rules[bounds->n_always++] = rule;
    }
  }
}

gloss_status gloss__filters_make(gloss_phase *p) {
  uint32_t n = p->forest.n_nodes;
  p->filters = gloss__calloc(&p->alloc, (size_t)p->forest.n_rules + 1, sizeof *p->filters);
  needs *all = gloss__calloc(&p->alloc, n, sizeof *all);
  gloss_status status = p->filters && all ? GLOSS_OK : GLOSS_ENOMEM;
  for (uint32_t i = 1; status == GLOSS_OK && i < n; i++) status = node_needs(p, i, all);
  for (uint32_t i = 0; status == GLOSS_OK && i < p->forest.n_rules; i++) {
    const needs *wanted = &all[p->forest.rules[i].pattern];
    memcpy(p->filters[i].needs, wanted->list, sizeof wanted->list);
    p->filters[i].n_needs = wanted->n;
  }
  gloss__free(&p->alloc, all, n * sizeof *all);
  if (status != GLOSS_OK) return status;
  list_always(p);
  status = make_keys(p);
  return status == GLOSS_OK ? make_all_firsts(p) : status;
}

void gloss__filters_free(gloss_phase *p) {
  size_t n_atoms = (size_t)p->n_tests + p->n_layers;
  gloss__free(&p->alloc, p->filters, ((size_t)p->forest.n_rules + 1) * sizeof *p->filters);
  gloss__free(&p->alloc, p->atoms, p->atoms_room * sizeof *p->atoms);
  gloss__free(&p->alloc, p->firsts, p->firsts_room * sizeof *p->firsts);
  gloss__free(&p->alloc, p->keyed, (p->keyed_size + 1) * sizeof *p->keyed);
  gloss__free(&p->alloc, p->keyed_first, (n_atoms + 2) * sizeof *p->keyed_first);
  gloss__free(&p->alloc, p->need_tests, (n_atoms + 1) * sizeof *p->need_tests);
  gloss__free(&p->alloc, p->layer_needed, (size_t)p->n_layers + 1);
}
