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
      cmocka_unit_test(test_out_of_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
