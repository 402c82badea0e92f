/* keys.h -- numbers keys of a fixed number of 32-bit words, in order of first sight. An
** open-addressed table of (hash, number) finds them, at most three quarters full, probed linearly;
** keys lie end to end in one array. They are taken in batches, so that memory is fetched ahead. */
#ifndef GLOSS_CORE_KEYS_H
#define GLOSS_CORE_KEYS_H

#include "gloss.h"

enum { GLOSS__KEYS_BATCH = 64 };

typedef struct gloss__key_slot {
  uint32_t hash, number; /* number + 1; 0 is an empty slot */
} gloss__key_slot;

/* All zero but for the allocator and the width is an empty table. */
typedef struct gloss__keys {
  const gloss_alloc *alloc;
  uint32_t width; /* words of a key, at least 1 */
  uint32_t count;
  uint32_t *words; /* width a key */
  size_t room;     /* keys */
  gloss__key_slot *slots;
  size_t n_slots; /* a power of two; 0 before the first key */
} gloss__keys;

void gloss__keys_free(gloss__keys *keys);

/* Numbers n <= GLOSS__KEYS_BATCH keys, new ones from keys->count on. ENOMEM, ERANGE past 2^31 keys;
** the table is then as it was. */
gloss_status gloss__keys_add(gloss__keys *keys, const uint32_t *words, uint32_t n, uint32_t *out);

/* Gives a key's number, GLOSS_NONE if it has none. */
uint32_t gloss__keys_find(const gloss__keys *keys, const uint32_t *words);

#endif
