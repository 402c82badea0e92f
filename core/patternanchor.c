/* patternanchor.c -- finds the anchors of a document: tokens that may have what a rule needs, by a
** filter of hashes, by their kind, shape and space, and by the layers. Others are not looked at
** unless a rule comes upon them from an anchor. */
#include "kernel.h"
#include "patternrun.h"

enum { BLOCK = 1024 }; /* tokens between two looks at the stop flag */

static inline void mark(gloss__pstate *s, uint32_t token) {
  s->anchors[token / 64] |= UINT64_C(1) << token % 64;
}

/* Marks tokens whose word is needed. */
static void mark_words(gloss__prun *r, uint32_t begin, uint32_t end) {
  const gloss__wants *k = &r->phase->wants;
  gloss__gaz_filter filter = {k->filter, k->n_words, 0};
  gloss__gaz_tokens tokens = {r->text, r->starts, r->ends, r->hashes, r->n};
  uint32_t found[BLOCK];
  uint32_t n = gloss__kernel_best()->gaz_firsts(filter, &tokens, begin, end, found);
  for (uint32_t i = 0; i < n; i++) mark(r->s, found[i]);
}

/* Tells whether a token without a word may pass a test that is needed. */
static int may_pass(gloss__prun *r, const gloss__class *c) {
  const gloss__wants *k = &r->phase->wants;
  for (uint32_t i = 0; i < k->n_plain; i++)
    if (gloss__test_class(r, r->phase->tests[k->plain[i]], c) != 1) return 1;
  return 0;
}

/* Marks tokens whose kind, shape or space is needed. */
static void mark_plain(gloss__prun *r, uint32_t begin, uint32_t end) {
  gloss__pstate *s = r->s;
  for (uint32_t t = begin; t < end; t++) {
    gloss__class c = gloss__plain_class(r, t);
    uint64_t key = (uint64_t)c.shape << 16 | (uint64_t)c.kind << 8 | c.space;
    gloss__plain *known = &s->plain[(key * 0x9E3779B1u & UINT32_MAX) >> 22];
    if (known->key != key || !known->known)
      *known = (gloss__plain){key, 1, (uint8_t)may_pass(r, &c)};
    s->anchors[t / 64] |= (uint64_t)known->yes << t % 64;
  }
}

static gloss_status mark_layers(gloss__prun *r) {
  const gloss__wants *k = &r->phase->wants;
  for (uint32_t i = 0; i < k->n_layers; i++) {
    gloss_status status = gloss__rows_edges(r, k->layers[i]);
    if (status != GLOSS_OK) return status;
    const gloss__rows *rows = &r->s->rows[k->layers[i]];
    for (uint32_t e = 0; e < rows->n_edges; e++) mark(r->s, rows->edges[e].start);
  }
  return GLOSS_OK;
}

gloss_status gloss__find_anchors(gloss__prun *r) {
  gloss__pstate *s = r->s;
  size_t words = (size_t)r->n / 64 + 1;
  if (gloss__grow(r->alloc, (void **)&s->anchors, &s->anchors_room, words, sizeof *s->anchors))
    return GLOSS_ENOMEM;
  memset(s->anchors, 0, words * sizeof *s->anchors);
  for (uint32_t begin = 0; begin < r->n;) {
    uint32_t end = r->n - begin > BLOCK ? begin + BLOCK : r->n;
    if (r->hashes) mark_words(r, begin, end);
    if (r->phase->wants.n_plain) mark_plain(r, begin, end);
    if (gloss__scratch_stopped(r->scratch)) return GLOSS_ESTOP;
    begin = end;
  }
  return mark_layers(r);
}
