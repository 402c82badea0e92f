/* join.c -- all pairs of rows of two layers that lie in a given way, as a relation.
** The rows of `a` are taken in order; since their starts rise, so does the first row of `b` that
** can still pair with one, and the search for the others goes on from there. */
#include <string.h>

#include "mem.h"
#include "model.h"

typedef struct pairs {
  const gloss_alloc *alloc;
  uint32_t *a, *b;
  size_t count, a_room, b_room;
} pairs;

typedef struct join {
  const gloss_layer *a, *b;
  gloss_op op;
  const gloss_join_options *options;
  uint32_t cursor; /* rows of b before it pair with no later row of a */
  pairs found;
} join;

static gloss_span span_at(const gloss_layer *layer, uint32_t row) {
  return (gloss_span){((const uint32_t *)layer->starts.data)[row],
                      ((const uint32_t *)layer->ends.data)[row]};
}

static gloss_status add_pair(pairs *p, uint32_t a, uint32_t b) {
  if (p->count >= GLOSS__ROWS_MAX ||
      gloss__grow(p->alloc, (void **)&p->a, &p->a_room, p->count + 1, sizeof *p->a) ||
      gloss__grow(p->alloc, (void **)&p->b, &p->b_room, p->count + 1, sizeof *p->b)) {
    return GLOSS_ENOMEM;
  }
  p->a[p->count] = a;
  p->b[p->count++] = b;
  return GLOSS_OK;
}

/* Adds a pair, if both lie in one row of `same`. */
static gloss_status pair_up(join *j, uint32_t row, gloss_span span, uint32_t other) {
  gloss_span hull = span_at(j->b, other);
  if (span.start < hull.start) hull.start = span.start;
  if (span.end > hull.end) hull.end = span.end;
  if (j->options->same && gloss_layer_within(j->options->same, hull) == GLOSS_NONE) {
    return GLOSS_OK;
  }
  return add_pair(&j->found, row, other);
}

/* Pairs a span with rows of b that it overlaps or lies within: those that end after `after` and
** start before `before`. */
static gloss_status pair_reaching(join *j, uint32_t row, gloss_span span, uint32_t after,
                                  uint32_t before) {
  const gloss_layer *b = j->b;
  while (j->cursor < b->count && span_at(b, j->cursor).end <= span.start) j->cursor++;
  uint32_t other = j->cursor;
  for (;; other++) {
    other = gloss__next_end_after(b, other, after);
    if (other == GLOSS_NONE || span_at(b, other).start >= before) return GLOSS_OK;
    if (pair_up(j, row, span, other)) return GLOSS_ENOMEM;
  }
}

/* Pairs a span with rows of b inside it. */
static gloss_status pair_covered(join *j, uint32_t row, gloss_span span) {
  const gloss_layer *b = j->b;
  while (j->cursor < b->count && span_at(b, j->cursor).start < span.start) j->cursor++;
  uint32_t other = j->cursor;
  for (;; other++) {
    other = gloss__next_end_by(b, other, span.end);
    if (other == GLOSS_NONE) return GLOSS_OK;
    if (pair_up(j, row, span, other)) return GLOSS_ENOMEM;
  }
}

/* Gives what b ends after when at most `gap` rows of the unit start between it and `start`. */
static uint32_t gap_floor(const gloss_join_options *options, uint32_t start) {
  if (!options->unit) return 0;
  uint32_t row = gloss__lower_start(options->unit, start);
  return row > options->gap ? span_at(options->unit, row - options->gap - 1).start : 0;
}

/* Pairs a span with rows of b before it. */
static gloss_status pair_before(join *j, uint32_t row, gloss_span span) {
  const gloss_layer *b = j->b;
  gloss_span bounds = {0, 0};
  if (j->options->same && !gloss__cover_bounds(j->options->same, span, &bounds)) return GLOSS_OK;
  uint32_t floor = gap_floor(j->options, span.start);
  while (j->cursor < b->count && span_at(b, j->cursor).end <= floor) j->cursor++;
  uint32_t other = gloss__lower_start(b, bounds.start);
  if (other < j->cursor) other = j->cursor;
  for (;; other++) {
    other = gloss__next_end_after(b, other, floor);
    if (other == GLOSS_NONE || span_at(b, other).start >= span.start) return GLOSS_OK;
    if (span_at(b, other).end <= span.start && pair_up(j, row, span, other)) return GLOSS_ENOMEM;
  }
}

static gloss_status run(join *j) {
  for (uint32_t row = 0; row < j->a->count; row++) {
    gloss_span span = span_at(j->a, row);
    gloss_status status;
    switch (j->op) {
    case GLOSS_WITHIN: status = pair_reaching(j, row, span, span.end - 1, span.start + 1); break;
    case GLOSS_COVERS: status = pair_covered(j, row, span); break;
    case GLOSS_OVERLAPS: status = pair_reaching(j, row, span, span.start, span.end); break;
    default: status = pair_before(j, row, span);
    }
    if (status) return status;
  }
  return GLOSS_OK;
}

/* Makes the relation of the pairs found. */
static gloss_status relation_of(const pairs *p, gloss_layer *a, gloss_layer *b, const char *name,
                                gloss_layer **out) {
  gloss_layer *layer;
  gloss__column *column;
  uint32_t n = (uint32_t)p->count;
  gloss_status status = gloss__layer_new(&layer, a->doc, name, n, 1);
  if (status) return status;
  status = gloss__column_new(layer, "a", GLOSS_REF, 0, a, n, &column);
  if (status) goto fail;
  if (n) memcpy(column->values.data, p->a, n * sizeof *p->a);
  status = gloss__column_new(layer, "b", GLOSS_REF, 0, b, n, &column);
  if (status) goto fail;
  if (n) memcpy(column->values.data, p->b, n * sizeof *p->b);
  gloss__layer_seal(layer, n);
  gloss__doc_adopt(a->doc, a);
  gloss__doc_adopt(a->doc, b);
  *out = layer;
  return GLOSS_OK;

fail:
  gloss_layer_unref(layer);
  return status;
}

static int is_usable(const gloss_layer *layer, const gloss_doc *doc) {
  return !layer || (layer->doc == doc && !layer->relation);
}

gloss_status gloss_layer_join(gloss_layer *a, gloss_layer *b, gloss_op op,
                              const gloss_join_options *options, const char *name,
                              gloss_layer **out) {
  static const gloss_join_options unbounded = {0, NULL, NULL};
  *out = NULL;
  if (!options) options = &unbounded;
  if ((unsigned)op > GLOSS_FOLLOWS || !name || !*name || !is_usable(a, a->doc) ||
      !is_usable(b, a->doc) || !is_usable(options->unit, a->doc) ||
      !is_usable(options->same, a->doc)) {
    return GLOSS_EARG;
  }
  const gloss_alloc *alloc = gloss__pool_alloc(a->doc->pool);
  join j = {.a = a, .b = b, .op = op, .options = options, .found = {.alloc = alloc}};
  gloss_status status = run(&j);
  if (status == GLOSS_OK) status = relation_of(&j.found, a, b, name, out);
  gloss__free(alloc, j.found.a, j.found.a_room * sizeof *j.found.a);
  gloss__free(alloc, j.found.b, j.found.b_room * sizeof *j.found.b);
  return status;
}
