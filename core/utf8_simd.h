/* utf8_simd.h -- what the SIMD checks of UTF-8 share: the tables that tell every ill-formed pair of
** bytes, and the frame that goes by 64 bytes, whose check the including file tells.
**
** An error is told by a byte and the one before it: three tables, by the halves of the byte before
** and by the high half of the byte, have a bit in common. Only for the third and the fourth byte of
** a sequence is there a look further back: there, and only there, two continuation bytes in a row
** are right.
** source: Keiser and Lemire, Validating UTF-8 in less than one instruction per byte (2021) */
#ifndef GLOSS_CORE_UTF8_SIMD_H
#define GLOSS_CORE_UTF8_SIMD_H

#include <string.h>

#include "utf8.h"

enum {
  TOO_SHORT = 1,   /* 11______ 0_______ and 11______ 11______ */
  TOO_LONG = 2,    /* 0_______ 10______ */
  OVERLONG3 = 4,   /* 11100000 100_____ */
  TOO_LARGE = 8,   /* 11110100 1001____ and more, 111101__ 101_____ and more */
  SURROGATE = 16,  /* 11101101 101_____ */
  OVERLONG2 = 32,  /* 1100000_ 10______ */
  OVERLONG4 = 64,  /* 11110000 1000____ */
  TOO_LARGE8 = 64, /* 11110101 1000____ and more; no lead byte is of both */
  TWO_GO_ON = 128, /* 10______ 10______ */
  ANY_LOW = TOO_SHORT | TOO_LONG | TWO_GO_ON,
  GO_ON = TOO_LONG | OVERLONG2 | TWO_GO_ON
};

/* clang-format off */
#define BEFORE_HIGH \
  TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, \
  (char)TWO_GO_ON, (char)TWO_GO_ON, (char)TWO_GO_ON, (char)TWO_GO_ON, \
  TOO_SHORT | OVERLONG2, TOO_SHORT, TOO_SHORT | OVERLONG3 | SURROGATE, \
  TOO_SHORT | TOO_LARGE | TOO_LARGE8 | OVERLONG4
#define LARGE (char)(ANY_LOW | TOO_LARGE | TOO_LARGE8)
#define BEFORE_LOW \
  (char)(ANY_LOW | OVERLONG2 | OVERLONG3 | OVERLONG4), (char)(ANY_LOW | OVERLONG2), \
  (char)ANY_LOW, (char)ANY_LOW, (char)(ANY_LOW | TOO_LARGE), LARGE, LARGE, LARGE, \
  LARGE, LARGE, LARGE, LARGE, LARGE, (char)(LARGE | SURROGATE), LARGE, LARGE
#define BYTE_HIGH \
  TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, \
  (char)(GO_ON | OVERLONG3 | OVERLONG4 | TOO_LARGE8), (char)(GO_ON | OVERLONG3 | TOO_LARGE), \
  (char)(GO_ON | SURROGATE | TOO_LARGE), (char)(GO_ON | SURROGATE | TOO_LARGE), \
  TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT
/* clang-format on */

/* Tells whether one of the 64 bytes at p makes the text ill-formed; the three before count too. */
static inline int bad64(const char *p);

/* Goes by 64 bytes as long as they are good, the last 64 of the text once more where they overlap,
** and back to the last character, which may lack bytes. */
static inline size_t skip_blocks(const char *text, size_t size) {
  char head[3 + 64] = "";
  if (size < 64) return 0;
  memcpy(head + 3, text, 64);
  if (bad64(head + 3)) return 0;
  size_t i = 64;
  while (size - i >= 64 && !bad64(text + i)) i += 64;
  if (size - i < 64 && size >= sizeof head && !bad64(text + size - 64)) i = size;
  do {
    i--;
  } while (((unsigned char)text[i] & 0xC0) == 0x80);
  return i;
}

#endif
