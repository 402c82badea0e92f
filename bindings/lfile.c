/* lfile.c -- what runs over a corpus ask of files: core.spool keeps what can be read only once in a
** file without a name, which processes forked later may each open anew; core.sync, core.checksum. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lbox.h"
#include "runner.h"

enum { BLOCK = 1 << 16 };

/* Copies at most `most` bytes; 0 or an errno, EINTR when the stop flag was raised. */
static int copy(int from, FILE *to, uint64_t most, const volatile int *stop) {
  char block[BLOCK];
  while (most > 0) {
    ssize_t n = read(from, block, most < BLOCK ? (size_t)most : BLOCK);
    if (n < 0 && errno == EINTR && !*stop) continue;
    if (n < 0) return errno;
    if (n == 0) break;
    if (fwrite(block, 1, (size_t)n, to) != (size_t)n) return errno;
    most -= (uint64_t)n;
  }
  return fflush(to) == 0 ? 0 : errno;
}

/* Whether standard input is a file that nothing has been read of. */
static int is_fresh_file(int fd) {
  struct stat about;
  return fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && lseek(fd, 0, SEEK_CUR) == 0;
}

/* core.spool(file [, most]) -> the path by which its bytes, so many at most, can be opened as long
** as this process and those forked lives; or nil and why not. "-" is standard input, which then is
** that file too. */
static int spool(lua_State *L) {
  const char *file = luaL_checkstring(L, 1);
  lua_Integer most = luaL_optinteger(L, 2, LUA_MAXINTEGER);
  int standard = strcmp(file, "-") == 0, code = 0;
  if (!standard || !is_fresh_file(0)) {
    int from = standard ? 0 : open(file, O_RDONLY | O_CLOEXEC);
    FILE *to = from >= 0 ? tmpfile() : NULL;
    code = to ? copy(from, to, most > 0 ? (uint64_t)most : 0, &lstate_get(L)->stop) : errno;
    int kept = code == 0 ? fcntl(fileno(to), F_DUPFD_CLOEXEC, 3) : -1;
    if (code == 0 && kept < 0) code = errno;
    if (to) fclose(to);
    if (!standard && from >= 0) close(from);
    if (code == 0 && !standard) {
      lua_pushfstring(L, "/proc/self/fd/%d", kept);
      return 1;
    }
    if (code == 0) {
      lseek(kept, 0, SEEK_SET);
      if (dup2(kept, 0) < 0) code = errno;
      close(kept);
    }
  }
  if (code == 0) {
    lua_pushliteral(L, "/proc/self/fd/0");
    return 1;
  }
  lua_pushnil(L);
  lua_pushstring(L, strerror(code));
  return 2;
}

/* core.redirect_input(path) -> true when standard input now is that file; or nil and why not */
static int redirect_input(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  int code = fd < 0 || dup2(fd, 0) < 0 ? errno : 0;
  if (fd >= 0) close(fd);
  if (code != 0) {
    lua_pushnil(L);
    lua_pushfstring(L, "%s: %s", path, strerror(code));
    return 2;
  }
  lua_pushboolean(L, 1);
  return 1;
}

/* core.sync(path) -> true when a file, or a folder's names, are on the disk; or nil and why not */
static int sync_path(lua_State *L) {
  int fd = open(luaL_checkstring(L, 1), O_RDONLY | O_CLOEXEC);
  int code = fd < 0 || fsync(fd) != 0 ? errno : 0;
  if (fd >= 0) close(fd);
  if (code != 0) {
    lua_pushnil(L);
    lua_pushstring(L, strerror(code));
    return 2;
  }
  lua_pushboolean(L, 1);
  return 1;
}

/* core.checksum(text) -> 16 hexadecimal digits */
static int checksum(lua_State *L) {
  gloss_str text = lbox_checkstr(L, 1);
  char digits[17];
  snprintf(digits, sizeof digits, "%016llx", (unsigned long long)run_sum(text.data, text.size));
  lua_pushstring(L, digits);
  return 1;
}

/* core.journal(path) -> the documents that a run has done, whether nothing is left to do; or nil
** when it was not begun */
static int journal(lua_State *L) {
  uint64_t documents = 0;
  int finished = 0, fd = open(luaL_checkstring(L, 1), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  int code = run_journal_peek(fd, &documents, &finished);
  close(fd);
  if (code != 0) return 0;
  lua_pushinteger(L, (lua_Integer)documents);
  lua_pushboolean(L, finished);
  return 2;
}

const luaL_Reg lfile_functions[] = {{"spool", spool},     {"redirect_input", redirect_input},
                                    {"sync", sync_path},  {"checksum", checksum},
                                    {"journal", journal}, {NULL, NULL}};
