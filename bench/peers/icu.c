/* icu.c -- ICU's word and sentence break iterators (UAX #29), over UTF-8 through UText. */
#include <unicode/ubrk.h>

#include "peer.h"

static char *text;
static size_t size;
static volatile long count;

static void run(UBreakIteratorType type) {
  UErrorCode status = U_ZERO_ERROR;
  UText input = UTEXT_INITIALIZER;
  utext_openUTF8(&input, text, (int64_t)size, &status);
  UBreakIterator *breaks = ubrk_open(type, "en", NULL, 0, &status);
  ubrk_setUText(breaks, &input, &status);
  if (U_FAILURE(status)) exit(1);
  while (ubrk_next(breaks) != UBRK_DONE) count++;
  ubrk_close(breaks);
  utext_close(&input);
}

static void words(void) { run(UBRK_WORD); }
static void both(void) {
  run(UBRK_WORD);
  run(UBRK_SENTENCE);
}

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  text = read_text(argv[1], &size);
  report("ICU words", size, words);
  report("ICU words and sentences", size, both);
  return 0;
}
