/* test_tokenizer.c -- what the columns say, blocks, failures. (test_styles.c,
** test_exceptions.c: where it cuts.) */
#include "tokens.h"

static void kinds(void **state) {
  (void)state;
  char got[1024];
  test_run r =
      test_run_start(str("Ma paid $3.5m on the 21st: see http://a.org/b, a@b.org, #x @y :) \u20AC "
                         "\u0663 \u00C9t\u00E9 \U0001F44D"),
                     NULL);
  test_write_tokens(&r, 1, got, sizeof got);
  assert_string_equal(got,
                      "Ma/word paid/word $/symbol 3.5/number m/word on/word the/word 21st/ordinal "
                      ":/punct see/word http://a.org/b/url ,/punct a@b.org/email ,/punct "
                      "#x/hashtag @y/mention :)/emoji \u20AC/symbol \u0663/number "
                      "\u00C9t\u00E9/word \U0001F44D/emoji");
  test_run_stop(r);
}

static void shapes(void **state) {
  (void)state;
  enum { LATIN = 1 << GLOSS_SCRIPT_SHIFT, GREEK = 2 << GLOSS_SCRIPT_SHIFT };
  static const struct {
    const char *text;
    unsigned shape;
  } cases[] = {{"said", LATIN | GLOSS_LOWER},
               {"Said", LATIN | GLOSS_INITIAL_CAP},
               {"I", LATIN | GLOSS_INITIAL_CAP},
               {"NATO", LATIN | GLOSS_INITIAL_CAP | GLOSS_ALL_CAPS},
               {"iPhone", LATIN | GLOSS_MIXED},
               {"McCoy", LATIN | GLOSS_INITIAL_CAP | GLOSS_MIXED},
               {"U.S.", LATIN | GLOSS_INITIAL_CAP | GLOSS_ALL_CAPS},
               {"anti-war", LATIN | GLOSS_LOWER | GLOSS_HYPHEN},
               {"O'Brien", LATIN | GLOSS_INITIAL_CAP | GLOSS_APOSTROPHE},
               {"12", GLOSS_DIGITS},
               {"G8", LATIN | GLOSS_DIGITS | GLOSS_INITIAL_CAP},
               {"!", 0},
               {"\u00C9cole", LATIN | GLOSS_INITIAL_CAP},
               {"\u00E9t\u00E9", LATIN | GLOSS_LOWER},
               {"\u00C9T\u00C9", LATIN | GLOSS_INITIAL_CAP | GLOSS_ALL_CAPS},
               {"\u03B1\u03B2", GREEK | GLOSS_LOWER}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    test_run r = test_run_start(str(cases[i].text), NULL);
    assert_int_equal(gloss_layer_count(r.tokens), 1);
    assert_int_equal(((const uint16_t *)test_values(r.tokens, "shape"))[0], cases[i].shape);
    test_run_stop(r);
  }
}

/* The flags of a token are the same wherever it stands among the masks. */
static void shapes_anywhere(void **state) {
  (void)state;
  char text[300];
  for (unsigned before = 0; before < 130; before++) {
    memset(text, ' ', before);
    strcpy(text + before, "McCoy-27's");
    test_run r = test_run_start(str(text), NULL);
    const uint16_t *shape = test_values(r.tokens, "shape");
    assert_int_equal(gloss_layer_count(r.tokens), 4);
    assert_int_equal(shape[0], 1 << GLOSS_SCRIPT_SHIFT | GLOSS_INITIAL_CAP | GLOSS_MIXED);
    assert_int_equal(shape[2], GLOSS_DIGITS);
    assert_int_equal(shape[3], 1 << GLOSS_SCRIPT_SHIFT | GLOSS_LOWER | GLOSS_APOSTROPHE);
    test_run_stop(r);
  }
}

static void spaces(void **state) {
  (void)state;
  static const uint8_t expected[] = {0,
                                     0,
                                     GLOSS_SPACE,
                                     GLOSS_SPACE | GLOSS_NEWLINE,
                                     GLOSS_SPACE | GLOSS_NEWLINE,
                                     GLOSS_SPACE | GLOSS_NEWLINE | GLOSS_BLANK_LINE,
                                     GLOSS_SPACE | GLOSS_NEWLINE | GLOSS_BLANK_LINE,
                                     GLOSS_SPACE,
                                     GLOSS_SPACE | GLOSS_NEWLINE};
  test_run r = test_run_start(str("a, b\nc\r\nd\n \ne\r\n\r\nf\u00A0g\u2028h"), NULL);
  assert_int_equal(gloss_layer_count(r.tokens), sizeof expected);
  assert_memory_equal(test_values(r.tokens, "space"), expected, sizeof expected);
  test_run_stop(r);
}

static void columns_on_demand(void **state) {
  (void)state;
  test_run r = test_run_start(
      str("The \u00C9COLE'S a-longer-word-than-sixteen-bytes Internationalisation the"), NULL);
  const uint64_t *hash = test_values(r.tokens, "hash");
  const uint32_t *folded = test_values(r.tokens, "folded"), *form = test_values(r.tokens, "form");
  uint32_t n = gloss_layer_count(r.tokens);
  for (uint32_t i = 0; i < n; i++) {
    assert_true(hash[i] == gloss_hash(gloss_doc_string(r.doc, folded[i])));
  }
  assert_str(gloss_doc_string(r.doc, folded[1]), "\u00E9cole");
  assert_str(gloss_doc_string(r.doc, form[0]), "The");
  assert_int_equal(folded[0], folded[n - 1]);
  assert_int_not_equal(form[0], form[n - 1]);
  gloss_column column;
  assert_status(gloss_layer_column(r.tokens, "lemma", &column), GLOSS_ENOENT);
  test_run_stop(r);
}

/* A text many blocks long is cut as its parts are; a run of bytes longer than a block is whole. */
static void long_texts(void **state) {
  (void)state;
  static const char piece[] =
      "Gen. Ma's U.S.-based co-founder paid $3.5m (a@b.org), didn't he? caf\u00E9 \u201Cno\u201D\n";
  enum { TIMES = 4000 };
  size_t size = sizeof piece - 1;
  char *text = malloc(TIMES * size + 100000);
  for (size_t i = 0; i < TIMES; i++) memcpy(text + i * size, piece, size);
  memset(text + TIMES * size, 'x', 100000);
  test_run one = test_run_start((gloss_str){piece, size}, NULL),
           many = test_run_start((gloss_str){text, TIMES * size + 100000}, NULL);
  uint32_t n = gloss_layer_count(one.tokens);
  assert_int_equal(gloss_layer_count(many.tokens), n * TIMES + 1);
  const uint8_t *kind = test_values(many.tokens, "kind"),
                *kind_of_one = test_values(one.tokens, "kind");
  const uint16_t *shape = test_values(many.tokens, "shape"),
                 *shape_of_one = test_values(one.tokens, "shape");
  for (uint32_t i = 0; i < n * TIMES; i++) {
    uint32_t base = (uint32_t)(i / n * size);
    assert_int_equal(gloss_layer_starts(many.tokens)[i],
                     base + gloss_layer_starts(one.tokens)[i % n]);
    assert_int_equal(gloss_layer_ends(many.tokens)[i], base + gloss_layer_ends(one.tokens)[i % n]);
    assert_int_equal(kind[i], kind_of_one[i % n]);
    assert_int_equal(shape[i], shape_of_one[i % n]);
  }
  test_run_stop(one);
  test_run_stop(many);
  free(text);
}

/* Tokenizes random texts of the troublesome pieces: tokens lie in order and leave out white space
** alone. */
static void check_random_texts(const gloss_tokenizer_options *options) {
  static const char *const pieces[] = {
      "a",       "B",          "7",      ".",          "'",      "\u2019", "-",      "@",
      "/",       ":",          "#",      "$",          "+",      ",",      " ",      "\n",
      "\"",      "(",          ")",      "&",          "_",      "*",      "!",      "...",
      "http://", "www.",       ".com",   "n't",        "U.S.",   "\u2014", "\u00E9", "\u0301",
      "\u00A0",  "\U0001F44D", "\u200D", "\U0001F1EB", "\u65E5", "cannot", "5pm",    "mailto:",
      "\0",      "USD5",       "%",      "\u00B0C",    "\u20AC", "n't",    ":-)",    "1"};
  uint64_t seed = 7;
  char text[400];
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, options, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  for (unsigned round = 0; round < 10000; round++) {
    size_t size = 0;
    for (unsigned k = next_random(&seed) % 40; k > 0; k--) {
      const char *piece = pieces[next_random(&seed) % (sizeof pieces / sizeof *pieces)];
      size_t length = *piece ? strlen(piece) : 1;
      memcpy(text + size, piece, length);
      size += length;
    }
    test_run r = {tokenizer, scratch, NULL, NULL};
    assert_status(gloss_doc_new(&r.doc, NULL, (gloss_str){text, size}, NULL, NULL), GLOSS_OK);
    assert_status(gloss_tokenizer_run(tokenizer, r.doc, scratch, &r.tokens, NULL), GLOSS_OK);
    uint32_t last = 0, n = gloss_layer_count(r.tokens);
    for (uint32_t i = 0; i <= n; i++) {
      uint32_t first = i < n ? gloss_layer_starts(r.tokens)[i] : (uint32_t)size;
      assert_true(first >= last);
      for (uint32_t k = last; k < first; k++) {
        assert_true(text[k] == ' ' || text[k] == '\n' || (text[k] & 0x80));
      }
      if (i < n) assert_true((last = gloss_layer_ends(r.tokens)[i]) > first);
    }
    gloss_layer_unref(r.tokens);
    gloss_doc_unref(r.doc);
  }
  gloss_scratch_free(scratch);
  gloss_tokenizer_unref(tokenizer);
}

static void random_texts(void **state) {
  (void)state;
  const gloss_str keep[] = {str("cannot"), str("a."), str("(B"), str("\u2014\u2014")};
  const gloss_str split[] = {str("5 pm"), str("' '"), str("a B a")};
  check_random_texts(NULL);
  check_random_texts(&(gloss_tokenizer_options){.style = "ptb", .emoji = "split"});
  check_random_texts(&(gloss_tokenizer_options){.style = "whitespace"});
  check_random_texts(&(gloss_tokenizer_options){.style = "uax29"});
  check_random_texts(&(gloss_tokenizer_options){
      .hyphens = "keep", .clitics = "keep", .urls = "split", .symbols = "keep"});
  check_random_texts(
      &(gloss_tokenizer_options){.keep = keep, .n_keep = 4, .split = split, .n_split = 3});
}

static void stopped(void **state) {
  (void)state;
  volatile int flag = 1;
  test_run r = test_run_start(str("some text"), NULL);
  gloss_layer *tokens;
  gloss_scratch_stop(r.scratch, &flag);
  assert_status(gloss_tokenizer_run(r.tokenizer, r.doc, r.scratch, &tokens, NULL), GLOSS_ESTOP);
  assert_null(tokens);
  gloss_scratch_stop(r.scratch, NULL);
  assert_status(gloss_tokenizer_run(r.tokenizer, r.doc, r.scratch, &tokens, NULL), GLOSS_OK);
  gloss_layer_unref(tokens);
  test_run_stop(r);
}

/* Everything a run does, with memory that fails. */
static gloss_status scenario(const gloss_alloc *alloc) {
  const gloss_str keep = str("and/or"), split = str("du n no");
  gloss_tokenizer_options options = {.keep = &keep, .n_keep = 1, .split = &split, .n_split = 1};
  gloss_pool *pool = NULL;
  gloss_scratch *scratch = NULL;
  gloss_tokenizer *tokenizer = NULL;
  gloss_doc *doc = NULL;
  gloss_layer *tokens = NULL;
  gloss_column column;
  gloss_status status;
  TRY(gloss_pool_new(&pool, alloc));
  TRY(gloss_scratch_new(&scratch, alloc));
  TRY(gloss_tokenizer_new(&tokenizer, alloc, &options, NULL));
  TRY(gloss_doc_new(&doc, pool, str("I can't :) reach a@b.org, and/or \u00C9MILE\u2019S"), NULL,
                    NULL));
  TRY(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL));
  assert_int_equal(gloss_layer_count(tokens), 10);
  TRY(gloss_layer_column(tokens, "hash", &column));
  TRY(gloss_layer_column(tokens, "folded", &column));
  TRY(gloss_layer_column(tokens, "form", &column));
fail:
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
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
  const struct CMUnitTest tests[] = {cmocka_unit_test(kinds),
                                     cmocka_unit_test(shapes),
                                     cmocka_unit_test(shapes_anywhere),
                                     cmocka_unit_test(spaces),
                                     cmocka_unit_test(columns_on_demand),
                                     cmocka_unit_test(long_texts),
                                     cmocka_unit_test(random_texts),
                                     cmocka_unit_test(stopped),
                                     cmocka_unit_test(failures)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
