/* gazvariants.h -- other ways to write a surface. (gazvariants.c) */
#ifndef GLOSS_CORE_GAZVARIANTS_H
#define GLOSS_CORE_GAZVARIANTS_H

#include "mem.h"

/* The surface itself, then its variants, each once; at most 6 * 4 * 3 * 2 * 3. */
enum { GLOSS__VARIANTS_MAX = 432, GLOSS__VARIANTS_SURFACE = 1024 };

typedef struct gloss__variants {
  char *text;
  size_t text_room, size;
  uint32_t ends[GLOSS__VARIANTS_MAX];
  uint8_t possessive[GLOSS__VARIANTS_MAX]; /* non-zero: it ends in a possessive s */
  uint32_t count;
} gloss__variants; /* all zero is empty */

/* Writes the variants that the flags (gloss_variant) ask for. A surface over GLOSS__VARIANTS_SURFACE
** bytes has none but itself. ENOMEM. */
gloss_status gloss__variants_make(gloss__variants *v, const gloss_alloc *alloc, unsigned flags,
                                  gloss_str surface);
gloss_str gloss__variants_get(const gloss__variants *v, uint32_t which);
void gloss__variants_free(gloss__variants *v, const gloss_alloc *alloc);

#endif
