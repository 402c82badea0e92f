/* memory.h -- the program's allocator: it counts, refuses above a limit, and keeps small blocks by
** size, as Lua tells the size of what it gives back. */
#ifndef GLOSS_MEMORY_H
#define GLOSS_MEMORY_H

#include <lua.h>

/* Sizes by 16 up to 512, then eight to a doubling. */
enum { MEMORY_STEP = 16, MEMORY_FINE = 512, MEMORY_SMALL = 32768, MEMORY_CLASSES = 81 };

typedef struct memory {
  size_t used, limit;         /* bytes; a limit of 0 is none */
  void *free[MEMORY_CLASSES]; /* small blocks by size, each holds the next */
  char *slab;                 /* what small blocks are cut from, */
  size_t left;                /* and the bytes left of it */
} memory;

/* A lua_Alloc whose ud is a memory, all zeros at first. Small blocks stay with it for good. */
void *memory_alloc(void *ud, void *block, size_t old_size, size_t new_size);

/* Sets the limit of a state made with memory_alloc, above what it uses now; 0 lifts it. Other
** states have none. */
void memory_limit(lua_State *L, size_t more);

#endif
