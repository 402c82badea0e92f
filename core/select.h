/* select.h -- rows of some token kinds, for the files that count. */
#ifndef GLOSS_CORE_SELECT_H
#define GLOSS_CORE_SELECT_H

#include "gloss.h"

/* Gives a layer's kinds when some are asked for, NULL when all are (kinds is 0). ENOENT, ETYPE for a
** layer whose "kind" is no column of kinds, ENOMEM. */
gloss_status gloss__kinds_column(gloss_layer *layer, uint32_t kinds, const uint8_t **out);

/* Tells whether a row is of a kind asked for. */
static inline int gloss__is_of(const uint8_t *column, uint32_t kinds, uint32_t row) {
  return !column || (column[row] < 32 && (kinds >> column[row] & 1));
}

#endif
