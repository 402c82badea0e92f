/* endings.h -- where text has one of a set of three-letter endings: a filter that may say yes to
** others, and never no to one. */
#ifndef GLOSS_CORE_ENDINGS_H
#define GLOSS_CORE_ENDINGS_H

#include "gloss.h"

/* Eight groups of endings, a bit each: a byte can not be the last of an ending (0), the one before
** it (1) or the one before that (2) in the groups that its upper half has, and its lower half has if
** it is ASCII. */
typedef struct gloss__endings {
  uint8_t low[3][16], high[3][16];
  uint8_t bytes[3][256]; /* the groups of a byte, by both */
  char pairs[64][2]; /* the two last bytes of the k-th kind of ending, which is of group k % 8 */
  unsigned count;
} gloss__endings;

/* Adds the ending of a text in lower case; capitals are as small letters. Of a text of two bytes
** any byte may stand before it. */
void gloss__endings_add(gloss__endings *e, gloss_str text);

/* Of the bytes of a text whose bits are set, a word for each 64 bytes and none past its end, clears
** those that end none of the endings. `before` says whether two bytes are readable before the text;
** if not, blanks count as being there. */
typedef void (*gloss__find_endings)(const gloss__endings *e, const char *text, size_t size,
                                    int before, uint64_t *bits);
void gloss__find_endings_scalar(const gloss__endings *e, const char *text, size_t size, int before,
                                uint64_t *bits);
void gloss__find_endings_avx2(const gloss__endings *e, const char *text, size_t size, int before,
                              uint64_t *bits);
void gloss__find_endings_avx512(const gloss__endings *e, const char *text, size_t size, int before,
                                uint64_t *bits);

#endif
