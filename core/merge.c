/* merge.c -- layers made of rows of others: all of several, or some of one.
** A plan says for each new row which layer and row it comes from; columns are gathered by it. */
#include <string.h>

#include "mem.h"
#include "model.h"

typedef struct origin {
  uint32_t layer, row;
} origin;

typedef struct plan {
  gloss_layer *const *layers;
  size_t n_layers;
  const gloss__column **from; /* of each layer, the column being gathered; NULL where it has none */
  origin *rows;
  uint32_t count;
} plan;

/* Finds a column in every layer. */
static void find_columns(const plan *p, const char *name) {
  for (size_t i = 0; i < p->n_layers; i++) p->from[i] = gloss__column_find(p->layers[i], name);
}

/* Counts the values of the column in all new rows; more than offsets can hold is no memory. */
static gloss_status count_values(const plan *p, int list, size_t *total) {
  *total = list ? 0 : p->count;
  for (uint32_t k = 0; list && k < p->count; k++) {
    const gloss__column *from = p->from[p->rows[k].layer];
    if (!from) continue;
    const uint32_t *offsets = from->offsets.data;
    *total += offsets[p->rows[k].row + 1] - offsets[p->rows[k].row];
    if (*total > UINT32_MAX) return GLOSS_ENOMEM;
  }
  return GLOSS_OK;
}

/* Copies the column's values, row by row, from the layers that have it. */
static void gather(const plan *p, gloss__column *to) {
  size_t size = gloss__type_size(to->shown.type);
  char *values = to->values.data;
  uint32_t *offsets = to->offsets.data, filled = 0;
  if (!offsets) gloss__fill_absent(to->shown.type, values, p->count);
  for (uint32_t k = 0; k < p->count; k++) {
    const gloss__column *from = p->from[p->rows[k].layer];
    uint32_t start = p->rows[k].row, n = 1;
    if (offsets) offsets[k] = filled;
    if (!from) continue;
    if (offsets) {
      const uint32_t *bounds = from->offsets.data;
      n = bounds[start + 1] - bounds[start];
      start = bounds[start];
    }
    size_t at = offsets ? filled : k;
    memcpy(values + at * size, (const char *)from->values.data + start * size, n * size);
    filled += n;
  }
  if (offsets) offsets[p->count] = filled;
}

/* Adds a column that some layer has; ETYPE if the layers' columns of its name differ. */
static gloss_status add_column(const plan *p, const gloss_column *shown, gloss_layer *layer) {
  if (gloss__column_find(layer, shown->name)) return GLOSS_OK;
  int list = shown->offsets != NULL;
  find_columns(p, shown->name);
  for (size_t i = 0; i < p->n_layers; i++) {
    const gloss_column *other = p->from[i] ? &p->from[i]->shown : shown;
    if (other->type != shown->type || other->target != shown->target ||
        (other->offsets != NULL) != list) {
      return GLOSS_ETYPE;
    }
  }
  size_t n;
  gloss__column *to;
  if (count_values(p, list, &n)) return GLOSS_ENOMEM;
  gloss_status status =
      gloss__column_new(layer, shown->name, shown->type, list, shown->target, n, &to);
  if (status == GLOSS_OK) gather(p, to);
  return status;
}

/* Makes the layer a plan describes. What all layers make on demand, it makes too. */
static gloss_status build(const plan *p, const char *name, gloss_layer **out) {
  const gloss_layer *first = p->layers[0];
  gloss_layer *layer;
  gloss_status status = gloss__layer_new(&layer, first->doc, name, p->count, first->relation);
  if (status) return status;
  gloss__make_column make = first->make;
  for (uint32_t k = 0; !first->relation && k < p->count; k++) {
    const gloss_layer *from = p->layers[p->rows[k].layer];
    gloss__layer_starts(layer)[k] = ((const uint32_t *)from->starts.data)[p->rows[k].row];
    gloss__layer_ends(layer)[k] = ((const uint32_t *)from->ends.data)[p->rows[k].row];
  }
  for (size_t i = 0; i < p->n_layers; i++) {
    if (p->layers[i]->make != make) make = NULL;
    for (size_t c = 0; c < p->layers[i]->n_columns; c++) {
      status = add_column(p, &p->layers[i]->columns[c].shown, layer);
      if (status) goto fail;
    }
  }
  gloss__layer_seal(layer, p->count);
  gloss__layer_set_lazy(layer, make);
  *out = layer;
  return GLOSS_OK;

fail:
  gloss_layer_unref(layer);
  return status;
}

/* Fills the plan with all rows in span order; those of relations layer by layer. */
static gloss_status order_rows(plan *p, const gloss_alloc *alloc) {
  size_t n = p->count, span_bytes = n * sizeof(gloss_span), bytes;
  uint32_t k = 0;
  if (gloss__mul(n, sizeof(gloss_span) + sizeof(origin) + sizeof(uint32_t), &bytes)) {
    return GLOSS_ENOMEM;
  }
  gloss_span *spans = gloss__alloc(alloc, bytes);
  if (!spans) return n ? GLOSS_ENOMEM : GLOSS_OK;
  origin *unsorted = (origin *)((char *)spans + span_bytes);
  uint32_t *order = (uint32_t *)(unsorted + n);
  int relation = p->layers[0]->relation;
  for (uint32_t i = 0; i < p->n_layers; i++) {
    const uint32_t *starts = p->layers[i]->starts.data, *ends = p->layers[i]->ends.data;
    for (uint32_t row = 0; row < p->layers[i]->count; row++, k++) {
      unsorted[k] = (origin){i, row};
      order[k] = k;
      if (!relation) spans[k] = (gloss_span){starts[row], ends[row]};
    }
  }
  gloss_status status = GLOSS_OK;
  if (!relation) status = gloss__span_order(alloc, spans, p->count, order);
  for (k = 0; status == GLOSS_OK && k < p->count; k++) p->rows[k] = unsorted[order[k]];
  gloss__free(alloc, spans, bytes);
  return status;
}

gloss_status gloss_layer_merge(gloss_layer *const *layers, size_t n, const char *name,
                               gloss_layer **out) {
  size_t total = 0, bytes;
  *out = NULL;
  if (n == 0 || n > UINT32_MAX || !name || !*name) return GLOSS_EARG;
  for (size_t i = 0; i < n; i++) {
    if (layers[i]->doc != layers[0]->doc || layers[i]->relation != layers[0]->relation) {
      return GLOSS_EARG;
    }
    total += layers[i]->count;
    if (total > GLOSS__ROWS_MAX) return GLOSS_ENOMEM;
  }
  const gloss_alloc *alloc = gloss__pool_alloc(layers[0]->doc->pool);
  plan p = {layers, n, NULL, NULL, (uint32_t)total};
  if (gloss__mul(total, sizeof *p.rows, &bytes)) return GLOSS_ENOMEM;
  gloss_status status = GLOSS_ENOMEM;
  p.from = gloss__calloc(alloc, n, sizeof *p.from);
  p.rows = gloss__alloc(alloc, bytes);
  if (p.from && (p.rows || !total)) status = order_rows(&p, alloc);
  if (status == GLOSS_OK) status = build(&p, name, out);
  gloss__free(alloc, p.rows, bytes);
  gloss__free(alloc, p.from, n * sizeof *p.from);
  return status;
}

gloss_status gloss_layer_filter(gloss_layer *layer, const uint32_t *rows, size_t n,
                                const char *name, gloss_layer **out) {
  *out = NULL;
  if (!name || !*name) return GLOSS_EARG;
  if (n > layer->count) return GLOSS_ERANGE;
  for (size_t i = 0; i < n; i++) {
    if (rows[i] >= layer->count || (i && rows[i] <= rows[i - 1])) return GLOSS_ERANGE;
  }
  const gloss_alloc *alloc = gloss__pool_alloc(layer->doc->pool);
  const gloss__column *from = NULL;
  plan p = {&layer, 1, &from, gloss__alloc(alloc, n * sizeof *p.rows), (uint32_t)n};
  if (n && !p.rows) return GLOSS_ENOMEM;
  for (size_t i = 0; i < n; i++) p.rows[i] = (origin){0, rows[i]};
  gloss_status status = build(&p, name, out);
  gloss__free(alloc, p.rows, n * sizeof *p.rows);
  return status;
}
