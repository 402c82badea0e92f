/* test_endings.c -- the search for three-letter endings: all kernels alike, and none is missed. */
#include "endings.h"
#include "kernel.h"
#include "support.h"

enum { ROOM = 320 };

static const char *const words[] = {"cannot", "gonna", "dont", "im", "c'mon", "alot"};

static gloss__endings endings_of(void) {
  gloss__endings e = {.count = 0};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) gloss__endings_add(&e, str(words[i]));
  return e;
}

/* Checks what each kernel leaves of the bits of all bytes of a text, with none before it or two. */
static void check(const gloss__endings *e, const char *text, size_t size, int before,
                  uint64_t *expected) {
  uint64_t got[ROOM / 64 + 1];
  const gloss__kernel *kernel;
  for (size_t k = 0; (kernel = gloss__kernel_at(k)) != NULL; k++) {
    uint64_t *bits = k == 0 ? expected : got;
    memset(bits, 0, sizeof got);
    for (size_t i = 0; i < size; i++) bits[i / 64] |= UINT64_C(1) << i % 64;
    kernel->find_endings(e, text, size, before, bits);
    for (size_t i = 0; i < size; i++)
      assert_int_equal(bits[i / 64] >> i % 64 & 1, expected[i / 64] >> i % 64 & 1);
  }
}

static void none_is_missed(void **state) {
  (void)state;
  gloss__endings e = endings_of();
  char text[ROOM];
  uint64_t bits[ROOM / 64 + 1];
  for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
    for (size_t at = 0; at + 8 < 200; at++) {
      size_t size = strlen(words[w]), last = at + size - 1;
      memset(text, '.', sizeof text);
      memcpy(text + at, words[w], size);
      text[at] &= (char)(at % 2 ? ~32 : ~0); /* a capital every other time */
      check(&e, text, last + 1 + at % 70, 0, bits);
      assert_int_equal(bits[last / 64] >> last % 64 & 1, 1);
      if (at < 2) continue;
      check(&e, text + 2, last - 1 + at % 70, 1, bits);
      assert_int_equal(bits[(last - 2) / 64] >> (last - 2) % 64 & 1, 1);
    }
  }
}

static void others_are_rejected(void **state) {
  (void)state;
  gloss__endings e = endings_of();
  uint64_t bits[ROOM / 64 + 1];
  const char *text = "the quick brown fox jumps over a lazy dog, 1234567890";
  check(&e, text, strlen(text), 0, bits);
  assert_int_equal(bits[0], 0);
}

static void kernels_agree(void **state) {
  (void)state;
  gloss__endings e = endings_of();
  char text[ROOM];
  uint64_t seed = 11, bits[ROOM / 64 + 1];
  for (unsigned round = 0; round < 3000; round++) {
    size_t size = next_random(&seed) % 300;
    for (size_t i = 0; i < size + 2; i++) {
      static const char letters[] = "nNoOtTaAmMeEiI' \xC3\xA9";
      text[i] = letters[next_random(&seed) % (sizeof letters - 1)];
    }
    check(&e, text + 2, size, 1, bits);
    check(&e, text + 2, size, 0, bits);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(none_is_missed),
                                     cmocka_unit_test(others_are_rejected),
                                     cmocka_unit_test(kernels_agree)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
