/* test_styles.c -- where each style cuts, and what each option changes; inputs and accepted cuts
** are printed. */
#include "tokens.h"

/* An input, and the cuts accepted. */
typedef const char *const pair[2];

static void check_all(const pair *cases, size_t n, const gloss_tokenizer_options *options) {
  for (size_t i = 0; i < n; i++) test_check_cuts(cases[i][0], cases[i][1], options);
}

#define CHECK_ALL(cases, options) check_all(cases, sizeof cases / sizeof cases[0], options)

static const pair ud[] = {
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
    {"a1-b 22-c 3-4-d co-1-e", "a1 - b 22 - c 3 - 4 - d co-1 - e"},
    {"2026-11-24-x 1-2/3-y x1-y.com USD5-a", "2026-11-24 - x 1-2/3 - y x1-y.com USD 5 - a"},
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
    {"on 24C days, 5 km/h", "on 24 C days , 5 km / h"},
    {"40mg 1.8GW 100g 5pc 25bps 10kV 3GB 500ml 2L 10km",
     "40 mg 1.8 GW 100 g 5 pc 25 bps 10 kV 3 GB 500 ml 2 L 10 km"},
    {"USD50m, EUR20 and Rs1,000", "USD 50 m , EUR 20 and Rs 1,000"},
    {"the 1990s, a 4G phone, room 5C", "the 1990s , a 4G phone , room 5C"},
    {"the 1st, G8, H1N1, CO2, 2nd", "the 1st , G8 , H1N1 , CO2 , 2nd"},
    {"20\u00B0C and 5\u20AC", "20 \u00B0 C and 5 \u20AC"},
    {"CANNOT Cannot y'all dont", "CAN NOT Can not y' all do nt"},
    {"a cannot", "a can not"},
    {"", ""},
    {" \n\t ", ""}};

static void ud_cuts(void **state) {
  (void)state;
  CHECK_ALL(ud, NULL);
}

static const pair ptb[] = {
    {"the U.S. navy", "the U.S. navy"},
    {"3.5% of 12%", "3.5 % of 12 %"},
    {"$1,234.56 or US$3.50 or #5", "$ 1,234.56 or US$ 3.50 or # 5"},
    {"I can't; they don\u2019t", "I ca n't ; they do n\u2019t"},
    {"Smith's and Smith\u2019s, the workers'", "Smith 's and Smith \u2019s , the workers '"},
    {"I cannot, I'm gonna", "I can not , I 'm gon na"},
    {"my mother-in-law's co-founder", "my mother-in-law 's co-founder"},
    {"a 15-year, $5-a-share deal", "a 15-year , $ 5-a-share deal"},
    {"and/or 1990-1995 AFP/Reuters 9/11", "and/or 1990-1995 AFP/Reuters 9/11"},
    {"U.S.-based Inc.-owned", "U.S.-based Inc.-owned"},
    {"pre- and post-war", "pre - and post-war"},
    {"3-1/2, 1/2, 2026-11-24, +1-202-555-0143", "3-1/2 , 1/2 , 2026-11-24 , +1-202-555-0143"},
    {"\"We won't,\" she said: ``no''", "\" We wo n't , \" she said : `` no ''"},
    {"wait... no -- oh", "wait ... no -- oh"},
    {"words\u2014dashes--words", "words \u2014 dashes -- words"},
    {"(see https://host/a-b?id=3&x=y#top)", "( see https://host/a-b?id=3&x=y#top )"},
    {"j.smith@host.co.uk, #tag @name", "j.smith@host.co.uk , #tag @name"},
    {"at 9:30, at 5pm, 40mg, USD50", "at 9:30 , at 5pm , 40mg , USD50"},
    {"AT&T (AAPL.O) O'Brien J.P. Inc. said", "AT&T ( AAPL.O ) O'Brien J.P. Inc. said"},
    {"[a] {b} (c)", "[ a ] { b } ( c )"},
    {":-) \U0001F468\u200D\U0001F469\u200D\U0001F467",
     ":-) \U0001F468\u200D\U0001F469\u200D\U0001F467"}};

static void ptb_cuts(void **state) {
  (void)state;
  CHECK_ALL(ptb, &(gloss_tokenizer_options){.style = "ptb"});
}

static const pair whitespace[] = {{"  Don't  stop,\u00A0(now). ", "Don't stop, (now)."},
                                  {"cannot http://a.b $5", "cannot http://a.b $5"}};

static void whitespace_cuts(void **state) {
  (void)state;
  CHECK_ALL(whitespace, &(gloss_tokenizer_options){.style = "whitespace"});
}

static void hyphens(void **state) {
  (void)state;
  gloss_tokenizer_options options = {.hyphens = "keep"};
  test_check_cuts("a 15-year, and/or 1990-1995's", "a 15-year , and/or 1990-1995 's", &options);
  test_check_cuts("U.S.-based, a\u2010b -c d-", "U.S.-based , a\u2010b - c d -", &options);
  options = (gloss_tokenizer_options){.style = "ptb", .hyphens = "split"};
  test_check_cuts("a 15-year, and/or co-op", "a 15 - year , and / or co-op", &options);
}

static void clitics(void **state) {
  (void)state;
  gloss_tokenizer_options options = {.clitics = "keep"};
  test_check_cuts("don't, Smith\u2019s, they'd've", "don't , Smith\u2019s , they'd've", &options);
  test_check_cuts("cannot gonna y'all workers' 'tis", "cannot gonna y'all workers ' 'tis",
                  &options);
  options = (gloss_tokenizer_options){.style = "ptb", .clitics = "split"};
  test_check_cuts("don't cannot", "do n't can not", &options);
}

static void urls(void **state) {
  (void)state;
  gloss_tokenizer_options options = {.urls = "split"};
  test_check_cuts("http://host.com/x", "http : // host . com / x", &options);
  test_check_cuts("ann@host.org", "ann @ host . org", &options);
  test_check_cuts("notes.txt of U.S. @name", "notes . txt of U.S. @name", &options);
  options = (gloss_tokenizer_options){.urls = "keep"};
  test_check_cuts("http://host.com/x", "http://host.com/x", &options);
}

static void symbols(void **state) {
  (void)state;
  gloss_tokenizer_options options = {.symbols = "keep"};
  test_check_cuts("$5, US$3.50, 20\u20AC, \u20AC20, #5", "$5 , US$3.50 , 20\u20AC , \u20AC20 , #5",
                  &options);
  test_check_cuts("5%, 2\u2030, 20\u00B0C, 20\u00B0", "5% , 2\u2030 , 20\u00B0C , 20\u00B0",
                  &options);
  test_check_cuts("5pm, 40mg, USD50m", "5pm , 40mg , USD50m", &options);
  test_check_cuts("$ 5, 5 %, $x, x%", "$ 5 , 5 % , $ x , x %", &options);
  options = (gloss_tokenizer_options){.style = "ptb", .symbols = "split"};
  test_check_cuts("$5 at 5pm", "$ 5 at 5 pm", &options);
}

static void emoji(void **state) {
  (void)state;
  gloss_tokenizer_options options = {.emoji = "split"};
  test_check_cuts("\U0001F468\u200D\U0001F469 ok", "\U0001F468\u200D \U0001F469 ok", &options);
  test_check_cuts("\U0001F44D\U0001F3FD\U0001F1EB\U0001F1F7",
                  "\U0001F44D\U0001F3FD \U0001F1EB\U0001F1F7", &options);
  test_check_cuts("well :-) so", "well : - ) so", &options);
}

/* Asserts that a tokenizer is refused with all that `said` names, ended by NULL. */
static void check_refused(const gloss_tokenizer_options *options, const char *const *said) {
  gloss_tokenizer *tokenizer;
  gloss_error err;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, options, &err), GLOSS_EARG);
  assert_null(tokenizer);
  for (; *said; said++) {
    if (!strstr(err.message, *said)) print_message("no %s in: %s\n", *said, err.message);
    assert_non_null(strstr(err.message, *said));
  }
}

#define CHECK_REFUSED(options, ...)                                                                \
  check_refused(&(gloss_tokenizer_options)options, (const char *const[]){__VA_ARGS__, NULL})
#define OPTIONS(...)                                                                               \
  { __VA_ARGS__ }

static void unknown_values(void **state) {
  (void)state;
  CHECK_REFUSED(OPTIONS(.style = "ptp"), "style \"ptp\"", "mean \"ptb\"",
                "ud, ptb, uax29, whitespace");
  CHECK_REFUSED(OPTIONS(.style = "UD"), "mean \"ud\"");
  CHECK_REFUSED(OPTIONS(.style = ""), "style \"\"");
  CHECK_REFUSED(OPTIONS(.language = "tlh"), "tlh");
  CHECK_REFUSED(OPTIONS(.hyphens = "kepe"), "\"kepe\" of hyphens", "mean \"keep\"", "split");
  CHECK_REFUSED(OPTIONS(.clitics = "spilt"), "\"spilt\" of clitics", "mean \"split\"", "keep");
  CHECK_REFUSED(OPTIONS(.urls = "whole"), "\"whole\" of urls", "split, keep");
  CHECK_REFUSED(OPTIONS(.symbols = "x"), "\"x\" of symbols");
  CHECK_REFUSED(OPTIONS(.emoji = "cut"), "\"cut\" of emoji");
  CHECK_REFUSED(OPTIONS(.style = "whitespace", .hyphens = "keep"), "whitespace", "hyphens");
}

/* Tokenizers share a fingerprint only when they cut alike. */
static void fingerprints(void **state) {
  (void)state;
  static const gloss_tokenizer_options different[] = {
      {.style = NULL},     {.style = "ptb"},    {.style = "whitespace"},
      {.hyphens = "keep"}, {.clitics = "keep"}, {.urls = "split"},
      {.symbols = "keep"}, {.emoji = "split"},  {.style = "ptb", .hyphens = "split"},
      {.language = "de"}};
  static const gloss_tokenizer_options plain = {.style = "ud",
                                                .language = "en",
                                                .hyphens = "split",
                                                .clitics = "split",
                                                .urls = "keep",
                                                .symbols = "split",
                                                .emoji = "keep"};
  enum { N = sizeof different / sizeof different[0] };
  uint64_t seen[N + 1];
  for (size_t i = 0; i <= N; i++) {
    gloss_tokenizer *tokenizer;
    const gloss_tokenizer_options *options = i < N ? &different[i] : &plain;
    assert_status(gloss_tokenizer_new(&tokenizer, NULL, options, NULL), GLOSS_OK);
    seen[i] = gloss_tokenizer_fingerprint(tokenizer);
    gloss_tokenizer_unref(tokenizer);
    for (size_t k = 0; k < i && i < N; k++) assert_true(seen[k] != seen[i]);
  }
  assert_true(seen[0] == seen[N]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ud_cuts),     cmocka_unit_test(ptb_cuts), cmocka_unit_test(whitespace_cuts),
      cmocka_unit_test(hyphens),     cmocka_unit_test(clitics),  cmocka_unit_test(urls),
      cmocka_unit_test(symbols),     cmocka_unit_test(emoji),    cmocka_unit_test(unknown_values),
      cmocka_unit_test(fingerprints)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
