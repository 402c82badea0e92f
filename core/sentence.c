/* sentence.c -- one pass over the gaps between tokens: where sentences end, and why. */
#include "sentence.h"

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

gloss_status gloss__find_sentences(const gloss__sentence_view *v, uint32_t from,
                                   gloss__sentence_state state, gloss__begins *b,
                                   gloss_scratch *scratch, gloss__reason *last_why) {
  uint32_t first = from, decided = 0;
  int stops = v->newlines != GLOSS__NEWLINES_SENTENCE;
  *last_why = GLOSS__END;
  for (uint32_t i = from; i < v->n; i++) {
    if (i % 4096 == 0 && gloss__scratch_stopped(scratch)) return GLOSS_ESTOP;
    note(v, &state, i);
    if (gloss__begins_at(b, i)) {
      first = i;
      if (b->why[i] == GLOSS__BOUND && (decided == i || gloss__is_terminator(v, i - 1)))
        b->why[i] = GLOSS__TERMINATOR;
    }
    if (i + 1 == v->n) {
      if (decided == v->n || gloss__is_terminator(v, i)) *last_why = GLOSS__TERMINATOR;
      break;
    }
    gloss__reason why = ends_plainly(v, state.line, first, i, i < decided);
    if (why != GLOSS__GOES_ON) {
      gloss__begin(b, i + 1, why);
      continue;
    }
    if (!stops || i < decided || !gloss__is_stop(v, i)) continue;
    uint32_t last = i;
    if (gloss__stop_ends(v, first, state.quoted, i, &last))
      gloss__begin(b, last + 1, gloss__begins_at(b, last + 1) ? GLOSS__TERMINATOR : GLOSS__STOPPED);
    decided = last + 1;
  }
  return GLOSS_OK;
}
