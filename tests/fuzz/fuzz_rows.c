/* fuzz_rows.c -- any bytes read as rows: what was read, written with quotes around every cell, reads
** the same, and so does a stream of its pieces; cells start one behind the other, at the line and column that counting gives. The first
** byte picks the separator and the size of the pieces. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gloss.h"

static void require_at(int condition, const char *what, int line) {
  if (condition) return;
  fprintf(stderr, "fuzz_rows.c:%d: does not hold: %s\n", line, what);
  abort();
}

#define require(condition) require_at((condition) != 0, #condition, __LINE__)

/* Bytes that are written; there is always room. */
typedef struct pen {
  char *data;
  size_t size;
} pen;

static void put(pen *p, char c) { p->data[p->size++] = c; }

static void put_cell(pen *p, gloss_str cell) {
  put(p, '"');
  for (size_t i = 0; i < cell.size; i++) {
    if (cell.data[i] == '"') put(p, '"');
    put(p, cell.data[i]);
  }
  put(p, '"');
}

/* Checks the places of cells, which lie behind byte `last`; gives the last of them. */
static size_t check_places(gloss_rows *rows, gloss_str text, size_t n, size_t last) {
  for (size_t i = 0; i < n; i++) {
    size_t start = gloss_rows_start(rows, i), line, column;
    require(start <= text.size && (start > last || last == 0));
    gloss_rows_place(rows, start, &line, &column);
    require(line >= 1 && column >= 1 && line + column <= start + 2);
    last = start;
  }
  return last;
}

/* Reads all rows, of a stream in pieces, and writes them again; how many errors there are. */
static int copy(gloss_rows *rows, gloss_str text, size_t piece, pen *p) {
  const gloss_str *cells;
  size_t n, last = 0, fed = 0;
  gloss_error err;
  int errors = 0;
  for (;;) {
    gloss_status status = gloss_rows_next(rows, &cells, &n, &err);
    for (size_t i = 0; i < n; i++) {
      put_cell(p, cells[i]);
      put(p, i + 1 < n ? ',' : '\n');
    }
    last = check_places(rows, text, n, last);
    require(status == GLOSS_OK || (status == GLOSS_EFORMAT && err.offset <= text.size));
    errors += status != GLOSS_OK;
    if (status != GLOSS_OK || n) continue;
    gloss_str next = {text.data + fed, fed + piece < text.size ? piece : text.size - fed};
    if (gloss_rows_feed(rows, next) == GLOSS_EARG) break;
    fed += next.size;
  }
  gloss_rows_free(rows);
  return errors;
}

static int copy_text(gloss_str text, char separator, pen *p) {
  gloss_rows *rows;
  require(gloss_rows_new(&rows, NULL, text, separator) == GLOSS_OK);
  return copy(rows, text, 0, p);
}

static int copy_stream(gloss_str text, char separator, size_t piece, pen *p) {
  gloss_rows *rows;
  require(gloss_rows_stream(&rows, NULL, separator, 0) == GLOSS_OK);
  return copy(rows, text, piece, p);
}

static void require_same(const pen *a, const pen *b) {
  require(a->size == b->size && !memcmp(a->data, b->data, a->size));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char separators[] = {',', '\t', ';', '|'};
  if (!size || size > 1 << 16) return 0;
  gloss_str text = {(const char *)data + 1, size - 1};
  pen once = {malloc(6 * size + 8), 0}, twice = {malloc(12 * size + 16), 0};
  require(once.data && twice.data);
  char separator = separators[data[0] % 4];
  int errors = copy_text(text, separator, &once);
  require(copy_stream(text, separator, 1 + data[0] / 4, &twice) == errors);
  require_same(&once, &twice);
  twice.size = 0;
  require(copy_text((gloss_str){once.data, once.size}, ',', &twice) == 0);
  require_same(&once, &twice);
  free(once.data);
  free(twice.data);
  return 0;
}
