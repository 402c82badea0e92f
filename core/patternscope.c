/* patternscope.c -- the scopes of rules: rows of a layer, cut to the zones wanted, as tokens. */
#include "patternrun.h"

static gloss_status add_scope(gloss__prun *r, uint32_t start, uint32_t end) {
  gloss__pstate *s = r->s;
  if (gloss__grow(r->alloc, (void **)&s->scopes, &s->scopes_room, (size_t)s->n_scopes + 1,
                  sizeof *s->scopes))
    return GLOSS_ENOMEM;
  s->scopes[s->n_scopes++] = (gloss_span){start, end};
  return GLOSS_OK;
}

/* The zones that a rule keeps to, as they pass by. */
typedef struct zones {
  const gloss__rows *rows; /* NULL: anywhere */
  const uint32_t *labels;
  const gloss__bounds *bounds;
  uint32_t edge;
} zones;

static int wanted(const gloss__prun *r, const zones *z, uint32_t row) {
  for (uint32_t i = z->bounds->zones; i < z->bounds->zones + z->bounds->n_zones; i++)
    if (z->labels[row] && z->labels[row] == r->s->symbols[i]) return 1;
  return 0;
}

static gloss_status open_zones(gloss__prun *r, const gloss__bounds *bounds, zones *z) {
  *z = (zones){.bounds = bounds};
  if (!bounds->n_zones) return GLOSS_OK;
  const gloss__rows *rows = &r->s->rows[r->phase->zone];
  if (!rows->layer || gloss_layer_count(rows->layer) == 0) return GLOSS_OK;
  gloss_column labels;
  gloss_status status = gloss_layer_column(rows->layer, "label", &labels);
  if (status == GLOSS_OK) status = gloss__rows_edges(r, r->phase->zone);
  if (status == GLOSS_ENOMEM) return status;
  if (status != GLOSS_OK || labels.type != GLOSS_SYMBOL || labels.offsets)
    return gloss__fail(r->err, GLOSS_ENOENT, 0, "layer zone has no labels");
  z->rows = rows;
  z->labels = labels.values;
  return GLOSS_OK;
}

/* Adds the parts of [start, end) that lie in zones wanted. */
static gloss_status cut(gloss__prun *r, zones *z, uint32_t start, uint32_t end) {
  if (!z->rows) return start < end ? add_scope(r, start, end) : GLOSS_OK;
  gloss_status status = GLOSS_OK;
  const gloss__edge *edges = z->rows->edges;
  while (z->edge < z->rows->n_edges && edges[z->edge].end <= start) z->edge++;
  for (uint32_t i = z->edge; status == GLOSS_OK && i < z->rows->n_edges; i++) {
    if (edges[i].start >= end) break;
    if (!wanted(r, z, edges[i].row)) continue;
    uint32_t from = edges[i].start > start ? edges[i].start : start;
    uint32_t to = edges[i].end < end ? edges[i].end : end;
    if (from < to) status = add_scope(r, from, to);
    if (to > start) start = to;
  }
  return status;
}

gloss_status gloss__scopes(gloss__prun *r, const gloss__bounds *bounds) {
  zones z;
  r->s->n_scopes = 0;
  gloss_status status = open_zones(r, bounds, &z);
  if (status != GLOSS_OK || r->n == 0) return status;
  if (bounds->layer == GLOSS_NONE) return cut(r, &z, 0, r->n);
  const gloss__rows *rows = &r->s->rows[bounds->layer];
  if (!rows->layer)
    return gloss__fail(r->err, GLOSS_ENOENT, 0, "the document has no layer %.80s",
                       gloss__phase_text(r->phase, bounds->within).data);
  status = gloss__rows_edges(r, bounds->layer);
  uint32_t done = 0;
  for (uint32_t i = 0; status == GLOSS_OK && i < rows->n_edges; i++) {
    gloss__edge e = rows->edges[i];
    status = cut(r, &z, e.start > done ? e.start : done, e.end);
    if (e.end > done) done = e.end;
  }
  return status;
}
