/* tokenrows_avx2.c -- rows of the token layer in AVX2 and BMI2: what a token's first byte and the
** gap before it say are packed into streams of a bit a token, then widened to columns 32 tokens at a
** time. Tokens and gaps that are not plain are found as tokenbits.h says and then looked at singly. */
#if defined(__AVX2__) && defined(__BMI2__)
#include "tokenbits.h"

/* The streams besides those of tokenbits.h. A first byte is a mark (00), a sign (10), a capital (01)
** or a small letter (11), or a digit. */
enum { SIGN = GLOSS__OWN_STREAMS, LETTER, DIGIT, GAP, LINE, STREAMS };

/* Writes the positions of the bits of a word: sixteen, of which most words have no more, with no
** branch, then the rest. Up to sixteen more are written over. Returns their end. */
static inline uint32_t *write_positions(uint32_t *out, uint64_t bits, uint32_t base) {
  uint32_t *end = out + _mm_popcnt_u64(bits);
  for (unsigned k = 0; k < 16; k++, bits = _blsr_u64(bits)) {
    *out++ = base + (uint32_t)_tzcnt_u64(bits);
  }
  for (; bits != 0; bits = _blsr_u64(bits)) *out++ = base + (uint32_t)_tzcnt_u64(bits);
  return end;
}

/* Fills the streams with the bits of a block; returns the end of the starts written. */
static uint32_t *fill_streams(gloss__odd_tokens *o, const gloss__repair *r, uint32_t *out) {
  size_t n = (r->end - r->base + 63) / 64;
  gloss__odd_tokens s = *o;
  for (size_t w = 0; w < n; w++) {
    const gloss__masks *m = &r->masks[w];
    gloss__word_bits b = gloss__odd_add(&s, m, r->starts[w]);
    gloss__put(&s.first, SIGN, _pext_u64(m->sign | (m->letter & ~m->upper), b.start), b.n);
    gloss__put(&s.first, LETTER, _pext_u64(m->letter, b.start), b.n);
    gloss__put(&s.first, DIGIT, _pext_u64(m->digit, b.start), b.n);
    gloss__put(&s.first, GAP, _pext_u64(b.gap, b.start), b.n);
    gloss__put(&s.first, LINE, _pext_u64(b.line, b.start), b.n);
    s.first.bit += b.n;
    out = write_positions(out, b.start, r->base + (uint32_t)(64 * w));
  }
  gloss__odd_add(&s, &r->masks[n], 0);
  *o = s;
  return out;
}

/* Widens 32 bits to bytes, each `value` for one and 0 for none. */
static inline __m256i widen(uint32_t bits, char value) {
  const __m256i byte =
      _mm256_setr_epi64x(0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
  const __m256i one = _mm256_set1_epi64x((long long)0x8040201008040201);
  __m256i v = _mm256_and_si256(_mm256_shuffle_epi8(_mm256_set1_epi32((int)bits), byte), one);
  return _mm256_and_si256(_mm256_cmpeq_epi8(v, one), _mm256_set1_epi8(value));
}

/* Writes kind, shape and space of the tokens from `from` on, as if all were plain. */
static void write_columns(gloss__token_rows *rows, uint32_t from, const gloss__streams *s) {
  uint32_t count = rows->count - from;
  for (size_t k = 0; 32 * k < count; k++) {
    uint32_t sign = gloss__bits32(s, SIGN, k), letter = gloss__bits32(s, LETTER, k);
    uint32_t digit = gloss__bits32(s, DIGIT, k);
    size_t at = from + 32 * k;
    __m256i kind = _mm256_or_si256(widen(letter | sign, 1), widen(digit, 2));
    kind = _mm256_or_si256(kind, widen(~(letter | digit), 4));
    _mm256_storeu_si256((__m256i *)(rows->kind + at), kind);
    __m256i space = _mm256_or_si256(widen(gloss__bits32(s, GAP, k), GLOSS_SPACE),
                                    widen(gloss__bits32(s, LINE, k), GLOSS_NEWLINE));
    _mm256_storeu_si256((__m256i *)(rows->space + at), space);
    __m256i shape = _mm256_or_si256(widen(letter & ~sign, GLOSS_INITIAL_CAP),
                                    widen(letter & sign, GLOSS_LOWER));
    shape = _mm256_or_si256(shape, widen(digit, GLOSS_DIGITS));
    __m256i script = widen(letter, 1 << (GLOSS_SCRIPT_SHIFT - 8)); /* Latin */
    __m256i a = _mm256_unpacklo_epi8(shape, script), b = _mm256_unpackhi_epi8(shape, script);
    _mm256_storeu_si256((__m256i *)(rows->shape + at), _mm256_permute2x128_si256(a, b, 0x20));
    _mm256_storeu_si256((__m256i *)(rows->shape + at + 16), _mm256_permute2x128_si256(a, b, 0x31));
  }
}

/* Writes the ends as if all gaps were plain: a token ends at the next start, or a byte before. */
static void write_ends(gloss__token_rows *rows, uint32_t from, const gloss__streams *s) {
  const __m256i one = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
  const uint8_t *gaps = s->data + GAP * s->stride;
  for (uint32_t i = from; i + 1 < rows->count; i += 8) {
    unsigned bit = i + 1 - from;
    uint16_t gap;
    memcpy(&gap, gaps + bit / 8, 2);
    __m256i v = _mm256_and_si256(_mm256_set1_epi32(gap >> bit % 8), one);
    __m256i next = _mm256_loadu_si256((const __m256i *)(rows->starts + i + 1));
    next = _mm256_add_epi32(next, _mm256_cmpeq_epi32(v, one));
    _mm256_storeu_si256((__m256i *)(rows->ends + i), next);
  }
}

void gloss__write_rows_avx2(gloss__token_rows *rows, const gloss__repair *r, uint64_t *bits) {
  uint32_t from = rows->count;
  gloss__odd_tokens odd = gloss__odd_init(r, bits, STREAMS - GLOSS__OWN_STREAMS);
  rows->count = (uint32_t)(fill_streams(&odd, r, rows->starts + from) - rows->starts);
  write_columns(rows, from, &odd.first);
  write_ends(rows, from, &odd.first);
  gloss__odd_finish(&odd, rows, from, r);
}

uint32_t gloss__count_bits_avx2(const uint64_t *words, size_t n) {
  uint64_t count = 0;
  for (size_t w = 0; w < n; w++) count += (uint64_t)_mm_popcnt_u64(words[w]);
  return (uint32_t)count;
}
#else
typedef int gloss__no_avx2_rows; /* a translation unit is not empty */
#endif
