/* lbox.c -- boxes, the state's own things, and how a gloss_status becomes a Lua error. */
#include "lbox.h"

#include <string.h>

static const char state_key; /* its address is the registry's key */

/* ---- State ---- */

static int state_free(lua_State *L) {
  lstate *state = lua_touserdata(L, 1);
  gloss_scratch_free(state->scratch);
  state->scratch = NULL;
  gloss_pool_unref(state->pool);
  state->pool = NULL;
  return 0;
}

void lbox_push_weak(lua_State *L) {
  lua_newtable(L);
  if (luaL_newmetatable(L, "gloss.weak")) {
    lua_pushliteral(L, "v");
    lua_setfield(L, -2, "__mode");
  }
  lua_setmetatable(L, -2);
}

void lstate_open(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &state_key) == LUA_TNIL) {
    lstate *state = lua_newuserdatauv(L, sizeof *state, 4);
    memset(state, 0, sizeof *state);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, state_free);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
    state->alloc.fn = lua_getallocf(L, &state->alloc.ud);
    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
    state->running = lua_tothread(L, -1);
    lua_pop(L, 1);
    lbox_try(L, gloss_pool_new(&state->pool, &state->alloc), NULL);
    lbox_try(L, gloss_scratch_new(&state->scratch, &state->alloc), NULL);
    gloss_scratch_stop(state->scratch, &state->stop);
    lua_createtable(L, LBOX_STRINGS, 0);
    lua_setiuservalue(L, -2, 1);
    lbox_push_weak(L);
    lua_setiuservalue(L, -2, 2);
    lua_newtable(L);
    for (int kind = 1; gloss_kind_name((gloss_kind)kind) != NULL; kind++) {
      lua_pushstring(L, gloss_kind_name((gloss_kind)kind));
      lua_rawseti(L, -2, kind);
    }
    lua_setiuservalue(L, -2, 3);
    lua_newtable(L);
    lua_setiuservalue(L, -2, 4);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &state_key);
  }
  lua_pop(L, 1);
}

lstate *lstate_push(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &state_key);
  lstate *state = lua_touserdata(L, -1);
  if (state == NULL || state->scratch == NULL) luaL_error(L, "the library is not open");
  return state;
}

lstate *lstate_get(lua_State *L) {
  lstate *state = lstate_push(L);
  lua_pop(L, 1);
  return state;
}

volatile int *gloss_lua_stopflag(lua_State *L) { return &lstate_get(L)->stop; }

/* ---- Types ---- */

/* Adds methods to the table of members on top, and their names to the list below it. */
static void add_members(lua_State *L, const luaL_Reg *methods, const char *const *properties) {
  lua_Integer n = (lua_Integer)lua_rawlen(L, -2);
  luaL_setfuncs(L, methods, 0);
  for (; methods->name != NULL; methods++) {
    lua_pushstring(L, methods->name);
    lua_rawseti(L, -3, ++n);
  }
  for (int i = 0; properties != NULL && properties[i] != NULL; i++) {
    lua_pushinteger(L, i);
    lua_setfield(L, -2, properties[i]);
    lua_pushstring(L, properties[i]);
    lua_rawseti(L, -3, ++n);
  }
}

void lbox_type(lua_State *L, const char *name, const luaL_Reg *metamethods,
               const luaL_Reg *const *methods, const char *const *properties) {
  static const luaL_Reg none[] = {{NULL, NULL}};
  luaL_newmetatable(L, name);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, name); /* found by the name's address too: lbox_check */
  lua_newtable(L);                         /* names of members, for completion and messages */
  lua_newtable(L);                         /* members */
  add_members(L, none, properties);
  for (; *methods != NULL; methods++) add_members(L, *methods, NULL);
  for (; metamethods->name != NULL; metamethods++) {
    lua_pushvalue(L, -1);
    lua_pushvalue(L, -4);
    lua_pushvalue(L, -4);
    lua_pushcclosure(L, metamethods->func, 3); /* upvalues: members, metatable, names */
    lua_setfield(L, -4, metamethods->name);
  }
  lua_pop(L, 1);
  lua_createtable(L, 0, 2); /* all that getmetatable shows */
  lua_pushstring(L, name);
  lua_setfield(L, -2, "__name");
  lua_insert(L, -2);
  lua_setfield(L, -2, "members");
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 1);
}

void *lbox_self(lua_State *L, const char *name) {
  if (lua_isuserdata(L, 1) && lua_getmetatable(L, 1)) {
    int same = lua_rawequal(L, -1, lua_upvalueindex(2));
    lua_pop(L, 1);
    if (same) return lua_touserdata(L, 1);
  }
  return luaL_checkudata(L, 1, name);
}

int lbox_member(lua_State *L) {
  lua_pushvalue(L, 2);
  switch (lua_rawget(L, lua_upvalueindex(1))) {
  case LUA_TFUNCTION: return LBOX_METHOD;
  case LUA_TNUMBER: return (int)lua_tointeger(L, -1);
  default: return LBOX_UNKNOWN;
  }
}

int lbox_no_member(lua_State *L, const char *noun) {
  const char *key = luaL_tolstring(L, 2, NULL);
  lua_pushvalue(L, lua_upvalueindex(3));
  return lname_unknown(L, 1, lua_pushfstring(L, "field of a %s:", noun), key);
}

/* ---- Boxes ---- */

lbox *lbox_push(lua_State *L, const lclass *cls, int user_values) {
  lbox *box = lua_newuserdatauv(L, sizeof *box, user_values);
  box->object = NULL;
  box->cls = cls;
  box->serial = 0;
  luaL_setmetatable(L, cls->name);
  return box;
}

/* Tells whether the value at index is a userdata of a type, as far as the address of its name tells. */
static int has_type(lua_State *L, int index, const char *name) {
  if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return 0;
  lua_rawgetp(L, LUA_REGISTRYINDEX, name);
  int same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}

lbox *lbox_check(lua_State *L, int index, const lclass *cls) {
  lbox *box = lua_touserdata(L, index);
  if (!has_type(L, index, cls->name)) box = luaL_checkudata(L, index, cls->name);
  if (box->object == NULL) lbox_closed(L, index);
  return box;
}

int lbox_closed(lua_State *L, int index) {
  lbox *box = lua_touserdata(L, index);
  if (lua_getiuservalue(L, index, 1) == LUA_TUSERDATA) {
    const lbox *doc = lua_touserdata(L, -1);
    if (doc->object == NULL) box = lua_touserdata(L, -1);
  }
  return luaL_error(L, "%s is closed", box->cls->noun);
}

void lbox_release_object(lbox *box) {
  void *object = box->object;
  box->object = NULL;
  if (object != NULL) box->cls->release(object);
}

/* Tells whether a finalizer is running, which may have interrupted any function that allocates: the
** collector answers nothing meanwhile (from Lua 5.4.4 on), in whatever coroutine that is. */
static int in_finalizer(lua_State *L) { return lua_gc(L, LUA_GCCOUNT) < 0; }

int lbox_defer(lua_State *L) {
  if (!in_finalizer(L)) return 0;
  lstate_push(L);
  lua_getiuservalue(L, -1, 4);
  lua_pushvalue(L, 1);
  lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
  lua_pop(L, 2);
  return 1;
}

int lbox_push_deferred(lua_State *L) {
  lstate_push(L);
  lua_getiuservalue(L, -1, 4);
  if (lua_rawlen(L, -1) == 0 || in_finalizer(L)) {
    lua_pop(L, 2);
    return 0;
  }
  lua_newtable(L);
  lua_setiuservalue(L, -3, 4);
  lua_remove(L, -2);
  return 1;
}

static lbox *self_box(lua_State *L) {
  luaL_argexpected(L, lua_getmetatable(L, 1) && lua_rawequal(L, -1, lua_upvalueindex(2)), 1,
                   "object of this type");
  return lua_touserdata(L, 1);
}

int lbox_release(lua_State *L) {
  lbox_release_object(self_box(L));
  return 0;
}

int lbox_close(lua_State *L) {
  lbox *box = self_box(L);
  if (!lbox_defer(L)) lbox_release_object(box);
  return 0;
}

/* ---- Errors ---- */

static const char *message_of(gloss_status status, const gloss_error *err) {
  if (status == GLOSS_ENOMEM) return "not enough memory";
  if (status == GLOSS_ESTOP) return "stopped";
  if (err != NULL && err->message[0] != '\0') return err->message;
  return gloss_status_name(status);
}

static int raise(lua_State *L, gloss_status status, const gloss_error *err) {
  return luaL_error(L, "%s", message_of(status, err));
}

void lbox_try(lua_State *L, gloss_status status, const gloss_error *err) {
  if (status != GLOSS_OK) raise(L, status, err);
}

int lbox_data_error(lua_State *L, gloss_status status, const gloss_error *err) {
  if (status == GLOSS_ENOMEM || status == GLOSS_ESTOP) return raise(L, status, err);
  lua_pushnil(L);
  lua_pushstring(L, message_of(status, err));
  if (err == NULL || (status != GLOSS_EUTF8 && status != GLOSS_EFORMAT)) return 2;
  lua_pushinteger(L, (lua_Integer)err->offset + 1);
  return 3;
}

/* ---- Arguments ---- */

gloss_str lbox_checkstr(lua_State *L, int index) {
  gloss_str text;
  text.data = luaL_checklstring(L, index, &text.size);
  return text;
}

int lbox_is_name(gloss_str text) {
  return text.size > 0 && strlen(text.data) == text.size &&
         gloss_utf8_check(text, NULL) == GLOSS_OK;
}

const char *lbox_checkname(lua_State *L, int index, const char *what) {
  gloss_str name = lbox_checkstr(L, index);
  if (!lbox_is_name(name)) luaL_argerror(L, index, lua_pushfstring(L, "no name for a %s", what));
  return name.data;
}

void *lbox_buffer(lua_State *L, size_t n, size_t size) {
  if (n > SIZE_MAX / 2 / size) luaL_error(L, "not enough memory");
  return lua_newuserdatauv(L, n * size + 1, 0);
}

int lbox_getfield(lua_State *L, int index, const char *key) {
  index = lua_absindex(L, index);
  lua_pushstring(L, key);
  return lua_rawget(L, index);
}

gloss_span lbox_checkspan(lua_State *L, int index) {
  lua_Integer first = luaL_checkinteger(L, index), last = luaL_checkinteger(L, index + 1);
  luaL_argcheck(L, first >= 1, index, "positions count from 1");
  luaL_argcheck(L, last >= first, index + 1, "last is before first");
  if (first > GLOSS_NONE) first = GLOSS_NONE;
  if (last > GLOSS_NONE) last = GLOSS_NONE;
  return (gloss_span){(uint32_t)(first - 1), (uint32_t)last};
}

const char *lbox_field(lua_State *L, const char *key) {
  if (lua_isnoneornil(L, 1)) {
    lua_pushnil(L);
    return NULL;
  }
  if (lbox_getfield(L, 1, key) == LUA_TNIL) return NULL;
  size_t size;
  if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "%s must be a string", key);
  const char *value = lua_tolstring(L, -1, &size);
  if (strlen(value) != size) luaL_error(L, "%s has a NUL inside", key);
  return value;
}

const gloss_str *lbox_strings(lua_State *L, const char *key, size_t *n) {
  *n = 0;
  if (lua_isnoneornil(L, 1) || lbox_getfield(L, 1, key) == LUA_TNIL) return NULL;
  if (!lua_istable(L, -1)) luaL_error(L, "%s must be a table of strings", key);
  size_t size = (size_t)luaL_len(L, -1);
  gloss_str *strings = lbox_buffer(L, size, sizeof *strings);
  for (size_t i = 0; i < size; i++) {
    if (lua_rawgeti(L, -2, (lua_Integer)i + 1) != LUA_TSTRING)
      luaL_error(L, "%s[%d] must be a string", key, (int)i + 1);
    strings[i].data = lua_tolstring(L, -1, &strings[i].size); /* kept alive by the table */
    lua_pop(L, 1);
  }
  *n = size;
  return strings;
}
