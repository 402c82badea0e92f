/* sentencejudge.c -- what the rules leave open is asked of a judge: gaps are passed over 64 at a
** time, gathered where they are open, and the marks are revised by the verdicts once all are in. What
** is asked depends on the rules' marks alone, so that it does not matter where a stream parts. */
#include "mem.h"
#include "scratch.h"
#include "sentencegaps.h"

/* A stretch without a certain beginning is asked about for so many bytes. */
enum { STRETCH = 1 << 16 };

typedef struct round {
  const gloss__sentence_view *v;
  gloss__begins *b;
  gloss__judge judge;
  const gloss_alloc *alloc;
  uint64_t noise[3]; /* bits of the tokens in the 64 before, in these and in the next */
  uint32_t decided;  /* tokens up to here belong to gap.stop */
  uint32_t certain;  /* byte where the last certain sentence began */
  uint32_t first;    /* token of the sentence so far */
  int quoted, verdict;
  uint32_t n;
  gloss__gap gaps[GLOSS__GAPS];
  gloss__stop kind;
  uint32_t stop;
} round;

/* ---- Passing over many at a time ---- */

/* Packs eight bytes of 0 or 1 into bits. */
static uint64_t pack(const uint8_t *flags) {
  uint64_t bits = 0, eight;
  for (unsigned k = 0; k < 8; k++) {
    eight = gloss__model_u32(flags + 8 * k) | (uint64_t)gloss__model_u32(flags + 8 * k + 4) << 32;
    bits |= ((eight * UINT64_C(0x0102040810204080)) >> 56) << 8 * k;
  }
  return bits;
}

/* Gives a bit for each of the 64 tokens from i on that is noise. */
static uint64_t noise_of(const gloss__sentence_view *v, uint32_t i) {
  uint8_t flags[64] = {0};
  uint32_t n = i >= v->n ? 0 : v->n - i < 64 ? v->n - i : 64;
  const uint8_t *kind = v->kind + i;
  if (n == 64)
    for (uint32_t k = 0; k < 64; k++) flags[k] = kind[k] != GLOSS_WORD;
  else
    for (uint32_t k = 0; k < n; k++) flags[k] = kind[k] != GLOSS_WORD;
  uint64_t noise = 0;
  for (uint64_t marks = pack(flags); marks != 0; marks &= marks - 1) {
    unsigned k = (unsigned)__builtin_ctzll(marks);
    noise |= (uint64_t)(gloss__is_noise(v, i + k) != 0) << k;
  }
  return noise;
}

/* Flags n tokens that the round has to look at, one byte each. */
static inline void flag(const gloss__sentence_view *v, uint32_t i, uint32_t n, uint8_t *flags) {
  const uint8_t *kind = v->kind + i, *space = v->space + i;
  const uint16_t *shape = v->shape + i + 1;
  uint8_t cased[64];
  for (uint32_t k = 0; k < n; k++) cased[k] = (shape[k] & (GLOSS_INITIAL_CAP | GLOSS_DIGITS)) != 0;
  for (uint32_t k = 0; k < n; k++) {
    uint8_t next = (uint8_t)((kind[k + 1] >= GLOSS_PUNCT) | cased[k]) & (space[k + 1] != 0);
    flags[k] = (uint8_t)(kind[k] >= GLOSS_PUNCT) | ((space[k] & GLOSS_BLANK_LINE) != 0) | next;
  }
}

/* Gives a bit for each of the 64 tokens from i on that the round has to look at: a mark, one before a
** space and a mark, a capital or a digit, one behind a blank line. */
static uint64_t worth_a_look(const gloss__sentence_view *v, uint32_t i) {
  uint8_t flags[64] = {0};
  if (v->n - i > 64)
    flag(v, i, 64, flags); /* a loop of a fixed length becomes vectors */
  else
    flag(v, i, v->n - i - 1, flags);
  return pack(flags);
}

/* Counts the noise around token k of the 64 in hand. */
static uint32_t count_noise(const round *r, unsigned k) {
  int from = (int)k - GLOSS__NOISE_WINDOW / 2 + 1; /* to k + GLOSS__NOISE_WINDOW / 2 */
  uint64_t bits;
  if (from < 0)
    bits = r->noise[0] >> (64 + from) | r->noise[1] << -from;
  else
    bits = from == 0 ? r->noise[1] : r->noise[1] >> from | r->noise[2] << (64 - from);
  bits &= (UINT64_C(1) << GLOSS__NOISE_WINDOW) - 1;
  return bits == 0 ? 0 : (uint32_t)__builtin_popcountll(bits);
}

/* ---- One gap ---- */

/* Hands the gathered gaps to the judge. */
static gloss_status ask(round *r) {
  float scores[GLOSS__GAPS];
  gloss__begins *b = r->b;
  if (r->n == 0) return GLOSS_OK;
  void *verdicts = b->verdicts;
  gloss_status status = gloss__grow(r->alloc, &verdicts, &b->verdicts_room,
                                    (size_t)b->n_verdicts + r->n, sizeof *b->verdicts);
  b->verdicts = verdicts;
  if (status != GLOSS_OK) return status;
  r->judge.fn(r->judge.data, r->v, r->gaps, r->n, scores);
  for (uint32_t k = 0; k < r->n; k++) {
    uint32_t reason = r->gaps[k].stop == GLOSS_NONE; /* kept in the marks until they are revised */
    b->verdicts[b->n_verdicts++] = (gloss__verdict){r->gaps[k].left + 1, scores[k]};
    if (!gloss__begins_at(b, r->gaps[k].left + 1))
      b->why[r->gaps[k].left + 1] = reason ? GLOSS__MODEL : GLOSS__STOPPED;
  }
  r->n = 0;
  return GLOSS_OK;
}

/* Whether the full stop at i, behind a plain word and before a capital, is known to end. */
static int is_plain(const gloss__sentence_view *v, uint32_t i) {
  return i > 0 && v->kind[i - 1] == GLOSS_WORD && v->kind[i + 1] == GLOSS_WORD &&
         (v->shape[i + 1] & GLOSS_INITIAL_CAP) && v->ends[i - 1] - v->starts[i - 1] >= 4 &&
         (v->shape[i - 1] & (GLOSS_LOWER | GLOSS_INITIAL_CAP)) == GLOSS_LOWER;
}

/* Finds the stop that token i begins, if it is behind the one before. */
static void find_stop(round *r, uint32_t i, int marked) {
  if (i < r->decided) return;
  r->stop = GLOSS_NONE;
  r->kind = gloss__is_stop(r->v, i);
  if (r->kind == GLOSS__STOP_NONE) return;
  uint32_t last = i;
  if (!(marked && r->kind == GLOSS__STOP_FULL && is_plain(r->v, i)))
    gloss__stop_ends(r->v, r->first, r->quoted, i, &last);
  r->stop = i;
  r->decided = last + 1;
}

/* Looks at the gap after token i, the one of number k of the 64 in hand. */
static gloss_status look_at(round *r, uint32_t i, unsigned k) {
  const gloss__sentence_view *v = r->v;
  if (v->space[i] & GLOSS_BLANK_LINE) r->quoted = 0;
  r->quoted ^= v->kind[i] == GLOSS_PUNCT && v->text.data[v->starts[i]] == '"';
  if (i + 1 == v->n) return GLOSS_OK;
  int marked = gloss__begins_at(r->b, i + 1), final = marked && r->b->why[i + 1] != GLOSS__STOPPED;
  find_stop(r, i, marked);
  if (!marked && r->stop == GLOSS_NONE && v->space[i + 1] == 0) return GLOSS_OK;
  gloss__gap gap = {.left = i,
                    .first = r->first,
                    .stop = r->stop,
                    .kind = r->kind,
                    .inside = r->stop != GLOSS_NONE && i + 1 < r->decided,
                    .ends = r->stop != GLOSS_NONE && marked,
                    .quoted = r->quoted,
                    .noise = count_noise(r, k)};
  gloss_status status = GLOSS_OK;
  if (final || v->starts[i + 1] - r->certain >= STRETCH ||
      gloss__gap_certain(v, &gap, r->judge.quiet)) {
    if (marked) r->certain = v->starts[i + 1];
  } else {
    r->gaps[r->n++] = gap;
    if (r->n == GLOSS__GAPS) status = ask(r);
  }
  if (marked) r->first = i + 1;
  return status;
}

/* ---- All of them ---- */

/* Revises the marks by the verdicts. */
static void revise(gloss__begins *b) {
  for (uint32_t k = 0; k < b->n_verdicts; k++) {
    uint32_t i = b->verdicts[k].token;
    if (b->verdicts[k].score > 0)
      b->bits[i / 64] |= UINT64_C(1) << i % 64;
    else
      b->bits[i / 64] &= ~(UINT64_C(1) << i % 64);
  }
}

gloss_status gloss__judge_gaps(const gloss__sentence_view *v, uint32_t from,
                               gloss__sentence_state state, gloss__judge judge, gloss__begins *b,
                               gloss_scratch *scratch) {
  uint32_t base = from & ~UINT32_C(63);
  gloss_status status = GLOSS_OK;
  if (from >= v->n || v->newlines == GLOSS__NEWLINES_SENTENCE) return GLOSS_OK;
  round r = {.v = v,
             .b = b,
             .judge = judge,
             .alloc = gloss__scratch_alloc(scratch),
             .first = from,
             .certain = v->starts[from],
             .quoted = state.quoted,
             .stop = GLOSS_NONE};
  r.noise[0] = base > 0 ? noise_of(v, base - 64) : 0;
  r.noise[1] = noise_of(v, base);
  for (; base < v->n && status == GLOSS_OK; base += 64) {
    if (base % 4096 == 0 && gloss__scratch_stopped(scratch)) return GLOSS_ESTOP;
    r.noise[2] = v->n - base > 64 ? noise_of(v, base + 64) : 0;
    uint64_t next = v->n - base > 64 ? b->bits[base / 64 + 1] << 63 : 0;
    uint64_t look = worth_a_look(v, base) | b->bits[base / 64] >> 1 | next;
    if (base < from) look &= ~UINT64_C(0) << (from - base);
    for (; look != 0 && status == GLOSS_OK; look &= look - 1) {
      unsigned k = (unsigned)__builtin_ctzll(look);
      status = look_at(&r, base + k, k);
    }
    r.noise[0] = r.noise[1];
    r.noise[1] = r.noise[2];
  }
  if (status == GLOSS_OK) status = ask(&r);
  if (status == GLOSS_OK) revise(b);
  return status;
}
