/* test_select.c -- rows by value and counts of values, of every column type, against loops. */
#include <math.h>

#include "support.h"

enum { ROWS = 200 };

static gloss_layer *rows_layer(gloss_doc *doc) {
  gloss_span spans[ROWS];
  for (uint32_t i = 0; i < ROWS; i++) spans[i] = (gloss_span){i, i + 1};
  return make_layer(doc, "rows", spans, ROWS);
}

static gloss_doc *rows_doc(void) {
  char text[ROWS + 1] = {0};
  memset(text, 'x', ROWS);
  return make_doc(text);
}

static void add_column(gloss_layer *layer, const char *name, gloss_type type, const void *values,
                       const uint32_t *offsets) {
  gloss_column column = {name, type, values, offsets, type == GLOSS_REF ? layer : NULL};
  assert_status(gloss_layer_add_column(layer, &column, NULL), GLOSS_OK);
}

/* Small values of all types, absent ones among them, as `numbers` and as the types store them. */
static void add_columns(gloss_layer *layer, int64_t *numbers) {
  uint8_t u8[ROWS], bools[ROWS];
  uint16_t u16[ROWS];
  uint64_t u64[ROWS];
  uint32_t symbols[ROWS], refs[ROWS];
  int64_t integers[ROWS];
  double reals[ROWS];
  uint64_t seed = 5;
  for (uint32_t i = 0; i < ROWS; i++) {
    uint32_t r = next_random(&seed) % 3;
    numbers[i] = r;
    u8[i] = (uint8_t)r;
    u16[i] = (uint16_t)r;
    u64[i] = r == 2 ? UINT64_MAX : r;
    bools[i] = (uint8_t)r;
    symbols[i] = r;
    refs[i] = r == 2 ? GLOSS_NONE : r;
    integers[i] = r == 2 ? INT64_MIN : (int64_t)r;
    reals[i] = r == 2 ? NAN : r == 1 ? -0.0 : 0.0;
  }
  add_column(layer, "u8", GLOSS_U8, u8, NULL);
  add_column(layer, "u16", GLOSS_U16, u16, NULL);
  add_column(layer, "u64", GLOSS_U64, u64, NULL);
  add_column(layer, "bool", GLOSS_BOOL, bools, NULL);
  add_column(layer, "symbol", GLOSS_SYMBOL, symbols, NULL);
  add_column(layer, "ref", GLOSS_REF, refs, NULL);
  add_column(layer, "integer", GLOSS_INTEGER, integers, NULL);
  add_column(layer, "number", GLOSS_NUMBER, reals, NULL);
}

static uint32_t count_where(gloss_layer *layer, const char *name, int64_t value) {
  uint32_t rows[ROWS], n;
  assert_status(gloss_layer_where(layer, name, &value, 1, rows, &n), GLOSS_OK);
  for (uint32_t i = 1; i < n; i++) assert_true(rows[i] > rows[i - 1]);
  return n;
}

static void every_type(void **state) {
  (void)state;
  gloss_doc *doc = rows_doc();
  gloss_layer *layer = rows_layer(doc);
  int64_t numbers[ROWS];
  uint32_t of[3] = {0, 0, 0}, n;
  gloss_tally tallies[ROWS];
  add_columns(layer, numbers);
  for (uint32_t i = 0; i < ROWS; i++) of[numbers[i]]++;
  static const struct {
    const char *name;
    int64_t values[3]; /* the numbers of 0, 1, 2; INT64_MAX is absent */
  } cases[] = {{"u8", {0, 1, 2}},
               {"u16", {0, 1, 2}},
               {"u64", {0, 1, -1}},
               {"bool", {0, 1, INT64_MAX}},
               {"ref", {0, 1, INT64_MAX}},
               {"symbol", {INT64_MAX, 1, 2}},
               {"integer", {0, 1, INT64_MAX}}};
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
    uint32_t distinct = 0;
    assert_status(gloss_layer_tally(layer, cases[c].name, NULL, tallies, &n), GLOSS_OK);
    for (uint32_t v = 0; v < 3; v++) {
      int there = cases[c].values[v] != INT64_MAX;
      assert_int_equal(count_where(layer, cases[c].name, cases[c].values[v]), there ? of[v] : 0);
      distinct += there;
    }
    assert_int_equal(n, distinct);
    for (uint32_t i = 0; i < n; i++) {
      assert_int_equal(tallies[i].count, of[numbers[tallies[i].place]]);
      assert_true(i == 0 || tallies[i].place > tallies[i - 1].place);
      for (uint32_t k = 0; k < tallies[i].place; k++)
        assert_int_not_equal(numbers[k], numbers[tallies[i].place]);
    }
  }
  assert_int_equal(count_where(layer, "number", 0), of[0] + of[1]); /* -0 is 0, NaN absent */
  assert_status(gloss_layer_tally(layer, "number", NULL, tallies, &n), GLOSS_OK);
  assert_int_equal(n, 1);
  gloss_layer_unref(layer);
  gloss_doc_unref(doc);
}

static void several_values_and_lists(void **state) {
  (void)state;
  gloss_doc *doc = rows_doc();
  gloss_layer *layer = rows_layer(doc);
  uint32_t offsets[ROWS + 1], values[2 * ROWS], rows[ROWS], n, next = 0;
  int64_t wanted[] = {0, 2, 4, 6};
  gloss_tally tallies[2 * ROWS];
  for (uint32_t i = 0; i < ROWS; i++) { /* row i holds i % 3 elements: 1, 2, 3 ... 7, 1 ... */
    offsets[i] = next;
    for (uint32_t k = 0; k < i % 3; k++, next++) values[next] = next % 7 + 1;
  }
  offsets[ROWS] = next;
  add_column(layer, "list", GLOSS_SYMBOL, values, offsets);
  assert_status(gloss_layer_where(layer, "list", wanted, 4, rows, &n), GLOSS_OK);
  for (uint32_t i = 0, k = 0; i < ROWS; i++) {
    int any = 0;
    for (uint32_t at = offsets[i]; at < offsets[i + 1]; at++) any |= values[at] % 2 == 0;
    assert_int_equal(any, k < n && rows[k] == i);
    k += (uint32_t)any;
  }
  assert_status(gloss_layer_where(layer, "list", wanted, 0, rows, &n), GLOSS_OK);
  assert_int_equal(n, 0);
  assert_status(gloss_layer_tally(layer, "list", NULL, tallies, &n), GLOSS_OK);
  assert_int_equal(n, 7);
  for (uint32_t i = 0; i < 7; i++) {
    assert_int_equal(tallies[i].place, i);
    assert_int_equal(tallies[i].count, (next - i + 6) / 7);
  }
  gloss_layer_unref(layer);
  gloss_doc_unref(doc);
}

static void chosen_rows(void **state) {
  (void)state;
  gloss_doc *doc = rows_doc();
  gloss_layer *layer = rows_layer(doc);
  gloss_tally tallies[ROWS];
  uint8_t kinds[ROWS];
  uint32_t symbols[ROWS], n;
  for (uint32_t i = 0; i < ROWS; i++) kinds[i] = i % 2 ? GLOSS_WORD : GLOSS_PUNCT;
  for (uint32_t i = 0; i < ROWS; i++) symbols[i] = 1 + i % 4;
  kinds[1] = 200;
  add_column(layer, "symbol", GLOSS_SYMBOL, symbols, NULL);
  gloss_tally_options words = {.kinds = 1u << GLOSS_WORD};
  assert_status(gloss_layer_tally(layer, "symbol", &words, tallies, &n), GLOSS_ENOENT);
  add_column(layer, "kind", GLOSS_U8, kinds, NULL);
  assert_status(gloss_layer_tally(layer, "symbol", &words, tallies, &n), GLOSS_OK);
  assert_int_equal(n, 2);
  assert_int_equal(tallies[0].place, 3);
  assert_int_equal(tallies[0].count + tallies[1].count, ROWS / 2 - 1);
  gloss_tally_options some = {.rows = (uint32_t[]){2, 3, 7, ROWS - 1}, .n_rows = 4};
  assert_status(gloss_layer_tally(layer, "symbol", &some, tallies, &n), GLOSS_OK);
  assert_int_equal(n, 2);
  assert_int_equal(tallies[1].count, 3);
  some.kinds = 1u << GLOSS_PUNCT;
  assert_status(gloss_layer_tally(layer, "symbol", &some, tallies, &n), GLOSS_OK);
  assert_int_equal(n, 1);
  some.n_rows = 0;
  assert_status(gloss_layer_tally(layer, "symbol", &some, tallies, &n), GLOSS_OK);
  assert_int_equal(n, 0);
  gloss_tally_options falling = {.rows = (uint32_t[]){3, 3}, .n_rows = 2};
  assert_status(gloss_layer_tally(layer, "symbol", &falling, tallies, &n), GLOSS_ERANGE);
  gloss_tally_options past = {.rows = (uint32_t[]){ROWS}, .n_rows = 1};
  assert_status(gloss_layer_tally(layer, "symbol", &past, tallies, &n), GLOSS_ERANGE);
  assert_int_equal(n, 0);
  assert_status(gloss_layer_tally(layer, "x", NULL, tallies, &n), GLOSS_ENOENT);
  assert_status(gloss_layer_where(layer, "x", NULL, 0, symbols, &n), GLOSS_ENOENT);
  gloss_layer_unref(layer);
  gloss_doc_unref(doc);
}

static gloss_status scenario(const gloss_alloc *alloc) {
  enum { MANY = 700 };
  static gloss_span spans[MANY];
  static uint64_t values[MANY];
  char text[MANY + 1] = {0};
  gloss_tally tallies[MANY];
  uint32_t n;
  gloss_pool *pool;
  gloss_doc *doc = NULL;
  gloss_layer *layer = NULL;
  gloss_status status = gloss_pool_new(&pool, alloc);
  if (status) return status;
  memset(text, 'x', MANY);
  for (uint32_t i = 0; i < MANY; i++) spans[i] = (gloss_span){i, i + 1}, values[i] = i / 2;
  TRY(gloss_doc_new(&doc, pool, str(text), NULL, NULL));
  TRY(try_layer(&layer, doc, "rows", spans, MANY));
  gloss_column column = {"value", GLOSS_U64, values, NULL, NULL};
  TRY(gloss_layer_add_column(layer, &column, NULL));
  status = gloss_layer_tally(layer, "value", NULL, tallies, &n);
  assert_int_equal(n, status ? 0 : MANY / 2);
fail:
  gloss_layer_unref(layer);
  gloss_doc_unref(doc);
  gloss_pool_unref(pool);
  return status;
}

static void without_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_type), cmocka_unit_test(several_values_and_lists),
      cmocka_unit_test(chosen_rows), cmocka_unit_test(without_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
