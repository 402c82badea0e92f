/* lreading.c -- what the reader of core.supervise sees: pieces of a task, gathered into batches; and
** how a worker takes them. A batch ends where the next piece would make it larger than BATCH, so a
** task that is read again is cut the same way. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lworker.h"

enum { BATCH = 1 << 16 };

/* ---- Slots ---- */

void lreading_lend(lua_State *L, lworker *w) {
  uint32_t *more = realloc(w->slots, (w->n_slots + 1) * sizeof *more);
  if (more == NULL) luaL_error(L, "not enough memory");
  w->slots = more;
  w->slots[w->n_slots++] = w->order.slot;
}

/* Takes a slot; waits for one if need be, which is no piece's time. */
static uint32_t next_slot(lua_State *L, lworker *w) {
  run_order mine = w->order;
  while (w->n_slots == 0) {
    atomic_store(&w->board->since, 0);
    if (run_read(w->fd, &w->order, sizeof w->order) != 0) _exit(1); /* the supervisor is gone */
    lreading_lend(L, w);
  }
  w->order = mine;
  return w->slots[--w->n_slots];
}

static void fill_slot(lua_State *L, const lworker *w, uint32_t slot, size_t size) {
  for (size_t done = 0; done < size;) {
    off_t at = (off_t)slot * RUN_STRIDE + (off_t)done;
    ssize_t n = pwrite(w->job->slots, w->pieces.data + done, size - done, at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) luaL_error(L, "no memory for what is read: %s", strerror(errno));
    done += (size_t)n;
  }
}

/* Reads the batch that is to be done. */
static void load(lua_State *L, lworker *w) {
  size_t size = (size_t)w->order.size;
  w->pieces.size = 0;
  if (!lbytes_reserve(&w->pieces, size)) luaL_error(L, "not enough memory");
  while (w->pieces.size < size) {
    off_t at = (off_t)w->order.slot * RUN_STRIDE + (off_t)w->pieces.size;
    ssize_t n = pread(w->job->slots, w->pieces.data + w->pieces.size, size - w->pieces.size, at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) luaL_error(L, "what was read is lost");
    w->pieces.size += (size_t)n;
  }
}

void lreading_begin(lua_State *L, lworker *w) {
  w->at = w->pieces.size = 0;
  w->batch = 0;
  if (w->order.what == RUN_DO) load(L, w);
}

/* ---- Batches ---- */

/* Sends the first bytes of what was gathered, of so many pieces of the task, as a batch; one that
** was there before is only told of. */
static void send_batch(lua_State *L, lworker *w, size_t size, uint32_t pieces, int last) {
  run_batch b = {.number = w->batch++,
                 .size = size,
                 .sum = run_sum(w->pieces.data, size),
                 .slot = RUN_NONE,
                 .documents = pieces,
                 .last = (uint64_t)last};
  if (b.number >= w->order.batch) {
    b.slot = next_slot(L, w);
    fill_slot(L, w, b.slot, size);
  }
  lworker_add_frame(w, RUN_BATCH, 0, &b, sizeof b);
  lworker_flush(w);
  w->pieces.size -= size;
  memmove(w->pieces.data, w->pieces.data + size, w->pieces.size);
}

/* Leaves out the batches that were there before: what follows comes behind them. */
static void leave_out(lworker *w) {
  if (w->batch >= w->order.batch) return;
  w->batch = w->order.batch;
  w->pieces.size = 0;
}

static lworker *check_reader(lua_State *L) {
  lworker *w = lworker_check(L);
  if (!w->ordered || w->order.what != RUN_READ) luaL_error(L, "nothing is to be read");
  return w;
}

/* Adds the values from an index to the top as a piece: NULL, or why not. */
static const char *add_piece(lua_State *L, lworker *w, int first) {
  size_t before = w->pieces.size;
  const char *why = lpack(L, first, &w->pieces);
  if (why != NULL) return why;
  if (before > 0 && w->pieces.size > BATCH) send_batch(L, w, before, w->document, 0);
  w->document++;
  return NULL;
}

/* worker:piece(cut) -> true when cut() gave values, which are a piece now; false when it gave nil
** alone, the end; or nil, why and a word for it, when it failed, or a reader has died in it */
static int worker_piece(lua_State *L) {
  lworker *w = check_reader(L);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  lua_pushnil(L);
  if (w->document == w->order.blamed && w->order.reason != RUN_NO_REASON) {
    w->order.blamed = RUN_NONE;
    leave_out(w);
    lworker_push_death(L, &w->order);
    lua_pop(L, 1);
    return 3;
  }
  atomic_store(&w->board->document, w->document);
  atomic_store(&w->board->since, run_now());
  int status = lworker_call(L, LUA_MULTRET);
  if (status != LUA_OK) {
    lworker_push_failure(L, w, status);
    lua_pop(L, 1);
    return 3;
  }
  int is_piece = !lua_isnoneornil(L, 4) || !lua_isnoneornil(L, 5);
  const char *why = is_piece ? add_piece(L, w, 4) : NULL;
  if (why != NULL) {
    lua_settop(L, 3);
    lua_pushstring(L, why);
    lua_pushliteral(L, "error");
    return 3;
  }
  lua_pushboolean(L, is_piece);
  return 1;
}

/* worker:lost() -> why what was read before cannot be read again, as the reader has died, and a word
** for it; or nothing, when it has not. What follows comes behind what was there before. */
static int worker_lost(lua_State *L) {
  lworker *w = check_reader(L);
  if (!w->order.again) return 0;
  leave_out(w);
  lworker_push_death(L, &w->order);
  lua_pop(L, 1);
  return 2;
}

/* worker:send([last]): what was gathered is a batch, if there is anything, or it is the last */
static int worker_send(lua_State *L) {
  lworker *w = check_reader(L);
  int last = lua_toboolean(L, 2);
  if (last || w->pieces.size > 0) send_batch(L, w, w->pieces.size, w->document, last);
  if (last) w->ordered = 0;
  return 0;
}

/* worker:take() -> the values of the batch's next piece, or nothing */
static int worker_take(lua_State *L) {
  lworker *w = lworker_check(L);
  return w->at < w->pieces.size ? lunpack(L, &w->pieces, &w->at) : 0;
}

const luaL_Reg lreading_methods[] = {{"piece", worker_piece},
                                     {"lost", worker_lost},
                                     {"send", worker_send},
                                     {"take", worker_take},
                                     {NULL, NULL}};
