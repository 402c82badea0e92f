/* blingfire.c -- BlingFire's words and sentences, written to a buffer as it gives them. It is
** fastest on pieces of about 4 KB, so it gets those, cut at line ends. */
#include <string.h>

#include "peer.h"

int TextToWords(const char *text, int size, char *out, int room);
int TextToSentences(const char *text, int size, char *out, int room);

enum { PIECE = 4096 };

static char *text, *out;
static size_t size;

static void run(int (*split)(const char *text, int size, char *out, int room)) {
  for (size_t from = 0, end; from < size; from = end) {
    const char *line =
        size - from > PIECE ? memchr(text + from + PIECE, '\n', size - from - PIECE) : NULL;
    end = line ? (size_t)(line - text) + 1 : size;
    if (split(text + from, (int)(end - from), out, (int)(end - from) * 2) <= 0) exit(1);
  }
}

static void words(void) { run(TextToWords); }
static void sentences(void) { run(TextToSentences); }

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  text = read_text(argv[1], &size);
  if (size > (size_t)1 << 28 || !(out = malloc(size * 2))) return 1;
  report("BlingFire words", size, words);
  report("BlingFire sentences", size, sentences);
  return 0;
}
