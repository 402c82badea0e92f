/* lquery.c -- methods of layers that ask about many rows, or make a new layer of some. */
#include <stdlib.h>
#include <string.h>

#include "lbox.h"

/* ---- Queries ---- */

static int push_row(lua_State *L, uint32_t row) {
  if (row == GLOSS_NONE)
    lua_pushnil(L);
  else
    lua_pushinteger(L, (lua_Integer)row + 1);
  return 1;
}

static int within(lua_State *L) {
  const gloss_layer *layer = llayer_check(L, 1)->object;
  return push_row(L, gloss_layer_within(layer, lbox_checkspan(L, 2)));
}

typedef uint32_t (*finder)(const gloss_layer *, gloss_span, uint32_t);

/* Gives the next row. Upvalues: the layer's box, start and end, the row to start at, which. */
static int next_row(lua_State *L) {
  static const finder finders[] = {gloss_layer_covered, gloss_layer_overlapping};
  const gloss_layer *layer = llayer_check(L, lua_upvalueindex(1))->object;
  gloss_span span = {(uint32_t)lua_tointeger(L, lua_upvalueindex(2)),
                     (uint32_t)lua_tointeger(L, lua_upvalueindex(3))};
  uint32_t from = (uint32_t)lua_tointeger(L, lua_upvalueindex(4));
  uint32_t row = finders[lua_tointeger(L, lua_upvalueindex(5))](layer, span, from);
  if (row == GLOSS_NONE) return 0;
  lua_pushinteger(L, (lua_Integer)row + 1);
  lua_copy(L, -1, lua_upvalueindex(4));
  return 1;
}

static int push_iterator(lua_State *L, int which) {
  llayer_check(L, 1);
  gloss_span span = lbox_checkspan(L, 2);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, span.start);
  lua_pushinteger(L, span.end);
  lua_pushinteger(L, 0);
  lua_pushinteger(L, which);
  lua_pushcclosure(L, next_row, 5);
  return 1;
}

static int covered(lua_State *L) { return push_iterator(L, 0); }

static int overlapping(lua_State *L) { return push_iterator(L, 1); }

gloss_nearest_options lquery_nearest_options(lua_State *L, int index, gloss_layer *layer, int doc) {
  static const char *const known[] = {"label", "side", "within", NULL};
  static const char *const sides[] = {"both", "left", "right", NULL};
  gloss_nearest_options options = {0};
  if (lua_isnoneornil(L, index)) return options;
  lname_options(L, index, known);
  if (lbox_getfield(L, index, "label") != LUA_TNIL) {
    if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "label must be a string");
    options.column = "label";
    options.value = lbox_checkstr(L, -1);
    gloss_column column = llayer_column(L, layer, "label");
    if (column.type != GLOSS_SYMBOL || column.offsets != NULL)
      luaL_error(L, "column \"label\" of layer \"%s\" holds no strings", gloss_layer_name(layer));
  }
  lbox_getfield(L, index, "side");
  options.side = (gloss_side)lname_choice(L, lua_gettop(L), "side", sides, 0);
  options.within = llayer_field(L, index, "within", doc);
  return options;
}

static int nearest(lua_State *L) {
  gloss_layer *layer = llayer_check(L, 1)->object;
  gloss_span span = lbox_checkspan(L, 2);
  lua_settop(L, 4);
  ldoc_push_of(L, 1);
  gloss_nearest_options options = lquery_nearest_options(L, 4, layer, 5);
  return push_row(L, gloss_layer_nearest(layer, span, &options));
}

/* ---- New layers ---- */

/* layer:join(other, op [, options]) */
static int join(lua_State *L) {
  static const char *const ops[] = {"within", "covers", "overlaps", "follows", NULL};
  static const char *const known[] = {"gap", "unit", "same", "name", NULL};
  gloss_join_options options = {0};
  gloss_layer *a = llayer_check(L, 1)->object;
  luaL_checktype(L, 3, LUA_TSTRING);
  lua_settop(L, 4);
  ldoc_push_of(L, 1);
  gloss_layer *b = llayer_arg(L, 2, 5);
  int op = lname_choice(L, 3, "operation", ops, 0);
  lname_options(L, 4, known);
  options.same = llayer_field(L, 4, "same", 5);
  options.unit = llayer_field(L, 4, "unit", 5);
  const char *name =
      lua_pushfstring(L, "%s.%s.%s", gloss_layer_name(a), ops[op], gloss_layer_name(b));
  if (!lua_isnil(L, 4)) {
    if (lbox_getfield(L, 4, "name") != LUA_TNIL) name = lbox_checkname(L, -1, "relation");
    if (lbox_getfield(L, 4, "gap") != LUA_TNIL) {
      lua_Integer gap = luaL_checkinteger(L, -1);
      if (gap < 0) return luaL_error(L, "gap must not be negative");
      options.gap = gap < GLOSS_NONE ? (uint32_t)gap : GLOSS_NONE - 1;
      lua_pushliteral(L, "token");
      if (options.unit == NULL) options.unit = llayer_arg(L, lua_gettop(L), 5);
    }
  }
  if (gloss_layer_starts(a) == NULL || gloss_layer_starts(b) == NULL)
    return luaL_error(L, "a relation has no spans to join");
  gloss_layer *out;
  lbox *box = llayer_push_empty(L, 5);
  lbox_try(L, gloss_layer_join(a, b, (gloss_op)op, &options, name, &out), NULL);
  llayer_fill(L, 5, box, out);
  return 1;
}

/* layer:merge(other, ... [, name]) */
static int merge(lua_State *L) {
  gloss_layer *self = llayer_check(L, 1)->object;
  int n = lua_gettop(L);
  const char *name = gloss_layer_name(self);
  if (n > 2 && lua_type(L, n) == LUA_TSTRING) name = lbox_checkname(L, n--, "layer");
  luaL_argcheck(L, n >= 2, 2, "layer expected");
  ldoc_push_of(L, 1);
  int doc = lua_gettop(L);
  gloss_layer **layers = lbox_buffer(L, (size_t)n, sizeof(gloss_layer *)), *out;
  for (int i = 0; i < n; i++) layers[i] = llayer_arg(L, i + 1, doc);
  for (int i = 0; i < n; i++)
    if ((gloss_layer_starts(layers[i]) == NULL) != (gloss_layer_starts(self) == NULL))
      return luaL_argerror(L, i + 1, "layers and relations cannot be merged");
  lbox *box = llayer_push_empty(L, doc);
  gloss_status status = gloss_layer_merge(layers, (size_t)n, name, &out);
  if (status == GLOSS_ETYPE) return luaL_error(L, "columns of one name have two types");
  lbox_try(L, status, NULL);
  llayer_fill(L, doc, box, out);
  return 1;
}

static int by_row(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

uint32_t *lquery_rows(lua_State *L, int index, const gloss_layer *layer, size_t *count) {
  size_t n = lua_rawlen(L, index), kept = 0;
  uint32_t *rows = lbox_buffer(L, n, sizeof *rows);
  for (size_t i = 0; i < n; i++) {
    lua_rawgeti(L, index, (lua_Integer)i + 1);
    int exact;
    lua_Integer row = lua_tointegerx(L, -1, &exact);
    if (!exact || row < 1 || row > (lua_Integer)gloss_layer_count(layer))
      luaL_error(L, "entry %d is no row of layer \"%s\"", (int)i + 1, gloss_layer_name(layer));
    rows[i] = (uint32_t)(row - 1);
    lua_pop(L, 1);
  }
  qsort(rows, n, sizeof *rows, by_row);
  for (size_t i = 0; i < n; i++)
    if (kept == 0 || rows[i] != rows[kept - 1]) rows[kept++] = rows[i];
  *count = kept;
  return rows;
}

/* Collects the rows for which the function at 2 is true into a pushed buffer. */
static uint32_t *chosen_rows(lua_State *L, const gloss_layer *layer, size_t *count) {
  uint32_t n = gloss_layer_count(layer);
  size_t kept = 0;
  uint32_t *rows = lbox_buffer(L, n, sizeof *rows);
  for (uint32_t row = 0; row < n; row++) {
    lua_pushvalue(L, 2);
    llayer_check(L, 1); /* the function may have closed the document */
    lspan_push(L, 1, row);
    lua_call(L, 1, 1);
    if (lua_toboolean(L, -1)) rows[kept++] = row;
    lua_pop(L, 1);
  }
  *count = kept;
  return rows;
}

/* layer:filter(rows [, name]) */
static int filter(lua_State *L) {
  gloss_layer *layer = llayer_check(L, 1)->object, *out;
  size_t n;
  lua_settop(L, 3);
  luaL_argexpected(L, lua_istable(L, 2) || lua_isfunction(L, 2), 2, "table of rows or function");
  if (!lua_isnil(L, 3)) lbox_checkname(L, 3, "layer");
  uint32_t *rows = lua_istable(L, 2) ? lquery_rows(L, 2, layer, &n) : chosen_rows(L, layer, &n);
  llayer_check(L, 1);
  const char *name = lua_isnil(L, 3) ? gloss_layer_name(layer) : lua_tostring(L, 3);
  ldoc_push_of(L, 1);
  int doc = lua_gettop(L);
  lbox *box = llayer_push_empty(L, doc);
  lbox_try(L, gloss_layer_filter(layer, rows, n, name, &out), NULL);
  llayer_fill(L, doc, box, out);
  return 1;
}

const luaL_Reg lquery_methods[] = {
    {"within", within}, {"covered", covered}, {"overlapping", overlapping}, {"nearest", nearest},
    {"join", join},     {"merge", merge},     {"filter", filter},           {NULL, NULL}};
