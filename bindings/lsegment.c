/* lsegment.c -- gloss.segments: an iterator over grapheme clusters, words or sentences of a text.
** The iterator's upvalues are the text, the kind, and the bytes behind it; no loop can lead it
** astray, since it does not read the control value. */
#include "lbox.h"

static int next_segment(lua_State *L) {
  gloss_str text;
  text.data = lua_tolstring(L, lua_upvalueindex(1), &text.size);
  gloss_boundary kind = (gloss_boundary)lua_tointeger(L, lua_upvalueindex(2));
  size_t start = (size_t)lua_tointeger(L, lua_upvalueindex(3));
  if (start >= text.size) return 0;
  lua_Integer end = (lua_Integer)gloss_segment_end(text, kind, start);
  lua_pushinteger(L, end);
  lua_replace(L, lua_upvalueindex(3));
  lua_pushinteger(L, (lua_Integer)start + 1);
  lua_pushinteger(L, end);
  return 2;
}

int lsegment_new(lua_State *L) {
  static const char *const kinds[] = {"grapheme", "word", "sentence", NULL};
  gloss_str text = lbox_checkstr(L, 1);
  luaL_checkstring(L, 2);
  int kind = lname_choice(L, 2, "kind of segments", kinds, GLOSS_GRAPHEMES);
  size_t bad;
  if (gloss_utf8_check(text, &bad) != GLOSS_OK) return lnorm_bad_utf8(L, bad);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, kind);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_segment, 3);
  return 1;
}
