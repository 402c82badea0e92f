/* runnerreading.h -- the supervisor's side of reading: which task is being cut into batches, which
** have come and are not yet begun, and the slots they are in. */
#ifndef GLOSS_RUNNERREADING_H
#define GLOSS_RUNNERREADING_H

#include "runnertask.h"

/* A batch that has come. */
typedef struct run_arrival {
  run_batch batch;
  uint64_t task;
  uint64_t chain; /* of the check sums of the batches before it */
} run_arrival;

struct run_reading {
  run_job *job;
  run_task stream; /* the task that is read, or to be; its number is as planned */
  size_t at;       /* of it in job->streams */
  uint64_t wanted; /* the next batch of it */
  uint64_t chain;  /* of those before; 0: it is not known */
  uint64_t passed; /* batches that the reader passed over, as they were there before ... */
  uint64_t check;  /* ... and the chain of these */
  unsigned begun;  /* how often a reader was told to */
  unsigned n;      /* slots */
  unsigned n_free, *free_slots, n_lent, *lent;
  run_arrival *arrivals; /* a ring of `n` */
  unsigned first, count;
};

/* Opens the reading of a job's streams, and the file for the slots; `*out` is NULL when there are
** none. Returns 0 or an errno. */
int run_reading_open(run_reading **out, run_job *job);
void run_reading_close(run_reading *r);

/* Begins at a batch of a planned task, and what follows, as a journal has it. */
void run_reading_begin(run_reading *r, uint64_t planned, uint64_t batch, uint64_t chain);

/* Gives the number of a task's first batch, RUN_ALL when it is none of a stream. `r` may be NULL. */
uint64_t run_reading_first(const run_reading *r, uint64_t planned);

int run_reading_waiting(const run_reading *r); /* whether run_reading_next would give one */
run_task *run_reading_next(run_reading *r);    /* the task to be read, now ordered, or NULL */

/* Lends the reader a slot, RUN_NONE when none is free; takes back those that a dead one had. */
uint32_t run_reading_lend(run_reading *r);
void run_reading_recall(run_reading *r);

/* Takes a frame of the reader: 0, EPROTO, or ESTALE with job->channel. After the last batch of the
** stream the next one waits. */
int run_reading_take(run_reading *r, const run_frame *f, const char *bytes);

/* The chain of the batches that tasks were begun with. */
uint64_t run_reading_chain(const run_reading *r);

/* The first batch that has come and is not yet begun, or NULL; and passes on to the next. */
const run_arrival *run_reading_arrived(const run_reading *r);
void run_reading_pop(run_reading *r);

/* Takes the slot of a task that is done. */
void run_reading_give_back(run_reading *r, run_task *t);

#endif
