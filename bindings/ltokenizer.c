/* ltokenizer.c -- gloss.tokenizer {...}: constructors of engines raise on bad data too. */
#include "lbox.h"

static void release(void *object) { gloss_tokenizer_unref(object); }

static const lclass tokenizer_class = {"gloss.tokenizer", "tokenizer", release};

gloss_tokenizer *ltokenizer_check(lua_State *L, int index) {
  return lbox_check(L, index, &tokenizer_class)->object;
}

/* gloss.tokenizer {style=, language=, hyphens=, ..., keep=, split=, abbreviations=, affixes=} */
int ltokenizer_new(lua_State *L) {
  static const char *const known[] = {"style",         "language", "hyphens", "clitics", "urls",
                                      "symbols",       "emoji",    "simd",    "keep",    "split",
                                      "abbreviations", "affixes",  NULL};
  gloss_tokenizer_options options = {0};
  gloss_error err = {0};
  gloss_tokenizer *tokenizer;
  lua_settop(L, 1);
  luaL_checkstack(L, LUA_MINSTACK, NULL); /* each option leaves a value or two */
  lname_options(L, 1, known);
  options.style = lbox_field(L, "style");
  options.language = lbox_field(L, "language");
  options.hyphens = lbox_field(L, "hyphens");
  options.clitics = lbox_field(L, "clitics");
  options.urls = lbox_field(L, "urls");
  options.symbols = lbox_field(L, "symbols");
  options.emoji = lbox_field(L, "emoji");
  options.simd = lbox_field(L, "simd");
  options.keep = lbox_strings(L, "keep", &options.n_keep);
  options.split = lbox_strings(L, "split", &options.n_split);
  options.abbreviations = lbox_strings(L, "abbreviations", &options.n_abbreviations);
  options.affixes = lbox_strings(L, "affixes", &options.n_affixes);
  lbox *box = lbox_push(L, &tokenizer_class, 0);
  lbox_try(L, gloss_tokenizer_new(&tokenizer, &lstate_get(L)->alloc, &options, &err), &err);
  box->object = tokenizer;
  return 1;
}

/* tokenizer:run(doc) */
static int run(lua_State *L) {
  gloss_tokenizer *tokenizer = ltokenizer_check(L, 1);
  gloss_doc *doc = gloss_lua_checkdoc(L, 2);
  gloss_error err = {0};
  gloss_layer *layer;
  if (gloss_doc_layer(doc, "token") != NULL)
    return luaL_error(L, "the document has a layer \"token\" already");
  lbox *box = llayer_push_empty(L, 2);
  lbox_try(L, gloss_tokenizer_run(tokenizer, doc, lstate_get(L)->scratch, &layer, &err), &err);
  llayer_fill(L, 2, box, layer);
  llayer_bind(L, 2);
  return 1;
}

enum { FINGERPRINT, NAME };
static const char *const properties[] = {"fingerprint", "name", NULL};

static int index(lua_State *L) {
  char digits[17];
  int member = lbox_member(L);
  switch (member) {
  case LBOX_METHOD: return 1;
  case FINGERPRINT:
    lua_pushstring(L, lbox_hex(gloss_tokenizer_fingerprint(ltokenizer_check(L, 1)), digits));
    return 1;
  case NAME: lua_pushliteral(L, "token"); return 1;
  default: return lbox_no_member(L, "tokenizer");
  }
}

void ltokenizer_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {
      {"__index", index}, {"__gc", lbox_release}, {"__close", lbox_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"run", run}, {"stream", lstream_new}, {NULL, NULL}};
  lbox_type(L, tokenizer_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL},
            properties);
}
