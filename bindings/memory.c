/* memory.c -- a counting allocator: what Lua and the core ask for, up to a limit. Small blocks are
** cut from slabs and kept in a list a size: quicker than malloc, and closer together. Under a
** sanitizer each block is malloc's, so that it sees a use after free. */
#define _DEFAULT_SOURCE /* madvise */
#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { LARGEST = 0 };
#else
enum { LARGEST = MEMORY_SMALL };
#endif
enum { SLAB = 2 << 20 }; /* a large page: one fault, and less to copy by a fork */

enum {
  FINE_CLASSES = MEMORY_FINE / MEMORY_STEP,
  FINEST = 6
}; /* steps of 1 << 6 past the fine ones */

/* Gives the class of the smallest blocks that hold a small size. */
static size_t class_of(size_t size) {
  if (size <= MEMORY_FINE) return (size + MEMORY_STEP - 1) / MEMORY_STEP;
  unsigned shift = 60 - (unsigned)__builtin_clzll(size - 1); /* to 8 .. 15 steps */
  return FINE_CLASSES + (shift - FINEST) * 8 + ((size - 1) >> shift) - 7;
}

static size_t size_of(size_t which) {
  if (which <= FINE_CLASSES) return which * MEMORY_STEP;
  size_t coarse = which - FINE_CLASSES - 1;
  return (coarse % 8 + 9) << (coarse / 8 + FINEST);
}

static void put(memory *m, void *block, size_t which) {
  memcpy(block, &m->free[which], sizeof m->free[which]);
  m->free[which] = block;
}

/* Cuts what is left of a slab into blocks. */
static void cut_rest(memory *m) {
  while (m->left != 0) {
    size_t which = class_of(m->left);
    if (size_of(which) > m->left) which--;
    put(m, m->slab, which);
    m->slab += size_of(which);
    m->left -= size_of(which);
  }
}

/* Begins a slab. */
static int renew(memory *m) {
  char *slab = aligned_alloc(SLAB, SLAB);
  if (slab == NULL) return 0;
#ifdef MADV_HUGEPAGE
  madvise(slab, SLAB, MADV_HUGEPAGE);
#endif
  cut_rest(m);
  m->slab = slab;
  m->left = SLAB;
  return 1;
}

/* Gives a block of a class, or NULL. */
static void *take(memory *m, size_t which) {
  void *block = m->free[which];
  if (block != NULL) {
    memcpy(&m->free[which], block, sizeof m->free[which]);
    return block;
  }
  size_t size = size_of(which);
  if (m->left < size && !renew(m)) return NULL;
  block = m->slab;
  m->slab += size;
  m->left -= size;
  return block;
}

static void *get(memory *m, size_t size) {
  return size <= LARGEST ? take(m, class_of(size)) : malloc(size);
}

static void release(memory *m, void *block, size_t size) {
  if (size <= LARGEST)
    put(m, block, class_of(size));
  else
    free(block);
}

static void *resize(memory *m, void *block, size_t old_size, size_t new_size) {
  if (old_size > LARGEST && new_size > LARGEST) return realloc(block, new_size);
  if (old_size <= LARGEST && class_of(old_size) == class_of(new_size)) return block;
  void *result = get(m, new_size);
  if (result == NULL) return new_size < old_size ? block : NULL; /* less never fails */
  memcpy(result, block, old_size < new_size ? old_size : new_size);
  release(m, block, old_size);
  return result;
}

void *memory_alloc(void *ud, void *block, size_t old_size, size_t new_size) {
  memory *m = ud;
  if (block == NULL) old_size = 0; /* Lua then tells a type */
  if (new_size == 0) {
    if (block != NULL) release(m, block, old_size);
    m->used -= old_size;
    return NULL;
  }
  if (m->limit != 0 && new_size > old_size && m->used - old_size + new_size > m->limit) return NULL;
  void *result = block == NULL ? get(m, new_size) : resize(m, block, old_size, new_size);
  if (result != NULL) m->used += new_size - old_size;
  return result;
}

void memory_limit(lua_State *L, size_t more) {
  void *ud;
  if (lua_getallocf(L, &ud) != memory_alloc) return;
  memory *m = ud;
  m->limit = more == 0 ? 0 : m->used + more;
}
