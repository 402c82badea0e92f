/* test_kernels.c -- every kernel the processor has against the scalar one: the scan, whole token
** layers, and the check of UTF-8. On x86-64 the NEON kernel is tested by building for AArch64 and
** running under qemu-user, as CONTRIBUTING.md tells. */
#include <stdio.h>

#include "kernel.h"
#include "mem.h"
#include "scratch.h"
#include "support.h"
#include "tokenrun.h"

/* ---- Texts ---- */

/* The troublesome: a character of each kind that the scan or repair treats in its own way. */
static const char *const characters[] = {
    "a", "D", "7", " ", "\n", "\r",     ".",      ",",      "'",      "-",      "@",         "/",
    ":", "$", "_", "&", "%",  "\u00E9", "\u0301", "\u00A0", "\u2019", "\u65E5", "\U0001F44D"};

/* And strings that rules know. */
/* clang-format off */
static const char *const strings[] = {
    " ", "  ", "\n", "\r\n\r\n", "\t", ".", "..", "...", ",", "'", "-", "--", "\u2014", "/", "$",
    "%", "#", "@", ":", ":-)", "(", ")", "'s", "n't", "\u2019ll", "don't", "cannot", "GONNA",
    "U.S.", "e.g.", "Inc.", "Ph.D.", "J.", "No.", "3.5", "1,234.56", "9:30", "1990-95", "1st",
    "5pm", "+1-202", "US$", "ABC", "Abc", "aBc", "abcdefghij", "and/or", "AT&T", "x.y",
    "host.com", "a@b.c", "www.a", "http://a", "?q=1&b", "l'", "caf\u00E9", "e\u0301",
    "\u0434\u0430", "\u0414\u0410", "\u03C3", "\u200D", "\u00AB", "\u3000",
    "\U0001F1EB\U0001F1F7"};
/* clang-format on */

enum { CHARACTERS = sizeof characters / sizeof *characters };
enum { STRINGS = sizeof strings / sizeof *strings };

/* A text of elements in which each n of them stand in a row. */
typedef struct sequence {
  const char *const *elements;
  unsigned k, n;
  unsigned word[8];
  char *data;
  size_t size;
} sequence;

static void put(sequence *s, const char *element) {
  size_t n = strlen(element);
  memcpy(s->data + s->size, element, n);
  s->size += n;
}

/* Appends the Lyndon words whose lengths divide n, in order: a de Bruijn sequence.
** source: Fredricksen and Maiorana (1978) */
static void append_words(sequence *s, unsigned t, unsigned p) {
  if (t > s->n) {
    for (unsigned i = 1; s->n % p == 0 && i <= p; i++) put(s, s->elements[s->word[i]]);
    return;
  }
  s->word[t] = s->word[t - p];
  append_words(s, t + 1, p);
  for (unsigned c = s->word[t - p] + 1; c < s->k; c++) {
    s->word[t] = c;
    append_words(s, t + 1, t);
  }
}

/* Gives the text of k elements, n in a row; free() its data. */
static gloss_str all_in_a_row(const char *const *elements, unsigned k, unsigned n) {
  sequence s = {.elements = elements, .k = k, .n = n};
  size_t room = 16;
  for (unsigned i = 0; i < n; i++) room *= k;
  s.data = malloc(room);
  assert_non_null(s.data);
  append_words(&s, 1, 1);
  return (gloss_str){s.data, s.size};
}

/* Copies to `out` n bytes of whole characters of a text from *at on, filled up with letters; moves
** *at on, and to the text's start at its end. */
static void next_window(gloss_str text, size_t *at, char *out, size_t n) {
  size_t size = text.size - *at < n ? text.size - *at : n;
  while (size > 0 && *at + size < text.size && (text.data[*at + size] & 0xC0) == 0x80) size--;
  memcpy(out, text.data + *at, size);
  memset(out + size, 'x', n - size);
  *at += size;
  if (*at == text.size) *at = 0;
}

/* Gives a buffer whose end is the end of n bytes that begin at an alignment; *text is those. */
static char *aligned(size_t alignment, size_t n, char **text) {
  void *block;
  assert_int_equal(posix_memalign(&block, 64, alignment + n + (alignment + n == 0)), 0);
  *text = (char *)block + alignment;
  return block;
}

/* ---- The scan ---- */

enum { LONGEST = 130, WORDS = LONGEST / 64 + 1 };

/* The arrays of a scan of up to LONGEST bytes. */
typedef struct scanned {
  uint64_t words[GLOSS__SCAN_ARRAYS * (WORDS + GLOSS__SCAN_AROUND)];
} scanned;

static void scan(const gloss__kernel *kernel, const char *text, size_t size, int how,
                 scanned *out) {
  gloss__scan arrays = {.how = how};
  *out = (scanned){{0}};
  gloss__scan_place(&arrays, out->words, WORDS);
  kernel->classify(text, size, &arrays);
}

static void check_scan(const char *text, size_t size, int how) {
  const gloss__kernel *kernel = gloss__kernel_at(0);
  scanned expected, got;
  scan(kernel, text, size, how, &expected);
  for (size_t i = 1; (kernel = gloss__kernel_at(i)) != NULL; i++) {
    scan(kernel, text, size, how, &got);
    if (memcmp(&got, &expected, sizeof got) != 0)
      fail_msg("%s scans %zu bytes otherwise: \"%.*s\"", kernel->name, size, (int)size, text);
  }
}

/* Every ASCII character, with every other behind it. */
static void scan_of_pairs(void **state) {
  (void)state;
  for (unsigned a = 0; a < 128; a++) {
    for (unsigned b = 0; b < 128; b++) {
      char text[67];
      for (size_t i = 0; i < sizeof text; i++) text[i] = (char)(i % 2 == 0 ? a : b);
      check_scan(text, sizeof text, GLOSS__LOOK_ALL);
    }
  }
}

/* Every code point, beginning at even and odd places, parted by the end of 64 bytes or not. */
static void scan_of_code_points(void **state) {
  (void)state;
  for (size_t before = 0; before < 4; before++) {
    char text[LONGEST + 4];
    memset(text, 'a', before);
    size_t size = before;
    for (uint32_t c = 0x80; c < 0x110000; c++) {
      if (c < 0xD800 || c > 0xDFFF) size += put_utf8(c, text + size);
      if (size < LONGEST && c != 0x10FFFF) continue;
      check_scan(text, size, GLOSS__LOOK_ALL);
      check_scan(text, size, GLOSS__LOOK_LETTERS);
      size = before;
    }
  }
}

static void scan_of_windows(void **state) {
  (void)state;
  gloss_str text = all_in_a_row(characters, CHARACTERS, 3);
  size_t at = 0;
  for (size_t size = 0; size <= LONGEST; size++) {
    for (size_t alignment = 0; alignment < 64; alignment++) {
      char *window, *block = aligned(alignment, size, &window);
      for (unsigned k = 0; k < 8; k++) {
        next_window(text, &at, window, size);
        check_scan(window, size, k % 2 == 0 ? GLOSS__LOOK_ALL : GLOSS__LOOK_LETTERS);
      }
      free(block);
    }
  }
  free((void *)(uintptr_t)text.data);
}

/* ---- Token layers ---- */

enum { KERNELS_MAX = 8 };

/* A tokenizer of each kernel, and what they run with. */
typedef struct tokenizers {
  gloss_tokenizer *of[KERNELS_MAX];
  size_t n;
  gloss_pool *pool;
  gloss_scratch *scratch;
} tokenizers;

static tokenizers make_tokenizers(gloss_tokenizer_options options) {
  tokenizers t = {.n = 0};
  const gloss__kernel *kernel;
  assert_status(gloss_pool_new(&t.pool, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&t.scratch, NULL), GLOSS_OK);
  for (; (kernel = gloss__kernel_at(t.n)) != NULL; t.n++) {
    assert_true(t.n < KERNELS_MAX);
    options.simd = kernel->name;
    assert_status(gloss_tokenizer_new(&t.of[t.n], NULL, &options, NULL), GLOSS_OK);
  }
  return t;
}

static void free_tokenizers(tokenizers *t) {
  for (size_t i = 0; i < t->n; i++) gloss_tokenizer_unref(t->of[i]);
  gloss_scratch_free(t->scratch);
  gloss_pool_unref(t->pool);
}

/* Checks that all kernels make the same layer of a text, read where it lies, be rows written past the
** caches or not. */
static void check_layers(const tokenizers *t, gloss_str text) {
  gloss_doc *doc;
  gloss_layer *expected, *got;
  assert_status(gloss_doc_new(&doc, t->pool, text, NULL, NULL), GLOSS_OK);
  assert_int_equal(gloss_doc_text(doc).size, text.size);
  gloss__token_window window = {.text = text, .to = (uint32_t)text.size};
  assert_status(gloss__tokenize(t->of[0], doc, &window, t->scratch, &expected, NULL), GLOSS_OK);
  for (size_t k = 2; k < 2 * t->n; k++) {
    size_t i = k / 2;
    window.past_caches = k % 2 != 0;
    assert_status(gloss__tokenize(t->of[i], doc, &window, t->scratch, &got, NULL), GLOSS_OK);
    if (!same_tokens(expected, got)) {
      fail_msg("%s cuts %zu bytes otherwise: \"%.*s\"", gloss__kernel_at(i)->name, text.size,
               text.size < 1000 ? (int)text.size : 1000, text.data);
    }
    gloss_layer_unref(got);
  }
  gloss_layer_unref(expected);
  gloss_doc_unref(doc);
}

/* Checks windows of a text, of every length at every alignment, and the text behind 0 to 63 bytes.
*/
static void check_windows(const tokenizers *t, gloss_str text, unsigned windows) {
  size_t at = 0;
  for (size_t size = 0; size <= LONGEST; size++) {
    for (size_t alignment = 0; alignment < 64; alignment++) {
      char *window, *block = aligned(alignment, size, &window);
      for (unsigned k = 0; k < windows; k++) {
        next_window(text, &at, window, size);
        check_layers(t, (gloss_str){window, size});
      }
      free(block);
    }
  }
  char *whole = malloc(64 + text.size);
  assert_non_null(whole);
  for (size_t before = 0; before < 64; before++) {
    memset(whole, 'b', before);
    memcpy(whole + before, text.data, text.size);
    check_layers(t, (gloss_str){whole, before + text.size});
  }
  free(whole);
}

static void check_style(const char *style, const char *language, unsigned windows) {
  tokenizers t = make_tokenizers((gloss_tokenizer_options){.style = style, .language = language});
  gloss_str triples = all_in_a_row(characters, CHARACTERS, 3);
  gloss_str pairs = all_in_a_row(strings, STRINGS, 2);
  check_windows(&t, triples, windows);
  check_windows(&t, pairs, windows);
  free((void *)(uintptr_t)triples.data);
  free((void *)(uintptr_t)pairs.data);
  free_tokenizers(&t);
}

static void layers_of_ud(void **state) {
  (void)state;
  check_style("ud", "en", 2);
  check_style("ud", "fr", 1);
}

static void layers_of_ptb(void **state) {
  (void)state;
  check_style("ptb", "en", 1);
}

static void layers_of_uax29(void **state) {
  (void)state;
  check_style("uax29", NULL, 1);
}

static void layers_of_whitespace(void **state) {
  (void)state;
  check_style("whitespace", NULL, 1);
}

/* ---- Blocks ---- */

/* Texts about as long as one or two blocks, the last white space of a block here and there. */
static void blocks(void **state) {
  (void)state;
  enum { BLOCK = 16384, ROOM = 2 * BLOCK + 200 };
  static const char *const near[] = {" ", "\n", "\r\n", ".", "'s ", "\u00E9", "\u00A0", "\u65E5 "};
  tokenizers t = make_tokenizers((gloss_tokenizer_options){.style = NULL});
  gloss_str filler = all_in_a_row(strings, STRINGS, 2);
  char *text = malloc(ROOM);
  assert_non_null(text);
  for (unsigned count = 1; count <= 2; count++) {
    for (size_t size = count * BLOCK - 66; size <= count * BLOCK + 66; size++) {
      size_t at = 7 * size % 1000;
      while ((filler.data[at] & 0xC0) == 0x80) at++;
      next_window(filler, &at, text, size);
      check_layers(&t, (gloss_str){text, size});
      memset(text + BLOCK - 300, 'w', 300 + size % 64); /* no space near the end of a block */
      const char *element = near[size % (sizeof near / sizeof *near)];
      memcpy(text + BLOCK - size % 80, element, strlen(element));
      size_t end = BLOCK - 300; /* of the characters before */
      while ((text[end - 1] & 0x80) != 0) text[--end] = 'w';
      end = BLOCK + size % 64;
      while (end < size && (text[end] & 0xC0) == 0x80) text[end++] = 'w';
      check_layers(&t, (gloss_str){text, size < end ? end : size});
    }
  }
  free(text);
  free((void *)(uintptr_t)filler.data);
  free_tokenizers(&t);
}

/* Runs without white space: longer than a block, and than the largest block. */
static void endless_runs(void **state) {
  (void)state;
  enum { ROOM = 2300000 };
  static const char *const runs[] = {"x", "a.", "x1-", "(", "\u65E5", "\U0001F44D", "e\u0301", "'"};
  static const size_t sizes[] = {20000, 1048575, 1048577, 2200000};
  tokenizers t = make_tokenizers((gloss_tokenizer_options){.style = NULL});
  char *text = malloc(ROOM);
  assert_non_null(text);
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
      size_t size = 0, n = strlen(runs[i]);
      memcpy(text, "An end: ", 8);
      for (size = i; size < sizes[k]; size += n) memcpy(text + size, runs[i], n);
      memcpy(text + size, " no.", 4);
      check_layers(&t, (gloss_str){text, size + 4});
    }
  }
  free(text);
  free_tokenizers(&t);
}

/* ---- UTF-8 ---- */

static void check_utf8(const char *text, size_t size) {
  const gloss__kernel *kernel = gloss__kernel_at(0);
  size_t bad = SIZE_MAX;
  gloss_status status = gloss__utf8_check_with(kernel->utf8_skip, (gloss_str){text, size}, &bad);
  for (size_t i = 1; (kernel = gloss__kernel_at(i)) != NULL; i++) {
    size_t at = SIZE_MAX;
    gloss_status got = gloss__utf8_check_with(kernel->utf8_skip, (gloss_str){text, size}, &at);
    if (got != status || at != bad)
      fail_msg("%s finds an error of %zu bytes at %zd, not %zd", kernel->name, size, at, bad);
    if (status != GLOSS_OK || size < 67 || kernel->utf8_skip == gloss__utf8_ascii_run) continue;
    if (kernel->utf8_skip(text, size) < size - 4)
      fail_msg("%s leaves %zu bytes unchecked", kernel->name, size - kernel->utf8_skip(text, size));
  }
}

/* Fills a text with one character over and over, cut where it ends. */
static void fill(char *text, size_t size, const char *element) {
  size_t n = strlen(element);
  for (size_t i = 0; i < size; i++) text[i] = element[i % n];
}

/* Every length, with every troublesome byte at every place of it. */
static void utf8_of_one_bad_byte(void **state) {
  (void)state;
  static const char *const elements[] = {"a",          "\u0434",  "\u65E5",
                                         "\U0001F44D", "a\u0434", "\u0434\u65E5"};
  static const unsigned char bytes[] = {'a',  0x80, 0x8F, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
                                        0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xF8, 0xFF};
  for (size_t k = 0; k < sizeof elements / sizeof *elements; k++) {
    for (size_t size = 0; size <= 196; size++) {
      char *text = malloc(size ? size : 1);
      assert_non_null(text);
      fill(text, size, elements[k]);
      check_utf8(text, size);
      for (size_t at = 0; at < size; at++) {
        char good = text[at];
        for (size_t b = 0; b < sizeof bytes; b++) {
          text[at] = (char)bytes[b];
          check_utf8(text, size);
        }
        text[at] = good;
      }
      free(text);
    }
  }
}

/* Every four bytes of the limits of their ranges, across the end of 64 bytes and before it. */
static void utf8_of_four_bytes(void **state) {
  (void)state;
  static const unsigned char limits[] = {0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
                                         0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
                                         0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5};
  enum { LIMITS = sizeof limits };
  char text[192];
  for (size_t at = 60; at <= 64; at++) {
    memset(text, 'a', sizeof text);
    for (unsigned k = 0; k < LIMITS * LIMITS * LIMITS * LIMITS; k++) {
      for (unsigned i = 0, rest = k; i < 4; i++, rest /= LIMITS)
        text[at + i] = (char)limits[rest % LIMITS];
      check_utf8(text, sizeof text);
    }
  }
}

/* ---- The choice ---- */

static void choice(void **state) {
  (void)state;
  const gloss__kernel *kernel, *last = NULL;
  gloss_error err;
  assert_string_equal(gloss__kernel_at(0)->name, "scalar");
  for (size_t i = 0; gloss__kernel_at(i) != NULL; i++) {
    last = gloss__kernel_at(i);
    assert_status(gloss__kernel_choose(&kernel, last->name, &err), GLOSS_OK);
    assert_ptr_equal(kernel, last);
  }
  assert_ptr_equal(gloss__kernel_best(), last);
  assert_status(gloss__kernel_choose(&kernel, NULL, &err), GLOSS_OK);
  assert_ptr_equal(kernel, last);
  assert_status(gloss__kernel_choose(&kernel, "mmx", &err), GLOSS_EARG);
  assert_null(kernel);
  assert_non_null(strstr(err.message, "no kernel \"mmx\" (it has scalar"));
  assert_non_null(strstr(err.message, last->name));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(scan_of_pairs),        cmocka_unit_test(scan_of_code_points),
      cmocka_unit_test(scan_of_windows),      cmocka_unit_test(layers_of_ud),
      cmocka_unit_test(layers_of_ptb),        cmocka_unit_test(layers_of_uax29),
      cmocka_unit_test(layers_of_whitespace), cmocka_unit_test(blocks),
      cmocka_unit_test(endless_runs),         cmocka_unit_test(utf8_of_one_bad_byte),
      cmocka_unit_test(utf8_of_four_bytes),   cmocka_unit_test(choice)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
