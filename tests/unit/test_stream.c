/* test_stream.c -- a stream gives the tokens of one document, however it is fed and parted. */
#include "support.h"

#include <stdio.h>

/* What is made in every test. */
typedef struct tools {
  gloss_pool *pool;
  gloss_scratch *scratch;
  gloss_tokenizer *tokenizer;
} tools;

static tools open_tools(const gloss_tokenizer_options *options) {
  tools t;
  assert_status(gloss_pool_new(&t.pool, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&t.scratch, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_new(&t.tokenizer, NULL, options, NULL), GLOSS_OK);
  return t;
}

static void close_tools(tools t) {
  gloss_tokenizer_unref(t.tokenizer);
  gloss_scratch_free(t.scratch);
  gloss_pool_unref(t.pool);
}

/* Tokens, and the text they are of. */
typedef struct token {
  uint64_t start, end, hash;
  uint32_t kind, shape, space;
} token;

typedef struct tokens {
  token *at;
  size_t count, room, pieces, text_size, text_room;
  char *text;
  uint64_t offset; /* of the last piece */
} tokens;

static void free_tokens(tokens *t) {
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

static tokens of_document(const tools *t, gloss_str text, int replace_bad) {
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
static void drain(const tools *t, gloss_stream *stream, tokens *all, uint64_t start) {
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
static tokens of_stream(const tools *t, gloss_str text, const gloss_stream_options *options,
                        uint32_t most, uint64_t seed) {
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

static void check_same(const tokens *a, const tokens *b, const char *what) {
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

/* Checks a text parted in documents of some sizes, fed in parts of some sizes. */
static void check_stream(const tools *t, gloss_str text, const char *what) {
  static const size_t sizes[] = {1, 50, 1000, 20000, 0};
  static const uint32_t feeds[] = {100000, 40, 1000, 1, 100000};
  tokens expected = of_document(t, text, 0);
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    gloss_stream_options options = {.size = sizes[i]};
    tokens got = of_stream(t, text, &options, feeds[i], i);
    check_same(&expected, &got, what);
    free_tokens(&got);
  }
  free_tokens(&expected);
}

/* ---- The same tokens ---- */

static const char *const parts[] = {
    "The U.S. navy",
    "Dr. ",
    "on the 3. ",
    "Die ",
    "25 000 ",
    "don't ",
    "a.m. ",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\t",
    "  ",
    "j@host.org ",
    "No. 5 ",
    "https://a.b/c ",
    "J. ",
    "Smith ",
    "\xE2\x80\xA8",
    "\xC2\xA0",
    "l'homme ",
    ":-) ",
    "...",
    "-- ",
    "po' ",
    "gonna ",
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9 ",
    "e\xCC\x81 ",
    " \xCC\x81",
    "\xE6\xBC\xA2\xE5\xAD\x97 ",
    "\xD1\x82.\xD0\xB4. ",
    "\xEF\xBB\xBF",
    "(AAPL.O) ",
    "3.5 % ",
    "x",
    "\r",
    "Inc. ",
    "Nr. ",
    "24.12. ",
    "um ",
    "Al. ",
};

static char *mixed_text(size_t size, uint64_t seed) {
  char *text = malloc(size + 1);
  size_t at = 0;
  assert_non_null(text);
  for (;;) {
    const char *part = parts[next_random(&seed) % (sizeof parts / sizeof *parts)];
    if (at + strlen(part) > size) break;
    memcpy(text + at, part, strlen(part));
    at += strlen(part);
  }
  text[at] = '\0';
  return text;
}

static void test_same_tokens(void **state) {
  (void)state;
  static const gloss_tokenizer_options options[] = {
      {.style = "ud"},
      {.style = "ptb"},
      {.style = "uax29"},
      {.style = "whitespace"},
      {.language = "de"},
      {.language = "fr"},
      {.language = "it"},
      {.language = "ru"},
      {.language = "el"},
      {.language = "es"},
      {.language = "pt"},
      {.language = "nl"},
      {.hyphens = "keep", .clitics = "keep", .urls = "split", .symbols = "keep", .emoji = "split"},
  };
  for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
    tools t = open_tools(&options[i]);
    const char *what = options[i].language ? options[i].language : options[i].style;
    for (uint64_t seed = 1; seed <= 4; seed++) {
      char *text = mixed_text(seed == 1 ? 60000 : 3000, seed);
      check_stream(&t, str(text), what ? what : "options");
      free(text);
    }
    close_tools(t);
  }
}

/* Words without white space that must be parted: every 1 MB, as in a document. */
static void test_endless_words(void **state) {
  (void)state;
  static const char *const words[][2] = {
      {"", "a"},          {"w ", "\xC3\xA9"}, {"+", "1"},   {"3-1/", "1"},
      {"1 ", "1 "},       {"", "x-"},         {"w ", "a."}, {"", "\xE3\x80\x80"},
      {"w", " \xCC\x81"}, {"w://", "1"},      {"@", "b"}};
  enum { SIZE = 3 << 20 };
  char *text = malloc(SIZE + 64);
  assert_non_null(text);
  for (size_t i = 0; i < 2 * sizeof words / sizeof *words; i++) {
    gloss_tokenizer_options styles = {.style = i % 2 ? "uax29" : "ud"};
    if (i % 2 == 0) styles.language = "fr";
    tools t = open_tools(&styles);
    const char *unit = words[i / 2][1];
    size_t unit_size = strlen(unit), at = (size_t)snprintf(text, 16, "%s", words[i / 2][0]);
    for (; at + unit_size <= SIZE; at += unit_size) memcpy(text + at, unit, unit_size);
    at += (size_t)snprintf(text + at, 16, " and more");
    tokens expected = of_document(&t, (gloss_str){text, at}, 0);
    for (size_t size = 500; size <= 3000000; size *= 300) {
      gloss_stream_options options = {.size = size};
      tokens got = of_stream(&t, (gloss_str){text, at}, &options, 300000, i);
      assert_true(got.pieces >= 2);
      check_same(&expected, &got, unit);
      free_tokens(&got);
    }
    free_tokens(&expected);
    close_tools(t);
  }
  free(text);
}

/* CR LF just where a word is parted. */
static void test_word_before_crlf(void **state) {
  (void)state;
  enum { MB = 1 << 20 };
  tools t = open_tools(NULL);
  char *text = malloc(MB + 16);
  assert_non_null(text);
  for (size_t word = MB - 3; word < MB + 2; word++) {
    memset(text, 'a', word);
    memcpy(text + word, "\r\nb c", 5);
    tokens expected = of_document(&t, (gloss_str){text, word + 5}, 0);
    tokens got =
        of_stream(&t, (gloss_str){text, word + 5}, &(gloss_stream_options){.size = 9}, MB, 1);
    check_same(&expected, &got, "a word and CR LF");
    free_tokens(&got);
    free_tokens(&expected);
  }
  free(text);
  close_tools(t);
}

/* ---- Where pieces end ---- */

/* Checks the pieces of a text, each followed by |. */
static void check_pieces(const char *text, size_t size, const char *expected) {
  tools t = open_tools(NULL);
  gloss_stream *stream;
  gloss_doc *doc;
  gloss_layer *layer;
  uint64_t offset;
  char got[256];
  size_t at = 0;
  gloss_stream_options options = {.size = size};
  assert_status(gloss_stream_new(&stream, NULL, t.tokenizer, &options, NULL), GLOSS_OK);
  assert_status(gloss_stream_feed(stream, str(text), NULL), GLOSS_OK);
  assert_status(gloss_stream_finish(stream, NULL), GLOSS_OK);
  while (!gloss_stream_next(stream, t.pool, t.scratch, &doc, &layer, &offset, NULL)) {
    gloss_str piece = gloss_doc_text(doc);
    at += (size_t)snprintf(got + at, sizeof got - at, "%.*s|", (int)piece.size, piece.data);
    assert_true(at < sizeof got);
    gloss_layer_unref(layer);
    gloss_doc_unref(doc);
  }
  assert_string_equal(got, expected);
  gloss_stream_free(stream);
  close_tools(t);
}

static void test_where_pieces_end(void **state) {
  (void)state;
  check_pieces("a b c d e f", 100, "a b c d e f|");
  check_pieces("one two three", 8, "one two |three|");
  check_pieces("one two\nthree four", 12, "one two\n|three four|");
  check_pieces("one two\nthree\n\nfour five six", 18, "one two\nthree\n\n|four five six|");
  check_pieces("one two\n \r\nthree\nfour five six", 20, "one two\n \r\n|three\nfour five six|");
  check_pieces("one\ntwo three four", 12, "one\ntwo |three four|"); /* in the last half */
  check_pieces("one\r\ntwo", 4, "one\r\n|two|");
  check_pieces("longword and more", 3, "longword |and |more|");
  check_pieces("longword", 3, "longword|");
}

/* ---- Bytes ---- */

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
  char *part = mixed_text(PART, 5);
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
      cmocka_unit_test(test_same_tokens),      cmocka_unit_test(test_endless_words),
      cmocka_unit_test(test_word_before_crlf), cmocka_unit_test(test_where_pieces_end),
      cmocka_unit_test(test_bad_utf8),         cmocka_unit_test(test_after_bad_bytes),
      cmocka_unit_test(test_byte_order_mark),  cmocka_unit_test(test_large_offsets),
      cmocka_unit_test(test_wrong_options),    cmocka_unit_test(test_stop),
      cmocka_unit_test(test_bounded_memory),   cmocka_unit_test(test_failing_allocator),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
