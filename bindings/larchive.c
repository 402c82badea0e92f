/* larchive.c -- core.archive: the files inside an archive or a compressed file, by libarchive, one
** after another, in bounded memory. What swells beyond reason is an error. */
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <string.h>

#include "lbox.h"

enum { BLOCK = 1 << 16 };
#define RATIO INT64_C(1000)        /* bytes out for one in, at most, ... */
#define FREELY (INT64_C(64) << 20) /* ... beyond the first so many */

typedef struct larchive {
  struct archive *archive;
  int64_t out; /* bytes given */
  int raw, begun, ended;
} larchive;

static void release(larchive *a) {
  if (a->archive != NULL) archive_read_free(a->archive);
  a->archive = NULL;
}

static larchive *check(lua_State *L) {
  larchive *a = luaL_checkudata(L, 1, "gloss.archive");
  luaL_argcheck(L, a->archive != NULL, 1, "archive is closed");
  return a;
}

static int fail(lua_State *L, const char *why) {
  lua_pushnil(L);
  lua_pushstring(L, why != NULL ? why : "is damaged");
  return 2;
}

static int fail_by(lua_State *L, larchive *a) { return fail(L, archive_error_string(a->archive)); }

/* core.archive(path [, raw]) -> archive, or nil and why not. raw: a compressed file that is no
** archive, one nameless file inside. */
int larchive_new(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  int raw = lua_toboolean(L, 2);
  larchive *a = lua_newuserdatauv(L, sizeof *a, 0);
  memset(a, 0, sizeof *a);
  luaL_setmetatable(L, "gloss.archive");
  a->archive = archive_read_new();
  if (a->archive == NULL) return luaL_error(L, "not enough memory");
  archive_read_support_filter_all(a->archive);
  a->raw = raw;
  if (raw) {
    archive_read_support_format_raw(a->archive);
    archive_read_support_format_empty(a->archive); /* which raw does not take */
  } else {
    archive_read_support_format_all(a->archive);
  }
  return archive_read_open_filename(a->archive, path, BLOCK) == ARCHIVE_OK ? 1 : fail_by(L, a);
}

static int is_compressed(const larchive *a) { return archive_filter_count(a->archive) >= 2; }

/* Ends: with a file of no bytes, if nothing is what was compressed. */
static int end(lua_State *L, larchive *a) {
  a->ended = 1;
  if (!a->raw || a->begun) return 0;
  if (!is_compressed(a)) return fail(L, "is not compressed");
  a->begun = 1;
  lua_pushliteral(L, "without a name");
  return 1;
}

/* archive:next() -> the name of the next file; or nil, and why when it cannot be read */
static int next(lua_State *L) {
  larchive *a = check(L);
  struct archive_entry *entry;
  if (a->ended) return 0;
  for (;;) {
    int code = archive_read_next_header(a->archive, &entry);
    if (code == ARCHIVE_EOF) return end(L, a);
    if (code == ARCHIVE_RETRY) continue;
    if (code < ARCHIVE_WARN) {
      a->ended = code == ARCHIVE_FATAL;
      return fail_by(L, a);
    }
    if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0) continue;
    if (a->raw && !is_compressed(a)) return fail(L, "is not compressed");
    a->begun = 1;
    const char *name = archive_entry_pathname(entry);
    if (name == NULL) name = archive_entry_pathname_utf8(entry);
    lua_pushstring(L, name != NULL ? name : "without a name");
    return 1;
  }
}

/* archive:read(n) -> at most n bytes of the file; nil at its end, with why when it is broken */
static int read_file(lua_State *L) {
  larchive *a = check(L);
  lua_Integer n = luaL_checkinteger(L, 2);
  luaL_argcheck(L, n >= 1 && n <= 1 << 30, 2, "out of bounds");
  if (a->ended) return 0;
  luaL_Buffer buffer;
  char *bytes = luaL_buffinitsize(L, &buffer, (size_t)n);
  la_ssize_t size = archive_read_data(a->archive, bytes, (size_t)n);
  if (size < 0) {
    a->ended |= size == ARCHIVE_FATAL;
    return fail_by(L, a);
  }
  if (size == 0) return 0;
  a->out += size;
  if (a->out > FREELY && a->out / RATIO > archive_filter_bytes(a->archive, -1)) {
    a->ended = 1;
    return fail(L, "swells more than 1000 times");
  }
  luaL_pushresultsize(&buffer, (size_t)size);
  return 1;
}

/* archive:close() */
static int close_archive(lua_State *L) {
  release(luaL_checkudata(L, 1, "gloss.archive"));
  return 0;
}

static int index_archive(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "archive");
}

void larchive_open(lua_State *L) {
  static const luaL_Reg methods[] = {{"next", next},
                                     {"read", read_file},
                                     {"close", close_archive},
                                     {NULL, NULL}},
                        metamethods[] = {{"__index", index_archive},
                                         {"__gc", close_archive},
                                         {"__close", close_archive},
                                         {NULL, NULL}};
  lbox_type(L, "gloss.archive", metamethods, (const luaL_Reg *const[]){methods, NULL}, NULL);
}
