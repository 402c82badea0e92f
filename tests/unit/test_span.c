/* test_span.c -- queries against their definitions, on random layers of several shapes. */
#include "support.h"

enum { ROWS = 700, TEXT = 400 };

typedef struct rows {
  gloss_span spans[ROWS];
  const char *labels[ROWS];
  uint32_t n;
} rows;

/* Makes a layer with a symbol column "label": flat, or with spans that nest and cross, now and then
** over all of the text. */
static gloss_layer *random_layer(gloss_doc *doc, uint64_t *seed, uint32_t n, int flat, rows *out) {
  static const char *const labels[] = {"PER", "ORG", "GPE"};
  gloss_builder *builder;
  gloss_layer *layer;
  uint32_t column, at = 0;
  assert_status(gloss_builder_new(&builder, doc, "random", 0), GLOSS_OK);
  assert_status(gloss_builder_column(builder, "label", GLOSS_SYMBOL, 0, NULL, &column), GLOSS_OK);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t most = next_random(seed) % 20 == 0 ? TEXT : 12;
    uint32_t start = flat ? at + next_random(seed) % 3 : next_random(seed) % (TEXT - 1);
    if (start >= TEXT) break;
    uint32_t end = start + 1 + next_random(seed) % (flat ? 4 : most);
    if (end > TEXT) end = TEXT;
    at = end;
    assert_status(gloss_builder_add(builder, (gloss_span){start, end}), GLOSS_OK);
    const char *label = labels[next_random(seed) % 50 ? 0 : 1 + next_random(seed) % 2];
    assert_status(gloss_builder_set_text(builder, column, str(label)), GLOSS_OK);
  }
  assert_status(gloss_builder_seal(builder, &layer, NULL, NULL), GLOSS_OK);
  gloss_builder_free(builder);
  gloss_column got;
  assert_status(gloss_layer_column(layer, "label", &got), GLOSS_OK);
  out->n = gloss_layer_count(layer);
  for (uint32_t i = 0; i < out->n; i++) {
    out->spans[i] = (gloss_span){gloss_layer_starts(layer)[i], gloss_layer_ends(layer)[i]};
    gloss_str label = gloss_doc_string(doc, ((const uint32_t *)got.values)[i]);
    out->labels[i] = label.data[0] == 'P' ? "PER" : label.data[0] == 'O' ? "ORG" : "GPE";
  }
  return layer;
}

static int covers(gloss_span a, gloss_span b) { return a.start <= b.start && a.end >= b.end; }

static uint32_t naive_within(const rows *r, gloss_span s) {
  uint32_t best = GLOSS_NONE;
  for (uint32_t i = 0; i < r->n; i++) {
    if (!covers(r->spans[i], s)) continue;
    if (best == GLOSS_NONE ||
        r->spans[i].end - r->spans[i].start <= r->spans[best].end - r->spans[best].start) {
      best = i;
    }
  }
  return best;
}

static uint32_t naive_covered(const rows *r, gloss_span s, uint32_t from) {
  for (uint32_t i = from; i < r->n; i++) {
    if (covers(s, r->spans[i])) return i;
  }
  return GLOSS_NONE;
}

static uint32_t naive_overlapping(const rows *r, gloss_span s, uint32_t from) {
  for (uint32_t i = from; i < r->n; i++) {
    if (r->spans[i].start < s.end && s.start < r->spans[i].end) return i;
  }
  return GLOSS_NONE;
}

static uint32_t naive_nearest(const rows *r, const rows *w, gloss_span s,
                              const gloss_nearest_options *o) {
  uint32_t best = GLOSS_NONE, best_distance = 0;
  int best_right = 0;
  for (uint32_t i = 0; i < r->n; i++) {
    gloss_span b = r->spans[i];
    int right = b.start >= s.end;
    if ((!right && b.end > s.start) || (right && o->side == GLOSS_LEFT) ||
        (!right && o->side == GLOSS_RIGHT) || (o->column && strcmp(r->labels[i], o->value.data))) {
      continue;
    }
    gloss_span hull = {right ? s.start : b.start, right ? b.end : s.end};
    if (o->within && naive_within(w, hull) == GLOSS_NONE) continue;
    uint32_t distance = right ? b.start - s.end : s.start - b.end;
    uint32_t size = b.end - b.start;
    if (best == GLOSS_NONE || distance < best_distance ||
        (distance == best_distance &&
         (right < best_right ||
          (right == best_right && size > r->spans[best].end - r->spans[best].start)))) {
      best = i;
      best_distance = distance;
      best_right = right;
    }
  }
  return best;
}

static void check(gloss_layer *layer, const rows *r, gloss_layer *zones, const rows *z,
                  uint64_t *seed) {
  for (int k = 0; k < 400; k++) {
    uint32_t start = next_random(seed) % TEXT, size = next_random(seed) % (k % 9 ? 10 : TEXT);
    gloss_span s = {start, start + size < TEXT ? start + size : TEXT};
    if (s.start == s.end) s.end++;
    assert_int_equal(gloss_layer_within(layer, s), naive_within(r, s));
    uint32_t row = 0;
    do {
      uint32_t expected = naive_covered(r, s, row);
      row = gloss_layer_covered(layer, s, row);
      assert_int_equal(row, expected);
    } while (row++ != GLOSS_NONE);
    row = 0;
    do {
      uint32_t expected = naive_overlapping(r, s, row);
      row = gloss_layer_overlapping(layer, s, row);
      assert_int_equal(row, expected);
    } while (row++ != GLOSS_NONE);
    gloss_nearest_options o = {.side = (gloss_side)(k % 3)};
    if (k & 4) o.column = "label", o.value = str(k & 8 ? "ORG" : "GPE");
    if (k & 16) o.within = zones;
    assert_int_equal(gloss_layer_nearest(layer, s, &o), naive_nearest(r, z, s, &o));
  }
}

static void by_definition(void **state) {
  (void)state;
  static char text[TEXT + 1];
  static rows r, z;
  memset(text, 'x', TEXT);
  uint64_t seed = 11;
  for (int round = 0; round < 40; round++) {
    gloss_doc *doc = make_doc(text);
    uint32_t n = round < 10 ? (uint32_t)round : next_random(&seed) % ROWS;
    gloss_layer *layer = random_layer(doc, &seed, n, round % 3 == 0, &r);
    gloss_layer *zones = random_layer(doc, &seed, 20, round % 2, &z);
    check(layer, &r, zones, &z, &seed);
    gloss_layer_unref(layer);
    gloss_layer_unref(zones);
    gloss_doc_unref(doc);
  }
}

static void edges(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("abcdef");
  gloss_layer *layer = make_layer(doc, "l", ((gloss_span[]){{0, 6}, {1, 3}, {3, 5}}), 3);
  gloss_builder *builder;
  gloss_layer *relation;
  assert_status(gloss_builder_new(&builder, doc, "r", 1), GLOSS_OK);
  assert_status(gloss_builder_add(builder, (gloss_span){0, 0}), GLOSS_OK);
  assert_status(gloss_builder_seal(builder, &relation, NULL, NULL), GLOSS_OK);
  gloss_builder_free(builder);
  static const gloss_span odd[] = {{2, 2},          {4, 1},          {UINT32_MAX, UINT32_MAX},
                                   {0, UINT32_MAX}, {UINT32_MAX, 0}, {0, 0}};
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
    assert_int_equal(gloss_layer_within(relation, odd[i]), GLOSS_NONE);
    assert_int_equal(gloss_layer_covered(relation, odd[i], 0), GLOSS_NONE);
    assert_int_equal(gloss_layer_overlapping(relation, odd[i], 0), GLOSS_NONE);
    assert_int_equal(gloss_layer_nearest(relation, odd[i], NULL), GLOSS_NONE);
    gloss_layer_within(layer, odd[i]);
    gloss_layer_nearest(layer, odd[i], NULL);
    assert_int_equal(gloss_layer_covered(layer, odd[i], UINT32_MAX), GLOSS_NONE);
    assert_int_equal(gloss_layer_overlapping(layer, odd[i], UINT32_MAX), GLOSS_NONE);
  }
  assert_int_equal(gloss_layer_covered(layer, (gloss_span){0, UINT32_MAX}, 0), 0);
  assert_int_equal(gloss_layer_nearest(layer, (gloss_span){3, 4}, NULL), 1);
  gloss_nearest_options o = {.column = "none", .value = str("x")};
  assert_int_equal(gloss_layer_nearest(layer, (gloss_span){3, 4}, &o), GLOSS_NONE);
  o = (gloss_nearest_options){.within = relation};
  assert_int_equal(gloss_layer_nearest(layer, (gloss_span){3, 4}, &o), GLOSS_NONE);
  gloss_column numbers = {"n", GLOSS_INTEGER, (int64_t[]){1, 2, 3}, NULL, NULL};
  assert_status(gloss_layer_add_column(layer, &numbers, NULL), GLOSS_OK);
  o = (gloss_nearest_options){.column = "n", .value = str("1")};
  assert_int_equal(gloss_layer_nearest(layer, (gloss_span){3, 4}, &o), GLOSS_NONE);
  uint32_t symbol;
  assert_status(gloss_doc_intern(doc, str("tag"), &symbol), GLOSS_OK);
  gloss_column tags = {"tags", GLOSS_SYMBOL, (uint32_t[]){symbol, symbol}, (uint32_t[]){0, 0, 1, 2},
                       NULL};
  assert_status(gloss_layer_add_column(layer, &tags, NULL), GLOSS_OK);
  o = (gloss_nearest_options){.column = "tags", .value = str("tag")};
  assert_int_equal(gloss_layer_nearest(layer, (gloss_span){0, 1}, &o), 1);
  gloss_layer_unref(layer);
  gloss_layer_unref(relation);
  gloss_doc_unref(doc);
}

/* Without memory for the index queries are slower, not wrong. */
static gloss_status without_index(const gloss_alloc *alloc) {
  gloss_pool *pool;
  gloss_doc *doc = NULL;
  gloss_layer *layer = NULL;
  gloss_span spans[40] = {{0, 60}};
  char text[61] = {0};
  memset(text, 'x', 60);
  for (uint32_t i = 1; i < 40; i++) spans[i] = (gloss_span){i, i + 2};
  gloss_status status = gloss_pool_new(&pool, alloc);
  if (status) return status;
  TRY(gloss_doc_new(&doc, pool, str(text), NULL, NULL));
  TRY(try_layer(&layer, doc, "layer", spans, 40));
  assert_int_equal(gloss_layer_within(layer, (gloss_span){50, 51}), 0);
  assert_int_equal(gloss_layer_covered(layer, (gloss_span){30, 40}, 0), 30);
  assert_int_equal(gloss_layer_overlapping(layer, (gloss_span){30, 31}, 1), 29);
  assert_int_equal(gloss_layer_nearest(layer, (gloss_span){50, 51}, NULL), 39);
fail:
  gloss_layer_unref(layer);
  gloss_doc_unref(doc);
  gloss_pool_unref(pool);
  return status;
}

static void without_memory(void **state) {
  (void)state;
  test_each_failure(without_index);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(by_definition), cmocka_unit_test(edges),
                                     cmocka_unit_test(without_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
