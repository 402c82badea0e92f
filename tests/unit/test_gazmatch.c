/* test_gazmatch.c -- matching against a naive search written apart, on random lists and texts over
** a small alphabet; and a list large enough to fill the table. */
#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "gazetteer.h"

typedef struct word {
  const char *text;
  int capitals;
} word;
static const word words[] = {
    /* of at most three letters each */
    {"a", 0},        {"A", 1},        {"b", 0},         {"B", 1},  {"ab", 0},
    {"AB", 1},       {"Ab", 0},       {"\xC3\x9F", 0},  {"ss", 0}, {"SS", 1},
    {"\xC3\xA9", 0}, {"\xC3\x89", 1}, {"e\xCC\x81", 0}, {"7", 0},
};
enum { WORDS = sizeof words / sizeof *words, ENTRY_MAX = 4, TEXT_MAX = 40, LIST_MAX = 12 };

typedef struct phrase {
  uint32_t n, at[ENTRY_MAX];
} phrase;

static int same_word(uint32_t a, uint32_t b, int bytes) {
  char x[32], y[32];
  size_t n, m;
  if (bytes) return a == b;
  assert_status(gloss_fold(str(words[a].text), x, sizeof x, &n), GLOSS_OK);
  assert_status(gloss_fold(str(words[b].text), y, sizeof y, &m), GLOSS_OK);
  return n == m && !memcmp(x, y, n);
}

static int compares_bytes(const phrase *p, gloss_case match) {
  if (match != GLOSS_SMART) return match == GLOSS_EXACT;
  int capitals = 0, small = 0;
  for (uint32_t i = 0; i < p->n; i++) {
    int letters = strcmp(words[p->at[i]].text, "7") != 0;
    capitals |= letters && words[p->at[i]].capitals;
    small |= letters && !words[p->at[i]].capitals;
  }
  return p->n == 1 || (capitals && !small);
}

static int phrase_at(const phrase *p, const uint32_t *text, uint32_t n, uint32_t at, int bytes) {
  if (p->n > n - at) return 0;
  for (uint32_t i = 0; i < p->n; i++)
    if (!same_word(p->at[i], text[at + i], bytes)) return 0;
  return 1;
}

/* Writes all rows that must come, as (first word, words, entry). */
static uint32_t naive(const phrase *entries, uint32_t n_entries, const uint32_t *text, uint32_t n,
                      gloss_case match, int all, uint32_t (*rows)[3]) {
  uint32_t count = 0;
  for (uint32_t at = 0; at < n;) {
    uint32_t longest = 0;
    for (uint32_t length = ENTRY_MAX; length > 0; length--) {
      for (uint32_t e = 0; e < n_entries && (all || !longest || longest == length); e++) {
        if (entries[e].n != length ||
            !phrase_at(&entries[e], text, n, at, compares_bytes(&entries[e], match)))
          continue;
        if (!longest) longest = length;
        rows[count][0] = at;
        rows[count][1] = length;
        rows[count++][2] = e;
      }
    }
    at += longest && !all ? longest : 1;
  }
  return count;
}

static void put_words(char *out, const uint32_t *at, uint32_t n, uint64_t *seed, uint32_t *starts) {
  static const char *const spaces[] = {" ", "\n", "  \t ", "\n\n"};
  *out = '\0';
  for (uint32_t i = 0; i < n; i++) {
    if (i) strcat(out, seed ? spaces[next_random(seed) % 4] : " ");
    if (starts) starts[i] = (uint32_t)strlen(out);
    strcat(out, words[at[i]].text);
  }
}

typedef struct engines {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
} engines;

static engines make_engines(void) {
  engines e;
  assert_status(gloss_tokenizer_new(&e.tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&e.scratch, NULL), GLOSS_OK);
  return e;
}

static void free_engines(engines *e) {
  gloss_scratch_free(e->scratch);
  gloss_tokenizer_unref(e->tokenizer);
}

static gloss_entries *start_entries(engines *e, gloss_case match, int all) {
  gloss_gazetteer_options options = {.match = match, .policy = all ? GLOSS_EVERY : GLOSS_LONGEST};
  gloss_entries *list;
  assert_status(gloss_entries_new(&list, NULL, e->tokenizer, &options, NULL), GLOSS_OK);
  return list;
}

/* Compiles a list, frees it, and gives its matches in a text. */
static gloss_layer *match(engines *e, gloss_entries *list, const char *text) {
  gloss_gazetteer *gazetteer;
  gloss_layer *tokens, *matches;
  gloss_doc *doc = make_doc(text);
  assert_status(gloss_gazetteer_new(&gazetteer, list, NULL), GLOSS_OK);
  gloss_entries_free(list);
  assert_status(gloss_tokenizer_run(e->tokenizer, doc, e->scratch, &tokens, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_run(gazetteer, tokens, e->scratch, &matches, NULL), GLOSS_OK);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_drop(e->scratch, gazetteer);
  gloss_gazetteer_unref(gazetteer);
  return matches;
}

static const int64_t *entries_of(gloss_layer *matches) {
  gloss_column column;
  assert_status(gloss_layer_column(matches, "entry", &column), GLOSS_OK);
  return column.values;
}

/* One list and one text, both random, compared with the naive search. */
static void compare_once(engines *with, uint64_t *seed, gloss_case how, int all) {
  static uint32_t rows[TEXT_MAX * LIST_MAX][3];
  phrase entries[LIST_MAX];
  uint32_t n_entries = next_random(seed) % LIST_MAX + 1, text[TEXT_MAX], starts[TEXT_MAX];
  uint32_t n = next_random(seed) % TEXT_MAX + 1, alphabet = next_random(seed) % (WORDS - 2) + 3;
  char buffer[TEXT_MAX * 8];
  gloss_entries *list = start_entries(with, how, all);
  for (uint32_t e = 0; e < n_entries; e++) {
    entries[e].n = next_random(seed) % ENTRY_MAX + 1;
    for (uint32_t i = 0; i < entries[e].n; i++) entries[e].at[i] = next_random(seed) % alphabet;
    put_words(buffer, entries[e].at, entries[e].n, NULL, NULL);
    assert_status(gloss_entries_add(list, str(buffer), NULL, NULL), GLOSS_OK);
  }
  for (uint32_t i = 0; i < n; i++) text[i] = next_random(seed) % alphabet;
  put_words(buffer, text, n, seed, starts);
  gloss_layer *matches = match(with, list, buffer);
  uint32_t count = naive(entries, n_entries, text, n, how, all, rows);
  const int64_t *entry = entries_of(matches);
  assert_int_equal(gloss_layer_count(matches), count);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t last = rows[i][0] + rows[i][1] - 1;
    assert_int_equal(gloss_layer_starts(matches)[i], starts[rows[i][0]]);
    assert_int_equal(gloss_layer_ends(matches)[i], starts[last] + strlen(words[text[last]].text));
    assert_int_equal(entry[i], rows[i][2]);
  }
  gloss_layer_unref(matches);
}

static void test_against_naive(void **state) {
  (void)state;
  uint64_t seed = 20101210;
  engines e = make_engines();
  for (int round = 0; round < 200; round++)
    for (gloss_case how = GLOSS_EXACT; how <= GLOSS_SMART; how++)
      for (int all = 0; all < 2; all++) compare_once(&e, &seed, how, all);
  free_engines(&e);
}

/* ---- Surfaces of marks and letters, which a tokenizer cuts by what stands around ------------- */

enum { SURFACES = 6, PIECES = 24 };

static void put_pieces(char *out, uint32_t n, uint64_t *seed) {
  static const char *const pieces[] = {"a",    "B",    ".",   "'s", "-",        "\xE2\x80\x9C",
                                       " ",    "U.S.", "3.5", ",",  "1",        "no",
                                       "Inc.", "&",    "\"",  "\n", "\xC3\xA9", "c "};
  *out = '\0';
  for (uint32_t i = 0; i < n; i++)
    strcat(out, pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)]);
}

static gloss_layer *tokenize(engines *e, const char *text) {
  gloss_doc *doc = make_doc(text);
  gloss_layer *tokens;
  assert_status(gloss_tokenizer_run(e->tokenizer, doc, e->scratch, &tokens, NULL), GLOSS_OK);
  gloss_doc_unref(doc);
  return tokens;
}

static gloss_str token_text(const gloss_layer *tokens, uint32_t row) {
  uint32_t start = gloss_layer_starts(tokens)[row];
  const char *text = gloss_doc_text(gloss_layer_doc(tokens)).data;
  return (gloss_str){text + start, gloss_layer_ends(tokens)[row] - start};
}

/* Says whether all tokens of `part` but the first and the last stand in `whole` from a row on. */
static int tokens_at(const gloss_layer *whole, uint32_t row, const gloss_layer *part) {
  uint32_t n = gloss_layer_count(part) - 2;
  if (n > gloss_layer_count(whole) - row) return 0;
  for (uint32_t i = 0; i < n; i++) {
    gloss_str a = token_text(whole, row + i), b = token_text(part, i + 1);
    if (a.size != b.size || memcmp(a.data, b.data, a.size)) return 0;
  }
  return 1;
}

static int has_match(gloss_layer *matches, uint32_t start, int64_t entry) {
  const int64_t *entries = entries_of(matches);
  for (uint32_t i = 0; i < gloss_layer_count(matches); i++)
    if (gloss_layer_starts(matches)[i] == start && entries[i] == entry) return 1;
  return 0;
}

/* Says whether two texts are the same but for white space. */
static int same_but_space(gloss_str a, gloss_str b) {
  size_t i = 0, k = 0;
  for (;;) {
    while (i < a.size && strchr(" \n", a.data[i])) i++;
    while (k < b.size && strchr(" \n", b.data[k])) k++;
    if (i == a.size || k == b.size) return i == a.size && k == b.size;
    if (a.data[i++] != b.data[k++]) return 0;
  }
}

/* Whatever stands in the text cut as in "x SURFACE x" is found, and what is found is a surface. */
static void test_marks(void **state) {
  (void)state;
  uint64_t seed = 42;
  engines e = make_engines();
  for (int round = 0; round < 400; round++) {
    char surfaces[SURFACES][64], padded[80], text[PIECES * 8];
    gloss_entries *list = start_entries(&e, GLOSS_EXACT, 1);
    uint32_t n = 0;
    for (int i = 0; i < SURFACES; i++) {
      put_pieces(surfaces[n], next_random(&seed) % 4 + 1, &seed);
      n += gloss_entries_add(list, str(surfaces[n]), NULL, NULL) == GLOSS_OK;
    }
    put_pieces(text, PIECES, &seed);
    gloss_layer *matches = match(&e, list, text), *tokens = tokenize(&e, text);
    for (uint32_t k = 0; k < n; k++) {
      snprintf(padded, sizeof padded, "x %s x", surfaces[k]);
      gloss_layer *part = tokenize(&e, padded);
      for (uint32_t t = 0; t < gloss_layer_count(tokens); t++)
        if (tokens_at(tokens, t, part))
          assert_true(has_match(matches, gloss_layer_starts(tokens)[t], k));
      gloss_layer_unref(part);
    }
    for (uint32_t i = 0; i < gloss_layer_count(matches); i++)
      assert_true(same_but_space(token_text(matches, i), str(surfaces[entries_of(matches)[i]])));
    gloss_layer_unref(tokens);
    gloss_layer_unref(matches);
  }
  free_engines(&e);
}

/* Every name of a long list is found, in order. */
static void test_many(void **state) {
  (void)state;
  enum { MANY = 20000 };
  engines e = make_engines();
  gloss_entries *list = start_entries(&e, GLOSS_EXACT, 0);
  char *text = calloc(MANY, 32), *end = text;
  assert_non_null(text);
  for (int i = 0; i < MANY; i++) {
    int size = sprintf(end, "n%d v%d", i % 700, i);
    assert_status(gloss_entries_add(list, (gloss_str){end, (size_t)size}, NULL, NULL), GLOSS_OK);
    end += size + sprintf(end + size, " ; ");
  }
  gloss_layer *matches = match(&e, list, text);
  const int64_t *entry = entries_of(matches);
  assert_int_equal(gloss_layer_count(matches), MANY);
  for (int i = 0; i < MANY; i++) assert_int_equal(entry[i], i);
  gloss_layer_unref(matches);
  free(text);
  free_engines(&e);
}

static volatile int stop;

static void raise_stop(int signal_number) {
  (void)signal_number;
  stop = 1;
}

/* Runs a gazetteer while a timer raises the stop flag after 20 ms. */
static gloss_status run_with_timer(engines *e, gloss_gazetteer *gazetteer, gloss_layer *tokens) {
  timer_t timer;
  struct itimerspec when = {.it_value.tv_nsec = 20000000};
  gloss_layer *matches;
  signal(SIGALRM, raise_stop);
  gloss_scratch_stop(e->scratch, &stop);
  assert_int_equal(timer_create(CLOCK_MONOTONIC, NULL, &timer), 0);
  assert_int_equal(timer_settime(timer, 0, &when, NULL), 0);
  gloss_status status = gloss_gazetteer_run(gazetteer, tokens, e->scratch, &matches, NULL);
  timer_delete(timer);
  assert_null(matches);
  return status;
}

/* Many surfaces of the most tokens, in a text of their one word: the most work a token can be. The
** stop flag ends it. */
static void test_stop_in_long_walks(void **state) {
  (void)state;
  enum { TEXT = 20000000, ENTRY = 2 * GLOSS__GAZ_TOKENS };
  engines e = make_engines();
  gloss_entries *list = start_entries(&e, GLOSS_EXACT, 0);
  char *text = malloc(TEXT + 1);
  assert_non_null(text);
  for (int i = 0; i < TEXT; i += 2) memcpy(text + i, "a ", 2);
  text[TEXT] = '\0';
  text[ENTRY - 2] = 'b';
  assert_status(gloss_entries_add(list, (gloss_str){text, ENTRY}, NULL, NULL), GLOSS_OK);
  assert_status(gloss_entries_add(list, (gloss_str){text, ENTRY + 2}, NULL, NULL), GLOSS_ERANGE);
  text[ENTRY - 2] = 'a';
  gloss_gazetteer *gazetteer;
  gloss_layer *tokens;
  gloss_doc *doc = make_doc(text);
  assert_status(gloss_gazetteer_new(&gazetteer, list, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_run(e.tokenizer, doc, e.scratch, &tokens, NULL), GLOSS_OK);
  gloss_column hashes;
  assert_status(gloss_layer_column(tokens, "hash", &hashes), GLOSS_OK);
  assert_status(run_with_timer(&e, gazetteer, tokens), GLOSS_ESTOP);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_gazetteer_unref(gazetteer);
  gloss_entries_free(list);
  free(text);
  free_engines(&e);
}

/* What a scratch has learnt of tokens in one text holds in the next: of those that match by their
** bytes in one case alone, that are several entries or none, and of any length. */
static void test_again(void **state) {
  (void)state;
  static const char *const surfaces[] = {"Lune",
                                         "lune",
                                         "NATO",
                                         "\xC3\x89t\xC3\xA9s",
                                         "Ports",
                                         "Lune Lines",
                                         "abcdefghijklmnop",
                                         "abcdefghijklmnopq"};
  static const int64_t expected[] = {0, 1, 0, 1, 2, 3, 3, 5, 4, 6, 7};
  static char text[8000];
  gloss_gazetteer_options options = {.match = GLOSS_SMART};
  engines e = make_engines();
  gloss_entries *list;
  gloss_gazetteer *gazetteer;
  gloss_layer *tokens, *rows;
  gloss_column entry;
  assert_status(gloss_entries_new(&list, NULL, e.tokenizer, &options, NULL), GLOSS_OK);
  for (size_t i = 0; i < sizeof surfaces / sizeof *surfaces; i++)
    assert_status(gloss_entries_add(list, str(surfaces[i]), NULL, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_new(&gazetteer, list, NULL), GLOSS_OK);
  for (int round = 0; round < 40; round++)
    strcat(text, "LUNE nato lune NATO \xC3\x89T\xC3\x89S \xC3\xA9t\xC3\xA9s port Lune lines "
                 "ports Abcdefghijklmnop ABCDEFGHIJKLMNOPQ abcdefghijklmno\n");
  gloss_doc *doc = make_doc(text);
  assert_status(gloss_tokenizer_run(e.tokenizer, doc, e.scratch, &tokens, NULL), GLOSS_OK);
  for (int time = 0; time < 2; time++) {
    size_t n = sizeof expected / sizeof *expected;
    assert_status(gloss_gazetteer_run(gazetteer, tokens, e.scratch, &rows, NULL), GLOSS_OK);
    assert_int_equal(gloss_layer_count(rows), 40 * n);
    assert_status(gloss_layer_column(rows, "entry", &entry), GLOSS_OK);
    for (size_t i = 0; i < 40 * n; i++)
      assert_int_equal(((const int64_t *)entry.values)[i], expected[i % n]);
    gloss_layer_unref(rows);
  }
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_gazetteer_unref(gazetteer);
  gloss_entries_free(list);
  free_engines(&e);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_against_naive),
      cmocka_unit_test(test_marks),
      cmocka_unit_test(test_many),
      cmocka_unit_test(test_again),
      cmocka_unit_test(test_stop_in_long_walks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
