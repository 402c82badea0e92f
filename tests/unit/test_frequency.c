/* test_frequency.c -- tables of n-grams against a list that is searched from its start. */
#include <stdio.h>

#include "support.h"

enum { ROWS = 80, GRAMS = 20000, MAX_N = 4 };

/* ---- The reference: grams of words, which are numbers from 1 ---- */

typedef struct known {
  uint32_t words[MAX_N];
  uint64_t count;
  uint32_t documents, last;
} known;

static known list[GRAMS];
static uint32_t n_list, n_documents;
static uint64_t n_counted;

static void forget(void) { n_list = n_documents = 0, n_counted = 0; }

static void note(const uint32_t *words, uint32_t n) {
  uint32_t at = 0;
  while (at < n_list && memcmp(list[at].words, words, n * sizeof *words) != 0) at++;
  if (at == n_list) {
    assert_true(n_list < GRAMS);
    list[n_list++] = (known){.count = 0};
    memcpy(list[at].words, words, n * sizeof *words);
  }
  list[at].count++;
  list[at].documents += list[at].last != n_documents;
  list[at].last = n_documents;
  n_counted++;
}

/* ---- Random layers ---- */

typedef struct sample {
  gloss_doc *doc;
  gloss_layer *rows, *within;
  uint32_t words[ROWS], n; /* 0 is absent */
  uint8_t kinds[ROWS];
} sample;

static const char *word_name(uint32_t word, char *out) {
  sprintf(out, "word%u", word);
  return out;
}

static gloss_layer *random_within(gloss_doc *doc, uint64_t *seed) {
  gloss_span spans[12];
  uint32_t n = next_random(seed) % 12;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t start = next_random(seed) % (2 * ROWS - 2);
    spans[i] = (gloss_span){start, start + 1 + next_random(seed) % (2 * ROWS - start - 1)};
  }
  return make_layer(doc, "within", spans, n);
}

/* Makes a document of rows, some longer than their neighbours' starts, of `vocabulary` words. */
static void sample_new(sample *s, gloss_pool *pool, uint32_t vocabulary, uint64_t *seed) {
  char text[2 * ROWS + 1] = {0}, name[32];
  uint32_t symbols[ROWS];
  gloss_span spans[ROWS];
  memset(text, 'x', 2 * ROWS);
  assert_status(gloss_doc_new(&s->doc, pool, str(text), NULL, NULL), GLOSS_OK);
  s->n = next_random(seed) % ROWS;
  for (uint32_t i = 0; i < s->n; i++) {
    spans[i] = (gloss_span){2 * i, 2 * i + 1 + (next_random(seed) % 9 == 0 ? 2 : 0)};
    if (spans[i].end > 2 * ROWS) spans[i].end = 2 * ROWS;
    s->words[i] = next_random(seed) % 8 ? 1 + next_random(seed) % vocabulary : 0;
    s->kinds[i] = (uint8_t)(1 + next_random(seed) % 3);
    symbols[i] = 0;
    if (s->words[i] == 0) continue;
    assert_status(gloss_doc_intern(s->doc, str(word_name(s->words[i], name)), &symbols[i]),
                  GLOSS_OK);
  }
  s->rows = make_layer(s->doc, "rows", spans, s->n);
  s->within = random_within(s->doc, seed);
  gloss_column word = {"word", GLOSS_SYMBOL, symbols, NULL, NULL};
  gloss_column kind = {"kind", GLOSS_U8, s->kinds, NULL, NULL};
  assert_status(gloss_layer_add_column(s->rows, &word, NULL), GLOSS_OK);
  assert_status(gloss_layer_add_column(s->rows, &kind, NULL), GLOSS_OK);
}

static void sample_free(sample *s) {
  gloss_layer_unref(s->rows);
  gloss_layer_unref(s->within);
  gloss_doc_unref(s->doc);
}

static int in_one_row(const gloss_layer *within, uint32_t start, uint32_t end) {
  for (uint32_t i = 0; i < gloss_layer_count(within); i++) {
    if (gloss_layer_starts(within)[i] <= start && gloss_layer_ends(within)[i] >= end) return 1;
  }
  return 0;
}

static void note_sample(const sample *s, uint32_t n, uint32_t kinds, const gloss_layer *within) {
  n_documents++;
  for (uint32_t row = 0; row + n <= s->n; row++) {
    uint32_t end = 0;
    int good = 1;
    for (uint32_t k = row; k < row + n; k++) {
      good &= s->words[k] != 0 && (kinds == 0 || (kinds >> s->kinds[k] & 1));
      if (gloss_layer_ends(s->rows)[k] > end) end = gloss_layer_ends(s->rows)[k];
    }
    if (within) good &= in_one_row(within, gloss_layer_starts(s->rows)[row], end);
    if (good) note(s->words + row, n);
  }
}

/* ---- Comparing ---- */

static void check(const gloss_frequencies *table, uint32_t n) {
  gloss_totals totals = gloss_frequencies_totals(table);
  gloss_gram gram;
  uint32_t seen = 0;
  assert_int_equal(totals.count, n_counted);
  assert_int_equal(totals.distinct, n_list);
  assert_int_equal(totals.documents, n_documents);
  for (uint32_t i = 0; i < n_list; i++) {
    char names[MAX_N][32];
    gloss_str words[MAX_N];
    for (uint32_t k = 0; k < n; k++) words[k] = str(word_name(list[i].words[k], names[k]));
    uint32_t number = gloss_frequencies_find(table, words);
    assert_status(gloss_frequencies_at(table, number, &gram), GLOSS_OK);
    assert_int_equal(gram.count, list[i].count);
    assert_int_equal(gram.documents, list[i].documents);
    for (uint32_t k = 0; k < n; k++) assert_str(gram.words[k], names[k]);
  }
  for (uint32_t at = 0; (at = gloss_frequencies_next(table, at)) != GLOSS_NONE; at++) seen++;
  assert_int_equal(seen, n_list);
}

/* Over documents of two pools, so that symbols change their meaning. */
static void by_definition(void **state) {
  (void)state;
  uint64_t seed = 11;
  for (uint32_t round = 0; round < 60; round++) {
    uint32_t n = 1 + round % MAX_N, kinds = round % 3 ? 0 : 1u << 1 | 1u << 3;
    gloss_pool *pools[2];
    gloss_frequencies *table;
    gloss_frequencies_options options = {n, "word", kinds};
    assert_status(gloss_frequencies_new(&table, NULL, &options), GLOSS_OK);
    for (int i = 0; i < 2; i++) assert_status(gloss_pool_new(&pools[i], NULL), GLOSS_OK);
    forget();
    check(table, n);
    for (uint32_t i = 0; i < 8; i++) {
      sample s;
      sample_new(&s, pools[next_random(&seed) % 2], 2 + round, &seed);
      const gloss_layer *within = round % 2 ? s.within : NULL;
      assert_status(gloss_frequencies_add(table, s.rows, within, NULL), GLOSS_OK);
      note_sample(&s, n, kinds, within);
      sample_free(&s);
      check(table, n);
    }
    for (int i = 0; i < 2; i++) gloss_pool_unref(pools[i]);
    gloss_frequencies_free(table);
  }
}

static void merged(void **state) {
  (void)state;
  uint64_t seed = 12;
  for (uint32_t n = 1; n <= 3; n++) {
    gloss_pool *pool;
    gloss_frequencies *tables[2];
    gloss_frequencies_options options = {.n = n, .column = "word"};
    assert_status(gloss_pool_new(&pool, NULL), GLOSS_OK);
    forget();
    for (int i = 0; i < 2; i++)
      assert_status(gloss_frequencies_new(&tables[i], NULL, &options), GLOSS_OK);
    for (uint32_t i = 0; i < 12; i++) {
      sample s;
      sample_new(&s, pool, 6, &seed);
      assert_status(gloss_frequencies_add(tables[i % 2], s.rows, NULL, NULL), GLOSS_OK);
      note_sample(&s, n, 0, NULL);
      sample_free(&s);
    }
    assert_status(gloss_frequencies_merge(tables[0], tables[1]), GLOSS_OK);
    gloss_frequencies_free(tables[1]);
    check(tables[0], n);
    sample s; /* a document after the merge is one of its own */
    sample_new(&s, pool, 6, &seed);
    assert_status(gloss_frequencies_add(tables[0], s.rows, NULL, NULL), GLOSS_OK);
    note_sample(&s, n, 0, NULL);
    check(tables[0], n);
    sample_free(&s);
    assert_status(gloss_frequencies_merge(tables[0], tables[0]), GLOSS_OK);
    for (uint32_t i = 0; i < n_list; i++) list[i].count *= 2, list[i].documents *= 2;
    n_counted *= 2, n_documents *= 2;
    check(tables[0], n);
    gloss_frequencies_free(tables[0]);
    gloss_pool_unref(pool);
  }
}

static void sums_are_bounded(void **state) {
  (void)state;
  sample s;
  uint64_t seed = 13;
  gloss_frequencies *table;
  gloss_frequencies_options options = {.column = "word"};
  sample_new(&s, NULL, 4, &seed);
  assert_status(gloss_frequencies_new(&table, NULL, &options), GLOSS_OK);
  assert_status(gloss_frequencies_add(table, s.rows, NULL, NULL), GLOSS_OK);
  for (int i = 0; i < 31; i++) assert_status(gloss_frequencies_merge(table, table), GLOSS_OK);
  gloss_totals before = gloss_frequencies_totals(table);
  assert_int_equal(before.documents, UINT32_C(1) << 31);
  assert_status(gloss_frequencies_merge(table, table), GLOSS_ERANGE);
  assert_int_equal(gloss_frequencies_totals(table).count, before.count);
  gloss_frequencies_free(table);
  sample_free(&s);
}

static void refused(void **state) {
  (void)state;
  gloss_frequencies *table, *other;
  gloss_error err;
  gloss_doc *doc = make_doc("abc"), *foreign = make_doc("abc");
  gloss_layer *layer = make_layer(doc, "a", &(gloss_span){0, 1}, 1), *relation;
  gloss_layer *far = make_layer(foreign, "f", &(gloss_span){0, 1}, 1);
  gloss_frequencies_options options = {.n = GLOSS_GRAM_MAX + 1};
  assert_status(gloss_frequencies_new(&table, NULL, &options), GLOSS_EARG);
  assert_null(table);
  options = (gloss_frequencies_options){.column = ""};
  assert_status(gloss_frequencies_new(&table, NULL, &options), GLOSS_EARG);
  assert_status(gloss_frequencies_new(&table, NULL, NULL), GLOSS_OK);
  assert_int_equal(gloss_frequencies_n(table), 1);
  assert_string_equal(gloss_frequencies_column(table), "folded");
  assert_status(gloss_frequencies_add(table, layer, NULL, &err), GLOSS_ENOENT);
  assert_string_equal(err.message, "layer a has no column folded");
  gloss_column bytes = {"folded", GLOSS_U8, "x", NULL, NULL};
  assert_status(gloss_layer_add_column(layer, &bytes, NULL), GLOSS_OK);
  assert_status(gloss_frequencies_add(table, layer, NULL, NULL), GLOSS_ETYPE);
  assert_status(gloss_frequencies_add(table, layer, far, NULL), GLOSS_EARG);
  assert_status(gloss_layer_join(layer, layer, GLOSS_WITHIN, NULL, "r", &relation), GLOSS_OK);
  assert_status(gloss_frequencies_add(table, layer, relation, NULL), GLOSS_EARG);
  options = (gloss_frequencies_options){.n = 2};
  assert_status(gloss_frequencies_new(&other, NULL, &options), GLOSS_OK);
  assert_status(gloss_frequencies_merge(table, other), GLOSS_EARG);
  assert_int_equal(gloss_frequencies_next(table, 0), GLOSS_NONE);
  assert_int_equal(gloss_frequencies_next(table, GLOSS_NONE), GLOSS_NONE);
  assert_int_equal(gloss_frequencies_find(table, &(gloss_str){"", 0}), GLOSS_NONE);
  gloss_gram gram;
  assert_status(gloss_frequencies_at(table, 0, &gram), GLOSS_ENOENT);
  assert_status(gloss_frequencies_at(table, GLOSS_NONE, &gram), GLOSS_ENOENT);
  gloss_frequencies_free(table);
  gloss_frequencies_free(other);
  gloss_frequencies_free(NULL);
  gloss_layer_unref(layer);
  gloss_layer_unref(relation);
  gloss_layer_unref(far);
  gloss_doc_unref(doc);
  gloss_doc_unref(foreign);
}

/* A symbol that no string has, as C callers may put in a column, is no word. */
static void wild_symbols(void **state) {
  (void)state;
  static const uint32_t symbols[] = {1, 5, UINT32_MAX, 1};
  static const gloss_span spans[] = {{0, 1}, {1, 2}, {2, 3}, {3, 4}};
  uint32_t symbol;
  gloss_frequencies *table;
  gloss_doc *doc = make_doc("abcd");
  gloss_layer *layer = make_layer(doc, "a", spans, 4);
  assert_status(gloss_doc_intern(doc, str("one"), &symbol), GLOSS_OK);
  assert_int_equal(symbol, 1);
  gloss_column column = {"folded", GLOSS_SYMBOL, symbols, NULL, NULL};
  assert_status(gloss_layer_add_column(layer, &column, NULL), GLOSS_OK);
  assert_status(gloss_frequencies_new(&table, NULL, NULL), GLOSS_OK);
  assert_status(gloss_frequencies_add(table, layer, NULL, NULL), GLOSS_OK);
  assert_int_equal(gloss_frequencies_totals(table).count, 2);
  assert_int_equal(gloss_frequencies_totals(table).distinct, 1);
  gloss_frequencies_free(table);
  gloss_layer_unref(layer);
  gloss_doc_unref(doc);
}

/* ---- Without memory ---- */

/* A failed add or merge has counted nothing; n is 1 or 2. */
static gloss_status count_twice(const gloss_alloc *alloc, uint32_t n) {
  uint64_t seed = 14;
  sample a, b;
  gloss_frequencies *table = NULL, *other = NULL;
  gloss_frequencies_options options = {.n = n, .column = "word"};
  sample_new(&a, NULL, 300, &seed);
  sample_new(&b, NULL, 300, &seed);
  gloss_status status;
  forget();
  TRY(gloss_frequencies_new(&table, alloc, &options));
  TRY(gloss_frequencies_new(&other, alloc, &options));
  status = gloss_frequencies_add(table, a.rows, a.within, NULL);
  if (status == GLOSS_OK) note_sample(&a, n, 0, a.within);
  check(table, n);
  if (status) goto fail;
  TRY(gloss_frequencies_add(other, b.rows, NULL, NULL));
  status = gloss_frequencies_merge(table, other);
  if (status == GLOSS_OK) note_sample(&b, n, 0, NULL);
  check(table, n);
fail:
  gloss_frequencies_free(table);
  gloss_frequencies_free(other);
  sample_free(&a);
  sample_free(&b);
  return status;
}

static gloss_status count_words(const gloss_alloc *alloc) { return count_twice(alloc, 1); }
static gloss_status count_bigrams(const gloss_alloc *alloc) { return count_twice(alloc, 2); }

static void without_memory(void **state) {
  (void)state;
  test_each_failure(count_words);
  test_each_failure(count_bigrams);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(by_definition),    cmocka_unit_test(merged),
      cmocka_unit_test(sums_are_bounded), cmocka_unit_test(refused),
      cmocka_unit_test(wild_symbols),     cmocka_unit_test(without_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
