/* lpattern.c -- phases of token patterns: made of the trees of gloss.pattern (docs/pattern-ast.md), run
** over documents, asked why not. A node's tag is its place in the list of trees that the phase's box
** keeps as user value 1. */
#include <math.h>
#include <string.h>

#include "lbox.h"

static void release_phase(void *object) { gloss_phase_unref(object); }
static void release_rules(void *object) { gloss_rules_free(object); }
static void release_matches(void *object) { gloss_matches_free(object); }

static const lclass phase_class = {"gloss.phase", "phase", release_phase};
static const lclass rules_class = {"gloss.rules", "rules", release_rules};
static const lclass matches_class = {"gloss.matches", "matches", release_matches};

static gloss_phase *check(lua_State *L, int index) {
  return lbox_check(L, index, &phase_class)->object;
}

/* ---- Trees into nodes ---- */

/* What reading carries along: stack indices of the trees by tag, and of node numbers by tree. */
typedef struct reader {
  lua_State *L;
  gloss_rules *rules;
  int trees, numbers;
  lua_Integer n_trees;
  int depth;
} reader;

/* Raises an error that begins with the `where` of the tree with a tag. */
static int fail(reader *r, uint32_t tag, const char *message) {
  lua_State *L = r->L;
  if (lua_rawgeti(L, r->trees, (lua_Integer)tag) == LUA_TTABLE &&
      lbox_getfield(L, -1, "where") == LUA_TSTRING)
    return luaL_error(L, "%s: %s", lua_tostring(L, -1), message);
  return luaL_error(L, "%s", message);
}

static uint32_t add(reader *r, gloss_node *node) {
  gloss_error err = {0};
  uint32_t number;
  gloss_status status = gloss_rules_node(r->rules, node, &number, &err);
  if (status == GLOSS_ENOMEM) lbox_try(r->L, status, &err);
  if (status != GLOSS_OK) fail(r, node->tag, err.message);
  return number;
}

/* Reads string `key` of the tree at index; it stays on the stack. */
static gloss_str string_of(reader *r, int index, const char *key, uint32_t tag) {
  if (lbox_getfield(r->L, index, key) != LUA_TSTRING)
    fail(r, tag, lua_pushfstring(r->L, "pattern: %s must be a string", key));
  return lbox_checkstr(r->L, -1);
}

static int flag_of(lua_State *L, int index, const char *key) {
  lbox_getfield(L, index, key);
  int yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return yes;
}

static double number_of(lua_State *L, int index, const char *key, double fallback) {
  lbox_getfield(L, index, key);
  double number = luaL_optnumber(L, -1, fallback);
  lua_pop(L, 1);
  return number;
}

/* Reads a bound; absent or infinite is any number. */
static uint32_t bound_of(reader *r, int index, const char *key, uint32_t fallback, uint32_t tag) {
  lbox_getfield(r->L, index, key);
  double number = luaL_optnumber(r->L, -1, fallback == GLOSS_NONE ? HUGE_VAL : fallback);
  lua_pop(r->L, 1);
  if (number == HUGE_VAL) return GLOSS_NONE;
  if (!(number >= 0 && number < GLOSS_NONE && floor(number) == number))
    fail(r, tag, lua_pushfstring(r->L, "pattern: bad bound %f", number));
  return (uint32_t)number;
}

/* Reads the list at index as strings and numbers into pushed buffers. */
static void list_of(reader *r, int index, gloss_node *node) {
  lua_State *L = r->L;
  lua_Integer n = (lua_Integer)lua_rawlen(L, index);
  gloss_str *strings = lbox_buffer(L, (size_t)n + 1, sizeof *strings);
  double *numbers = lbox_buffer(L, (size_t)n + 1, sizeof *numbers);
  for (lua_Integer i = 1; i <= n; i++) {
    switch (lua_rawgeti(L, index, i)) {
    case LUA_TSTRING: strings[node->n_strings++] = lbox_checkstr(L, -1); break;
    case LUA_TBOOLEAN: numbers[node->n_numbers++] = lua_toboolean(L, -1); break;
    case LUA_TNUMBER: numbers[node->n_numbers++] = lua_tonumber(L, -1); break;
    default: fail(r, node->tag, "pattern: a value must be a string, number or boolean");
    }
    lua_pop(L, 1);
  }
  node->strings = strings;
  node->numbers = numbers;
}

static uint32_t new_tag(reader *r, int index) {
  lua_pushvalue(r->L, index);
  lua_rawseti(r->L, r->trees, ++r->n_trees);
  return (uint32_t)r->n_trees;
}

static uint32_t read_test(reader *r, int index);

static uint32_t child_test(reader *r, int index, lua_Integer child, uint32_t tag) {
  if (lua_rawgeti(r->L, index, child) != LUA_TTABLE) fail(r, tag, "pattern: a test is missing");
  uint32_t number = read_test(r, lua_gettop(r->L));
  lua_pop(r->L, 1);
  return number;
}

/* Reads the operands of a test. */
static void test_parts(reader *r, int index, gloss_node *node) {
  lua_State *L = r->L;
  switch (node->kind) {
  case GLOSS_NODE_WORDS:
  case GLOSS_NODE_FORMS:
    if (lua_rawgeti(L, index, 2) != LUA_TTABLE) fail(r, node->tag, "pattern: no list of words");
    list_of(r, lua_gettop(L), node);
    break;
  case GLOSS_NODE_FLAG:
    node->name = string_of(r, index, "column", node->tag);
    node->min = (uint32_t)number_of(L, index, "mask", 0);
    break;
  case GLOSS_NODE_IS:
    node->name = string_of(r, index, "column", node->tag);
    if (lbox_getfield(L, index, "values") != LUA_TTABLE) fail(r, node->tag, "pattern: no values");
    list_of(r, lua_gettop(L), node);
    break;
  case GLOSS_NODE_RANGE:
    node->name = string_of(r, index, "column", node->tag);
    node->low = number_of(L, index, "min", -HUGE_VAL);
    node->high = number_of(L, index, "max", HUGE_VAL);
    break;
  case GLOSS_NODE_AND:
  case GLOSS_NODE_OR: node->b = child_test(r, index, 3, node->tag); /* fall through */
  case GLOSS_NODE_NOT: node->a = child_test(r, index, 2, node->tag); break;
  default: break;
  }
}

static const char *const test_names[] = {"any", "word",  "exact", "re", "flag", "initial",
                                         "is",  "range", "and",   "or", "not",  NULL};
static const gloss_node_kind test_kinds[] = {GLOSS_NODE_ANY,   GLOSS_NODE_WORDS, GLOSS_NODE_FORMS,
                                             GLOSS_NODE_REGEX, GLOSS_NODE_FLAG,  GLOSS_NODE_INITIAL,
                                             GLOSS_NODE_IS,    GLOSS_NODE_RANGE, GLOSS_NODE_AND,
                                             GLOSS_NODE_OR,    GLOSS_NODE_NOT};

static int place_in(const char *const *names, const char *name) {
  for (int i = 0; name && names[i]; i++)
    if (strcmp(names[i], name) == 0) return i;
  return -1;
}

static void enter(reader *r, int index) {
  luaL_checktype(r->L, index, LUA_TTABLE);
  luaL_checkstack(r->L, 16, "patterns nested too deep");
  if (++r->depth > 5000) luaL_error(r->L, "patterns nested too deep");
}

/* Reads the test at index. */
static uint32_t read_test(reader *r, int index) {
  lua_State *L = r->L;
  enter(r, index);
  int top = lua_gettop(L);
  uint32_t tag = new_tag(r, index);
  lua_rawgeti(L, index, 1);
  int which = place_in(test_names, lua_tostring(L, -1));
  if (which < 0) fail(r, tag, "pattern: unknown test");
  gloss_node node = {.kind = test_kinds[which], .tag = tag};
  test_parts(r, index, &node);
  uint32_t number = add(r, &node);
  lua_settop(L, top);
  r->depth--;
  return number;
}

static uint32_t read_tree(reader *r, int index);

static uint32_t child_tree(reader *r, int index, lua_Integer child, uint32_t tag) {
  if (lua_rawgeti(r->L, index, child) != LUA_TTABLE) fail(r, tag, "pattern: an operand is missing");
  uint32_t number = read_tree(r, lua_gettop(r->L));
  lua_pop(r->L, 1);
  return number;
}

/* Reads a sequence or choice of any number of operands: the last two first, so that runs of them are
** not deep on the left. */
static uint32_t read_list(reader *r, int index, gloss_node *node) {
  lua_Integer n = (lua_Integer)lua_rawlen(r->L, index);
  uint32_t rest = n > 0 ? child_tree(r, index, n, node->tag) : 0;
  if (n == 1 || (n == 0 && node->kind == GLOSS_NODE_ALT)) return rest;
  for (lua_Integer i = n - 1; i >= 1; i--) {
    node->a = child_tree(r, index, i, node->tag);
    node->b = rest;
    rest = add(r, node);
  }
  return n > 0 ? rest : add(r, node);
}

/* Reads the tests of a unit, all of which must pass. */
static uint32_t unit_tests(reader *r, int index, uint32_t tag) {
  lua_State *L = r->L;
  uint32_t all = 0;
  if (lbox_getfield(L, index, "tests") == LUA_TTABLE) {
    int tests = lua_gettop(L);
    for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, tests); i++) {
      uint32_t one = child_test(r, tests, i, tag);
      gloss_node both = {.kind = GLOSS_NODE_AND, .a = all, .b = one, .tag = tag};
      all = all ? add(r, &both) : one;
    }
  }
  lua_pop(L, 1);
  return all;
}

enum { TOKEN, UNIT, ASSERT, SEQ, ALT, REP, GAP, LOOK, CAPTURE, SCOPE, AGREE, WHERE };
static const char *const ops[] = {"token", "unit",    "assert", "seq",   "alt",   "rep", "gap",
                                  "look",  "capture", "scope",  "agree", "where", NULL};

/* Reads the kind of an assertion or scope. */
static gloss_node_kind choice_of(reader *r, int index, const char *key, uint32_t tag) {
  static const char *const names[] = {"BOS", "EOS", "DOC", "inside", "outside", "starts", NULL};
  static const gloss_node_kind kinds[] = {GLOSS_NODE_BOS,    GLOSS_NODE_EOS,     GLOSS_NODE_DOC,
                                          GLOSS_NODE_INSIDE, GLOSS_NODE_OUTSIDE, GLOSS_NODE_STARTS};
  int which = place_in(names, string_of(r, index, key, tag).data);
  lua_pop(r->L, 1);
  if (which < 0) fail(r, tag, "pattern: unknown assertion");
  return kinds[which];
}

/* Makes the node of a tree whose op is known. long: one case an op */
static uint32_t make_node(reader *r, int index, int op, gloss_node *node) {
  gloss_str names[2];
  switch (op) {
  case TOKEN: {
    lbox_getfield(r->L, index, "test");
    return read_test(r, lua_gettop(r->L));
  }
  case UNIT:
    node->kind = GLOSS_NODE_UNIT;
    node->a = unit_tests(r, index, node->tag);
    node->name = string_of(r, index, "layer", node->tag);
    return add(r, node);
  case ASSERT: node->kind = choice_of(r, index, "what", node->tag); return add(r, node);
  case SEQ: node->kind = GLOSS_NODE_SEQ; return read_list(r, index, node);
  case ALT: node->kind = GLOSS_NODE_ALT; return read_list(r, index, node);
  case REP:
    node->kind = GLOSS_NODE_REPEAT;
    node->min = bound_of(r, index, "min", 0, node->tag);
    node->max = bound_of(r, index, "max", GLOSS_NONE, node->tag);
    node->lazy = flag_of(r->L, index, "lazy");
    break;
  case GAP:
    node->kind = GLOSS_NODE_GAP;
    node->max = bound_of(r, index, "max", 10, node->tag);
    node->b = child_tree(r, index, 2, node->tag);
    break;
  case LOOK:
    node->kind = flag_of(r->L, index, "behind") ? GLOSS_NODE_BEHIND : GLOSS_NODE_AHEAD;
    node->negative = flag_of(r->L, index, "negative");
    break;
  case CAPTURE:
    node->kind = GLOSS_NODE_CAPTURE;
    node->name = string_of(r, index, "name", node->tag);
    break;
  case SCOPE:
    node->kind = choice_of(r, index, "how", node->tag);
    node->name = string_of(r, index, "layer", node->tag);
    break;
  case AGREE:
    node->kind = GLOSS_NODE_AGREE;
    names[0] = string_of(r, index, "left", node->tag);
    names[1] = string_of(r, index, "right", node->tag);
    node->name = string_of(r, index, "attribute", node->tag);
    node->strings = names;
    node->n_strings = 2;
    break;
  default: node->kind = GLOSS_NODE_WHERE;
  }
  node->a = child_tree(r, index, 1, node->tag);
  return add(r, node);
}

/* Reads the tree at index; one that was read before has its number already. */
static uint32_t read_tree(reader *r, int index) {
  lua_State *L = r->L;
  enter(r, index);
  int top = lua_gettop(L);
  lua_pushvalue(L, index);
  if (lua_rawget(L, r->numbers) == LUA_TNIL) {
    uint32_t tag = new_tag(r, index);
    lbox_getfield(L, index, "op");
    int op = place_in(ops, lua_tostring(L, -1));
    if (op < 0) fail(r, tag, "pattern: unknown op");
    gloss_node node = {.tag = tag};
    uint32_t number = make_node(r, index, op, &node);
    lua_pushvalue(L, index);
    lua_pushinteger(L, number);
    lua_rawset(L, r->numbers);
    lua_settop(L, top);
    r->depth--;
    return number;
  }
  uint32_t number = (uint32_t)lua_tointeger(L, -1);
  lua_settop(L, top);
  r->depth--;
  return number;
}

static void add_rule(reader *r, int index) {
  lua_State *L = r->L;
  luaL_checktype(L, index, LUA_TTABLE);
  int top = lua_gettop(L);
  gloss_rule rule = {.tag = new_tag(r, index)};
  rule.name = string_of(r, index, "name", rule.tag).data;
  lbox_getfield(L, index, "within");
  rule.within = luaL_optstring(L, -1, NULL);
  rule.priority = (int32_t)number_of(L, index, "priority", 0);
  gloss_node zones = {.tag = rule.tag};
  if (lbox_getfield(L, index, "zones") == LUA_TTABLE) list_of(r, lua_gettop(L), &zones);
  rule.zones = zones.strings;
  rule.n_zones = zones.n_strings;
  if (lbox_getfield(L, index, "match") != LUA_TTABLE) fail(r, rule.tag, "rule: no match");
  rule.pattern = read_tree(r, lua_gettop(L));
  gloss_error err = {0};
  gloss_status status = gloss_rules_add(r->rules, &rule, &err);
  if (status == GLOSS_ENOMEM) lbox_try(L, status, &err);
  if (status != GLOSS_OK) fail(r, rule.tag, err.message);
  lua_settop(L, top);
}

/* core.phase { policy =, rules = { ... } } */
int lpattern_new(lua_State *L) {
  static const char *const policies[] = {"longest", "priority", "all", NULL};
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
  reader r = {L, made, 3, 4, 0, 0};
  if (lbox_getfield(L, 1, "rules") != LUA_TTABLE) return luaL_error(L, "phase: no rules");
  int list = lua_gettop(L);
  for (lua_Integer i = 1; i <= (lua_Integer)lua_rawlen(L, list); i++) {
    lua_rawgeti(L, list, i);
    add_rule(&r, lua_gettop(L));
    lua_pop(L, 1);
  }
  gloss_phase *compiled;
  gloss_status status = gloss_phase_new(&compiled, made, &err);
  if (status == GLOSS_ENOMEM) lbox_try(L, status, &err);
  if (status != GLOSS_OK) return fail(&r, (uint32_t)err.offset, err.message);
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

/* Raises the error of a run that failed, a callback's unchanged. */
static int raise(caller *c, gloss_status status, const gloss_error *err) {
  if (c->failed) return lua_error(c->L);
  reader r = {c->L, NULL, c->trees, 0, 0, 0};
  if (status == GLOSS_ENOMEM || status == GLOSS_ESTOP) lbox_try(c->L, status, err);
  return fail(&r, (uint32_t)err->offset, err->message);
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
  gloss_status status =
      gloss_phase_run(c.phase, tokens, lstate_get(L)->scratch, &calls, &made, &err);
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
  gloss_status status = gloss_phase_why(c.phase, tokens, lstate_get(L)->scratch, &calls,
                                        (uint32_t)rule - 1, (uint32_t)token - 1, &w, &err);
  if (status != GLOSS_OK) return raise(&c, status, &err);
  lua_createtable(L, 0, 5);
  if (w.end != GLOSS_NONE) set_integer(L, "last", w.end);
  if (w.rejected != GLOSS_NONE) set_tree(L, c.trees, "rejected", w.rejected);
  set_integer(L, "furthest", (lua_Integer)w.furthest + 1);
  lua_createtable(L, (int)w.n_tags, 0);
  for (uint32_t i = 0; i < w.n_tags; i++) {
    lua_rawgeti(L, c.trees, (lua_Integer)w.tags[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "wanted");
  if (w.scope_start == w.scope_end) return 1;
  lua_createtable(L, 2, 0);
  lua_pushinteger(L, (lua_Integer)w.scope_start + 1);
  lua_rawseti(L, -2, 1);
  lua_pushinteger(L, w.scope_end);
  lua_rawseti(L, -2, 2);
  lua_setfield(L, -2, "scope");
  return 1;
}

static int index(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "phase");
}

void lpattern_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {
      {"__index", index}, {"__gc", lbox_release}, {"__close", lbox_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"run", run}, {"why", why}, {NULL, NULL}};
  static const luaL_Reg inner[] = {{"__gc", lbox_release}, {NULL, NULL}};
  lbox_type(L, phase_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL}, NULL);
  lbox_type(L, rules_class.name, inner, (const luaL_Reg *const[]){NULL}, NULL);
  lbox_type(L, matches_class.name, inner, (const luaL_Reg *const[]){NULL}, NULL);
}
