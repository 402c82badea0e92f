/* scan.h -- the frame of every scan: from the classes of 64 bytes, told by the including file's
** classify64 and find_pairs, to starts and points. */
#ifndef GLOSS_CORE_SCAN_H
#define GLOSS_CORE_SCAN_H

#include <string.h>

#include "classify.h"
#include "scanhigh.h"

/* The classes of 64 bytes, as in the masks; all that is not ASCII counts as word bytes. */
typedef struct classes {
  uint64_t word, space, upper, letter, digit, high, breaks, sign, stop, edge, lone;
} classes;

static inline void classify64(const char *p, classes *out);

/* Finds letters of two bytes among 64. */
static inline void find_pairs(const char *p, gloss__pairs *out);

static inline void keep(const gloss__masks *m, ptrdiff_t w, const classes *c) {
  m->word[w] = c->word;
  m->space[w] = c->space;
  m->upper[w] = c->upper;
  m->letter[w] = c->letter;
  m->digit[w] = c->digit;
  m->high[w] = c->high;
  m->breaks[w] = c->breaks;
  m->sign[w] = c->sign;
  m->stop[w] = c->stop;
  m->edge[w] = c->edge;
  m->lone[w] = c->lone;
}

/* Puts right what the masks say of bytes that are not ASCII, and leaves in starts the bytes that
** are not the first of a character, in points the characters that scanhigh.c names. Most text has
** few: it is kept out of the loop. */
#ifdef __GNUC__
__attribute__((noinline))
#endif
static void
look(const char *p, const gloss__scan *out, ptrdiff_t w, gloss__high_rest *rest) {
  const gloss__masks *m = &out->masks;
  gloss__pairs pairs = {0};
  gloss__high found;
  uint64_t high = m->high[w], one = high & (high - 1), three = one & (one - 1);
  if ((three & (three - 1)) != 0)
    find_pairs(p, &pairs);
  else /* the bytes of one character, not worth the search */
    for (uint64_t x = high; x != 0; x &= x - 1)
      if (((unsigned char)p[__builtin_ctzll(x)] & 0xC0) == 0x80) pairs.tail |= x & (0 - x);
  gloss__scan_high(p, high, &pairs, rest, &found);
  m->letter[w] |= found.letter;
  m->upper[w] |= found.upper;
  if (out->how == GLOSS__LOOK_LETTERS) return;
  m->word[w] = (m->word[w] & ~high) | found.word;
  m->space[w] |= found.space;
  out->starts[w] = found.tail;
  out->points[w] = found.point;
}

/* Fills the masks of word w, of 64 bytes. */
static inline void fill_word(const char *p, const gloss__scan *out, ptrdiff_t w,
                             gloss__high_rest *rest) {
  classes c;
  classify64(p, &c);
  keep(&out->masks, w, &c);
  if (c.high != 0) look(p, out, w, rest);
}

/* Fills the masks of a text, its last 64 bytes padded with blanks. */
static inline void fill_masks(const char *text, size_t size, const gloss__scan *out) {
  gloss__high_rest rest = {0, 0};
  ptrdiff_t n = (ptrdiff_t)(size / 64);
  memset(out->starts, 0, ((size_t)n + 1) * sizeof *out->starts);
  memset(out->points, 0, ((size_t)n + 1) * sizeof *out->points);
  for (ptrdiff_t w = 0; w < n; w++) fill_word(text + 64 * w, out, w, &rest);
  if (size % 64 == 0) return;
  char tail[64];
  memset(tail, ' ', sizeof tail);
  memcpy(tail, text + 64 * n, size % 64);
  fill_word(tail, out, n, &rest);
}

/* Points are marks with a word on both sides, marks after marks but for two lone ones, stops after
** words, edge marks and stops before words, and the non-ASCII characters that scanhigh.c names. */
static inline void find_points(const gloss__masks *m, uint64_t *restrict starts,
                               uint64_t *restrict points, ptrdiff_t n) {
  const uint64_t *word = m->word, *space = m->space, *high = m->high;
  const uint64_t *stop = m->stop, *edge = m->edge, *lone = m->lone;
  for (ptrdiff_t w = 0; w < n; w++) {
    uint64_t mark = ~(word[w] | space[w]), ascii = mark & ~high[w];
    uint64_t behind_mark = mark << 1 | ~(word[w - 1] | space[w - 1]) >> 63;
    uint64_t behind = gloss__behind(word, w), before = gloss__before(word, w);
    points[w] |= (ascii & (behind | edge[w] | stop[w]) & before) | (mark & behind & stop[w]) |
                 (ascii & behind_mark & ~(lone[w] & gloss__behind(lone, w)));
    starts[w] = ~(space[w] | (word[w] & behind) | starts[w]);
  }
}

static inline void find_meets(const gloss__masks *m, uint64_t *restrict meets, ptrdiff_t n) {
  const uint64_t *letter = m->letter, *high = m->high, *digit = m->digit;
  for (ptrdiff_t w = 0; w < n; w++) {
    uint64_t letters = letter[w] | high[w];
    uint64_t behind_letters = gloss__behind(letter, w) | gloss__behind(high, w);
    meets[w] = (digit[w] & behind_letters) | (letters & ~digit[w] & gloss__behind(digit, w));
  }
}

static inline void scan_all(const char *text, size_t size, const gloss__scan *out) {
  ptrdiff_t n = ((ptrdiff_t)size + 63) / 64;
  keep(&out->masks, -1, &(classes){.space = UINT64_MAX});
  keep(&out->masks, n, &(classes){.space = UINT64_MAX});
  out->starts[-1] = out->starts[n] = 0;
  fill_masks(text, size, out);
  find_points(&out->masks, out->starts, out->points, n);
  find_meets(&out->masks, out->meets, n);
}

#endif
