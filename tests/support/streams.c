/* streams.c -- runs texts through documents and streams, and compares. */
#include "streams.h"

tools open_tools(const gloss_tokenizer_options *options) {
  tools t;
  assert_status(gloss_pool_new(&t.pool, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&t.scratch, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_new(&t.tokenizer, NULL, options, NULL), GLOSS_OK);
  return t;
}

void close_tools(tools t) {
  gloss_tokenizer_unref(t.tokenizer);
  gloss_scratch_free(t.scratch);
  gloss_pool_unref(t.pool);
}

void free_tokens(tokens *t) {
  free(t->at);
  free(t->text);
  *t = (tokens){0};
}

static void add_piece(tokens *t, gloss_doc *doc, gloss_layer *layer, uint64_t offset) {
  uint32_t n = gloss_layer_count(layer);
  gloss_column kind, shape, space, hash;
  gloss_str text = gloss_doc_text(doc);
  assert_string_equal(gloss_layer_name(layer), "token");
  assert_status(gloss_layer_column(layer, "kind", &kind), GLOSS_OK);
  assert_status(gloss_layer_column(layer, "shape", &shape), GLOSS_OK);
  assert_status(gloss_layer_column(layer, "space", &space), GLOSS_OK);
  assert_status(gloss_layer_column(layer, "hash", &hash), GLOSS_OK);
  if (t->count + n >= t->room) {
    t->room = 2 * (t->count + n) + 1;
    t->at = realloc(t->at, t->room * sizeof *t->at);
    assert_non_null(t->at);
  }
  for (uint32_t i = 0; i < n; i++) {
    t->at[t->count++] = (token){.start = offset + gloss_layer_starts(layer)[i],
                                .end = offset + gloss_layer_ends(layer)[i],
                                .hash = ((const uint64_t *)hash.values)[i],
                                .kind = ((const uint8_t *)kind.values)[i],
                                .shape = ((const uint16_t *)shape.values)[i],
                                .space = ((const uint8_t *)space.values)[i]};
  }
  if (t->text_size + text.size >= t->text_room) {
    t->text_room = 2 * (t->text_size + text.size) + 1;
    t->text = realloc(t->text, t->text_room);
    assert_non_null(t->text);
  }
  memcpy(t->text + t->text_size, text.data, text.size);
  t->text_size += text.size;
  t->offset = offset;
  t->pieces++;
  gloss_layer_unref(layer);
  gloss_doc_unref(doc);
}

tokens of_document(const tools *t, gloss_str text, int replace_bad) {
  gloss_doc_options options = {.replace_bad = replace_bad};
  gloss_doc *doc;
  gloss_layer *layer;
  tokens all = {0};
  assert_status(gloss_doc_new(&doc, t->pool, text, &options, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_run(t->tokenizer, doc, t->scratch, &layer, NULL), GLOSS_OK);
  add_piece(&all, doc, layer, 0);
  return all;
}

/* Takes out what there is; each piece begins where the one before ends. */
void drain(const tools *t, gloss_stream *stream, tokens *all, uint64_t start) {
  gloss_doc *doc;
  gloss_layer *layer;
  uint64_t offset;
  gloss_status status;
  while ((status = gloss_stream_next(stream, t->pool, t->scratch, &doc, &layer, &offset, NULL)) ==
         GLOSS_OK) {
    assert_true(gloss_doc_text(doc).size > 0);
    assert_true(offset == start + all->text_size);
    add_piece(all, doc, layer, offset);
  }
  assert_status(status, GLOSS_ENOENT);
  assert_null(doc);
  assert_null(layer);
}

/* Feeds a text in parts of 1 to `most` bytes. */
tokens of_stream(const tools *t, gloss_str text, const gloss_stream_options *options, uint32_t most,
                 uint64_t seed) {
  gloss_stream *stream;
  gloss_error err;
  tokens all = {0};
  assert_status(gloss_stream_new(&stream, NULL, t->tokenizer, options, NULL), GLOSS_OK);
  for (size_t at = 0; at < text.size;) {
    size_t n = 1 + next_random(&seed) % most;
    if (n > text.size - at) n = text.size - at;
    assert_status(gloss_stream_feed(stream, (gloss_str){text.data + at, n}, &err), GLOSS_OK);
    drain(t, stream, &all, options->start);
    at += n;
  }
  assert_status(gloss_stream_finish(stream, &err), GLOSS_OK);
  drain(t, stream, &all, options->start);
  gloss_stream_free(stream);
  return all;
}

void check_same(const tokens *a, const tokens *b, const char *what) {
  assert_int_equal(a->text_size, b->text_size);
  if (a->text_size != 0) assert_memory_equal(a->text, b->text, a->text_size);
  for (size_t i = 0; i < a->count && i < b->count; i++) {
    const token *x = &a->at[i], *y = &b->at[i];
    if (x->start != y->start || x->end != y->end || x->hash != y->hash || x->kind != y->kind ||
        x->shape != y->shape || x->space != y->space)
      fail_msg("%s: token %zu at %zu is another: \"%.40s\"", what, i, (size_t)x->start,
               a->text + x->start);
  }
  assert_int_equal(a->count, b->count);
}
