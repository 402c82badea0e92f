/* lnorm.c -- functions of bytes and strings: folding, hashing, checking. */
#include <stdlib.h>
#include <string.h>

#include "lbox.h"

char *lbox_hex(uint64_t number, char *digits) {
  for (int i = 15; i >= 0; i--, number >>= 4) digits[i] = "0123456789abcdef"[number & 15];
  digits[16] = '\0';
  return digits;
}

int lnorm_bad_utf8(lua_State *L, size_t bad) {
  lua_pushnil(L);
  lua_pushfstring(L, "not UTF-8 at byte %I", (LUAI_UACINT)bad);
  lua_pushinteger(L, (lua_Integer)bad + 1);
  return 3;
}

/* Pushes the folded form of a text that is UTF-8. */
static void push_folded(lua_State *L, gloss_str text) {
  size_t size;
  luaL_Buffer buffer;
  size_t room = text.size + 16;
  char *out = luaL_buffinitsize(L, &buffer, room);
  gloss_status status = gloss_fold(text, out, room, &size);
  if (status == GLOSS_ERANGE) {
    room = size;
    out = luaL_prepbuffsize(&buffer, room);
    status = gloss_fold(text, out, room, &size);
  }
  lbox_try(L, status, NULL);
  luaL_pushresultsize(&buffer, size);
}

/* core.fold(text) -> the folded form */
static int fold(lua_State *L) {
  gloss_str text = lbox_checkstr(L, 1);
  size_t bad;
  if (gloss_utf8_check(text, &bad) != GLOSS_OK) return lnorm_bad_utf8(L, bad);
  push_folded(L, text);
  return 1;
}

/* A string of a list and its place there. */
typedef struct item {
  gloss_str text;
  lua_Integer place;
} item;

static int compare_items(const void *a, const void *b) {
  gloss_str x = ((const item *)a)->text, y = ((const item *)b)->text;
  int order = memcmp(x.data, y.data, x.size < y.size ? x.size : y.size);
  return order ? order : (x.size > y.size) - (x.size < y.size);
}

static int is_lower_ascii(gloss_str text) {
  for (size_t i = 0; i < text.size; i++)
    if (text.data[i] < 'a' || text.data[i] > 'z') return 0;
  return 1;
}

/* Reads string `place` of the list on top, which gets the folded form if that is wanted; 0 if there
** is none or it does not fold. */
static int read_item(lua_State *L, lua_Integer place, int folds, item *one) {
  size_t bad;
  if (lua_rawgeti(L, -1, place) != LUA_TSTRING) return 0;
  *one = (item){lbox_checkstr(L, -1), place};
  if (one->text.size == 0) return 0;
  if (folds && !is_lower_ascii(one->text)) {
    if (gloss_utf8_check(one->text, &bad) != GLOSS_OK) return 0;
    push_folded(L, one->text);
    one->text = lbox_checkstr(L, -1);
    lua_rawseti(L, -3, place);
  }
  lua_pop(L, 1);
  return 1;
}

/* core.words(list [, fold]) -> a new list of its strings, folded if that is asked, sorted by bytes
** and each once; nil if it is empty or holds anything else */
static int words(lua_State *L) {
  int folds = lua_toboolean(L, 2);
  lua_settop(L, 1);
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer n = (lua_Integer)lua_rawlen(L, 1), kept = 0;
  if (n == 0) return 0;
  item *items = lbox_buffer(L, (size_t)n, sizeof *items);
  lua_createtable(L, (int)n, 0);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, 1, i);
    lua_rawseti(L, -2, i);
    if (!read_item(L, i, folds, &items[i - 1])) return 0;
  }
  qsort(items, (size_t)n, sizeof *items, compare_items);
  lua_createtable(L, (int)n, 0);
  for (lua_Integer i = 0; i < n; i++) {
    if (i > 0 && compare_items(&items[i - 1], &items[i]) == 0) continue;
    lua_rawgeti(L, -2, items[i].place);
    lua_rawseti(L, -2, ++kept);
  }
  return 1;
}

/* core.hash(bytes) -> 16 hex digits */
static int hash(lua_State *L) {
  char digits[17];
  lua_pushstring(L, lbox_hex(gloss_hash(lbox_checkstr(L, 1)), digits));
  return 1;
}

static int push_key(lua_State *L,
                    gloss_status (*key_of)(const gloss_alloc *, gloss_str, uint64_t *)) {
  gloss_str text = lbox_checkstr(L, 1);
  uint64_t key;
  size_t bad;
  if (gloss_utf8_check(text, &bad) != GLOSS_OK) return lnorm_bad_utf8(L, bad);
  lbox_try(L, key_of(&lstate_get(L)->alloc, text, &key), NULL);
  char digits[17];
  lua_pushstring(L, lbox_hex(key, digits));
  return 1;
}

/* core.text_key(text), core.simhash(text) -> 16 hex digits */
static int text_key(lua_State *L) { return push_key(L, gloss_text_key); }
static int simhash(lua_State *L) { return push_key(L, gloss_simhash); }

static uint64_t check_key(lua_State *L, int index) {
  static const char hex[] = "0123456789abcdef";
  gloss_str digits = lbox_checkstr(L, index);
  uint64_t key = 0;
  luaL_argcheck(L, digits.size == 16, index, "a key has 16 hexadecimal digits");
  for (size_t i = 0; i < 16; i++) {
    const char *found = memchr(hex, digits.data[i], 16);
    luaL_argcheck(L, found != NULL, index, "a key has 16 hexadecimal digits");
    key = key << 4 | (uint64_t)(found - hex);
  }
  return key;
}

/* core.hamming(key, key) -> the bits in which they differ */
static int hamming(lua_State *L) {
  uint64_t bits = check_key(L, 1) ^ check_key(L, 2);
  int n = 0;
  for (; bits != 0; bits &= bits - 1) n++;
  lua_pushinteger(L, n);
  return 1;
}

/* core.utf8_check(text) -> true */
static int utf8_check(lua_State *L) {
  size_t bad;
  if (gloss_utf8_check(lbox_checkstr(L, 1), &bad) != GLOSS_OK) return lnorm_bad_utf8(L, bad);
  lua_pushboolean(L, 1);
  return 1;
}

/* core.utf8_length(text) -> code points */
static int utf8_length(lua_State *L) {
  gloss_str text = lbox_checkstr(L, 1);
  lua_Integer n = 0;
  size_t bad;
  if (gloss_utf8_check(text, &bad) != GLOSS_OK) return lnorm_bad_utf8(L, bad);
  for (size_t i = 0; i < text.size; i++) n += (text.data[i] & 0xC0) != 0x80;
  lua_pushinteger(L, n);
  return 1;
}

const luaL_Reg lnorm_functions[] = {{"fold", fold},
                                    {"words", words},
                                    {"hash", hash},
                                    {"text_key", text_key},
                                    {"simhash", simhash},
                                    {"hamming", hamming},
                                    {"utf8_check", utf8_check},
                                    {"utf8_length", utf8_length},
                                    {NULL, NULL}};
