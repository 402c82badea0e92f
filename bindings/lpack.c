/* lpack.c -- Lua values as bytes, for a process that was forked from the same one: a byte says what
** follows. Arrays of JSON stay such; other metatables are lost. */
#include <stdlib.h>
#include <string.h>

#include "lworker.h"

enum { DEPTH = 200 };
enum {
  NIL = 'n',
  NIL_POINTER = 'p',
  FALSE = 'f',
  TRUE = 't',
  INTEGER = 'i',
  NUMBER = 'd',
  STRING = 's',
  TABLE = '{',
  ARRAY = '[',
  END = '}',
  ENDED = '.'
};

int lbytes_reserve(lbytes *b, size_t more) {
  if (b->room - b->size >= more) return 1;
  size_t room = 2 * (b->size + more) + (1 << 16);
  char *data = realloc(b->data, room);
  if (data == NULL) return 0;
  b->data = data;
  b->room = room;
  return 1;
}

/* Adds a byte that says what follows, and that. */
static const char *add(lbytes *to, char what, const void *bytes, size_t size) {
  if (!lbytes_reserve(to, 1 + size)) return "not enough memory";
  to->data[to->size++] = what;
  if (size != 0) memcpy(to->data + to->size, bytes, size);
  to->size += size;
  return NULL;
}

static const char *add_string(lua_State *L, int index, lbytes *to) {
  size_t size;
  const char *text = lua_tolstring(L, index, &size);
  const char *why = add(to, STRING, &size, sizeof size);
  if (why != NULL || !lbytes_reserve(to, size)) return "not enough memory";
  memcpy(to->data + to->size, text, size);
  to->size += size;
  return NULL;
}

static const char *add_number(lua_State *L, int index, lbytes *to) {
  lua_Integer integer = lua_tointeger(L, index);
  lua_Number number = lua_tonumber(L, index);
  return lua_isinteger(L, index) ? add(to, INTEGER, &integer, sizeof integer)
                                 : add(to, NUMBER, &number, sizeof number);
}

static const char *add_value(lua_State *L, int index, lbytes *to, int depth);

static int is_array(lua_State *L, int index) {
  if (!lua_getmetatable(L, index)) return 0;
  luaL_getmetatable(L, "json.array");
  int same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}

static const char *add_table(lua_State *L, int index, lbytes *to, int depth) {
  if (depth == DEPTH || !lua_checkstack(L, 8)) return "its tables are nested too deeply";
  const char *why = add(to, is_array(L, index) ? ARRAY : TABLE, NULL, 0);
  lua_pushnil(L);
  while (why == NULL && lua_next(L, index) != 0) {
    int value = lua_gettop(L);
    why = add_value(L, value - 1, to, depth + 1);
    if (why == NULL) why = add_value(L, value, to, depth + 1);
    lua_pop(L, 1);
  }
  return why != NULL ? why : add(to, END, NULL, 0);
}

static const char *add_value(lua_State *L, int index, lbytes *to, int depth) {
  switch (lua_type(L, index)) {
  case LUA_TNIL: return add(to, NIL, NULL, 0);
  case LUA_TBOOLEAN: return add(to, lua_toboolean(L, index) ? TRUE : FALSE, NULL, 0);
  case LUA_TNUMBER: return add_number(L, index, to);
  case LUA_TSTRING: return add_string(L, index, to);
  case LUA_TTABLE: return add_table(L, index, to, depth);
  case LUA_TLIGHTUSERDATA:
    if (lua_touserdata(L, index) == NULL) return add(to, NIL_POINTER, NULL, 0);
    break;
  default: break;
  }
  return "an item may hold only strings, numbers, booleans and tables of these";
}

const char *lpack(lua_State *L, int first, lbytes *to) {
  size_t mark = to->size;
  int top = lua_gettop(L);
  const char *why = NULL;
  for (int i = first; why == NULL && i <= top; i++) why = add_value(L, i, to, 0);
  if (why == NULL) why = add(to, ENDED, NULL, 0);
  lua_settop(L, top);
  if (why != NULL) to->size = mark;
  return why;
}

/* ---- Back ---- */

static const char *take(const char **p, size_t size) {
  const char *at = *p;
  *p += size;
  return at;
}

/* Pushes the value at a place; 0 where there is an end instead. What is here was written above. */
static int push_value(lua_State *L, const char **p) {
  char what = *take(p, 1);
  lua_Integer integer;
  lua_Number number;
  size_t size;
  luaL_checkstack(L, 4, "item");
  switch (what) {
  case NIL: lua_pushnil(L); break;
  case NIL_POINTER: lua_pushlightuserdata(L, NULL); break;
  case FALSE:
  case TRUE: lua_pushboolean(L, what == TRUE); break;
  case INTEGER:
    memcpy(&integer, take(p, sizeof integer), sizeof integer);
    lua_pushinteger(L, integer);
    break;
  case NUMBER:
    memcpy(&number, take(p, sizeof number), sizeof number);
    lua_pushnumber(L, number);
    break;
  case STRING:
    memcpy(&size, take(p, sizeof size), sizeof size);
    lua_pushlstring(L, take(p, size), size);
    break;
  case TABLE:
  case ARRAY:
    lua_newtable(L);
    if (what == ARRAY) luaL_setmetatable(L, "json.array");
    while (push_value(L, p)) {
      push_value(L, p);
      lua_rawset(L, -3);
    }
    break;
  default: return 0;
  }
  return 1;
}

int lunpack(lua_State *L, const lbytes *from, size_t *at) {
  const char *p = from->data + *at;
  int n = 0;
  while (push_value(L, &p)) n++;
  *at = (size_t)(p - from->data);
  return n;
}
