/* mem.h -- the one way memory is had in core/: an allocator, checked sizes, blocks of a pool. */
#ifndef GLOSS_CORE_MEM_H
#define GLOSS_CORE_MEM_H

#include "gloss.h"

/* Call the allocator (never NULL here: gloss__alloc_or_default turns NULL into malloc's). size 0
** gives NULL and is no failure; free takes NULL and the size that was asked for. */
const gloss_alloc *gloss__alloc_or_default(const gloss_alloc *alloc);
void *gloss__alloc(const gloss_alloc *alloc, size_t size);
void *gloss__calloc(const gloss_alloc *alloc, size_t n, size_t size); /* zeroed, checked n * size */
void *gloss__realloc(const gloss_alloc *alloc, void *ptr, size_t osize, size_t nsize);
void gloss__free(const gloss_alloc *alloc, void *ptr, size_t size);

/* Give 1 when a * b (a + b) does not fit size_t, else 0 and the value. */
int gloss__mul(size_t a, size_t b, size_t *out);
int gloss__add(size_t a, size_t b, size_t *out);

/* Asks for large pages for a block that pays for them, where the system has them: for a table read
** at random places, or columns written at once. */
void gloss__use_large_pages(void *data, size_t size);

/* Asks for what stands at p, which will be read soon. */
static inline void gloss__prefetch(const void *p) {
#if defined(__GNUC__)
  __builtin_prefetch(p);
#else
  (void)p;
#endif
}

/* Makes room for `need` items of `size` bytes in a growing array (*room counts items; grows by half
** as much again at least). ENOMEM leaves it as it was. */
gloss_status gloss__grow(const gloss_alloc *alloc, void **data, size_t *room, size_t need,
                         size_t size);

/* Blocks of a pool: take gives at least `size` bytes, uninitialised, and the true size in *room,
** which give needs back. */
const gloss_alloc *gloss__pool_alloc(const gloss_pool *pool);
void *gloss__pool_take(gloss_pool *pool, size_t size, size_t *room);
void gloss__pool_give(gloss_pool *pool, void *block, size_t room);
gloss_pool *gloss__pool_ref(gloss_pool *pool);

/* Fills *err if it is not NULL, with a printf message, and returns the code. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
gloss_status
gloss__fail(gloss_error *err, gloss_status code, uint64_t offset, const char *format, ...);

#endif
