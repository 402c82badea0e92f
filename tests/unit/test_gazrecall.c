/* test_gazrecall.c -- a hundred thousand names with edits: every match that brute force finds in
** lines of the corpus, in which names of the list were put with edits in them, and no other. Skipped
** where there is no development data; with GLOSS_FULL=1 over ten times the text. */
#include "support.h"

#include <stdio.h>

#include "oracle.h"

enum { PUT = 72, LINES = 24, TEXT = 1 << 18 };

/* The lines of a file. */
typedef struct lines {
  char *data;
  gloss_str *list;
  size_t count;
} lines;

static lines read_lines(const char *name) {
  char path[400];
  lines l = {0};
  if (!shared_path(name, path, sizeof path)) return l;
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  l.data = malloc(1 << 22);
  l.list = malloc((1 << 18) * sizeof *l.list);
  assert_true(l.data && l.list);
  size_t size = fread(l.data, 1, 1 << 22, file);
  fclose(file);
  for (char *p = l.data, *end; (end = memchr(p, '\n', size - (size_t)(p - l.data))); p = end + 1)
    if (end > p) l.list[l.count++] = (gloss_str){p, (size_t)(end - p)};
  assert_true(l.count > 0 && l.count < 1 << 18);
  return l;
}

static void free_lines(lines *l) {
  free(l->list);
  free(l->data);
}

/* Makes an edit in the bytes from `at` on. */
static void edit(char *word, size_t at, uint64_t *seed) {
  char letter = (char)('a' + next_random(seed) % 26);
  size_t n = strlen(word);
  switch (next_random(seed) % 4) {
  case 0: word[at] = letter; break;
  case 1: memmove(word + at, word + at + 1, n - at); break;
  case 2:
    memmove(word + at + 1, word + at, n - at + 1);
    word[at] = letter;
    break;
  default:
    if (at + 1 == n) break;
    letter = word[at];
    word[at] = word[at + 1];
    word[at + 1] = letter;
  }
}

/* Appends a name with up to three edits at ASCII letters before ASCII. */
static void put_name(char *text, gloss_str name, uint64_t *seed) {
  char word[300];
  if (name.size > 200) return;
  memcpy(word, name.data, name.size);
  word[name.size] = '\0';
  for (unsigned k = next_random(seed) % 4; k > 0 && *word; k--) {
    size_t at = next_random(seed) % strlen(word);
    int letter = word[at] | 32, next = word[at + 1];
    if (letter >= 'a' && letter <= 'z' && next >= 0 && next < 0x80) edit(word, at, seed);
  }
  strcat(strcat(text, word), next_random(seed) % 3 ? ", " : " ");
}

/* Lines of the corpus with names between them. */
static void make_text(char *text, const lines *corpus, const lines *names, unsigned times,
                      uint64_t *seed) {
  *text = '\0';
  for (unsigned i = 0; i < LINES * times; i++) {
    gloss_str line = corpus->list[next_random(seed) % corpus->count];
    if (line.size < 400) strncat(strncat(text, line.data, line.size), " ", 2);
    for (unsigned k = 0; k < PUT / LINES; k++)
      put_name(text, names->list[next_random(seed) % names->count], seed);
  }
  assert_int_equal(gloss_utf8_check(str(text), NULL), GLOSS_OK);
}

/* A gazetteer and its oracle. */
typedef struct pair {
  gloss_gazetteer *gazetteer;
  oracle *oracle;
} pair;

static pair make_pair(gloss_tokenizer *tokenizer, const lines *names, unsigned edits) {
  pair p;
  gloss_gazetteer_options options = {.match = GLOSS_FOLDED, .policy = GLOSS_EVERY, .fuzzy = edits};
  gloss_entries *entries;
  assert_status(gloss_entries_new(&entries, NULL, tokenizer, &options, NULL), GLOSS_OK);
  p.oracle = oracle_new(tokenizer, &options);
  for (size_t i = 0; i < names->count; i++) {
    assert_status(gloss_entries_add(entries, names->list[i], NULL, NULL), GLOSS_OK);
    assert_true(oracle_add(p.oracle, names->list[i], NULL));
  }
  assert_status(gloss_gazetteer_new(&p.gazetteer, entries, NULL), GLOSS_OK);
  gloss_entries_free(entries);
  return p;
}

/* Compares the rows of a layer with those expected, one by one. */
static void compare(gloss_layer *layer, const oracle_match *expected, size_t n, size_t *near) {
  gloss_column entry, edits;
  assert_status(gloss_layer_column(layer, "entry", &entry), GLOSS_OK);
  assert_status(gloss_layer_column(layer, "edits", &edits), GLOSS_OK);
  assert_int_equal(gloss_layer_count(layer), n);
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(gloss_layer_starts(layer)[i], expected[i].start);
    assert_int_equal(gloss_layer_ends(layer)[i], expected[i].end);
    assert_int_equal(((const int64_t *)entry.values)[i], expected[i].entry);
    assert_int_equal(((const int64_t *)edits.values)[i], expected[i].edits);
    *near += expected[i].edits > 0;
  }
}

static void recall(unsigned edits) {
  lines names = read_lines("lists/names_100k.txt"), corpus = read_lines("corpus/open_news.txt");
  unsigned times = getenv("GLOSS_FULL") ? 10 : 1;
  uint64_t seed = 23;
  size_t near = 0;
  char *text = malloc(TEXT * times);
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_layer *tokens, *layer;
  oracle_match *expected;
  assert_non_null(text);
  make_text(text, &corpus, &names, times, &seed);
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  gloss_doc *doc = make_doc(text);
  assert_status(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL), GLOSS_OK);
  pair p = make_pair(tokenizer, &names, edits);
  assert_status(gloss_gazetteer_run(p.gazetteer, tokens, scratch, &layer, NULL), GLOSS_OK);
  size_t n = oracle_find(p.oracle, tokens, &expected);
  compare(layer, expected, n, &near);
  print_message("%u edit%s, %zu names, %u tokens: %zu matches, %zu of them with edits, all found\n",
                edits, edits > 1 ? "s" : "", names.count, gloss_layer_count(tokens), n, near);
  assert_true(near > PUT);
  free(expected);
  oracle_free(p.oracle);
  gloss_layer_unref(layer);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
  gloss_gazetteer_unref(p.gazetteer);
  gloss_tokenizer_unref(tokenizer);
  free(text);
  free_lines(&corpus);
  free_lines(&names);
}

static void test_one_edit(void **state) {
  (void)state;
  recall(1);
}

static void test_two_edits(void **state) {
  (void)state;
  recall(2);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_edit),
                                     cmocka_unit_test(test_two_edits)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
