/* tokenhash_avx2.c -- the same as tokenhash.c, for a processor with AVX2 and BMI2. */
#if defined(__AVX2__) && defined(__BMI2__)
#include "tokenhash.h"

#include "utf8.h"

uint32_t gloss__hash_short_avx2(const unsigned char *data, uint32_t base, gloss__token_spans tokens,
                                uint64_t *hashes) {
  return gloss__hash_short_inline(data, base, tokens, hashes);
}

void gloss__lower_ascii_avx2(char *out, const char *text, size_t n) {
  gloss__lower_ascii_inline(out, text, n);
}
#else
typedef int gloss__no_avx2_hash; /* a translation unit is not empty */
#endif
