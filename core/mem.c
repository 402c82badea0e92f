/* mem.c -- the default allocator, calls to allocators, and sizes that cannot overflow.
** The only file in core/ that calls malloc. */
#define _DEFAULT_SOURCE /* madvise */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "mem.h"

#define LARGE ((size_t)4 << 20) /* bytes of a block for which large pages pay */

static void *default_fn(void *ud, void *ptr, size_t osize, size_t nsize) {
  (void)ud;
  (void)osize;
  if (nsize == 0) {
    free(ptr);
    return NULL;
  }
  return realloc(ptr, nsize);
}

const gloss_alloc *gloss__alloc_or_default(const gloss_alloc *alloc) {
  static const gloss_alloc standard = {default_fn, NULL};
  return alloc ? alloc : &standard;
}

void *gloss__alloc(const gloss_alloc *alloc, size_t size) {
  return size ? alloc->fn(alloc->ud, NULL, 0, size) : NULL;
}

void *gloss__calloc(const gloss_alloc *alloc, size_t n, size_t size) {
  size_t total;
  if (gloss__mul(n, size, &total)) return NULL;
  void *data = gloss__alloc(alloc, total);
  if (data) memset(data, 0, total);
  return data;
}

void *gloss__realloc(const gloss_alloc *alloc, void *ptr, size_t osize, size_t nsize) {
  return alloc->fn(alloc->ud, ptr, osize, nsize);
}

void gloss__free(const gloss_alloc *alloc, void *ptr, size_t size) {
  if (ptr) alloc->fn(alloc->ud, ptr, size, 0);
}

void gloss__use_large_pages(void *data, size_t size) {
#ifdef MADV_HUGEPAGE
  size_t page = (size_t)sysconf(_SC_PAGESIZE), skip = (page - (uintptr_t)data % page) % page;
  if (size >= LARGE) madvise((char *)data + skip, size - skip, MADV_HUGEPAGE);
#else
  (void)data, (void)size;
#endif
}

int gloss__mul(size_t a, size_t b, size_t *out) {
  if (b && a > SIZE_MAX / b) return 1;
  *out = a * b;
  return 0;
}

int gloss__add(size_t a, size_t b, size_t *out) {
  if (a > SIZE_MAX - b) return 1;
  *out = a + b;
  return 0;
}

gloss_status gloss__grow(const gloss_alloc *alloc, void **data, size_t *room, size_t need,
                         size_t size) {
  if (need <= *room) return GLOSS_OK;
  size_t more = *room + *room / 2, bytes; /* *room items fit memory, so this cannot overflow */
  if (more < need) more = need;
  if (more < 8) more = 8;
  if (gloss__mul(more, size, &bytes)) return GLOSS_ENOMEM;
  void *grown = gloss__realloc(alloc, *data, *room * size, bytes);
  if (!grown) return GLOSS_ENOMEM;
  *data = grown;
  *room = more;
  return GLOSS_OK;
}
