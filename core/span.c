/* span.c -- queries of one span against one layer. A relation has no spans and answers nothing. */
#include <string.h>

#include "model.h"

uint32_t gloss_layer_within(const gloss_layer *layer, gloss_span span) {
  if (layer->relation || span.start == UINT32_MAX) return GLOSS_NONE;
  const uint32_t *starts = layer->starts.data, *ends = layer->ends.data;
  uint32_t best = GLOSS_NONE, size = UINT32_MAX;
  uint32_t row = gloss__lower_start(layer, span.start + 1);
  while ((row = gloss__prev_end_from(layer, row, span.end)) != GLOSS_NONE) {
    if (ends[row] - starts[row] < size) {
      best = row;
      size = ends[row] - starts[row];
    }
    if (span.end - starts[row] >= size) break; /* no row before this one can be shorter */
  }
  return best;
}

int gloss__cover_bounds(const gloss_layer *layer, gloss_span span, gloss_span *bounds) {
  if (layer->relation || span.start == UINT32_MAX) return 0;
  const uint32_t *starts = layer->starts.data, *ends = layer->ends.data;
  uint32_t row = gloss__lower_start(layer, span.start + 1);
  int found = 0;
  bounds->end = 0;
  while ((row = gloss__prev_end_from(layer, row, span.end)) != GLOSS_NONE) {
    bounds->start = starts[row];
    if (ends[row] > bounds->end) bounds->end = ends[row];
    found = 1;
  }
  return found;
}

uint32_t gloss_layer_covered(const gloss_layer *layer, gloss_span span, uint32_t from) {
  const uint32_t *starts = layer->starts.data;
  if (layer->relation || from >= layer->count) return GLOSS_NONE;
  if (starts[from] < span.start) from = gloss__lower_start(layer, span.start);
  return gloss__next_end_by(layer, from, span.end);
}

uint32_t gloss_layer_overlapping(const gloss_layer *layer, gloss_span span, uint32_t from) {
  const uint32_t *starts = layer->starts.data;
  if (layer->relation) return GLOSS_NONE;
  uint32_t row = gloss__next_end_after(layer, from, span.start);
  return row != GLOSS_NONE && starts[row] < span.end ? row : GLOSS_NONE;
}

/* Whether two spans are in one zone, or in two of one label. */
static int same_zone(gloss_layer *zones, gloss_span a, gloss_span b) {
  gloss_column label;
  uint32_t in_a = gloss_layer_within(zones, a), in_b = gloss_layer_within(zones, b);
  if (in_a == in_b) return 1;
  if (in_a == GLOSS_NONE || in_b == GLOSS_NONE) return 0;
  if (gloss_layer_column(zones, "label", &label) != GLOSS_OK) return 0;
  if (label.type != GLOSS_SYMBOL || label.offsets) return 0;
  const uint32_t *symbols = label.values;
  return symbols[in_a] != 0 && symbols[in_a] == symbols[in_b];
}

uint32_t gloss_layer_neighbour(const gloss_layer *layer, uint32_t row, int step,
                               gloss_layer *zones) {
  const uint32_t *starts = layer->starts.data, *ends = layer->ends.data;
  uint32_t other = row + (uint32_t)step; /* before the first wraps past every count */
  if (other >= layer->count) return GLOSS_NONE;
  if (!zones || zones->relation || layer->relation) return other;
  gloss_span here = {starts[row], ends[row]}, there = {starts[other], ends[other]};
  return same_zone(zones, here, there) ? other : GLOSS_NONE;
}

/* ---- Nearest ---- */

/* What `nearest` looks for: rows inside `bounds` that hold a symbol in a column. */
typedef struct search {
  const gloss_layer *layer;
  gloss_span span, bounds;
  gloss_column column; /* without values: any row */
  uint32_t symbol;
} search;

static int accepts(const search *s, uint32_t row) {
  const uint32_t *symbols = s->column.values, *offsets = s->column.offsets;
  if (!symbols) return 1;
  if (!offsets) return symbols[row] == s->symbol;
  for (uint32_t i = offsets[row]; i < offsets[row + 1]; i++) {
    if (symbols[i] == s->symbol) return 1;
  }
  return 0;
}

/* Finds the first row that starts after the span, the longest of those that start there. */
static uint32_t nearest_right(const search *s) {
  const uint32_t *starts = s->layer->starts.data, *ends = s->layer->ends.data;
  uint32_t row = gloss__lower_start(s->layer, s->span.end);
  for (; row < s->layer->count && starts[row] < s->bounds.end; row++) {
    if (ends[row] <= s->bounds.end && accepts(s, row)) return row;
  }
  return GLOSS_NONE;
}

/* Finds the row that ends last before the span, at or after `least`, the longest of those. */
static uint32_t nearest_left(const search *s, uint32_t least) {
  const uint32_t *starts = s->layer->starts.data, *ends = s->layer->ends.data;
  uint32_t best = GLOSS_NONE, row = gloss__lower_start(s->layer, s->span.start);
  while ((row = gloss__prev_end_from(s->layer, row, least)) != GLOSS_NONE) {
    if (starts[row] < s->bounds.start) break;
    if (ends[row] > s->span.start || !accepts(s, row)) continue;
    best = row;
    least = ends[row];
  }
  return best;
}

/* Fills in the column and the symbol to look for; 0 if no row can hold it. */
static int find_value(search *s, gloss_layer *layer, const gloss_nearest_options *options) {
  if (!options->column) return 1;
  if (gloss_layer_column(layer, options->column, &s->column)) return 0;
  s->symbol = gloss__symbols_find(layer->doc->symbols, options->value);
  return s->column.type == GLOSS_SYMBOL && s->symbol != GLOSS_NONE;
}

uint32_t gloss_layer_nearest(gloss_layer *layer, gloss_span span,
                             const gloss_nearest_options *options) {
  static const gloss_nearest_options anything = {NULL, {NULL, 0}, GLOSS_BOTH, NULL};
  search s = {.layer = layer, .span = span, .bounds = {0, UINT32_MAX}};
  if (!options) options = &anything;
  if (layer->relation || span.start > span.end || !find_value(&s, layer, options)) {
    return GLOSS_NONE;
  }
  if (options->within && !gloss__cover_bounds(options->within, span, &s.bounds)) return GLOSS_NONE;
  uint32_t right = options->side == GLOSS_LEFT ? GLOSS_NONE : nearest_right(&s);
  if (options->side == GLOSS_RIGHT) return right;
  uint32_t least = 0; /* what ends before this is farther than the row on the right */
  if (right != GLOSS_NONE) {
    uint32_t distance = ((const uint32_t *)layer->starts.data)[right] - span.end;
    if (span.start > distance) least = span.start - distance;
  }
  uint32_t left = nearest_left(&s, least);
  return left != GLOSS_NONE ? left : right;
}
