/* lsystem.c -- what a program asks the system: terminals, a clock, where the program is, the flag
** that stops runs. Files and folders are lfs's. */
#define _GNU_SOURCE /* dladdr */
#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "lbox.h"

/* core.isatty([fd]) */
static int is_tty(lua_State *L) {
  lua_Integer fd = luaL_optinteger(L, 1, 1);
  luaL_argcheck(L, fd >= 0 && fd <= INT_MAX, 1, "no file descriptor");
  lua_pushboolean(L, isatty((int)fd));
  return 1;
}

/* core.width() -> columns of the terminal */
static int width(lua_State *L) {
  struct winsize size;
  const char *columns = getenv("COLUMNS");
  long given = columns ? strtol(columns, NULL, 10) : 0;
  if (given > 0 && given < 10000)
    lua_pushinteger(L, given);
  else if (ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    lua_pushinteger(L, size.ws_col);
  else if (ioctl(2, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    lua_pushinteger(L, size.ws_col);
  else
    lua_pushinteger(L, 80);
  return 1;
}

/* core.clock() -> seconds; only differences mean something */
static int monotonic(lua_State *L) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  lua_pushnumber(L, (lua_Number)now.tv_sec + (lua_Number)now.tv_nsec * 1e-9);
  return 1;
}

/* core.stop([on]) -> whether the flag was raised */
static int stop(lua_State *L) {
  lstate *state = lstate_get(L);
  lua_pushboolean(L, state->stop);
  if (!lua_isnoneornil(L, 1)) state->stop = lua_toboolean(L, 1);
  return 1;
}

/* Pushes the path of the file this code is in: gloss.so, or the program; nil when it is unknown. */
static void push_program(lua_State *L) {
  char path[PATH_MAX];
  Dl_info info;
  ssize_t size;
  if (dladdr((const void *)(uintptr_t)push_program, &info) != 0 && info.dli_fname != NULL &&
      strstr(info.dli_fname, ".so") != NULL && realpath(info.dli_fname, path) != NULL) {
    lua_pushstring(L, path);
    return;
  }
  size = readlink("/proc/self/exe", path, sizeof path);
  if (size > 0 && size < (ssize_t)sizeof path)
    lua_pushlstring(L, path, (size_t)size);
  else
    lua_pushnil(L);
}

void lsystem_open(lua_State *L) {
  push_program(L);
  lua_setfield(L, -2, "program");
  lua_pushliteral(L, GLOSS_DATADIR);
  lua_setfield(L, -2, "datadir");
}

const luaL_Reg lsystem_functions[] = {
    {"isatty", is_tty}, {"width", width}, {"clock", monotonic}, {"stop", stop}, {NULL, NULL}};
