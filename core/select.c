/* select.c -- rows by the values of a column: which hold one of some, and how often each stands. */
#include "select.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "keys.h"
#include "mem.h"
#include "model.h"

/* Gives the number an element compares by; 0 when it is absent. */
static inline int element(const gloss_column *column, uint32_t at, int64_t *out) {
  switch (column->type) {
  case GLOSS_U8: *out = ((const uint8_t *)column->values)[at]; return 1;
  case GLOSS_U16: *out = ((const uint16_t *)column->values)[at]; return 1;
  case GLOSS_U64: memcpy(out, (const uint64_t *)column->values + at, sizeof *out); return 1;
  case GLOSS_BOOL: *out = ((const uint8_t *)column->values)[at]; return *out != 2;
  case GLOSS_SYMBOL: *out = ((const uint32_t *)column->values)[at]; return *out != 0;
  case GLOSS_REF: *out = ((const uint32_t *)column->values)[at]; return *out != GLOSS_NONE;
  case GLOSS_INTEGER: *out = ((const int64_t *)column->values)[at]; return *out != INT64_MIN;
  case GLOSS_NUMBER: {
    double number = ((const double *)column->values)[at] + 0.0; /* -0 becomes 0 */
    memcpy(out, &number, sizeof *out);
    return !isnan(number);
  }
  }
  return 0;
}

/* Gives the places of a row's elements in `values`. */
static inline gloss_span places(const gloss_column *column, uint32_t row) {
  if (!column->offsets) return (gloss_span){row, row + 1};
  return (gloss_span){column->offsets[row], column->offsets[row + 1]};
}

/* ---- Which rows ---- */

static int by_value(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static int holds(const gloss_column *column, uint32_t row, const int64_t *values, size_t n) {
  gloss_span at = places(column, row);
  for (; at.start < at.end; at.start++) {
    int64_t value;
    if (!element(column, at.start, &value)) continue;
    if (n == 1 ? value == *values : bsearch(&value, values, n, sizeof value, by_value) != NULL)
      return 1;
  }
  return 0;
}

gloss_status gloss_layer_where(gloss_layer *layer, const char *name, const int64_t *values,
                               size_t n, uint32_t *rows, uint32_t *count) {
  gloss_column column;
  *count = 0;
  gloss_status status = gloss_layer_column(layer, name, &column);
  if (status) return status;
  for (uint32_t row = 0; n > 0 && row < layer->count; row++) {
    if (holds(&column, row, values, n)) rows[(*count)++] = row;
  }
  return GLOSS_OK;
}

/* ---- How often each value ---- */

gloss_status gloss__kinds_column(gloss_layer *layer, uint32_t kinds, const uint8_t **out) {
  gloss_column column;
  *out = NULL;
  if (kinds == 0) return GLOSS_OK;
  gloss_status status = gloss_layer_column(layer, "kind", &column);
  if (status) return status;
  if (column.type != GLOSS_U8 || column.offsets) return GLOSS_ETYPE;
  *out = column.values;
  return GLOSS_OK;
}

/* Values seen, and a batch of them on their way into the table. */
typedef struct tally {
  gloss__keys keys; /* of two words: a value */
  uint32_t batch[2 * GLOSS__KEYS_BATCH], places[GLOSS__KEYS_BATCH];
  uint32_t n; /* in the batch */
  gloss_tally *out;
} tally;

static gloss_status flush(tally *t) {
  uint32_t numbers[GLOSS__KEYS_BATCH], known = t->keys.count;
  gloss_status status = gloss__keys_add(&t->keys, t->batch, t->n, numbers);
  if (status) return status;
  for (uint32_t i = 0; i < t->n; i++) {
    gloss_tally *one = &t->out[numbers[i]];
    if (numbers[i] == known) {
      *one = (gloss_tally){t->places[i], 0};
      known++;
    }
    one->count++;
  }
  t->n = 0;
  return GLOSS_OK;
}

/* Counts the elements of a row. */
static gloss_status count_row(tally *t, const gloss_column *column, uint32_t row) {
  gloss_span at = places(column, row);
  for (; at.start < at.end; at.start++) {
    int64_t value;
    if (!element(column, at.start, &value)) continue;
    memcpy(t->batch + (size_t)2 * t->n, &value, sizeof value);
    t->places[t->n++] = at.start;
    if (t->n < GLOSS__KEYS_BATCH) continue;
    gloss_status status = flush(t);
    if (status) return status;
  }
  return GLOSS_OK;
}

gloss_status gloss_layer_tally(gloss_layer *layer, const char *name,
                               const gloss_tally_options *options, gloss_tally *out, uint32_t *n) {
  static const gloss_tally_options all = {0, NULL, 0};
  gloss_column column;
  const uint8_t *kind;
  tally t = {.keys = {.alloc = gloss__pool_alloc(layer->doc->pool), .width = 2}, .out = out};
  if (!options) options = &all;
  *n = 0;
  gloss_status status = gloss_layer_column(layer, name, &column);
  if (status) return status;
  status = gloss__kinds_column(layer, options->kinds, &kind);
  uint32_t rows = options->rows ? options->n_rows : layer->count, next = 0;
  for (uint32_t i = 0; status == GLOSS_OK && i < rows; i++) {
    uint32_t row = options->rows ? options->rows[i] : i;
    if (row < next || row >= layer->count) {
      status = GLOSS_ERANGE;
    } else if (gloss__is_of(kind, options->kinds, row)) {
      status = count_row(&t, &column, row);
    }
    next = row + 1;
  }
  if (status == GLOSS_OK) status = flush(&t);
  if (status == GLOSS_OK) *n = t.keys.count;
  gloss__keys_free(&t.keys);
  return status;
}
