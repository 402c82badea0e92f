/* test_gazset.c -- gazetteers run together give what each gives alone, and the naive search; errors,
** stopping, out of memory. */
#include "support.h"

#include <stdio.h>

#include "oracle.h"

enum { LISTS = 9, TOKENS = 2600 };

/* How the lists of a set match: of every kind that shares the filters, and that does not. */
static const char *const columns[] = {"priority"};
static const gloss_gazetteer_options kinds[LISTS] = {
    {.name = "exact"},
    {.name = "exact_all", .policy = GLOSS_EVERY},
    {.name = "folded", .match = GLOSS_FOLDED},
    {.name = "folded_all", .match = GLOSS_FOLDED, .policy = GLOSS_EVERY},
    {.name = "smart", .match = GLOSS_SMART},
    {.name = "fuzzy", .match = GLOSS_FOLDED, .fuzzy = 1},
    {.name = "plain", .diacritics_off = 1},
    {.name = "units", .match = GLOSS_FOLDED, .substring = 1},
    {.name = "priority", .policy = GLOSS_BY_PRIORITY, .columns = columns, .n_columns = 1}};

typedef struct desk {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_gazetteer *list[LISTS + 1]; /* the last an overlay of the first and the second */
  oracle *oracles[LISTS];           /* NULL in smart case, as the words are not ASCII */
} desk;

/* Writes n words of an alphabet. */
static void put(char *out, uint32_t n, uint32_t alphabet, const char *between, uint64_t *seed) {
  static const char *const words[] = {"lune",      "Lune", "port", "PORT",         "a-b",
                                      "x's",       "U.S.", "3",    "\xE6\x9D\xB1", "\xC3\xA9ta",
                                      "portlunes", "&",    "Ab",   "aB",           "portlune"};
  for (uint32_t i = 0; i < n; i++) {
    if (i) out = stpcpy(out, between);
    out = stpcpy(out, words[next_random(seed) % alphabet]);
  }
  *out = '\0';
}

static gloss_gazetteer *make_list(desk *d, const gloss_gazetteer_options *options, oracle *o,
                                  uint32_t alphabet, uint64_t *seed) {
  gloss_entries *entries;
  gloss_gazetteer *g;
  char surface[100];
  assert_status(gloss_entries_new(&entries, NULL, d->tokenizer, options, NULL), GLOSS_OK);
  for (uint32_t n = next_random(seed) % 20; n > 0; n--) {
    gloss_str value = str(next_random(seed) % 2 ? "1" : "2");
    put(surface, 1 + next_random(seed) % 4, alphabet, " ", seed);
    gloss_status status = gloss_entries_add(entries, str(surface), &value, NULL);
    assert_status(status, !o || oracle_add(o, str(surface), &value) ? GLOSS_OK : GLOSS_EARG);
  }
  assert_status(gloss_gazetteer_new(&g, entries, NULL), GLOSS_OK);
  gloss_entries_free(entries);
  return g;
}

static desk make_desk(uint32_t alphabet, uint64_t *seed) {
  desk d = {0};
  gloss_gazetteer_options same = {.name = "exact"};
  assert_status(gloss_tokenizer_new(&d.tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&d.scratch, NULL), GLOSS_OK);
  for (int i = 0; i < LISTS; i++) {
    d.oracles[i] = kinds[i].match == GLOSS_SMART ? NULL : oracle_new(d.tokenizer, &kinds[i]);
    d.list[i] = make_list(&d, &kinds[i], d.oracles[i], alphabet, seed);
  }
  gloss_gazetteer *added = make_list(&d, &same, NULL, alphabet, seed);
  assert_status(gloss_gazetteer_overlay(&d.list[LISTS], NULL, d.list[0], added, NULL), GLOSS_OK);
  gloss_gazetteer_unref(added);
  return d;
}

static void free_desk(desk *d) {
  for (int i = 0; i <= LISTS; i++) gloss_gazetteer_unref(d->list[i]);
  for (int i = 0; i < LISTS; i++)
    if (d->oracles[i]) oracle_free(d->oracles[i]);
  gloss_scratch_free(d->scratch);
  gloss_tokenizer_unref(d->tokenizer);
}

/* Compares every column of two layers, which all have 1, 4 or 8 bytes a row. */
static void assert_same(gloss_layer *got, gloss_layer *expected) {
  static const size_t sizes[] = {
      [GLOSS_U64] = 8, [GLOSS_SYMBOL] = 4, [GLOSS_INTEGER] = 8, [GLOSS_BOOL] = 1};
  gloss_column a, b;
  uint32_t n = gloss_layer_count(expected);
  assert_string_equal(gloss_layer_name(got), gloss_layer_name(expected));
  assert_int_equal(gloss_layer_count(got), n);
  if (n) {
    assert_memory_equal(gloss_layer_starts(got), gloss_layer_starts(expected), n * 4);
    assert_memory_equal(gloss_layer_ends(got), gloss_layer_ends(expected), n * 4);
  }
  for (uint32_t i = 0; gloss_layer_column_at(expected, i, &b) == GLOSS_OK; i++) {
    assert_status(gloss_layer_column_at(got, i, &a), GLOSS_OK);
    assert_string_equal(a.name, b.name);
    assert_true(a.type == b.type && sizes[a.type]);
    if (n) assert_memory_equal(a.values, b.values, n * sizes[a.type]);
  }
}

static void assert_oracle(oracle *o, gloss_layer *tokens, gloss_layer *layer) {
  oracle_match *expected;
  gloss_column entry;
  size_t n = oracle_find(o, tokens, &expected);
  assert_int_equal(gloss_layer_count(layer), n);
  assert_status(gloss_layer_column(layer, "entry", &entry), GLOSS_OK);
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(gloss_layer_starts(layer)[i], expected[i].start);
    assert_int_equal(gloss_layer_ends(layer)[i], expected[i].end);
    assert_int_equal(((const int64_t *)entry.values)[i], expected[i].entry);
  }
  free(expected);
}

/* Runs lists [from, end) together and alone; gives the matches. */
static size_t compare(desk *d, int from, int end, gloss_layer *tokens) {
  gloss_gazetteers *set;
  gloss_layer *layers[LISTS + 1], *alone;
  size_t n = 0;
  assert_status(gloss_gazetteers_new(&set, NULL, d->list + from, (size_t)(end - from), NULL),
                GLOSS_OK);
  assert_int_equal(gloss_gazetteers_count(set), end - from);
  assert_status(gloss_gazetteers_run(set, tokens, d->scratch, layers, NULL), GLOSS_OK);
  for (int i = from; i < end; i++) {
    assert_ptr_equal(gloss_gazetteers_at(set, (uint32_t)(i - from)), d->list[i]);
    assert_status(gloss_gazetteer_run(d->list[i], tokens, d->scratch, &alone, NULL), GLOSS_OK);
    assert_same(layers[i - from], alone);
    if (i < LISTS && d->oracles[i]) assert_oracle(d->oracles[i], tokens, alone);
    n += gloss_layer_count(alone);
    gloss_layer_unref(alone);
    gloss_layer_unref(layers[i - from]);
  }
  gloss_gazetteers_unref(set);
  return n;
}

static void test_same(void **state) {
  (void)state;
  static char text[TOKENS * 12];
  uint64_t seed = 5;
  size_t total = 0;
  for (int round = 0; round < 120; round++) {
    uint32_t alphabet = 2 + next_random(&seed) % 14;
    desk d = make_desk(alphabet, &seed);
    gloss_layer *tokens;
    put(text, next_random(&seed) % (round % 8 ? 100 : TOKENS), alphabet, round % 5 ? " " : "\n  ",
        &seed);
    gloss_doc *doc = make_doc(text);
    assert_status(gloss_tokenizer_run(d.tokenizer, doc, d.scratch, &tokens, NULL), GLOSS_OK);
    int from = (int)(next_random(&seed) % LISTS);
    total += compare(&d, 0, LISTS + 1, tokens);
    total += compare(&d, from, from + 1 + (int)(next_random(&seed) % (unsigned)(LISTS + 1 - from)),
                     tokens);
    compare(&d, from, from, tokens);
    gloss_layer_unref(tokens);
    gloss_doc_unref(doc);
    free_desk(&d);
  }
  assert_true(total > 10000);
}

static void test_errors(void **state) {
  (void)state;
  uint64_t seed = 3;
  desk d = make_desk(5, &seed);
  gloss_gazetteers *set;
  gloss_layer *layers[LISTS], *bare, *tokens;
  gloss_error err;
  volatile int stop = 1;
  gloss_gazetteer *twice[] = {d.list[1], d.list[2], d.list[1]};
  assert_status(gloss_gazetteers_new(&set, NULL, twice, 3, &err), GLOSS_EARG);
  assert_null(set);
  assert_string_equal(err.message, "gazetteer \"exact_all\" is in the set twice");
  assert_status(gloss_gazetteers_new(&set, NULL, d.list, LISTS, NULL), GLOSS_OK);
  gloss_gazetteers_unref(gloss_gazetteers_ref(set));
  gloss_doc *doc = make_doc("Port lune, Lune.");
  bare = make_layer(doc, "bare", &(gloss_span){0, 4}, 1);
  assert_status(gloss_gazetteers_run(set, bare, d.scratch, layers, &err), GLOSS_OK); /* no hashes */
  for (int i = 0; i < LISTS; i++) gloss_layer_unref(layers[i]);
  assert_status(gloss_tokenizer_run(d.tokenizer, doc, d.scratch, &tokens, NULL), GLOSS_OK);
  gloss_scratch_stop(d.scratch, &stop);
  assert_status(gloss_gazetteers_run(set, tokens, d.scratch, layers, &err), GLOSS_ESTOP);
  for (int i = 0; i < LISTS; i++) assert_null(layers[i]);
  stop = 0;
  assert_status(gloss_gazetteers_run(set, tokens, d.scratch, layers, &err), GLOSS_OK);
  for (int i = 0; i < LISTS; i++) gloss_layer_unref(layers[i]);
  gloss_layer_unref(tokens);
  gloss_layer_unref(bare);
  gloss_doc_unref(doc);
  gloss_gazetteers_unref(set);
  free_desk(&d);
}

static gloss_status scenario(const gloss_alloc *alloc) {
  enum { N = 4 };
  static const int which[N] = {0, 2, 5, 6};
  gloss_status status;
  gloss_tokenizer *tokenizer = NULL;
  gloss_gazetteer *list[N] = {NULL};
  gloss_gazetteers *set = NULL;
  gloss_entries *entries = NULL;
  gloss_scratch *scratch = NULL;
  gloss_pool *pool = NULL;
  gloss_doc *doc = NULL;
  gloss_layer *tokens = NULL, *layers[N] = {NULL};
  TRY(gloss_tokenizer_new(&tokenizer, alloc, NULL, NULL));
  for (int i = 0; i < N; i++) {
    TRY(gloss_entries_new(&entries, alloc, tokenizer, &kinds[which[i]], NULL));
    TRY(gloss_entries_add(entries, str("Port \xC3\x89tretat"), NULL, NULL));
    TRY(gloss_gazetteer_new(&list[i], entries, NULL));
    gloss_entries_free(entries);
    entries = NULL;
  }
  TRY(gloss_gazetteers_new(&set, alloc, list, N, NULL));
  TRY(gloss_scratch_new(&scratch, alloc));
  TRY(gloss_pool_new(&pool, alloc));
  TRY(gloss_doc_new(&doc, pool, str("At Port \xC3\x89tretat"), NULL, NULL));
  TRY(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL));
  TRY(gloss_gazetteers_run(set, tokens, scratch, layers, NULL));
  for (int i = 0; i < N; i++) assert_int_equal(gloss_layer_count(layers[i]), 1);
fail:
  for (int i = 0; i < N; i++) {
    gloss_layer_unref(layers[i]);
    gloss_gazetteer_unref(list[i]);
  }
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_pool_unref(pool);
  gloss_scratch_free(scratch);
  gloss_gazetteers_unref(set);
  gloss_entries_free(entries);
  gloss_tokenizer_unref(tokenizer);
  return status;
}

static void test_out_of_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_same), cmocka_unit_test(test_errors),
                                     cmocka_unit_test(test_out_of_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
