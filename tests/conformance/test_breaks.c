/* test_breaks.c -- the boundaries of UAX #29 on Unicode's own tests, all of them. A line is
** "÷ 0061 × 0308 ÷ # comment": code points, and before, between and after them ÷ where there is a
** boundary, × where there is none. Exits with 77, which ctest reports as skipped, without the data. */
#include "support.h"

#include <stdio.h>

#define FOLDER "/usr/share/unicode/auxiliary/"

/* Reads the text of a line and its boundaries but the first, and gives their number; 0 for a line
** without a test. */
static size_t parse(const char *line, char *text, size_t *size, size_t *ends) {
  size_t n = 0;
  *size = 0;
  while (*line != '\0' && *line != '#' && *line != '\n') {
    if (strncmp(line, "\xC3\xB7", 2) == 0) { /* ÷ */
      if (*size > 0) ends[n++] = *size;
      line += 2;
    } else if (strncmp(line, "\xC3\x97", 2) == 0) { /* × */
      line += 2;
    } else if (*line == ' ' || *line == '\t') {
      line++;
    } else {
      char *after;
      *size += put_utf8((uint32_t)strtoul(line, &after, 16), text + *size);
      if (after == line) return 0;
      line = after;
    }
  }
  return n;
}

/* Whether a text is cut at the boundaries given. */
static int cut_right(gloss_str text, gloss_boundary kind, const size_t *ends, size_t n) {
  size_t at = 0;
  for (size_t i = 0; i < n; i++) {
    at = gloss_segment_end(text, kind, at);
    if (at != ends[i]) return 0;
  }
  return at == text.size;
}

/* Runs the tests of a file, prints how many pass, and tells whether all `count` did. */
static int run_file(const char *name, gloss_boundary kind, unsigned count) {
  char path[128], line[4096], text[1024];
  size_t size, ends[1024];
  unsigned passed = 0, tests = 0;
  snprintf(path, sizeof path, FOLDER "%s.txt", name);
  FILE *file = fopen(path, "r");
  if (!file) {
    printf("%s: no %s\n", name, path);
    return 0;
  }
  while (fgets(line, sizeof line, file)) {
    size_t n = parse(line, text, &size, ends);
    if (n == 0) continue;
    tests++;
    if (cut_right((gloss_str){text, size}, kind, ends, n)) {
      passed++;
    } else {
      printf("%s failed: %s", name, line);
    }
  }
  fclose(file);
  printf("%s %u/%u\n", name, passed, tests);
  return passed == tests && tests == count;
}

int main(void) {
  FILE *file = fopen(FOLDER "WordBreakTest.txt", "r");
  if (!file) {
    printf("skipped: no " FOLDER " (Debian package unicode-data)\n");
    return 77;
  }
  fclose(file);
  int ok = run_file("WordBreakTest", GLOSS_WORDS, 1823);
  ok &= run_file("GraphemeBreakTest", GLOSS_GRAPHEMES, 602);
  ok &= run_file("SentenceBreakTest", GLOSS_SENTENCES, 502);
  return ok ? 0 : 1;
}
