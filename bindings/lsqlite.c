/* lsqlite.c -- core.sqlite: databases that are written, by SQLite. What fails raises with SQLite's
** words; Ctrl-C ends what runs. Statements keep their database. */
#include <sqlite3.h>
#include <string.h>

#include "lbox.h"
#include "library.h"

/* clang-format off */
#define FUNCTIONS(F) \
  F(sqlite3_errmsg) F(sqlite3_open) F(sqlite3_progress_handler) F(sqlite3_errstr) \
  F(sqlite3_exec) F(sqlite3_prepare_v2) F(sqlite3_close_v2) F(sqlite3_bind_int) \
  F(sqlite3_bind_int64) F(sqlite3_bind_double) F(sqlite3_bind_text64) F(sqlite3_bind_null) \
  F(sqlite3_bind_parameter_count) F(sqlite3_clear_bindings) F(sqlite3_step) F(sqlite3_reset) \
  F(sqlite3_db_handle) F(sqlite3_finalize) F(sqlite3_column_count) F(sqlite3_column_type) \
  F(sqlite3_column_int64) F(sqlite3_column_double) F(sqlite3_column_blob) \
  F(sqlite3_column_bytes)
/* clang-format on */
LIBRARY(GLOSS_SQLITE_SO, FUNCTIONS)

enum { OFTEN = 1000 }; /* instructions of SQLite's machine between two looks at the stop flag */

typedef struct ldatabase {
  sqlite3 *db; /* NULL: closed */
} ldatabase;

typedef struct lstatement {
  sqlite3_stmt *statement;
} lstatement;

static int is_stopped(void *state) { return ((const lstate *)state)->stop; }

static ldatabase *check_database(lua_State *L, int index) {
  ldatabase *d = luaL_checkudata(L, index, "gloss.database");
  luaL_argcheck(L, d->db != NULL, index, "database is closed");
  return d;
}

static int fail(lua_State *L, sqlite3 *db) { return luaL_error(L, "%s", lib.sqlite3_errmsg(db)); }

/* core.sqlite(path) -> a database, made when it is not there; or nil and why not */
static int new_database(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  open_library(L);
  ldatabase *d = lua_newuserdatauv(L, sizeof *d, 0);
  d->db = NULL;
  luaL_setmetatable(L, "gloss.database");
  int code = lib.sqlite3_open(path, &d->db);
  if (d->db != NULL) lib.sqlite3_progress_handler(d->db, OFTEN, is_stopped, lstate_get(L));
  if (code == SQLITE_OK) return 1;
  lua_pushnil(L);
  lua_pushstring(L, lib.sqlite3_errstr(code));
  return 2;
}

/* database:exec(sql): runs statements that give nothing */
static int exec(lua_State *L) {
  ldatabase *d = check_database(L, 1);
  if (lib.sqlite3_exec(d->db, luaL_checkstring(L, 2), NULL, NULL, NULL) != SQLITE_OK)
    return fail(L, d->db);
  return 0;
}

/* database:prepare(sql) -> a statement */
static int prepare(lua_State *L) {
  ldatabase *d = check_database(L, 1);
  gloss_str sql = lbox_checkstr(L, 2);
  luaL_argcheck(L, sql.size < 1 << 20, 2, "too long");
  lstatement *s = lua_newuserdatauv(L, sizeof *s, 1);
  s->statement = NULL;
  luaL_setmetatable(L, "gloss.statement");
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  if (lib.sqlite3_prepare_v2(d->db, sql.data, (int)sql.size, &s->statement, NULL) != SQLITE_OK)
    return fail(L, d->db);
  return 1;
}

/* database:close() */
static int close_database(lua_State *L) {
  ldatabase *d = luaL_checkudata(L, 1, "gloss.database");
  lib.sqlite3_close_v2(d->db); /* goes when its last statement does */
  d->db = NULL;
  return 0;
}

static int bind(lua_State *L, sqlite3_stmt *statement, int at, int index) {
  switch (lua_type(L, index)) {
  case LUA_TBOOLEAN: return lib.sqlite3_bind_int(statement, at, lua_toboolean(L, index));
  case LUA_TNUMBER:
    if (lua_isinteger(L, index))
      return lib.sqlite3_bind_int64(statement, at, lua_tointeger(L, index));
    return lib.sqlite3_bind_double(statement, at, lua_tonumber(L, index));
  case LUA_TSTRING: {
    gloss_str text = lbox_checkstr(L, index);
    return lib.sqlite3_bind_text64(statement, at, text.data, text.size, SQLITE_STATIC, SQLITE_UTF8);
  }
  case LUA_TNIL:
  case LUA_TLIGHTUSERDATA: return lib.sqlite3_bind_null(statement, at); /* null of JSON */
  default: return luaL_argerror(L, index, "no value of a database");
  }
}

/* Pushes the values of the row that a statement gives. */
static int push_row(lua_State *L, sqlite3_stmt *statement) {
  int n = lib.sqlite3_column_count(statement);
  luaL_checkstack(L, n, "too many columns");
  for (int i = 0; i < n; i++) {
    switch (lib.sqlite3_column_type(statement, i)) {
    case SQLITE_NULL: lua_pushnil(L); break;
    case SQLITE_INTEGER: lua_pushinteger(L, lib.sqlite3_column_int64(statement, i)); break;
    case SQLITE_FLOAT: lua_pushnumber(L, lib.sqlite3_column_double(statement, i)); break;
    default: {
      const void *bytes = lib.sqlite3_column_blob(statement, i); /* before its size is asked for */
      lua_pushlstring(L, bytes, (size_t)lib.sqlite3_column_bytes(statement, i));
    }
    }
  }
  return n;
}

/* statement:run(...) -> the values of the first row, if it gives any: runs it with these values for
** its parameters, nil for those not given */
static int run(lua_State *L) {
  sqlite3_stmt *statement = ((lstatement *)luaL_checkudata(L, 1, "gloss.statement"))->statement;
  luaL_argcheck(L, statement != NULL, 1, "statement is closed");
  int n = lua_gettop(L) - 1, code = SQLITE_OK;
  luaL_argcheck(L, n <= lib.sqlite3_bind_parameter_count(statement), 1, "too many values");
  lib.sqlite3_reset(statement); /* a row that could not be pushed has left it */
  lib.sqlite3_clear_bindings(statement);
  for (int i = 1; i <= n && code == SQLITE_OK; i++) code = bind(L, statement, i, i + 1);
  if (code == SQLITE_OK) code = lib.sqlite3_step(statement);
  int given = code == SQLITE_ROW ? push_row(L, statement) : 0;
  if (code == SQLITE_DONE || code == SQLITE_ROW) code = lib.sqlite3_reset(statement);
  if (code == SQLITE_OK) return given;
  lib.sqlite3_reset(statement);
  return fail(L, lib.sqlite3_db_handle(statement));
}

static int close_statement(lua_State *L) {
  lstatement *s = luaL_checkudata(L, 1, "gloss.statement");
  lib.sqlite3_finalize(s->statement);
  s->statement = NULL;
  return 0;
}

static int index_database(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "database");
}

static int index_statement(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "statement");
}

void lsqlite_open(lua_State *L) {
  static const luaL_Reg database[] = {{"exec", exec},
                                      {"prepare", prepare},
                                      {"close", close_database},
                                      {NULL, NULL}},
                        database_meta[] = {{"__index", index_database},
                                           {"__gc", close_database},
                                           {"__close", close_database},
                                           {NULL, NULL}},
                        statement[] = {{"run", run}, {"close", close_statement}, {NULL, NULL}},
                        statement_meta[] = {{"__index", index_statement},
                                            {"__gc", close_statement},
                                            {"__close", close_statement},
                                            {NULL, NULL}};
  lbox_type(L, "gloss.database", database_meta, (const luaL_Reg *const[]){database, NULL}, NULL);
  lbox_type(L, "gloss.statement", statement_meta, (const luaL_Reg *const[]){statement, NULL}, NULL);
  luaL_getsubtable(L, -1, "options");
  lua_pushliteral(L, SQLITE_VERSION);
  lua_setfield(L, -2, "sqlite");
  lua_pop(L, 1);
}

const luaL_Reg lsqlite_functions[] = {{"sqlite", new_database}, {NULL, NULL}};
