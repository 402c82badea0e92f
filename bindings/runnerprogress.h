/* runnerprogress.h -- the line on a terminal that says how far a run is, over which nothing is
** written: what writes to the terminal takes it away first. */
#ifndef GLOSS_RUNNERPROGRESS_H
#define GLOSS_RUNNERPROGRESS_H

#include "runnertask.h"

/* Begins a line on job->progress, if that is not -1, for what is left to do. */
void run_progress_begin(run_progress *p, const run_job *job, const run_window *w);

/* Draws it when it is time to, and gives when the next time is, in run_now's nanoseconds; 0 when
** there is none to draw. */
uint64_t run_progress_draw(run_progress *p, const run_job *job, const run_window *w);

/* Takes it away before bytes are written to `fd`; in the end with -1. */
void run_progress_clear(run_progress *p, int fd);

/* Writes the line's text, NUL-ended, into `out`: at most `columns` characters, `room` bytes.
**   share    of the tasks that is done, 0 to 1; `before`, what was when it began
**   n        documents done since it began `seconds` ago, `done` of them all */
void run_progress_text(char *out, size_t room, size_t columns, double share, double before,
                       uint64_t done, uint64_t n, double seconds);

#endif
