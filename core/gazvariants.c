/* gazvariants.c -- other ways to write a surface: each kind of variant is applied to all that the
** kinds before it made. Marks of one kind change together, not one by one. */
#include "gazvariants.h"

#include <string.h>

#include "unidata.h"
#include "utf8.h"

void gloss__variants_free(gloss__variants *v, const gloss_alloc *alloc) {
  gloss__free(alloc, v->text, v->text_room);
}

gloss_str gloss__variants_get(const gloss__variants *v, uint32_t which) {
  uint32_t start = which ? v->ends[which - 1] : 0;
  return (gloss_str){v->text + start, v->ends[which] - start};
}

/* ---- Writing one ----------------------------------------------------------------------------- */

/* A variant while it is written, at the end of v->text. */
typedef struct pen {
  gloss__variants *v;
  const gloss_alloc *alloc;
  gloss_status status;
} pen;

static void put(pen *p, const char *data, size_t size) {
  gloss__variants *v = p->v;
  if (p->status == GLOSS_OK)
    p->status = gloss__grow(p->alloc, (void **)&v->text, &v->text_room, v->size + size, 1);
  if (p->status != GLOSS_OK) return;
  if (size) memcpy(v->text + v->size, data, size);
  v->size += size;
}

/* Puts a part of another variant, which may move while there is written. */
static void copy(pen *p, uint32_t from, uint32_t to) {
  size_t size = to - from;
  if (p->status == GLOSS_OK)
    p->status = gloss__grow(p->alloc, (void **)&p->v->text, &p->v->text_room, p->v->size + size, 1);
  if (p->status == GLOSS_OK) put(p, p->v->text + from, size);
}

/* Keeps what was written, unless it is there already or nothing. */
static void end(pen *p, int possessive) {
  gloss__variants *v = p->v;
  if (p->status != GLOSS_OK) return;
  uint32_t start = v->count ? v->ends[v->count - 1] : 0;
  gloss_str made = {v->text + start, v->size - start};
  int known = !made.size || v->count == GLOSS__VARIANTS_MAX;
  for (uint32_t i = 0; i < v->count && !known; i++) {
    gloss_str other = gloss__variants_get(v, i);
    known = other.size == made.size && !memcmp(other.data, made.data, made.size);
  }
  if (known) {
    v->size = start;
    return;
  }
  v->possessive[v->count] = (uint8_t)possessive;
  v->ends[v->count++] = (uint32_t)v->size;
}

/* ---- What stands where ----------------------------------------------------------------------- */

/* The characters around a place of a variant; 0 outside. */
static uint32_t before(const gloss__variants *v, uint32_t start, uint32_t at) {
  uint32_t length;
  if (at == start) return 0;
  do at--;
  while (at > start && (v->text[at] & 0xC0) == 0x80);
  return gloss__utf8_decode(v->text + at, &length);
}

static uint32_t behind(const gloss__variants *v, uint32_t at, uint32_t end_at) {
  uint32_t length;
  return at < end_at ? gloss__utf8_decode(v->text + at, &length) : 0;
}

static int is_letter(uint32_t c) { return (gloss__codepoint_class(c) & GLOSS__LETTER) != 0; }
static int is_alnum(uint32_t c) {
  return (gloss__codepoint_class(c) & (GLOSS__LETTER | GLOSS__DIGIT)) != 0;
}

/* ---- The kinds ------------------------------------------------------------------------------- */

/* Writes variant `which` with each character replaced that `other` gives something for. */
typedef const char *(*replacer)(const gloss__variants *v, gloss_span text, uint32_t at, uint32_t c,
                                int how);
static void replace(pen *p, uint32_t which, replacer other, int how) {
  uint32_t start = which ? p->v->ends[which - 1] : 0, stop = p->v->ends[which], length;
  int possessive = p->v->possessive[which];
  for (uint32_t at = start; at < stop && p->status == GLOSS_OK; at += length) {
    uint32_t c = gloss__utf8_decode(p->v->text + at, &length);
    const char *with = other(p->v, (gloss_span){start, stop}, at, c, how);
    if (with)
      put(p, with, strlen(with));
    else
      copy(p, at, at + length);
  }
  end(p, possessive);
}

/* how: 0 straight, 1 curly. */
static const char *quote(const gloss__variants *v, gloss_span text, uint32_t at, uint32_t c,
                         int how) {
  if (c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC) return how ? "\xE2\x80\x99" : "'";
  if (c != '"' && c != 0x201C && c != 0x201D) return NULL;
  if (!how) return "\"";
  return is_alnum(before(v, text.start, at)) ? "\xE2\x80\x9D" : "\xE2\x80\x9C";
}

static int is_hyphen(uint32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2013); }

/* how: what a hyphen inside a word becomes. */
static const char *hyphen(const gloss__variants *v, gloss_span text, uint32_t at, uint32_t c,
                          int how) {
  static const char *const others[] = {"-", "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x93", " ",
                                       ""};
  uint32_t length = c == '-' ? 1 : 3;
  if (!is_hyphen(c) || !is_alnum(before(v, text.start, at)) ||
      !is_alnum(behind(v, at + length, text.end)))
    return NULL;
  return others[how];
}

/* The one space of two words becomes a hyphen. */
static const char *space(const gloss__variants *v, gloss_span text, uint32_t at, uint32_t c,
                         int how) {
  (void)how;
  return c == ' ' && is_alnum(before(v, text.start, at)) && is_alnum(behind(v, at + 1, text.end))
             ? "-"
             : NULL;
}

/* Whether a dot stands behind a letter that is a word of its own. */
static int is_initial(const gloss__variants *v, gloss_span text, uint32_t dot) {
  uint32_t at = dot;
  if (!is_letter(before(v, text.start, dot))) return 0;
  do at--;
  while (at > text.start && (v->text[at] & 0xC0) == 0x80);
  return !is_alnum(before(v, text.start, at));
}

/* how: 0 no dots behind letters, 1 no space between initials, 2 one. */
static const char *dot(const gloss__variants *v, gloss_span text, uint32_t at, uint32_t c,
                       int how) {
  if (how == 0) return c == '.' && is_letter(before(v, text.start, at)) ? "" : NULL;
  if (how == 1)
    return c == ' ' && before(v, text.start, at) == '.' && is_initial(v, text, at - 1) &&
                   is_letter(behind(v, at + 1, text.end))
               ? ""
               : NULL;
  return c == '.' && is_initial(v, text, at) && is_letter(behind(v, at + 1, text.end)) ? ". "
                                                                                       : NULL;
}

/* Writes two to four capitals with a dot behind each. */
static void dotted(pen *p, uint32_t which) {
  gloss_str s = gloss__variants_get(p->v, which);
  uint32_t start = which ? p->v->ends[which - 1] : 0;
  if (s.size < 2 || s.size > 4) return;
  for (size_t i = 0; i < s.size; i++)
    if (s.data[i] < 'A' || s.data[i] > 'Z') return;
  for (uint32_t i = 0, n = (uint32_t)s.size; i < n; i++) {
    copy(p, start + i, start + i + 1);
    put(p, ".", 1);
  }
  end(p, 0);
}

/* Writes a variant with another end: all but `less` bytes, then `more`. */
static void suffix(pen *p, uint32_t which, uint32_t less, const char *more, int possessive) {
  copy(p, which ? p->v->ends[which - 1] : 0, p->v->ends[which] - less);
  put(p, more, strlen(more));
  end(p, possessive);
}

static int is_one_of(char c, const char *set) { return c != '\0' && strchr(set, c) != NULL; }

/* Writes the regular English plural of the last word. */
static void plural(pen *p, uint32_t which) {
  gloss_str s = gloss__variants_get(p->v, which);
  char last = s.data[s.size - 1], other = s.size > 1 ? s.data[s.size - 2] : '\0';
  if (!((last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z'))) return;
  if (is_one_of(last, "sxz") || (last == 'h' && is_one_of(other, "cs")))
    suffix(p, which, 0, "es", 0);
  else if (last == 'y' && !is_one_of(other, "aeiou"))
    suffix(p, which, 1, "ies", 0);
  else
    suffix(p, which, 0, "s", 0);
}

static void possessive(pen *p, uint32_t which) {
  gloss_str s = gloss__variants_get(p->v, which);
  int bare = s.data[s.size - 1] == 's';
  suffix(p, which, 0, bare ? "'" : "'s", 1);
  suffix(p, which, 0, bare ? "\xE2\x80\x99" : "\xE2\x80\x99s", 1);
}

static int has_one_space(gloss_str s) {
  const char *first = memchr(s.data, ' ', s.size);
  return first && !memchr(first + 1, ' ', s.size - (size_t)(first + 1 - s.data));
}

gloss_status gloss__variants_make(gloss__variants *v, const gloss_alloc *alloc, unsigned flags,
                                  gloss_str surface) {
  gloss_status room = /* one byte at least, so that there is a text */
      gloss__grow(alloc, (void **)&v->text, &v->text_room, surface.size + 1, 1);
  pen p = {v, alloc, room};
  v->count = 0;
  v->size = 0;
  put(&p, surface.data, surface.size);
  end(&p, 0);
  if (!surface.size || surface.size > GLOSS__VARIANTS_SURFACE) return p.status;
  for (unsigned kind = GLOSS_VARIANT_QUOTES; kind <= GLOSS_VARIANT_POSSESSIVE; kind *= 2) {
    uint32_t n = v->count;
    if (!(flags & kind)) continue;
    for (uint32_t i = 0; i < n && p.status == GLOSS_OK; i++) {
      if (kind == GLOSS_VARIANT_QUOTES)
        for (int how = 0; how < 2; how++) replace(&p, i, quote, how);
      if (kind == GLOSS_VARIANT_HYPHENS)
        for (int how = 0; how < 6; how++) replace(&p, i, hyphen, how);
      if (kind == GLOSS_VARIANT_HYPHENS && i == 0 && has_one_space(surface))
        replace(&p, i, space, 0);
      if (kind == GLOSS_VARIANT_DOTS)
        for (int how = 0; how < 3; how++) replace(&p, i, dot, how);
      if (kind == GLOSS_VARIANT_DOTS) dotted(&p, i);
      if (kind == GLOSS_VARIANT_PLURAL) plural(&p, i);
      if (kind == GLOSS_VARIANT_POSSESSIVE) possessive(&p, i);
    }
  }
  return p.status;
}
