/* test_gazetteer.c -- entries, and what a gazetteer makes of them. */
#include "support.h"

#include <stdio.h>

#include "gazlist.h"

/* A gazetteer, and what it is run with. */
typedef struct bench {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_gazetteer *gazetteer;
  gloss_doc *doc;
  gloss_layer *matches;
} bench;

static gloss_entries *start_entries(gloss_tokenizer *tokenizer, gloss_case match, int all) {
  gloss_gazetteer_options options = {.match = match, .policy = all ? GLOSS_EVERY : GLOSS_LONGEST};
  gloss_entries *entries;
  assert_status(gloss_entries_new(&entries, NULL, tokenizer, &options, NULL), GLOSS_OK);
  return entries;
}

/* Makes a gazetteer of the surfaces, separated by "|". */
static bench make_bench(const char *surfaces, gloss_case match, int all) {
  bench b = {0};
  assert_status(gloss_tokenizer_new(&b.tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&b.scratch, NULL), GLOSS_OK);
  gloss_entries *entries = start_entries(b.tokenizer, match, all);
  for (const char *s = surfaces; *s;) {
    size_t size = strcspn(s, "|");
    assert_status(gloss_entries_add(entries, (gloss_str){s, size}, NULL, NULL), GLOSS_OK);
    s += size + (s[size] != '\0');
  }
  gloss_error err;
  assert_status(gloss_gazetteer_new(&b.gazetteer, entries, &err), GLOSS_OK);
  gloss_entries_free(entries);
  return b;
}

static void drop_matches(bench *b) {
  gloss_layer_unref(b->matches);
  gloss_doc_unref(b->doc);
  b->matches = NULL;
  b->doc = NULL;
}

static void free_bench(bench *b) {
  drop_matches(b);
  gloss_scratch_free(b->scratch);
  gloss_gazetteer_unref(b->gazetteer);
  gloss_tokenizer_unref(b->tokenizer);
}

static void run_on(bench *b, const char *text) {
  drop_matches(b);
  gloss_layer *tokens;
  b->doc = make_doc(text);
  assert_status(gloss_tokenizer_run(b->tokenizer, b->doc, b->scratch, &tokens, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_run(b->gazetteer, tokens, b->scratch, &b->matches, NULL), GLOSS_OK);
  gloss_layer_unref(tokens);
}

static const void *values_of(gloss_layer *layer, const char *name, gloss_type type) {
  gloss_column column;
  assert_status(gloss_layer_column(layer, name, &column), GLOSS_OK);
  assert_int_equal(column.type, type);
  return column.values;
}

/* Checks the matches in a text, written "surface:entry|surface:entry". */
static void expect(bench *b, const char *text, const char *expected) {
  char got[2000], *end = got + sprintf(got, "%s -> ", text);
  run_on(b, text);
  const int64_t *entry = values_of(b->matches, "entry", GLOSS_INTEGER);
  const uint32_t *starts = gloss_layer_starts(b->matches), *ends = gloss_layer_ends(b->matches);
  for (uint32_t i = 0; i < gloss_layer_count(b->matches); i++)
    end += snprintf(end, sizeof got - (size_t)(end - got), "%s%.*s:%d", i ? "|" : "",
                    (int)(ends[i] - starts[i]), text + starts[i], (int)entry[i]);
  char wanted[2000];
  snprintf(wanted, sizeof wanted, "%s -> %s", text, expected);
  assert_string_equal(got, wanted);
}

/* ---- Matching -------------------------------------------------------------------------------- */

static void test_exact(void **state) {
  (void)state;
  bench b = make_bench("Port of Lune|Port|lune", GLOSS_EXACT, 0);
  expect(&b, "The Port of Lune, the port of lune and Port of call, Lunes.",
         "Port of Lune:0|lune:2|Port:1");
  expect(&b, "", "");
  expect(&b, "Port", "Port:1");
  expect(&b, "Port of", "Port:1");
  assert_string_equal(gloss_layer_name(b.matches), "gazetteer");
  assert_string_equal(gloss_gazetteer_name(b.gazetteer), "gazetteer");
  assert_int_equal(gloss_gazetteer_count(b.gazetteer), 3);
  assert_null(gloss_gazetteer_column(b.gazetteer, 0));
  free_bench(&b);
}

static void test_folded(void **state) {
  (void)state;
  bench b = make_bench("Ma\xC3\x9Fstab|O'Hara|caf\xC3\xA9", GLOSS_FOLDED, 0);
  expect(&b, "MASSSTAB, Massstab and ma\xC3\x9Fstab", "MASSSTAB:0|Massstab:0|ma\xC3\x9Fstab:0");
  expect(&b, "O\xE2\x80\x99HARA cafe\xCC\x81 cafe", "O\xE2\x80\x99HARA:1|cafe\xCC\x81:2");
  free_bench(&b);
}

static void test_smart(void **state) {
  (void)state;
  bench b = make_bench("US|UNESCO|May|New Lune|it|AB CD 9|mild", GLOSS_SMART, 0);
  expect(&b, "us US, Unesco UNESCO, may May, new LUNE, It it, ab cd 9 AB CD 9, MILD",
         "US:0|UNESCO:1|May:2|new LUNE:3|it:4|AB CD 9:5|MILD:6");
  free_bench(&b);
}

static void test_white_space_is_free(void **state) {
  (void)state;
  bench b = make_bench("New Lune|  Old\t\nLune ", GLOSS_EXACT, 0);
  expect(&b, "New \r\n\t Lune; Old\xC2\xA0Lune; NewLune; New, Lune",
         "New \r\n\t Lune:0|Old\xC2\xA0Lune:1");
  free_bench(&b);
}

static void test_longest_backs_off(void **state) {
  (void)state;
  bench b = make_bench("a b|a b c D|b c|c", GLOSS_EXACT, 0);
  expect(&b, "a b c D", "a b c D:1");
  expect(&b, "a b c d", "a b:0|c:3");
  expect(&b, "x b c a b", "b c:2|a b:0");
  free_bench(&b);
}

static void test_same_surface_in_order(void **state) {
  (void)state;
  bench b = make_bench("Lune|May|lune|Lune|LUNE", GLOSS_FOLDED, 0);
  expect(&b, "Lune.", "Lune:0|Lune:2|Lune:3|Lune:4");
  free_bench(&b);
  b = make_bench("Lune|May|lune|Lune|LUNE", GLOSS_EXACT, 0);
  expect(&b, "Lune.", "Lune:0|Lune:3");
  free_bench(&b);
}

static void test_all(void **state) {
  (void)state;
  bench b = make_bench("a|a b|b c d|a b c|b|a b", GLOSS_EXACT, 1);
  expect(&b, "a b c d", "a b c:3|a b:1|a b:5|a:0|b c d:2|b:4");
  free_bench(&b);
}

/* An entry is found wherever a text may hold it whole. */
static void test_contexts(void **state) {
  (void)state;
  static const char *const surfaces[] = {"Lune",
                                         "Acme Inc.",
                                         "U.S.",
                                         "O'Brien",
                                         "Smith's",
                                         "AT&T",
                                         "3.5",
                                         "well-known",
                                         "Ruiz-Kim",
                                         "3",
                                         "'Ndura",
                                         "C++",
                                         "No. 5",
                                         "U.S. Navy",
                                         "St. Lune",
                                         "can't",
                                         "e\xCC\x81t\xC3\xA9",
                                         "$5"};
  static const char *const contexts[] = {"so %s did",
                                         "%s did",
                                         "%s",
                                         "The %s Dr. Who",
                                         "It is \"%s\" now.",
                                         "(%s)",
                                         "%s, too",
                                         "it\n%s\nso",
                                         "\xE2\x80\x9C%s\xE2\x80\x9D",
                                         "the Rome-%s road",
                                         "Then came %s."};
  for (size_t i = 0; i < sizeof surfaces / sizeof *surfaces; i++) {
    bench b = make_bench(surfaces[i], GLOSS_EXACT, 0);
    size_t n = sizeof contexts / sizeof *contexts;
    if (surfaces[i][strlen(surfaces[i]) - 1] == '.') n--; /* such a stop is not doubled */
    for (size_t k = 0; k < n; k++) {
      char text[100], expected[100];
      if (k == 9 && strchr("3'$", surfaces[i][0])) continue; /* no such compounds */
      snprintf(text, sizeof text, contexts[k], surfaces[i]);
      snprintf(expected, sizeof expected, "%s:0", surfaces[i]);
      expect(&b, text, expected);
    }
    free_bench(&b);
  }
}

/* Tokens need no columns; what they say there is of no account. */
static void test_tokens_by_hand(void **state) {
  (void)state;
  bench b = make_bench("mild", GLOSS_FOLDED, 0);
  b.doc = make_doc("mild wild");
  gloss_span spans[] = {{0, 4}, {5, 9}};
  gloss_layer *tokens = make_layer(b.doc, "spans", spans, 2);
  uint64_t hash = gloss_hash(str("mild")), hashes[] = {hash, hash};
  gloss_column column = {.name = "hash", .type = GLOSS_U64, .values = hashes};
  assert_status(gloss_layer_add_column(tokens, &column, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_run(b.gazetteer, tokens, b.scratch, &b.matches, NULL), GLOSS_OK);
  assert_int_equal(gloss_layer_count(b.matches), 1);
  assert_int_equal(gloss_layer_starts(b.matches)[0], 0);
  gloss_layer_unref(tokens);
  free_bench(&b);
}

static void test_columns(void **state) {
  (void)state;
  bench b = {0};
  const char *names[] = {"id", "label"};
  gloss_gazetteer_options options = {.name = "place", .columns = names, .n_columns = 2};
  assert_status(gloss_tokenizer_new(&b.tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&b.scratch, NULL), GLOSS_OK);
  gloss_entries *entries;
  assert_status(gloss_entries_new(&entries, NULL, b.tokenizer, &options, NULL), GLOSS_OK);
  gloss_str lune[] = {str("Q1"), str("GPE")}, may[] = {str(""), str("GPE")};
  assert_status(gloss_entries_add(entries, str("Lune"), lune, NULL), GLOSS_OK);
  assert_status(gloss_entries_add(entries, str("May"), may, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_new(&b.gazetteer, entries, NULL), GLOSS_OK);
  gloss_entries_free(entries);
  assert_string_equal(gloss_gazetteer_column(b.gazetteer, 1), "label");
  assert_null(gloss_gazetteer_column(b.gazetteer, 2));
  for (int round = 0; round < 3; round++) { /* each with a symbol table of its own */
    run_on(&b, round ? "GPE in May, Lune May" : "May, Lune");
    uint32_t last = gloss_layer_count(b.matches) - 1;
    const uint32_t *id = values_of(b.matches, "id", GLOSS_SYMBOL);
    const uint32_t *label = values_of(b.matches, "label", GLOSS_SYMBOL);
    assert_int_equal(last, round ? 2 : 1);
    assert_int_equal(id[0], 0);
    assert_str(gloss_doc_string(b.doc, id[1]), "Q1");
    assert_str(gloss_doc_string(b.doc, label[0]), "GPE");
    assert_int_equal(label[0], label[last]);
    assert_string_equal(gloss_layer_name(b.matches), "place");
  }
  free_bench(&b);
}

static void test_no_entries(void **state) {
  (void)state;
  bench b = make_bench("", GLOSS_FOLDED, 0);
  expect(&b, "Nothing to find.", "");
  free_bench(&b);
}

static void test_stop_and_bad_tokens(void **state) {
  (void)state;
  bench b = make_bench("Lune", GLOSS_EXACT, 0);
  gloss_span span = {0, 4};
  b.doc = make_doc("Lune");
  gloss_layer *plain = make_layer(b.doc, "plain", &span, 1), *tokens, *pairs, *out = plain;
  gloss_error err;
  assert_status(gloss_layer_join(plain, plain, GLOSS_WITHIN, NULL, "pairs", &pairs), GLOSS_OK);
  assert_status(gloss_gazetteer_run(b.gazetteer, pairs, b.scratch, &out, &err), GLOSS_EARG);
  assert_null(out);
  assert_non_null(strstr(err.message, "pairs"));
  assert_status(gloss_tokenizer_run(b.tokenizer, b.doc, b.scratch, &tokens, NULL), GLOSS_OK);
  volatile int stop = 1;
  gloss_scratch_stop(b.scratch, &stop);
  assert_status(gloss_gazetteer_run(b.gazetteer, tokens, b.scratch, &out, &err), GLOSS_ESTOP);
  stop = 0;
  assert_status(gloss_gazetteer_run(b.gazetteer, tokens, b.scratch, &b.matches, &err), GLOSS_OK);
  assert_int_equal(gloss_layer_count(b.matches), 1);
  gloss_layer_unref(tokens);
  gloss_layer_unref(pairs);
  gloss_layer_unref(plain);
  free_bench(&b);
}

/* ---- Errors ---------------------------------------------------------------------------------- */

static void test_bad_options(void **state) {
  (void)state;
  bench b = make_bench("", GLOSS_EXACT, 0);
  const char *twice[] = {"id", "id"}, *entry[] = {"entry"}, *empty[] = {""}, *many[257] = {0};
  for (size_t i = 0; i < 257; i++) many[i] = "c";
  gloss_gazetteer_options bad[] = {{.columns = twice, .n_columns = 2},
                                   {.columns = entry, .n_columns = 1},
                                   {.columns = empty, .n_columns = 1},
                                   {.columns = many, .n_columns = 257},
                                   {.name = ""},
                                   {.name = "\xFF"},
                                   {.match = (gloss_case)9}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    gloss_entries *entries;
    gloss_error err;
    assert_status(gloss_entries_new(&entries, NULL, b.tokenizer, &bad[i], &err), GLOSS_EARG);
    assert_null(entries);
    assert_int_equal(err.code, GLOSS_EARG);
  }
  free_bench(&b);
}

/* Entries that are refused leave nothing behind: the list still makes the same gazetteer. */
static void test_bad_entries(void **state) {
  (void)state;
  bench b = make_bench("Lune", GLOSS_EXACT, 0);
  const char *name = "id";
  gloss_gazetteer_options options = {.columns = &name, .n_columns = 1};
  gloss_entries *list;
  gloss_error err;
  gloss_str none = str(""), bad = str("ok\xFF");
  char *large = malloc(70000);
  memset(large, 'a', 70000);
  assert_status(gloss_entries_new(&list, NULL, b.tokenizer, &options, NULL), GLOSS_OK);
  assert_status(gloss_entries_add(list, str("Lune"), &none, NULL), GLOSS_OK);
  assert_status(gloss_entries_add(list, str(""), &none, &err), GLOSS_EARG);
  assert_status(gloss_entries_add(list, str(" \t\xC2\xA0"), &none, &err), GLOSS_EARG);
  assert_status(gloss_entries_add(list, str("Lu\xC3"), &none, &err), GLOSS_EUTF8);
  assert_int_equal(err.offset, 2);
  assert_non_null(strstr(err.message, "surface"));
  assert_status(gloss_entries_add(list, str("Dune"), &bad, &err), GLOSS_EUTF8);
  assert_int_equal(err.offset, 2);
  assert_non_null(strstr(err.message, "id"));
  assert_status(gloss_entries_add(list, (gloss_str){large, 70000}, &none, &err), GLOSS_ERANGE);
  assert_int_equal(list->n_entries, 1);
  assert_int_equal(list->tokens.count, 1);
  assert_int_equal(list->forms.count, 1);
  gloss_gazetteer_unref(b.gazetteer);
  assert_status(gloss_gazetteer_new(&b.gazetteer, list, NULL), GLOSS_OK);
  gloss_entries_free(list);
  expect(&b, "Dune, Lune", "Lune:0");
  free(large);
  free_bench(&b);
}

/* ---- Out of memory --------------------------------------------------------------------------- */

static gloss_status scenario(const gloss_alloc *alloc) {
  gloss_status status;
  gloss_tokenizer *tokenizer = NULL;
  gloss_entries *entries = NULL;
  gloss_gazetteer *gazetteer = NULL;
  gloss_scratch *scratch = NULL;
  gloss_pool *pool = NULL;
  gloss_doc *doc = NULL;
  gloss_layer *tokens = NULL, *matches = NULL;
  const char *name = "id";
  gloss_gazetteer_options options = {.match = GLOSS_FOLDED, .columns = &name, .n_columns = 1};
  gloss_str value = str("Q1");
  TRY(gloss_tokenizer_new(&tokenizer, alloc, NULL, NULL));
  TRY(gloss_entries_new(&entries, alloc, tokenizer, &options, NULL));
  TRY(gloss_entries_add(entries, str("Ma\xC3\x9Fstab of Lune"), &value, NULL));
  TRY(gloss_entries_add(entries, str("Lune"), &value, NULL));
  TRY(gloss_gazetteer_new(&gazetteer, entries, NULL));
  TRY(gloss_scratch_new(&scratch, alloc));
  TRY(gloss_pool_new(&pool, alloc));
  TRY(gloss_doc_new(&doc, pool, str("The MASSSTAB of lune, Lune."), NULL, NULL));
  TRY(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL));
  TRY(gloss_gazetteer_run(gazetteer, tokens, scratch, &matches, NULL));
  assert_int_equal(gloss_layer_count(matches), 2);
fail:
  if (status == GLOSS_ENOMEM && entries) {
    assert_true(entries->n_entries <= 2);
    assert_true(entries->forms.count == entries->n_entries);
  }
  gloss_layer_unref(matches);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_pool_unref(pool);
  gloss_scratch_free(scratch);
  gloss_gazetteer_unref(gazetteer);
  gloss_entries_free(entries);
  gloss_tokenizer_unref(tokenizer);
  return status;
}

static void test_out_of_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_exact),
                                     cmocka_unit_test(test_folded),
                                     cmocka_unit_test(test_smart),
                                     cmocka_unit_test(test_white_space_is_free),
                                     cmocka_unit_test(test_longest_backs_off),
                                     cmocka_unit_test(test_same_surface_in_order),
                                     cmocka_unit_test(test_all),
                                     cmocka_unit_test(test_contexts),
                                     cmocka_unit_test(test_tokens_by_hand),
                                     cmocka_unit_test(test_columns),
                                     cmocka_unit_test(test_no_entries),
                                     cmocka_unit_test(test_stop_and_bad_tokens),
                                     cmocka_unit_test(test_bad_options),
                                     cmocka_unit_test(test_bad_entries),
                                     cmocka_unit_test(test_out_of_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
