/* patternfilter.c -- what the matches of a rule cannot do without: words, classes or layers, how far
** behind the match's first token these are, and what that token can be. A rule is tried only there.
** And how many tokens its look-behinds take. */
#include "pattern.h"

#include <string.h>

/* What is found out of a node: its needs, the cheapest first, and how many tokens it takes. */
typedef struct facts {
  gloss__need list[GLOSS__NEEDS];
  uint32_t n;
  int32_t least, most; /* GLOSS__FAR: any number */
} facts;

/* Estimates what part of all tokens a word is, by its length. */
static float word_score(gloss_str word) {
  static const float scores[] = {0.05F, 0.05F, 0.05F, 0.02F, 0.008F, 0.003F, 0.001F};
  return scores[word.size < 6 ? word.size : 6];
}

/* Tells whether the class of a token decides what a column holds. */
static int in_class(const gloss_phase *p, uint32_t node) {
  return p->class_names[p->test_names[node]] != GLOSS__NO_PART;
}

/* Estimates what part of all tokens are words of a list: the more there are, the rarer most are. */
static float words_score(const gloss_phase *p, const gloss__node *n) {
  float sum = 0;
  for (uint32_t i = n->strings; i < n->strings + n->n_strings; i++)
    sum += word_score(gloss__phase_text(p, p->forest.lists[i]));
  return sum / (1 + (float)n->n_strings / 8);
}

/* Estimates what part of all tokens have one of some values of their class; most are words. */
static float values_score(const gloss_phase *p, const gloss__node *n) {
  float sum = n->n_strings ? 0 : 0.05F;
  for (uint32_t i = n->strings; i < n->strings + n->n_strings; i++) {
    gloss_str value = gloss__phase_text(p, p->forest.lists[i]);
    sum += value.size == 4 && memcmp(value.data, "word", 4) == 0 ? 0.8F : 0.05F;
  }
  return sum;
}

/* Estimates what part of all tokens pass a test; 1 if their classes do not decide. */
static float test_score(const gloss_phase *p, uint32_t node) {
  const gloss__node *n = &p->forest.nodes[node];
  float a, b;
  switch (n->kind) {
  case GLOSS_NODE_WORDS:
  case GLOSS_NODE_FORMS: return words_score(p, n);
  case GLOSS_NODE_NOT: return 0.95F;
  case GLOSS_NODE_AND: a = test_score(p, n->a), b = test_score(p, n->b); return a < b ? a : b;
  case GLOSS_NODE_OR: return test_score(p, n->a) + test_score(p, n->b);
  case GLOSS_NODE_IS: return in_class(p, node) ? values_score(p, n) : 1;
  case GLOSS_NODE_FLAG:
  case GLOSS_NODE_RANGE: return in_class(p, node) ? 0.3F : 1;
  default: return 1;
  }
}

/* Adds distances up to GLOSS__FAR. */
static int32_t add(int32_t a, int32_t b) {
  int64_t sum = (int64_t)a + b;
  if (a <= -GLOSS__FAR || b <= -GLOSS__FAR || sum < -GLOSS__FAR) return -GLOSS__FAR;
  return a >= GLOSS__FAR || b >= GLOSS__FAR || sum > GLOSS__FAR ? GLOSS__FAR : (int32_t)sum;
}

static int32_t times(int32_t a, uint32_t n) {
  int64_t product = (int64_t)a * (n < GLOSS__FAR ? n : GLOSS__FAR);
  return product > GLOSS__FAR ? GLOSS__FAR : (int32_t)product;
}

/* Estimates what looking for a need costs: for each token that has it a number of starts. */
static float cost(const gloss__need *need) {
  int32_t width = need->high - need->low;
  return need->score * (float)(8 + (width < 24 ? width : 24));
}

/* Puts a need among those of a node, if it is good enough; says whether it did. */
static int keep(facts *f, gloss__need need) {
  uint32_t i = f->n;
  while (i > 0 && cost(&need) < cost(&f->list[i - 1])) i--;
  if (i == GLOSS__NEEDS) return 0;
  if (f->n < GLOSS__NEEDS) f->n++;
  for (uint32_t k = f->n - 1; k > i; k--) f->list[k] = f->list[k - 1];
  f->list[i] = need;
  return 1;
}

/* Puts the needs of a child that begins `least` to `most` tokens on among those of a node. */
static void keep_moved(facts *f, const facts *child, int32_t least, int32_t most) {
  for (uint32_t i = 0; i < child->n; i++) {
    gloss__need need = child->list[i];
    need.low = add(need.low, least);
    need.high = add(need.high, most);
    keep(f, need);
  }
}

static gloss_status add_atom(gloss_phase *p, uint32_t atom) {
  gloss_status status = gloss__grow(&p->alloc, (void **)&p->atoms, &p->atoms_room,
                                    (size_t)p->n_atoms + 1, sizeof *p->atoms);
  if (status == GLOSS_OK) p->atoms[p->n_atoms++] = atom;
  return status;
}

static gloss_status one_atom(gloss_phase *p, uint32_t atom, float score, facts *out) {
  keep(out, (gloss__need){p->n_atoms, 1, 0, 0, score});
  return add_atom(p, atom);
}

/* Adds what one of two needs gives, if it is good enough. */
static gloss_status add_union(gloss_phase *p, const gloss__need *a, const gloss__need *b,
                              facts *out) {
  uint32_t first = p->n_atoms;
  if (a->count + b->count > GLOSS__NEED_ATOMS) return GLOSS_OK;
  for (uint32_t i = 0; i < a->count; i++)
    if (add_atom(p, p->atoms[a->first + i])) return GLOSS_ENOMEM;
  for (uint32_t i = 0; i < b->count; i++) {
    uint32_t atom = p->atoms[b->first + i], k = 0;
    while (k < a->count && p->atoms[first + k] != atom) k++;
    if (k == a->count && add_atom(p, atom)) return GLOSS_ENOMEM;
  }
  uint32_t count = p->n_atoms - first;
  gloss__need both = {first, count, a->low < b->low ? a->low : b->low,
                      a->high > b->high ? a->high : b->high,
                      a->score + b->score * (float)(count - a->count) / (float)b->count};
  if (!keep(out, both)) p->n_atoms = first;
  return GLOSS_OK;
}

/* Gives what either of two nodes needs: something of one or something of the other. */
static gloss_status either(gloss_phase *p, const facts *one, const facts *other, facts *out) {
  gloss_status status = GLOSS_OK;
  for (uint32_t i = 0; i < one->n; i++)
    for (uint32_t k = 0; status == GLOSS_OK && k < other->n; k++)
      status = add_union(p, &one->list[i], &other->list[k], out);
  return status;
}

static gloss_status find_unit(gloss_phase *p, uint32_t number, facts *out) {
  float score = p->forest.nodes[number].a ? 0.02F : 0.1F;
  out->least = 1;
  out->most = GLOSS__FAR;
  return one_atom(p, p->n_tests + p->rows_of[number], score, out);
}

static gloss_status find_test(gloss_phase *p, uint32_t number, facts *out) {
  uint32_t test = p->test_of[p->forest.nodes[number].canon];
  float score = test_score(p, number);
  out->least = out->most = 1;
  return score > 0.5F || !test ? GLOSS_OK : one_atom(p, test, score, out);
}

/* Finds out about a node from its children, which come before it. */
static gloss_status find_facts(gloss_phase *p, uint32_t number, facts *all) {
  const gloss__node *n = &p->forest.nodes[number];
  const facts *a = &all[n->a], *b = &all[n->b];
  facts *out = &all[number];
  int32_t gap = n->kind == GLOSS_NODE_GAP ? (int32_t)n->max : 0;
  switch (n->kind) {
  case GLOSS_NODE_UNIT: return find_unit(p, number, out);
  case GLOSS_NODE_ALT:
    out->least = a->least < b->least ? a->least : b->least;
    out->most = a->most > b->most ? a->most : b->most;
    return either(p, a, b, out);
  case GLOSS_NODE_REPEAT:
    if (n->min > 0) *out = *a;
    out->least = times(a->least, n->min);
    out->most = times(a->most, n->max);
    return GLOSS_OK;
  case GLOSS_NODE_AHEAD:
    if (!n->negative) keep_moved(out, a, 0, 0);
    return GLOSS_OK;
  case GLOSS_NODE_BEHIND:
    if (!n->negative) keep_moved(out, a, -a->most, -a->least);
    return GLOSS_OK;
  case GLOSS_NODE_BOS:
  case GLOSS_NODE_EOS:
  case GLOSS_NODE_DOC: return GLOSS_OK;
  case GLOSS_NODE_SEQ:
  case GLOSS_NODE_GAP:
    *out = *a;
    keep_moved(out, b, a->least, add(a->most, gap));
    out->least = add(a->least, b->least);
    out->most = add(add(a->most, gap), b->most);
    return GLOSS_OK;
  default:
    if (n->sorts != GLOSS__PATTERN) return find_test(p, number, out);
    *out = *a;
    return GLOSS_OK;
  }
}

/* Says of the look-behinds how many tokens they take, where each match takes as many. */
static void find_widths(gloss_phase *p, const facts *all) {
  for (uint32_t i = 0; i < p->n_parts; i++) {
    gloss__part *part = &p->parts[i];
    if (!part->behind) continue;
    uint32_t look = p->code[part->first + part->count - 1].node;
    const facts *body = &all[p->forest.nodes[look].a];
    if (body->least == body->most && body->most < GLOSS__FAR) part->width = (uint32_t)body->least;
  }
}

/* ---- First tokens ---- */

/* Lists the rows with one of which every match of a rule begins; none if it may begin otherwise. */
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
    if (i->op == GLOSS__OP_TOKEN) {
      p->n_firsts = f->first;
      break;
    } else if (i->op == GLOSS__OP_UNIT) {
      if (gloss__grow(&p->alloc, (void **)&p->firsts, &p->firsts_room, (size_t)p->n_firsts + 1,
                      sizeof *p->firsts))
        return GLOSS_ENOMEM;
      p->firsts[p->n_firsts++] = i->x;
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

/* ---- All ---- */

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
  facts *all = gloss__calloc(&p->alloc, n, sizeof *all);
  gloss_status status = p->filters && all ? GLOSS_OK : GLOSS_ENOMEM;
  for (uint32_t i = 1; status == GLOSS_OK && i < n; i++) status = find_facts(p, i, all);
  for (uint32_t i = 0; status == GLOSS_OK && i < p->forest.n_rules; i++) {
    const facts *found = &all[p->forest.rules[i].pattern];
    memcpy(p->filters[i].needs, found->list, sizeof found->list);
    p->filters[i].n_needs = found->n;
  }
  if (status == GLOSS_OK) find_widths(p, all);
  gloss__free(&p->alloc, all, n * sizeof *all);
  if (status != GLOSS_OK) return status;
  list_always(p);
  status = gloss__wants_make(p);
  return status == GLOSS_OK ? make_all_firsts(p) : status;
}

void gloss__filters_free(gloss_phase *p) {
  gloss__wants_free(p);
  gloss__free(&p->alloc, p->filters, ((size_t)p->forest.n_rules + 1) * sizeof *p->filters);
  gloss__free(&p->alloc, p->atoms, p->atoms_room * sizeof *p->atoms);
  gloss__free(&p->alloc, p->firsts, p->firsts_room * sizeof *p->firsts);
}
