/* intern.h -- a symbol table: strings numbered from 1, equal strings once. Reference-counted: the
** pool holds one, every document the one it started with. One thread. */
#ifndef GLOSS_CORE_INTERN_H
#define GLOSS_CORE_INTERN_H

#include "gloss.h"

typedef struct gloss__symbols gloss__symbols;

/* Makes a table; its memory comes from `alloc`, which is copied. */
gloss_status gloss__symbols_new(gloss__symbols **out, const gloss_alloc *alloc);
gloss__symbols *gloss__symbols_ref(gloss__symbols *symbols);
void gloss__symbols_unref(gloss__symbols *symbols);

/* Gives the symbol of a string, made if need be; 0 for the empty string. The text is not checked to
** be UTF-8. ENOMEM. */
gloss_status gloss__symbols_intern(gloss__symbols *symbols, gloss_str text, uint32_t *symbol);

/* Gives the symbol of a string, GLOSS_NONE if it has none. */
uint32_t gloss__symbols_find(const gloss__symbols *symbols, gloss_str text);

/* Gives a symbol's string, empty for 0 and for a value that is none; it never moves. */
gloss_str gloss__symbols_string(const gloss__symbols *symbols, uint32_t symbol);
uint32_t gloss__symbols_count(const gloss__symbols *symbols);

#endif
