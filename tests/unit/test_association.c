/* test_association.c -- rankings: their order, and scores against figures worked out by hand. */
#include <math.h>
#include <stdio.h>

#include "support.h"

enum { MOST = 400 };

/* Counts a text's parts, which a blank parts, as n-grams. */
static void count_text(gloss_frequencies *table, const char *text) {
  gloss_doc *doc = make_doc(text);
  gloss_span spans[1000];
  uint32_t symbols[1000], n = 0, at = 0;
  for (size_t size = strlen(text); at < size; at++, n++) {
    uint32_t start = at;
    while (at < size && text[at] != ' ') at++;
    spans[n] = (gloss_span){start, at};
    assert_status(gloss_doc_intern(doc, (gloss_str){text + start, at - start}, &symbols[n]),
                  GLOSS_OK);
  }
  gloss_layer *layer = make_layer(doc, "parts", spans, n);
  gloss_column column = {"folded", GLOSS_SYMBOL, symbols, NULL, NULL};
  assert_status(gloss_layer_add_column(layer, &column, NULL), GLOSS_OK);
  assert_status(gloss_frequencies_add(table, layer, NULL, NULL), GLOSS_OK);
  gloss_layer_unref(layer);
  gloss_doc_unref(doc);
}

static gloss_frequencies *table_of(const char *text, uint32_t n) {
  gloss_frequencies *table;
  gloss_frequencies_options options = {.n = n};
  assert_status(gloss_frequencies_new(&table, NULL, &options), GLOSS_OK);
  count_text(table, text);
  return table;
}

/* Asserts that the ranked grams, a comma between, are these. */
static void check_order(const gloss_frequencies *table, const gloss_rank_options *options,
                        uint32_t most, const char *expected) {
  char got[400] = "";
  gloss_rank ranks[MOST];
  gloss_gram gram;
  uint32_t n;
  assert_status(gloss_frequencies_rank(table, options, ranks, most, &n), GLOSS_OK);
  for (uint32_t i = 0; i < n; i++) {
    assert_status(gloss_frequencies_at(table, ranks[i].gram, &gram), GLOSS_OK);
    for (uint32_t k = 0; k < gloss_frequencies_n(table); k++) {
      if (i + k > 0) strcat(got, k > 0 ? " " : ",");
      strncat(got, gram.words[k].data, gram.words[k].size);
    }
  }
  assert_string_equal(got, expected);
}

static void order(void **state) {
  (void)state;
  gloss_frequencies *table = table_of("b a c b ab \xC3\xA9 b a d", 1);
  count_text(table, "c a");
  check_order(table, NULL, MOST, "a,b,c,ab,d,\xC3\xA9");
  check_order(table, NULL, 2, "a,b");
  check_order(table, NULL, 0, "");
  check_order(table, &(gloss_rank_options){.by = GLOSS_BY_DOCUMENTS}, 4, "a,c,b,ab");
  check_order(table, &(gloss_rank_options){.min_count = 2}, MOST, "a,b,c");
  check_order(table, &(gloss_rank_options){.min_documents = 2}, MOST, "a,c");
  gloss_frequencies_free(table);
  table = table_of("a b a ba b ab a", 2); /* by word, and not by the joined text */
  check_order(table, NULL, MOST, "a b,a ba,ab a,b a,b ab,ba b");
  gloss_frequencies_free(table);
}

/* The best k of many are the first k of all. */
static void best_of_many(void **state) {
  (void)state;
  char text[4000];
  uint64_t seed = 21;
  size_t size = 0;
  gloss_rank all[MOST], some[MOST];
  uint32_t n_all, n_some;
  for (uint32_t i = 0; i < 900; i++) {
    uint32_t a = next_random(&seed) % 18, b = next_random(&seed) % 18;
    size += (size_t)sprintf(text + size, "%s%u", i ? " " : "", a < b ? a : b);
  }
  gloss_frequencies *table = table_of(text, 2);
  assert_true(gloss_frequencies_totals(table).distinct < MOST);
  for (int by = GLOSS_BY_COUNT; by <= GLOSS_BY_LOG_DICE; by++) {
    gloss_rank_options options = {.by = (gloss_measure)by};
    assert_status(gloss_frequencies_rank(table, &options, all, MOST, &n_all), GLOSS_OK);
    assert_int_equal(n_all, gloss_frequencies_totals(table).distinct);
    for (uint32_t i = 1; i < n_all; i++) assert_true(all[i - 1].score >= all[i].score);
    for (uint32_t most = 1; most < n_all; most += 7) {
      assert_status(gloss_frequencies_rank(table, &options, some, most, &n_some), GLOSS_OK);
      assert_int_equal(n_some, most);
      for (uint32_t i = 0; i < most; i++) assert_int_equal(some[i].gram, all[i].gram);
    }
  }
  gloss_frequencies_free(table);
}

static double score_of(const gloss_frequencies *table, const gloss_rank_options *options,
                       const char *first, const char *second) {
  gloss_rank ranks[MOST];
  uint32_t n;
  gloss_str words[2] = {str(first), str(second ? second : "")};
  uint32_t gram = gloss_frequencies_find(table, words);
  assert_int_not_equal(gram, GLOSS_NONE);
  assert_status(gloss_frequencies_rank(table, options, ranks, MOST, &n), GLOSS_OK);
  for (uint32_t i = 0; i < n; i++) {
    if (ranks[i].gram == gram) return ranks[i].score;
  }
  fail_msg("%s is not ranked", first);
  return 0;
}

static void near(double got, double expected) {
  if (fabs(got - expected) > 1e-9) fail_msg("%.12g, expected %.12g", got, expected);
}

static gloss_rank_options by(gloss_measure measure) { return (gloss_rank_options){.by = measure}; }

/* Nine pairs; "a b" stands 3 times, a first in 4, b second in 4: E = 16/9. "c a" and "a c" once. */
static void bigram_scores(void **state) {
  (void)state;
  gloss_frequencies *table = table_of("a b a b a b c b a c", 2);
  gloss_rank_options pmi = by(GLOSS_BY_PMI), g2 = by(GLOSS_BY_LOG_LIKELIHOOD);
  gloss_rank_options t = by(GLOSS_BY_T_SCORE), dice = by(GLOSS_BY_LOG_DICE);
  near(score_of(table, &pmi, "a", "b"), log2(3 * 9 / 16.0));
  near(score_of(table, &t, "a", "b"), (3 - 16 / 9.0) / sqrt(3));
  near(score_of(table, &dice, "a", "b"), 14 + log2(6 / 8.0));
  /* cells 3 1 / 1 4, margins 4 5 and 4 5 */
  near(score_of(table, &g2, "a", "b"),
       2 * (3 * log(3 * 9 / 16.0) + 2 * log(9 / 20.0) + 4 * log(4 * 9 / 25.0)));
  /* b a: 3 of 4 with b first, 3 with a second; cells 3 1 / 0 5 */
  near(score_of(table, &g2, "b", "a"),
       2 * (3 * log(3 * 9 / 12.0) + log(9 / 24.0) + 5 * log(5 * 9 / 30.0)));
  gloss_frequencies_free(table);
  /* pairs x x 3, x y 1, y y 1: x y is rarer than chance, E = 8/5 */
  table = table_of("x x x x y y", 2);
  near(score_of(table, &g2, "x", "y"), -2 * (log(5 / 8.0) + 3 * log(3 * 5 / 12.0) + log(5 / 2.0)));
  gloss_frequencies_free(table);
}

/* Keywords: k stands 3 times in 4 words here, once in 6 there. */
static void keywords(void **state) {
  (void)state;
  gloss_frequencies *table = table_of("k k k m", 1), *reference = table_of("k m m m n n", 1);
  gloss_rank_options g2 = {.by = GLOSS_BY_LOG_LIKELIHOOD, .reference = reference};
  gloss_rank_options pmi = {.by = GLOSS_BY_PMI, .reference = reference};
  near(score_of(table, &pmi, "k", NULL), log2(3 * 10 / 16.0));
  near(score_of(table, &g2, "k", NULL),
       2 * (3 * log(3 * 10 / 16.0) + log(10 / 24.0) + log(10 / 24.0) + 5 * log(5 * 10 / 36.0)));
  assert_true(score_of(table, &g2, "m", NULL) < 0);
  check_order(table, &g2, MOST, "k,m");
  gloss_frequencies_free(table);
  gloss_frequencies_free(reference);
}

static void refused(void **state) {
  (void)state;
  gloss_frequencies *one = table_of("a b", 1), *two = table_of("a b", 2);
  gloss_rank_options options = by(GLOSS_BY_PMI);
  gloss_rank ranks[4];
  uint32_t n;
  assert_status(gloss_frequencies_rank(one, &options, ranks, 4, &n), GLOSS_EARG);
  options.reference = two;
  assert_status(gloss_frequencies_rank(one, &options, ranks, 4, &n), GLOSS_EARG);
  options = (gloss_rank_options){.reference = one};
  assert_status(gloss_frequencies_rank(one, &options, ranks, 4, &n), GLOSS_EARG);
  options = by((gloss_measure)6);
  assert_status(gloss_frequencies_rank(two, &options, ranks, 4, &n), GLOSS_EARG);
  assert_int_equal(n, 0);
  gloss_frequencies_free(one);
  gloss_frequencies_free(two);
}

static gloss_status scenario(const gloss_alloc *alloc) {
  gloss_frequencies *table = NULL;
  gloss_frequencies_options options = {.n = 2};
  gloss_rank_options g2 = by(GLOSS_BY_LOG_LIKELIHOOD);
  gloss_rank ranks[4];
  uint32_t n;
  gloss_status status = gloss_frequencies_new(&table, alloc, &options);
  if (status) return status;
  status = gloss_frequencies_rank(table, &g2, ranks, 4, &n);
  assert_int_equal(n, 0);
  gloss_frequencies_free(table);
  return status;
}

static void without_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(order),    cmocka_unit_test(best_of_many), cmocka_unit_test(bigram_scores),
      cmocka_unit_test(keywords), cmocka_unit_test(refused),      cmocka_unit_test(without_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
