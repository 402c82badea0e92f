/* classify.h -- byte classes, and the scan that turns 64 bytes at a time into bit masks. */
#ifndef GLOSS_CORE_CLASSIFY_H
#define GLOSS_CORE_CLASSIFY_H

#include "gloss.h"

/* What a byte is. */
enum {
  GLOSS__WORD_BYTE = 1,    /* ASCII letter or digit, or any byte of a non-ASCII character */
  GLOSS__SPACE_BYTE = 2,   /* HT LF VT FF CR SP */
  GLOSS__UPPER_BYTE = 4,   /* A-Z */
  GLOSS__LETTER_BYTE = 8,  /* A-Z a-z */
  GLOSS__DIGIT_BYTE = 16,  /* 0-9 */
  GLOSS__HIGH_BYTE = 32,   /* 0x80-0xFF */
  GLOSS__STOP_BYTE = 64,   /* . $ -- may belong to the word before or after it */
  GLOSS__EDGE_BYTE = 128,  /* ' ` # @ + : ; = < > ^ -- may belong to what follows it */
  GLOSS__BREAK_BYTE = 256, /* LF FF CR -- ends a line */
  GLOSS__SIGN_BYTE = 512,  /* ASCII symbols and controls but white space */
  GLOSS__LONE_BYTE = 1024  /* " ( ) [ ] { } -- never together with one of these */
};

extern const uint16_t gloss__byte_class[256];

/* The masks of 64 bytes; bit i is byte i. Breaks are the bytes that end a line, signs ASCII symbols
** and controls. Of characters that are not ASCII, all bytes of a letter are letter and the first of
** a capital is upper; word and space depend on how they are looked at. */
typedef struct gloss__masks {
  uint64_t word, space, upper, letter, digit, high, breaks, sign;
} gloss__masks;

/* How a scan looks at characters that are not ASCII: only letters are told, and all bytes are word;
** or all bytes of a space are space, those of letters, digits, combining marks and what has no
** class (controls, formats) are word, and no byte but the first of a character is a start. */
enum { GLOSS__LOOK_LETTERS, GLOSS__LOOK_ALL };

/* What the scan of a text gives, a word for each 64 bytes; bits past the size are space. */
typedef struct gloss__scan {
  gloss__masks *masks;
  uint64_t *starts; /* the first bytes of runs of word bytes, and all marks */
  uint64_t *points; /* where repair has to decide (scan.h) */
  int how;          /* to look at characters that are not ASCII */
} gloss__scan;

/* Fill ceil(size / 64) words. All give what the first, the scalar reference, gives; a file is empty
** where the compiler lacks the instructions. */
typedef void (*gloss__classify)(const char *text, size_t size, const gloss__scan *out);
void gloss__classify_scalar(const char *text, size_t size, const gloss__scan *out);
void gloss__classify_sse2(const char *text, size_t size, const gloss__scan *out);
void gloss__classify_avx2(const char *text, size_t size, const gloss__scan *out);
void gloss__classify_avx512(const char *text, size_t size, const gloss__scan *out);
void gloss__classify_neon(const char *text, size_t size, const gloss__scan *out);

#endif
