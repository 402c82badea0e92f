/* scan.h -- the frame of every scan: from the classes of 64 bytes, told by the including file's
** classify64 and find_pairs, to starts and points. */
#ifndef GLOSS_CORE_SCAN_H
#define GLOSS_CORE_SCAN_H

#include <string.h>

#include "classify.h"
#include "scanhigh.h"

/* The classes of 64 bytes: the masks that are kept, and the marks that may belong to a neighbour.
** All that is not ASCII counts as word bytes. */
typedef struct classes {
  gloss__masks kept;
  uint64_t stop, edge, lone;
} classes;

static inline void classify64(const char *p, classes *out);

/* Finds letters of two bytes among 64. */
static inline void find_pairs(const char *p, gloss__pairs *out);

/* What is handed from one 64 bytes to the next: the masks before, and a mark in the last byte that
** becomes a point if a word follows. */
typedef struct scan_state {
  uint64_t word, mark, open, lone;
} scan_state;

/* Puts right what the masks say of bytes that are not ASCII. Most text has few: it is kept out of
** the loop. */
#ifdef __GNUC__
__attribute__((noinline))
#endif
static void
look(const char *p, int how, gloss__masks *m, gloss__high_rest *rest, gloss__high *high) {
  gloss__pairs pairs = {0, 0, 0};
  uint64_t one = m->high & (m->high - 1), three = one & (one - 1);
  if ((three & (three - 1)) != 0)
    find_pairs(p, &pairs);
  else /* the bytes of one character, not worth the search */
    for (uint64_t x = m->high; x != 0; x &= x - 1)
      if (((unsigned char)p[__builtin_ctzll(x)] & 0xC0) == 0x80) pairs.tail |= x & (0 - x);
  gloss__scan_high(p, m->high, &pairs, rest, high);
  m->letter |= high->letter;
  m->upper |= high->upper;
  if (how == GLOSS__LOOK_LETTERS) {
    high->tail = high->point = 0;
    return;
  }
  m->word = (m->word & ~m->high) | high->word;
  m->space |= high->space;
}

/* Points are marks with a word on both sides, marks after marks but for two lone ones, stops after
** words, edge marks and stops before words, and the non-ASCII characters that scanhigh.c names. */
static inline void scan64(const classes *c, scan_state *s, gloss__high_rest *rest,
                          const gloss__scan *out, size_t w, const char *p) {
  gloss__masks *m = &out->masks[w];
  gloss__high high = {0, 0, 0, 0, 0, 0};
  *m = c->kept;
  if (m->high != 0) look(p, out->how, m, rest, &high);
  uint64_t word = m->word, mark = ~(word | m->space), ascii = mark & ~m->high;
  uint64_t before = word << 1 | s->word >> 63, after = word >> 1;
  uint64_t join = ascii & (before | c->edge | c->stop); /* a point if a word follows */
  if (s->open & word) out->points[w - 1] |= UINT64_C(1) << 63;
  out->starts[w] = ~(m->space | (word & before) | high.tail);
  out->points[w] =
      (join & after) | (mark & before & c->stop) |
      (ascii & (mark << 1 | s->mark >> 63) & ~(c->lone & (c->lone << 1 | s->lone >> 63))) |
      high.point;
  *s = (scan_state){.word = word, .mark = mark, .open = join >> 63, .lone = c->lone};
}

/* Scans a text, its last 64 bytes padded with blanks. */
static inline void scan_all(const char *text, size_t size, const gloss__scan *out) {
  scan_state state = {.word = 0};
  gloss__high_rest rest = {0, 0};
  char tail[64];
  for (size_t w = 0; 64 * w < size; w++) {
    const char *p = text + 64 * w;
    if (size - 64 * w < 64) {
      memset(tail, ' ', sizeof tail);
      p = memcpy(tail, p, size - 64 * w);
    }
    classes c;
    classify64(p, &c);
    scan64(&c, &state, &rest, out, w, p);
  }
}

#endif
