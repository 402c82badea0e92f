/* fuzz_splitter.c -- any text split in every way: sentences must be in order, cover all tokens and
** all that is not white space, keep the bounds, and come out of a stream as out of one document; paragraphs and lines, too, must
** cover all. The first byte picks the language and the tokens, the second how sentences and lines
** are told, the third the size of documents, parts and bounds; its highest bit asks for the text
** over and over, so that it is longer than what a stream looks ahead. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unidata.h"
#include "utf8.h"

#define MODEL TEST_SOURCE_DIR "/data/sentences/en.model"

enum { LONG = 12000 };

static const gloss_tokenizer_options token_choices[] = {
    {.style = "ud"},    {.style = "ptb"},   {.style = "uax29"}, {.style = "whitespace"},
    {.language = "de"}, {.language = "el"}, {.language = "es"}, {.language = "fr"},
    {.language = "it"}, {.language = "nl"}, {.language = "pt"}, {.language = "ru"}};
static const gloss_splitter_options choices[] = {
    {.newlines = "auto"},     {.newlines = "wrap"}, {.newlines = "paragraph"},
    {.newlines = "sentence"}, {.style = "uax29"},   {.style = "lines"},
    {.newlines = "auto"},     {.newlines = "wrap"}, {.newlines = "paragraph"},
    {.newlines = "sentence"}}; /* from BY_MODEL on by the model of English */

enum {
  TOKEN_CHOICES = sizeof token_choices / sizeof *token_choices,
  CHOICES = sizeof choices / sizeof *choices,
  BY_MODEL = 6
};

static void require_at(int condition, const char *what, int line) {
  if (condition) return;
  fprintf(stderr, "fuzz_splitter.c:%d: does not hold: %s\n", line, what);
  abort();
}

#define require(condition) require_at((condition) != 0, #condition, __LINE__)

/* What all runs share, made once. */
static gloss_pool *pool;
static gloss_scratch *scratch;
static gloss_tokenizer *tokenizer;
static gloss_splitter *splitter;
static int uax29;

/* Sets the engines that the first bytes ask for. */
static void choose(unsigned a, unsigned b) {
  static gloss_tokenizer *tokenizers[TOKEN_CHOICES];
  static gloss_splitter *splitters[TOKEN_CHOICES][CHOICES];
  a %= TOKEN_CHOICES;
  b %= CHOICES;
  if (!pool) {
    require(gloss_pool_new(&pool, NULL) == GLOSS_OK);
    require(gloss_scratch_new(&scratch, NULL) == GLOSS_OK);
  }
  gloss_splitter_options options = choices[b];
  options.language = token_choices[a].language;
  if (b >= BY_MODEL && !options.language) options.model = MODEL;
  if (!tokenizers[a])
    require(gloss_tokenizer_new(&tokenizers[a], NULL, &token_choices[a], NULL) == GLOSS_OK);
  if (!splitters[a][b])
    require(gloss_splitter_new(&splitters[a][b], NULL, &options, NULL) == GLOSS_OK);
  tokenizer = tokenizers[a];
  splitter = splitters[a][b];
  uax29 = b == 4;
}

/* Checks that a part of a text is white space. */
static void check_blank(gloss_str text, uint32_t start, uint32_t end) {
  while (start < end) {
    uint32_t size, c = gloss__utf8_decode(text.data + start, &size);
    require(gloss__codepoint_class(c) & GLOSS__SPACE_CHAR);
    start += size;
  }
}

/* Checks that spans are in order and that together they cover all tokens, each whole in one if
** `whole`, and all that is not white space. */
static void check_cover(gloss_layer *layer, gloss_layer *tokens, int whole) {
  const uint32_t *starts = gloss_layer_starts(layer), *ends = gloss_layer_ends(layer);
  uint32_t n = gloss_layer_count(layer), row = 0, at = 0;
  gloss_str text = gloss_doc_text(gloss_layer_doc(layer));
  for (uint32_t i = 0; i < n; i++) {
    require(starts[i] < ends[i] && (i == 0 || ends[i - 1] <= starts[i]));
    check_blank(text, i == 0 ? 0 : ends[i - 1], starts[i]);
  }
  check_blank(text, n == 0 ? 0 : ends[n - 1], (uint32_t)text.size);
  for (uint32_t i = 0; i < gloss_layer_count(tokens); i++) {
    uint32_t start = gloss_layer_starts(tokens)[i], end = gloss_layer_ends(tokens)[i];
    while (row < n && ends[row] <= start) {
      require(ends[row] == at); /* where a token ends */
      row++;
    }
    require(row < n && starts[row] <= start);
    while (row + 1 < n && ends[row] < end) {
      require(!whole && starts[row + 1] == ends[row]);
      row++;
    }
    require(ends[row] >= end);
    at = end;
  }
  require(n == 0 ? gloss_layer_count(tokens) == 0 : row + 1 == n && ends[row] == at);
}

/* Checks that no sentence holds tokens, or text, of both sides of an edge. */
static void check_edge(gloss_layer *sentences, gloss_layer *tokens, uint32_t edge) {
  gloss_span after = {edge, UINT32_MAX};
  uint32_t row = gloss_layer_overlapping(sentences, after, 0);
  if (row == GLOSS_NONE || gloss_layer_starts(sentences)[row] >= edge) return;
  uint32_t token = gloss_layer_covered(tokens, after, 0);
  require(!uax29);
  require(token == GLOSS_NONE ||
          gloss_layer_starts(tokens)[token] >= gloss_layer_ends(sentences)[row]);
}

static gloss_layer *make_bounds(gloss_doc *doc, const gloss_span *spans, size_t n) {
  gloss_builder *builder;
  gloss_layer *bounds;
  require(gloss_builder_new(&builder, doc, "zone", 0) == GLOSS_OK);
  for (size_t i = 0; i < n; i++) require(gloss_builder_add(builder, spans[i]) == GLOSS_OK);
  require(gloss_builder_seal(builder, &bounds, NULL, NULL) == GLOSS_OK);
  gloss_builder_free(builder);
  return bounds;
}

/* Splits with bounds every `step` bytes. */
static void check_bounds(gloss_doc *doc, gloss_layer *tokens, uint32_t step) {
  gloss_str text = gloss_doc_text(doc);
  gloss_span spans[64];
  size_t n = 0;
  for (uint32_t at = 0; n < 64 && at < text.size; n++) {
    uint32_t end = at + step < text.size ? at + step : (uint32_t)text.size;
    while (end < text.size && ((unsigned char)text.data[end] & 0xC0) == 0x80) end++;
    spans[n] = (gloss_span){at, end};
    at = end;
  }
  gloss_layer *bounds = make_bounds(doc, spans, n), *sentences;
  require(gloss_splitter_run(splitter, tokens, bounds, scratch, &sentences, NULL) == GLOSS_OK);
  check_cover(sentences, tokens, !uax29);
  for (size_t i = 0; i < n; i++) check_edge(sentences, tokens, spans[i].end);
  gloss_layer_unref(sentences);
  gloss_layer_unref(bounds);
}

static gloss_str reason_of(gloss_layer *sentences, uint32_t row) {
  gloss_column column;
  require(gloss_layer_column(sentences, "reason", &column) == GLOSS_OK);
  return gloss_doc_string(gloss_layer_doc(sentences), ((const uint32_t *)column.values)[row]);
}

/* Checks that rows of two layers have the same score, or none. */
static void check_scores(gloss_layer *a, uint32_t row_a, gloss_layer *b, uint32_t row_b) {
  gloss_column x, y;
  gloss_status status = gloss_layer_column(a, "score", &x);
  require(status == gloss_layer_column(b, "score", &y));
  if (status == GLOSS_OK)
    require(memcmp((const double *)x.values + row_a, (const double *)y.values + row_b,
                   sizeof(double)) == 0);
}

/* How far a stream has given the document of all bytes. */
typedef struct progress {
  gloss_layer *tokens, *sentences;
  size_t bytes;
  uint32_t token, row;
} progress;

/* Checks a piece against the document. */
static void check_piece(progress *p, gloss_doc *doc, gloss_layer *tokens, gloss_layer *sentences) {
  gloss_str text = gloss_doc_text(doc), all = gloss_doc_text(gloss_layer_doc(p->tokens));
  gloss_column kind, all_kind;
  require(text.size > 0 && text.size <= all.size - p->bytes);
  require(memcmp(text.data, all.data + p->bytes, text.size) == 0);
  require(gloss_layer_column(tokens, "kind", &kind) == GLOSS_OK);
  require(gloss_layer_column(p->tokens, "kind", &all_kind) == GLOSS_OK);
  require(gloss_layer_count(tokens) <= gloss_layer_count(p->tokens) - p->token);
  for (uint32_t i = 0; i < gloss_layer_count(tokens); i++, p->token++) {
    require(gloss_layer_starts(tokens)[i] + p->bytes == gloss_layer_starts(p->tokens)[p->token]);
    require(gloss_layer_ends(tokens)[i] + p->bytes == gloss_layer_ends(p->tokens)[p->token]);
    require(((const uint8_t *)kind.values)[i] == ((const uint8_t *)all_kind.values)[p->token]);
  }
  require(gloss_layer_count(sentences) <= gloss_layer_count(p->sentences) - p->row);
  for (uint32_t i = 0; i < gloss_layer_count(sentences); i++, p->row++) {
    gloss_str got = reason_of(sentences, i), expected = reason_of(p->sentences, p->row);
    require(gloss_layer_starts(sentences)[i] + p->bytes ==
            gloss_layer_starts(p->sentences)[p->row]);
    require(gloss_layer_ends(sentences)[i] + p->bytes == gloss_layer_ends(p->sentences)[p->row]);
    require(got.size == expected.size && memcmp(got.data, expected.data, got.size) == 0);
    check_scores(sentences, i, p->sentences, p->row);
  }
  p->bytes += text.size;
}

/* Takes out what there is. */
static void drain(progress *p, gloss_stream *stream) {
  gloss_doc *doc;
  gloss_layer *tokens, *sentences;
  uint64_t offset;
  while (gloss_stream_sentences(stream, pool, scratch, &doc, &tokens, &sentences, &offset, NULL) ==
         GLOSS_OK) {
    require(offset == p->bytes);
    check_piece(p, doc, tokens, sentences);
    gloss_layer_unref(sentences);
    gloss_layer_unref(tokens);
    gloss_doc_unref(doc);
  }
}

static void check_stream(gloss_layer *tokens, gloss_layer *sentences, unsigned size) {
  gloss_str text = gloss_doc_text(gloss_layer_doc(tokens));
  gloss_stream_options options = {.size = size + 1, .splitter = splitter};
  progress p = {.tokens = tokens, .sentences = sentences};
  size_t part = size * 37 + 1;
  gloss_stream *stream;
  require(gloss_stream_new(&stream, NULL, tokenizer, &options, NULL) == GLOSS_OK);
  for (size_t at = 0; at < text.size; at += part) {
    size_t n = part < text.size - at ? part : text.size - at;
    require(gloss_stream_feed(stream, (gloss_str){text.data + at, n}, NULL) == GLOSS_OK);
    drain(&p, stream);
  }
  require(gloss_stream_finish(stream, NULL) == GLOSS_OK);
  drain(&p, stream);
  require(p.bytes == text.size && p.row == gloss_layer_count(sentences));
  gloss_stream_free(stream);
}

/* Checks all that is made of a text. */
static void check(gloss_str text, unsigned size) {
  gloss_doc_options options = {.replace_bad = 1};
  gloss_doc *doc;
  gloss_layer *tokens, *layer;
  require(gloss_doc_new(&doc, pool, text, &options, NULL) == GLOSS_OK);
  require(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL) == GLOSS_OK);
  require(gloss_splitter_lines(splitter, tokens, scratch, &layer, NULL) == GLOSS_OK);
  check_cover(layer, tokens, 1);
  gloss_layer_unref(layer);
  require(gloss_splitter_paragraphs(splitter, tokens, scratch, &layer, NULL) == GLOSS_OK);
  check_cover(layer, tokens, 1);
  gloss_layer_unref(layer);
  require(gloss_splitter_run(splitter, tokens, NULL, scratch, &layer, NULL) == GLOSS_OK);
  check_cover(layer, tokens, !uax29);
  check_bounds(doc, tokens, size + 1);
  gloss_str whole = gloss_doc_text(doc);
  if (whole.size < 3 || memcmp(whole.data, "\xEF\xBB\xBF", 3) != 0) /* which a stream would drop */
    check_stream(tokens, layer, size);
  gloss_layer_unref(layer);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static char longer[LONG];
  if (size < 3) return 0;
  gloss_str text = {(const char *)data + 3, size - 3};
  choose(data[0], data[1]);
  check(text, data[2] & 127);
  if (!(data[2] & 128) || text.size == 0 || text.size > LONG / 2) return 0;
  size_t used = 0;
  for (; used + text.size <= LONG; used += text.size) memcpy(longer + used, text.data, text.size);
  check((gloss_str){longer, used}, (data[2] & 127) * 16 + 500);
  return 0;
}
