/* strings.c -- the numbered set of strings behind a gazetteer's tokens, surfaces and values.
** The table is at most half full, its size is a power of two, probing is linear; strings enter it
** in order of their numbers, so the last one can always be taken out again. */
#include "strings.h"

#include <string.h>

static size_t next(const gloss__strings *set, size_t place) {
  return (place + 1) & (set->table_size - 1);
}

uint32_t gloss__strings_start(const gloss__strings *set, uint32_t number) {
  return number ? set->ends[number - 1] : 0;
}

gloss_str gloss__strings_get(const gloss__strings *set, uint32_t number) {
  uint32_t start = gloss__strings_start(set, number);
  return (gloss_str){set->bytes + start, set->ends[number] - start};
}

/* Puts a number that is not there into the first free place from its home. */
static void place_number(gloss__strings *set, uint32_t number) {
  size_t place = gloss__strings_home(set, set->hashes[number]);
  while (set->table[place]) place = next(set, place);
  set->table[place] = number + 1;
}

static gloss_status grow_table(gloss__strings *set, const gloss_alloc *alloc) {
  if (set->count < set->table_size / 2) return GLOSS_OK;
  size_t size = set->table_size ? set->table_size * 2 : 64;
  uint32_t *table = gloss__calloc(alloc, size, sizeof *table);
  if (!table) return GLOSS_ENOMEM;
  gloss__free(alloc, set->table, set->table_size * sizeof *table);
  set->table = table;
  set->table_size = size;
  for (uint32_t i = 0; i < set->count; i++) place_number(set, i);
  return GLOSS_OK;
}

/* Looks a string up; *same_hash receives how many other strings of its hash were passed. */
static int find(const gloss__strings *set, gloss_str string, uint64_t hash, uint32_t *number,
                unsigned *same_hash) {
  *same_hash = 0;
  if (!set->table_size) return 0;
  for (size_t place = gloss__strings_home(set, hash); set->table[place]; place = next(set, place)) {
    uint32_t there = set->table[place] - 1;
    if (set->hashes[there] != hash) continue;
    gloss_str other = gloss__strings_get(set, there);
    if (other.size == string.size && !memcmp(other.data, string.data, string.size)) {
      *number = there;
      return 1;
    }
    ++*same_hash;
  }
  return 0;
}

gloss_status gloss__strings_add(gloss__strings *set, const gloss_alloc *alloc, gloss_str string,
                                uint64_t hash, uint32_t *number) {
  unsigned same_hash;
  if (find(set, string, hash, number, &same_hash)) return GLOSS_OK;
  if (same_hash >= GLOSS__STRINGS_PER_HASH) return GLOSS_EARG;
  uint32_t start = gloss__strings_start(set, set->count);
  if (string.size > (size_t)INT32_MAX - start || set->count == INT32_MAX) return GLOSS_ERANGE;
  size_t need = (size_t)set->count + 1;
  gloss_status status = grow_table(set, alloc);
  if (status == GLOSS_OK)
    status = gloss__grow(alloc, (void **)&set->ends, &set->ends_room, need, sizeof *set->ends);
  if (status == GLOSS_OK)
    status =
        gloss__grow(alloc, (void **)&set->hashes, &set->hashes_room, need, sizeof *set->hashes);
  if (status == GLOSS_OK)
    status = gloss__grow(alloc, (void **)&set->bytes, &set->bytes_room, start + string.size, 1);
  if (status != GLOSS_OK) return status;
  if (string.size) memcpy(set->bytes + start, string.data, string.size);
  set->ends[set->count] = start + (uint32_t)string.size;
  set->hashes[set->count] = hash;
  *number = set->count++;
  place_number(set, *number);
  return GLOSS_OK;
}

void gloss__strings_cut(gloss__strings *set, uint32_t count) {
  while (set->count > count) {
    size_t place = gloss__strings_home(set, set->hashes[set->count - 1]);
    while (set->table[place] != set->count) place = next(set, place);
    set->table[place] = 0;
    set->count--;
  }
}

void gloss__strings_free(gloss__strings *set, const gloss_alloc *alloc) {
  gloss__free(alloc, set->bytes, set->bytes_room);
  gloss__free(alloc, set->ends, set->ends_room * sizeof *set->ends);
  gloss__free(alloc, set->hashes, set->hashes_room * sizeof *set->hashes);
  gloss__free(alloc, set->table, set->table_size * sizeof *set->table);
  memset(set, 0, sizeof *set);
}
