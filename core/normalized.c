/* normalized.c -- normalised text and the way back: positions of one text in the other.
** The changes stand in order, none is empty in either text: what a segment starts with is never
** dropped. Between two of them positions differ by a constant. */
#include "mem.h"
#include "norm.h"
#include "utf8.h"

#define TOO_LONG "text of 4 GB or more"

struct gloss_normalized {
  gloss_alloc alloc;
  size_t source_size;
  gloss__norm_out out;
};

static unsigned flags_of(const gloss_normalize_options *o) {
  unsigned flags = 0;
  if (o->form == GLOSS_NFC || o->form == GLOSS_NFKC) flags |= GLOSS__NORM_COMPOSE;
  if (o->form == GLOSS_NFKC || o->form == GLOSS_NFKD) flags |= GLOSS__NORM_COMPAT;
  if (o->fold) flags |= GLOSS__NORM_FOLD;
  if (o->strip_diacritics) flags |= GLOSS__NORM_STRIP;
  if (o->unify_quotes) flags |= GLOSS__NORM_QUOTES;
  if (o->unify_dashes) flags |= GLOSS__NORM_DASHES;
  return flags;
}

gloss_status gloss_normalize(gloss_normalized **out, const gloss_alloc *alloc, gloss_str text,
                             const gloss_normalize_options *options, gloss_error *err) {
  static const gloss_normalize_options standard;
  size_t bad;
  *out = NULL;
  if (!options) options = &standard;
  if ((unsigned)options->form > GLOSS_NFKD) {
    return gloss__fail(err, GLOSS_EARG, 0, "no normalisation form %d", (int)options->form);
  }
  if (text.size >= GLOSS_NONE) return gloss__fail(err, GLOSS_ERANGE, 0, TOO_LONG);
  if (gloss_utf8_check(text, &bad) != GLOSS_OK) {
    return gloss__fail(err, GLOSS_EUTF8, bad, "not UTF-8 at byte %zu", bad);
  }
  alloc = gloss__alloc_or_default(alloc);
  gloss_normalized *n = gloss__calloc(alloc, 1, sizeof *n);
  if (!n) return gloss__fail(err, GLOSS_ENOMEM, 0, "not enough memory");
  n->alloc = *alloc;
  n->out.alloc = &n->alloc;
  n->source_size = text.size;
  gloss_status status = gloss__grow(alloc, (void **)&n->out.data, &n->out.room, text.size, 1);
  if (status == GLOSS_OK) status = gloss__normalize(text, flags_of(options), &n->out);
  if (status != GLOSS_OK) {
    gloss_normalized_free(n);
    return gloss__fail(err, status, 0, status == GLOSS_ERANGE ? TOO_LONG : "not enough memory");
  }
  *out = n;
  return GLOSS_OK;
}

void gloss_normalized_free(gloss_normalized *n) {
  if (!n) return;
  gloss_alloc alloc = n->alloc;
  gloss__free(&alloc, n->out.data, n->out.room);
  gloss__free(&alloc, n->out.changes, n->out.changes_room * sizeof *n->out.changes);
  gloss__free(&alloc, n, sizeof *n);
}

gloss_str gloss_normalized_text(const gloss_normalized *n) {
  return (gloss_str){n->out.data, n->out.size};
}

/* ---- Positions ---- */

static gloss_span side(const gloss__change *change, int target) {
  return target ? change->target : change->source;
}

/* Gives the number of changes that start at or before `start`, or (with `whole`) that end before
** it, in one of the texts. */
static size_t count_until(const gloss_normalized *n, int target, int whole, uint32_t at) {
  size_t low = 0, high = n->out.n_changes;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    gloss_span span = side(&n->out.changes[middle], target);
    if (whole ? span.end < at : span.start <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Gives the last place of the other text that is not after `at`, where a change is one place. */
static uint32_t place_before(const gloss_normalized *n, int target, uint32_t at) {
  size_t count = count_until(n, target, 0, at);
  if (count == 0) return at;
  gloss_span here = side(&n->out.changes[count - 1], target);
  gloss_span there = side(&n->out.changes[count - 1], !target);
  return at < here.end ? there.start : there.end + (at - here.end);
}

/* Gives the first place of the other text that is not before `at`. */
static uint32_t place_after(const gloss_normalized *n, int target, uint32_t at) {
  size_t count = count_until(n, target, 1, at);
  if (count < n->out.n_changes) {
    gloss_span here = side(&n->out.changes[count], target);
    if (at > here.start) return side(&n->out.changes[count], !target).end;
  }
  if (count == 0) return at;
  return side(&n->out.changes[count - 1], !target).end +
         (at - side(&n->out.changes[count - 1], target).end);
}

/* Widens a span of the normalised text to whole characters. */
static gloss_span whole_characters(const gloss_normalized *n, gloss_span span) {
  const char *text = n->out.data;
  while (span.start > 0 && span.start < n->out.size && (text[span.start] & 0xC0) == 0x80)
    span.start--;
  while (span.end < n->out.size && (text[span.end] & 0xC0) == 0x80) span.end++;
  return span;
}

/* Maps a span of one text, of `size` bytes, to the other. */
static gloss_status map_span(const gloss_normalized *n, int target, size_t size, gloss_span span,
                             gloss_span *out) {
  if (span.start > span.end || span.end > size) return GLOSS_ERANGE;
  if (target) span = whole_characters(n, span);
  *out = (gloss_span){place_before(n, target, span.start), place_after(n, target, span.end)};
  if (!target) *out = whole_characters(n, *out);
  return GLOSS_OK;
}

gloss_status gloss_normalized_source(const gloss_normalized *n, gloss_span target,
                                     gloss_span *source) {
  return map_span(n, 1, n->out.size, target, source);
}

gloss_status gloss_normalized_target(const gloss_normalized *n, gloss_span source,
                                     gloss_span *target) {
  return map_span(n, 0, n->source_size, source, target);
}
