/* ltrainer.c -- gloss.sentence_trainer {...} */
#include <string.h>

#include "lbox.h"

static void release(void *object) { gloss_sentence_trainer_free(object); }

static const lclass trainer_class = {"gloss.sentence_trainer", "sentence trainer", release};

static gloss_sentence_trainer *check(lua_State *L) {
  return lbox_check(L, 1, &trainer_class)->object;
}

/* gloss.sentence_trainer {language=} */
int ltrainer_new(lua_State *L) {
  static const char *const known[] = {"language", NULL};
  gloss_error err = {0};
  gloss_sentence_trainer *trainer;
  lua_settop(L, 1);
  lname_options(L, 1, known);
  const char *language = lbox_field(L, "language");
  lbox *box = lbox_push(L, &trainer_class, 0);
  lbox_try(L, gloss_sentence_trainer_new(&trainer, &lstate_get(L)->alloc, language, &err), &err);
  box->object = trainer;
  return 1;
}

/* trainer:word(word, class) */
static int word(lua_State *L) {
  static const char *const names[] = {"forename", "surname", "common", NULL};
  static const unsigned classes[] = {GLOSS_WORD_FORENAME, GLOSS_WORD_SURNAME, GLOSS_WORD_COMMON};
  gloss_sentence_trainer *trainer = check(L);
  gloss_str text;
  gloss_error err = {0};
  text.data = luaL_checklstring(L, 2, &text.size);
  int class = luaL_checkoption(L, 3, NULL, names);
  lbox_try(L, gloss_sentence_trainer_word(trainer, text, classes[class], &err), &err);
  lua_settop(L, 1);
  return 1;
}

/* trainer:add(doc, firsts [, tokens]) */
static int add(lua_State *L) {
  gloss_sentence_trainer *trainer = check(L);
  gloss_error err = {0};
  gloss_lua_checkdoc(L, 2);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 4);
  if (lua_isnil(L, 4)) {
    lua_pushliteral(L, "token");
    lua_replace(L, 4);
  }
  gloss_layer *tokens = llayer_arg(L, 4, 2);
  size_t n = lua_rawlen(L, 3);
  uint32_t *starts = lua_newuserdatauv(L, (n + 1) * sizeof *starts, 0);
  for (size_t i = 0; i < n; i++) {
    lua_rawgeti(L, 3, (lua_Integer)i + 1);
    lua_Integer first = luaL_checkinteger(L, -1);
    luaL_argcheck(L, first >= 1 && first <= INT32_MAX, 3, "bytes count from 1");
    starts[i] = (uint32_t)first - 1;
    lua_pop(L, 1);
  }
  lbox_try(L, gloss_sentence_trainer_add(trainer, tokens, starts, n, &err), &err);
  lua_settop(L, 1);
  return 1;
}

/* trainer:read(doc [, tokens]) */
static int read(lua_State *L) {
  gloss_sentence_trainer *trainer = check(L);
  gloss_error err = {0};
  gloss_lua_checkdoc(L, 2);
  lua_settop(L, 3);
  if (lua_isnil(L, 3)) {
    lua_pushliteral(L, "token");
    lua_replace(L, 3);
  }
  lbox_try(L, gloss_sentence_trainer_read(trainer, llayer_arg(L, 3, 2), &err), &err);
  lua_settop(L, 1);
  return 1;
}

/* trainer:forms() */
static int forms(lua_State *L) {
  gloss_error err = {0};
  gloss_str text;
  lbox_try(L, gloss_sentence_trainer_forms(check(L), &text, &err), &err);
  lua_pushlstring(L, text.data ? text.data : "", text.size);
  return 1;
}

/* trainer:fit() */
static int fit(lua_State *L) {
  gloss_error err = {0};
  gloss_str file;
  lbox_try(L, gloss_sentence_trainer_fit(check(L), &file, &err), &err);
  lua_pushlstring(L, file.data, file.size);
  return 1;
}

static int index(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "sentence trainer");
}

void ltrainer_open(lua_State *L) {
  static const char *const properties[] = {NULL};
  static const luaL_Reg metamethods[] = {
      {"__index", index}, {"__gc", lbox_release}, {"__close", lbox_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"word", word},   {"add", add}, {"read", read},
                                     {"forms", forms}, {"fit", fit}, {NULL, NULL}};
  lbox_type(L, trainer_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL},
            properties);
}
