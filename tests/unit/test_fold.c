/* test_fold.c -- the folded form: idempotent, canonical, linear on hostile marks. */
#include "mem.h"
#include "support.h"
#include "utf8.h"

static void assert_folds(const char *text, const char *expected) {
  char out[256];
  size_t size = 0;
  assert_status(gloss_fold(str(text), out, sizeof out, &size), GLOSS_OK);
  assert_str((gloss_str){out, size}, expected);
}

static void known_forms(void **state) {
  (void)state;
  assert_folds("", "");
  assert_folds("ABC xyz @[`{ 09", "abc xyz @[`{ 09");
  assert_folds("\xC3\x9F", "ss");
  assert_folds("\xCE\xA3\xCF\x82", "\xCF\x83\xCF\x83");  /* both sigmas */
  assert_folds("\xC4\xB0", "i\xCC\x87");                 /* I with dot */
  assert_folds("e\xCC\x81\xC3\x89", "\xC3\xA9\xC3\xA9"); /* NFC */
  assert_folds("\xE2\x80\x98\xE2\x80\x99\xCA\xBC\xEF\xBC\x87", "''''");
  assert_folds("\xE2\x80\x90\xE2\x80\x91\xE2\x80\x93", "--\xE2\x80\x93"); /* the dash stays */
  assert_folds("\xC5\x89", "'n");
  assert_folds("a\xCC\xA3\xCC\x87", "\xE1\xBA\xA1\xCC\x87"); /* marks in order */
  assert_folds("a\xCC\x87\xCC\xA3", "\xE1\xBA\xA1\xCC\x87");
  assert_folds("\xE2\x84\xAA\xEF\xAC\x83", "kffi");                     /* Kelvin, ligature */
  assert_folds("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xED\x95\x9C"); /* Hangul */
}

/* Folds twice: the second time must change nothing, and no result may be over 12 bytes a byte. */
static void assert_stable(const char *text, size_t n) {
  char once[64], twice[64];
  size_t size, again;
  assert_int_equal(gloss_fold((gloss_str){text, n}, once, sizeof once, &size), GLOSS_OK);
  assert_true(size <= 12 * n);
  assert_int_equal(gloss_fold((gloss_str){once, size}, twice, sizeof twice, &again), GLOSS_OK);
  if (again != size || memcmp(once, twice, size) != 0) fail_msg("fold of %.*s moves", (int)n, text);
}

static void folding_twice_changes_nothing(void **state) {
  (void)state;
  static const uint32_t marks[] = {0x300, 0x301, 0x307, 0x308, 0x323, 0x345, 0x3B9, 0x1161};
  char text[8];
  for (uint32_t c = 1; c < 0x110000; c++) {
    if (c >= 0xD800 && c < 0xE000) continue;
    uint32_t n = put_utf8(c, text);
    assert_stable(text, n);
    for (size_t i = 0; c < 0x3000 && i < sizeof marks / sizeof *marks; i++) {
      assert_stable(text, n + put_utf8(marks[i], text + n));
    }
  }
}

static void room(void **state) {
  (void)state;
  char out[8] = "zzzzzzz";
  size_t size = 0;
  assert_status(gloss_fold(str("HELLO"), NULL, 0, &size), GLOSS_ERANGE);
  assert_int_equal(size, 5);
  assert_status(gloss_fold(str("Stra\xC3\x9F"
                               "e"),
                           NULL, 0, &size),
                GLOSS_ERANGE);
  assert_int_equal(size, 7);
  assert_status(gloss_fold(str("Stra\xC3\x9F"
                               "e"),
                           out, 6, &size),
                GLOSS_ERANGE);
  assert_int_equal(size, 7);
  assert_int_equal(out[6], 'z');
  assert_status(gloss_fold(str("Stra\xC3\x9F"
                               "e"),
                           out, 7, &size),
                GLOSS_OK);
  assert_status(gloss_fold(str("a\xFF"), out, sizeof out, &size), GLOSS_EUTF8);
  assert_status(gloss_fold((gloss_str){NULL, 0}, NULL, 0, &size), GLOSS_OK);
  assert_int_equal(size, 0);
}

/* A long text needs memory; a run of marks in the worst order must not take quadratic time. */
static gloss_status fold_long(const gloss_alloc *alloc) {
  enum { MARKS = 200000 };
  char *text = malloc(MARKS * 2 + 1), *out = malloc(MARKS * 2 + 1);
  size_t size;
  text[0] = 'q';
  for (size_t i = 0; i < MARKS; i++) {
    memcpy(text + 1 + i * 2, i < MARKS / 2 ? "\xCC\x81" : "\xCC\xA3", 2);
  }
  gloss_status status =
      gloss__fold(alloc, (gloss_str){text, MARKS * 2 + 1}, out, MARKS * 2 + 1, &size);
  if (status == GLOSS_OK) {
    assert_int_equal(size, MARKS * 2 + 1);
    assert_memory_equal(out, "q\xCC\xA3\xCC\xA3", 5);
    assert_memory_equal(out + size - 2, "\xCC\x81", 2);
  }
  free(text);
  free(out);
  return status;
}

static void long_texts(void **state) {
  (void)state;
  test_each_failure(fold_long);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(known_forms),
                                     cmocka_unit_test(folding_twice_changes_nothing),
                                     cmocka_unit_test(room), cmocka_unit_test(long_texts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
