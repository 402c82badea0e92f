/* test_lexicon.c -- finding forms, whatever their case and script; growing; hashing; packs. */
#include "lexicon.h"
#include "mem.h"
#include "support.h"

#include <stdio.h>

static gloss__lexicon *lexicon_of(const char *name) {
  const gloss__language *language;
  gloss__lexicon *lexicon;
  assert_status(gloss__language_choose(&language, name, NULL), GLOSS_OK);
  assert_status(gloss__lexicon_new(&lexicon, gloss__alloc_or_default(NULL), language), GLOSS_OK);
  return lexicon;
}

static void drop(gloss__lexicon *lexicon) {
  gloss__lexicon_free(lexicon, gloss__alloc_or_default(NULL));
}

static unsigned find(const gloss__lexicon *lexicon, const char *form) {
  return gloss__lexicon_find(lexicon, str(form));
}

static void english(void **state) {
  (void)state;
  const gloss__language *one, *two;
  gloss__lexicon *lexicon = lexicon_of(NULL);
  assert_status(gloss__language_choose(&one, NULL, NULL), GLOSS_OK);
  assert_status(gloss__language_choose(&two, "en", NULL), GLOSS_OK);
  assert_ptr_equal(one, two);
  assert_status(gloss__language_choose(&two, "xx", NULL), GLOSS_EARG);
  assert_true(find(lexicon, "Mr") & GLOSS__TITLE);
  assert_true(find(lexicon, "INC") & GLOSS__ABBREVIATION);
  assert_true(find(lexicon, "com") & GLOSS__DOMAIN);
  assert_int_equal(find(lexicon, ""), 0);
  assert_int_equal(find(lexicon, "m") & GLOSS__TITLE, 0);
  assert_int_equal(find(lexicon, "nosuchform"), 0);
  assert_int_equal(find(lexicon, "a form longer than the longest there is"), 0);
  drop(lexicon);
}

/* Case makes no difference in any script; what is folded keeps its length. */
static void scripts(void **state) {
  (void)state;
  const gloss_alloc *alloc = gloss__alloc_or_default(NULL);
  static const char *const forms[][2] = {
      {"\u0422\u042B\u0421", "\u0442\u044B\u0441"},             /* Cyrillic */
      {"\u03A3\u0395\u039B\u03A3", "\u03C3\u03B5\u03BB\u03C2"}, /* Greek, a final sigma */
      {"\u00C9DS", "\u00E9ds"},
      {"\u1E9Ex", "\u1E9Ex"}, /* its lower case is shorter */
      {"\U00010400", "\U00010400"}};
  gloss__lexicon *lexicon = lexicon_of("ru");
  for (unsigned i = 0; i < sizeof forms / sizeof *forms; i++) {
    assert_status(gloss__lexicon_add(lexicon, alloc, str(forms[i][0]), GLOSS__PREFIX), GLOSS_OK);
    assert_true(find(lexicon, forms[i][0]) & GLOSS__PREFIX);
    assert_true(find(lexicon, forms[i][1]) & GLOSS__PREFIX);
  }
  assert_int_equal(find(lexicon, "\u0442\u044B\u0440"), 0);
  drop(lexicon);
}

/* Forms are found after the table has grown, and flags of one form gather. */
static gloss_status grow(const gloss_alloc *alloc) {
  gloss__lexicon *lexicon;
  gloss_status status = gloss__lexicon_new(&lexicon, alloc, &gloss__english);
  if (status != GLOSS_OK) return status;
  assert_status(gloss__lexicon_add(lexicon, alloc, str(""), 1), GLOSS_ERANGE);
  char form[16];
  for (unsigned i = 0; i < 3000; i++) {
    int size = snprintf(form, sizeof form, "Form%u", i);
    TRY(gloss__lexicon_add(lexicon, alloc, (gloss_str){form, (size_t)size}, GLOSS__TITLE));
  }
  TRY(gloss__lexicon_add(lexicon, alloc, str("FORM2999"), GLOSS__PREFIX));
  assert_int_equal(find(lexicon, "form2999"), GLOSS__TITLE | GLOSS__PREFIX);
  assert_int_equal(find(lexicon, "form0"), GLOSS__TITLE);
  assert_int_equal(find(lexicon, "form3000"), 0);
  assert_true(find(lexicon, "Mr") & GLOSS__TITLE);
fail:
  gloss__lexicon_free(lexicon, alloc);
  return status;
}

static void grows(void **state) {
  (void)state;
  test_each_failure(grow);
}

/* The hash tells forms and flags, not the order they came in. */
static void hashes(void **state) {
  (void)state;
  const gloss_alloc *alloc = gloss__alloc_or_default(NULL);
  gloss__lexicon *a = lexicon_of("en"), *b = lexicon_of("en");
  assert_true(gloss__lexicon_hash(a) == gloss__lexicon_hash(b));
  assert_status(gloss__lexicon_add(a, alloc, str("one"), GLOSS__PREFIX), GLOSS_OK);
  assert_status(gloss__lexicon_add(a, alloc, str("zwei"), GLOSS__TITLE), GLOSS_OK);
  assert_true(gloss__lexicon_hash(a) != gloss__lexicon_hash(b));
  assert_status(gloss__lexicon_add(b, alloc, str("zwei"), GLOSS__TITLE), GLOSS_OK);
  assert_status(gloss__lexicon_add(b, alloc, str("one"), GLOSS__PREFIX), GLOSS_OK);
  assert_true(gloss__lexicon_hash(a) == gloss__lexicon_hash(b));
  assert_status(gloss__lexicon_add(b, alloc, str("one"), GLOSS__TITLE), GLOSS_OK);
  assert_true(gloss__lexicon_hash(a) != gloss__lexicon_hash(b));
  drop(a);
  drop(b);
}

/* Forms are in lower case, parted by single spaces. */
static void packs(void **state) {
  (void)state;
  static const char *const names[] = {"de", "el", "en", "es", "fr", "it",
                                      "ja", "nl", "pt", "ru", "zh", "und"};
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
    const gloss__language *language;
    assert_status(gloss__language_choose(&language, names[i], NULL), GLOSS_OK);
    for (size_t k = 0; k < language->n_forms; k++) {
      const gloss__form *f = &language->forms[k];
      for (const char *at = f->texts, *end; *at != '\0'; at = end + (*end == ' ')) {
        end = at + strcspn(at, " ");
        assert_true(end > at && end - at <= GLOSS__FORM_MAX && !(*end == ' ' && end[1] == '\0'));
      }
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(english), cmocka_unit_test(scripts),
                                     cmocka_unit_test(grows), cmocka_unit_test(hashes),
                                     cmocka_unit_test(packs)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
