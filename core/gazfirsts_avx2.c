/* gazfirsts_avx2.c -- the same as gazfirsts.c, for a processor with AVX2 and BMI2. */
#if defined(__AVX2__) && defined(__BMI2__)
#include "gazfirsts.h"

uint32_t gloss__gaz_firsts_avx2(gloss__gaz_filter filter, const gloss__gaz_tokens *tokens,
                                uint32_t begin, uint32_t end, uint32_t *out) {
  return gloss__gaz_firsts_inline(filter, tokens, begin, end, out);
}
#else
typedef int gloss__no_avx2_firsts; /* a translation unit is not empty */
#endif
