/* sentence.c -- one pass over the tokens that may matter: where sentences end, and why. */
#include "sentence.h"

#include "kernel.h"
#include "scratch.h"

/* Whether the sentence that begins with token `first` is so long that it ends after token i. */
static int is_too_long(const gloss__sentence_view *v, uint32_t first, uint32_t i) {
  return v->ends[i] - v->starts[first] >= GLOSS__SENTENCE_LIMIT;
}

/* Why a sentence ends after token i, if it does so before a stop is asked: a line break or its
** length. `stopped` tells that a stop was decided before i + 1. */
static gloss__reason ends_plainly(const gloss__sentence_view *v, uint32_t line, uint32_t first,
                                  uint32_t i, int stopped) {
  if (is_too_long(v, first, i) && !stopped) return GLOSS__LIMIT;
  if (!(v->space[i + 1] & GLOSS_NEWLINE)) return GLOSS__GOES_ON;
  gloss__reason why = gloss__break_ends(v, line, first, i);
  return why != GLOSS__GOES_ON && (stopped || gloss__is_terminator(v, i)) ? GLOSS__TERMINATOR : why;
}

/* Takes note of token i: a line it begins, a quote it opens or closes. */
static inline void note(const gloss__sentence_view *v, gloss__sentence_state *state, uint32_t i) {
  if (i == 0 || (v->space[i] & GLOSS_NEWLINE)) state->line = v->starts[i];
  if (v->space[i] & GLOSS_BLANK_LINE) state->quoted = 0;
  state->quoted ^= v->kind[i] == GLOSS_PUNCT && v->text.data[v->starts[i]] == '"';
}

void gloss__sentence_advance(const gloss__sentence_view *v, gloss__sentence_state *state,
                             uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++) note(v, state, i);
}

/* What the pass knows at a token. */
typedef struct pass {
  const gloss__sentence_view *v;
  gloss__begins *b;
  gloss__sentence_state state;
  uint32_t first, decided; /* tokens: of the sentence; up to which a stop settled gaps */
  int stops;               /* they end sentences */
} pass;

/* Ends sentences that grow too long before token `to`. */
static void cut_long(pass *p, uint32_t to) {
  while (to > p->first && to > p->decided && is_too_long(p->v, p->first, to - 1)) {
    uint32_t i = p->first > p->decided ? p->first : p->decided;
    while (!is_too_long(p->v, p->first, i)) i++;
    gloss__begin(p->b, i + 1, GLOSS__LIMIT);
    p->first = i + 1;
  }
}

/* Takes note of a sentence that begins at token i, where there is a mark. */
static void begin(pass *p, uint32_t i) {
  p->first = i;
  if (p->b->why[i] == GLOSS__BOUND && (p->decided == i || gloss__is_terminator(p->v, i - 1)))
    p->b->why[i] = GLOSS__TERMINATOR;
}

/* Ends the sentence of a dateline that begins at token i with its last token. */
static void find_dateline(pass *p, uint32_t i) {
  const gloss__sentence_view *v = p->v;
  if (!p->stops || p->first != i || (i > 0 && !(v->space[i] & GLOSS_NEWLINE))) return;
  uint32_t end = gloss__dateline_end(v, i);
  if (end == i) return;
  gloss__begin(p->b, end, GLOSS__DATELINE);
  p->decided = end;
}

/* Decides the gap after token i, or those up to where the stop in it reaches. */
static void decide(pass *p, uint32_t i) {
  const gloss__sentence_view *v = p->v;
  gloss__reason why = ends_plainly(v, p->state.line, p->first, i, i < p->decided);
  if (why != GLOSS__GOES_ON) {
    gloss__begin(p->b, i + 1, why);
    return;
  }
  if (!p->stops || i < p->decided || !gloss__is_stop(v, i)) return;
  uint32_t last = i;
  if (gloss__stop_ends(v, p->first, p->state.quoted, i, &last))
    gloss__begin(p->b, last + 1,
                 gloss__begins_at(p->b, last + 1) ? GLOSS__TERMINATOR : GLOSS__STOPPED);
  p->decided = last + 1;
}

gloss_status gloss__find_sentences(const gloss__sentence_view *v, uint32_t from,
                                   gloss__sentence_state state, gloss__begins *b,
                                   gloss_scratch *scratch, gloss__reason *last_why) {
  gloss__sentence_points find = gloss__kernel_best()->sentence_points;
  pass p = {v, b, state, from, 0, v->newlines != GLOSS__NEWLINES_SENTENCE};
  *last_why = GLOSS__END;
  if (from >= v->n) return GLOSS_OK;
  uint32_t end = v->n - 1;
  uint64_t ahead = UINT64_MAX << from % 64;
  for (uint32_t w = from / 64; w <= end / 64; w++, ahead = UINT64_MAX) {
    if (w % 64 == 0 && gloss__scratch_stopped(scratch)) return GLOSS_ESTOP;
    uint64_t points = find(v, 64 * w), x;
    while ((x = (points | b->bits[w]) & ahead) != 0) { /* marks are made on the way */
      unsigned k = (unsigned)__builtin_ctzll(x);
      uint32_t i = 64 * w + k;
      ahead = UINT64_MAX << k << 1;
      cut_long(&p, i);
      note(v, &p.state, i);
      if (gloss__begins_at(b, i)) {
        begin(&p, i);
        find_dateline(&p, i);
      }
      if (i < end) decide(&p, i);
    }
  }
  cut_long(&p, end);
  if (p.decided == v->n || gloss__is_terminator(v, end)) *last_why = GLOSS__TERMINATOR;
  return GLOSS_OK;
}
