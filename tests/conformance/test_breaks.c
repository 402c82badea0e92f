/* test_breaks.c -- the boundaries of UAX #29 on Unicode's own tests, all of them. A line is
** "÷ 0061 × 0308 ÷ # comment": code points, and before, between and after them ÷ where there is a
** boundary, × where there is none. Exits with 77, which ctest reports as skipped, without the data. */
#include "support.h"

#include <stdio.h>

#include "utf8.h"

#define FOLDER "/usr/share/unicode/auxiliary/"

/* Reads the text of a line and its boundaries but the first, and gives their number; 0 for a line
** without a test. */
static size_t parse(const char *line, char *text, size_t *size, size_t *ends) {
  size_t n = 0;
  *size = 0;
  while (*line != '\0' && *line != '#' && *line != '\n') {
    if (strncmp(line, "\xC3\xB7", 2) == 0) { /* ÷ */
      if (*size > 0) ends[n++] = *size;
      line += 2;
    } else if (strncmp(line, "\xC3\x97", 2) == 0) { /* × */
      line += 2;
    } else if (*line == ' ' || *line == '\t') {
      line++;
    } else {
      char *after;
      *size += put_utf8((uint32_t)strtoul(line, &after, 16), text + *size);
      if (after == line) return 0;
      line = after;
    }
  }
  return n;
}

/* Whether a text is cut at the boundaries given. */
static int cut_right(gloss_str text, gloss_boundary kind, const size_t *ends, size_t n) {
  size_t at = 0;
  for (size_t i = 0; i < n; i++) {
    at = gloss_segment_end(text, kind, at);
    if (at != ends[i]) return 0;
  }
  return at == text.size;
}

/* The property White_Space. */
static int is_white(uint32_t c) {
  return (c >= 9 && c <= 13) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

/* Whether the sentences of a splitter are those between the boundaries, without the white space
** around them; `ends` has n of them. */
static int split_right(gloss_splitter *splitter, gloss_tokenizer *tokenizer, gloss_scratch *scratch,
                       gloss_str text, const size_t *ends, size_t n) {
  gloss_doc *doc;
  gloss_layer *tokens, *sentences;
  uint32_t row = 0;
  int right = 1;
  assert_status(gloss_doc_new(&doc, NULL, text, &(gloss_doc_options){.keep_bom = 1}, NULL),
                GLOSS_OK);
  assert_status(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL), GLOSS_OK);
  assert_status(gloss_splitter_run(splitter, tokens, NULL, scratch, &sentences, NULL), GLOSS_OK);
  for (size_t i = 0, at = 0; i < n && right; at = ends[i++]) {
    size_t start = at, end = at;
    uint32_t length;
    for (size_t k = at; k < ends[i]; k += length) {
      int white = is_white(gloss__utf8_decode(text.data + k, &length));
      if (white && start == k) start = end = k + length;
      if (!white) end = k + length;
    }
    if (start == end) continue;
    right = row < gloss_layer_count(sentences) && gloss_layer_starts(sentences)[row] == start &&
            gloss_layer_ends(sentences)[row] == end;
    row++;
  }
  right = right && row == gloss_layer_count(sentences);
  gloss_layer_unref(sentences);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  return right;
}

/* Whether a text is split by the style "uax29" at the boundaries given. (Tokens of their style
** "uax29" may begin with white space, where a mark is on it, and so may sentences of them.) */
static int style_right(gloss_str text, const size_t *ends, size_t n) {
  static const char *const styles[] = {"ud", "whitespace"};
  gloss_splitter *splitter;
  gloss_scratch *scratch;
  int right = 1;
  assert_status(
      gloss_splitter_new(&splitter, NULL, &(gloss_splitter_options){.style = "uax29"}, NULL),
      GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  for (unsigned i = 0; i < 2; i++) {
    gloss_tokenizer *tokenizer;
    gloss_tokenizer_options options = {.style = styles[i]};
    assert_status(gloss_tokenizer_new(&tokenizer, NULL, &options, NULL), GLOSS_OK);
    right &= split_right(splitter, tokenizer, scratch, text, ends, n);
    gloss_tokenizer_unref(tokenizer);
  }
  gloss_scratch_free(scratch);
  gloss_splitter_unref(splitter);
  return right;
}

/* Runs the tests of a file, prints how many pass, and tells whether all `count` did; with `style`
** those of the splitter's style. */
static int run_file(const char *name, gloss_boundary kind, int style, unsigned count) {
  char path[128], line[4096], text[1024];
  size_t size, ends[1024];
  unsigned passed = 0, tests = 0;
  snprintf(path, sizeof path, FOLDER "%s.txt", name);
  FILE *file = fopen(path, "r");
  if (!file) {
    printf("%s: no %s\n", name, path);
    return 0;
  }
  while (fgets(line, sizeof line, file)) {
    size_t n = parse(line, text, &size, ends);
    if (n == 0) continue;
    tests++;
    gloss_str all = {text, size};
    if (style ? style_right(all, ends, n) : cut_right(all, kind, ends, n)) {
      passed++;
    } else {
      printf("%s failed: %s", name, line);
    }
  }
  fclose(file);
  printf("%s%s %u/%u\n", name, style ? " by the splitter" : "", passed, tests);
  return passed == tests && tests == count;
}

int main(void) {
  FILE *file = fopen(FOLDER "WordBreakTest.txt", "r");
  if (!file) {
    printf("skipped: no " FOLDER " (Debian package unicode-data)\n");
    return 77;
  }
  fclose(file);
  int ok = run_file("WordBreakTest", GLOSS_WORDS, 0, 1823);
  ok &= run_file("GraphemeBreakTest", GLOSS_GRAPHEMES, 0, 602);
  ok &= run_file("SentenceBreakTest", GLOSS_SENTENCES, 0, 502);
  ok &= run_file("SentenceBreakTest", GLOSS_SENTENCES, 1, 502);
  return ok ? 0 : 1;
}
