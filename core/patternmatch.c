/* patternmatch.c -- turns the log of a run that succeeded into a match with captures, and asks the
** checks that the run passed through whether it may stand. */
#include "patternrun.h"

enum { MOST = 1 << 24 }; /* matches of a run, and captures */

/* Adds room for one more capture. */
static gloss_status add_capture(gloss__vm *vm, gloss_capture c) {
  gloss_matches *m = vm->r->out;
  if (gloss__grow(&m->alloc, (void **)&m->captures, &m->captures_room, (size_t)m->n_captures + 1,
                  sizeof *m->captures))
    return GLOSS_ENOMEM;
  m->captures[m->n_captures++] = c;
  return GLOSS_OK;
}

/* Opens a capture and remembers it. */
static gloss_status open_capture(gloss__vm *vm, uint32_t name, uint32_t pos, uint32_t *depth) {
  gloss__pstate *s = vm->r->s;
  if (gloss__grow(vm->r->alloc, (void **)&s->stack, &s->stack_room, (size_t)*depth + 1,
                  sizeof *s->stack))
    return GLOSS_ENOMEM;
  s->stack[(*depth)++] = vm->r->out->n_captures;
  return add_capture(vm, (gloss_capture){name, pos, pos, GLOSS_NONE, GLOSS_NONE});
}

/* Notes a unit for the open captures that begin with it: `end` is then where the unit ends. */
static void note_unit(gloss__vm *vm, const gloss__event *e, uint32_t layer, uint32_t depth) {
  gloss_capture *captures = vm->r->out->captures;
  while (depth-- > 0) {
    gloss_capture *c = &captures[vm->r->s->stack[depth]];
    if (c->start != e->pos) return;
    if (c->layer != GLOSS_NONE) continue;
    *c = (gloss_capture){c->name, c->start, e->end, layer, e->row};
  }
}

/* Drops captures of no tokens from the match being made. */
static void drop_empty(gloss_matches *m, uint32_t first) {
  uint32_t kept = first;
  for (uint32_t i = first; i < m->n_captures; i++)
    if (m->captures[i].end > m->captures[i].start) m->captures[kept++] = m->captures[i];
  m->n_captures = kept;
}

static gloss_status make_captures(gloss__vm *vm, uint32_t first) {
  gloss_status status = GLOSS_OK;
  uint32_t depth = 0;
  for (uint32_t i = 0; status == GLOSS_OK && i < vm->n_log; i++) {
    gloss__event e = vm->r->s->log[i];
    const gloss__instr *c = &vm->r->phase->code[e.pc];
    if (c->op == GLOSS__OP_OPEN) {
      status = open_capture(vm, c->x, e.pos, &depth);
    } else if (c->op == GLOSS__OP_UNIT) {
      note_unit(vm, &e, gloss__rows_layer(vm->r->phase, c->x), depth);
    } else if (c->op == GLOSS__OP_CLOSE) {
      gloss_capture *made = &vm->r->out->captures[vm->r->s->stack[--depth]];
      if (made->layer != GLOSS_NONE && made->end != e.pos) made->layer = made->row = GLOSS_NONE;
      made->end = e.pos;
    }
  }
  drop_empty(vm->r->out, first);
  return status;
}

/* ---- Checks ---- */

/* A value in the shape that values are compared in: kind 0 is absent. */
typedef struct value {
  enum { ABSENT, SYMBOL, NUMBER } kind;
  int64_t number;
  double real;
} value;

/* Reads the value of a capture's column. */
static gloss_status read_value(gloss__vm *vm, const gloss_capture *c, const char *name,
                               value *out) {
  gloss__prun *r = vm->r;
  gloss_layer *layer = c->layer == GLOSS_NONE ? r->tokens : r->s->rows[c->layer].layer;
  uint32_t row = c->layer == GLOSS_NONE ? c->start : c->row;
  gloss_column column;
  *out = (value){ABSENT, 0, 0};
  if (c->layer == GLOSS_NONE && c->end != c->start + 1) return GLOSS_OK;
  gloss_status status = gloss_layer_column(layer, name, &column);
  if (status == GLOSS_ENOENT || (status == GLOSS_OK && column.offsets)) return GLOSS_OK;
  if (status != GLOSS_OK) return status;
  value v = {NUMBER, 0, 0};
  switch (column.type) {
  case GLOSS_U8: v.number = ((const uint8_t *)column.values)[row]; break;
  case GLOSS_U16: v.number = ((const uint16_t *)column.values)[row]; break;
  case GLOSS_U64: v.number = (int64_t)((const uint64_t *)column.values)[row]; break;
  case GLOSS_BOOL: {
    v.number = ((const uint8_t *)column.values)[row];
    if (v.number > 1) v.kind = ABSENT;
    break;
  }
  case GLOSS_SYMBOL:
  case GLOSS_REF: {
    uint32_t absent = column.type == GLOSS_SYMBOL ? 0 : GLOSS_NONE;
    uint32_t number = ((const uint32_t *)column.values)[row];
    v.kind = number == absent ? ABSENT : column.type == GLOSS_SYMBOL ? SYMBOL : NUMBER;
    v.number = number;
    break;
  }
  case GLOSS_INTEGER: {
    v.number = ((const int64_t *)column.values)[row];
    if (v.number == INT64_MIN) v.kind = ABSENT;
    break;
  }
  case GLOSS_NUMBER: {
    v.real = ((const double *)column.values)[row];
    if (v.real != v.real) v.kind = ABSENT;
    break;
  }
  }
  *out = v;
  return GLOSS_OK;
}

static int same_value(const value *a, const value *b) {
  if (a->kind == ABSENT || a->kind != b->kind) return 0;
  return a->number == b->number && a->real == b->real;
}

/* Says whether all values of both names are equal: each is compared with the first. */
static gloss_status agrees(gloss__vm *vm, const gloss__node *n, uint32_t first, int *yes) {
  const gloss_phase *p = vm->r->phase;
  const gloss_matches *m = vm->r->out;
  const char *name = gloss__phase_text(p, n->name).data;
  const uint32_t *names = p->forest.lists + n->strings;
  uint32_t seen[2] = {0, 0};
  for (uint32_t i = first; i < m->n_captures; i++)
    for (int k = 0; k < 2; k++) seen[k] += p->captures[m->captures[i].name] == names[k];
  *yes = 1;
  if (!seen[0] || !seen[1]) return GLOSS_OK;
  value common = {ABSENT, 0, 0};
  int any = 0;
  for (uint32_t i = first; *yes && i < m->n_captures; i++) {
    uint32_t captured = p->captures[m->captures[i].name];
    if (captured != names[0] && captured != names[1]) continue;
    value v;
    gloss_status status = read_value(vm, &m->captures[i], name, &v);
    if (status != GLOSS_OK) return status;
    if (!any++) common = v;
    *yes = same_value(&common, &v);
  }
  return GLOSS_OK;
}

static gloss_status accepted(gloss__vm *vm, uint32_t node, const gloss_match *match, int *yes) {
  const gloss__node *n = &vm->r->phase->forest.nodes[node];
  const gloss_pattern_calls *calls = vm->r->calls;
  if (n->kind == GLOSS_NODE_AGREE) return agrees(vm, n, match->captures, yes);
  *yes = 0;
  if (!calls || !calls->where) return GLOSS_OK;
  return calls->where(calls->user, n->tag, match, vm->r->out->captures + match->captures, yes);
}

gloss_status gloss__emit(gloss__vm *vm, uint32_t start, uint32_t end, uint32_t *rejected) {
  gloss_matches *m = vm->r->out;
  uint32_t first = m->n_captures;
  *rejected = 0;
  if (m->n >= MOST || m->n_captures >= MOST)
    return gloss__prun_too_much(vm->r, vm->rule, "many matches: over 16,777,216 with captures");
  gloss_status status =
      gloss__grow(&m->alloc, (void **)&m->list, &m->list_room, (size_t)m->n + 1, sizeof *m->list);
  if (status == GLOSS_OK) status = make_captures(vm, first);
  gloss_match match = {vm->rule, start, end, GLOSS_NONE, first, m->n_captures - first};
  for (uint32_t i = 0; status == GLOSS_OK && !*rejected && i < vm->n_log; i++) {
    const gloss__instr *c = &vm->r->phase->code[vm->r->s->log[i].pc];
    int yes = 1;
    if (c->op == GLOSS__OP_CHECK) status = accepted(vm, c->x, &match, &yes);
    if (!yes) *rejected = c->x;
  }
  if (status != GLOSS_OK || *rejected)
    m->n_captures = first;
  else
    m->list[m->n++] = match;
  return status;
}
