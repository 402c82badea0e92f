/* runnertask.h -- the tasks in hand: a window that begins at the first task not yet written whole. */
#ifndef GLOSS_RUNNERTASK_H
#define GLOSS_RUNNERTASK_H

#include "runner.h"

typedef struct run_reading run_reading; /* runnerreading.h */

typedef struct run_task {
  uint64_t number;         /* in the order of the output */
  uint64_t planned, batch; /* the task it is, or is a batch of; RUN_ALL: of none */
  uint64_t chain;          /* of the batches before it (runnerreading.h) */
  uint64_t in_slot;        /* bytes */
  uint32_t slot;           /* with a batch; RUN_NONE: not yet, or no more */
  int last;                /* whether the planned task ends with it */
  uint32_t documents;      /* that are whole */
  uint32_t written;        /* of these */
  uint32_t blamed;         /* RUN_NONE: none */
  uint32_t stage;          /* that the blamed document was in */
  uint16_t reason, signal;
  enum { RUN_TASK_FREE, RUN_TASK_WAITS, RUN_TASK_ORDERED, RUN_TASK_ENDED } state;
  char *bytes; /* frames of whole documents, up to `whole`, then of one that is not */
  size_t whole, size, room;
} run_task;

typedef struct run_window {
  run_task *tasks;         /* a ring of `n`; task number k is at k % n */
  uint64_t n, first, next; /* the first not written; the first not begun */
  uint64_t planned, batch; /* what the first not begun is, as in run_task */
  uint64_t count;          /* of planned tasks */
  run_reading *reading;    /* NULL: no task is a stream; borrowed */
  size_t held;             /* bytes of whole documents */
  int ordered, over;       /* over: no more is to be written */
  struct {
    char *bytes;
    size_t size;
  } channels[RUN_CHANNELS]; /* gathered, to be written together */
} run_window;

/* Opens a window of `least` tasks or more. */
int run_window_open(run_window *w, const run_job *job, run_reading *reading, unsigned least);
void run_window_close(run_window *w);

/* Begins the next task, `last` as it says: as run_window_next does, and as it was before. */
run_task *run_window_begin(run_window *w, int last);

/* Gives batches that have arrived to the tasks they are, when these were begun in an earlier run. */
void run_window_settle(run_window *w);

/* Gives a task to be done, now ordered, or NULL; `again`: only one that was begun already. */
run_task *run_window_next(run_window *w, int again);

int run_window_waiting(const run_window *w); /* whether run_window_next would give one */
int run_window_done(const run_window *w);

/* Takes a frame of a task: 0, ENOMEM, or EPROTO when it does not follow the last. */
int run_task_take(run_window *w, run_task *t, const run_frame *f, const char *bytes);

/* Puts back a task that was ordered; what is not of a whole document is dropped. */
void run_task_return(run_task *t);

/* Notes that a worker died at the board's document: it is tried once more, alone, then given up, then with it
** the task. Returns 0, or ECHILD when a worker died of that too. */
int run_task_blame(run_task *t, const run_board *at, run_reason reason, int signal);

int run_task_is_over(const run_task *t); /* whether it has ended and all of it is written */

/* Writes the whole documents that are next. Returns 0 or an errno, with job->channel. */
int run_window_write(run_window *w, run_job *job);

#endif
