/* endings_simd.h -- the frame of the searches for endings by vectors, around endings64 of the
** including file. */
#ifndef GLOSS_CORE_ENDINGS_SIMD_H
#define GLOSS_CORE_ENDINGS_SIMD_H

#include <string.h>

#include "endings.h"

/* Gives the bits of 64 bytes; two more are readable before them. */
static inline uint64_t endings64(const gloss__endings *e, const char *p);

static inline void endings_all(const gloss__endings *e, const char *text, size_t size, int before,
                               uint64_t *bits) {
  for (size_t w = 0; 64 * w < size; w++) {
    const char *p = text + 64 * w;
    size_t rest = size - 64 * w, back = w > 0 || before ? 2 : 0;
    char copy[66];
    if (rest < 64 || back == 0) {
      memset(copy, ' ', sizeof copy);
      memcpy(copy + 2 - back, p - back, (rest < 64 ? rest : 64) + back);
      p = copy + 2;
    }
    bits[w] &= endings64(e, p);
  }
}

#endif
