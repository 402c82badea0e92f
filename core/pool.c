/* pool.c -- freed blocks by size class, kept for the next document, and the symbol table.
** Classes are four to a power of two (64, 80, 96, 112, 128, 160 ...), so a block wastes at most a
** quarter; a free block's first word links it to the next of its class. What is kept is bounded by
** what was in use at once, and by 64 MB where that is more: text of one size finds its blocks again,
** and a large document's are given back after the next small one. */
#include "pool.h"

#include "mem.h"

#define KEPT_MAX ((size_t)64 << 20)
#define SYMBOLS_MAX 1000000u
#define SMALLEST_SHIFT 6
#define CLASSES ((sizeof(size_t) * 8 - SMALLEST_SHIFT) * 4)

typedef struct block {
  struct block *next;
} block;

struct gloss_pool {
  gloss_alloc alloc;
  size_t refs;
  size_t kept, used,
      peak; /* bytes in free blocks; in others; the most of these since all were free */
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

void gloss_pool_trim(gloss_pool *pool, size_t keep) {
  for (unsigned class = CLASSES; class -- > 0 && pool->kept > keep;) {
    while (pool->free[class] && pool->kept > keep) {
      block *b = pool->free[class];
      pool->free[class] = b->next;
      pool->kept -= class_size(class);
      gloss__free(&pool->alloc, b, class_size(class));
    }
  }
}

const gloss_alloc *gloss__pool_alloc(const gloss_pool *pool) { return &pool->alloc; }

static void count_used(gloss_pool *pool, size_t room) {
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
  void *fresh = gloss__alloc(&pool->alloc, class_size(class));
  if (!fresh) return NULL;
  *room = class_size(class);
  gloss__use_large_pages(fresh, *room);
  count_used(pool, *room);
  return fresh;
}

void gloss__pool_give(gloss_pool *pool, void *data, size_t room) {
  if (!data) return;
  size_t most = pool->peak > KEPT_MAX ? pool->peak : KEPT_MAX;
  pool->used -= room;
  if (pool->used == 0) pool->peak = 0;
  if (pool->kept > most) gloss_pool_trim(pool, most);
  if (room > most - pool->kept) {
    gloss__free(&pool->alloc, data, room);
    return;
  }
  unsigned class = class_of(room);
  block *b = data;
  b->next = pool->free[class];
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
