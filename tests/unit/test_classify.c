/* test_classify.c -- the scalar scan against the byte classes; starts and points. */
#include "classify.h"
#include "support.h"

/* Scans up to 512 bytes; the words are there until the next scan. */
static gloss__scan scan(const void *text, size_t size, int how) {
  static uint64_t words[GLOSS__SCAN_ARRAYS * (8 + GLOSS__SCAN_AROUND)];
  gloss__scan s = {.how = how};
  assert_true(size <= 512);
  gloss__scan_place(&s, words, 8);
  gloss__classify_scalar(text, size, &s);
  return s;
}

/* Checks each bit of the masks of an ASCII text against the table. */
static void check_masks(const unsigned char *text, size_t size) {
  const gloss__masks m = scan(text, size, GLOSS__LOOK_LETTERS).masks;
  const uint64_t *const in_order[] = {m.word, m.space, m.upper,  m.letter, m.digit, m.high,
                                      m.stop, m.edge,  m.breaks, m.sign,   m.lone};
  for (size_t i = 0; i < (size + 63) / 64 * 64; i++) {
    unsigned got = 0, class = i < size ? gloss__byte_class[text[i]] : GLOSS__SPACE_BYTE;
    for (unsigned k = 0; k < 11; k++) got |= (unsigned)(in_order[k][i / 64] >> i % 64 & 1) << k;
    assert_int_equal(got, class);
  }
  for (ptrdiff_t w = -1; w <= ((ptrdiff_t)size + 63) / 64; w += ((ptrdiff_t)size + 63) / 64 + 1)
    assert_true(m.space[w] == UINT64_MAX && m.word[w] == 0);
}

static void all_ascii(void **state) {
  (void)state;
  unsigned char text[128];
  for (unsigned i = 0; i < 128; i++) text[i] = (unsigned char)i;
  check_masks(text, sizeof text);
}

static void all_lengths(void **state) {
  (void)state;
  unsigned char text[192];
  uint64_t seed = 1;
  for (size_t size = 0; size <= 130; size++) {
    for (size_t at = 0; at < 62; at += 7) {
      for (size_t i = 0; i < size; i++) text[at + i] = next_random(&seed) & 127;
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
               {'\n', GLOSS__SPACE_BYTE | GLOSS__BREAK_BYTE},
               {'.', GLOSS__STOP_BYTE},
               {'(', GLOSS__LONE_BYTE},
               {'$', GLOSS__STOP_BYTE | GLOSS__SIGN_BYTE},
               {'\'', GLOSS__EDGE_BYTE},
               {',', 0},
               {'\0', GLOSS__SIGN_BYTE},
               {0x7F, GLOSS__SIGN_BYTE},
               {0x80, GLOSS__WORD_BYTE | GLOSS__HIGH_BYTE},
               {0xFF, GLOSS__WORD_BYTE | GLOSS__HIGH_BYTE}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(gloss__byte_class[cases[i].byte], cases[i].class);
  }
}

/* Checks the bits of a text of up to 64 bytes, shown as ^ below them. */
static void check_bits(const char *text, const char *expected, uint64_t got) {
  char shown[65] = "";
  for (size_t i = 0; text[i] != '\0'; i++) shown[i] = got >> i & 1 ? '^' : '-';
  assert_string_equal(shown, expected);
}

static void starts_and_points(void **state) {
  (void)state;
  static const char *const cases[][3] = {
      {"Mr. Ng's 3.5 \"A\".", /* a mark between words, after a mark, a stop after a word */
       "^-^-^-^^-^^^-^^^^", "--^---^---^-----^"},
      {"\u00C9t\u00E9\u2019s\u00A0\u2014\u00AB!", /* e acute, apostrophe, blank, dash, guillemet */
       "^----^--^--^--^-^", "-----^-----^----^"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    gloss__scan s = scan(cases[i][0], strlen(cases[i][0]), GLOSS__LOOK_ALL);
    check_bits(cases[i][0], cases[i][1], s.starts[0]);
    check_bits(cases[i][0], cases[i][2], s.points[0]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_ascii), cmocka_unit_test(all_lengths),
                                     cmocka_unit_test(classes),
                                     cmocka_unit_test(starts_and_points)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
