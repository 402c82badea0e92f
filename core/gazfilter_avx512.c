/* gazfilter_avx512.c -- the filters of tokens that may begin an entry in AVX-512, eight tokens at a
** time. */
#if defined(__AVX512VBMI2__) && defined(__AVX512DQ__) && defined(__BMI2__)
#include <immintrin.h>

#include "gazfilter.h"

static inline __m512i all(uint64_t x) { return _mm512_set1_epi64((long long)x); }

/* Reads eight bytes from two places each. */
static inline __m128i read_two(const char *text, const uint32_t *starts) {
  return _mm_unpacklo_epi64(_mm_loadu_si64(text + starts[0]), _mm_loadu_si64(text + starts[1]));
}

static inline __m256i read_four(const char *text, const uint32_t *starts) {
  return _mm256_inserti128_si256(_mm256_castsi128_si256(read_two(text, starts)),
                                 read_two(text, starts + 2), 1);
}

static inline __m512i read_eight(const char *text, const uint32_t *starts) {
  return _mm512_inserti64x4(_mm512_castsi256_si512(read_four(text, starts)),
                            read_four(text, starts + 4), 1);
}

/* Gives the heads of eight tokens. */
static inline __m512i heads_of(const gloss__gaz_tokens *k, uint32_t t, uint64_t fold) {
  __m256i starts = _mm256_loadu_si256((const void *)(k->starts + t));
  __m256i sizes = _mm256_sub_epi32(_mm256_loadu_si256((const void *)(k->ends + t)), starts);
  __m256i bits = _mm256_slli_epi32(_mm256_min_epu32(sizes, _mm256_set1_epi32(8)), 3);
  __m512i unused = _mm512_sllv_epi64(all(UINT64_MAX), _mm512_cvtepu32_epi64(bits));
  return _mm512_andnot_si512(unused,
                             _mm512_or_si512(read_eight(k->text, k->starts + t), all(fold)));
}

uint32_t gloss__gaz_firsts_avx512(const gloss__gaz_filters *filters,
                                  const gloss__gaz_tokens *tokens, uint32_t begin, uint32_t end,
                                  uint64_t *heads, uint32_t *out) {
  const gloss__gaz_filters f = *filters;
  const __m512i mix = all(GLOSS__GAZ_MIX << 8), doubt = all(f.doubt);
  const __m256i eight = _mm256_set_epi32(7, 6, 5, 4, 3, 2, 1, 0), one = _mm256_set1_epi32(1);
  const __m128i shift = _mm_cvtsi32_si128((int)f.shift);
  uint32_t n = 0, i = 0, whole = (end - begin) & ~7u;
  for (; i < whole; i += 8) {
    __m512i head = heads_of(tokens, begin + i, f.fold);
    _mm512_storeu_si512(heads + i, head);
    __m256i bit = _mm512_cvtepi64_epi32(_mm512_srl_epi64(_mm512_mullo_epi64(head, mix), shift));
    __m256i words = _mm256_i32gather_epi32((const int *)f.firsts, _mm256_srli_epi32(bit, 5), 4);
    words = _mm256_srlv_epi32(words, _mm256_and_si256(bit, _mm256_set1_epi32(31)));
    __mmask8 kept = _mm256_test_epi32_mask(words, one) | _mm512_test_epi64_mask(head, doubt);
    __m256i places = _mm256_add_epi32(eight, _mm256_set1_epi32((int)i));
    _mm256_storeu_si256((void *)(out + n), _mm256_maskz_compress_epi32(kept, places));
    n += (uint32_t)_mm_popcnt_u32(kept);
  }
  uint32_t more = gloss__gaz_firsts_inline(filters, tokens, begin + i, end, heads + i, out + n);
  for (uint32_t k = n; k < n + more; k++) out[k] += i;
  return n + more;
}

static inline __m512i fold_halves(__m512i x) {
  return _mm512_xor_si512(x, _mm512_srli_epi64(x, 32));
}

/* Says which of eight keys a filter has. */
static inline __mmask8 may_have(const uint64_t *filter, uint32_t n_words, __m512i key) {
  const __m512i low = all(63), one = all(1);
  __m512i word = _mm512_and_si512(_mm512_srli_epi64(key, 12), all(n_words - 1));
  __m512i first = _mm512_sllv_epi64(one, _mm512_and_si512(key, low));
  __m512i other = _mm512_sllv_epi64(one, _mm512_and_si512(_mm512_srli_epi64(key, 6), low));
  __m512i bits = _mm512_or_si512(first, other);
  __m512i there = _mm512_i64gather_epi64(word, (const void *)filter, 8);
  return _mm512_cmpeq_epi64_mask(_mm512_and_si512(there, bits), bits);
}

uint32_t gloss__gaz_openings_avx512(const gloss__gaz_filters *filters, const uint64_t *heads,
                                    uint32_t *places, uint32_t n) {
  const gloss__gaz_filters f = *filters;
  const __m256i one = _mm256_set1_epi32(GLOSS__GAZ_SINGLE),
                two = _mm256_set1_epi32(GLOSS__GAZ_PAIR);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i += 8) {
    __mmask8 those = n - i < 8 ? (__mmask8)((1u << (n - i)) - 1) : 0xFF;
    __m256i place = _mm256_maskz_loadu_epi32(those, places + i);
    __m512i head = _mm512_i32gather_epi64(place, (const void *)heads, 8);
    __m512i next = _mm512_i32gather_epi64(place, (const void *)(heads + 1), 8);
    __m512i single = fold_halves(_mm512_mullo_epi64(head, all(GLOSS__GAZ_MIX << 8)));
    __m512i both = _mm512_add_epi64(single, _mm512_slli_epi64(next, 8));
    __m512i pair = fold_halves(_mm512_mullo_epi64(both, all(GLOSS__GAZ_MIX)));
    __mmask8 is_single = may_have(f.singles, f.n_singles, single);
    __mmask8 is_pair = may_have(f.pairs, f.n_pairs, pair);
    is_single |= _mm512_test_epi64_mask(head, all(f.doubt));
    is_pair |= _mm512_test_epi64_mask(_mm512_or_si512(head, next), all(f.doubt));
    those &= is_single | is_pair;
    __m256i out = _mm256_slli_epi32(place, 2);
    out = _mm256_mask_or_epi32(out, is_single, out, one);
    out = _mm256_mask_or_epi32(out, is_pair, out, two);
    _mm256_storeu_si256((void *)(places + kept), _mm256_maskz_compress_epi32(those, out));
    kept += (uint32_t)_mm_popcnt_u32(those);
  }
  return kept;
}
#else
typedef int gloss__no_avx512_filter; /* a translation unit is not empty */
#endif
