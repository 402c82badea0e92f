/* test_utf8.c -- well-formedness, decoding, repair, classes, and positions in three units. */
#include "mem.h"
#include "support.h"
#include "utf8.h"

static void every_code_point(void **state) {
  (void)state;
  for (uint32_t c = 0; c <= 0x110000; c++) {
    char text[4];
    uint32_t length = put_utf8(c, text), got;
    int good = c < 0x110000 && (c < 0xD800 || c > 0xDFFF);
    gloss_status status = gloss_utf8_check((gloss_str){text, length}, NULL);
    if ((status == GLOSS_OK) != good) fail_msg("U+%X is %s", c, gloss_status_name(status));
    if (!good) continue;
    if (gloss__utf8_decode(text, &got) != c || got != length) fail_msg("U+%X decodes wrongly", c);
  }
}

/* Of all two- and three-byte sequences, those are well-formed that encode what they decode to. */
static void every_short_sequence(void **state) {
  (void)state;
  for (uint32_t bits = 0x800000; bits < 0x1000000; bits++) {
    char text[3] = {(char)(bits >> 16), (char)(bits >> 8), (char)bits}, back[4];
    uint32_t lead = bits >> 16, second = bits >> 8 & 0xFF, third = bits & 0xFF;
    int good = 0;
    if (lead >= 0xC0 && lead < 0xE0 && third < 0x80) {
      good =
          put_utf8((lead & 0x1F) << 6 | (second & 0x3F), back) == 2 && memcmp(back, text, 2) == 0;
    } else if (lead >= 0xE0 && lead < 0xF0) {
      uint32_t c = (lead & 0xF) << 12 | (second & 0x3F) << 6 | (third & 0x3F);
      good = (c < 0xD800 || c > 0xDFFF) && put_utf8(c, back) == 3 && memcmp(back, text, 3) == 0;
    }
    if ((gloss_utf8_check((gloss_str){text, 3}, NULL) == GLOSS_OK) != good) {
      fail_msg("%06X taken wrongly", bits);
    }
  }
}

static void where_it_is_bad(void **state) {
  (void)state;
  char text[100];
  for (size_t at = 0; at < sizeof text; at++) {
    size_t bad = 0;
    memset(text, 'a', sizeof text);
    text[at] = (char)0xE2;
    assert_status(gloss_utf8_check((gloss_str){text, sizeof text}, &bad), GLOSS_EUTF8);
    assert_int_equal(bad, at);
    assert_false(gloss__utf8_ascii((gloss_str){text, sizeof text}));
    assert_true(gloss__utf8_ascii((gloss_str){text, at}));
  }
  assert_status(gloss_utf8_check((gloss_str){NULL, 0}, NULL), GLOSS_OK);
  assert_status(gloss_utf8_check((gloss_str){"\0a\0", 3}, NULL), GLOSS_OK);
  assert_status(gloss_utf8_check(str("\xF0\x90\x8D"), NULL), GLOSS_EUTF8);
}

static void assert_repaired(const char *text, size_t size, const char *expected) {
  char out[64];
  size_t got = gloss__utf8_repair((gloss_str){text, size}, out);
  assert_int_equal(gloss__utf8_repair((gloss_str){text, size}, NULL), got);
  assert_str((gloss_str){out, got}, expected);
}

#define BAD "\xEF\xBF\xBD"

/* source: Unicode 15, section 3.9, tables 3-8 to 3-11 */
static void repair(void **state) {
  (void)state;
  assert_repaired("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", 9, BAD BAD BAD BAD BAD BAD BAD BAD "A");
  assert_repaired("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", 9, BAD BAD BAD BAD BAD BAD BAD BAD "A");
  assert_repaired("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", 9, BAD BAD BAD BAD BAD "A" BAD BAD "B");
  assert_repaired("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", 9, BAD BAD BAD BAD "A");
  assert_repaired("caf\xC3\xA9", 5, "caf\xC3\xA9");
  assert_repaired("", 0, "");
}

static void classes(void **state) {
  (void)state;
  static const struct {
    uint32_t c;
    unsigned class, script;
  } cases[] = {{'a', GLOSS__LETTER | GLOSS__LOWERCASE, 1},
               {'Z', GLOSS__LETTER | GLOSS__UPPER, 1},
               {0x1C5, GLOSS__LETTER | GLOSS__UPPER, 1},
               {0xE9, GLOSS__LETTER | GLOSS__LOWERCASE, 1},
               {0x3A9, GLOSS__LETTER | GLOSS__UPPER, 2},
               {0x436, GLOSS__LETTER | GLOSS__LOWERCASE, 3},
               {0x4E2D, GLOSS__LETTER, 4},
               {0x3042, GLOSS__LETTER, 5},
               {0x30A2, GLOSS__LETTER, 5},
               {0xD55C, GLOSS__LETTER, 6},
               {0x628, GLOSS__LETTER, 7},
               {0x5D0, GLOSS__LETTER, 8},
               {0x915, GLOSS__LETTER, 9},
               {0xE01, GLOSS__LETTER, 10},
               {0x10D0, GLOSS__LETTER | GLOSS__LOWERCASE, 15},
               {0x2167, GLOSS__LETTER, 1},
               {'7', GLOSS__DIGIT, 0},
               {0x663, GLOSS__DIGIT, 0},
               {0x301, GLOSS__MARK, 0},
               {' ', GLOSS__SPACE_CHAR, 0},
               {'\t', GLOSS__SPACE_CHAR, 0},
               {0x85, GLOSS__SPACE_CHAR, 0},
               {0xA0, GLOSS__SPACE_CHAR, 0},
               {0x2028, GLOSS__SPACE_CHAR, 0},
               {'-', GLOSS__PUNCT_CHAR, 0},
               {0x201C, GLOSS__PUNCT_CHAR, 0},
               {'$', GLOSS__SYMBOL_CHAR, 0},
               {0xBD, GLOSS__SYMBOL_CHAR, 0},
               {0, 0, 0},
               {0x200B, 0, 0},
               {0x378, 0, 0},
               {0x10FFFF, 0, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(gloss__codepoint_class(cases[i].c), cases[i].class);
    assert_int_equal(gloss__codepoint_script(cases[i].c), cases[i].script);
  }
  assert_int_equal(gloss__codepoint_lower(0xC9), 0xE9);
  assert_int_equal(gloss__codepoint_lower('1'), '1');
  assert_true(gloss__codepoint_emoji(0x1F600) && gloss__codepoint_emoji(0x1F1EB));
  assert_false(gloss__codepoint_emoji('a') || gloss__codepoint_emoji('1'));
}

/* Builds a text that mixes lengths, with every position of it in three units. */
typedef struct places {
  uint32_t bytes[3000], codepoints[3000], utf16[3000];
  size_t n;
} places;

static gloss_str mixed_text(char *text, places *p) {
  uint64_t seed = 1;
  uint32_t at[3] = {0, 0, 0};
  for (p->n = 0; p->n < 2500; p->n++) {
    static const uint32_t some[] = {'a', 0xE9, 0x4E2D, 0x1F600};
    uint32_t c = p->n % 900 < 300 ? 'x' : some[next_random(&seed) % 4];
    p->bytes[p->n] = at[0];
    p->codepoints[p->n] = at[1];
    p->utf16[p->n] = at[2];
    at[0] += put_utf8(c, text + at[0]);
    at[1]++;
    at[2] += c > 0xFFFF ? 2 : 1;
  }
  p->bytes[p->n] = at[0];
  p->codepoints[p->n] = at[1];
  p->utf16[p->n++] = at[2];
  return (gloss_str){text, at[0]};
}

static gloss_status convert_all(const gloss_alloc *alloc) {
  static char text[12000];
  static places p;
  uint32_t out[3000];
  gloss_str s = mixed_text(text, &p);
  const uint32_t *units[] = {p.bytes, p.codepoints, p.utf16};
  gloss__offset_map *map;
  gloss_status status = gloss__offset_map_new(&map, alloc, s);
  if (status) return status;
  for (int from = 0; from < 3; from++) {
    for (int to = 0; to < 3; to++) {
      status =
          gloss__offset_map_convert(map, (gloss_unit)from, (gloss_unit)to, units[from], p.n, out);
      assert_status(status, GLOSS_OK);
      assert_memory_equal(out, units[to], p.n * sizeof *out);
    }
    uint32_t past = units[from][p.n - 1] + 1, last = UINT32_MAX;
    assert_status(gloss__offset_map_convert(map, (gloss_unit)from, GLOSS_BYTES, &past, 1, out),
                  GLOSS_ERANGE);
    assert_status(gloss__offset_map_convert(map, (gloss_unit)from, GLOSS_BYTES, &last, 1, out),
                  GLOSS_ERANGE);
  }
  for (size_t i = 0; i + 1 < p.n; i++) { /* inside characters */
    for (uint32_t at = p.bytes[i] + 1; at < p.bytes[i + 1]; at++) {
      assert_status(gloss__offset_map_convert(map, GLOSS_BYTES, GLOSS_BYTES, &at, 1, out),
                    GLOSS_ERANGE);
    }
    uint32_t half = p.utf16[i] + 1;
    status = gloss__offset_map_convert(map, GLOSS_UTF16, GLOSS_BYTES, &half, 1, out);
    assert_status(status, p.utf16[i + 1] - p.utf16[i] == 2 ? GLOSS_ERANGE : GLOSS_OK);
  }
  gloss__offset_map_free(map, alloc);
  return GLOSS_OK;
}

static void positions(void **state) {
  (void)state;
  test_each_failure(convert_all);
  gloss__offset_map_free(NULL, gloss__alloc_or_default(NULL));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_code_point), cmocka_unit_test(every_short_sequence),
      cmocka_unit_test(where_it_is_bad),  cmocka_unit_test(repair),
      cmocka_unit_test(classes),          cmocka_unit_test(positions)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
