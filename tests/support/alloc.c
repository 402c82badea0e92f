/* alloc.c -- the failing allocator. Every block carries its size in front. */
#include "support.h"

#define FRONT 16 /* keeps malloc's alignment */

static void release(test_alloc *a, char *block, size_t osize) {
  size_t size;
  memcpy(&size, block - FRONT, sizeof size);
  assert_int_equal(size, osize);
  a->live--;
  a->bytes -= size;
  free(block - FRONT);
}

static void *test_fn(void *ud, void *ptr, size_t osize, size_t nsize) {
  test_alloc *a = ud;
  if (nsize == 0) {
    if (ptr) release(a, ptr, osize);
    return NULL;
  }
  a->calls++;
  if (a->fail_at && (a->calls == a->fail_at || (a->for_good && a->calls > a->fail_at))) {
    a->failures++;
    return NULL;
  }
  char *block = malloc(nsize + FRONT);
  if (!block) return NULL;
  memcpy(block, &nsize, sizeof nsize);
  memset(block + FRONT, 0xA5, nsize);
  a->live++;
  a->bytes += nsize;
  if (ptr) {
    memcpy(block + FRONT, ptr, osize < nsize ? osize : nsize);
    release(a, ptr, osize);
  }
  return block + FRONT;
}

void test_alloc_init(test_alloc *a, size_t fail_at, int for_good) {
  *a = (test_alloc){.alloc = {test_fn, a}, .fail_at = fail_at, .for_good = for_good};
}

void test_each_failure(test_scenario scenario) {
  for (int for_good = 0; for_good < 2; for_good++) {
    test_alloc a;
    size_t fail_at = 0;
    do {
      test_alloc_init(&a, ++fail_at, for_good);
      gloss_status status = scenario(&a.alloc);
      assert_int_equal(a.live, 0);
      if (status != GLOSS_OK || a.failures == 0) {
        assert_status(status, a.failures ? GLOSS_ENOMEM : GLOSS_OK);
      }
    } while (a.failures);
  }
}
