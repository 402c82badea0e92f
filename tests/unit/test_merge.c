/* test_merge.c -- merged and filtered layers: rows in order, columns of every shape. */
#include "layer.h"
#include "support.h"

static gloss_status label_all(gloss_layer *layer, const char *label) {
  uint32_t symbols[8], symbol = 0;
  gloss_status status = gloss_doc_intern(gloss_layer_doc(layer), str(label), &symbol);
  for (uint32_t i = 0; i < 8; i++) symbols[i] = symbol;
  if (status) return status;
  gloss_column column = {"label", GLOSS_SYMBOL, symbols, NULL, NULL};
  return gloss_layer_add_column(layer, &column, NULL);
}

static const char *label_of(gloss_layer *layer, uint32_t row) {
  gloss_column column;
  assert_status(gloss_layer_column(layer, "label", &column), GLOSS_OK);
  return gloss_doc_string(gloss_layer_doc(layer), ((const uint32_t *)column.values)[row]).data;
}

static gloss_status scenario(const gloss_alloc *alloc) {
  static const uint32_t starts[] = {0, 0, 2, 2, 4}, ends[] = {6, 6, 3, 3, 6};
  static const char from[] = "POPOP";
  gloss_pool *pool;
  gloss_doc *doc = NULL;
  gloss_layer *people = NULL, *orgs = NULL, *all = NULL, *some = NULL;
  gloss_column c;
  const uint32_t offsets[] = {0, 2, 2, 3}, refs[] = {1, 0, 1};
  gloss_status status = gloss_pool_new(&pool, alloc);
  if (status) return status;
  TRY(gloss_doc_new(&doc, pool, str("abcdef"), NULL, NULL));
  TRY(try_layer(&people, doc, "people", ((gloss_span[]){{0, 6}, {2, 3}, {4, 6}}), 3));
  TRY(try_layer(&orgs, doc, "orgs", ((gloss_span[]){{0, 6}, {2, 3}}), 2));
  TRY(label_all(people, "P"));
  TRY(label_all(orgs, "O"));
  TRY(gloss_layer_add_column(people, &(gloss_column){"at", GLOSS_REF, refs, offsets, orgs}, NULL));
  TRY(gloss_layer_add_column(
      orgs, &(gloss_column){"size", GLOSS_INTEGER, (int64_t[]){10, 20}, NULL, NULL}, NULL));
  TRY(gloss_layer_merge((gloss_layer *[]){people, orgs}, 2, "all", &all));
  assert_int_equal(gloss_layer_count(all), 5);
  assert_memory_equal(gloss_layer_starts(all), starts, sizeof starts);
  assert_memory_equal(gloss_layer_ends(all), ends, sizeof ends);
  for (uint32_t i = 0; i < 5; i++) assert_int_equal(label_of(all, i)[0], from[i]);
  assert_int_equal(gloss_layer_column(all, "at", &c), GLOSS_OK);
  assert_ptr_equal(c.target, orgs);
  assert_memory_equal(c.offsets, ((uint32_t[]){0, 2, 2, 2, 2, 3}), 24);
  assert_memory_equal(c.values, refs, sizeof refs);
  assert_int_equal(gloss_layer_column(all, "size", &c), GLOSS_OK);
  assert_memory_equal(c.values, ((int64_t[]){INT64_MIN, 10, INT64_MIN, 20, INT64_MIN}), 40);
  TRY(gloss_layer_filter(all, (uint32_t[]){0, 3, 4}, 3, "some", &some));
  assert_string_equal(gloss_layer_name(some), "some");
  assert_memory_equal(gloss_layer_ends(some), ((uint32_t[]){6, 3, 6}), 12);
  assert_int_equal(gloss_layer_column(some, "at", &c), GLOSS_OK);
  assert_memory_equal(c.offsets, ((uint32_t[]){0, 2, 2, 3}), 16);
  assert_int_equal(gloss_layer_column(some, "size", &c), GLOSS_OK);
  assert_true(((const int64_t *)c.values)[1] == 20);
fail:
  gloss_doc_unref(doc);
  gloss_layer_unref(people);
  gloss_layer_unref(orgs);
  gloss_layer_unref(all);
  gloss_layer_unref(some);
  gloss_pool_unref(pool);
  return status;
}

static void merge_and_filter(void **state) {
  (void)state;
  test_each_failure(scenario);
}

static void refused(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("abc"), *other = make_doc("abc");
  gloss_layer *a = make_layer(doc, "a", &(gloss_span){0, 1}, 1), *pairs, *out;
  gloss_layer *b = make_layer(doc, "b", &(gloss_span){0, 2}, 1);
  gloss_layer *foreign = make_layer(other, "f", &(gloss_span){0, 1}, 1);
  gloss_column text = {"c", GLOSS_SYMBOL, &(uint32_t){0}, NULL, NULL};
  gloss_column number = {"c", GLOSS_INTEGER, &(int64_t){7}, NULL, NULL};
  gloss_column numbers = {"list", GLOSS_INTEGER, &(int64_t){7}, (uint32_t[]){0, 1}, NULL};
  assert_status(gloss_layer_add_column(a, &text, NULL), GLOSS_OK);
  assert_status(gloss_layer_add_column(b, &number, NULL), GLOSS_OK);
  assert_status(gloss_layer_merge((gloss_layer *[]){a, b}, 2, "x", &out), GLOSS_ETYPE);
  assert_status(gloss_layer_merge((gloss_layer *[]){a, foreign}, 2, "x", &out), GLOSS_EARG);
  assert_status(gloss_layer_join(a, b, GLOSS_WITHIN, NULL, "pairs", &pairs), GLOSS_OK);
  assert_status(gloss_layer_merge((gloss_layer *[]){a, pairs}, 2, "x", &out), GLOSS_EARG);
  assert_status(gloss_layer_merge(NULL, 0, "x", &out), GLOSS_EARG);
  assert_status(gloss_layer_merge(&a, 1, NULL, &out), GLOSS_EARG);
  assert_status(gloss_layer_filter(a, (uint32_t[]){1}, 1, "x", &out), GLOSS_ERANGE);
  assert_status(gloss_layer_filter(a, (uint32_t[]){0, 0}, 2, "x", &out), GLOSS_ERANGE);
  assert_status(gloss_layer_filter(a, NULL, 0, "", &out), GLOSS_EARG);
  assert_null(out);
  assert_status(gloss_layer_merge(&pairs, 1, "x", &out), GLOSS_OK); /* a relation, copied */
  assert_int_equal(gloss_layer_count(out), 1);
  assert_null(gloss_layer_starts(out));
  gloss_layer_unref(out);
  numbers.type = GLOSS_INTEGER;
  assert_status(gloss_layer_add_column(b, &numbers, NULL), GLOSS_OK);
  assert_status(gloss_layer_filter(b, NULL, 0, "none", &out), GLOSS_OK);
  assert_int_equal(gloss_layer_count(out), 0);
  assert_status(gloss_layer_column(out, "list", &numbers), GLOSS_OK);
  assert_int_equal(numbers.offsets[0], 0);
  gloss_layer_unref(out);
  gloss_layer_unref(a);
  gloss_layer_unref(b);
  gloss_layer_unref(pairs);
  gloss_layer_unref(foreign);
  gloss_doc_unref(doc);
  gloss_doc_unref(other);
}

static gloss_status make_one(gloss_layer *layer, const char *name) {
  void *values;
  if (strcmp(name, "one") != 0) return GLOSS_ENOENT;
  gloss_status status = gloss__layer_lazy_column(layer, name, GLOSS_U8, &values);
  if (status == GLOSS_OK) memset(values, 1, gloss_layer_count(layer));
  return status;
}

/* What all layers make on demand, the new one makes; otherwise it does not. */
static void columns_on_demand(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("abc");
  gloss_layer *a = make_layer(doc, "a", &(gloss_span){0, 1}, 1), *out;
  gloss_layer *b = make_layer(doc, "b", &(gloss_span){0, 2}, 1);
  gloss_column column;
  gloss__layer_set_lazy(a, make_one);
  assert_status(gloss_layer_merge((gloss_layer *[]){a, b}, 2, "x", &out), GLOSS_OK);
  assert_status(gloss_layer_column(out, "one", &column), GLOSS_ENOENT);
  gloss_layer_unref(out);
  assert_status(gloss_layer_filter(a, (uint32_t[]){0}, 1, "x", &out), GLOSS_OK);
  assert_status(gloss_layer_column(out, "one", &column), GLOSS_OK);
  gloss_layer_unref(out);
  gloss_layer_unref(a);
  gloss_layer_unref(b);
  gloss_doc_unref(doc);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(merge_and_filter), cmocka_unit_test(refused),
                                     cmocka_unit_test(columns_on_demand)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
