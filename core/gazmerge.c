/* gazmerge.c -- makes one sequence of the hits of two passes: of the exact and of the fuzzy one, of
** the two parts of an overlay. */
#include <string.h>

#include "gazrun.h"

/* Of hits that begin with one token: the longer first, then in order of adding, then by edits. */
static int goes_before(const gloss__hit *a, const gloss__hit *b) {
  if (a->end != b->end) return a->end > b->end;
  return a->entry != b->entry ? a->entry < b->entry : a->edits < b->edits;
}

static void sift(gloss__hit *heap, size_t n, size_t at) {
  for (size_t child; (child = 2 * at + 1) < n; at = child) {
    if (child + 1 < n && goes_before(&heap[child], &heap[child + 1])) child++;
    if (!goes_before(&heap[at], &heap[child])) return;
    gloss__hit other = heap[at];
    heap[at] = heap[child];
    heap[child] = other;
  }
}

/* Sorts the hits of one first token in place. */
static void sort(gloss__hit *hits, size_t n) {
  size_t sorted = 1;
  while (sorted < n && !goes_before(&hits[sorted], &hits[sorted - 1])) sorted++;
  if (sorted >= n) return;
  for (size_t i = n / 2; i-- > 0;) sift(hits, n, i);
  while (n > 1) {
    gloss__hit last = hits[--n];
    hits[n] = hits[0];
    hits[0] = last;
    sift(hits, n, 0);
  }
}

static int same_match(const gloss__hit *a, const gloss__hit *b) {
  return a->first == b->first && a->end == b->end && a->entry == b->entry;
}

gloss_status gloss__gaz_merge(gloss__gaz_run *r, size_t start, size_t middle) {
  gloss__gaz_state *s = r->s;
  size_t n = middle - start, end = s->n_hits;
  if (middle == end) return GLOSS_OK;
  if (gloss__grow(r->alloc, (void **)&s->earlier, &s->earlier_room, n, sizeof *s->earlier))
    return GLOSS_ENOMEM;
  const gloss__hit *a = s->earlier, *b = s->hits + middle, *b_end = s->hits + end;
  if (n) memcpy(s->earlier, s->hits + start, n * sizeof *a);
  const gloss__hit *a_end = n ? a + n : a;
  gloss__hit *out = s->hits + start; /* never past b, as the hits before it wait in `earlier` */
  while (a < a_end || b < b_end) {
    uint32_t first = b == b_end || (a < a_end && a->first <= b->first) ? a->first : b->first;
    gloss__hit *from = out;
    while (a < a_end && a->first == first) *out++ = *a++;
    while (b < b_end && b->first == first) *out++ = *b++;
    sort(from, (size_t)(out - from));
    gloss__hit *kept = from; /* two forms of an entry may match */
    for (const gloss__hit *p = from; p < out; p++)
      if (kept == from || !same_match(p, kept - 1)) *kept++ = *p;
    out = kept;
  }
  s->n_hits = (size_t)(out - s->hits);
  return GLOSS_OK;
}
