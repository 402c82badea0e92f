/* tokenstage.h -- token rows on their way past the caches, for a compiler with AVX2. Those of a large
** text are out of the caches before they are read: written there in the usual way, each line of
** memory would first be read. They are made in a stage that the first cache holds, and moved on by
** whole lines. */
#ifndef GLOSS_CORE_TOKENSTAGE_H
#define GLOSS_CORE_TOKENSTAGE_H

#include <immintrin.h>
#include <string.h>

#include "tokenrows.h"

enum {
  GLOSS__STAGE_LOT = 2048, /* rows that are made before any is moved */
  GLOSS__STAGE_GROUP = 64, /* rows that fill lines in every column */
  GLOSS__STAGE_ROOM = GLOSS__STAGE_LOT + 2 * GLOSS__STAGE_GROUP + GLOSS__ROWS_SLACK
};

/* Rows behind those of the layer, from the last whole group on. */
typedef struct gloss__stage {
  _Alignas(64) uint32_t starts[GLOSS__STAGE_ROOM];
  _Alignas(64) uint32_t ends[GLOSS__STAGE_ROOM];
  _Alignas(64) uint16_t shape[GLOSS__STAGE_ROOM];
  _Alignas(64) uint8_t kind[GLOSS__STAGE_ROOM];
  _Alignas(64) uint8_t space[GLOSS__STAGE_ROOM];
  gloss__token_rows rows;
} gloss__stage;

/* Copies n rows from one place to another. */
static inline void gloss__stage_copy(const gloss__token_rows *to, uint32_t at,
                                     const gloss__token_rows *from, uint32_t i, uint32_t n) {
  memmove(to->starts + at, from->starts + i, n * sizeof *to->starts);
  memmove(to->ends + at, from->ends + i, n * sizeof *to->ends);
  memmove(to->shape + at, from->shape + i, n * sizeof *to->shape);
  memmove(to->kind + at, from->kind + i, n);
  memmove(to->space + at, from->space + i, n);
}

/* Takes the rows of the layer that fill no group. */
static inline void gloss__stage_begin(gloss__stage *s, gloss__token_rows *layer) {
  uint32_t n = layer->count % GLOSS__STAGE_GROUP;
  s->rows = (gloss__token_rows){.count = n,
                                .room = GLOSS__STAGE_ROOM,
                                .starts = s->starts,
                                .ends = s->ends,
                                .shape = s->shape,
                                .kind = s->kind,
                                .space = s->space};
  layer->count -= n;
  gloss__stage_copy(&s->rows, 0, layer, layer->count, n);
}

/* Writes whole lines past the caches. */
static inline void gloss__stage_stream(void *to, const void *from, size_t size) {
  for (size_t k = 0; k < size; k += 32) {
    __m256i x = _mm256_load_si256((const __m256i *)((const char *)from + k));
    _mm256_stream_si256((__m256i *)((char *)to + k), x);
  }
}

/* Moves the whole groups of the first n rows to the layer; returns how many rows these are. */
#ifdef __GNUC__
__attribute__((noinline))
#endif
static uint32_t
gloss__stage_move(gloss__stage *s, gloss__token_rows *layer, uint32_t n) {
  uint32_t at = layer->count;
  n -= n % GLOSS__STAGE_GROUP;
  if (n == 0) return 0;
  gloss__stage_stream(layer->starts + at, s->starts, n * sizeof *s->starts);
  gloss__stage_stream(layer->ends + at, s->ends, n * sizeof *s->ends);
  gloss__stage_stream(layer->shape + at, s->shape, n * sizeof *s->shape);
  gloss__stage_stream(layer->kind + at, s->kind, n);
  gloss__stage_stream(layer->space + at, s->space, n);
  layer->count += n;
  s->rows.count -= n;
  gloss__stage_copy(&s->rows, 0, &s->rows, n, s->rows.count);
  return n;
}

/* Moves all rows that are left to the layer. */
static inline void gloss__stage_end(gloss__stage *s, gloss__token_rows *layer) {
  gloss__stage_move(s, layer, s->rows.count);
  gloss__stage_copy(layer, layer->count, &s->rows, 0, s->rows.count);
  layer->count += s->rows.count;
  _mm_sfence(); /* lines written past the caches are in order with other writes from here on */
}

#endif
