/* lentries.c -- entries on their way into the list of a gazetteer: many at once, from an iterator of
** surfaces and values, or from picked rows of separated values, which make no strings in Lua. */
#include <string.h>

#include "lbox.h"

enum { ROWS = 1024 };

/* Entries that are gathered. A cell has its size; its text stands behind that of the cell before. */
typedef struct batch {
  gloss_entries *entries;
  gloss_str *surfaces, *values;
  size_t columns, rows;
  lua_Integer before; /* entries that are in the list */
  char *text;         /* in the userdata at `slot` */
  size_t size, room;
  int slot;
} batch;

static batch new_batch(lua_State *L, gloss_entries *entries, size_t columns) {
  batch b = {.entries = entries, .columns = columns, .room = 1 << 16};
  b.surfaces = lbox_buffer(L, ROWS, sizeof *b.surfaces);
  b.values = lbox_buffer(L, ROWS * (columns + 1), sizeof *b.values);
  b.text = lua_newuserdatauv(L, b.room, 0);
  b.slot = lua_gettop(L);
  return b;
}

/* Puts a cell behind those before it. */
static void put(lua_State *L, batch *b, gloss_str *cell, gloss_str text) {
  if (text.size > b->room - b->size) {
    size_t room = b->size + text.size;
    if (room < text.size || room > SIZE_MAX / 2) luaL_error(L, "out of memory");
    char *larger = lua_newuserdatauv(L, room * 2, 0);
    memcpy(larger, b->text, b->size);
    lua_replace(L, b->slot);
    b->text = larger;
    b->room = room * 2;
  }
  if (text.size > 0) memcpy(b->text + b->size, text.data, text.size);
  b->size += text.size;
  cell->size = text.size;
}

static char *place(gloss_str *cell, char *at) {
  cell->data = at;
  return at + cell->size;
}

/* Gives how many bytes of a surface a message shows: whole characters, or none of bad bytes. */
static size_t shown(gloss_str surface) {
  enum { MOST = 60 };
  if (gloss_utf8_check(surface, NULL) != GLOSS_OK) return 0;
  if (surface.size <= MOST) return surface.size;
  size_t size = MOST;
  while (((unsigned char)surface.data[size] & 0xC0) == 0x80) size--;
  return size;
}

static void refuse(lua_State *L, const batch *b, size_t failed, gloss_status status,
                   const gloss_error *err) {
  if (status != GLOSS_EARG && status != GLOSS_EUTF8 && status != GLOSS_ERANGE)
    lbox_try(L, status, err);
  gloss_str surface = b->surfaces[failed];
  lua_pushlstring(L, surface.data, shown(surface));
  luaL_error(L, "entry %I (\"%s\"): %s", (LUAI_UACINT)(b->before + (lua_Integer)failed + 1),
             lua_tostring(L, -1), err->message);
}

/* Adds what is gathered; raises for an entry that cannot be added, and when a run is to stop. */
static void flush(lua_State *L, batch *b) {
  gloss_error err = {0};
  if (lstate_get(L)->stop) lbox_try(L, GLOSS_ESTOP, NULL);
  size_t failed;
  char *at = b->text;
  for (size_t i = 0; i < b->rows; i++) {
    at = place(&b->surfaces[i], at);
    for (size_t k = 0; k < b->columns; k++) at = place(&b->values[i * b->columns + k], at);
  }
  gloss_status status =
      gloss_entries_add_all(b->entries, b->surfaces, b->values, b->rows, &failed, &err);
  if (status != GLOSS_OK) refuse(L, b, failed, status, &err);
  b->before += (lua_Integer)b->rows;
  b->rows = b->size = 0;
}

/* Adds picked rows. */
static void add_rows(lua_State *L, batch *b, int source, const lrows_pick *picked) {
  gloss_str *cells = lbox_buffer(L, picked->n, sizeof *cells);
  for (;;) {
    int state = lrows_read(L, source, picked, cells);
    if (state <= 0 || b->rows == ROWS) flush(L, b);
    if (state < 0) lua_error(L);
    if (state == 0) break;
    put(L, b, &b->surfaces[b->rows], cells[0]);
    for (size_t i = 0; i < b->columns; i++)
      put(L, b, &b->values[b->rows * b->columns + i], cells[i + 1]);
    b->rows++;
  }
}

/* Puts the entry whose surface and values are at `at` and above. */
static void put_results(lua_State *L, batch *b, int at) {
  LUAI_UACINT number = (LUAI_UACINT)(b->before + (lua_Integer)b->rows + 1);
  if (lua_type(L, at) != LUA_TSTRING)
    luaL_error(L, "entry %I: the surface must be a string", number);
  put(L, b, &b->surfaces[b->rows], lbox_checkstr(L, at));
  for (size_t i = 0; i < b->columns; i++) {
    int value = at + 1 + (int)i;
    if (!lua_isnil(L, value) && !lua_isstring(L, value))
      luaL_error(L, "entry %I: values must be strings", number);
    gloss_str text = lua_isnil(L, value) ? (gloss_str){NULL, 0} : lbox_checkstr(L, value);
    put(L, b, &b->values[b->rows * b->columns + i], text);
  }
  b->rows++;
}

/* Adds what the iterator at `next` gives until nil. */
static void add_results(lua_State *L, batch *b, int next) {
  int top = lua_gettop(L), failed = 0;
  luaL_checkstack(L, (int)b->columns + 8, NULL);
  for (;;) {
    if (b->rows == ROWS) flush(L, b);
    lua_pushvalue(L, next);
    failed = lua_pcall(L, 0, (int)b->columns + 1, 0) != LUA_OK;
    if (failed || lua_isnil(L, top + 1)) break;
    put_results(L, b, top + 1);
    lua_settop(L, top);
  }
  flush(L, b);
  if (failed) lua_error(L);
  lua_settop(L, top);
}

void lentries_add(lua_State *L, gloss_entries *entries, int source, size_t columns) {
  const lrows_pick *picked = lrows_push_pick(L, source);
  if (picked != NULL && picked->n != columns + 1)
    luaL_error(L, "%d cells are picked for a surface and %d columns", (int)picked->n, (int)columns);
  batch b = new_batch(L, entries, columns);
  if (picked != NULL)
    add_rows(L, &b, source, picked);
  else
    add_results(L, &b, source);
}
