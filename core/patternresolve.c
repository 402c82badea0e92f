/* patternresolve.c -- puts matches in order and settles conflicts between those that share a token. */
#include "patternrun.h"

void gloss__sort_by(uint32_t *order, uint32_t *work, uint32_t n,
                    int (*before)(const void *context, uint32_t a, uint32_t b),
                    const void *context) {
  uint32_t *from = order, *to = work;
  for (uint64_t width = 1; width < n; width *= 2) {
    for (uint64_t low = 0; low < n; low += 2 * width) {
      uint64_t a = low, mid = low + width < n ? low + width : n, b = mid;
      uint64_t high = mid + width < n ? mid + width : n;
      for (uint64_t k = low; k < high; k++)
        to[k] =
            b == high || (a < mid && !before(context, from[b], from[a])) ? from[a++] : from[b++];
    }
    uint32_t *other = from;
    from = to;
    to = other;
  }
  if (from != order) memcpy(order, from, (size_t)n * sizeof *order);
}

static int text_before(const void *context, uint32_t a, uint32_t b) {
  const gloss_match *list = context, *x = &list[a], *y = &list[b];
  if (x->start != y->start) return x->start < y->start;
  if (x->end != y->end) return x->end > y->end;
  return x->rule < y->rule;
}

/* Tells whether a match wins over another. */
static int preferred(const void *context, uint32_t a, uint32_t b) {
  const gloss__prun *r = context;
  const gloss_match *x = &r->out->list[a], *y = &r->out->list[b];
  int32_t px = r->phase->forest.rules[x->rule].priority;
  int32_t py = r->phase->forest.rules[y->rule].priority;
  if (r->phase->policy == GLOSS_BY_PRIORITY && px != py) return px > py;
  if (x->end - x->start != y->end - y->start) return x->end - x->start > y->end - y->start;
  if (x->start != y->start) return x->start < y->start;
  if (px != py) return px > py;
  return x->rule < y->rule;
}

/* Gives part number *part of the tokens that a match claims: captures, or all of it; 0: no more. */
static int claimed(const gloss__prun *r, const gloss_match *m, uint32_t *part, gloss_span *out) {
  uint32_t claims = r->phase->forest.rules[m->rule].claims;
  *out = (gloss_span){m->start, m->end};
  if (claims == GLOSS_NONE) return (*part)++ == 0;
  while (*part < m->n_captures) {
    const gloss_capture *c = &r->out->captures[m->captures + (*part)++];
    *out = (gloss_span){c->start, c->end};
    if (r->phase->captures[c->name] == claims) return 1;
  }
  return 0;
}

/* Gives each match that claims a token of a better one its winner. rank[i] is where match i
** stands in order, owner[t] the winner of token t, from 1. */
static void settle(gloss__prun *r, const uint32_t *order, const uint32_t *rank, uint32_t *owner) {
  gloss_span s;
  for (uint32_t i = 0; i < r->out->n; i++) {
    gloss_match *m = &r->out->list[order[i]];
    for (uint32_t part = 0; claimed(r, m, &part, &s);)
      for (uint32_t t = s.start; t < s.end; t++) {
        uint32_t winner = owner[t] - 1;
        if (winner != GLOSS_NONE && (m->winner == GLOSS_NONE || rank[winner] < rank[m->winner]))
          m->winner = winner;
      }
    for (uint32_t part = 0; m->winner == GLOSS_NONE && claimed(r, m, &part, &s);)
      for (uint32_t t = s.start; t < s.end; t++) owner[t] = order[i] + 1;
  }
}

gloss_status gloss__resolve(gloss__prun *r) {
  gloss_matches *m = r->out;
  uint32_t n = m->n;
  if (n == 0) return GLOSS_OK;
  size_t list = (size_t)n * sizeof *m->list;
  size_t size = list + ((size_t)n * 3 + r->n) * sizeof(uint32_t);
  gloss_match *sorted = gloss__alloc(r->alloc, size);
  if (!sorted) return GLOSS_ENOMEM;
  uint32_t *order = (uint32_t *)(sorted + n), *rank = order + n, *work = rank + n;
  for (uint32_t i = 0; i < n; i++) order[i] = i;
  gloss__sort_by(order, work, n, text_before, m->list);
  for (uint32_t i = 0; i < n; i++) sorted[i] = m->list[order[i]];
  memcpy(m->list, sorted, list);
  if (r->phase->policy != GLOSS_EVERY) {
    for (uint32_t i = 0; i < n; i++) order[i] = i;
    gloss__sort_by(order, work, n, preferred, r);
    for (uint32_t i = 0; i < n; i++) rank[order[i]] = i;
    memset(work, 0, (size_t)r->n * sizeof *work);
    settle(r, order, rank, work);
  }
  gloss__free(r->alloc, sorted, size);
  return GLOSS_OK;
}
