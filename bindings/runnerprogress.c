/* runnerprogress.c -- draws "gloss: [#####-----] 50 %, 1200 documents, 400/s, 0:03 left". */
#include "runnerprogress.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define FIRST UINT64_C(1000000000) /* a run that takes less is not told of */
#define OFTEN UINT64_C(250000000)
enum { CELLS = 20, WIDE = 80 };

static double share_of(const run_window *w) {
  uint64_t over = w->planned;
  for (uint64_t k = w->first; k < w->next; k++) {
    const run_task *t = &w->tasks[k % w->n];
    over -= t->last && !run_task_is_over(t);
  }
  return w->count != 0 ? (double)over / (double)w->count : 0;
}

void run_progress_begin(run_progress *p, const run_job *job, const run_window *w) {
  uint64_t now = run_now();
  *p = (run_progress){.fd = job->progress,
                      .began = now,
                      .due = now + FIRST,
                      .documents = job->documents,
                      .share = share_of(w)};
}

/* Writes a time as 59:59 or 1:00:00. */
static void put_time(char *out, size_t room, double seconds) {
  unsigned long s = (unsigned long)(seconds + 0.5);
  if (s < 3600)
    snprintf(out, room, "%lu:%02lu", s / 60, s % 60);
  else
    snprintf(out, room, "%lu:%02lu:%02lu", s / 3600, s / 60 % 60, s % 60);
}

void run_progress_text(char *out, size_t room, size_t columns, double share, double before,
                       uint64_t done, uint64_t n, double seconds) {
  char bar[CELLS + 3] = "", percent[8] = "", left[32] = "", time[24];
  if (share > 0) snprintf(percent, sizeof percent, "%d %%, ", (int)(share * 100));
  if (share > 0 && columns >= WIDE) {
    int full = (int)(share * CELLS);
    memset(bar, '-', CELLS + 2);
    memset(bar, '#', (size_t)full + 1);
    bar[0] = '[';
    bar[CELLS + 1] = ']';
    bar[CELLS + 2] = '\0';
  }
  if (share > before) {
    put_time(time, sizeof time, seconds * (1 - share) / (share - before));
    snprintf(left, sizeof left, ", %s left", time);
  }
  snprintf(out, room < columns + 1 ? room : columns + 1, "gloss: %s%s%s%llu documents, %.0f/s%s",
           bar, bar[0] ? " " : "", percent, (unsigned long long)done,
           seconds > 0 ? (double)n / seconds : 0, left);
}

static void put(int fd, const char *text) {
  if (write(fd, text, strlen(text)) < 0) return; /* it is no loss */
}

uint64_t run_progress_draw(run_progress *p, const run_job *job, const run_window *w) {
  if (p->fd < 0) return 0;
  uint64_t now = run_now();
  if (now < p->due) return p->due;
  struct winsize size;
  size_t columns = ioctl(p->fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col - 1u : 79;
  char text[160] = "\r\033[K";
  size_t n = strlen(text);
  run_progress_text(text + n, sizeof text - n, columns, share_of(w), p->share, job->documents,
                    job->documents - p->documents, (double)(now - p->began) * 1e-9);
  put(p->fd, text);
  p->shown = 1;
  return p->due = now + OFTEN;
}

void run_progress_clear(run_progress *p, int fd) {
  if (!p->shown || (fd >= 0 && !isatty(fd))) return;
  put(p->fd, "\r\033[K");
  p->shown = 0;
}
