/* patternrows.c -- layers in tokens: rows as edges from token to token, and bits a token about them.
** A row covers the tokens it touches; one that touches none is left out. */
#include <string.h>

#include "patternrun.h"

enum { BLOCK = 16, BLOCKS = 8 };

/* Gives the first token >= from that ends behind an offset: in blocks while it is near, then by
** growing steps. */
static uint32_t first_after(const gloss__prun *r, uint32_t from, uint32_t offset) {
  for (int i = 0; i < BLOCKS && r->n - from >= BLOCK; i++, from += BLOCK) {
    uint32_t passed = 0;
    for (int k = 0; k < BLOCK; k++) passed += r->ends[from + k] <= offset;
    if (passed < BLOCK) return from + passed;
  }
  uint32_t low = from, step = 1;
  while (low + step < r->n && r->ends[low + step - 1] <= offset) {
    low += step;
    step *= 2;
  }
  uint32_t high = low + step < r->n ? low + step : r->n;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (r->ends[mid] <= offset)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

/* Gives the first token >= from that starts at or behind an offset. */
static uint32_t first_from(const gloss__prun *r, uint32_t from, uint32_t offset) {
  uint32_t token = first_after(r, from, offset);
  return token < r->n && r->starts[token] < offset ? token + 1 : token;
}

static int edge_before(const void *context, uint32_t a, uint32_t b) {
  const gloss__edge *edges = context, *x = &edges[a], *y = &edges[b];
  if (x->start != y->start) return x->start < y->start;
  if (x->end != y->end) return x->end > y->end;
  return x->row < y->row;
}

/* Sorts edges; they are in order already unless rows begin inside tokens. */
static gloss_status sort_edges(gloss__prun *r, gloss__edge *edges, uint32_t n) {
  uint32_t i = 1;
  while (i < n && !edge_before(edges, i, i - 1)) i++;
  if (i >= n) return GLOSS_OK;
  size_t size = (size_t)n * (sizeof *edges + 2 * sizeof(uint32_t));
  gloss__edge *sorted = gloss__alloc(r->alloc, size);
  if (!sorted) return GLOSS_ENOMEM;
  uint32_t *order = (uint32_t *)(sorted + n);
  for (i = 0; i < n; i++) order[i] = i;
  gloss__sort_by(order, order + n, n, edge_before, edges);
  for (i = 0; i < n; i++) sorted[i] = edges[order[i]];
  memcpy(edges, sorted, (size_t)n * sizeof *edges);
  gloss__free(r->alloc, sorted, size);
  return GLOSS_OK;
}

/* Makes the edges of a layer. */
static gloss_status layer_edges(gloss__prun *r, gloss__rows *rows) {
  const uint32_t *starts = rows->layer ? gloss_layer_starts(rows->layer) : NULL;
  uint32_t count = starts ? gloss_layer_count(rows->layer) : 0, token = 0;
  rows->n_edges = 0;
  if (gloss__grow(r->alloc, (void **)&rows->edges, &rows->edges_room, count, sizeof *rows->edges))
    return GLOSS_ENOMEM;
  const uint32_t *ends = count ? gloss_layer_ends(rows->layer) : NULL;
  for (uint32_t row = 0, end = 0; row < count; row++) {
    if (end > token && r->ends[end - 1] <= starts[row])
      token = end; /* mostly rows do not overlap */
    if (token < r->n && r->ends[token] <= starts[row]) token = first_after(r, token, starts[row]);
    end = first_from(r, token, ends[row]);
    if (token < end) rows->edges[rows->n_edges++] = (gloss__edge){token, end, row};
  }
  return sort_edges(r, rows->edges, rows->n_edges);
}

/* Makes the edges of a unit, those of its layer that pass. */
static gloss_status unit_edges(gloss__prun *r, gloss__rows *rows, gloss__unit unit) {
  gloss_status status = gloss__rows_edges(r, unit.layer);
  if (status != GLOSS_OK) return status;
  const gloss__rows *all = &r->s->rows[unit.layer];
  if (gloss__grow(r->alloc, (void **)&rows->edges, &rows->edges_room, all->n_edges,
                  sizeof *rows->edges))
    return GLOSS_ENOMEM;
  if (all->n_edges) memcpy(rows->edges, all->edges, all->n_edges * sizeof *all->edges);
  rows->n_edges = gloss__test_rows(r, unit.layer, unit.test, rows->edges, all->n_edges);
  return GLOSS_OK;
}

gloss_status gloss__rows_edges(gloss__prun *r, uint32_t number) {
  const gloss_phase *p = r->phase;
  gloss__rows *rows = &r->s->rows[number];
  if (rows->has_edges) return GLOSS_OK;
  gloss_status status = number < p->n_layers ? layer_edges(r, rows)
                                             : unit_edges(r, rows, p->units[number - p->n_layers]);
  rows->has_edges = status == GLOSS_OK;
  return status;
}

uint32_t gloss__rows_at(const gloss__rows *rows, uint32_t token) {
  uint32_t low = 0, high = rows->n_edges;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (rows->edges[mid].start < token)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

static void set_bits(uint64_t *bits, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end; i++) bits[i / 64] |= UINT64_C(1) << i % 64;
}

static gloss_status clear_bits(gloss__prun *r, uint64_t **bits, size_t *room) {
  size_t words = (size_t)r->n / 64 + 1;
  if (gloss__grow(r->alloc, (void **)bits, room, words, sizeof **bits)) return GLOSS_ENOMEM;
  memset(*bits, 0, words * sizeof **bits);
  return GLOSS_OK;
}

static gloss_status make_bits(gloss__prun *r, uint32_t layer, int which) {
  gloss__rows *rows = &r->s->rows[layer];
  gloss_status status = gloss__rows_edges(r, layer);
  if (status == GLOSS_OK) status = clear_bits(r, &rows->bits[which], &rows->bits_room[which]);
  if (status != GLOSS_OK) return status;
  uint64_t *bits = rows->bits[which];
  uint32_t done = 0;
  for (uint32_t i = 0; i < rows->n_edges; i++) {
    gloss__edge e = rows->edges[i];
    uint32_t from = e.start + (which == GLOSS__ROWS_JOINED);
    switch (which) {
    case GLOSS__ROWS_BEGINS: set_bits(bits, e.start, e.start + 1); break;
    case GLOSS__ROWS_ENDS: set_bits(bits, e.end - 1, e.end); break;
    default: set_bits(bits, from > done ? from : done, e.end);
    }
    if (e.end > done) done = e.end;
  }
  rows->has_bits[which] = 1;
  return GLOSS_OK;
}

gloss_status gloss__rows_bit(gloss__prun *r, uint32_t layer, int which, uint32_t token, int *yes) {
  gloss__rows *rows = &r->s->rows[layer];
  gloss_status status = rows->has_bits[which] ? GLOSS_OK : make_bits(r, layer, which);
  if (status != GLOSS_OK) return status;
  *yes = token < r->n && (rows->bits[which][token / 64] >> token % 64 & 1);
  return GLOSS_OK;
}

gloss_status gloss__rows_next(gloss__prun *r, uint32_t layer, uint32_t end, uint32_t *token) {
  gloss__rows *rows = &r->s->rows[layer];
  int which = GLOSS__ROWS_BEGINS;
  gloss_status status = rows->has_bits[which] ? GLOSS_OK : make_bits(r, layer, which);
  if (status != GLOSS_OK || *token >= end) return status;
  uint64_t bits = rows->bits[which][*token / 64] & UINT64_MAX << *token % 64;
  uint32_t word = *token / 64;
  while (!bits && word < (end - 1) / 64) bits = rows->bits[which][++word];
  uint32_t found = bits ? word * 64 + (uint32_t)__builtin_ctzll(bits) : end;
  *token = found < end ? found : end;
  return GLOSS_OK;
}

gloss_status gloss__initial_bits(gloss__prun *r) {
  gloss__pstate *s = r->s;
  gloss_status status = gloss__rows_edges(r, r->phase->sentence);
  if (status == GLOSS_OK) status = clear_bits(r, &s->initial, &s->initial_room);
  if (status != GLOSS_OK) return status;
  const gloss__rows *rows = &s->rows[r->phase->sentence];
  for (uint32_t i = 0; i < rows->n_edges; i++) {
    for (uint32_t t = rows->edges[i].start; t < rows->edges[i].end; t++) {
      set_bits(s->initial, t, t + 1);
      if (!r->kinds || (r->kinds[t] != GLOSS_PUNCT && r->kinds[t] != GLOSS_SIGN)) break;
    }
  }
  s->has_initial = 1;
  return GLOSS_OK;
}
