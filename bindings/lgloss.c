/* lgloss.c -- luaopen_gloss: registers types and functions in the table gloss.core, then runs the
** script gloss/init.lua, whose result is the module. */
#include "embed.h"
#include "lbox.h"

static const luaL_Reg functions[] = {{"doc", ldoc_new},
                                     {"tokenizer", ltokenizer_new},
                                     {"splitter", lsplitter_new},
                                     {"sentence_trainer", ltrainer_new},
                                     {"gazetteer", lgazetteer_new},
                                     {"overlay", lgazetteer_overlay},
                                     {"gazetteers", lgazetteers_new},
                                     {"phase", lpattern_new},
                                     {"open_gazetteer", lgazetteer_open},
                                     {"frequencies", lfrequency_new},
                                     {"normalize", lmap_new},
                                     {"segments", lsegment_new},
                                     {"rows", lrows_new},
                                     {"json_decode", ljson_decode},
                                     {"json_encode", ljson_encode},
                                     {"supervise", lsupervise},
                                     {"xpcall", lcoroutine_xpcall},
                                     {"archive", larchive_new},
                                     {"nearest", lname_core_nearest},
                                     {"unknown", lname_core_unknown},
                                     {"span_uses", lspan_core_uses},
                                     {NULL, NULL}};

typedef struct flag {
  const char *name;
  int value;
} flag;

/* Sets a table of flags by name in the table on top. */
static void set_flags(lua_State *L, const char *name, const flag *flags) {
  lua_newtable(L);
  for (; flags->name != NULL; flags++) {
    lua_pushinteger(L, flags->value);
    lua_setfield(L, -2, flags->name);
  }
  lua_setfield(L, -2, name);
}

static void set_constants(lua_State *L) {
  static const flag shape[] = {{"all_caps", GLOSS_ALL_CAPS},     {"initial_cap", GLOSS_INITIAL_CAP},
                               {"lower", GLOSS_LOWER},           {"mixed", GLOSS_MIXED},
                               {"digits", GLOSS_DIGITS},         {"hyphen", GLOSS_HYPHEN},
                               {"apostrophe", GLOSS_APOSTROPHE}, {NULL, 0}};
  static const flag space[] = {{"space", GLOSS_SPACE},
                               {"newline", GLOSS_NEWLINE},
                               {"blank_line", GLOSS_BLANK_LINE},
                               {NULL, 0}};
  set_flags(L, "shape", shape);
  set_flags(L, "space", space);
  lua_pushstring(L, gloss_version());
  lua_setfield(L, -2, "version");
}

static void open_types(lua_State *L) {
  ldoc_open(L);
  llayer_open(L);
  lspan_open(L);
  lcolumn_open(L);
  lbuilder_open(L);
  ltokenizer_open(L);
  lstream_open(L);
  lsplitter_open(L);
  ltrainer_open(L);
  lgazetteer_open_types(L);
  lgazetteers_open(L);
  lpattern_open(L);
  lmap_open(L);
  lrows_open(L);
  lfrequency_open(L);
  lworker_open(L);
  lfile_open(L);
  larchive_open(L);
}

int luaopen_gloss(lua_State *L) {
  luaL_checkversion(L);
  lstate_open(L);
  open_types(L);
  luaL_newlib(L, functions);
  luaL_setfuncs(L, lnorm_functions, 0);
  luaL_setfuncs(L, lnode_functions, 0);
  luaL_setfuncs(L, lsystem_functions, 0);
  luaL_setfuncs(L, lfile_functions, 0);
  luaL_setfuncs(L, lsqlite_functions, 0);
  luaL_setfuncs(L, lline_functions, 0);
  luaL_setfuncs(L, lencoding_functions, 0);
  luaL_setfuncs(L, lmail_functions, 0);
  luaL_setfuncs(L, lhtml_functions, 0);
  luaL_setfuncs(L, embed_functions, 0);
  set_constants(L);
  lsystem_open(L);
  ljson_open(L);
  lline_open(L);
  lencoding_open(L);
  lmail_open(L);
  lhtml_open(L);
  lsqlite_open(L);
  lcoroutine_open(L);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, "gloss.core");
  lua_pop(L, 1);
  embed_install(L, 0);
  embed_load(L, "gloss");
  lua_insert(L, -2);
  lua_call(L, 1, 1);
  return 1;
}
