/* sentence.c -- one pass over the tokens that may matter: where sentences end, and why. */
#include "sentence.h"

#include "kernel.h"
#include "mem.h"
#include "scratch.h"
#include "sentencegaps.h"

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
  int asks;                /* open gaps are kept */
  const gloss_alloc *alloc;
  gloss_status status;
} pass;

/* Gives the first token from `low` on after which the sentence is too long; it is so after `high`. */
static uint32_t first_too_long(const pass *p, uint32_t low, uint32_t high) {
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (is_too_long(p->v, p->first, mid))
      high = mid;
    else
      low = mid + 1;
  }
  return low;
}

/* Ends sentences that grow too long before token `to`. */
static inline void cut_long(pass *p, uint32_t to) {
  while (to > p->first && to > p->decided && is_too_long(p->v, p->first, to - 1)) {
    uint32_t i = first_too_long(p, p->first > p->decided ? p->first : p->decided, to - 1);
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

/* Keeps gaps, those behind tokens i to last, from being asked about. */
static void settle(pass *p, uint32_t i, uint32_t last) {
  for (uint32_t k = i; k <= last; k++) p->b->tokens[k / 64].settled |= UINT64_C(1) << k % 64;
}

/* Ends the sentence of a dateline that begins at token i with its last token. */
static void find_dateline(pass *p, uint32_t i) {
  const gloss__sentence_view *v = p->v;
  if (!p->stops || p->first != i || (i > 0 && !(v->space[i] & GLOSS_NEWLINE))) return;
  uint32_t end = gloss__dateline_end(v, i);
  if (end == i) return;
  gloss__begin(p->b, end, GLOSS__DATELINE);
  settle(p, i, end - 1);
  p->decided = end;
}

/* Keeps what the stop at token i decides, and the gap after its last token if that is open. */
static void keep(pass *p, gloss__stop kind, uint32_t i, int ends) {
  const gloss__sentence_view *v = p->v;
  uint32_t last = p->decided - 1;
  settle(p, i, last);
  gloss__gap gap = {last, i, (uint8_t)kind, ends != 0, 0};
  if (last + 1 == v->n || gloss__gap_certain(v, &gap)) return;
  void *gaps = p->b->gaps;
  p->status = gloss__grow(p->alloc, &gaps, &p->b->gaps_room, (size_t)p->b->n_gaps + 1, sizeof gap);
  p->b->gaps = gaps;
  if (p->status == GLOSS_OK) p->b->gaps[p->b->n_gaps++] = gap;
}

/* Decides the gap after token i, or those up to where the stop in it reaches. */
static void decide(pass *p, uint32_t i) {
  const gloss__sentence_view *v = p->v;
  gloss__reason why = ends_plainly(v, p->state.line, p->first, i, i < p->decided);
  if (why != GLOSS__GOES_ON) {
    gloss__begin(p->b, i + 1, why);
    return;
  }
  gloss__stop kind;
  if (!p->stops || i < p->decided || (kind = gloss__is_stop(v, i)) == GLOSS__STOP_NONE) return;
  uint32_t last = i;
  int ends = gloss__stop_ends(v, p->first, p->state.quoted, i, kind, &last);
  if (ends)
    gloss__begin(p->b, last + 1,
                 gloss__begins_at(p->b, last + 1) ? GLOSS__TERMINATOR : GLOSS__STOPPED);
  p->decided = last + 1;
  if (p->asks) keep(p, kind, i, ends);
}

/* Makes room for the bits of all tokens, and fills those before word `from` and past the end. */
static gloss_status make_bits(pass *p, uint32_t from) {
  uint32_t words = (p->v->n + 63) / 64;
  void *tokens = p->b->tokens;
  gloss_status status =
      gloss__grow(p->alloc, &tokens, &p->b->tokens_room, (size_t)words + 2, sizeof *p->b->tokens);
  p->b->tokens = tokens;
  if (status != GLOSS_OK) return status;
  for (uint32_t w = 0; w < from; w++)
    gloss__kernel_best()->sentence_points(p->v, 64 * w, &p->b->tokens[w]);
  p->b->tokens[words] = p->b->tokens[words + 1] = (gloss__sentence_bits){0};
  return GLOSS_OK;
}

gloss_status gloss__find_sentences(const gloss__sentence_view *v, uint32_t from,
                                   gloss__sentence_state state, int asks, gloss__begins *b,
                                   gloss_scratch *scratch, gloss__reason *last_why) {
  gloss__sentence_points find = gloss__kernel_best()->sentence_points;
  pass p = {.v = v,
            .b = b,
            .state = state,
            .first = from,
            .stops = v->newlines != GLOSS__NEWLINES_SENTENCE,
            .asks = asks,
            .alloc = gloss__scratch_alloc(scratch)};
  *last_why = GLOSS__END;
  if (from >= v->n) return GLOSS_OK;
  gloss_status status = make_bits(&p, from / 64);
  if (status != GLOSS_OK) return status;
  uint32_t end = v->n - 1;
  uint64_t ahead = UINT64_MAX << from % 64;
  for (uint32_t w = from / 64; w <= end / 64; w++, ahead = UINT64_MAX) {
    if (w % 64 == 0 && gloss__scratch_stopped(scratch)) return GLOSS_ESTOP;
    uint64_t x;
    find(v, 64 * w, &b->tokens[w]);
    while ((x = (b->tokens[w].points | b->bits[w]) & ahead) != 0) { /* marks are made on the way */
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
    if (p.status != GLOSS_OK) return p.status;
  }
  cut_long(&p, end);
  if (p.decided == v->n || gloss__is_terminator(v, end)) *last_why = GLOSS__TERMINATOR;
  return GLOSS_OK;
}
