/* embed.c -- finds modules in $GLOSS_SCRIPTS, one file at a time, then in the library itself.
**
** Searchers see every name: "gloss.*" are answered before package.path is looked at, so
** that the scripts and the C code are always of one version.
**
** Compiled code is taken from this binary alone, where the build put it, and only by a Lua of the
** same release; else the sources beside it are compiled. Files are loaded as text, never as code:
** Lua does not check code, and a file might hold any. */
#include "embed.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lbox.h"

static const char installed; /* its address is the registry's key */

/* Finds an embedded module by binary search. */
static const gloss__script *find(const char *name) {
  size_t low = 0, high = gloss__script_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int order = strcmp(gloss__scripts[middle].name, name);
    if (order == 0) return &gloss__scripts[middle];
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

static int is_ours(const char *name) {
  return strncmp(name, "gloss", 5) == 0 && (name[5] == '\0' || name[5] == '.');
}

/* Pushes DIR/FILE and returns 1 if that file can be opened, otherwise pushes nothing. */
static int push_readable(lua_State *L, const char *directory, const char *file) {
  const char *path = lua_pushfstring(L, "%s/%s", directory, file);
  FILE *stream = fopen(path, "r");
  if (stream != NULL) {
    fclose(stream);
    return 1;
  }
  lua_pop(L, 1);
  return 0;
}

/* Pushes the path of the file in $GLOSS_SCRIPTS that stands for a module, if there is one. */
static int push_override(lua_State *L, const char *name, const gloss__script *script) {
  const char *directory = getenv("GLOSS_SCRIPTS");
  if (directory == NULL || *directory == '\0') return 0;
  if (script != NULL) return push_readable(L, directory, script->file);
  int top = lua_gettop(L);
  const char *stem = luaL_gsub(L, name, ".", "/");
  int found = push_readable(L, directory, lua_pushfstring(L, "%s.lua", stem)) ||
              push_readable(L, directory, lua_pushfstring(L, "%s/init.lua", stem));
  if (found) lua_replace(L, top + 1);
  lua_settop(L, top + found);
  return found;
}

/* Tells whether the Lua that runs is of the release that compiled the scripts. */
static int is_same_release(void) { return strstr(lua_ident, gloss__scripts_release) != NULL; }

/* Pushes an embedded module's loaded chunk. */
static void load_embedded(lua_State *L, const gloss__script *script) {
  if (is_same_release()) {
    const char *code = (const char *)script->code;
    if (luaL_loadbufferx(L, code, script->code_size, script->file, "b") == LUA_OK) return;
    lua_pop(L, 1); /* the build's Lua was of another kind of machine */
  }
  const char *chunk = lua_pushfstring(L, "@%s", script->file);
  if (luaL_loadbufferx(L, (const char *)script->data, script->size, chunk, "t") != LUA_OK)
    lua_error(L);
  lua_remove(L, -2);
}

/* Pushes a module's loaded chunk and where it is from; 0 and nothing if there is no such module. */
static int load_module(lua_State *L, const char *name) {
  const gloss__script *script = find(name);
  if (script == NULL && !is_ours(name)) return 0;
  if (push_override(L, name, script)) {
    if (luaL_loadfilex(L, lua_tostring(L, -1), "t") != LUA_OK) return lua_error(L);
    lua_insert(L, -2);
    return 1;
  }
  if (script == NULL) return 0;
  load_embedded(L, script);
  lua_pushfstring(L, ":gloss:%s", script->file);
  return 1;
}

void embed_load(lua_State *L, const char *name) {
  if (!load_module(L, name)) luaL_error(L, "module '%s' is not in this build", name);
  lua_pop(L, 1);
}

/* A searcher; upvalue 1: 1 for every module, 0 for ours alone, -1 for the others alone. */
static int search(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  lua_Integer which = lua_tointeger(L, lua_upvalueindex(1));
  if (strcmp(name, "gloss") == 0) return 0; /* that is luaopen_gloss */
  if (which != 1 && is_ours(name) != (which == 0)) return 0;
  if (load_module(L, name)) return 2;
  if (!is_ours(name)) return 0;
  lua_pushfstring(L, "no embedded script '%s'", name);
  return 1;
}

static void insert_searcher(lua_State *L, int which, lua_Integer at) {
  for (lua_Integer i = (lua_Integer)lua_rawlen(L, -1); i >= at; i--) {
    lua_rawgeti(L, -1, i);
    lua_rawseti(L, -2, i + 1);
  }
  lua_pushinteger(L, which);
  lua_pushcclosure(L, search, 1);
  lua_rawseti(L, -2, at);
}

void embed_install(lua_State *L, int all) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &installed) != LUA_TNIL) {
    lua_pop(L, 1);
    return;
  }
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  if (lua_getfield(L, -1, "package") == LUA_TTABLE &&
      lua_getfield(L, -1, "searchers") == LUA_TTABLE) {
    insert_searcher(L, all ? 1 : 0, 2);
    if (!all) insert_searcher(L, -1, (lua_Integer)lua_rawlen(L, -1) + 1);
    lua_pop(L, 1);
  }
  lua_pop(L, 3);
  lua_pushboolean(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &installed);
}

/* core.modules() -> the names of the embedded modules, sorted. */
static int modules(lua_State *L) {
  lua_createtable(L, (int)gloss__script_count, 0);
  for (unsigned i = 0; i < gloss__script_count; i++) {
    lua_pushstring(L, gloss__scripts[i].name);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* core.module_source(name) -> its source as embedded and its file, or nil. */
static int module_source(lua_State *L) {
  const gloss__script *script = find(luaL_checkstring(L, 1));
  if (script == NULL) return 0;
  lua_pushlstring(L, (const char *)script->data, script->size);
  lua_pushstring(L, script->file);
  return 2;
}

const luaL_Reg embed_functions[] = {
    {"modules", modules}, {"module_source", module_source}, {NULL, NULL}};
