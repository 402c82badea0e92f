/* main.c -- the program: a Lua state with LPeg, LuaFileSystem and gloss inside, which runs the
** script gloss.cli. Everything a user sees is in that script; its result is the exit code. */
#define _POSIX_C_SOURCE 200809L
#include <langinfo.h>
#include <lauxlib.h>
#include <locale.h>
#include <lualib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lfs.h> /* these two want lua.h before them */
#include <lua-lpeg.h>

#include "embed.h"
#include "gloss_lua.h"
#include "memory.h"

enum { EXIT_SCRIPT = 2, EXIT_INTERRUPTED = 130 };

/* What the signal handler reaches: written before it is installed. */
static lua_State *volatile *running;
static volatile int *stop_flag;

/* Ends a Lua loop at its next instruction, and what catches that, up to core.xpcall. */
static void raise_interrupted(lua_State *L, lua_Debug *where) {
  (void)where;
  if (*stop_flag)
    luaL_error(L, "interrupted");
  else
    lua_sethook(L, NULL, 0, 0); /* of a coroutine that outlived it */
}

/* The first SIGINT stops C loops by the flag and Lua loops by a hook; a second, before the first
** was answered, ends the program. */
static void on_interrupt(int signal_number) {
  (void)signal_number;
  if (*stop_flag) _exit(EXIT_INTERRUPTED);
  *stop_flag = 1;
  lua_sethook(*running, raise_interrupted,
              LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}

static void catch_interrupts(lua_State *L) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  running = gloss_lua_running(L);
  stop_flag = gloss_lua_stopflag(L);
  action.sa_handler = on_interrupt; /* no SA_RESTART: a read at the prompt ends too */
  sigaction(SIGINT, &action, NULL);
}

/* Adds a traceback to an error's message. */
static int traceback(lua_State *L) {
  const char *message = luaL_tolstring(L, 1, NULL);
  luaL_traceback(L, L, message, 1);
  return 1;
}

static void preload(lua_State *L, const char *name, lua_CFunction open) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_pushcfunction(L, open);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

static void set_arguments(lua_State *L, int argc, char **argv) {
  lua_createtable(L, argc, 1);
  for (int i = 0; i < argc; i++) {
    lua_pushstring(L, argv[i]);
    lua_rawseti(L, -2, i);
  }
  lua_setglobal(L, "arg");
}

static void require(lua_State *L, const char *name) {
  lua_getglobal(L, "require");
  lua_pushstring(L, name);
  lua_call(L, 1, 1);
}

/* Runs protected: opens everything, requires gloss.cli, calls its main(...). */
static int run(lua_State *L) {
  int argc = (int)lua_tointeger(L, 1);
  char **argv = lua_touserdata(L, 2);
  luaL_openlibs(L);
  preload(L, "lpeg", luaopen_lpeg);
  preload(L, "lfs", luaopen_lfs);
  embed_install(L, 1);
  preload(L, "gloss", luaopen_gloss);
  require(L, "gloss");
  catch_interrupts(L);
  set_arguments(L, argc, argv);
  require(L, "gloss.cli");
  lua_getfield(L, -1, "main");
  luaL_checkstack(L, argc, "too many arguments");
  for (int i = 1; i < argc; i++) lua_pushstring(L, argv[i]);
  lua_call(L, argc > 0 ? argc - 1 : 0, 1);
  return 1;
}

/* Texts are UTF-8 whatever the environment says; numbers keep their point. */
static void set_locale(void) {
  if (setlocale(LC_CTYPE, "") == NULL || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
    setlocale(LC_CTYPE, "C.UTF-8");
}

int main(int argc, char **argv) {
  set_locale();
  memory heap = {0};
  lua_State *L = lua_newstate(memory_alloc, &heap);
  if (L == NULL) {
    fputs("gloss: not enough memory\n", stderr);
    return EXIT_SCRIPT;
  }
  lua_pushcfunction(L, traceback);
  lua_pushcfunction(L, run);
  lua_pushinteger(L, argc);
  lua_pushlightuserdata(L, argv);
  int code = EXIT_SCRIPT;
  if (lua_pcall(L, 2, 1, 1) == LUA_OK) {
    code = lua_isinteger(L, -1) ? (int)lua_tointeger(L, -1) : 0;
  } else if (stop_flag != NULL && *stop_flag) {
    code = EXIT_INTERRUPTED;
  } else {
    fprintf(stderr, "gloss: %s\n", lua_tostring(L, -1));
  }
  exit(code); /* the state is not closed: what it holds goes with the process, at once */
}
