/* lrows.c -- core.rows: rows of separated values, as lists or, picked, as the results of a call, which
** makes it an iterator. A gazetteer reads picked rows without a string a cell (lentries.c). */
#include "lbox.h"

static void release(void *object) { gloss_rows_free(object); }

static const lclass rows_class = {"gloss.rows", "rows", release};

enum { TEXT = 1, PICK }; /* user values; the text, or the function that gives its pieces */

/* core.rows(text or more, separator [, longest]) */
int lrows_new(lua_State *L) {
  int is_stream = lua_isfunction(L, 1);
  gloss_str text = is_stream ? (gloss_str){NULL, 0} : lbox_checkstr(L, 1);
  gloss_str separator = lbox_checkstr(L, 2);
  lua_Integer longest = luaL_optinteger(L, 3, 0);
  gloss_rows *rows;
  luaL_argcheck(L, separator.size == 1, 2, "the separator must be one character");
  luaL_argcheck(L, longest >= 0 && (is_stream || !longest), 3, "a number of bytes of a stream");
  lbox *box = lbox_push(L, &rows_class, PICK);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, TEXT);
  const gloss_alloc *alloc = &lstate_get(L)->alloc;
  gloss_status status = is_stream
                            ? gloss_rows_stream(&rows, alloc, *separator.data, (size_t)longest)
                            : gloss_rows_new(&rows, alloc, text, *separator.data);
  luaL_argcheck(L, status != GLOSS_EARG, 2, "no character that can separate");
  lbox_try(L, status, NULL);
  box->object = rows;
  return 1;
}

static gloss_rows *check_rows(lua_State *L) { return lbox_check(L, 1, &rows_class)->object; }

/* Pushes "line L, column C: message" for a byte of the text. */
static void push_message(lua_State *L, gloss_rows *rows, size_t offset, const char *message) {
  size_t line, column;
  gloss_rows_place(rows, offset, &line, &column);
  lua_pushfstring(L, "line %I, column %I: %s", (LUAI_UACINT)line, (LUAI_UACINT)column, message);
}

/* Feeds a stream with what its function gives; 0 when there is no more. Where it gives a reason why
** there is none, pushes that and gives -1. */
static int feed(lua_State *L, int index, gloss_rows *rows) {
  if (lua_getiuservalue(L, index, TEXT) != LUA_TFUNCTION) {
    lua_pop(L, 1);
    return 0;
  }
  luaL_checkstack(L, 4, NULL);
  lua_call(L, 0, 2);
  lbox_check(L, index, &rows_class); /* the function may have closed it */
  if (!lua_toboolean(L, -2) && lua_toboolean(L, -1)) return -1;
  lua_pop(L, 1);
  gloss_str piece = lua_isnil(L, -1) ? (gloss_str){NULL, 0} : lbox_checkstr(L, -1);
  gloss_status status = GLOSS_OK;
  if (lua_isnil(L, -1) || piece.size) status = gloss_rows_feed(rows, piece);
  if (status != GLOSS_EARG) lbox_try(L, status, NULL); /* it is at its end */
  lua_pop(L, 1);
  return status == GLOSS_OK;
}

/* Reads the next row of what stands at an index: how many cells it has. Of wrong data it pushes why and
** gives -1, and *at, the byte from 1, or 0 where there is none. */
static int read_row(lua_State *L, int index, gloss_rows *rows, const gloss_str **row,
                    lua_Integer *at) {
  size_t n = 0;
  int fed = 1;
  for (*at = 0; fed > 0; fed = feed(L, index, rows)) {
    gloss_error err = {0};
    gloss_status status = gloss_rows_next(rows, row, &n, &err);
    if (status == GLOSS_EFORMAT || status == GLOSS_ERANGE) {
      push_message(L, rows, (size_t)err.offset, err.message);
      *at = (lua_Integer)err.offset + 1;
      return -1;
    }
    lbox_try(L, status, &err);
    if (n > 0) return (int)n;
  }
  return fed;
}

/* rows:cells() */
static int cells(lua_State *L) {
  gloss_rows *rows = check_rows(L);
  const gloss_str *row;
  lua_Integer at;
  int n = read_row(L, 1, rows, &row, &at);
  if (n < 0) {
    lua_pushnil(L);
    lua_insert(L, -2);
    if (at) lua_pushinteger(L, at);
    return at ? 3 : 2;
  }
  if (n == 0) return 0;
  lua_createtable(L, n, 0);
  for (int i = 0; i < n; i++) {
    lua_pushlstring(L, row[i].size ? row[i].data : "", row[i].size);
    lua_rawseti(L, -2, i + 1);
  }
  lua_pushinteger(L, (lua_Integer)gloss_rows_end(rows) + 1);
  return 2;
}

/* Takes a number from 1 to `most` off the top. */
static size_t check_number(lua_State *L, lua_Integer most) {
  int is_integer;
  lua_Integer number = lua_tointegerx(L, -1, &is_integer);
  if (!is_integer || number < 1 || number > most)
    luaL_error(L, "expected the number of a cell, from 1 to %I", (LUAI_UACINT)most);
  lua_pop(L, 1);
  return (size_t)number;
}

/* rows:pick(numbers, width) */
static int pick(lua_State *L) {
  check_rows(L);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_Integer width = luaL_checkinteger(L, 3);
  size_t n = lua_rawlen(L, 2);
  luaL_argcheck(L, n > 0, 2, "no cells");
  lua_settop(L, 3);
  lrows_pick *made = lua_newuserdatauv(L, sizeof *made + n * sizeof *made->cells, 0);
  *made = (lrows_pick){n, (size_t)width};
  for (size_t i = 0; i < n; i++) {
    lua_rawgeti(L, 2, (lua_Integer)i + 1);
    made->cells[i] = check_number(L, width) - 1;
  }
  lua_setiuservalue(L, 1, PICK);
  lua_settop(L, 1);
  return 1;
}

int lrows_read(lua_State *L, int index, const lrows_pick *picked, gloss_str *out) {
  gloss_rows *rows = lbox_check(L, index, &rows_class)->object;
  const gloss_str *row;
  lua_Integer at;
  int got = read_row(L, index, rows, &row, &at);
  if (got < 0) return -1;
  size_t n = (size_t)got;
  if (n > picked->width) {
    const char *message = lua_pushfstring(L, "%I fields under %I columns", (LUAI_UACINT)n,
                                          (LUAI_UACINT)picked->width);
    push_message(L, rows, gloss_rows_start(rows, picked->width), message);
    return -1;
  }
  for (size_t i = 0; i < picked->n; i++)
    out[i] = picked->cells[i] < n ? row[picked->cells[i]] : (gloss_str){NULL, 0};
  return n > 0;
}

const lrows_pick *lrows_push_pick(lua_State *L, int index) {
  if (luaL_testudata(L, index, rows_class.name) == NULL) return NULL;
  lua_getiuservalue(L, index, PICK);
  const lrows_pick *picked = lua_touserdata(L, -1);
  if (picked == NULL) luaL_error(L, "no cells are picked");
  return picked;
}

/* rows(): the cells picked, the first "", others nil where they are empty; nothing behind the last
** row. */
static int call(lua_State *L) {
  lbox_check(L, 1, &rows_class);
  const lrows_pick *picked = lrows_push_pick(L, 1);
  gloss_str *row = lbox_buffer(L, picked->n, sizeof *row);
  int state = lrows_read(L, 1, picked, row);
  if (state < 0) return lua_error(L);
  if (state == 0) return 0;
  luaL_checkstack(L, (int)picked->n, "too many cells");
  for (size_t i = 0; i < picked->n; i++)
    if (row[i].size > 0 || i == 0)
      lua_pushlstring(L, row[i].size > 0 ? row[i].data : "", row[i].size);
    else
      lua_pushnil(L);
  return (int)picked->n;
}

/* rows:start([cell]) */
static int start(lua_State *L) {
  gloss_rows *rows = check_rows(L);
  size_t cell = (size_t)luaL_optinteger(L, 2, 1) - 1;
  lua_pushinteger(L, (lua_Integer)gloss_rows_start(rows, cell) + 1);
  return 1;
}

/* rows:place([cell]) */
static int place(lua_State *L) {
  gloss_rows *rows = check_rows(L);
  size_t cell = (size_t)luaL_optinteger(L, 2, 1) - 1, line, column;
  gloss_rows_place(rows, gloss_rows_start(rows, cell), &line, &column);
  lua_pushinteger(L, (lua_Integer)line);
  lua_pushinteger(L, (lua_Integer)column);
  return 2;
}

static int index(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "rows");
}

void lrows_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {{"__index", index},
                                         {"__call", call},
                                         {"__gc", lbox_release},
                                         {"__close", lbox_close},
                                         {NULL, NULL}};
  static const luaL_Reg methods[] = {
      {"cells", cells}, {"pick", pick}, {"place", place}, {"start", start}, {NULL, NULL}};
  lbox_type(L, rows_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL}, NULL);
}
