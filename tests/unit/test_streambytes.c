/* test_streambytes.c -- bytes into a stream: bad ones, marks, offsets past 2^32, memory, failures. */
#include <stdio.h>

#include "streams.h"

/* Feeds all, in parts of `n` bytes; returns the first status that is not OK. */
static gloss_status feed_parts(gloss_stream *stream, gloss_str text, size_t n, gloss_error *err) {
  gloss_status status = GLOSS_OK;
  for (size_t at = 0; status == GLOSS_OK && at < text.size; at += n) {
    size_t size = n < text.size - at ? n : text.size - at;
    status = gloss_stream_feed(stream, (gloss_str){text.data + at, size}, err);
  }
  return status == GLOSS_OK ? gloss_stream_finish(stream, err) : status;
}

static void test_bad_utf8(void **state) {
  (void)state;
  static const char *const bad[] = {"\xFF",
                                    "\x80",
                                    "\xC3",
                                    "\xE2\x80",
                                    "\xED\xA0\x80",
                                    "\xF0\x9F\x98",
                                    "\xF4\x90\x80\x80",
                                    "\xC0\x80",
                                    "\xE2\xE2\x80\xE2"};
  static const char good[] = "\xEF\xBB\xBF"
                             "a \xC3\xA9\xE2\x82\xAC b \xF0\x9F\x98\x80 c";
  tools t = open_tools(NULL);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    for (size_t place = 0; place < sizeof good; place++) {
      char text[64];
      gloss_str all = {text, (size_t)snprintf(text, sizeof text, "%.*s%s%s", (int)place, good,
                                              bad[i], good + place)};
      gloss_error expected, err = {0};
      gloss_doc *doc;
      assert_status(gloss_doc_new(&doc, t.pool, all, NULL, &expected), GLOSS_EUTF8);
      tokens repaired = of_document(&t, all, 1);
      for (size_t n = 1; n <= all.size; n++) {
        gloss_stream *stream;
        assert_status(gloss_stream_new(&stream, NULL, t.tokenizer, NULL, NULL), GLOSS_OK);
        assert_status(feed_parts(stream, all, n, &err), GLOSS_EUTF8);
        assert_true(err.offset == expected.offset);
        gloss_stream_free(stream);
        gloss_stream_options options = {.replace_bad = 1, .size = n};
        tokens got = of_stream(&t, all, &options, (uint32_t)n, n);
        check_same(&repaired, &got, bad[i]);
        free_tokens(&got);
      }
      free_tokens(&repaired);
    }
  }
  close_tools(t);
}

/* A failed feed takes nothing: the right bytes may follow. */
static void test_after_bad_bytes(void **state) {
  (void)state;
  tools t = open_tools(NULL);
  gloss_stream *stream;
  gloss_error err;
  tokens got = {0};
  assert_status(gloss_stream_new(&stream, NULL, t.tokenizer, NULL, NULL), GLOSS_OK);
  assert_status(gloss_stream_feed(stream, str("a \xE2\x82"), &err), GLOSS_OK);
  assert_status(gloss_stream_feed(stream, str("\xAC \xFF"), &err), GLOSS_EUTF8);
  assert_int_equal(err.offset, 6);
  assert_status(gloss_stream_finish(stream, &err), GLOSS_EUTF8);
  assert_int_equal(err.offset, 2);
  assert_status(gloss_stream_feed(stream, str("\xAC b"), &err), GLOSS_OK);
  assert_status(gloss_stream_finish(stream, &err), GLOSS_OK);
  assert_status(gloss_stream_finish(stream, &err), GLOSS_OK);
  assert_status(gloss_stream_feed(stream, str("c"), &err), GLOSS_EARG);
  drain(&t, stream, &got, 0);
  assert_int_equal(got.count, 3);
  assert_memory_equal(got.text, "a \xE2\x82\xAC b", 7);
  free_tokens(&got);
  gloss_stream_free(stream);
  close_tools(t);
}

static void test_byte_order_mark(void **state) {
  (void)state;
  static const char text[] = "\xEF\xBB\xBF"
                             "a \xEF\xBB\xBF"
                             "b";
  tools t = open_tools(NULL);
  tokens got = of_stream(&t, str(text), &(gloss_stream_options){.size = 2}, 1, 1);
  assert_int_equal(got.text_size, 6); /* the second one is text */
  assert_memory_equal(got.text,
                      "a \xEF\xBB\xBF"
                      "b",
                      6);
  free_tokens(&got);
  got = of_stream(&t, str(text), &(gloss_stream_options){.start = 1}, 1, 1);
  assert_int_equal(got.text_size, 9);
  free_tokens(&got);
  got = of_stream(&t, (gloss_str){text, 3}, &(gloss_stream_options){0}, 1, 1);
  assert_int_equal(got.pieces, 0);
  free_tokens(&got);
  got = of_stream(&t, str(""), &(gloss_stream_options){0}, 1, 1);
  assert_int_equal(got.pieces, 0);
  close_tools(t);
}

/* Offsets past 2^32, in documents' ids and in errors too. */
static void test_large_offsets(void **state) {
  (void)state;
  tools t = open_tools(NULL);
  gloss_stream *stream;
  gloss_doc *doc;
  gloss_layer *layer;
  uint64_t offset, start = UINT64_C(0xFFFFFFFC);
  gloss_error err;
  gloss_stream_options options = {.size = 4, .start = start, .id = str("d\xC3\xA9p\xC3\xB4t")};
  assert_status(gloss_stream_new(&stream, NULL, t.tokenizer, &options, NULL), GLOSS_OK);
  assert_status(gloss_stream_feed(stream, str("one two three"), &err), GLOSS_OK);
  assert_status(gloss_stream_feed(stream, str(" \xFF"), &err), GLOSS_EUTF8);
  assert_true(err.offset == start + 14);
  assert_status(gloss_stream_finish(stream, &err), GLOSS_OK);
  static const char *const ids[] = {"@4294967292", "@4294967296", "@4294967300"};
  for (size_t i = 0; i < 3; i++) {
    assert_status(gloss_stream_next(stream, t.pool, t.scratch, &doc, &layer, &offset, &err),
                  GLOSS_OK);
    assert_true(offset == start + 4 * i);
    assert_memory_equal(gloss_doc_id(doc).data + 7, ids[i], strlen(ids[i]));
    assert_int_equal(gloss_doc_id(doc).size, 7 + strlen(ids[i]));
    assert_int_equal(gloss_layer_starts(layer)[0], 0);
    gloss_layer_unref(layer);
    gloss_doc_unref(doc);
  }
  gloss_stream_free(stream);
  close_tools(t);
}

static void test_wrong_options(void **state) {
  (void)state;
  tools t = open_tools(NULL);
  gloss_stream *stream;
  gloss_stream_options options = {.size = ((size_t)1 << 31) + 1};
  assert_status(gloss_stream_new(&stream, NULL, t.tokenizer, &options, NULL), GLOSS_ERANGE);
  assert_null(stream);
  options = (gloss_stream_options){.id = str("\xFF")};
  assert_status(gloss_stream_new(&stream, NULL, t.tokenizer, &options, NULL), GLOSS_EARG);
  assert_null(stream);
  gloss_stream_free(NULL);
  close_tools(t);
}

/* ---- Running ---- */

/* A stopped run gives nothing, and the same document when it is asked for again. */
static void test_stop(void **state) {
  (void)state;
  tools t = open_tools(NULL);
  volatile int stop = 1;
  gloss_stream *stream;
  gloss_doc *doc;
  gloss_layer *layer;
  uint64_t offset;
  tokens got = {0};
  assert_status(gloss_stream_new(&stream, NULL, t.tokenizer, NULL, NULL), GLOSS_OK);
  assert_status(gloss_stream_feed(stream, str("a b"), NULL), GLOSS_OK);
  assert_status(gloss_stream_finish(stream, NULL), GLOSS_OK);
  gloss_scratch_stop(t.scratch, &stop);
  assert_status(gloss_stream_next(stream, t.pool, t.scratch, &doc, &layer, &offset, NULL),
                GLOSS_ESTOP);
  assert_null(doc);
  gloss_scratch_stop(t.scratch, NULL);
  drain(&t, stream, &got, 0);
  assert_int_equal(got.count, 2);
  free_tokens(&got);
  gloss_stream_free(stream);
  close_tools(t);
}

static void test_bounded_memory(void **state) {
  (void)state;
  enum { PART = 100000, PARTS = 300 };
  tools t = open_tools(NULL);
  test_alloc a;
  gloss_stream *stream;
  gloss_doc *doc;
  gloss_layer *layer;
  uint64_t offset, end = 0;
  char *part = malloc(PART + 1);
  assert_non_null(part);
  for (size_t i = 0; i < PART; i++) part[i] = "word, "[i % 6];
  part[PART] = '\0';
  test_alloc_init(&a, 0, 0);
  assert_status(gloss_stream_new(&stream, &a.alloc, t.tokenizer, NULL, NULL), GLOSS_OK);
  for (size_t i = 0; i <= PARTS; i++) {
    if (i < PARTS)
      assert_status(gloss_stream_feed(stream, str(part), NULL), GLOSS_OK);
    else
      assert_status(gloss_stream_finish(stream, NULL), GLOSS_OK);
    while (!gloss_stream_next(stream, t.pool, t.scratch, &doc, &layer, &offset, NULL)) {
      end = offset + gloss_doc_text(doc).size;
      gloss_layer_unref(layer);
      gloss_doc_unref(doc);
    }
    assert_true(a.bytes < 4 << 20);
  }
  assert_true(end == PARTS * strlen(part));
  gloss_stream_free(stream);
  assert_int_equal(a.live, 0);
  free(part);
  close_tools(t);
}

static gloss_status scenario(const gloss_alloc *alloc) {
  gloss_pool *pool = NULL;
  gloss_scratch *scratch = NULL;
  gloss_tokenizer *tokenizer = NULL;
  gloss_stream *stream = NULL;
  gloss_doc *doc;
  gloss_layer *layer;
  uint64_t offset, expected = 0;
  gloss_status status;
  gloss_stream_options options = {.size = 8, .id = str("id"), .replace_bad = 1};
  TRY(gloss_pool_new(&pool, alloc));
  TRY(gloss_scratch_new(&scratch, alloc));
  TRY(gloss_tokenizer_new(&tokenizer, alloc, NULL, NULL));
  TRY(gloss_stream_new(&stream, alloc, tokenizer, &options, NULL));
  TRY(gloss_stream_feed(stream, str("Mr. Smith can't \xFF\xFF\xFF\xFF\xFF go; "), NULL));
  TRY(gloss_stream_feed(stream, str("3.5 % of it \xE2\x82"), NULL));
  TRY(gloss_stream_finish(stream, NULL));
  while ((status = gloss_stream_next(stream, pool, scratch, &doc, &layer, &offset, NULL)) ==
         GLOSS_OK) {
    if (offset != expected) status = GLOSS_EARG;
    expected += gloss_doc_text(doc).size;
    gloss_layer_unref(layer);
    gloss_doc_unref(doc);
    if (status != GLOSS_OK) break;
  }
  if (status == GLOSS_ENOENT) status = GLOSS_OK;
fail:
  gloss_stream_free(stream);
  gloss_tokenizer_unref(tokenizer);
  gloss_scratch_free(scratch);
  gloss_pool_unref(pool);
  return status;
}

static void test_failing_allocator(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_bad_utf8),        cmocka_unit_test(test_after_bad_bytes),
      cmocka_unit_test(test_byte_order_mark), cmocka_unit_test(test_large_offsets),
      cmocka_unit_test(test_wrong_options),   cmocka_unit_test(test_stop),
      cmocka_unit_test(test_bounded_memory),  cmocka_unit_test(test_failing_allocator),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
