/* lnode.c -- what nodes of token patterns are told when a script makes them: its line, and what is
** in them. */
#include "lbox.h"

/* Pushes "file:line" of the innermost function that calls this and has a table in the table at index,
** and returns 1; or pushes nothing. */
static int push_caller(lua_State *L, int files) {
  lua_Debug ar;
  for (int level = 1; lua_getstack(L, level, &ar); level++) {
    lua_getinfo(L, "f", &ar);
    lua_gettable(L, files);
    if (lua_istable(L, -1)) {
      lua_getinfo(L, "l", &ar);
      if (lua_rawgeti(L, -1, ar.currentline) == LUA_TSTRING) return 1;
      lbox_getfield(L, -2, "file");
      lua_pushfstring(L, "%s:%d", luaL_checkstring(L, -1), ar.currentline);
      lua_pushvalue(L, -1);
      lua_rawseti(L, -5, ar.currentline);
      return 1;
    }
    lua_pop(L, 1);
  }
  return 0;
}

/* core.caller(files) -> "file:line" of the innermost function that calls this and has a table in
** files[function], whose field `file` is the file and whose numbers are the places told before; or
** nil. */
static int caller(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  return push_caller(L, 1);
}

/* The function that core.nodes gives; its upvalues are what that was given. */
static int node(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_Integer operand = 1, n = (lua_Integer)lua_rawlen(L, 1);
  if (lbox_getfield(L, 1, "op") == LUA_TNIL) lua_rawgeti(L, 1, operand++);
  lua_rawget(L, lua_upvalueindex(2));
  lua_Integer has = lua_tointeger(L, -1);
  for (; operand <= n; operand++) {
    if (lua_rawgeti(L, 1, operand) == LUA_TTABLE) {
      lbox_getfield(L, -1, "has");
      has |= lua_tointeger(L, -1);
    }
    lua_settop(L, 1);
  }
  if (!push_caller(L, lua_upvalueindex(1))) lua_pushliteral(L, "?:0");
  lua_setfield(L, 1, "where");
  lua_pushinteger(L, has);
  lua_setfield(L, 1, "has");
  lua_settop(L, 1);
  return 1;
}

/* core.nodes(files, own) -> a function of a table t that gives t with `where`, as core.caller says, and
** `has`: the bits own[t.op or t[1]] and those that its operands have */
static int nodes(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  lua_pushcclosure(L, node, 2);
  return 1;
}

const luaL_Reg lnode_functions[] = {{"caller", caller}, {"nodes", nodes}, {NULL, NULL}};
