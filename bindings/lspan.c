/* lspan.c -- spans: views of rows, or of no row (free). User value 1 is the layer's box, or of a
** free span the document's; a view owns nothing. A row of a relation is a view without a place. */
#include <string.h>

#include "lbox.h"

static const char type_name[] = "gloss.span";

void lspan_push(lua_State *L, int layer, uint32_t row) {
  luaL_checkstack(L, 4, NULL);
  lua_pushvalue(L, layer);
  lbox *owner = lua_touserdata(L, -1);
  const uint32_t *starts = gloss_layer_starts(owner->object);
  lspan *view = lua_newuserdatauv(L, sizeof *view, 1);
  view->owner = owner;
  view->row = row;
  view->span = (gloss_span){0, 0};
  if (starts != NULL) view->span = (gloss_span){starts[row], gloss_layer_ends(owner->object)[row]};
  lua_insert(L, -2);
  lua_setiuservalue(L, -2, 1);
  luaL_setmetatable(L, type_name);
}

void lspan_push_free(lua_State *L, int doc, gloss_span span) {
  luaL_checkstack(L, 4, NULL);
  lua_pushvalue(L, doc);
  lspan *view = lua_newuserdatauv(L, sizeof *view, 1);
  view->owner = lua_touserdata(L, -2);
  view->row = GLOSS_NONE;
  view->span = span;
  lua_insert(L, -2);
  lua_setiuservalue(L, -2, 1);
  luaL_setmetatable(L, type_name);
}

lspan *lspan_test(lua_State *L, int index) {
  lspan *view = luaL_testudata(L, index, type_name);
  if (view != NULL && view->owner->object == NULL) {
    lua_getiuservalue(L, index, 1);
    lbox_closed(L, lua_gettop(L));
  }
  return view;
}

static lspan *check(lua_State *L, int index) {
  lspan *view = lspan_test(L, index);
  if (view == NULL) luaL_typeerror(L, index, type_name);
  return view;
}

/* Checks that the view at 1 has a place in the text. */
static lspan *check_place(lua_State *L) {
  lspan *view = check(L, 1);
  if (view->span.end == 0) luaL_argerror(L, 1, "a row of a relation has no place in the text");
  return view;
}

/* Pushes the box of the document of the view at 1. */
static void push_doc(lua_State *L) {
  lua_getiuservalue(L, 1, 1);
  ldoc_push_of(L, -1);
  lua_remove(L, -2);
}

/* ---- Methods ---- */

/* Takes the layer named or given at 2 and leaves, at 3 and 4, the boxes of document and layer. */
static gloss_layer *check_layer(lua_State *L) {
  luaL_checkany(L, 2);
  lua_settop(L, 3);
  push_doc(L);
  lua_insert(L, 3); /* self, layer, document, options */
  gloss_layer *layer = llayer_arg(L, 2, 3);
  llayer_push(L, 3, layer);
  lua_insert(L, 4); /* self, layer, document, layer's box, options */
  return layer;
}

static int push_row(lua_State *L, uint32_t row) {
  if (row == GLOSS_NONE)
    lua_pushnil(L);
  else
    lspan_push(L, 4, row);
  return 1;
}

static int within(lua_State *L) {
  gloss_span span = check_place(L)->span;
  return push_row(L, gloss_layer_within(check_layer(L), span));
}

/* Pushes a table of the rows that `find` goes through. */
static int push_rows(lua_State *L, uint32_t (*find)(const gloss_layer *, gloss_span, uint32_t)) {
  gloss_span span = check_place(L)->span;
  const gloss_layer *layer = check_layer(L);
  lua_Integer n = 0;
  lua_newtable(L);
  for (uint32_t row = 0; (row = find(layer, span, row)) != GLOSS_NONE; row++) {
    lspan_push(L, 4, row);
    lua_rawseti(L, -2, ++n);
  }
  return 1;
}

static int covered(lua_State *L) { return push_rows(L, gloss_layer_covered); }

static int overlapping(lua_State *L) { return push_rows(L, gloss_layer_overlapping); }

static int nearest(lua_State *L) {
  gloss_span span = check_place(L)->span;
  gloss_layer *layer = check_layer(L);
  gloss_nearest_options options = lquery_nearest_options(L, 5, layer, 3);
  return push_row(L, gloss_layer_nearest(layer, span, &options));
}

/* Pushes the row before or after; a sentence has none across an edge of zones. */
static int neighbour(lua_State *L, int step) {
  const lspan *view = check(L, 1);
  if (view->row == GLOSS_NONE) return luaL_argerror(L, 1, "a free span has no neighbours");
  gloss_layer *layer = view->owner->object, *zones = NULL;
  if (strcmp(gloss_layer_name(layer), "sentence") == 0)
    zones = gloss_doc_layer(gloss_layer_doc(layer), "zone");
  uint32_t row = gloss_layer_neighbour(layer, view->row, step, zones);
  if (row == GLOSS_NONE) return 0;
  lua_getiuservalue(L, 1, 1);
  lspan_push(L, -1, row);
  return 1;
}

static int prev(lua_State *L) { return neighbour(L, -1); }

static int next(lua_State *L) { return neighbour(L, 1); }

static int offsets(lua_State *L) {
  gloss_span span = check_place(L)->span;
  lua_settop(L, 2);
  push_doc(L);
  return ldoc_offsets(L, gloss_lua_checkdoc(L, 3), span, 2);
}

/* ---- Metamethods ---- */

enum { FIRST, LAST, TEXT, DOC, LAYER, ROW };
static const char *const properties[] = {"first", "last", "text", "doc", "layer", "row", NULL};

static gloss_doc *doc_of(const lspan *view) {
  return view->row == GLOSS_NONE ? view->owner->object : gloss_layer_doc(view->owner->object);
}

static int push_text(lua_State *L, const lspan *view) {
  gloss_str text = gloss_doc_text(doc_of(view));
  lua_pushlstring(L, text.data + view->span.start, view->span.end - view->span.start);
  return 1;
}

/* Pushes a property; a row of a relation has no place, a free span no row. */
static int push_property(lua_State *L, const lspan *view, int property) {
  if (property <= TEXT && view->span.end == 0) return 0;
  if (property >= LAYER && view->row == GLOSS_NONE) return 0;
  switch (property) {
  case FIRST: lua_pushinteger(L, (lua_Integer)view->span.start + 1); return 1;
  case LAST: lua_pushinteger(L, view->span.end); return 1;
  case TEXT: return push_text(L, view);
  case DOC: push_doc(L); return 1;
  case LAYER: lua_getiuservalue(L, 1, 1); return 1;
  default: lua_pushinteger(L, (lua_Integer)view->row + 1); return 1;
  }
}

static int index(lua_State *L) {
  const lspan *view = lbox_self(L, type_name);
  int member = lbox_member(L);
  if (member == LBOX_METHOD) return 1;
  if (view->owner->object == NULL) view = check(L, 1);
  if (member != LBOX_UNKNOWN) return push_property(L, view, member);
  if (view->row == GLOSS_NONE || lua_type(L, 2) != LUA_TSTRING) return lbox_no_member(L, "span");
  gloss_column column = llayer_column(L, view->owner->object, lua_tostring(L, 2));
  lua_getiuservalue(L, 1, 1);
  lvalue_push_view(L, -1, &column, view->row);
  return 1;
}

static int length(lua_State *L) {
  const lspan *view = check(L, 1);
  lua_pushinteger(L, view->span.end - view->span.start);
  return 1;
}

static int equal(lua_State *L) {
  const lspan *a = luaL_testudata(L, 1, type_name), *b = luaL_testudata(L, 2, type_name);
  lua_pushboolean(L, a != NULL && b != NULL && a->owner->object != NULL &&
                         a->owner->object == b->owner->object && a->row == b->row &&
                         a->span.start == b->span.start && a->span.end == b->span.end);
  return 1;
}

static int to_string(lua_State *L) {
  const lspan *view = luaL_checkudata(L, 1, type_name);
  if (view->owner->object == NULL) {
    lua_pushliteral(L, "span (closed)");
    return 1;
  }
  if (view->row == GLOSS_NONE)
    lua_pushliteral(L, "span");
  else
    lua_pushfstring(L, "%s[%I]", gloss_layer_name(view->owner->object), (LUAI_UACINT)view->row + 1);
  if (view->span.end == 0) return 1;
  push_text(L, view);
  lua_pushfstring(L, "%s %I-%I \"%s\"", lua_tostring(L, -2), (LUAI_UACINT)view->span.start + 1,
                  (LUAI_UACINT)view->span.end, lua_tostring(L, -1));
  return 1;
}

static const luaL_Reg methods[] = {
    {"within", within}, {"covered", covered}, {"overlapping", overlapping}, {"prev", prev},
    {"next", next},     {"nearest", nearest}, {"offsets", offsets},         {NULL, NULL}};

int lspan_uses(const char *name) {
  for (const luaL_Reg *method = methods; method->name != NULL; method++)
    if (strcmp(name, method->name) == 0) return 1;
  for (int i = 0; properties[i] != NULL; i++)
    if (strcmp(name, properties[i]) == 0) return 1;
  return 0;
}

int lspan_core_uses(lua_State *L) {
  lua_pushboolean(L, lspan_uses(luaL_checkstring(L, 1)));
  return 1;
}

void lspan_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {{"__index", index},
                                         {"__len", length},
                                         {"__eq", equal},
                                         {"__tostring", to_string},
                                         {NULL, NULL}};
  lbox_type(L, type_name, metamethods, (const luaL_Reg *const[]){methods, NULL}, properties);
}
