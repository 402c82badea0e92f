/* patternphase.c -- a phase: made of rules, run over a document's tokens. */
#include "patternrun.h"

gloss_status gloss_phase_new(gloss_phase **out, const gloss_rules *rules, gloss_error *err) {
  *out = NULL;
  gloss_phase *p = gloss__calloc(&rules->alloc, 1, sizeof *p);
  if (!p) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  atomic_init(&p->refs, 1);
  p->alloc = rules->alloc;
  p->policy = rules->policy;
  gloss_status status = gloss__forest_copy(&p->forest, &p->alloc, &rules->forest);
  if (status != GLOSS_OK) gloss__fail(err, status, 0, "out of memory");
  if (status == GLOSS_OK) status = gloss__pattern_compile(p, err);
  if (status == GLOSS_OK && (status = gloss__words_make(p)) != GLOSS_OK)
    gloss__fail(err, status, 0, "too many words, or out of memory");
  if (status == GLOSS_OK && (status = gloss__filters_make(p)) != GLOSS_OK)
    gloss__fail(err, status, 0, "out of memory");
  if (status == GLOSS_OK)
    *out = p;
  else
    gloss_phase_unref(p);
  return status;
}

gloss_phase *gloss_phase_ref(gloss_phase *phase) {
  atomic_fetch_add(&phase->refs, 1);
  return phase;
}

void gloss_phase_unref(gloss_phase *p) {
  if (!p || atomic_fetch_sub(&p->refs, 1) != 1) return;
  const gloss_alloc alloc = p->alloc;
  uint32_t nodes = p->forest.n_nodes, rules = p->forest.n_rules;
  gloss__filters_free(p);
  gloss__words_free(p);
  gloss__fields_free(p);
  gloss__free(&alloc, p->code, p->code_room * sizeof *p->code);
  gloss__free(&alloc, p->parts, p->parts_room * sizeof *p->parts);
  gloss__free(&alloc, p->guards, p->guards_room * sizeof *p->guards);
  gloss__free(&alloc, p->programs, ((size_t)rules + 1) * sizeof *p->programs);
  gloss__free(&alloc, p->bounds, p->bounds_room * sizeof *p->bounds);
  gloss__free(&alloc, p->by_bounds, ((size_t)rules + 1) * sizeof *p->by_bounds);
  gloss__free(&alloc, p->layers, p->layers_room * sizeof *p->layers);
  gloss__free(&alloc, p->captures, p->captures_room * sizeof *p->captures);
  gloss__free(&alloc, p->nullable, nodes);
  gloss__forest_free(&p->forest, &alloc);
  gloss__free(&alloc, p, sizeof *p);
}

const char *gloss_phase_rule(const gloss_phase *p, uint32_t rule) {
  return rule < p->forest.n_rules ? gloss__phase_text(p, p->forest.rules[rule].name).data : NULL;
}

const char *gloss_phase_capture(const gloss_phase *p, uint32_t capture) {
  return capture < p->n_captures ? gloss__phase_text(p, p->captures[capture]).data : NULL;
}

const char *gloss_phase_layer(const gloss_phase *p, uint32_t layer) {
  return layer < p->n_layers ? gloss__phase_text(p, p->layers[layer]).data : NULL;
}

/* ---- Runs ---- */

/* Tries a rule in a scope, from each start that may begin a match. */
static gloss_status run_rule(gloss__vm *vm, uint32_t rule, gloss_span scope) {
  uint32_t at = scope.start;
  gloss__tries starts = gloss__tries_of(vm->r, rule, scope);
  gloss_status status = gloss__next_start(vm->r, &starts, &at);
  if (status != GLOSS_OK || at >= scope.end) return status;
  status = gloss__vm_enter(vm, rule, scope);
  while (status == GLOSS_OK && at < scope.end) {
    uint32_t end, rejected = 0;
    status = gloss__vm_run(vm, at, &end);
    int matched = status == GLOSS_OK && end != GLOSS_NONE && end > at;
    if (matched) status = gloss__emit(vm, at, end, &rejected);
    at = matched && !rejected ? end : at + 1;
    if (status == GLOSS_OK) status = gloss__next_start(vm->r, &starts, &at);
  }
  return status;
}

static gloss_status run_bounds(gloss__prun *r, uint32_t bounds) {
  gloss__vm vm = {.r = r};
  gloss_status status = gloss__scopes(r, &r->phase->bounds[bounds]);
  for (uint32_t i = 0; status == GLOSS_OK && i < r->s->n_scopes; i++) {
    gloss_span scope = r->s->scopes[i];
    status = gloss__active_rules(r, bounds, scope);
    r->out->counts.scopes += r->s->n_active > 0;
    for (uint32_t k = 0; status == GLOSS_OK && k < r->s->n_active; k++)
      status = run_rule(&vm, r->s->active[k], scope);
  }
  return status;
}

gloss_status gloss__prun_fail(gloss_error *err, gloss_status status) {
  if (status == GLOSS_OK || err->code) return status;
  return gloss__fail(err, status, 0, "%s",
                     status == GLOSS_ENOMEM  ? "out of memory"
                     : status == GLOSS_ESTOP ? "stopped"
                                             : "a callback failed");
}

gloss_status gloss_phase_run(gloss_phase *phase, gloss_layer *tokens, gloss_scratch *scratch,
                             const gloss_pattern_calls *calls, gloss_matches **out,
                             gloss_error *err) {
  gloss_error spare, *say = err ? err : &spare;
  *out = NULL;
  *say = (gloss_error){GLOSS_OK, 0, ""};
  gloss__prun r = {.out = NULL};
  gloss_status status = gloss__prun_open(&r, phase, tokens, scratch, calls, say);
  gloss_matches *made = NULL;
  if (status == GLOSS_OK) {
    made = gloss__calloc(r.alloc, 1, sizeof *made);
    if (!made) status = GLOSS_ENOMEM;
  }
  if (made) made->alloc = *r.alloc;
  r.out = made;
  if (status == GLOSS_OK) status = gloss__find_anchors(&r);
  for (uint32_t i = 0; status == GLOSS_OK && i < phase->n_bounds; i++) status = run_bounds(&r, i);
  if (status == GLOSS_OK) status = gloss__resolve(&r);
  gloss__prun_close(&r);
  if (status == GLOSS_OK) {
    *out = made;
    return status;
  }
  gloss_matches_free(made);
  return gloss__prun_fail(say, status);
}

void gloss_matches_free(gloss_matches *m) {
  if (!m) return;
  const gloss_alloc alloc = m->alloc;
  gloss__free(&alloc, m->list, m->list_room * sizeof *m->list);
  gloss__free(&alloc, m->captures, m->captures_room * sizeof *m->captures);
  gloss__free(&alloc, m, sizeof *m);
}

const gloss_match *gloss_matches_all(const gloss_matches *m, uint32_t *count) {
  *count = m->n;
  return m->list;
}

const gloss_capture *gloss_matches_captures(const gloss_matches *m) { return m->captures; }
gloss_phase_counts gloss_matches_counts(const gloss_matches *m) { return m->counts; }
