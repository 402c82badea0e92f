/* lgazetteers.c -- gazetteers that are run in one pass. A pipeline makes a set of those that follow
** one another (scripts/gloss/fuse.lua). */
#include "lbox.h"

static void release(void *object) { gloss_gazetteers_unref(object); }

static const lclass set_class = {"gloss.gazetteers", "set of gazetteers", release};

/* core.gazetteers {engine ...} */
int lgazetteers_new(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  size_t n = lua_rawlen(L, 1);
  gloss_gazetteer **list = lbox_buffer(L, n, sizeof *list);
  for (size_t i = 0; i < n; i++) {
    lua_rawgeti(L, 1, (lua_Integer)i + 1);
    list[i] = lgazetteer_check(L, -1); /* the table keeps it */
    lua_pop(L, 1);
  }
  gloss_gazetteers *set;
  gloss_error err = {0};
  lbox *box = lbox_push(L, &set_class, 0);
  lbox_try(L, gloss_gazetteers_new(&set, &lstate_get(L)->alloc, list, n, &err), &err);
  box->object = set;
  return 1;
}

/* Raises when the document has one of the layers the set makes. */
static void check_free(lua_State *L, const gloss_gazetteers *set, const gloss_doc *doc) {
  for (uint32_t i = 0; i < gloss_gazetteers_count(set); i++) {
    const char *name = gloss_gazetteer_name(gloss_gazetteers_at(set, i));
    if (gloss_doc_layer(doc, name) != NULL)
      luaL_error(L, "the document has a layer \"%s\" already", name);
  }
}

/* set:run(doc [, tokens]) */
static int run(lua_State *L) {
  gloss_gazetteers *set = lbox_check(L, 1, &set_class)->object;
  gloss_doc *doc = gloss_lua_checkdoc(L, 2);
  gloss_error err = {0};
  lua_settop(L, 3);
  if (lua_isnil(L, 3)) {
    lua_pushliteral(L, "token");
    lua_replace(L, 3);
  }
  gloss_layer *tokens = llayer_arg(L, 3, 2);
  check_free(L, set, doc);
  uint32_t n = gloss_gazetteers_count(set);
  luaL_checkstack(L, (int)n + 8, "too many gazetteers");
  gloss_layer **layers = lbox_buffer(L, n, sizeof *layers);
  int first = lua_gettop(L) + 1;
  for (uint32_t i = 0; i < n; i++) llayer_push_empty(L, 2);
  lbox_try(L, gloss_gazetteers_run(set, tokens, lstate_get(L)->scratch, layers, &err), &err);
  for (uint32_t i = 0; i < n; i++) ((lbox *)lua_touserdata(L, first + (int)i))->object = layers[i];
  for (uint32_t i = 0; i < n; i++) {
    lua_pushvalue(L, first + (int)i);
    ldoc_add_child(L, 2, -1);
    llayer_bind(L, 2);
    lua_pop(L, 1);
  }
  return (int)n;
}

static int index(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "set of gazetteers");
}

static int length(lua_State *L) {
  lua_pushinteger(L, gloss_gazetteers_count(lbox_check(L, 1, &set_class)->object));
  return 1;
}

void lgazetteers_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {{"__index", index},
                                         {"__len", length},
                                         {"__gc", lbox_release},
                                         {"__close", lbox_close},
                                         {NULL, NULL}};
  static const luaL_Reg methods[] = {{"run", run}, {NULL, NULL}};
  lbox_type(L, set_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL}, NULL);
}
