/* memory.c -- a counting allocator: what Lua and the core ask for, up to a limit. */
#include "memory.h"

#include <stdlib.h>

void *memory_alloc(void *ud, void *block, size_t old_size, size_t new_size) {
  memory *m = ud;
  if (block == NULL) old_size = 0; /* Lua then tells a type */
  if (new_size == 0) {
    free(block);
    m->used -= old_size;
    return NULL;
  }
  if (m->limit != 0 && new_size > old_size && m->used - old_size + new_size > m->limit) return NULL;
  void *result = realloc(block, new_size);
  if (result != NULL) m->used += new_size - old_size;
  return result;
}

void memory_limit(lua_State *L, size_t more) {
  void *ud;
  if (lua_getallocf(L, &ud) != memory_alloc) return;
  memory *m = ud;
  m->limit = more == 0 ? 0 : m->used + more;
}
