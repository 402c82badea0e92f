/* test_unidata.c -- the Unicode tables: properties at known places, and quick folding against
** gloss__fold for every code point and for text. */
#include "mem.h"
#include "support.h"
#include "utf8.h"

#include <stdio.h>

static int is_surrogate(uint32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

static void break_properties(void **state) {
  (void)state;
  static const struct {
    uint32_t c;
    unsigned word, grapheme, sentence;
  } cases[] = {
      {'\r', GLOSS__WB_CR, GLOSS__GCB_CR, GLOSS__SB_CR},
      {'a', GLOSS__WB_ALETTER, GLOSS__GCB_OTHER, GLOSS__SB_LOWER},
      {'.', GLOSS__WB_MIDNUMLET, GLOSS__GCB_OTHER, GLOSS__SB_ATERM},
      {':', GLOSS__WB_MIDLETTER, GLOSS__GCB_OTHER, GLOSS__SB_SCONTINUE},
      {'_', GLOSS__WB_EXTENDNUMLET, GLOSS__GCB_OTHER, GLOSS__SB_OTHER},
      {' ', GLOSS__WB_WSEGSPACE, GLOSS__GCB_OTHER, GLOSS__SB_SP},
      {0xA0, GLOSS__WB_OTHER, GLOSS__GCB_OTHER, GLOSS__SB_SP},
      {0xAD, GLOSS__WB_FORMAT, GLOSS__GCB_CONTROL, GLOSS__SB_FORMAT},
      {0x301, GLOSS__WB_EXTEND, GLOSS__GCB_EXTEND, GLOSS__SB_EXTEND},
      {0x5D0, GLOSS__WB_HEBREW_LETTER, GLOSS__GCB_OTHER, GLOSS__SB_OLETTER},
      {0x600, GLOSS__WB_FORMAT, GLOSS__GCB_PREPEND, GLOSS__SB_FORMAT},
      {0x903, GLOSS__WB_EXTEND, GLOSS__GCB_SPACINGMARK, GLOSS__SB_EXTEND},
      {0x1100, GLOSS__WB_ALETTER, GLOSS__GCB_L, GLOSS__SB_OLETTER},
      {0x200D, GLOSS__WB_ZWJ, GLOSS__GCB_ZWJ, GLOSS__SB_EXTEND},
      {0x2028, GLOSS__WB_NEWLINE, GLOSS__GCB_CONTROL, GLOSS__SB_SEP},
      {0x24C2, GLOSS__WB_ALETTER_PICTOGRAPHIC, GLOSS__GCB_PICTOGRAPHIC, GLOSS__SB_UPPER},
      {0x30A2, GLOSS__WB_KATAKANA, GLOSS__GCB_OTHER, GLOSS__SB_OLETTER},
      {0xAC00, GLOSS__WB_ALETTER, GLOSS__GCB_LV, GLOSS__SB_OLETTER},
      {0xAC01, GLOSS__WB_ALETTER, GLOSS__GCB_LVT, GLOSS__SB_OLETTER},
      {0x1F1EB, GLOSS__WB_REGIONAL_INDICATOR, GLOSS__GCB_REGIONAL_INDICATOR, GLOSS__SB_OTHER},
      {0x1F600, GLOSS__WB_PICTOGRAPHIC, GLOSS__GCB_PICTOGRAPHIC, GLOSS__SB_OTHER},
      {0x10FFFF, GLOSS__WB_OTHER, GLOSS__GCB_OTHER, GLOSS__SB_OTHER}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(gloss__word_break(cases[i].c), cases[i].word);
    assert_int_equal(gloss__grapheme_break(cases[i].c), cases[i].grapheme);
    assert_int_equal(gloss__sentence_break(cases[i].c), cases[i].sentence);
  }
  assert_false(gloss__codepoint_emoji(0x1F02C)); /* pictographic, but not assigned */
}

static void sides_of_marks(void **state) {
  (void)state;
  static const struct {
    uint32_t c;
    unsigned side;
  } cases[] = {
      {'(', GLOSS__SIDE_OPENS},     {']', GLOSS__SIDE_CLOSES},    {'"', GLOSS__SIDE_NONE},
      {0xAB, GLOSS__SIDE_QUOTES},   {0xBB, GLOSS__SIDE_CLOSES},   {0x201E, GLOSS__SIDE_OPENS},
      {0x201C, GLOSS__SIDE_QUOTES}, {0x201D, GLOSS__SIDE_CLOSES}, {0x300C, GLOSS__SIDE_OPENS},
      {0xFF09, GLOSS__SIDE_CLOSES}, {'a', GLOSS__SIDE_NONE},      {0x10FFFF, GLOSS__SIDE_NONE}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(gloss__mark_side(cases[i].c), cases[i].side);
}

/* Folds text with gloss__fold and gives the size. */
static size_t fold(const char *text, size_t size, char *out, size_t room) {
  size_t folded;
  gloss_status status =
      gloss__fold(gloss__alloc_or_default(NULL), (gloss_str){text, size}, out, room, &folded);
  assert_status(status, GLOSS_OK);
  return folded;
}

/* Gives what gloss__fold makes of `c`, if it is one code point that nothing before or after it
** changes: an independent account of what quick folding is for. */
static uint32_t fold_one(uint32_t c) {
  static const uint32_t before[] = {'a', 0x9C7, 0x1100, 0xAC00, 0x11131, 0x115B8};
  char text[8], out[64];
  uint32_t length;
  size_t size = fold(text, put_utf8(c, text), out, sizeof out);
  uint32_t folded = gloss__utf8_decode(out, &length);
  if (length != size) return GLOSS__NOT_QUICK;
  for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
    char expected[64], got[64];
    uint32_t at = put_utf8(before[i], text);
    size_t n = fold(text, at, expected, sizeof expected);
    size = at + put_utf8(c, text + at);
    n += put_utf8(folded, expected + n);
    if (fold(text, size, got, sizeof got) != n || memcmp(got, expected, n) != 0) {
      return GLOSS__NOT_QUICK;
    }
  }
  return folded;
}

/* A quick folding is right; and none is missing but of compatibility ideographs, marks, and U+11A7,
** which utf8proc 2.8 takes for a trailing consonant. */
static void quick_folds(void **state) {
  (void)state;
  size_t missing = 0;
  for (uint32_t c = 0; c <= 0x10FFFF; c++) {
    if (is_surrogate(c)) continue;
    uint32_t quick = gloss__fold_quick(c);
    if (quick != GLOSS__NOT_QUICK) {
      if (quick != fold_one(c)) fail_msg("U+%04X: %X, not %X", c, quick, fold_one(c));
      continue;
    }
    int ideograph = (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
    int mark = (gloss__codepoint_class(c) & GLOSS__MARK) != 0;
    if (!ideograph && !mark && c != 0x11A7 && fold_one(c) != GLOSS__NOT_QUICK) missing++;
  }
  assert_int_equal(missing, 0);
  assert_int_equal(gloss__fold_quick('A'), 'a');
  assert_int_equal(gloss__fold_quick(0xC9), 0xE9);
  assert_int_equal(gloss__fold_quick(0x410), 0x430);
  assert_int_equal(gloss__fold_quick(0x3C2), 0x3C3);
  assert_int_equal(gloss__fold_quick(0x2019), '\'');
  assert_int_equal(gloss__fold_quick(0x2011), '-');
  assert_true(gloss__fold_quick(0xDF) == GLOSS__NOT_QUICK);
  assert_true(gloss__fold_quick(0x301) == GLOSS__NOT_QUICK);
}

/* Text of quick characters folds one by one. */
static void quick_text(void **state) {
  (void)state;
  static const uint32_t bases[] = {0,      0x80,   0x300,  0x900,  0x1100, 0x1E00,
                                   0x2000, 0x3000, 0xAC00, 0xFF00, 0x11100};
  uint64_t seed = 7;
  for (unsigned round = 0; round < 40000; round++) {
    char text[128], expected[128], got[256];
    size_t size = 0, n = 0;
    for (unsigned i = 0; i < 12; i++) {
      uint32_t c = bases[next_random(&seed) % (sizeof bases / sizeof *bases)];
      c += next_random(&seed) % 256;
      uint32_t quick = gloss__fold_quick(c);
      if (quick == GLOSS__NOT_QUICK) continue;
      size += put_utf8(c, text + size);
      n += put_utf8(quick, expected + n);
    }
    assert_int_equal(fold(text, size, got, sizeof got), n);
    assert_memory_equal(got, expected, n);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(break_properties),
                                     cmocka_unit_test(sides_of_marks),
                                     cmocka_unit_test(quick_folds), cmocka_unit_test(quick_text)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
