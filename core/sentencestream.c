/* sentencestream.c -- sentences of a text that is fed in bytes.
**
** A region is tokenized and split: [context | text]. The context was taken out before; its tokens
** are there for decisions to look back at, and it begins where the tokenizer may begin a block. Of
** the sentences in the text those are taken out whose ends cannot depend on what comes after the
** region; when there is none, the region doubles, once so much text is there. Half of such a
** region may be taken out at once, and the next one is not small at once, so that no byte is split
** more than a few times. */
#include "layer.h"
#include "mem.h"
#include "sentence.h"
#include "stream.h"
#include "tokenrows.h"
#include "utf8.h"

#include <math.h>
#include <string.h>

enum { MARGIN = 4096, SAMPLE = 1 << 16 };

/* A region, and what of it is taken out. */
typedef struct region {
  gloss_doc *doc;
  gloss_layer *tokens, *sentences;
  gloss__token_window window;
  gloss__sentence_view view;
  uint32_t first;             /* token, behind the context */
  uint32_t size;              /* bytes of text behind the context */
  int last;                   /* it ends with the whole text */
  uint32_t row, token, bytes; /* taken out: sentences, tokens up to this one, bytes of text */
} region;

static void close_region(region *r) {
  gloss_layer_unref(r->sentences);
  gloss_layer_unref(r->tokens);
  gloss_doc_unref(r->doc);
}

/* ---- Splitting a region ---- */

/* Tokenizes and splits the context and n bytes behind it; makes no sentences of too short a start. */
static gloss_status open_region(gloss_stream *s, region *r, uint32_t n, gloss_pool *pool,
                                gloss_scratch *scratch, gloss_error *err) {
  gloss_doc_options options = {.keep_bom = 1};
  uint32_t from = (uint32_t)(s->back - s->context);
  gloss_str text = {s->data + s->at - s->context, (size_t)s->context + n};
  *r = (region){.size = n, .last = s->finished && s->at + n == s->text_end};
  r->window = (gloss__token_window){.text = gloss__stream_window(s, (size_t)n + GLOSS__LOOK_AHEAD),
                                    .from = from,
                                    .to = from + (uint32_t)text.size,
                                    .gap = s->gap};
  gloss_status status = gloss_doc_new(&r->doc, pool, text, &options, err);
  if (status == GLOSS_OK)
    status = gloss__tokenize(s->tokenizer, r->doc, &r->window, scratch, &r->tokens, err);
  if (status == GLOSS_OK) status = gloss__sentence_view_make(&r->view, s->splitter, r->tokens, err);
  if (status != GLOSS_OK) return status;
  gloss__sentence_view *v = &r->view;
  v->newlines = s->newlines;
  v->width = s->width;
  if (!s->measured) {
    if (v->n < GLOSS__FIRST_TOKENS && !r->last) return GLOSS_OK; /* too little to tell */
    s->letters = gloss__letters_of(v);
    s->measured = 1;
  }
  v->letters = s->letters;
  while (r->first < v->n && v->starts[r->first] < s->context) r->first++;
  gloss__sentence_state state = s->sentence;
  state.line += s->context;
  status = gloss__split(s->splitter, v, r->first, state, NULL, scratch, r->doc, &r->sentences);
  if (status != GLOSS_OK)
    gloss__fail(err, status, 0, status == GLOSS_ESTOP ? "stopped" : "out of memory");
  return status;
}

/* Whether the region may be left before its sentence `row`, that token t begins. */
static int may_leave(const gloss_stream *s, const region *r, uint32_t row, uint32_t t) {
  const gloss__sentence_view *v = &r->view;
  if (gloss_layer_starts(r->sentences)[row] != v->starts[t]) return 0; /* inside a token */
  gloss_column score; /* the judge counts from beginnings that it was not asked about */
  if (gloss_layer_column(r->sentences, "score", &score) == GLOSS_OK &&
      !isnan(((const double *)score.values)[row - 1]))
    return 0;
  if (r->last) return 1;
  if (s->splitter->uax29) return row + 1 < gloss_layer_count(r->sentences);
  return v->n - t >= GLOSS__SENTENCE_AHEAD;
}

/* Chooses what is taken out: sentences up to the wanted size, or half of a region that had to grow,
** at least one; 0 when all of them depend on what comes. */
static int choose(const gloss_stream *s, region *r) {
  const gloss__sentence_view *v = &r->view;
  uint32_t wanted = s->size > r->size / 2 ? s->size : r->size / 2;
  if (!r->sentences) return 0;
  const uint32_t *starts = gloss_layer_starts(r->sentences);
  uint32_t rows = gloss_layer_count(r->sentences), t = r->first;
  if (rows == 0 || (r->last && r->size <= s->size)) {
    r->row = rows;
    r->token = v->n;
    r->bytes = r->size;
    return 1;
  }
  for (uint32_t row = 1; row < rows; row++) {
    while (t < v->n && v->starts[t] < starts[row]) t++;
    if (t == v->n || !may_leave(s, r, row, t)) continue;
    uint32_t bytes = starts[row] - s->context;
    if (r->row != 0 && bytes > wanted) break;
    r->row = row;
    r->token = t;
    r->bytes = bytes;
    if (bytes > wanted) break;
  }
  if (r->row != 0) return 1;
  if (!r->last) return 0;
  r->row = rows;
  r->token = v->n;
  r->bytes = r->size;
  return 1;
}

/* ---- Taking it out ---- */

/* Copies spans [from, to) into a layer of a document that begins `shift` bytes later. */
static gloss_status copy_spans(const gloss_layer *layer, uint32_t from, uint32_t to, uint32_t shift,
                               gloss_doc *doc, gloss_layer **out) {
  gloss_status status = gloss__layer_new(out, doc, gloss_layer_name(layer), to - from, 0);
  if (status != GLOSS_OK) return status;
  uint32_t *starts = gloss__layer_starts(*out), *ends = gloss__layer_ends(*out);
  for (uint32_t i = from; i < to; i++) {
    starts[i - from] = gloss_layer_starts(layer)[i] - shift;
    ends[i - from] = gloss_layer_ends(layer)[i] - shift;
  }
  return GLOSS_OK;
}

/* Copies tokens with their columns. */
static gloss_status copy_tokens(const region *r, uint32_t shift, gloss_doc *doc,
                                gloss_layer **out) {
  static const struct {
    const char *name;
    gloss_type type;
  } columns[] = {{"kind", GLOSS_U8}, {"shape", GLOSS_U16}, {"space", GLOSS_U8}};
  const void *values[] = {r->view.kind, r->view.shape, r->view.space};
  uint32_t n = r->token - r->first;
  gloss_layer *layer;
  gloss_status status = copy_spans(r->tokens, r->first, r->token, shift, doc, &layer);
  if (status != GLOSS_OK) return status;
  for (unsigned i = 0; i < 3; i++) {
    size_t size = gloss__type_size(columns[i].type);
    void *copy;
    status = gloss__layer_column(layer, columns[i].name, columns[i].type, &copy);
    if (status != GLOSS_OK) {
      gloss_layer_unref(layer);
      return status;
    }
    if (n != 0) memcpy(copy, (const char *)values[i] + r->first * size, n * size);
  }
  gloss__layer_seal_apart(layer, n);
  gloss__layer_set_lazy(layer, gloss__token_column);
  *out = layer;
  return GLOSS_OK;
}

/* Copies the scores of sentences, if there are any. */
static gloss_status copy_scores(const region *r, gloss_layer *layer) {
  gloss_column score;
  void *copy;
  if (gloss_layer_column(r->sentences, "score", &score) != GLOSS_OK) return GLOSS_OK;
  gloss_status status = gloss__layer_column(layer, "score", GLOSS_NUMBER, &copy);
  if (status == GLOSS_OK && r->row != 0) memcpy(copy, score.values, r->row * sizeof(double));
  return status;
}

/* Copies sentences with their reasons. */
static gloss_status copy_sentences(const region *r, uint32_t shift, gloss_doc *doc,
                                   gloss_layer **out) {
  gloss_column reason;
  gloss_layer *layer;
  void *copy;
  gloss_status status = gloss_layer_column(r->sentences, "reason", &reason);
  if (status == GLOSS_OK) status = copy_spans(r->sentences, 0, r->row, shift, doc, &layer);
  if (status != GLOSS_OK) return status;
  status = gloss__layer_column(layer, "reason", GLOSS_SYMBOL, &copy);
  for (uint32_t i = 0; status == GLOSS_OK && i < r->row; i++) {
    gloss_str name = gloss_doc_string(r->doc, ((const uint32_t *)reason.values)[i]);
    status = gloss_doc_intern(doc, name, (uint32_t *)copy + i);
  }
  if (status == GLOSS_OK) status = copy_scores(r, layer);
  if (status != GLOSS_OK) {
    gloss_layer_unref(layer);
    return status;
  }
  gloss__layer_seal_apart(layer, r->row);
  *out = layer;
  return GLOSS_OK;
}

/* Gives where the context of a piece that ends with token r->token begins, in the window: the last
** block that begins so many tokens before. */
static uint32_t next_context(const gloss_stream *s, const region *r) {
  const gloss__token_window *w = &r->window;
  gloss_str text = {w->text.data, w->to};
  uint32_t base = w->from, back = GLOSS__SENTENCE_BACK;
  uint32_t far = w->from + (r->token > back ? r->view.starts[r->token - back] : 0);
  if (r->token > 0 && r->token <= back) far = w->from;
  if (r->view.n == 0) return w->from + s->context + r->bytes; /* white space alone */
  for (uint32_t end; base < far; base = end) {
    end = gloss__token_block_end(s->tokenizer, text, base);
    if (end > far) break;
  }
  return base;
}

/* Gives the flags of the white space before a place in the window. */
static uint8_t gap_at(const region *r, uint32_t place) {
  const gloss__token_window *w = &r->window;
  uint32_t t = 0, end = w->from;
  while (t < r->view.n && r->view.ends[t] + w->from <= place) end = r->view.ends[t++] + w->from;
  uint8_t gap = gloss__token_gap(w->text.data, end, place);
  return t == 0 ? gloss__token_gap_sum(w->gap, gap) : gap;
}

/* Goes on behind what was taken out. */
static void move_on(gloss_stream *s, const region *r) {
  uint32_t begin = next_context(s, r), end = r->window.from + s->context + r->bytes;
  if (r->token > r->first) {
    s->sentence.line += s->context;
    gloss__sentence_advance(&r->view, &s->sentence, r->first, r->token);
    s->sentence.line -= s->context;
  }
  s->gap = gap_at(r, begin);
  s->sentence.line -= r->bytes;
  if (s->sentence.line < UINT32_C(1) << 31 && s->sentence.line != 0)
    s->sentence.line = UINT32_C(1) << 31; /* a line of over 2 GB */
  s->offset += r->bytes;
  s->at += r->bytes;
  s->region /= 4;
  s->context = end - begin;
  s->back = s->back + r->bytes < (size_t)s->context + GLOSS__LOOK_BACK
                ? s->back + r->bytes
                : (size_t)s->context + GLOSS__LOOK_BACK;
  while (((unsigned char)s->data[s->at - s->back] & 0xC0) == 0x80) s->back--;
}

/* Looks what line breaks are, once; 0 when more text must come first. */
static int measure(gloss_stream *s) {
  if (s->newlines != GLOSS__NEWLINES_AUTO) return 1;
  gloss_str text = {s->data + s->at, s->text_end - s->at};
  if (text.size < SAMPLE && !s->finished) return 0;
  s->newlines = gloss__measure_lines(text, s->splitter->lexicon, s->splitter->newlines, &s->width);
  return 1;
}

/* Splits a region that holds what can be taken out. ENOENT when more text must come first. */
static gloss_status find_region(gloss_stream *s, region *r, gloss_pool *pool,
                                gloss_scratch *scratch, gloss_error *err) {
  if (s->region < (uint64_t)s->size + MARGIN) s->region = (uint64_t)s->size + MARGIN;
  for (;; s->region *= 2) {
    if (s->region > GLOSS__STREAM_SIZE_MOST) s->region = GLOSS__STREAM_SIZE_MOST;
    uint32_t n = gloss__stream_piece(s, (uint32_t)s->region);
    if (n == 0) return gloss__fail(err, GLOSS_ENOENT, 0, "no more text");
    gloss_status status = open_region(s, r, n, pool, scratch, err);
    if (status != GLOSS_OK || choose(s, r)) return status;
    close_region(r);
    *r = (region){0};
    if (s->region == GLOSS__STREAM_SIZE_MOST)
      return gloss__fail(err, GLOSS_ERANGE, 0, "a sentence of over 2^31 bytes");
  }
}

gloss_status gloss_stream_sentences(gloss_stream *s, gloss_pool *pool, gloss_scratch *scratch,
                                    gloss_doc **doc, gloss_layer **tokens, gloss_layer **sentences,
                                    uint64_t *offset, gloss_error *err) {
  *doc = NULL;
  *tokens = *sentences = NULL;
  if (!s->splitter)
    return gloss__fail(err, GLOSS_EARG, 0, "the stream was made without a splitter");
  gloss__stream_start(s);
  if (s->at_start || !measure(s)) return gloss__fail(err, GLOSS_ENOENT, 0, "no more text");
  region r = {0};
  gloss_status status = find_region(s, &r, pool, scratch, err);
  uint32_t shift = s->context;
  if (status == GLOSS_OK) status = gloss__stream_doc(s, pool, r.bytes, doc, err);
  if (status != GLOSS_OK) goto done;
  status = copy_tokens(&r, shift, *doc, tokens);
  if (status == GLOSS_OK) status = copy_sentences(&r, shift, *doc, sentences);
  if (status != GLOSS_OK) {
    gloss__fail(err, status, 0, "out of memory");
    gloss_layer_unref(*tokens);
    gloss_doc_unref(*doc);
    *doc = NULL;
    *tokens = NULL;
    goto done;
  }
  *offset = s->offset;
  move_on(s, &r);
done:
  close_region(&r);
  return status;
}
