/* column.c -- typed columns beside a layer's rows, and what their values may be.
** A column never changes once it is there. Of a list column, offsets[0] is 0. */
#include <math.h>
#include <string.h>

#include "mem.h"
#include "model.h"

size_t gloss__type_size(gloss_type type) {
  static const unsigned char sizes[] = {0, 1, 2, 8, 1, 4, 8, 8, 4};
  return (unsigned)type < sizeof sizes ? sizes[type] : 0;
}

void gloss__fill_absent(gloss_type type, void *values, size_t n) {
  switch (type) {
  case GLOSS_BOOL: memset(values, 2, n); break;
  case GLOSS_INTEGER:
    for (size_t i = 0; i < n; i++) ((int64_t *)values)[i] = INT64_MIN;
    break;
  case GLOSS_NUMBER:
    for (size_t i = 0; i < n; i++) ((double *)values)[i] = NAN;
    break;
  case GLOSS_REF:
    for (size_t i = 0; i < n; i++) ((uint32_t *)values)[i] = GLOSS_NONE;
    break;
  default: memset(values, 0, n * gloss__type_size(type));
  }
}

gloss_status gloss__column_check(const gloss_doc *doc, const char *name, gloss_type type,
                                 gloss_layer *target) {
  if (!name || !*name) return GLOSS_EARG;
  if (gloss__type_size(type) == 0 || (type == GLOSS_REF) != (target != NULL)) return GLOSS_ETYPE;
  if (target && (target->doc != doc || !target->sealed)) return GLOSS_EARG;
  return GLOSS_OK;
}

gloss__column *gloss__column_find(const gloss_layer *layer, const char *name) {
  for (size_t i = 0; i < layer->n_columns; i++) {
    if (strcmp(layer->columns[i].name, name) == 0) return &layer->columns[i];
  }
  return NULL;
}

void gloss__column_free(gloss_doc *doc, gloss__column *column) {
  gloss__free_name(gloss__pool_alloc(doc->pool), column->name);
  gloss__doc_give(doc, &column->values);
  gloss__doc_give(doc, &column->offsets);
}

gloss_status gloss__column_new(gloss_layer *layer, const char *name, gloss_type type, int list,
                               gloss_layer *target, size_t n_values, gloss__column **out) {
  gloss_doc *doc = layer->doc;
  const gloss_alloc *alloc = gloss__pool_alloc(doc->pool);
  gloss__column column = {{NULL, type, NULL, NULL, target}, NULL, {NULL, 0}, {NULL, 0}};
  size_t size, offsets_size;
  gloss_status status = gloss__column_check(doc, name, type, target);
  if (status) return status;
  if (gloss__column_find(layer, name)) return GLOSS_EEXIST;
  if (layer->n_columns >= GLOSS_PARTS_MAX) return GLOSS_ERANGE;
  if (gloss__mul(n_values, gloss__type_size(type), &size) ||
      gloss__mul((size_t)layer->count + 1, sizeof(uint32_t), &offsets_size) ||
      gloss__grow(alloc, (void **)&layer->columns, &layer->columns_room, layer->n_columns + 1,
                  sizeof *layer->columns)) {
    return GLOSS_ENOMEM;
  }
  column.name = gloss__copy_name(alloc, name);
  if (!column.name || gloss__doc_block(doc, size, &column.values) ||
      (list && gloss__doc_block(doc, offsets_size, &column.offsets))) {
    gloss__column_free(doc, &column);
    return GLOSS_ENOMEM;
  }
  column.shown.name = column.name;
  column.shown.values = column.values.data;
  column.shown.offsets = column.offsets.data;
  *out = &layer->columns[layer->n_columns++];
  **out = column;
  return GLOSS_OK;
}

gloss_status gloss_layer_column(gloss_layer *layer, const char *name, gloss_column *out) {
  gloss__column *column = gloss__column_find(layer, name);
  if (!column && layer->make) {
    gloss_status status = layer->make(layer, name);
    if (status) return status;
    column = gloss__column_find(layer, name);
  }
  if (!column) return GLOSS_ENOENT;
  *out = column->shown;
  return GLOSS_OK;
}

gloss_status gloss_layer_column_at(gloss_layer *layer, uint32_t index, gloss_column *out) {
  if (index >= layer->n_columns) return GLOSS_ENOENT;
  *out = layer->columns[index].shown;
  return GLOSS_OK;
}

/* ---- Columns from outside ---- */

/* Checks that list offsets rise. */
static gloss_status check_offsets(const gloss_layer *layer, const gloss_column *column,
                                  gloss_error *err) {
  for (uint32_t row = 0; column->offsets && row < layer->count; row++) {
    if (column->offsets[row] <= column->offsets[row + 1]) continue;
    return gloss__fail(err, GLOSS_ERANGE, row, "column %s: list offsets fall at row %u",
                       column->name, row);
  }
  return GLOSS_OK;
}

/* Checks values that not every bit pattern is one of: references and booleans. */
static gloss_status check_values(const gloss_column *column, size_t n, const void *values,
                                 gloss_error *err) {
  const uint32_t *refs = values;
  const uint8_t *bools = values;
  for (size_t i = 0; column->type == GLOSS_REF && i < n; i++) {
    if (refs[i] < column->target->count || refs[i] == GLOSS_NONE) continue;
    return gloss__fail(err, GLOSS_ERANGE, i, "column %s: no row %u in layer %s", column->name,
                       refs[i], column->target->name);
  }
  for (size_t i = 0; column->type == GLOSS_BOOL && i < n; i++) {
    if (bools[i] <= 2) continue;
    return gloss__fail(err, GLOSS_ERANGE, i, "column %s: no boolean", column->name);
  }
  return GLOSS_OK;
}

static const char *reason(gloss_status status) {
  switch (status) {
  case GLOSS_EEXIST: return "there is one of that name";
  case GLOSS_ETYPE: return "unknown type, or reference and target do not go together";
  case GLOSS_ERANGE: return "a layer has no more than 4096";
  case GLOSS_EARG: return "no name, no values, or a target of another document";
  default: return "out of memory";
  }
}

gloss_status gloss_layer_add_column(gloss_layer *layer, const gloss_column *column,
                                    gloss_error *err) {
  const uint32_t *offsets = column->offsets;
  const char *values = column->values;
  const char *name = column->name ? column->name : "";
  gloss__column *added;
  gloss_status status = gloss__column_check(layer->doc, name, column->type, column->target);
  if (status) return gloss__fail(err, status, 0, "column %s: %s", name, reason(status));
  status = check_offsets(layer, column, err);
  if (status) return status;
  size_t n = offsets ? offsets[layer->count] - offsets[0] : layer->count;
  size_t size = gloss__type_size(column->type);
  if (n && !values) return gloss__fail(err, GLOSS_EARG, 0, "column %s: no values", name);
  if (n && offsets) values += offsets[0] * size;
  status = check_values(column, n, values, err);
  if (status) return status;
  status = gloss__column_new(layer, name, column->type, offsets != NULL, column->target, n, &added);
  if (status) return gloss__fail(err, status, 0, "column %s: %s", name, reason(status));
  if (n) memcpy(added->values.data, values, n * size);
  uint32_t *shifted = added->offsets.data;
  for (uint32_t row = 0; offsets && row <= layer->count; row++) {
    shifted[row] = offsets[row] - offsets[0];
  }
  if (column->target) gloss__doc_adopt(layer->doc, column->target);
  return GLOSS_OK;
}
