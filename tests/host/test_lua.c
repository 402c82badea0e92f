/* test_lua.c -- a C program that embeds Lua and gloss: documents in and out, the stop flag, and
** every failing allocation of a script's life leaves nothing behind. */
#include "support.h"

#include <lauxlib.h>
#include <lualib.h>

#include "gloss_lua.h"

/* A script that touches every bound type. */
static const char script[] =
    "local gloss = require 'gloss'\n"
    "local core = gloss.core\n"
    "local doc = assert(gloss.doc('Ana Ruiz met Bo Li. She left.', {id = 'x', meta = {a = 'b'}}))\n"
    "local tokenizer = gloss.tokenizer {keep = {'a-b'}}\n"
    "local tok = tokenizer:run(doc)\n"
    "gloss.splitter {}:run(doc)\n"
    "local b = doc:build('e', {n = 'number', at = {type = 'ref', list = true, target = tok}})\n"
    "b:add(1, 8, {label = 'PER', n = 1, at = {1, tok[2]}, names = {'a', 'b'}})\n"
    "local e = b:seal()\n"
    "for i, first, last, form in tok:each 'form' do assert(doc.text:sub(first, last) == form) end\n"
    "assert(e[1].at[2].folded == 'ruiz' and tok:count_by('kind').word == 7)\n"
    "tok:filter(tok:where('kind', 'punct'), 'p'):merge(tok, 'm')\n"
    "tok:join('sentence', 'within', {name = 'j'}):add_column('x', 'symbol', {'a'})\n"
    "assert(tok[1]:within('sentence').text == 'Ana Ruiz met Bo Li.')\n"
    "local done\n"
    "local function entry() if not done then done = true return 'Bo Li', 'p' end end\n"
    "local g = core.gazetteer {tokenizer = tokenizer, name = 'g', columns = {'id'}, entries = "
    "entry}\n"
    "assert(g:run(doc)[1].id == 'p')\n"
    "assert(core.json_decode('{\"a\": [1, 99999999999999999999, \"x\"]}').a[3] == 'x')\n"
    "assert(core.fold('STRASSE') == 'strasse')\n"
    "doc:close()\n"
    "gloss.doc('left open'):build('y')\n";

static void require(lua_State *L, const char *name, lua_CFunction open) {
  luaL_requiref(L, name, open, 0);
  lua_pop(L, 1);
}

static int run_script(lua_State *L) {
  luaL_openlibs(L);
  require(L, "gloss", luaopen_gloss);
  if (luaL_loadstring(L, script) != LUA_OK) return lua_error(L);
  lua_call(L, 0, 0);
  return 0;
}

/* Runs the script in a state of its own: OK, or ENOMEM; any other error fails the test. */
static gloss_status run_in_state(const gloss_alloc *alloc) {
  lua_State *L = lua_newstate(alloc->fn, alloc->ud);
  if (L == NULL) return GLOSS_ENOMEM;
  lua_pushcfunction(L, run_script);
  int status = lua_pcall(L, 0, 0, 0);
  if (status != LUA_OK && strstr(lua_tostring(L, -1), "not enough memory") == NULL)
    fail_msg("%s", lua_tostring(L, -1));
  lua_close(L);
  return status == LUA_OK ? GLOSS_OK : GLOSS_ENOMEM;
}

/* Lua alone asks some thousand times, so single calls are tried in strides. */
static void test_memory(void **state) {
  test_alloc a;
  (void)state;
  test_alloc_init(&a, 0, 0);
  assert_status(run_in_state(&a.alloc), GLOSS_OK);
  assert_int_equal(a.live, 0);
  size_t calls = a.calls, stride = calls / 1500 + 1;
  for (int for_good = 0; for_good <= 1; for_good++)
    for (size_t at = 1 + (size_t)for_good; at <= calls; at += stride) {
      test_alloc_init(&a, at, for_good);
      gloss_status status = run_in_state(&a.alloc);
      assert_true(status == GLOSS_OK || status == GLOSS_ENOMEM);
      assert_int_equal(a.live, 0);
    }
}

static int check_document(lua_State *L) {
  gloss_lua_checkdoc(L, 1);
  return 0;
}

static void test_documents(void **state) {
  lua_State *L = luaL_newstate();
  gloss_doc *doc = make_doc("some text");
  (void)state;
  luaL_openlibs(L);
  require(L, "gloss", luaopen_gloss);
  gloss_lua_pushdoc(L, doc);
  gloss_lua_pushdoc(L, doc);
  assert_true(lua_rawequal(L, -1, -2)); /* one document, one object */
  assert_ptr_equal(gloss_lua_checkdoc(L, -1), doc);
  lua_setglobal(L, "doc");
  assert_int_equal(luaL_dostring(L, "doc:set_meta('seen', doc.text) doc:close()"), LUA_OK);
  assert_str(gloss_doc_meta(doc, str("seen")), "some text");
  lua_pushcfunction(L, check_document);
  lua_getglobal(L, "doc");
  assert_int_equal(lua_pcall(L, 1, 0, 0), LUA_ERRRUN);
  assert_non_null(strstr(lua_tostring(L, -1), "document is closed"));
  gloss_lua_pushdoc(L, doc); /* closed for Lua alone: it can be had again */
  assert_ptr_equal(gloss_lua_checkdoc(L, -1), doc);
  lua_close(L);
  assert_str(gloss_doc_text(doc), "some text");
  gloss_doc_unref(doc);
}

static void test_stop(void **state) {
  lua_State *L = luaL_newstate();
  (void)state;
  luaL_openlibs(L);
  require(L, "gloss", luaopen_gloss);
  *gloss_lua_stopflag(L) = 1;
  assert_true(luaL_dostring(L, "local gloss = require 'gloss'\n"
                               "gloss.tokenizer {}:run(gloss.doc(('word '):rep(100000)))"));
  assert_non_null(strstr(lua_tostring(L, -1), "stopped"));
  lua_close(L);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_documents), cmocka_unit_test(test_stop),
                                     cmocka_unit_test(test_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
