/* lvalue.c -- values of columns, into Lua and out of it. Strings of symbols come from a cache of
** fixed size in the state: a hit is an array access, lua_pushlstring would hash the string. */
#include <math.h>
#include <string.h>

#include "lbox.h"

/* ---- Types ---- */

static const char *const type_names[] = {"u8",      "u16",    "u64", "boolean", "symbol",
                                         "integer", "number", "ref", NULL};

const char *lvalue_type_name(gloss_type type) { return type_names[type - 1]; }

gloss_type lvalue_check_type(lua_State *L, int index) {
  int at = lname_choice(L, index, "column type", type_names, -1);
  if (at < 0) luaL_error(L, "a column needs a type");
  return (gloss_type)(at + 1);
}

void lvalue_check_column_name(lua_State *L, const char *name) {
  if (lspan_uses(name))
    luaL_error(L, "a column may not be named \"%s\": spans use that name", name);
}

/* ---- Reading ---- */

/* Raises: column NAME holds WHAT, not a TYPE. */
static void wrong_type(lua_State *L, int index, const char *column, const char *what) {
  const char *given = lua_type(L, index) == LUA_TNUMBER && !lua_isinteger(L, index)
                          ? "float"
                          : luaL_typename(L, index);
  luaL_error(L, "column \"%s\" holds %s, not a %s", column, what, given);
}

static gloss_str read_text(lua_State *L, int index, const char *column) {
  if (lua_type(L, index) != LUA_TSTRING) wrong_type(L, index, column, "strings");
  gloss_str text = lbox_checkstr(L, index);
  size_t bad;
  if (gloss_utf8_check(text, &bad) != GLOSS_OK)
    luaL_error(L, "column \"%s\": the string is not UTF-8 at byte %I", column, (LUAI_UACINT)bad);
  return text;
}

/* Reads an integer from low to high; a float with an integer's value is one. */
static int64_t read_integer(lua_State *L, int index, const char *column, int64_t low,
                            int64_t high) {
  int exact = 0;
  lua_Integer value = 0;
  if (lua_type(L, index) == LUA_TNUMBER) value = lua_tointegerx(L, index, &exact);
  if (!exact) wrong_type(L, index, column, "integers");
  if (value < low || value > high)
    luaL_error(L, "column \"%s\" cannot hold %I", column, (LUAI_UACINT)value);
  return value;
}

static int64_t read_reference(lua_State *L, int index, const char *column, gloss_layer *target) {
  const lspan *view = lspan_test(L, index);
  if (view == NULL) {
    if (lua_type(L, index) != LUA_TNUMBER)
      wrong_type(L, index, column, lua_pushfstring(L, "rows of \"%s\"", gloss_layer_name(target)));
    return read_integer(L, index, column, 1, gloss_layer_count(target)) - 1;
  }
  if (view->row == GLOSS_NONE || view->owner->object != target)
    luaL_error(L, "column \"%s\" refers to layer \"%s\", which this span is not of", column,
               gloss_layer_name(target));
  return view->row;
}

/* Gives a token kind for its name; 0 for a name that is none. */
static int kind_number(const char *name) {
  for (int kind = 1; gloss_kind_name((gloss_kind)kind) != NULL; kind++)
    if (strcmp(gloss_kind_name((gloss_kind)kind), name) == 0) return kind;
  return 0;
}

static int is_kind(const gloss_type type, const char *column) {
  return type == GLOSS_U8 && strcmp(column, "kind") == 0;
}

static int64_t read_small(lua_State *L, int index, const char *column) {
  if (!is_kind(GLOSS_U8, column) || lua_type(L, index) != LUA_TSTRING)
    return read_integer(L, index, column, 0, UINT8_MAX);
  int kind = kind_number(lua_tostring(L, index));
  if (kind == 0) {
    lua_getiuservalue(L, (lstate_push(L), -1), 3);
    lname_unknown(L, 1, "kind", lua_tostring(L, index));
  }
  return kind;
}

lvalue lvalue_read(lua_State *L, int index, const char *column, const lspec *spec) {
  lvalue value = {LVALUE_INTEGER, {NULL, 0}, 0, 0};
  switch (spec->type) {
  case GLOSS_SYMBOL:
    value.kind = LVALUE_TEXT;
    value.text = read_text(L, index, column);
    break;
  case GLOSS_NUMBER:
    value.kind = LVALUE_NUMBER;
    if (lua_type(L, index) != LUA_TNUMBER) wrong_type(L, index, column, "numbers");
    value.number = lua_tonumber(L, index);
    break;
  case GLOSS_BOOL:
    if (!lua_isboolean(L, index)) wrong_type(L, index, column, "booleans");
    value.integer = lua_toboolean(L, index);
    break;
  case GLOSS_REF: value.integer = read_reference(L, index, column, spec->target); break;
  case GLOSS_U8: value.integer = read_small(L, index, column); break;
  case GLOSS_U16: value.integer = read_integer(L, index, column, 0, UINT16_MAX); break;
  default: value.integer = read_integer(L, index, column, INT64_MIN, INT64_MAX); break;
  }
  return value;
}

/* Derives the type of a value that is no list. */
static gloss_type derive_scalar(lua_State *L, int index, const char *column, lspec *spec) {
  switch (lua_type(L, index)) {
  case LUA_TSTRING: return GLOSS_SYMBOL;
  case LUA_TBOOLEAN: return GLOSS_BOOL;
  case LUA_TNUMBER: return lua_isinteger(L, index) ? GLOSS_INTEGER : GLOSS_NUMBER;
  default: break;
  }
  const lspan *view = lspan_test(L, index);
  if (view == NULL)
    luaL_error(L, "column \"%s\" cannot hold a %s", column, luaL_typename(L, index));
  if (view->row == GLOSS_NONE) luaL_error(L, "column \"%s\": a free span is no row", column);
  spec->target = view->owner->object;
  return GLOSS_REF;
}

int lvalue_derive(lua_State *L, int index, const char *column, lspec *spec) {
  spec->target = NULL;
  spec->list = lua_istable(L, index);
  if (!spec->list) {
    spec->type = derive_scalar(L, index, column, spec);
    return 1;
  }
  if (lua_rawgeti(L, index, 1) != LUA_TNIL) {
    spec->type = derive_scalar(L, lua_gettop(L), column, spec);
    lua_pop(L, 1);
    return 1;
  }
  if (lua_next(L, index)) luaL_error(L, "column \"%s\": a list counts from 1", column);
  return 0;
}

/* ---- Pushing ---- */

lcache lvalue_cache(lua_State *L, const lbox *layer) {
  luaL_checkstack(L, 8, NULL);
  lstate *state = lstate_push(L);
  int top = lua_gettop(L);
  lua_getiuservalue(L, top, 1);
  lua_getiuservalue(L, top, 3);
  return (lcache){state, top + 1, top + 2, layer->serial, gloss_layer_doc(layer->object)};
}

static void push_symbol(lua_State *L, const lcache *cache, uint32_t symbol) {
  uint32_t slot = symbol & (LBOX_STRINGS - 1);
  uint64_t tag = cache->serial << 32 | symbol;
  if (cache->state->tags[slot] == tag) {
    lua_rawgeti(L, cache->strings, (lua_Integer)slot + 1);
    return;
  }
  gloss_str text = gloss_doc_string(cache->doc, symbol);
  lua_pushlstring(L, text.data, text.size);
  lua_pushvalue(L, -1);
  lua_rawseti(L, cache->strings, (lua_Integer)slot + 1);
  cache->state->tags[slot] = tag;
}

static void push_small(lua_State *L, const lcache *cache, const gloss_column *column,
                       uint8_t value) {
  if (is_kind(column->type, column->name) && gloss_kind_name((gloss_kind)value) != NULL)
    lua_rawgeti(L, cache->kinds, value);
  else
    lua_pushinteger(L, value);
}

void lvalue_push_element(lua_State *L, const lcache *cache, const gloss_column *column,
                         uint32_t at) {
  const uint32_t *symbols = column->values;
  switch (column->type) {
  case GLOSS_SYMBOL:
    if (symbols[at] == 0)
      lua_pushnil(L);
    else
      push_symbol(L, cache, symbols[at]);
    break;
  case GLOSS_REF:
    if (symbols[at] == GLOSS_NONE)
      lua_pushnil(L);
    else
      lua_pushinteger(L, (lua_Integer)symbols[at] + 1);
    break;
  case GLOSS_INTEGER: {
    int64_t value = ((const int64_t *)column->values)[at];
    if (value == INT64_MIN)
      lua_pushnil(L);
    else
      lua_pushinteger(L, value);
    break;
  }
  case GLOSS_NUMBER: {
    double value = ((const double *)column->values)[at];
    if (isnan(value))
      lua_pushnil(L);
    else
      lua_pushnumber(L, value);
    break;
  }
  case GLOSS_BOOL: {
    uint8_t value = ((const uint8_t *)column->values)[at];
    if (value == 2)
      lua_pushnil(L);
    else
      lua_pushboolean(L, value);
    break;
  }
  case GLOSS_U8: push_small(L, cache, column, ((const uint8_t *)column->values)[at]); break;
  case GLOSS_U16: lua_pushinteger(L, ((const uint16_t *)column->values)[at]); break;
  case GLOSS_U64: lua_pushinteger(L, (lua_Integer)((const uint64_t *)column->values)[at]); break;
  }
}

void lvalue_push(lua_State *L, const lcache *cache, const gloss_column *column, uint32_t row) {
  if (column->offsets == NULL) {
    lvalue_push_element(L, cache, column, row);
    return;
  }
  uint32_t from = column->offsets[row], to = column->offsets[row + 1];
  lua_createtable(L, (int)(to - from), 0);
  for (uint32_t at = from; at < to; at++) {
    lvalue_push_element(L, cache, column, at);
    lua_rawseti(L, -2, (lua_Integer)(at - from) + 1);
  }
}

void lvalue_push_view(lua_State *L, int layer, const gloss_column *column, uint32_t row) {
  layer = lua_absindex(L, layer);
  if (column->type != GLOSS_REF) {
    lcache cache = lvalue_cache(L, lua_touserdata(L, layer));
    lvalue_push(L, &cache, column, row);
    return;
  }
  const uint32_t *rows = column->values;
  lua_getiuservalue(L, layer, 1);
  llayer_push(L, -1, column->target);
  int target = lua_gettop(L);
  if (column->offsets == NULL) {
    if (rows[row] == GLOSS_NONE)
      lua_pushnil(L);
    else
      lspan_push(L, target, rows[row]);
    return;
  }
  uint32_t from = column->offsets[row], to = column->offsets[row + 1];
  lua_createtable(L, (int)(to - from), 0);
  for (uint32_t at = from; at < to; at++) {
    if (rows[at] == GLOSS_NONE) continue;
    lspan_push(L, target, rows[at]);
    lua_rawseti(L, -2, (lua_Integer)(at - from) + 1);
  }
}
