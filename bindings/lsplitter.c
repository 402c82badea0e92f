/* lsplitter.c -- gloss.splitter {...} */
#include "lbox.h"

static void release(void *object) { gloss_splitter_unref(object); }

static const lclass splitter_class = {"gloss.splitter", "splitter", release};

gloss_splitter *lsplitter_check(lua_State *L, int index) {
  return lbox_check(L, index, &splitter_class)->object;
}

/* core.splitter {style=, language=, newlines=, abbreviations=, starters=, model=} */
int lsplitter_new(lua_State *L) {
  static const char *const known[] = {"style",    "language", "newlines", "abbreviations",
                                      "starters", "model",    NULL};
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
  options.starters = lbox_strings(L, "starters", &options.n_starters);
  lbox *box = lbox_push(L, &splitter_class, 0);
  lbox_try(L, gloss_splitter_new(&splitter, &lstate_get(L)->alloc, &options, &err), &err);
  box->object = splitter;
  return 1;
}

/* Takes the document at 2 and the tokens at 3, by default its layer "token"; the layer `name` must
** not be there yet. */
static gloss_layer *check_tokens(lua_State *L, const char *name) {
  gloss_doc *doc = gloss_lua_checkdoc(L, 2);
  lua_settop(L, 4);
  if (lua_isnil(L, 3)) {
    lua_pushliteral(L, "token");
    lua_replace(L, 3);
  }
  gloss_layer *tokens = llayer_arg(L, 3, 2);
  if (gloss_doc_layer(doc, name) != NULL)
    luaL_error(L, "the document has a layer \"%s\" already", name);
  return tokens;
}

/* Fills the box on top with the layer that was made, binds and returns it. */
static int give(lua_State *L, lbox *box, gloss_layer *layer) {
  llayer_fill(L, 2, box, layer);
  llayer_bind(L, 2);
  return 1;
}

/* splitter:run(doc [, tokens [, bounds]]) */
static int run(lua_State *L) {
  gloss_splitter *splitter = lsplitter_check(L, 1);
  gloss_error err = {0};
  gloss_layer *layer, *tokens = check_tokens(L, "sentence");
  gloss_doc *doc = gloss_lua_checkdoc(L, 2);
  gloss_layer *bounds = lua_isnil(L, 4) ? gloss_doc_layer(doc, "zone") : llayer_arg(L, 4, 2);
  lbox *box = llayer_push_empty(L, 2);
  gloss_scratch *scratch = lstate_get(L)->scratch;
  lbox_try(L, gloss_splitter_run(splitter, tokens, bounds, scratch, &layer, &err), &err);
  return give(L, box, layer);
}

typedef gloss_status (*maker)(gloss_splitter *, gloss_layer *, gloss_scratch *, gloss_layer **,
                              gloss_error *);

static int run_breaks(lua_State *L, const char *name, maker make) {
  gloss_splitter *splitter = lsplitter_check(L, 1);
  gloss_error err = {0};
  gloss_layer *layer, *tokens = check_tokens(L, name);
  lbox *box = llayer_push_empty(L, 2);
  lbox_try(L, make(splitter, tokens, lstate_get(L)->scratch, &layer, &err), &err);
  return give(L, box, layer);
}

/* splitter:paragraphs(doc [, tokens]) */
static int paragraphs(lua_State *L) {
  return run_breaks(L, "paragraph", gloss_splitter_paragraphs);
}

/* splitter:lines(doc [, tokens]) */
static int lines(lua_State *L) { return run_breaks(L, "line", gloss_splitter_lines); }

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
  static const luaL_Reg methods[] = {
      {"run", run}, {"paragraphs", paragraphs}, {"lines", lines}, {NULL, NULL}};
  lbox_type(L, splitter_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL},
            properties);
}
