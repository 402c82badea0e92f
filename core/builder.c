/* builder.c -- layers and relations made row by row, then sorted and sealed.
** Values are kept in the order they were set: of a column, those of the first `rows` rows are there
** and the rest is absent; of a list column, offsets holds where each of them begins. */
#include <math.h>
#include <string.h>

#include "mem.h"
#include "model.h"
#include "utf8.h"

typedef struct build_column {
  char *name;
  gloss_type type;
  int list;
  gloss_layer *target;
  char *values;
  size_t n_values, values_room;
  uint32_t *offsets;
  size_t rows, offsets_room;
} build_column;

struct gloss_builder {
  gloss_doc *doc;
  char *name;
  int relation;
  gloss_span *spans; /* none for a relation */
  size_t spans_room;
  uint32_t count;
  build_column *columns;
  size_t n_columns, columns_room;
};

static const gloss_alloc *alloc_of(const gloss_builder *builder) {
  return gloss__pool_alloc(builder->doc->pool);
}

gloss_status gloss_builder_new(gloss_builder **out, gloss_doc *doc, const char *name,
                               int relation) {
  const gloss_alloc *alloc = gloss__pool_alloc(doc->pool);
  *out = NULL;
  if (!name || !*name || gloss_utf8_check((gloss_str){name, strlen(name)}, NULL)) {
    return GLOSS_EARG;
  }
  gloss_builder *builder = gloss__calloc(alloc, 1, sizeof *builder);
  if (!builder) return GLOSS_ENOMEM;
  builder->name = gloss__copy_name(alloc, name);
  if (!builder->name) {
    gloss__free(alloc, builder, sizeof *builder);
    return GLOSS_ENOMEM;
  }
  builder->doc = gloss_doc_ref(doc);
  builder->relation = relation != 0;
  *out = builder;
  return GLOSS_OK;
}

void gloss_builder_free(gloss_builder *builder) {
  if (!builder) return;
  gloss_doc *doc = builder->doc;
  const gloss_alloc *alloc = alloc_of(builder);
  for (size_t i = 0; i < builder->n_columns; i++) {
    build_column *column = &builder->columns[i];
    gloss__free_name(alloc, column->name);
    gloss__free(alloc, column->values, column->values_room * gloss__type_size(column->type));
    gloss__free(alloc, column->offsets, column->offsets_room * sizeof *column->offsets);
  }
  gloss__free(alloc, builder->columns, builder->columns_room * sizeof *builder->columns);
  gloss__free(alloc, builder->spans, builder->spans_room * sizeof *builder->spans);
  gloss__free_name(alloc, builder->name);
  gloss__free(alloc, builder, sizeof *builder);
  gloss_doc_unref(doc);
}

gloss_status gloss_builder_column(gloss_builder *builder, const char *name, gloss_type type,
                                  int list, gloss_layer *target, uint32_t *column) {
  gloss_status status = gloss__column_check(builder->doc, name, type, target);
  if (status) return status;
  for (size_t i = 0; i < builder->n_columns; i++) {
    if (strcmp(builder->columns[i].name, name) != 0) continue;
    *column = (uint32_t)i;
    return GLOSS_EEXIST;
  }
  if (builder->n_columns >= GLOSS_PARTS_MAX) return GLOSS_ERANGE;
  if (gloss__grow(alloc_of(builder), (void **)&builder->columns, &builder->columns_room,
                  builder->n_columns + 1, sizeof *builder->columns)) {
    return GLOSS_ENOMEM;
  }
  build_column added = {.type = type, .list = list != 0, .target = target};
  added.name = gloss__copy_name(alloc_of(builder), name);
  if (!added.name) return GLOSS_ENOMEM;
  *column = (uint32_t)builder->n_columns;
  builder->columns[builder->n_columns++] = added;
  if (target) gloss__doc_adopt(builder->doc, target);
  return GLOSS_OK;
}

static int is_boundary(gloss_str text, uint32_t offset) {
  return offset == text.size || ((unsigned char)text.data[offset] & 0xC0) != 0x80;
}

gloss_status gloss_builder_add(gloss_builder *builder, gloss_span span) {
  if (builder->count >= GLOSS__ROWS_MAX) return GLOSS_ERANGE;
  if (!builder->relation) {
    gloss_str text = builder->doc->text;
    if (span.start >= span.end || span.end > text.size || !is_boundary(text, span.start) ||
        !is_boundary(text, span.end)) {
      return GLOSS_ERANGE;
    }
    if (gloss__grow(alloc_of(builder), (void **)&builder->spans, &builder->spans_room,
                    (size_t)builder->count + 1, sizeof *builder->spans)) {
      return GLOSS_ENOMEM;
    }
    builder->spans[builder->count] = span;
  }
  builder->count++;
  return GLOSS_OK;
}

/* ---- Values ---- */

/* Makes the values of a column reach to `rows` rows. */
static gloss_status extend(const gloss_alloc *alloc, build_column *column, size_t rows) {
  if (column->rows >= rows) return GLOSS_OK;
  if (column->list) {
    if (gloss__grow(alloc, (void **)&column->offsets, &column->offsets_room, rows,
                    sizeof *column->offsets)) {
      return GLOSS_ENOMEM;
    }
    while (column->rows < rows) column->offsets[column->rows++] = (uint32_t)column->n_values;
    return GLOSS_OK;
  }
  size_t size = gloss__type_size(column->type);
  if (gloss__grow(alloc, (void **)&column->values, &column->values_room, rows, size)) {
    return GLOSS_ENOMEM;
  }
  gloss__fill_absent(column->type, column->values + column->rows * size, rows - column->rows);
  column->rows = column->n_values = rows;
  return GLOSS_OK;
}

static build_column *column_at(gloss_builder *builder, uint32_t column) {
  return builder->count && column < builder->n_columns ? &builder->columns[column] : NULL;
}

/* Stores a value in the last row, or appends it to the list there. */
static gloss_status put(gloss_builder *builder, build_column *column, const void *value) {
  const gloss_alloc *alloc = alloc_of(builder);
  size_t size = gloss__type_size(column->type), at = builder->count - 1;
  if (column->list) {
    at = column->n_values;
    if (at >= UINT32_MAX) return GLOSS_ERANGE;
    if (gloss__grow(alloc, (void **)&column->values, &column->values_room, at + 1, size)) {
      return GLOSS_ENOMEM;
    }
  }
  if (extend(alloc, column, builder->count)) return GLOSS_ENOMEM;
  memcpy(column->values + at * size, value, size);
  if (column->list) column->n_values++;
  return GLOSS_OK;
}

gloss_status gloss_builder_set_text(gloss_builder *builder, uint32_t column, gloss_str value) {
  build_column *c = column_at(builder, column);
  uint32_t symbol;
  if (!c) return GLOSS_EARG;
  if (c->type != GLOSS_SYMBOL) return GLOSS_ETYPE;
  gloss_status status = gloss_doc_intern(builder->doc, value, &symbol);
  return status ? status : put(builder, c, &symbol);
}

gloss_status gloss_builder_set_number(gloss_builder *builder, uint32_t column, double value) {
  build_column *c = column_at(builder, column);
  if (!c) return GLOSS_EARG;
  return c->type == GLOSS_NUMBER ? put(builder, c, &value) : GLOSS_ETYPE;
}

gloss_status gloss_builder_set_integer(gloss_builder *builder, uint32_t column, int64_t value) {
  const int64_t exact = INT64_C(1) << 53; /* doubles hold every integer up to here */
  build_column *c = column_at(builder, column);
  uint64_t most = 0;
  if (!c) return GLOSS_EARG;
  switch (c->type) {
  case GLOSS_INTEGER: return put(builder, c, &value);
  case GLOSS_NUMBER:
    if (value < -exact || value > exact) return GLOSS_ERANGE;
    return put(builder, c, &(double){(double)value});
  case GLOSS_U8: most = UINT8_MAX; break;
  case GLOSS_U16: most = UINT16_MAX; break;
  case GLOSS_U64: most = INT64_MAX; break;
  case GLOSS_BOOL: most = 1; break;
  case GLOSS_REF:
    if (value < 0 || value >= c->target->count) return GLOSS_ERANGE;
    return put(builder, c, &(uint32_t){(uint32_t)value});
  default: return GLOSS_ETYPE;
  }
  if (value < 0 || (uint64_t)value > most) return GLOSS_ERANGE;
  switch (gloss__type_size(c->type)) {
  case 1: return put(builder, c, &(uint8_t){(uint8_t)value});
  case 2: return put(builder, c, &(uint16_t){(uint16_t)value});
  default: return put(builder, c, &(uint64_t){(uint64_t)value});
  }
}

/* ---- Sealing ---- */

typedef struct keyed {
  uint64_t key;
  uint32_t row;
} keyed;

/* Sorts by merging runs of 1, 2, 4 ... items, stably; runs in order already are not touched. */
static void merge_sort(keyed *items, keyed *spare, size_t n) {
  for (size_t width = 1; width < n; width *= 2) {
    for (size_t low = 0; n - low > width; low += 2 * width) {
      size_t mid = low + width, high = n - mid > width ? mid + width : n;
      if (items[mid - 1].key <= items[mid].key) {
        if (high == n) break;
        continue;
      }
      memcpy(spare, items + low, width * sizeof *items);
      size_t a = 0, b = mid, k = low;
      while (a < width) {
        items[k++] = b < high && items[b].key < spare[a].key ? items[b++] : spare[a++];
      }
      if (high == n) break;
    }
  }
}

gloss_status gloss__span_order(const gloss_alloc *alloc, const gloss_span *spans, uint32_t n,
                               uint32_t *order) {
  int sorted = 1;
  for (uint32_t i = 0; i < n; i++) order[i] = i;
  for (uint32_t i = 1; i < n && sorted; i++) {
    sorted = spans[i - 1].start < spans[i].start ||
             (spans[i - 1].start == spans[i].start && spans[i - 1].end >= spans[i].end);
  }
  if (sorted) return GLOSS_OK;
  size_t bytes;
  if (gloss__mul(n, 2 * sizeof(keyed), &bytes)) return GLOSS_ENOMEM;
  keyed *items = gloss__alloc(alloc, bytes);
  if (!items) return GLOSS_ENOMEM;
  for (uint32_t i = 0; i < n; i++) {
    items[i] = (keyed){(uint64_t)spans[i].start << 32 | (uint32_t)~spans[i].end, i};
  }
  merge_sort(items, items + n, n);
  for (uint32_t i = 0; i < n; i++) order[i] = items[i].row;
  gloss__free(alloc, items, bytes);
  return GLOSS_OK;
}

/* Makes the layer's column from a builder's, rows in the layer's order. */
static gloss_status seal_column(gloss_layer *layer, const build_column *from,
                                const uint32_t *order) {
  gloss__column *to;
  size_t size = gloss__type_size(from->type), n = from->list ? from->n_values : layer->count;
  gloss_status status =
      gloss__column_new(layer, from->name, from->type, from->list, from->target, n, &to);
  if (status) return status;
  char *values = to->values.data;
  uint32_t *offsets = to->offsets.data, filled = 0;
  if (!from->list) {
    gloss__fill_absent(from->type, values, n);
    for (uint32_t k = 0; k < layer->count; k++) {
      if (order[k] < from->rows) memcpy(values + k * size, from->values + order[k] * size, size);
    }
    return GLOSS_OK;
  }
  for (uint32_t k = 0; k < layer->count; k++) {
    offsets[k] = filled;
    if (order[k] >= from->rows) continue;
    size_t start = from->offsets[order[k]];
    size_t end = order[k] + 1 < from->rows ? from->offsets[order[k] + 1] : from->n_values;
    if (end == start) continue;
    memcpy(values + filled * size, from->values + start * size, (end - start) * size);
    filled += (uint32_t)(end - start);
  }
  offsets[layer->count] = filled;
  return GLOSS_OK;
}

static void clear(gloss_builder *builder) {
  builder->count = 0;
  for (size_t i = 0; i < builder->n_columns; i++) {
    builder->columns[i].rows = builder->columns[i].n_values = 0;
  }
}

gloss_status gloss_builder_seal(gloss_builder *builder, gloss_layer **out, uint32_t *row_of,
                                gloss_error *err) {
  uint32_t n = builder->count;
  gloss__block block = {NULL, 0};
  gloss_layer *layer = NULL;
  *out = NULL;
  if (gloss__doc_block(builder->doc, (size_t)n * sizeof(uint32_t), &block)) goto fail;
  uint32_t *order = block.data;
  for (uint32_t k = 0; builder->relation && k < n; k++) order[k] = k;
  if (!builder->relation && gloss__span_order(alloc_of(builder), builder->spans, n, order)) {
    goto fail;
  }
  if (gloss__layer_new(&layer, builder->doc, builder->name, n, builder->relation)) goto fail;
  for (uint32_t k = 0; !builder->relation && k < n; k++) {
    gloss__layer_starts(layer)[k] = builder->spans[order[k]].start;
    gloss__layer_ends(layer)[k] = builder->spans[order[k]].end;
  }
  for (size_t i = 0; i < builder->n_columns; i++) {
    if (seal_column(layer, &builder->columns[i], order)) goto fail;
  }
  gloss__layer_seal(layer, n);
  for (uint32_t k = 0; row_of && k < n; k++) row_of[order[k]] = k;
  gloss__doc_give(builder->doc, &block);
  clear(builder);
  *out = layer;
  return GLOSS_OK;

fail:
  gloss_layer_unref(layer);
  gloss__doc_give(builder->doc, &block);
  return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
}
