/* larchive.c -- core.archive: the files inside an archive or a compressed file, by libarchive, one
** after another, in bounded memory. What swells beyond reason is an error. Of gzip the bytes come
** from gunzip.c, a buffer in user value 1. */
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <string.h>

#include "gunzip.h"
#include "lbox.h"
#include "library.h"

/* clang-format off */
#define FUNCTIONS(F) \
  F(archive_read_free) F(archive_error_string) F(archive_read_open_filename) \
  F(archive_read_open) F(archive_filter_bytes) F(archive_read_new) \
  F(archive_read_support_filter_all) F(archive_read_support_format_raw) \
  F(archive_read_support_format_empty) F(archive_read_support_format_all) \
  F(archive_filter_count) F(archive_read_next_header) F(archive_entry_filetype) \
  F(archive_entry_pathname) F(archive_entry_pathname_utf8) F(archive_read_data) \
  F(archive_set_error)
/* clang-format on */
LIBRARY(GLOSS_ARCHIVE_SO, FUNCTIONS)

enum { BLOCK = 1 << 16 };
#define RATIO INT64_C(1000)        /* bytes out for one in, at most, ... */
#define FREELY (INT64_C(64) << 20) /* ... beyond the first so many */

typedef struct larchive {
  struct archive *archive;
  gunzip *gunzip; /* of a gzip file, else NULL */
  int64_t out;    /* bytes given */
  int raw, begun, ended;
} larchive;

static void release(larchive *a) {
  if (a->archive != NULL) lib.archive_read_free(a->archive);
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

static int fail_by(lua_State *L, larchive *a) {
  return fail(L, lib.archive_error_string(a->archive));
}

/* Opens the file for the archive on top: a code of libarchive. */
static int open_bytes(lua_State *L, larchive *a, const char *path) {
  gunzip *g = lua_newuserdatauv(L, sizeof *g, 0);
  if (!gunzip_open(g, path)) {
    lua_pop(L, 1);
    return lib.archive_read_open_filename(a->archive, path, BLOCK);
  }
  a->gunzip = g;
  g->set_error = lib.archive_set_error;
  lua_setiuservalue(L, -2, 1);
  return lib.archive_read_open(a->archive, g, NULL, gunzip_read, gunzip_close);
}

/* Gives how many bytes of the file have been taken. */
static int64_t taken(const larchive *a) {
  return a->gunzip != NULL ? a->gunzip->taken : lib.archive_filter_bytes(a->archive, -1);
}

/* core.archive(path [, raw]) -> archive, or nil and why not. raw: a compressed file that is no
** archive, one nameless file inside. */
int larchive_new(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  int raw = lua_toboolean(L, 2);
  open_library(L);
  larchive *a = lua_newuserdatauv(L, sizeof *a, 1);
  memset(a, 0, sizeof *a);
  luaL_setmetatable(L, "gloss.archive");
  a->archive = lib.archive_read_new();
  if (a->archive == NULL) return luaL_error(L, "not enough memory");
  lib.archive_read_support_filter_all(a->archive);
  a->raw = raw;
  if (raw) {
    lib.archive_read_support_format_raw(a->archive);
    lib.archive_read_support_format_empty(a->archive); /* which raw does not take */
  } else {
    lib.archive_read_support_format_all(a->archive);
  }
  return open_bytes(L, a, path) == ARCHIVE_OK ? 1 : fail_by(L, a);
}

static int is_compressed(const larchive *a) {
  return a->gunzip != NULL || lib.archive_filter_count(a->archive) >= 2;
}

static int swells(const larchive *a) { return a->out > FREELY && a->out / RATIO > taken(a); }

static int fail_swollen(lua_State *L, larchive *a) {
  a->ended = 1;
  return fail(L, "swells more than 1000 times");
}

/* Reads what an archive leaves unread of its gzip file, so that the end of that is checked. */
static int end_gzip(lua_State *L, larchive *a) {
  const void *bytes;
  la_ssize_t n = 0;
  while (a->gunzip != NULL && (n = gunzip_read(a->archive, a->gunzip, &bytes)) > 0) {
    a->out += n;
    if (swells(a)) return fail_swollen(L, a);
  }
  return n < 0 ? fail_by(L, a) : 0;
}

/* Ends: with a file of no bytes, if nothing is what was compressed. */
static int end(lua_State *L, larchive *a) {
  a->ended = 1;
  if (!a->raw) return end_gzip(L, a);
  if (a->begun) return 0;
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
    int code = lib.archive_read_next_header(a->archive, &entry);
    if (code == ARCHIVE_EOF) return end(L, a);
    if (code == ARCHIVE_RETRY) continue;
    if (code < ARCHIVE_WARN) {
      a->ended = code == ARCHIVE_FATAL;
      return fail_by(L, a);
    }
    if (lib.archive_entry_filetype(entry) != AE_IFREG && lib.archive_entry_filetype(entry) != 0)
      continue;
    if (a->raw && !is_compressed(a)) return fail(L, "is not compressed");
    a->begun = 1;
    const char *name = lib.archive_entry_pathname(entry);
    if (name == NULL) name = lib.archive_entry_pathname_utf8(entry);
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
  la_ssize_t size = lib.archive_read_data(a->archive, bytes, (size_t)n);
  if (size < 0) {
    a->ended |= size == ARCHIVE_FATAL;
    return fail_by(L, a);
  }
  if (size == 0) return 0;
  a->out += size;
  if (swells(a)) return fail_swollen(L, a);
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
