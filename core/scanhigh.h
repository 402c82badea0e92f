/* scanhigh.h -- what the non-ASCII characters among 64 bytes are; inline, for the scans of each
** instruction set. */
#ifndef GLOSS_CORE_SCANHIGH_H
#define GLOSS_CORE_SCANHIGH_H

#include "utf8.h"

/* Masks of 64 bytes, set for non-ASCII characters alone. */
typedef struct gloss__high {
  uint64_t word;   /* letters, digits, combining marks, and what has no class: controls, formats */
  uint64_t space;  /* white space */
  uint64_t letter; /* letters */
  uint64_t upper;  /* first bytes of capital letters */
  uint64_t tail;   /* bytes that are not the first of a character */
  uint64_t point;  /* first bytes of characters that repair decides about */
} gloss__high;

enum {
  GLOSS__HIGH_WORD = 1,
  GLOSS__HIGH_SPACE = 2,
  GLOSS__HIGH_LETTER = 4,
  GLOSS__HIGH_UPPER = 8,
  GLOSS__HIGH_POINT = 16
};

/* Says what a character is; flags. (scanhigh.c) */
unsigned gloss__high_what(uint32_t c);

/* First bytes of letters and combining marks of two bytes that lie wholly in 64 bytes: as many as
** the instruction set finds at once, or none. */
typedef struct gloss__pairs {
  uint64_t small, upper, mark;
  uint64_t tail; /* all bytes 0x80-0xBF */
} gloss__pairs;

/* A character that goes on in the next 64 bytes. */
typedef struct gloss__high_rest {
  unsigned bytes; /* 0 to 3 of it */
  unsigned what;
} gloss__high_rest;

/* Puts the bytes of a character where it belongs: all were taken for letters. */
static inline void gloss__high_put(gloss__high *out, unsigned what, uint64_t bytes) {
  if (!(what & GLOSS__HIGH_LETTER)) out->letter &= ~bytes;
  if (what & GLOSS__HIGH_WORD) return;
  out->word &= ~bytes;
  if (what & GLOSS__HIGH_SPACE) out->space |= bytes;
}

/* Decides about the character at byte `at` that is no plain letter of two bytes. */
static inline uint64_t gloss__high_add(const char *p, unsigned at, gloss__high_rest *rest,
                                       gloss__high *out) {
  uint32_t length, c = gloss__utf8_decode(p + at, &length);
  unsigned what = gloss__high_what(c);
  uint64_t bytes = ((UINT64_C(1) << length) - 1) << at, first = UINT64_C(1) << at;
  gloss__high_put(out, what, bytes);
  if (what & GLOSS__HIGH_UPPER) out->upper |= first;
  if (what & GLOSS__HIGH_POINT) out->point |= first;
  if (at + length > 64) *rest = (gloss__high_rest){at + length - 64, what};
  return bytes;
}

/* Fills the masks; p are 64 bytes of valid UTF-8, of which `high` are not ASCII; the last character
** may go on behind them. `rest` comes from the 64 bytes before (none before the first) and goes to
** the next. */
static inline void gloss__scan_high(const char *p, uint64_t high, const gloss__pairs *pairs,
                                    gloss__high_rest *rest, gloss__high *out) {
  uint64_t begun = (UINT64_C(1) << rest->bytes) - 1;
  uint64_t marks = pairs->mark | pairs->mark << 1;
  uint64_t told = pairs->small | pairs->upper | pairs->mark;
  uint64_t others = high & ~(begun | told | told << 1);
  *out = (gloss__high){
      .word = high, .letter = high & ~marks, .upper = pairs->upper, .tail = pairs->tail};
  if (begun != 0) gloss__high_put(out, rest->what, begun);
  *rest = (gloss__high_rest){0, 0};
  while (others != 0) {
    unsigned at = (unsigned)__builtin_ctzll(others);
    others &= ~gloss__high_add(p, at, rest, out);
  }
}

#endif
