/* lfile.c -- what runs over a corpus ask of files: core.spool keeps what can be read only once in a
** file without a name, which processes forked later may each open anew; core.input reads it as it
** comes; core.sync, core.checksum. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "lbox.h"
#include "runner.h"

enum { BLOCK = 1 << 16, PATIENCE = 5000 }; /* bytes, milliseconds */

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

/* Says why a stream cannot be read to its end, NULL when it can: a device has none, but for the null
** device and terminals. */
static const char *refusal(int fd) {
  struct stat about;
  if (fstat(fd, &about) != 0) return strerror(errno);
  int endless = S_ISCHR(about.st_mode) && !isatty(fd) && about.st_rdev != makedev(1, 3);
  return S_ISBLK(about.st_mode) || endless ? "is a device" : NULL;
}

/* Opens what is no plain file: fd, or -1 and why. A pipe is waited for, but not for ever. */
static int open_stream(const char *file, const char **why) {
  struct stat about;
  int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  *why = fd < 0 ? strerror(errno) : refusal(fd);
  if (*why == NULL && fstat(fd, &about) == 0 && S_ISFIFO(about.st_mode)) {
    struct pollfd writer = {fd, POLLIN, 0};
    if (poll(&writer, 1, PATIENCE) <= 0) *why = "nothing writes to this pipe";
  }
  if (*why == NULL && fcntl(fd, F_SETFL, 0) < 0) *why = strerror(errno);
  if (*why == NULL) return fd;
  if (fd >= 0) close(fd);
  return -1;
}

/* Copies a stream into a file without a name: an fd of that, or -1 with errno. */
static int keep(int from, uint64_t most, const volatile int *stop) {
  FILE *to = tmpfile();
  if (to == NULL) return -1;
  int code = copy(from, to, most, stop);
  int kept = code == 0 ? fcntl(fileno(to), F_DUPFD_CLOEXEC, 3) : -1;
  if (code == 0 && kept < 0) code = errno;
  fclose(to);
  errno = code;
  return kept;
}

/* Makes standard input the file that is open as fd, from its beginning; 0 or an errno. */
static int become_standard(int fd) {
  lseek(fd, 0, SEEK_SET);
  int code = dup2(fd, 0) < 0 ? errno : 0;
  close(fd);
  return code;
}

static int fail(lua_State *L, const char *why) {
  lua_pushnil(L);
  lua_pushstring(L, why);
  return 2;
}

/* core.spool(file [, most]) -> the path by which its bytes, so many at most, can be opened as long
** as this process and those forked lives; or nil and why not. "-" is standard input, which then is
** that file too. */
static int spool(lua_State *L) {
  const char *file = luaL_checkstring(L, 1), *why = NULL;
  lua_Integer most = luaL_optinteger(L, 2, LUA_MAXINTEGER);
  int standard = strcmp(file, "-") == 0, kept = 0;
  if (!standard || !is_fresh_file(0)) {
    if (standard) why = refusal(0);
    int from = standard ? 0 : open_stream(file, &why);
    if (why != NULL) return fail(L, why);
    kept = keep(from, most > 0 ? (uint64_t)most : 0, &lstate_get(L)->stop);
    int code = kept < 0 ? errno : standard ? become_standard(kept) : 0;
    if (!standard) close(from);
    if (code != 0) return fail(L, strerror(code));
    if (standard) kept = 0;
  }
  lua_pushfstring(L, "/proc/self/fd/%d", kept);
  return 1;
}

/* ---- Inputs that are read as they come ---- */

static int *check_input(lua_State *L) {
  int *fd = luaL_checkudata(L, 1, "gloss.input");
  luaL_argcheck(L, *fd >= 0, 1, "input is closed");
  return fd;
}

/* core.input(file) -> what reads a pipe, or standard input ("-"), as it comes, in a process forked
** later; or the path of what is a file; or nil and why not */
static int input(lua_State *L) {
  const char *file = luaL_checkstring(L, 1), *why = NULL;
  int standard = strcmp(file, "-") == 0;
  if (standard && is_fresh_file(0)) {
    lua_pushliteral(L, "/proc/self/fd/0");
    return 1;
  }
  int *fd = lua_newuserdatauv(L, sizeof *fd, 0);
  *fd = -1;
  luaL_setmetatable(L, "gloss.input");
  if (standard) {
    why = refusal(0);
    if (why == NULL && (*fd = fcntl(0, F_DUPFD_CLOEXEC, 3)) < 0) why = strerror(errno);
  } else {
    *fd = open_stream(file, &why);
  }
  return why != NULL ? fail(L, why) : 1;
}

/* input:read(n) -> at most n bytes, as many as there are; nil at the end, with why when it cannot be
** read */
static int read_input(lua_State *L) {
  int fd = *check_input(L);
  lua_Integer most = luaL_checkinteger(L, 2);
  luaL_argcheck(L, most >= 1 && most <= 1 << 30, 2, "out of bounds");
  luaL_Buffer buffer;
  char *bytes = luaL_buffinitsize(L, &buffer, (size_t)most);
  ssize_t n;
  do {
    n = read(fd, bytes, (size_t)most);
  } while (n < 0 && errno == EINTR && !lstate_get(L)->stop);
  if (n < 0) return fail(L, strerror(errno));
  if (n == 0) return 0;
  luaL_pushresultsize(&buffer, (size_t)n);
  return 1;
}

/* input:waits() -> whether read() would wait */
static int input_waits(lua_State *L) {
  struct pollfd one = {*check_input(L), POLLIN, 0};
  lua_pushboolean(L, poll(&one, 1, 0) == 0);
  return 1;
}

/* input:close() */
static int close_input(lua_State *L) {
  int *fd = luaL_checkudata(L, 1, "gloss.input");
  if (*fd >= 0) close(*fd);
  *fd = -1;
  return 0;
}

static int index_input(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "input");
}

void lfile_open(lua_State *L) {
  static const luaL_Reg methods[] = {{"read", read_input},
                                     {"waits", input_waits},
                                     {"close", close_input},
                                     {NULL, NULL}},
                        metamethods[] = {{"__index", index_input},
                                         {"__gc", close_input},
                                         {"__close", close_input},
                                         {NULL, NULL}};
  lbox_type(L, "gloss.input", metamethods, (const luaL_Reg *const[]){methods, NULL}, NULL);
}

/* ---- The rest ---- */

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

/* core.sync(path [, all]) -> true when a file, or a folder's names, are on the disk, or all that its
** file system holds; or nil and why not */
static int sync_path(lua_State *L) {
  int fd = open(luaL_checkstring(L, 1), O_RDONLY | O_CLOEXEC);
  int code = fd < 0 || (lua_toboolean(L, 2) ? syncfs(fd) : fsync(fd)) != 0 ? errno : 0;
  if (fd >= 0) close(fd);
  if (code != 0) return fail(L, strerror(code));
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

const luaL_Reg lfile_functions[] = {{"spool", spool},
                                    {"input", input},
                                    {"sync", sync_path},
                                    {"redirect_input", redirect_input},
                                    {"checksum", checksum},
                                    {"journal", journal},
                                    {NULL, NULL}};
