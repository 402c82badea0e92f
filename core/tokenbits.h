/* tokenbits.h -- what the SIMD writers of rows share, for a compiler with BMI2: streams of a bit a
** token, and the tokens and gaps that are not plain.
**
** A token is plain when it is an ASCII mark, a letter with small letters behind it, or ASCII digits.
** Whether a token has a byte that is not so is told by addition: a carry started behind the first
** byte runs through the bytes that go on in the plain way and stops at the first that does not, or
** at the token's end; so each token has one stop, and stops come in order. */
#ifndef GLOSS_CORE_TOKENBITS_H
#define GLOSS_CORE_TOKENBITS_H

#include <immintrin.h>
#include <string.h>

#include "tokenrows.h"

/* Streams of bits that are written together, in order: the k-th is at data + k * stride. */
typedef struct gloss__streams {
  uint8_t *data;
  size_t stride;
  size_t bit; /* the next; in each stream the byte that holds it has zeros from there on */
} gloss__streams;

/* Starts streams that have the words from the k-th stream of the block on. */
static inline gloss__streams gloss__streams_of(const gloss__repair *r, uint64_t *bits, size_t k,
                                               size_t count) {
  size_t stride = ((r->end - r->base) / 64 + 4) * sizeof *bits;
  gloss__streams s = {(uint8_t *)bits + k * stride, stride, 0};
  for (size_t i = 0; i < count; i++) s.data[i * stride] = 0;
  return s;
}

/* Puts n bits at the end of the k-th stream; `bit` moves when all streams have theirs. */
static inline void gloss__put(const gloss__streams *s, size_t k, uint64_t x, size_t n) {
  uint8_t *p = s->data + k * s->stride + s->bit / 8;
  unsigned shift = s->bit % 8;
  uint64_t low = x << shift | p[0];
  memcpy(p, &low, 8);
  if (shift + n >= 64) p[8] = (uint8_t)(x >> 1 >> (63 - shift));
}

/* Loads bits of the k-th stream, from the i-th group of 32 or 64. */
static inline uint32_t gloss__bits32(const gloss__streams *s, size_t k, size_t i) {
  uint32_t x;
  memcpy(&x, s->data + k * s->stride + 4 * i, 4);
  return x;
}

static inline uint64_t gloss__bits64(const gloss__streams *s, size_t k, size_t i) {
  uint64_t x;
  memcpy(&x, s->data + k * s->stride + 8 * i, 8);
  return x;
}

/* The streams of what a token's first byte says: gaps before it of more than one byte; that it is
** not ASCII; and those of tokenrows_avx2.c. */
enum { GLOSS__WIDE, GLOSS__FOREIGN, GLOSS__OWN_STREAMS };

/* The bits of 64 bytes that tokens start in: where; white space before; of it, a line's end. */
typedef struct gloss__word_bits {
  uint64_t start, gap, line;
  size_t n; /* starts */
} gloss__word_bits;

/* What is not plain in a block. */
typedef struct gloss__odd_tokens {
  gloss__streams first;                         /* of the tokens' first bytes */
  gloss__streams odd;                           /* one: whether a token is not plain */
  uint64_t start, space, breaks, letter, digit; /* the last word's */
  unsigned char carry;
} gloss__odd_tokens;

/* Starts on a block with `own` streams besides. */
static inline gloss__odd_tokens gloss__odd_init(const gloss__repair *r, uint64_t *bits,
                                                size_t own) {
  return (gloss__odd_tokens){.odd = gloss__streams_of(r, bits, 0, 1),
                             .first = gloss__streams_of(r, bits, 1, GLOSS__OWN_STREAMS + own)};
}

/* Adds a word of 64 bytes, after the last an empty one. The caller puts its own streams, then moves
** o->first.bit. */
static inline gloss__word_bits gloss__odd_add(gloss__odd_tokens *o, const gloss__masks *m,
                                              uint64_t start) {
  uint64_t space = m->space, small = m->letter & ~m->upper;
  uint64_t same =
      (small & (m->letter << 1 | o->letter >> 63)) | (m->digit & (m->digit << 1 | o->digit >> 63));
  uint64_t inside = ~space & ~start, clean = inside & same;
  unsigned long long sum;
  o->carry = _addcarry_u64(o->carry, clean, start << 1 | o->start >> 63, &sum);
  uint64_t stops = sum & ~clean;
  size_t n_stops = (size_t)_mm_popcnt_u64(stops);
  gloss__put(&o->odd, 0, _pext_u64(inside, stops), n_stops);
  o->odd.bit += n_stops;
  gloss__word_bits b = {.start = start, .n = (size_t)_mm_popcnt_u64(start)};
  b.gap = space << 1 | o->space >> 63;
  b.line = m->breaks << 1 | o->breaks >> 63;
  uint64_t wide = b.gap & (space << 2 | o->space >> 62);
  gloss__put(&o->first, GLOSS__WIDE, _pext_u64(wide, start), b.n);
  gloss__put(&o->first, GLOSS__FOREIGN, _pext_u64(m->high, start), b.n);
  o->start = start;
  o->space = space;
  o->breaks = m->breaks;
  o->letter = m->letter;
  o->digit = m->digit;
  return b;
}

/* Gives the end of the token that ends before b, a byte of the block behind white space. */
static inline uint32_t gloss__end_before(const gloss__repair *r, uint32_t b) {
  uint32_t k = b - r->base;
  while (r->masks[(k - 1) / 64].space >> (k - 1) % 64 & 1) k--;
  return r->base + k;
}

/* Looks at what is not plain among the rows from `from` on: all spans and the plain tokens' columns
** are written, but for the ends before wide gaps. */
static inline void gloss__odd_finish(const gloss__odd_tokens *o, gloss__token_rows *rows,
                                     uint32_t from, const gloss__repair *r) {
  uint32_t count = rows->count - from;
  for (size_t k = 0; 64 * k < count; k++) {
    for (uint64_t x = gloss__bits64(&o->first, GLOSS__WIDE, k); x != 0; x &= x - 1) {
      uint32_t i = from + (uint32_t)(64 * k + _tzcnt_u64(x));
      if (i == from || i >= rows->count) continue;
      rows->ends[i - 1] = gloss__end_before(r, rows->starts[i]);
      rows->space[i] = gloss__token_gap(r->text, rows->ends[i - 1], rows->starts[i]);
    }
  }
  if (count == 0) return;
  rows->ends[rows->count - 1] = gloss__end_before(r, r->end);
  for (size_t k = 0; 64 * k < count; k++) {
    uint64_t odd = gloss__bits64(&o->odd, 0, k);
    for (uint64_t x = gloss__bits64(&o->first, GLOSS__FOREIGN, k) & ~odd; x != 0; x &= x - 1) {
      uint32_t i = from + (uint32_t)(64 * k + _tzcnt_u64(x));
      if (i >= rows->count) break;
      gloss__token_script(r->text + rows->starts[i], &rows->shape[i]);
    }
    for (uint64_t x = odd; x != 0; x &= x - 1) {
      uint32_t i = from + (uint32_t)(64 * k + _tzcnt_u64(x));
      if (i >= rows->count) break;
      gloss_kind kind = gloss__token_describe(r, rows->starts[i], rows->ends[i], &rows->shape[i]);
      rows->kind[i] = (uint8_t)kind;
    }
  }
  uint32_t before = from == 0 ? 0 : rows->ends[from - 1];
  rows->space[from] = gloss__token_gap(r->text, before, rows->starts[from]);
}

#endif
