/* hyperscan.c -- Hyperscan's literal matcher on the job of bench/gazetteer.lua: TEXT MARKS LIST CASE
** -> a line of name, MB/s, matches, their sum, seconds to build. */
#include <hs/hs.h>
#include <stdint.h>
#include <string.h>

#include "peer.h"

typedef struct found {
  uint32_t start, end;
} found;

static const char *marks;
static size_t *lengths;
static found *all;
static size_t n_all, room;

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags,
                    void *context) {
  (void)from;
  (void)flags;
  (void)context;
  size_t start = (size_t)to - lengths[id];
  if (!(marks[start] & 1) || !(marks[to] & 2)) return 0;
  if (n_all == room) {
    room = room ? room * 2 : 1 << 20;
    all = realloc(all, room * sizeof *all);
    if (!all) exit(1);
  }
  all[n_all++] = (found){(uint32_t)start, (uint32_t)to};
  return 0;
}

static int by_start(const void *x, const void *y) {
  const found *a = x, *b = y;
  if (a->start != b->start) return a->start < b->start ? -1 : 1;
  return a->end > b->end ? -1 : a->end < b->end;
}

/* Gives the number of leftmost-longest matches and adds them up in *sum. */
static size_t choose(uint64_t *sum) {
  size_t count = 0;
  uint32_t next = 0;
  qsort(all, n_all, sizeof *all, by_start);
  *sum = 0;
  for (size_t i = 0; i < n_all; i++) {
    if (all[i].start < next) continue;
    next = all[i].end;
    *sum += (uint64_t)all[i].start * 31 + all[i].end;
    count++;
  }
  return count;
}

/* Compiles the lines of a list. */
static hs_database_t *compile(char *list, size_t size, unsigned flag) {
  size_t n = 0;
  for (size_t i = 0; i < size; i++) n += list[i] == '\n';
  const char **lines = malloc(n * sizeof *lines);
  unsigned *flags = malloc(n * sizeof *flags), *ids = malloc(n * sizeof *ids);
  lengths = malloc(n * sizeof *lengths);
  if (!lines || !flags || !ids || !lengths) exit(1);
  n = 0;
  for (char *line = list, *end; (end = memchr(line, '\n', size - (size_t)(line - list)));
       line = end + 1) {
    if (end == line) continue;
    lines[n] = line;
    lengths[n] = (size_t)(end - line);
    flags[n] = flag;
    ids[n] = (unsigned)n;
    n++;
  }
  hs_database_t *database;
  hs_compile_error_t *error;
  if (hs_compile_lit_multi(lines, flags, ids, lengths, (unsigned)n, HS_MODE_BLOCK, NULL, &database,
                           &error)) {
    fprintf(stderr, "hyperscan: %s\n", error->message);
    exit(1);
  }
  return database;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  size_t size, n_marks, n_list;
  char *text = read_text(argv[1], &size), *list = read_text(argv[3], &n_list);
  marks = read_text(argv[2], &n_marks);
  double from = seconds(), best = 1e9;
  hs_database_t *database =
      compile(list, n_list, strcmp(argv[4], "folded") == 0 ? HS_FLAG_CASELESS : 0);
  double build = seconds() - from;
  hs_scratch_t *scratch = NULL;
  if (hs_alloc_scratch(database, &scratch)) return 1;
  uint64_t sum = 0;
  size_t count = 0;
  for (int round = 0; round < 3; round++) {
    from = seconds();
    n_all = 0;
    if (hs_scan(database, text, (unsigned)size, 0, scratch, on_match, NULL)) return 1;
    count = choose(&sum);
    double time = seconds() - from;
    if (time < best) best = time;
  }
  printf("Hyperscan\t%.1f\t%zu\t%llu\t%.2f\n", (double)size / best / 1e6, count,
         (unsigned long long)(sum % 1000000007u), build);
  return 0;
}
