/* tokenhash.c -- hashes of short tokens, and ASCII made lower case, in plain C. */
#include "tokenhash.h"

#include "utf8.h"

uint32_t gloss__hash_short_scalar(const unsigned char *data, uint32_t base,
                                  gloss__token_spans tokens, uint64_t *hashes) {
  return gloss__hash_short_inline(data, base, tokens, hashes);
}

void gloss__lower_ascii(char *out, const char *text, size_t n) {
  gloss__lower_ascii_inline(out, text, n);
}
