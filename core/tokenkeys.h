/* tokenkeys.h -- the search for tokens that may be words to cut, by a key of their text; inline, for
** each instruction set. */
#ifndef GLOSS_CORE_TOKENKEYS_H
#define GLOSS_CORE_TOKENKEYS_H

#include "hash.h"
#include "tokenrows.h"

/* Gives the key of a text with 8 readable bytes at p: a hash of all of it up to 8 bytes, of some of
** the first ones and the size above. Capital letters are as small ones. */
static inline uint32_t gloss__token_key(const char *p, uint32_t size) {
  uint64_t x = gloss__hash_read8((const unsigned char *)p) | UINT64_C(0x2020202020202020);
  return (uint32_t)((x << (0u - size) * 8 % 64) * GLOSS__HASH_K0 >> (64 - GLOSS__KEY_BITS));
}

/* Returns the first of the rows [i, end) whose key is marked, end if none is. Eight bytes are
** readable at the start of each. */
static inline uint32_t gloss__find_key_inline(const uint8_t *keys, const char *text,
                                              const gloss__token_rows *rows, uint32_t i,
                                              uint32_t end) {
  const uint32_t *starts = rows->starts, *ends = rows->ends;
  const size_t groups = (end - i) / 4;
  for (size_t k = 0; k < groups; k++, i += 4) {
    const uint32_t *s = starts + i, *e = ends + i;
    unsigned a = keys[gloss__token_key(text + s[0], e[0] - s[0])];
    unsigned b = keys[gloss__token_key(text + s[1], e[1] - s[1])];
    unsigned c = keys[gloss__token_key(text + s[2], e[2] - s[2])];
    unsigned d = keys[gloss__token_key(text + s[3], e[3] - s[3])];
    if (a | b | c | d) break;
  }
  while (i < end && !keys[gloss__token_key(text + starts[i], ends[i] - starts[i])]) i++;
  return i;
}

#endif
