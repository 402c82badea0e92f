/* runnerjournal.c -- what a run has done, in a file: two slots at its start, written in turn, each
** under a check sum, so that after a crash the newer whole one holds. The channels it speaks of are
** on the disk before it is. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "runnerjournal.h"
#include "runnerreading.h"

enum { SLOT = RUN_JOURNAL / 2, TASKS = 4 * RUN_JOBS + 4 };

/* A slot. Of the first task what it is, and the chain of the batches before it; of each the
** documents written, four times, 2 when its planned task ends with it, 1 when it has ended. */
typedef struct record {
  uint64_t check; /* of all that follows */
  uint64_t sequence, finished, documents, failed, deaths, first, planned, batch, chain;
  uint32_t n_durable, n_counters, n_tasks, zero;
  uint64_t positions[RUN_CHANNELS], counters[RUN_COUNTERS], tasks[TASKS];
} record;

_Static_assert(sizeof(record) <= SLOT, "a record fits its slot");

struct run_journal {
  record record;  /* the last one, read or written */
  uint64_t saved; /* when */
};

static uint64_t check_of(const record *r) {
  return run_sum((const char *)r + sizeof r->check, sizeof *r - sizeof r->check);
}

static int is_whole(const record *r, ssize_t size) {
  return size == (ssize_t)sizeof *r && r->sequence != 0 && r->check == check_of(r) &&
         r->n_durable <= RUN_CHANNELS && r->n_counters <= RUN_COUNTERS && r->n_tasks <= TASKS;
}

/* Reads the newer whole record, its sequence 0 when there is none. Returns 0 or an errno. */
static int read_record(int fd, record *into) {
  record r;
  memset(into, 0, sizeof *into);
  for (int i = 0; i < 2; i++) {
    ssize_t size = pread(fd, &r, sizeof r, (off_t)i * SLOT);
    if (size < 0) return errno;
    if (is_whole(&r, size) && r.sequence > into->sequence) *into = r;
  }
  return 0;
}

int run_journal_peek(int fd, uint64_t *documents, int *finished) {
  record r;
  int code = read_record(fd, &r);
  *documents = r.documents;
  *finished = r.finished != 0;
  return code != 0 ? code : r.sequence == 0 ? ENODATA : 0;
}

/* Cuts the channels back to where the record has them. */
static int cut_channels(run_job *job, const record *r) {
  for (unsigned i = 0; i < job->n_durable; i++) {
    struct stat about;
    job->channel = (int)i;
    if (fstat(job->channels[i], &about) != 0) return errno;
    if ((uint64_t)about.st_size < r->positions[i]) return ENODATA;
    if (ftruncate(job->channels[i], (off_t)r->positions[i]) != 0) return errno;
    if (lseek(job->channels[i], (off_t)r->positions[i], SEEK_SET) < 0) return errno;
  }
  if (job->n_durable != 0 && r->positions[0] > 0) job->skip = 0;
  return 0;
}

int run_journal_open(run_journal **out, run_job *job) {
  run_journal *j = *out = calloc(1, sizeof *j);
  if (!j) return ENOMEM;
  job->channel = (int)job->n_channels;
  int code = read_record(job->journal, &j->record);
  const record *r = &j->record;
  if (code != 0 || r->sequence == 0) return code;
  if (r->n_counters != job->n_counters || (!r->finished && r->n_durable != job->n_durable))
    return ENODATA;
  job->documents = r->documents;
  job->failed = r->failed;
  job->deaths = r->deaths;
  memcpy(job->counters, r->counters, sizeof job->counters);
  job->finished = r->finished != 0;
  return job->finished ? 0 : cut_channels(job, r);
}

void run_journal_close(run_journal *j) { free(j); }

unsigned run_journal_tasks(const run_journal *j) { return j->record.n_tasks; }

void run_journal_restore(const run_journal *j, run_window *w) {
  const record *r = &j->record;
  if (r->sequence == 0) return;
  if (w->reading) run_reading_begin(w->reading, r->planned, r->batch, r->chain);
  w->first = w->next = r->first;
  w->planned = r->planned;
  w->batch = r->batch;
  for (unsigned i = 0; i < r->n_tasks; i++) {
    run_task *t = run_window_begin(w, (r->tasks[i] & 2) != 0);
    t->documents = t->written = (uint32_t)(r->tasks[i] >> 2);
    if (r->tasks[i] & 1) t->state = RUN_TASK_ENDED;
    if (i == 0) t->chain = r->chain;
  }
}

/* Puts down what the first task is that is not written whole, begun or not. */
static void fill_first(record *r, const run_window *w) {
  const run_task *t = w->first < w->next ? &w->tasks[w->first % w->n] : NULL;
  r->first = w->first;
  r->planned = t ? t->planned : w->planned;
  r->batch = t ? t->batch : w->batch;
  r->chain = t ? t->chain : w->reading ? run_reading_chain(w->reading) : 0;
}

/* Fills the record with how things stand, but for its check sum. */
static int fill(record *r, const run_job *job, const run_window *w, int finished) {
  r->sequence++;
  r->finished = (uint64_t)finished;
  r->documents = job->documents;
  r->failed = job->failed;
  r->deaths = job->deaths;
  fill_first(r, w);
  r->n_durable = job->n_durable;
  r->n_counters = job->n_counters;
  memcpy(r->counters, job->counters, sizeof r->counters);
  for (unsigned i = 0; i < job->n_durable; i++) {
    off_t at = lseek(job->channels[i], 0, SEEK_CUR);
    if (at < 0) return errno;
    r->positions[i] = (uint64_t)at;
  }
  r->n_tasks = 0;
  for (uint64_t k = w->first; k < w->next; k++) {
    const run_task *t = &w->tasks[k % w->n];
    int ended = run_task_is_over(t);
    r->tasks[k - w->first] = (uint64_t)t->written << 2 | (t->last ? 2u : 0u) | (uint64_t)ended;
    if (ended || t->written != 0) r->n_tasks = (uint32_t)(k - w->first) + 1;
  }
  return 0;
}

int run_journal_save(run_journal *j, run_job *job, const run_window *w, int finished) {
  for (unsigned i = 0; i < job->n_durable; i++) {
    job->channel = (int)i;
    if (fsync(job->channels[i]) != 0) return errno;
  }
  job->channel = (int)job->n_channels;
  record *r = &j->record;
  int code = fill(r, job, w, finished);
  if (code != 0) return code;
  r->check = check_of(r);
  ssize_t n = pwrite(job->journal, r, sizeof *r, (off_t)(r->sequence % 2) * SLOT);
  if (n != (ssize_t)sizeof *r) return n < 0 ? errno : ENOSPC;
  j->saved = run_now();
  return fsync(job->journal) != 0 ? errno : 0;
}

int run_journal_is_due(const run_journal *j, const run_job *job) {
  return job->documents != j->record.documents && run_now() - j->saved >= UINT64_C(1000000000);
}
