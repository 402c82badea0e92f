/* utf8.c -- well-formed UTF-8, simple case mappings, and positions in three units.
** Text handed to anything but gloss_utf8_check and gloss__utf8_repair is well-formed. */
#include "utf8.h"

#include <string.h>
#include <utf8proc.h>

#include "hash.h"
#include "kernel.h"
#include "mem.h"

/* ---- Well-formed sequences ---- */

enum { STEP = 128 };

/* Whether one of STEP bytes is not ASCII; a loop for the compiler's vectors. */
static inline int has_high(const char *p) {
  unsigned char any = 0;
  for (size_t k = 0; k < STEP; k++) any |= (unsigned char)p[k];
  return any >= 0x80;
}

size_t gloss__utf8_ascii_run(const char *p, size_t n) {
  const uint64_t high = UINT64_C(0x8080808080808080);
  size_t i = 0;
  while (n - i >= STEP && !has_high(p + i)) i += STEP;
  for (; n - i >= 8; i += 8) {
    uint64_t bytes = gloss__hash_read8((const unsigned char *)p + i) & high;
    if (bytes != 0) return i + (unsigned)__builtin_ctzll(bytes) / 8;
  }
  while (i < n && (unsigned char)p[i] < 0x80) i++;
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

gloss_status gloss__utf8_check_with(gloss__utf8_skip skip, gloss_str text, size_t *bad) {
  const unsigned char *p = (const unsigned char *)text.data;
  for (size_t i = skip(text.data, text.size), part; i < text.size;) {
    if (p[i] < 0x80) {
      i += gloss__utf8_ascii_run(text.data + i, text.size - i);
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

gloss_status gloss_utf8_check(gloss_str text, size_t *bad) {
  return gloss__utf8_check_with(gloss__kernel_best()->utf8_skip, text, bad);
}

size_t gloss__utf8_partial(gloss_str text) {
  for (size_t n = 1, part; n <= 3 && n <= text.size; n++) {
    const unsigned char *p = (const unsigned char *)text.data + text.size - n;
    if ((*p & 0xC0) == 0x80) continue;
    int lead = *p >= 0xC2 && *p <= 0xF4;
    return lead && sequence(p, n, &part) == 0 && part == n ? n : 0;
  }
  return 0;
}

int gloss__utf8_ascii(gloss_str text) {
  return text.size == 0 || gloss__utf8_ascii_run(text.data, text.size) == text.size;
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

/* ---- Code points ---- */

uint32_t gloss__codepoint_lower(uint32_t c) {
  return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
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
