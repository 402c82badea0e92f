/* pool.h -- what a document takes from its pool besides blocks. */
#ifndef GLOSS_CORE_POOL_H
#define GLOSS_CORE_POOL_H

#include "intern.h"

/* Gives the symbol table the next document starts with, one more reference to it; a table of over
** a million symbols is replaced. ENOMEM. */
gloss_status gloss__pool_symbols(gloss_pool *pool, gloss__symbols **out);

#endif
