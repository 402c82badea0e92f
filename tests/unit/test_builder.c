/* test_builder.c -- layers and relations row by row: order, columns, every type, every refusal. */
#include <math.h>

#include "support.h"

static gloss_builder *new_builder(gloss_doc *doc, int relation) {
  gloss_builder *builder;
  assert_status(gloss_builder_new(&builder, doc, "layer", relation), GLOSS_OK);
  return builder;
}

static uint32_t new_column(gloss_builder *builder, const char *name, gloss_type type, int list,
                           gloss_layer *target) {
  uint32_t column;
  assert_status(gloss_builder_column(builder, name, type, list, target, &column), GLOSS_OK);
  return column;
}

static gloss_column column_of(gloss_layer *layer, const char *name) {
  gloss_column column;
  assert_status(gloss_layer_column(layer, name, &column), GLOSS_OK);
  return column;
}

static void order(void **state) {
  (void)state;
  static const gloss_span spans[] = {{3, 4}, {0, 2}, {3, 6}, {0, 9}, {0, 2}, {3, 4}};
  static const uint32_t expected[] = {4, 1, 3, 0, 2, 5};
  gloss_doc *doc = make_doc("some text");
  gloss_builder *builder = new_builder(doc, 0);
  gloss_layer *layer;
  uint32_t row_of[6], column = new_column(builder, "n", GLOSS_INTEGER, 0, NULL);
  for (int round = 0; round < 2; round++) { /* a builder serves again */
    for (uint32_t i = 0; i < 6; i++) {
      assert_status(gloss_builder_add(builder, spans[i]), GLOSS_OK);
      assert_status(gloss_builder_set_integer(builder, column, i), GLOSS_OK);
    }
    assert_status(gloss_builder_seal(builder, &layer, row_of, NULL), GLOSS_OK);
    assert_memory_equal(row_of, expected, sizeof expected);
    const int64_t *n = column_of(layer, "n").values;
    for (uint32_t i = 0; i < 6; i++) {
      assert_int_equal(gloss_layer_starts(layer)[row_of[i]], spans[i].start);
      assert_int_equal(gloss_layer_ends(layer)[row_of[i]], spans[i].end);
      assert_int_equal(n[row_of[i]], i);
    }
    gloss_layer_unref(layer);
  }
  assert_status(gloss_builder_seal(builder, &layer, NULL, NULL), GLOSS_OK); /* empty */
  assert_int_equal(gloss_layer_count(layer), 0);
  gloss_layer_unref(layer);
  gloss_builder_free(builder);
  gloss_doc_unref(doc);
}

static void order_of_many(void **state) {
  (void)state;
  enum { N = 5000 };
  static char text[200];
  static uint32_t row_of[N];
  static gloss_span spans[N];
  uint64_t seed = 5;
  memset(text, 'x', sizeof text - 1);
  gloss_doc *doc = make_doc(text);
  gloss_builder *builder = new_builder(doc, 0);
  gloss_layer *layer;
  for (uint32_t i = 0; i < N; i++) {
    uint32_t start = next_random(&seed) % 150;
    spans[i] = (gloss_span){start, start + 1 + next_random(&seed) % 40};
    assert_status(gloss_builder_add(builder, spans[i]), GLOSS_OK);
  }
  assert_status(gloss_builder_seal(builder, &layer, row_of, NULL), GLOSS_OK);
  const uint32_t *starts = gloss_layer_starts(layer), *ends = gloss_layer_ends(layer);
  static uint32_t added[N];
  for (uint32_t i = 0; i < N; i++) added[row_of[i]] = i;
  for (uint32_t k = 0; k < N; k++) {
    assert_int_equal(starts[k], spans[added[k]].start);
    assert_int_equal(ends[k], spans[added[k]].end);
    if (k == 0) continue;
    assert_true(starts[k - 1] < starts[k] ||
                (starts[k - 1] == starts[k] &&
                 (ends[k - 1] > ends[k] || (ends[k - 1] == ends[k] && added[k - 1] < added[k]))));
  }
  gloss_layer_unref(layer);
  gloss_builder_free(builder);
  gloss_doc_unref(doc);
}

static void spans_refused(void **state) {
  (void)state;
  static const gloss_span bad[] = {{0, 0}, {2, 1},          {0, 5},         {1, 2},
                                   {2, 3}, {UINT32_MAX, 0}, {5, UINT32_MAX}};
  gloss_doc *doc = make_doc("a\xC3\xA9z");
  gloss_builder *builder = new_builder(doc, 0);
  uint32_t column = new_column(builder, "n", GLOSS_INTEGER, 0, NULL);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    assert_status(gloss_builder_add(builder, bad[i]), GLOSS_ERANGE);
  }
  assert_status(gloss_builder_set_integer(builder, column, 1), GLOSS_EARG); /* no row */
  assert_status(gloss_builder_add(builder, (gloss_span){1, 3}), GLOSS_OK);
  assert_status(gloss_builder_add(builder, (gloss_span){3, 4}), GLOSS_OK);
  assert_status(gloss_builder_set_integer(builder, column + 1, 1), GLOSS_EARG);
  gloss_builder_free(builder);
  gloss_builder_free(NULL);
  assert_status(gloss_builder_new(&builder, doc, "", 0), GLOSS_EARG);
  assert_status(gloss_builder_new(&builder, doc, "\xFF", 0), GLOSS_EARG);
  assert_status(gloss_builder_new(&builder, doc, NULL, 0), GLOSS_EARG);
  assert_null(builder);
  gloss_doc_unref(doc);
}

static void columns_refused(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("ab"), *other = make_doc("ab");
  gloss_builder *builder = new_builder(doc, 1);
  gloss_layer *foreign = make_layer(other, "f", &(gloss_span){0, 1}, 1);
  uint32_t column = new_column(builder, "a", GLOSS_U8, 0, NULL), again = 9;
  assert_status(gloss_builder_column(builder, "a", GLOSS_U16, 0, NULL, &again), GLOSS_EEXIST);
  assert_int_equal(again, column);
  assert_status(gloss_builder_column(builder, "b", (gloss_type)0, 0, NULL, &again), GLOSS_ETYPE);
  assert_status(gloss_builder_column(builder, "b", (gloss_type)-1, 0, NULL, &again), GLOSS_ETYPE);
  assert_status(gloss_builder_column(builder, "b", GLOSS_REF, 0, NULL, &again), GLOSS_ETYPE);
  assert_status(gloss_builder_column(builder, "b", GLOSS_U8, 0, foreign, &again), GLOSS_ETYPE);
  assert_status(gloss_builder_column(builder, "b", GLOSS_REF, 0, foreign, &again), GLOSS_EARG);
  assert_status(gloss_builder_column(builder, "", GLOSS_U8, 0, NULL, &again), GLOSS_EARG);
  assert_status(gloss_builder_column(builder, NULL, GLOSS_U8, 0, NULL, &again), GLOSS_EARG);
  gloss_layer_unref(foreign);
  gloss_builder_free(builder);
  gloss_doc_unref(doc);
  gloss_doc_unref(other);
}

static void values(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("ab");
  gloss_layer *target = make_layer(doc, "target", ((gloss_span[]){{0, 1}, {1, 2}}), 2);
  gloss_builder *b = new_builder(doc, 1);
  static const gloss_type types[] = {GLOSS_U8,     GLOSS_U16,     GLOSS_U64,    GLOSS_BOOL,
                                     GLOSS_SYMBOL, GLOSS_INTEGER, GLOSS_NUMBER, GLOSS_REF};
  static const char *const names[] = {"u8", "u16", "u64", "bool", "sym", "int", "num", "ref"};
  static const int64_t most[] = {255, 65535, INT64_MAX, 1, 0, INT64_MAX, INT64_C(1) << 53, 1};
  assert_status(gloss_builder_add(b, (gloss_span){9, 9}), GLOSS_OK); /* row 0: all absent */
  for (uint32_t i = 0; i < 8; i++) {
    new_column(b, names[i], types[i], 0, types[i] == GLOSS_REF ? target : NULL);
  }
  gloss_layer_unref(target);
  assert_status(gloss_builder_add(b, (gloss_span){0, 0}), GLOSS_OK);
  for (uint32_t i = 0; i < 8; i++) {
    gloss_status is_text = gloss_builder_set_text(b, i, str("word"));
    gloss_status is_number = gloss_builder_set_number(b, i, 0.5);
    assert_status(is_text, types[i] == GLOSS_SYMBOL ? GLOSS_OK : GLOSS_ETYPE);
    assert_status(is_number, types[i] == GLOSS_NUMBER ? GLOSS_OK : GLOSS_ETYPE);
    if (types[i] == GLOSS_SYMBOL) {
      assert_status(gloss_builder_set_integer(b, i, 1), GLOSS_ETYPE);
      assert_status(gloss_builder_set_text(b, i, str("\xFF")), GLOSS_EUTF8);
      continue;
    }
    assert_status(gloss_builder_set_integer(b, i, most[i]), GLOSS_OK);
    if (most[i] < INT64_MAX) {
      assert_status(gloss_builder_set_integer(b, i, most[i] + 1), GLOSS_ERANGE);
    }
    int is_signed = types[i] == GLOSS_INTEGER || types[i] == GLOSS_NUMBER;
    if (!is_signed) assert_status(gloss_builder_set_integer(b, i, -1), GLOSS_ERANGE);
  }
  assert_status(gloss_builder_add(b, (gloss_span){0, 0}), GLOSS_OK); /* row 2: absent again */
  gloss_layer *layer;
  assert_status(gloss_builder_seal(b, &layer, NULL, NULL), GLOSS_OK);
  for (uint32_t row = 0; row < 3; row++) {
    int set = row == 1;
    assert_int_equal(((const uint8_t *)column_of(layer, "u8").values)[row], set ? 255 : 0);
    assert_int_equal(((const uint16_t *)column_of(layer, "u16").values)[row], set ? 65535 : 0);
    assert_true(((const uint64_t *)column_of(layer, "u64").values)[row] == (set ? INT64_MAX : 0));
    assert_int_equal(((const uint8_t *)column_of(layer, "bool").values)[row], set ? 1 : 2);
    assert_str(gloss_doc_string(doc, ((const uint32_t *)column_of(layer, "sym").values)[row]),
               set ? "word" : "");
    assert_true(((const int64_t *)column_of(layer, "int").values)[row] ==
                (set ? INT64_MAX : INT64_MIN));
    double number = ((const double *)column_of(layer, "num").values)[row];
    assert_true(set ? number == 9007199254740992.0 : isnan(number));
    assert_int_equal(((const uint32_t *)column_of(layer, "ref").values)[row], set ? 1 : GLOSS_NONE);
  }
  assert_string_equal(gloss_layer_name(column_of(layer, "ref").target), "target");
  gloss_layer_unref(layer);
  gloss_builder_free(b);
  gloss_doc_unref(doc);
}

static gloss_status lists(const gloss_alloc *alloc) {
  gloss_pool *pool;
  gloss_doc *doc = NULL;
  gloss_builder *b = NULL;
  gloss_layer *layer = NULL;
  gloss_column got;
  uint32_t names, late, row_of[3];
  gloss_status status = gloss_pool_new(&pool, alloc);
  if (status) return status;
  TRY(gloss_doc_new(&doc, pool, str("abc"), NULL, NULL));
  TRY(gloss_builder_new(&b, doc, "layer", 0));
  TRY(gloss_builder_column(b, "names", GLOSS_SYMBOL, 1, NULL, &names));
  TRY(gloss_builder_add(b, (gloss_span){2, 3}));
  TRY(gloss_builder_set_text(b, names, str("x")));
  TRY(gloss_builder_set_text(b, names, str("y")));
  TRY(gloss_builder_add(b, (gloss_span){1, 2}));
  TRY(gloss_builder_add(b, (gloss_span){0, 1}));
  TRY(gloss_builder_column(b, "late", GLOSS_INTEGER, 0, NULL, &late));
  TRY(gloss_builder_set_integer(b, late, 5));
  TRY(gloss_builder_set_text(b, names, str("z")));
  status = gloss_builder_seal(b, &layer, row_of, NULL);
  if (status) { /* the builder is as it was: with memory it seals the same */
    assert_null(layer);
    if (gloss_builder_seal(b, &layer, row_of, NULL)) goto fail;
  }
  assert_memory_equal(row_of, ((uint32_t[]){2, 1, 0}), sizeof row_of);
  assert_int_equal(gloss_layer_column(layer, "names", &got), GLOSS_OK);
  assert_memory_equal(got.offsets, ((uint32_t[]){0, 1, 1, 3}), 16);
  assert_str(gloss_doc_string(doc, ((const uint32_t *)got.values)[0]), "z");
  assert_str(gloss_doc_string(doc, ((const uint32_t *)got.values)[2]), "y");
  assert_int_equal(gloss_layer_column(layer, "late", &got), GLOSS_OK);
  assert_true(((const int64_t *)got.values)[0] == 5);
  assert_true(((const int64_t *)got.values)[2] == INT64_MIN);
fail:
  gloss_layer_unref(layer);
  gloss_builder_free(b);
  gloss_doc_unref(doc);
  gloss_pool_unref(pool);
  return status;
}

static void lists_and_late_columns(void **state) {
  (void)state;
  test_each_failure(lists);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(order),         cmocka_unit_test(order_of_many),
      cmocka_unit_test(spans_refused), cmocka_unit_test(columns_refused),
      cmocka_unit_test(values),        cmocka_unit_test(lists_and_late_columns)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
