/* test_strings.c -- the numbered set of strings. */
#include "strings.h"

#include <stdio.h>

#include "support.h"

static void test_numbers(void **state) {
  (void)state;
  const gloss_alloc *alloc = gloss__alloc_or_default(NULL);
  gloss__strings set = {0};
  uint32_t number;
  char text[16];
  for (uint32_t i = 0; i < 8; i++) {
    snprintf(text, sizeof text, "one%u", i);
    assert_status(gloss__strings_add(&set, alloc, str(text), 7, &number), GLOSS_OK);
    assert_int_equal(number, i);
  }
  assert_status(gloss__strings_add(&set, alloc, str("ninth"), 7, &number), GLOSS_EARG);
  assert_status(gloss__strings_add(&set, alloc, str("one3"), 7, &number), GLOSS_OK);
  assert_int_equal(number, 3);
  for (uint32_t i = 0; i < 1000; i++) {
    snprintf(text, sizeof text, "two%u", i);
    assert_status(gloss__strings_add(&set, alloc, str(text), i + 100, &number), GLOSS_OK);
  }
  gloss__strings_cut(&set, 5);
  assert_int_equal(set.count, 5);
  assert_status(gloss__strings_add(&set, alloc, str("ninth"), 7, &number), GLOSS_OK);
  assert_int_equal(number, 5);
  assert_status(gloss__strings_add(&set, alloc, str("two9"), 109, &number), GLOSS_OK);
  assert_int_equal(number, 6);
  assert_str(gloss__strings_get(&set, 4), "one4");
  gloss__strings_free(&set, alloc);
}

/* Hashes whose homes under the first salts are one: all get other homes, and a search stays short. */
static void test_one_home(void **state) {
  (void)state;
  const gloss_alloc *alloc = gloss__alloc_or_default(NULL);
  gloss__strings set = {.table_size = 1 << 16};
  uint32_t number, added = 0;
  char text[16];
  uint64_t *hashes = malloc(2000 * sizeof *hashes), seed = 1;
  assert_non_null(hashes);
  for (uint64_t h = 0; added < 2000; h++)
    if (gloss__strings_home(&set, h) < 4) hashes[added++] = h;
  set.table_size = 0;
  for (uint32_t i = 0; i < 2000; i++) {
    snprintf(text, sizeof text, "s%u", i);
    assert_status(gloss__strings_add(&set, alloc, str(text), hashes[i], &number), GLOSS_OK);
    assert_int_equal(number, i);
    assert_true(set.reach <= GLOSS__STRINGS_REACH);
  }
  assert_true(set.salt > 0);
  for (uint32_t i = 0; i < 30000; i++) {
    snprintf(text, sizeof text, "t%u", i);
    uint64_t hash = (uint64_t)next_random(&seed) << 32 | next_random(&seed);
    assert_status(gloss__strings_add(&set, alloc, str(text), hash, &number), GLOSS_OK);
  }
  for (uint32_t i = 0; i < 2000; i++) {
    snprintf(text, sizeof text, "s%u", i);
    assert_int_equal(gloss__strings_find(&set, str(text), hashes[i]), i);
  }
  gloss__strings_free(&set, alloc);
  free(hashes);
}

/* Where no salt helps, strings are refused, and those that there are stay found. */
static void test_no_home(void **state) {
  (void)state;
  const gloss_alloc *alloc = gloss__alloc_or_default(NULL);
  gloss__strings set = {.tried = GLOSS__STRINGS_SALTS, .table_size = 1 << 10};
  uint32_t number, n = 0, last = 0;
  char text[16];
  uint64_t hash = 0;
  uint64_t hashes[400];
  for (; n < 400; hash++)
    if (gloss__strings_home(&set, hash) == 5) hashes[n++] = hash;
  set.table_size = 0;
  for (n = 0; n < 400; n++) {
    snprintf(text, sizeof text, "s%u", n);
    gloss_status status = gloss__strings_add(&set, alloc, str(text), hashes[n], &number);
    assert_true(status == GLOSS_OK || status == GLOSS_EARG);
    if (status == GLOSS_OK) last = n;
    assert_int_equal(set.count, last + 1);
  }
  assert_int_equal(last, GLOSS__STRINGS_REACH - 1);
  for (n = 0; n < 400; n++) {
    snprintf(text, sizeof text, "s%u", n);
    assert_int_equal(gloss__strings_find(&set, str(text), hashes[n]), n <= last ? n : GLOSS_NONE);
  }
  gloss__strings_free(&set, alloc);
}

static gloss_status scenario(const gloss_alloc *alloc) {
  gloss__strings set = {0};
  gloss_status status = GLOSS_OK;
  char text[16];
  for (uint32_t i = 0; i < 100 && status == GLOSS_OK; i++) {
    uint32_t number, before = set.count;
    snprintf(text, sizeof text, "s%u", i);
    status = gloss__strings_add(&set, alloc, str(text), gloss_hash(str(text)), &number);
    assert_int_equal(set.count, before + (status == GLOSS_OK));
  }
  for (uint32_t i = 0; i < set.count; i++) {
    snprintf(text, sizeof text, "s%u", i);
    assert_str(gloss__strings_get(&set, i), text);
  }
  gloss__strings_free(&set, alloc);
  return status;
}

static void test_out_of_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_one_home),
      cmocka_unit_test(test_no_home),
      cmocka_unit_test(test_out_of_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
