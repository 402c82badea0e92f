/* test_entries.c -- entries added many at once: the same gazetteer as one by one, whatever stands
** beside a surface; all or none of them; which one fails. */
#include <stdio.h>

#include "gazetteer.h"
#include "support.h"

enum { NAMES = 2000, WIDTH = 400 };

/* Surfaces, with a value of one column each. */
typedef struct list {
  char *text;
  gloss_str surfaces[NAMES], values[NAMES];
  size_t n;
} list;

static const char *const column = "id";

/* Puts marks around a name that its neighbours must not see. */
static gloss_str odd(gloss_str name, char *to, uint64_t *state) {
  static const char *const marks[] = {"",   "",   ".", "-", "'",   "\"",
                                      " (", "\n", ",", "1", "://", "@"};
  const char *before = marks[next_random(state) % 12], *after = marks[next_random(state) % 12];
  int size = snprintf(to, WIDTH, "%s%.*s%s", before, (int)name.size, name.data, after);
  return (gloss_str){to, (size_t)size};
}

/* Gathers the odd names with marks around them, those that can be added to a list. */
static void read_names(list *l, gloss_tokenizer *tokenizer, const gloss_gazetteer_options *how) {
  size_t size;
  uint64_t state = 7;
  gloss_entries *entries;
  char *names = read_source("tests/support/oddnames.txt", &size), *name = names;
  *l = (list){.text = malloc(NAMES * WIDTH)};
  assert_non_null(l->text);
  assert_status(gloss_entries_new(&entries, NULL, tokenizer, how, NULL), GLOSS_OK);
  while (l->n < NAMES) {
    size_t length = strcspn(name, "\n");
    gloss_str made = odd((gloss_str){name, length}, l->text + l->n * WIDTH, &state);
    gloss_str value = l->n % 3 ? (gloss_str){name, length} : (gloss_str){NULL, 0};
    name = name[length] ? name + length + 1 : names;
    if (gloss_entries_add(entries, made, &value, NULL) != GLOSS_OK) continue;
    l->surfaces[l->n] = made;
    l->values[l->n++] = value.size ? (gloss_str){made.data, made.size / 2 + 1} : value;
    if (gloss_utf8_check(l->values[l->n - 1], NULL)) l->values[l->n - 1].size = 0;
  }
  gloss_entries_free(entries);
  free(names);
}

/* Compiles a list, added so many entries at a time. */
static gloss_gazetteer *compile(const list *l, gloss_tokenizer *tokenizer,
                                const gloss_gazetteer_options *how, size_t at_once) {
  gloss_entries *entries;
  gloss_gazetteer *gazetteer;
  size_t failed;
  assert_status(gloss_entries_new(&entries, NULL, tokenizer, how, NULL), GLOSS_OK);
  for (size_t i = 0; i < l->n; i += at_once) {
    size_t n = l->n - i < at_once ? l->n - i : at_once;
    assert_status(gloss_entries_add_all(entries, l->surfaces + i, l->values + i, n, &failed, NULL),
                  GLOSS_OK);
  }
  assert_status(gloss_gazetteer_new(&gazetteer, entries, NULL), GLOSS_OK);
  assert_int_equal(gloss_gazetteer_count(gazetteer), l->n);
  gloss_entries_free(entries);
  return gazetteer;
}

static void check_style(const char *style, const gloss_gazetteer_options *how) {
  list l;
  gloss_tokenizer *tokenizer;
  gloss_tokenizer_options options = {.style = style};
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, NULL), GLOSS_OK);
  read_names(&l, tokenizer, how);
  gloss_gazetteer *one = compile(&l, tokenizer, how, 1);
  static const size_t sizes[] = {2, 7, 100, NAMES};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    gloss_gazetteer *many = compile(&l, tokenizer, how, sizes[i]);
    assert_int_equal(many->size, one->size);
    assert_memory_equal(many->image, one->image, one->size);
    gloss_gazetteer_unref(many);
  }
  gloss_gazetteer_unref(one);
  gloss_tokenizer_unref(tokenizer);
  free(l.text);
}

static void test_same(void **state) {
  (void)state;
  static const gloss_gazetteer_options hows[] = {
      {.columns = &column, .n_columns = 1},
      {.columns = &column, .n_columns = 1, .match = GLOSS_FOLDED, .fuzzy = 1},
      {.columns = &column, .n_columns = 1, .match = GLOSS_SMART, .variants = 31},
      {.columns = &column, .n_columns = 1, .match = GLOSS_SMART, .diacritics_off = 1},
      {.columns = &column, .n_columns = 1, .substring = 1}};
  static const char *const styles[] = {"ud", "ptb", "uax29", "whitespace"};
  for (size_t i = 0; i < sizeof hows / sizeof *hows; i++) check_style("ud", &hows[i]);
  for (size_t i = 1; i < sizeof styles / sizeof *styles; i++) check_style(styles[i], &hows[2]);
}

/* Adds entries of which one cannot be added, then the others, and expects the latter alone. */
static void check_failure(gloss_str bad, gloss_str bad_value, gloss_status expected,
                          const char *message) {
  enum { N = 1500 };
  static const char *const dated = "valid_from";
  gloss_gazetteer_options how = {.columns = &dated, .n_columns = 1};
  static char text[N][16];
  static gloss_str surfaces[N], values[N];
  gloss_tokenizer *tokenizer;
  gloss_entries *entries;
  gloss_gazetteer *g;
  gloss_error err = {0};
  size_t failed = 0;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_entries_new(&entries, NULL, tokenizer, &how, NULL), GLOSS_OK);
  for (size_t i = 0; i < N; i++) {
    snprintf(text[i], sizeof text[i], "Lune %d", (int)i);
    surfaces[i] = str(text[i]);
    values[i] = str("2021");
  }
  surfaces[1200] = bad;
  values[1200] = bad_value;
  values[1201] = str("later"); /* the first one counts */
  assert_status(gloss_entries_add_all(entries, surfaces, values, N, &failed, &err), expected);
  assert_int_equal(failed, 1200);
  assert_non_null(strstr(err.message, message));
  assert_status(gloss_entries_add_all(entries, surfaces, values, 1200, &failed, &err), GLOSS_OK);
  assert_status(gloss_entries_add_all(entries, surfaces, values, 0, &failed, &err), GLOSS_OK);
  assert_status(gloss_gazetteer_new(&g, entries, NULL), GLOSS_OK);
  assert_int_equal(gloss_gazetteer_count(g), 1200);
  assert_int_equal(g->n_values, 1);
  gloss_gazetteer_unref(g);
  gloss_entries_free(entries);
  gloss_tokenizer_unref(tokenizer);
}

static void test_failures(void **state) {
  (void)state;
  static char many[1200];
  for (size_t i = 0; i + 1 < sizeof many; i++) many[i] = i % 2 ? ' ' : '!';
  check_failure(str(" \t"), str("2021"), GLOSS_EARG, "no token");
  check_failure(str(""), str("2021"), GLOSS_EARG, "no token");
  check_failure(str("Lun\xC3"), str("2021"), GLOSS_EUTF8, "byte 3");
  check_failure(str("Lune"), str("soon"), GLOSS_EARG, "valid_from: expected a date");
  check_failure(str(many), str(""), GLOSS_ERANGE, "at most 255");
}

static gloss_status scenario(const gloss_alloc *alloc) {
  gloss_status status;
  gloss_tokenizer *tokenizer = NULL;
  gloss_entries *entries = NULL;
  gloss_gazetteer *gazetteer = NULL;
  gloss_gazetteer_options how = {
      .columns = &column, .n_columns = 1, .match = GLOSS_SMART, .variants = 31};
  gloss_str surfaces[] = {str("Ma\xC3\x9Fstab of Lune-Dune"), str("NATO"), str("A. B. Venn")};
  gloss_str values[] = {str("p1"), str(""), str("p3")};
  size_t failed;
  TRY(gloss_tokenizer_new(&tokenizer, alloc, NULL, NULL));
  TRY(gloss_entries_new(&entries, alloc, tokenizer, &how, NULL));
  status = gloss_entries_add_all(entries, surfaces, values, 3, &failed, NULL);
  if (status == GLOSS_ENOMEM) /* once more: nothing was left of the first time */
    status = gloss_entries_add_all(entries, surfaces, values, 3, &failed, NULL);
  if (status != GLOSS_OK) goto fail;
  TRY(gloss_gazetteer_new(&gazetteer, entries, NULL));
  assert_int_equal(gloss_gazetteer_count(gazetteer), 3);
  assert_int_equal(gazetteer->n_values, 2);
fail:
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
      cmocka_unit_test(test_same),
      cmocka_unit_test(test_failures),
      cmocka_unit_test(test_out_of_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
