/* random_splitter.c -- gives the target of fuzz_splitter.c random texts, all it has to choose from in
** turn: fragments that are hard to split, in any order, the same ones each time. The argument is how
** often each choice is given a text; every 16th text is repeated until it is long. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* clang-format off */
static const char *const fragments[] = {
    "Mr. ", "the U.S. ", "He left. ", "Who? ", "Harbour Inc. ", "at 5 p.m. ", "No. 5 ",
    "J. R. Moss ", "\"Stop!\" ", "(It rained.) ", "\"", "\xE2\x80\x9CNo.\xE2\x80\x9D ",
    "\xE2\x80\x98", "... ", ". . . ", "\xE2\x80\xA6", "\n1. one", "\n- two",
    "OSLO, May 5 (AP) - ", "\n\n", "\n", "\r\n", "St. Louis ", "Yahoo! ", "a.b@c.org. ",
    "http://a.b/al. ", "end.Next ", "iPhone ", "12 men ", "Q. ", "z. B. ", "Hauptstr. 5 ",
    "3. Mai ", "\xD1\x82. \xD0\xB4. ", "\xE3\x80\x82", "\xEF\xBC\x9F\xE3\x80\x8D",
    "\xE0\xA5\xA4 ", "\xCD\xBE ", "! ", "?!", ")", "[2] ", ":) ", "\xF0\x9F\x98\x80 ", "\xC2\xA0",
    "\xE2\x80\xA8", "\f", "\t", "\xE2\x80\x8B", "\xCC\x81", "\xFF", "said ", "the ", "The ",
    "word", " ", ". ", ".", "--", "\xE2\x80\x94 ", "Thanks, ", "555-0101 ", "** ", "UP AND UP ",
    "a ",
};
/* clang-format on */

static uint32_t next_random(uint64_t *seed) {
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*seed >> 33);
}

int main(int argc, char **argv) {
  enum { TOKENS = 12, SPLITTERS = 10, MOST = 1200 };
  static uint8_t data[3 + MOST + 32];
  uint64_t seed = 1;
  unsigned runs = 0, rounds = argc > 1 ? (unsigned)atoi(argv[1]) : 16;
  for (unsigned round = 0; round < rounds; round++) {
    for (unsigned k = 0; k < TOKENS * SPLITTERS; k++, runs++) {
      size_t size = 3, most = 3 + next_random(&seed) % MOST;
      data[0] = (uint8_t)(k / SPLITTERS);
      data[1] = (uint8_t)(k % SPLITTERS);
      data[2] = (uint8_t)(next_random(&seed) % 128 + (next_random(&seed) % 16 == 0 ? 128 : 0));
      while (size < most) {
        const char *part = fragments[next_random(&seed) % (sizeof fragments / sizeof *fragments)];
        memcpy(data + size, part, strlen(part));
        size += strlen(part);
      }
      LLVMFuzzerTestOneInput(data, size);
    }
  }
  printf("%u texts\n", runs);
  return 0;
}
