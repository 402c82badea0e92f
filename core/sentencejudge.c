/* sentencejudge.c -- what the rules leave open is asked of a judge: gaps are found 64 at a time, the
** judge gets them in batches, and the marks are revised by the verdicts once all are in. What is
** asked depends on the rules' marks alone, so that it does not matter where a stream parts. */
#include "mem.h"
#include "scratch.h"
#include "sentencegaps.h"

/* Between two certain beginnings the judge is asked about so many gaps, and the rules' word stands
** for the others; a stretch of so many bytes without one ends. */
enum { ASKED = 64, STRETCH = 1 << 16 };

typedef struct round {
  const gloss__sentence_view *v;
  gloss__sentence_bits *tokens; /* the view's */
  gloss__begins *b;
  gloss__judge judge;
  const gloss_alloc *alloc;
  uint32_t certain; /* token of the last certain beginning */
  uint32_t asked;   /* gaps since then */
  uint32_t gap;     /* the next of those at stops */
  uint32_t n;
  gloss__gap gaps[GLOSS__GAPS];
} round;

static uint64_t bit(unsigned k) { return UINT64_C(1) << k; }

/* ---- One gap ---- */

/* Takes down a verdict. */
static void settle(gloss__begins *b, const gloss__gap *gap, float score) {
  uint32_t i = gap->left + 1; /* the reason is kept in the marks until they are revised */
  b->verdicts[b->n_verdicts++] = (gloss__verdict){i, score};
  if (!gloss__begins_at(b, i)) b->why[i] = gap->stop == GLOSS_NONE ? GLOSS__MODEL : GLOSS__STOPPED;
}

/* Hands the gathered gaps to the judge. */
static void ask(round *r) {
  float scores[GLOSS__GAPS];
  if (r->n == 0) return;
  r->judge.fn(r->judge.data, r->v, r->gaps, r->n, scores);
  for (uint32_t k = 0; k < r->n; k++) settle(r->b, &r->gaps[k], scores[k]);
  r->n = 0;
}

/* Asks about an open gap, if its stretch is not too long for that. */
static void take(round *r, gloss__gap gap) {
  const gloss__sentence_view *v = r->v;
  uint32_t i = gap.left + 1;
  gap.noise = (uint8_t)gloss__popcount(GLOSS__BITS_AROUND(v, odd, gap.left));
  if (gap.ends && (gap.noise < GLOSS__NOISE_MIN || gloss__gap_opens(v, &gap))) return;
  if (v->starts[i] - v->starts[r->certain] >= STRETCH) return;
  r->tokens[i / 64].asked |= bit(i % 64);
  if (r->asked++ >= ASKED) {
    ask(r);
    settle(r->b, &gap, gloss__gap_prior(&gap));
    return;
  }
  r->gaps[r->n++] = gap;
  if (r->n == GLOSS__GAPS) ask(r);
}

/* ---- 64 of them ---- */

/* Moves on to the last certain beginning among the 64 from base on that `mask` has. */
static void note_certain(round *r, uint32_t base, uint64_t mask) {
  uint64_t certain = r->b->bits[base / 64] & ~r->tokens[base / 64].asked & mask;
  if (certain == 0) return;
  uint32_t i = base + 63 - (uint32_t)__builtin_clzll(certain);
  if (i <= r->certain) return;
  r->certain = i;
  r->asked = 0;
}

/* Gives bits of the 64 tokens from base on at which gaps of stops are open. */
static uint64_t open_stops(const round *r, uint32_t base) {
  uint64_t open = 0;
  for (uint32_t k = r->gap; k < r->b->n_gaps && r->b->gaps[k].left < base + 64; k++)
    open |= bit(r->b->gaps[k].left - base);
  return open;
}

/* Takes the open gaps after the 64 tokens from base on, but for those before `from`. */
static gloss_status judge64(round *r, uint32_t base, uint32_t from) {
  gloss__begins *b = r->b;
  uint64_t stops = open_stops(r, base), open = gloss__open_gaps(r->v, b->bits, base);
  if (base < from) open &= ~UINT64_C(0) << (from - base);
  if ((open | stops) == 0) {
    note_certain(r, base, ~UINT64_C(0));
    return GLOSS_OK;
  }
  void *verdicts = b->verdicts;
  gloss_status status = gloss__grow(r->alloc, &verdicts, &b->verdicts_room,
                                    (size_t)b->n_verdicts + GLOSS__GAPS + 64, sizeof *b->verdicts);
  b->verdicts = verdicts;
  if (status != GLOSS_OK) return status;
  for (uint64_t left = open | stops; left != 0; left &= left - 1) {
    unsigned k = (unsigned)__builtin_ctzll(left);
    uint32_t i = base + k + 1;
    note_certain(r, base, ~UINT64_C(0) >> (63 - k));
    if (stops >> k & 1) {
      const gloss__gap *gap = &b->gaps[r->gap++];
      if (!gloss__begins_at(b, i) || b->why[i] == GLOSS__STOPPED) take(r, *gap);
    } else {
      take(r, (gloss__gap){.left = i - 1, .stop = GLOSS_NONE});
    }
  }
  note_certain(r, base, ~UINT64_C(0));
  return GLOSS_OK;
}

/* ---- All of them ---- */

/* Revises the marks by the verdicts. */
static void revise(gloss__begins *b) {
  for (uint32_t k = 0; k < b->n_verdicts; k++) {
    uint32_t i = b->verdicts[k].token;
    if (b->verdicts[k].score > 0)
      b->bits[i / 64] |= bit(i % 64);
    else
      b->bits[i / 64] &= ~bit(i % 64);
  }
}

gloss_status gloss__judge_gaps(const gloss__sentence_view *v, uint32_t from, gloss__judge judge,
                               gloss__begins *b, gloss_scratch *scratch) {
  if (from >= v->n || v->newlines == GLOSS__NEWLINES_SENTENCE) return GLOSS_OK;
  round r = {.v = v,
             .tokens = b->tokens,
             .b = b,
             .judge = judge,
             .alloc = gloss__scratch_alloc(scratch),
             .certain = from};
  gloss_status status = GLOSS_OK;
  for (uint32_t base = from & ~UINT32_C(63); base < v->n && status == GLOSS_OK; base += 64) {
    if (base % 4096 == 0 && gloss__scratch_stopped(scratch)) return GLOSS_ESTOP;
    status = judge64(&r, base, from);
  }
  if (status != GLOSS_OK) return status;
  ask(&r);
  revise(b);
  return GLOSS_OK;
}
