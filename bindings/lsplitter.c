/* lsplitter.c -- gloss.splitter {...} */
#include "lbox.h"

static void release(void *object) { gloss_splitter_unref(object); }

static const lclass splitter_class = {"gloss.splitter", "splitter", release};

/* core.splitter {style=, language=, newlines=, abbreviations=, model=} */
int lsplitter_new(lua_State *L) {
  static const char *const known[] = {"style",         "language", "newlines",
                                      "abbreviations", "model",    NULL};
  gloss_splitter_options options = {0};
  gloss_error err = {0};
  gloss_splitter *splitter;
  lua_settop(L, 1);
  lname_options(L, 1, known);
  options.style = lbox_field(L, "style");
  options.language = lbox_field(L, "language");
  options.newlines = lbox_field(L, "newlines");
  options.model = lbox_field(L, "model");
  options.abbreviations = lbox_strings(L, "abbreviations", &options.n_abbreviations);
  lbox *box = lbox_push(L, &splitter_class, 0);
  lbox_try(L, gloss_splitter_new(&splitter, &lstate_get(L)->alloc, &options, &err), &err);
  box->object = splitter;
  return 1;
}

/* splitter:run(doc [, tokens [, bounds]]) */
static int run(lua_State *L) {
  gloss_splitter *splitter = lbox_check(L, 1, &splitter_class)->object;
  gloss_doc *doc = gloss_lua_checkdoc(L, 2);
  gloss_error err = {0};
  gloss_layer *layer;
  lua_settop(L, 4);
  if (lua_isnil(L, 3)) {
    lua_pushliteral(L, "token");
    lua_replace(L, 3);
  }
  gloss_layer *tokens = llayer_arg(L, 3, 2);
  gloss_layer *bounds = lua_isnil(L, 4) ? gloss_doc_layer(doc, "zone") : llayer_arg(L, 4, 2);
  if (gloss_doc_layer(doc, "sentence") != NULL)
    return luaL_error(L, "the document has a layer \"sentence\" already");
  lbox *box = llayer_push_empty(L, 2);
  gloss_scratch *scratch = lstate_get(L)->scratch;
  lbox_try(L, gloss_splitter_run(splitter, tokens, bounds, scratch, &layer, &err), &err);
  llayer_fill(L, 2, box, layer);
  llayer_bind(L, 2);
  return 1;
}

static int index(lua_State *L) {
  switch (lbox_member(L)) {
  case LBOX_METHOD: return 1;
  case 0: lua_pushliteral(L, "sentence"); return 1;
  default: return lbox_no_member(L, "splitter");
  }
}

void lsplitter_open(lua_State *L) {
  static const char *const properties[] = {"name", NULL};
  static const luaL_Reg metamethods[] = {
      {"__index", index}, {"__gc", lbox_release}, {"__close", lbox_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"run", run}, {NULL, NULL}};
  lbox_type(L, splitter_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL},
            properties);
}
