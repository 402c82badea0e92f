/* rows.c -- reads tables in text or in a stream: separated values, a row a line.
**
** A quoted cell ends at a quotation mark that is not doubled, and may hold line breaks; what is quoted
** is copied only where it holds doubled marks. The first line decides what ends a line, so that a CR
** in a cell parts no row of a file whose lines end with LF.
**
** Of a stream the reader keeps a window, which begins with the row that is read next. A row that the
** window cuts is read anew when twice as many of its bytes are there; one that is too long is passed
** over by a scan that needs no byte it has seen. */
#include <stdint.h>
#include <string.h>

#include "mem.h"

/* What is passed over: nothing; the rest of a line; the rest of a row, from within a cell, a quoted
** one, or a place where a quotation mark opens one (or, doubled, opens it again). */
enum { READ, SKIP_LINE, SKIP_CELL, SKIP_QUOTED, SKIP_MARK };

static const char unclosed[] = "a quoted field without its end";

struct gloss_rows {
  gloss_alloc alloc;
  gloss_str text; /* or the window */
  size_t base;    /* byte of the stream where it begins */
  size_t at;      /* where the next row begins, or blank lines before it */
  char separator; /* '\t': nothing is quoted */
  char end;       /* of a line; 0 before the first one ended */
  char begun;     /* the byte order mark is passed */
  char ended;     /* no bytes follow the text */
  char skip;
  size_t mark;    /* bytes of the byte order mark */
  size_t longest; /* bytes of a row */
  size_t enough;  /* bytes that a cut row shall have before it is read again */
  char *window;   /* NULL: the text is the caller's */
  size_t window_room;
  size_t long_start, long_line; /* of the row that is too long */
  gloss_str *cells;             /* of the last row */
  size_t *starts;
  size_t cells_room, starts_room, n;
  char *plain; /* what quoted cells with doubled marks mean */
  size_t plain_room;
  size_t counted, lines;           /* `lines` end before byte `counted` */
  size_t base_counted, base_lines; /* the same where the window begins */
};

gloss_status gloss_rows_stream(gloss_rows **out, const gloss_alloc *alloc, char separator,
                               size_t longest) {
  *out = NULL;
  alloc = gloss__alloc_or_default(alloc);
  if (separator != '\t' && (separator < ' ' || separator > '~' || separator == '"'))
    return GLOSS_EARG;
  gloss_rows *rows = gloss__calloc(alloc, 1, sizeof *rows);
  if (!rows) return GLOSS_ENOMEM;
  rows->alloc = *alloc;
  rows->separator = separator;
  rows->longest = longest ? longest : SIZE_MAX;
  *out = rows;
  return GLOSS_OK;
}

gloss_status gloss_rows_new(gloss_rows **out, const gloss_alloc *alloc, gloss_str text,
                            char separator) {
  gloss_status status = gloss_rows_stream(out, alloc, separator, 0);
  if (status != GLOSS_OK) return status;
  (*out)->text = text;
  (*out)->ended = 1;
  return GLOSS_OK;
}

void gloss_rows_free(gloss_rows *rows) {
  if (!rows) return;
  const gloss_alloc alloc = rows->alloc;
  gloss__free(&alloc, rows->window, rows->window_room);
  gloss__free(&alloc, rows->cells, rows->cells_room * sizeof *rows->cells);
  gloss__free(&alloc, rows->starts, rows->starts_room * sizeof *rows->starts);
  gloss__free(&alloc, rows->plain, rows->plain_room);
  gloss__free(&alloc, rows, sizeof *rows);
}

/* ---- A stream -------------------------------------------------------------------------------- */

/* Leaves out of the window what was read. */
static void drop(gloss_rows *rows) {
  size_t line, column;
  gloss_rows_place(rows, rows->base + rows->at, &line, &column); /* counts its lines */
  rows->base_counted = rows->counted;
  rows->base_lines = rows->lines;
  rows->text.size -= rows->at;
  if (rows->at) memmove(rows->window, rows->window + rows->at, rows->text.size);
  rows->base += rows->at;
  rows->at = rows->n = 0;
}

gloss_status gloss_rows_feed(gloss_rows *rows, gloss_str piece) {
  if (rows->ended) return GLOSS_EARG;
  if (!piece.size) {
    rows->ended = 1;
    return GLOSS_OK;
  }
  size_t need;
  if (rows->window) drop(rows);
  if (gloss__add(rows->text.size, piece.size, &need) ||
      gloss__grow(&rows->alloc, (void **)&rows->window, &rows->window_room, need, 1))
    return GLOSS_ENOMEM;
  memcpy(rows->window + rows->text.size, piece.data, piece.size);
  rows->text = (gloss_str){rows->window, need};
  return GLOSS_OK;
}

/* Passes a byte order mark; 0 where it may be cut. */
static int begin(gloss_rows *rows) {
  static const char bom[] = "\xEF\xBB\xBF";
  size_t size = rows->text.size < 3 ? rows->text.size : 3;
  if (rows->begun) return 1;
  if (!rows->ended && size < 3) return 0;
  rows->begun = 1;
  if (size == 3 && !memcmp(rows->text.data, bom, 3)) rows->at = rows->mark = 3;
  return 1;
}

/* ---- Cells ----------------------------------------------------------------------------------- */

static int is_break(char c) { return c == '\n' || c == '\r'; }

/* Whether the window ends between a CR and what follows it, before it is known what ends lines. */
static int is_undecided(const gloss_rows *rows, size_t at) {
  return !rows->end && !rows->ended && at + 1 == rows->text.size && rows->text.data[at] == '\r';
}

/* Whether a line ends at a byte; the first one says how they all do. */
static int ends_line(gloss_rows *rows, size_t at) {
  char c = rows->text.data[at];
  if (rows->end) return c == rows->end;
  if (!is_break(c) || is_undecided(rows, at)) return 0;
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

/* Reads a quoted cell as it stands between its marks; a cut one ends where the window does. */
static gloss_status read_quoted(gloss_rows *rows, size_t *at, gloss_str *cell, gloss_error *err) {
  gloss_str text = rows->text;
  size_t opened = *at, start = *at + 1, end = start;
  for (;; end += 2) {
    const char *mark = end < text.size ? memchr(text.data + end, '"', text.size - end) : NULL;
    *at = text.size;
    if (!mark && !rows->ended) return GLOSS_OK;
    if (!mark) return gloss__fail(err, GLOSS_EFORMAT, rows->base + opened, "%s", unclosed);
    end = (size_t)(mark - text.data);
    if (end + 1 == text.size || text.data[end + 1] != '"') break;
  }
  *cell = (gloss_str){text.data + start, end - start};
  *at = end + 1;
  if (rows->end != '\r' && *at < text.size && text.data[*at] == '\r' &&
      (*at + 1 == text.size || text.data[*at + 1] == '\n'))
    ++*at;
  if (ends_cell(rows, *at)) return GLOSS_OK;
  return gloss__fail(err, GLOSS_EFORMAT, rows->base + *at, "text after a quoted field");
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
  return is_quoted(rows, rows->starts[cell] - rows->base) && memchr(s.data, '"', s.size) != NULL;
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
  rows->starts[rows->n++] = rows->base + start;
  return GLOSS_OK;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* Reads the cells of the row at `at`, which becomes the place where it ends, that of its error, or the
** end of the window that cuts it. */
static gloss_status read_cells(gloss_rows *rows, size_t *at, gloss_error *err) {
  for (;; ++*at) {
    gloss_str cell = {NULL, 0};
    size_t start = *at;
    gloss_status status = GLOSS_OK;
    if (is_quoted(rows, start))
      status = read_quoted(rows, at, &cell, err);
    else
      *at = read_bare(rows, start, &cell);
    if (status != GLOSS_OK) return status;
    if (add_cell(rows, cell, start)) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
    if (*at == rows->text.size || rows->text.data[*at] != rows->separator) break;
  }
  return GLOSS_OK;
}

/* Gives how many bytes of the window a row has that ends at a byte, with what ends its line. */
static size_t bytes_to(const gloss_rows *rows, size_t end) {
  return end + (end < rows->text.size) - rows->at;
}

/* Says that a row is too long, which ends at a byte of the window. */
static gloss_status refuse(gloss_rows *rows, size_t end, gloss_error *err) {
  size_t size = rows->base + rows->at + bytes_to(rows, end) - rows->long_start;
  rows->at = end;
  return gloss__fail(err, GLOSS_ERANGE, rows->long_start,
                     "%zu bytes are more than a document may have, %zu", size, rows->longest);
}

/* Keeps of a row that is too long where it starts. */
static void note_long(gloss_rows *rows) {
  size_t column;
  rows->long_start = rows->base + rows->at;
  gloss_rows_place(rows, rows->long_start, &rows->long_line, &column);
}

/* Says what is to be done of a row that the window cuts: more bytes are needed. */
static void wait_for(gloss_rows *rows) {
  size_t have = rows->text.size - rows->at, last = rows->starts[rows->n - 1] - rows->base;
  if (have > rows->longest) {
    note_long(rows);
    rows->at = last;
    rows->skip = SKIP_MARK;
  } else {
    rows->enough = have > rows->longest / 2 ? rows->longest : 2 * have;
  }
  rows->n = 0;
}

/* Says what is passed over after a byte. */
static int skip_after(const gloss_rows *rows, char c) {
  if (rows->skip == SKIP_LINE) return SKIP_LINE;
  if (rows->skip == SKIP_QUOTED) return c == '"' ? SKIP_MARK : SKIP_QUOTED;
  if (c == rows->separator) return SKIP_MARK;
  return c == '"' && rows->skip == SKIP_MARK && rows->separator != '\t' ? SKIP_QUOTED : SKIP_CELL;
}

/* Passes over the rest of a row or a line; whether its end is found. */
static int skip_row(gloss_rows *rows) {
  size_t at = rows->at, size = rows->text.size;
  for (; at < size && !is_undecided(rows, at); at++) {
    if (rows->skip != SKIP_QUOTED && ends_line(rows, at)) break;
    rows->skip = (char)skip_after(rows, rows->text.data[at]);
  }
  rows->at = at;
  return rows->ended || (at < size && !is_undecided(rows, at));
}

/* Ends what is passed over, and goes to where a row begins; whether there is one to be read. */
static int seek(gloss_rows *rows, gloss_status *status, gloss_error *err) {
  if (!begin(rows)) return 0;
  if (rows->skip) {
    if (!skip_row(rows)) return 0;
    int skipped = rows->skip;
    rows->skip = READ;
    if (skipped == SKIP_QUOTED)
      *status = gloss__fail(err, GLOSS_EFORMAT, rows->long_start, "%s", unclosed);
    else if (skipped != SKIP_LINE)
      *status = refuse(rows, rows->at, err);
    if (*status != GLOSS_OK) return 0;
  }
  while (rows->at < rows->text.size && is_break(rows->text.data[rows->at])) rows->at++;
  return rows->at < rows->text.size && (rows->ended || rows->text.size - rows->at > rows->enough);
}

gloss_status gloss_rows_next(gloss_rows *rows, const gloss_str **cells, size_t *n,
                             gloss_error *err) {
  gloss_status status = GLOSS_OK;
  rows->n = *n = 0;
  *cells = NULL;
  if (!seek(rows, &status, err)) return status;
  size_t at = rows->at;
  rows->enough = 0;
  status = read_cells(rows, &at, err);
  if (status == GLOSS_EFORMAT) {
    rows->at = at;
    rows->skip = SKIP_LINE;
  }
  if (status != GLOSS_OK) return status;
  if (at == rows->text.size && !rows->ended) {
    wait_for(rows);
    return GLOSS_OK;
  }
  if (bytes_to(rows, at) > rows->longest) {
    note_long(rows);
    return refuse(rows, at, err);
  }
  if (undouble(rows)) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  rows->at = at;
  *cells = rows->cells;
  *n = rows->n;
  return GLOSS_OK;
}

/* ---- Places ---------------------------------------------------------------------------------- */

size_t gloss_rows_start(const gloss_rows *rows, size_t cell) {
  if (!rows->n) return rows->base + rows->at;
  return rows->starts[cell < rows->n ? cell : 0];
}

size_t gloss_rows_end(const gloss_rows *rows) { return rows->base + rows->at; }

void gloss_rows_place(gloss_rows *rows, size_t offset, size_t *line, size_t *column) {
  const char *data = rows->text.data, end = rows->end ? rows->end : '\n';
  *column = 1;
  if (offset < rows->base) {
    *line = rows->long_line;
    return;
  }
  if (offset < rows->counted) {
    rows->counted = rows->base_counted;
    rows->lines = rows->base_lines;
  }
  while (rows->counted < offset) {
    size_t from = rows->counted > rows->base ? rows->counted - rows->base : 0;
    const char *p = memchr(data + from, end, offset - rows->base - from);
    if (!p) break;
    rows->counted = rows->base + (size_t)(p - data) + 1;
    rows->lines++;
  }
  *line = rows->lines + 1;
  size_t from = rows->counted ? rows->counted : rows->mark;
  for (size_t i = from > rows->base ? from : rows->base; i < offset; i++)
    *column += (data[i - rows->base] & 0xC0) != 0x80;
}
