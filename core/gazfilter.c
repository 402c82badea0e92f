/* gazfilter.c -- the filters of tokens that may begin an entry in plain C. */
#include "gazfilter.h"

uint32_t gloss__gaz_firsts_scalar(const gloss__gaz_filters *filters,
                                  const gloss__gaz_tokens *tokens, uint32_t begin, uint32_t end,
                                  uint64_t *heads, uint32_t *out) {
  return gloss__gaz_firsts_inline(filters, tokens, begin, end, heads, out);
}

uint32_t gloss__gaz_openings_scalar(const gloss__gaz_filters *filters, const uint64_t *heads,
                                    uint32_t *places, uint32_t n) {
  return gloss__gaz_openings_inline(filters, heads, places, n);
}
