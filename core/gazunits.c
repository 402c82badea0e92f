/* gazunits.c -- cuts tokens further, where a gazetteer asks for that, and makes forms of units.
**
** Scripts without spaces: a run of Han, kana, Thai, Lao, Khmer or Myanmar characters is cut into
** extended grapheme clusters, so that an entry is found anywhere in it; what else a token holds stays
** in one piece. */
#include "gazunits.h"

#include <string.h>

#include "norm.h"
#include "utf8.h"

void gloss__gaz_units_free(gloss__gaz_units *u, const gloss_alloc *alloc) {
  gloss__free(alloc, u->starts, u->starts_room * sizeof *u->starts);
  gloss__free(alloc, u->ends, u->ends_room * sizeof *u->ends);
}

gloss_status gloss__gaz_form(const gloss_alloc *alloc, uint32_t flags, int bytes, gloss_str unit,
                             char **buffer, size_t *room, gloss_str *out) {
  int plain = (flags & GLOSS__GAZ_PLAIN) != 0;
  unsigned how = GLOSS__NORM_COMPOSE | (bytes ? 0 : GLOSS__NORM_FOLD | GLOSS__NORM_PLAIN) |
                 (plain ? GLOSS__NORM_STRIP : 0);
  *out = unit;
  if (bytes && (!plain || gloss__utf8_ascii(unit))) return GLOSS_OK;
  if (!plain || gloss__utf8_ascii(unit)) {
    gloss_status status = gloss__fold(alloc, unit, *buffer, *room, &out->size);
    if (status == GLOSS_ERANGE) {
      status = gloss__grow(alloc, (void **)buffer, room, out->size, 1);
      if (status == GLOSS_OK) status = gloss__fold(alloc, unit, *buffer, *room, &out->size);
    }
    out->data = *buffer;
    return status;
  }
  gloss__norm_out to = {.alloc = alloc, .data = *buffer, .room = *room, .fixed = 1};
  gloss_status status = gloss__normalize(unit, how, &to);
  if (status == GLOSS_OK && to.size > *room) {
    status = gloss__grow(alloc, (void **)buffer, room, to.size, 1);
    to = (gloss__norm_out){.alloc = alloc, .data = *buffer, .room = *room, .fixed = 1};
    if (status == GLOSS_OK) status = gloss__normalize(unit, how, &to);
  }
  *out = (gloss_str){*buffer, to.size};
  return status;
}

/* Whether a character is of a script that is written without spaces. */
static int is_spaceless(uint32_t c) {
  if (c < 0xE00) return 0;
  unsigned script = gloss__codepoint_script(c);
  return script == 4 || script == 5 || script == 10 || c - 0xE00 < 0x100 /* Thai, Lao */ ||
         c - 0x1000 < 0xA0 /* Myanmar */ || c - 0x1780 < 0x80 /* Khmer */ ||
         c - 0x3041 < 0xBF /* kana and their marks */ || c == 0x3005;
}

/* Gives where the unit that starts at `at` ends. */
static uint32_t unit_end(const char *text, uint32_t at, uint32_t end) {
  uint32_t length, next = at;
  if (is_spaceless(gloss__utf8_decode(text + at, &length)))
    return at + (uint32_t)gloss_segment_end((gloss_str){text + at, end - at}, GLOSS_GRAPHEMES, 0);
  for (; next < end; next += length)
    if (is_spaceless(gloss__utf8_decode(text + next, &length))) break;
  return next;
}

static gloss_status add(gloss__gaz_units *u, const gloss_alloc *alloc, gloss_span unit,
                        uint32_t n) {
  if (gloss__grow(alloc, (void **)&u->starts, &u->starts_room, n + 1, sizeof *u->starts) ||
      gloss__grow(alloc, (void **)&u->ends, &u->ends_room, n + 1, sizeof *u->ends))
    return GLOSS_ENOMEM;
  u->starts[n] = unit.start;
  u->ends[n] = unit.end;
  return GLOSS_OK;
}

gloss_status gloss__gaz_cut_units(gloss__gaz_units *u, const gloss_alloc *alloc, uint32_t flags,
                                  gloss__gaz_tokens *k) {
  if (!(flags & GLOSS__GAZ_SUBSTRING)) return GLOSS_OK;
  uint32_t n = 0;
  for (uint32_t t = 0; t < k->count; t++) {
    gloss_span token = {k->starts[t], k->ends[t]};
    int ascii = gloss__utf8_ascii((gloss_str){k->text + token.start, token.end - token.start});
    for (uint32_t at = token.start, end; at < token.end; at = end, n++) {
      end = ascii ? token.end : unit_end(k->text, at, token.end);
      if (add(u, alloc, (gloss_span){at, end}, n)) return GLOSS_ENOMEM;
    }
  }
  k->starts = u->starts;
  k->ends = u->ends;
  k->count = n;
  return GLOSS_OK;
}
