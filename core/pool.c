/* pool.c -- freed blocks by size class, kept for the next document, and the symbol table.
** Classes are four to a power of two (64, 80, 96, 112, 128, 160 ...), so a block wastes at most a
** quarter; blocks begin at lines of the cache. What is kept is bounded by what the last document or
** this one had at once, and by 64 MB where that is more: text of one size finds its blocks again, and
** a large document's are given back after the next small one. Blocks that the last document had no
** use for go first. */
#include "pool.h"

#include <stdint.h>

#include "mem.h"

#define LINE ((size_t)64) /* bytes of a line of the cache */
#define KEPT_MAX ((size_t)64 << 20)
#define SYMBOLS_MAX 1000000u
#define SMALLEST_SHIFT 6
#define CLASSES ((sizeof(size_t) * 8 - SMALLEST_SHIFT) * 4)

/* A free block, in its first bytes. Those of a class are in the order they were given, last first. */
typedef struct block {
  struct block *next;
  uint64_t since; /* the number of the document that gave it */
} block;

struct gloss_pool {
  gloss_alloc alloc;
  size_t refs;
  size_t kept, used; /* bytes in free blocks, in others */
  size_t peak, last; /* the most used since none were; before that */
  uint64_t document; /* how often one was made while there was no other */
  gloss__symbols *symbols;
  block *free[CLASSES];
};

static size_t class_size(unsigned class) {
  return (size_t)(4 + class % 4) << (class / 4 + SMALLEST_SHIFT - 2);
}

/* Finds the smallest class of at least `size` bytes, CLASSES if there is none. */
static unsigned class_of(size_t size) {
  unsigned class = 0;
  while (class < CLASSES && class_size(class | 3) < size) class += 4;
  while (class < CLASSES && class_size(class) < size) class ++;
  return class;
}

/* ---- Blocks of the allocator ---- */

/* Allocates a block; the byte before it says how far into the allocator's it begins. */
static void *new_block(const gloss_alloc *alloc, size_t size) {
  unsigned char *data = size > SIZE_MAX - LINE ? NULL : gloss__alloc(alloc, size + LINE);
  if (!data) return NULL;
  size_t skip = LINE - (uintptr_t)data % LINE;
  data[skip - 1] = (unsigned char)skip;
  gloss__use_large_pages(data + skip, size);
  return data + skip;
}

static void free_block(const gloss_alloc *alloc, void *given, size_t size) {
  unsigned char *data = given;
  gloss__free(alloc, data - data[-1], size + LINE);
}

/* ---- The pool ---- */

gloss_status gloss_pool_new(gloss_pool **out, const gloss_alloc *alloc) {
  *out = NULL;
  alloc = gloss__alloc_or_default(alloc);
  gloss_pool *pool = gloss__calloc(alloc, 1, sizeof *pool);
  if (!pool) return GLOSS_ENOMEM;
  pool->alloc = *alloc;
  pool->refs = 1;
  if (gloss__symbols_new(&pool->symbols, &pool->alloc)) {
    gloss__free(alloc, pool, sizeof *pool);
    return GLOSS_ENOMEM;
  }
  *out = pool;
  return GLOSS_OK;
}

gloss_pool *gloss__pool_ref(gloss_pool *pool) {
  pool->refs++;
  return pool;
}

void gloss_pool_unref(gloss_pool *pool) {
  if (!pool || --pool->refs) return;
  gloss_pool_trim(pool, 0);
  gloss__symbols_unref(pool->symbols);
  const gloss_alloc alloc = pool->alloc;
  gloss__free(&alloc, pool, sizeof *pool);
}

/* Frees blocks of a class from *at on until at most `keep` bytes are kept. */
static void free_from(gloss_pool *pool, unsigned class, block **at, size_t keep) {
  while (*at && pool->kept > keep) {
    block *b = *at;
    *at = b->next;
    pool->kept -= class_size(class);
    free_block(&pool->alloc, b, class_size(class));
  }
}

void gloss_pool_trim(gloss_pool *pool, size_t keep) {
  for (unsigned class = CLASSES; class -- > 0 && pool->kept > keep;)
    free_from(pool, class, &pool->free[class], keep);
}

/* The same with blocks that were free while the last document was made and given back. */
static void trim_unused(gloss_pool *pool, size_t keep) {
  for (unsigned class = CLASSES; class -- > 0 && pool->kept > keep;) {
    block **at = &pool->free[class];
    while (*at && (*at)->since == pool->document) at = &(*at)->next;
    free_from(pool, class, at, keep);
  }
}

const gloss_alloc *gloss__pool_alloc(const gloss_pool *pool) { return &pool->alloc; }

static void count_used(gloss_pool *pool, size_t room) {
  pool->document += pool->used == 0;
  pool->used += room;
  if (pool->used > pool->peak) pool->peak = pool->used;
}

void *gloss__pool_take(gloss_pool *pool, size_t size, size_t *room) {
  unsigned class = class_of(size);
  *room = 0;
  if (class == CLASSES) return NULL;
  /* A block of up to twice the size will do: documents of like size then share their blocks. */
  for (unsigned c = class; c < class + 4 && c < CLASSES; c++) {
    block *b = pool->free[c];
    if (!b) continue;
    pool->free[c] = b->next;
    pool->kept -= class_size(c);
    *room = class_size(c);
    count_used(pool, *room);
    return b;
  }
  void *fresh = new_block(&pool->alloc, class_size(class));
  if (!fresh) return NULL;
  *room = class_size(class);
  count_used(pool, *room);
  return fresh;
}

/* Gives how many bytes may be kept. */
static size_t most_kept(const gloss_pool *pool) {
  size_t most = pool->peak > pool->last ? pool->peak : pool->last;
  return most > KEPT_MAX ? most : KEPT_MAX;
}

void gloss__pool_give(gloss_pool *pool, void *data, size_t room) {
  if (!data) return;
  pool->used -= room;
  if (pool->used == 0) {
    pool->last = pool->peak;
    pool->peak = 0;
  }
  size_t most = most_kept(pool);
  trim_unused(pool, most > room ? most - room : 0);
  gloss_pool_trim(pool, most);
  if (room > most - pool->kept) {
    free_block(&pool->alloc, data, room);
    return;
  }
  unsigned class = class_of(room);
  block *b = data;
  *b = (block){pool->free[class], pool->document};
  pool->free[class] = b;
  pool->kept += room;
}

gloss_status gloss__pool_symbols(gloss_pool *pool, gloss__symbols **out) {
  *out = NULL;
  if (gloss__symbols_count(pool->symbols) > SYMBOLS_MAX) {
    gloss__symbols *fresh;
    if (gloss__symbols_new(&fresh, &pool->alloc)) return GLOSS_ENOMEM;
    gloss__symbols_unref(pool->symbols);
    pool->symbols = fresh;
  }
  *out = gloss__symbols_ref(pool->symbols);
  return GLOSS_OK;
}
