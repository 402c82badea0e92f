/* runnerreading.c -- tasks that come in batches: slots, batches that have come, and the check that
** a task which is read again is what it was. */
#define _GNU_SOURCE /* memfd_create, fallocate */
#include "runnerreading.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { KEEP = 1 << 20 }; /* bytes that a free slot may have */

int run_reading_open(run_reading **out, run_job *job) {
  *out = NULL;
  job->slots = -1;
  if (job->n_streams == 0) return 0;
  run_reading *r = *out = calloc(1, sizeof *r);
  if (!r) return ENOMEM;
  r->job = job;
  r->n = 4u * job->jobs + 4u;
  r->free_slots = calloc(r->n, sizeof *r->free_slots);
  r->lent = calloc(r->n, sizeof *r->lent);
  r->arrivals = calloc(r->n, sizeof *r->arrivals);
  if (!r->free_slots || !r->lent || !r->arrivals) return ENOMEM;
  for (unsigned i = 0; i < r->n; i++) r->free_slots[r->n_free++] = i;
  job->slots = memfd_create("gloss", MFD_CLOEXEC);
  if (job->slots < 0) return errno;
  run_reading_begin(r, 0, 0, 0);
  return 0;
}

void run_reading_close(run_reading *r) {
  if (!r) return;
  if (r->job->slots >= 0) close(r->job->slots);
  free(r->free_slots);
  free(r->lent);
  free(r->arrivals);
  free(r);
}

/* ---- Tasks ---- */

/* Gives the place of the first stream that is not before a task. */
static size_t find(const run_job *job, uint64_t planned) {
  size_t low = 0, high = job->n_streams;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (job->streams[middle] < planned)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

uint64_t run_reading_first(const run_reading *r, uint64_t planned) {
  if (!r) return RUN_ALL;
  size_t at = find(r->job, planned);
  return at < r->job->n_streams && r->job->streams[at] == planned ? 0 : RUN_ALL;
}

/* Makes the stream at a place the one to be read. */
static void set_stream(run_reading *r, size_t at) {
  r->at = at;
  r->wanted = r->chain = 0;
  r->begun = 0;
  r->stream = (run_task){.blamed = RUN_NONE, .slot = RUN_NONE};
  if (at == r->job->n_streams) return; /* all is read */
  r->stream.number = r->job->streams[at];
  r->stream.state = RUN_TASK_WAITS;
}

void run_reading_begin(run_reading *r, uint64_t planned, uint64_t batch, uint64_t chain) {
  set_stream(r, find(r->job, planned));
  if (batch == RUN_ALL || r->at == r->job->n_streams || r->stream.number != planned) return;
  r->wanted = batch;
  r->chain = chain;
}

int run_reading_waiting(const run_reading *r) { return r && r->stream.state == RUN_TASK_WAITS; }

run_task *run_reading_next(run_reading *r) {
  if (!run_reading_waiting(r)) return NULL;
  r->passed = r->check = 0;
  r->begun++;
  r->stream.state = RUN_TASK_ORDERED;
  return &r->stream;
}

/* ---- Slots ---- */

uint32_t run_reading_lend(run_reading *r) {
  if (r->n_free == 0 || r->stream.state != RUN_TASK_ORDERED) return RUN_NONE;
  return r->lent[r->n_lent++] = r->free_slots[--r->n_free];
}

void run_reading_recall(run_reading *r) {
  while (r->n_lent > 0) r->free_slots[r->n_free++] = r->lent[--r->n_lent];
}

void run_reading_give_back(run_reading *r, run_task *t) {
  if (t->in_slot > KEEP) /* what it may do without: the slot then is empty, or not */
    fallocate(r->job->slots, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
              (off_t)t->slot * RUN_STRIDE, (off_t)t->in_slot);
  r->free_slots[r->n_free++] = t->slot;
  t->slot = RUN_NONE;
}

/* Takes a slot that was lent, now full: whether it was. */
static int take_slot(run_reading *r, uint32_t slot) {
  for (unsigned i = 0; i < r->n_lent; i++) {
    if (r->lent[i] != slot) continue;
    r->lent[i] = r->lent[--r->n_lent];
    return 1;
  }
  return 0;
}

/* ---- Batches ---- */

static uint64_t chained(uint64_t chain, uint64_t sum) {
  uint64_t both[2] = {chain, sum};
  return run_sum(both, sizeof both);
}

/* Notes one that was there before. */
static int pass(run_reading *r, const run_batch *b) {
  if (b->number != r->passed || b->number >= r->wanted) return EPROTO;
  r->passed++;
  r->check = chained(r->check, b->sum);
  if (r->chain == 0 && r->passed == r->wanted) r->chain = r->check; /* it was not known */
  int differs = b->last || (r->passed == r->wanted && r->check != r->chain);
  if (differs) r->job->channel = (int)r->stream.number;
  return differs ? ESTALE : 0;
}

static int take_batch(run_reading *r, const run_batch *b) {
  if (b->slot == RUN_NONE) return pass(r, b);
  if (b->number != r->wanted || !take_slot(r, b->slot)) return EPROTO;
  run_arrival *a = &r->arrivals[(r->first + r->count++) % r->n];
  *a = (run_arrival){.batch = *b, .task = r->stream.number, .chain = r->chain};
  r->wanted++;
  r->chain = chained(r->chain, b->sum);
  if (b->documents > r->stream.blamed) { /* it is past what a reader died at */
    r->stream.blamed = RUN_NONE;
    r->stream.reason = RUN_NO_REASON;
  }
  if (b->last) set_stream(r, r->at + 1);
  return 0;
}

int run_reading_take(run_reading *r, const run_frame *f, const char *bytes) {
  run_batch b;
  if (f->kind != RUN_BATCH || f->size != sizeof b) return EPROTO;
  memcpy(&b, bytes, sizeof b);
  return take_batch(r, &b);
}

uint64_t run_reading_chain(const run_reading *r) {
  return r->count != 0 ? r->arrivals[r->first].chain : r->chain;
}

const run_arrival *run_reading_arrived(const run_reading *r) {
  return r->count != 0 ? &r->arrivals[r->first] : NULL;
}

void run_reading_pop(run_reading *r) {
  r->first = (r->first + 1) % r->n;
  r->count--;
}
