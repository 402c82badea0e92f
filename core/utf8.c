/* utf8.c -- well-formed UTF-8, what code points are, and positions in three units.
** Text handed to anything but gloss_utf8_check and gloss__utf8_repair is well-formed. */
#include "utf8.h"

#include <string.h>
#include <utf8proc.h>

#include "mem.h"

/* ---- Well-formed sequences ---- */

/* Gives the size of the ASCII run text starts with. */
static size_t ascii_run(const unsigned char *p, size_t n) {
  const uint64_t high = UINT64_C(0x8080808080808080);
  size_t i = 0;
  for (; n - i >= 32; i += 32) {
    uint64_t words[4];
    memcpy(words, p + i, sizeof words);
    if ((words[0] | words[1] | words[2] | words[3]) & high) break;
  }
  while (i < n && p[i] < 0x80) i++;
  return i;
}

/* Gives the length of the well-formed sequence at p (n > 0 bytes), or 0; *part is then the length
** of what one U+FFFD stands for (the maximal subpart, Unicode section 3.9, U+FFFD substitution). */
static size_t sequence(const unsigned char *p, size_t n, size_t *part) {
  unsigned char low = 0x80, high = 0xBF;
  size_t length;
  *part = 1;
  if (p[0] < 0x80) return 1;
  if (p[0] < 0xC2 || p[0] > 0xF4) return 0;
  if (p[0] < 0xE0) {
    length = 2;
  } else if (p[0] < 0xF0) {
    length = 3;
    if (p[0] == 0xE0) low = 0xA0;
    if (p[0] == 0xED) high = 0x9F;
  } else {
    length = 4;
    if (p[0] == 0xF0) low = 0x90;
    if (p[0] == 0xF4) high = 0x8F;
  }
  for (size_t i = 1; i < length; i++, low = 0x80, high = 0xBF) {
    *part = i;
    if (i >= n || p[i] < low || p[i] > high) return 0;
  }
  return length;
}

gloss_status gloss_utf8_check(gloss_str text, size_t *bad) {
  const unsigned char *p = (const unsigned char *)text.data;
  for (size_t i = 0, part; i < text.size;) {
    if (p[i] < 0x80) {
      i += ascii_run(p + i, text.size - i);
      continue;
    }
    size_t length = sequence(p + i, text.size - i, &part);
    if (length == 0) {
      if (bad) *bad = i;
      return GLOSS_EUTF8;
    }
    i += length;
  }
  return GLOSS_OK;
}

int gloss__utf8_ascii(gloss_str text) {
  return text.size == 0 || ascii_run((const unsigned char *)text.data, text.size) == text.size;
}

size_t gloss__utf8_repair(gloss_str text, char *out) {
  const unsigned char *p = (const unsigned char *)text.data;
  size_t size = 0;
  for (size_t i = 0, part; i < text.size;) {
    size_t length = sequence(p + i, text.size - i, &part);
    size_t written = length ? length : 3;
    if (out) memcpy(out + size, length ? text.data + i : "\xEF\xBF\xBD", written);
    size += written;
    i += length ? length : part;
  }
  return size;
}

uint32_t gloss__utf8_decode(const char *s, uint32_t *length) {
  const unsigned char *p = (const unsigned char *)s;
  uint32_t c = p[0];
  if (c < 0x80) {
    *length = 1;
    return c;
  }
  *length = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  c &= 0x7Fu >> *length;
  for (uint32_t i = 1; i < *length; i++) c = c << 6 | (p[i] & 0x3F);
  return c;
}

/* ---- Code points ---- */

unsigned gloss__codepoint_class(uint32_t c) {
  static const unsigned char classes[] = {[UTF8PROC_CATEGORY_LU] = GLOSS__LETTER | GLOSS__UPPER,
                                          [UTF8PROC_CATEGORY_LT] = GLOSS__LETTER | GLOSS__UPPER,
                                          [UTF8PROC_CATEGORY_LL] = GLOSS__LETTER | GLOSS__LOWERCASE,
                                          [UTF8PROC_CATEGORY_LM] = GLOSS__LETTER,
                                          [UTF8PROC_CATEGORY_LO] = GLOSS__LETTER,
                                          [UTF8PROC_CATEGORY_NL] = GLOSS__LETTER,
                                          [UTF8PROC_CATEGORY_ND] = GLOSS__DIGIT,
                                          [UTF8PROC_CATEGORY_MN] = GLOSS__MARK,
                                          [UTF8PROC_CATEGORY_MC] = GLOSS__MARK,
                                          [UTF8PROC_CATEGORY_ME] = GLOSS__MARK,
                                          [UTF8PROC_CATEGORY_ZS] = GLOSS__SPACE_CHAR,
                                          [UTF8PROC_CATEGORY_ZL] = GLOSS__SPACE_CHAR,
                                          [UTF8PROC_CATEGORY_ZP] = GLOSS__SPACE_CHAR,
                                          [UTF8PROC_CATEGORY_PC] = GLOSS__PUNCT_CHAR,
                                          [UTF8PROC_CATEGORY_PD] = GLOSS__PUNCT_CHAR,
                                          [UTF8PROC_CATEGORY_PS] = GLOSS__PUNCT_CHAR,
                                          [UTF8PROC_CATEGORY_PE] = GLOSS__PUNCT_CHAR,
                                          [UTF8PROC_CATEGORY_PI] = GLOSS__PUNCT_CHAR,
                                          [UTF8PROC_CATEGORY_PF] = GLOSS__PUNCT_CHAR,
                                          [UTF8PROC_CATEGORY_PO] = GLOSS__PUNCT_CHAR,
                                          [UTF8PROC_CATEGORY_SM] = GLOSS__SYMBOL_CHAR,
                                          [UTF8PROC_CATEGORY_SC] = GLOSS__SYMBOL_CHAR,
                                          [UTF8PROC_CATEGORY_SK] = GLOSS__SYMBOL_CHAR,
                                          [UTF8PROC_CATEGORY_SO] = GLOSS__SYMBOL_CHAR,
                                          [UTF8PROC_CATEGORY_NO] = GLOSS__SYMBOL_CHAR};
  if ((c >= 9 && c <= 13) || c == 0x85) return GLOSS__SPACE_CHAR; /* White_Space controls */
  unsigned category = (unsigned)utf8proc_category((utf8proc_int32_t)c);
  return category < sizeof classes ? classes[category] : 0;
}

unsigned gloss__codepoint_script(uint32_t c) {
  /* Ranges that hold letters of one script only (Unicode 15, Scripts.txt), in order. */
  static const struct {
    uint32_t first, last;
    unsigned script;
  } ranges[] = {
      {0x41, 0xAA, 1},       {0xBA, 0x2B8, 1},      {0x2E0, 0x2E4, 1},     {0x370, 0x373, 2},
      {0x376, 0x3E1, 2},     {0x3F0, 0x3FF, 2},     {0x400, 0x52F, 3},     {0x5D0, 0x5F2, 8},
      {0x620, 0x63F, 7},     {0x641, 0x6FF, 7},     {0x750, 0x77F, 7},     {0x870, 0x8C9, 7},
      {0x904, 0x97F, 9},     {0xE01, 0xE46, 10},    {0x1100, 0x11FF, 6},   {0x1C80, 0x1C88, 3},
      {0x1D00, 0x1D25, 1},   {0x1D26, 0x1D2A, 2},   {0x1D2B, 0x1D2B, 3},   {0x1D2C, 0x1D5C, 1},
      {0x1D5D, 0x1D61, 2},   {0x1D62, 0x1D65, 1},   {0x1D66, 0x1D6A, 2},   {0x1D6B, 0x1D77, 1},
      {0x1D78, 0x1D78, 3},   {0x1D79, 0x1DBE, 1},   {0x1DBF, 0x1DBF, 2},   {0x1E00, 0x1EFF, 1},
      {0x1F00, 0x1FFC, 2},   {0x2071, 0x209C, 1},   {0x2126, 0x2126, 2},   {0x212A, 0x212B, 1},
      {0x2132, 0x2132, 1},   {0x214E, 0x2188, 1},   {0x2C60, 0x2C7F, 1},   {0x3005, 0x3005, 4},
      {0x3007, 0x3029, 4},   {0x3038, 0x303B, 4},   {0x3041, 0x30FA, 5},   {0x30FD, 0x30FF, 5},
      {0x3131, 0x318E, 6},   {0x31F0, 0x31FF, 5},   {0x3400, 0x9FFF, 4},   {0xA640, 0xA69D, 3},
      {0xA722, 0xA787, 1},   {0xA78B, 0xA7FF, 1},   {0xA8F2, 0xA8FE, 9},   {0xA960, 0xA97C, 6},
      {0xAB30, 0xAB64, 1},   {0xAB65, 0xAB65, 2},   {0xAB66, 0xAB69, 1},   {0xAC00, 0xD7FB, 6},
      {0xF900, 0xFAD9, 4},   {0xFB00, 0xFB06, 1},   {0xFB1D, 0xFB4F, 8},   {0xFB50, 0xFEFC, 7},
      {0xFF21, 0xFF5A, 1},   {0xFF66, 0xFF6F, 5},   {0xFF71, 0xFF9D, 5},   {0xFFA0, 0xFFDC, 6},
      {0x10140, 0x10174, 2}, {0x10780, 0x107BA, 1}, {0x16FE3, 0x16FE3, 4}, {0x1AFF0, 0x1B167, 5},
      {0x1DF00, 0x1DF2A, 1}, {0x1E030, 0x1E06D, 3}, {0x1EE00, 0x1EEBB, 7}, {0x20000, 0x323AF, 4}};
  if (!(gloss__codepoint_class(c) & GLOSS__LETTER)) return 0;
  size_t low = 0, high = sizeof ranges / sizeof *ranges;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (c > ranges[mid].last)
      low = mid + 1;
    else if (c < ranges[mid].first)
      high = mid;
    else
      return ranges[mid].script;
  }
  return 15;
}

uint32_t gloss__codepoint_lower(uint32_t c) {
  return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

uint32_t gloss__codepoint_upper(uint32_t c) {
  return (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
}

int gloss__codepoint_emoji(uint32_t c) {
  unsigned boundary = utf8proc_get_property((utf8proc_int32_t)c)->boundclass;
  return boundary == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC ||
         boundary == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR;
}

/* ---- Positions ---- */

#define STEP 256u

/* Positions, in code points and UTF-16 units, of the characters that start at or after byte
** k * STEP. */
typedef struct mark {
  uint32_t codepoints, utf16;
} mark;

struct gloss__offset_map {
  gloss_str text; /* borrowed */
  uint32_t marks;
  mark mark[];
};

/* A place in the text in all three units. */
typedef struct place {
  uint32_t byte, codepoints, utf16;
} place;

static int is_lead(gloss_str text, uint32_t byte) {
  return ((unsigned char)text.data[byte] & 0xC0) != 0x80;
}

gloss_status gloss__offset_map_new(gloss__offset_map **out, const gloss_alloc *alloc,
                                   gloss_str text) {
  uint32_t marks = (uint32_t)(text.size / STEP) + 1;
  gloss__offset_map *map = *out = gloss__alloc(alloc, sizeof *map + marks * sizeof(mark));
  if (!map) return GLOSS_ENOMEM;
  map->text = text;
  map->marks = marks;
  mark at = {0, 0};
  for (uint32_t k = 0; k < marks; k++) {
    map->mark[k] = at;
    size_t end = (size_t)(k + 1) * STEP < text.size ? (size_t)(k + 1) * STEP : text.size;
    for (size_t i = (size_t)k * STEP; i < end; i++) {
      unsigned char byte = (unsigned char)text.data[i];
      at.codepoints += (byte & 0xC0) != 0x80;
      at.utf16 += ((byte & 0xC0) != 0x80) + (byte >= 0xF0);
    }
  }
  return GLOSS_OK;
}

void gloss__offset_map_free(gloss__offset_map *map, const gloss_alloc *alloc) {
  if (map) gloss__free(alloc, map, sizeof *map + map->marks * sizeof(mark));
}

static uint32_t in_unit(place p, gloss_unit unit) {
  return unit == GLOSS_BYTES ? p.byte : unit == GLOSS_CODEPOINTS ? p.codepoints : p.utf16;
}

/* Gives the first character at or after mark k. */
static place place_of(const gloss__offset_map *map, uint32_t k) {
  place p = {k * STEP, map->mark[k].codepoints, map->mark[k].utf16};
  while (p.byte < map->text.size && !is_lead(map->text, p.byte)) p.byte++;
  return p;
}

/* Finds the last mark whose place lies at or before an offset; the first is at 0. */
static uint32_t find_mark(const gloss__offset_map *map, gloss_unit unit, uint32_t offset) {
  uint32_t low = 0, high = map->marks;
  if (unit == GLOSS_BYTES) low = offset / STEP < high ? offset / STEP : high - 1;
  while (unit != GLOSS_BYTES && high - low > 1) {
    uint32_t mid = low + (high - low) / 2;
    if (in_unit((place){0, map->mark[mid].codepoints, map->mark[mid].utf16}, unit) <= offset) {
      low = mid;
    } else {
      high = mid;
    }
  }
  return low;
}

gloss_status gloss__offset_map_convert(const gloss__offset_map *map, gloss_unit from, gloss_unit to,
                                       const uint32_t *in, size_t n, uint32_t *out) {
  for (size_t i = 0; i < n; i++) {
    place p = place_of(map, find_mark(map, from, in[i]));
    while (in_unit(p, from) < in[i] && p.byte < map->text.size) {
      uint32_t length;
      gloss__utf8_decode(map->text.data + p.byte, &length);
      p.byte += length;
      p.codepoints++;
      p.utf16 += length == 4 ? 2 : 1;
    }
    if (in_unit(p, from) != in[i]) return GLOSS_ERANGE;
    out[i] = in_unit(p, to);
  }
  return GLOSS_OK;
}
