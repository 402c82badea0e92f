/* test_classify.c -- the scan's masks against the byte classes, and the lexicon. */
#include "classify.h"
#include "lexicon.h"
#include "mem.h"
#include "support.h"

#include <stdio.h>

/* Checks each bit of the masks of a text against the table. */
static void check_masks(const unsigned char *text, size_t size) {
  gloss__masks masks[8];
  size_t n = (size + 63) / 64;
  assert_true(n <= 8);
  gloss__classify((const char *)text, size, masks);
  for (size_t i = 0; i < 64 * n; i++) {
    const gloss__masks *m = &masks[i / 64];
    unsigned got = (unsigned)((m->word >> i % 64 & 1) | (m->space >> i % 64 & 1) << 1 |
                              (m->upper >> i % 64 & 1) << 2 | (m->letter >> i % 64 & 1) << 3 |
                              (m->digit >> i % 64 & 1) << 4 | (m->high >> i % 64 & 1) << 5 |
                              (m->stop >> i % 64 & 1) << 6 | (m->edge >> i % 64 & 1) << 7);
    assert_int_equal(got, i < size ? gloss__byte_class[text[i]] : GLOSS__SPACE_BYTE);
  }
}

static void all_bytes(void **state) {
  (void)state;
  unsigned char text[256];
  for (unsigned i = 0; i < 256; i++) text[i] = (unsigned char)i;
  check_masks(text, sizeof text);
}

static void all_lengths(void **state) {
  (void)state;
  unsigned char text[192];
  uint64_t seed = 1;
  for (size_t size = 0; size <= 130; size++) {
    for (size_t at = 0; at < 62; at += 7) {
      for (size_t i = 0; i < size; i++) text[at + i] = (unsigned char)next_random(&seed);
      check_masks(text + at, size);
    }
  }
}

static void classes(void **state) {
  (void)state;
  static const struct {
    unsigned char byte;
    unsigned class;
  } cases[] = {{'a', GLOSS__WORD_BYTE | GLOSS__LETTER_BYTE},
               {'Z', GLOSS__WORD_BYTE | GLOSS__LETTER_BYTE | GLOSS__UPPER_BYTE},
               {'7', GLOSS__WORD_BYTE | GLOSS__DIGIT_BYTE},
               {' ', GLOSS__SPACE_BYTE},
               {'\n', GLOSS__SPACE_BYTE},
               {'.', GLOSS__STOP_BYTE},
               {'\'', GLOSS__EDGE_BYTE},
               {',', 0},
               {'\0', 0},
               {0x7F, 0},
               {0x80, GLOSS__WORD_BYTE | GLOSS__HIGH_BYTE},
               {0xFF, GLOSS__WORD_BYTE | GLOSS__HIGH_BYTE}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(gloss__byte_class[cases[i].byte], cases[i].class);
  }
}

static void lexicon_of_english(void **state) {
  (void)state;
  const gloss_alloc *alloc = gloss__alloc_or_default(NULL);
  gloss__lexicon *lexicon;
  assert_null(gloss__language_find("xx"));
  assert_ptr_equal(gloss__language_find(NULL), gloss__language_find("en"));
  assert_status(gloss__lexicon_new(&lexicon, alloc, gloss__language_find("en")), GLOSS_OK);
  assert_true(gloss__lexicon_find(lexicon, str("Mr")) & GLOSS__TITLE);
  assert_true(gloss__lexicon_find(lexicon, str("INC")) & GLOSS__ABBREVIATION);
  assert_true(gloss__lexicon_find(lexicon, str("com")) & GLOSS__DOMAIN);
  assert_int_equal(gloss__lexicon_find(lexicon, str("")), 0);
  assert_int_equal(gloss__lexicon_find(lexicon, str("m")) & GLOSS__TITLE, 0);
  assert_int_equal(gloss__lexicon_find(lexicon, str("nosuchform")), 0);
  assert_int_equal(gloss__lexicon_find(lexicon, str("a form longer than the longest there is")), 0);
  gloss__lexicon_free(lexicon, alloc);
}

/* Forms are found after the table has grown, and flags of one form gather. */
static gloss_status grow_lexicon(const gloss_alloc *alloc) {
  gloss__lexicon *lexicon;
  gloss_status status = gloss__lexicon_new(&lexicon, alloc, gloss__language_find("en"));
  if (status != GLOSS_OK) return status;
  assert_status(gloss__lexicon_add(lexicon, alloc, str(""), 1), GLOSS_ERANGE);
  char form[16];
  for (unsigned i = 0; i < 3000; i++) {
    int size = snprintf(form, sizeof form, "Form%u", i);
    TRY(gloss__lexicon_add(lexicon, alloc, (gloss_str){form, (size_t)size}, GLOSS__TITLE));
  }
  TRY(gloss__lexicon_add(lexicon, alloc, str("FORM2999"), GLOSS__PREFIX));
  assert_int_equal(gloss__lexicon_find(lexicon, str("form2999")), GLOSS__TITLE | GLOSS__PREFIX);
  assert_int_equal(gloss__lexicon_find(lexicon, str("form0")), GLOSS__TITLE);
  assert_true(gloss__lexicon_find(lexicon, str("Mr")) & GLOSS__TITLE);
fail:
  gloss__lexicon_free(lexicon, alloc);
  return status;
}

static void lexicon_grows(void **state) {
  (void)state;
  test_each_failure(grow_lexicon);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_bytes), cmocka_unit_test(all_lengths), cmocka_unit_test(classes),
      cmocka_unit_test(lexicon_of_english), cmocka_unit_test(lexicon_grows)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
