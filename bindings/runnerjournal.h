/* runnerjournal.h -- the journal of a run: RUN_JOURNAL bytes at the start of a file, zero at first. */
#ifndef GLOSS_RUNNERJOURNAL_H
#define GLOSS_RUNNERJOURNAL_H

#include "runnertask.h"

typedef struct run_journal run_journal;

/* Opens a job's journal. When it holds a record the job goes on from there: what it has counted is
** set, and its durable channels are cut back to where they were. Returns 0 or an errno, ENODATA
** when a channel has less than that; `*out` is to be closed in any case. */
int run_journal_open(run_journal **out, run_job *job);
void run_journal_close(run_journal *j);

/* The tasks begun that the record speaks of, and their state put into a window of as many at least. */
unsigned run_journal_tasks(const run_journal *j);
void run_journal_restore(const run_journal *j, run_window *w);

/* Whether there is something to be saved, and the last time is a second ago. */
int run_journal_is_due(const run_journal *j, const run_job *job);

/* Puts the durable channels, then a record of how things stand, on the disk. Returns 0 or an errno,
** with job->channel. */
int run_journal_save(run_journal *j, run_job *job, const run_window *w, int finished);

#endif
