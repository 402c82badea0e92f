/* lcolumn.c -- whole columns: c[i] and #c, their values as tables, filters by them, and adding one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lbox.h"

static const char type_name[] = "gloss.column";

/* A view of a column; user value 1 is the layer's box. */
typedef struct view {
  const lbox *owner;
  gloss_column column;
} view;

/* ---- Views ---- */

static view *check(lua_State *L) {
  view *self = lbox_self(L, type_name);
  if (self->owner->object == NULL) {
    lua_getiuservalue(L, 1, 1);
    lbox_closed(L, lua_gettop(L));
  }
  return self;
}

/* layer:column(name) */
int lcolumn_new(lua_State *L) {
  const lbox *box = llayer_check(L, 1);
  gloss_column column = llayer_column(L, box->object, luaL_checkstring(L, 2));
  view *self = lua_newuserdatauv(L, sizeof *self, 1);
  self->owner = box;
  self->column = column;
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  luaL_setmetatable(L, type_name);
  return 1;
}

enum { NAME, TYPE, LIST, TARGET };
static const char *const properties[] = {"name", "type", "list", "target", NULL};

static int push_property(lua_State *L, const view *self, int property) {
  switch (property) {
  case NAME: lua_pushstring(L, self->column.name); return 1;
  case TYPE: lua_pushstring(L, lvalue_type_name(self->column.type)); return 1;
  case LIST: lua_pushboolean(L, self->column.offsets != NULL); return 1;
  default:
    if (self->column.target == NULL) return 0;
    lua_getiuservalue(L, 1, 1);
    ldoc_push_of(L, -1);
    llayer_push(L, -1, self->column.target);
    return 1;
  }
}

static int index(lua_State *L) {
  const view *self = check(L);
  int exact;
  lua_Integer row = lua_tointegerx(L, 2, &exact);
  if (exact) {
    if (row < 1 || row > (lua_Integer)gloss_layer_count(self->owner->object)) return 0;
    lcache cache = lvalue_cache(L, self->owner);
    lvalue_push(L, &cache, &self->column, (uint32_t)(row - 1));
    return 1;
  }
  int member = lbox_member(L);
  return member >= 0 ? push_property(L, self, member) : lbox_no_member(L, "column");
}

static int length(lua_State *L) {
  lua_pushinteger(L, gloss_layer_count(check(L)->owner->object));
  return 1;
}

static int to_string(lua_State *L) {
  const view *self = luaL_checkudata(L, 1, type_name);
  if (self->owner->object == NULL)
    lua_pushliteral(L, "column (closed)");
  else
    lua_pushfstring(L, "column \"%s\" of layer \"%s\" (%I rows)", self->column.name,
                    gloss_layer_name(self->owner->object),
                    (LUAI_UACINT)gloss_layer_count(self->owner->object));
  return 1;
}

void lcolumn_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {
      {"__index", index}, {"__len", length}, {"__tostring", to_string}, {NULL, NULL}};
  lbox_type(L, type_name, metamethods, (const luaL_Reg *const[]){NULL}, properties);
}

/* ---- Values ---- */

/* Pushes a table of the rows' first or last bytes, if that is what a name asks for. */
static int push_places(lua_State *L, const gloss_layer *layer, const char *name) {
  int first = strcmp(name, "first") == 0;
  if (!first && strcmp(name, "last") != 0) return 0;
  const uint32_t *places = first ? gloss_layer_starts(layer) : gloss_layer_ends(layer);
  if (places == NULL) return luaL_error(L, "a relation has no places");
  uint32_t count = gloss_layer_count(layer);
  lua_createtable(L, count < INT32_MAX ? (int)count : INT32_MAX, 0);
  for (uint32_t row = 0; row < count; row++) {
    lua_pushinteger(L, (lua_Integer)places[row] + first);
    lua_rawseti(L, -2, (lua_Integer)row + 1);
  }
  return 1;
}

static void push_values(lua_State *L, const lbox *box, const gloss_column *column) {
  uint32_t count = gloss_layer_count(box->object);
  lua_createtable(L, count < INT32_MAX ? (int)count : INT32_MAX, 0);
  int table = lua_gettop(L);
  lcache cache = lvalue_cache(L, box);
  for (uint32_t row = 0; row < count; row++) {
    lvalue_push(L, &cache, column, row);
    lua_rawseti(L, table, (lua_Integer)row + 1);
  }
  lua_settop(L, table);
}

/* layer:values(name, ...) */
int lcolumn_values(lua_State *L) {
  const lbox *box = llayer_check(L, 1);
  int names = lua_gettop(L);
  luaL_checkstack(L, names + 8, "too many columns");
  for (int i = 2; i <= names; i++) {
    const char *name = luaL_checkstring(L, i);
    if (push_places(L, box->object, name)) continue;
    gloss_column column = llayer_column(L, box->object, name);
    push_values(L, box, &column);
  }
  return names - 1;
}

/* ---- Filters ---- */

/* Turns the value at index into the number an equal one of the column compares by. */
static int64_t wanted(lua_State *L, int index, gloss_layer *layer, const gloss_column *column) {
  lspec spec = {column->type, 0, column->target};
  lvalue value = lvalue_read(L, index, column->name, &spec);
  if (value.kind == LVALUE_TEXT) {
    uint32_t symbol;
    lbox_try(L, gloss_doc_intern(gloss_layer_doc(layer), value.text, &symbol), NULL);
    return symbol;
  }
  if (value.kind == LVALUE_NUMBER) {
    value.number += 0.0;
    memcpy(&value.integer, &value.number, sizeof value.integer);
  }
  return value.integer;
}

static int by_value(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

/* Collects the accepted values at 3, one or a list, sorted, into a pushed buffer. */
static const int64_t *accepted(lua_State *L, gloss_layer *layer, const gloss_column *column,
                               size_t *count) {
  size_t n = lua_istable(L, 3) ? lua_rawlen(L, 3) : 1;
  lua_pushnil(L);
  if (n == 0 && lua_next(L, 3)) luaL_argerror(L, 3, "a list of values counts from 1");
  int64_t *values = lbox_buffer(L, n, sizeof *values);
  for (size_t i = 0; i < n; i++) {
    if (lua_istable(L, 3))
      lua_rawgeti(L, 3, (lua_Integer)i + 1);
    else
      lua_pushvalue(L, 3);
    values[i] = wanted(L, lua_gettop(L), layer, column);
    lua_pop(L, 1);
  }
  qsort(values, n, sizeof *values, by_value);
  *count = n;
  return values;
}

/* layer:where(column, value or table of values) */
int lcolumn_where(lua_State *L) {
  gloss_layer *layer = llayer_check(L, 1)->object;
  gloss_column column = llayer_column(L, layer, luaL_checkstring(L, 2));
  size_t n;
  luaL_checkany(L, 3);
  lua_settop(L, 3);
  const int64_t *values = accepted(L, layer, &column, &n);
  uint32_t count, *rows = lbox_buffer(L, gloss_layer_count(layer), sizeof *rows);
  lbox_try(L, gloss_layer_where(layer, column.name, values, n, rows, &count), NULL);
  lua_createtable(L, count < INT32_MAX ? (int)count : INT32_MAX, 0);
  for (uint32_t i = 0; i < count; i++) {
    lua_pushinteger(L, (lua_Integer)rows[i] + 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* ---- Adding ---- */

/* Stores a value read, as the column's type stores it. */
static void store(lua_State *L, gloss_doc *doc, gloss_type type, void *values, size_t at,
                  const lvalue *value) {
  switch (type) {
  case GLOSS_U8:
  case GLOSS_BOOL: ((uint8_t *)values)[at] = (uint8_t)value->integer; break;
  case GLOSS_U16: ((uint16_t *)values)[at] = (uint16_t)value->integer; break;
  case GLOSS_U64: ((uint64_t *)values)[at] = (uint64_t)value->integer; break;
  case GLOSS_INTEGER: ((int64_t *)values)[at] = value->integer; break;
  case GLOSS_NUMBER: ((double *)values)[at] = value->number; break;
  case GLOSS_REF: ((uint32_t *)values)[at] = (uint32_t)value->integer; break;
  case GLOSS_SYMBOL:
    lbox_try(L, gloss_doc_intern(doc, value->text, (uint32_t *)values + at), NULL);
    break;
  }
}

static void store_absent(lua_State *L, const lspec *spec, void *values, size_t at) {
  switch (spec->type) {
  case GLOSS_BOOL: ((uint8_t *)values)[at] = 2; break;
  case GLOSS_INTEGER: ((int64_t *)values)[at] = INT64_MIN; break;
  case GLOSS_NUMBER: ((double *)values)[at] = NAN; break;
  case GLOSS_REF: ((uint32_t *)values)[at] = GLOSS_NONE; break;
  case GLOSS_SYMBOL: ((uint32_t *)values)[at] = 0; break;
  default:
    luaL_error(L, "row %d has no value, and %s has no absent one", (int)at + 1,
               lvalue_type_name(spec->type));
  }
}

/* Reads the value on top into place `at`, and pops it. */
static void take(lua_State *L, gloss_doc *doc, const char *name, const lspec *spec, void *values,
                 size_t at) {
  if (lua_isnil(L, -1)) {
    store_absent(L, spec, values, at);
  } else {
    lvalue value = lvalue_read(L, lua_gettop(L), name, spec);
    store(L, doc, spec->type, values, at, &value);
  }
  lua_pop(L, 1);
}

/* Fills the values of a column without lists from the table at 4; the buffer is pushed. */
static void *take_values(lua_State *L, gloss_layer *layer, const char *name, const lspec *spec) {
  uint32_t rows = gloss_layer_count(layer);
  void *values = lbox_buffer(L, rows, sizeof(uint64_t));
  for (uint32_t row = 0; row < rows; row++) {
    lua_rawgeti(L, 4, (lua_Integer)row + 1);
    take(L, gloss_layer_doc(layer), name, spec, values, row);
  }
  return values;
}

/* Pushes the list of a row, raising if it is none; gives its length. nil is an empty list. */
static size_t push_list(lua_State *L, uint32_t row, const char *name) {
  int type = lua_rawgeti(L, 4, (lua_Integer)row + 1);
  if (type != LUA_TNIL && type != LUA_TTABLE)
    luaL_error(L, "column \"%s\" holds lists; row %d is no table", name, (int)row + 1);
  return type == LUA_TNIL ? 0 : lua_rawlen(L, -1);
}

/* Fills the values and offsets of a column of lists; both buffers are pushed. */
static void *take_lists(lua_State *L, gloss_layer *layer, const char *name, const lspec *spec,
                        const uint32_t **offsets_out) {
  uint32_t rows = gloss_layer_count(layer);
  uint32_t *offsets = lbox_buffer(L, (size_t)rows + 1, sizeof *offsets);
  size_t total = 0;
  for (uint32_t row = 0; row < rows; row++) {
    offsets[row] = (uint32_t)total;
    total += push_list(L, row, name);
    if (total >= GLOSS_NONE) luaL_error(L, "column \"%s\" has too many elements", name);
    lua_pop(L, 1);
  }
  offsets[rows] = (uint32_t)total;
  void *values = lbox_buffer(L, total, sizeof(uint64_t));
  for (uint32_t row = 0; row < rows; row++) {
    push_list(L, row, name);
    for (uint32_t at = offsets[row]; at < offsets[row + 1]; at++) {
      lua_rawgeti(L, -1, (lua_Integer)(at - offsets[row]) + 1);
      take(L, gloss_layer_doc(layer), name, spec, values, at);
    }
    lua_pop(L, 1);
  }
  *offsets_out = offsets;
  return values;
}

/* layer:add_column(name, type, values [, {list=, target=}]) */
int lcolumn_add(lua_State *L) {
  static const char *const known[] = {"list", "target", NULL};
  gloss_layer *layer = llayer_check(L, 1)->object;
  gloss_error err = {0};
  gloss_column column = {0};
  lspec spec = {0};
  column.name = lbox_checkname(L, 2, "column");
  lvalue_check_column_name(L, column.name);
  spec.type = lvalue_check_type(L, 3);
  luaL_checktype(L, 4, LUA_TTABLE);
  lua_settop(L, 5);
  lname_options(L, 5, known);
  ldoc_push_of(L, 1);
  spec.target = llayer_field(L, 5, "target", 6);
  if ((spec.type == GLOSS_REF) != (spec.target != NULL))
    return luaL_error(L, "a column of type \"ref\", and no other, needs a target");
  if (!lua_isnil(L, 5)) {
    lbox_getfield(L, 5, "list");
    spec.list = lua_toboolean(L, -1);
  }
  column.type = spec.type;
  column.target = spec.target;
  column.values = spec.list ? take_lists(L, layer, column.name, &spec, &column.offsets)
                            : take_values(L, layer, column.name, &spec);
  gloss_status status = gloss_layer_add_column(layer, &column, &err);
  if (status == GLOSS_EEXIST) return luaL_error(L, "there is already a column \"%s\"", column.name);
  lbox_try(L, status, &err);
  lua_settop(L, 1);
  return 1;
}
