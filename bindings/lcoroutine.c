/* lcoroutine.c -- coroutine.resume, wrap and close that remember which coroutine runs, so that an
** interruption finds it, and do what Lua's own do; core.xpcall, where an interruption ends. */
#include "lbox.h"

lua_State *volatile *gloss_lua_running(lua_State *L) { return &lstate_get(L)->running; }

/* Runs `co` with n arguments from its stack. What interrupted it, a hook, goes on in the caller. */
static int run(lua_State *L, lua_State *co, int n, int *results) {
  lstate *state = lstate_get(L);
  lua_State *before = state->running;
  state->running = co;
  int status = lua_resume(co, L, n, results);
  state->running = before;
  if (state->stop && lua_gethook(co) != NULL && lua_gethook(L) == NULL)
    lua_sethook(L, lua_gethook(co), lua_gethookmask(co), lua_gethookcount(co));
  return status;
}

/* Moves arguments in and results out: how many results, or -1 with the error on top. */
static int resume(lua_State *L, lua_State *co, int n) {
  int results;
  if (!lua_checkstack(co, n)) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  lua_xmove(L, co, n);
  int status = run(L, co, n, &results);
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_xmove(co, L, 1);
    return -1;
  }
  if (!lua_checkstack(L, results + 1)) {
    lua_pop(co, results);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua_xmove(co, L, results);
  return results;
}

static lua_State *check_coroutine(lua_State *L) {
  lua_State *co = lua_tothread(L, 1);
  luaL_argexpected(L, co != NULL, 1, "coroutine");
  return co;
}

/* coroutine.resume(co, ...) */
static int coroutine_resume(lua_State *L) {
  lua_State *co = check_coroutine(L);
  int n = resume(L, co, lua_gettop(L) - 1);
  lua_pushboolean(L, n >= 0);
  lua_insert(L, n < 0 ? -2 : -(n + 1));
  return n < 0 ? 2 : n + 1;
}

/* The function that coroutine.wrap gives: an error closes the coroutine and gets its place. */
static int wrapped(lua_State *L) {
  lua_State *co = lua_tothread(L, lua_upvalueindex(1));
  int n = resume(L, co, lua_gettop(L));
  if (n >= 0) return n;
  int status = lua_status(co);
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_resetthread(co);
    lua_xmove(co, L, 1);
  }
  if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

/* coroutine.wrap(f) */
static int coroutine_wrap(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State *co = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  lua_pushcclosure(L, wrapped, 1);
  return 1;
}

/* coroutine.close(co) */
static int coroutine_close(lua_State *L) {
  lua_State *co = check_coroutine(L);
  lua_Debug frame;
  int status = lua_status(co);
  int started = status == LUA_YIELD || (status == LUA_OK && lua_getstack(co, 0, &frame) == 0);
  if (!started && status == LUA_OK) return luaL_error(L, "cannot close a running coroutine");
  lstate *state = lstate_get(L);
  lua_State *before = state->running;
  state->running = co;
  status = lua_resetthread(co);
  state->running = before;
  lua_pushboolean(L, status == LUA_OK);
  if (status == LUA_OK) return 1;
  lua_xmove(co, L, 1);
  return 2;
}

/* core.xpcall(f, handler, ...): what xpcall does; an interruption goes no further */
int lcoroutine_xpcall(lua_State *L) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 1); /* the handler goes first */
  lua_copy(L, 2, 1);
  lua_replace(L, 2);
  int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 1);
  if (lstate_get(L)->stop) lua_sethook(L, NULL, 0, 0);
  lua_pushboolean(L, status == LUA_OK);
  lua_replace(L, 1);
  return lua_gettop(L);
}

void lcoroutine_open(lua_State *L) {
  static const luaL_Reg functions[] = {{"resume", coroutine_resume},
                                       {"wrap", coroutine_wrap},
                                       {"close", coroutine_close},
                                       {NULL, NULL}};
  luaL_newlib(L, functions);
  lua_setfield(L, -2, "coroutine");
}
