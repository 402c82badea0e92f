/* layer.c -- layers: made with room, filled in place, sealed, counted. */
#include "layer.h"

#include <string.h>

#include "mem.h"
#include "model.h"

gloss_status gloss__layer_new(gloss_layer **out, gloss_doc *doc, const char *name, uint32_t room,
                              int relation) {
  const gloss_alloc *alloc = gloss__pool_alloc(doc->pool);
  *out = NULL;
  if (!name || !*name || room > GLOSS__ROWS_MAX) return GLOSS_EARG;
  gloss_layer *layer = gloss__calloc(alloc, 1, sizeof *layer);
  if (!layer) return GLOSS_ENOMEM;
  layer->doc = gloss_doc_ref(doc);
  layer->refs = 1;
  layer->count = room;
  layer->relation = relation != 0;
  layer->name = gloss__copy_name(alloc, name);
  size_t size;
  if (!layer->name || gloss__mul(room, sizeof(uint32_t), &size) ||
      (!relation && (gloss__doc_block(doc, size, &layer->starts) ||
                     gloss__doc_block(doc, size, &layer->ends)))) {
    gloss_layer_unref(layer);
    return GLOSS_ENOMEM;
  }
  *out = layer;
  return GLOSS_OK;
}

uint32_t *gloss__layer_starts(gloss_layer *layer) { return layer->starts.data; }

uint32_t *gloss__layer_ends(gloss_layer *layer) { return layer->ends.data; }

gloss_status gloss__layer_column(gloss_layer *layer, const char *name, gloss_type type,
                                 void **values) {
  gloss__column *column;
  *values = NULL;
  gloss_status status = gloss__column_new(layer, name, type, 0, NULL, layer->count, &column);
  if (status == GLOSS_OK) *values = column->values.data;
  return status;
}

/* Moves `used` bytes to a smaller block when they fill less than half; keeps the old one without
** memory for it. */
static void shrink(gloss_doc *doc, gloss__block *block, size_t used) {
  gloss__block small;
  if (!block->data || used >= block->room / 2) return;
  if (gloss__doc_block(doc, used, &small)) return;
  if (small.room >= block->room) {
    gloss__doc_give(doc, &small);
    return;
  }
  if (used) memcpy(small.data, block->data, used);
  gloss__doc_give(doc, block);
  *block = small;
}

void gloss__layer_seal_apart(gloss_layer *layer, uint32_t count) {
  layer->sealed = 1;
  layer->count = count;
  shrink(layer->doc, &layer->starts, count * sizeof(uint32_t));
  shrink(layer->doc, &layer->ends, count * sizeof(uint32_t));
  for (size_t i = 0; i < layer->n_columns; i++) {
    gloss__column *column = &layer->columns[i];
    if (column->shown.offsets) continue; /* lists are made to measure */
    shrink(layer->doc, &column->values, count * gloss__type_size(column->shown.type));
    column->shown.values = column->values.data;
  }
  layer->rising = 1;
}

void gloss__layer_seal(gloss_layer *layer, uint32_t count) {
  gloss__layer_seal_apart(layer, count);
  if (!layer->relation) gloss__index_make(layer);
}

void gloss__layer_set_lazy(gloss_layer *layer, gloss__make_column make) { layer->make = make; }

gloss_status gloss__layer_lazy_column(gloss_layer *layer, const char *name, gloss_type type,
                                      void **values) {
  return gloss__layer_column(layer, name, type, values);
}

void gloss__layer_drop_column(gloss_layer *layer, const char *name) {
  gloss__column *column = gloss__column_find(layer, name);
  if (!column) return;
  gloss__column_free(layer->doc, column);
  size_t after = layer->n_columns - (size_t)(column - layer->columns) - 1;
  memmove(column, column + 1, after * sizeof *column);
  layer->n_columns--;
}

void gloss__layer_free(gloss_layer *layer) {
  gloss_doc *doc = layer->doc;
  const gloss_alloc *alloc = gloss__pool_alloc(doc->pool);
  for (size_t i = 0; i < layer->n_columns; i++) gloss__column_free(doc, &layer->columns[i]);
  gloss__free(alloc, layer->columns, layer->columns_room * sizeof *layer->columns);
  gloss__doc_give(doc, &layer->starts);
  gloss__doc_give(doc, &layer->ends);
  gloss__doc_give(doc, &layer->index);
  gloss__free_name(alloc, layer->name);
  gloss__free(alloc, layer, sizeof *layer);
}

gloss_layer *gloss_layer_ref(gloss_layer *layer) {
  if (layer->adopted)
    gloss_doc_ref(layer->doc);
  else
    layer->refs++;
  return layer;
}

void gloss_layer_unref(gloss_layer *layer) {
  if (!layer) return;
  gloss_doc *doc = layer->doc;
  if (layer->adopted) {
    gloss_doc_unref(doc);
  } else if (--layer->refs == 0) {
    gloss__layer_free(layer);
    gloss_doc_unref(doc);
  }
}

const char *gloss_layer_name(const gloss_layer *layer) { return layer->name; }

gloss_doc *gloss_layer_doc(const gloss_layer *layer) { return layer->doc; }

uint32_t gloss_layer_count(const gloss_layer *layer) { return layer->count; }

const uint32_t *gloss_layer_starts(const gloss_layer *layer) { return layer->starts.data; }

const uint32_t *gloss_layer_ends(const gloss_layer *layer) { return layer->ends.data; }
