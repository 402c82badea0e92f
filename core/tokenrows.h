/* tokenrows.h -- what the writers of token rows share: the scalar reference and its look at one
** token or gap, which the SIMD writers use for the tokens that are not plain.
**
** Plain tokens and gaps are what tokenbits.h says. */
#ifndef GLOSS_CORE_TOKENROWS_H
#define GLOSS_CORE_TOKENROWS_H

#include "repair.h"

/* The rows of a token layer while they are written, in columns of `room` values that begin at lines
** of the cache. */
typedef struct gloss__token_rows {
  uint32_t count, room;
  int streamed; /* they are too many for the caches, and better written past them */
  uint32_t *starts, *ends;
  uint16_t *shape;
  uint8_t *kind, *space;
} gloss__token_rows;

/* Gives kind and shape of the token [start, end) of the block. */
gloss_kind gloss__token_describe(const gloss__repair *r, uint32_t start, uint32_t end,
                                 uint16_t *shape);

/* Puts the script of the letter at p into the shape of its token. */
void gloss__token_script(const char *p, uint16_t *shape);

/* Gives the space flags of the gap [a, b). */
uint8_t gloss__token_gap(const char *text, uint32_t a, uint32_t b);

/* Gives the flags of a gap of two parts, parted neither inside a character nor inside CR LF. */
uint8_t gloss__token_gap_sum(uint8_t a, uint8_t b);

/* Counts the bits of n words: the tokens of a repaired block. */
typedef uint32_t (*gloss__count_bits)(const uint64_t *words, size_t n);
uint32_t gloss__count_bits_scalar(const uint64_t *words, size_t n);
uint32_t gloss__count_bits_avx2(const uint64_t *words, size_t n);

/* Gives the tokens in rows [from, to), a row or more, the kinds of the repair's marks from number
** `mark` on; returns the number of the first mark behind them. */
size_t gloss__put_marks(gloss__token_rows *rows, const gloss__repair *r, size_t mark, uint32_t from,
                        uint32_t to);

/* Appends the tokens of a repaired block. There is room for GLOSS__ROWS_SLACK more rows than the
** block has tokens; the points of the block are written over. */
enum { GLOSS__ROWS_SLACK = 64 };
typedef void (*gloss__write_rows)(gloss__token_rows *rows, const gloss__repair *r);
void gloss__write_rows_scalar(gloss__token_rows *rows, const gloss__repair *r);
void gloss__write_rows_avx2(gloss__token_rows *rows, const gloss__repair *r);
void gloss__write_rows_avx512(gloss__token_rows *rows, const gloss__repair *r);

/* Tokens of a layer. */
typedef struct gloss__token_spans {
  const uint32_t *starts, *ends;
  uint32_t count;
} gloss__token_spans;

/* Hashes tokens of a text as gloss__hash does, `data` being the text from offset `base` on with 16
** readable bytes behind; returns the number done: it ends at a token over GLOSS__HASH_SHORT bytes.
*/
enum { GLOSS__HASH_SHORT = 16 };
typedef uint32_t (*gloss__hash_short)(const unsigned char *data, uint32_t base,
                                      gloss__token_spans tokens, uint64_t *hashes);
uint32_t gloss__hash_short_scalar(const unsigned char *data, uint32_t base,
                                  gloss__token_spans tokens, uint64_t *hashes);
uint32_t gloss__hash_short_avx2(const unsigned char *data, uint32_t base, gloss__token_spans tokens,
                                uint64_t *hashes);

#endif
