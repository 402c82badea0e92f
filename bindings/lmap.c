/* lmap.c -- gloss.normalize(text, options), and the map from the normalised text to its source. */
#include "lbox.h"

static void release(void *object) { gloss_normalized_free(object); }

static const lclass map_class = {"gloss.map", "map", release};

/* Reads a field that is true, false or nil. */
static int flag(lua_State *L, const char *key, int otherwise) {
  int type = lbox_getfield(L, 2, key), value = lua_toboolean(L, -1);
  if (type != LUA_TNIL && type != LUA_TBOOLEAN) luaL_error(L, "%s must be true or false", key);
  lua_pop(L, 1);
  return type == LUA_TNIL ? otherwise : value;
}

static gloss_normalize_options read_options(lua_State *L) {
  static const char *const known[] = {"form", "fold", "diacritics", "quotes", "dashes", NULL};
  static const char *const forms[] = {"nfc", "nfd", "nfkc", "nfkd", NULL};
  gloss_normalize_options options = {.form = GLOSS_NFC};
  lname_options(L, 2, known);
  if (lua_isnil(L, 2)) return options;
  lbox_getfield(L, 2, "form");
  options.form = (gloss_form)lname_choice(L, lua_gettop(L), "form", forms, GLOSS_NFC);
  options.fold = flag(L, "fold", 0);
  options.strip_diacritics = !flag(L, "diacritics", 1);
  options.unify_quotes = flag(L, "quotes", 0);
  options.unify_dashes = flag(L, "dashes", 0);
  return options;
}

/* gloss.normalize(text [, {form=, fold=, diacritics=, quotes=, dashes=}]) -> text, map */
int lmap_new(lua_State *L) {
  gloss_str text = lbox_checkstr(L, 1);
  gloss_normalized *normalized;
  gloss_error err = {0};
  lua_settop(L, 2);
  gloss_normalize_options options = read_options(L);
  lbox *box = lbox_push(L, &map_class, 0);
  gloss_status status = gloss_normalize(&normalized, &lstate_get(L)->alloc, text, &options, &err);
  if (status != GLOSS_OK) return lbox_data_error(L, status, &err);
  box->object = normalized;
  text = gloss_normalized_text(normalized);
  lua_pushlstring(L, text.data, text.size);
  lua_insert(L, -2);
  return 2;
}

typedef gloss_status (*mapping)(const gloss_normalized *, gloss_span, gloss_span *);

/* Maps first, last at 2, 3. */
static int map_span(lua_State *L, mapping to) {
  const gloss_normalized *normalized = lbox_check(L, 1, &map_class)->object;
  gloss_span span = lbox_checkspan(L, 2);
  if (to(normalized, span, &span) != GLOSS_OK)
    return luaL_error(L, "positions %I-%I are not in the text", (LUAI_UACINT)span.start + 1,
                      (LUAI_UACINT)span.end);
  lua_pushinteger(L, (lua_Integer)span.start + 1);
  lua_pushinteger(L, span.end);
  return 2;
}

/* map:source(first, last) -> first, last in the source */
static int source(lua_State *L) { return map_span(L, gloss_normalized_source); }

/* map:target(first, last) -> first, last in the normalised text */
static int target(lua_State *L) { return map_span(L, gloss_normalized_target); }

static int index(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "map");
}

void lmap_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {
      {"__index", index}, {"__gc", lbox_release}, {"__close", lbox_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"source", source}, {"target", target}, {NULL, NULL}};
  lbox_type(L, map_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL}, NULL);
}
