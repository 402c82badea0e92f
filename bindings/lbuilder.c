/* lbuilder.c -- builders of layers and relations. User values: 1 the document's box, 2 the columns
** by name (each packed into an integer), 3 the boxes of layers that columns refer to, by column. */
#include <stdlib.h>
#include <string.h>

#include "lbox.h"

static void release(void *object) { gloss_builder_free(object); }

static const lclass builder_class = {"gloss.builder", "builder", release};

/* A builder with what gloss.h does not say of it. */
typedef struct builder {
  lbox box;
  int relation;
  uint32_t rows;
  char name[];
} builder;

static builder *check(lua_State *L) { return (builder *)lbox_check(L, 1, &builder_class); }

/* ---- Columns ---- */

enum { DOC_VALUE = 1, COLUMNS_VALUE = 2, TARGETS_VALUE = 3 };

static lua_Integer pack(uint32_t column, const lspec *spec) {
  return (lua_Integer)column << 8 | (lua_Integer)spec->type << 1 | spec->list;
}

/* Unpacks a column; the stack holds the builder at 1. */
static uint32_t unpack(lua_State *L, lua_Integer packed, lspec *spec) {
  uint32_t column = (uint32_t)(packed >> 8);
  spec->type = (gloss_type)(packed >> 1 & 127);
  spec->list = packed & 1;
  spec->target = NULL;
  if (spec->type == GLOSS_REF) {
    lua_getiuservalue(L, 1, TARGETS_VALUE);
    lua_rawgeti(L, -1, column);
    spec->target = llayer_check(L, -1)->object;
    lua_pop(L, 2);
  }
  return column;
}

/* Adds a column to the builder at 1. */
static void add_column(lua_State *L, const char *name, const lspec *spec) {
  builder *self = lua_touserdata(L, 1);
  uint32_t column;
  gloss_status status =
      gloss_builder_column(self->box.object, name, spec->type, spec->list, spec->target, &column);
  if (status == GLOSS_ERANGE)
    luaL_error(L, "a layer has no more than %d columns", (int)GLOSS_PARTS_MAX);
  if (status == GLOSS_EARG) luaL_error(L, "column \"%s\" refers to another document", name);
  lbox_try(L, status, NULL);
  if (spec->target != NULL) {
    lua_getiuservalue(L, 1, TARGETS_VALUE);
    lua_getiuservalue(L, 1, DOC_VALUE);
    llayer_push(L, -1, spec->target);
    lua_rawseti(L, -3, column);
    lua_pop(L, 2);
  }
  lua_getiuservalue(L, 1, COLUMNS_VALUE);
  lua_pushinteger(L, pack(column, spec));
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Gives the name of a column that is the key at index. */
static const char *check_key(lua_State *L, int index) {
  size_t size = 0;
  const char *name = lua_type(L, index) == LUA_TSTRING ? lua_tolstring(L, index, &size) : NULL;
  if (name == NULL) luaL_error(L, "columns are named by strings");
  if (!lbox_is_name((gloss_str){name, size})) luaL_error(L, "no name for a column");
  return name;
}

/* Collects the string keys of the table at index, in bytewise order so that columns have one order,
** into a pushed buffer. The table keeps the strings. */
static const char **sorted_keys(lua_State *L, int index, size_t *count) {
  size_t n = 0, i = 0;
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    check_key(L, -2);
    n++;
  }
  const char **keys = lbox_buffer(L, n, sizeof *keys);
  for (lua_pushnil(L); lua_next(L, index) && i < n; lua_pop(L, 1)) keys[i++] = lua_tostring(L, -2);
  if (i < n) n = i;
  qsort(keys, n, sizeof *keys, by_name);
  *count = n;
  return keys;
}

/* Reads a declaration, a type's name or {type=, list=, target=}, at index. */
static void read_spec(lua_State *L, int index, const char *name, int doc, lspec *spec) {
  static const char *const known[] = {"type", "list", "target", NULL};
  *spec = (lspec){0};
  if (!lua_istable(L, index)) {
    spec->type = lvalue_check_type(L, index);
  } else {
    lname_options(L, index, known);
    lbox_getfield(L, index, "type");
    spec->type = lvalue_check_type(L, lua_gettop(L));
    lbox_getfield(L, index, "list");
    spec->list = lua_toboolean(L, -1);
    spec->target = llayer_field(L, index, "target", doc);
  }
  if ((spec->type == GLOSS_REF) != (spec->target != NULL))
    luaL_error(L, "column \"%s\": type \"ref\", and no other, needs a target", name);
}

/* Adds the columns declared in the table at `index`. */
static void declare(lua_State *L, int index, int doc) {
  size_t n;
  luaL_checktype(L, index, LUA_TTABLE);
  const char **keys = sorted_keys(L, index, &n);
  for (size_t i = 0; i < n; i++) {
    lspec spec;
    int top = lua_gettop(L);
    lvalue_check_column_name(L, keys[i]);
    lbox_getfield(L, index, keys[i]);
    read_spec(L, lua_gettop(L), keys[i], doc, &spec);
    add_column(L, keys[i], &spec);
    lua_settop(L, top);
  }
}

/* doc:build(name [, columns]), doc:relation(name [, columns]) */
void lbuilder_new(lua_State *L, int relation) {
  gloss_doc *doc = gloss_lua_checkdoc(L, 1);
  const char *name = lbox_checkname(L, 2, relation ? "relation" : "layer");
  gloss_builder *object;
  lua_settop(L, 3);
  builder *self = lua_newuserdatauv(L, sizeof *self + strlen(name) + 1, 3);
  self->box = (lbox){NULL, &builder_class, 0};
  self->relation = relation;
  self->rows = 0;
  strcpy(self->name, name);
  luaL_setmetatable(L, builder_class.name);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, DOC_VALUE);
  lua_newtable(L);
  lua_setiuservalue(L, -2, COLUMNS_VALUE);
  lua_newtable(L);
  lua_setiuservalue(L, -2, TARGETS_VALUE);
  lbox_try(L, gloss_builder_new(&object, doc, name, relation), NULL);
  self->box.object = object;
  ldoc_add_child(L, 1, -1);
  lua_insert(L, 1); /* builder, document, name, columns */
  if (!lua_isnil(L, 4)) declare(L, 4, 2);
  lua_settop(L, 1);
}

/* ---- Rows ---- */

/* Sets a column of the row added last from one value, which was checked before. */
static void set_value(lua_State *L, gloss_builder *object, uint32_t column, const lvalue *value) {
  gloss_status status;
  if (value->kind == LVALUE_TEXT)
    status = gloss_builder_set_text(object, column, value->text);
  else if (value->kind == LVALUE_NUMBER)
    status = gloss_builder_set_number(object, column, value->number);
  else
    status = gloss_builder_set_integer(object, column, value->integer);
  lbox_try(L, status, NULL);
}

/* Sets a column from the value on top. */
static void set_one(lua_State *L, gloss_builder *object, uint32_t column, const char *name,
                    const lspec *spec) {
  lvalue value = lvalue_read(L, lua_gettop(L), name, spec);
  set_value(L, object, column, &value);
}

/* Goes through the value at index: checks it when object is NULL, otherwise sets it. */
static void visit_value(lua_State *L, gloss_builder *object, uint32_t column, const char *name,
                        int index, const lspec *spec) {
  size_t n = 1;
  if (spec->list) {
    if (!lua_istable(L, index)) luaL_error(L, "column \"%s\" holds lists", name);
    n = lua_rawlen(L, index);
  }
  for (size_t i = 0; i < n; i++) {
    if (spec->list)
      lua_rawgeti(L, index, (lua_Integer)i + 1);
    else
      lua_pushvalue(L, index);
    if (object == NULL)
      lvalue_read(L, lua_gettop(L), name, spec);
    else
      set_one(L, object, column, name, spec);
    lua_pop(L, 1);
  }
}

/* Pushes a column's packed integer from the table at `columns`, or nil. */
static int find_column(lua_State *L, int columns, const char *name) {
  lua_pushstring(L, name);
  return lua_rawget(L, columns) != LUA_TNIL;
}

/* Checks every value in the table at `values`, and whether a new column is needed. */
static int check_values(lua_State *L, int values, int columns) {
  int fresh = 0;
  for (lua_pushnil(L); lua_next(L, values); lua_pop(L, 1)) {
    lspec spec;
    int at = lua_gettop(L);
    lua_pushvalue(L, -2);
    int known = lua_rawget(L, columns) != LUA_TNIL;
    const char *name = known ? lua_tostring(L, at - 1) : check_key(L, at - 1);
    if (known)
      unpack(L, lua_tointeger(L, -1), &spec);
    else
      lvalue_check_column_name(L, name);
    lua_pop(L, 1);
    if (!known && !lvalue_derive(L, at, name, &spec)) {
      lua_settop(L, at);
      continue;
    }
    fresh |= !known;
    visit_value(L, NULL, 0, name, at, &spec);
    lua_settop(L, at);
  }
  return fresh;
}

/* Adds the columns of the table at `values` that are not there yet. */
static void add_new_columns(lua_State *L, int values, int columns) {
  size_t n;
  const char **keys = sorted_keys(L, values, &n);
  for (size_t i = 0; i < n; i++) {
    lspec spec;
    int top = lua_gettop(L);
    lbox_getfield(L, values, keys[i]);
    if (!find_column(L, columns, keys[i]) && lvalue_derive(L, top + 1, keys[i], &spec))
      add_column(L, keys[i], &spec);
    lua_settop(L, top);
  }
}

static void set_values(lua_State *L, gloss_builder *object, int values, int columns) {
  for (lua_pushnil(L); lua_next(L, values); lua_pop(L, 1)) {
    lspec spec;
    int at = lua_gettop(L);
    lua_pushvalue(L, -2);
    if (lua_rawget(L, columns) != LUA_TNIL) {
      uint32_t column = unpack(L, lua_tointeger(L, -1), &spec);
      visit_value(L, object, column, lua_tostring(L, at - 1), at, &spec);
    }
    lua_settop(L, at);
  }
}

/* A value that was read and is to be set. */
typedef struct pending {
  uint32_t column;
  lvalue value;
} pending;

enum { PENDING = 16 };

/* Reads the values in the table at `values`, if there are few, none a list or in a new column: how
** many, or -1. They last as long as the table. */
static int read_plain(lua_State *L, int values, int columns, pending *list) {
  int n = 0;
  for (lua_pushnil(L); lua_next(L, values); lua_pop(L, 1)) {
    lspec spec = {0};
    int at = lua_gettop(L);
    lua_pushvalue(L, -2);
    int known = lua_rawget(L, columns) != LUA_TNIL;
    uint32_t column = known ? unpack(L, lua_tointeger(L, -1), &spec) : 0;
    lua_settop(L, at);
    if (!known || spec.list || n == PENDING) {
      lua_settop(L, at - 2);
      return -1;
    }
    list[n++] = (pending){column, lvalue_read(L, at, lua_tostring(L, at - 1), &spec)};
  }
  return n;
}

/* Adds a row whose number, from 1, is on top then. */
static gloss_builder *add_row(lua_State *L, gloss_span span) {
  builder *self = check(L);
  gloss_status status = gloss_builder_add(self->box.object, span);
  if (status == GLOSS_ERANGE)
    luaL_error(L, "span %I-%I is past the text or cuts a character", (LUAI_UACINT)span.start + 1,
               (LUAI_UACINT)span.end);
  lbox_try(L, status, NULL);
  lua_pushinteger(L, ++self->rows);
  return self->box.object;
}

/* b:add(first, last [, values]), b:add([values]) of a relation. Values are checked first. */
static int add(lua_State *L) {
  builder *self = check(L);
  gloss_span span = {0, 0};
  pending list[PENDING];
  int values = self->relation ? 2 : 4, n = 0;
  if (!self->relation) span = lbox_checkspan(L, 2);
  lua_settop(L, values);
  int given = !lua_isnil(L, values);
  if (given) luaL_checktype(L, values, LUA_TTABLE);
  lua_getiuservalue(L, 1, COLUMNS_VALUE);
  if (given) n = read_plain(L, values, values + 1, list);
  if (n < 0 && check_values(L, values, values + 1)) add_new_columns(L, values, values + 1);
  lua_settop(L, values + 1);
  gloss_builder *object = add_row(L, span);
  for (int i = 0; i < n; i++) set_value(L, object, list[i].column, &list[i].value);
  if (n < 0) set_values(L, object, values, values + 1);
  lua_settop(L, values + 2); /* the number is on top */
  return 1;
}

/* b:seal([bind]) */
static int seal(lua_State *L) {
  builder *self = check(L);
  int unbound = lua_isboolean(L, 2) && !lua_toboolean(L, 2);
  gloss_error err = {0};
  gloss_layer *layer;
  lua_settop(L, 1);
  lua_getiuservalue(L, 1, DOC_VALUE);
  if (!unbound && gloss_doc_layer(gloss_lua_checkdoc(L, 2), self->name) != NULL)
    return luaL_error(L, "there is already a layer \"%s\"", self->name);
  lbox *box = llayer_push_empty(L, 2);
  lbox_try(L, gloss_builder_seal(check(L)->box.object, &layer, NULL, &err), &err);
  self->rows = 0;
  llayer_fill(L, 2, box, layer);
  if (!unbound) llayer_bind(L, 2);
  return 1;
}

static int index(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "builder");
}

static int length(lua_State *L) {
  lua_pushinteger(L, check(L)->rows);
  return 1;
}

void lbuilder_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {{"__index", index},
                                         {"__len", length},
                                         {"__gc", lbox_release},
                                         {"__close", lbox_close},
                                         {NULL, NULL}};
  static const luaL_Reg methods[] = {{"add", add}, {"seal", seal}, {NULL, NULL}};
  lbox_type(L, builder_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL}, NULL);
}
