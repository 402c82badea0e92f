/* test_gazoracle.c -- a gazetteer finds what a naive search finds: the lists of names over the
** corpus (skipped where there is no development data), and random lists over a small alphabet. Of the
** larger lists each tenth or hundredth name is taken, and with GLOSS_FULL=1 all. A name of a test as
** argument runs that test alone. */
#include "support.h"

#include <stdio.h>

#include "oracle.h"

/* A gazetteer and its oracle, of the same surfaces. */
typedef struct pair {
  gloss_tokenizer *tokenizer;
  gloss_entries *entries;
  gloss_case match;
  oracle *oracle;
} pair;

static pair make_pair(gloss_case match, int all) {
  pair p = {.match = match};
  gloss_gazetteer_options options = {.match = match, .policy = all ? GLOSS_EVERY : GLOSS_LONGEST};
  assert_status(gloss_tokenizer_new(&p.tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_entries_new(&p.entries, NULL, p.tokenizer, &options, NULL), GLOSS_OK);
  p.oracle = oracle_new(p.tokenizer, &options);
  return p;
}

/* Adds a surface to both, which must agree whether it has tokens. */
static void add(pair *p, gloss_str surface) {
  for (size_t i = 0; i < surface.size && p->match == GLOSS_SMART; i++)
    if ((unsigned char)surface.data[i] >= 0x80) return; /* the oracle knows no other letters */
  gloss_status status = gloss_entries_add(p->entries, surface, NULL, NULL);
  assert_status(status, oracle_add(p->oracle, surface, NULL) ? GLOSS_OK : GLOSS_EARG);
}

/* Compares what both find in a text; gives how much that is, and frees the pair. */
static size_t compare(pair *p, gloss_str text) {
  gloss_gazetteer *g;
  gloss_scratch *scratch;
  gloss_doc *doc;
  gloss_layer *tokens, *layer;
  gloss_column entry;
  oracle_match *expected;
  assert_status(gloss_gazetteer_new(&g, p->entries, NULL), GLOSS_OK);
  gloss_entries_free(p->entries);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  assert_status(gloss_doc_new(&doc, NULL, text, NULL, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_run(p->tokenizer, doc, scratch, &tokens, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_run(g, tokens, scratch, &layer, NULL), GLOSS_OK);
  size_t n = oracle_find(p->oracle, tokens, &expected);
  assert_status(gloss_layer_column(layer, "entry", &entry), GLOSS_OK);
  for (uint32_t i = 0; i < n && i < gloss_layer_count(layer); i++) {
    assert_int_equal(gloss_layer_starts(layer)[i], expected[i].start);
    assert_int_equal(gloss_layer_ends(layer)[i], expected[i].end);
    assert_int_equal(((const int64_t *)entry.values)[i], expected[i].entry);
  }
  assert_int_equal(gloss_layer_count(layer), n);
  free(expected);
  gloss_layer_unref(layer);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
  gloss_gazetteer_unref(g);
  oracle_free(p->oracle);
  gloss_tokenizer_unref(p->tokenizer);
  return n;
}

/* ---- Names ---- */

/* Reads a file, or what gzip makes of it; skips the test without it. */
static char *read_shared(const char *name, int packed, size_t *size) {
  char path[400], command[500];
  if (!shared_path(name, path, sizeof path)) return NULL;
  snprintf(command, sizeof command, "%s '%s'", packed ? "gzip -dc" : "cat", path);
  FILE *pipe = popen(command, "r");
  assert_non_null(pipe);
  char *data = malloc(1 << 25);
  assert_non_null(data);
  *size = fread(data, 1, 1 << 25, pipe);
  assert_true(*size < 1 << 25);
  pclose(pipe);
  return data;
}

/* Compares a list, or each `step`th name of it, over the whole corpus. */
static void compare_list(const char *name, int packed, unsigned step) {
  static const char *const cases[] = {"exact", "folded", "smart"};
  size_t size, n_text, n_more;
  if (getenv("GLOSS_FULL")) step = 1;
  for (gloss_case match = GLOSS_EXACT; match <= GLOSS_SMART; match++) {
    for (int all = 0; all < 2; all++) {
      char *list = read_shared(name, packed, &size);
      char *text = read_shared("corpus/open_news.txt", 0, &n_text);
      char *rest = read_shared("corpus/state_union.txt", 0, &n_more);
      memcpy(text + n_text, rest, n_more);
      pair p = make_pair(match, all);
      unsigned number = 0;
      for (char *line = list, *end; (end = memchr(line, '\n', size - (size_t)(line - list)));
           line = end + 1)
        if (end > line && number++ % step == 0) add(&p, (gloss_str){line, (size_t)(end - line)});
      size_t found = compare(&p, (gloss_str){text, n_text + n_more});
      print_message("%s, %u names, %s, %s: %zu matches, the same\n", name, (number - 1) / step + 1,
                    cases[match], all ? "all" : "longest", found);
      assert_true(found > 0);
      free(list);
      free(text);
      free(rest);
    }
  }
}

static void test_names_1k(void **state) {
  (void)state;
  compare_list("lists/names_1k.txt", 0, 1);
}

static void test_names_10k(void **state) {
  (void)state;
  compare_list("lists/names_10k.txt", 0, 1);
}

static void test_names_100k(void **state) {
  (void)state;
  compare_list("lists/names_100k.txt", 0, 10);
}

static void test_names_1m(void **state) {
  (void)state;
  compare_list("lists/names_1m.txt.gz", 1, 100);
}

/* ---- Random ---- */

static void put(char *out, uint32_t n, uint32_t alphabet, const char *between, uint64_t *seed) {
  static const char *const words[] = {"a",         "A",    "b",   "B",   "aa",
                                      "Aa",        "ab.",  "a-b", "a's", "\xC3\xA9",
                                      "e\xCC\x81", "U.S.", "3",   "&",   "\""};
  if (alphabet > sizeof words / sizeof *words) alphabet = sizeof words / sizeof *words;
  *out = '\0';
  for (uint32_t i = 0; i < n; i++) {
    if (i) strcat(out, between);
    strcat(out, words[next_random(seed) % alphabet]);
  }
}

static void test_random(void **state) {
  (void)state;
  uint64_t seed = 7;
  for (int round = 0; round < 1500; round++) {
    gloss_case match = (gloss_case)(round % 3);
    uint32_t alphabet = match == GLOSS_SMART ? 9 : 2 + next_random(&seed) % 14;
    pair p = make_pair(match, round / 3 % 2);
    char text[1000], surface[100];
    for (uint32_t i = next_random(&seed) % 12; i > 0; i--) {
      put(surface, 1 + next_random(&seed) % 5, alphabet, " ", &seed);
      add(&p, str(surface));
    }
    put(text, next_random(&seed) % 60, alphabet, round % 5 ? " " : "\n  ", &seed);
    compare(&p, str(text));
  }
}

/* An entry put whole into a random text is found, wherever it stands. */
static void test_inserted(void **state) {
  (void)state;
  static const char *const around[][2] = {
      {"xx ", " xx"}, {"", " Xx"}, {"xx ", "."}, {"xx \"", "\" xx"}, {"xx-", ", xx"}};
  uint64_t seed = 11;
  for (int round = 0; round < 3000; round++) {
    char surface[100], text[1200], before[400], after[400];
    gloss_gazetteer *g;
    gloss_scratch *scratch;
    gloss_layer *tokens, *layer;
    put(surface, 1 + next_random(&seed) % 4, 9, " ", &seed);
    put(before, next_random(&seed) % 20, 15, " ", &seed);
    put(after, next_random(&seed) % 20, 15, " ", &seed);
    const char *const *context = around[round % 5];
    const char *behind = context[1];
    if (*behind == '.' && surface[strlen(surface) - 1] == '.') behind++;
    size_t start = (size_t)snprintf(text, sizeof text, "%s\n\n%s", before, context[0]);
    snprintf(text + start, sizeof text - start, "%s%s\n\nxx %s", surface, behind, after);
    pair p = make_pair((gloss_case)(round % 3), 1);
    oracle_free(p.oracle);
    assert_status(gloss_entries_add(p.entries, str(surface), NULL, NULL), GLOSS_OK);
    assert_status(gloss_gazetteer_new(&g, p.entries, NULL), GLOSS_OK);
    assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
    gloss_doc *doc = make_doc(text);
    assert_status(gloss_tokenizer_run(p.tokenizer, doc, scratch, &tokens, NULL), GLOSS_OK);
    assert_status(gloss_gazetteer_run(g, tokens, scratch, &layer, NULL), GLOSS_OK);
    int found = 0;
    for (uint32_t i = 0; i < gloss_layer_count(layer); i++)
      found |= gloss_layer_starts(layer)[i] == start &&
               gloss_layer_ends(layer)[i] == start + strlen(surface);
    if (!found) print_message("not found: \"%s\" in \"%s\"\n", surface, text);
    assert_true(found);
    gloss_layer_unref(layer);
    gloss_layer_unref(tokens);
    gloss_doc_unref(doc);
    gloss_scratch_free(scratch);
    gloss_gazetteer_unref(g);
    gloss_entries_free(p.entries);
    gloss_tokenizer_unref(p.tokenizer);
  }
}

int main(int argc, char **argv) {
  if (argc > 1) cmocka_set_test_filter(argv[1]);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_random),     cmocka_unit_test(test_inserted),
      cmocka_unit_test(test_names_1k),   cmocka_unit_test(test_names_10k),
      cmocka_unit_test(test_names_100k), cmocka_unit_test(test_names_1m)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
