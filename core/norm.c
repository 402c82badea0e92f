/* norm.c -- normalisation, segment by segment: decomposition and case folding by utf8proc's tables,
** marks put in order, composition. Code points that stay as they are, each a segment, are copied in
** runs. */
#include "norm.h"

#include <string.h>
#include <utf8proc.h>

#include "mem.h"
#include "utf8.h"

#define EXPANSION 18 /* code points one becomes at most: U+FDFA */
#define ON_STACK 256

typedef utf8proc_int32_t codepoint;

/* The text at hand and the segment at hand: n decomposed code points, those from `starter` on marks
** not yet in order. Room is for `room` and as many spare ones. */
typedef struct norm {
  gloss_str text;
  unsigned flags;
  utf8proc_option_t options;
  gloss__norm_out *out;
  codepoint *points;
  size_t room, n, starter;
  int bare; /* the last letter is of a script that is read without its marks */
  const codepoint *stack;
} norm;

/* ---- What code points are ---- */

/* Tells whether a code point, first of what one decomposes to, starts a segment: nothing before it
** changes places or composes with it, or drops it as its mark. */
static int starts_segment(uint32_t c) {
  const unsigned within = 1u << GLOSS__GCB_EXTEND | 1u << GLOSS__GCB_ZWJ |
                          1u << GLOSS__GCB_SPACINGMARK | 1u << GLOSS__GCB_V | 1u << GLOSS__GCB_T;
  return c < 0x300 || !(within >> gloss__grapheme_break(c) & 1);
}

static unsigned combining_class(codepoint c) {
  return c < 0x300 ? 0 : (unsigned)utf8proc_get_property(c)->combining_class;
}

/* Tells whether a code point other than ASCII is a segment that stays as it is, if another segment
** starts after it. */
static int stays(const norm *s, uint32_t c) {
  const unsigned others = GLOSS__NORM_COMPAT | GLOSS__NORM_STRIP;
  int compose = (s->flags & GLOSS__NORM_COMPOSE) != 0;
  if (!starts_segment(c) || gloss__variant(s->flags, c) != c) return 0;
  if (c - 0xAC00 < 11172) return compose; /* Hangul syllables */
  if (compose && !(s->flags & others) && gloss__fold_quick(c) == c) return 1;
  const utf8proc_property_t *property = utf8proc_get_property((codepoint)c);
  if ((s->flags & GLOSS__NORM_FOLD) && property->casefold_seqindex != UINT16_MAX) return 0;
  return property->decomp_seqindex == UINT16_MAX ||
         (property->decomp_type != 0 && !(s->flags & GLOSS__NORM_COMPAT));
}

/* ---- A segment ---- */

/* Puts a run of marks in canonical order, stably: insertion for the few marks that text has, else a
** counting sort through `spare`, so that hostile runs take linear time. */
static void order_marks(codepoint *marks, size_t n, codepoint *spare) {
  if (n > 16) {
    size_t first[257] = {0};
    for (size_t i = 0; i < n; i++) first[combining_class(marks[i]) + 1]++;
    for (size_t k = 1; k < 257; k++) first[k] += first[k - 1];
    for (size_t i = 0; i < n; i++) spare[first[combining_class(marks[i])]++] = marks[i];
    memcpy(marks, spare, n * sizeof *marks);
    return;
  }
  for (size_t i = 1; i < n; i++) {
    codepoint mark = marks[i];
    size_t at = i;
    for (; at && combining_class(marks[at - 1]) > combining_class(mark); at--) {
      marks[at] = marks[at - 1];
    }
    marks[at] = mark;
  }
}

/* Makes room for what one more code point becomes. */
static gloss_status make_room(norm *s) {
  if (s->room - s->n >= EXPANSION) return GLOSS_OK;
  const gloss_alloc *alloc = s->out->alloc;
  int stack = s->points == s->stack;
  void *points = stack ? NULL : s->points;
  size_t room = stack ? 0 : s->room;
  gloss_status status =
      gloss__grow(alloc, &points, &room, s->room + s->room / 2 + EXPANSION, 2 * sizeof(codepoint));
  if (status != GLOSS_OK) return status;
  if (stack) memcpy(points, s->points, s->n * sizeof(codepoint));
  s->points = points;
  s->room = room;
  return GLOSS_OK;
}

/* Writes what a code point becomes, EXPANSION at most, and gives the number. */
static size_t decompose(const norm *s, uint32_t c, codepoint *out) {
  int ignored = 0;
  size_t n = (size_t)utf8proc_decompose_char((codepoint)gloss__variant(s->flags, c), out, EXPANSION,
                                             s->options, &ignored);
  for (size_t i = 0; i < n; i++) out[i] = (codepoint)gloss__variant(s->flags, (uint32_t)out[i]);
  return n;
}

/* Tells whether a code point is a mark to be dropped, and notes the letters that marks are on:
** Latin, Greek, Cyrillic, Arabic, Hebrew ones. */
static int dropped(norm *s, codepoint c) {
  const unsigned bare = 1u << 1 | 1u << 2 | 1u << 3 | 1u << 7 | 1u << 8;
  if (!(gloss__codepoint_class((uint32_t)c) & GLOSS__MARK)) {
    s->bare = (int)(bare >> gloss__codepoint_script((uint32_t)c) & 1);
    return 0;
  }
  return s->bare && utf8proc_category(c) == UTF8PROC_CATEGORY_MN;
}

/* Appends to the segment what a code point of the text becomes. */
static void append(norm *s, const codepoint *points, size_t n) {
  for (size_t i = 0; i < n; i++) {
    codepoint c = points[i];
    if ((s->flags & GLOSS__NORM_STRIP) && dropped(s, c)) continue;
    s->points[s->n++] = c;
    if (combining_class(c) != 0) continue;
    order_marks(s->points + s->starter, s->n - 1 - s->starter, s->points + s->room);
    s->starter = s->n;
  }
}

/* ---- Output ---- */

/* Appends bytes to the normalised text. */
static gloss_status put(gloss__norm_out *out, const char *data, size_t n) {
  if (!out->fixed) {
    size_t need;
    if (gloss__add(out->size, n, &need) || need >= GLOSS_NONE) return GLOSS_ERANGE;
    gloss_status status = gloss__grow(out->alloc, (void **)&out->data, &out->room, need, 1);
    if (status != GLOSS_OK) return status;
  }
  if (out->size <= out->room && n <= out->room - out->size) memcpy(out->data + out->size, data, n);
  out->size += n;
  return GLOSS_OK;
}

/* Notes that source bytes became what was put since `start`. Nothing is noted for a single code
** point that became one of the same length. */
static gloss_status note_change(gloss__norm_out *out, gloss_str text, size_t from, size_t to,
                                size_t start, size_t points) {
  size_t size = out->size - start;
  uint32_t length;
  gloss__utf8_decode(text.data + from, &length);
  if (size == to - from) {
    if (points == 1 && length == size) return GLOSS_OK;
    if (memcmp(text.data + from, out->data + start, size) == 0) return GLOSS_OK;
  }
  gloss_status status = gloss__grow(out->alloc, (void **)&out->changes, &out->changes_room,
                                    out->n_changes + 1, sizeof *out->changes);
  if (status != GLOSS_OK) return status;
  out->changes[out->n_changes++] =
      (gloss__change){.source = {(uint32_t)from, (uint32_t)to},
                      .target = {(uint32_t)start, (uint32_t)(start + size)}};
  return GLOSS_OK;
}

/* Composes the segment, if asked for, and appends it: the source's bytes [from, to). */
static gloss_status put_segment(norm *s, size_t from, size_t to) {
  size_t start = s->out->size;
  order_marks(s->points + s->starter, s->n - s->starter, s->points + s->room);
  if (s->flags & GLOSS__NORM_COMPOSE) {
    s->n = (size_t)utf8proc_normalize_utf32(s->points, (utf8proc_ssize_t)s->n,
                                            UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  }
  for (size_t i = 0; i < s->n; i++) {
    char bytes[4];
    gloss_status status = put(s->out, bytes, gloss__utf8_encode((uint32_t)s->points[i], bytes));
    if (status != GLOSS_OK) return status;
  }
  return s->out->fixed ? GLOSS_OK : note_change(s->out, s->text, from, to, start, s->n);
}

/* Appends bytes that stay as they are, but for ASCII capitals when folding. */
static gloss_status put_run(norm *s, size_t from, size_t to) {
  gloss__norm_out *out = s->out;
  size_t start = out->size;
  gloss_status status = put(out, s->text.data + from, to - from);
  if (status == GLOSS_OK && s->flags & GLOSS__NORM_FOLD && out->size <= out->room) {
    gloss__lower_ascii(out->data + start, s->text.data + from, to - from);
  }
  return status;
}

/* ---- The text ---- */

/* Gives the end of the run from `at` of code points that stay, a segment each. */
static size_t run_end(const norm *s, size_t at) {
  size_t last = at; /* where the last code point starts: whether it is a segment is not yet known */
  const char *text = s->text.data;
  while (at < s->text.size) {
    size_t ascii = gloss__utf8_ascii_run(text + at, s->text.size - at);
    if (ascii) {
      at += ascii;
      last = at - 1;
      continue;
    }
    uint32_t length, c = gloss__utf8_decode(text + at, &length);
    if (!stays(s, c)) {
      codepoint points[EXPANSION];
      decompose(s, c, points);
      return starts_segment((uint32_t)points[0]) ? at : last;
    }
    last = at;
    at += length;
  }
  return at;
}

/* Normalises the segment at `at` and moves there past it. */
static gloss_status normalize_segment(norm *s, size_t *at) {
  size_t from = *at;
  s->n = s->starter = 0;
  s->bare = 0;
  while (*at < s->text.size) {
    codepoint points[EXPANSION];
    uint32_t length, c = gloss__utf8_decode(s->text.data + *at, &length);
    size_t n = decompose(s, c, points);
    if (*at > from && starts_segment((uint32_t)points[0])) break;
    gloss_status status = make_room(s);
    if (status != GLOSS_OK) return status;
    append(s, points, n);
    *at += length;
  }
  return put_segment(s, from, *at);
}

gloss_status gloss__normalize(gloss_str text, unsigned flags, gloss__norm_out *out) {
  codepoint stack[2 * ON_STACK];
  norm s = {.text = text, .flags = flags, .out = out, .stack = stack};
  s.points = stack;
  s.room = ON_STACK;
  s.options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE;
  if (flags & GLOSS__NORM_COMPAT) s.options |= UTF8PROC_COMPAT;
  if (flags & GLOSS__NORM_FOLD) s.options |= UTF8PROC_CASEFOLD;
  gloss_status status = GLOSS_OK;
  for (size_t at = 0; at < text.size && status == GLOSS_OK;) {
    size_t end = run_end(&s, at);
    if (end > at) status = put_run(&s, at, end);
    at = end;
    if (status == GLOSS_OK && at < text.size) status = normalize_segment(&s, &at);
  }
  if (s.points != stack) gloss__free(out->alloc, s.points, s.room * 2 * sizeof(codepoint));
  return status;
}
