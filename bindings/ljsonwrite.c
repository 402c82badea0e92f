/* ljsonwrite.c -- core.json_encode: Lua values as one line of JSON. Keys are sorted bytewise, strings
** must be UTF-8, integers stay integers, other numbers get the shortest form that reads back the
** same. What JSON has no word for is handed to a function of the caller's. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lbox.h"

enum { DEEPEST = 100, FEW = 32 };
enum { VALUE = 1, OBJECT, DEFERRED, CONVERT, BUFFER }; /* places on the stack */

/* One key on the way to a value: a name, or a number when name.data is NULL. */
typedef struct step {
  gloss_str name;
  lua_Integer number;
} step;

/* A text being written, in the userdata at BUFFER; `path` leads to the value at hand. */
typedef struct writer {
  lua_State *L;
  char *data;
  size_t size, room;
  step path[DEEPEST + 1];
  int depth, converted; /* conversions that the value at hand is within */
} writer;

static void write_value(writer *w, int index);

/* Raises "path: message"; the message is on top. */
static int fail(writer *w) {
  lua_State *L = w->L;
  int n = w->depth < DEEPEST ? w->depth : 2, message = lua_gettop(L);
  luaL_Buffer b;
  luaL_buffinit(L, &b);
  for (int i = 0; i < n; i++) {
    if (i) luaL_addchar(&b, '.');
    if (w->path[i].name.data)
      luaL_addlstring(&b, w->path[i].name.data, w->path[i].name.size);
    else {
      lua_pushinteger(L, w->path[i].number);
      luaL_addvalue(&b);
    }
  }
  if (n == 0) luaL_addstring(&b, "value");
  if (n < w->depth) luaL_addstring(&b, "....");
  luaL_addstring(&b, ": ");
  lua_pushvalue(L, message);
  luaL_addvalue(&b);
  luaL_pushresult(&b);
  return lua_error(L);
}

static int fail_with(writer *w, const char *message) {
  lua_pushstring(w->L, message);
  return fail(w);
}

/* ---- Text ---- */

/* Makes room for n more bytes and returns where they go. */
static char *room_for(writer *w, size_t n) {
  if (w->room - w->size < n) {
    size_t room = w->room > n ? 2 * w->room : w->room + n + 256;
    char *data = lua_newuserdatauv(w->L, room, 0);
    if (w->size) memcpy(data, w->data, w->size);
    w->data = data;
    w->room = room;
    lua_replace(w->L, BUFFER);
  }
  return w->data + w->size;
}

static void put(writer *w, const char *text, size_t n) {
  memcpy(room_for(w, n), text, n);
  w->size += n;
}

static void put_char(writer *w, char c) { put(w, &c, 1); }

/* Writes a byte that may not stand for itself in a string. */
static void put_escape(writer *w, unsigned char c) {
  static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
  const char *found = c ? strchr(from, c) : NULL;
  char text[8];
  int n = found ? snprintf(text, sizeof text, "\\%c", to[found - from])
                : snprintf(text, sizeof text, "\\u%04x", c);
  put(w, text, (size_t)n);
}

static void put_string(writer *w, gloss_str s) {
  size_t bad;
  if (gloss_utf8_check(s, &bad) != GLOSS_OK) {
    lua_pushfstring(w->L, "byte %I is not UTF-8", (LUAI_UACINT)bad);
    fail(w);
  }
  put_char(w, '"');
  size_t from = 0;
  for (size_t i = 0; i < s.size; i++) {
    unsigned char c = (unsigned char)s.data[i];
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    put(w, s.data + from, i - from);
    put_escape(w, c);
    from = i + 1;
  }
  put(w, s.data + from, s.size - from);
  put_char(w, '"');
}

static void put_number(writer *w, int index) {
  lua_State *L = w->L;
  char text[40];
  if (lua_isinteger(L, index)) {
    put(w, text, (size_t)snprintf(text, sizeof text, LUA_INTEGER_FMT, lua_tointeger(L, index)));
    return;
  }
  double n = lua_tonumber(L, index);
  if (!isfinite(n)) {
    lua_pushfstring(L, "a number JSON cannot hold: %f", n);
    fail(w);
  }
  int size = 0;
  for (int digits = 15; digits <= 17; digits++) {
    size = snprintf(text, sizeof text, "%.*g", digits, n);
    if (strtod(text, NULL) == n) break;
  }
  put(w, text, (size_t)size);
}

/* ---- Tables ---- */

static int by_bytes(const void *x, const void *y) {
  const step *a = x, *b = y;
  size_t n = a->name.size < b->name.size ? a->name.size : b->name.size;
  int order = memcmp(a->name.data, b->name.data, n);
  return order ? order : (a->name.size > b->name.size) - (a->name.size < b->name.size);
}

/* Pushes the names that are keys of the table at index and counts them; raises when it has both
** names and numbers, or neither a list's numbers. */
static lua_Integer push_names(writer *w, int index) {
  lua_State *L = w->L;
  lua_Integer names = 0;
  lua_Unsigned numbers = 0;
  for (lua_pushnil(L); lua_next(L, index);) {
    lua_pop(L, 1);
    if (lua_type(L, -1) == LUA_TSTRING) {
      if (!lua_checkstack(L, 4)) fail_with(w, "too many fields");
      lua_pushvalue(L, -1);
      names++;
    } else if (lua_isinteger(L, -1)) {
      numbers++;
    } else {
      lua_pushfstring(L, "a %s as key", luaL_typename(L, -1));
      fail(w);
    }
  }
  if (numbers && names) fail_with(w, "both a list and named fields");
  if (numbers && numbers != lua_rawlen(L, index)) fail_with(w, "a list with holes");
  return names;
}

static void write_list(writer *w, int index) {
  lua_State *L = w->L;
  lua_Integer n = (lua_Integer)lua_rawlen(L, index);
  put_char(w, '[');
  for (lua_Integer i = 1; i <= n; i++) {
    if (i > 1) put_char(w, ',');
    w->path[w->depth - 1] = (step){{NULL, 0}, i};
    lua_rawgeti(L, index, i);
    write_value(w, lua_gettop(L));
    lua_pop(L, 1);
  }
  put_char(w, ']');
}

/* Writes the fields of the table at index whose n names are on top. */
static void write_fields(writer *w, int index, lua_Integer n) {
  lua_State *L = w->L;
  int first = lua_gettop(L) - (int)n + 1;
  step few[FEW], *keys = few;
  if (n > FEW) keys = lbox_buffer(L, (size_t)n, sizeof *keys);
  for (lua_Integer i = 0; i < n; i++) keys[i] = (step){lbox_checkstr(L, first + (int)i), first + i};
  qsort(keys, (size_t)n, sizeof *keys, by_bytes);
  for (lua_Integer i = 0; i < n; i++) {
    put_char(w, i ? ',' : '{');
    w->path[w->depth - 1] = (step){keys[i].name, 0};
    put_string(w, keys[i].name);
    put_char(w, ':');
    lua_pushvalue(L, (int)keys[i].number);
    lua_rawget(L, index);
    write_value(w, lua_gettop(L));
    lua_pop(L, 1);
  }
  if (n == 0) put_char(w, '{');
  put_char(w, '}');
}

/* Writes what the caller's function gives for the value at index. */
static void write_converted(writer *w, int index) {
  lua_State *L = w->L;
  lua_pushvalue(L, CONVERT);
  lua_pushvalue(L, index);
  lua_call(L, 1, 2);
  if (lua_isnil(L, -2) && lua_isstring(L, -1)) fail(w);
  lua_pop(L, 1);
  if (++w->converted > DEEPEST) fail_with(w, "nested too deep, or in a circle");
  write_value(w, lua_gettop(L));
  w->converted--;
}

static void write_table(writer *w, int index) {
  lua_State *L = w->L;
  if (w->depth == DEEPEST) {
    w->depth++;
    fail_with(w, "nested too deep, or in a circle");
  }
  int top = lua_gettop(L), object = 0;
  if (lua_getmetatable(L, index)) {
    object = lua_rawequal(L, -1, OBJECT);
    if (lua_rawequal(L, -1, DEFERRED)) {
      write_converted(w, index);
      lua_settop(L, top);
      return;
    }
  }
  lua_Integer names = push_names(w, index);
  w->depth++;
  if (names || (object && lua_rawlen(L, index) == 0))
    write_fields(w, index, names);
  else
    write_list(w, index);
  w->depth--;
  lua_settop(L, top);
}

static void write_value(writer *w, int index) {
  lua_State *L = w->L;
  luaL_checkstack(L, 8, "nested too deep");
  switch (lua_type(L, index)) {
  case LUA_TSTRING: put_string(w, lbox_checkstr(L, index)); break;
  case LUA_TTABLE: write_table(w, index); break;
  case LUA_TNUMBER: put_number(w, index); break;
  case LUA_TBOOLEAN: {
    const char *word = lua_toboolean(L, index) ? "true" : "false";
    put(w, word, strlen(word));
    break;
  }
  case LUA_TLIGHTUSERDATA: put(w, "null", 4); break;
  case LUA_TUSERDATA: {
    int top = lua_gettop(L);
    write_converted(w, index);
    lua_settop(L, top);
    break;
  }
  default: lua_pushfstring(L, "a %s cannot be written as JSON", luaL_typename(L, index)); fail(w);
  }
}

/* core.json_encode(value, object, deferred, convert) */
int ljson_encode(lua_State *L) {
  lua_settop(L, 4);
  luaL_checktype(L, OBJECT, LUA_TTABLE);
  luaL_checktype(L, DEFERRED, LUA_TTABLE);
  luaL_checktype(L, CONVERT, LUA_TFUNCTION);
  lua_pushnil(L);
  writer w = {.L = L};
  write_value(&w, VALUE);
  lua_pushlstring(L, w.data, w.size);
  return 1;
}
