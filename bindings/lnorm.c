/* lnorm.c -- functions of bytes and strings: folding, hashing, checking. */
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

/* core.fold(text) -> the folded form */
static int fold(lua_State *L) {
  gloss_str text = lbox_checkstr(L, 1);
  size_t size, bad;
  if (gloss_utf8_check(text, &bad) != GLOSS_OK) return lnorm_bad_utf8(L, bad);
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
                                    {"hash", hash},
                                    {"text_key", text_key},
                                    {"simhash", simhash},
                                    {"hamming", hamming},
                                    {"utf8_check", utf8_check},
                                    {"utf8_length", utf8_length},
                                    {NULL, NULL}};
