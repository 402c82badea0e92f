/* gazfilter.h -- filters of the tokens that may begin an entry, the one look that each token of a text
** costs; inline, for each instruction set.
**
** Filters know a token by its head, the first eight bytes, padded with zeros; what they go by are seven
** of them. Where a gazetteer folds, the bit that tells small letters from capitals is set in each byte,
** and a head that is not all ASCII is in doubt, which is a yes. Of one that is, folding changes no
** more than that bit in the first seven: a mark behind the eighth composes with it at most. */
#ifndef GLOSS_CORE_GAZFILTER_H
#define GLOSS_CORE_GAZFILTER_H

#include "hash.h"

#define GLOSS__GAZ_MIX UINT64_C(0xD6E8FEB86659FD93)
#define GLOSS__GAZ_CASE UINT64_C(0x2020202020202020) /* tells small letters from capitals */

/* The tokens a gazetteer is looked for in. */
typedef struct gloss__gaz_tokens {
  const char *text;
  uint32_t size; /* of the text */
  const uint32_t *starts, *ends;
  uint32_t count;
} gloss__gaz_tokens;

/* The filters, a power of two of words each, at most 2^25: what begins a form, what is one of one
** token, what two tokens begin one. */
typedef struct gloss__gaz_filters {
  const uint64_t *firsts, *singles, *pairs;
  unsigned shift;              /* 64 less the logarithm of the bits of firsts */
  uint32_t n_singles, n_pairs; /* words */
  uint64_t fold;               /* set in heads */
  uint64_t doubt;              /* set in heads that are in doubt */
} gloss__gaz_filters;

/* Bits beside a token's place, times four, in what the filters leave: it may be a form; it and the next
** one may begin one. */
enum { GLOSS__GAZ_SINGLE = 1, GLOSS__GAZ_PAIR = 2 };

/* Writes the heads of the tokens [begin, end), and which of them, from 0, may begin a form; returns how
** many. Eight bytes from each token's start on are readable; `out` has room for seven more. */
typedef uint32_t (*gloss__gaz_firsts)(const gloss__gaz_filters *filters,
                                      const gloss__gaz_tokens *tokens, uint32_t begin, uint32_t end,
                                      uint64_t *heads, uint32_t *out);
uint32_t gloss__gaz_firsts_scalar(const gloss__gaz_filters *filters,
                                  const gloss__gaz_tokens *tokens, uint32_t begin, uint32_t end,
                                  uint64_t *heads, uint32_t *out);
uint32_t gloss__gaz_firsts_avx2(const gloss__gaz_filters *filters, const gloss__gaz_tokens *tokens,
                                uint32_t begin, uint32_t end, uint64_t *heads, uint32_t *out);
uint32_t gloss__gaz_firsts_avx512(const gloss__gaz_filters *filters,
                                  const gloss__gaz_tokens *tokens, uint32_t begin, uint32_t end,
                                  uint64_t *heads, uint32_t *out);

/* Keeps those of n places, by their heads and those behind, that are forms or begin one by the other
** filters: makes them places times four and the bits of what they may be; returns how many. */
typedef uint32_t (*gloss__gaz_openings)(const gloss__gaz_filters *filters, const uint64_t *heads,
                                        uint32_t *places, uint32_t n);
uint32_t gloss__gaz_openings_scalar(const gloss__gaz_filters *filters, const uint64_t *heads,
                                    uint32_t *places, uint32_t n);
uint32_t gloss__gaz_openings_avx2(const gloss__gaz_filters *filters, const uint64_t *heads,
                                  uint32_t *places, uint32_t n);
uint32_t gloss__gaz_openings_avx512(const gloss__gaz_filters *filters, const uint64_t *heads,
                                    uint32_t *places, uint32_t n);

/* Gives a head of the eight bytes from a token's start on. */
static inline uint64_t gloss__gaz_head_of(uint64_t bytes, uint32_t size, uint64_t fold) {
  static const uint64_t keep[] = {0,
                                  UINT64_MAX >> 56,
                                  UINT64_MAX >> 48,
                                  UINT64_MAX >> 40,
                                  UINT64_MAX >> 32,
                                  UINT64_MAX >> 24,
                                  UINT64_MAX >> 16,
                                  UINT64_MAX >> 8,
                                  UINT64_MAX};
  return (bytes | fold) & keep[size < 8 ? size : 8];
}

/* Gives the head of a token of which no more than its bytes are read. */
static inline uint64_t gloss__gaz_head(const char *token, uint32_t size, uint64_t fold) {
  const unsigned char *p = (const unsigned char *)token;
  return gloss__gaz_head_of(size < 8 ? gloss__hash_tail(p, size) : gloss__hash_read8(p), size,
                            fold);
}

/* Mixes a head without its eighth byte. */
static inline uint64_t gloss__gaz_mix_head(uint64_t head) { return head * (GLOSS__GAZ_MIX << 8); }

/* Give what `singles` and `pairs` know a token, and it and one more, by. */
static inline uint64_t gloss__gaz_single_key(uint64_t head) {
  uint64_t x = gloss__gaz_mix_head(head);
  return x ^ x >> 32;
}

static inline uint64_t gloss__gaz_pair_key(uint64_t single, uint64_t next) {
  uint64_t x = (single + (next << 8)) * GLOSS__GAZ_MIX;
  return x ^ x >> 32;
}

/* Gives the word of `singles` or `pairs` and, in *bits, those set in it for a key. */
static inline uint32_t gloss__gaz_word(uint64_t key, uint32_t n_words, uint64_t *bits) {
  *bits = (uint64_t)1 << (key & 63) | (uint64_t)1 << (key >> 6 & 63);
  return (uint32_t)(key >> 12) & (n_words - 1);
}

static inline void gloss__gaz_filter_add(uint64_t *filter, uint32_t n_words, uint64_t key) {
  uint64_t bits;
  uint32_t word = gloss__gaz_word(key, n_words, &bits);
  filter[word] |= bits;
}

static inline uint32_t gloss__gaz_may_have(const uint64_t *filter, uint32_t n_words, uint64_t key) {
  uint64_t bits;
  uint32_t word = gloss__gaz_word(key, n_words, &bits);
  return (filter[word] & bits) == bits;
}

static inline uint32_t gloss__gaz_firsts_inline(const gloss__gaz_filters *filters,
                                                const gloss__gaz_tokens *k, uint32_t begin,
                                                uint32_t end, uint64_t *restrict heads,
                                                uint32_t *restrict out) {
  const gloss__gaz_filters f = *filters;
  const uint32_t *starts = k->starts + begin, *ends = k->ends + begin;
  const unsigned char *text = (const unsigned char *)k->text;
  uint32_t n = 0;
  for (uint32_t i = 0; i < end - begin; i++) {
    uint64_t bytes = gloss__hash_read8(text + starts[i]);
    uint64_t head = gloss__gaz_head_of(bytes, ends[i] - starts[i], f.fold);
    uint32_t bit = (uint32_t)(gloss__gaz_mix_head(head) >> f.shift);
    heads[i] = head;
    out[n] = i;
    n += (uint32_t)(f.firsts[bit / 64] >> bit % 64 & 1) | ((head & f.doubt) != 0);
  }
  return n;
}

static inline uint32_t gloss__gaz_openings_inline(const gloss__gaz_filters *filters,
                                                  const uint64_t *restrict heads,
                                                  uint32_t *restrict places, uint32_t n) {
  const gloss__gaz_filters f = *filters;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t place = places[i];
    uint64_t head = heads[place], next = heads[place + 1], key = gloss__gaz_single_key(head);
    uint32_t single = gloss__gaz_may_have(f.singles, f.n_singles, key);
    uint32_t pair = gloss__gaz_may_have(f.pairs, f.n_pairs, gloss__gaz_pair_key(key, next));
    single |= (head & f.doubt) != 0;
    pair |= ((head | next) & f.doubt) != 0;
    places[kept] = place * 4 + single * GLOSS__GAZ_SINGLE + pair * GLOSS__GAZ_PAIR;
    kept += single | pair;
  }
  return kept;
}

#endif
