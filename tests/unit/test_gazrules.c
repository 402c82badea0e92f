/* test_gazrules.c -- columns that rule when an entry matches, through the C API alone. */
#include "support.h"

#include <stdio.h>

static const char *const names[] = {"id", "valid_from", "valid_to", "priority", "evidence"};
enum { COLUMNS = 5 };

/* Entries: a surface and its values, a list ended by an empty surface. */
typedef struct item {
  const char *surface, *values[COLUMNS];
} item;

static gloss_status add_items(gloss_entries *entries, const item *items, gloss_error *err) {
  for (; *items->surface; items++) {
    gloss_str values[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) values[i] = str(items->values[i]);
    gloss_status status = gloss_entries_add(entries, str(items->surface), values, err);
    if (status != GLOSS_OK) return status;
  }
  return GLOSS_OK;
}

/* Writes the matches in a text as "id id ...". */
static gloss_status find(const gloss_alloc *alloc, gloss_policy policy, gloss_validity validity,
                         const item *items, const char *text, const char *day, char *out) {
  gloss_status status;
  gloss_gazetteer_options options = {
      .policy = policy, .validity = validity, .columns = names, .n_columns = COLUMNS};
  gloss_doc_options of_doc = {.ref_date = str(day)};
  gloss_tokenizer *tokenizer = NULL;
  gloss_entries *entries = NULL;
  gloss_gazetteer *gazetteer = NULL;
  gloss_scratch *scratch = NULL;
  gloss_pool *pool = NULL;
  gloss_doc *doc = NULL;
  gloss_layer *tokens = NULL, *matches = NULL;
  gloss_column ids;
  *out = '\0';
  TRY(gloss_tokenizer_new(&tokenizer, alloc, NULL, NULL));
  TRY(gloss_entries_new(&entries, alloc, tokenizer, &options, NULL));
  TRY(add_items(entries, items, NULL));
  TRY(gloss_gazetteer_new(&gazetteer, entries, NULL));
  TRY(gloss_scratch_new(&scratch, alloc));
  TRY(gloss_pool_new(&pool, alloc));
  TRY(gloss_doc_new(&doc, pool, str(text), &of_doc, NULL));
  TRY(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL));
  TRY(gloss_gazetteer_run(gazetteer, tokens, scratch, &matches, NULL));
  TRY(gloss_layer_column(matches, "id", &ids));
  for (uint32_t i = 0; i < gloss_layer_count(matches); i++) {
    gloss_str id = gloss_doc_string(doc, ((const uint32_t *)ids.values)[i]);
    sprintf(out + strlen(out), "%s%.*s", i ? " " : "", (int)id.size, id.data);
  }
fail:
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

static const item posts[] = {
    {"Port Lune", {"a", "2001", "2004-02", "", ""}}, {"Lune", {"b", "", "1999", "7", ""}},
    {"Lune", {"c", "2000-01-01", "", "7", ""}},      {"Lune Bay", {"d", "", "", "3", "inside"}},
    {"Bay City", {"e", "", "", "9", "never"}},       {"", {0}}};

static void expect(gloss_policy policy, gloss_validity validity, const char *day, const char *text,
                   const char *ids) {
  char out[200];
  assert_status(find(NULL, policy, validity, posts, text, day, out), GLOSS_OK);
  assert_string_equal(out, ids);
}

static void test_rules(void **state) {
  (void)state;
  const char *text = "In Port Lune Bay City";
  expect(GLOSS_LONGEST, GLOSS_VALIDITY_FLAG, "", text, "a");
  expect(GLOSS_LONGEST, GLOSS_VALIDITY_ONLY, "2004-02-29", text, "a");
  expect(GLOSS_LONGEST, GLOSS_VALIDITY_ONLY, "2004-03-01", text, "d");
  expect(GLOSS_EVERY, GLOSS_VALIDITY_ONLY, "1999-12-31", text, "d b");
  expect(GLOSS_EVERY, GLOSS_VALIDITY_FLAG, "", text, "a d b c");
  expect(GLOSS_BY_PRIORITY, GLOSS_VALIDITY_FLAG, "", text, "b c");
  expect(GLOSS_BY_PRIORITY, GLOSS_VALIDITY_ONLY, "", "In Lune Bay", "d");
  expect(GLOSS_LONGEST, GLOSS_VALIDITY_ONLY, "", "Lune Bay", "");
}

static void test_refused(void **state) {
  (void)state;
  static const item bad[][2] = {{{"x", {"", "20", "", "", ""}}, {"", {0}}},
                                {{"x", {"", "", "2023-13", "", ""}}, {"", {0}}},
                                {{"x", {"", "2024", "2023", "", ""}}, {"", {0}}},
                                {{"x", {"", "", "", "1e3", ""}}, {"", {0}}},
                                {{"x", {"", "", "", "1234567890", ""}}, {"", {0}}},
                                {{"x", {"", "", "", "", "Inside"}}, {"", {0}}}};
  gloss_gazetteer_options options = {.columns = names, .n_columns = COLUMNS};
  gloss_tokenizer *tokenizer;
  gloss_entries *entries;
  gloss_error err;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_entries_new(&entries, NULL, tokenizer, &options, NULL), GLOSS_OK);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    assert_status(add_items(entries, bad[i], &err), GLOSS_EARG);
    assert_non_null(strstr(err.message, ": expected "));
  }
  gloss_entries_free(entries);
  const char *clash[] = {"valid", "valid_to"};
  gloss_gazetteer_options wrong[] = {{.columns = clash, .n_columns = 2},
                                     {.validity = GLOSS_VALIDITY_ONLY},
                                     {.policy = (gloss_policy)3},
                                     {.validity = (gloss_validity)2}};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_status(gloss_entries_new(&entries, NULL, tokenizer, &wrong[i], &err), GLOSS_EARG);
  gloss_tokenizer_unref(tokenizer);
}

static gloss_status scenario(const gloss_alloc *alloc) {
  char out[200];
  gloss_status status = find(alloc, GLOSS_BY_PRIORITY, GLOSS_VALIDITY_ONLY, posts,
                             "Port Lune Bay, Lune", "2003-01-01", out);
  if (status == GLOSS_OK) assert_string_equal(out, "c c");
  return status;
}

static void test_out_of_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rules), cmocka_unit_test(test_refused),
                                     cmocka_unit_test(test_out_of_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
