/* patternanchor.c -- finds the anchors of a document: tokens that may have what a rule needs, by a
** filter of hashes, by their kind, shape and space, and by the layers. Others are not looked at
** unless a rule comes upon them from an anchor. */
#include "patternrun.h"

enum { BLOCK = 1024 }; /* tokens between two looks at the stop flag */

static inline void mark(gloss__pstate *s, uint32_t token) {
  s->anchors[token / 64] |= UINT64_C(1) << token % 64;
}

/* Marks tokens whose word is needed; begin is a multiple of 64. */
static void mark_words(gloss__prun *r, uint32_t begin, uint32_t end) {
  const uint64_t *filter = r->phase->wants.filter, *hashes = r->hashes;
  uint32_t mask = r->phase->wants.n_words - 1;
  for (uint32_t first = begin; first < end; first += 64) {
    uint32_t n = end - first < 64 ? end - first : 64;
    uint64_t bits = 0;
    for (uint32_t i = 0; i < n; i++) {
      uint32_t bit = (uint32_t)hashes[first + i];
      bits |= (filter[bit / 64 & mask] >> bit % 64 & 1) << i;
    }
    r->s->anchors[first / 64] |= bits;
  }
}

gloss_status gloss__plain_make(gloss__prun *r, uint32_t token, gloss__plain *known) {
  gloss__class c = gloss__plain_class(r, token);
  uint32_t class;
  gloss_status status = gloss__class_find(r, &c, &class);
  if (status != GLOSS_OK) return status;
  uint32_t key = (uint32_t)c.shape << 16 | (uint32_t)c.kind << 8 | c.space;
  uint32_t atoms = r->s->class_first[class];
  *known = (gloss__plain){key, class + 1, atoms, r->s->class_atoms[atoms] != 0};
  return GLOSS_OK;
}

/* Marks tokens whose kind, shape or space is needed; begin is a multiple of 64. */
static gloss_status mark_plain(gloss__prun *r, uint32_t begin, uint32_t end) {
  for (uint32_t word = begin / 64; word <= (end - 1) / 64; word++) {
    uint32_t first = word * 64, n = end - first < 64 ? end - first : 64;
    uint64_t bits = 0;
    for (uint32_t i = 0; i < n; i++) {
      gloss__plain *known;
      gloss_status status = gloss__plain_of(r, first + i, &known);
      if (status != GLOSS_OK) return status;
      bits |= (uint64_t)known->any << i;
    }
    r->s->anchors[word] |= bits;
  }
  return GLOSS_OK;
}

static gloss_status mark_rows(gloss__prun *r) {
  const gloss__wants *w = &r->phase->wants;
  for (uint32_t i = 0; i < w->n_rows; i++) {
    gloss_status status = gloss__rows_edges(r, w->rows[i]);
    if (status != GLOSS_OK) return status;
    const gloss__rows *rows = &r->s->rows[w->rows[i]];
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
    gloss_status status = r->phase->wants.n_plain ? mark_plain(r, begin, end) : GLOSS_OK;
    if (status != GLOSS_OK) return status;
    if (gloss__scratch_stopped(r->scratch)) return GLOSS_ESTOP;
    begin = end;
  }
  return mark_rows(r);
}
