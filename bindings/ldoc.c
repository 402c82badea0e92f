/* ldoc.c -- documents in Lua. The box's user values: 1 the boxes of its layers and builders by
** pointer (weak values), 2 the text as a Lua string once it was asked for. */
#include <string.h>

#include "lbox.h"

enum { SHARE = 4 };          /* bytes a document and its layers are taken to need a byte of text */
enum { TELL = 1024 * 1024 }; /* the collector hears of so many at once */
enum { FULL = 32 << 20 };    /* so many more than after the last full collection call for another */

static void release(void *object) { gloss_doc_unref(object); }

const lclass ldoc_class = {"gloss.doc", "document", release};

static const char *const unit_names[] = {"codepoints", "utf16", "bytes", NULL};
static const gloss_unit units[] = {GLOSS_CODEPOINTS, GLOSS_UTF16, GLOSS_BYTES};

gloss_doc *gloss_lua_checkdoc(lua_State *L, int index) {
  return lbox_check(L, index, &ldoc_class)->object;
}

/* ---- Boxes of documents and of what hangs on them ---- */

int ldoc_find_child(lua_State *L, int doc, const void *object) {
  lua_getiuservalue(L, doc, 1);
  if (lua_rawgetp(L, -1, object) == LUA_TUSERDATA) {
    lbox *box = lua_touserdata(L, -1);
    if (box->object == object) {
      lua_remove(L, -2);
      return 1;
    }
  }
  lua_pop(L, 2);
  return 0;
}

void ldoc_add_child(lua_State *L, int doc, int child) {
  const lbox *box = lua_touserdata(L, child);
  child = lua_absindex(L, child);
  lua_getiuservalue(L, doc, 1);
  lua_pushvalue(L, child);
  lua_rawsetp(L, -2, box->object);
  lua_pop(L, 1);
}

lbox *ldoc_push_of(lua_State *L, int index) {
  lua_pushvalue(L, index);
  while (((lbox *)lua_touserdata(L, -1))->cls != &ldoc_class) {
    lua_getiuservalue(L, -1, 1);
    lua_remove(L, -2);
  }
  return lua_touserdata(L, -1);
}

/* Pushes an empty box that is ready for a document. */
static lbox *push_empty(lua_State *L, lstate *state) {
  lbox *box = lbox_push(L, &ldoc_class, 2);
  lbox_push_weak(L);
  lua_setiuservalue(L, -2, 1);
  box->serial = ++state->serial;
  return box;
}

/* Remembers the box on top by its document. */
static void remember(lua_State *L) {
  const lbox *box = lua_touserdata(L, -1);
  lstate_push(L);
  lua_getiuservalue(L, -1, 2);
  lua_pushvalue(L, -3);
  lua_rawsetp(L, -2, box->object);
  lua_pop(L, 2);
}

void gloss_lua_pushdoc(lua_State *L, gloss_doc *doc) {
  luaL_checkstack(L, 8, NULL);
  lstate *state = lstate_push(L);
  lua_getiuservalue(L, -1, 2);
  if (lua_rawgetp(L, -1, doc) == LUA_TUSERDATA && ((lbox *)lua_touserdata(L, -1))->object == doc) {
    lua_replace(L, -3);
    lua_pop(L, 1);
    return;
  }
  lua_pop(L, 3);
  lbox *box = push_empty(L, state);
  box->object = gloss_doc_ref(doc);
  remember(L);
}

/* ---- Closing ---- */

/* Releases the document of a box, which then weighs nothing. */
static void let_go(lstate *state, lbox *box) {
  size_t weight = box->object != NULL ? gloss_doc_text(box->object).size * SHARE : 0;
  state->weight -= weight < state->weight ? weight : state->weight;
  lbox_release_object(box);
}

/* Empties the boxes of all that hangs on the document at index, then its own. */
static void shut(lua_State *L, int index) {
  lbox *box = lua_touserdata(L, index);
  if (box->object == NULL) return;
  lua_pushvalue(L, index);
  lua_getiuservalue(L, -1, 1);
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) lbox_release_object(lua_touserdata(L, -1));
  lstate *state = lstate_get(L);
  size_t weight = gloss_doc_text(box->object).size * SHARE;
  state->unsaid -= weight < state->unsaid ? weight : state->unsaid;
  let_go(state, box);
  lua_pushnil(L);
  lua_setiuservalue(L, -3, 2);
  lua_pop(L, 2);
}

/* Closes what finalizers asked to close. */
static void shut_deferred(lua_State *L) {
  if (!lbox_push_deferred(L)) return;
  for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
    lbox *box = lua_touserdata(L, -1);
    if (box->cls == &ldoc_class)
      shut(L, -1);
    else
      lbox_release_object(box);
    lua_pop(L, 1);
  }
  lua_pop(L, 2);
}

/* ---- Making one ---- */

/* Tells the collector what documents weigh, since it sees their boxes alone. In generational mode
** steps free no old box, as that of the document before becomes; so when documents weigh much more
** than they did after the last full collection, and than all the rest, there is another. */
static void tell_size(lua_State *L, lstate *state, size_t size) {
  state->unsaid += size * SHARE;
  state->weight += size * SHARE;
  if (state->unsaid < TELL) return;
  int kilobytes = (int)(state->unsaid / 1024 < INT32_MAX ? state->unsaid / 1024 : INT32_MAX);
  state->unsaid = 0;
  if (!lua_gc(L, LUA_GCISRUNNING)) return;
  lua_gc(L, LUA_GCSTEP, kilobytes);
  if (state->weight < state->full_at) return;
  lua_gc(L, LUA_GCCOLLECT);
  state->full_at = state->weight * 2 + FULL + (size_t)lua_gc(L, LUA_GCCOUNT) * 1024;
}

lbox *ldoc_push_empty(lua_State *L) {
  shut_deferred(L);
  return push_empty(L, lstate_get(L));
}

void ldoc_fill(lua_State *L, gloss_doc *doc) {
  ((lbox *)lua_touserdata(L, -1))->object = doc;
  remember(L);
  tell_size(L, lstate_get(L), gloss_doc_text(doc).size);
}

/* Returns nil and why a pair cannot be set; raises for want of memory. */
static int fail_meta(lua_State *L, gloss_status status) {
  lbox_try(L, status == GLOSS_ENOMEM ? status : GLOSS_OK, NULL);
  lua_pushnil(L);
  if (status == GLOSS_ERANGE)
    lua_pushfstring(L, "more than %d metadata", (int)GLOSS_PARTS_MAX);
  else
    lua_pushstring(L, status == GLOSS_EARG ? "metadata without a key" : "metadata is not UTF-8");
  return 2;
}

/* Copies the table of metadata at `index` into a document. */
static gloss_status set_all_meta(lua_State *L, int index, gloss_doc *doc) {
  luaL_checktype(L, index, LUA_TTABLE);
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TSTRING)
      return luaL_error(L, "meta must be a table of strings by name");
    gloss_str key = lbox_checkstr(L, -2), value = lbox_checkstr(L, -1);
    gloss_status status = gloss_doc_set_meta(doc, key, value);
    if (status != GLOSS_OK) return status;
  }
  return GLOSS_OK;
}

/* Gives a string option, empty when it is not there; the value stays on the stack. */
static gloss_str string_option(lua_State *L, const char *key) {
  if (lua_isnoneornil(L, 2) || lbox_getfield(L, 2, key) == LUA_TNIL) return (gloss_str){"", 0};
  if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "%s must be a string", key);
  return lbox_checkstr(L, -1);
}

/* gloss.doc(text [, options]) */
int ldoc_new(lua_State *L) {
  static const char *const known[] = {"id", "ref_date", "meta", "replace_bad", NULL};
  gloss_doc_options options = {0};
  gloss_error err = {0};
  gloss_doc *doc;
  gloss_str text = lbox_checkstr(L, 1);
  lua_settop(L, 2);
  shut_deferred(L);
  lname_options(L, 2, known);
  options.id = string_option(L, "id");
  options.ref_date = string_option(L, "ref_date");
  if (!lua_isnil(L, 2)) {
    lbox_getfield(L, 2, "replace_bad");
    options.replace_bad = lua_toboolean(L, -1);
  }
  lstate *state = lstate_get(L);
  lbox *box = push_empty(L, state);
  int at = lua_gettop(L);
  gloss_status status = gloss_doc_new(&doc, state->pool, text, &options, &err);
  if (status != GLOSS_OK) return lbox_data_error(L, status, &err);
  box->object = doc;
  remember(L);
  if (!lua_isnil(L, 2) && lbox_getfield(L, 2, "meta") != LUA_TNIL) {
    status = set_all_meta(L, lua_gettop(L), doc);
    if (status != GLOSS_OK) return fail_meta(L, status);
  }
  lua_pushvalue(L, at);
  tell_size(L, state, text.size);
  return 1;
}

/* ---- Methods ---- */

static int push_str(lua_State *L, gloss_str text) {
  if (text.size == 0)
    lua_pushnil(L);
  else
    lua_pushlstring(L, text.data, text.size);
  return 1;
}

static int set_meta(lua_State *L) {
  gloss_doc *doc = gloss_lua_checkdoc(L, 1);
  gloss_str key = lbox_checkstr(L, 2), value = lbox_checkstr(L, 3);
  luaL_argcheck(L, key.size > 0, 2, "empty key");
  gloss_status status = gloss_doc_set_meta(doc, key, value);
  size_t bad = 0;
  if (status == GLOSS_EUTF8 && gloss_utf8_check(key, &bad) == GLOSS_OK)
    gloss_utf8_check(value, &bad);
  if (status != GLOSS_OK) {
    int results = fail_meta(L, status);
    if (status != GLOSS_EUTF8) return results;
    lua_pushinteger(L, (lua_Integer)bad + 1);
    return results + 1;
  }
  lua_pushboolean(L, 1);
  return 1;
}

static int set_ref_date(lua_State *L) {
  gloss_doc *doc = gloss_lua_checkdoc(L, 1);
  gloss_str date = lbox_checkstr(L, 2), from = {"option", 6};
  if (!lua_isnoneornil(L, 3)) from = lbox_checkstr(L, 3);
  gloss_status status = gloss_doc_set_ref_date(doc, date, from);
  if (status == GLOSS_EEXIST || status == GLOSS_EARG) {
    lua_pushnil(L);
    if (status == GLOSS_EEXIST)
      lua_pushliteral(L, "the reference date is already set");
    else
      lua_pushfstring(L, "not a date (YYYY-MM-DD): \"%s\"", date.data);
    return 2;
  }
  lbox_try(L, status, NULL);
  lua_pushboolean(L, 1);
  return 1;
}

void ldoc_unknown_layer(lua_State *L, gloss_doc *doc, const char *name) {
  gloss_layer *layer;
  lua_newtable(L);
  for (uint32_t i = 0; (layer = gloss_doc_layer_at(doc, i)) != NULL; i++) {
    lua_pushstring(L, gloss_layer_name(layer));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lname_unknown(L, 1, "layer", name);
}

static int find(lua_State *L) {
  gloss_doc *doc = gloss_lua_checkdoc(L, 1);
  gloss_layer *layer = gloss_doc_layer(doc, luaL_checkstring(L, 2));
  if (layer == NULL)
    lua_pushnil(L);
  else
    llayer_push(L, 1, layer);
  return 1;
}

static int layer_of(lua_State *L) {
  find(L);
  if (lua_isnil(L, -1)) ldoc_unknown_layer(L, gloss_lua_checkdoc(L, 1), lua_tostring(L, 2));
  return 1;
}

static int layers(lua_State *L) {
  gloss_doc *doc = gloss_lua_checkdoc(L, 1);
  gloss_layer *layer;
  lua_newtable(L);
  for (uint32_t i = 0; (layer = gloss_doc_layer_at(doc, i)) != NULL; i++) {
    lua_pushstring(L, gloss_layer_name(layer));
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* doc:row_count([known]) -> the rows of the layers bound after the first `known`; how many layers
** there are */
static int row_count(lua_State *L) {
  gloss_doc *doc = gloss_lua_checkdoc(L, 1);
  lua_Integer known = luaL_optinteger(L, 2, 0), rows = 0;
  luaL_argcheck(L, known >= 0 && known <= UINT32_MAX, 2, "no count of layers");
  uint32_t i = (uint32_t)known;
  gloss_layer *layer;
  for (; (layer = gloss_doc_layer_at(doc, i)) != NULL; i++) rows += gloss_layer_count(layer);
  lua_pushinteger(L, rows);
  lua_pushinteger(L, i);
  return 2;
}

static int build(lua_State *L) {
  lbuilder_new(L, 0);
  return 1;
}

static int relation(lua_State *L) {
  lbuilder_new(L, 1);
  return 1;
}

static int bind(lua_State *L) {
  gloss_lua_checkdoc(L, 1);
  llayer_check(L, 2);
  lua_settop(L, 2);
  llayer_bind(L, 1);
  return 1;
}

/* Takes positions at 2 and 3 that must be a span of the document's text. */
static gloss_span check_positions(lua_State *L, const gloss_doc *doc) {
  gloss_span span = lbox_checkspan(L, 2);
  gloss_str text = gloss_doc_text(doc);
  if (span.end > text.size)
    luaL_error(L, "position %I is past the end of the text (%I bytes)", (LUAI_UACINT)span.end,
               (LUAI_UACINT)text.size);
  if ((text.data[span.start] & 0xC0) == 0x80) luaL_argerror(L, 2, "position inside a character");
  if (span.end < text.size && (text.data[span.end] & 0xC0) == 0x80)
    luaL_argerror(L, 3, "position inside a character");
  return span;
}

static int span_of(lua_State *L) {
  lspan_push_free(L, 1, check_positions(L, gloss_lua_checkdoc(L, 1)));
  return 1;
}

int ldoc_offsets(lua_State *L, gloss_doc *doc, gloss_span span, int unit_index) {
  int unit = lname_choice(L, unit_index, "unit", unit_names, 0);
  uint32_t at[2] = {span.start, span.end};
  lbox_try(L, gloss_doc_convert(doc, GLOSS_BYTES, units[unit], at, 2, at), NULL);
  lua_pushinteger(L, at[0]);
  lua_pushinteger(L, at[1]);
  return 2;
}

static int offsets(lua_State *L) {
  gloss_doc *doc = gloss_lua_checkdoc(L, 1);
  return ldoc_offsets(L, doc, check_positions(L, doc), 4);
}

/* doc:bytes(start, end [, unit]) -> first, last: what doc:offsets undoes. */
static int bytes(lua_State *L) {
  gloss_doc *doc = gloss_lua_checkdoc(L, 1);
  int unit = lname_choice(L, 4, "unit", unit_names, 0);
  uint32_t at[2];
  for (int i = 0; i < 2; i++) {
    lua_Integer offset = luaL_checkinteger(L, 2 + i);
    luaL_argcheck(L, offset >= 0 && offset < GLOSS_NONE, 2 + i, "offset out of bounds");
    at[i] = (uint32_t)offset;
  }
  luaL_argcheck(L, at[0] < at[1], 3, "end is not after start");
  gloss_status status = gloss_doc_convert(doc, units[unit], GLOSS_BYTES, at, 2, at);
  if (status == GLOSS_ERANGE) return luaL_error(L, "offsets past the text or inside a character");
  lbox_try(L, status, NULL);
  lua_pushinteger(L, (lua_Integer)at[0] + 1);
  lua_pushinteger(L, at[1]);
  return 2;
}

/* Closing twice is no error. */
static int close(lua_State *L) {
  luaL_checkudata(L, 1, ldoc_class.name);
  if (!lbox_defer(L)) shut(L, 1);
  return 0;
}

/* ---- Properties ---- */

enum { ID, TEXT, META, REF_DATE, REF_DATE_FROM };
static const char *const properties[] = {"id", "text", "meta", "ref_date", "ref_date_from", NULL};

static int push_text(lua_State *L, const gloss_doc *doc) {
  if (lua_getiuservalue(L, 1, 2) == LUA_TSTRING) return 1;
  gloss_str text = gloss_doc_text(doc);
  lua_pushlstring(L, text.data, text.size);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, 1, 2);
  return 1;
}

static int push_meta(lua_State *L, const gloss_doc *doc) {
  gloss_str key, value;
  lua_newtable(L);
  for (uint32_t i = 0; gloss_doc_meta_at(doc, i, &key, &value) == GLOSS_OK; i++) {
    lua_pushlstring(L, key.data, key.size);
    lua_pushlstring(L, value.data, value.size);
    lua_rawset(L, -3);
  }
  return 1;
}

static int index(lua_State *L) {
  gloss_doc *doc;
  gloss_str id, from;
  int member = lbox_member(L);
  if (member == LBOX_METHOD) return 1;
  doc = gloss_lua_checkdoc(L, 1);
  switch (member) {
  case ID:
    id = gloss_doc_id(doc);
    lua_pushlstring(L, id.data, id.size);
    return 1;
  case TEXT: return push_text(L, doc);
  case META: return push_meta(L, doc);
  case REF_DATE: return push_str(L, gloss_doc_ref_date(doc, NULL));
  case REF_DATE_FROM:
    if (gloss_doc_ref_date(doc, &from).size == 0) return 0;
    return push_str(L, from);
  default: return lbox_no_member(L, "document");
  }
}

static int length(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)gloss_doc_text(gloss_lua_checkdoc(L, 1)).size);
  return 1;
}

static int to_string(lua_State *L) {
  const lbox *box = luaL_checkudata(L, 1, ldoc_class.name);
  if (box->object == NULL)
    lua_pushliteral(L, "document (closed)");
  else {
    gloss_str id = gloss_doc_id(box->object);
    lua_pushlstring(L, id.data, id.size);
    lua_pushfstring(L, "document \"%s\" (%I bytes)", lua_tostring(L, -1),
                    (LUAI_UACINT)gloss_doc_text(box->object).size);
  }
  return 1;
}

static int finalize(lua_State *L) {
  let_go(lstate_get(L), luaL_checkudata(L, 1, ldoc_class.name));
  return 0;
}

void ldoc_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {{"__index", index},        {"__len", length},
                                         {"__tostring", to_string}, {"__gc", finalize},
                                         {"__close", close},        {NULL, NULL}};
  static const luaL_Reg methods[] = {{"set_meta", set_meta}, {"set_ref_date", set_ref_date},
                                     {"layer", layer_of},    {"find", find},
                                     {"layers", layers},     {"row_count", row_count},
                                     {"build", build},       {"relation", relation},
                                     {"bind", bind},         {"span", span_of},
                                     {"offsets", offsets},   {"bytes", bytes},
                                     {"close", close},       {NULL, NULL}};
  lbox_type(L, ldoc_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL}, properties);
}
