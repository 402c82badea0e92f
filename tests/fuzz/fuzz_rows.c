/* fuzz_rows.c -- any bytes read as rows: what was read, written with quotes around every cell, reads
** the same; cells start one behind the other, at the line and column that counting gives. The first
** byte picks the separator. */
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

/* Reads all rows and writes them again; whether they end well. */
static int copy(gloss_str text, char separator, pen *p) {
  gloss_rows *rows;
  const gloss_str *cells;
  size_t n, last = 0;
  gloss_error err;
  gloss_status status;
  require(gloss_rows_new(&rows, NULL, text, separator) == GLOSS_OK);
  while ((status = gloss_rows_next(rows, &cells, &n, &err)) == GLOSS_OK && n) {
    for (size_t i = 0; i < n; i++) {
      put_cell(p, cells[i]);
      put(p, i + 1 < n ? ',' : '\n');
    }
    last = check_places(rows, text, n, last);
  }
  require(status == GLOSS_OK || (status == GLOSS_EFORMAT && err.offset <= text.size));
  gloss_rows_free(rows);
  return status == GLOSS_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char separators[] = {',', '\t', ';', '|'};
  if (!size || size > 1 << 16) return 0;
  gloss_str text = {(const char *)data + 1, size - 1};
  pen once = {malloc(6 * size + 8), 0}, twice = {malloc(12 * size + 16), 0};
  require(once.data && twice.data);
  copy(text, separators[data[0] % 4], &once);
  require(copy((gloss_str){once.data, once.size}, ',', &twice));
  require(once.size == twice.size && !memcmp(once.data, twice.data, once.size));
  free(once.data);
  free(twice.data);
  return 0;
}
