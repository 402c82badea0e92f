/* gazforms.h -- cuts of surfaces become forms of a list. (gazforms.c) */
#ifndef GLOSS_CORE_GAZFORMS_H
#define GLOSS_CORE_GAZFORMS_H

#include "gazlist.h"

/* Adds what the list's cutting holds: tokens, forms, and which entries have them. On failure *entry
** is the one, and what was added is left to be taken back. EARG when hashes were made to collide,
** ERANGE for too many bytes, ENOMEM. */
gloss_status gloss__gaz_add_forms(gloss_entries *e, uint32_t *entry, gloss_error *err);

#endif
