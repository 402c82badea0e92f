/* ljson.c -- core.json_decode, by jansson: its checks of UTF-8 and depth (2048), our Lua values. What
** is plain never gets there (ljsonplain.c).
** Integers that Lua holds stay integers, larger ones become floats, null is core.null. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "lbox.h"

static void release(void *object) { json_decref(object); }

static const lclass json_class = {"gloss.json", "value", release};

enum { FLAGS = JSON_DECODE_ANY | JSON_ALLOW_NUL };

/* ---- Integers too large for jansson ---- */

/* Gives the end of the number that starts at p, and whether it is an integer out of range. */
static const char *number_end(const char *p, const char *end, int *large) {
  const char *start = p;
  int integer = 1;
  for (; p < end && strchr("+-.0123456789eE", *p) != NULL && *p != '\0'; p++)
    if (strchr(".eE", *p) != NULL) integer = 0;
  *large = 0;
  if (integer && p - start > 18) {
    char digits[24] = {0};
    errno = 0;
    if (p - start < 24) strtoll(memcpy(digits, start, (size_t)(p - start)), NULL, 10);
    *large = p - start >= 24 || errno == ERANGE;
  }
  return p;
}

static const char *string_end(const char *p, const char *end) {
  for (p++; p < end && *p != '"'; p++)
    if (*p == '\\') p++;
  return p < end ? p + 1 : end;
}

/* Pushes the text with "e0" after every integer out of range, which makes it a real number.
**   until  counts those that end before this place of the new text; receives how many */
static const char *push_reals(lua_State *L, const char *p, size_t size, size_t *new_size,
                              size_t until, size_t *before) {
  const char *end = p + size, *copied = p;
  size_t written = 0;
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  *before = 0;
  while (p < end) {
    int large;
    if (*p == '"')
      p = string_end(p, end);
    else if (*p != '-' && (*p < '0' || *p > '9'))
      p++;
    else {
      p = number_end(p, end, &large);
      if (!large) continue;
      luaL_addlstring(&buffer, copied, (size_t)(p - copied));
      luaL_addlstring(&buffer, "e0", 2);
      written += (size_t)(p - copied) + 2;
      copied = p;
      if (written <= until) ++*before;
    }
  }
  luaL_addlstring(&buffer, copied, (size_t)(end - copied));
  luaL_pushresult(&buffer);
  return lua_tolstring(L, -1, new_size);
}

/* ---- Values ---- */

static void push_value(lua_State *L, const json_t *value);

static void push_array(lua_State *L, const json_t *array) {
  size_t n = json_array_size(array);
  lua_createtable(L, n < INT32_MAX ? (int)n : INT32_MAX, 0);
  luaL_setmetatable(L, "json.array");
  for (size_t i = 0; i < n; i++) {
    push_value(L, json_array_get(array, i));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

/* jansson's iterators take no const. */
static void push_object(lua_State *L, json_t *object) {
  size_t n = json_object_size(object);
  lua_createtable(L, 0, n < INT32_MAX ? (int)n : INT32_MAX);
  for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at)) {
    lua_pushstring(L, json_object_iter_key(at));
    push_value(L, json_object_iter_value(at));
    lua_rawset(L, -3);
  }
}

/* Pushes a value; jansson's limit of depth bounds the recursion. */
static void push_value(lua_State *L, const json_t *value) {
  luaL_checkstack(L, 4, "JSON");
  switch (json_typeof(value)) {
  case JSON_OBJECT: push_object(L, (json_t *)(uintptr_t)value); break;
  case JSON_ARRAY: push_array(L, value); break;
  case JSON_STRING: lua_pushlstring(L, json_string_value(value), json_string_length(value)); break;
  case JSON_INTEGER: lua_pushinteger(L, json_integer_value(value)); break;
  case JSON_REAL: lua_pushnumber(L, json_real_value(value)); break;
  case JSON_TRUE: lua_pushboolean(L, 1); break;
  case JSON_FALSE: lua_pushboolean(L, 0); break;
  case JSON_NULL: lua_pushlightuserdata(L, NULL); break;
  }
}

/* ---- Decoding ---- */

static int fail(lua_State *L, const char *message, size_t position) {
  lua_pushnil(L);
  lua_pushstring(L, message);
  lua_pushinteger(L, (lua_Integer)position);
  return 3;
}

/* Takes the part of the string at 1 that positions at 2 and 3 choose. */
static gloss_str check_part(lua_State *L, size_t *first_out) {
  gloss_str text = lbox_checkstr(L, 1);
  lua_Integer first = luaL_optinteger(L, 2, 1);
  lua_Integer last = luaL_optinteger(L, 3, (lua_Integer)text.size);
  luaL_argcheck(L, first >= 1 && first <= (lua_Integer)text.size + 1, 2, "position out of bounds");
  luaL_argcheck(L, last >= first - 1 && last <= (lua_Integer)text.size, 3,
                "position out of bounds");
  *first_out = (size_t)first;
  return (gloss_str){text.data + first - 1, (size_t)(last - first + 1)};
}

/* core.json_decode(text [, first [, last]]) -> value, or nil, message, position */
int ljson_decode(lua_State *L) {
  json_error_t error;
  size_t first, bad, before = 0, size;
  gloss_str text = check_part(L, &first);
  if (gloss_utf8_check(text, &bad) != GLOSS_OK) return fail(L, "bad UTF-8", first + bad);
  if (ljson_plain(L, text)) return 1;
  lbox *box = lbox_push(L, &json_class, 0);
  json_t *value = json_loadb(text.data, text.size, FLAGS, &error);
  if (value == NULL && json_error_code(&error) == json_error_numeric_overflow) {
    const char *patched = push_reals(L, text.data, text.size, &size, SIZE_MAX, &before);
    value = json_loadb(patched, size, FLAGS, &error);
    if (value == NULL) push_reals(L, text.data, text.size, &size, (size_t)error.position, &before);
  }
  if (value == NULL) {
    size_t at = error.position > 0 ? (size_t)error.position : 1;
    if (json_error_code(&error) == json_error_out_of_memory)
      return luaL_error(L, "not enough memory");
    return fail(L, error.text, first + at - 1 - 2 * before);
  }
  box->object = value;
  push_value(L, value);
  lbox_release_object(box);
  return 1;
}

void ljson_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {{"__gc", lbox_release}, {NULL, NULL}};
  lbox_type(L, json_class.name, metamethods, (const luaL_Reg *const[]){NULL}, NULL);
  lua_pushlightuserdata(L, NULL);
  lua_setfield(L, -2, "null");
  luaL_newmetatable(L, "json.array");
  lua_setfield(L, -2, "array");
  luaL_getsubtable(L, -1, "options");
  lua_pushstring(L, jansson_version_str());
  lua_setfield(L, -2, "jansson");
  lua_pop(L, 1);
}
