/* llayer.c -- layers and relations in Lua: their boxes, and what one row or the whole layer is.
** Questions about many rows are in lquery.c, columns in lcolumn.c, iterators in leach.c. */
#include <string.h>

#include "lbox.h"

static void release(void *object) { gloss_layer_unref(object); }

const lclass llayer_class = {"gloss.layer", "layer", release};

lbox *llayer_check(lua_State *L, int index) { return lbox_check(L, index, &llayer_class); }

/* ---- Boxes ---- */

lbox *llayer_push_empty(lua_State *L, int doc) {
  doc = lua_absindex(L, doc);
  luaL_checkstack(L, 8, NULL);
  const lbox *owner = lua_touserdata(L, doc);
  lbox *box = lbox_push(L, &llayer_class, 1);
  box->serial = owner->serial;
  lua_pushvalue(L, doc);
  lua_setiuservalue(L, -2, 1);
  return box;
}

void llayer_fill(lua_State *L, int doc, lbox *box, gloss_layer *layer) {
  box->object = layer;
  ldoc_add_child(L, doc, -1);
}

void llayer_push(lua_State *L, int doc, gloss_layer *layer) {
  doc = lua_absindex(L, doc);
  if (ldoc_find_child(L, doc, layer)) return;
  lbox *box = llayer_push_empty(L, doc);
  llayer_fill(L, doc, box, gloss_layer_ref(layer));
}

gloss_layer *llayer_arg(lua_State *L, int index, int doc) {
  gloss_doc *owner = gloss_lua_checkdoc(L, doc);
  if (lua_type(L, index) == LUA_TSTRING) {
    gloss_layer *layer = gloss_doc_layer(owner, lua_tostring(L, index));
    if (layer == NULL) ldoc_unknown_layer(L, owner, lua_tostring(L, index));
    return layer;
  }
  gloss_layer *layer = llayer_check(L, index)->object;
  if (gloss_layer_doc(layer) != owner) luaL_argerror(L, index, "layer of another document");
  return layer;
}

gloss_layer *llayer_field(lua_State *L, int index, const char *key, int doc) {
  if (lua_isnoneornil(L, index)) {
    lua_pushnil(L);
    return NULL;
  }
  if (lbox_getfield(L, index, key) == LUA_TNIL) return NULL;
  return llayer_arg(L, lua_gettop(L), doc);
}

void llayer_bind(lua_State *L, int doc) {
  gloss_doc *owner = gloss_lua_checkdoc(L, doc);
  gloss_layer *layer = llayer_check(L, -1)->object;
  gloss_status status = gloss_doc_bind(owner, layer);
  if (status == GLOSS_EEXIST)
    luaL_error(L, "there is already a layer \"%s\"", gloss_layer_name(layer));
  if (status == GLOSS_EARG) luaL_error(L, "layer of another document");
  if (status == GLOSS_ERANGE)
    luaL_error(L, "a document has no more than %d layers", (int)GLOSS_PARTS_MAX);
  lbox_try(L, status, NULL);
}

/* ---- Columns and rows ---- */

/* Pushes a table of the names of a layer's columns, with those a token layer can make. */
static void push_names(lua_State *L, gloss_layer *layer, int with_lazy) {
  static const char *const lazy[] = {"hash", "form", "folded"};
  gloss_column column;
  lua_Integer n = 0;
  lua_newtable(L);
  for (uint32_t i = 0; gloss_layer_column_at(layer, i, &column) == GLOSS_OK; i++) {
    lua_pushstring(L, column.name);
    lua_rawseti(L, -2, ++n);
  }
  for (size_t i = 0; with_lazy && i < 3; i++) {
    if (gloss_layer_column(layer, lazy[i], &column) != GLOSS_OK) break;
    lua_pushstring(L, lazy[i]);
    lua_rawseti(L, -2, ++n);
  }
}

gloss_column llayer_column(lua_State *L, gloss_layer *layer, const char *name) {
  gloss_column column;
  gloss_status status = gloss_layer_column(layer, name, &column);
  if (status == GLOSS_ENOENT) {
    push_names(L, layer, 1);
    lname_unknown(L, 1, lua_pushfstring(L, "column of layer \"%s\":", gloss_layer_name(layer)),
                  name);
  }
  lbox_try(L, status, NULL);
  return column;
}

static uint32_t check_row(lua_State *L, int index, const gloss_layer *layer) {
  lua_Integer row = luaL_checkinteger(L, index);
  uint32_t count = gloss_layer_count(layer);
  if (row < 1 || row > (lua_Integer)count)
    luaL_argerror(L, index,
                  lua_pushfstring(L, "row %I of %I", (LUAI_UACINT)row, (LUAI_UACINT)count));
  return (uint32_t)(row - 1);
}

/* ---- Methods ---- */

static int first(lua_State *L) {
  const gloss_layer *layer = llayer_check(L, 1)->object;
  uint32_t row = check_row(L, 2, layer);
  const uint32_t *starts = gloss_layer_starts(layer);
  if (starts == NULL) return 0;
  lua_pushinteger(L, (lua_Integer)starts[row] + 1);
  return 1;
}

static int last(lua_State *L) {
  const gloss_layer *layer = llayer_check(L, 1)->object;
  uint32_t row = check_row(L, 2, layer);
  const uint32_t *ends = gloss_layer_ends(layer);
  if (ends == NULL) return 0;
  lua_pushinteger(L, ends[row]);
  return 1;
}

static int get(lua_State *L) {
  const lbox *box = llayer_check(L, 1);
  uint32_t row = check_row(L, 2, box->object);
  gloss_column column = llayer_column(L, box->object, luaL_checkstring(L, 3));
  lcache cache = lvalue_cache(L, box);
  lvalue_push(L, &cache, &column, row);
  return 1;
}

static int has(lua_State *L) {
  gloss_layer *layer = llayer_check(L, 1)->object;
  gloss_column column;
  gloss_status status = gloss_layer_column(layer, luaL_checkstring(L, 2), &column);
  if (status != GLOSS_ENOENT) lbox_try(L, status, NULL);
  lua_pushboolean(L, status == GLOSS_OK);
  return 1;
}

static int rows(lua_State *L) {
  const gloss_layer *layer = llayer_check(L, 1)->object;
  uint32_t count = gloss_layer_count(layer);
  lua_createtable(L, count < INT32_MAX ? (int)count : INT32_MAX, 0);
  for (uint32_t row = 0; row < count; row++) {
    lspan_push(L, 1, row);
    lua_rawseti(L, -2, (lua_Integer)row + 1);
  }
  return 1;
}

/* Upvalues: the layer's box, the next row. */
static int next_span(lua_State *L) {
  int layer = lua_upvalueindex(1);
  lua_Integer row = lua_tointeger(L, lua_upvalueindex(2));
  const gloss_layer *rows_of = llayer_check(L, layer)->object;
  if (row >= (lua_Integer)gloss_layer_count(rows_of)) return 0;
  lua_pushinteger(L, row + 1);
  lua_replace(L, lua_upvalueindex(2));
  lspan_push(L, layer, (uint32_t)row);
  return 1;
}

static int spans(lua_State *L) {
  llayer_check(L, 1);
  lua_settop(L, 1);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_span, 2);
  return 1;
}

/* ---- Metamethods ---- */

enum { NAME, DOC, RELATION, COLUMNS };
static const char *const properties[] = {"name", "doc", "relation", "columns", NULL};

static int index(lua_State *L) {
  const lbox *box = lbox_self(L, llayer_class.name);
  int member = LBOX_UNKNOWN, row_asked = lua_isinteger(L, 2);
  if (!row_asked && (member = lbox_member(L)) == LBOX_METHOD) return 1;
  if (box->object == NULL) return lbox_closed(L, 1);
  gloss_layer *layer = box->object;
  if (row_asked) {
    lua_Integer row = lua_tointeger(L, 2);
    if (row < 1 || row > (lua_Integer)gloss_layer_count(layer)) return 0;
    lspan_push(L, 1, (uint32_t)(row - 1));
    return 1;
  }
  switch (member) {
  case NAME: lua_pushstring(L, gloss_layer_name(layer)); return 1;
  case DOC: ldoc_push_of(L, 1); return 1;
  case RELATION: lua_pushboolean(L, gloss_layer_starts(layer) == NULL); return 1;
  case COLUMNS: push_names(L, layer, 0); return 1;
  default: return lbox_no_member(L, "layer");
  }
}

static int length(lua_State *L) {
  lua_pushinteger(L, gloss_layer_count(llayer_check(L, 1)->object));
  return 1;
}

static int equal(lua_State *L) {
  const lbox *a = luaL_testudata(L, 1, llayer_class.name);
  const lbox *b = luaL_testudata(L, 2, llayer_class.name);
  lua_pushboolean(L, a != NULL && b != NULL && a->object != NULL && a->object == b->object);
  return 1;
}

static int to_string(lua_State *L) {
  const lbox *box = luaL_checkudata(L, 1, llayer_class.name);
  if (box->object == NULL)
    lua_pushliteral(L, "layer (closed)");
  else
    lua_pushfstring(L, "%s \"%s\" (%I rows)",
                    gloss_layer_starts(box->object) == NULL ? "relation" : "layer",
                    gloss_layer_name(box->object), (LUAI_UACINT)gloss_layer_count(box->object));
  return 1;
}

void llayer_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {
      {"__index", index},     {"__len", length},       {"__eq", equal}, {"__tostring", to_string},
      {"__gc", lbox_release}, {"__close", lbox_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"first", first},
                                     {"last", last},
                                     {"get", get},
                                     {"has", has},
                                     {"rows", rows},
                                     {"spans", spans},
                                     {"each", leach_new},
                                     {"column", lcolumn_new},
                                     {"values", lcolumn_values},
                                     {"where", lcolumn_where},
                                     {"count_by", lfrequency_count_by},
                                     {"ngrams", lfrequency_ngrams},
                                     {"add_column", lcolumn_add},
                                     {NULL, NULL}};
  lbox_type(L, llayer_class.name, metamethods,
            (const luaL_Reg *const[]){methods, lquery_methods, NULL}, properties);
}
