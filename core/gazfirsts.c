/* gazfirsts.c -- the filter of first tokens in plain C. */
#include "gazfirsts.h"

uint32_t gloss__gaz_firsts_scalar(gloss__gaz_filter filter, const gloss__gaz_tokens *tokens,
                                  uint32_t begin, uint32_t end, uint32_t *out) {
  return gloss__gaz_firsts_inline(filter, tokens, begin, end, out);
}
