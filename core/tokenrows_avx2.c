/* tokenrows_avx2.c -- rows of the token layer in AVX2 and BMI2: masks of 64 bytes are packed to the
** places where tokens start, a bit a token, and the bits of several masks interleaved to numbers.
** Tokens and gaps that are not plain are found as tokenbits.h says and then looked at singly. */
#if defined(__AVX2__) && defined(__BMI2__)
#include "tokenbits.h"

/* Gives the bits of a mask at the first 16 tokens, each the lowest of four. */
static inline uint64_t pick(uint64_t mask, uint64_t tokens) {
  return _pdep_u64(_pext_u64(mask, tokens), 0x1111111111111111);
}

/* Makes bytes of 16 times four bits. */
static inline __m128i widen(uint64_t bits) {
  __m128i pairs = _mm_cvtsi64_si128((long long)bits);
  return _mm_and_si128(_mm_unpacklo_epi8(pairs, _mm_srli_epi16(pairs, 4)), _mm_set1_epi8(15));
}

/* Gives the places of 16 tokens. */
static inline __m128i places(uint64_t tokens) {
  uint64_t low = pick(0xAAAAAAAAAAAAAAAA, tokens) | pick(0xCCCCCCCCCCCCCCCC, tokens) << 1 |
                 pick(0xF0F0F0F0F0F0F0F0, tokens) << 2 | pick(0xFF00FF00FF00FF00, tokens) << 3;
  uint64_t high = pick(0xFFFF0000FFFF0000, tokens) | pick(0xFFFFFFFF00000000, tokens) << 1;
  return _mm_or_si128(widen(low), _mm_slli_epi16(widen(high), 4));
}

/* Sixteen tokens at a time, of which most words have no more. */
static inline void write_word(gloss__token_rows *rows, size_t at, uint32_t base,
                              const gloss__masks *m, const gloss__word_bits *b) {
  uint64_t tokens = b->start;
  do {
    uint64_t what = pick(gloss__what0(m), tokens) | pick(gloss__what1(m), tokens) << 1 |
                    pick(gloss__what2(b), tokens) << 2 | pick(gloss__what3(b), tokens) << 3;
    gloss__write16(rows, at, base, places(tokens), widen(what));
    tokens = _pdep_u64(UINT64_MAX << 16, tokens);
    at += 16;
  } while (tokens != 0);
}

void gloss__write_rows_avx2(gloss__token_rows *rows, const gloss__repair *r) { write_all(rows, r); }

uint32_t gloss__count_bits_avx2(const uint64_t *words, size_t n) {
  uint64_t count = 0;
  for (size_t w = 0; w < n; w++) count += (uint64_t)_mm_popcnt_u64(words[w]);
  return (uint32_t)count;
}
#else
typedef int gloss__no_avx2_rows; /* a translation unit is not empty */
#endif
