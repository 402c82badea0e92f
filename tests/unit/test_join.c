/* test_join.c -- joins against their definitions, on random layers. */
#include "support.h"

enum { ROWS = 60, TEXT = 120 };

static gloss_layer *random_layer(gloss_doc *doc, const char *name, uint64_t *seed, int flat) {
  gloss_span spans[ROWS];
  uint32_t n = 0, at = 0;
  for (uint32_t most = next_random(seed) % ROWS; n < most; n++) {
    uint32_t start = flat ? at + next_random(seed) % 2 : next_random(seed) % (TEXT - 1);
    if (start >= TEXT - 8) break;
    spans[n] = (gloss_span){start, start + 1 + next_random(seed) % (flat ? 4 : 8)};
    if (!flat && next_random(seed) % 15 == 0) spans[n] = (gloss_span){start / 4, TEXT - 3};
    at = spans[n].end;
  }
  return make_layer(doc, name, spans, n);
}

static gloss_span span_at(const gloss_layer *layer, uint32_t row) {
  return (gloss_span){gloss_layer_starts(layer)[row], gloss_layer_ends(layer)[row]};
}

static int covers(gloss_span a, gloss_span b) { return a.start <= b.start && a.end >= b.end; }

static int follows(gloss_span a, gloss_span b, const gloss_join_options *o) {
  uint32_t between = 0;
  if (b.end > a.start) return 0;
  for (uint32_t i = 0; o->unit && i < gloss_layer_count(o->unit); i++) {
    uint32_t start = gloss_layer_starts(o->unit)[i];
    between += start >= b.end && start < a.start;
  }
  return !o->unit || between <= o->gap;
}

static int holds(gloss_op op, gloss_span a, gloss_span b, const gloss_join_options *o) {
  gloss_span hull = {a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
  int same = !o->same;
  for (uint32_t i = 0; !same && i < gloss_layer_count(o->same); i++) {
    same = covers(span_at(o->same, i), hull);
  }
  if (!same) return 0;
  switch (op) {
  case GLOSS_WITHIN: return covers(b, a);
  case GLOSS_COVERS: return covers(a, b);
  case GLOSS_OVERLAPS: return a.start < b.end && b.start < a.end;
  default: return follows(a, b, o);
  }
}

static void check(gloss_layer *a, gloss_layer *b, gloss_op op, const gloss_join_options *o) {
  gloss_layer *pairs;
  gloss_column ca, cb;
  uint32_t k = 0;
  assert_status(gloss_layer_join(a, b, op, o, "pairs", &pairs), GLOSS_OK);
  assert_null(gloss_layer_starts(pairs));
  assert_status(gloss_layer_column(pairs, "a", &ca), GLOSS_OK);
  assert_status(gloss_layer_column(pairs, "b", &cb), GLOSS_OK);
  assert_ptr_equal(ca.target, a);
  assert_ptr_equal(cb.target, b);
  const uint32_t *left = ca.values, *right = cb.values;
  for (uint32_t i = 0; i < gloss_layer_count(a); i++) {
    for (uint32_t j = 0; j < gloss_layer_count(b); j++) {
      if (!holds(op, span_at(a, i), span_at(b, j), o)) continue;
      assert_true(k < gloss_layer_count(pairs));
      assert_int_equal(left[k], i);
      assert_int_equal(right[k++], j);
    }
  }
  assert_int_equal(k, gloss_layer_count(pairs));
  gloss_layer_unref(pairs);
}

static void by_definition(void **state) {
  (void)state;
  char text[TEXT + 1] = {0};
  uint64_t seed = 7;
  memset(text, 'x', TEXT);
  for (uint32_t round = 0; round < 300; round++) {
    gloss_doc *doc = make_doc(text);
    gloss_layer *a = random_layer(doc, "a", &seed, round & 1);
    gloss_layer *b = round % 7 ? random_layer(doc, "b", &seed, round & 2) : gloss_layer_ref(a);
    gloss_layer *unit = random_layer(doc, "unit", &seed, round & 8);
    gloss_layer *same = random_layer(doc, "same", &seed, round & 4);
    for (int op = GLOSS_WITHIN; op <= GLOSS_FOLLOWS; op++) {
      gloss_join_options o = {next_random(&seed) % 4, unit, NULL};
      check(a, b, (gloss_op)op, &o);
      o.same = same;
      check(a, b, (gloss_op)op, &o);
      o.unit = NULL;
      check(a, b, (gloss_op)op, &o);
    }
    gloss_layer_unref(a);
    gloss_layer_unref(b);
    gloss_layer_unref(unit);
    gloss_layer_unref(same);
    gloss_doc_unref(doc);
  }
}

static void refused(void **state) {
  (void)state;
  gloss_doc *doc = make_doc("abc"), *other = make_doc("abc");
  gloss_layer *a = make_layer(doc, "a", &(gloss_span){0, 1}, 1), *relation, *out;
  gloss_layer *foreign = make_layer(other, "f", &(gloss_span){0, 1}, 1);
  assert_status(gloss_layer_join(a, a, GLOSS_WITHIN, NULL, "pairs", &relation), GLOSS_OK);
  assert_int_equal(gloss_layer_count(relation), 1);
  assert_status(gloss_layer_join(a, relation, GLOSS_WITHIN, NULL, "x", &out), GLOSS_EARG);
  assert_status(gloss_layer_join(relation, a, GLOSS_WITHIN, NULL, "x", &out), GLOSS_EARG);
  assert_status(gloss_layer_join(a, foreign, GLOSS_WITHIN, NULL, "x", &out), GLOSS_EARG);
  assert_status(gloss_layer_join(a, a, (gloss_op)4, NULL, "x", &out), GLOSS_EARG);
  assert_status(gloss_layer_join(a, a, GLOSS_WITHIN, NULL, "", &out), GLOSS_EARG);
  gloss_join_options o = {.same = relation};
  assert_status(gloss_layer_join(a, a, GLOSS_WITHIN, &o, "x", &out), GLOSS_EARG);
  o = (gloss_join_options){.unit = foreign};
  assert_status(gloss_layer_join(a, a, GLOSS_FOLLOWS, &o, "x", &out), GLOSS_EARG);
  assert_null(out);
  gloss_layer_unref(a);
  gloss_layer_unref(relation);
  gloss_layer_unref(foreign);
  gloss_doc_unref(doc);
  gloss_doc_unref(other);
}

static gloss_status scenario(const gloss_alloc *alloc) {
  static const gloss_span spans[] = {{0, 6}, {0, 3}, {1, 2}, {4, 6}};
  gloss_pool *pool;
  gloss_doc *doc = NULL;
  gloss_layer *a = NULL, *b = NULL, *pairs = NULL;
  gloss_status status = gloss_pool_new(&pool, alloc);
  if (status) return status;
  TRY(gloss_doc_new(&doc, pool, str("abcdef"), NULL, NULL));
  TRY(try_layer(&a, doc, "a", spans, 4));
  TRY(try_layer(&b, doc, "b", spans + 1, 3));
  status = gloss_layer_join(a, b, GLOSS_COVERS, NULL, "pairs", &pairs);
  if (status) { /* the layers are still the caller's alone */
    assert_null(pairs);
    goto fail;
  }
  assert_int_equal(gloss_layer_count(pairs), 7);
  TRY(gloss_doc_bind(doc, pairs));
fail:
  gloss_layer_unref(a);
  gloss_layer_unref(b);
  gloss_layer_unref(pairs);
  gloss_doc_unref(doc);
  gloss_pool_unref(pool);
  return status;
}

static void without_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(by_definition), cmocka_unit_test(refused),
                                     cmocka_unit_test(without_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
