/* test_patternunits.c -- token patterns over units that take a test: rules that begin with one, look at
** one or stay outside are tried only where the rows allow; without memory too. */
#include "patternkit.h"

static uint32_t labelled(kit *k, const char *label) {
  gloss_str labels[] = {str(label)};
  uint32_t is = node(
      k,
      (gloss_node){.kind = GLOSS_NODE_IS, .name = str("label"), .strings = labels, .n_strings = 1});
  return node(k, (gloss_node){.kind = GLOSS_NODE_UNIT, .name = str("unit"), .a = is});
}

/* first: a unit X, then "c". ahead: any token at which a unit X begins, then "b". behind: "c" behind a
** unit Y. outside: "a" in no row, then "c". */
static gloss_status make_phase(const gloss_alloc *alloc, gloss_phase **out) {
  kit k = start(alloc, GLOSS_EVERY);
  *out = NULL;
  uint32_t x = labelled(&k, "X"), y = labelled(&k, "Y"), c = word(&k, "c");
  add_rule(&k, "first", both(&k, GLOSS_NODE_SEQ, x, c), "document");
  uint32_t ahead = node(&k, (gloss_node){.kind = GLOSS_NODE_AHEAD, .a = x});
  uint32_t two = both(&k, GLOSS_NODE_SEQ, any(&k), word(&k, "b"));
  add_rule(&k, "ahead", both(&k, GLOSS_NODE_SEQ, ahead, two), "document");
  uint32_t behind = node(&k, (gloss_node){.kind = GLOSS_NODE_BEHIND, .a = y});
  add_rule(&k, "behind", both(&k, GLOSS_NODE_SEQ, behind, c), "document");
  uint32_t out_of = named(&k, GLOSS_NODE_OUTSIDE, word(&k, "a"), "unit");
  add_rule(&k, "outside", both(&k, GLOSS_NODE_SEQ, out_of, c), "document");
  if (k.status == GLOSS_OK) k.status = gloss_phase_new(out, k.rules, &k.err);
  gloss_rules_free(k.rules);
  return k.status;
}

/*                             0         1         2
**                             01234567890123456789012345678 */
static const char sample[] = "a b c a c a b b a c c b a b c";

static const gloss_match expected[] = {
    {0, 0, 3, GLOSS_NONE, 0, 0},   {1, 0, 2, GLOSS_NONE, 0, 0},   {3, 3, 5, GLOSS_NONE, 0, 0},
    {1, 5, 7, GLOSS_NONE, 0, 0},   {2, 10, 11, GLOSS_NONE, 0, 0}, {0, 13, 15, GLOSS_NONE, 0, 0},
    {2, 14, 15, GLOSS_NONE, 0, 0},
};

static gloss_status scenario(const gloss_alloc *alloc) {
  /* X: a b; a b b; b before the last c. Y: a c; the last b as well. */
  static const gloss_span spans[] = {{0, 3}, {10, 15}, {16, 19}, {26, 27}, {26, 27}};
  static const char *const labels[] = {"X", "X", "Y", "X", "Y"};
  enum { COUNT = sizeof expected / sizeof *expected };
  gloss_phase *phase = NULL;
  gloss_matches *matches = NULL;
  gloss_status status;
  kit_text t;
  TRY(open_text(&t, alloc, sample));
  TRY(bind_labels(t.doc, "unit", spans, labels, 5));
  TRY(make_phase(alloc, &phase));
  for (int run = 0; run < 2; run++) {
    gloss_matches_free(matches);
    matches = NULL;
    TRY(gloss_phase_run(phase, t.tokens, t.scratch, NULL, &matches, NULL));
    uint32_t n;
    const gloss_match *m = gloss_matches_all(matches, &n);
    assert_int_equal(n, COUNT);
    for (uint32_t i = 0; i < n; i++) {
      assert_int_equal(m[i].rule, expected[i].rule);
      assert_int_equal(m[i].start, expected[i].start);
      assert_int_equal(m[i].end, expected[i].end);
    }
    assert_int_equal(gloss_matches_counts(matches).starts, COUNT); /* no place in vain */
  }
fail:
  gloss_matches_free(matches);
  gloss_phase_unref(phase);
  close_text(&t);
  return status;
}

static void test_units(void **state) {
  (void)state;
  assert_status(scenario(NULL), GLOSS_OK);
}

static void test_no_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_units),
                                     cmocka_unit_test(test_no_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
