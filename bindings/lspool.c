/* lspool.c -- core.spool: what can be read only once, standard input, a pipe, kept in a file without
** a name, which processes forked later may each open anew. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lbox.h"

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
int lspool_core(lua_State *L) {
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
