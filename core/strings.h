/* strings.h -- a set of byte strings numbered from 0 in order of first adding, stored once, one
** after the other. Its table is bounded under any content: a hash may belong to at most eight
** different strings, and none lies more than some places from its home. */
#ifndef GLOSS_CORE_STRINGS_H
#define GLOSS_CORE_STRINGS_H

#include "hash.h"
#include "mem.h"

enum { GLOSS__STRINGS_PER_HASH = 8, GLOSS__STRINGS_REACH = 256, GLOSS__STRINGS_SALTS = 8 };

typedef struct gloss__strings {
  char *bytes;    /* all strings, without anything between */
  uint32_t *ends; /* string i is bytes[ends[i - 1]] to bytes[ends[i]], from 0 for the first */
  uint64_t *hashes;
  uint32_t *table; /* open addressing on the hash; number + 1, 0 is free */
  size_t bytes_room, ends_room, hashes_room, table_size;
  uint32_t count;
  uint32_t salt; /* of the homes */
  uint32_t
      tried; /* the last salt tried, over GLOSS__STRINGS_SALTS: there is no room for more strings */
  uint32_t reach; /* places from a home on that a search looks at, at most */
} gloss__strings; /* all zero is the empty set */

/* Gives where the search for a hash begins in the table; it goes on place by place to a free one. */
static inline size_t gloss__strings_home(const gloss__strings *set, uint64_t hash) {
  uint64_t salted = hash ^ (set->salt + 1) * GLOSS__HASH_K1;
  return (size_t)gloss__hash_fold(salted, GLOSS__HASH_K2) & (set->table_size - 1);
}

/* Gives a string's number, adding it if it is new.
**   hash     of the string, the same for equal strings
**   returns  GLOSS_OK, GLOSS_EARG for a ninth string of one hash, or when hashes are chosen so that
**            too many share their homes, GLOSS_ERANGE when all strings
**            together pass 2^31 bytes, GLOSS_ENOMEM */
gloss_status gloss__strings_add(gloss__strings *set, const gloss_alloc *alloc, gloss_str string,
                                uint64_t hash, uint32_t *number);

/* Gives the number of a string, GLOSS_NONE if it is not there. */
uint32_t gloss__strings_find(const gloss__strings *set, gloss_str string, uint64_t hash);

/* Gives the string of a number below count; borrowed until the next adding. */
gloss_str gloss__strings_get(const gloss__strings *set, uint32_t number);

/* Gives the bytes that the strings before a number, <= count, take together. */
uint32_t gloss__strings_start(const gloss__strings *set, uint32_t number);

/* Takes back the last strings added until `count` are left. */
void gloss__strings_cut(gloss__strings *set, uint32_t count);

void gloss__strings_free(gloss__strings *set, const gloss_alloc *alloc);

#endif
