/* test_layer.c -- layers as engines make them, and columns added after sealing. */
#include <math.h>

#include "layer.h"
#include "support.h"

static const gloss_span abc[] = {{0, 1}, {1, 2}, {2, 3}};

static void made_by_engines(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("some text");
  gloss_layer *layer;
  void *kinds;
  gloss_column column;
  assert_status(gloss__layer_new(&layer, doc, "token", 100000, 0), GLOSS_OK);
  assert_status(gloss__layer_column(layer, "kind", GLOSS_U8, &kinds), GLOSS_OK);
  gloss__layer_starts(layer)[0] = 0, gloss__layer_ends(layer)[0] = 4;
  gloss__layer_starts(layer)[1] = 5, gloss__layer_ends(layer)[1] = 9;
  memcpy(kinds, "\1\2", 2);
  assert_status(gloss_doc_bind(doc, layer), GLOSS_EARG); /* not sealed */
  gloss__layer_seal(layer, 2);
  assert_int_equal(gloss_layer_count(layer), 2);
  assert_string_equal(gloss_layer_name(layer), "token");
  assert_int_equal(gloss_layer_starts(layer)[1], 5);
  assert_int_equal(gloss_layer_ends(layer)[1], 9);
  assert_status(gloss_layer_column(layer, "kind", &column), GLOSS_OK);
  assert_memory_equal(column.values, "\1\2", 2);
  assert_int_equal(column.type, GLOSS_U8);
  assert_null(column.offsets);
  gloss_layer_unref(layer);
  assert_status(gloss__layer_new(&layer, doc, "", 1, 0), GLOSS_EARG);
  assert_null(layer);
  assert_status(gloss__layer_new(&layer, doc, "x", GLOSS_NONE, 0), GLOSS_EARG);
  assert_status(gloss__layer_new(&layer, doc, "empty", 0, 0), GLOSS_OK);
  gloss__layer_seal(layer, 0);
  assert_non_null(gloss_layer_starts(layer));
  gloss_layer_unref(layer);
  assert_status(gloss__layer_new(&layer, doc, "relation", 5, 1), GLOSS_OK);
  gloss__layer_seal(layer, 5);
  assert_null(gloss_layer_starts(layer));
  gloss_layer_unref(layer);
  gloss_doc_unref(doc);
}

/* Makes "length" on demand, tries and gives up "broken", knows no other. */
static gloss_status make_column(gloss_layer *layer, const char *name) {
  void *values;
  if (strcmp(name, "length") != 0 && strcmp(name, "broken") != 0) return GLOSS_ENOENT;
  gloss_status status = gloss__layer_lazy_column(layer, name, GLOSS_INTEGER, &values);
  if (status) return status;
  if (*name == 'b') {
    gloss__layer_drop_column(layer, name);
    return GLOSS_ENOMEM;
  }
  for (uint32_t i = 0; i < gloss_layer_count(layer); i++) {
    ((int64_t *)values)[i] = gloss_layer_ends(layer)[i] - gloss_layer_starts(layer)[i];
  }
  return GLOSS_OK;
}

static gloss_status lazy(const gloss_alloc *alloc) {
  gloss_pool *pool;
  gloss_doc *doc = NULL;
  gloss_layer *layer = NULL;
  gloss_column column;
  gloss_status status = gloss_pool_new(&pool, alloc);
  if (status) return status;
  TRY(gloss_doc_new(&doc, pool, str("abc"), NULL, NULL));
  TRY(try_layer(&layer, doc, "layer", abc, 3));
  gloss__layer_set_lazy(layer, make_column);
  status = gloss_layer_column(layer, "length", &column);
  assert_int_equal(gloss_layer_column_at(layer, 0, &column),
                   status == GLOSS_OK ? GLOSS_OK : GLOSS_ENOENT);
  if (status) goto fail;
  assert_int_equal(((const int64_t *)column.values)[2], 1);
  assert_status(gloss_layer_column(layer, "broken", &column), GLOSS_ENOMEM);
  assert_status(gloss_layer_column(layer, "none", &column), GLOSS_ENOENT);
  assert_status(gloss_layer_column_at(layer, 1, &column), GLOSS_ENOENT);
fail:
  gloss_layer_unref(layer);
  gloss_doc_unref(doc);
  gloss_pool_unref(pool);
  return status;
}

static void columns_on_demand(void **state) {
  (void)state;
  test_each_failure(lazy);
}

static void added_columns(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("abc"), *other = make_doc("abc");
  gloss_layer *layer = make_layer(doc, "layer", abc, 3), *target = make_layer(doc, "t", abc, 2);
  gloss_layer *foreign = make_layer(other, "f", abc, 2);
  gloss_error err;
  double numbers[] = {1.5, NAN, -0.0};
  gloss_column c = {"n", GLOSS_NUMBER, numbers, NULL, NULL}, got;
  assert_status(gloss_layer_add_column(layer, &c, &err), GLOSS_OK);
  numbers[0] = 7; /* values were copied */
  assert_status(gloss_layer_column(layer, "n", &got), GLOSS_OK);
  assert_true(((const double *)got.values)[0] == 1.5);
  assert_status(gloss_layer_add_column(layer, &c, &err), GLOSS_EEXIST);
  uint32_t offsets[] = {1, 1, 3, 4}, refs[] = {9, 0, GLOSS_NONE, 1};
  c = (gloss_column){"who", GLOSS_REF, refs, offsets, target};
  assert_status(gloss_layer_add_column(layer, &c, &err), GLOSS_OK); /* the 9 is before the first */
  assert_status(gloss_layer_column(layer, "who", &got), GLOSS_OK);
  assert_memory_equal(got.offsets, ((uint32_t[]){0, 0, 2, 3}), 16);
  assert_memory_equal(got.values, refs + 1, 12);
  assert_ptr_equal(got.target, target);
  c = (gloss_column){"bad", GLOSS_REF, refs, NULL, target};
  assert_status(gloss_layer_add_column(layer, &c, &err), GLOSS_ERANGE);
  assert_string_equal(err.message, "column bad: no row 9 in layer t");
  c.target = NULL;
  assert_status(gloss_layer_add_column(layer, &c, &err), GLOSS_ETYPE);
  c.target = foreign;
  assert_status(gloss_layer_add_column(layer, &c, &err), GLOSS_EARG);
  c = (gloss_column){"bad", GLOSS_INTEGER, refs, (uint32_t[]){0, 2, 1, 2}, NULL};
  assert_status(gloss_layer_add_column(layer, &c, &err), GLOSS_ERANGE);
  c = (gloss_column){"bad", GLOSS_BOOL, "\0\2\3", NULL, NULL};
  assert_status(gloss_layer_add_column(layer, &c, &err), GLOSS_ERANGE);
  c = (gloss_column){"bad", (gloss_type)9, "\0\2\3", NULL, NULL};
  assert_status(gloss_layer_add_column(layer, &c, &err), GLOSS_ETYPE);
  c = (gloss_column){"bad", GLOSS_U8, NULL, NULL, NULL};
  assert_status(gloss_layer_add_column(layer, &c, &err), GLOSS_EARG);
  c = (gloss_column){NULL, GLOSS_U8, "abc", NULL, NULL};
  assert_status(gloss_layer_add_column(layer, &c, &err), GLOSS_EARG);
  c = (gloss_column){"lists", GLOSS_U8, NULL, (uint32_t[]){0, 0, 0, 0}, NULL};
  assert_status(gloss_layer_add_column(layer, &c, &err), GLOSS_OK);
  assert_status(gloss_layer_column_at(layer, 2, &got), GLOSS_OK);
  assert_string_equal(got.name, "lists");
  assert_status(gloss_layer_column_at(layer, 3, &got), GLOSS_ENOENT);
  gloss_layer_unref(target); /* the document owns it now */
  assert_status(gloss_layer_column(layer, "who", &got), GLOSS_OK);
  assert_int_equal(gloss_layer_count(got.target), 2);
  gloss_layer_unref(layer);
  gloss_layer_unref(foreign);
  gloss_doc_unref(doc);
  gloss_doc_unref(other);
}

/* Layers that refer to each other and to themselves: the last reference frees all. */
static gloss_status cycle(const gloss_alloc *alloc) {
  gloss_pool *pool;
  gloss_doc *doc = NULL;
  gloss_layer *a = NULL, *b = NULL;
  gloss_column got;
  const uint32_t rows[] = {2, 1, 0};
  gloss_status status = gloss_pool_new(&pool, alloc);
  if (status) return status;
  TRY(gloss_doc_new(&doc, pool, str("abc"), NULL, NULL));
  TRY(try_layer(&a, doc, "a", abc, 3));
  TRY(try_layer(&b, doc, "b", abc, 3));
  gloss_layer_ref(b);
  gloss_layer_unref(b);
  status = gloss_layer_add_column(a, &(gloss_column){"to", GLOSS_REF, rows, NULL, b}, NULL);
  assert_int_equal(gloss_layer_column(a, "to", &got) == GLOSS_OK, status == GLOSS_OK);
  if (status) goto fail;
  TRY(gloss_layer_add_column(b, &(gloss_column){"to", GLOSS_REF, rows, NULL, a}, NULL));
  TRY(gloss_layer_add_column(b, &(gloss_column){"self", GLOSS_REF, rows, NULL, b}, NULL));
fail:
  gloss_doc_unref(doc);
  gloss_layer_unref(a);
  if (b) assert_int_equal(gloss_layer_count(b), 3);
  gloss_layer_unref(b);
  gloss_pool_unref(pool);
  return status;
}

static void cycles(void **state) {
  (void)state;
  test_each_failure(cycle);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(made_by_engines),
                                     cmocka_unit_test(columns_on_demand),
                                     cmocka_unit_test(added_columns), cmocka_unit_test(cycles)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
