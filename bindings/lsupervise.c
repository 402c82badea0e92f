/* lsupervise.c -- core.supervise {...}: options, the life of a forked worker, what came of it. */
#include <stdio.h>
#include <string.h>

#include "lworker.h"
#include "memory.h"

typedef struct setting {
  lua_State *L;
  const run_job *job;
  size_t memory;
} setting;

static int call_work(lua_State *L) {
  lworker *w = lua_newuserdatauv(L, sizeof *w, 0);
  const lworker *given = lua_touserdata(L, 2);
  *w = *given;
  luaL_setmetatable(L, "gloss.worker");
  lworker_signals(w);
  lua_pushvalue(L, 1);
  lua_insert(L, -2);
  lua_call(L, 1, 0);
  return 0;
}

/* Runs in the child. The Lua function is on top of the stack. */
static int work(void *ud, int fd, run_board *board) {
  const setting *s = ud;
  lworker w = {.L = s->L, .fd = fd, .board = board, .job = s->job, .sent = run_now()};
  if (s->memory != 0) memory_limit(s->L, s->memory);
  lua_pushcfunction(s->L, call_work);
  lua_pushvalue(s->L, -2);
  lua_pushlightuserdata(s->L, &w);
  if (lua_pcall(s->L, 2, 0, 0) == LUA_OK) return 0;
  fprintf(stderr, "gloss: %s\n", lua_tostring(s->L, -1));
  return RUN_BROKEN;
}

/* ---- core.supervise ---- */

/* Reads a whole number of the table at 1, from `least` on. */
static uint64_t read_number(lua_State *L, const char *key, lua_Integer least, uint64_t fallback) {
  lua_Integer n = 0;
  int known = 1;
  if (lbox_getfield(L, 1, key) != LUA_TNIL) {
    n = lua_tointegerx(L, -1, &known);
    if (!known || n < least) luaL_error(L, "%s must be a whole number, at least %I", key, least);
    fallback = (uint64_t)n;
  }
  lua_pop(L, 1);
  return fallback;
}

/* Takes the file handles of `channels`; what they hold back is written first. */
static void read_channels(lua_State *L, run_job *job) {
  lbox_getfield(L, 1, "channels");
  luaL_argcheck(L, lua_istable(L, -1) && lua_rawlen(L, -1) <= RUN_CHANNELS, 1, "channels");
  job->n_channels = (unsigned)lua_rawlen(L, -1);
  for (unsigned i = 0; i < job->n_channels; i++) {
    lua_rawgeti(L, -1, (lua_Integer)i + 1);
    luaL_Stream *stream = luaL_testudata(L, -1, LUA_FILEHANDLE);
    if (stream == NULL || stream->closef == NULL) luaL_error(L, "channels must be open files");
    fflush(stream->f);
    job->channels[i] = fileno(stream->f);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

/* Takes the handle of the journal, and how many channels it speaks of. */
static void read_journal(lua_State *L, run_job *job) {
  job->journal = -1;
  if (lbox_getfield(L, 1, "journal") != LUA_TNIL) {
    luaL_Stream *stream = luaL_testudata(L, -1, LUA_FILEHANDLE);
    if (stream == NULL || stream->closef == NULL) luaL_error(L, "journal must be an open file");
    job->journal = fileno(stream->f);
  }
  lua_pop(L, 1);
  job->n_durable = (unsigned)read_number(L, "durable", 0, 0);
  if (job->n_durable > job->n_channels) luaL_error(L, "durable: at most the channels there are");
}

/* Takes the numbers, from 1, rising, of the tasks that are streams. */
static void read_streams(lua_State *L, run_job *job) {
  lua_Unsigned n = lbox_getfield(L, 1, "streams") == LUA_TTABLE ? lua_rawlen(L, -1) : 0;
  job->streams = lbox_buffer(L, n, sizeof *job->streams);
  job->n_streams = n;
  for (lua_Unsigned i = 0; i < n; i++) {
    lua_rawgeti(L, -2, (lua_Integer)i + 1);
    job->streams[i] = (uint64_t)lua_tointeger(L, -1) - 1;
    lua_pop(L, 1);
    if (job->streams[i] >= job->tasks || (i > 0 && job->streams[i] <= job->streams[i - 1]))
      luaL_error(L, "streams must be numbers of tasks, rising");
  }
  lua_remove(L, -2); /* the buffer stays for as long as the job */
}

static void set_number(lua_State *L, const char *key, uint64_t n) {
  lua_pushinteger(L, (lua_Integer)n);
  lua_setfield(L, -2, key);
}

/* Pushes what came of a job. */
static void push_result(lua_State *L, const run_job *job) {
  static const char *const ended[] = {NULL, "limit", "errors", "stopped"};
  lua_newtable(L);
  set_number(L, "documents", job->documents);
  set_number(L, "failed", job->failed);
  set_number(L, "deaths", job->deaths);
  if (job->interrupted != 0) set_number(L, "interrupted", (uint64_t)job->interrupted);
  lua_pushstring(L, ended[job->ended]);
  lua_setfield(L, -2, "ended");
  lua_pushboolean(L, job->finished);
  lua_setfield(L, -2, "finished");
  lua_createtable(L, (int)job->n_counters, 0);
  for (unsigned i = 0; i < job->n_counters; i++) {
    lua_pushinteger(L, (lua_Integer)job->counters[i]);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_setfield(L, -2, "counters");
}

/* core.supervise {tasks =, work =, channels =, ...} -> what came of it; or nil, message, errno and
** the channel that could not be written, or the task that is not what it was, with ESTALE */
int lsupervise(lua_State *L) {
  static const char *const known[] = {
      "jobs",     "tasks", "ordered", "timeout", "limit",   "max_errors", "counters", "memory",
      "channels", "skip",  "work",    "journal", "durable", "progress",   "streams",  NULL};
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lname_options(L, 1, known);
  run_job *job = lua_newuserdatauv(L, sizeof *job, 0);
  memset(job, 0, sizeof *job);
  setting s = {L, job, (size_t)read_number(L, "memory", 1, 0)};
  job->jobs = (unsigned)read_number(L, "jobs", 1, 1);
  if (job->jobs > RUN_JOBS) return luaL_error(L, "jobs must be at most %d", RUN_JOBS);
  job->tasks = read_number(L, "tasks", 0, 0);
  job->limit = read_number(L, "limit", 1, 0);
  job->max_errors = read_number(L, "max_errors", 0, UINT64_MAX);
  job->n_counters = (unsigned)read_number(L, "counters", 0, 0);
  if (job->n_counters > RUN_COUNTERS) return luaL_error(L, "counters: at most %d", RUN_COUNTERS);
  job->timeout = read_number(L, "timeout", 1, 0) * 1000000;
  job->skip = (size_t)read_number(L, "skip", 0, 0);
  lbox_getfield(L, 1, "ordered");
  job->ordered = lua_isnil(L, -1) || lua_toboolean(L, -1);
  read_channels(L, job);
  read_journal(L, job);
  read_streams(L, job);
  lbox_getfield(L, 1, "progress");
  job->progress = lua_toboolean(L, -1) ? 2 : -1;
  job->work = work;
  job->ud = &s;
  lbox_getfield(L, 1, "work");
  luaL_argcheck(L, lua_isfunction(L, -1), 1, "work must be a function");
  int code = run_supervise(job);
  if (code != 0) {
    lua_pushnil(L);
    lua_pushstring(L, strerror(code));
    lua_pushinteger(L, code);
    lua_pushinteger(L, job->channel + 1);
    return 4;
  }
  push_result(L, job);
  return 1;
}
