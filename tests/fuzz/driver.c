/* driver.c -- replays corpora without libFuzzer: every file named, and every file of a directory
** named, goes to the fuzz target once, in order of name; the empty input goes first. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Gives one file to the target; returns 0 when it cannot be read. */
static int replay_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return 0;
  size_t room = 4096, size = 0, n;
  uint8_t *data = malloc(room);
  while (data && (n = fread(data + size, 1, room - size, file)) > 0) {
    size += n;
    if (size < room) continue;
    uint8_t *more = realloc(data, room *= 2);
    if (!more) free(data);
    data = more;
  }
  int ok = data && !ferror(file);
  fclose(file);
  if (ok) {
    uint8_t *exact = malloc(size ? size : 1); /* so that a sanitizer sees reads past the end */
    if (!exact) abort();
    memcpy(exact, data, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
  }
  free(data);
  return ok;
}

static int not_hidden(const struct dirent *entry) { return entry->d_name[0] != '.'; }

/* Replays a file, or the files of a directory; returns how many, -1 when one cannot be read. */
static int replay(const char *path) {
  struct dirent **entries;
  int n = scandir(path, &entries, not_hidden, alphasort), failed = 0;
  if (n < 0) return replay_file(path) ? 1 : -1;
  for (int i = 0; i < n; i++) {
    size_t room = strlen(path) + strlen(entries[i]->d_name) + 2;
    char *name = malloc(room);
    if (!name) abort();
    snprintf(name, room, "%s/%s", path, entries[i]->d_name);
    if (!replay_file(name)) {
      fprintf(stderr, "cannot read %s\n", name);
      failed = 1;
    }
    free(name);
    free(entries[i]);
  }
  free(entries);
  return failed ? -1 : n;
}

int main(int argc, char **argv) {
  int total = 0;
  LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
  for (int i = 1; i < argc; i++) {
    int n = replay(argv[i]);
    if (n <= 0) {
      fprintf(stderr, "nothing to replay in %s\n", argv[i]);
      return 1;
    }
    total += n;
  }
  printf("%d inputs replayed\n", total);
  return 0;
}
