/* test_rows.c -- rows of separated values: cells, line ends, quotes, errors, places. */
#include <stdio.h>

#include "support.h"

/* Writes all rows as "cell|cell;cell|cell;", and of an error "!" and its byte, with line and column; a
** stream is fed with pieces of `piece` bytes. */
static const char *write_all(gloss_rows *rows, gloss_str text, size_t piece) {
  static char out[2][512];
  static int turn;
  char *to = out[turn = !turn];
  const char *made = to;
  const gloss_str *cells;
  size_t n, line, column, fed = 0;
  for (;;) {
    gloss_error err = {0};
    gloss_status status = gloss_rows_next(rows, &cells, &n, &err);
    for (size_t i = 0; i < n; i++)
      to += sprintf(to, "%.*s%c", (int)cells[i].size, cells[i].data ? cells[i].data : "",
                    i + 1 < n ? '|' : ';');
    if (status != GLOSS_OK) {
      gloss_rows_place(rows, (size_t)err.offset, &line, &column);
      to += sprintf(to, "!%d@%d.%d;", (int)err.offset, (int)line, (int)column);
    }
    if (status != GLOSS_OK || n) continue;
    gloss_str next = {text.data + fed, fed + piece < text.size ? piece : text.size - fed};
    if (gloss_rows_feed(rows, next) == GLOSS_EARG) break;
    fed += next.size;
  }
  *to = '\0';
  assert_status(gloss_rows_next(rows, &cells, &n, NULL), GLOSS_OK);
  assert_int_equal(n, 0); /* at the end it stays there */
  gloss_rows_free(rows);
  return made;
}

static const char *read_stream(gloss_str text, char separator, size_t longest, size_t piece) {
  gloss_rows *rows;
  assert_status(gloss_rows_stream(&rows, NULL, separator, longest), GLOSS_OK);
  return write_all(rows, text, piece);
}

/* Reads a text, and it as a stream, which gives the same in pieces of any size. */
static const char *read_all(gloss_str text, char separator) {
  gloss_rows *rows;
  assert_status(gloss_rows_new(&rows, NULL, text, separator), GLOSS_OK);
  const char *whole = write_all(rows, text, 0);
  for (size_t piece = 1; piece <= text.size + 1; piece++)
    assert_string_equal(read_stream(text, separator, 0, piece), whole);
  return whole;
}

static void expect(const char *text, char separator, const char *expected) {
  assert_string_equal(read_all(str(text), separator), expected);
}

static void test_cells(void **state) {
  (void)state;
  expect("", ',', "");
  expect("\xEF\xBB\xBF", ',', "");
  expect("\r\n\n", ',', "");
  expect("a", ',', "a;");
  expect("a,", ',', "a|;");
  expect(",", ',', "|;");
  expect("\xEF\xBB\xBF"
         "a,b\n\n1,2\n",
         ',', "a|b;1|2;");
  expect("a;b;c", ';', "a|b|c;");
  expect("\"a\tb\"\t\"\n", '\t', "\"a|b\"|\";");
  expect(" a , b ", ',', " a | b ;");
}

static void test_line_ends(void **state) {
  (void)state;
  expect("a\tb\n1\t2", '\t', "a|b;1|2;");
  expect("a\tb\r\n1\t2\r\n", '\t', "a|b;1|2;");
  expect("a\tb\r\n1\t2\n3\t\r", '\t', "a|b;1|2;3|;");
  expect("a\tb\r1\t2\r", '\t', "a|b;1|2;");
  expect("a\nb\rc\n", '\t', "a;b\rc;"); /* no line end of this file */
  expect("a\rb\nc\r", ',', "a;b\nc;");
  expect("\"a\nb\",c\r\"d\",e\r", ',', "a\nb|c;d|e;");
  expect("\"a\",\"b\"\r\n\"c\",\"d\"", ',', "a|b;c|d;");
  expect("\"a\"\r", ',', "a;");
  expect("\r\ra\rb", ',', "a;b;");
}

static void test_quotes(void **state) {
  (void)state;
  expect("\"\"", ',', ";");
  expect("\"a,\"\"b\"\"\",\"\"\"\"\n\"x\"", ',', "a,\"b\"|\";x;");
  expect("\"a\r\nb\nc\",d\n", ',', "a\r\nb\nc|d;");
  expect("a\"b,c\"\n", ',', "a\"b|c\";");
  expect("a\n\"b", ',', "a;!2@2.1;");
  expect("a\n\"b\"\"", ',', "a;!2@2.1;");
  expect("a,\"b\"c\nd\n", ',', "!5@1.6;d;");
  expect("x\n\"b\"\rc\n", ',', "x;!5@2.4;");
  expect("\"a\"b,\"c\nd,e\n", ',', "!3@1.4;d|e;"); /* goes on with the next line */
  expect("x\r\"a\"b\n,c\rd\r", ',', "x;!5@2.4;d;");
  expect("\"a\n", '\t', "\"a;");
}

static void test_long_rows(void **state) {
  (void)state;
  gloss_str text = str("ab\n\"1234\n\"\"56\"\nc,\"d\"\n12345678\n1234567\nz");
  for (size_t piece = 1; piece <= text.size; piece++) {
    assert_string_equal(read_stream(text, ',', 8, piece), "ab;!3@2.1;c|d;!21@5.1;1234567;z;");
    assert_string_equal(read_stream(str("a\n\"123456789\n"), ',', 8, piece), "a;!2@2.1;");
    assert_string_equal(read_stream(str("\"12\t34567\n\"b\n"), '\t', 8, piece), "!0@1.1;\"b;");
    assert_string_equal(read_stream(str("a\r1234567\"\n\"\rb\r"), ',', 8, piece), "a;!2@2.1;b;");
  }
}

static void test_nul(void **state) {
  (void)state;
  gloss_rows *rows;
  const gloss_str *cells;
  size_t n;
  assert_status(gloss_rows_new(&rows, NULL, (gloss_str){"a\0b,\0\n", 6}, ','), GLOSS_OK);
  assert_status(gloss_rows_next(rows, &cells, &n, NULL), GLOSS_OK);
  assert_int_equal(n, 2);
  assert_int_equal(cells[0].size, 3);
  assert_int_equal(cells[1].size, 1);
  gloss_rows_free(rows);
  static const char bad[] = {'"', '\n', '\r', '\0', '\x7F', (char)0xE9};
  for (size_t i = 0; i < sizeof bad; i++)
    assert_status(gloss_rows_new(&rows, NULL, str("a"), bad[i]), GLOSS_EARG);
  assert_status(gloss_rows_stream(&rows, NULL, '"', 0), GLOSS_EARG);
  assert_null(rows);
  gloss_rows_free(NULL);
}

static void test_places(void **state) {
  (void)state;
  gloss_rows *rows;
  const gloss_str *cells;
  size_t n, line, column;
  gloss_str text = str("\xEF\xBB\xBF"
                       "a,b\n\n\"x\ny\",\xC3\xA9,z\n1,2\n");
  assert_status(gloss_rows_new(&rows, NULL, text, ','), GLOSS_OK);
  assert_status(gloss_rows_next(rows, &cells, &n, NULL), GLOSS_OK);
  assert_int_equal(gloss_rows_start(rows, 1), 5);
  gloss_rows_place(rows, 5, &line, &column);
  assert_true(line == 1 && column == 3);
  assert_status(gloss_rows_next(rows, &cells, &n, NULL), GLOSS_OK);
  assert_int_equal(gloss_rows_start(rows, 2), 17);
  assert_int_equal(gloss_rows_end(rows), 18);
  assert_int_equal(gloss_rows_start(rows, 3), 8); /* a cell it lacks */
  gloss_rows_place(rows, 17, &line, &column);
  assert_true(line == 4 && column == 6);
  gloss_rows_place(rows, 3, &line, &column); /* back */
  assert_true(line == 1 && column == 1);
  gloss_rows_place(rows, text.size, &line, &column);
  assert_true(line == 6 && column == 1);
  gloss_rows_free(rows);
}

static gloss_status scenario(const gloss_alloc *alloc) {
  gloss_status status;
  gloss_rows *rows = NULL;
  const gloss_str *cells;
  size_t n;
  gloss_str text = str("a,b,c,d\n\"a\"\"b\",2\n");
  TRY(gloss_rows_new(&rows, alloc, text, ','));
  TRY(gloss_rows_next(rows, &cells, &n, NULL));
  assert_int_equal(n, 4);
  status = gloss_rows_next(rows, &cells, &n, NULL);
  if (status == GLOSS_ENOMEM && gloss_rows_next(rows, &cells, &n, NULL) == GLOSS_OK)
    assert_str(cells[0], "a\"b"); /* the row was still to be read */
fail:
  gloss_rows_free(rows);
  return status;
}

static gloss_status stream_scenario(const gloss_alloc *alloc) {
  gloss_status status;
  gloss_rows *rows = NULL;
  const gloss_str *cells;
  size_t n = 0;
  gloss_str pieces[] = {str("a,\"b"), str("\"\"\",c\n"), {NULL, 0}};
  TRY(gloss_rows_stream(&rows, alloc, ',', 0));
  for (size_t i = 0; !n; i++) {
    status = gloss_rows_feed(rows, pieces[i]);
    if (status != GLOSS_OK) TRY(gloss_rows_feed(rows, pieces[i])); /* it was not taken */
    TRY(gloss_rows_next(rows, &cells, &n, NULL));
  }
  assert_int_equal(n, 3);
  assert_str(cells[1], "b\"");
fail:
  gloss_rows_free(rows);
  return status;
}

static void test_out_of_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
  test_each_failure(stream_scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_cells),         cmocka_unit_test(test_line_ends),
      cmocka_unit_test(test_quotes),        cmocka_unit_test(test_nul),
      cmocka_unit_test(test_long_rows),     cmocka_unit_test(test_places),
      cmocka_unit_test(test_out_of_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
