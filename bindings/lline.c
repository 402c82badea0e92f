/* lline.c -- line editing by libedit: a line with a prompt, history, completion by a Lua function.
**
** The editor is made on first use and lives in the registry. The session of one core.readline is on
** the C stack and hangs on the editor while it runs; Lua is called protected from inside it. Output
** is in the locale that the host set; input is decoded here, so that a signal ends the reading. */
#include <errno.h>
#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "lbox.h"
#include "library.h"

/* clang-format off */
#define FUNCTIONS(F) \
  F(el_get) F(el_insertstr) F(el_line) F(el_end) F(history_end) F(history_init) F(el_init) \
  F(history) F(el_set) F(el_wset) F(el_resize) F(el_gets) F(el_reset)
/* clang-format on */
LIBRARY(GLOSS_EDIT_SO, FUNCTIONS)

enum { HISTORY_SIZE = 2000, LISTED = 60 };

static const char editor_key; /* its address is the registry's key */

typedef struct editor {
  EditLine *line;
  History *history;
} editor;

typedef struct session {
  lua_State *L;
  const char *prompt;
  volatile int *stop;
  int complete; /* stack index of the function, or of nil */
} session;

static session *session_of(EditLine *line) {
  session *now = NULL;
  lib.el_get(line, EL_CLIENTDATA, &now);
  return now;
}

static const char *prompt_of(EditLine *line) { return session_of(line)->prompt; }

/* ---- Reading ---- */

/* Reads one byte: 1, 0 at the end of input, -1 when a signal has raised the stop flag. */
static int read_byte(const session *now, unsigned char *byte) {
  for (;;) {
    ssize_t n = read(STDIN_FILENO, byte, 1);
    if (n >= 0) return (int)n;
    if (errno != EINTR || *now->stop) return -1;
  }
}

/* Reads one character of UTF-8; a byte that starts none is taken as it is. */
static int read_character(EditLine *line, wchar_t *out) {
  const session *now = session_of(line);
  unsigned char byte;
  int status = read_byte(now, &byte);
  if (status != 1) return status;
  int more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC0 ? 1 : 0;
  uint32_t c = more == 0 ? byte : byte & (0x3Fu >> more);
  while (more-- > 0) {
    status = read_byte(now, &byte);
    if (status != 1) return status;
    c = c << 6 | (byte & 0x3F);
  }
  *out = (wchar_t)c;
  return 1;
}

/* ---- Completion ---- */

static size_t common_prefix(const char *a, const char *b, size_t size) {
  size_t i = 0;
  while (i < size && a[i] != '\0' && a[i] == b[i]) i++;
  while (i > 0 && (a[i] & 0xC0) == 0x80) i--; /* whole characters */
  return i;
}

/* Prints the candidates in the table on top, below the line. */
static void list_candidates(lua_State *L, lua_Integer n) {
  fputc('\n', stdout);
  for (lua_Integer i = 1; i <= n && i <= LISTED; i++) {
    lua_rawgeti(L, -1, i);
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
    printf(i % 4 == 0 ? "%s\n" : "%-20s", text);
    lua_pop(L, 1);
  }
  if (n > LISTED) printf("... %lld more", (long long)(n - LISTED));
  fputc('\n', stdout);
}

/* Puts in what all candidates in the table on top begin with, after `typed` bytes of it. */
static unsigned char offer(lua_State *L, EditLine *line, size_t typed) {
  lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
  if (n == 0 || lua_rawgeti(L, -1, 1) != LUA_TSTRING) return CC_ERROR;
  size_t size = strlen(lua_tostring(L, -1));
  char *text = malloc(size + 1);
  if (text == NULL) return CC_ERROR;
  memcpy(text, lua_tostring(L, -1), size + 1);
  lua_pop(L, 1);
  for (lua_Integer i = 2; i <= n; i++) {
    const char *other = lua_rawgeti(L, -1, i) == LUA_TSTRING ? lua_tostring(L, -1) : "";
    size = common_prefix(text, other, size);
    text[size] = '\0';
    lua_pop(L, 1);
  }
  unsigned char result = CC_ERROR;
  if (size > typed)
    result = lib.el_insertstr(line, text + typed) == 0 ? CC_REFRESH : CC_ERROR;
  else if (n > 1) {
    list_candidates(L, n);
    result = CC_REDISPLAY;
  }
  free(text);
  return result;
}

/* Gives how many bytes at the line's end a candidate begins with. */
static size_t typed_part(const char *before, size_t size, const char *candidate) {
  size_t length = strlen(candidate);
  for (size_t n = length < size ? length : size; n > 0; n--)
    if (memcmp(before + size - n, candidate, n) == 0) return n;
  return 0;
}

/* Runs protected: complete(line before the cursor) -> the words its last one may become. */
static unsigned char complete(EditLine *line, int key) {
  const session *now = session_of(line);
  lua_State *L = now->L;
  int top = lua_gettop(L);
  const LineInfo *info = lib.el_line(line);
  size_t size = (size_t)(info->cursor - info->buffer);
  unsigned char result = CC_ERROR;
  (void)key;
  if (!lua_isfunction(L, now->complete) || !lua_checkstack(L, 12)) return CC_ERROR;
  lua_pushvalue(L, now->complete);
  lua_pushlstring(L, info->buffer, size);
  if (lua_pcall(L, 1, 1, 0) == LUA_OK && lua_istable(L, -1)) {
    lua_rawgeti(L, -1, 1);
    const char *word = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
    lua_pop(L, 1);
    if (word != NULL) result = offer(L, line, typed_part(info->buffer, size, word));
  }
  lua_settop(L, top);
  return result;
}

/* ---- The editor ---- */

static int editor_free(lua_State *L) {
  editor *self = lua_touserdata(L, 1);
  if (self->line != NULL) lib.el_end(self->line);
  if (self->history != NULL) lib.history_end(self->history);
  *self = (editor){NULL, NULL};
  return 0;
}

static void start(lua_State *L, editor *self) {
  HistEvent event;
  open_library(L);
  self->history = lib.history_init();
  self->line = lib.el_init("gloss", stdin, stdout, stderr);
  if (self->history == NULL || self->line == NULL) luaL_error(L, "no line editor");
  lib.history(self->history, &event, H_SETSIZE, HISTORY_SIZE);
  lib.history(self->history, &event, H_SETUNIQUE, 1);
  lib.el_set(self->line, EL_HIST, lib.history, self->history);
  lib.el_set(self->line, EL_EDITOR, "emacs");
  lib.el_set(self->line, EL_PROMPT_ESC, prompt_of, '\1');
  lib.el_set(self->line, EL_GETCFN, read_character);
  lib.el_wset(self->line, EL_ADDFN, L"gloss-complete", L"complete the name before the cursor",
              complete); /* el_set would leak its copies of the two strings */
  lib.el_set(self->line, EL_BIND, "^I", "gloss-complete", NULL);
  lib.el_set(self->line, EL_BIND, "^R", "em-inc-search-prev", NULL);
}

/* Pushes the editor's box, made on first use. */
static editor *push_editor(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &editor_key) == LUA_TUSERDATA) return lua_touserdata(L, -1);
  lua_pop(L, 1);
  editor *self = lua_newuserdatauv(L, sizeof *self, 0);
  *self = (editor){NULL, NULL};
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, editor_free);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
  start(L, self);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &editor_key);
  return self;
}

/* core.readline(prompt [, complete]) -> line, or nil and "eof" or "interrupted". Between two bytes
** \1 the prompt may have escape sequences, which take no room. */
static int read_line(lua_State *L) {
  session now = {L, luaL_optstring(L, 1, "> "), gloss_lua_stopflag(L), 2};
  lua_settop(L, 2);
  editor *self = push_editor(L);
  int size = 0;
  *now.stop = 0; /* what was interrupted before has been answered: there is a prompt */
  lib.el_set(self->line, EL_CLIENTDATA, &now);
  lib.el_resize(self->line);
  const char *line = lib.el_gets(self->line, &size);
  lib.el_set(self->line, EL_CLIENTDATA, NULL);
  if (*now.stop) { /* the interruption ends here: the flag, and the hook the host has set */
    *now.stop = 0;
    lua_sethook(L, NULL, 0, 0);
    lib.el_reset(self->line);
    fputc('\n', stdout);
    line = NULL;
    lua_pushnil(L);
    lua_pushliteral(L, "interrupted");
    return 2;
  }
  if (line == NULL || size <= 0) {
    lua_pushnil(L);
    lua_pushliteral(L, "eof");
    return 2;
  }
  lua_pushlstring(L, line, (size_t)size - (line[size - 1] == '\n'));
  return 1;
}

/* core.add_history(line) */
static int add_history(lua_State *L) {
  HistEvent event;
  const char *line = luaL_checkstring(L, 1);
  const editor *self = push_editor(L); /* opens the library */
  lib.history(self->history, &event, H_ENTER, line);
  return 0;
}

/* core.read_history(path), core.write_history(path) -> true, or nil and why */
static int history_file(lua_State *L, int operation) {
  HistEvent event;
  const char *path = lbox_checkname(L, 1, "file");
  const editor *self = push_editor(L);
  errno = 0;
  if (lib.history(self->history, &event, operation, path) >= 0) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushnil(L);
  lua_pushfstring(L, "%s: %s", path, errno != 0 ? strerror(errno) : "not a history");
  return 2;
}

static int read_history(lua_State *L) { return history_file(L, H_LOAD); }

static int write_history(lua_State *L) { return history_file(L, H_SAVE); }

void lline_open(lua_State *L) {
  luaL_getsubtable(L, -1, "options");
  lua_pushfstring(L, "%d.%d", LIBEDIT_MAJOR, LIBEDIT_MINOR);
  lua_setfield(L, -2, "libedit");
  lua_pop(L, 1);
}

const luaL_Reg lline_functions[] = {{"readline", read_line},
                                    {"add_history", add_history},
                                    {"read_history", read_history},
                                    {"write_history", write_history},
                                    {NULL, NULL}};
