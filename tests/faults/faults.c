/* faults.c -- preloaded into the program: its calls that change files, in the process that was
** started and in those it forks, are counted together, and one of them fails or is the last.
** Counted too are reads of files that it writes as well: the journal, what is staged or sorted, a
** database; what it only reads are inputs, whose errors are theirs.
**
**   FAULTS_AT     the call, from 1
**   FAULTS_DO     "kill" before it; "torn", after half of what it was to write; "enospc" or "eio":
**                 it fails, and every one after it that might, in any process
**   FAULTS_SPEED  how much faster the monotonic clock goes, so that journals are written often
**   FAULTS_COUNT  a file that receives the number of calls */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static struct {
  pid_t self;
  long at, speed;
  atomic_long *calls; /* of all processes */
  const char *what;
} faults;

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? strtol(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void) {
  faults.self = getpid();
  faults.calls =
      mmap(NULL, sizeof *faults.calls, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (faults.calls == MAP_FAILED) abort();
  faults.at = number("FAULTS_AT");
  faults.speed = number("FAULTS_SPEED");
  faults.what = getenv("FAULTS_DO");
  if (!faults.what) faults.what = "";
}

__attribute__((destructor)) static void end(void) {
  const char *file = getenv("FAULTS_COUNT");
  FILE *out = file && getpid() == faults.self ? NEXT(fopen)(file, "w") : NULL;
  if (!out) return;
  fprintf(out, "%ld\n", atomic_load(faults.calls));
  NEXT(fclose)(out);
}

static void die(void) {
  kill(getpgrp() == faults.self ? 0 : faults.self, SIGKILL);
  for (;;) pause();
}

/* Whether calls of a kind may fail with what is asked for: reads do not run out of space. */
static int fails(int reads) {
  if (strcmp(faults.what, "eio") != 0 && (reads || strcmp(faults.what, "enospc") != 0)) return 0;
  errno = faults.what[1] == 'n' ? ENOSPC : EIO;
  return 1;
}

/* Counts a call: 1 when it is to be torn, -1 when it is to fail, with errno. */
static int hit(int reads) {
  long call = atomic_fetch_add(faults.calls, 1) + 1;
  if (faults.at == 0 || call < faults.at) return 0;
  if (fails(reads)) return -1;
  if (call > faults.at) return 0;
  if (strcmp(faults.what, "torn") == 0) return 1;
  if (strcmp(faults.what, "kill") == 0) die();
  return 0;
}

/* Whether a descriptor is of a file that may be written, not of a socket or a terminal. */
static int is_written(int fd) {
  int saved = errno;
  struct stat about;
  int flags = fd > 2 ? fcntl(fd, F_GETFL) : -1;
  int is = flags >= 0 && (flags & O_ACCMODE) != O_RDONLY && fstat(fd, &about) == 0 &&
           S_ISREG(about.st_mode);
  errno = saved;
  return is;
}

ssize_t write(int fd, const void *data, size_t size) {
  int how = is_written(fd) ? hit(0) : 0;
  if (how < 0) return -1;
  ssize_t n = NEXT(write)(fd, data, how ? size / 2 : size);
  if (how) die();
  return n;
}

#define PWRITE(name, type)                                                                         \
  ssize_t name(int fd, const void *data, size_t size, type at) {                                   \
    int how = hit(0);                                                                              \
    if (how < 0) return -1;                                                                        \
    ssize_t n = NEXT(name)(fd, data, how ? size / 2 : size, at);                                   \
    if (how) die();                                                                                \
    return n;                                                                                      \
  }

PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t) /* SQLite's */

#define READ(name, type)                                                                           \
  ssize_t name(int fd, void *data, size_t size, type at) {                                         \
    if (is_written(fd) && hit(1) < 0) return -1;                                                   \
    return NEXT(name)(fd, data, size, at);                                                         \
  }

READ(pread, off_t)
READ(pread64, off64_t)

size_t fread(void *data, size_t size, size_t n, FILE *file) {
  if (!is_written(fileno(file)) || hit(1) >= 0) return NEXT(fread)(data, size, n, file);
  file->_flags |= 0x20; /* glibc's mark of an error, which ferror() tells */
  return 0;
}

size_t fwrite(const void *data, size_t size, size_t n, FILE *file) {
  int how = is_written(fileno(file)) ? hit(0) : 0;
  if (how < 0) return 0;
  size_t done = NEXT(fwrite)(data, size, how ? n / 2 : n, file);
  if (how) {
    fflush(file);
    die();
  }
  return done;
}

/* Calls that are not torn: killed before, or after when that is asked. */
#define WHOLE(call)                                                                                \
  int how = hit(0);                                                                                \
  if (how < 0) return -1;                                                                          \
  int result = call;                                                                               \
  if (how) die();                                                                                  \
  return result

int fsync(int fd) { WHOLE(NEXT(fsync)(fd)); }
int fdatasync(int fd) { WHOLE(NEXT(fdatasync)(fd)); }
int syncfs(int fd) { WHOLE(NEXT(syncfs)(fd)); }
int ftruncate(int fd, off_t size) { WHOLE(NEXT(ftruncate)(fd, size)); }
int ftruncate64(int fd, off64_t size) { WHOLE(NEXT(ftruncate64)(fd, size)); }
int rename(const char *from, const char *to) { WHOLE(NEXT(rename)(from, to)); }
int remove(const char *path) { WHOLE(NEXT(remove)(path)); }
int unlink(const char *path) { WHOLE(NEXT(unlink)(path)); }

int fclose(FILE *file) {
  int how = is_written(fileno(file)) ? hit(0) : 0, result = NEXT(fclose)(file);
  if (how > 0) die();
  return how < 0 ? EOF : result;
}

FILE *fopen(const char *path, const char *mode) {
  int how = mode[0] == 'w' ? hit(0) : 0;
  if (how < 0) return NULL;
  FILE *file = NEXT(fopen)(path, mode);
  if (how) die();
  return file;
}

int clock_gettime(clockid_t id, struct timespec *now) {
  int code = NEXT(clock_gettime)(id, now);
  if (id != CLOCK_MONOTONIC || faults.speed <= 1) return code;
  unsigned long long t =
      (unsigned long long)now->tv_sec * 1000000000u + (unsigned long long)now->tv_nsec;
  t *= (unsigned long long)faults.speed;
  now->tv_sec = (time_t)(t / 1000000000u);
  now->tv_nsec = (long)(t % 1000000000u);
  return code;
}
