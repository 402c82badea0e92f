/* lworker.c -- what a worker of core.supervise sees: its tasks, documents, output.
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

#include "lworker.h"

enum { BATCH = 1 << 16 };
#define STALE UINT64_C(50000000) /* nanoseconds that output may wait */

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

void lworker_signals(lworker *w) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  working = w;
  stop_flag = gloss_lua_stopflag(w->L);
  running = gloss_lua_running(w->L);
  action.sa_handler = on_alarm;
  sigaction(SIGALRM, &action, NULL);
}

/* ---- Output ---- */

/* Sends what there is; a worker whose supervisor is gone has nothing left to do. */
void lworker_flush(lworker *w) {
  atomic_store(&w->board->since, 0); /* waiting for the supervisor is not the document's time */
  for (size_t done = 0; done < w->frames.size;) {
    int code = run_write(w->fd, w->frames.data + done, w->frames.size - done);
    if (code == 0) break;
    if (code != EINTR) _exit(1);
  }
  w->frames.size = 0;
  w->sent = run_now();
}

/* Adds a frame of at most RUN_FRAME bytes. */
void lworker_add_frame(lworker *w, run_kind kind, unsigned channel, const void *bytes,
                       size_t size) {
  run_frame f = {.size = (uint32_t)size,
                 .task = w->order.sequence,
                 .document = w->document,
                 .kind = (uint16_t)kind,
                 .channel = (uint16_t)channel};
  f.check = run_check(&f, bytes);
  if (!lbytes_reserve(&w->frames, sizeof f + size)) luaL_error(w->L, "not enough memory");
  memcpy(w->frames.data + w->frames.size, &f, sizeof f);
  memcpy(w->frames.data + w->frames.size + sizeof f, bytes, size);
  w->frames.size += sizeof f + size;
}

lworker *lworker_check(lua_State *L) { return luaL_checkudata(L, 1, "gloss.worker"); }

/* worker:write(channel, text); channels count from 1 */
static int worker_write(lua_State *L) {
  lworker *w = lworker_check(L);
  lua_Integer channel = luaL_checkinteger(L, 2);
  gloss_str text = lbox_checkstr(L, 3);
  luaL_argcheck(L, channel >= 1 && channel <= (lua_Integer)w->job->n_channels, 2, "no channel");
  for (size_t at = 0; at < text.size; at += RUN_FRAME) {
    size_t size = text.size - at < RUN_FRAME ? text.size - at : RUN_FRAME;
    lworker_add_frame(w, RUN_DATA, (unsigned)channel - 1, text.data + at, size);
  }
  return 0;
}

/* worker:count(counter [, n]); counters count from 1 */
static int worker_count(lua_State *L) {
  lworker *w = lworker_check(L);
  lua_Integer counter = luaL_checkinteger(L, 2);
  luaL_argcheck(L, counter >= 1 && counter <= (lua_Integer)w->job->n_counters, 2, "no counter");
  w->counters[counter - 1] += (uint64_t)luaL_optinteger(L, 3, 1);
  return 0;
}

/* ---- Tasks and documents ---- */

/* worker:stage(n): notes what the document is in, for the function of failures when that kills */
static int worker_stage(lua_State *L) {
  lworker *w = lworker_check(L);
  atomic_store(&w->board->stage, (uint32_t)luaL_checkinteger(L, 2));
  return 0;
}

/* worker:idle(): what is done until the next document is no document's time */
static int worker_idle(lua_State *L) {
  atomic_store(&lworker_check(L)->board->since, 0);
  return 0;
}

/* worker:busy(): what is done from here on is the next document's time again */
static int worker_busy(lua_State *L) {
  atomic_store(&lworker_check(L)->board->since, run_now());
  return 0;
}

/* Pushes what the order is for. */
static int push_order(lua_State *L, const run_order *order) {
  lua_pushinteger(L, (lua_Integer)order->task + 1);
  lua_pushboolean(L, order->reason == RUN_ABANDONED);
  if (order->what == RUN_READ)
    lua_pushliteral(L, "read");
  else if (order->batch != RUN_ALL)
    lua_pushinteger(L, (lua_Integer)order->batch + 1);
  else
    lua_pushnil(L);
  return 3;
}

/* worker:next() -> the number of the next task, from 1, or nil; whether it is to be given up; and,
** where not all of it is to be done, the number of the batch, from 1, or "read" */
static int worker_next(lua_State *L) {
  lworker *w = lworker_check(L);
  if (w->ordered && w->order.what == RUN_DO) lworker_add_frame(w, RUN_END, 0, "", 0);
  lworker_flush(w);
  w->ordered = 0;
  do {
    if (run_read(w->fd, &w->order, sizeof w->order) != 0) return 0;
    if (w->order.what == RUN_LEND) lreading_lend(L, w);
  } while (w->order.what == RUN_LEND);
  w->ordered = 1;
  w->document = 0;
  if (w->order.what == RUN_READ || w->order.batch != RUN_ALL) lreading_begin(L, w);
  atomic_store(&w->board->document, w->order.first);
  atomic_store(&w->board->task, w->order.sequence);
  atomic_store(&w->board->since, run_now());
  if (w->order.reason == RUN_ABANDONED) w->document = w->order.first;
  return push_order(L, &w->order);
}

void lworker_push_death(lua_State *L, const run_order *order) {
  if (order->reason == RUN_TIMEOUT)
    lua_pushliteral(L, "timeout");
  else if (order->signal != 0)
    lua_pushfstring(L, "crashed: %s", strsignal(order->signal));
  else
    lua_pushliteral(L, "crashed: the process ended");
  lua_pushstring(L, order->reason == RUN_TIMEOUT ? "timeout" : "crash");
  lua_pushinteger(L, order->stage);
}

int lworker_call(lua_State *L, int results) {
  lua_pushvalue(L, 2);
  overdue = 0;
  in_document = 1;
  int status = lua_pcall(L, 0, results, 0);
  in_document = 0;
  lua_sethook(L, NULL, 0, 0);
  if (overdue) *stop_flag = 0;
  return status;
}

void lworker_push_failure(lua_State *L, const lworker *w, int status) {
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
  lworker_add_frame(w, kind, 0, w->counters, w->job->n_counters * sizeof *w->counters);
  memset(w->counters, 0, sizeof w->counters);
  w->document++;
}

/* Tells what a result on top asks for. */
static int asks(lua_State *L, const char *word) {
  return lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), word) == 0;
}

/* Writes by the function for failures at 3 instead of what was written since `mark`. */
static run_kind report_failure(lua_State *L, lworker *w, size_t mark) {
  w->frames.size = mark;
  memset(w->counters, 0, sizeof w->counters);
  w->retires = strcmp(lua_tostring(L, -2), "memory") == 0;
  if (w->retires) lua_gc(L, LUA_GCCOLLECT);
  lua_call(L, 3, 1);
  if (asks(L, "retire")) w->retires = 1;
  return asks(L, "last") ? RUN_LAST : RUN_FAILED;
}

/* Does a document, its result left on top; 0 when there was none. */
static run_kind do_document(lua_State *L, lworker *w, int blamed) {
  size_t mark = w->frames.size;
  lua_pushvalue(L, 3);
  if (blamed && w->order.reason != RUN_NO_REASON) {
    lworker_push_death(L, &w->order);
    return report_failure(L, w, mark);
  }
  int status = lworker_call(L, 1);
  if (status != LUA_OK) {
    lworker_push_failure(L, w, status);
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
  lworker *w = lworker_check(L);
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
  if (blamed || next_blamed || w->retires || w->frames.size >= BATCH || now - w->sent > STALE)
    lworker_flush(w);
  if (w->retires) _exit(0);
  atomic_store(&w->board->document, w->document);
  atomic_store(&w->board->since, now);
  return 1;
}

static int worker_index(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, "worker");
}

void lworker_open(lua_State *L) {
  static const luaL_Reg methods[] = {{"next", worker_next},   {"document", worker_document},
                                     {"write", worker_write}, {"count", worker_count},
                                     {"stage", worker_stage}, {"idle", worker_idle},
                                     {"busy", worker_busy},   {NULL, NULL}},
                        metamethods[] = {{"__index", worker_index}, {NULL, NULL}};
  lbox_type(L, "gloss.worker", metamethods,
            (const luaL_Reg *const[]){methods, lreading_methods, NULL}, NULL);
}
