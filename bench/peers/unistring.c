/* unistring.c -- libunistring's word breaks (UAX #29). */
#include <unistr.h>
#include <uniwbrk.h>

#include "peer.h"

static char *text, *breaks;
static size_t size;

static void words(void) { u8_wordbreaks((const uint8_t *)text, size, breaks); }

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  text = read_text(argv[1], &size);
  breaks = malloc(size);
  if (!breaks) return 1;
  report("libunistring words", size, words);
  return 0;
}
