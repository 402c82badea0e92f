/* test_hash.c -- the vectors of docs/hash.md, and the two ways to multiply. */
#include <inttypes.h>
#include <stdio.h>

#include "hash.h"
#include "support.h"

/* The same header once more, as a machine without 128-bit integers compiles it. */
#undef __SIZEOF_INT128__
#undef GLOSS_CORE_HASH_H
#define gloss__hash_fold portable_fold
#define gloss__hash_read4 portable_read4
#define gloss__hash_read8 portable_read8
#define gloss__hash_tail portable_tail
#define gloss__hash portable_hash
#include "hash.h"
#undef gloss__hash

/* Copies a table cell `...`, its \u{...} as UTF-8, and gives the place after it. */
static const char *cell(const char *p, char *out) {
  p = strchr(p, '`') + 1;
  while (*p != '`') {
    unsigned c;
    int length = 0;
    if (sscanf(p, "\\u{%x}%n", &c, &length) != 1 || length == 0) {
      *out++ = *p++;
      continue;
    }
    p += length;
    out += put_utf8(c, out);
  }
  *out = '\0';
  return p + 1;
}

static void vectors(void **state) {
  (void)state;
  size_t size, rows = 0;
  char *page = read_source("docs/hash.md", &size);
  for (const char *line = page; (line = strstr(line, "\n| `")) != NULL; rows++) {
    char text[200], folded[200], hash[200], got[200];
    line = cell(cell(cell(line + 2, text), folded), hash);
    assert_status(gloss_fold(str(text), got, sizeof got, &size), GLOSS_OK);
    assert_str((gloss_str){got, size}, folded);
    snprintf(got, sizeof got, "%016" PRIx64, gloss_hash(str(folded)));
    assert_string_equal(got, hash);
    snprintf(got, sizeof got, "%016" PRIx64, portable_hash(folded, strlen(folded)));
    assert_string_equal(got, hash);
  }
  assert_int_equal(rows, 20);
  assert_int_equal(GLOSS_HASH_VERSION, 2);
  free(page);
}

static void portable_product(void **state) {
  (void)state;
  uint64_t seed = 3, text[8];
  for (int i = 0; i < 10000; i++) {
    for (size_t k = 0; k < 8; k++)
      text[k] = (uint64_t)next_random(&seed) << 32 | next_random(&seed);
    size_t size = next_random(&seed) % (sizeof text + 1);
    assert_true(gloss_hash((gloss_str){(char *)text, size}) == portable_hash((char *)text, size));
  }
  assert_true(portable_fold(UINT64_MAX, UINT64_MAX) == (UINT64_MAX ^ 0));
}

/* Sizes, positions and padding all count; the text may lie at any address. */
static void every_byte_counts(void **state) {
  (void)state;
  char text[41] = {0}, moved[48];
  for (size_t size = 0; size <= 40; size++) {
    uint64_t plain = gloss_hash((gloss_str){text, size});
    for (size_t i = 0; i < size; i++) {
      text[i] = 1;
      assert_true(gloss_hash((gloss_str){text, size}) != plain);
      memcpy(moved + i % 8, text, size);
      assert_true(gloss_hash((gloss_str){text, size}) ==
                  gloss_hash((gloss_str){moved + i % 8, size}));
      text[i] = 0;
    }
    if (size) assert_true(plain != gloss_hash((gloss_str){text, size - 1}));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(vectors), cmocka_unit_test(portable_product),
                                     cmocka_unit_test(every_byte_counts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
