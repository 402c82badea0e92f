/* test_tokenizer.c -- where the styles cut, what the columns say, exceptions, blocks, failures. */
#include "support.h"

#include <stdio.h>

/* Tokenizes a text with the options given. */
typedef struct run {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_doc *doc;
  gloss_layer *tokens;
} run;

static run start(gloss_str text, const gloss_tokenizer_options *options) {
  run r;
  gloss_error err;
  assert_status(gloss_tokenizer_new(&r.tokenizer, NULL, options, &err), GLOSS_OK);
  assert_status(gloss_scratch_new(&r.scratch, NULL), GLOSS_OK);
  assert_status(gloss_doc_new(&r.doc, NULL, text, NULL, &err), GLOSS_OK);
  assert_status(gloss_tokenizer_run(r.tokenizer, r.doc, r.scratch, &r.tokens, &err), GLOSS_OK);
  return r;
}

static void stop(run r) {
  gloss_layer_unref(r.tokens);
  gloss_doc_unref(r.doc);
  gloss_scratch_free(r.scratch);
  gloss_tokenizer_unref(r.tokenizer);
}

static const void *values(gloss_layer *tokens, const char *name) {
  gloss_column column;
  assert_status(gloss_layer_column(tokens, name, &column), GLOSS_OK);
  return column.values;
}

/* Writes the tokens parted by spaces, each followed by / and its kind when `kinds`. */
static void write_tokens(const run *r, int kinds, char *out, size_t room) {
  gloss_str text = gloss_doc_text(r->doc);
  const uint8_t *kind = values(r->tokens, "kind");
  size_t at = 0;
  out[0] = '\0';
  for (uint32_t i = 0; i < gloss_layer_count(r->tokens); i++) {
    uint32_t first = gloss_layer_starts(r->tokens)[i], end = gloss_layer_ends(r->tokens)[i];
    at += (size_t)snprintf(out + at, room - at, "%s%.*s", i > 0 ? " " : "", (int)(end - first),
                           text.data + first);
    if (kinds) at += (size_t)snprintf(out + at, room - at, "/%s", gloss_kind_name(kind[i]));
    assert_true(at < room);
  }
}

static void check_cuts(const char *text, const char *expected,
                       const gloss_tokenizer_options *options) {
  char got[1024];
  run r = start(str(text), options);
  write_tokens(&r, 0, got, sizeof got);
  if (strcmp(got, expected) != 0) print_message("input    %s\naccepted %s\n", text, expected);
  assert_string_equal(got, expected);
  stop(r);
}

/* The input, and the cuts accepted. */
static const char *const ud[][2] = {
    {"the U.S. navy", "the U.S. navy"},
    {"3.5% of 12%", "3.5 % of 12 %"},
    {"$1,234.56 or US$3.50", "$ 1,234.56 or US$ 3.50"},
    {"I don't, can't and won't", "I do n't , ca n't and wo n't"},
    {"don\u2019t", "do n\u2019t"},
    {"Smith's and Smith\u2019s", "Smith 's and Smith \u2019s"},
    {"I'm sure they'd've left, we'll see", "I 'm sure they 'd 've left , we 'll see"},
    {"the workers' hall", "the workers ' hall"},
    {"cannot gonna", "can not gon na"},
    {"https://host/a?id=3&x=y#top", "https://host/a?id=3&x=y#top"},
    {"(see http://host.org/a_(b).)", "( see http://host.org/a_(b) . )"},
    {"at www.example.com, or example.co.uk.", "at www.example.com , or example.co.uk ."},
    {"j.smith@host.co.uk.", "j.smith@host.co.uk ."},
    {"\"Ann\"<a-n.n@host.com>", "\" Ann \" < a-n.n@host.com >"},
    {"read-me.txt", "read-me.txt"},
    {"at 9:30, at 5pm", "at 9:30 , at 5 pm"},
    {"AT&T and R&D", "AT&T and R&D"},
    {"#tag @name", "#tag @name"},
    {"#1 @5", "# 1 @ 5"},
    {"O'Brien of Sana'a", "O'Brien of Sana'a"},
    {"Acme Inc. said", "Acme Inc. said"},
    {"J.P. Crane, J. Crane", "J.P. Crane , J. Crane"},
    {"2026-11-24", "2026-11-24"},
    {"11/24/2026", "11/24/2026"},
    {"+1-202-555-0143", "+1-202-555-0143"},
    {"call 202-555-0143", "call 202-555-0143"},
    {"well :-) and :)", "well :-) and :)"},
    {"wait... no", "wait ... no"},
    {"what?!! -- oh", "what ?!! -- oh"},
    {"words\u2014dashes\u2014words", "words \u2014 dashes \u2014 words"},
    {"words--dashes", "words -- dashes"},
    {"(AAPL.O)", "( AAPL.O )"},
    {"and/or", "and / or"},
    {"3-1/2 or 1/2", "3-1/2 or 1/2"},
    {"1990-1995", "1990 - 1995"},
    {"search-and-rescue", "search - and - rescue"},
    {"U.S.-based", "U.S. - based"},
    {"anti-war co-founder", "anti-war co-founder"},
    {"a 15-year term", "a 15 - year term"},
    {"Caf\u00E9 Cafe\u0301s", "Caf\u00E9 Cafe\u0301s"},
    {"\u201CWe won\u2019t,\u201D she said", "\u201C We wo n\u2019t , \u201D she said"},
    {"the '90s and \u201990s", "the '90s and \u201990s"},
    {"e.g. this, i.e. that etc.", "e.g. this , i.e. that etc ."},
    {"Gen. Ma, Lt. Gov. Roe on Sept. 5", "Gen. Ma , Lt. Gov. Roe on Sept. 5"},
    {"No. 5? No.", "No. 5 ? No ."},
    {"it ended.Then", "it ended . Then"},
    {"a Ph.D. student", "a Ph.D. student"},
    {".5 and .22", ".5 and .22"},
    {"\U0001F468\u200D\U0001F469\u200D\U0001F467 \U0001F44D\U0001F3FD",
     "\U0001F468\u200D\U0001F469\u200D\U0001F467 \U0001F44D\U0001F3FD"},
    {"\U0001F1EB\U0001F1F7\U0001F1E9\U0001F1EA", "\U0001F1EB\U0001F1F7 \U0001F1E9\U0001F1EA"},
    {"a\u00A0b\u3000c", "a b c"},
    {"\u65E5\u672C", "\u65E5 \u672C"},
    {"", ""},
    {" \n\t ", ""}};

static void ud_cuts(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof ud / sizeof *ud; i++) check_cuts(ud[i][0], ud[i][1], NULL);
}

static void whitespace_cuts(void **state) {
  (void)state;
  gloss_tokenizer_options options = {.style = "whitespace"};
  check_cuts("  Don't  stop,\u00A0(now). ", "Don't stop, (now).", &options);
  check_cuts("cannot http://a.b", "cannot http://a.b", &options);
}

static void kinds(void **state) {
  (void)state;
  char got[1024];
  run r = start(str("Ma paid $3.5m on the 21st: see http://a.org/b, a@b.org, #x @y :) \u20AC "
                    "\u0663 \u00C9t\u00E9 \U0001F44D"),
                NULL);
  write_tokens(&r, 1, got, sizeof got);
  assert_string_equal(got,
                      "Ma/word paid/word $/symbol 3.5/number m/word on/word the/word 21st/ordinal "
                      ":/punct see/word http://a.org/b/url ,/punct a@b.org/email ,/punct "
                      "#x/hashtag @y/mention :)/emoji \u20AC/symbol \u0663/number "
                      "\u00C9t\u00E9/word \U0001F44D/emoji");
  stop(r);
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
    run r = start(str(cases[i].text), NULL);
    assert_int_equal(gloss_layer_count(r.tokens), 1);
    assert_int_equal(((const uint16_t *)values(r.tokens, "shape"))[0], cases[i].shape);
    stop(r);
  }
}

/* The flags of a token are the same wherever it stands among the masks. */
static void shapes_anywhere(void **state) {
  (void)state;
  char text[300];
  for (unsigned before = 0; before < 130; before++) {
    memset(text, ' ', before);
    strcpy(text + before, "McCoy-27's");
    run r = start(str(text), NULL);
    const uint16_t *shape = values(r.tokens, "shape");
    assert_int_equal(gloss_layer_count(r.tokens), 4);
    assert_int_equal(shape[0], 1 << GLOSS_SCRIPT_SHIFT | GLOSS_INITIAL_CAP | GLOSS_MIXED);
    assert_int_equal(shape[2], GLOSS_DIGITS);
    assert_int_equal(shape[3], 1 << GLOSS_SCRIPT_SHIFT | GLOSS_LOWER | GLOSS_APOSTROPHE);
    stop(r);
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
  run r = start(str("a, b\nc\r\nd\n \ne\r\n\r\nf\u00A0g\u2028h"), NULL);
  assert_int_equal(gloss_layer_count(r.tokens), sizeof expected);
  assert_memory_equal(values(r.tokens, "space"), expected, sizeof expected);
  stop(r);
}

static void columns_on_demand(void **state) {
  (void)state;
  run r = start(str("The \u00C9COLE'S a-longer-word-than-sixteen-bytes Internationalisation the"),
                NULL);
  const uint64_t *hash = values(r.tokens, "hash");
  const uint32_t *folded = values(r.tokens, "folded"), *form = values(r.tokens, "form");
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
  stop(r);
}

static void exceptions(void **state) {
  (void)state;
  const gloss_str keep[] = {str("and/or"), str("C++"), str("don't"), str("Yahoo!")};
  const gloss_str split[] = {str("New York City"), str("du n no"), str("5 G")};
  gloss_tokenizer_options options = {.keep = keep, .n_keep = 4, .split = split, .n_split = 3};
  check_cuts("C++ and/or don't use", "C++ and/or don't use", &options);
  check_cuts("at Yahoo!, dunno of 5G", "at Yahoo! , du n no of 5 G", &options);
  check_cuts("bland/order Yahoo", "bland / order Yahoo", &options);
  check_cuts("NewYorkCity", "New York City", &options);
}

static void bad_options(void **state) {
  (void)state;
  gloss_tokenizer *tokenizer;
  gloss_error err;
  const gloss_str bad_keep[] = {str("New York"), str(""), str("\xFF"), str(" a")};
  const gloss_str bad_split[] = {str("cannot"), str("can  not"), str("can not "), str(" ")};
  gloss_tokenizer_options options = {.style = "penn"};
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, &err), GLOSS_EARG);
  assert_null(tokenizer);
  assert_non_null(strstr(err.message, "penn"));
  options = (gloss_tokenizer_options){.language = "tlh"};
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, &err), GLOSS_EARG);
  for (size_t i = 0; i < 4; i++) {
    options = (gloss_tokenizer_options){.keep = &bad_keep[i], .n_keep = 1};
    assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, &err), GLOSS_EARG);
    options = (gloss_tokenizer_options){.split = &bad_split[i], .n_split = 1};
    assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, &err), GLOSS_EARG);
  }
}

static uint64_t fingerprint_of(const gloss_tokenizer_options *options) {
  gloss_tokenizer *tokenizer;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, options, NULL), GLOSS_OK);
  uint64_t fingerprint = gloss_tokenizer_fingerprint(tokenizer);
  gloss_tokenizer_unref(tokenizer);
  return fingerprint;
}

static void fingerprints(void **state) {
  (void)state;
  const gloss_str form = str("new york");
  const gloss_str joined = str("newyork");
  gloss_tokenizer_options options[] = {{.style = "ud"},
                                       {.style = "whitespace"},
                                       {.keep = &joined, .n_keep = 1},
                                       {.split = &form, .n_split = 1}};
  assert_true(fingerprint_of(NULL) == fingerprint_of(&options[0]));
  for (size_t i = 0; i < 4; i++) {
    for (size_t k = 0; k < i; k++)
      assert_true(fingerprint_of(&options[i]) != fingerprint_of(&options[k]));
  }
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
  run one = start((gloss_str){piece, size}, NULL),
      many = start((gloss_str){text, TIMES * size + 100000}, NULL);
  uint32_t n = gloss_layer_count(one.tokens);
  assert_int_equal(gloss_layer_count(many.tokens), n * TIMES + 1);
  const uint8_t *kind = values(many.tokens, "kind"), *kind_of_one = values(one.tokens, "kind");
  const uint16_t *shape = values(many.tokens, "shape"), *shape_of_one = values(one.tokens, "shape");
  for (uint32_t i = 0; i < n * TIMES; i++) {
    uint32_t base = (uint32_t)(i / n * size);
    assert_int_equal(gloss_layer_starts(many.tokens)[i],
                     base + gloss_layer_starts(one.tokens)[i % n]);
    assert_int_equal(gloss_layer_ends(many.tokens)[i], base + gloss_layer_ends(one.tokens)[i % n]);
    assert_int_equal(kind[i], kind_of_one[i % n]);
    assert_int_equal(shape[i], shape_of_one[i % n]);
  }
  stop(one);
  stop(many);
  free(text);
}

/* Random text of the troublesome pieces: tokens lie in order and leave out white space alone. */
static void random_texts(void **state) {
  (void)state;
  static const char *const pieces[] = {
      "a",          "B",      "7",      ".",       "'",       "\u2019",     "-",
      "@",          "/",      ":",      "#",       "$",       "+",          ",",
      " ",          "\n",     "\"",     "(",       ")",       "&",          "_",
      "*",          "!",      "...",    "http://", "www.",    ".com",       "n't",
      "U.S.",       "\u2014", "\u00E9", "\u0301",  "\u00A0",  "\U0001F44D", "\u200D",
      "\U0001F1EB", "\u65E5", "cannot", "5pm",     "mailto:", "\0"};
  uint64_t seed = 7;
  char text[400];
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  for (unsigned round = 0; round < 20000; round++) {
    size_t size = 0;
    for (unsigned k = next_random(&seed) % 40; k > 0; k--) {
      const char *piece = pieces[next_random(&seed) % (sizeof pieces / sizeof *pieces)];
      size_t length = *piece ? strlen(piece) : 1;
      memcpy(text + size, piece, length);
      size += length;
    }
    run r = {tokenizer, scratch, NULL, NULL};
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

static void stopped(void **state) {
  (void)state;
  volatile int flag = 1;
  run r = start(str("some text"), NULL);
  gloss_layer *tokens;
  gloss_scratch_stop(r.scratch, &flag);
  assert_status(gloss_tokenizer_run(r.tokenizer, r.doc, r.scratch, &tokens, NULL), GLOSS_ESTOP);
  assert_null(tokens);
  gloss_scratch_stop(r.scratch, NULL);
  assert_status(gloss_tokenizer_run(r.tokenizer, r.doc, r.scratch, &tokens, NULL), GLOSS_OK);
  gloss_layer_unref(tokens);
  stop(r);
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
  const struct CMUnitTest tests[] = {cmocka_unit_test(ud_cuts),
                                     cmocka_unit_test(whitespace_cuts),
                                     cmocka_unit_test(kinds),
                                     cmocka_unit_test(shapes),
                                     cmocka_unit_test(shapes_anywhere),
                                     cmocka_unit_test(spaces),
                                     cmocka_unit_test(columns_on_demand),
                                     cmocka_unit_test(exceptions),
                                     cmocka_unit_test(bad_options),
                                     cmocka_unit_test(fingerprints),
                                     cmocka_unit_test(long_texts),
                                     cmocka_unit_test(random_texts),
                                     cmocka_unit_test(stopped),
                                     cmocka_unit_test(failures)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
