/* lworker.h -- what the files share that a worker is made of: lworker.c does documents, lreading.c
** cuts tasks into batches and takes them, lsupervise.c is the life of the process. */
#ifndef GLOSS_LWORKER_H
#define GLOSS_LWORKER_H

#include "lbox.h"
#include "runner.h"

/* Bytes that grow; by realloc. */
typedef struct lbytes {
  char *data;
  size_t size, room;
} lbytes;

typedef struct lworker {
  lua_State *L;
  int fd;
  run_board *board;
  const run_job *job;
  run_order order;
  int ordered, retires;
  uint32_t document; /* of the task, the next one */
  lbytes frames;     /* not yet sent */
  lbytes pieces;     /* of the batch that is done, or being cut */
  size_t at;         /* in pieces, of the next one to be done */
  uint64_t batch;    /* the next one to be cut */
  uint32_t *slots;   /* lent, and not yet filled */
  unsigned n_slots;
  uint64_t sent; /* when */
  uint64_t counters[RUN_COUNTERS];
} lworker;

/* ---- lworker.c ---- */
lworker *lworker_check(lua_State *L);
void lworker_signals(lworker *w); /* takes the supervisor's */
void lworker_add_frame(lworker *w, run_kind kind, unsigned channel, const void *bytes, size_t size);
void lworker_flush(lworker *w);
/* Calls the function at 2 protected, its time the document's: a Lua status, results or error on top. */
int lworker_call(lua_State *L, int results);
/* Pushes why it failed, a word for it, the stage: of the error on top; of a process that died. */
void lworker_push_failure(lua_State *L, const lworker *w, int status);
void lworker_push_death(lua_State *L, const run_order *order);

/* ---- lpack.c: values as bytes ---- */
int lbytes_reserve(lbytes *b, size_t more); /* whether there is room for so many more */
/* Adds values from an index to the top: nil, booleans, numbers, strings, and tables of these. Gives
** NULL, or why it cannot be; then nothing is added. */
const char *lpack(lua_State *L, int first, lbytes *to);
/* Pushes the values at a place, and passes on to the next ones: how many. */
int lunpack(lua_State *L, const lbytes *from, size_t *at);

/* ---- lreading.c ---- */
extern const luaL_Reg lreading_methods[];
void lreading_begin(lua_State *L, lworker *w); /* an order, of a batch or to read */
void lreading_lend(lua_State *L, lworker *w);  /* takes the slot of an order */

#endif
