/* keys.c -- the table that numbers keys. */
#include "keys.h"

#include <string.h>

#include "hash.h"
#include "mem.h"

enum { FIRST_SLOTS = 256 };

static inline size_t key_size(const gloss__keys *keys) { return keys->width * sizeof(uint32_t); }

static inline uint32_t hash_of(const gloss__keys *keys, const uint32_t *words) {
  return (uint32_t)(gloss__hash((const char *)words, key_size(keys)) >> 32);
}

void gloss__keys_free(gloss__keys *keys) {
  gloss__free(keys->alloc, keys->words, keys->room * key_size(keys));
  gloss__free(keys->alloc, keys->slots, keys->n_slots * sizeof *keys->slots);
}

/* Finds the slot of a key, or the empty one where it belongs. */
static inline gloss__key_slot *find_slot(const gloss__keys *keys, const uint32_t *words,
                                         uint32_t hash) {
  size_t mask = keys->n_slots - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    gloss__key_slot *slot = &keys->slots[i];
    if (slot->number == 0) return slot;
    if (slot->hash != hash) continue;
    const uint32_t *known = keys->words + (size_t)(slot->number - 1) * keys->width;
    uint32_t k = 0;
    while (k < keys->width && known[k] == words[k]) k++;
    if (k == keys->width) return slot;
  }
}

/* Makes room for n more keys. */
static gloss_status reserve(gloss__keys *keys, uint32_t n) {
  size_t need = (size_t)keys->count + n, size = keys->n_slots ? keys->n_slots : FIRST_SLOTS;
  if (need > (size_t)1 << 31) return GLOSS_ERANGE;
  if (gloss__grow(keys->alloc, (void **)&keys->words, &keys->room, need, key_size(keys))) {
    return GLOSS_ENOMEM;
  }
  while (need > size / 4 * 3) size *= 2;
  if (size == keys->n_slots) return GLOSS_OK;
  gloss__key_slot *slots = gloss__calloc(keys->alloc, size, sizeof *slots);
  if (!slots) return GLOSS_ENOMEM;
  for (size_t k = 0; k < keys->n_slots; k++) {
    if (keys->slots[k].number == 0) continue;
    size_t i = keys->slots[k].hash & (size - 1);
    while (slots[i].number) i = (i + 1) & (size - 1);
    slots[i] = keys->slots[k];
  }
  gloss__free(keys->alloc, keys->slots, keys->n_slots * sizeof *slots);
  keys->slots = slots;
  keys->n_slots = size;
  return GLOSS_OK;
}

/* Asks for the memory that n keys will be looked for in. */
static void prefetch(const gloss__keys *keys, const uint32_t *hashes, uint32_t n) {
#ifdef __GNUC__
  size_t mask = keys->n_slots - 1;
  for (uint32_t i = 0; i < n; i++) __builtin_prefetch(&keys->slots[hashes[i] & mask]);
  for (uint32_t i = 0; i < n; i++) {
    const gloss__key_slot *slot = &keys->slots[hashes[i] & mask];
    if (slot->hash == hashes[i] && slot->number != 0)
      __builtin_prefetch(keys->words + (size_t)(slot->number - 1) * keys->width);
  }
#endif
}

gloss_status gloss__keys_add(gloss__keys *keys, const uint32_t *words, uint32_t n, uint32_t *out) {
  uint32_t hashes[GLOSS__KEYS_BATCH];
  if (n == 0) return GLOSS_OK;
  gloss_status status = reserve(keys, n);
  if (status) return status;
  for (uint32_t i = 0; i < n; i++) hashes[i] = hash_of(keys, words + (size_t)i * keys->width);
  prefetch(keys, hashes, n);
  for (uint32_t i = 0; i < n; i++) {
    const uint32_t *key = words + (size_t)i * keys->width;
    gloss__key_slot *slot = find_slot(keys, key, hashes[i]);
    if (slot->number == 0) {
      memcpy(keys->words + (size_t)keys->count * keys->width, key, key_size(keys));
      *slot = (gloss__key_slot){hashes[i], ++keys->count};
    }
    out[i] = slot->number - 1;
  }
  return GLOSS_OK;
}

uint32_t gloss__keys_find(const gloss__keys *keys, const uint32_t *words) {
  if (keys->count == 0) return GLOSS_NONE;
  const gloss__key_slot *slot = find_slot(keys, words, hash_of(keys, words));
  return slot->number ? slot->number - 1 : GLOSS_NONE;
}
