/* test_sentence.c -- where sentences end: rules, line breaks, bounds, options, failures. */
#include "sentence.h"

#include "sentences.h"

static void check(const char *marked) { test_check_sentences(marked, NULL, (gloss_span){0, 0}); }

static void stops(void **state) {
  (void)state;
  check("It rained. |We left. |Who knew? |Nobody! |Fine");
  check("He paid 3.5 million. |12 men left. |\"No one,\" she said.");
}

static void unspaced(void **state) {
  (void)state;
  check("It had rained.|We left early.|They stayed at home.com though.");
}

static void quotes_and_brackets(void **state) {
  (void)state;
  check("\"We met,\" Crane said. |\"It was good.\" |Then he left.");
  check("\u201CWe won\u2019t agree. |When we were tired, we sang,\u201D Crane said of the trip.");
  check("\"Stop!\" Johnson shouted. |\"Why?\" she asked. |\"I do not know.\" |Nobody did.");
  check("He left (it was late.) |She stayed. |(It was early.) |They slept.");
  check("He called it \u201Ca small mercy\u201D. |She agreed.");
}

/* An opener after the stop may be the last token there is. */
static void ends_of_text(void **state) {
  (void)state;
  check("\"Why?\" |(");
  check("He left. |\"");
  check("the U.S. (");
  check("Why? |-- \"");
  check(".");
  check("(");
}

static void abbreviations(void **state) {
  (void)state;
  check("Gen. Ma met Lt. Gov. Anne Roe and Dr. J. P. Crane of St. Ives on Sept. 5 in Washington.");
  check("The U.S. Navy left the U.S. |The ships were old.");
  check(
      "Acme Inc. and Brown Corp. merged. |Acme Inc. (ACME) rose. |He left Acme Inc. |She stayed.");
  check("They met at 9 a.m. Monday and at 5 p.m. EST. |They left at 6 p.m. |The hall was empty.");
  check("See No. 5 and pp. 14-15, e.g. Fig. 3. |He said no. |She said yes.");
  check("Harry S. Crane and R.E. Lee spoke. |It was about vitamins A, B and C. |Then came tea.");
  check("He lives in Washington, D.C. |She lives on Main St. in Boise.");
}

static void marks_after_stops(void **state) {
  (void)state;
  check("He was born in Rome. [2] [3] |His father was a smith. [4]");
  check("Nice place! :) |We came back. |So good :) |Thanks");
  check("Well... maybe. |He waited . . . |Then he left.");
  check("I waited... and left. |We asked?!! |They went.");
}

static void careless_writing(void **state) {
  (void)state;
  check("the train was late again. |nobody told us. |why would they? |who knows!");
  check("He works for Yahoo! as an approx. estimate says.");
}

/* Stops and quotes that are not ASCII, in the default language. */
static void other_scripts(void **state) {
  (void)state;
  check("\u4ED6\u4F86\u4E86\u3002|\u4ED6\u8D70\u4E86\uFF1F\uFF01\u300D|Hm");
  check("\u4ED6\u2026\u2026\u8D70. |\u201EYes.\u201C |\u00BBNo.\u00AB |\u00ABSo. \u00BB |Well");
  check("\u0935\u0939\u0964|\u0935\u0939 \u0939\u0948. |\u0935\u0939, \u0646\u0639\u0645\u061F "
        "|\u00BFQu\u00E9?");
  check("\u300AWhy\uFF1F\u300Bby him. |\uFF1F|\uFF08\u3002");
}

static void lists(void **state) {
  (void)state;
  check("1. The first thing is this. |2. The second is that.");
  check("A. Terms\n|B. Costs");
}

static const char wrapped[] =
    "The company said on Monday that it would\nclose two of its older plants in the north\n"
    "and move most of the work to a new site in\nBoise, where it has bought some land from\n"
    "the city. |Mr. Crane said the move would take a\nyear or more.\n|Shares fell.\n\n|Next day\n";

static void wrapped_lines(void **state) {
  (void)state;
  gloss_splitter_options wrap = {.newlines = "wrap"};
  check(wrapped);
  test_check_sentences(wrapped, &wrap, (gloss_span){0, 0});
  test_check_sentences("one two\nthree\n\n|four", &wrap, (gloss_span){0, 0});
}

static void paragraphs(void **state) {
  (void)state;
  gloss_splitter_options paragraph = {.newlines = "paragraph"};
  check("Ministers meet in Oslo\n|Oslo, May 5 - They met. |They left.\n|By A. Crane");
  check("The plant, which had been closed for years, was sold to\na new owner. |It opened.");
  test_check_sentences("one two\n|three. |Four\n\n|five", &paragraph, (gloss_span){0, 0});
}

static void sentence_lines(void **state) {
  (void)state;
  gloss_splitter_options lines = {.style = "lines"}, sentence = {.newlines = "sentence"};
  test_check_sentences("He came. He saw.\n|He left. It rained.\n", &lines, (gloss_span){0, 0});
  test_check_sentences("He came. He saw.\n|He left. It rained.", &sentence, (gloss_span){0, 0});
}

static void bounds(void **state) {
  (void)state;
  test_check_sentences("OSLO (AP) - |The king left. |He sailed |home", NULL, (gloss_span){12, 36});
  test_check_sentences("OSLO (AP) - |The king left. |He sailed home", NULL, (gloss_span){0, 27});
}

static void datelines(void **state) {
  (void)state;
  check("OSLO, Norway, May 5 (AP) \u2014 |The king left. |He sailed home");
  check("The king sailed on.\n\n|OSLO, May 5 - |He came back.");
  check("Lima (EFE).- |It rained.");
  check("OSLO (AP) -");
  check("OSLO (");
  check("OSLO / - Rain");
  check("OSLO - Rain fell. |OSLO (AP) - Snow fell.");
  check("Lund of Oslo, who was late (again) - She came.");
}

static void callers_abbreviations(void **state) {
  (void)state;
  const gloss_str more[] = {str("Abp."), str("xyzzy.")};
  gloss_splitter_options options = {.abbreviations = more, .n_abbreviations = 2};
  check("He met Abp. |Crane today.");
  test_check_sentences("He met Abp. Crane today. |It was good.", &options, (gloss_span){0, 0});
}

static void bad_options(void **state) {
  (void)state;
  static const char *const bad[] = {"Abp", ".", "", "\xFF.",
                                    "an abbreviation that is much too long."};
  gloss_splitter *splitter;
  gloss_error err;
  gloss_splitter_options options = {.style = "prose"};
  assert_status(gloss_splitter_new(&splitter, NULL, &options, &err), GLOSS_EARG);
  assert_null(splitter);
  assert_non_null(strstr(err.message, "prose"));
  options = (gloss_splitter_options){.newlines = "never"};
  assert_status(gloss_splitter_new(&splitter, NULL, &options, &err), GLOSS_EARG);
  options = (gloss_splitter_options){.language = "tlh"};
  assert_status(gloss_splitter_new(&splitter, NULL, &options, &err), GLOSS_EARG);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    const gloss_str form = str(bad[i]);
    options = (gloss_splitter_options){.abbreviations = &form, .n_abbreviations = 1};
    assert_status(gloss_splitter_new(&splitter, NULL, &options, &err), GLOSS_EARG);
  }
}

static void bad_layers(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("one two"), *other = make_doc("three");
  const gloss_span span = {0, 3};
  gloss_layer *plain = make_layer(doc, "token", &span, 1),
              *far = make_layer(other, "zone", &span, 1);
  gloss_layer *sentences;
  gloss_splitter *splitter;
  gloss_scratch *scratch;
  assert_status(gloss_splitter_new(&splitter, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  assert_status(gloss_splitter_run(splitter, plain, NULL, scratch, &sentences, NULL), GLOSS_EARG);
  assert_status(gloss_splitter_run(splitter, plain, far, scratch, &sentences, NULL), GLOSS_EARG);
  assert_null(sentences);
  gloss_scratch_free(scratch);
  gloss_splitter_unref(splitter);
  gloss_layer_unref(plain);
  gloss_layer_unref(far);
  gloss_doc_unref(doc);
  gloss_doc_unref(other);
}

static uint32_t width_of(gloss_str text) {
  uint32_t width;
  gloss__measure_lines(text, NULL, GLOSS__NEWLINES_AUTO, &width);
  return width;
}

static void widths(void **state) {
  (void)state;
  assert_int_equal(width_of(str("")), 0);
  assert_int_equal(width_of(str("one line, no break")), 0);
  assert_int_equal(width_of(str("short\nlines of\na list\nof many\nthings that\ndiffer\n")), 0);
  char text[sizeof wrapped];
  size_t size = 0;
  for (const char *p = wrapped; *p; p++) {
    if (*p != '|') text[size++] = *p;
  }
  assert_int_equal(width_of((gloss_str){text, size}), 46);
}

static gloss_status scenario(const gloss_alloc *alloc) {
  const gloss_str more = str("Abp.");
  gloss_splitter_options options = {.abbreviations = &more, .n_abbreviations = 1};
  gloss_pool *pool = NULL;
  gloss_scratch *scratch = NULL;
  gloss_tokenizer *tokenizer = NULL;
  gloss_splitter *splitter = NULL;
  gloss_doc *doc = NULL;
  gloss_layer *tokens = NULL, *sentences = NULL;
  gloss_status status;
  TRY(gloss_pool_new(&pool, alloc));
  TRY(gloss_scratch_new(&scratch, alloc));
  TRY(gloss_tokenizer_new(&tokenizer, alloc, NULL, NULL));
  TRY(gloss_splitter_new(&splitter, alloc, &options, NULL));
  TRY(gloss_doc_new(&doc, pool, str("He met Abp. Crane. She left."), NULL, NULL));
  TRY(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL));
  TRY(gloss_splitter_run(splitter, tokens, tokens, scratch, &sentences, NULL));
  gloss_layer_unref(sentences);
  TRY(gloss_splitter_run(splitter, tokens, NULL, scratch, &sentences, NULL));
  assert_int_equal(gloss_layer_count(sentences), 2);
fail:
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

static void stopped(void **state) {
  (void)state;
  volatile int flag = 1;
  gloss_doc *doc = make_doc("He left. She stayed.");
  gloss_tokenizer *tokenizer;
  gloss_splitter *splitter;
  gloss_scratch *scratch;
  gloss_layer *tokens, *sentences;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_splitter_new(&splitter, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL), GLOSS_OK);
  gloss_scratch_stop(scratch, &flag);
  assert_status(gloss_splitter_run(splitter, tokens, NULL, scratch, &sentences, NULL), GLOSS_ESTOP);
  assert_null(sentences);
  gloss_layer_unref(tokens);
  gloss_scratch_free(scratch);
  gloss_splitter_unref(splitter);
  gloss_tokenizer_unref(tokenizer);
  gloss_doc_unref(doc);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(stops),
                                     cmocka_unit_test(unspaced),
                                     cmocka_unit_test(quotes_and_brackets),
                                     cmocka_unit_test(ends_of_text),
                                     cmocka_unit_test(abbreviations),
                                     cmocka_unit_test(marks_after_stops),
                                     cmocka_unit_test(careless_writing),
                                     cmocka_unit_test(other_scripts),
                                     cmocka_unit_test(lists),
                                     cmocka_unit_test(wrapped_lines),
                                     cmocka_unit_test(paragraphs),
                                     cmocka_unit_test(sentence_lines),
                                     cmocka_unit_test(bounds),
                                     cmocka_unit_test(datelines),
                                     cmocka_unit_test(callers_abbreviations),
                                     cmocka_unit_test(bad_options),
                                     cmocka_unit_test(bad_layers),
                                     cmocka_unit_test(widths),
                                     cmocka_unit_test(failures),
                                     cmocka_unit_test(stopped)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
