/* patternwhy.c -- why a rule does not match: from one token, or all near misses of a document. */
#include "patternrun.h"

struct gloss_misses {
  gloss_alloc alloc;
  gloss_miss *list;
  uint32_t *tags;
  size_t list_room, tags_room;
  uint32_t n, n_tags;
};

/* A run of one rule that collects what is asked for in vain. */
typedef struct asking {
  gloss__prun r;
  gloss_matches found;
  gloss__vm vm;
  gloss_why why;
} asking;

static gloss_status open_asking(asking *a, gloss_phase *phase, gloss_layer *tokens,
                                gloss_scratch *scratch, const gloss_pattern_calls *calls,
                                uint32_t rule, gloss_error *err) {
  *err = (gloss_error){GLOSS_OK, 0, ""};
  *a = (asking){.vm = {.r = &a->r, .why = &a->why}};
  gloss_status status = gloss__prun_open(&a->r, phase, tokens, scratch, calls, err);
  if (status != GLOSS_OK) return status;
  a->found.alloc = *a->r.alloc;
  a->r.out = &a->found;
  if (rule < phase->forest.n_rules)
    return gloss__scopes(&a->r, &phase->bounds[phase->programs[rule].bounds]);
  return gloss__fail(err, GLOSS_ERANGE, 0, "no such rule or token");
}

static gloss_status close_asking(asking *a, gloss_error *err, gloss_status status) {
  if (a->r.alloc) {
    gloss__free(a->r.alloc, a->found.list, a->found.list_room * sizeof *a->found.list);
    gloss__free(a->r.alloc, a->found.captures, a->found.captures_room * sizeof *a->found.captures);
  }
  gloss__prun_close(&a->r);
  return gloss__prun_fail(err, status);
}

static gloss_status enter(asking *a, uint32_t rule, gloss_span scope) {
  gloss_status status = gloss__vm_enter(&a->vm, rule, scope);
  a->vm.all = 0;
  return status;
}

/* Runs the rule from a token of the scope entered; what failed in earlier runs is forgotten, so that
** it is met again. */
static gloss_status ask(asking *a, uint32_t token) {
  gloss__pstate *s = a->r.s;
  uint32_t end, rejected = 0;
  a->why = (gloss_why){GLOSS_NONE, GLOSS_NONE, token, a->vm.start, a->vm.end, 0, NULL};
  s->n_tags = a->found.n = a->found.n_captures = 0;
  gloss__vm_forget(&a->vm);
  gloss_status status = gloss__vm_run(&a->vm, token, &end);
  if (status == GLOSS_OK && end != GLOSS_NONE && end > token) {
    a->why.end = end;
    status = gloss__emit(&a->vm, token, end, &rejected);
  }
  if (rejected) a->why.rejected = a->r.phase->forest.nodes[rejected].tag;
  a->why.n_tags = s->n_tags;
  a->why.tags = s->tags;
  return status;
}

gloss_status gloss_phase_why(gloss_phase *phase, gloss_layer *tokens, gloss_scratch *scratch,
                             const gloss_pattern_calls *calls, uint32_t rule, uint32_t token,
                             gloss_why *why, gloss_error *err) {
  gloss_error spare, *say = err ? err : &spare;
  asking a;
  gloss_status status = open_asking(&a, phase, tokens, scratch, calls, rule, say);
  if (status == GLOSS_OK && token >= a.r.n)
    status = gloss__fail(say, GLOSS_ERANGE, 0, "no such rule or token");
  a.why = (gloss_why){GLOSS_NONE, GLOSS_NONE, token, token, token, 0, NULL};
  for (uint32_t i = 0; status == GLOSS_OK && i < a.r.s->n_scopes; i++) {
    gloss_span scope = a.r.s->scopes[i];
    if (token < scope.start || token >= scope.end) continue;
    status = enter(&a, rule, scope);
    if (status == GLOSS_OK) status = ask(&a, token);
    break;
  }
  if (status == GLOSS_OK) *why = a.why;
  return close_asking(&a, say, status);
}

/* ---- Misses ---- */

static gloss_status add_miss(gloss_misses *m, uint32_t start, const gloss_why *why) {
  if (gloss__grow(&m->alloc, (void **)&m->list, &m->list_room, (size_t)m->n + 1, sizeof *m->list) ||
      gloss__grow(&m->alloc, (void **)&m->tags, &m->tags_room, (size_t)m->n_tags + why->n_tags,
                  sizeof *m->tags))
    return GLOSS_ENOMEM;
  m->list[m->n++] = (gloss_miss){start,          why->furthest, why->rejected, why->scope_start,
                                 why->scope_end, m->n_tags,     why->n_tags};
  if (why->n_tags) memcpy(m->tags + m->n_tags, why->tags, why->n_tags * sizeof *m->tags);
  m->n_tags += why->n_tags;
  return GLOSS_OK;
}

/* Adds the misses of a scope: the rule goes on behind a match, else from the next token. */
static gloss_status add_misses(asking *a, uint32_t rule, gloss_span scope, gloss_misses *out) {
  gloss_status status = enter(a, rule, scope);
  for (uint32_t at = scope.start; status == GLOSS_OK && at < scope.end;) {
    status = ask(a, at);
    int rejected = a->why.rejected != GLOSS_NONE, matched = a->why.end != GLOSS_NONE;
    if (status == GLOSS_OK && (rejected || (!matched && a->why.furthest > at)))
      status = add_miss(out, at, &a->why);
    at = matched && !rejected ? a->why.end : at + 1;
  }
  return status;
}

gloss_status gloss_phase_misses(gloss_phase *phase, gloss_layer *tokens, gloss_scratch *scratch,
                                const gloss_pattern_calls *calls, uint32_t rule, gloss_misses **out,
                                gloss_error *err) {
  gloss_error spare, *say = err ? err : &spare;
  asking a;
  *out = NULL;
  gloss_status status = open_asking(&a, phase, tokens, scratch, calls, rule, say);
  gloss_misses *made = status == GLOSS_OK ? gloss__calloc(a.r.alloc, 1, sizeof *made) : NULL;
  if (made)
    made->alloc = *a.r.alloc;
  else if (status == GLOSS_OK)
    status = GLOSS_ENOMEM;
  for (uint32_t i = 0; status == GLOSS_OK && i < a.r.s->n_scopes; i++)
    status = add_misses(&a, rule, a.r.s->scopes[i], made);
  if (status == GLOSS_OK)
    *out = made;
  else
    gloss_misses_free(made);
  return close_asking(&a, say, status);
}

void gloss_misses_free(gloss_misses *m) {
  if (!m) return;
  const gloss_alloc alloc = m->alloc;
  gloss__free(&alloc, m->list, m->list_room * sizeof *m->list);
  gloss__free(&alloc, m->tags, m->tags_room * sizeof *m->tags);
  gloss__free(&alloc, m, sizeof *m);
}

const gloss_miss *gloss_misses_all(const gloss_misses *m, uint32_t *count) {
  *count = m->n;
  return m->list;
}

const uint32_t *gloss_misses_tags(const gloss_misses *m) { return m->tags; }
