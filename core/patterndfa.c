/* patterndfa.c -- tells quickly where no match can begin: a lazy automaton over classes of tokens, bits
** of rows and what looks see. What these do not decide is taken to pass, so it may let a place through,
** never miss one. All rules share one cache; when that is full it is emptied, and a scope where that
** happens twice within 1,000 tokens goes without. */
#include "patternrun.h"

enum {
  CACHE = 16 << 20,      /* bytes */
  STATES_MOST = 1 << 19, /* when the cache is full, too */
  EDGES_FREE = 1 << 16,  /* edges made ... */
  EDGES_WALK = 2,        /* ... and as many for each walk from a start */
  WALK = 24,             /* tokens looked at from a start */
  TRIAL = 256,           /* walks of a look until it counts what they said */
  OPENERS = 128,         /* words of openers a rule, 32 classes each, ... */
  OPENERS_MOST = 1 << 19 /* ... and of all rules */
};

static void flush(gloss__prun *r) {
  gloss__dfa *d = &r->s->dfa;
  if (d->edge_size) memset(d->edges, 0, d->edge_size * sizeof *d->edges);
  if (d->state_size) memset(d->state_table, 0, d->state_size * sizeof *d->state_table);
  memset(d->starts, 0, r->phase->n_parts * sizeof *d->starts);
  d->n_states = GLOSS__DFA_FIRST;
  d->n_edges = d->n_items = 0;
}

/* Goes on without for the rest of the scope. */
static void turn_off(gloss__prun *r) {
  r->out->counts.fallbacks += !r->s->dfa.off;
  r->s->dfa.off = 1;
}

/* Empties the cache when it is full; twice within 1,000 tokens, and the scope goes on without. So it
** does when more edges are made than pay. */
static void make_space(gloss__prun *r) {
  gloss__dfa *d = &r->s->dfa;
  if (d->n_made > EDGES_FREE + d->n_walks * EDGES_WALK) turn_off(r);
  size_t bytes =
      d->n_edges * 2 * sizeof *d->edges + d->n_items * sizeof *d->items + d->n_states * 20;
  if (bytes < (d->limit ? d->limit : CACHE) && d->n_states < STATES_MOST) return;
  flush(r);
  r->out->counts.flushes++;
  if (d->tokens - d->last_flush < 1000) turn_off(r);
  d->last_flush = d->tokens;
}

/* ---- Edges ---- */

static size_t edge_place(const gloss__dfa *d, uint64_t key) {
  size_t mask = d->edge_size - 1, i = (size_t)((key * 0x9E3779B97F4A7C15u) >> 40) & mask;
  while (d->edges[i].key && d->edges[i].key != key) i = (i + 1) & mask;
  return i;
}

static gloss_status grow_edges(gloss__prun *r) {
  gloss__dfa *d = &r->s->dfa;
  if (d->n_edges * 2 < d->edge_size) return GLOSS_OK;
  gloss__dfa before = *d;
  size_t size = d->edge_size ? d->edge_size * 2 : 1024;
  gloss__dfa_edge *edges = gloss__calloc(r->alloc, size, sizeof *edges);
  if (!edges) return GLOSS_ENOMEM;
  d->edges = edges;
  d->edge_size = size;
  for (size_t i = 0; i < before.edge_size; i++)
    if (before.edges[i].key) edges[edge_place(d, before.edges[i].key)] = before.edges[i];
  gloss__free(r->alloc, before.edges, before.edge_size * sizeof *edges);
  return GLOSS_OK;
}

static gloss_status add_edge(gloss__prun *r, uint64_t key, uint32_t to) {
  gloss__dfa *d = &r->s->dfa;
  gloss_status status = grow_edges(r);
  if (status != GLOSS_OK) return status;
  d->edges[edge_place(d, key)] = (gloss__dfa_edge){key, to};
  d->n_edges++;
  d->n_made++;
  return GLOSS_OK;
}

/* ---- Walks ---- */

/* A walk from a start of a rule, or of a look in it. */
typedef struct walker {
  gloss__prun *r;
  uint32_t rule;
  gloss_span scope;
  uint8_t looks; /* it is a look's: it takes other looks to pass */
} walker;

static gloss_status walk(walker *w, uint32_t part, uint32_t at, int *yes);

/* Says whether a look may pass at a place. */
static gloss_status glance(walker *w, uint32_t instr, uint32_t at, int *yes) {
  const gloss_phase *p = w->r->phase;
  uint32_t number = p->programs[w->rule].part + 1 + p->code[instr].x;
  const gloss__part *part = &p->parts[number];
  int negative = p->code[instr].y != 0;
  *yes = negative;
  if (part->behind && at - w->scope.start < part->width) return GLOSS_OK;
  if (part->behind) at -= part->width;
  const gloss__instr *first = &p->code[part->first];
  if (part->count == 2 && first->op == GLOSS__OP_TOKEN) {
    uint32_t class;
    gloss_status status = gloss__class_of(w->r, at, &class);
    if (status != GLOSS_OK) return status;
    unsigned answer = gloss__class_answer(w->r, first->z, class);
    *yes = negative ? answer != 2 : answer != 1;
    return GLOSS_OK;
  }
  gloss__glances *g = &w->r->s->dfa.glances[number];
  *yes = 1;
  if (w->looks || (g->asked >= TRIAL && g->refused < g->asked / 4)) return GLOSS_OK;
  walker other = {w->r, w->rule, w->scope, 1};
  gloss_status status = walk(&other, number, at, yes);
  g->asked++;
  g->refused += !*yes;
  return status;
}

/* Gives the signs of a state's conditions at a place. */
static gloss_status read_signs(walker *w, gloss__dfa_state state, uint32_t at, uint32_t *signs) {
  gloss__prun *r = w->r;
  *signs = 0;
  for (uint32_t i = 0; i < state.n_conds; i++) {
    uint32_t cond = r->s->dfa.items[state.first + state.count + i], kind = cond & 7;
    int yes = 0;
    gloss_status status = GLOSS_OK;
    if (kind == GLOSS__DFA_LOOK)
      status = glance(w, cond >> 3, at, &yes);
    else if (kind != GLOSS__DFA_ENDED)
      status = gloss__rows_bit(r, cond >> 3, (int)kind, at, &yes);
    else if (at > 0)
      status = gloss__rows_bit(r, cond >> 3, GLOSS__ROWS_ENDS, at - 1, &yes);
    if (status != GLOSS_OK) return status;
    *signs |= (uint32_t)(yes != 0) << i;
  }
  return GLOSS_OK;
}

/* Moves on by a token, or by the end of the scope. */
static gloss_status move(walker *w, uint32_t at, uint32_t *state) {
  gloss__dfa *d = &w->r->s->dfa;
  const gloss__dfa_state from = d->states[*state];
  uint32_t class = GLOSS__DFA_END, signs = 0;
  gloss_status status = GLOSS_OK;
  if (at < w->scope.end) {
    status = gloss__class_of(w->r, at, &class);
    if (class >= GLOSS__DFA_END - 1) {
      *state = GLOSS__DFA_MAYBE;
      return status;
    }
  }
  if (status == GLOSS_OK && from.n_conds) status = read_signs(w, from, at, &signs);
  if (status != GLOSS_OK) return status;
  uint64_t key = (uint64_t)*state << 44 | (uint64_t) class << 24 | signs;
  const gloss__dfa_edge *edge = &d->edges[edge_place(d, key)];
  if (edge->key) {
    *state = edge->target;
    return GLOSS_OK;
  }
  status = gloss__dfa_step(w->r, w->rule, *state, class, signs, state);
  return status == GLOSS_OK ? add_edge(w->r, key, *state) : status;
}

/* Makes the first state of a part. */
static gloss_status start_of(walker *w, uint32_t part, uint32_t *state) {
  gloss_status status = gloss__dfa_begin(w->r, w->rule, part, state);
  if (status == GLOSS_OK) w->r->s->dfa.starts[part] = *state + 1;
  return status;
}

/* Says whether a part may match from a place. */
static gloss_status walk(walker *w, uint32_t part, uint32_t at, int *yes) {
  uint32_t state = w->r->s->dfa.starts[part] - 1, left = w->looks ? GLOSS__DFA_GLANCE : WALK;
  gloss_status status = state == GLOSS_NONE ? start_of(w, part, &state) : GLOSS_OK;
  for (; status == GLOSS_OK && state >= GLOSS__DFA_FIRST && left > 0; left--)
    status = move(w, at++, &state);
  *yes = state != GLOSS__DFA_DEAD;
  return status;
}

/* Finds out whether a match of a rule may begin with a token of a class, all else apart; *bits receives
** 1, and 2 if it may. */
static gloss_status ask_opener(walker *w, uint32_t class, unsigned *bits) {
  const gloss__dfa *d = &w->r->s->dfa;
  uint32_t part = w->r->phase->programs[w->rule].part, state = d->starts[part] - 1;
  gloss_status status = GLOSS_OK;
  if (state == GLOSS_NONE) status = start_of(w, part, &state);
  if (status == GLOSS_OK && state >= GLOSS__DFA_FIRST)
    status = gloss__dfa_step(w->r, w->rule, state, class, GLOSS__DFA_ANY, &state);
  *bits = state == GLOSS__DFA_DEAD ? 1 : 3;
  return status;
}

/* Says whether a match of a rule may begin with a token of a class. Most may not: the bits of classes
** that come early, so often, are kept near one another. */
static gloss_status may_open(walker *w, uint32_t at, int *yes) {
  uint32_t class;
  gloss_status status = gloss__class_of(w->r, at, &class);
  *yes = 1;
  gloss__dfa *d = &w->r->s->dfa;
  if (status != GLOSS_OK || class / 32 >= d->rule_openers) return status;
  uint64_t *word = &d->openers[w->rule * d->rule_openers + class / 32];
  unsigned bits = *word >> class % 32 * 2 & 3;
  if (!bits) {
    status = ask_opener(w, class, &bits);
    if (status == GLOSS_OK) *word |= (uint64_t)bits << class % 32 * 2;
  }
  *yes = bits != 1;
  return status;
}

gloss_status gloss__dfa_enter(gloss__prun *r, gloss_span scope) {
  gloss__dfa *d = &r->s->dfa;
  d->off = 0;
  d->tokens += scope.end - scope.start;
  if (d->seen) return GLOSS_OK;
  d->n_places = (size_t)r->phase->n_code * 2 + 1;
  d->n_seen = d->n_places * 2;
  d->n_starts = (size_t)r->phase->n_parts + 1;
  d->starts = gloss__calloc(r->alloc, d->n_starts, sizeof *d->starts);
  d->glances = gloss__calloc(r->alloc, d->n_starts, sizeof *d->glances);
  size_t rules = r->phase->forest.n_rules, most = OPENERS_MOST / rules;
  d->rule_openers = most < OPENERS ? most : OPENERS;
  d->n_openers = rules * d->rule_openers + 1;
  d->openers = gloss__calloc(r->alloc, d->n_openers, sizeof *d->openers);
  d->stack = gloss__calloc(r->alloc, d->n_places, sizeof *d->stack);
  d->seen = gloss__calloc(r->alloc, d->n_seen, sizeof *d->seen);
  d->n_states = GLOSS__DFA_FIRST;
  gloss_status status =
      d->starts && d->glances && d->openers && d->stack && d->seen ? grow_edges(r) : GLOSS_ENOMEM;
  if (status != GLOSS_OK) gloss__dfa_free(r->s, r->alloc);
  return status;
}

gloss_status gloss__dfa_may_start(gloss__prun *r, uint32_t rule, uint32_t at, gloss_span scope,
                                  int *yes) {
  make_space(r);
  *yes = 1;
  if (r->s->dfa.off) return GLOSS_OK;
  r->s->dfa.n_walks++;
  walker w = {r, rule, scope, 0};
  gloss_status status = may_open(&w, at, yes);
  return status == GLOSS_OK && *yes ? walk(&w, r->phase->programs[rule].part, at, yes) : status;
}

void gloss__dfa_free(gloss__pstate *s, const gloss_alloc *alloc) {
  gloss__dfa *d = &s->dfa;
  gloss__free(alloc, d->edges, d->edge_size * sizeof *d->edges);
  gloss__free(alloc, d->state_table, d->state_size * sizeof *d->state_table);
  gloss__free(alloc, d->states, d->states_room * sizeof *d->states);
  gloss__free(alloc, d->items, d->items_room * sizeof *d->items);
  gloss__free(alloc, d->starts, d->n_starts * sizeof *d->starts);
  gloss__free(alloc, d->openers, d->n_openers * sizeof *d->openers);
  gloss__free(alloc, d->glances, d->n_starts * sizeof *d->glances);
  gloss__free(alloc, d->stack, d->n_places * sizeof *d->stack);
  gloss__free(alloc, d->seen, d->n_seen * sizeof *d->seen);
  *d = (gloss__dfa){.n_states = 0};
}
