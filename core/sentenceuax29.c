/* sentenceuax29.c -- the style "uax29": sentences are the segments of UAX #29, without the white
** space around them. A segment may begin inside a token: the standard cuts between letters without
** case that have a full stop between them. */
#include "layer.h"
#include "mem.h"
#include "scratch.h"
#include "sentence.h"
#include "unidata.h"
#include "utf8.h"

enum { POLL = 1 << 16, CLOSERS = 16 };

/* Where the text is cut: a bit a byte. It is kept where the other styles keep a bit a token. */
static void cut(gloss__begins *b, uint32_t i) { b->bits[i / 64] |= UINT64_C(1) << i % 64; }

/* Cuts at an edge, or behind the character it is in. */
static void cut_at_edge(gloss__begins *b, gloss_str text, uint32_t edge) {
  while (edge < text.size && ((unsigned char)text.data[edge] & 0xC0) == 0x80) edge++;
  if (edge < text.size) cut(b, edge);
}

/* Gives the Sentence_Break class of the character before *i, and moves there. */
static unsigned class_before(gloss_str text, uint32_t *i) {
  uint32_t length;
  do (*i)--;
  while (*i > 0 && ((unsigned char)text.data[*i] & 0xC0) == 0x80);
  return gloss__unidata(gloss__utf8_decode(text.data + *i, &length)) >> 21 & 15;
}

/* Why a sentence text[start, end) ends, after which the token at `next` comes. */
static gloss__reason why_ends(const gloss__sentence_view *v, uint32_t start, uint32_t end,
                              uint32_t next) {
  for (uint32_t i = end, k = 0; i > start && k < CLOSERS; k++) {
    unsigned class = class_before(v->text, &i);
    if (class == GLOSS__SB_ATERM || class == GLOSS__SB_STERM) return GLOSS__TERMINATOR;
    if (class != GLOSS__SB_CLOSE && class != GLOSS__SB_EXTEND && class != GLOSS__SB_FORMAT) break;
  }
  if (next == v->n) return GLOSS__END;
  return v->space[next] & GLOSS_NEWLINE ? GLOSS__LINE : GLOSS__BOUND;
}

/* Gives the end of the segment at `at`; one that is longer than the limit, not counting the blanks
** it begins with, which change nothing, is parted there. */
static size_t segment_end(gloss_str text, size_t at) {
  while (at < text.size && (text.data[at] == ' ' || text.data[at] == '\t')) at++;
  if (text.size - at > GLOSS__SENTENCE_LIMIT) {
    text.size = at + GLOSS__SENTENCE_LIMIT;
    while (((unsigned char)text.data[text.size] & 0xC0) == 0x80) text.size--;
  }
  return gloss_segment_end(text, GLOSS_SENTENCES, at);
}

/* Cuts at the segments from `from` on, and at bounds. */
static gloss_status find_cuts(gloss__begins *b, gloss_str text, uint32_t from,
                              const gloss_layer *bounds, gloss_scratch *scratch) {
  size_t poll = 0;
  for (size_t at = from; at < text.size; at = segment_end(text, at)) {
    if (at >= poll) {
      if (gloss__scratch_stopped(scratch)) return GLOSS_ESTOP;
      poll = at + POLL;
    }
    cut(b, (uint32_t)at);
  }
  uint32_t n = bounds && gloss_layer_starts(bounds) ? gloss_layer_count(bounds) : 0;
  for (uint32_t i = 0; i < n; i++) {
    cut_at_edge(b, text, gloss_layer_starts(bounds)[i]);
    cut_at_edge(b, text, gloss_layer_ends(bounds)[i]);
  }
  return GLOSS_OK;
}

/* The rows made so far, and the first token that ends behind the last of them. */
typedef struct rows {
  uint32_t *starts, *ends, *reasons, n, token;
} rows;

/* Adds what of text[a, b) is in tokens, if there is any. */
static void add(rows *r, const gloss__sentence_view *v, const uint32_t *symbols, uint32_t a,
                uint32_t b) {
  while (r->token < v->n && v->ends[r->token] <= a) r->token++;
  if (r->token == v->n || v->starts[r->token] >= b) return;
  uint32_t start = v->starts[r->token] > a ? v->starts[r->token] : a, next = r->token;
  while (next < v->n && v->ends[next] <= b) next++;
  int inside = next < v->n && v->starts[next] < b; /* the cut is in a token */
  uint32_t end = inside ? b : v->ends[next - 1];
  r->starts[r->n] = start;
  r->ends[r->n] = end;
  r->reasons[r->n++] = symbols[why_ends(v, start, end, next)];
  r->token = next;
}

/* Makes the layer of the pieces between the cuts. */
static gloss_status make_layer(const gloss__begins *b, const gloss__sentence_view *v, uint32_t from,
                               gloss_doc *doc, gloss_layer **out) {
  uint32_t count = 0, symbols[GLOSS__REASONS];
  size_t words = v->text.size / 64 + 1;
  gloss_layer *layer;
  void *reasons;
  for (size_t w = 0; w < words; w++) count += (uint32_t)__builtin_popcountll(b->bits[w]);
  gloss_status status = gloss__reason_symbols(doc, symbols);
  if (status != GLOSS_OK) return status;
  status = gloss__layer_new(&layer, doc, "sentence", count, 0);
  if (status != GLOSS_OK) return status;
  status = gloss__layer_column(layer, "reason", GLOSS_SYMBOL, &reasons);
  if (status != GLOSS_OK) {
    gloss_layer_unref(layer);
    return status;
  }
  rows r = {gloss__layer_starts(layer), gloss__layer_ends(layer), reasons, 0, 0};
  for (size_t w = 0; w < words; w++) {
    for (uint64_t bits = b->bits[w]; bits != 0; bits &= bits - 1) {
      uint32_t at = (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(bits);
      if (at > from) add(&r, v, symbols, from, at);
      from = at;
    }
  }
  add(&r, v, symbols, from, (uint32_t)v->text.size);
  gloss__layer_seal_apart(layer, r.n);
  *out = layer;
  return GLOSS_OK;
}

gloss_status gloss__uax29_sentences(gloss_splitter *splitter, const gloss__sentence_view *v,
                                    uint32_t from, const gloss_layer *bounds,
                                    gloss_scratch *scratch, gloss_doc *doc, gloss_layer **out) {
  gloss__begins *b;
  gloss_status status = gloss__begins_get(&b, splitter, (uint32_t)v->text.size, 0, scratch);
  if (status == GLOSS_OK) status = find_cuts(b, v->text, from, bounds, scratch);
  return status == GLOSS_OK ? make_layer(b, v, from, doc, out) : status;
}
