/* gazfilter_avx2.c -- the same as gazfilter.c, for a processor with AVX2 and BMI2. */
#if defined(__AVX2__) && defined(__BMI2__)
#include "gazfilter.h"

uint32_t gloss__gaz_firsts_avx2(const gloss__gaz_filters *filters, const gloss__gaz_tokens *tokens,
                                uint32_t begin, uint32_t end, uint64_t *heads, uint32_t *out) {
  return gloss__gaz_firsts_inline(filters, tokens, begin, end, heads, out);
}

uint32_t gloss__gaz_openings_avx2(const gloss__gaz_filters *filters, const uint64_t *heads,
                                  uint32_t *places, uint32_t n) {
  return gloss__gaz_openings_inline(filters, heads, places, n);
}
#else
typedef int gloss__no_avx2_filter; /* a translation unit is not empty */
#endif
