/* patternprogram.c -- compiles rules: each pattern, and each look-around in it, becomes a part.
**
** A repetition is written out: min copies, then a loop or nested optional copies. What lies inside
** `inside` is written twice, for before and after its first token, since only the later ones must
** share a row with the token before. */
#include "pattern.h"

#include <string.h>

/* What one rule's compilation carries along. */
typedef struct maker {
  gloss_phase *phase;
  gloss__program *program;
  uint32_t limit;                   /* instructions the code may have */
  uint32_t visits;                  /* nodes that may still be looked at */
  uint32_t guard;                   /* that holds where we are */
  uint32_t nodes[GLOSS__LOOKS_MAX]; /* of the looks */
  uint32_t fault;                   /* the node at fault */
  const char *why;
} maker;

static gloss_status fail(maker *m, uint32_t node, const char *why, gloss_status status) {
  if (status == GLOSS_OK) return status;
  if (!m->why) {
    m->fault = node;
    m->why = why;
  }
  return status;
}

static gloss_status emit(maker *m, uint32_t node, gloss__instr instr) {
  gloss_phase *p = m->phase;
  if (p->n_code >= m->limit) return fail(m, node, "more than 32,768 instructions", GLOSS_ERANGE);
  if (gloss__grow(&p->alloc, (void **)&p->code, &p->code_room, (size_t)p->n_code + 1,
                  sizeof *p->code))
    return fail(m, node, "out of memory", GLOSS_ENOMEM);
  instr.next = p->n_code + 1;
  instr.node = node;
  p->code[p->n_code++] = instr;
  return GLOSS_OK;
}

gloss_status gloss__number_of(gloss_phase *p, uint32_t **table, uint32_t *n, size_t *room,
                              uint32_t text, uint32_t *number) {
  for (uint32_t i = 0; i < *n; i++) {
    if ((*table)[i] != text) continue;
    *number = i;
    return GLOSS_OK;
  }
  gloss_status status =
      gloss__grow(&p->alloc, (void **)table, room, (size_t)*n + 1, sizeof **table);
  if (status != GLOSS_OK) return status;
  *number = *n;
  (*table)[(*n)++] = text;
  return GLOSS_OK;
}

static gloss_status layer_of(maker *m, uint32_t node, uint32_t text, uint32_t *number) {
  gloss_phase *p = m->phase;
  return fail(m, node, "out of memory",
              gloss__number_of(p, &p->layers, &p->n_layers, &p->layers_room, text, number));
}

/* Tells of each node whether it can match without a token; children come first. */
static void find_nullable(gloss_phase *p) {
  uint8_t *to = p->nullable;
  to[0] = 1;
  for (uint32_t i = 1; i < p->forest.n_nodes; i++) {
    const gloss__node *n = &p->forest.nodes[i];
    switch (n->kind) {
    case GLOSS_NODE_SEQ:
    case GLOSS_NODE_GAP: to[i] = to[n->a] && to[n->b]; break;
    case GLOSS_NODE_ALT: to[i] = to[n->a] || to[n->b]; break;
    case GLOSS_NODE_REPEAT: to[i] = n->min == 0 || to[n->a]; break;
    case GLOSS_NODE_BOS:
    case GLOSS_NODE_EOS:
    case GLOSS_NODE_DOC:
    case GLOSS_NODE_AHEAD:
    case GLOSS_NODE_BEHIND: to[i] = 1; break;
    default: to[i] = n->sorts == GLOSS__PATTERN && n->kind != GLOSS_NODE_UNIT && to[n->a];
    }
  }
}

static gloss_status make(maker *m, uint32_t number);

/* Writes a split whose other way is set later; gives where it stands. */
static gloss_status make_split(maker *m, uint32_t node, uint32_t *at) {
  *at = m->phase->n_code;
  return emit(m, node, (gloss__instr){.op = GLOSS__OP_SPLIT});
}

/* Sets the ways of a split: on, or out. */
static void set_split(maker *m, uint32_t at, uint32_t on, uint32_t out, int lazy) {
  m->phase->code[at].x = lazy ? out : on;
  m->phase->code[at].y = lazy ? on : out;
}

static gloss_status make_alt(maker *m, uint32_t number) {
  const gloss__node *n = &m->phase->forest.nodes[number];
  uint32_t split, jump;
  gloss_status status = make_split(m, number, &split);
  if (status == GLOSS_OK) status = make(m, n->a);
  jump = m->phase->n_code;
  if (status == GLOSS_OK) status = emit(m, number, (gloss__instr){.op = GLOSS__OP_JUMP});
  if (status != GLOSS_OK) return status;
  set_split(m, split, split + 1, m->phase->n_code, 0);
  status = make(m, n->b);
  if (status == GLOSS_OK) m->phase->code[jump].x = m->phase->n_code;
  return status;
}

static gloss_status make_loop(maker *m, uint32_t number, uint32_t body) {
  const gloss__node n = m->phase->forest.nodes[number];
  uint32_t turns = m->program->n_counters++, entered = turns, split;
  int empty = m->phase->nullable[body];
  if (empty) entered = m->program->n_counters++;
  gloss_status status = emit(m, number, (gloss__instr){.op = GLOSS__OP_ZERO, .x = turns});
  if (status == GLOSS_OK) status = make_split(m, number, &split);
  if (status == GLOSS_OK)
    status = emit(m, number, (gloss__instr){.op = GLOSS__OP_COUNT, .x = turns});
  if (status == GLOSS_OK && empty)
    status = emit(m, number, (gloss__instr){.op = GLOSS__OP_ENTER, .x = entered});
  if (status == GLOSS_OK) status = make(m, body);
  if (status == GLOSS_OK && empty)
    status = emit(m, number, (gloss__instr){.op = GLOSS__OP_LEAVE, .x = entered});
  if (status == GLOSS_OK)
    status = emit(m, number, (gloss__instr){.op = GLOSS__OP_JUMP, .x = split});
  if (status == GLOSS_OK) set_split(m, split, split + 1, m->phase->n_code, n.lazy);
  return status;
}

/* Writes a body at most `most` times: nested optional copies, all of which lead out at the end. */
static gloss_status make_optional(maker *m, uint32_t number, uint32_t body, uint32_t most,
                                  int lazy) {
  uint32_t first = GLOSS_NONE;
  gloss_status status = GLOSS_OK;
  for (uint32_t i = 0; status == GLOSS_OK && i < most; i++) {
    uint32_t split;
    status = make_split(m, number, &split);
    if (status == GLOSS_OK) m->phase->code[split].z = first;
    if (status == GLOSS_OK) first = split;
    if (status == GLOSS_OK)
      status = body ? make(m, body)
                    : emit(m, number, (gloss__instr){.op = GLOSS__OP_TOKEN, .x = 0, .y = m->guard});
  }
  if (status != GLOSS_OK) return status;
  while (first != GLOSS_NONE) {
    uint32_t before = m->phase->code[first].z;
    m->phase->code[first].z = 0;
    set_split(m, first, first + 1, m->phase->n_code, lazy);
    first = before;
  }
  return GLOSS_OK;
}

/* Writes a repetition; if it is too long, the outermost one is at fault. */
static gloss_status make_repeat(maker *m, uint32_t number) {
  const gloss__node n = m->phase->forest.nodes[number];
  gloss_status status = GLOSS_OK;
  for (uint32_t i = 0; status == GLOSS_OK && i < n.min; i++) status = make(m, n.a);
  if (status == GLOSS_OK)
    status = n.max == GLOSS_NONE ? make_loop(m, number, n.a)
                                 : make_optional(m, number, n.a, n.max - n.min, n.lazy);
  if (status == GLOSS_ERANGE) m->fault = number;
  return status;
}

static gloss_status make_look(maker *m, uint32_t number) {
  const gloss__node *n = &m->phase->forest.nodes[number];
  uint32_t look = 0;
  while (look < m->program->n_looks && m->nodes[look] != number) look++;
  if (look == GLOSS__LOOKS_MAX) return fail(m, number, "more than 256 look-arounds", GLOSS_ERANGE);
  if (look == m->program->n_looks) {
    m->nodes[look] = number;
    m->program->n_looks++;
  }
  return emit(m, number, (gloss__instr){.op = GLOSS__OP_LOOK, .x = look, .y = n->negative});
}

static gloss_status make_capture(maker *m, uint32_t number) {
  gloss_phase *p = m->phase;
  const gloss__node *n = &p->forest.nodes[number];
  uint32_t capture;
  gloss_status status =
      fail(m, number, "out of memory",
           gloss__number_of(p, &p->captures, &p->n_captures, &p->captures_room, n->name, &capture));
  if (status == GLOSS_OK)
    status = emit(m, number, (gloss__instr){.op = GLOSS__OP_OPEN, .x = capture});
  if (status == GLOSS_OK) status = make(m, n->a);
  if (status == GLOSS_OK)
    status = emit(m, number, (gloss__instr){.op = GLOSS__OP_CLOSE, .x = capture});
  return status;
}

/* Writes a body all of whose tokens pass one more guard. */
static gloss_status make_guarded(maker *m, uint32_t number, uint32_t how) {
  gloss_phase *p = m->phase;
  const gloss__node *n = &p->forest.nodes[number];
  uint32_t outer = m->guard, layer;
  gloss_status status = layer_of(m, number, n->name, &layer);
  if (status != GLOSS_OK) return status;
  if (gloss__grow(&p->alloc, (void **)&p->guards, &p->guards_room, (size_t)p->n_guards + 1,
                  sizeof *p->guards))
    return fail(m, number, "out of memory", GLOSS_ENOMEM);
  p->guards[p->n_guards] = (gloss__guard){layer, how, outer};
  m->guard = p->n_guards++;
  status = make(m, n->a);
  m->guard = outer;
  return status;
}

static gloss_status make_inside(maker *m, uint32_t number) {
  gloss_phase *p = m->phase;
  uint32_t first = p->n_code;
  gloss_status status = make_guarded(m, number, GLOSS__GUARD_FIRST);
  uint32_t jump = p->n_code;
  if (status == GLOSS_OK) status = emit(m, number, (gloss__instr){.op = GLOSS__OP_JUMP});
  uint32_t rest = p->n_code;
  if (status == GLOSS_OK) status = make_guarded(m, number, GLOSS__GUARD_REST);
  if (status != GLOSS_OK) return status;
  p->code[jump].x = p->n_code;
  for (uint32_t i = first; i < jump; i++) {
    if (p->code[i].op <= GLOSS__OP_UNIT) p->code[i].next += rest - first;
  }
  return GLOSS_OK;
}

/* Writes an instruction that names a layer, then the body if there is one. */
static gloss_status make_assert(maker *m, uint32_t number, uint32_t op, uint32_t text) {
  uint32_t layer, body = m->phase->forest.nodes[number].a;
  gloss_status status = layer_of(m, number, text, &layer);
  if (status == GLOSS_OK) status = emit(m, number, (gloss__instr){.op = op, .x = layer});
  return status == GLOSS_OK && body ? make(m, body) : status;
}

static gloss_status make_unit(maker *m, uint32_t number) {
  const gloss__node *n = &m->phase->forest.nodes[number];
  uint32_t layer;
  gloss_status status = layer_of(m, number, n->name, &layer);
  if (status != GLOSS_OK) return status;
  return emit(m, number,
              (gloss__instr){.op = GLOSS__OP_UNIT, .x = layer, .y = m->guard, .z = n->a});
}

static gloss_status make_both(maker *m, uint32_t number) {
  const gloss__node n = m->phase->forest.nodes[number];
  gloss_status status = make(m, n.a);
  if (status == GLOSS_OK && n.kind == GLOSS_NODE_GAP)
    status = make_optional(m, number, 0, n.max, 1);
  return status == GLOSS_OK ? make(m, n.b) : status;
}

static gloss_status make_check(maker *m, uint32_t number) {
  gloss_status status = emit(m, number, (gloss__instr){.op = GLOSS__OP_CHECK, .x = number});
  return status == GLOSS_OK ? make(m, m->phase->forest.nodes[number].a) : status;
}

/* Writes a node's instructions, after which what follows it stands. */
static gloss_status make(maker *m, uint32_t number) {
  const gloss__node *n = &m->phase->forest.nodes[number];
  if (m->visits-- == 0) return fail(m, number, "too many parts", GLOSS_ERANGE);
  switch (number ? n->kind : 0) {
  case 0: return GLOSS_OK;
  case GLOSS_NODE_UNIT: return make_unit(m, number);
  case GLOSS_NODE_BOS:
  case GLOSS_NODE_EOS:
    return emit(m, number,
                (gloss__instr){.op = n->kind == GLOSS_NODE_BOS ? GLOSS__OP_BOS : GLOSS__OP_EOS,
                               .x = m->phase->sentence});
  case GLOSS_NODE_DOC: return emit(m, number, (gloss__instr){.op = GLOSS__OP_DOC});
  case GLOSS_NODE_SEQ:
  case GLOSS_NODE_GAP: return make_both(m, number);
  case GLOSS_NODE_ALT: return make_alt(m, number);
  case GLOSS_NODE_REPEAT: return make_repeat(m, number);
  case GLOSS_NODE_AHEAD:
  case GLOSS_NODE_BEHIND: return make_look(m, number);
  case GLOSS_NODE_CAPTURE: return make_capture(m, number);
  case GLOSS_NODE_INSIDE: return make_inside(m, number);
  case GLOSS_NODE_OUTSIDE: return make_guarded(m, number, GLOSS__GUARD_OUTSIDE);
  case GLOSS_NODE_STARTS: return make_assert(m, number, GLOSS__OP_STARTS, n->name);
  case GLOSS_NODE_AGREE:
  case GLOSS_NODE_WHERE: return make_check(m, number);
  default:
    return emit(m, number, (gloss__instr){.op = GLOSS__OP_TOKEN, .x = n->canon, .y = m->guard});
  }
}

static gloss_status make_part(maker *m, uint32_t node, uint32_t body, int behind) {
  gloss_phase *p = m->phase;
  uint32_t first = p->n_code;
  m->guard = 0;
  gloss_status status = make(m, body);
  if (status == GLOSS_OK) status = emit(m, node, (gloss__instr){.op = GLOSS__OP_MATCH});
  if (status != GLOSS_OK) return status;
  if (gloss__grow(&p->alloc, (void **)&p->parts, &p->parts_room, (size_t)p->n_parts + 1,
                  sizeof *p->parts))
    return fail(m, node, "out of memory", GLOSS_ENOMEM);
  uint8_t cyclic = 0;
  for (uint32_t i = first; i < p->n_code; i++) cyclic |= p->code[i].op == GLOSS__OP_ENTER;
  p->parts[p->n_parts++] = (gloss__part){first, p->n_code - first, (uint8_t)behind, cyclic, 0};
  return GLOSS_OK;
}

/* Tells whether the instructions from `first` on capture a name. */
static int captures(const gloss_phase *p, uint32_t first, uint32_t name) {
  uint32_t i = first;
  while (i < p->n_code && (p->code[i].op != GLOSS__OP_OPEN || p->captures[p->code[i].x] != name))
    i++;
  return i < p->n_code;
}

/* Checks that what AGREE compares, and what the rule claims, is captured. */
static gloss_status check_names(maker *m, const gloss__rule *rule, uint32_t first) {
  gloss_phase *p = m->phase;
  if (rule->claims != GLOSS_NONE && !captures(p, first, rule->claims))
    return fail(m, rule->pattern, "claims: no such capture", GLOSS_EARG);
  for (uint32_t i = first; i < p->n_code; i++) {
    const gloss__instr *check = &p->code[i];
    if (check->op != GLOSS__OP_CHECK) continue;
    const gloss__node *n = &p->forest.nodes[check->x];
    for (uint32_t k = 0; n->kind == GLOSS_NODE_AGREE && k < 2; k++) {
      if (!captures(p, first, p->forest.lists[n->strings + k]))
        return fail(m, check->x, "agree: no such capture", GLOSS_EARG);
    }
  }
  return GLOSS_OK;
}

static gloss_status make_rule(gloss_phase *p, uint32_t number, gloss_error *err) {
  const gloss__rule *rule = &p->forest.rules[number];
  maker m = {.phase = p,
             .program = &p->programs[number],
             .limit = p->n_code + GLOSS__INSTRUCTIONS,
             .visits = 4 * GLOSS__INSTRUCTIONS};
  uint32_t first = p->n_code;
  m.program->part = p->n_parts;
  gloss_status status = make_part(&m, rule->pattern, rule->pattern, 0);
  if (status == GLOSS_OK) status = check_names(&m, rule, first);
  for (uint32_t i = 0; status == GLOSS_OK && i < m.program->n_looks; i++) {
    const gloss__node *look = &p->forest.nodes[m.nodes[i]];
    status = make_part(&m, m.nodes[i], look->a, look->kind == GLOSS_NODE_BEHIND);
  }
  if (m.program->n_counters > p->n_counters) p->n_counters = m.program->n_counters;
  if (status == GLOSS_OK) return status;
  return gloss__fail(err, status, p->forest.nodes[m.fault].tag, "rule %.80s: %s",
                     gloss_phase_rule(p, number), m.why);
}

/* ---- Bounds ---- */

static int same_zones(const gloss__forest *f, const gloss__bounds *b, const gloss__rule *r) {
  return b->within == r->within && b->n_zones == r->n_zones &&
         (r->n_zones == 0 ||
          memcmp(f->lists + b->zones, f->lists + r->zones, r->n_zones * sizeof *f->lists) == 0);
}

/* Gives each rule its bounds, and each bounds its rules. */
static gloss_status make_bounds(gloss_phase *p) {
  const gloss__forest *f = &p->forest;
  for (uint32_t i = 0; i < f->n_rules; i++) {
    const gloss__rule *r = &f->rules[i];
    uint32_t b = 0;
    while (b < p->n_bounds && !same_zones(f, &p->bounds[b], r)) b++;
    if (b == p->n_bounds) {
      if (gloss__grow(&p->alloc, (void **)&p->bounds, &p->bounds_room, (size_t)b + 1,
                      sizeof *p->bounds))
        return GLOSS_ENOMEM;
      gloss__bounds *made = &p->bounds[p->n_bounds];
      *made = (gloss__bounds){r->within, r->zones, r->n_zones, GLOSS_NONE, 0, 0, 0};
      if (strcmp(gloss__phase_text(p, r->within).data, "document") != 0 &&
          gloss__number_of(p, &p->layers, &p->n_layers, &p->layers_room, r->within, &made->layer))
        return GLOSS_ENOMEM;
      p->n_bounds++;
    }
    p->programs[i].bounds = b;
    p->bounds[b].count++;
  }
  uint32_t total = 0;
  for (uint32_t b = 0; b < p->n_bounds; b++) {
    p->bounds[b].first = total;
    total += p->bounds[b].count;
    p->bounds[b].count = 0;
  }
  for (uint32_t i = 0; i < f->n_rules; i++) {
    gloss__bounds *b = &p->bounds[p->programs[i].bounds];
    p->by_bounds[b->first + b->count++] = i;
  }
  return GLOSS_OK;
}

gloss_status gloss__pattern_compile(gloss_phase *p, gloss_error *err) {
  uint32_t n = p->forest.n_rules, sentence, zone;
  p->programs = gloss__calloc(&p->alloc, (size_t)n + 1, sizeof *p->programs);
  p->by_bounds = gloss__calloc(&p->alloc, (size_t)n + 1, sizeof *p->by_bounds);
  p->nullable = gloss__calloc(&p->alloc, p->forest.n_nodes, 1);
  gloss_status status =
      gloss__grow(&p->alloc, (void **)&p->guards, &p->guards_room, 1, sizeof *p->guards);
  p->n_guards = 1;
  if (!p->programs || !p->by_bounds || !p->nullable) status = GLOSS_ENOMEM;
  if (status == GLOSS_OK)
    status = gloss__forest_text(&p->forest, &p->alloc, (gloss_str){"sentence", 9}, &sentence);
  if (status == GLOSS_OK)
    status = gloss__number_of(p, &p->layers, &p->n_layers, &p->layers_room, sentence, &p->sentence);
  if (status == GLOSS_OK)
    status = gloss__forest_text(&p->forest, &p->alloc, (gloss_str){"zone", 5}, &zone);
  if (status == GLOSS_OK)
    status = gloss__number_of(p, &p->layers, &p->n_layers, &p->layers_room, zone, &p->zone);
  if (status == GLOSS_OK) status = make_bounds(p);
  if (status == GLOSS_OK) find_nullable(p);
  if (status != GLOSS_OK) return gloss__fail(err, status, 0, "out of memory");
  for (uint32_t i = 0; status == GLOSS_OK && i < n; i++) status = make_rule(p, i, err);
  if (status != GLOSS_OK) return status;
  status = gloss__fields_make(p);
  return status == GLOSS_OK ? status : gloss__fail(err, status, 0, "out of memory");
}
