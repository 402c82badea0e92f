/* test_gazfuzzy.c -- fuzzy matching against a brute force that compares every window of a text with
** every entry; the distance against its recurrence; bounds. */
#include "support.h"

#include "gazedit.h"
#include "gazfuzzy.h"

/* The recurrence of optimal string alignment, over a whole table. */
static unsigned distance(const char *a, const char *b) {
  static unsigned d[80][80];
  unsigned n = (unsigned)strlen(a), m = (unsigned)strlen(b);
  for (unsigned i = 0; i <= n; i++)
    for (unsigned j = 0; j <= m; j++) {
      unsigned least = i == 0 ? j : j == 0 ? i : UINT32_MAX;
      if (i && j) {
        least = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
        if (d[i - 1][j] + 1 < least) least = d[i - 1][j] + 1;
        if (d[i][j - 1] + 1 < least) least = d[i][j - 1] + 1;
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
            d[i - 2][j - 2] + 1 < least)
          least = d[i - 2][j - 2] + 1;
      }
      d[i][j] = least;
    }
  return d[n][m];
}

static void random_word(uint64_t *seed, unsigned alphabet, unsigned least, char *out) {
  unsigned n = least + next_random(seed) % 12;
  for (unsigned i = 0; i < n; i++) out[i] = (char)('a' + next_random(seed) % alphabet);
  out[n] = '\0';
}

/* Makes up to three edits at random places. */
static void edit(uint64_t *seed, unsigned alphabet, char *word) {
  for (unsigned k = next_random(seed) % 4; k > 0; k--) {
    size_t n = strlen(word), at = next_random(seed) % n;
    char c = (char)('a' + next_random(seed) % alphabet);
    switch (next_random(seed) % 4) {
    case 0: word[at] = c; break;
    case 1:
      memmove(word + at + 1, word + at, n - at + 1);
      word[at] = c;
      break;
    case 2:
      if (n > 1) memmove(word + at, word + at + 1, n - at);
      break;
    default:
      if (at + 1 < n) {
        char other = word[at];
        word[at] = word[at + 1];
        word[at + 1] = other;
      }
    }
  }
}

static void test_distance(void **state) {
  (void)state;
  uint64_t seed = 7;
  char a[80], b[80];
  gloss__word x, y;
  for (int i = 0; i < 200000; i++) {
    random_word(&seed, 2 + next_random(&seed) % 4, 1, a);
    strcpy(b, a);
    edit(&seed, 4, b);
    gloss__word_read(str(a), &x);
    gloss__word_read(str(b), &y);
    unsigned limit = next_random(&seed) % 3, true_one = distance(a, b);
    assert_int_equal(gloss__edits(&x, &y, limit), true_one > limit ? limit + 1 : true_one);
  }
}

/* ---- Against brute force --------------------------------------------------------------------- */

enum { ENTRIES = 60, WORDS = 3, TEXT = 120, WORD = 40 };
typedef struct list {
  char words[ENTRIES][WORDS][WORD];
  unsigned n[ENTRIES];
} list;

static unsigned allowed(const char *word, unsigned edits) {
  size_t n = strlen(word);
  return n < 4 ? 0 : n < 8 && edits > 1 ? 1 : edits;
}

/* The edits by which an entry's words are those of the text at a place; over `edits` for none. */
static unsigned entry_at(const list *l, unsigned entry, char text[][WORD], unsigned at,
                         unsigned edits) {
  unsigned sum = 0;
  for (unsigned w = 0; w < l->n[entry]; w++) {
    unsigned its = distance(l->words[entry][w], text[at + w]);
    if (its > allowed(l->words[entry][w], edits)) return edits + 1;
    sum += its;
  }
  return sum;
}

static void make_list(uint64_t *seed, unsigned alphabet, list *l) {
  for (unsigned e = 0; e < ENTRIES; e++) {
    l->n[e] = 1 + next_random(seed) % WORDS;
    for (unsigned w = 0; w < l->n[e]; w++) random_word(seed, alphabet, 2, l->words[e][w]);
  }
}

/* Fills a text with words of the list, edited or not. */
static void make_text(uint64_t *seed, unsigned alphabet, const list *l, char text[][WORD]) {
  for (unsigned i = 0; i < TEXT;) {
    unsigned e = next_random(seed) % ENTRIES;
    for (unsigned w = 0; w < l->n[e] && i < TEXT; w++, i++) {
      strcpy(text[i], l->words[e][w]);
      edit(seed, alphabet, text[i]);
    }
  }
}

static gloss_gazetteer *compile(const list *l, gloss_tokenizer *tokenizer, unsigned edits) {
  gloss_gazetteer_options options = {.match = GLOSS_FOLDED, .policy = GLOSS_EVERY, .fuzzy = edits};
  gloss_entries *entries;
  gloss_gazetteer *gazetteer;
  assert_status(gloss_entries_new(&entries, NULL, tokenizer, &options, NULL), GLOSS_OK);
  for (unsigned e = 0; e < ENTRIES; e++) {
    char surface[WORDS * WORD] = "";
    for (unsigned w = 0; w < l->n[e]; w++) {
      if (w) strcat(surface, " ");
      strcat(surface, l->words[e][w]);
    }
    assert_status(gloss_entries_add(entries, str(surface), NULL, NULL), GLOSS_OK);
  }
  assert_status(gloss_gazetteer_new(&gazetteer, entries, NULL), GLOSS_OK);
  gloss_entries_free(entries);
  return gazetteer;
}

/* Checks that a layer has every row that brute force finds, and no other. */
static void check(gloss_layer *matches, const list *l, char text[][WORD], const unsigned *starts,
                  unsigned edits) {
  gloss_column entries, counts;
  assert_status(gloss_layer_column(matches, "entry", &entries), GLOSS_OK);
  assert_status(gloss_layer_column(matches, "edits", &counts), GLOSS_OK);
  unsigned rows = gloss_layer_count(matches), expected = 0;
  for (unsigned at = 0; at < TEXT; at++)
    for (unsigned e = 0; e < ENTRIES; e++) {
      if (at + l->n[e] > TEXT) continue;
      unsigned its = entry_at(l, e, text, at, edits);
      if (its > edits) continue;
      expected++;
      unsigned last = at + l->n[e] - 1, end = starts[last] + (unsigned)strlen(text[last]);
      unsigned row = 0;
      while (row < rows && (gloss_layer_starts(matches)[row] != starts[at] ||
                            gloss_layer_ends(matches)[row] != end ||
                            ((const int64_t *)entries.values)[row] != (int64_t)e))
        row++;
      assert_true(row < rows);
      assert_int_equal(((const int64_t *)counts.values)[row], its);
    }
  assert_int_equal(rows, expected);
}

static void test_brute_force(void **state) {
  (void)state;
  static list l;
  static char text[TEXT][WORD];
  uint64_t seed = 11;
  gloss_tokenizer_options style = {.style = "whitespace"};
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, &style, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  for (int round = 0; round < 150; round++) {
    unsigned alphabet = 2 + next_random(&seed) % 5, edits = 1 + round % 2, starts[TEXT];
    char joined[TEXT * WORD] = "";
    make_list(&seed, alphabet, &l);
    make_text(&seed, alphabet, &l, text);
    for (unsigned i = 0; i < TEXT; i++) {
      starts[i] = (unsigned)strlen(joined);
      strcat(strcat(joined, text[i]), i % 7 ? " " : "\n");
    }
    gloss_gazetteer *gazetteer = compile(&l, tokenizer, edits);
    gloss_doc *doc = make_doc(joined);
    gloss_layer *tokens, *matches;
    assert_status(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL), GLOSS_OK);
    assert_status(gloss_gazetteer_run(gazetteer, tokens, scratch, &matches, NULL), GLOSS_OK);
    check(matches, &l, text, starts, edits);
    gloss_layer_unref(matches);
    gloss_layer_unref(tokens);
    gloss_doc_unref(doc);
    gloss_scratch_drop(scratch, gazetteer);
    gloss_gazetteer_unref(gazetteer);
  }
  gloss_scratch_free(scratch);
  gloss_tokenizer_unref(tokenizer);
}

/* ---- Bounds and memory ----------------------------------------------------------------------- */

/* Tokens that are all alike: the index is refused, not slow. */
static void test_alike(void **state) {
  (void)state;
  gloss_gazetteer_options options = {.match = GLOSS_FOLDED, .fuzzy = 1};
  gloss_tokenizer *tokenizer;
  gloss_entries *entries;
  gloss_gazetteer *gazetteer;
  gloss_error err;
  char word[32] = "abcdefghijklxxxx";
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_entries_new(&entries, NULL, tokenizer, &options, NULL), GLOSS_OK);
  for (int i = 0; i < 5000; i++) {
    for (int k = 0, n = i; k < 4; k++, n /= 26) word[12 + k] = (char)('a' + n % 26);
    assert_status(gloss_entries_add(entries, str(word), NULL, NULL), GLOSS_OK);
  }
  assert_status(gloss_gazetteer_new(&gazetteer, entries, &err), GLOSS_ERANGE);
  assert_non_null(strstr(err.message, "too much alike"));
  gloss_entries_free(entries);
  options.match = GLOSS_EXACT;
  assert_status(gloss_entries_new(&entries, NULL, tokenizer, &options, &err), GLOSS_EARG);
  gloss_tokenizer_unref(tokenizer);
}

/* Matches of edits where a scratch has met no exact one. */
static void test_no_exact_match(void **state) {
  (void)state;
  gloss_gazetteer_options options = {.match = GLOSS_FOLDED, .fuzzy = 1};
  gloss_tokenizer *tokenizer;
  gloss_entries *entries;
  gloss_gazetteer *gazetteer;
  gloss_scratch *scratch;
  gloss_layer *tokens, *matches;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_entries_new(&entries, NULL, tokenizer, &options, NULL), GLOSS_OK);
  assert_status(gloss_entries_add(entries, str("Rovaniemi"), NULL, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_new(&gazetteer, entries, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  gloss_doc *doc = make_doc("Rovanemi");
  assert_status(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_run(gazetteer, tokens, scratch, &matches, NULL), GLOSS_OK);
  assert_int_equal(gloss_layer_count(matches), 1);
  gloss_layer_unref(matches);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
  gloss_gazetteer_unref(gazetteer);
  gloss_entries_free(entries);
  gloss_tokenizer_unref(tokenizer);
}

static gloss_status scenario(const gloss_alloc *alloc) {
  gloss_status status;
  gloss_gazetteer_options options = {.match = GLOSS_SMART, .fuzzy = 2};
  gloss_tokenizer *tokenizer = NULL;
  gloss_entries *entries = NULL;
  gloss_gazetteer *gazetteer = NULL;
  gloss_scratch *scratch = NULL;
  gloss_pool *pool = NULL;
  gloss_doc *doc = NULL;
  gloss_layer *tokens = NULL, *matches = NULL;
  TRY(gloss_tokenizer_new(&tokenizer, alloc, NULL, NULL));
  TRY(gloss_entries_new(&entries, alloc, tokenizer, &options, NULL));
  TRY(gloss_entries_add(entries, str("Port Rovaniemi"), NULL, NULL));
  TRY(gloss_entries_add(entries, str("NATO"), NULL, NULL));
  TRY(gloss_gazetteer_new(&gazetteer, entries, NULL));
  TRY(gloss_scratch_new(&scratch, alloc));
  TRY(gloss_pool_new(&pool, alloc));
  TRY(gloss_doc_new(&doc, pool, str("Near Prot Rovanieni: nato, NATO"), NULL, NULL));
  TRY(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL));
  TRY(gloss_gazetteer_run(gazetteer, tokens, scratch, &matches, NULL));
  assert_int_equal(gloss_layer_count(matches), 2);
fail:
  gloss_layer_unref(matches);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_pool_unref(pool);
  gloss_scratch_free(scratch);
  gloss_gazetteer_unref(gazetteer);
  gloss_entries_free(entries);
  gloss_tokenizer_unref(tokenizer);
  return status;
}

static void test_out_of_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_distance), cmocka_unit_test(test_brute_force),
      cmocka_unit_test(test_alike), cmocka_unit_test(test_no_exact_match),
      cmocka_unit_test(test_out_of_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
