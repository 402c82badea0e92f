/* lpatternread.c -- reads the trees of gloss.pattern into nodes. A tree that stands in several places
** is read once. */
#include <math.h>
#include <string.h>

#include "lpattern.h"

int lpattern_fail(lpattern_reader *r, uint32_t tag, const char *message) {
  lua_State *L = r->L;
  if (lua_rawgeti(L, r->trees, (lua_Integer)tag) == LUA_TTABLE &&
      lbox_getfield(L, -1, "where") == LUA_TSTRING)
    lua_pushfstring(L, "%s: %s", lua_tostring(L, -1), message);
  else
    lua_pushstring(L, message);
  return lua_error(L);
}

static uint32_t add(lpattern_reader *r, gloss_node *node) {
  gloss_error err = {0};
  uint32_t number;
  gloss_status status = gloss_rules_node(r->rules, node, &number, &err);
  if (status == GLOSS_ENOMEM) lbox_try(r->L, status, &err);
  if (status != GLOSS_OK) lpattern_fail(r, node->tag, err.message);
  return number;
}

/* Reads string `key` of the tree at index; it stays on the stack. */
static gloss_str string_of(lpattern_reader *r, int index, const char *key, uint32_t tag) {
  if (lbox_getfield(r->L, index, key) != LUA_TSTRING)
    lpattern_fail(r, tag, lua_pushfstring(r->L, "pattern: %s must be a string", key));
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

/* Reads a whole number of a range; absent is 0. */
static double whole_of(lpattern_reader *r, int index, const char *key, double min, double max,
                       uint32_t tag) {
  double number = number_of(r->L, index, key, 0);
  if (!(number >= min && number <= max && floor(number) == number))
    lpattern_fail(r, tag,
                  lua_pushfstring(r->L, "%s must be an integer from %I to %I", key,
                                  (LUAI_UACINT)min, (LUAI_UACINT)max));
  return number;
}

/* Reads a bound; absent or infinite is any number. */
static uint32_t bound_of(lpattern_reader *r, int index, const char *key, uint32_t fallback,
                         uint32_t tag) {
  lbox_getfield(r->L, index, key);
  double number = luaL_optnumber(r->L, -1, fallback == GLOSS_NONE ? HUGE_VAL : fallback);
  lua_pop(r->L, 1);
  if (number == HUGE_VAL) return GLOSS_NONE;
  if (!(number >= 0 && number < GLOSS_NONE && floor(number) == number))
    lpattern_fail(r, tag, lua_pushfstring(r->L, "pattern: bad bound %f", number));
  return (uint32_t)number;
}

/* Reads the list at index as strings and numbers into pushed buffers. */
static void list_of(lpattern_reader *r, int index, gloss_node *node) {
  lua_State *L = r->L;
  lua_Integer n = (lua_Integer)lua_rawlen(L, index);
  gloss_str *strings = lbox_buffer(L, (size_t)n + 1, sizeof *strings);
  double *numbers = lbox_buffer(L, (size_t)n + 1, sizeof *numbers);
  for (lua_Integer i = 1; i <= n; i++) {
    switch (lua_rawgeti(L, index, i)) {
    case LUA_TSTRING: strings[node->n_strings++] = lbox_checkstr(L, -1); break;
    case LUA_TBOOLEAN: numbers[node->n_numbers++] = lua_toboolean(L, -1); break;
    case LUA_TNUMBER: numbers[node->n_numbers++] = lua_tonumber(L, -1); break;
    default: lpattern_fail(r, node->tag, "pattern: a value must be a string, number or boolean");
    }
    lua_pop(L, 1);
  }
  node->strings = strings;
  node->numbers = numbers;
}

static uint32_t new_tag(lpattern_reader *r, int index) {
  lua_pushvalue(r->L, index);
  lua_rawseti(r->L, r->trees, ++r->n_trees);
  return (uint32_t)r->n_trees;
}

static uint32_t read_test(lpattern_reader *r, int index);

static uint32_t child_test(lpattern_reader *r, int index, lua_Integer child, uint32_t tag) {
  if (lua_rawgeti(r->L, index, child) != LUA_TTABLE)
    lpattern_fail(r, tag, "pattern: a test is missing");
  uint32_t number = read_test(r, lua_gettop(r->L));
  lua_pop(r->L, 1);
  return number;
}

/* Reads the operands of a test. */
static void test_parts(lpattern_reader *r, int index, gloss_node *node) {
  lua_State *L = r->L;
  switch (node->kind) {
  case GLOSS_NODE_WORDS:
  case GLOSS_NODE_FORMS:
    if (lua_rawgeti(L, index, 2) != LUA_TTABLE)
      lpattern_fail(r, node->tag, "pattern: no list of words");
    list_of(r, lua_gettop(L), node);
    break;
  case GLOSS_NODE_FLAG:
    node->name = string_of(r, index, "column", node->tag);
    node->min = (uint32_t)whole_of(r, index, "mask", 0, UINT32_MAX, node->tag);
    break;
  case GLOSS_NODE_IS:
    node->name = string_of(r, index, "column", node->tag);
    if (lbox_getfield(L, index, "values") != LUA_TTABLE)
      lpattern_fail(r, node->tag, "pattern: no values");
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

static void enter(lpattern_reader *r, int index) {
  luaL_checktype(r->L, index, LUA_TTABLE);
  luaL_checkstack(r->L, 16, "patterns nested too deep");
  if (++r->depth > 5000) lpattern_fail(r, (uint32_t)r->n_trees, "patterns nested too deep");
}

/* Reads the test at index. */
static uint32_t read_test(lpattern_reader *r, int index) {
  lua_State *L = r->L;
  enter(r, index);
  int top = lua_gettop(L);
  uint32_t tag = new_tag(r, index);
  lua_rawgeti(L, index, 1);
  int which = place_in(test_names, lua_tostring(L, -1));
  if (which < 0) lpattern_fail(r, tag, "pattern: unknown test");
  gloss_node node = {.kind = test_kinds[which], .tag = tag};
  test_parts(r, index, &node);
  uint32_t number = add(r, &node);
  lua_settop(L, top);
  r->depth--;
  return number;
}

static uint32_t read_tree(lpattern_reader *r, int index);

static uint32_t child_tree(lpattern_reader *r, int index, lua_Integer child, uint32_t tag) {
  if (lua_rawgeti(r->L, index, child) != LUA_TTABLE)
    lpattern_fail(r, tag, "pattern: an operand is missing");
  uint32_t number = read_tree(r, lua_gettop(r->L));
  lua_pop(r->L, 1);
  return number;
}

/* Reads a sequence or choice of any number of operands: the last two first, so that runs of them are
** not deep on the left. */
static uint32_t read_list(lpattern_reader *r, int index, gloss_node *node) {
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
static uint32_t unit_tests(lpattern_reader *r, int index, uint32_t tag) {
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
static gloss_node_kind choice_of(lpattern_reader *r, int index, const char *key, uint32_t tag) {
  static const char *const names[] = {"BOS", "EOS", "DOC", "inside", "outside", "starts", NULL};
  static const gloss_node_kind kinds[] = {GLOSS_NODE_BOS,    GLOSS_NODE_EOS,     GLOSS_NODE_DOC,
                                          GLOSS_NODE_INSIDE, GLOSS_NODE_OUTSIDE, GLOSS_NODE_STARTS};
  int which = place_in(names, string_of(r, index, key, tag).data);
  lua_pop(r->L, 1);
  if (which < 0) lpattern_fail(r, tag, "pattern: unknown assertion");
  return kinds[which];
}

/* Makes the node of a tree whose op is known. long: one case an op */
static uint32_t make_node(lpattern_reader *r, int index, int op, gloss_node *node) {
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
static uint32_t read_tree(lpattern_reader *r, int index) {
  lua_State *L = r->L;
  enter(r, index);
  int top = lua_gettop(L);
  lua_pushvalue(L, index);
  if (lua_rawget(L, r->numbers) == LUA_TNIL) {
    uint32_t tag = new_tag(r, index);
    lbox_getfield(L, index, "op");
    int op = place_in(ops, lua_tostring(L, -1));
    if (op < 0) lpattern_fail(r, tag, "pattern: unknown op");
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

void lpattern_rule(lpattern_reader *r, int index) {
  lua_State *L = r->L;
  luaL_checktype(L, index, LUA_TTABLE);
  int top = lua_gettop(L);
  gloss_rule rule = {.tag = new_tag(r, index)};
  rule.name = string_of(r, index, "name", rule.tag).data;
  lbox_getfield(L, index, "within");
  rule.within = luaL_optstring(L, -1, NULL);
  lbox_getfield(L, index, "claims");
  rule.claims = luaL_optstring(L, -1, NULL);
  rule.priority = (int32_t)whole_of(r, index, "priority", INT32_MIN, INT32_MAX, rule.tag);
  gloss_node zones = {.tag = rule.tag};
  if (lbox_getfield(L, index, "zones") == LUA_TTABLE) list_of(r, lua_gettop(L), &zones);
  rule.zones = zones.strings;
  rule.n_zones = zones.n_strings;
  if (lbox_getfield(L, index, "match") != LUA_TTABLE) lpattern_fail(r, rule.tag, "rule: no match");
  rule.pattern = read_tree(r, lua_gettop(L));
  gloss_error err = {0};
  gloss_status status = gloss_rules_add(r->rules, &rule, &err);
  if (status == GLOSS_ENOMEM) lbox_try(L, status, &err);
  if (status != GLOSS_OK) lpattern_fail(r, rule.tag, err.message);
  lua_settop(L, top);
}
