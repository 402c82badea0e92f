/* runnerio.c -- whole reads and writes, the clock, the check sum of frames. */
#include <errno.h>
#include <time.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "runner.h"

uint32_t run_check(const run_frame *frame, const void *bytes) {
  const char *head = (const char *)frame + sizeof frame->check;
  uint64_t sum = XXH3_64bits(head, sizeof *frame - sizeof frame->check);
  return (uint32_t)XXH3_64bits_withSeed(bytes, frame->size, sum);
}

uint64_t run_sum(const void *bytes, size_t size) { return XXH3_64bits(bytes, size); }

uint64_t run_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int run_read(int fd, void *data, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t n = read(fd, (char *)data + done, size - done);
    if (n == 0) return -1;
    if (n > 0) done += (size_t)n;
    if (n < 0 && errno != EINTR) return errno;
  }
  return 0;
}

int run_write(int fd, const void *data, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t n = write(fd, (const char *)data + done, size - done);
    if (n < 0) return errno;
    done += (size_t)n;
  }
  return 0;
}
