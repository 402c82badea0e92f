/* intern.c -- the symbol table. Strings lie in chunks that never move; an open-addressed table of
** (hash, symbol) finds them, at most three quarters full, probed linearly. */
#include "intern.h"

#include <string.h>

#include "hash.h"
#include "mem.h"

#define CHUNK_SIZE ((size_t)16 << 10)
#define FIRST_SLOTS 256u

typedef struct chunk {
  struct chunk *next;
  size_t size, used; /* bytes behind this header */
} chunk;

typedef struct slot {
  uint32_t hash, symbol;
} slot;

struct gloss__symbols {
  gloss_alloc alloc;
  size_t refs;
  gloss_str *strings; /* strings[s - 1] of symbol s */
  size_t count, room;
  slot *slots;
  uint32_t mask; /* slots - 1, a power of two less one */
  chunk *chunks; /* the first is being filled */
};

gloss_status gloss__symbols_new(gloss__symbols **out, const gloss_alloc *alloc) {
  *out = NULL;
  gloss__symbols *symbols = gloss__calloc(alloc, 1, sizeof *symbols);
  if (!symbols) return GLOSS_ENOMEM;
  symbols->slots = gloss__calloc(alloc, FIRST_SLOTS, sizeof *symbols->slots);
  if (!symbols->slots) {
    gloss__free(alloc, symbols, sizeof *symbols);
    return GLOSS_ENOMEM;
  }
  symbols->alloc = *alloc;
  symbols->refs = 1;
  symbols->mask = FIRST_SLOTS - 1;
  *out = symbols;
  return GLOSS_OK;
}

gloss__symbols *gloss__symbols_ref(gloss__symbols *symbols) {
  symbols->refs++;
  return symbols;
}

void gloss__symbols_unref(gloss__symbols *symbols) {
  if (!symbols || --symbols->refs) return;
  const gloss_alloc alloc = symbols->alloc;
  for (chunk *c = symbols->chunks, *next; c; c = next) {
    next = c->next;
    gloss__free(&alloc, c, sizeof *c + c->size);
  }
  gloss__free(&alloc, symbols->strings, symbols->room * sizeof *symbols->strings);
  gloss__free(&alloc, symbols->slots, ((size_t)symbols->mask + 1) * sizeof *symbols->slots);
  gloss__free(&alloc, symbols, sizeof *symbols);
}

/* Finds the slot that holds a string, or the empty one where it belongs. */
static slot *find_slot(const gloss__symbols *symbols, gloss_str text, uint32_t hash) {
  for (uint32_t i = hash & symbols->mask;; i = (i + 1) & symbols->mask) {
    slot *s = &symbols->slots[i];
    if (s->symbol == 0) return s;
    if (s->hash != hash) continue;
    gloss_str known = symbols->strings[s->symbol - 1];
    if (known.size == text.size && memcmp(known.data, text.data, text.size) == 0) return s;
  }
}

/* Makes the table twice as large. */
static gloss_status rehash(gloss__symbols *symbols) {
  size_t old = (size_t)symbols->mask + 1, size = old * 2;
  if (size > UINT32_MAX) return GLOSS_ENOMEM;
  slot *slots = gloss__calloc(&symbols->alloc, size, sizeof *slots);
  if (!slots) return GLOSS_ENOMEM;
  uint32_t mask = (uint32_t)(size - 1);
  for (size_t k = 0; k < old; k++) {
    if (symbols->slots[k].symbol == 0) continue;
    uint32_t i = symbols->slots[k].hash & mask;
    while (slots[i].symbol) i = (i + 1) & mask;
    slots[i] = symbols->slots[k];
  }
  gloss__free(&symbols->alloc, symbols->slots, old * sizeof *slots);
  symbols->slots = slots;
  symbols->mask = mask;
  return GLOSS_OK;
}

/* Copies bytes to where they stay; a long string gets a chunk of its own behind the first. */
static char *store(gloss__symbols *symbols, gloss_str text) {
  chunk *c = symbols->chunks;
  if (!c || c->size - c->used < text.size) {
    size_t size = text.size > CHUNK_SIZE / 4 ? text.size : CHUNK_SIZE, total;
    if (gloss__add(size, sizeof *c, &total)) return NULL;
    chunk *fresh = gloss__alloc(&symbols->alloc, total);
    if (!fresh) return NULL;
    fresh->size = size;
    fresh->used = 0;
    if (c && size != CHUNK_SIZE) {
      fresh->next = c->next;
      c->next = fresh;
    } else {
      fresh->next = c;
      symbols->chunks = fresh;
    }
    c = fresh;
  }
  char *data = (char *)(c + 1) + c->used;
  memcpy(data, text.data, text.size);
  c->used += text.size;
  return data;
}

gloss_status gloss__symbols_intern(gloss__symbols *symbols, gloss_str text, uint32_t *symbol) {
  *symbol = 0;
  if (text.size == 0) return GLOSS_OK;
  uint32_t hash = (uint32_t)(gloss__hash(text.data, text.size) >> 32);
  slot *s = find_slot(symbols, text, hash);
  if (s->symbol) {
    *symbol = s->symbol;
    return GLOSS_OK;
  }
  if (symbols->count >= symbols->mask / 4 * (size_t)3) {
    if (rehash(symbols)) return GLOSS_ENOMEM;
    s = find_slot(symbols, text, hash);
  }
  if (gloss__grow(&symbols->alloc, (void **)&symbols->strings, &symbols->room, symbols->count + 1,
                  sizeof *symbols->strings)) {
    return GLOSS_ENOMEM;
  }
  char *data = store(symbols, text);
  if (!data) return GLOSS_ENOMEM;
  symbols->strings[symbols->count++] = (gloss_str){data, text.size};
  *s = (slot){hash, (uint32_t)symbols->count};
  *symbol = s->symbol;
  return GLOSS_OK;
}

uint32_t gloss__symbols_find(const gloss__symbols *symbols, gloss_str text) {
  if (text.size == 0) return 0;
  const slot *s = find_slot(symbols, text, (uint32_t)(gloss__hash(text.data, text.size) >> 32));
  return s->symbol ? s->symbol : GLOSS_NONE;
}

gloss_str gloss__symbols_string(const gloss__symbols *symbols, uint32_t symbol) {
  if (symbol == 0 || symbol > symbols->count) return (gloss_str){"", 0};
  return symbols->strings[symbol - 1];
}

uint32_t gloss__symbols_count(const gloss__symbols *symbols) { return (uint32_t)symbols->count; }
