/* tokenbits.h -- what the SIMD writers of rows share, for a compiler with BMI2: the tokens and gaps
** that are not plain.
**
** A token is plain when it is an ASCII mark and no sign, a letter with small letters behind it, or
** ASCII digits. Whether a token has a byte that is not so is told by addition: a carry started
** behind the first byte runs through the bytes that go on in the plain way and stops at the first
** that does not, or at the token's end; so each token has one stop, and stops come in order. */
#ifndef GLOSS_CORE_TOKENBITS_H
#define GLOSS_CORE_TOKENBITS_H

#include <immintrin.h>
#include <string.h>

#include "tokenrows.h"

/* What the writers leave in the column of space for a gap of more than one byte. */
enum { GLOSS__WIDE = 128 };

/* The bits of 64 bytes that tokens start in: where; behind one byte of white space that is no
** line's end, behind one that is, behind more. */
typedef struct gloss__word_bits {
  uint64_t start, blank, line, wide;
  size_t n; /* starts */
} gloss__word_bits;

/* What is not plain in a block: a bit a token. */
typedef struct gloss__odd_tokens {
  uint8_t *bits; /* the byte that holds the next has zeros from there on */
  size_t n;
  const gloss__masks *last; /* the masks of the word before */
  uint64_t start;           /* and its starts */
  unsigned char carry;
} gloss__odd_tokens;

/* Starts on a block. */
static inline gloss__odd_tokens gloss__odd_init(uint64_t *bits) {
  static const gloss__masks none = {0};
  bits[0] = 0;
  return (gloss__odd_tokens){.bits = (uint8_t *)bits, .last = &none};
}

/* Puts n bits at the end. */
static inline void gloss__odd_put(gloss__odd_tokens *o, uint64_t x, size_t n) {
  uint8_t *p = o->bits + o->n / 8;
  unsigned shift = o->n % 8;
  uint64_t low = x << shift | p[0];
  memcpy(p, &low, 8);
  if (shift + n >= 64) p[8] = (uint8_t)(x >> 1 >> (63 - shift));
  o->n += n;
}

/* Adds a word of 64 bytes, after the last an empty one. */
static inline gloss__word_bits gloss__odd_add(gloss__odd_tokens *o, const gloss__masks *m,
                                              uint64_t start) {
  const gloss__masks *l = o->last;
  uint64_t space = m->space, small = m->letter & ~m->upper;
  uint64_t same =
      (small & (m->letter << 1 | l->letter >> 63)) | (m->digit & (m->digit << 1 | l->digit >> 63));
  uint64_t inside = ~space & ~start, clean = inside & same;
  unsigned long long sum;
  o->carry = _addcarry_u64(o->carry, clean, start << 1 | o->start >> 63, &sum);
  uint64_t stops = sum & ~clean, odd = inside | (m->sign << 1 | l->sign >> 63);
  gloss__odd_put(o, _pext_u64(odd, stops), (size_t)_mm_popcnt_u64(stops));
  uint64_t gap = space << 1 | l->space >> 63, line = m->breaks << 1 | l->breaks >> 63;
  uint64_t wide = gap & (space << 2 | l->space >> 62);
  o->start = start;
  o->last = m;
  return (gloss__word_bits){.start = start,
                            .blank = gap & ~line & ~wide,
                            .line = line & ~wide,
                            .wide = wide,
                            .n = (size_t)_mm_popcnt_u64(start)};
}

/* What a token's first byte and the gap before it say, four bits: the lower two a mark, a capital,
** a small letter or a digit, the upper two no gap, a blank, a line's end or a wide gap. These give
** each of them as a mask of 64 bytes. */
static inline uint64_t gloss__what0(const gloss__masks *m) { return m->upper | m->digit; }
static inline uint64_t gloss__what1(const gloss__masks *m) {
  return (m->letter & ~m->upper) | m->digit;
}
static inline uint64_t gloss__what2(const gloss__word_bits *b) { return b->blank | b->wide; }
static inline uint64_t gloss__what3(const gloss__word_bits *b) { return b->line | b->wide; }

/* Writes rows, but for the ends, of 16 tokens as if they were plain: of where they start, counted
** from `base`, and of the four bits. */
static inline void gloss__write16(gloss__token_rows *rows, size_t at, uint32_t base, __m128i places,
                                  __m128i what) {
  /* clang-format off */
  enum { LINE = GLOSS_SPACE | GLOSS_NEWLINE, WIDE = GLOSS__WIDE - 256 };
  enum { CAPITAL = GLOSS_INITIAL_CAP, LATIN = 1 << (GLOSS_SCRIPT_SHIFT - 8) }; /* upper half */
  const __m128i kinds = _mm_set1_epi32(GLOSS_WORD << 8 | GLOSS_WORD << 16 | GLOSS_NUMERAL << 24 |
                                       GLOSS_PUNCT);
  const __m128i shapes = _mm_set1_epi32(CAPITAL << 8 | GLOSS_LOWER << 16 | GLOSS_DIGITS << 24);
  const __m128i scripts = _mm_set1_epi32(LATIN << 8 | LATIN << 16);
  const __m128i spaces = _mm_setr_epi8(
      0, 0, 0, 0, GLOSS_SPACE, GLOSS_SPACE, GLOSS_SPACE, GLOSS_SPACE,
      LINE, LINE, LINE, LINE, WIDE, WIDE, WIDE, WIDE);
  /* clang-format on */
  const __m256i from = _mm256_set1_epi32((int)base);
  __m256i a = _mm256_cvtepu8_epi32(places), b = _mm256_cvtepu8_epi32(_mm_srli_si128(places, 8));
  _mm256_storeu_si256((__m256i *)(rows->starts + at), _mm256_add_epi32(a, from));
  _mm256_storeu_si256((__m256i *)(rows->starts + at + 8), _mm256_add_epi32(b, from));
  __m128i shape = _mm_shuffle_epi8(shapes, what), script = _mm_shuffle_epi8(scripts, what);
  _mm_storeu_si128((__m128i *)(rows->kind + at), _mm_shuffle_epi8(kinds, what));
  _mm_storeu_si128((__m128i *)(rows->shape + at), _mm_unpacklo_epi8(shape, script));
  _mm_storeu_si128((__m128i *)(rows->shape + at + 8), _mm_unpackhi_epi8(shape, script));
  _mm_storeu_si128((__m128i *)(rows->space + at), _mm_shuffle_epi8(spaces, what));
}

/* Puts scripts into the shapes of the tokens that start in a word, from row `at` on, and do not
** begin with an ASCII character. */
static inline void gloss__odd_scripts(gloss__token_rows *rows, size_t at, const char *text,
                                      uint64_t high, uint64_t start) {
  for (uint64_t x = high & start; x != 0; x = _blsr_u64(x)) {
    size_t row = at + (size_t)_mm_popcnt_u64(start & (_blsi_u64(x) - 1));
    gloss__token_script(text + _tzcnt_u64(x), &rows->shape[row]);
  }
}

/* Gives the end of the token that ends before b, a byte of the block behind white space. */
static inline uint32_t gloss__end_before(const gloss__repair *r, uint32_t b) {
  uint32_t k = b - r->base;
  while (r->masks[(k - 1) / 64].space >> (k - 1) % 64 & 1) k--;
  return r->base + k;
}

/* Puts right the end before a wide gap and the flags of the gap, which is before row i. */
static inline void gloss__odd_gap(gloss__token_rows *rows, uint32_t i, const gloss__repair *r) {
  rows->ends[i - 1] = gloss__end_before(r, rows->starts[i]);
  rows->space[i] = gloss__token_gap(r->text, rows->ends[i - 1], rows->starts[i]);
}

/* Writes the ends of the rows from `from` on as if all gaps were plain: a token ends at the next
** start, or a byte before. */
static inline void gloss__odd_ends(gloss__token_rows *rows, uint32_t from) {
  const __m256i space = _mm256_set1_epi32(GLOSS_SPACE);
  for (uint32_t i = from; i + 1 < rows->count; i += 8) {
    __m128i flags = _mm_loadl_epi64((const __m128i *)(rows->space + i + 1));
    __m256i gap = _mm256_and_si256(_mm256_cvtepu8_epi32(flags), space);
    __m256i next = _mm256_loadu_si256((const __m256i *)(rows->starts + i + 1));
    _mm256_storeu_si256((__m256i *)(rows->ends + i), _mm256_sub_epi32(next, gap));
  }
}

/* Writes the ends of the rows from `from` on, and looks at what is not plain among them: starts and
** the columns of plain tokens are written. */
static inline void gloss__odd_finish(const gloss__odd_tokens *o, gloss__token_rows *rows,
                                     uint32_t from, const gloss__repair *r) {
  if (rows->count == from) return;
  gloss__odd_ends(rows, from);
  for (uint32_t k = from + 1; k < rows->count; k += 32) {
    __m256i space = _mm256_loadu_si256((const __m256i *)(rows->space + k));
    for (uint32_t x = (uint32_t)_mm256_movemask_epi8(space); x != 0; x &= x - 1) {
      uint32_t i = k + (uint32_t)__builtin_ctz(x);
      if (i >= rows->count) break;
      gloss__odd_gap(rows, i, r);
    }
  }
  rows->ends[rows->count - 1] = gloss__end_before(r, r->end);
  uint32_t before = from == 0 ? 0 : rows->ends[from - 1];
  rows->space[from] = gloss__token_gap(r->text, before, rows->starts[from]);
  for (size_t k = 0; k < o->n; k += 64) {
    uint64_t x;
    memcpy(&x, o->bits + k / 8, 8);
    for (; x != 0; x = _blsr_u64(x)) {
      uint32_t i = from + (uint32_t)(k + _tzcnt_u64(x));
      if (i >= rows->count) break;
      gloss_kind kind = gloss__token_describe(r, rows->starts[i], rows->ends[i], &rows->shape[i]);
      rows->kind[i] = (uint8_t)kind;
    }
  }
}

/* Writes the rows of the tokens that start in a word as if all were plain, but for their ends, from
** row `at` on; told by the including file. Up to sixteen more are written over. */
static inline void write_word(gloss__token_rows *rows, size_t at, uint32_t base,
                              const gloss__masks *m, const gloss__word_bits *b);

static inline void write_all(gloss__token_rows *rows, const gloss__repair *r) {
  size_t n = (r->end - r->base + 63) / 64, at = rows->count;
  uint32_t from = rows->count;
  gloss__odd_tokens odd = gloss__odd_init(r->points);
  for (size_t w = 0; w < n; w++) {
    uint32_t base = r->base + (uint32_t)(64 * w);
    gloss__word_bits b = gloss__odd_add(&odd, &r->masks[w], r->starts[w]);
    write_word(rows, at, base, &r->masks[w], &b);
    gloss__odd_scripts(rows, at, r->text + base, r->masks[w].high, b.start);
    at += b.n;
  }
  gloss__odd_add(&odd, &r->masks[n], 0);
  rows->count = (uint32_t)at;
  gloss__odd_finish(&odd, rows, from, r);
}

#endif
