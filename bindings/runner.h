/* runner.h -- what a supervisor and its workers share. The supervisor (runner.c) forks workers
** (lworker.c), gives them tasks by number, keeps the bytes they send for each document, and writes
** them to file descriptors in the order of the tasks. It knows nothing of text and runs no Lua.
**
** A task holds documents, numbered from 0 as the worker meets them. What a worker sends is a row of
** frames: data for channels, then DONE, for each document, and END after the last. Only whole
** documents count: what a dead worker sent of an unfinished one is dropped, and the task goes on
** in another worker with that document blamed.
**
** Tasks that are streams come in batches, each then done as a task is. One more process, the reader
** (lreading.c), which dies and is replaced as workers do, cuts them, always in the same way, into
** slots of a file in memory that it has been lent. A slot is given back when its batch is done. */
#ifndef GLOSS_RUNNER_H
#define GLOSS_RUNNER_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { RUN_JOBS = 256, RUN_CHANNELS = 64, RUN_COUNTERS = 256, RUN_ORDERS = 2 };
enum { RUN_BROKEN = 70 };       /* the exit status of a worker that cannot work */
enum { RUN_FRAME = 1 << 24 };   /* bytes of a frame at most */
enum { RUN_JOURNAL = 1 << 15 }; /* bytes of a journal */
#define RUN_NONE UINT32_MAX
#define RUN_ALL UINT64_MAX            /* no batch: the task as a whole */
#define RUN_STRIDE (INT64_C(1) << 40) /* from slot to slot in the file */

/* SKIPPED: a document that does not count. LAST: one that failed so that the run is to end. */
typedef enum run_kind {
  RUN_DATA = 1,
  RUN_DONE,
  RUN_FAILED,
  RUN_SKIPPED,
  RUN_LAST,
  RUN_END,
  RUN_BATCH
} run_kind;

/* The head of a frame; `size` bytes follow. Those at the end of a document are its counters, 64
** bits each. */
typedef struct run_frame {
  uint32_t check; /* of all that follows (run_check) */
  uint32_t size;
  uint64_t task;
  uint32_t document;
  uint16_t kind, channel;
} run_frame;

/* Why a document is given up. */
typedef enum run_reason { RUN_NO_REASON, RUN_CRASHED, RUN_TIMEOUT, RUN_ABANDONED } run_reason;

/* Why a run ended before its last task. */
typedef enum run_end { RUN_WHOLE, RUN_LIMIT, RUN_ERRORS, RUN_STOPPED } run_end;

/* What follows the head of a BATCH. */
typedef struct run_batch {
  uint64_t number;    /* in the task */
  uint64_t size, sum; /* bytes in the slot, and their check sum (run_sum) */
  uint32_t slot;      /* RUN_NONE: none, it was there before */
  uint32_t documents; /* of the task, up to its end */
  uint64_t last;      /* whether it is the task's last one */
} run_batch;

/* What the supervisor asks: do a task, or a batch of it, whose documents before `first` are done;
** read a task; take a slot for it. */
typedef enum run_what { RUN_DO, RUN_READ, RUN_LEND } run_what;

typedef struct run_order {
  uint64_t task, sequence; /* as planned; what frames and board are to call it */
  uint64_t batch;          /* to be done, or RUN_ALL; the first one to be read */
  uint64_t size;           /* bytes in its slot */
  uint32_t what, slot;
  uint32_t again; /* whether a reader that died had begun to read it */
  uint32_t first;
  uint32_t blamed;         /* the document that a worker died at, or RUN_NONE: it is done alone */
  uint16_t reason, signal; /* a run_reason: it is not to be done but reported; of the death */
  uint32_t stage;          /* that the worker died in */
} run_order;

/* Shared memory, one a worker: what it is at. */
typedef struct run_board {
  _Atomic uint64_t since; /* nanoseconds of the monotonic clock; 0: waits for an order */
  _Atomic uint64_t task;
  _Atomic uint32_t document, stage;
} run_board;

/* A line that says how far a run is (runnerprogress.h). */
typedef struct run_progress {
  int fd, shown; /* -1: none */
  uint64_t began, due;
  uint64_t documents; /* that were done when it began */
  double share;       /* of the tasks, likewise */
} run_progress;

/* What is to be run, and what came of it. */
typedef struct run_job {
  unsigned jobs;     /* workers, 1 to RUN_JOBS */
  uint64_t tasks;    /* their number */
  uint64_t *streams; /* those that the reader cuts, rising; borrowed */
  size_t n_streams;
  int slots;           /* the file in memory, made by run_supervise */
  int ordered;         /* non-zero: output in the order of the tasks */
  uint64_t timeout;    /* nanoseconds a document, 0 for none */
  uint64_t limit;      /* documents at most, 0 for all */
  uint64_t max_errors; /* the failed document after so many ends the run */
  unsigned n_channels, n_counters;
  int channels[RUN_CHANNELS]; /* file descriptors, borrowed */
  size_t skip;                /* bytes at the start of the first channel that are not written */
  int journal;        /* a file that says how far the run has come (runnerjournal.h), or -1 */
  int progress;       /* a terminal on which to say how far it is, or -1 */
  unsigned n_durable; /* the channels, first ones, that are files the journal speaks of */
  /* Runs in the child: does orders that come on `fd` until it ends. Returns the exit status; with
  ** RUN_BROKEN the run ends, ECHILD; so it does when one dies where a task was to be given up. */
  int (*work)(void *ud, int fd, run_board *board);
  void *ud;
  /* What came of it. */
  uint64_t documents, failed;
  uint64_t counters[RUN_COUNTERS];
  uint64_t deaths; /* of workers */
  run_end ended;
  int finished;    /* nothing is left to do */
  int interrupted; /* the signal that ended the run, or 0 */
  run_progress line;
  int channel; /* that could not be written; n_channels: the journal */
} run_job;

/* Runs the job to its end.
**   returns  0, or an errno: of a channel that could not be written (job->channel), or of the system;
**            ESTALE: a stream (task number job->channel) is not what it was when it was read before;
**            a journal then has what was there a second ago, or less
**   thread   must be the only thread of the process; children are forked */
int run_supervise(run_job *job);

/* The check sum of a frame: of its head after `check`, and its bytes. */
uint32_t run_check(const run_frame *frame, const void *bytes);

uint64_t run_sum(const void *bytes, size_t size); /* a check sum of 64 bits */

/* Reads how far a journal is. Returns 0, ENODATA when it is not begun, or an errno. */
int run_journal_peek(int fd, uint64_t *documents, int *finished);

uint64_t run_now(void); /* nanoseconds of the monotonic clock */

/* Reads or writes all of it. Returns 0, or an errno: EINTR only for writes; -1 at the end of file. */
int run_read(int fd, void *data, size_t size);
int run_write(int fd, const void *data, size_t size);

#endif
