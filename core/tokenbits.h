/* tokenbits.h -- the frame of the SIMD writers of rows, for a compiler with AVX2 and BMI2. What is
** known of the bytes where tokens start is packed to streams of bits, a bit a token; from these all
** columns but that of starts are made, 32 tokens at a time. Tokens and gaps that are not plain are
** then looked at singly.
**
** A token is plain when it is an ASCII mark and no sign, a letter with small letters behind it and
** ASCII digits behind those, or ASCII digits. Whether a token has a byte that is not so is told by
** addition: a carry started behind the first byte runs through the bytes that go on in the plain
** way and stops at the first that does not, or at the token's end; so each token has one stop, and
** stops come in order. */
#ifndef GLOSS_CORE_TOKENBITS_H
#define GLOSS_CORE_TOKENBITS_H

#include <immintrin.h>
#include <string.h>

#include "tokenrows.h"
#include "tokenstage.h"

/* Writes the places of the bits of a word, counted from `base`; up to 16 values more are written
** over. Told by the including file. */
static inline void write_places(uint32_t *out, uint32_t base, uint64_t bits);

/* ---- Packing ---- */

/* What a token's first byte and the gap before it say: a mark, a capital, a small letter or a
** digit; no gap, a blank, one of more than a byte or a line's end. Two bits each. */
enum { LETTER_OR_DIGIT0, LETTER_OR_DIGIT1, GAP0, GAP1, STREAMS };

enum { LOT = GLOSS__STAGE_LOT / 64 }; /* words of 64 bytes that are looked at together */

/* Of the words of a lot: what is packed to the places where tokens start; the bytes that go on in
** the plain way; the bytes that make the token they are in, or are behind, other than plain. */
typedef struct lot {
  uint64_t of_token[STREAMS][LOT], clean[LOT], odd[LOT];
  uint64_t special[LOT]; /* starts that are not ASCII, digits behind letters */
} lot;

static inline void look_at_lot(lot *out, const gloss__repair *r, ptrdiff_t from, ptrdiff_t n) {
  const uint64_t *space = r->masks.space + from, *upper = r->masks.upper + from;
  const uint64_t *letter = r->masks.letter + from, *digit = r->masks.digit + from;
  const uint64_t *breaks = r->masks.breaks + from, *sign = r->masks.sign + from;
  const uint64_t *high = r->masks.high + from, *start = r->starts + from;
  for (ptrdiff_t w = 0; w < n; w++) {
    uint64_t small = letter[w] & ~upper[w], inside = ~(space[w] | start[w]);
    uint64_t numbered = digit[w] & gloss__behind(letter, w) & inside;
    uint64_t same = (small & gloss__behind(letter, w)) | (digit[w] & gloss__behind(digit, w));
    uint64_t gap = gloss__behind(space, w), line = gloss__behind(breaks, w);
    uint64_t wide = gap & (space[w] << 2 | space[w - 1] >> 62);
    out->of_token[LETTER_OR_DIGIT0][w] = upper[w] | digit[w];
    out->of_token[LETTER_OR_DIGIT1][w] = small | digit[w];
    out->of_token[GAP0][w] = gap & ~wide;
    out->of_token[GAP1][w] = line | wide;
    out->clean[w] = (inside & same) | numbered;
    out->special[w] = (high[w] & start[w]) | numbered;
    out->odd[w] = inside | gloss__behind(sign, w);
  }
}

/* Bits of the tokens of a lot; the byte that holds the next has zeros from there on. */
typedef struct packed {
  uint8_t of_token[STREAMS][LOT * 8 + 8];
  size_t n;
} packed;

/* Bits of all tokens of the block up to here, which take the place of its points. */
typedef struct odd_bits {
  uint8_t *bits;
  size_t n;
  unsigned char carry;
} odd_bits;

enum { PUT_MAX = 56 };

/* Puts up to PUT_MAX bits behind n others. */
static inline void put_bits(uint8_t *data, size_t n, uint64_t x) {
  uint64_t low = x << n % 8 | data[n / 8];
  memcpy(data + n / 8, &low, 8);
}

/* Puts the bits of a mask at the places of another behind n others, however many they are. */
static inline void put_picked(uint8_t *data, size_t n, uint64_t mask, uint64_t places) {
  const uint64_t low = UINT32_MAX;
  if (_mm_popcnt_u64(places) <= PUT_MAX) {
    put_bits(data, n, _pext_u64(mask, places));
    return;
  }
  put_bits(data, n, _pext_u64(mask, places & low));
  put_bits(data, n + (size_t)_mm_popcnt_u64(places & low), _pext_u64(mask, places & ~low));
}

/* Packs what is known of the tokens of a lot, whose words of starts are given. */
static inline void pack_tokens(packed *p, const lot *l, const uint64_t *start, ptrdiff_t words) {
  size_t n = 0;
  for (unsigned k = 0; k < STREAMS; k++) p->of_token[k][0] = 0;
  for (ptrdiff_t w = 0; w < words; w++) {
    uint64_t places = start[w];
    for (unsigned k = 0; k < STREAMS; k++) put_picked(p->of_token[k], n, l->of_token[k][w], places);
    n += (size_t)_mm_popcnt_u64(places);
  }
  for (unsigned k = 0; k < STREAMS; k++) put_bits(p->of_token[k], n, 0);
  p->n = n;
}

/* Appends the bits of the tokens that stop in a lot. */
static inline void pack_odd(odd_bits *o, const lot *l, const uint64_t *start, ptrdiff_t words) {
  unsigned char carry = o->carry;
  uint8_t *bits = o->bits;
  size_t n = o->n;
  for (ptrdiff_t w = 0; w < words; w++) {
    unsigned long long sum;
    carry = _addcarry_u64(carry, l->clean[w], gloss__behind(start, w), &sum);
    uint64_t stops = sum & ~l->clean[w];
    put_picked(bits, n, l->odd[w], stops);
    n += (size_t)_mm_popcnt_u64(stops);
  }
  o->carry = carry;
  o->n = n;
}

/* Writes where the tokens of words of starts begin, `base` being where the first word does. */
static inline void write_starts(uint32_t *out, uint32_t base, const uint64_t *start,
                                ptrdiff_t words) {
  for (ptrdiff_t w = 0; w < words; w++, base += 64) {
    write_places(out, base, start[w]);
    out += _mm_popcnt_u64(start[w]);
  }
}

/* ---- Columns ---- */

static inline uint64_t bits_at(const uint8_t *data, size_t i) {
  uint64_t x;
  memcpy(&x, data + i / 8, 8);
  return x;
}

/* Makes bytes of the lower 32 bits: 0xFF where a bit is set. */
static inline __m256i spread(uint64_t bits) {
  const __m256i each = _mm256_set1_epi64x((long long)0x8040201008040201);
  const __m256i byte =
      _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
  __m256i x = _mm256_shuffle_epi8(_mm256_set1_epi32((int)bits), byte);
  return _mm256_cmpeq_epi8(_mm256_and_si256(x, each), each);
}

/* Makes numbers from 0 to 3 of two bits. */
static inline __m256i pairs_at(const uint8_t *low, const uint8_t *high, size_t i) {
  return _mm256_or_si256(_mm256_and_si256(spread(bits_at(low, i)), _mm256_set1_epi8(1)),
                         _mm256_and_si256(spread(bits_at(high, i)), _mm256_set1_epi8(2)));
}

static inline __m256i of_pair(__m256i pairs, int zero, int one, int two, int three) {
  return _mm256_shuffle_epi8(_mm256_set1_epi32(zero | one << 8 | two << 16 | three << 24), pairs);
}

/* Writes kind, shape and space of the 32 rows from `at` on, which are token i and more of a lot, as
** if they were plain. The space of a gap of more than a byte is a number of no meaning. */
static inline void write_columns(gloss__token_rows *rows, size_t at, const packed *p, size_t i) {
  enum { LATIN = 1 << (GLOSS_SCRIPT_SHIFT - 8) }; /* in the upper half of a shape */
  __m256i pairs = pairs_at(p->of_token[LETTER_OR_DIGIT0], p->of_token[LETTER_OR_DIGIT1], i);
  __m256i shape = of_pair(pairs, 0, GLOSS_INITIAL_CAP, GLOSS_LOWER, GLOSS_DIGITS);
  __m256i script = of_pair(pairs, 0, LATIN, LATIN, 0);
  __m256i a = _mm256_unpacklo_epi8(shape, script), b = _mm256_unpackhi_epi8(shape, script);
  __m256i *out = (__m256i *)(rows->shape + at);
  _mm256_storeu_si256(out, _mm256_permute2x128_si256(a, b, 0x20));
  _mm256_storeu_si256(out + 1, _mm256_permute2x128_si256(a, b, 0x31));
  _mm256_storeu_si256((__m256i *)(rows->kind + at),
                      of_pair(pairs, GLOSS_PUNCT, GLOSS_WORD, GLOSS_WORD, GLOSS_NUMERAL));
  _mm256_storeu_si256((__m256i *)(rows->space + at),
                      pairs_at(p->of_token[GAP0], p->of_token[GAP1], i));
}

/* Writes the ends of those rows as if all gaps were plain: a token ends at the next start, or a
** byte before. */
static inline void write_ends(gloss__token_rows *rows, size_t at, const packed *p, size_t i) {
  const __m256i each = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
  __m256i gaps = _mm256_set1_epi32((int)(bits_at(p->of_token[GAP0], i) >> 1));
  const __m256i *next = (const __m256i *)(rows->starts + at + 1);
  __m256i *out = (__m256i *)(rows->ends + at);
  for (unsigned k = 0; k < 4; k++, gaps = _mm256_srli_epi32(gaps, 8)) {
    __m256i gap = _mm256_cmpeq_epi32(_mm256_and_si256(gaps, each), each);
    _mm256_storeu_si256(out + k, _mm256_add_epi32(_mm256_loadu_si256(next + k), gap));
  }
}

/* Gives the end of the token that ends before b, a byte of the block behind white space. */
static inline uint32_t end_before(const gloss__repair *r, uint32_t b) {
  while (gloss__space_bit(r, b - 1)) b--;
  return b;
}

/* Gathers the rows from `at` on, of token i of a lot and more, that have gaps of more than a byte
** before them. */
static inline uint32_t gather_wide(uint32_t *out, size_t at, const packed *p, size_t i) {
  uint64_t wide = bits_at(p->of_token[GAP1], i) & ~bits_at(p->of_token[GAP0], i) & UINT32_MAX;
  return gloss__gather(out, wide, (uint32_t)at);
}

/* Puts right the flags of the gap before a row, and the end before it. */
static inline void put_gap(gloss__token_rows *rows, const gloss__repair *r, uint32_t row) {
  rows->ends[row - 1] = end_before(r, rows->starts[row]);
  rows->space[row] = gloss__token_gap(r->text, rows->ends[row - 1], rows->starts[row]);
}

/* Puts scripts into the shapes of the tokens from row `at` on that do not begin with an ASCII
** character, and what digits add to the shapes of words. */
static inline void put_shapes(gloss__token_rows *rows, size_t at, const gloss__repair *r,
                              const lot *l, const uint64_t *start, ptrdiff_t words) {
  for (ptrdiff_t w = 0; w < words; w++) {
    for (uint64_t x = l->special[w]; x != 0; x = _blsr_u64(x)) {
      uint64_t bit = _blsi_u64(x);
      size_t row = at + (size_t)_mm_popcnt_u64(start[w] & (bit | (bit - 1))) - 1;
      if (bit & start[w])
        gloss__token_script(r->text + rows->starts[row], &rows->shape[row]);
      else
        rows->shape[row] |= GLOSS_DIGITS;
    }
    at += (size_t)_mm_popcnt_u64(start[w]);
  }
}

/* Writes the columns of a lot's tokens, but for the last one's end; and the end before them, but
** not before the block's first row, at `first`: `before` is where the token before that ends. */
static inline void write_lot(gloss__token_rows *rows, ptrdiff_t first, uint32_t before,
                             const gloss__repair *r, const packed *p) {
  uint32_t wide[LOT * 32], n = 0;
  size_t at = rows->count;
  int begins = (ptrdiff_t)at == first;
  if (!begins && p->n > 0) rows->ends[at - 1] = rows->starts[at] - (p->of_token[GAP0][0] & 1);
  for (size_t i = 0; i < p->n; i += 32) {
    write_columns(rows, at + i, p, i);
    write_ends(rows, at + i, p, i);
    n += gather_wide(wide + n, at + i, p, i);
  }
  for (uint32_t k = 0; k < n; k++)
    if (!begins || wide[k] != at) put_gap(rows, r, wide[k]);
  if (begins && p->n > 0) rows->space[at] = gloss__token_gap(r->text, before, rows->starts[at]);
  rows->count += (uint32_t)p->n;
}

/* ---- Odd ones ---- */

/* Gathers the odd ones of the tokens [*from, to) of a block, some of them; moves *from on. */
static inline uint32_t gather_odd(uint32_t *out, const uint8_t *odd, size_t *from, size_t to) {
  uint32_t count = 0;
  size_t k = *from;
  for (; k < to && count < GLOSS__POINTS; k += 32) {
    uint64_t bits = bits_at(odd, k) >> k % 8;
    count += gloss__gather(out + count, _bzhi_u64(bits, to - k < 32 ? (unsigned)(to - k) : 32),
                           (uint32_t)k);
  }
  *from = k;
  return count;
}

/* Puts right kind and shape of the tokens [from, to) of a block, at rows from `first` on, that are
** not plain. */
static inline void put_kinds(gloss__token_rows *rows, ptrdiff_t first, const gloss__repair *r,
                             const uint8_t *odd, size_t from, size_t to) {
  uint32_t places[GLOSS__POINTS + 64];
  while (from < to) {
    uint32_t count = gather_odd(places, odd, &from, to);
    for (uint32_t j = 0; j < count; j++) {
      size_t i = (size_t)(first + (ptrdiff_t)places[j]);
      gloss_kind kind = gloss__token_describe(r, rows->starts[i], rows->ends[i], &rows->shape[i]);
      rows->kind[i] = (uint8_t)kind;
    }
  }
}

/* ---- A block ---- */

/* Writes the rows of the tokens in the words of starts from w on, up to a lot of them; kinds and
** shapes of odd ones are still to be put right. */
static inline void add_lot(gloss__token_rows *rows, ptrdiff_t first, uint32_t before, odd_bits *odd,
                           const gloss__repair *r, ptrdiff_t w, ptrdiff_t words) {
  lot l;
  packed p;
  look_at_lot(&l, r, w, words);
  pack_tokens(&p, &l, r->starts + w, words);
  pack_odd(odd, &l, r->starts + w, words);
  write_starts(rows->starts + rows->count, r->base + (uint32_t)(64 * w), r->starts + w, words);
  write_lot(rows, first, before, r, &p);
  put_shapes(rows, rows->count - p.n, r, &l, r->starts + w, words);
}

/* Gives the number of words of a block, with the one behind the last. */
static inline ptrdiff_t words_of(const gloss__repair *r) {
  return ((ptrdiff_t)(r->end - r->base) + 63) / 64 + 1;
}

static inline uint32_t end_of_last(const gloss__token_rows *rows) {
  return rows->count == 0 ? 0 : rows->ends[rows->count - 1];
}

/* Writes rows past the caches: whenever a lot is added, all rows but the last, whose end is not
** known yet, are settled and move on from the stage. */
#ifdef __GNUC__
__attribute__((noinline))
#endif
static void
write_streamed(gloss__token_rows *layer, const gloss__repair *r) {
  ptrdiff_t n = words_of(r);
  uint32_t before = end_of_last(layer);
  size_t settled = 0, marks = 0; /* tokens; marks of the repair */
  odd_bits odd = {.bits = (uint8_t *)r->points};
  gloss__stage stage;
  gloss__stage_begin(&stage, layer);
  gloss__token_rows *rows = &stage.rows;
  ptrdiff_t first = rows->count; /* below 0 once it was moved on */
  odd.bits[0] = 0;
  for (ptrdiff_t w = 0; w < n; w += LOT) {
    add_lot(rows, first, before, &odd, r, w, n - w < LOT ? n - w : LOT);
    int last = n - w <= LOT;
    ptrdiff_t tokens = (ptrdiff_t)rows->count - first;
    if (last && tokens > 0) rows->ends[rows->count - 1] = end_before(r, r->end);
    size_t to = (size_t)tokens - (tokens > 0 && !last);
    uint32_t row = (uint32_t)(first + (ptrdiff_t)settled), end = (uint32_t)(first + (ptrdiff_t)to);
    put_kinds(rows, first, r, odd.bits, settled, to);
    if (settled < to) marks = gloss__put_marks(rows, r, marks, row, end);
    settled = to;
    first -= gloss__stage_move(&stage, layer, end);
  }
  gloss__stage_end(&stage, layer);
}

static inline void write_all(gloss__token_rows *rows, const gloss__repair *r) {
  ptrdiff_t n = words_of(r);
  uint32_t before = end_of_last(rows), at = rows->count;
  odd_bits odd = {.bits = (uint8_t *)r->points};
  if (rows->streamed) {
    write_streamed(rows, r);
    return;
  }
  odd.bits[0] = 0;
  for (ptrdiff_t w = 0; w < n; w += LOT)
    add_lot(rows, at, before, &odd, r, w, n - w < LOT ? n - w : LOT);
  if (rows->count == at) return;
  rows->ends[rows->count - 1] = end_before(r, r->end);
  put_kinds(rows, at, r, odd.bits, 0, rows->count - at);
  gloss__put_marks(rows, r, 0, at, rows->count);
}

#endif
