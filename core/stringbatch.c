/* stringbatch.c -- adds many strings to a set. In a large set each string touches four cache lines
** one after the other, its place in the table, the hash, the ends and the bytes of the string there;
** those of several strings are asked for at once. */
#include "stringbatch.h"

#include <string.h>

enum { AHEAD = 64 };

void gloss__string_batch_clear(gloss__string_batch *b) { b->size = b->count = 0; }

void gloss__string_batch_free(gloss__string_batch *b, const gloss_alloc *alloc) {
  gloss__free(alloc, b->bytes, b->bytes_room);
  gloss__free(alloc, b->items, b->items_room * sizeof *b->items);
  gloss__free(alloc, b->numbers, b->numbers_room * sizeof *b->numbers);
}

gloss_status gloss__string_batch_put(gloss__string_batch *b, const gloss_alloc *alloc,
                                     gloss_str part) {
  size_t need = b->size + part.size;
  gloss_status status = gloss__grow(alloc, (void **)&b->bytes, &b->bytes_room, need, 1);
  if (status != GLOSS_OK || !part.size) return status;
  memcpy(b->bytes + b->size, part.data, part.size);
  b->size = need;
  return GLOSS_OK;
}

/* Until the bytes lie where they stay, an item's data is NULL and its size where it ends. */
gloss_status gloss__string_batch_end(gloss__string_batch *b, const gloss_alloc *alloc) {
  size_t need = b->count + 1;
  gloss_status status =
      gloss__grow(alloc, (void **)&b->items, &b->items_room, need, sizeof *b->items);
  if (status != GLOSS_OK) return status;
  b->items[b->count++] = (gloss_str){NULL, b->size};
  return GLOSS_OK;
}

/* Turns ends into strings. */
static void place_items(gloss__string_batch *b) {
  size_t start = 0;
  for (size_t i = 0; i < b->count; i++) {
    size_t end = b->items[i].size;
    b->items[i] = (gloss_str){b->bytes + start, end - start};
    start = end;
  }
}

/* Fetches what n strings of these hashes will touch. */
static void fetch(const gloss__strings *set, const uint64_t *hashes, size_t n) {
  uint32_t there[AHEAD];
  if (!set->table_size) return;
  for (size_t i = 0; i < n; i++)
    __builtin_prefetch(&set->table[gloss__strings_home(set, hashes[i])]);
  for (size_t i = 0; i < n; i++) {
    there[i] = set->table[gloss__strings_home(set, hashes[i])];
    if (!there[i]) continue;
    __builtin_prefetch(&set->hashes[there[i] - 1]);
    __builtin_prefetch(&set->ends[there[i] - 1]);
  }
  for (size_t i = 0; i < n; i++)
    if (there[i] > 1) __builtin_prefetch(set->bytes + set->ends[there[i] - 2]);
}

gloss_status gloss__string_batch_add(gloss__string_batch *b, const gloss_alloc *alloc,
                                     gloss__strings *set, size_t *failed) {
  uint64_t hashes[AHEAD];
  *failed = 0;
  gloss_status status =
      gloss__grow(alloc, (void **)&b->numbers, &b->numbers_room, b->count, sizeof *b->numbers);
  if (status != GLOSS_OK) return status;
  place_items(b);
  for (size_t from = 0; from < b->count; from += AHEAD) {
    size_t n = b->count - from < AHEAD ? b->count - from : AHEAD;
    for (size_t i = 0; i < n; i++) hashes[i] = gloss_hash(b->items[from + i]);
    fetch(set, hashes, n);
    for (size_t i = 0; i < n; i++) {
      *failed = from + i;
      status = gloss__strings_add(set, alloc, b->items[from + i], hashes[i], &b->numbers[from + i]);
      if (status != GLOSS_OK) return status;
    }
  }
  return GLOSS_OK;
}
