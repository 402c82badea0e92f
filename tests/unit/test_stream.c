/* test_stream.c -- a stream gives the tokens of one document, however it is fed and parted. */
#include <stdio.h>

#include "streams.h"

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
    for (size_t size = 500; size <= 3000000; size *= 70) {
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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_same_tokens),
      cmocka_unit_test(test_endless_words),
      cmocka_unit_test(test_word_before_crlf),
      cmocka_unit_test(test_where_pieces_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
