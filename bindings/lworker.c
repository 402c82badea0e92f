/* lworker.c -- core.supervise {...}, and what its workers see: a worker's tasks, documents, output.
**
** A document is done by a protected call. What it wrote counts only when it is done; when it fails,
** or a worker has died at it, the function for failures writes instead. Past its time a signal
** raises the stop flag and sets a hook that raises at every instruction, through any pcall of the
** document's, until its call has ended. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lbox.h"
#include "memory.h"
#include "runner.h"

enum { BATCH = 1 << 16 };
#define STALE UINT64_C(50000000) /* nanoseconds that output may wait */

typedef struct lworker {
  lua_State *L;
  int fd;
  run_board *board;
  const run_job *job;
  run_order order;
  int ordered, retires;
  uint32_t document; /* of the task, the next one */
  char *bytes;       /* frames not yet sent */
  size_t size, room;
  uint64_t sent; /* when */
  uint64_t counters[RUN_COUNTERS];
} lworker;

/* What the signal handler reaches: written before it is installed. */
static lworker *working;
static volatile sig_atomic_t in_document, overdue;
static volatile int *stop_flag;
static lua_State *volatile *running;

/* Raises with the place that runs. */
static void raise_here(lua_State *L, const char *message) {
  luaL_where(L, 0);
  lua_pushstring(L, message);
  lua_concat(L, 2);
  lua_error(L);
}

static void raise_overdue(lua_State *L, lua_Debug *where) {
  (void)where;
  if (overdue)
    raise_here(L, "timeout");
  else
    lua_sethook(L, NULL, 0, 0); /* of a coroutine that outlived its document */
}

static void on_alarm(int number) {
  (void)number;
  uint64_t since = atomic_load(&working->board->since);
  if (!in_document || since == 0 || run_now() - since < working->job->timeout) return;
  overdue = 1;
  *stop_flag = 1;
  lua_sethook(*running, raise_overdue, LUA_MASKCOUNT, 1);
}

/* ---- Output ---- */

/* Sends what there is; a worker whose supervisor is gone has nothing left to do. */
static void flush(lworker *w) {
  atomic_store(&w->board->since, 0); /* waiting for the supervisor is not the document's time */
  for (size_t done = 0; done < w->size;) {
    int code = run_write(w->fd, w->bytes + done, w->size - done);
    if (code == 0) break;
    if (code != EINTR) _exit(1);
  }
  w->size = 0;
  w->sent = run_now();
}

/* Adds a frame of at most RUN_FRAME bytes. */
static void add_frame(lworker *w, run_kind kind, unsigned channel, const void *bytes, size_t size) {
  run_frame f = {.size = (uint32_t)size,
                 .task = w->order.task,
                 .document = w->document,
                 .kind = (uint16_t)kind,
                 .channel = (uint16_t)channel};
  f.check = run_check(&f, bytes);
  if (w->room - w->size < sizeof f + size) {
    size_t room = 2 * (w->size + sizeof f + size) + BATCH;
    char *more = realloc(w->bytes, room);
    if (more == NULL) luaL_error(w->L, "not enough memory");
    w->bytes = more;
    w->room = room;
  }
  memcpy(w->bytes + w->size, &f, sizeof f);
  memcpy(w->bytes + w->size + sizeof f, bytes, size);
  w->size += sizeof f + size;
}

static lworker *check_worker(lua_State *L) { return luaL_checkudata(L, 1, "gloss.worker"); }

/* worker:write(channel, text); channels count from 1 */
static int worker_write(lua_State *L) {
  lworker *w = check_worker(L);
  lua_Integer channel = luaL_checkinteger(L, 2);
  gloss_str text = lbox_checkstr(L, 3);
  luaL_argcheck(L, channel >= 1 && channel <= (lua_Integer)w->job->n_channels, 2, "no channel");
  for (size_t at = 0; at < text.size; at += RUN_FRAME) {
    size_t size = text.size - at < RUN_FRAME ? text.size - at : RUN_FRAME;
    add_frame(w, RUN_DATA, (unsigned)channel - 1, text.data + at, size);
  }
  return 0;
}

/* worker:count(counter [, n]); counters count from 1 */
static int worker_count(lua_State *L) {
  lworker *w = check_worker(L);
  lua_Integer counter = luaL_checkinteger(L, 2);
  luaL_argcheck(L, counter >= 1 && counter <= (lua_Integer)w->job->n_counters, 2, "no counter");
  w->counters[counter - 1] += (uint64_t)luaL_optinteger(L, 3, 1);
  return 0;
}

/* ---- Tasks and documents ---- */

/* worker:stage(n): notes what the document is in, for the function of failures when that kills */
static int worker_stage(lua_State *L) {
  lworker *w = check_worker(L);
  atomic_store(&w->board->stage, (uint32_t)luaL_checkinteger(L, 2));
  return 0;
}

/* worker:idle(): what is done until the next document is no document's time */
static int worker_idle(lua_State *L) {
  atomic_store(&check_worker(L)->board->since, 0);
  return 0;
}

/* worker:next() -> the number of the next task, from 1, or nil; whether it is to be given up */
static int worker_next(lua_State *L) {
  lworker *w = check_worker(L);
  if (w->ordered) add_frame(w, RUN_END, 0, "", 0);
  flush(w);
  w->ordered = 0;
  if (run_read(w->fd, &w->order, sizeof w->order) != 0) return 0;
  w->ordered = 1;
  w->document = 0;
  atomic_store(&w->board->document, w->order.first);
  atomic_store(&w->board->task, w->order.task);
  atomic_store(&w->board->since, run_now());
  lua_pushinteger(L, (lua_Integer)w->order.task + 1);
  if (w->order.reason == RUN_ABANDONED) w->document = w->order.first;
  lua_pushboolean(L, w->order.reason == RUN_ABANDONED);
  return 2;
}

/* Pushes why a document that a worker died at is given up: a message, a word, the stage. */
static void push_death(lua_State *L, const run_order *order) {
  if (order->reason == RUN_TIMEOUT)
    lua_pushliteral(L, "timeout");
  else if (order->signal != 0)
    lua_pushfstring(L, "crashed: %s", strsignal(order->signal));
  else
    lua_pushliteral(L, "crashed: the process ended");
  lua_pushstring(L, order->reason == RUN_TIMEOUT ? "timeout" : "crash");
  lua_pushinteger(L, order->stage);
}

/* Calls the document's function at 2 protected: a Lua status, with its result or error on top. */
static int run_document(lua_State *L) {
  lua_pushvalue(L, 2);
  overdue = 0;
  in_document = 1;
  int status = lua_pcall(L, 0, 1, 0);
  in_document = 0;
  lua_sethook(L, NULL, 0, 0);
  if (overdue) *stop_flag = 0;
  return status;
}

/* Pushes message, word and stage for an error on top. */
static void push_failure(lua_State *L, const lworker *w, int status) {
  const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
  int starved = status == LUA_ERRMEM || strstr(text, "not enough memory") != NULL;
  if (overdue && strstr(text, "timeout") == NULL) {
    lua_pop(L, 1);
    lua_pushliteral(L, "timeout");
  }
  lua_pushstring(L, overdue ? "timeout" : starved ? "memory" : "error");
  lua_pushinteger(L, atomic_load(&w->board->stage));
}

/* Ends a document: its frame, and the board on to the next. */
static void end_document(lworker *w, run_kind kind) {
  add_frame(w, kind, 0, w->counters, w->job->n_counters * sizeof *w->counters);
  memset(w->counters, 0, sizeof w->counters);
  w->document++;
}

/* Tells what a result on top asks for. */
static int asks(lua_State *L, const char *word) {
  return lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), word) == 0;
}

/* Writes by the function for failures at 3 instead of what was written since `mark`. */
static run_kind report_failure(lua_State *L, lworker *w, size_t mark) {
  w->size = mark;
  memset(w->counters, 0, sizeof w->counters);
  w->retires = strcmp(lua_tostring(L, -2), "memory") == 0;
  if (w->retires) lua_gc(L, LUA_GCCOLLECT);
  lua_call(L, 3, 1);
  if (asks(L, "retire")) w->retires = 1;
  return asks(L, "last") ? RUN_LAST : RUN_FAILED;
}

/* Does a document, its result left on top; 0 when there was none. */
static run_kind do_document(lua_State *L, lworker *w, int blamed) {
  size_t mark = w->size;
  lua_pushvalue(L, 3);
  if (blamed && w->order.reason != RUN_NO_REASON) {
    push_death(L, &w->order);
    return report_failure(L, w, mark);
  }
  int status = run_document(L);
  if (status != LUA_OK) {
    push_failure(L, w, status);
    return report_failure(L, w, mark);
  }
  return asks(L, "none") ? 0 : asks(L, "skipped") ? RUN_SKIPPED : RUN_DONE;
}

/* worker:document(run, failed) -> what run() gave: does the next document by it, or, when that
** raised or killed a worker, by failed(error, "error" | "timeout" | "memory" | "crash", stage). A
** document that is done already is passed over, "known". run() gives "none" when there is no
** further document, "skipped" when this one does not count; failed() gives "retire" when the
** worker had better end, "last" when the run is to. */
static int worker_document(lua_State *L) {
  lworker *w = check_worker(L);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  luaL_checktype(L, 3, LUA_TFUNCTION);
  lua_settop(L, 3);
  if (!w->ordered) return luaL_error(L, "no task");
  if (w->document < w->order.first) {
    w->document++;
    lua_pushliteral(L, "known");
    return 1;
  }
  int blamed = w->document == w->order.blamed;
  uint64_t now = run_now();
  atomic_store(&w->board->document, w->document);
  atomic_store(&w->board->stage, 0);
  if (atomic_load(&w->board->since) == 0) atomic_store(&w->board->since, now);
  run_kind kind = do_document(L, w, blamed);
  if (kind == 0) return 1;
  end_document(w, kind);
  now = run_now();
  int next_blamed = w->document == w->order.blamed; /* what is done must not die with it */
  if (blamed || next_blamed || w->retires || w->size >= BATCH || now - w->sent > STALE) flush(w);
  if (w->retires) _exit(0);
  atomic_store(&w->board->document, w->document);
  atomic_store(&w->board->since, now);
  return 1;
}

static int worker_index(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "worker");
}

void lworker_open(lua_State *L) {
  static const luaL_Reg methods[] = {{"next", worker_next},
                                     {"document", worker_document},
                                     {"write", worker_write},
                                     {"count", worker_count},
                                     {"stage", worker_stage},
                                     {"idle", worker_idle},
                                     {NULL, NULL}},
                        metamethods[] = {{"__index", worker_index}, {NULL, NULL}};
  lbox_type(L, "gloss.worker", metamethods, (const luaL_Reg *const[]){methods, NULL}, NULL);
}

/* ---- The child's life ---- */

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
  working = w;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_alarm;
  sigaction(SIGALRM, &action, NULL);
  lua_pushvalue(L, 1);
  lua_insert(L, -2);
  lua_call(L, 1, 0);
  return 0;
}

/* Runs in the child. The Lua function is on top of the stack. */
static int work(void *ud, int fd, run_board *board) {
  const setting *s = ud;
  lworker w = {.L = s->L, .fd = fd, .board = board, .job = s->job, .sent = run_now()};
  stop_flag = gloss_lua_stopflag(s->L);
  running = gloss_lua_running(s->L);
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
** the channel that could not be written */
int lworker_supervise(lua_State *L) {
  static const char *const known[] = {"jobs",       "tasks",    "ordered", "timeout",  "limit",
                                      "max_errors", "counters", "memory",  "channels", "skip",
                                      "work",       "journal",  "durable", "progress", NULL};
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
