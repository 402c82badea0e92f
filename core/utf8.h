/* utf8.h -- decoding and position maps; utf8.c and norm.c alone include utf8proc.h. */
#ifndef GLOSS_CORE_UTF8_H
#define GLOSS_CORE_UTF8_H

#include "gloss.h"

/* What a code point is, from Unicode's general categories; flags. */
enum {
  GLOSS__LETTER = 1,
  GLOSS__UPPER = 2,
  GLOSS__LOWERCASE = 4,
  GLOSS__DIGIT = 8,
  GLOSS__MARK = 16,
  GLOSS__SPACE_CHAR = 32,
  GLOSS__PUNCT_CHAR = 64,
  GLOSS__SYMBOL_CHAR = 128
};

/* Tells whether all of text is ASCII. */
int gloss__utf8_ascii(gloss_str text);

/* Writes text with each ill-formed sequence as one U+FFFD, and gives its size, at most 3 bytes a
** byte; out may be NULL to ask for the size. */
size_t gloss__utf8_repair(gloss_str text, char *out);

/* gloss_fold with an allocator: text of up to 128 code points needs none. */
gloss_status gloss__fold(const gloss_alloc *alloc, gloss_str text, char *out, size_t room,
                         size_t *size);

/* Decodes the code point at p in valid UTF-8 and gives its length in bytes. */
uint32_t gloss__utf8_decode(const char *p, uint32_t *length);

/* Give the flags above for a code point (0 for controls, formats and the unassigned; letter-like
** numbers count as letters, other numbers that are no digits as symbols), and a letter's script as
** in the shape column. */
unsigned gloss__codepoint_class(uint32_t c);
unsigned gloss__codepoint_script(uint32_t c);
uint32_t gloss__codepoint_lower(uint32_t c); /* simple mapping */
uint32_t gloss__codepoint_upper(uint32_t c);
int gloss__codepoint_emoji(uint32_t c); /* Extended_Pictographic, regional indicators */

/* Code point and UTF-16 positions of a text: checkpoints every 256 bytes. */
typedef struct gloss__offset_map gloss__offset_map;
gloss_status gloss__offset_map_new(gloss__offset_map **out, const gloss_alloc *alloc,
                                   gloss_str text);
void gloss__offset_map_free(gloss__offset_map *map, const gloss_alloc *alloc);
gloss_status gloss__offset_map_convert(const gloss__offset_map *map, gloss_unit from, gloss_unit to,
                                       const uint32_t *in, size_t n, uint32_t *out);

#endif
