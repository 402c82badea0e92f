/* patternscan.c -- finds which rules to try in a scope, and from where: those whose words, classes and
** layers are there. */
#include "patternrun.h"

gloss_status gloss__class_atoms(gloss__prun *r) {
  gloss__pstate *s = r->s;
  const gloss_phase *p = r->phase;
  uint32_t class = s->n_classes - 1;
  if (gloss__grow(r->alloc, (void **)&s->class_first, &s->class_first_room,
                  (size_t)s->n_classes + 1, sizeof *s->class_first) ||
      gloss__grow(r->alloc, (void **)&s->class_seen, &s->class_seen_room, s->n_classes,
                  sizeof *s->class_seen))
    return GLOSS_ENOMEM;
  if (class == 0) s->class_first[0] = 0;
  s->class_seen[class] = 0;
  uint32_t n = s->class_first[class];
  for (uint32_t i = 0; i < p->n_need_tests; i++) {
    uint32_t test = p->need_tests[i];
    if (gloss__test_class(r, p->tests[test], &s->classes[class]) == 1) continue;
    if (gloss__grow(r->alloc, (void **)&s->class_atoms, &s->class_atoms_room, (size_t)n + 1,
                    sizeof *s->class_atoms))
      return GLOSS_ENOMEM;
    s->class_atoms[n++] = test;
  }
  s->class_first[class + 1] = n;
  return GLOSS_OK;
}

/* Notes an atom that the scope has. */
static inline void note(gloss__pstate *s, uint32_t atom, uint32_t *n) {
  if (s->atom_seen[atom] == s->scope_number) return;
  s->atom_seen[atom] = s->scope_number;
  s->present[(*n)++] = atom;
}

/* Lists the atoms that the scope has. */
static gloss_status list_atoms(gloss__prun *r, gloss_span scope, uint32_t *n) {
  gloss__pstate *s = r->s;
  const gloss_phase *p = r->phase;
  for (uint32_t t = scope.start; t < scope.end; t++) {
    uint32_t class = s->token_classes[t];
    if (s->class_seen[class] == s->scope_number) continue;
    s->class_seen[class] = s->scope_number;
    for (uint32_t i = s->class_first[class]; i < s->class_first[class + 1]; i++)
      note(s, s->class_atoms[i], n);
  }
  for (uint32_t layer = 0; layer < p->n_layers; layer++) {
    uint32_t atom = p->n_tests + layer;
    if (!p->layer_needed[layer]) continue;
    gloss_status status = gloss__rows_edges(r, layer);
    if (status != GLOSS_OK) return status;
    const gloss__rows *rows = &s->rows[layer];
    uint32_t *at = &s->layer_at[layer];
    while (*at < rows->n_edges && rows->edges[*at].start < scope.start) ++*at;
    if (*at < rows->n_edges && rows->edges[*at].start < scope.end) note(s, atom, n);
  }
  return GLOSS_OK;
}

/* Tells whether a scope has all that a rule needs. */
static int has_all(const gloss__prun *r, uint32_t rule) {
  const gloss__filter *f = &r->phase->filters[rule];
  for (uint32_t i = 0; i < f->n_needs; i++) {
    const uint32_t *atoms = r->phase->atoms + f->needs[i].first;
    uint32_t k = 0;
    while (k < f->needs[i].count && r->s->atom_seen[atoms[k]] != r->s->scope_number) k++;
    if (k == f->needs[i].count) return 0;
  }
  return 1;
}

gloss_status gloss__active_rules(gloss__prun *r, uint32_t number, gloss_span scope) {
  gloss__pstate *s = r->s;
  const gloss_phase *p = r->phase;
  const gloss__bounds *bounds = &p->bounds[number];
  uint32_t n = 0;
  s->n_active = 0;
  if (++s->scope_number == 0) {
    memset(s->class_seen, 0, s->n_classes * sizeof *s->class_seen);
    memset(s->atom_seen, 0, s->n_atoms_kept * sizeof *s->atom_seen);
    memset(s->rule_seen, 0, s->n_rules * sizeof *s->rule_seen);
    s->scope_number = 1;
  }
  if (gloss__prun_must_stop(r)) return GLOSS_ESTOP;
  gloss_status status = gloss__dfa_enter(r, scope);
  if (status == GLOSS_OK) status = list_atoms(r, scope, &n);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t atom = s->present[i];
    for (uint32_t k = p->keyed_first[atom]; k < p->keyed_first[atom + 1]; k++) {
      uint32_t rule = p->keyed[k];
      if (s->rule_seen[rule] == s->scope_number) continue;
      s->rule_seen[rule] = s->scope_number;
      if (p->programs[rule].bounds == number && has_all(r, rule)) s->active[s->n_active++] = rule;
    }
  }
  for (uint32_t i = 0; i < bounds->n_always; i++)
    s->active[s->n_active++] = p->by_bounds[bounds->first + i];
  return status;
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
      status = gloss__rows_bit(r, c->x, GLOSS__BEGINS, at, yes);
    else if (c->z)
      status = gloss__test_token(r, c->z, at, yes);
  }
  return status;
}

gloss_status gloss__next_start(gloss__prun *r, uint32_t rule, uint32_t end, uint32_t *at) {
  const gloss__filter *f = &r->phase->filters[rule];
  for (; *at < end; ++*at) {
    int yes;
    if (gloss__prun_must_stop(r)) return GLOSS_ESTOP;
    gloss_status status = first_fits(r, f, *at, &yes);
    if (status == GLOSS_OK && yes) status = gloss__dfa_may_start(r, rule, *at, end, &yes);
    if (status != GLOSS_OK || yes) return status;
  }
  return GLOSS_OK;
}
