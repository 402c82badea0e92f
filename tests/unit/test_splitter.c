/* test_splitter.c -- what is around the splitter's decisions: reasons, paragraphs and lines, the
** style "uax29", what line breaks are, starters. */
#include "sentence.h"

#include "sentences.h"

static void expect(const char *text, const char *name, const gloss_splitter_options *options,
                   const char *expected) {
  char got[4096] = "";
  test_write_layer(text, name, options, got, sizeof got);
  assert_string_equal(got, expected);
}

static void reasons(void **state) {
  (void)state;
  expect("It rained. We left", "sentence", NULL, "It rained.<terminator>|We left<end>");
  expect("Rain in Oslo\n\nIt rained.\n\nOn the way home", "sentence", NULL,
         "Rain in Oslo<heading>|It rained.<terminator>|On the way home<end>");
  expect("Bring:\n- tea\n- milk\n\nThank you", "sentence", NULL,
         "Bring:<list>|- tea<list>|- milk<list>|Thank you<end>");
  expect("1. one\n2. two\n(a) three\nfour", "sentence", NULL,
         "1. one<list>|2. two<list>|(a) three<list>|four<end>");
  expect("OSLO (AP) - It rained.", "sentence", NULL,
         "OSLO (AP) -<dateline>|It rained.<terminator>");
  expect("By A. Crane\nOslo", "sentence", NULL, "By A. Crane<line>|Oslo<end>");
  expect("He said \"no.\"\n\nShe left.", "sentence", NULL,
         "He said \"no.\"<terminator>|She left.<terminator>");
  expect("", "sentence", NULL, "");
}

static void bound_reasons(void **state) {
  (void)state;
  static const gloss_span spans[] = {{0, 8}, {8, 20}, {20, 26}};
  gloss_doc *doc = make_doc("OSLO -  He left now. Bye!! ");
  gloss_layer *zones = make_layer(doc, "zone", spans, 3), *tokens, *sentences;
  gloss_tokenizer *tokenizer;
  gloss_splitter *splitter;
  gloss_scratch *scratch;
  gloss_column reason;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_splitter_new(&splitter, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL), GLOSS_OK);
  assert_status(gloss_splitter_run(splitter, tokens, zones, scratch, &sentences, NULL), GLOSS_OK);
  assert_int_equal(gloss_layer_count(sentences), 3);
  assert_status(gloss_layer_column(sentences, "reason", &reason), GLOSS_OK);
  assert_str(gloss_doc_string(doc, ((const uint32_t *)reason.values)[0]), "bound");
  assert_str(gloss_doc_string(doc, ((const uint32_t *)reason.values)[1]), "terminator");
  gloss_layer_unref(sentences);
  gloss_layer_unref(tokens);
  gloss_layer_unref(zones);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
  gloss_splitter_unref(splitter);
  gloss_tokenizer_unref(tokenizer);
}

/* Writes `word` over and over, then `tail`. */
static char *long_text(const char *word, size_t times, const char *tail) {
  size_t size = strlen(word);
  char *text = malloc(times * size + strlen(tail) + 1);
  for (size_t i = 0; i < times; i++) memcpy(text + i * size, word, size);
  strcpy(text + times * size, tail);
  return text;
}

/* Checks how a long text is split behind its repeated words. */
static void expect_end(const char *word, size_t times, const char *tail, const char *expected) {
  size_t words = times * strlen(word), room = words + 4096;
  char *text = long_text(word, times, tail), *got = malloc(room);
  test_write_layer(text, "sentence", NULL, got, room);
  assert_memory_equal(got, text, words - 1);
  assert_string_equal(got + words - 1, expected);
  free(got);
  free(text);
}

/* What stands where a sentence grows too long: nothing, a stop of several tokens, a line break. */
static void limit_at(void **state) {
  (void)state;
  enum { WORDS = GLOSS__SENTENCE_LIMIT / 4 };
  expect_end("aaa ", WORDS - 1, "bbb ccc ddd. Eee", " bbb ccc<limit>|ddd.<terminator>|Eee<end>");
  expect_end("aaa ", WORDS - 1, ". . . . . Bbb", " . . . . .<terminator>|Bbb<end>");
  expect_end("aaa ", WORDS - 1, "bbb\n\nccc", " bbb<paragraph>|ccc<end>");
  expect_end("aaa ", WORDS, "\"bbb\" ccc.", " \"<limit>|bbb\" ccc.<terminator>");
}

/* A sentence without an end is parted after 1 MB. */
static void limit(void **state) {
  (void)state;
  enum { SIZE = 5 << 19 };
  char *text = malloc(SIZE + 1);
  gloss_doc *doc;
  gloss_layer *tokens, *sentences;
  gloss_tokenizer *tokenizer;
  gloss_splitter *splitter;
  gloss_scratch *scratch;
  for (int i = 0; i < SIZE; i++) text[i] = i % 4 == 3 ? ' ' : 'a';
  assert_status(gloss_doc_new(&doc, NULL, (gloss_str){text, SIZE}, NULL, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_splitter_new(&splitter, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL), GLOSS_OK);
  assert_status(gloss_splitter_run(splitter, tokens, NULL, scratch, &sentences, NULL), GLOSS_OK);
  assert_int_equal(gloss_layer_count(sentences), 3);
  assert_int_equal(gloss_layer_starts(sentences)[1] - gloss_layer_ends(sentences)[0], 1);
  assert_in_range(gloss_layer_ends(sentences)[0], 1 << 20, (1 << 20) + 256);
  gloss_layer_unref(sentences);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
  gloss_splitter_unref(splitter);
  gloss_tokenizer_unref(tokenizer);
  free(text);
}

static void paragraph_layer(void **state) {
  (void)state;
  gloss_splitter_options lines = {.newlines = "sentence"}, wrap = {.newlines = "wrap"};
  expect("  One. Two.\n\nThree. \r\n \r\nFour.\fFive.\n", "paragraph", NULL,
         "One. Two.|Three.|Four.|Five.");
  expect("a\nb\n\nc", "paragraph", &lines, "a\nb|c");
  expect("a\nb\n\nc", "paragraph", &wrap, "a\nb|c");
  expect("The ship left the harbour late on\nMonday with forty men and women on\nboard, the owners "
         "said. It is now in\nthe open sea and will be in the port\nin a week.\nNobody was hurt on "
         "the way to the sea\nby the storm.\n",
         "paragraph", NULL,
         "The ship left the harbour late on\nMonday with forty men and women on\nboard, the owners "
         "said. It is now in\nthe open sea and will be in the port\nin a week.|Nobody was hurt on "
         "the way to the sea\nby the storm.");
  expect(" \n ", "paragraph", NULL, "");
}

static void line_layer(void **state) {
  (void)state;
  expect("a b \r\n\n  c\rd\xE2\x80\xA8"
         "e\fg",
         "line", NULL, "a b|c|d|e|g");
  expect("", "line", NULL, "");
}

static void uax29(void **state) {
  (void)state;
  gloss_splitter_options options = {.style = "uax29"};
  expect(" Mr. Crane left. he did!  (Yes.)\nNo", "sentence", &options,
         "Mr.<terminator>|Crane left. he did!<terminator>|(Yes.)<terminator>|No<end>");
  expect("\xD7\x90.\xD7\x91 x", "sentence", &options,
         "\xD7\x90.<terminator>|\xD7\x91 x<end>"); /* inside a token */
  expect("one\ntwo", "sentence", &options, "one<line>|two<end>");
  expect(" ", "sentence", &options, "");
  test_check_sentences("one |two. |Three four", &options, (gloss_span){0, 4});
}

static void nearest_names(void **state) {
  (void)state;
  gloss_splitter *splitter;
  gloss_error err;
  gloss_splitter_options style = {.style = "uax92"}, newlines = {.newlines = "wrapped"};
  assert_status(gloss_splitter_new(&splitter, NULL, &style, &err), GLOSS_EARG);
  assert_string_equal(err.message, "unknown splitter style \"uax92\": did you mean \"uax29\"? "
                                   "There are news, uax29, lines");
  assert_status(gloss_splitter_new(&splitter, NULL, &newlines, &err), GLOSS_EARG);
  assert_string_equal(err.message, "unknown newlines \"wrapped\": did you mean \"wrap\"? There are "
                                   "auto, wrap, paragraph, sentence");
}

static void starters(void **state) {
  (void)state;
  const gloss_str words[] = {str("Ships")}, bad[] = {str("")};
  gloss_splitter_options options = {.starters = words, .n_starters = 1};
  gloss_splitter *splitter;
  test_check_sentences("He left Acme Inc. Ships came.", NULL, (gloss_span){0, 0});
  test_check_sentences("He left Acme Inc. |Ships came.", &options, (gloss_span){0, 0});
  options.starters = bad;
  assert_status(gloss_splitter_new(&splitter, NULL, &options, NULL), GLOSS_EARG);
}

/* In a text in lower case any word may begin a sentence; in capitals none is a sign of one. */
static void letters_of_one_case(void **state) {
  (void)state;
  test_check_sentences("the train was late. |\"again,\" he said in the u.s. embassy on main st. in "
                       "oslo. |it is by. |mr. crane left at 5 p.m. on monday. |who? |nobody",
                       NULL, (gloss_span){0, 0});
  test_check_sentences("THE TRAIN WAS LATE. |\"AGAIN,\" HE SAID IN THE U.S. EMBASSY ON MAIN ST. IN "
                       "OSLO. |MR. CRANE LEFT AT 5 P.M. ON MONDAY. |WHO? |NOBODY",
                       NULL, (gloss_span){0, 0});
}

static gloss_status scenario(const gloss_alloc *alloc) {
  gloss_splitter_options options = {.style = "uax29"};
  gloss_pool *pool = NULL;
  gloss_scratch *scratch = NULL;
  gloss_tokenizer *tokenizer = NULL;
  gloss_splitter *splitter = NULL;
  gloss_doc *doc = NULL;
  gloss_layer *tokens = NULL, *sentences = NULL, *paragraphs = NULL, *lines = NULL;
  gloss_status status;
  TRY(gloss_pool_new(&pool, alloc));
  TRY(gloss_scratch_new(&scratch, alloc));
  TRY(gloss_tokenizer_new(&tokenizer, alloc, NULL, NULL));
  TRY(gloss_splitter_new(&splitter, alloc, &options, NULL));
  TRY(gloss_doc_new(&doc, pool, str("He left.\n\nShe stayed."), NULL, NULL));
  TRY(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL));
  TRY(gloss_splitter_run(splitter, tokens, tokens, scratch, &sentences, NULL));
  TRY(gloss_splitter_paragraphs(splitter, tokens, scratch, &paragraphs, NULL));
  TRY(gloss_splitter_lines(splitter, tokens, scratch, &lines, NULL));
  assert_int_equal(gloss_layer_count(sentences), gloss_layer_count(tokens));
  assert_int_equal(gloss_layer_count(paragraphs), 2);
fail:
  gloss_layer_unref(lines);
  gloss_layer_unref(paragraphs);
  gloss_layer_unref(sentences);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
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

/* ---- What line breaks are ---- */

static gloss__newlines measure(const char *text) {
  uint32_t width;
  gloss_splitter *splitter;
  assert_status(gloss_splitter_new(&splitter, NULL, NULL, NULL), GLOSS_OK);
  gloss__newlines newlines =
      gloss__measure_lines(str(text), splitter->lexicon, GLOSS__NEWLINES_AUTO, &width);
  gloss_splitter_unref(splitter);
  return newlines;
}

/* Writes a text n times. */
static const char *many(const char *text, int n) {
  static char out[8192];
  out[0] = '\0';
  for (int i = 0; i < n; i++) strcat(out, text);
  return out;
}

static void sentence_lines(void **state) {
  (void)state;
  static const char each[] = "The ship left the harbour on Monday.\nWho saw it leave the harbour?\n"
                             "\"Nobody was on board,\" he said.\n";
  assert_int_equal(measure(many(each, 6)), GLOSS__NEWLINES_SENTENCE);
  assert_int_equal(measure(many(each, 3)), GLOSS__NEWLINES_MEANT); /* too few */
  assert_int_equal(measure(many("The ship left. It came back on Friday.\n", 40)),
                   GLOSS__NEWLINES_MEANT);
  assert_int_equal(measure(many("The ship left the harbour.\n\nIt came back on Friday.\n\n", 20)),
                   GLOSS__NEWLINES_MEANT); /* paragraphs */
  assert_int_equal(measure(many("Hi there.\nHello.\nYes.\nNo.\n", 20)), GLOSS__NEWLINES_MEANT);
  assert_int_equal(measure(many("10:31 one user is on the line\n10:32 none is here now.\n", 20)),
                   GLOSS__NEWLINES_MEANT);
  assert_int_equal(
      measure(many("I went out to the hazel wood of old,\nand cut a hazel wand.\n", 9)),
      GLOSS__NEWLINES_MEANT);
  assert_int_equal(measure(many("Oslo wins the cup\nThe king leaves\n- tea and milk\n", 20)),
                   GLOSS__NEWLINES_MEANT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reasons),         cmocka_unit_test(bound_reasons),
      cmocka_unit_test(limit),           cmocka_unit_test(limit_at),
      cmocka_unit_test(paragraph_layer), cmocka_unit_test(line_layer),
      cmocka_unit_test(uax29),           cmocka_unit_test(nearest_names),
      cmocka_unit_test(starters),        cmocka_unit_test(sentence_lines),
      cmocka_unit_test(failures),        cmocka_unit_test(letters_of_one_case)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
