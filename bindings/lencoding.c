/* lencoding.c -- core.decode turns bytes of an encoding into UTF-8, by the C library's iconv;
** core.detect_encoding tells an encoding by statistics, by libuchardet where it is in the build. */
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#ifdef GLOSS_UCHARDET
#include <uchardet.h>
#endif

#include "lbox.h"
#include "library.h"

#ifdef GLOSS_UCHARDET
/* clang-format off */
#define FUNCTIONS(F) \
  F(uchardet_new) F(uchardet_handle_data) F(uchardet_data_end) F(uchardet_get_charset) \
  F(uchardet_delete)
/* clang-format on */
LIBRARY(GLOSS_UCHARDET_SO, FUNCTIONS)
#endif

enum { BLOCK = 1 << 16 };

/* ---- Decoding ---- */

static void release(void *object) { iconv_close(object); }

static const lclass decoder_class = {"gloss.decoder", "decoder", release};

/* A name that says only what is read: "//" would add iconv's own ways with bad bytes. */
static int is_name(const char *name) {
  return name[0] != '\0' && name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                              "0123456789-_.:+()")] == '\0';
}

/* Pushes the box of an open converter; or nothing and returns 0. */
static int push_decoder(lua_State *L, const char *encoding) {
  if (!is_name(encoding)) return 0;
  lbox *box = lbox_push(L, &decoder_class, 0);
  iconv_t decoder = iconv_open("UTF-8", encoding);
  if (decoder != (iconv_t)-1) box->object = decoder;
  if (box->object == NULL) lua_pop(L, 1);
  return box->object != NULL;
}

/* Gives the size of what is taken for one bad character. */
static size_t unit_of(const char *encoding) {
  if (strncasecmp(encoding, "UTF-16", 6) == 0 || strncasecmp(encoding, "UCS-2", 5) == 0) return 2;
  if (strncasecmp(encoding, "UTF-32", 6) == 0 || strncasecmp(encoding, "UCS-4", 5) == 0) return 4;
  return 1;
}

/* core.decode(bytes, encoding [, replace]) -> UTF-8; or nil, why and, for bad bytes, the position.
** With replace each of these is U+FFFD. */
static int decode(lua_State *L) {
  gloss_str bytes = lbox_checkstr(L, 1);
  const char *encoding = luaL_checkstring(L, 2);
  int replace = lua_toboolean(L, 3);
  if (!push_decoder(L, encoding)) {
    lua_pushnil(L);
    lua_pushfstring(L, "unknown encoding \"%s\"", encoding);
    return 2;
  }
  lbox *box = lua_touserdata(L, -1);
  char *from = (char *)(uintptr_t)bytes.data; /* iconv takes no const, and changes nothing */
  size_t left = bytes.size, unit = unit_of(encoding);
  luaL_Buffer out;
  luaL_buffinit(L, &out);
  for (int flush = 0; !flush || left > 0;) {
    char *to = luaL_prepbuffsize(&out, BLOCK);
    size_t room = BLOCK - 3; /* for a U+FFFD */
    flush = left == 0;       /* an encoding of states may keep something back */
    size_t code = iconv(box->object, flush ? NULL : &from, flush ? NULL : &left, &to, &room);
    if (code == (size_t)-1 && errno != E2BIG) {
      if (!replace) {
        lua_pushnil(L);
        lua_pushfstring(L, "not %s", encoding);
        lua_pushinteger(L, (lua_Integer)(bytes.size - left) + 1);
        return 3;
      }
      size_t skipped = errno == EINVAL || left < unit ? left : unit;
      to = memcpy(to, "\xEF\xBF\xBD", 3), to += 3;
      room -= 3;
      from += skipped;
      left -= skipped;
    }
    luaL_addsize(&out, BLOCK - 3 - room);
  }
  luaL_pushresult(&out);
  return 1;
}

/* core.detect_encoding(bytes) -> the name of their encoding, in capitals; nil when it cannot be
** told */
static int detect(lua_State *L) {
  gloss_str bytes = lbox_checkstr(L, 1);
#ifdef GLOSS_UCHARDET
  open_library(L);
  uchardet_t detector = lib.uchardet_new();
  int ok = detector != NULL && lib.uchardet_handle_data(detector, bytes.data, bytes.size) == 0;
  if (ok) lib.uchardet_data_end(detector);
  char name[64] = "";
  if (ok) strncpy(name, lib.uchardet_get_charset(detector), sizeof name - 1);
  if (detector != NULL) lib.uchardet_delete(detector);
  if (name[0] == '\0') return 0;
  lua_pushstring(L, name);
  return 1;
#else
  (void)bytes;
  return 0;
#endif
}

void lencoding_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {{"__gc", lbox_release}, {NULL, NULL}};
  lbox_type(L, decoder_class.name, metamethods, (const luaL_Reg *const[]){NULL}, NULL);
  luaL_getsubtable(L, -1, "options");
#ifdef GLOSS_UCHARDET
  lua_pushliteral(L, GLOSS_UCHARDET);
  lua_setfield(L, -2, "uchardet");
#endif
  lua_pop(L, 1);
}

const luaL_Reg lencoding_functions[] = {
    {"decode", decode}, {"detect_encoding", detect}, {NULL, NULL}};
