/* test_uax29.c -- the style's start bits against gloss_segment_end: on short strings in full, on
** random text of a troublesome alphabet, on Unicode's own tests, and across blocks. */
#include "support.h"
#include "uax29.h"
#include "utf8.h"

#include <stdio.h>

enum { ROOM = 4096 };

/* Whether a string is white space throughout. */
static int all_space(gloss_str s) {
  uint32_t length;
  for (size_t i = 0; i < s.size; i += length) {
    if (!(gloss__codepoint_class(gloss__utf8_decode(s.data + i, &length)) & GLOSS__SPACE_CHAR)) {
      return 0;
    }
  }
  return 1;
}

/* Gives the tokens the style should make. */
static size_t expected_tokens(gloss_str text, gloss_span *out) {
  size_t n = 0;
  for (size_t a = 0, b; a < text.size; a = b) {
    b = gloss_segment_end(text, GLOSS_WORDS, a);
    if (all_space((gloss_str){text.data + a, b - a})) continue;
    out[n++] = (gloss_span){(uint32_t)a, (uint32_t)b};
  }
  return n;
}

static int bit(const uint64_t *words, uint32_t k) { return (int)(words[k / 64] >> k % 64 & 1); }

/* Gives the tokens of a block by the rules of repair.h: a token ends before a start or a space. */
static size_t block_tokens(const gloss__repair *r, gloss_span *out) {
  size_t n = 0;
  for (uint32_t i = r->base; i < r->end; i++) {
    uint32_t k = i - r->base;
    if (!bit(r->starts, k)) continue;
    assert_false(r->masks.space[k / 64] >> k % 64 & 1);
    uint32_t end = k + 1;
    while (r->base + end < r->end && !bit(r->starts, end) &&
           !(r->masks.space[end / 64] >> end % 64 & 1)) {
      end++;
    }
    out[n++] = (gloss_span){i, r->base + end};
  }
  return n;
}

/* Gives the tokens the style makes, with blocks of about `block` bytes. */
static size_t style_tokens(gloss_str text, uint32_t block, gloss_span *out) {
  static uint64_t words[GLOSS__SCAN_ARRAYS * (ROOM / 64 + 1 + GLOSS__SCAN_AROUND)];
  gloss__scan scan = {.how = GLOSS__LOOK_LETTERS};
  gloss__scan_place(&scan, words, ROOM / 64 + 1);
  gloss__repair r = {
      .text = text.data, .size = (uint32_t)text.size, .masks = scan.masks, .starts = scan.starts};
  size_t n = 0;
  while (r.end < r.size) {
    r.base = r.end;
    r.end = r.size - r.base < block ? r.size : r.base + block;
    while (r.end < r.size &&
           !(gloss__is_space(&r, r.end - 1) && gloss__uax29_splits(r.text, r.size, r.end))) {
      r.end++;
    }
    gloss__classify_scalar(text.data + r.base, r.end - r.base, &scan);
    gloss__uax29_block(&r);
    n += block_tokens(&r, out + n);
  }
  return n;
}

/* Checks a text of up to ROOM bytes, in one block and in many. */
static void check(gloss_str text) {
  static gloss_span expected[ROOM], got[ROOM];
  static const uint32_t blocks[] = {ROOM, 1, 17, 64, 100};
  size_t n = expected_tokens(text, expected);
  for (size_t k = 0; k < sizeof blocks / sizeof *blocks; k++) {
    size_t m = style_tokens(text, blocks[k], got);
    if (m == n && memcmp(got, expected, n * sizeof *got) == 0) continue;
    for (size_t i = 0; i < text.size; i++) {
      fprintf(stderr, "%02X ", (unsigned char)text.data[i]);
    }
    fail_msg("%zu tokens, not %zu, in blocks of %u", m, n, blocks[k]);
  }
}

static void known(void **state) {
  (void)state;
  static const struct {
    const char *text, *tokens;
  } cases[] = {{"The can't-do 3.5% U.S. 1,234.56; a_b__c x:y 1:2 e.g. 'q'",
                "The|can't|-|do|3.5|%|U.S|.|1,234.56|;|a_b__c|x:y|1|:|2|e.g|.|'|q|'"},
               {"don\xE2\x80\x99t \xC3\xA9t\xC3\xA9.", "don\xE2\x80\x99t|\xC3\xA9t\xC3\xA9|."},
               {"a\xC2\xA0"
                "b\xE3\x80\x80"
                "c",
                "a|b|c"},
               {"a \xCC\x88 b", "a| \xCC\x88|b"},
               {"a\t\xCC\x88\n\xCC\x88", "a|\t\xCC\x88|\xCC\x88"},
               {"  \xE2\x80\x83 \xCC\x88", "  \xE2\x80\x83 \xCC\x88"},
               {"\x01\x7F", "\x01|\x7F"},
               {"", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    gloss_span spans[64];
    char joined[256] = "";
    size_t n = style_tokens(str(cases[i].text), ROOM, spans);
    for (size_t k = 0; k < n; k++) {
      if (k > 0) strcat(joined, "|");
      strncat(joined, cases[i].text + spans[k].start, spans[k].end - spans[k].start);
    }
    assert_string_equal(joined, cases[i].tokens);
    check(str(cases[i].text));
  }
}

/* All strings of up to six of the ASCII characters that have rules, behind 0 to 63 others. */
static void all_ascii(void **state) {
  (void)state;
  static const char alphabet[] = "a1_.,:' (";
  enum { LETTERS = sizeof alphabet - 1, LONGEST = 5 };
  uint32_t total = 1;
  for (unsigned i = 0; i < LONGEST; i++) total *= LETTERS;
  for (uint32_t number = 0; number < total; number++) {
    char text[64 + LONGEST];
    uint32_t at = 60 + number % 4, rest = number;
    memset(text, number % 3 ? 'x' : '(', at);
    for (unsigned i = 0; i < LONGEST; i++, rest /= LETTERS) text[at + i] = alphabet[rest % LETTERS];
    check((gloss_str){text, at + LONGEST});
  }
}

/* Random text: mostly one kind of character for a while, so that runs of all kinds come up. */
static void random_text(void **state) {
  (void)state;
  static const uint32_t alphabet[] = {
      'a',    'Z',    '5',    '_',    '\'',   '.',     ':',     ',',     ';',     '"',
      '-',    ' ',    '\t',   '\r',   '\n',   '\v',    0,       0x85,    0xA0,    0xAD,
      0xB7,   0xE9,   0x301,  0x3C9,  0x436,  0x5D0,   0x5D1,   0x5F4,   0x660,   0x200B,
      0x200D, 0x2003, 0x2019, 0x2028, 0x203F, 0x24C2,  0x30A2,  0x3000,  0x4E2D,  0xFE0F,
      0xFF10, 0xFF0E, 0xFF1A, 0xFEFF, 0xE01,  0x1F1E6, 0x1F600, 0x1F3FB, 0x10FFFF};
  enum { LETTERS = sizeof alphabet / sizeof *alphabet };
  uint64_t seed = 3;
  for (unsigned round = 0; round < 20000; round++) {
    char text[1024];
    size_t size = 0;
    uint32_t favoured[6], ascii = next_random(&seed) % 3;
    for (unsigned k = 0; k < 6; k++) favoured[k] = next_random(&seed) % LETTERS;
    uint32_t n = next_random(&seed) % 200;
    for (uint32_t i = 0; i < n; i++) {
      uint32_t pick = next_random(&seed) % 8;
      uint32_t c = alphabet[pick < 6 ? favoured[pick] : next_random(&seed) % LETTERS];
      if (ascii == 0 && c >= 0x80) c = 'a' + c % 26;
      if (ascii == 1 && c >= 0x80 && next_random(&seed) % 16 != 0) c = ' ';
      size += put_utf8(c, text + size);
    }
    check((gloss_str){text, size});
  }
}

/* The strings of Unicode's test, each alone and all as one text. */
static void unicode_tests(void **state) {
  (void)state;
  FILE *file = fopen("/usr/share/unicode/auxiliary/WordBreakTest.txt", "r");
  if (!file) skip();
  char line[4096], all[ROOM];
  size_t total = 0;
  while (fgets(line, sizeof line, file)) {
    char text[256];
    size_t size = 0;
    line[strcspn(line, "#")] = '\0';
    for (char *p = strtok(line, " \t"); p; p = strtok(NULL, " \t")) {
      if ((unsigned char)*p < 0x80 && *p != '\n') {
        size += put_utf8((uint32_t)strtoul(p, NULL, 16), text + size);
      }
    }
    check((gloss_str){text, size});
    if (total + size > ROOM) {
      check((gloss_str){all, total});
      total = 0;
    }
    memcpy(all + total, text, size);
    total += size;
  }
  fclose(file);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(known), cmocka_unit_test(all_ascii),
                                     cmocka_unit_test(random_text),
                                     cmocka_unit_test(unicode_tests)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
