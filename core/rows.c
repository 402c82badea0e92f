/* rows.c -- reads tables in text: separated values, a row a line.
**
** A quoted cell ends at a quotation mark that is not doubled, and may hold line breaks; what is quoted
** is copied only where it holds doubled marks. The first line decides what ends a line, so that a CR
** in a cell parts no row of a file whose lines end with LF. */
#include <string.h>

#include "mem.h"

struct gloss_rows {
  gloss_alloc alloc;
  gloss_str text;
  size_t at;        /* where the next row begins, or blank lines before it */
  char separator;   /* '\t': nothing is quoted */
  char end;         /* of a line; 0 before the first one ended */
  gloss_str *cells; /* of the last row */
  size_t *starts;
  size_t cells_room, starts_room, n;
  char *plain; /* what quoted cells with doubled marks mean */
  size_t plain_room;
  size_t counted, lines; /* `lines` end before byte `counted` */
};

static int has_mark(gloss_str text) {
  return text.size >= 3 && !memcmp(text.data, "\xEF\xBB\xBF", 3);
}

gloss_status gloss_rows_new(gloss_rows **out, const gloss_alloc *alloc, gloss_str text,
                            char separator) {
  *out = NULL;
  alloc = gloss__alloc_or_default(alloc);
  if (separator != '\t' && (separator < ' ' || separator > '~' || separator == '"'))
    return GLOSS_EARG;
  gloss_rows *rows = gloss__calloc(alloc, 1, sizeof *rows);
  if (!rows) return GLOSS_ENOMEM;
  rows->alloc = *alloc;
  rows->text = text;
  rows->separator = separator;
  rows->at = has_mark(text) ? 3 : 0;
  *out = rows;
  return GLOSS_OK;
}

void gloss_rows_free(gloss_rows *rows) {
  if (!rows) return;
  const gloss_alloc alloc = rows->alloc;
  gloss__free(&alloc, rows->cells, rows->cells_room * sizeof *rows->cells);
  gloss__free(&alloc, rows->starts, rows->starts_room * sizeof *rows->starts);
  gloss__free(&alloc, rows->plain, rows->plain_room);
  gloss__free(&alloc, rows, sizeof *rows);
}

/* ---- Reading --------------------------------------------------------------------------------- */

static int is_break(char c) { return c == '\n' || c == '\r'; }

/* Whether a line ends at a byte; the first one says how they all do. */
static int ends_line(gloss_rows *rows, size_t at) {
  char c = rows->text.data[at];
  if (rows->end) return c == rows->end;
  if (!is_break(c)) return 0;
  int pair = c == '\r' && at + 1 < rows->text.size && rows->text.data[at + 1] == '\n';
  if (!pair) rows->end = c;
  return !pair;
}

/* Whether a cell ends at a byte: with its line, the text, or at a separator. */
static int ends_cell(gloss_rows *rows, size_t at) {
  return at == rows->text.size || rows->text.data[at] == rows->separator || ends_line(rows, at);
}

/* Reads a cell without quotes: its text, and the place after it. */
static size_t read_bare(gloss_rows *rows, size_t at, gloss_str *cell) {
  const char *data = rows->text.data;
  size_t end = at;
  while (!ends_cell(rows, end)) end++;
  size_t size = end - at;
  int last = end == rows->text.size || data[end] == '\n';
  if (last && rows->end != '\r' && size && data[end - 1] == '\r') size--;
  *cell = (gloss_str){data + at, size};
  return end;
}

/* Reads a quoted cell as it stands between its marks. */
static gloss_status read_quoted(gloss_rows *rows, size_t *at, gloss_str *cell, gloss_error *err) {
  gloss_str text = rows->text;
  size_t start = *at + 1, end = start;
  for (;; end += 2) {
    const char *mark = end < text.size ? memchr(text.data + end, '"', text.size - end) : NULL;
    if (!mark) return gloss__fail(err, GLOSS_EFORMAT, *at, "a quoted field without its end");
    end = (size_t)(mark - text.data);
    if (end + 1 == text.size || text.data[end + 1] != '"') break;
  }
  *cell = (gloss_str){text.data + start, end - start};
  *at = end + 1;
  if (rows->end != '\r' && *at < text.size && text.data[*at] == '\r' &&
      (*at + 1 == text.size || text.data[*at + 1] == '\n'))
    ++*at;
  if (ends_cell(rows, *at)) return GLOSS_OK;
  return gloss__fail(err, GLOSS_EFORMAT, *at, "text after a quoted field");
}

static int is_quoted(const gloss_rows *rows, size_t start) {
  return rows->separator != '\t' && start < rows->text.size && rows->text.data[start] == '"';
}

/* Writes a quoted cell's text without its doubled marks; gives the place after it. */
static char *write_plain(char *to, gloss_str quoted) {
  for (size_t i = 0; i < quoted.size; i++) {
    *to++ = quoted.data[i];
    if (quoted.data[i] == '"') i++;
  }
  return to;
}

static int is_doubled(const gloss_rows *rows, size_t cell) {
  gloss_str s = rows->cells[cell];
  return is_quoted(rows, rows->starts[cell]) && memchr(s.data, '"', s.size) != NULL;
}

/* Makes cells with doubled marks mean what they say. */
static gloss_status undouble(gloss_rows *rows) {
  size_t need = 0;
  for (size_t i = 0; i < rows->n; i++)
    if (is_doubled(rows, i)) need += rows->cells[i].size;
  if (gloss__grow(&rows->alloc, (void **)&rows->plain, &rows->plain_room, need, 1))
    return GLOSS_ENOMEM;
  char *to = rows->plain;
  for (size_t i = 0; need && i < rows->n; i++) {
    if (!is_doubled(rows, i)) continue;
    char *end = write_plain(to, rows->cells[i]);
    rows->cells[i] = (gloss_str){to, (size_t)(end - to)};
    to = end;
  }
  return GLOSS_OK;
}

static gloss_status add_cell(gloss_rows *rows, gloss_str cell, size_t start) {
  size_t need = rows->n + 1;
  if (gloss__grow(&rows->alloc, (void **)&rows->cells, &rows->cells_room, need,
                  sizeof *rows->cells) ||
      gloss__grow(&rows->alloc, (void **)&rows->starts, &rows->starts_room, need,
                  sizeof *rows->starts))
    return GLOSS_ENOMEM;
  rows->cells[rows->n] = cell;
  rows->starts[rows->n++] = start;
  return GLOSS_OK;
}

gloss_status gloss_rows_next(gloss_rows *rows, const gloss_str **cells, size_t *n,
                             gloss_error *err) {
  size_t at = rows->at, size = rows->text.size;
  rows->n = *n = 0;
  *cells = NULL;
  while (at < size && is_break(rows->text.data[at])) at++;
  rows->at = at;
  if (at == size) return GLOSS_OK;
  for (size_t last = 0; !last; at++) {
    gloss_str cell = {NULL, 0};
    size_t start = at;
    gloss_status status = GLOSS_OK;
    if (is_quoted(rows, at))
      status = read_quoted(rows, &at, &cell, err);
    else
      at = read_bare(rows, at, &cell);
    if (status == GLOSS_EFORMAT) rows->at = size;
    if (status != GLOSS_OK) return status;
    if (add_cell(rows, cell, start)) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
    last = at == size || rows->text.data[at] != rows->separator;
  }
  if (undouble(rows)) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  rows->at = at < size ? at : size;
  *cells = rows->cells;
  *n = rows->n;
  return GLOSS_OK;
}

/* ---- Places ---------------------------------------------------------------------------------- */

size_t gloss_rows_start(const gloss_rows *rows, size_t cell) {
  if (!rows->n) return rows->at;
  return rows->starts[cell < rows->n ? cell : 0];
}

void gloss_rows_place(gloss_rows *rows, size_t offset, size_t *line, size_t *column) {
  const char *data = rows->text.data, end = rows->end ? rows->end : '\n';
  if (offset < rows->counted) rows->counted = rows->lines = 0;
  for (const char *p; rows->counted < offset; rows->counted = (size_t)(p - data) + 1) {
    p = memchr(data + rows->counted, end, offset - rows->counted);
    if (!p) break;
    rows->lines++;
  }
  *line = rows->lines + 1;
  *column = 1;
  size_t from = rows->counted ? rows->counted : has_mark(rows->text) ? 3 : 0;
  for (size_t i = from; i < offset; i++) *column += (data[i] & 0xC0) != 0x80;
}
