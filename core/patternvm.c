/* patternvm.c -- runs a rule's program from a token: depth first in order of preference, and never
** again through an instruction at a place where that failed. What failed once fails from every
** start, so failures are kept for the whole scope: all starts together cost no more than
** instructions times places.
**
** Where a loop may turn without a token (the part is cyclic), a run may come to an instruction that
** it is still busy with at the same place, in an earlier turn: it may go on, since the turn fails
** if it takes none. There a failure is marked when the run steps back over it, not when it gets
** there. When the run succeeds, failures at the places where its turns began are dropped, for they
** may have failed only as empty turns of those; any other turn has been tried to its end. */
#include "patternrun.h"

enum {
  MEMO_WORDS = 1 << 17, /* kept behind the start of a run */
  MEMO_MOST = 1 << 26   /* words of the memos of a rule together: 512 MB */
};

typedef enum gloss__result { FAILED, MATCHED } result;

/* ---- Memos ---- */

/* Makes the rows of places up to pos. */
static gloss_status memo_reach(gloss__vm *vm, gloss__memo *m, uint32_t pos) {
  if (pos - m->origin < m->rows) return GLOSS_OK;
  gloss__prun *r = vm->r;
  uint32_t rows = pos - m->origin + 1;
  size_t words = (size_t)rows * m->words, had = (size_t)m->rows * m->words;
  size_t more = (words - had) * (m->keeps_good ? 2 : 1);
  if (vm->memo_words + more > MEMO_MOST)
    return gloss__prun_too_much(r, vm->rule, "long a scope for so long a rule");
  if (gloss__grow(r->alloc, (void **)&m->failed, &m->failed_room, words, sizeof *m->failed) ||
      (m->keeps_good &&
       gloss__grow(r->alloc, (void **)&m->good, &m->good_room, words, sizeof *m->good)))
    return GLOSS_ENOMEM;
  memset(m->failed + had, 0, (words - had) * sizeof *m->failed);
  if (m->keeps_good) memset(m->good + had, 0, (words - had) * sizeof *m->good);
  m->rows = rows;
  vm->memo_words += more;
  return GLOSS_OK;
}

void gloss__vm_forget(gloss__vm *vm) {
  gloss__memo *m = vm->r->s->memos;
  vm->memo_words -= (size_t)m->rows * m->words;
  m->rows = 0;
}

static inline size_t memo_word(const gloss__memo *m, uint32_t at, uint32_t pos) {
  return (size_t)(pos - m->origin) * m->words + at / 64;
}

static void memo_forget(gloss__memo *m, uint32_t from) {
  if (m->rows && from >= m->origin && from - m->origin < m->rows) {
    size_t first = (size_t)(from - m->origin) * m->words;
    memset(m->failed + first, 0, ((size_t)m->rows * m->words - first) * sizeof *m->failed);
  }
}

/* ---- Stacks ---- */

static gloss_status push_choice(gloss__vm *vm, gloss__choice c) {
  gloss__pstate *s = vm->r->s;
  c.log = vm->n_log;
  c.trail = vm->n_trail;
  if (vm->n_choices == s->choices_room &&
      gloss__grow(vm->r->alloc, (void **)&s->choices, &s->choices_room, (size_t)vm->n_choices + 1,
                  sizeof *s->choices))
    return GLOSS_ENOMEM;
  s->choices[vm->n_choices++] = c;
  return GLOSS_OK;
}

static gloss_status push_event(gloss__vm *vm, gloss__event e) {
  gloss__pstate *s = vm->r->s;
  if (vm->n_log == s->log_room && gloss__grow(vm->r->alloc, (void **)&s->log, &s->log_room,
                                              (size_t)vm->n_log + 1, sizeof *s->log))
    return GLOSS_ENOMEM;
  s->log[vm->n_log++] = e;
  return GLOSS_OK;
}

static gloss_status push_trail(gloss__vm *vm, uint32_t pc, uint32_t pos) {
  gloss__pstate *s = vm->r->s;
  if (vm->n_trail + 2 > s->trail_room &&
      gloss__grow(vm->r->alloc, (void **)&s->trail, &s->trail_room, (size_t)vm->n_trail + 2,
                  sizeof *s->trail))
    return GLOSS_ENOMEM;
  s->trail[vm->n_trail++] = pc;
  s->trail[vm->n_trail++] = pos;
  return GLOSS_OK;
}

/* ---- Instructions ---- */

/* Notes what was asked for in vain, if it is at the furthest place so far. */
static gloss_status note_miss(gloss__vm *vm, uint32_t node, uint32_t pos) {
  gloss__pstate *s = vm->r->s;
  if (vm->look_level || pos < vm->why->furthest) return GLOSS_OK;
  if (pos > vm->why->furthest) s->n_tags = 0;
  vm->why->furthest = pos;
  uint32_t tag = vm->r->phase->forest.nodes[node].tag;
  for (uint32_t i = 0; i < s->n_tags; i++)
    if (s->tags[i] == tag) return GLOSS_OK;
  if (gloss__grow(vm->r->alloc, (void **)&s->tags, &s->tags_room, (size_t)s->n_tags + 1,
                  sizeof *s->tags))
    return GLOSS_ENOMEM;
  s->tags[s->n_tags++] = tag;
  return GLOSS_OK;
}

/* Tells whether tokens [pos, end) pass a chain of guards. */
static gloss_status guarded(gloss__vm *vm, uint32_t guard, uint32_t pos, uint32_t end, int *yes) {
  const gloss_phase *p = vm->r->phase;
  *yes = 1;
  for (; guard; guard = p->guards[guard].up) {
    gloss__guard g = p->guards[guard];
    for (uint32_t t = pos; t < end; t++) {
      int joined = g.how == GLOSS__GUARD_REST || (g.how == GLOSS__GUARD_FIRST && t > pos);
      gloss_status status = gloss__rows_bit(
          vm->r, g.layer, joined ? GLOSS__ROWS_JOINED : GLOSS__ROWS_COVERED, t, yes);
      if (status != GLOSS_OK) return status;
      if (g.how == GLOSS__GUARD_OUTSIDE) *yes = !*yes;
      if (!*yes) return GLOSS_OK;
    }
  }
  return GLOSS_OK;
}

/* Finds the first edge >= edge that a unit may take at pos; *edge is GLOSS_NONE when there is
** none. */
static gloss_status next_edge(gloss__vm *vm, const gloss__instr *i, uint32_t pos, uint32_t *edge) {
  const gloss__rows *rows = &vm->r->s->rows[i->x];
  for (; *edge < rows->n_edges && rows->edges[*edge].start == pos; ++*edge) {
    const gloss__edge *e = &rows->edges[*edge];
    int yes = e->end <= vm->end;
    gloss_status status = GLOSS_OK;
    vm->r->out->counts.steps++;
    if (yes && i->y) status = guarded(vm, i->y, pos, e->end, &yes);
    if (status != GLOSS_OK || yes) return status;
  }
  *edge = GLOSS_NONE;
  return GLOSS_OK;
}

static gloss_status look(gloss__vm *vm, const gloss__instr *i, uint32_t pos, int *yes);

/* Tests what takes no token. */
static gloss_status assertion(gloss__vm *vm, const gloss__instr *i, uint32_t pos, int *yes) {
  switch (i->op) {
  case GLOSS__OP_DOC: *yes = pos == 0; return GLOSS_OK;
  case GLOSS__OP_EOS:
    *yes = 0;
    return pos ? gloss__rows_bit(vm->r, i->x, GLOSS__ROWS_ENDS, pos - 1, yes) : GLOSS_OK;
  case GLOSS__OP_LOOK: return look(vm, i, pos, yes);
  default: return gloss__rows_bit(vm->r, i->x, GLOSS__ROWS_BEGINS, pos, yes);
  }
}

/* Counts a turn of a loop in a long scope and fails past the limit, or notes where it began. */
static gloss_status count_turn(gloss__vm *vm, const gloss__instr *i, uint32_t pos, int *yes) {
  uint32_t *counter = &vm->r->s->counters[i->x];
  *yes = 1;
  if (!vm->is_long && i->op != GLOSS__OP_ENTER) return GLOSS_OK;
  gloss_status status = push_choice(vm, (gloss__choice){i->x, GLOSS_NONE, *counter, 0, 0});
  if (status != GLOSS_OK) return status;
  if (i->op == GLOSS__OP_ENTER) {
    *counter = pos;
  } else if (i->op == GLOSS__OP_ZERO) {
    *counter = 0;
  } else if (++*counter > GLOSS__LONG_SCOPE) {
    vm->capped = 1;
    vm->r->out->counts.truncated++;
    *yes = 0;
  }
  return GLOSS_OK;
}

/* Where a run is: a part, its memo, what to do at a match. */
typedef struct thread {
  const gloss__part *part;
  gloss__memo *memo;
  enum { FIRST, EVERY, ENDS } mode;
  uint32_t start, base, trail; /* choices and trail before these are not ours */
  uint32_t pc, pos, edge, end;
} thread;

/* Marks what the run steps back over. */
static void mark_failed(gloss__vm *vm, thread *t, uint32_t from) {
  const uint32_t *trail = vm->r->s->trail;
  for (uint32_t i = from; i < vm->n_trail; i += 2) {
    uint32_t at = trail[i] - t->part->first;
    t->memo->failed[memo_word(t->memo, at, trail[i + 1])] |= UINT64_C(1) << at % 64;
  }
}

/* Takes up the last choice; 0 when there is none. */
static int backtrack(gloss__vm *vm, thread *t) {
  gloss__pstate *s = vm->r->s;
  while (vm->n_choices > t->base) {
    gloss__choice c = s->choices[--vm->n_choices];
    if (c.pos == GLOSS_NONE) {
      s->counters[c.pc] = c.edge;
      continue;
    }
    if (t->part->cyclic) mark_failed(vm, t, c.trail);
    vm->n_log = c.log;
    vm->n_trail = c.trail;
    t->pc = c.pc;
    t->pos = c.pos;
    t->edge = c.edge;
    return 1;
  }
  if (t->part->cyclic) mark_failed(vm, t, t->trail);
  return 0;
}

/* Marks where the run is; *fresh is 0 if it was there before. */
static gloss_status visit(gloss__vm *vm, thread *t, int *fresh, int *good) {
  gloss_status status = memo_reach(vm, t->memo, t->pos);
  if (status != GLOSS_OK) return status;
  uint32_t at = t->pc - t->part->first;
  size_t word = memo_word(t->memo, at, t->pos);
  uint64_t bit = UINT64_C(1) << at % 64;
  *good = t->memo->keeps_good && (t->memo->good[word] & bit) != 0;
  *fresh = !(t->memo->failed[word] & bit);
  if (!t->part->cyclic) t->memo->failed[word] |= bit;
  return *fresh ? push_trail(vm, t->pc, t->pos) : GLOSS_OK;
}

/* Takes the unit's edges from t->edge on. */
static gloss_status take_unit(gloss__vm *vm, thread *t, const gloss__instr *i, int *on) {
  uint32_t edge = t->edge;
  gloss_status status = GLOSS_OK;
  if (edge == GLOSS_NONE) {
    status = gloss__rows_bit(vm->r, i->x, GLOSS__ROWS_BEGINS, t->pos, on);
    if (status != GLOSS_OK || !*on) return status;
    edge = gloss__rows_at(&vm->r->s->rows[i->x], t->pos);
  }
  t->edge = GLOSS_NONE;
  if (status == GLOSS_OK) status = next_edge(vm, i, t->pos, &edge);
  *on = status == GLOSS_OK && edge != GLOSS_NONE;
  if (!*on) return status;
  gloss__edge e = vm->r->s->rows[i->x].edges[edge];
  status = push_choice(vm, (gloss__choice){t->pc, t->pos, edge + 1, 0, 0});
  if (status == GLOSS_OK) status = push_event(vm, (gloss__event){t->pc, t->pos, e.end, e.row});
  t->pos = e.end;
  t->pc = i->next;
  return status;
}

/* Takes one token. */
static gloss_status take_token(gloss__vm *vm, thread *t, const gloss__instr *i, int *on) {
  *on = t->pos < vm->end;
  gloss_status status = GLOSS_OK;
  if (*on && i->z) status = gloss__test_token(vm->r, i->z, t->pos, on);
  if (status == GLOSS_OK && *on && i->y) status = guarded(vm, i->y, t->pos, t->pos + 1, on);
  if (*on) {
    t->pos++;
    t->pc = i->next;
  }
  return status;
}

/* Does one instruction; *on says whether the run goes on from it. long: one case an instruction */
static gloss_status step(gloss__vm *vm, thread *t, int *on, int *matched) {
  const gloss__instr *i = &vm->r->phase->code[t->pc];
  gloss_status status = GLOSS_OK;
  uint32_t pos = t->pos;
  *on = 1;
  switch (i->op) {
  case GLOSS__OP_TOKEN: status = take_token(vm, t, i, on); break;
  case GLOSS__OP_UNIT: status = take_unit(vm, t, i, on); break;
  case GLOSS__OP_SPLIT:
    status = push_choice(vm, (gloss__choice){i->y, pos, GLOSS_NONE, 0, 0});
    t->pc = i->x;
    break;
  case GLOSS__OP_JUMP: t->pc = i->x; break;
  case GLOSS__OP_OPEN:
  case GLOSS__OP_CLOSE:
  case GLOSS__OP_CHECK:
    status = push_event(vm, (gloss__event){t->pc, pos, 0, 0});
    t->pc++;
    break;
  case GLOSS__OP_ZERO:
  case GLOSS__OP_COUNT:
  case GLOSS__OP_ENTER:
    status = count_turn(vm, i, pos, on);
    t->pc++;
    break;
  case GLOSS__OP_LEAVE:
    *on = vm->r->s->counters[i->x] != pos;
    t->pc++;
    break;
  case GLOSS__OP_MATCH: *matched = 1; break;
  default: status = assertion(vm, i, pos, on); t->pc++;
  }
  if (status == GLOSS_OK && !*on && vm->why && i->op != GLOSS__OP_COUNT && i->op != GLOSS__OP_LEAVE)
    status = note_miss(vm, i->node, pos);
  return status;
}

/* Tells what a match means for the run: 1 when it ends there. */
static gloss_status at_match(gloss__vm *vm, thread *t, int *done) {
  uint32_t rejected;
  *done = t->mode == FIRST;
  if (t->mode == EVERY && t->pos > t->start) return gloss__emit(vm, t->start, t->pos, &rejected);
  if (t->mode == ENDS) {
    uint64_t *bits = vm->r->s->look_bits;
    uint32_t at = t->pos - vm->start;
    size_t width = (vm->end - vm->start) / 64 + 1;
    size_t look = (size_t)(t->part - vm->r->phase->parts) - vm->r->phase->programs[vm->rule].part;
    bits[look * width + at / 64] |= UINT64_C(1) << at % 64;
  }
  return GLOSS_OK;
}

/* Runs a part from a place; t->end receives where it matched, or GLOSS_NONE. */
static gloss_status run(gloss__vm *vm, thread *t) {
  t->edge = t->end = GLOSS_NONE;
  t->base = vm->n_choices;
  t->trail = vm->n_trail;
  for (;;) {
    int on = 1, matched = 0, good = 0;
    gloss_status status = GLOSS_OK;
    if (gloss__prun_must_stop(vm->r)) return GLOSS_ESTOP;
    vm->r->out->counts.steps++;
    if (t->edge == GLOSS_NONE) status = visit(vm, t, &on, &good);
    if (good) {
      t->end = t->pos;
      return GLOSS_OK;
    }
    if (status == GLOSS_OK && on) status = step(vm, t, &on, &matched);
    if (status == GLOSS_OK && matched) {
      status = at_match(vm, t, &on);
      if (status == GLOSS_OK && on) {
        t->end = t->pos;
        return GLOSS_OK;
      }
    }
    if (status != GLOSS_OK) return status;
    if (!on && !backtrack(vm, t)) return GLOSS_OK;
  }
}

/* Unmarks the way of a run that succeeded, and all that failed where a turn of it began. */
static void unmark(gloss__vm *vm, const gloss__part *part, gloss__memo *memo, uint32_t from,
                   int good) {
  const uint32_t *trail = vm->r->s->trail;
  for (uint32_t i = from; i < vm->n_trail; i += 2) {
    if (vm->r->phase->code[trail[i]].op == GLOSS__OP_ENTER)
      memset(memo->failed + memo_word(memo, 0, trail[i + 1]), 0, memo->words * sizeof(uint64_t));
    uint32_t at = trail[i] - part->first;
    size_t word = memo_word(memo, at, trail[i + 1]);
    uint64_t bit = UINT64_C(1) << at % 64;
    memo->failed[word] &= ~bit;
    if (good) memo->good[word] |= bit;
  }
}

/* ---- Look-around ---- */

/* Tells whether a look's part matches from here: by a run that stops at the first match. */
static gloss_status ahead(gloss__vm *vm, thread *t, int *yes) {
  uint32_t log = vm->n_log, trail = vm->n_trail, choices = vm->n_choices;
  gloss_status status = run(vm, t);
  *yes = t->end != GLOSS_NONE;
  if (*yes) unmark(vm, t->part, t->memo, trail, 1);
  while (vm->n_choices > choices) {
    gloss__choice c = vm->r->s->choices[--vm->n_choices];
    if (c.pos == GLOSS_NONE) vm->r->s->counters[c.pc] = c.edge;
  }
  vm->n_log = log;
  vm->n_trail = trail;
  return status;
}

/* Runs a look-behind from all starts of the scope, once; one that begins with a unit where such begin. */
static gloss_status all_ends(gloss__vm *vm, thread *t) {
  const gloss__instr *first = &vm->r->phase->code[t->part->first];
  uint32_t log = vm->n_log, trail = vm->n_trail;
  gloss_status status = GLOSS_OK;
  t->mode = ENDS;
  for (uint32_t s = vm->start; !t->memo->passed && status == GLOSS_OK && s <= vm->end; s++) {
    if (first->op == GLOSS__OP_UNIT) status = gloss__rows_next(vm->r, first->x, vm->end, &s);
    t->pc = t->part->first;
    t->pos = t->start = s;
    if (status == GLOSS_OK) status = run(vm, t);
    vm->n_log = log;
    vm->n_trail = trail;
  }
  t->memo->passed = status == GLOSS_OK;
  return status;
}

/* Tells whether a look's part matches up to here: by a run from where all its matches would begin,
** or by all runs from all starts. */
static gloss_status behind(gloss__vm *vm, thread *t, uint32_t look, uint32_t pos, int *yes) {
  const gloss__instr *first = &vm->r->phase->code[t->part->first];
  uint32_t width = t->part->width;
  gloss_status status = GLOSS_OK;
  *yes = 0;
  if (width && pos - vm->start < width) return GLOSS_OK;
  if (width) {
    t->pos = t->start = pos - width;
    return ahead(vm, t, yes);
  }
  if (t->part->count == 2 && first->op == GLOSS__OP_UNIT && pos > 0) {
    status = gloss__rows_bit(vm->r, first->x, GLOSS__ROWS_ENDS, pos - 1, yes);
    if (status != GLOSS_OK || !*yes) return status;
  }
  status = all_ends(vm, t);
  uint32_t at = pos - vm->start;
  size_t words = (vm->end - vm->start) / 64 + 1;
  *yes = status == GLOSS_OK && (vm->r->s->look_bits[look * words + at / 64] >> at % 64 & 1);
  return status;
}

static gloss_status look(gloss__vm *vm, const gloss__instr *i, uint32_t pos, int *yes) {
  uint32_t look = i->x + 1;
  const gloss__part *part = &vm->r->phase->parts[vm->r->phase->programs[vm->rule].part + look];
  thread t = {.part = part,
              .memo = &vm->r->s->memos[look],
              .mode = FIRST,
              .start = pos,
              .pc = part->first,
              .pos = pos};
  uint8_t is_long = vm->is_long;
  vm->is_long = 0;
  vm->look_level++;
  gloss_status status = part->behind ? behind(vm, &t, look, pos, yes) : ahead(vm, &t, yes);
  vm->look_level--;
  vm->is_long = is_long;
  *yes = *yes != (int)i->y;
  return status;
}

/* ---- Entry points ---- */

gloss_status gloss__vm_enter(gloss__vm *vm, uint32_t rule, gloss_span scope) {
  gloss__pstate *s = vm->r->s;
  const gloss__program *program = &vm->r->phase->programs[rule];
  vm->rule = rule;
  vm->start = scope.start;
  vm->end = scope.end;
  vm->is_long = scope.end - scope.start > GLOSS__LONG_SCOPE;
  vm->all = vm->r->phase->policy == GLOSS_EVERY;
  vm->memo_words = 0;
  for (uint32_t i = 0; i <= program->n_looks; i++) {
    s->memos[i].rows = 0;
    s->memos[i].passed = 0;
    s->memos[i].words = vm->r->phase->parts[program->part + i].count / 64 + 1;
    s->memos[i].origin = scope.start;
    s->memos[i].keeps_good = i > 0;
  }
  if (!program->n_looks) return GLOSS_OK;
  size_t words = ((size_t)(scope.end - scope.start) / 64 + 1) * (program->n_looks + 1);
  if (gloss__grow(vm->r->alloc, (void **)&s->look_bits, &s->look_bits_room, words,
                  sizeof *s->look_bits))
    return GLOSS_ENOMEM;
  memset(s->look_bits, 0, words * sizeof *s->look_bits);
  return GLOSS_OK;
}

gloss_status gloss__vm_run(gloss__vm *vm, uint32_t start, uint32_t *end) {
  const gloss__part *part = &vm->r->phase->parts[vm->r->phase->programs[vm->rule].part];
  gloss__memo *memo = vm->r->s->memos;
  thread t = {.part = part,
              .memo = memo,
              .mode = vm->all ? EVERY : FIRST,
              .start = start,
              .pc = part->first,
              .pos = start};
  vm->n_choices = vm->n_log = vm->n_trail = 0;
  vm->capped = 0;
  vm->r->out->counts.starts++;
  size_t passed = (size_t)(start - memo->origin);
  if (passed >= memo->rows || passed * memo->words > MEMO_WORDS) {
    gloss__vm_forget(vm);
    memo->origin = start;
  }
  gloss_status status = run(vm, &t);
  *end = t.end;
  if (status != GLOSS_OK) return status;
  if (vm->all || vm->capped)
    memo_forget(memo, start);
  else if (t.end != GLOSS_NONE)
    unmark(vm, part, memo, 0, 0);
  return GLOSS_OK;
}
