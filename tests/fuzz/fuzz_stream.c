/* fuzz_stream.c -- any bytes fed to a stream in parts: it must find the error a document has, or
** give its text and tokens. The first byte picks style or language, and whether bad bytes are
** replaced; the second the size of documents, the third that of the parts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss.h"

static const gloss_tokenizer_options choices[] = {
    {.style = "ud"},    {.style = "ptb"},   {.style = "uax29"}, {.style = "whitespace"},
    {.language = "de"}, {.language = "el"}, {.language = "es"}, {.language = "fr"},
    {.language = "it"}, {.language = "nl"}, {.language = "pt"}, {.language = "ru"}};

enum { CHOICES = sizeof choices / sizeof *choices };

static void require_at(int condition, const char *what, int line) {
  if (condition) return;
  fprintf(stderr, "fuzz_stream.c:%d: does not hold: %s\n", line, what);
  abort();
}

#define require(condition) require_at((condition) != 0, #condition, __LINE__)

/* What all runs share, made once. */
static gloss_pool *pool;
static gloss_scratch *scratch;

static gloss_tokenizer *tokenizer_of(unsigned choice) {
  static gloss_tokenizer *kept[CHOICES];
  if (!pool) {
    require(gloss_pool_new(&pool, NULL) == GLOSS_OK);
    require(gloss_scratch_new(&scratch, NULL) == GLOSS_OK);
  }
  if (!kept[choice])
    require(gloss_tokenizer_new(&kept[choice], NULL, &choices[choice], NULL) == GLOSS_OK);
  return kept[choice];
}

static const void *values(gloss_layer *layer, const char *name) {
  gloss_column column;
  require(gloss_layer_column(layer, name, &column) == GLOSS_OK);
  return column.values;
}

/* The document of all bytes, and how far a stream has given it. */
typedef struct progress {
  gloss_doc *doc;
  gloss_layer *tokens;
  size_t bytes;
  uint32_t rows;
} progress;

/* Checks a piece against the document. */
static void check_piece(progress *p, gloss_doc *doc, gloss_layer *tokens) {
  static const struct {
    const char *name;
    size_t size;
  } columns[] = {{"kind", 1}, {"shape", 2}, {"space", 1}, {"hash", 8}};
  gloss_str text = gloss_doc_text(doc), all = gloss_doc_text(p->doc);
  uint32_t n = gloss_layer_count(tokens);
  require(text.size > 0 && text.size <= all.size - p->bytes);
  require(memcmp(text.data, all.data + p->bytes, text.size) == 0);
  require(n <= gloss_layer_count(p->tokens) - p->rows);
  for (uint32_t i = 0; i < n; i++) {
    require(gloss_layer_starts(tokens)[i] + p->bytes == gloss_layer_starts(p->tokens)[p->rows + i]);
    require(gloss_layer_ends(tokens)[i] + p->bytes == gloss_layer_ends(p->tokens)[p->rows + i]);
  }
  for (size_t k = 0; n != 0 && k < sizeof columns / sizeof *columns; k++) {
    const char *expected = values(p->tokens, columns[k].name),
               *got = values(tokens, columns[k].name);
    require(memcmp(got, expected + columns[k].size * p->rows, columns[k].size * n) == 0);
  }
  p->bytes += text.size;
  p->rows += n;
}

/* Takes out what there is. */
static void drain(progress *p, gloss_stream *stream) {
  gloss_doc *doc;
  gloss_layer *tokens;
  uint64_t offset;
  while (gloss_stream_next(stream, pool, scratch, &doc, &tokens, &offset, NULL) == GLOSS_OK) {
    require(p->doc && offset == p->bytes);
    check_piece(p, doc, tokens);
    gloss_layer_unref(tokens);
    gloss_doc_unref(doc);
  }
}

/* Feeds all bytes; returns what failed first. */
static gloss_status run(progress *p, gloss_stream *stream, gloss_str bytes, size_t part,
                        gloss_error *err) {
  for (size_t at = 0; at < bytes.size; at += part) {
    size_t n = part < bytes.size - at ? part : bytes.size - at;
    gloss_status status = gloss_stream_feed(stream, (gloss_str){bytes.data + at, n}, err);
    if (status != GLOSS_OK) return status;
    drain(p, stream);
  }
  gloss_status status = gloss_stream_finish(stream, err);
  if (status == GLOSS_OK) drain(p, stream);
  return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 3) return 0;
  gloss_tokenizer *tokenizer = tokenizer_of((data[0] >> 1) % CHOICES);
  gloss_str bytes = {(const char *)data + 3, size - 3};
  gloss_doc_options options = {.replace_bad = data[0] & 1};
  gloss_stream_options wanted = {.size = data[1] + 1u, .replace_bad = data[0] & 1};
  gloss_error expected = {0}, err = {0};
  progress p = {0};
  gloss_stream *stream;
  gloss_status status = gloss_doc_new(&p.doc, pool, bytes, &options, &expected);
  if (status == GLOSS_OK)
    require(gloss_tokenizer_run(tokenizer, p.doc, scratch, &p.tokens, NULL) == GLOSS_OK);
  require(gloss_stream_new(&stream, NULL, tokenizer, &wanted, NULL) == GLOSS_OK);
  require(run(&p, stream, bytes, data[2] + 1u, &err) == status);
  require(err.offset == expected.offset);
  if (status == GLOSS_OK)
    require(p.bytes == gloss_doc_text(p.doc).size && p.rows == gloss_layer_count(p.tokens));
  gloss_stream_free(stream);
  gloss_layer_unref(p.tokens);
  gloss_doc_unref(p.doc);
  return 0;
}
