/* runner.c -- the supervisor: forks workers, hands out tasks, keeps what comes back, mends what
** dies. What it keeps of a task and how it is written is in runnertask.c. */
#define _GNU_SOURCE /* ppoll */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runnerjournal.h"
#include "runnerprogress.h"
#include "runnerreading.h"

enum { PIECE = 1 << 18, HELD = 64 << 20 };
#define GRACE UINT64_C(450000000) /* from the signal that a document is overdue to the kill */

typedef struct worker {
  pid_t pid; /* 0: none */
  int fd;
  run_board *board;
  run_task *orders[RUN_ORDERS]; /* in hand, the first being done */
  unsigned n_orders;
  uint64_t warned; /* the document's `since` for which the signal was sent */
  int overdue;     /* killed for its time */
  char *bytes;     /* received and not yet parsed */
  size_t size, room;
} worker;

typedef struct runner {
  run_job *job;
  run_board *boards;
  worker workers[RUN_JOBS + 1];
  unsigned n; /* workers; one more than jobs, the reader, when there are streams */
  run_window window;
  run_reading *reading;   /* NULL: none */
  run_journal *journal;   /* NULL: none */
  sigset_t signals, held; /* the mask while polling and writing; what is held back otherwise */
} runner;

static volatile sig_atomic_t caught;

static void on_signal(int number) { caught = number; }

static int is_reader(const runner *r, const worker *w) { return w == &r->workers[r->job->jobs]; }

/* ---- Workers ---- */

/* In the child: closes what is the supervisor's and does orders until there are none. */
static void be_worker(const runner *r, const worker *self, int fd, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(1);
  for (unsigned i = 0; i < r->n; i++)
    if (r->workers[i].pid != 0 && &r->workers[i] != self) close(r->workers[i].fd);
  if (is_reader(r, self)) prctl(PR_SET_NAME, "gloss reader");
  signal(SIGINT, SIG_IGN);
  signal(SIGTERM, SIG_DFL);
  sigprocmask(SIG_SETMASK, &r->signals, NULL);
  _exit(r->job->work(r->job->ud, fd, self->board));
}

static int start(runner *r, worker *w) {
  int ends[2];
  pid_t parent = getpid();
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return errno;
  memset(w->board, 0, sizeof *w->board);
  fflush(NULL);
  pid_t pid = fork();
  if (pid < 0) {
    int code = errno;
    close(ends[0]);
    close(ends[1]);
    return code;
  }
  if (pid == 0) {
    close(ends[0]);
    be_worker(r, w, ends[1], parent);
  }
  close(ends[1]);
  w->pid = pid;
  w->fd = ends[0];
  w->n_orders = 0;
  w->size = 0;
  w->warned = 0;
  w->overdue = 0;
  return 0;
}

/* Blames the document that a dead worker was at, if it was at one; as run_task_blame. */
static int blame(runner *r, const worker *w, int status) {
  run_task *t = w->n_orders != 0 ? w->orders[0] : NULL;
  int quiet = WIFEXITED(status) && WEXITSTATUS(status) == 0; /* it retired */
  if (!t || quiet) return 0;
  int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  int between = atomic_load(&w->board->since) == 0 || atomic_load(&w->board->task) != t->number;
  r->job->deaths++;
  if (between && is_reader(r, w)) { /* it waited, which is the fault of no document */
    t->signal = (uint16_t)signal;
    return 0;
  }
  if (between) atomic_store(&w->board->document, t->documents);
  return run_task_blame(t, w->board, w->overdue ? RUN_TIMEOUT : RUN_CRASHED, signal);
}

/* Takes leave of a worker whose socket has ended: its tasks go back, what it left is dropped.
** Returns 0, or ECHILD when it was broken, as the next one would be. */
static int bury(runner *r, worker *w) {
  int status = 0;
  kill(w->pid, SIGKILL);
  while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR) continue;
  close(w->fd);
  w->pid = 0;
  int code = blame(r, w, status);
  for (unsigned i = 0; i < w->n_orders; i++) run_task_return(w->orders[i]);
  w->n_orders = 0;
  if (is_reader(r, w)) run_reading_recall(r->reading);
  return WIFEXITED(status) && WEXITSTATUS(status) == RUN_BROKEN ? ECHILD : code;
}

/* Sends an order; a worker whose end will be seen is none the wiser. */
static int send_order(const worker *w, const run_order *o) {
  int code = run_write(w->fd, o, sizeof *o);
  return code == EPIPE || code == ECONNRESET ? 0 : code;
}

/* Orders a task. */
static int order_task(worker *w, run_task *t, const run_order *how) {
  run_order o = *how;
  o.sequence = t->number;
  o.first = t->documents;
  o.blamed = t->blamed;
  o.reason = t->reason;
  o.stage = t->stage;
  o.signal = t->signal;
  w->orders[w->n_orders++] = t;
  return send_order(w, &o);
}

/* Gives a worker as many tasks as it may hold. */
static int order(runner *r, worker *w) {
  while (w->n_orders < RUN_ORDERS) {
    run_task *t = run_window_next(&r->window, r->window.held > HELD);
    if (!t) return 0;
    run_order o = {.task = t->planned, .batch = t->batch, .size = t->in_slot, .slot = t->slot};
    int code = order_task(w, t, &o);
    if (code != 0) return code;
  }
  return 0;
}

/* Gives the reader the next stream, and the slots that are free. */
static int order_reading(runner *r, worker *w) {
  run_task *t = run_reading_next(r->reading);
  if (t) {
    run_order o = {.what = RUN_READ,
                   .task = t->number,
                   .batch = r->reading->wanted,
                   .again = r->reading->begun > 1};
    int code = order_task(w, t, &o);
    if (code != 0) return code;
  }
  uint32_t slot;
  while ((slot = run_reading_lend(r->reading)) != RUN_NONE) {
    int code = send_order(w, &(run_order){.what = RUN_LEND, .slot = slot});
    if (code != 0) return code;
  }
  return 0;
}

/* ---- Frames ---- */

/* Takes one whole frame; returns 0, ENOMEM, or EPROTO when it is none. */
static int take(runner *r, worker *w, const run_frame *f, const char *bytes) {
  run_task *t = w->n_orders != 0 ? w->orders[0] : NULL;
  if (!t || f->task != t->number || f->check != run_check(f, bytes)) return EPROTO;
  int code = is_reader(r, w) ? run_reading_take(r->reading, f, bytes)
                             : run_task_take(&r->window, t, f, bytes);
  if (code == 0 && t->state != RUN_TASK_ORDERED) {
    w->orders[0] = w->orders[1];
    w->n_orders--;
  }
  return code;
}

static int parse(runner *r, worker *w) {
  size_t at = 0;
  run_frame f;
  int code = 0;
  while (code == 0 && w->size - at >= sizeof f) {
    memcpy(&f, w->bytes + at, sizeof f);
    if (f.size > RUN_FRAME) {
      code = EPROTO;
      break;
    }
    if (w->size - at - sizeof f < f.size) break;
    code = take(r, w, &f, w->bytes + at + sizeof f);
    at += sizeof f + f.size;
  }
  w->size -= at;
  memmove(w->bytes, w->bytes + at, w->size);
  return code;
}

/* Reads what a worker has sent; one that has ended, or sends no frames, is buried. */
static int receive(runner *r, worker *w) {
  if (w->room - w->size < PIECE) {
    char *more = realloc(w->bytes, w->room * 2 + PIECE);
    if (!more) return ENOMEM;
    w->bytes = more;
    w->room = w->room * 2 + PIECE;
  }
  ssize_t n = read(w->fd, w->bytes + w->size, w->room - w->size);
  if (n < 0 && errno == EINTR) return 0;
  int code = n <= 0 ? EPROTO : 0;
  if (n > 0) {
    w->size += (size_t)n;
    code = parse(r, w);
  }
  return code == EPROTO ? bury(r, w) : code;
}

/* ---- Time ---- */

/* Warns a worker whose document is overdue, then kills it; gives the next time to look, or 0. */
static uint64_t watch(worker *w, uint64_t timeout, uint64_t now) {
  uint64_t since = atomic_load(&w->board->since);
  if (since == 0) return w->n_orders != 0 ? now + timeout : 0; /* it may begin while we wait */
  uint64_t due = since + timeout;
  if (now < due) return due;
  if (w->warned != since) {
    w->warned = since;
    kill(w->pid, SIGALRM);
  }
  if (now < due + GRACE) return due + GRACE;
  w->overdue = 1;
  kill(w->pid, SIGKILL);
  return 0;
}

static uint64_t watch_all(runner *r) {
  uint64_t next = 0, now = run_now();
  for (unsigned i = 0; r->job->timeout != 0 && i < r->n; i++) {
    worker *w = &r->workers[i];
    uint64_t due = w->pid != 0 ? watch(w, r->job->timeout, now) : 0;
    if (due != 0 && (next == 0 || due < next)) next = due;
  }
  return next;
}

/* ---- The loop ---- */

/* Whether a worker is listened to: when too much is held, only the one at the first task is. */
static int heard(const runner *r, const worker *w) {
  if (w->pid == 0) return 0;
  return is_reader(r, w) || r->window.held <= HELD || !r->job->ordered ||
         (w->n_orders != 0 && w->orders[0]->number == r->window.first);
}

static uint64_t sooner(uint64_t a, uint64_t b) { return a == 0 || (b != 0 && b < a) ? b : a; }

static int wait_for_workers(runner *r, uint64_t until) {
  struct pollfd fds[RUN_JOBS + 1];
  worker *of[RUN_JOBS + 1];
  unsigned n = 0;
  for (unsigned i = 0; i < r->n; i++) {
    if (!heard(r, &r->workers[i])) continue;
    fds[n] = (struct pollfd){.fd = r->workers[i].fd, .events = POLLIN};
    of[n++] = &r->workers[i];
  }
  uint64_t now = run_now(), left = until > now ? until - now : 0;
  struct timespec time = {(time_t)(left / 1000000000u), (long)(left % 1000000000u)};
  int ready = ppoll(fds, n, until != 0 ? &time : NULL, &r->signals);
  if (ready < 0) return errno == EINTR ? 0 : errno;
  for (unsigned i = 0; i < n; i++) {
    int code = fds[i].revents != 0 ? receive(r, of[i]) : 0;
    if (code != 0) return code;
  }
  return 0;
}

/* Keeps as many workers as there is work for, each with orders. */
static int keep_busy(runner *r) {
  run_window_settle(&r->window);
  for (unsigned i = 0; i < r->n; i++) {
    worker *w = &r->workers[i];
    int reads = is_reader(r, w), code = 0;
    if (w->pid == 0 && (reads ? run_reading_waiting(r->reading) : run_window_waiting(&r->window)))
      code = start(r, w);
    if (code == 0 && w->pid != 0) code = reads ? order_reading(r, w) : order(r, w);
    if (code != 0) return code;
  }
  return 0;
}

/* Goes on until all is written. Signals interrupt the writing, which may block, and the waiting. */
static int loop(runner *r) {
  for (;;) {
    int code = run_window_write(&r->window, r->job);
    if (code == EINTR || caught != 0) {
      r->job->interrupted = caught;
      return code;
    }
    if (code != 0 || run_window_done(&r->window)) return code;
    if (r->journal && run_journal_is_due(r->journal, r->job))
      code = run_journal_save(r->journal, r->job, &r->window, 0);
    if (code != 0) return code;
    uint64_t draw = run_progress_draw(&r->job->line, r->job, &r->window);
    sigprocmask(SIG_BLOCK, &r->held, NULL);
    if (caught == 0) code = keep_busy(r);
    if (caught == 0 && code == 0) code = wait_for_workers(r, sooner(watch_all(r), draw));
    sigprocmask(SIG_SETMASK, &r->signals, NULL);
    if (code != 0) return code;
  }
}

/* Ends the workers: those without work by the end of their orders, others by force. */
static void end_workers(runner *r) {
  for (unsigned i = 0; i < r->n; i++) {
    worker *w = &r->workers[i];
    if (w->pid != 0) {
      if (w->n_orders != 0) kill(w->pid, SIGKILL);
      close(w->fd);
      while (waitpid(w->pid, NULL, 0) < 0 && errno == EINTR) continue;
    }
    free(w->bytes);
  }
}

/* Takes over signals while the run goes on; `old` receives what there was. */
static void take_signals(runner *r, struct sigaction old[3]) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  caught = 0;
  action.sa_handler = on_signal; /* no SA_RESTART: a write that blocks ends too */
  sigaction(SIGINT, &action, &old[0]);
  sigaction(SIGTERM, &action, &old[1]);
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, &old[2]);
  sigemptyset(&r->held);
  sigaddset(&r->held, SIGINT);
  sigaddset(&r->held, SIGTERM);
  sigprocmask(SIG_SETMASK, NULL, &r->signals);
}

static void give_signals_back(const struct sigaction old[3]) {
  sigaction(SIGINT, &old[0], NULL);
  sigaction(SIGTERM, &old[1], NULL);
  sigaction(SIGPIPE, &old[2], NULL);
}

/* Makes the window, as the journal has it; the journal then says that the run has begun. */
static int prepare(runner *r) {
  int code = r->job->journal >= 0 ? run_journal_open(&r->journal, r->job) : 0;
  if (code != 0 || r->job->finished) return code;
  code = run_reading_open(&r->reading, r->job);
  if (code != 0) return code;
  unsigned least = r->journal ? run_journal_tasks(r->journal) : 0;
  code = run_window_open(&r->window, r->job, r->reading, least);
  if (code != 0 || !r->journal) return code;
  run_journal_restore(r->journal, &r->window);
  return run_journal_save(r->journal, r->job, &r->window, 0);
}

/* Works until all is done or a signal comes. What was written when one came in between is left to
** the journal of before. */
static int work(runner *r) {
  struct sigaction old[3];
  take_signals(r, old);
  run_progress_begin(&r->job->line, r->job, &r->window);
  int code = loop(r);
  run_progress_clear(&r->job->line, -1);
  end_workers(r);
  give_signals_back(old);
  run_job *job = r->job;
  job->finished = job->interrupted == 0 && (job->ended == RUN_WHOLE || job->ended == RUN_LIMIT);
  if (r->journal && code == 0) code = run_journal_save(r->journal, job, &r->window, job->finished);
  return code == EINTR ? 0 : code;
}

int run_supervise(run_job *job) {
  runner *r = calloc(1, sizeof *r);
  if (!r) return ENOMEM;
  r->job = job;
  r->n = job->jobs + (job->n_streams != 0);
  size_t size = r->n * sizeof(run_board);
  r->boards = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int code = r->boards == MAP_FAILED ? errno : prepare(r);
  if (code == 0 && !job->finished) {
    for (unsigned i = 0; i < r->n; i++) r->workers[i].board = &r->boards[i];
    code = work(r);
  }
  run_window_close(&r->window);
  run_journal_close(r->journal);
  run_reading_close(r->reading);
  if (r->boards != MAP_FAILED) munmap(r->boards, size);
  free(r);
  return code;
}
