/* classify.h -- byte classes, and the scan that turns 64 bytes at a time into bit masks. */
#ifndef GLOSS_CORE_CLASSIFY_H
#define GLOSS_CORE_CLASSIFY_H

#include <stddef.h>

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

/* The masks of a text, a word for each 64 bytes; bit i is byte i. Breaks are the bytes that end a
** line, signs ASCII symbols and controls. Of characters that are not ASCII, all bytes of a letter
** are letter and the first of a capital is upper; word and space depend on how they are looked at.
** The words before the first and behind the last are there too: all space. */
typedef struct gloss__masks {
  uint64_t *word, *space, *upper, *letter, *digit, *high, *breaks, *sign, *stop, *edge, *lone;
} gloss__masks;

/* The bits of word w of a mask's array one byte on, and one byte back: they are behind, or before,
** a byte of the class. */
static inline uint64_t gloss__behind(const uint64_t *mask, ptrdiff_t w) {
  return mask[w] << 1 | mask[w - 1] >> 63;
}
static inline uint64_t gloss__before(const uint64_t *mask, ptrdiff_t w) {
  return mask[w] >> 1 | mask[w + 1] << 63;
}

/* How a scan looks at characters that are not ASCII: only letters are told, and all bytes are word;
** or all bytes of a space are space, those of letters, digits, combining marks and what has no
** class (controls, formats) are word, and no byte but the first of a character is a start. */
enum { GLOSS__LOOK_LETTERS, GLOSS__LOOK_ALL };

/* What the scan of a text gives, a word for each 64 bytes; bits past the size are space. */
typedef struct gloss__scan {
  gloss__masks masks;
  uint64_t *starts; /* the first bytes of runs of word bytes, and all marks; none around the text */
  uint64_t *points; /* where repair has to decide (scan.h) */
  uint64_t *meets;  /* digits right behind letters, and letters right behind digits */
  int how;          /* to look at characters that are not ASCII */
} gloss__scan;

/* A scan of up to 64 * room bytes takes so many times room + GLOSS__SCAN_AROUND words. */
enum { GLOSS__SCAN_ARRAYS = 14, GLOSS__SCAN_AROUND = 2 };

/* Gives the arrays of a scan their places among the words. */
void gloss__scan_place(gloss__scan *out, uint64_t *words, size_t room);

/* Fill ceil(size / 64) words of each array, and those around them. All give what the first, the
** scalar reference, gives; a file is empty where the compiler lacks the instructions. */
typedef void (*gloss__classify)(const char *text, size_t size, const gloss__scan *out);
void gloss__classify_scalar(const char *text, size_t size, const gloss__scan *out);
void gloss__classify_sse2(const char *text, size_t size, const gloss__scan *out);
void gloss__classify_avx2(const char *text, size_t size, const gloss__scan *out);
void gloss__classify_avx512(const char *text, size_t size, const gloss__scan *out);
void gloss__classify_neon(const char *text, size_t size, const gloss__scan *out);

#endif
