/* lgazetteer.c -- compiled gazetteers: made of entries (lentries.c), or opened from a file. What
** a script calls gloss.gazetteer is a description in Lua (scripts/gloss/gazetteer.lua). */
#include <string.h>

#include "lbox.h"

static void release(void *object) { gloss_gazetteer_unref(object); }
static void release_entries(void *object) { gloss_entries_free(object); }

static const lclass gazetteer_class = {"gloss.gazetteer", "gazetteer", release};
static const lclass entries_class = {"gloss.entries", "entries", release_entries};

gloss_gazetteer *lgazetteer_check(lua_State *L, int index) {
  return lbox_check(L, index, &gazetteer_class)->object;
}

/* ---- Making one ---- */

enum { MAX_COLUMNS = 200 };
static const char *const cases[] = {"exact", "folded", "smart", NULL};
static const char *const policies[] = {"longest", "all", "priority", NULL};
static const char *const validities[] = {"flag", "only", NULL};
static const char *const keeps[] = {"on", "off", NULL};
static const char *const variants[] = {"quotes", "hyphens", "dots", "plural", "possessive", NULL};

/* Takes the number `fuzzy` of the table at 1. */
static unsigned edits(lua_State *L) {
  if (lbox_getfield(L, 1, "fuzzy") == LUA_TNIL) return 0;
  lua_Integer n = luaL_checkinteger(L, -1);
  if (n < 0 || n > 2) luaL_error(L, "fuzzy: expected 0, 1 or 2 edits, found %I", (LUAI_UACINT)n);
  return (unsigned)n;
}

/* Takes the list `variants` of the table at 1. */
static unsigned variant_flags(lua_State *L) {
  unsigned flags = 0;
  if (lbox_getfield(L, 1, "variants") == LUA_TNIL) return 0;
  luaL_argcheck(L, lua_istable(L, -1), 1, "variants must be a list of names");
  for (lua_Integer i = 1; lua_rawgeti(L, -1, i) != LUA_TNIL; i++) {
    flags |= 1u << lname_choice(L, lua_gettop(L), "variant", variants, 0);
    lua_pop(L, 1);
  }
  return flags;
}

/* Takes the names of columns in the table at 1, checked, as C strings in a pushed buffer. */
static const char *const *column_names(lua_State *L, size_t *n) {
  const gloss_str *strings = lbox_strings(L, "columns", n);
  if (*n > MAX_COLUMNS) luaL_error(L, "more than %d columns; say which ones to keep", MAX_COLUMNS);
  const char **names = lbox_buffer(L, *n, sizeof *names);
  for (size_t i = 0; i < *n; i++) {
    names[i] = strings[i].data;
    if (!lbox_is_name(strings[i])) luaL_error(L, "columns[%d] is no name", (int)i + 1);
    lvalue_check_column_name(L, names[i]);
  }
  return names;
}

/* core.gazetteer {tokenizer=, entries=, name=, case=, policy=, validity=, diacritics=, substring=,
** variants=, columns=} */
int lgazetteer_new(lua_State *L) {
  static const char *const known[] = {"tokenizer", "entries",  "name",       "case",
                                      "policy",    "validity", "diacritics", "substring",
                                      "fuzzy",     "variants", "columns",    NULL};
  gloss_gazetteer_options options = {0};
  gloss_error err = {0};
  gloss_entries *entries;
  gloss_gazetteer *gazetteer;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  luaL_checkstack(L, 2 * LUA_MINSTACK, NULL); /* each option leaves a value or two */
  lname_options(L, 1, known);
  lbox_getfield(L, 1, "entries");
  luaL_argcheck(L, lua_isfunction(L, 2) || lrows_push_pick(L, 2) != NULL, 1,
                "entries must be a function or rows");
  lua_settop(L, 2);
  lbox_getfield(L, 1, "tokenizer");
  gloss_tokenizer *tokenizer = ltokenizer_check(L, 3);
  options.name = lbox_field(L, "name");
  if (options.name != NULL) lbox_checkname(L, -1, "gazetteer");
  lbox_getfield(L, 1, "case");
  options.match = (gloss_case)lname_choice(L, lua_gettop(L), "case", cases, GLOSS_EXACT);
  lbox_getfield(L, 1, "policy");
  options.policy = (gloss_policy)lname_choice(L, lua_gettop(L), "policy", policies, GLOSS_LONGEST);
  lbox_getfield(L, 1, "validity");
  options.validity =
      (gloss_validity)lname_choice(L, lua_gettop(L), "validity", validities, GLOSS_VALIDITY_FLAG);
  lbox_getfield(L, 1, "diacritics");
  options.diacritics_off = lname_choice(L, lua_gettop(L), "diacritics", keeps, 0);
  lbox_getfield(L, 1, "substring");
  options.substring = lua_toboolean(L, -1);
  options.fuzzy = edits(L);
  options.variants = variant_flags(L);
  options.columns = column_names(L, &options.n_columns);
  const gloss_alloc *alloc = &lstate_get(L)->alloc;
  lbox *list = lbox_push(L, &entries_class, 0);
  lbox_try(L, gloss_entries_new(&entries, alloc, tokenizer, &options, &err), &err);
  list->object = entries;
  lentries_add(L, entries, 2, options.n_columns);
  lbox *box = lbox_push(L, &gazetteer_class, 0);
  lbox_try(L, gloss_gazetteer_new(&gazetteer, entries, &err), &err);
  box->object = gazetteer;
  lbox_release_object(list);
  return 1;
}

/* core.open_gazetteer(path [, tokenizer [, verify]]) */
int lgazetteer_open(lua_State *L) {
  const char *path = lbox_checkname(L, 1, "file");
  gloss_tokenizer *tokenizer = lua_isnoneornil(L, 2) ? NULL : ltokenizer_check(L, 2);
  int verify = lua_toboolean(L, 3);
  gloss_error err = {0};
  gloss_gazetteer *gazetteer;
  const gloss_alloc *alloc = &lstate_get(L)->alloc;
  lbox *box = lbox_push(L, &gazetteer_class, 0);
  gloss_status status = gloss_gazetteer_open(&gazetteer, alloc, path, tokenizer, verify, &err);
  if (status != GLOSS_OK) return lbox_data_error(L, status, &err);
  box->object = gazetteer;
  return 1;
}

/* core.overlay(base, added) */
int lgazetteer_overlay(lua_State *L) {
  gloss_gazetteer *base = lgazetteer_check(L, 1), *added = lgazetteer_check(L, 2), *both;
  gloss_error err = {0};
  lbox *box = lbox_push(L, &gazetteer_class, 0);
  lbox_try(L, gloss_gazetteer_overlay(&both, &lstate_get(L)->alloc, base, added, &err), &err);
  box->object = both;
  return 1;
}

/* ---- Methods ---- */

/* gazetteer:run(doc [, tokens]) */
static int run(lua_State *L) {
  gloss_gazetteer *gazetteer = lgazetteer_check(L, 1);
  gloss_doc *doc = gloss_lua_checkdoc(L, 2);
  gloss_error err = {0};
  gloss_layer *layer;
  lua_settop(L, 3);
  if (lua_isnil(L, 3)) {
    lua_pushliteral(L, "token");
    lua_replace(L, 3);
  }
  gloss_layer *tokens = llayer_arg(L, 3, 2);
  if (gloss_doc_layer(doc, gloss_gazetteer_name(gazetteer)) != NULL)
    return luaL_error(L, "the document has a layer \"%s\" already",
                      gloss_gazetteer_name(gazetteer));
  lbox *box = llayer_push_empty(L, 2);
  gloss_scratch *scratch = lstate_get(L)->scratch;
  lbox_try(L, gloss_gazetteer_run(gazetteer, tokens, scratch, &layer, &err), &err);
  llayer_fill(L, 2, box, layer);
  llayer_bind(L, 2);
  return 1;
}

/* gazetteer:save(path) */
static int save(lua_State *L) {
  gloss_error err = {0};
  gloss_status status =
      gloss_gazetteer_save(lgazetteer_check(L, 1), lbox_checkname(L, 2, "file"), &err);
  if (status != GLOSS_OK) return lbox_data_error(L, status, &err);
  lua_pushboolean(L, 1);
  return 1;
}

enum { NAME, COLUMNS, SETTINGS, FINGERPRINT };
static const char *const properties[] = {"name", "columns", "settings", "fingerprint", NULL};

static void set_choice(lua_State *L, const char *name, const char *value) {
  lua_pushstring(L, value);
  lua_setfield(L, -2, name);
}

/* How its entries match, as the constructor takes it. */
static int push_settings(lua_State *L, const gloss_gazetteer *gazetteer) {
  gloss_gazetteer_options options;
  gloss_gazetteer_settings(gazetteer, &options);
  lua_newtable(L);
  set_choice(L, "case", cases[options.match]);
  set_choice(L, "policy", policies[options.policy]);
  set_choice(L, "validity", validities[options.validity]);
  lua_pushinteger(L, options.fuzzy);
  lua_setfield(L, -2, "fuzzy");
  set_choice(L, "diacritics", keeps[options.diacritics_off]);
  lua_pushboolean(L, options.substring);
  lua_setfield(L, -2, "substring");
  lua_newtable(L);
  for (int i = 0, n = 0; variants[i] != NULL; i++) {
    if (!(options.variants >> i & 1)) continue;
    lua_pushstring(L, variants[i]);
    lua_rawseti(L, -2, ++n);
  }
  lua_setfield(L, -2, "variants");
  return 1;
}

static int push_columns(lua_State *L, const gloss_gazetteer *gazetteer) {
  const char *name;
  lua_newtable(L);
  for (uint32_t i = 0; (name = gloss_gazetteer_column(gazetteer, i)) != NULL; i++) {
    lua_pushstring(L, name);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* As of a tokenizer: 16 hex digits. */
static int push_fingerprint(lua_State *L, const gloss_gazetteer *gazetteer) {
  char digits[17];
  lua_pushstring(L, lbox_hex(gloss_gazetteer_fingerprint(gazetteer), digits));
  return 1;
}

static int index(lua_State *L) {
  switch (lbox_member(L)) {
  case LBOX_METHOD: return 1;
  case NAME: lua_pushstring(L, gloss_gazetteer_name(lgazetteer_check(L, 1))); return 1;
  case SETTINGS: return push_settings(L, lgazetteer_check(L, 1));
  case COLUMNS: return push_columns(L, lgazetteer_check(L, 1));
  case FINGERPRINT: return push_fingerprint(L, lgazetteer_check(L, 1));
  default: return lbox_no_member(L, "gazetteer");
  }
}

static int length(lua_State *L) {
  lua_pushinteger(L, gloss_gazetteer_count(lgazetteer_check(L, 1)));
  return 1;
}

void lgazetteer_open_types(lua_State *L) {
  static const luaL_Reg metamethods[] = {{"__index", index},
                                         {"__len", length},
                                         {"__gc", lbox_release},
                                         {"__close", lbox_close},
                                         {NULL, NULL}};
  static const luaL_Reg methods[] = {{"run", run}, {"save", save}, {NULL, NULL}};
  static const luaL_Reg entries_metamethods[] = {{"__gc", lbox_release}, {NULL, NULL}};
  lbox_type(L, gazetteer_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL},
            properties);
  lbox_type(L, entries_class.name, entries_metamethods, (const luaL_Reg *const[]){NULL}, NULL);
}
