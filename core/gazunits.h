/* gazunits.h -- the units that a gazetteer matches by, the tokens, or, on request, finer ones; and
** what they are compared by. (gazunits.c) */
#ifndef GLOSS_CORE_GAZUNITS_H
#define GLOSS_CORE_GAZUNITS_H

#include "gazetteer.h"

/* Units that differ from the tokens; all zero is none. */
typedef struct gloss__gaz_units {
  uint32_t *starts, *ends;
  size_t starts_room, ends_room;
} gloss__gaz_units;

void gloss__gaz_units_free(gloss__gaz_units *units, const gloss_alloc *alloc);

/* Turns tokens into units by a gazetteer's flags; without one that asks for it they stay as they are.
** They are borrowed from `units` until the next call. ENOMEM.
**   cost  O(size of the tokens) */
gloss_status gloss__gaz_cut_units(gloss__gaz_units *units, const gloss_alloc *alloc, uint32_t flags,
                                  gloss__gaz_tokens *tokens);

/* Gives what a unit is compared by: folded unless `bytes`, without diacritics if the flags say so. It
** is borrowed from *buffer until the next call, or from the unit. ENOMEM. */
gloss_status gloss__gaz_form(const gloss_alloc *alloc, uint32_t flags, int bytes, gloss_str unit,
                             char **buffer, size_t *room, gloss_str *out);

#endif
