/* lpattern.c -- phases of token patterns: made of trees, run over documents, asked why not. The
** phase's box keeps the list of its trees as user value 1. */
#include "lpattern.h"

static void release_phase(void *object) { gloss_phase_unref(object); }
static void release_rules(void *object) { gloss_rules_free(object); }
static void release_matches(void *object) { gloss_matches_free(object); }
static void release_misses(void *object) { gloss_misses_free(object); }

static const lclass phase_class = {"gloss.phase", "phase", release_phase};
static const lclass rules_class = {"gloss.rules", "rules", release_rules};
static const lclass matches_class = {"gloss.matches", "matches", release_matches};
static const lclass misses_class = {"gloss.misses", "misses", release_misses};

static gloss_phase *check(lua_State *L, int index) {
  return lbox_check(L, index, &phase_class)->object;
}

/* core.phase { policy =, rules = { ... } } */
int lpattern_new(lua_State *L) {
  static const char *const policies[] = {"longest", "all", "priority", NULL};
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  const gloss_alloc *alloc = &lstate_get(L)->alloc;
  lbox *phase = lbox_push(L, &phase_class, 1);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, 2, 1);
  lua_newtable(L);
  lbox *rules = lbox_push(L, &rules_class, 0);
  lbox_getfield(L, 1, "policy");
  gloss_policy policy = (gloss_policy)lname_choice(L, -1, "policy", policies, GLOSS_LONGEST);
  gloss_rules *made;
  gloss_error err = {0};
  lbox_try(L, gloss_rules_new(&made, alloc, policy), &err);
  rules->object = made;
  lpattern_reader r = {L, made, 3, 4, 0, 0};
  if (lbox_getfield(L, 1, "rules") != LUA_TTABLE) return luaL_error(L, "phase: no rules");
  int list = lua_gettop(L);
  for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, list); i++) {
    lua_rawgeti(L, list, i);
    lpattern_rule(&r, lua_gettop(L));
    lua_pop(L, 1);
  }
  gloss_phase *compiled;
  gloss_status status = gloss_phase_new(&compiled, made, &err);
  if (status == GLOSS_ENOMEM) lbox_try(L, status, &err);
  if (status != GLOSS_OK) return lpattern_fail(&r, (uint32_t)err.offset, err.message);
  phase->object = compiled;
  lbox_release_object(rules);
  lua_settop(L, 2);
  return 1;
}

/* ---- Matches into tables ---- */

static void set_integer(lua_State *L, const char *key, lua_Integer value) {
  lua_pushinteger(L, value);
  lua_setfield(L, -2, key);
}

static void push_captures(lua_State *L, const gloss_phase *phase, const gloss_match *m,
                          const gloss_capture *captures) {
  lua_createtable(L, (int)m->n_captures, 0);
  for (uint32_t i = 0; i < m->n_captures; i++) {
    const gloss_capture *c = &captures[i];
    lua_createtable(L, 0, 5);
    lua_pushstring(L, gloss_phase_capture(phase, c->name));
    lua_setfield(L, -2, "name");
    set_integer(L, "first", (lua_Integer)c->start + 1);
    set_integer(L, "last", c->end);
    if (c->layer != GLOSS_NONE) {
      lua_pushstring(L, gloss_phase_layer(phase, c->layer));
      lua_setfield(L, -2, "layer");
      set_integer(L, "row", (lua_Integer)c->row + 1);
    }
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
}

static void push_match(lua_State *L, const gloss_phase *phase, const gloss_match *m,
                       const gloss_capture *captures) {
  lua_createtable(L, 0, 5);
  set_integer(L, "rule", (lua_Integer)m->rule + 1);
  set_integer(L, "first", (lua_Integer)m->start + 1);
  set_integer(L, "last", m->end);
  if (m->winner != GLOSS_NONE) set_integer(L, "winner", (lua_Integer)m->winner + 1);
  push_captures(L, phase, m, captures);
  lua_setfield(L, -2, "captures");
}

/* ---- Callbacks ---- */

/* A run from Lua: the phase's box is at 1, the document at 2, the trees at `trees`. */
typedef struct caller {
  lua_State *L;
  gloss_phase *phase;
  int trees;
  int failed; /* an error object is on top */
} caller;

/* Calls `accept` of the tree with a tag; its argument is pushed by the caller, below it nothing is. */
static gloss_status call_accept(caller *c, uint32_t tag, int *yes) {
  lua_State *L = c->L;
  lua_rawgeti(L, c->trees, (lua_Integer)tag);
  lbox_getfield(L, -1, "accept");
  lua_remove(L, -2);
  lua_insert(L, -2);
  if (lua_pcall(L, 1, 1, 0) != LUA_OK) {
    c->failed = 1;
    return GLOSS_EARG;
  }
  *yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return GLOSS_OK;
}

/* Pushing may fail for want of memory, so it is done in protected mode. */
typedef struct pushing {
  caller *c;
  const gloss_match *match;
  const gloss_capture *captures;
  gloss_str token;
} pushing;

static int push_argument(lua_State *L) {
  const pushing *p = lua_touserdata(L, 1);
  if (!p->match) {
    lua_pushlstring(L, p->token.data, p->token.size);
    return 1;
  }
  push_match(L, p->c->phase, p->match, p->captures);
  lua_pushvalue(L, 2);
  lua_setfield(L, -2, "doc");
  return 1;
}

static gloss_status ask(caller *c, uint32_t tag, pushing *p, int *yes) {
  lua_State *L = c->L;
  c->failed = 1;
  if (!lua_checkstack(L, 8)) {
    c->failed = 0;
    return GLOSS_ENOMEM;
  }
  lua_pushcfunction(L, push_argument);
  lua_pushlightuserdata(L, p);
  lua_pushvalue(L, 2);
  if (lua_pcall(L, 2, 1, 0) != LUA_OK) return GLOSS_EARG;
  c->failed = 0;
  return call_accept(c, tag, yes);
}

static gloss_status ask_re(void *user, uint32_t tag, gloss_str token, int *yes) {
  pushing p = {user, NULL, NULL, token};
  return ask(user, tag, &p, yes);
}

static gloss_status ask_where(void *user, uint32_t tag, const gloss_match *match,
                              const gloss_capture *captures, int *yes) {
  pushing p = {user, match, captures, {NULL, 0}};
  return ask(user, tag, &p, yes);
}

/* Keeps the document through a run: a callback may close it. */
static gloss_doc *hold(gloss_layer *tokens) { return gloss_doc_ref(gloss_layer_doc(tokens)); }

/* Raises the error of a run that failed, a callback's unchanged. */
static int raise(caller *c, gloss_status status, const gloss_error *err) {
  if (c->failed) return lua_error(c->L);
  lpattern_reader r = {c->L, NULL, c->trees, 0, 0, 0};
  if (status == GLOSS_ENOMEM || status == GLOSS_ESTOP) lbox_try(c->L, status, err);
  return lpattern_fail(&r, (uint32_t)err->offset, err->message);
}

/* Pushes the trees; gives the caller of a run whose tokens are at `index`, then at 3. */
static caller open_run(lua_State *L, int index, gloss_layer **tokens) {
  caller c = {L, check(L, 1), 4, 0};
  gloss_lua_checkdoc(L, 2);
  lua_settop(L, index);
  if (lua_isnil(L, index)) {
    lua_pushliteral(L, "token");
    lua_replace(L, index);
  }
  *tokens = llayer_arg(L, index, 2);
  lua_replace(L, 3);
  lua_settop(L, 3);
  lua_getiuservalue(L, 1, 1);
  return c;
}

static void push_counts(lua_State *L, gloss_phase_counts n) {
  lua_createtable(L, 0, 7);
  set_integer(L, "scopes", (lua_Integer)n.scopes);
  set_integer(L, "starts", (lua_Integer)n.starts);
  set_integer(L, "steps", (lua_Integer)n.steps);
  set_integer(L, "states", (lua_Integer)n.states);
  set_integer(L, "flushes", (lua_Integer)n.flushes);
  set_integer(L, "fallbacks", (lua_Integer)n.fallbacks);
  set_integer(L, "truncated", (lua_Integer)n.truncated);
}

/* phase:run(doc [, tokens]) */
static int run(lua_State *L) {
  gloss_layer *tokens;
  caller c = open_run(L, 3, &tokens);
  lbox *box = lbox_push(L, &matches_class, 0);
  gloss_pattern_calls calls = {ask_re, ask_where, &c};
  gloss_error err = {0};
  gloss_matches *made;
  gloss_doc *held = hold(tokens);
  gloss_status status =
      gloss_phase_run(c.phase, tokens, lstate_get(L)->scratch, &calls, &made, &err);
  gloss_doc_unref(held);
  if (status != GLOSS_OK) return raise(&c, status, &err);
  box->object = made;
  uint32_t n;
  const gloss_match *list = gloss_matches_all(made, &n);
  const gloss_capture *captures = gloss_matches_captures(made);
  lua_createtable(L, (int)n, 0);
  for (uint32_t i = 0; i < n; i++) {
    push_match(L, c.phase, &list[i], captures + list[i].captures);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  push_counts(L, gloss_matches_counts(made));
  lbox_release_object(box);
  return 2;
}

static void set_tree(lua_State *L, int trees, const char *key, uint32_t tag) {
  lua_rawgeti(L, trees, (lua_Integer)tag);
  lua_setfield(L, -2, key);
}

static void push_why(lua_State *L, const caller *c, gloss_why w) {
  lua_createtable(L, 0, 6);
  if (w.end != GLOSS_NONE) set_integer(L, "last", w.end);
  if (w.rejected != GLOSS_NONE) set_tree(L, c->trees, "rejected", w.rejected);
  set_integer(L, "furthest", (lua_Integer)w.furthest + 1);
  lua_createtable(L, (int)w.n_tags, 0);
  for (uint32_t i = 0; i < w.n_tags; i++) {
    lua_rawgeti(L, c->trees, (lua_Integer)w.tags[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "wanted");
  if (w.scope_start == w.scope_end) return;
  lua_createtable(L, 2, 0);
  lua_pushinteger(L, (lua_Integer)w.scope_start + 1);
  lua_rawseti(L, -2, 1);
  lua_pushinteger(L, w.scope_end);
  lua_rawseti(L, -2, 2);
  lua_setfield(L, -2, "scope");
}

/* phase:why(doc, rule, token [, tokens]) */
static int why(lua_State *L) {
  lua_Integer rule = luaL_checkinteger(L, 3), token = luaL_checkinteger(L, 4);
  luaL_argcheck(L, rule >= 1 && rule < GLOSS_NONE, 3, "no rule");
  luaL_argcheck(L, token >= 1 && token < GLOSS_NONE, 4, "no token");
  gloss_layer *tokens;
  caller c = open_run(L, 5, &tokens);
  gloss_pattern_calls calls = {ask_re, ask_where, &c};
  gloss_error err = {0};
  gloss_why w;
  gloss_doc *held = hold(tokens);
  gloss_status status = gloss_phase_why(c.phase, tokens, lstate_get(L)->scratch, &calls,
                                        (uint32_t)rule - 1, (uint32_t)token - 1, &w, &err);
  gloss_doc_unref(held);
  if (status != GLOSS_OK) return raise(&c, status, &err);
  push_why(L, &c, w);
  return 1;
}

/* phase:misses(doc, rule [, tokens]) */
static int misses(lua_State *L) {
  lua_Integer rule = luaL_checkinteger(L, 3);
  luaL_argcheck(L, rule >= 1 && rule < GLOSS_NONE, 3, "no rule");
  gloss_layer *tokens;
  caller c = open_run(L, 4, &tokens);
  lbox *box = lbox_push(L, &misses_class, 0);
  gloss_pattern_calls calls = {ask_re, ask_where, &c};
  gloss_error err = {0};
  gloss_misses *made;
  gloss_doc *held = hold(tokens);
  gloss_status status = gloss_phase_misses(c.phase, tokens, lstate_get(L)->scratch, &calls,
                                           (uint32_t)rule - 1, &made, &err);
  gloss_doc_unref(held);
  if (status != GLOSS_OK) return raise(&c, status, &err);
  box->object = made;
  uint32_t n;
  const gloss_miss *list = gloss_misses_all(made, &n);
  lua_createtable(L, (int)n, 0);
  for (uint32_t i = 0; i < n; i++) {
    const gloss_miss *m = &list[i];
    push_why(L, &c,
             (gloss_why){GLOSS_NONE, m->rejected, m->furthest, m->scope_start, m->scope_end,
                         m->n_tags, gloss_misses_tags(made) + m->tags});
    set_integer(L, "first", (lua_Integer)m->start + 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lbox_release_object(box);
  return 1;
}

static int index(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "phase");
}

void lpattern_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {
      {"__index", index}, {"__gc", lbox_release}, {"__close", lbox_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"run", run}, {"why", why}, {"misses", misses}, {NULL, NULL}};
  static const luaL_Reg inner[] = {{"__gc", lbox_release}, {NULL, NULL}};
  lbox_type(L, phase_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL}, NULL);
  lbox_type(L, rules_class.name, inner, (const luaL_Reg *const[]){NULL}, NULL);
  lbox_type(L, matches_class.name, inner, (const luaL_Reg *const[]){NULL}, NULL);
  lbox_type(L, misses_class.name, inner, (const luaL_Reg *const[]){NULL}, NULL);
}
