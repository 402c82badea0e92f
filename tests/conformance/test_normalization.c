/* test_normalization.c -- Unicode's NormalizationTest.txt in full, and the characters unified or
** stripped against the properties and names they are defined by. */
#include <stdio.h>

#include "support.h"

#define FOLDER "/usr/share/unicode/"

static FILE *open_data(const char *path) {
  FILE *file = fopen(path, "r");
  assert_non_null(file);
  return file;
}

static gloss_normalized *normalize(gloss_str text, const gloss_normalize_options *options) {
  gloss_normalized *n;
  assert_status(gloss_normalize(&n, NULL, text, options, NULL), GLOSS_OK);
  return n;
}

/* ---- NormalizationTest.txt ---- */

/* Reads "0044 0307;" as UTF-8 and gives what is after it. */
static const char *read_column(const char *line, char *out, gloss_str *column) {
  size_t size = 0;
  while (*line != ';') {
    char *end;
    size += put_utf8((uint32_t)strtoul(line, &end, 16), out + size);
    line = *end == ' ' ? end + 1 : end;
  }
  *column = (gloss_str){out, size};
  return line + 1;
}

static void assert_form(gloss_str text, gloss_form form, gloss_str expected, const char *line) {
  gloss_normalized *n = normalize(text, &(gloss_normalize_options){.form = form});
  gloss_str got = gloss_normalized_text(n);
  if (got.size != expected.size || memcmp(got.data, expected.data, got.size) != 0) {
    fail_msg("form %d of %.*s is not %.*s: %s", (int)form, (int)text.size, text.data,
             (int)expected.size, expected.data, line);
  }
  gloss_normalized_free(n);
}

/* The invariants of the file's head: of source, NFC, NFD, NFKC, NFKD in columns 0 to 4. */
static void check_line(const gloss_str *c, const char *line) {
  for (int i = 0; i < 5; i++) {
    assert_form(c[i], GLOSS_NFC, c[i < 3 ? 1 : 3], line);
    assert_form(c[i], GLOSS_NFD, c[i < 3 ? 2 : 4], line);
    assert_form(c[i], GLOSS_NFKC, c[3], line);
    assert_form(c[i], GLOSS_NFKD, c[4], line);
  }
}

static void normalization_test(void **state) {
  (void)state;
  FILE *file = popen("bunzip2 -c " FOLDER "NormalizationTest.txt.bz2", "r");
  assert_non_null(file);
  char line[1000], text[5][200];
  char *listed = calloc(1, 0x110000);
  int part = -1, lines = 0, unlisted = 0;
  while (fgets(line, sizeof line, file)) {
    gloss_str columns[5];
    const char *at = line;
    if (sscanf(line, "@Part%d", &part) == 1 || line[0] == '#') continue;
    for (int i = 0; i < 5; i++) at = read_column(at, text[i], &columns[i]);
    if (part == 1) listed[strtoul(line, NULL, 16)] = 1;
    check_line(columns, line);
    lines++;
  }
  assert_int_equal(pclose(file), 0);
  assert_true(lines > 19000 && part == 3);
  for (uint32_t c = 0; c < 0x110000; c++) {
    if (listed[c] || (c >= 0xD800 && c < 0xE000)) continue;
    gloss_str one = {text[0], put_utf8(c, text[0])};
    for (int form = GLOSS_NFC; form <= GLOSS_NFKD; form++) {
      assert_form(one, (gloss_form)form, one, "not listed in part 1");
    }
    unlisted++;
  }
  free(listed);
  printf("NormalizationTest: %d lines, each 20 invariants; %d code points not listed stay\n", lines,
         unlisted);
}

/* ---- Unified and stripped characters ---- */

/* Gives the ASCII character that a code point becomes, or 0 when it is not one. */
static char becomes(uint32_t c, const gloss_normalize_options *options) {
  char text[4];
  gloss_normalized *n = normalize((gloss_str){text, put_utf8(c, text)}, options);
  gloss_str got = gloss_normalized_text(n);
  char one = got.size == 1 && c >= 0x80 ? got.data[0] : 0;
  gloss_normalized_free(n);
  return one;
}

/* Asserts that just the code points of a property in PropList.txt, and some others, become ASCII;
** three do by their decompositions. */
static void assert_property(const char *name, const gloss_normalize_options *options,
                            const uint32_t *others, size_t n_others) {
  FILE *file = open_data(FOLDER "PropList.txt");
  char line[1000], *has = calloc(1, 0x110000);
  int count = 0;
  while (fgets(line, sizeof line, file)) {
    char property[100];
    unsigned first, last;
    if (sscanf(line, "%x..%x ; %99s", &first, &last, property) != 3) {
      if (sscanf(line, "%x ; %99s", &first, property) != 2) continue;
      last = first;
    }
    for (; strcmp(property, name) == 0 && first <= last; first++) has[first] = 1;
  }
  fclose(file);
  for (size_t i = 0; i < n_others; i++) has[others[i]] = 1;
  for (uint32_t c = 0x80; c < 0x110000; c++) {
    if ((c >= 0xD800 && c < 0xE000) || c == 0x037E || c == 0x1FEF || c == 0x212A) continue;
    if (has[c] != (becomes(c, options) != 0)) fail_msg("U+%04X: %s", c, name);
    count += has[c];
  }
  free(has);
  printf("%s and others: %d\n", name, count);
}

static void quotes_and_dashes(void **state) {
  (void)state;
  static const uint32_t apostrophes[] = {0x02BB, 0x02BC, 0x2032, 0x2033, 0x2035, 0x2036};
  assert_property("Quotation_Mark", &(gloss_normalize_options){.unify_quotes = 1}, apostrophes, 6);
  assert_property("Dash", &(gloss_normalize_options){.unify_dashes = 1}, NULL, 0);
}

/* Reads a line of UnicodeData.txt: a Latin letter whose mark is part of it by its name, and the
** letter without it. */
static int marked_letter(const char *line, uint32_t *c, char *bare) {
  char size[8], letter[2], what[8], end[2];
  int small = sscanf(line, "%x;LATIN SMALL LETTER DOTLESS %1[A-Z]%1[;]", c, letter, end) == 3;
  if (!small) {
    const char *format = "%x;LATIN %7[A-Z] LETTER %1[A-Z] WITH %6[A-Z]%1[;]";
    if (sscanf(line, format, c, size, letter, what, end) != 5) return 0;
    if (strcmp(what, "STROKE") != 0 && strcmp(what, "BAR") != 0) return 0;
    small = strcmp(size, "SMALL") == 0;
  }
  *bare = (char)(letter[0] + (small ? 'a' - 'A' : 0));
  return 1;
}

static void letters(void **state) {
  (void)state;
  const gloss_normalize_options options = {.strip_diacritics = 1};
  FILE *file = open_data(FOLDER "UnicodeData.txt");
  char line[1000], bare;
  uint32_t c;
  int count = 0;
  while (fgets(line, sizeof line, file)) {
    if (!marked_letter(line, &c, &bare)) continue;
    if (becomes(c, &options) != bare) fail_msg("U+%04X is not %c", c, bare);
    count++;
  }
  fclose(file);
  assert_int_equal(count, 44);
  printf("letters with a stroke or bar, or dotless: %d\n", count);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(normalization_test),
                                     cmocka_unit_test(quotes_and_dashes),
                                     cmocka_unit_test(letters)};
  FILE *file = fopen(FOLDER "NormalizationTest.txt.bz2", "rb");
  if (!file) {
    puts("skipped: " FOLDER "NormalizationTest.txt.bz2 is not here (package unicode-data)");
    return 77;
  }
  fclose(file);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
