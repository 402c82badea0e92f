/* classify.h -- byte classes, and the scan that turns 64 bytes at a time into bit masks. */
#ifndef GLOSS_CORE_CLASSIFY_H
#define GLOSS_CORE_CLASSIFY_H

#include "gloss.h"

/* What a byte is. The flags are the bit numbers of the scan's masks. */
enum {
  GLOSS__WORD_BYTE = 1,   /* ASCII letter or digit, or any byte of a non-ASCII character */
  GLOSS__SPACE_BYTE = 2,  /* HT LF VT FF CR SP */
  GLOSS__UPPER_BYTE = 4,  /* A-Z */
  GLOSS__LETTER_BYTE = 8, /* A-Z a-z */
  GLOSS__DIGIT_BYTE = 16, /* 0-9 */
  GLOSS__HIGH_BYTE = 32,  /* 0x80-0xFF */
  GLOSS__STOP_BYTE = 64,  /* . $ -- may belong to the word before or after it */
  GLOSS__EDGE_BYTE = 128  /* ' ` # @ + : ; = < > ^ -- may belong to what follows it */
};

extern const uint8_t gloss__byte_class[256];

/* The masks of 64 bytes; bit i is byte i. */
typedef struct gloss__masks {
  uint64_t word, space, upper, letter, digit, high, stop, edge;
} gloss__masks;

/* Fills ceil(size / 64) masks; bits past the size are space. The scalar reference. */
void gloss__classify(const char *text, size_t size, gloss__masks *out);

#endif
