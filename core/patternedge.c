/* patternedge.c -- where the automaton gets to by a token. A state is a set of places in a program; what
** can be reached from them depends on the token and on conditions: bits of rows, and looks. */
#include "patternrun.h"

enum {
  NO = 1, /* answers of tests */
  YES = 2,
  ASK = 3,
  ANY_CLASS = GLOSS__DFA_END - 1, /* of tokens */
  WIDEST = 256                    /* items of a state; one of more is MAYBE */
};

/* What an edge is made of, and what is gathered. */
typedef struct edge {
  gloss__prun *r;
  uint32_t rule, class, signs, conds, n_conds; /* conds: the state's, in the automaton's items */
  uint32_t items[WIDEST], n, depth;
  uint32_t met[GLOSS__DFA_CONDS], n_met; /* conditions on the way that are not among these */
  uint8_t maybe;
} edge;

/* Begins to gather: nothing is seen. */
static void new_stamp(gloss__dfa *d) {
  if (++d->stamp != 0) return;
  memset(d->seen, 0, d->n_seen * sizeof *d->seen);
  d->stamp = 1;
}

/* Marks an item as seen here or among those to come; says whether it is new. */
static int is_new(edge *e, uint32_t item, int to_come) {
  gloss__dfa *d = &e->r->s->dfa;
  uint32_t *seen = &d->seen[(size_t)item * 2 + (to_come != 0)];
  if (*seen == d->stamp) return 0;
  *seen = d->stamp;
  return 1;
}

static void push(edge *e, uint32_t item) {
  if (is_new(e, item, 0)) e->r->s->dfa.stack[e->depth++] = item;
}

/* Adds an item to the state that the edge leads to. */
static void add_item(edge *e, uint32_t item) {
  if (!is_new(e, item, 1)) return;
  if (e->n == WIDEST)
    e->maybe = 1;
  else
    e->items[e->n++] = item;
}

/* Adds an instruction, moved on as far as there is one way without a condition. */
static void add_place(edge *e, uint32_t at) {
  const gloss__instr *code = e->r->phase->code;
  for (;;) {
    switch (code[at].op) {
    case GLOSS__OP_JUMP: at = code[at].x; break;
    case GLOSS__OP_OPEN:
    case GLOSS__OP_CLOSE:
    case GLOSS__OP_CHECK:
    case GLOSS__OP_ZERO:
    case GLOSS__OP_COUNT:
    case GLOSS__OP_ENTER:
    case GLOSS__OP_LEAVE:
    case GLOSS__OP_DOC: at++; break;
    case GLOSS__OP_MATCH: e->maybe = 1; return;
    default: add_item(e, at * 2); return;
    }
  }
}

/* ---- Conditions ---- */

/* Tells whether a condition may have a truth value; one that the state does not list may, and is
** noted. */
static int may_be(edge *e, uint32_t cond, unsigned wanted) {
  const uint32_t *conds = e->r->s->dfa.items + e->conds;
  for (uint32_t i = 0; i < e->n_conds; i++)
    if (conds[i] == cond) return (e->signs >> i & 1) == wanted;
  uint32_t k = 0;
  while (k < e->n_met && e->met[k] != cond) k++;
  if (k == e->n_met && k < GLOSS__DFA_CONDS) e->met[e->n_met++] = cond;
  return 1;
}

static int may_hold(edge *e, uint32_t rows, uint32_t which) {
  return may_be(e, rows << 3 | which, 1);
}

static unsigned answer(const edge *e, uint32_t test) {
  return e->class == ANY_CLASS ? ASK : gloss__class_answer(e->r, test, e->class);
}

static int may_pass_guards(edge *e, uint32_t guard) {
  const gloss__guard *guards = e->r->phase->guards;
  for (; guard; guard = guards[guard].up) {
    gloss__guard g = guards[guard];
    uint32_t which = g.how == GLOSS__GUARD_REST ? GLOSS__ROWS_JOINED : GLOSS__ROWS_COVERED;
    if (!may_be(e, g.layer << 3 | which, g.how != GLOSS__GUARD_OUTSIDE)) return 0;
  }
  return 1;
}

/* Tells whether a look may pass: one of one token ahead by its class, one of one unit by the rows'
** bits, others by a walk of their own; most negative ones are taken to. */
static int may_look(edge *e, uint32_t at) {
  const gloss_phase *p = e->r->phase;
  const gloss__instr *i = &p->code[at];
  const gloss__part *part = &p->parts[p->programs[e->rule].part + 1 + i->x];
  const gloss__instr *first = &p->code[part->first];
  int one = part->count == 2, negative = i->y != 0;
  if (one && first->op == GLOSS__OP_UNIT && !negative)
    return may_hold(e, first->x, part->behind ? GLOSS__DFA_ENDED : GLOSS__ROWS_BEGINS);
  int token = one && first->op == GLOSS__OP_TOKEN;
  if (token && !part->behind) {
    if (e->class == GLOSS__DFA_END) return negative;
    return negative ? answer(e, first->z) != YES || first->y : answer(e, first->z) != NO;
  }
  if (negative && (!token || first->y)) return 1;
  if (part->behind && (!part->width || part->width > GLOSS__DFA_GLANCE)) return 1;
  return may_be(e, at << 3 | GLOSS__DFA_LOOK, 1);
}

/* ---- Ways ---- */

/* Takes a token of a unit that begins here, or began before. */
static void take_unit(edge *e, uint32_t item) {
  const gloss__instr *i = &e->r->phase->code[item / 2];
  if (e->class == GLOSS__DFA_END) return;
  if (!may_hold(e, i->x, item & 1 ? GLOSS__ROWS_JOINED : GLOSS__ROWS_BEGINS)) return;
  if (!(item & 1) && !may_pass_guards(e, i->y)) return;
  if (may_hold(e, i->x, GLOSS__ROWS_ENDS)) add_place(e, i->next);
  add_item(e, item | 1);
}

/* Takes what an item leads to. */
static void follow(edge *e, uint32_t item) {
  uint32_t at = item / 2;
  const gloss__instr *i = &e->r->phase->code[at];
  switch (i->op) {
  case GLOSS__OP_MATCH: e->maybe = 1; break;
  case GLOSS__OP_TOKEN:
    if (e->class != GLOSS__DFA_END && answer(e, i->z) != NO && may_pass_guards(e, i->y))
      add_place(e, i->next);
    break;
  case GLOSS__OP_UNIT: take_unit(e, item); break;
  case GLOSS__OP_SPLIT:
    push(e, i->x * 2);
    push(e, i->y * 2);
    break;
  case GLOSS__OP_JUMP: push(e, i->x * 2); break;
  case GLOSS__OP_LOOK:
    if (may_look(e, at)) push(e, (at + 1) * 2);
    break;
  case GLOSS__OP_BOS:
  case GLOSS__OP_STARTS:
    if (may_hold(e, i->x, GLOSS__ROWS_BEGINS)) push(e, (at + 1) * 2);
    break;
  case GLOSS__OP_EOS:
    if (may_hold(e, i->x, GLOSS__DFA_ENDED)) push(e, (at + 1) * 2);
    break;
  default: push(e, (at + 1) * 2);
  }
}

/* Follows items and all they lead to until the next token. */
static void follow_all(edge *e, const uint32_t *items, uint32_t n) {
  new_stamp(&e->r->s->dfa);
  for (uint32_t i = 0; i < n; i++) push(e, items[i]);
  while (e->depth > 0 && !e->maybe) follow(e, e->r->s->dfa.stack[--e->depth]);
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
  for (uint32_t s = GLOSS__DFA_FIRST; s < d->n_states; s++) {
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

/* Adds a state of the items gathered, with the conditions on what can be reached from them. */
static gloss_status add_state(const edge *from) {
  gloss__prun *r = from->r;
  gloss__dfa *d = &r->s->dfa;
  edge all = {.r = r, .rule = from->rule, .class = ANY_CLASS};
  follow_all(&all, from->items, from->n);
  size_t n = d->n_items + from->n + all.n_met;
  if (gloss__grow(r->alloc, (void **)&d->states, &d->states_room, (size_t)d->n_states + 1,
                  sizeof *d->states) ||
      gloss__grow(r->alloc, (void **)&d->items, &d->items_room, n, sizeof *d->items))
    return GLOSS_ENOMEM;
  uint32_t *items = d->items + d->n_items;
  memcpy(items, from->items, from->n * sizeof *items);
  memcpy(items + from->n, all.met, all.n_met * sizeof *items);
  d->states[d->n_states++] = (gloss__dfa_state){(uint32_t)d->n_items, from->n, all.n_met};
  d->n_items = n;
  r->out->counts.states++;
  return GLOSS_OK;
}

/* Gives the state that was gathered. */
static gloss_status state_of(const edge *e, uint32_t *state) {
  gloss__dfa *d = &e->r->s->dfa;
  *state = e->maybe ? GLOSS__DFA_MAYBE : GLOSS__DFA_DEAD;
  if (e->maybe || e->n == 0) return GLOSS_OK;
  gloss_status status = grow_states(e->r);
  if (status != GLOSS_OK) return status;
  size_t mask = d->state_size - 1, i = hash_items(e->items, e->n) & mask;
  for (; d->state_table[i]; i = (i + 1) & mask) {
    const gloss__dfa_state *s = &d->states[d->state_table[i]];
    *state = d->state_table[i];
    if (s->count == e->n && memcmp(d->items + s->first, e->items, e->n * sizeof *e->items) == 0)
      return GLOSS_OK;
  }
  *state = d->n_states;
  status = add_state(e);
  if (status == GLOSS_OK) d->state_table[i] = *state;
  return status;
}

gloss_status gloss__dfa_begin(gloss__prun *r, uint32_t rule, uint32_t part, uint32_t *state) {
  edge e = {.r = r, .rule = rule};
  new_stamp(&r->s->dfa);
  add_place(&e, r->phase->parts[part].first);
  return state_of(&e, state);
}

gloss_status gloss__dfa_step(gloss__prun *r, uint32_t rule, uint32_t from, uint32_t class,
                             uint32_t signs, uint32_t *to) {
  gloss__dfa *d = &r->s->dfa;
  const gloss__dfa_state s = d->states[from];
  edge e = {.r = r, .rule = rule, .class = class, .signs = signs};
  e.conds = s.first + s.count;
  e.n_conds = signs == GLOSS__DFA_ANY ? 0 : s.n_conds;
  follow_all(&e, d->items + s.first, s.count);
  return state_of(&e, to);
}
