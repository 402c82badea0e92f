/* gazlayer.c -- the rows of a gazetteer's matches: spans, the entries' columns, their numbers. */
#include "gazrun.h"
#include "layer.h"

/* Gives the part of an overlay that an entry is in, its number there, and the values before. */
static const gloss_gazetteer *part_of(const gloss_gazetteer *g, uint32_t *entry, uint32_t *before) {
  *before = 0;
  while (g->base) {
    const gloss_gazetteer *base = g->base;
    g = *entry < base->n_entries ? base : g->added;
    if (g == base) continue;
    *entry -= base->n_entries;
    *before += base->n_values;
  }
  return g;
}

/* Gives the number of an entry's value in its part, 0 when it is absent or not usable. */
static uint32_t value_number(const gloss_gazetteer *part, uint32_t column, uint32_t entry) {
  uint32_t value = part->cells[(size_t)column * part->n_entries + entry];
  if (value == 0 || value > part->n_values) return 0;
  uint32_t start = part->values[value - 1], end = part->values[value];
  return end < start || end > part->n_text ? 0 : value;
}

gloss_str gloss__gaz_value(const gloss_gazetteer *g, uint32_t column, uint32_t entry) {
  uint32_t before;
  const gloss_gazetteer *part = part_of(g, &entry, &before);
  uint32_t value = value_number(part, column, entry);
  if (!value) return (gloss_str){NULL, 0};
  uint32_t start = part->values[value - 1];
  return (gloss_str){part->text + start, part->values[value] - start};
}

/* Gives the symbol of an entry's value, 0 for one that is absent or not usable. */
static gloss_status value_symbol(gloss__gaz_run *r, uint32_t column, uint32_t entry,
                                 uint32_t *symbol) {
  uint32_t before, within = entry;
  const gloss_gazetteer *part = part_of(r->g, &within, &before);
  uint32_t value = value_number(part, column, within) + before;
  *symbol = 0;
  if (value == before) return GLOSS_OK;
  if ((*symbol = r->s->symbols[value - 1])) return GLOSS_OK;
  gloss_str text = gloss__gaz_value(r->g, column, entry);
  gloss_status status = gloss_doc_intern(r->doc, text, symbol);
  if (status == GLOSS_EUTF8) {
    *symbol = 0;
    return GLOSS_OK;
  }
  if (status == GLOSS_OK) r->s->symbols[value - 1] = *symbol;
  return status;
}

/* Fills one of the gazetteer's columns. */
static gloss_status fill_column(gloss__gaz_run *r, gloss_layer *layer, uint32_t c) {
  void *values;
  const char *name = gloss_gazetteer_column(r->g, c);
  gloss_status status = gloss__layer_column(layer, name, GLOSS_SYMBOL, &values);
  uint32_t *symbols = values;
  for (size_t i = 0; i < r->s->n_hits && status == GLOSS_OK; i++)
    status = value_symbol(r, c, r->s->hits[i].entry, &symbols[i]);
  return status;
}

static gloss_status fill_valid(gloss__gaz_run *r, gloss_layer *layer) {
  void *values;
  gloss_status status = gloss__layer_column(layer, "valid", GLOSS_BOOL, &values);
  uint8_t *valid = values;
  for (size_t i = 0; i < r->s->n_hits && status == GLOSS_OK; i++)
    valid[i] = (uint8_t)gloss__gaz_valid(r->g, r->s->hits[i].entry, r->day, 0);
  return status;
}

static gloss_status fill_edits(gloss__gaz_run *r, gloss_layer *layer) {
  void *values;
  gloss_status status = gloss__layer_column(layer, "edits", GLOSS_INTEGER, &values);
  int64_t *edits = values;
  for (size_t i = 0; i < r->s->n_hits && status == GLOSS_OK; i++) edits[i] = r->s->hits[i].edits;
  return status;
}

gloss_status gloss__gaz_layer(gloss__gaz_run *r, gloss_layer **out) {
  const gloss_gazetteer *g = r->g;
  const gloss__gaz_state *s = r->s;
  if (s->n_hits >= GLOSS_NONE) return GLOSS_ENOMEM;
  uint32_t count = (uint32_t)s->n_hits;
  gloss_layer *layer;
  gloss_status status = gloss__layer_new(&layer, r->doc, g->names, count, 0);
  if (status != GLOSS_OK) return status;
  void *entries;
  for (uint32_t c = 0; c < g->n_columns && status == GLOSS_OK; c++)
    status = fill_column(r, layer, c);
  if (status == GLOSS_OK && gloss__gaz_dated(g->rules)) status = fill_valid(r, layer);
  if (status == GLOSS_OK && g->fuzzy) status = fill_edits(r, layer);
  if (status == GLOSS_OK) status = gloss__layer_column(layer, "entry", GLOSS_INTEGER, &entries);
  if (status != GLOSS_OK) {
    gloss_layer_unref(layer);
    return status;
  }
  uint32_t *starts = gloss__layer_starts(layer), *ends = gloss__layer_ends(layer);
  for (uint32_t i = 0; i < count; i++) {
    gloss__hit h = s->hits[i];
    starts[i] = r->tokens.starts[h.first];
    ends[i] = r->tokens.ends[h.end - 1];
    ((int64_t *)entries)[i] = h.entry;
  }
  gloss__layer_seal(layer, count);
  *out = layer;
  return GLOSS_OK;
}
