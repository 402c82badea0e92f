/* test_patternrun.c -- token patterns: runs over zones, forms and layers, far needs, more anchors than
** are kept, near misses; each without memory too. */
#include "patternkit.h"
#include "patternrun.h"

/* In the zones "body": "B" written so, then one token that is "z" by a regular expression, or that
** is neither a number nor the first word of its sentence. */
static gloss_status make_zoned(const gloss_alloc *alloc, gloss_phase **out) {
  kit k = start(alloc, GLOSS_LONGEST);
  gloss_str form[] = {str("B")}, kind[] = {str("number")}, zones[] = {str("body")};
  *out = NULL;
  uint32_t b = node(&k, (gloss_node){.kind = GLOSS_NODE_FORMS, .strings = form, .n_strings = 1});
  uint32_t z = node(&k, (gloss_node){.kind = GLOSS_NODE_REGEX, .tag = 5});
  uint32_t number = node(
      &k,
      (gloss_node){.kind = GLOSS_NODE_IS, .name = str("kind"), .strings = kind, .n_strings = 1});
  uint32_t first = node(&k, (gloss_node){.kind = GLOSS_NODE_INITIAL});
  uint32_t not = both(&k, GLOSS_NODE_OR, number, first);
  not = node(&k, (gloss_node){.kind = GLOSS_NODE_NOT, .a = not });
  uint32_t rule = both(&k, GLOSS_NODE_SEQ, b, both(&k, GLOSS_NODE_OR, z, not ));
  gloss_rule zoned = {.name = "zoned", .pattern = rule, .zones = zones, .n_zones = 1};
  if (k.status == GLOSS_OK) k.status = gloss_rules_add(k.rules, &zoned, &k.err);
  add_rule(&k, "plain", both(&k, GLOSS_NODE_SEQ, number, number), "document");
  if (k.status == GLOSS_OK) k.status = gloss_phase_new(out, k.rules, &k.err);
  gloss_rules_free(k.rules);
  return k.status;
}

/*                               0         1         2
**                               0123456789012345678901234567 */
static const char zoned_text[] = "B z b z B 7 B z . B x 1 2 B";

static gloss_status zoned(const gloss_alloc *alloc) {
  static const gloss_span sentences[] = {{0, 17}, {18, 27}},
                          zones[] = {{0, 11}, {12, 23}, {24, 27}};
  static const char *const labels[] = {"body", "table", "body"};
  gloss_pattern_calls calls = {.re = re_is_z};
  gloss_phase *phase = NULL;
  gloss_matches *matches = NULL;
  gloss_misses *misses = NULL;
  uint32_t n;
  gloss_status status;
  kit_text t;
  TRY(open_text(&t, alloc, zoned_text));
  TRY(bind_layer(t.doc, "sentence", sentences, 2));
  TRY(bind_labels(t.doc, "zone", zones, labels, 3));
  TRY(make_zoned(alloc, &phase));
  TRY(gloss_phase_run(phase, t.tokens, t.scratch, &calls, &matches, NULL));
  const gloss_match *m = gloss_matches_all(matches, &n);
  assert_int_equal(n, 2);
  assert_int_equal(m[0].start, 0);
  assert_int_equal(m[0].rule, 0);
  assert_int_equal(m[1].start, 11);
  assert_int_equal(m[1].rule, 1);
  TRY(gloss_phase_misses(phase, t.tokens, t.scratch, &calls, 0, &misses, NULL));
  const gloss_miss *miss = gloss_misses_all(misses, &n);
  assert_int_equal(n, 2);
  assert_int_equal(miss[0].start, 4);
  assert_int_equal(miss[0].furthest, 5);
  assert_int_equal(miss[0].scope_end, 6);
  assert_int_equal(miss[1].start, 13);
  assert_int_equal(miss[1].furthest, 14);
  assert_true(miss[1].n_tags > 0);
fail:
  gloss_misses_free(misses);
  gloss_matches_free(matches);
  gloss_phase_unref(phase);
  close_text(&t);
  return status;
}

static void test_zones(void **state) {
  (void)state;
  assert_status(zoned(NULL), GLOSS_OK);
}

static void test_no_memory(void **state) {
  (void)state;
  test_each_failure(zoned);
}

/* The misses of a document are what each start alone says. */
static void test_misses(void **state) {
  (void)state;
  kit_text t;
  gloss_phase *phase;
  gloss_misses *misses;
  gloss_why why;
  kit k = start(NULL, GLOSS_LONGEST);
  assert_status(open_text(&t, NULL, "a c a b c a a b b a"), GLOSS_OK);
  uint32_t a = word(&k, "a"), b = word(&k, "b"), c = word(&k, "c");
  uint32_t rule = both(&k, GLOSS_NODE_SEQ, a, both(&k, GLOSS_NODE_SEQ, rep(&k, b, 1, 2), c));
  add_rule(&k, "r", rule, "document");
  assert_status(gloss_phase_new(&phase, k.rules, &k.err), GLOSS_OK);
  assert_status(gloss_phase_misses(phase, t.tokens, t.scratch, NULL, 0, &misses, &k.err), GLOSS_OK);
  uint32_t n, next = 0;
  const gloss_miss *list = gloss_misses_all(misses, &n);
  for (uint32_t at = 0; at < gloss_layer_count(t.tokens); at++) {
    assert_status(gloss_phase_why(phase, t.tokens, t.scratch, NULL, 0, at, &why, &k.err), GLOSS_OK);
    if (why.end != GLOSS_NONE) at = why.end - 1;
    if (why.end != GLOSS_NONE || why.furthest == at) continue;
    assert_int_equal(list[next].start, at);
    assert_int_equal(list[next].furthest, why.furthest);
    assert_int_equal(list[next].n_tags, why.n_tags);
    next++;
  }
  assert_int_equal(n, next);
  assert_int_equal(n, 4);
  gloss_misses_free(misses);
  assert_status(gloss_phase_misses(phase, t.tokens, t.scratch, NULL, 1, &misses, &k.err),
                GLOSS_ERANGE);
  assert_null(misses);
  gloss_rules_free(k.rules);
  gloss_phase_unref(phase);
  close_text(&t);
}

/* More anchors in a scope than are kept: the rules are tried from everywhere. */
static void test_many_anchors(void **state) {
  (void)state;
  enum { N = 40000 };
  static char string[4 * N + 1];
  for (int i = 0; i < N; i++) memcpy(string + 4 * i, i % 4 ? "a b " : "b a ", 4);
  kit_text t;
  gloss_phase *phase;
  gloss_matches *matches;
  kit k = start(NULL, GLOSS_EVERY);
  assert_status(open_text(&t, NULL, string), GLOSS_OK);
  uint32_t a = word(&k, "a"), b = word(&k, "b"), n;
  add_rule(&k, "aa", both(&k, GLOSS_NODE_SEQ, a, a), "document");
  add_rule(&k, "ba", both(&k, GLOSS_NODE_SEQ, b, a), "document");
  add_rule(&k, "bb", both(&k, GLOSS_NODE_SEQ, b, b), "document");
  assert_status(gloss_phase_new(&phase, k.rules, &k.err), GLOSS_OK);
  assert_status(gloss_phase_run(phase, t.tokens, t.scratch, NULL, &matches, &k.err), GLOSS_OK);
  uint32_t found[3] = {0, 0, 0};
  const gloss_match *m = gloss_matches_all(matches, &n);
  for (uint32_t i = 0; i < n; i++) found[m[i].rule]++;
  assert_int_equal(found[0], N / 4);
  assert_int_equal(found[1], N / 4 + N / 2);
  assert_int_equal(found[2], N / 4 - 1);
  gloss_matches_free(matches);
  gloss_rules_free(k.rules);
  gloss_phase_unref(phase);
  close_text(&t);
}

/* A word needed far away, behind and before: no probe looks so far. */
static void test_far_needs(void **state) {
  (void)state;
  static char string[1000];
  for (int i = 0; i < 200; i++) memcpy(string + 2 * i, "c ", 2);
  memcpy(string + 100, "abacus zz calendar ", 19);
  memcpy(string + 300, "dictionary ", 11);
  kit_text t;
  gloss_phase *phase;
  gloss_matches *matches;
  kit k = start(NULL, GLOSS_EVERY);
  assert_status(open_text(&t, NULL, string), GLOSS_OK);
  uint32_t n, gap = node(&k, (gloss_node){.kind = GLOSS_NODE_GAP,
                                          .a = word(&k, "abacus"),
                                          .b = word(&k, "dictionary"),
                                          .max = 500});
  add_rule(&k, "gap", gap, "document");
  uint32_t all = rep(&k, any(&k), 0, GLOSS_NONE);
  uint32_t before = both(&k, GLOSS_NODE_SEQ, word(&k, "abacus"), all);
  before = node(&k, (gloss_node){.kind = GLOSS_NODE_BEHIND, .a = before});
  uint32_t behind = both(&k, GLOSS_NODE_SEQ, all, word(&k, "calendar"));
  add_rule(&k, "behind", both(&k, GLOSS_NODE_SEQ, before, word(&k, "dictionary")), "document");
  behind = node(&k, (gloss_node){.kind = GLOSS_NODE_AHEAD, .a = behind});
  add_rule(&k, "ahead", both(&k, GLOSS_NODE_SEQ, word(&k, "abacus"), behind), "document");
  assert_status(k.status, GLOSS_OK);
  assert_status(gloss_phase_new(&phase, k.rules, &k.err), GLOSS_OK);
  assert_status(gloss_phase_run(phase, t.tokens, t.scratch, NULL, &matches, &k.err), GLOSS_OK);
  const gloss_match *m = gloss_matches_all(matches, &n);
  assert_int_equal(n, 3);
  assert_int_equal(m[0].rule, 0);
  assert_int_equal(m[1].rule, 2);
  assert_int_equal(m[2].rule, 1);
  gloss_matches_free(matches);
  gloss_rules_free(k.rules);
  gloss_phase_unref(phase);
  close_text(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_zones), cmocka_unit_test(test_no_memory), cmocka_unit_test(test_misses),
      cmocka_unit_test(test_many_anchors), cmocka_unit_test(test_far_needs)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
