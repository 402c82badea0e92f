/* memory.h -- the program's allocator: it counts, and refuses above a limit. */
#ifndef GLOSS_MEMORY_H
#define GLOSS_MEMORY_H

#include <lua.h>

typedef struct memory {
  size_t used, limit; /* bytes; a limit of 0 is none */
} memory;

/* A lua_Alloc whose ud is a memory. */
void *memory_alloc(void *ud, void *block, size_t old_size, size_t new_size);

/* Sets the limit of a state made with memory_alloc, above what it uses now; 0 lifts it. Other
** states have none. */
void memory_limit(lua_State *L, size_t more);

#endif
