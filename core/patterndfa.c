/* patterndfa.c -- tells quickly where no match can begin: a lazy automaton over classes of tokens. Its
** states are sets of instructions; what a class does not decide (asks of the token, look-around,
** guards, units) is taken to pass, so it may let a place through, never miss one. All rules share
** one cache; when that is full it is emptied, and a scope where that happens twice within 1,000
** tokens goes without. */
#include "patternrun.h"

enum {
  CACHE = 16 << 20, /* bytes */
  WALK = 24,        /* tokens looked at from a start */
  DEAD = 0,         /* states: nothing can follow; a match may be here */
  MAYBE = 1,
  FIRST_STATE = 2,
  WIDEST = 256 /* instructions of a state; one of more is MAYBE */
};

static void flush(gloss__prun *r) {
  gloss__dfa *d = &r->s->dfa;
  if (d->edge_size) memset(d->edge_keys, 0, d->edge_size * sizeof *d->edge_keys);
  if (d->state_size) memset(d->state_table, 0, d->state_size * sizeof *d->state_table);
  memset(d->starts, 0, r->s->n_rules * sizeof *d->starts);
  d->n_states = FIRST_STATE;
  d->n_edges = d->n_items = 0;
}

/* Empties the cache when it is full; twice within 1,000 tokens, and the scope goes on without. */
static void make_space(gloss__prun *r) {
  gloss__dfa *d = &r->s->dfa;
  size_t bytes = d->n_edges * 24 + d->n_items * sizeof *d->items + d->n_states * 16;
  if (bytes < (d->limit ? d->limit : CACHE)) return;
  flush(r);
  r->out->counts.flushes++;
  if (d->tokens - d->last_flush < 1000 && !d->off) {
    d->off = 1;
    r->out->counts.fallbacks++;
  }
  d->last_flush = d->tokens;
}

/* ---- States ---- */

static uint64_t hash_items(const uint32_t *items, uint32_t n) {
  uint64_t h = n;
  for (uint32_t i = 0; i < n; i++) h = (h ^ items[i]) * 0x9E3779B97F4A7C15u, h ^= h >> 29;
  return h;
}

static gloss_status grow_states(gloss__prun *r) {
  gloss__dfa *d = &r->s->dfa;
  if ((size_t)d->n_states * 2 < d->state_size) return GLOSS_OK;
  size_t size = d->state_size ? d->state_size * 2 : 1024;
  uint32_t *table = gloss__calloc(r->alloc, size, sizeof *table);
  if (!table) return GLOSS_ENOMEM;
  for (uint32_t s = FIRST_STATE; s < d->n_states; s++) {
    const gloss__dfa_state *state = &d->states[s];
    size_t i = hash_items(d->items + state->first, state->count) & (size - 1);
    while (table[i]) i = (i + 1) & (size - 1);
    table[i] = s;
  }
  gloss__free(r->alloc, d->state_table, d->state_size * sizeof *table);
  d->state_table = table;
  d->state_size = size;
  return GLOSS_OK;
}

/* Gives the state of a set of instructions. */
static gloss_status state_of(gloss__prun *r, const uint32_t *items, uint32_t n, uint32_t *state) {
  gloss__dfa *d = &r->s->dfa;
  gloss_status status = grow_states(r);
  if (status != GLOSS_OK) return status;
  size_t mask = d->state_size - 1, i = hash_items(items, n) & mask;
  for (; d->state_table[i]; i = (i + 1) & mask) {
    const gloss__dfa_state *s = &d->states[d->state_table[i]];
    *state = d->state_table[i];
    if (s->count == n && memcmp(d->items + s->first, items, n * sizeof *items) == 0)
      return GLOSS_OK;
  }
  if (gloss__grow(r->alloc, (void **)&d->states, &d->states_room, (size_t)d->n_states + 1,
                  sizeof *d->states) ||
      gloss__grow(r->alloc, (void **)&d->items, &d->items_room, d->n_items + n, sizeof *d->items))
    return GLOSS_ENOMEM;
  memcpy(d->items + d->n_items, items, n * sizeof *items);
  *state = d->state_table[i] = d->n_states;
  d->states[d->n_states++] = (gloss__dfa_state){(uint32_t)d->n_items, n};
  d->n_items += n;
  r->out->counts.states++;
  return GLOSS_OK;
}

/* A set of instructions as it is gathered: those that take tokens, in order of finding. */
typedef struct set {
  uint32_t items[WIDEST], n, maybe;
} set;

/* Begins a set: nothing is seen. */
static void new_stamp(gloss__prun *r) {
  gloss__dfa *d = &r->s->dfa;
  if (++d->stamp != 0) return;
  memset(d->seen, 0, d->stack_size / 2 * sizeof *d->seen);
  d->stamp = 1;
}

/* Adds what can be reached from an instruction without a token. Each is stamped as seen. */
static gloss_status reach(gloss__prun *r, uint32_t from, set *out) {
  gloss__dfa *d = &r->s->dfa;
  uint32_t depth = 0;
  d->stack[depth++] = from;
  while (depth > 0) {
    uint32_t at = d->stack[--depth];
    if (d->seen[at] == d->stamp) continue;
    d->seen[at] = d->stamp;
    const gloss__instr *i = &r->phase->code[at];
    switch (i->op) {
    case GLOSS__OP_MATCH:
    case GLOSS__OP_UNIT: out->maybe = 1; return GLOSS_OK;
    case GLOSS__OP_TOKEN:
      if (out->n == WIDEST) {
        out->maybe = 1;
        return GLOSS_OK;
      }
      out->items[out->n++] = at;
      break;
    case GLOSS__OP_SPLIT:
      d->stack[depth++] = i->y;
      d->stack[depth++] = i->x;
      break;
    default: d->stack[depth++] = i->op == GLOSS__OP_JUMP ? i->x : at + 1;
    }
  }
  return GLOSS_OK;
}

static gloss_status finish(gloss__prun *r, const set *s, uint32_t *state) {
  *state = s->maybe ? MAYBE : DEAD;
  return s->maybe || s->n == 0 ? GLOSS_OK : state_of(r, s->items, s->n, state);
}

static gloss_status start_state(gloss__prun *r, uint32_t rule, uint32_t *state) {
  gloss__dfa *d = &r->s->dfa;
  const gloss__program *p = &r->phase->programs[rule];
  set all = {.n = 0};
  new_stamp(r);
  gloss_status status = reach(r, r->phase->parts[p->part].first, &all);
  if (status == GLOSS_OK) status = finish(r, &all, state);
  if (status == GLOSS_OK) d->starts[rule] = *state + 1;
  return status;
}

/* ---- Steps ---- */

static size_t edge_place(const gloss__dfa *d, uint64_t key) {
  size_t mask = d->edge_size - 1, i = (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & mask;
  while (d->edge_keys[i] && d->edge_keys[i] != key) i = (i + 1) & mask;
  return i;
}

static gloss_status grow_edges(gloss__prun *r) {
  gloss__dfa *d = &r->s->dfa;
  if (d->n_edges * 2 < d->edge_size) return GLOSS_OK;
  gloss__dfa before = *d;
  size_t size = d->edge_size ? d->edge_size * 2 : 4096;
  uint64_t *keys = gloss__calloc(r->alloc, size, sizeof *keys);
  uint32_t *targets = gloss__alloc(r->alloc, size * sizeof *targets);
  if (!keys || !targets) {
    gloss__free(r->alloc, keys, size * sizeof *keys);
    gloss__free(r->alloc, targets, size * sizeof *targets);
    return GLOSS_ENOMEM;
  }
  d->edge_keys = keys;
  d->edge_targets = targets;
  d->edge_size = size;
  for (size_t i = 0; i < before.edge_size; i++) {
    if (!before.edge_keys[i]) continue;
    size_t place = edge_place(d, before.edge_keys[i]);
    keys[place] = before.edge_keys[i];
    targets[place] = before.edge_targets[i];
  }
  gloss__free(r->alloc, before.edge_keys, before.edge_size * sizeof *keys);
  gloss__free(r->alloc, before.edge_targets, before.edge_size * sizeof *targets);
  return GLOSS_OK;
}

/* Makes the step from a state by a class of tokens. */
static gloss_status make_edge(gloss__prun *r, uint32_t from, uint32_t class, uint32_t *to) {
  gloss__dfa *d = &r->s->dfa;
  set all = {.n = 0};
  new_stamp(r);
  gloss_status status = GLOSS_OK;
  const gloss__dfa_state s = d->states[from];
  for (uint32_t i = 0; status == GLOSS_OK && !all.maybe && i < s.count; i++) {
    const gloss__instr *c = &r->phase->code[d->items[s.first + i]];
    if (gloss__class_answer(r, c->z, class) != 1) status = reach(r, c->next, &all);
  }
  if (status == GLOSS_OK) status = finish(r, &all, to);
  if (status == GLOSS_OK) status = grow_edges(r);
  if (status != GLOSS_OK) return status;
  uint64_t key = (uint64_t)from << 32 | class;
  size_t place = edge_place(d, key);
  d->edge_keys[place] = key;
  d->edge_targets[place] = *to;
  d->n_edges++;
  return GLOSS_OK;
}

gloss_status gloss__dfa_enter(gloss__prun *r, gloss_span scope) {
  gloss__dfa *d = &r->s->dfa;
  d->off = 0;
  d->tokens += scope.end - scope.start;
  if (d->seen) return GLOSS_OK;
  size_t n = (size_t)r->phase->n_code + 1;
  d->stack_size = n * 2;
  d->starts = gloss__calloc(r->alloc, (size_t)r->s->n_rules + 1, sizeof *d->starts);
  d->stack = gloss__calloc(r->alloc, d->stack_size, sizeof *d->stack);
  d->seen = gloss__calloc(r->alloc, n, sizeof *d->seen);
  d->n_states = FIRST_STATE;
  gloss_status status = d->starts && d->stack && d->seen ? grow_edges(r) : GLOSS_ENOMEM;
  if (status != GLOSS_OK) gloss__dfa_free(r->s, r->alloc);
  return status;
}

gloss_status gloss__dfa_may_start(gloss__prun *r, uint32_t rule, uint32_t at, uint32_t end,
                                  int *yes) {
  gloss__dfa *d = &r->s->dfa;
  gloss_status status = GLOSS_OK;
  make_space(r);
  *yes = 1;
  if (d->off) return GLOSS_OK;
  uint32_t state = d->starts[rule] - 1, stop = end - at > WALK ? at + WALK : end;
  if (state == GLOSS_NONE) status = start_state(r, rule, &state);
  for (; status == GLOSS_OK && state >= FIRST_STATE && at < stop; at++) {
    uint32_t class;
    status = gloss__class_of(r, at, &class);
    if (status != GLOSS_OK) return status;
    size_t place = edge_place(d, (uint64_t)state << 32 | class);
    if (d->edge_keys[place])
      state = d->edge_targets[place];
    else
      status = make_edge(r, state, class, &state);
  }
  *yes = state == MAYBE || (state != DEAD && at < end);
  return status;
}

void gloss__dfa_free(gloss__pstate *s, const gloss_alloc *alloc) {
  gloss__dfa *d = &s->dfa;
  gloss__free(alloc, d->edge_keys, d->edge_size * sizeof *d->edge_keys);
  gloss__free(alloc, d->edge_targets, d->edge_size * sizeof *d->edge_targets);
  gloss__free(alloc, d->state_table, d->state_size * sizeof *d->state_table);
  gloss__free(alloc, d->states, d->states_room * sizeof *d->states);
  gloss__free(alloc, d->items, d->items_room * sizeof *d->items);
  gloss__free(alloc, d->starts, ((size_t)s->n_rules + 1) * sizeof *d->starts);
  gloss__free(alloc, d->stack, d->stack_size * sizeof *d->stack);
  gloss__free(alloc, d->seen, d->stack_size / 2 * sizeof *d->seen);
  *d = (gloss__dfa){.n_states = 0};
}
