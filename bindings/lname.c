/* lname.c -- names that are not known, and the nearest one that is. */
#include <string.h>

#include "lbox.h"

enum { LONGEST = 64 }; /* bytes of a name that are compared */

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

/* Counts the edits between two names: insert, delete, replace, swap neighbours. */
static unsigned distance(const char *a, const char *b) {
  size_t m = strnlen(a, LONGEST), n = strnlen(b, LONGEST);
  unsigned rows[3][LONGEST + 1];
  unsigned *before = rows[0], *above = rows[1], *row = rows[2];
  for (size_t j = 0; j <= n; j++) above[j] = (unsigned)j;
  for (size_t i = 1; i <= m; i++) {
    row[0] = (unsigned)i;
    for (size_t j = 1; j <= n; j++) {
      row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = least(row[j], before[j - 2] + 1);
    }
    unsigned *oldest = before;
    before = above, above = row, row = oldest;
  }
  return above[n];
}

/* Pushes the nearest string in the table at index; 0 and nothing when none is near enough to be
** what was meant. */
static int push_nearest(lua_State *L, int index, const char *name) {
  index = lua_absindex(L, index);
  unsigned bound = 1 + (unsigned)strnlen(name, LONGEST) / 3;
  lua_Integer best = 0, n = (lua_Integer)lua_rawlen(L, index);
  for (lua_Integer i = 1; i <= n; i++) {
    if (lua_rawgeti(L, index, i) == LUA_TSTRING) {
      unsigned edits = distance(name, lua_tostring(L, -1));
      if (edits < bound || (edits == bound && best == 0)) bound = edits, best = i;
    }
    lua_pop(L, 1);
  }
  if (best == 0) return 0;
  lua_rawgeti(L, index, best);
  return 1;
}

/* Pushes the names of the table at index in bytewise order, a comma between. */
static void push_all(lua_State *L, int index) {
  index = lua_absindex(L, index);
  luaL_Buffer buffer;
  lua_Integer n = (lua_Integer)lua_rawlen(L, index);
  const char *last = NULL;
  luaL_buffinit(L, &buffer);
  for (lua_Integer k = 0; k < n && k < 40; k++) { /* the next in order, not yet shown */
    const char *next = NULL;
    for (lua_Integer i = 1; i <= n; i++) {
      lua_rawgeti(L, index, i);
      const char *one = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
      lua_pop(L, 1); /* the table keeps it */
      if (one && (!last || strcmp(one, last) > 0) && (!next || strcmp(one, next) < 0)) next = one;
    }
    if (next == NULL) break;
    if (last != NULL) luaL_addstring(&buffer, ", ");
    luaL_addstring(&buffer, next);
    last = next;
  }
  luaL_pushresult(&buffer);
}

int lname_unknown(lua_State *L, int level, const char *what, const char *name) {
  int names = lua_gettop(L);
  while (names > 0 && !lua_istable(L, names)) names--;
  luaL_where(L, level);
  lua_pushfstring(L, "unknown %s \"%s\"", what, name);
  if (lua_rawlen(L, names) == 0) {
    lua_pushliteral(L, "");
  } else if (push_nearest(L, names, name)) {
    lua_pushfstring(L, " (did you mean \"%s\"?)", lua_tostring(L, -1));
    lua_remove(L, -2);
  } else {
    push_all(L, names);
    lua_pushfstring(L, " (known: %s)", lua_tostring(L, -1));
    lua_remove(L, -2);
  }
  lua_concat(L, 3);
  return lua_error(L);
}

static void push_list(lua_State *L, const char *const *names) {
  lua_newtable(L);
  for (int i = 0; names[i] != NULL; i++) {
    lua_pushstring(L, names[i]);
    lua_rawseti(L, -2, i + 1);
  }
}

static int place(const char *const *names, const char *name) {
  for (int i = 0; names[i] != NULL; i++)
    if (strcmp(names[i], name) == 0) return i;
  return -1;
}

void lname_options(lua_State *L, int index, const char *const *known) {
  if (lua_isnoneornil(L, index)) return;
  luaL_checktype(L, index, LUA_TTABLE);
  index = lua_absindex(L, index);
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
    if (key != NULL && place(known, key) >= 0) continue;
    key = luaL_tolstring(L, -2, NULL);
    push_list(L, known);
    lname_unknown(L, 1, "option", key);
  }
}

int lname_choice(lua_State *L, int index, const char *what, const char *const *choices,
                 int fallback) {
  if (lua_isnoneornil(L, index)) return fallback;
  if (lua_type(L, index) != LUA_TSTRING) luaL_error(L, "%s must be a string", what);
  const char *name = lua_tostring(L, index);
  int at = place(choices, name);
  if (at < 0) {
    push_list(L, choices);
    lname_unknown(L, 1, what, name);
  }
  return at;
}

/* core.nearest(name, names) -> the nearest name, or nil. */
int lname_core_nearest(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  return push_nearest(L, 2, name);
}

/* core.unknown(what, name, names [, level]) raises. */
int lname_core_unknown(lua_State *L) {
  const char *what = luaL_checkstring(L, 1), *name = luaL_tolstring(L, 2, NULL);
  luaL_checktype(L, 3, LUA_TTABLE);
  int level = (int)luaL_optinteger(L, 4, 1);
  lua_pushvalue(L, 3);
  return lname_unknown(L, level, what, name);
}
