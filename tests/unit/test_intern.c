/* test_intern.c -- the symbol table. */
#include <stdio.h>

#include "intern.h"
#include "mem.h"
#include "support.h"

static gloss_status fill(const gloss_alloc *alloc) {
  gloss__symbols *symbols;
  gloss_status status = gloss__symbols_new(&symbols, alloc);
  if (status) return status;
  char text[64];
  uint32_t symbol;
  static char big[40000];
  memset(big, 'x', sizeof big);
  for (uint32_t i = 0; i < 3000; i++) {
    gloss_str s = {text, (size_t)snprintf(text, sizeof text, "symbol %u", i)};
    if (i % 100 == 99) s = (gloss_str){big, sizeof big - i};
    uint32_t count = gloss__symbols_count(symbols);
    status = gloss__symbols_intern(symbols, s, &symbol);
    if (status) {
      assert_int_equal(symbol, 0);
      assert_int_equal(gloss__symbols_count(symbols), count);
      assert_int_equal(gloss__symbols_find(symbols, s), GLOSS_NONE);
      break;
    }
    assert_int_equal(symbol, i + 1);
  }
  for (uint32_t i = 0; i < gloss__symbols_count(symbols); i++) {
    if (i % 100 == 99) continue;
    snprintf(text, sizeof text, "symbol %u", i);
    assert_str(gloss__symbols_string(symbols, i + 1), text);
    assert_int_equal(gloss__symbols_find(symbols, str(text)), i + 1);
    assert_status(gloss__symbols_intern(symbols, str(text), &symbol), GLOSS_OK);
    assert_int_equal(symbol, i + 1);
  }
  gloss__symbols_unref(symbols);
  return status;
}

static void numbers_in_order(void **state) {
  (void)state;
  test_each_failure(fill);
}

static void edges(void **state) {
  (void)state;
  gloss__symbols *symbols;
  uint32_t a, b;
  assert_status(gloss__symbols_new(&symbols, gloss__alloc_or_default(NULL)), GLOSS_OK);
  assert_status(gloss__symbols_intern(symbols, str(""), &a), GLOSS_OK);
  assert_int_equal(a, 0);
  assert_status(gloss__symbols_intern(symbols, (gloss_str){"a\0b", 3}, &a), GLOSS_OK);
  assert_status(gloss__symbols_intern(symbols, (gloss_str){"a\0c", 3}, &b), GLOSS_OK);
  assert_int_not_equal(a, b);
  assert_int_equal(gloss__symbols_string(symbols, a).size, 3);
  assert_str(gloss__symbols_string(symbols, 0), "");
  assert_str(gloss__symbols_string(symbols, 3), "");
  assert_str(gloss__symbols_string(symbols, UINT32_MAX), "");
  assert_int_equal(gloss__symbols_find(symbols, str("")), 0);
  gloss__symbols_ref(symbols);
  gloss__symbols_unref(symbols);
  assert_int_equal(gloss__symbols_count(symbols), 2);
  gloss__symbols_unref(symbols);
  gloss__symbols_unref(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_in_order), cmocka_unit_test(edges)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
