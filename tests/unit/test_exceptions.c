/* test_exceptions.c -- the caller's forms: where they hold, which are refused, many of them. */
#include "tokens.h"

#include <stdio.h>

static void kept_and_split(void **state) {
  (void)state;
  const gloss_str keep[] = {str("and/or"), str("C++"), str("don't"), str("Yahoo!"), str("cannot")};
  const gloss_str split[] = {str("New York City"), str("du n no"), str("5 G")};
  gloss_tokenizer_options options = {.keep = keep, .n_keep = 5, .split = split, .n_split = 3};
  test_check_cuts("C++ and/or don't use", "C++ and/or don't use", &options);
  test_check_cuts("at Yahoo!, dunno of 5G", "at Yahoo! , du n no of 5 G", &options);
  test_check_cuts("bland/order Yahoo", "bland / order Yahoo", &options);
  test_check_cuts("NewYorkCity", "New York City", &options);
  test_check_cuts("I cannot, Cannot", "I cannot , Can not", &options);
}

/* The longest form at a place counts; one that ends inside a word does not; case is exact. */
static void places(void **state) {
  (void)state;
  const gloss_str keep[] = {str("a-b"),      str("a-b-c"), str("a-b-c-d"),     str("-x"),
                            str("\u00E9-1"), str("(c)"),   str("\u2122\u2122")};
  gloss_tokenizer_options options = {.keep = keep, .n_keep = 7};
  test_check_cuts("a-b-c-e", "a-b-c - e", &options);
  test_check_cuts("a-b-c-dd a-bc", "a-b-c - dd a - bc", &options);
  test_check_cuts("A-b a-b\u2014a-b.", "A - b a-b \u2014 a-b .", &options);
  test_check_cuts("y -x \u00E9-1 (c) (C)", "y -x \u00E9-1 (c) ( C )", &options);
  test_check_cuts("a\u2122\u2122", "a \u2122\u2122", &options);
}

static void in_all_styles(void **state) {
  (void)state;
  const gloss_str split[] = {str("do n't")}, keep[] = {str("x/y")};
  gloss_tokenizer_options options = {
      .style = "whitespace", .keep = keep, .n_keep = 1, .split = split, .n_split = 1};
  test_check_cuts("don't x/y", "do n't x/y", &options);
  options.style = "ptb";
  test_check_cuts("don't x/y", "do n't x/y", &options);
}

/* A form may hold a NUL, and begin as a word that is cut does. */
static void with_nul(void **state) {
  (void)state;
  const gloss_str keep = {"gonna\0x", 7};
  test_run run = test_run_start((gloss_str){"a gonna\0x", 9},
                                &(gloss_tokenizer_options){.keep = &keep, .n_keep = 1});
  assert_int_equal(gloss_layer_count(run.tokens), 2);
  assert_int_equal(gloss_layer_starts(run.tokens)[1], 2);
  test_run_stop(run);
}

/* Forms have up to 64 bytes, spaces between parts not counted. */
static void sizes(void **state) {
  (void)state;
  char whole[70], parts[140], text[80];
  gloss_tokenizer *tokenizer;
  memset(whole, 'x', sizeof whole);
  whole[1] = '-';
  for (size_t i = 0; i < 64; i++) memcpy(parts + 2 * i, "y ", 2);
  gloss_str keep = {whole, 64}, split = {parts, 127};
  gloss_tokenizer_options options = {.keep = &keep, .n_keep = 1, .split = &split, .n_split = 1};
  memcpy(text, whole, 64);
  test_run run = test_run_start((gloss_str){text, 64}, &options);
  assert_int_equal(gloss_layer_count(run.tokens), 1);
  test_run_stop(run);
  memset(text, 'y', 65);
  run = test_run_start((gloss_str){text, 64}, &options);
  assert_int_equal(gloss_layer_count(run.tokens), 64);
  test_run_stop(run);
  run = test_run_start((gloss_str){text, 65}, &options);
  assert_int_equal(gloss_layer_count(run.tokens), 1);
  test_run_stop(run);
  keep.size = 65;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, NULL), GLOSS_EARG);
}

static void refused(void **state) {
  (void)state;
  gloss_tokenizer *tokenizer;
  gloss_error err;
  const gloss_str bad_keep[] = {str("New York"), str(""), str("\xFF"), str(" a"), str("a\u00A0b")};
  const gloss_str bad_split[] = {str("cannot"), str("can  not"), str("can not "), str(" "),
                                 str("a\tb")};
  for (size_t i = 0; i < 5; i++) {
    gloss_tokenizer_options options = {.keep = &bad_keep[i], .n_keep = 1};
    assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, &err), GLOSS_EARG);
    assert_non_null(strstr(err.message, "in keep"));
    options = (gloss_tokenizer_options){.split = &bad_split[i], .n_split = 1};
    assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, &err), GLOSS_EARG);
    assert_non_null(strstr(err.message, "in split"));
  }
  const gloss_str keep[] = {str("dunno"), str("dunno")}, split = str("du n no");
  gloss_tokenizer_options options = {.keep = keep, .n_keep = 2};
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, &err), GLOSS_OK);
  gloss_tokenizer_unref(tokenizer);
  options.split = &split;
  options.n_split = 1;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, &err), GLOSS_EARG);
  assert_non_null(strstr(err.message, "du n no"));
}

/* Ten thousand forms are found each, and nothing else is. */
static void many(void **state) {
  (void)state;
  enum { N = 10000, SIZE = 16 };
  char(*texts)[SIZE] = malloc(N * sizeof *texts);
  gloss_str *keep = malloc(N * sizeof *keep);
  for (size_t i = 0; i < N; i++)
    keep[i] = (gloss_str){texts[i], (size_t)snprintf(texts[i], SIZE, "w%zu-%zu", i / 7, i % 7)};
  gloss_tokenizer_options options = {.keep = keep, .n_keep = N};
  for (size_t i = 0; i < N; i += 997) {
    test_run run = test_run_start(keep[i], &options);
    assert_int_equal(gloss_layer_count(run.tokens), 1);
    test_run_stop(run);
  }
  test_check_cuts("w5-7 w1500-1", "w5 - 7 w1500 - 1", &options);
  free(keep);
  free(texts);
}

/* A run of ideographs, of a size that only one look for its end can take. */
static void ideographs(void **state) {
  (void)state;
  enum { N = 1000000 };
  const gloss_str keep[] = {str("\u65E5-x"), str("\u672C")};
  gloss_tokenizer_options options = {.keep = keep, .n_keep = 2};
  test_check_cuts("\u672C\u65E5-x \u65E5\u65E5-x", "\u672C \u65E5-x \u65E5 \u65E5-x", &options);
  char *text = malloc((size_t)3 * N);
  for (size_t i = 0; i < N; i++) memcpy(text + 3 * i, "\u65E5", 3);
  test_run run = test_run_start((gloss_str){text, (size_t)3 * N}, &options);
  assert_int_equal(gloss_layer_count(run.tokens), N);
  test_run_stop(run);
  free(text);
}

/* The fingerprint tells forms and cuts, not their order. */
static void fingerprints(void **state) {
  (void)state;
  const gloss_str forms[] = {str("ab-c"), str("d-e"), str("ab-c")};
  const gloss_str cut[] = {str("ab -c"), str("a b-c")};
  const gloss_tokenizer_options options[] = {
      {.keep = forms, .n_keep = 2}, {.keep = forms + 1, .n_keep = 2}, {.keep = forms, .n_keep = 1},
      {.split = cut, .n_split = 1}, {.split = cut + 1, .n_split = 1}, {.style = NULL}};
  uint64_t seen[6];
  for (size_t i = 0; i < 6; i++) {
    gloss_tokenizer *tokenizer;
    assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options[i], NULL), GLOSS_OK);
    seen[i] = gloss_tokenizer_fingerprint(tokenizer);
    gloss_tokenizer_unref(tokenizer);
    for (size_t k = 0; k < i; k++) assert_true((seen[k] == seen[i]) == (k == 0 && i == 1));
  }
}

static gloss_status scenario(const gloss_alloc *alloc) {
  const gloss_str keep[] = {str("and/or"), str("x-y")}, split = str("du n no"), bad = str("a b");
  gloss_tokenizer_options options = {.keep = keep, .n_keep = 2, .split = &split, .n_split = 1};
  gloss_tokenizer *tokenizer = NULL;
  gloss_status status = gloss_tokenizer_new(&tokenizer, alloc, &options, NULL);
  gloss_tokenizer_unref(tokenizer);
  options = (gloss_tokenizer_options){.keep = &bad, .n_keep = 1};
  if (status == GLOSS_OK && gloss_tokenizer_new(&tokenizer, alloc, &options, NULL) != GLOSS_EARG)
    status = GLOSS_ENOMEM;
  return status;
}

static void failures(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(kept_and_split), cmocka_unit_test(places),
      cmocka_unit_test(in_all_styles),  cmocka_unit_test(with_nul),
      cmocka_unit_test(sizes),          cmocka_unit_test(refused),
      cmocka_unit_test(many),           cmocka_unit_test(fingerprints),
      cmocka_unit_test(ideographs),     cmocka_unit_test(failures)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
