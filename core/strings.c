/* strings.c -- the numbered set of strings behind a gazetteer's tokens, surfaces and values.
** The table is at most half full, its size is a power of two, probing is linear; strings enter it
** in order of their numbers, so the last one can always be taken out again. Where one comes to lie
** too far from its home, all get other homes, some times. */
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
  uint32_t reach = 1;
  for (; set->table[place]; place = next(set, place)) reach++;
  set->table[place] = number + 1;
  if (reach > set->reach) set->reach = reach;
}

/* Moves all strings into a table of zeros in which none lies too far from its home; 0 when the salts
** left have no such homes: the set is then as it was. */
static int move(gloss__strings *set, uint32_t *table, size_t size) {
  gloss__strings old = *set;
  set->table = table;
  set->table_size = size;
  for (;;) {
    set->reach = 0;
    for (uint32_t i = 0; i < set->count && set->reach <= GLOSS__STRINGS_REACH; i++)
      place_number(set, i);
    if (set->reach <= GLOSS__STRINGS_REACH) return 1;
    if (set->tried >= GLOSS__STRINGS_SALTS) break;
    set->salt = ++set->tried;
    memset(table, 0, size * sizeof *table);
  }
  *set = old;
  set->tried = GLOSS__STRINGS_SALTS + 1;
  return 0;
}

/* Moves all strings into a new table. */
static gloss_status renew(gloss__strings *set, const gloss_alloc *alloc, size_t size) {
  gloss__strings old = *set;
  if (set->tried > GLOSS__STRINGS_SALTS) return GLOSS_EARG;
  uint32_t *table = gloss__calloc(alloc, size, sizeof *table);
  if (!table) return GLOSS_ENOMEM;
  int moved = move(set, table, size);
  gloss__free(alloc, moved ? old.table : table, (moved ? old.table_size : size) * sizeof *table);
  return moved ? GLOSS_OK : GLOSS_EARG;
}

static gloss_status grow_table(gloss__strings *set, const gloss_alloc *alloc) {
  if (set->count < set->table_size / 2) return GLOSS_OK;
  return renew(set, alloc, set->table_size ? set->table_size * 2 : 64);
}

/* Puts the last string into the table. */
static gloss_status place_last(gloss__strings *set, const gloss_alloc *alloc) {
  uint32_t reach = set->reach;
  place_number(set, set->count - 1);
  if (set->reach <= GLOSS__STRINGS_REACH) return GLOSS_OK;
  gloss_status status = renew(set, alloc, set->table_size);
  if (status == GLOSS_OK) return GLOSS_OK;
  gloss__strings_cut(set, set->count - 1);
  set->reach = reach;
  return status;
}

/* Looks a string up; *same_hash receives how many other strings of its hash were passed. */
static int find(const gloss__strings *set, gloss_str string, uint64_t hash, uint32_t *number,
                unsigned *same_hash) {
  *same_hash = 0;
  if (!set->table_size) return 0;
  size_t place = gloss__strings_home(set, hash);
  for (uint32_t i = 0; i < set->reach && set->table[place]; i++, place = next(set, place)) {
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

uint32_t gloss__strings_find(const gloss__strings *set, gloss_str string, uint64_t hash) {
  unsigned same_hash;
  uint32_t number;
  return find(set, string, hash, &number, &same_hash) ? number : GLOSS_NONE;
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
  return place_last(set, alloc);
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
