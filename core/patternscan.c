/* patternscan.c -- finds which rules to try in a scope, and from where: those that the anchors say may
** have what they need, at the starts from which the need is in reach. */
#include "patternrun.h"

enum {
  SIGHTS_MOST = 1 << 16, /* of a scope; past these a rule is tried from every token */
  PROBE_MOST = 64        /* tokens that a probe looks at */
};

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

/* Tells whether one of some tokens has a hash of a probe; of many tokens it is taken to. */
static int finds(const gloss__prun *r, const gloss__probe *p, gloss_span scope, uint32_t token) {
  int64_t from = (int64_t)token + p->from, end = (int64_t)token + p->to + 1;
  if (from < scope.start) from = scope.start;
  if (end > scope.end) end = scope.end;
  if (end - from > PROBE_MOST) return 1;
  int found = 0;
  for (int64_t t = from; t < end; t++)
    for (int i = 0; i < GLOSS__PROBE_WORDS; i++) found |= r->hashes[t] == p->hashes[i];
  return found;
}

/* What is looked through: a scope for the rules of some bounds. */
typedef struct scan {
  gloss__prun *r;
  uint32_t bounds;
  gloss_span scope;
} scan;

/* Notes the rules that need an atom, if their probes find what else they need. */
static gloss_status see_atom(const scan *s, uint32_t atom, uint32_t token) {
  const gloss__wants *w = &s->r->phase->wants;
  const gloss__want *want = w->list + w->first[atom], *end = w->list + w->first[atom + 1];
  for (; want < end; want++) {
    uint32_t i = 0;
    while (i < want->n_probes && finds(s->r, &w->probes[want->probe + i], s->scope, token)) i++;
    if (i < want->n_probes || want->bounds != s->bounds) continue;
    gloss_status status = see_rule(s->r, want->rule, token);
    if (status != GLOSS_OK) return status;
  }
  return GLOSS_OK;
}

/* Notes the rules that need the word of a token, as far as its hash tells. */
static gloss_status see_word(const scan *s, uint32_t token) {
  const gloss__strings *words = &s->r->phase->lexicon.folded;
  const gloss__wants *w = &s->r->phase->wants;
  uint64_t hash = s->r->hashes[token];
  size_t mask = words->table_size - 1;
  for (size_t i = gloss__strings_home(words, hash); words->table[i]; i = (i + 1) & mask) {
    uint32_t word = words->table[i] - 1;
    if (words->hashes[word] != hash) continue;
    for (uint32_t k = w->tests_first[word]; k < w->tests_end[word]; k++) {
      gloss_status status = see_atom(s, w->tests[k], token);
      if (status != GLOSS_OK) return status;
    }
  }
  return GLOSS_OK;
}

/* Notes the rules for which an anchor may have what they need. */
static gloss_status see_token(const scan *s, uint32_t token) {
  gloss__prun *r = s->r;
  const gloss__wants *w = &r->phase->wants;
  gloss_status status = r->hashes ? see_word(s, token) : GLOSS_OK;
  if (status == GLOSS_OK && w->n_plain) {
    gloss__plain *known;
    status = gloss__plain_of(r, token, &known);
    for (uint32_t i = status == GLOSS_OK ? known->atoms : 0; status == GLOSS_OK; i++) {
      uint32_t atom = r->s->class_atoms[i];
      if (atom == 0) break;
      status = see_atom(s, atom, token);
    }
  }
  for (uint32_t i = 0; status == GLOSS_OK && i < w->n_rows; i++) {
    int begins;
    status = gloss__rows_bit(r, w->rows[i], GLOSS__ROWS_BEGINS, token, &begins);
    if (status == GLOSS_OK && begins) status = see_atom(s, r->phase->n_tests + w->rows[i], token);
  }
  return status;
}

static gloss_status see_anchors(const scan *s) {
  gloss_span scope = s->scope;
  gloss_status status = GLOSS_OK;
  for (uint32_t word = scope.start / 64; word <= (scope.end - 1) / 64; word++) {
    uint64_t bits = s->r->s->anchors[word];
    if (word == scope.start / 64) bits &= UINT64_MAX << scope.start % 64;
    if (word == scope.end / 64) bits &= ~(UINT64_MAX << scope.end % 64);
    for (; bits && status == GLOSS_OK; bits &= bits - 1)
      status = see_token(s, word * 64 + (uint32_t)__builtin_ctzll(bits));
    if (status == GLOSS_OK && gloss__prun_must_stop(s->r)) status = GLOSS_ESTOP;
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
    status = see_anchors(&(scan){r, number, scope});
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
static void reach(const gloss__prun *r, gloss__tries *tries, uint32_t *at) {
  const gloss__need *need = &r->phase->filters[tries->rule].needs[0];
  for (; tries->sight != GLOSS_NONE; tries->sight = r->s->sights[tries->sight].next) {
    int64_t token = r->s->sights[tries->sight].token;
    if ((int64_t)*at > token - need->low) continue;
    if ((int64_t)*at < token - need->high) *at = (uint32_t)(token - need->high);
    return;
  }
  *at = tries->scope.end;
}

/* Moves *at on to a token at which a row begins of those that a match begins with. */
static gloss_status next_row(gloss__prun *r, const gloss__filter *f, uint32_t end, uint32_t *at) {
  uint32_t nearest = end;
  for (uint32_t i = f->first; i < f->first + f->n_firsts; i++) {
    uint32_t found = *at;
    gloss_status status = gloss__rows_next(r, r->phase->firsts[i], nearest, &found);
    if (status != GLOSS_OK) return status;
    if (found < nearest) nearest = found;
  }
  *at = nearest;
  return GLOSS_OK;
}

gloss_status gloss__next_start(gloss__prun *r, gloss__tries *tries, uint32_t *at) {
  const gloss__filter *f = &r->phase->filters[tries->rule];
  uint32_t end = tries->scope.end;
  for (;; ++*at) {
    int yes;
    gloss_status status = GLOSS_OK;
    if (!tries->anywhere) reach(r, tries, at);
    uint32_t row = *at;
    if (*at >= end) break;
    if (gloss__prun_must_stop(r)) return GLOSS_ESTOP;
    if (f->n_firsts) status = next_row(r, f, end, &row);
    yes = row == *at;
    if (!yes) *at = row - 1;
    if (status == GLOSS_OK && yes)
      status = gloss__dfa_may_start(r, tries->rule, *at, tries->scope, &yes);
    if (status != GLOSS_OK || yes) return status;
  }
  *at = end;
  return GLOSS_OK;
}
