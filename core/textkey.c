/* textkey.c -- keys by which texts that say the same are found: gloss_text_key for the same words,
** gloss_simhash for nearly the same. Both see the folded words with one space between them. */
#include <string.h>

#include "hash.h"
#include "mem.h"
#include "utf8.h"

enum { SHINGLE = 3 }; /* words of a feature */

static int is_word(const char *text, size_t size) {
  uint32_t length;
  for (size_t i = 0; i < size; i += length) {
    uint32_t c = gloss__utf8_decode(text + i, &length);
    if (gloss__codepoint_class(c) & (GLOSS__LETTER | GLOSS__DIGIT)) return 1;
  }
  return 0;
}

/* Writes the words (UAX #29) of a folded text, a space after each, and gives the size, at most twice
** the text's. */
static size_t write_words(gloss_str folded, char *out) {
  size_t size = 0;
  for (size_t at = 0; at < folded.size;) {
    size_t end = gloss_segment_end(folded, GLOSS_WORDS, at);
    if (is_word(folded.data + at, end - at)) {
      memcpy(out + size, folded.data + at, end - at);
      size += end - at;
      out[size++] = ' ';
    }
    at = end;
  }
  return size;
}

/* Gives the words of a text in a block of *room bytes, which the caller frees. */
static gloss_status words_of(const gloss_alloc *alloc, gloss_str text, char **out, size_t *size,
                             size_t *room) {
  size_t folded = 0;
  gloss_status status = gloss__fold(alloc, text, NULL, 0, &folded);
  if (status != GLOSS_OK && status != GLOSS_ERANGE) return status;
  if (gloss__mul(folded, 3, room) || gloss__add(*room, 1, room)) return GLOSS_ENOMEM;
  char *block = gloss__alloc(alloc, *room);
  if (!block) return GLOSS_ENOMEM;
  status = gloss__fold(alloc, text, block + 2 * folded, folded, &folded);
  if (status == GLOSS_OK) {
    *size = write_words((gloss_str){block + 2 * folded, folded}, block);
    *out = block;
  } else {
    gloss__free(alloc, block, *room);
  }
  return status;
}

/* Adds a feature: +1 for each bit that is set, -1 for the others. */
static void vote(int64_t votes[64], uint64_t feature) {
  for (int i = 0; i < 64; i++) votes[i] += (int64_t)(feature >> i & 1) * 2 - 1;
}

static uint64_t simhash(const char *words, size_t size) {
  int64_t votes[64] = {0};
  size_t starts[SHINGLE] = {0}, n = 0; /* of the words read last, that of word k at k % SHINGLE */
  for (size_t at = 0; at < size;) {
    const char *space = memchr(words + at, ' ', size - at);
    size_t end = (size_t)(space - words) + 1;
    starts[n++ % SHINGLE] = at;
    if (n >= SHINGLE || end == size) {
      size_t first = n >= SHINGLE ? starts[n % SHINGLE] : 0;
      vote(votes, gloss__hash(words + first, end - first));
    }
    at = end;
  }
  uint64_t result = 0;
  for (int i = 0; i < 64; i++) result |= (uint64_t)(votes[i] > 0) << i;
  return result;
}

/* Gives the key that a function makes of the words of a text. */
static gloss_status key_of(const gloss_alloc *alloc, gloss_str text,
                           uint64_t make(const char *words, size_t size), uint64_t *key) {
  alloc = gloss__alloc_or_default(alloc);
  char *words;
  size_t size, room;
  gloss_status status = words_of(alloc, text, &words, &size, &room);
  if (status != GLOSS_OK) return status;
  *key = make(words, size);
  gloss__free(alloc, words, room);
  return GLOSS_OK;
}

gloss_status gloss_text_key(const gloss_alloc *alloc, gloss_str text, uint64_t *key) {
  return key_of(alloc, text, gloss__hash, key);
}

gloss_status gloss_simhash(const gloss_alloc *alloc, gloss_str text, uint64_t *key) {
  return key_of(alloc, text, simhash, key);
}
