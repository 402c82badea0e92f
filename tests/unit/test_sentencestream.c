/* test_sentencestream.c -- sentences of a stream are those of one document, however long the text;
** what is refused; failures. */
#include "support.h"

typedef struct tools {
  gloss_pool *pool;
  gloss_scratch *scratch;
  gloss_tokenizer *tokenizer;
  gloss_splitter *splitter;
} tools;

static tools open_tools(const gloss_splitter_options *options) {
  tools t;
  assert_status(gloss_pool_new(&t.pool, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&t.scratch, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_new(&t.tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_splitter_new(&t.splitter, NULL, options, NULL), GLOSS_OK);
  return t;
}

static void close_tools(tools t) {
  gloss_splitter_unref(t.splitter);
  gloss_tokenizer_unref(t.tokenizer);
  gloss_scratch_free(t.scratch);
  gloss_pool_unref(t.pool);
}

/* Sentences of a whole text, how far a stream has given them, and the bytes of its longest piece. */
typedef struct progress {
  gloss_layer *sentences;
  uint64_t bytes;
  uint32_t row;
  size_t longest;
} progress;

static void drain(const tools *t, gloss_stream *stream, progress *p) {
  gloss_doc *doc;
  gloss_layer *tokens, *sentences;
  uint64_t offset;
  while (gloss_stream_sentences(stream, t->pool, t->scratch, &doc, &tokens, &sentences, &offset,
                                NULL) == GLOSS_OK) {
    size_t size = gloss_doc_text(doc).size;
    assert_true(offset == p->bytes);
    for (uint32_t i = 0; i < gloss_layer_count(sentences); i++, p->row++) {
      assert_true(p->row < gloss_layer_count(p->sentences));
      assert_true(gloss_layer_starts(sentences)[i] + offset ==
                  gloss_layer_starts(p->sentences)[p->row]);
      assert_true(gloss_layer_ends(sentences)[i] + offset ==
                  gloss_layer_ends(p->sentences)[p->row]);
    }
    p->bytes += size;
    if (size > p->longest) p->longest = size;
    gloss_layer_unref(sentences);
    gloss_layer_unref(tokens);
    gloss_doc_unref(doc);
  }
}

/* Checks a text in parts of `part` bytes; gives the bytes of the longest piece. */
static size_t check(gloss_str text, const gloss_splitter_options *options, size_t size,
                    size_t part) {
  tools t = open_tools(options);
  gloss_stream_options wanted = {.size = size, .splitter = t.splitter};
  gloss_stream *stream;
  gloss_doc *doc;
  gloss_layer *tokens;
  progress p = {0};
  assert_status(gloss_doc_new(&doc, t.pool, text, NULL, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_run(t.tokenizer, doc, t.scratch, &tokens, NULL), GLOSS_OK);
  assert_status(gloss_splitter_run(t.splitter, tokens, NULL, t.scratch, &p.sentences, NULL),
                GLOSS_OK);
  assert_status(gloss_stream_new(&stream, NULL, t.tokenizer, &wanted, NULL), GLOSS_OK);
  for (size_t at = 0; at < text.size; at += part) {
    size_t n = part < text.size - at ? part : text.size - at;
    assert_status(gloss_stream_feed(stream, (gloss_str){text.data + at, n}, NULL), GLOSS_OK);
    drain(&t, stream, &p);
  }
  assert_status(gloss_stream_finish(stream, NULL), GLOSS_OK);
  drain(&t, stream, &p);
  assert_true(p.bytes == text.size && p.row == gloss_layer_count(p.sentences));
  gloss_stream_free(stream);
  gloss_layer_unref(p.sentences);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  close_tools(t);
  return p.longest;
}

/* Writes `form` over and over, 3 MB; the caller frees. */
static gloss_str many(const char *form) {
  enum { ROOM = 3 << 20 };
  size_t n = strlen(form);
  char *text = malloc(ROOM);
  gloss_str out = {text, 0};
  assert_non_null(text);
  for (; out.size + n <= ROOM; out.size += n) memcpy(text + out.size, form, n);
  return out;
}

static void long_texts(void **state) {
  (void)state;
  static const char *const forms[] = {
      "Mr. Crane left. \"Who knew?\" she said. (He did!) They met at 5 p.m. Monday.\n",
      "It had rained.Then it\nsnowed and nobody went out to the hills in the north \"of",
      "no stop at all ", ".\") ", "x.Y"};
  gloss_splitter_options modes[] = {
      {.newlines = "auto"}, {.newlines = "wrap"}, {.newlines = "sentence"}, {.style = "uax29"}};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    gloss_str text = many(forms[i]);
    for (size_t k = 0; k < sizeof modes / sizeof *modes; k++) {
      size_t longest = check(text, &modes[k], 200000, 1234567);
      assert_true(longest < (5u << 19)); /* a sentence of 1 MB and a token of as much */
    }
    free((void *)(uintptr_t)text.data);
  }
}

static void white_space(void **state) {
  (void)state;
  check(str("One.  \n\n \n Two"), NULL, 1, 1);
  check(str("   "), NULL, 1, 1);
  check(str(""), NULL, 1, 1);
}

static void refusals(void **state) {
  (void)state;
  tools t = open_tools(NULL);
  gloss_stream *stream;
  gloss_doc *doc;
  gloss_layer *tokens, *sentences;
  uint64_t offset;
  gloss_stream_options options = {.splitter = t.splitter};
  assert_status(gloss_stream_new(&stream, NULL, t.tokenizer, &options, NULL), GLOSS_OK);
  assert_status(gloss_stream_next(stream, t.pool, t.scratch, &doc, &tokens, &offset, NULL),
                GLOSS_EARG);
  gloss_stream_free(stream);
  assert_status(gloss_stream_new(&stream, NULL, t.tokenizer, NULL, NULL), GLOSS_OK);
  assert_status(
      gloss_stream_sentences(stream, t.pool, t.scratch, &doc, &tokens, &sentences, &offset, NULL),
      GLOSS_EARG);
  assert_null(sentences);
  gloss_stream_free(stream);
  close_tools(t);
}

static gloss_status scenario(const gloss_alloc *alloc) {
  gloss_pool *pool = NULL;
  gloss_scratch *scratch = NULL;
  gloss_tokenizer *tokenizer = NULL;
  gloss_splitter *splitter = NULL;
  gloss_stream *stream = NULL;
  gloss_status status;
  TRY(gloss_pool_new(&pool, alloc));
  TRY(gloss_scratch_new(&scratch, alloc));
  TRY(gloss_tokenizer_new(&tokenizer, alloc, NULL, NULL));
  TRY(gloss_splitter_new(&splitter, alloc, NULL, NULL));
  gloss_stream_options options = {.size = 10, .splitter = splitter};
  TRY(gloss_stream_new(&stream, alloc, tokenizer, &options, NULL));
  TRY(gloss_stream_feed(stream, str("It rained. We left."), NULL));
  TRY(gloss_stream_finish(stream, NULL));
  for (int i = 0; i < 2; i++) {
    gloss_doc *doc;
    gloss_layer *tokens, *sentences;
    uint64_t offset;
    TRY(gloss_stream_sentences(stream, pool, scratch, &doc, &tokens, &sentences, &offset, NULL));
    assert_int_equal(gloss_layer_count(sentences), 1);
    gloss_layer_unref(sentences);
    gloss_layer_unref(tokens);
    gloss_doc_unref(doc);
  }
fail:
  gloss_stream_free(stream);
  gloss_splitter_unref(splitter);
  gloss_tokenizer_unref(tokenizer);
  gloss_scratch_free(scratch);
  gloss_pool_unref(pool);
  return status;
}

static void failures(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(long_texts), cmocka_unit_test(white_space),
                                     cmocka_unit_test(refusals), cmocka_unit_test(failures)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
