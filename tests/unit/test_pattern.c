/* test_pattern.c -- token patterns: what is refused, small runs, the number of steps, no memory. */
#include <stdio.h>

#include "patternkit.h"
#include "patternrun.h"

/* ---- What is refused ---- */

static void expect_error(kit *k, gloss_node n, gloss_status status, const char *message) {
  uint32_t number;
  n.tag = 7;
  assert_status(gloss_rules_node(k->rules, &n, &number, &k->err), status);
  assert_int_equal(number, 0);
  assert_int_equal(k->err.offset, 7);
  assert_string_equal(k->err.message, message);
}

static void test_refused(void **state) {
  (void)state;
  kit k = start(NULL, GLOSS_LONGEST);
  uint32_t a = word(&k, "a"), pair = both(&k, GLOSS_NODE_SEQ, a, a);
  gloss_str empty = str(""), bad = str("\xff");
  assert_status(k.status, GLOSS_OK);
  expect_error(&k, (gloss_node){.kind = 99}, GLOSS_EARG, "unknown kind of node 99");
  expect_error(&k, (gloss_node){.kind = GLOSS_NODE_AND, .a = a, .b = pair}, GLOSS_EARG,
               "and: operands must be one-token tests");
  expect_error(&k, (gloss_node){.kind = GLOSS_NODE_ALT, .a = a, .b = 99}, GLOSS_EARG,
               "alt: operands must be patterns");
  expect_error(&k, (gloss_node){.kind = GLOSS_NODE_WORDS}, GLOSS_EARG, "word: needs a string");
  expect_error(&k, (gloss_node){.kind = GLOSS_NODE_IS, .name = str("kind")}, GLOSS_EARG,
               "is: needs a value");
  expect_error(&k, (gloss_node){.kind = GLOSS_NODE_CAPTURE, .a = a, .name = empty}, GLOSS_EARG,
               "capture: a name is empty or holds a NUL");
  expect_error(&k, (gloss_node){.kind = GLOSS_NODE_FORMS, .strings = &bad, .n_strings = 1},
               GLOSS_EUTF8, "exact: a string is not UTF-8");
  expect_error(&k, (gloss_node){.kind = GLOSS_NODE_REPEAT, .a = a, .min = 3, .max = 2},
               GLOSS_ERANGE, "rep: the lower bound is over the upper one");
  expect_error(&k, (gloss_node){.kind = GLOSS_NODE_REPEAT, .a = a}, GLOSS_ERANGE,
               "rep: the upper bound is 0");
  expect_error(&k, (gloss_node){.kind = GLOSS_NODE_UNIT, .a = a, .name = str("x")}, GLOSS_EARG,
               "unit: a unit takes tests of columns");
  for (int i = 0; i < 14; i++) a = both(&k, GLOSS_NODE_OR, a, a);
  assert_status(k.status, GLOSS_OK);
  expect_error(&k, (gloss_node){.kind = GLOSS_NODE_OR, .a = a, .b = a}, GLOSS_ERANGE,
               "or: more than 32,768 tests in one");
  gloss_rules_free(k.rules);
}

static void expect_phase_error(kit *k, uint32_t pattern, const char *message) {
  gloss_phase *phase;
  add_rule(k, "long", pattern, "document");
  assert_status(k->status, GLOSS_OK);
  assert_true(gloss_phase_new(&phase, k->rules, &k->err) < 0);
  assert_null(phase);
  assert_string_equal(k->err.message, message);
  gloss_rules_free(k->rules);
}

static void test_refused_rules(void **state) {
  (void)state;
  kit k = start(NULL, GLOSS_LONGEST);
  uint32_t many = any(&k);
  for (int i = 0; i < 4; i++) many = rep(&k, many, 20, 20);
  expect_phase_error(&k, many, "rule long: more than 32,768 instructions");
  k = start(NULL, GLOSS_LONGEST);
  uint32_t nothing = node(&k, (gloss_node){.kind = GLOSS_NODE_SEQ});
  for (int i = 0; i < 60; i++) nothing = both(&k, GLOSS_NODE_SEQ, nothing, nothing);
  expect_phase_error(&k, nothing, "rule long: too many parts");
  k = start(NULL, GLOSS_LONGEST);
  gloss_str names[] = {str("x"), str("y")};
  uint32_t agree = node(&k, (gloss_node){.kind = GLOSS_NODE_AGREE,
                                         .a = any(&k),
                                         .name = str("form"),
                                         .strings = names,
                                         .n_strings = 2});
  expect_phase_error(&k, agree, "rule long: agree: no such capture");
  k = start(NULL, GLOSS_LONGEST);
  gloss_rule claims = {.name = "first", .pattern = any(&k), .claims = "x"};
  assert_status(gloss_rules_add(k.rules, &claims, NULL), GLOSS_OK);
  expect_phase_error(&k, any(&k), "rule first: claims: no such capture");
}

/* ---- Steps ---- */

/* A family of patterns that some engines take exponential time for. */
static uint32_t hostile(kit *k, int which) {
  uint32_t a = word(k, "a"), dot = any(k), p = a;
  uint32_t z = node(k, (gloss_node){.kind = GLOSS_NODE_REGEX}); /* filters cannot tell */
  switch (which) {
  case 0: return both(k, GLOSS_NODE_SEQ, rep(k, rep(k, dot, 0, GLOSS_NONE), 0, GLOSS_NONE), z);
  case 1: return both(k, GLOSS_NODE_SEQ, rep(k, rep(k, a, 1, GLOSS_NONE), 1, GLOSS_NONE), z);
  case 2:
    for (int i = 0; i < 12; i++) p = both(k, GLOSS_NODE_SEQ, rep(k, dot, 0, 1), p);
    return both(k, GLOSS_NODE_SEQ, p, z);
  case 3:
    for (int i = 0; i < 12; i++) p = both(k, GLOSS_NODE_SEQ, rep(k, dot, 0, GLOSS_NONE), p);
    return both(k, GLOSS_NODE_SEQ, p, z);
  case 4:
    for (int i = 0; i < 6; i++) p = rep(k, both(k, GLOSS_NODE_SEQ, p, rep(k, a, 0, 1)), 0, 2);
    return both(k, GLOSS_NODE_SEQ, p, z);
  case 5: return both(k, GLOSS_NODE_SEQ, rep(k, both(k, GLOSS_NODE_ALT, a, dot), 0, GLOSS_NONE), z);
  case 6:
    for (int i = 0; i < 5; i++)
      p = node(k, (gloss_node){.kind = GLOSS_NODE_GAP, .a = p, .b = a, .max = 200});
    return node(k, (gloss_node){.kind = GLOSS_NODE_GAP, .a = p, .b = z, .max = 200});
  case 7:
    p = node(k, (gloss_node){.kind = GLOSS_NODE_AHEAD,
                             .a = both(k, GLOSS_NODE_SEQ, rep(k, dot, 0, GLOSS_NONE), z)});
    return both(k, GLOSS_NODE_SEQ, rep(k, a, 0, GLOSS_NONE), p);
  case 8:
    p = node(k, (gloss_node){.kind = GLOSS_NODE_BEHIND,
                             .a = both(k, GLOSS_NODE_SEQ, z, rep(k, dot, 0, GLOSS_NONE))});
    return both(k, GLOSS_NODE_SEQ, rep(k, a, 1, GLOSS_NONE), p);
  case 9: return both(k, GLOSS_NODE_SEQ, rep(k, a, 0, 200), z);
  case 10:
    p = both(k, GLOSS_NODE_SEQ, rep(k, dot, 0, GLOSS_NONE), z);
    return both(k, GLOSS_NODE_SEQ, a, rep(k, p, 0, 1));
  case 11: /* an empty turn, then a way that matches at once */
  case 12: /* the same behind a look that is true everywhere */
    p = both(k, GLOSS_NODE_SEQ, rep(k, rep(k, dot, 0, GLOSS_NONE), 0, GLOSS_NONE), z);
    p = both(k, GLOSS_NODE_ALT, p, a);
    if (which == 11) return p;
    p = node(k, (gloss_node){.kind = GLOSS_NODE_AHEAD, .a = p});
    return both(k, GLOSS_NODE_SEQ, p, dot);
  default:
    p = both(k, GLOSS_NODE_ALT, both(k, GLOSS_NODE_SEQ, a, a), a);
    return both(k, GLOSS_NODE_SEQ, rep(k, p, 0, GLOSS_NONE), z);
  }
}

/* Gives the steps of a hostile rule over "z" and n times "a". */
static uint64_t steps_of(int which, size_t n) {
  char *string = malloc(2 * n + 3);
  assert_non_null(string);
  memcpy(string, "z ", 2);
  for (size_t i = 1; i <= n; i++) memcpy(string + 2 * i, "a ", 2);
  string[2 * n + 2] = '\0';
  kit_text t;
  assert_status(open_text(&t, NULL, string), GLOSS_OK);
  free(string);
  kit k = start(NULL, GLOSS_LONGEST);
  add_rule(&k, "hostile", hostile(&k, which), "document");
  gloss_phase *phase;
  gloss_matches *matches;
  gloss_pattern_calls calls = {.re = re_is_z};
  assert_status(k.status, GLOSS_OK);
  assert_status(gloss_phase_new(&phase, k.rules, &k.err), GLOSS_OK);
  assert_status(gloss_phase_run(phase, t.tokens, t.scratch, &calls, &matches, &k.err), GLOSS_OK);
  uint64_t steps = gloss_matches_counts(matches).steps;
  gloss_matches_free(matches);
  gloss_rules_free(k.rules);
  gloss_phase_unref(phase);
  close_text(&t);
  return steps;
}

static void test_steps(void **state) {
  (void)state;
  for (int which = 0; which < 14; which++) {
    uint64_t once = steps_of(which, 900), twice = steps_of(which, 1800);
    assert_true(once > 900);
    printf("hostile %2d: %8llu steps at 900, %8llu at 1800\n", which, (unsigned long long)once,
           (unsigned long long)twice);
    assert_true(twice <= once * 5 / 2);
  }
}

/* ---- A run ---- */

static gloss_status where_even(void *user, uint32_t tag, const gloss_match *m,
                               const gloss_capture *captures, int *yes) {
  (void)user, (void)tag, (void)captures;
  *yes = m->start % 2 == 0;
  return GLOSS_OK;
}

/* Every sort of node, over a text with two layers. */
static gloss_status make_phase(const gloss_alloc *alloc, gloss_phase **out) {
  kit k = start(alloc, GLOSS_LONGEST);
  gloss_str names[] = {str("x"), str("y")};
  *out = NULL;
  if (k.status != GLOSS_OK) return k.status;
  uint32_t a = word(&k, "a"), b = word(&k, "b");
  uint32_t x = named(&k, GLOSS_NODE_CAPTURE, a, "x"), y = named(&k, GLOSS_NODE_CAPTURE, b, "y");
  uint32_t gap = both(&k, GLOSS_NODE_GAP, x, y);
  uint32_t agree = node(&k, (gloss_node){.kind = GLOSS_NODE_AGREE,
                                         .a = gap,
                                         .name = str("kind"),
                                         .strings = names,
                                         .n_strings = 2});
  add_rule(&k, "agree", agree, "document");
  uint32_t unit = named(&k, GLOSS_NODE_CAPTURE, named(&k, GLOSS_NODE_UNIT, 0, "unit"), "u");
  uint32_t behind = node(&k, (gloss_node){.kind = GLOSS_NODE_BEHIND, .a = a});
  add_rule(&k, "unit", both(&k, GLOSS_NODE_SEQ, behind, unit), NULL);
  uint32_t flag =
      node(&k, (gloss_node){.kind = GLOSS_NODE_FLAG, .name = str("shape"), .min = GLOSS_LOWER});
  uint32_t in = named(&k, GLOSS_NODE_INSIDE, rep(&k, flag, 1, GLOSS_NONE), "unit");
  uint32_t where = node(&k, (gloss_node){.kind = GLOSS_NODE_WHERE, .a = in});
  add_rule(&k, "where", where, NULL);
  if (k.status == GLOSS_OK) k.status = gloss_phase_new(out, k.rules, &k.err);
  gloss_rules_free(k.rules);
  return k.status;
}

static gloss_status scenario(const gloss_alloc *alloc) {
  static const gloss_span sentences[] = {{0, 13}, {14, 21}}, units[] = {{2, 7}, {4, 7}};
  gloss_pattern_calls calls = {.where = where_even};
  gloss_phase *phase = NULL;
  gloss_matches *matches = NULL;
  gloss_status status;
  kit_text t;
  TRY(open_text(&t, alloc, "a b c a c b c a b b c"));
  TRY(bind_layer(t.doc, "sentence", sentences, 2));
  TRY(bind_layer(t.doc, "unit", units, 2));
  TRY(make_phase(alloc, &phase));
  TRY(gloss_phase_run(phase, t.tokens, t.scratch, &calls, &matches, NULL));
  uint32_t n;
  const gloss_match *m = gloss_matches_all(matches, &n);
  const gloss_capture *c = gloss_matches_captures(matches);
  assert_int_equal(n, 5);
  assert_int_equal(m[0].rule, 0);
  assert_int_equal(m[0].end, 2);
  assert_int_equal(m[0].winner, 1);
  assert_int_equal(m[1].rule, 1);
  assert_int_equal(m[1].start, 1);
  assert_int_equal(m[1].end, 4);
  assert_int_equal(m[1].winner, GLOSS_NONE);
  assert_int_equal(c[m[1].captures].row, 0);
  assert_string_equal(gloss_phase_layer(phase, c[m[1].captures].layer), "unit");
  gloss_why why;
  TRY(gloss_phase_why(phase, t.tokens, t.scratch, &calls, 0, 2, &why, NULL));
  assert_int_equal(why.end, GLOSS_NONE);
  assert_int_equal(why.furthest, 2);
  assert_int_equal(why.n_tags, 1);
fail:
  gloss_matches_free(matches);
  gloss_phase_unref(phase);
  close_text(&t);
  return status;
}

static void test_run(void **state) {
  (void)state;
  assert_status(scenario(NULL), GLOSS_OK);
}

static void test_no_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
}

/* The scratch of a run that failed serves the next. */
static void test_after_no_memory(void **state) {
  (void)state;
  test_alloc a;
  for (size_t fail_at = 1, failed = 1; failed; fail_at++) {
    test_alloc_init(&a, 0, 0);
    gloss_phase *phase;
    gloss_matches *matches;
    kit_text t;
    assert_status(open_text(&t, &a.alloc, "a b c a c"), GLOSS_OK);
    assert_status(bind_layer(t.doc, "sentence", (gloss_span[]){{0, 9}}, 1), GLOSS_OK);
    assert_status(bind_layer(t.doc, "unit", (gloss_span[]){{2, 5}}, 1), GLOSS_OK);
    assert_status(make_phase(&a.alloc, &phase), GLOSS_OK);
    a.fail_at = a.calls + fail_at;
    gloss_phase_run(phase, t.tokens, t.scratch, NULL, &matches, NULL);
    failed = a.failures;
    gloss_matches_free(matches);
    a.fail_at = 0;
    assert_status(gloss_phase_run(phase, t.tokens, t.scratch, NULL, &matches, NULL), GLOSS_OK);
    uint32_t n;
    gloss_matches_all(matches, &n);
    assert_int_equal(n, 2);
    gloss_matches_free(matches);
    gloss_phase_unref(phase);
    close_text(&t);
    assert_int_equal(a.live, 0);
  }
}

/* ---- Limits ---- */

/* Runs one rule over words parted by spaces; the caller frees the matches. */
static gloss_matches *run_one(uint32_t (*make)(kit *), const char *string, size_t cache) {
  static const gloss__engine_type none = {0, NULL, NULL, NULL};
  kit_text t;
  kit k = start(NULL, GLOSS_LONGEST);
  gloss_phase *phase;
  gloss_matches *matches;
  gloss_pattern_calls calls = {.re = re_is_z};
  void *data;
  assert_status(open_text(&t, NULL, string), GLOSS_OK);
  add_rule(&k, "one", make(&k), "document");
  assert_status(k.status, GLOSS_OK);
  assert_status(gloss_phase_new(&phase, k.rules, &k.err), GLOSS_OK);
  assert_status(gloss_phase_run(phase, t.tokens, t.scratch, &calls, &matches, &k.err), GLOSS_OK);
  if (cache) {
    gloss_matches_free(matches);
    assert_status(gloss__scratch_state(t.scratch, phase, &none, &data), GLOSS_OK);
    ((gloss__pstate *)data)->dfa.limit = cache;
    ((gloss__pstate *)data)->dfa.stamp = UINT32_MAX - 2;
    assert_status(gloss_phase_run(phase, t.tokens, t.scratch, &calls, &matches, &k.err), GLOSS_OK);
  }
  gloss_rules_free(k.rules);
  gloss_phase_unref(phase);
  close_text(&t);
  return matches;
}

static uint32_t to_z(kit *k) {
  uint32_t z = node(k, (gloss_node){.kind = GLOSS_NODE_REGEX});
  return both(k, GLOSS_NODE_SEQ, rep(k, any(k), 0, GLOSS_NONE), z);
}

/* In a scope of 2,501 tokens the loop takes 2,000: the match starts as far before the z. */
static void test_long_scope(void **state) {
  (void)state;
  static char string[5010];
  for (int i = 0; i < 2500; i++) memcpy(string + 2 * i, "a ", 2);
  memcpy(string + 5000, "z", 2);
  gloss_matches *matches = run_one(to_z, string, 0);
  uint32_t n;
  const gloss_match *m = gloss_matches_all(matches, &n);
  assert_int_equal(n, 1);
  assert_int_equal(m[0].start, 500);
  assert_int_equal(m[0].end, 2501);
  assert_true(gloss_matches_counts(matches).truncated >= 500);
  gloss_matches_free(matches);
}

/* Every span of a long scope: too many to keep. */
static void test_too_many(void **state) {
  (void)state;
  static char string[12001];
  for (int i = 0; i < 6000; i++) memcpy(string + 2 * i, "a ", 2);
  kit_text t;
  kit k = start(NULL, GLOSS_EVERY);
  gloss_phase *phase;
  gloss_matches *matches;
  assert_status(open_text(&t, NULL, string), GLOSS_OK);
  uint32_t dots = any(&k);
  for (int i = 0; i < 3; i++)
    dots = both(&k, GLOSS_NODE_SEQ, dots, rep(&k, any(&k), 0, GLOSS_NONE));
  add_rule(&k, "dots", dots, "document");
  assert_status(gloss_phase_new(&phase, k.rules, &k.err), GLOSS_OK);
  assert_status(gloss_phase_run(phase, t.tokens, t.scratch, NULL, &matches, &k.err), GLOSS_ERANGE);
  assert_string_equal(k.err.message, "rule dots: too many matches: over 16,777,216 with captures");
  assert_null(matches);
  gloss_rules_free(k.rules);
  gloss_phase_unref(phase);
  close_text(&t);
}

static uint32_t two_words(kit *k) { return both(k, GLOSS_NODE_GAP, word(k, "a"), word(k, "b")); }

/* A cache too small for anything: the filter is given up and what is found stays. */
static void test_full_cache(void **state) {
  (void)state;
  gloss_matches *matches = run_one(two_words, "a c b a a c c b c a b", 1);
  gloss_phase_counts counts = gloss_matches_counts(matches);
  uint32_t n;
  const gloss_match *m = gloss_matches_all(matches, &n);
  assert_int_equal(n, 3);
  assert_int_equal(m[1].start, 3);
  assert_int_equal(m[1].end, 8);
  assert_true(counts.flushes > 0);
  assert_int_equal(counts.fallbacks, 1);
  gloss_matches_free(matches);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_refused),    cmocka_unit_test(test_refused_rules),
      cmocka_unit_test(test_steps),      cmocka_unit_test(test_run),
      cmocka_unit_test(test_no_memory),  cmocka_unit_test(test_long_scope),
      cmocka_unit_test(test_full_cache), cmocka_unit_test(test_after_no_memory),
      cmocka_unit_test(test_too_many)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
