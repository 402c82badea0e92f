/* ljsonplain.c -- decodes what JSON mostly is: objects and arrays that are not deep, strings, short
** integers. What is anything else, or wrong, is left to jansson (ljson.c), which has the last word:
** what is decoded here has the same value there. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lbox.h"

enum { DEPTH = 64, DIGITS = 18 };

typedef struct plain {
  lua_State *L;
  const char *p, *end; /* what is left */
  int depth;
} plain;

static int push_value(plain *s);

static void skip_space(plain *s) {
  while (s->p < s->end && (*s->p == ' ' || *s->p == '\n' || *s->p == '\r' || *s->p == '\t')) s->p++;
}

/* Takes a character, and white space before it: whether it was there. */
static int take(plain *s, char c) {
  skip_space(s);
  if (s->p == s->end || *s->p != c) return 0;
  s->p++;
  return 1;
}

/* ---- Strings ---- */

#define EACH(c) (UINT64_C(0x0101010101010101) * (c))

/* The bytes of a word that are zero have their high bit set; those behind the first may too. */
static uint64_t zeros(uint64_t word) { return (word - EACH(1)) & ~word & EACH(0x80); }

/* Finds the next quote, backslash or control character. */
static const char *find_special(const char *p, const char *end) {
  for (; end - p >= 8; p += 8) {
    uint64_t word;
    memcpy(&word, p, 8);
    uint64_t control = (word - EACH(0x20)) & ~word & EACH(0x80);
    if (control | zeros(word ^ EACH('"')) | zeros(word ^ EACH('\\'))) break;
  }
  while (p < end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20) p++;
  return p;
}

/* Reads four hexadecimal digits; -1 where there are none. */
static int32_t hex(const char *p, const char *end) {
  int32_t n = 0;
  if (end - p < 4) return -1;
  for (int i = 0; i < 4; i++) {
    int c = p[i] | 0x20;
    if (c >= '0' && c <= '9' && p[i] == c)
      n = n * 16 + c - '0';
    else if (c >= 'a' && c <= 'f')
      n = n * 16 + c - 'a' + 10;
    else
      return -1;
  }
  return n;
}

static void add_utf8(luaL_Buffer *b, uint32_t c) {
  if (c < 0x80) {
    luaL_addchar(b, (char)c);
    return;
  }
  if (c < 0x800) {
    luaL_addchar(b, (char)(0xC0 | c >> 6));
  } else {
    if (c < 0x10000) {
      luaL_addchar(b, (char)(0xE0 | c >> 12));
    } else {
      luaL_addchar(b, (char)(0xF0 | c >> 18));
      luaL_addchar(b, (char)(0x80 | (c >> 12 & 0x3F)));
    }
    luaL_addchar(b, (char)(0x80 | (c >> 6 & 0x3F)));
  }
  luaL_addchar(b, (char)(0x80 | (c & 0x3F)));
}

/* Adds the character of \uXXXX, or of two that are surrogates, behind whose `u` the place is. */
static int add_code(plain *s, luaL_Buffer *b) {
  int32_t c = hex(s->p, s->end);
  if (c <= 0) return 0; /* NUL: it is not allowed everywhere */
  s->p += 4;
  if (c >= 0xD800 && c <= 0xDFFF) {
    int32_t low = s->end - s->p >= 6 && memcmp(s->p, "\\u", 2) == 0 ? hex(s->p + 2, s->end) : -1;
    if (c >= 0xDC00 || low < 0xDC00 || low > 0xDFFF) return 0;
    s->p += 6;
    c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
  }
  add_utf8(b, (uint32_t)c);
  return 1;
}

/* Adds what an escape means, behind whose backslash the place is. */
static int add_escape(plain *s, luaL_Buffer *b) {
  static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  if (s->p == s->end) return 0;
  char c = *s->p++;
  if (c == 'u') return add_code(s, b);
  const char *at = c != '\0' ? strchr(names, c) : NULL;
  if (at == NULL) return 0;
  luaL_addchar(b, meant[at - names]);
  return 1;
}

/* Pushes the string behind whose quote the place is. */
static int push_string(plain *s) {
  const char *stop = find_special(s->p, s->end);
  if (stop == s->end) return 0;
  if (*stop == '"') {
    lua_pushlstring(s->L, s->p, (size_t)(stop - s->p));
    s->p = stop + 1;
    return 1;
  }
  luaL_Buffer b;
  luaL_buffinitsize(s->L, &b, (size_t)(s->end - s->p) < 4096 ? (size_t)(s->end - s->p) : 4096);
  for (;;) {
    luaL_addlstring(&b, s->p, (size_t)(stop - s->p));
    s->p = stop + 1;
    if (*stop == '"') break;
    if (*stop != '\\' || !add_escape(s, &b)) return 0;
    stop = find_special(s->p, s->end);
    if (stop == s->end) return 0;
  }
  luaL_pushresult(&b);
  return 1;
}

/* ---- Other values ---- */

/* Pushes an integer that is short enough. */
static int push_integer(plain *s) {
  const char *start = s->p;
  int negative = *s->p == '-';
  int64_t n = 0;
  for (s->p += negative; s->p < s->end && *s->p >= '0' && *s->p <= '9'; s->p++) {
    if (s->p - start >= DIGITS) return 0;
    n = n * 10 + (*s->p - '0');
  }
  const char *digits = start + negative;
  if (s->p == digits || (*digits == '0' && s->p - digits > 1)) return 0;
  if (s->p < s->end && strchr(".eE", *s->p) != NULL) return 0; /* NUL too */
  lua_pushinteger(s->L, negative ? -n : n);
  return 1;
}

static int push_word(plain *s) {
  size_t left = (size_t)(s->end - s->p);
  if (left >= 4 && memcmp(s->p, "true", 4) == 0) {
    lua_pushboolean(s->L, 1);
    s->p += 4;
  } else if (left >= 5 && memcmp(s->p, "false", 5) == 0) {
    lua_pushboolean(s->L, 0);
    s->p += 5;
  } else if (left >= 4 && memcmp(s->p, "null", 4) == 0) {
    lua_pushlightuserdata(s->L, NULL);
    s->p += 4;
  } else {
    return 0;
  }
  return s->p == s->end || strchr(",]} \n\r\t", *s->p) != NULL;
}

static int push_array(plain *s) {
  lua_newtable(s->L);
  luaL_setmetatable(s->L, "json.array");
  if (take(s, ']')) return 1;
  lua_Integer n = 0;
  do {
    if (!push_value(s)) return 0;
    lua_rawseti(s->L, -2, ++n);
  } while (take(s, ','));
  return take(s, ']');
}

static int push_object(plain *s) {
  lua_newtable(s->L);
  if (take(s, '}')) return 1;
  do {
    if (!take(s, '"') || !push_string(s) || !take(s, ':') || !push_value(s)) return 0;
    lua_rawset(s->L, -3);
  } while (take(s, ','));
  return take(s, '}');
}

/* Pushes the next value; 0 when it is not for here: what was pushed is rubbish. */
static int push_value(plain *s) {
  skip_space(s);
  if (s->p == s->end || s->depth == DEPTH) return 0;
  luaL_checkstack(s->L, 8, "JSON");
  char c = *s->p;
  if (c == '-' || (c >= '0' && c <= '9')) return push_integer(s);
  if (c != '"' && c != '{' && c != '[') return push_word(s);
  s->p++;
  if (c == '"') return push_string(s);
  s->depth++;
  int ok = c == '{' ? push_object(s) : push_array(s);
  s->depth--;
  return ok;
}

int ljson_plain(lua_State *L, gloss_str text) {
  int top = lua_gettop(L);
  plain s = {L, text.data, text.data + text.size, 0};
  int ok = push_value(&s);
  skip_space(&s);
  if (ok && s.p == s.end) return 1;
  lua_settop(L, top);
  return 0;
}
