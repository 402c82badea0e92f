/* patternscan.c -- finds which rules to try in a scope, and from where: those that the anchors say may
** have what they need, at the starts from which the need is in reach. */
#include "patternrun.h"

enum { SIGHTS_MOST = 1 << 16 }; /* of a scope; past these a rule is tried from every token */

/* Notes that a token has what a rule needs. */
static gloss_status see_rule(gloss__prun *r, uint32_t rule, uint32_t token) {
  gloss__pstate *s = r->s;
  gloss__sighted *seen = &s->sighted[rule];
  if (seen->scope != s->scope_number) {
    *seen = (gloss__sighted){s->scope_number, s->n_sights, s->n_sights};
    s->active[s->n_active++] = rule;
  } else if (seen->first == GLOSS_NONE || s->sights[seen->last].token == token) {
    return GLOSS_OK;
  } else {
    s->sights[seen->last].next = s->n_sights;
    seen->last = s->n_sights;
  }
  if (s->n_sights == SIGHTS_MOST) {
    seen->first = GLOSS_NONE;
    return GLOSS_OK;
  }
  if (gloss__grow(r->alloc, (void **)&s->sights, &s->sights_room, (size_t)s->n_sights + 1,
                  sizeof *s->sights))
    return GLOSS_ENOMEM;
  s->sights[s->n_sights++] = (gloss__sight){token, GLOSS_NONE};
  return GLOSS_OK;
}

/* Notes the rules of some bounds that need an atom. */
static gloss_status see_atom(gloss__prun *r, uint32_t bounds, uint32_t atom, uint32_t token) {
  const gloss_phase *p = r->phase;
  gloss_status status = GLOSS_OK;
  uint32_t end = p->wants.rules_first[atom + 1];
  for (uint32_t i = p->wants.rules_first[atom]; status == GLOSS_OK && i < end; i++)
    if (p->programs[p->wants.rules[i]].bounds == bounds)
      status = see_rule(r, p->wants.rules[i], token);
  return status;
}

/* Notes the rules of some bounds for which an anchor has what they need. */
static gloss_status see_token(gloss__prun *r, uint32_t bounds, uint32_t token) {
  const gloss_phase *p = r->phase;
  uint32_t class;
  gloss_status status = gloss__class_of(r, token, &class);
  if (status != GLOSS_OK) return status;
  const uint32_t *atoms = r->s->class_atoms + r->s->class_first[class];
  for (; status == GLOSS_OK && *atoms; atoms++) status = see_atom(r, bounds, *atoms, token);
  for (uint32_t i = 0; status == GLOSS_OK && i < p->wants.n_layers; i++) {
    uint32_t layer = p->wants.layers[i];
    int begins;
    status = gloss__rows_bit(r, layer, GLOSS__ROWS_BEGINS, token, &begins);
    if (status == GLOSS_OK && begins) status = see_atom(r, bounds, p->n_tests + layer, token);
  }
  return status;
}

static gloss_status see_anchors(gloss__prun *r, uint32_t bounds, gloss_span scope) {
  gloss_status status = GLOSS_OK;
  for (uint32_t word = scope.start / 64; word <= (scope.end - 1) / 64; word++) {
    uint64_t bits = r->s->anchors[word];
    if (word == scope.start / 64) bits &= UINT64_MAX << scope.start % 64;
    if (word == scope.end / 64) bits &= ~(UINT64_MAX << scope.end % 64);
    for (; bits && status == GLOSS_OK; bits &= bits - 1)
      status = see_token(r, bounds, word * 64 + (uint32_t)__builtin_ctzll(bits));
    if (status == GLOSS_OK && gloss__prun_must_stop(r)) status = GLOSS_ESTOP;
    if (status != GLOSS_OK) return status;
  }
  return GLOSS_OK;
}

gloss_status gloss__active_rules(gloss__prun *r, uint32_t number, gloss_span scope) {
  gloss__pstate *s = r->s;
  const gloss_phase *p = r->phase;
  const gloss__bounds *bounds = &p->bounds[number];
  s->n_active = s->n_sights = 0;
  if (++s->scope_number == 0) {
    memset(s->sighted, 0, s->n_rules * sizeof *s->sighted);
    s->scope_number = 1;
  }
  gloss_status status = gloss__dfa_enter(r, scope);
  if (status == GLOSS_OK && bounds->count > bounds->n_always)
    status = see_anchors(r, number, scope);
  for (uint32_t i = 0; i < bounds->n_always; i++) {
    uint32_t rule = p->by_bounds[bounds->first + i];
    s->sighted[rule] = (gloss__sighted){s->scope_number, GLOSS_NONE, GLOSS_NONE};
    s->active[s->n_active++] = rule;
  }
  return status;
}

/* ---- Starts ---- */

gloss__tries gloss__tries_of(const gloss__prun *r, uint32_t rule, gloss_span scope) {
  uint32_t first = r->s->sighted[rule].first;
  return (gloss__tries){rule, first, scope, first == GLOSS_NONE};
}

/* Moves *at on to a start from which a sight is in reach. */
static void reach(const gloss__prun *r, gloss__tries *starts, uint32_t *at) {
  const gloss__need *need = &r->phase->filters[starts->rule].need;
  for (; starts->sight != GLOSS_NONE; starts->sight = r->s->sights[starts->sight].next) {
    int64_t token = r->s->sights[starts->sight].token;
    if ((int64_t)*at > token - need->low) continue;
    if ((int64_t)*at < token - need->high) *at = (uint32_t)(token - need->high);
    return;
  }
  *at = starts->scope.end;
}

/* Says whether the first token of a match may be this one. */
static gloss_status first_fits(gloss__prun *r, const gloss__filter *f, uint32_t at, int *yes) {
  const gloss_phase *p = r->phase;
  *yes = f->n_firsts == 0;
  gloss_status status = GLOSS_OK;
  for (uint32_t i = f->first; status == GLOSS_OK && !*yes && i < f->first + f->n_firsts; i++) {
    const gloss__instr *c = &p->code[p->firsts[i]];
    *yes = 1;
    if (c->op == GLOSS__OP_UNIT)
      status = gloss__rows_bit(r, c->x, GLOSS__ROWS_BEGINS, at, yes);
    else if (c->z)
      status = gloss__test_token(r, c->z, at, yes);
  }
  return status;
}

gloss_status gloss__next_start(gloss__prun *r, gloss__tries *starts, uint32_t *at) {
  const gloss__filter *f = &r->phase->filters[starts->rule];
  uint32_t end = starts->scope.end;
  for (;; ++*at) {
    int yes;
    if (!starts->anywhere) reach(r, starts, at);
    if (*at >= end) break;
    if (gloss__prun_must_stop(r)) return GLOSS_ESTOP;
    gloss_status status = gloss__dfa_may_start(r, starts->rule, *at, end, &yes);
    if (status == GLOSS_OK && yes) status = first_fits(r, f, *at, &yes);
    if (status != GLOSS_OK || yes) return status;
  }
  *at = end;
  return GLOSS_OK;
}
