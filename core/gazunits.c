/* gazunits.c -- cuts tokens further and hashes them anew, where a gazetteer asks for that.
**
** Scripts without spaces: a run of Han, kana, Thai, Lao, Khmer or Myanmar characters is cut into
** extended grapheme clusters, so that an entry is found anywhere in it; what else a token holds stays
** in one piece. Diacritics off: a unit's hash is that of its folded form without them. */
#include "gazunits.h"

#include <string.h>

#include "hash.h"
#include "norm.h"
#include "utf8.h"

void gloss__gaz_units_free(gloss__gaz_units *u, const gloss_alloc *alloc) {
  gloss__free(alloc, u->starts, u->starts_room * sizeof *u->starts);
  gloss__free(alloc, u->ends, u->ends_room * sizeof *u->ends);
  gloss__free(alloc, u->hashes, u->hashes_room * sizeof *u->hashes);
  gloss__free(alloc, u->form, u->form_room);
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

/* Adds a unit, whose hash is known if it is a whole token with its diacritics. */
static gloss_status add(gloss__gaz_units *u, const gloss_alloc *alloc, uint32_t flags,
                        const char *text, gloss_span unit, const uint64_t *known, uint32_t n) {
  gloss_str form, own = {text + unit.start, unit.end - unit.start};
  if (gloss__grow(alloc, (void **)&u->starts, &u->starts_room, n + 1, sizeof *u->starts) ||
      gloss__grow(alloc, (void **)&u->ends, &u->ends_room, n + 1, sizeof *u->ends) ||
      gloss__grow(alloc, (void **)&u->hashes, &u->hashes_room, n + 1, sizeof *u->hashes))
    return GLOSS_ENOMEM;
  u->starts[n] = unit.start;
  u->ends[n] = unit.end;
  if (known) {
    u->hashes[n] = *known;
    return GLOSS_OK;
  }
  gloss_status status = gloss__gaz_form(alloc, flags, 0, own, &u->form, &u->form_room, &form);
  if (status == GLOSS_OK) u->hashes[n] = gloss__hash(form.data, form.size);
  return status;
}

gloss_status gloss__gaz_cut_units(gloss__gaz_units *u, const gloss_alloc *alloc, uint32_t flags,
                                  gloss__gaz_tokens *k) {
  if (!(flags & (GLOSS__GAZ_PLAIN | GLOSS__GAZ_SUBSTRING))) return GLOSS_OK;
  uint32_t n = 0;
  for (uint32_t t = 0; t < k->count; t++) {
    gloss_span token = {k->starts[t], k->ends[t]};
    int ascii = gloss__utf8_ascii((gloss_str){k->text + token.start, token.end - token.start});
    for (uint32_t at = token.start, end; at < token.end; at = end) {
      int cut = !ascii && (flags & GLOSS__GAZ_SUBSTRING);
      end = cut ? unit_end(k->text, at, token.end) : token.end;
      int whole = at == token.start && end == token.end;
      int known = whole && (ascii || !(flags & GLOSS__GAZ_PLAIN));
      gloss_status status =
          add(u, alloc, flags, k->text, (gloss_span){at, end}, known ? &k->hashes[t] : NULL, n);
      if (status != GLOSS_OK) return status;
      n++;
    }
  }
  *k = (gloss__gaz_tokens){k->text, u->starts, u->ends, u->hashes, n};
  return GLOSS_OK;
}
