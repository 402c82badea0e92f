/* utf8.h -- decoding and position maps; utf8.c and norm.c alone include utf8proc.h. */
#ifndef GLOSS_CORE_UTF8_H
#define GLOSS_CORE_UTF8_H

#include "gloss.h"
#include "unidata.h" /* classes and scripts of code points */

/* Gives the size of the ASCII run that n bytes at p start with. */
size_t gloss__utf8_ascii_run(const char *p, size_t n);

/* Give how far a text of any bytes is surely well-formed: a place between characters, in
** well-formed text of 67 bytes or more that before the last one, else near the first error. A file
** is empty where the compiler lacks the instructions; gloss__utf8_ascii_run does for the scalar
** kernel. */
typedef size_t (*gloss__utf8_skip)(const char *text, size_t size);
size_t gloss__utf8_skip_avx2(const char *text, size_t size);
size_t gloss__utf8_skip_avx512(const char *text, size_t size);
size_t gloss__utf8_skip_neon(const char *text, size_t size);

/* gloss_utf8_check by a skip of one instruction set. */
gloss_status gloss__utf8_check_with(gloss__utf8_skip skip, gloss_str text, size_t *bad);

/* Gives the size of the incomplete sequence that a text of any bytes ends with, 0 for none. */
size_t gloss__utf8_partial(gloss_str text);

/* Copies n bytes, ASCII capitals as small letters; in place or apart. (tokenhash.c) */
typedef void (*gloss__lower)(char *out, const char *text, size_t n);
void gloss__lower_ascii(char *out, const char *text, size_t n);
void gloss__lower_ascii_avx2(char *out, const char *text, size_t n);

/* Tells whether all of text is ASCII. */
int gloss__utf8_ascii(gloss_str text);

/* Writes text with each ill-formed sequence as one U+FFFD, and gives its size, at most 3 bytes a
** byte; out may be NULL to ask for the size. */
size_t gloss__utf8_repair(gloss_str text, char *out);

/* gloss_fold with an allocator; text without 200 marks in a row needs none. */
gloss_status gloss__fold(const gloss_alloc *alloc, gloss_str text, char *out, size_t room,
                         size_t *size);

/* Decodes the code point at p in valid UTF-8 and gives its length in bytes. */
static inline uint32_t gloss__utf8_decode(const char *s, uint32_t *length) {
  const unsigned char *p = (const unsigned char *)s;
  if (p[0] < 0x80) {
    *length = 1;
    return p[0];
  }
  if (p[0] < 0xE0) {
    *length = 2;
    return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
  }
  if (p[0] < 0xF0) {
    *length = 3;
    return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
  }
  *length = 4;
  return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

/* Writes a code point as UTF-8, 4 bytes at most, and gives its length. */
static inline uint32_t gloss__utf8_encode(uint32_t c, char *out) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  uint32_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (uint32_t i = length - 1; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
  out[0] = (char)((0xF00u >> length & 0xFF) | c);
  return length;
}

/* Gives the simple lower case of a code point. */
uint32_t gloss__codepoint_lower(uint32_t c);

/* Code point and UTF-16 positions of a text: checkpoints every 256 bytes. */
typedef struct gloss__offset_map gloss__offset_map;
gloss_status gloss__offset_map_new(gloss__offset_map **out, const gloss_alloc *alloc,
                                   gloss_str text);
void gloss__offset_map_free(gloss__offset_map *map, const gloss_alloc *alloc);
gloss_status gloss__offset_map_convert(const gloss__offset_map *map, gloss_unit from, gloss_unit to,
                                       const uint32_t *in, size_t n, uint32_t *out);

#endif
