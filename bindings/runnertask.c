/* runnertask.c -- what is kept of tasks, and its writing: documents whole and in order. */
#include "runnerprogress.h"
#include "runnerreading.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { GATHER = 1 << 16 };

int run_window_open(run_window *w, const run_job *job, run_reading *reading, unsigned least) {
  memset(w, 0, sizeof *w);
  w->reading = reading;
  w->batch = run_reading_first(reading, 0);
  w->n = 4u * job->jobs + 4u;
  if (w->n < least) w->n = least;
  w->count = job->tasks;
  w->ordered = job->ordered;
  w->tasks = calloc(w->n, sizeof *w->tasks);
  if (!w->tasks) return ENOMEM;
  for (unsigned i = 0; i < job->n_channels; i++) {
    w->channels[i].bytes = malloc(GATHER);
    if (!w->channels[i].bytes) {
      run_window_close(w);
      return ENOMEM;
    }
  }
  return 0;
}

void run_window_close(run_window *w) {
  for (uint64_t i = 0; w->tasks && i < w->n; i++) free(w->tasks[i].bytes);
  for (unsigned i = 0; i < RUN_CHANNELS; i++) free(w->channels[i].bytes);
  free(w->tasks);
  memset(w, 0, sizeof *w);
}

/* ---- Handing out ---- */

run_task *run_window_begin(run_window *w, int last) {
  run_task *t = &w->tasks[w->next % w->n];
  *t = (run_task){.number = w->next++,
                  .planned = w->planned,
                  .batch = w->batch,
                  .slot = RUN_NONE,
                  .last = last,
                  .blamed = RUN_NONE,
                  .state = RUN_TASK_WAITS,
                  .bytes = t->bytes,
                  .room = t->room};
  w->planned += last != 0;
  w->batch = last ? run_reading_first(w->reading, w->planned) : w->batch + 1;
  return t;
}

/* Whether a task that was begun can be done. */
static int is_ready(const run_task *t) {
  return t->state == RUN_TASK_WAITS && (t->batch == RUN_ALL || t->slot != RUN_NONE);
}

/* Whether one more can be begun. */
static int can_begin(const run_window *w) {
  if (w->over || w->planned == w->count || w->next - w->first == w->n) return 0;
  return w->batch == RUN_ALL || run_reading_arrived(w->reading) != NULL;
}

/* Gives the batch that has arrived to the task that it is. */
static void give_batch(run_window *w, run_task *t) {
  const run_arrival *a = run_reading_arrived(w->reading);
  t->chain = a->chain;
  t->slot = a->batch.slot;
  t->in_slot = a->batch.size;
  run_reading_pop(w->reading);
  if (t->state == RUN_TASK_ENDED) run_reading_give_back(w->reading, t);
}

void run_window_settle(run_window *w) {
  const run_arrival *a;
  while (w->reading && (a = run_reading_arrived(w->reading)) != NULL) {
    uint64_t k = w->first;
    while (k < w->next &&
           (w->tasks[k % w->n].planned != a->task || w->tasks[k % w->n].batch != a->batch.number))
      k++;
    if (k == w->next) return;
    give_batch(w, &w->tasks[k % w->n]);
  }
}

run_task *run_window_next(run_window *w, int again) {
  run_task *t = NULL;
  for (uint64_t k = w->first; k < w->next && !t; k++)
    if (is_ready(&w->tasks[k % w->n])) t = &w->tasks[k % w->n];
  if (!t && !again && can_begin(w)) {
    int is_batch = w->batch != RUN_ALL;
    t = run_window_begin(w, !is_batch || run_reading_arrived(w->reading)->batch.last);
    if (is_batch) give_batch(w, t);
  }
  if (t) t->state = RUN_TASK_ORDERED;
  return t;
}

int run_window_waiting(const run_window *w) {
  for (uint64_t k = w->first; k < w->next; k++)
    if (is_ready(&w->tasks[k % w->n])) return 1;
  return can_begin(w);
}

int run_window_done(const run_window *w) {
  return w->over || (w->first == w->next && w->planned == w->count);
}

void run_task_return(run_task *t) {
  t->size = t->whole;
  t->state = RUN_TASK_WAITS;
}

int run_task_blame(run_task *t, const run_board *at, run_reason reason, int signal) {
  uint32_t document = atomic_load(&at->document);
  int again = t->blamed == document;
  if (t->reason == RUN_ABANDONED) return ECHILD;
  if (again && t->reason != RUN_NO_REASON) { /* it could not even be reported */
    t->reason = RUN_ABANDONED;
  } else if (again || reason == RUN_TIMEOUT) {
    t->reason = (uint16_t)reason;
  } else {
    t->reason = RUN_NO_REASON;
  }
  t->blamed = document;
  t->stage = atomic_load(&at->stage);
  t->signal = (uint16_t)signal;
  return 0;
}

/* ---- Taking in ---- */

static int append(run_task *t, const run_frame *f, const char *bytes) {
  size_t size = sizeof *f + f->size;
  if (t->room - t->size < size) {
    size_t room = (t->size + size) * 2;
    char *more = realloc(t->bytes, room);
    if (!more) return ENOMEM;
    t->bytes = more;
    t->room = room;
  }
  memcpy(t->bytes + t->size, f, sizeof *f);
  memcpy(t->bytes + t->size + sizeof *f, bytes, f->size);
  t->size += size;
  return 0;
}

int run_task_take(run_window *w, run_task *t, const run_frame *f, const char *bytes) {
  if (f->document != t->documents || (f->kind == RUN_DATA && f->channel >= RUN_CHANNELS))
    return EPROTO;
  if (f->kind == RUN_END) {
    if (t->size != t->whole) return EPROTO;
    t->state = RUN_TASK_ENDED;
    if (t->slot != RUN_NONE) run_reading_give_back(w->reading, t);
    return 0;
  }
  if (f->kind < RUN_DATA || f->kind > RUN_LAST) return EPROTO;
  int code = append(t, f, bytes);
  if (code != 0 || f->kind == RUN_DATA) return code;
  if (t->blamed == t->documents) {
    t->blamed = RUN_NONE;
    if (t->reason != RUN_ABANDONED) t->reason = RUN_NO_REASON; /* the task is to end now */
  }
  t->documents++;
  w->held += t->size - t->whole;
  t->whole = t->size;
  return 0;
}

/* ---- Writing ---- */

static int flush(run_window *w, run_job *job, unsigned channel) {
  if (w->channels[channel].size == 0) return 0;
  run_progress_clear(&job->line, job->channels[channel]);
  int code =
      run_write(job->channels[channel], w->channels[channel].bytes, w->channels[channel].size);
  w->channels[channel].size = 0;
  if (code != 0) job->channel = (int)channel;
  return code;
}

static int gather(run_window *w, run_job *job, unsigned channel, const char *bytes, size_t size) {
  if (channel >= job->n_channels) return EPROTO;
  if (channel == 0 && job->skip != 0) {
    size_t skipped = size < job->skip ? size : job->skip;
    job->skip -= skipped;
    bytes += skipped;
    size -= skipped;
  }
  if (w->channels[channel].size + size > GATHER) {
    int code = flush(w, job, channel);
    if (code != 0) return code;
  }
  if (size > GATHER) {
    run_progress_clear(&job->line, job->channels[channel]);
    int code = run_write(job->channels[channel], bytes, size);
    if (code != 0) job->channel = (int)channel;
    return code;
  }
  memcpy(w->channels[channel].bytes + w->channels[channel].size, bytes, size);
  w->channels[channel].size += size;
  return 0;
}

/* Counts a document; it may be the last. */
static void count(run_window *w, run_job *job, const run_frame *f, const char *bytes) {
  job->documents += f->kind != RUN_SKIPPED;
  job->failed += f->kind == RUN_FAILED || f->kind == RUN_LAST;
  for (unsigned i = 0; i < job->n_counters && (i + 1) * sizeof(uint64_t) <= f->size; i++) {
    uint64_t n;
    memcpy(&n, bytes + i * sizeof n, sizeof n);
    job->counters[i] += n;
  }
  if (f->kind == RUN_LAST)
    job->ended = RUN_STOPPED;
  else if (job->failed > job->max_errors)
    job->ended = RUN_ERRORS;
  else if (job->limit != 0 && job->documents == job->limit)
    job->ended = RUN_LIMIT;
  w->over = job->ended != RUN_WHOLE;
}

/* Writes the whole documents of a task. */
static int write_task(run_window *w, run_job *job, run_task *t) {
  size_t at = 0;
  int code = 0;
  run_frame f;
  while (code == 0 && at < t->whole && !w->over) {
    memcpy(&f, t->bytes + at, sizeof f);
    const char *bytes = t->bytes + at + sizeof f;
    if (f.kind == RUN_DATA) {
      code = gather(w, job, f.channel, bytes, f.size);
    } else {
      count(w, job, &f, bytes);
      t->written++;
    }
    at += sizeof f + f.size;
  }
  w->held -= t->whole;
  memmove(t->bytes, t->bytes + t->whole, t->size - t->whole);
  t->size -= t->whole;
  t->whole = 0;
  return code;
}

int run_task_is_over(const run_task *t) {
  return t->state == RUN_TASK_ENDED && t->written == t->documents;
}

int run_window_write(run_window *w, run_job *job) {
  int code = 0;
  for (uint64_t k = w->first; code == 0 && k < w->next && !w->over; k++) {
    run_task *t = &w->tasks[k % w->n];
    if (t->whole != 0) code = write_task(w, job, t);
    if (run_task_is_over(t) && k == w->first) {
      t->state = RUN_TASK_FREE;
      w->first++;
    } else if (w->ordered) {
      break;
    }
  }
  for (unsigned i = 0; code == 0 && i < job->n_channels; i++) code = flush(w, job, i);
  return code;
}
