/* fuzz_normalize.c -- any bytes as a text to normalise: the first byte picks the options, bad bytes
** of the rest are refused. Checks that the result stays and that spans cover what they came from. */
#include <stdlib.h>
#include <string.h>

#include "gloss.h"

static void require(int condition) {
  if (!condition) abort();
}

/* Checks spans of a few sizes all over both texts: mapped there and back they may only grow, and
** they rise with their place. */
static void check_spans(const gloss_normalized *n, size_t source, size_t target) {
  for (uint32_t size = 0; size < 6; size++) {
    gloss_span there, back, last = {0, 0};
    for (uint32_t at = 0; at + size <= target; at++) {
      gloss_span span = {at, at + size};
      require(gloss_normalized_source(n, span, &there) == GLOSS_OK);
      require(there.start >= last.start && there.end >= last.end && there.end <= source);
      require(gloss_normalized_target(n, there, &back) == GLOSS_OK);
      require(back.start <= span.start && span.end <= back.end);
      last = there;
    }
    last = (gloss_span){0, 0};
    for (uint32_t at = 0; at + size <= source; at++) {
      gloss_span span = {at, at + size};
      require(gloss_normalized_target(n, span, &there) == GLOSS_OK);
      require(there.start >= last.start && there.end >= last.end && there.end <= target);
      require(gloss_normalized_source(n, there, &back) == GLOSS_OK);
      require(back.start <= span.start && span.end <= back.end);
      last = there;
    }
  }
}

/* Checks that fold gives what normalising to it leaves as it is. */
static void check_fold(gloss_str text) {
  size_t size, again;
  gloss_status status = gloss_fold(text, NULL, 0, &size);
  require(status == (size ? GLOSS_ERANGE : GLOSS_OK) && size <= 12 * text.size);
  char *once = malloc(size + 1), *twice = malloc(size + 1);
  require(once && twice && gloss_fold(text, once, size, &size) == GLOSS_OK);
  require(gloss_fold((gloss_str){once, size}, twice, size, &again) == GLOSS_OK);
  require(size == again && memcmp(once, twice, size) == 0);
  free(once);
  free(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  unsigned choice = size ? data[0] : 0;
  gloss_str text = {(const char *)data + (size > 0), size - (size > 0)};
  gloss_normalize_options options = {(gloss_form)(choice & 3), choice & 4, choice & 8, choice & 16,
                                     choice & 32};
  gloss_normalized *once, *twice;
  gloss_error err;
  size_t bad = 0;
  if (gloss_utf8_check(text, &bad) != GLOSS_OK) {
    require(gloss_normalize(&once, NULL, text, &options, &err) == GLOSS_EUTF8);
    require(once == NULL && err.offset == bad);
    return 0;
  }
  require(gloss_normalize(&once, NULL, text, &options, NULL) == GLOSS_OK);
  gloss_str got = gloss_normalized_text(once);
  require(gloss_utf8_check(got, NULL) == GLOSS_OK);
  check_spans(once, text.size, got.size);
  require(gloss_normalize(&twice, NULL, got, &options, NULL) == GLOSS_OK);
  gloss_str again = gloss_normalized_text(twice);
  require(again.size == got.size && (!got.size || memcmp(again.data, got.data, got.size) == 0));
  gloss_normalized_free(twice);
  gloss_normalized_free(once);
  check_fold(text);
  return 0;
}
