/* test_keys.c -- keys are numbered as by a linear search, whatever the batches. */
#include "keys.h"
#include "mem.h"
#include "support.h"

enum { KEYS = 3000, WIDTH = 3 };

static void by_definition(void **state) {
  (void)state;
  static uint32_t known[KEYS][WIDTH];
  uint32_t n_known = 0;
  uint64_t seed = 3;
  gloss__keys keys = {.alloc = gloss__alloc_or_default(NULL), .width = WIDTH};
  assert_int_equal(gloss__keys_find(&keys, known[0]), GLOSS_NONE);
  assert_status(gloss__keys_add(&keys, NULL, 0, NULL), GLOSS_OK);
  for (uint32_t added = 0; added < KEYS;) {
    uint32_t batch[GLOSS__KEYS_BATCH][WIDTH], out[GLOSS__KEYS_BATCH];
    uint32_t n = 1 + next_random(&seed) % GLOSS__KEYS_BATCH;
    for (uint32_t i = 0; i < n; i++) {
      for (uint32_t k = 0; k < WIDTH; k++) batch[i][k] = next_random(&seed) % 12;
    }
    assert_status(gloss__keys_add(&keys, &batch[0][0], n, out), GLOSS_OK);
    for (uint32_t i = 0; i < n; i++) {
      uint32_t at = 0;
      while (at < n_known && memcmp(known[at], batch[i], sizeof batch[i]) != 0) at++;
      if (at == n_known) memcpy(known[n_known++], batch[i], sizeof batch[i]);
      assert_int_equal(out[i], at);
      assert_int_equal(gloss__keys_find(&keys, batch[i]), at);
    }
    assert_int_equal(keys.count, n_known);
    added += n;
  }
  assert_int_equal(gloss__keys_find(&keys, (uint32_t[]){1, 2, 99}), GLOSS_NONE);
  gloss__keys_free(&keys);
}

/* A batch that finds no memory leaves the table as it was. */
static gloss_status fill(const gloss_alloc *alloc) {
  gloss__keys keys = {.alloc = alloc, .width = 1};
  gloss_status status = GLOSS_OK;
  for (uint32_t i = 0; i < 600 && status == GLOSS_OK; i += 50) {
    uint32_t batch[50], out[50];
    for (uint32_t k = 0; k < 50; k++) batch[k] = i + k;
    status = gloss__keys_add(&keys, batch, 50, out);
    assert_int_equal(keys.count, status ? i : i + 50);
    for (uint32_t k = 0; k < i + 50; k++) {
      assert_int_equal(gloss__keys_find(&keys, &k), k < keys.count ? k : GLOSS_NONE);
    }
  }
  gloss__keys_free(&keys);
  return status;
}

static void without_memory(void **state) {
  (void)state;
  test_each_failure(fill);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(by_definition),
                                     cmocka_unit_test(without_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
