/* lfrequency.c -- counts: layer:count_by, layer:ngrams, and gloss.frequencies. */
#include <string.h>

#include "lbox.h"

static void release(void *object) { gloss_frequencies_free(object); }

/* User value 1 of a box is what `within` was given: a layer's name, a layer or nil. */
static const lclass frequency_class = {"gloss.frequencies", "frequencies", release};

static gloss_frequencies *check(lua_State *L, int index) {
  return lbox_check(L, index, &frequency_class)->object;
}

static int table_size(uint32_t n) { return n < INT32_MAX ? (int)n : INT32_MAX; }

/* ---- Options ---- */

static uint32_t kind_bit(lua_State *L, int index) {
  static const lspec spec = {GLOSS_U8, 0, NULL};
  int64_t kind = lvalue_read(L, index, "kind", &spec).integer;
  if (kind > 31) luaL_error(L, "no token kind %d", (int)kind);
  return UINT32_C(1) << kind;
}

/* Reads field `kind` of the options at index, a kind or a list of them, as bits; 0 for none. */
static uint32_t kinds_field(lua_State *L, int index) {
  uint32_t kinds = 0;
  if (lua_isnoneornil(L, index) || lbox_getfield(L, index, "kind") == LUA_TNIL) return 0;
  if (!lua_istable(L, -1)) return kind_bit(L, lua_gettop(L));
  lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
  if (n == 0) luaL_error(L, "kind must be a token kind or a list of them");
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, -1, i);
    kinds |= kind_bit(L, lua_gettop(L));
    lua_pop(L, 1);
  }
  return kinds;
}

/* Raises if a layer has no kinds to choose by. */
static void check_kinds(lua_State *L, gloss_layer *layer, uint32_t kinds) {
  if (kinds == 0) return;
  gloss_column column = llayer_column(L, layer, "kind");
  if (column.type != GLOSS_U8 || column.offsets != NULL)
    luaL_error(L, "column \"kind\" of layer \"%s\" holds no token kinds", gloss_layer_name(layer));
}

/* Reads an integer from `low` on in field `key` of the options at index; `fallback` for none. */
static uint64_t integer_field(lua_State *L, int index, const char *key, lua_Integer low,
                              uint64_t fallback) {
  int exact;
  if (lua_isnoneornil(L, index) || lbox_getfield(L, index, key) == LUA_TNIL) return fallback;
  lua_Integer value = lua_tointegerx(L, -1, &exact);
  if (!exact || lua_type(L, -1) != LUA_TNUMBER || value < low)
    luaL_error(L, "%s must be an integer, at least %I", key, (LUAI_UACINT)low);
  return (uint64_t)value;
}

/* ---- Counting by value ---- */

/* layer:count_by(column [, {kind=, rows=}]) */
int lfrequency_count_by(lua_State *L) {
  static const char *const known[] = {"kind", "rows", NULL};
  const lbox *box = llayer_check(L, 1);
  gloss_layer *layer = box->object;
  gloss_column column = llayer_column(L, layer, luaL_checkstring(L, 2));
  gloss_tally_options options = {0};
  lua_settop(L, 3);
  lname_options(L, 3, known);
  options.kinds = kinds_field(L, 3);
  check_kinds(L, layer, options.kinds);
  if (!lua_isnil(L, 3) && lbox_getfield(L, 3, "rows") != LUA_TNIL) {
    size_t n_rows;
    if (!lua_istable(L, -1)) return luaL_error(L, "rows must be a table of rows");
    options.rows = lquery_rows(L, lua_gettop(L), layer, &n_rows);
    options.n_rows = (uint32_t)n_rows;
  }
  uint32_t rows = gloss_layer_count(layer), n;
  gloss_tally *out = lbox_buffer(L, column.offsets ? column.offsets[rows] : rows, sizeof *out);
  lbox_try(L, gloss_layer_tally(layer, column.name, &options, out, &n), NULL);
  lcache cache = lvalue_cache(L, box);
  lua_createtable(L, 0, table_size(n));
  for (uint32_t i = 0; i < n; i++) {
    lvalue_push_element(L, &cache, &column, out[i].place);
    lua_pushinteger(L, out[i].count);
    lua_rawset(L, -3);
  }
  return 1;
}

/* ---- Making a table ---- */

/* Pushes a table; options other than n and column are read at index. */
static lbox *push_new(lua_State *L, uint64_t n, const char *column, int index) {
  gloss_frequencies_options options = {0, column, kinds_field(L, index)};
  gloss_frequencies *table;
  if (n > GLOSS_GRAM_MAX) luaL_error(L, "n must be at most %d", GLOSS_GRAM_MAX);
  options.n = (uint32_t)n;
  lbox *box = lbox_push(L, &frequency_class, 1);
  int at = lua_gettop(L);
  if (!lua_isnoneornil(L, index) && lbox_getfield(L, index, "within") != LUA_TNIL) {
    if (lua_type(L, -1) != LUA_TSTRING && !luaL_testudata(L, -1, llayer_class.name))
      luaL_error(L, "within must be a layer or its name, not %s", luaL_typename(L, -1));
    lua_setiuservalue(L, at, 1);
  }
  lua_settop(L, at);
  lbox_try(L, gloss_frequencies_new(&table, &lstate_get(L)->alloc, &options), NULL);
  box->object = table;
  return box;
}

/* core.frequencies {n=, column=, kind=, within=} */
int lfrequency_new(lua_State *L) {
  static const char *const known[] = {"n", "column", "kind", "within", NULL};
  lua_settop(L, 1);
  lname_options(L, 1, known);
  const char *column = lbox_field(L, "column");
  if (column != NULL) lbox_checkname(L, 2, "column");
  push_new(L, integer_field(L, 1, "n", 1, 1), column, 1);
  return 1;
}

/* Counts the layer at `layer` into the table at `table`. */
static void add_layer(lua_State *L, int table, int layer) {
  gloss_frequencies *counts = check(L, table);
  gloss_layer *counted = llayer_check(L, layer)->object, *within = NULL;
  gloss_error err = {0};
  ldoc_push_of(L, layer);
  int doc = lua_gettop(L);
  if (lua_getiuservalue(L, table, 1) != LUA_TNIL) within = llayer_arg(L, doc + 1, doc);
  llayer_column(L, counted, gloss_frequencies_column(counts));
  lbox_try(L, gloss_frequencies_add(counts, counted, within, &err), &err);
}

/* layer:ngrams(n, column [, {kind=, within=}]) */
int lfrequency_ngrams(lua_State *L) {
  static const char *const known[] = {"kind", "within", NULL};
  llayer_check(L, 1);
  lua_Integer n = luaL_checkinteger(L, 2);
  luaL_argcheck(L, n >= 1 && n <= GLOSS_GRAM_MAX, 2, "n out of range");
  lbox_checkname(L, 3, "column");
  lua_settop(L, 4);
  lname_options(L, 4, known);
  push_new(L, (uint64_t)n, lua_tostring(L, 3), 4);
  int table = lua_gettop(L);
  add_layer(L, table, 1);
  lua_settop(L, table);
  return 1;
}

/* frequencies:add(layer) */
static int add(lua_State *L) {
  lua_settop(L, 2);
  add_layer(L, 1, 2);
  lua_settop(L, 1);
  return 1;
}

/* frequencies:merge(other) */
static int merge(lua_State *L) {
  gloss_frequencies *table = check(L, 1), *other = check(L, 2);
  uint32_t n = gloss_frequencies_n(table), of_other = gloss_frequencies_n(other);
  if (n != of_other)
    return luaL_error(L, "a table of %d-grams cannot be merged into one of %d-grams", (int)of_other,
                      (int)n);
  lbox_try(L, gloss_frequencies_merge(table, other), NULL);
  lua_settop(L, 1);
  return 1;
}

/* ---- Asking ---- */

/* Pushes a gram's words, a space between. */
static void push_form(lua_State *L, const gloss_gram *gram, uint32_t n) {
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (uint32_t k = 0; k < n; k++) {
    if (k > 0) luaL_addchar(&buffer, ' ');
    luaL_addlstring(&buffer, gram->words[k].data, gram->words[k].size);
  }
  luaL_pushresult(&buffer);
}

/* Takes the words of a gram from the arguments after the first: n strings, or one that holds them
** all with a space between. */
static void take_words(lua_State *L, uint32_t n, gloss_str *words) {
  int given = lua_gettop(L) - 1;
  if (given != 1)
    luaL_argcheck(L, given == (int)n, 2, lua_pushfstring(L, "%d words expected", (int)n));
  gloss_str rest = lbox_checkstr(L, 2);
  for (uint32_t k = 0; k < n; k++) {
    words[k] = given == 1 ? rest : lbox_checkstr(L, (int)k + 2);
    if (given != 1 || k + 1 == n) continue;
    const char *space = memchr(rest.data, ' ', rest.size);
    if (space == NULL) luaL_argerror(L, 2, lua_pushfstring(L, "%d words expected", (int)n));
    words[k].size = (size_t)(space - rest.data);
    rest = (gloss_str){space + 1, rest.size - words[k].size - 1};
  }
  if (given == 1 && n > 1 && memchr(rest.data, ' ', rest.size) != NULL)
    luaL_argerror(L, 2, lua_pushfstring(L, "%d words expected", (int)n));
}

/* frequencies:count(word, ...) -> count, documents */
static int count(lua_State *L) {
  const gloss_frequencies *table = check(L, 1);
  gloss_str words[GLOSS_GRAM_MAX];
  gloss_gram gram = {.count = 0};
  take_words(L, gloss_frequencies_n(table), words);
  gloss_frequencies_at(table, gloss_frequencies_find(table, words), &gram);
  lua_pushinteger(L, (lua_Integer)gram.count);
  lua_pushinteger(L, gram.documents);
  return 2;
}

/* Upvalues: the table's box, the gram to go on from. */
static int next_gram(lua_State *L) {
  const gloss_frequencies *table = check(L, lua_upvalueindex(1));
  lua_Integer from = lua_tointeger(L, lua_upvalueindex(2));
  uint32_t at = gloss_frequencies_next(table, (uint32_t)from);
  gloss_gram gram;
  if (gloss_frequencies_at(table, at, &gram) != GLOSS_OK) return 0;
  lua_pushinteger(L, (lua_Integer)at + 1);
  lua_replace(L, lua_upvalueindex(2));
  push_form(L, &gram, gloss_frequencies_n(table));
  lua_pushinteger(L, (lua_Integer)gram.count);
  lua_pushinteger(L, gram.documents);
  return 3;
}

/* frequencies:each() */
static int each(lua_State *L) {
  check(L, 1);
  lua_settop(L, 1);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_gram, 2);
  return 1;
}

/* Pushes the row of a list: form, its words, counts, and the score if there is one. */
static void push_ranked(lua_State *L, const gloss_frequencies *table, const gloss_rank *rank,
                        int scored) {
  gloss_gram gram;
  uint32_t n = gloss_frequencies_n(table);
  gloss_frequencies_at(table, rank->gram, &gram);
  lua_createtable(L, (int)n, 5);
  for (uint32_t k = 0; k < n; k++) {
    lua_pushlstring(L, gram.words[k].data, gram.words[k].size);
    lua_rawseti(L, -2, (lua_Integer)k + 1);
  }
  push_form(L, &gram, n);
  lua_setfield(L, -2, "form");
  lua_pushinteger(L, (lua_Integer)gram.count);
  lua_setfield(L, -2, "count");
  lua_pushinteger(L, gram.documents);
  lua_setfield(L, -2, "documents");
  lua_pushnumber(L, (double)gram.count * 1e6 / (double)gloss_frequencies_totals(table).count);
  lua_setfield(L, -2, "per_million");
  if (!scored) return;
  lua_pushnumber(L, rank->score);
  lua_setfield(L, -2, "score");
}

/* Reads the options of `top` at 3. */
static gloss_rank_options rank_options(lua_State *L, const gloss_frequencies *table) {
  static const char *const known[] = {"by", "min_count", "min_documents", "reference", NULL};
  static const char *const measures[] = {"count",   "documents", "pmi", "log_likelihood",
                                         "t_score", "log_dice",  NULL};
  gloss_rank_options options = {0};
  if (lua_isnil(L, 3)) return options;
  lname_options(L, 3, known);
  lbox_getfield(L, 3, "by");
  options.by = (gloss_measure)lname_choice(L, lua_gettop(L), "by", measures, GLOSS_BY_COUNT);
  options.min_count = integer_field(L, 3, "min_count", 0, 0);
  uint64_t documents = integer_field(L, 3, "min_documents", 0, 0);
  options.min_documents = documents < UINT32_MAX ? (uint32_t)documents : UINT32_MAX;
  if (lbox_getfield(L, 3, "reference") != LUA_TNIL) {
    if (!luaL_testudata(L, -1, frequency_class.name))
      luaL_error(L, "reference must be frequencies, not %s", luaL_typename(L, -1));
    options.reference = check(L, lua_gettop(L));
  }
  int scored = options.by != GLOSS_BY_COUNT && options.by != GLOSS_BY_DOCUMENTS;
  if (options.reference != NULL && !scored)
    luaL_error(L, "a reference needs by = \"log_likelihood\" or another score");
  if (options.reference != NULL &&
      gloss_frequencies_n(options.reference) != gloss_frequencies_n(table))
    luaL_error(L, "the reference counts grams of another n");
  if (options.reference == NULL && scored && gloss_frequencies_n(table) != 2)
    luaL_error(L, "by = \"%s\" needs grams of n = 2, or a reference", measures[options.by]);
  return options;
}

/* frequencies:top([most [, {by=, min_count=, min_documents=, reference=}]]) */
static int top(lua_State *L) {
  const gloss_frequencies *table = check(L, 1);
  uint32_t distinct = gloss_frequencies_totals(table).distinct, n;
  lua_settop(L, 3);
  lua_Integer most = luaL_optinteger(L, 2, distinct);
  luaL_argcheck(L, most >= 0, 2, "a number of grams expected");
  if (most > distinct) most = distinct;
  gloss_rank_options options = rank_options(L, table);
  int scored = options.by != GLOSS_BY_COUNT && options.by != GLOSS_BY_DOCUMENTS;
  gloss_rank *ranks = lbox_buffer(L, (size_t)most, sizeof *ranks);
  lbox_try(L, gloss_frequencies_rank(table, &options, ranks, (uint32_t)most, &n), NULL);
  lua_createtable(L, table_size(n), 0);
  for (uint32_t i = 0; i < n; i++) {
    push_ranked(L, table, &ranks[i], scored);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

/* ---- The type ---- */

enum { N, COLUMN, TOTAL, DOCUMENTS };
static const char *const properties[] = {"n", "column", "total", "documents", NULL};

static int index(lua_State *L) {
  int member = lbox_member(L);
  if (member == LBOX_METHOD) return 1;
  if (member == LBOX_UNKNOWN) return lbox_no_member(L, "frequencies");
  const gloss_frequencies *table = check(L, 1);
  switch (member) {
  case N: lua_pushinteger(L, gloss_frequencies_n(table)); break;
  case COLUMN: lua_pushstring(L, gloss_frequencies_column(table)); break;
  case TOTAL: lua_pushinteger(L, (lua_Integer)gloss_frequencies_totals(table).count); break;
  default: lua_pushinteger(L, gloss_frequencies_totals(table).documents);
  }
  return 1;
}

static int length(lua_State *L) {
  lua_pushinteger(L, gloss_frequencies_totals(check(L, 1)).distinct);
  return 1;
}

static int to_string(lua_State *L) {
  const lbox *box = luaL_checkudata(L, 1, frequency_class.name);
  if (box->object == NULL) {
    lua_pushliteral(L, "frequencies (closed)");
    return 1;
  }
  gloss_totals totals = gloss_frequencies_totals(box->object);
  lua_pushfstring(L, "frequencies of %d-grams of \"%s\" (%I distinct, %I in all)",
                  (int)gloss_frequencies_n(box->object), gloss_frequencies_column(box->object),
                  (LUAI_UACINT)totals.distinct, (LUAI_UACINT)totals.count);
  return 1;
}

void lfrequency_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {{"__index", index},        {"__len", length},
                                         {"__tostring", to_string}, {"__gc", lbox_release},
                                         {"__close", lbox_close},   {NULL, NULL}};
  static const luaL_Reg methods[] = {{"add", add},   {"merge", merge}, {"count", count},
                                     {"each", each}, {"top", top},     {NULL, NULL}};
  lbox_type(L, frequency_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL},
            properties);
}
