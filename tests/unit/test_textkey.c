/* test_textkey.c -- keys of texts: what does not change them, and by how much the rest does. */
#include <stdio.h>

#include "support.h"

static uint64_t key_of(const char *text) {
  uint64_t key = 1;
  assert_status(gloss_text_key(NULL, str(text), &key), GLOSS_OK);
  return key;
}

static uint64_t simhash_of(const char *text) {
  uint64_t key = 1;
  assert_status(gloss_simhash(NULL, str(text), &key), GLOSS_OK);
  return key;
}

static int distance(uint64_t a, uint64_t b) {
  int n = 0;
  for (uint64_t bits = a ^ b; bits != 0; bits >>= 1) n += (int)(bits & 1);
  return n;
}

static void only_words_count(void **state) {
  (void)state;
  static const char *const same[] = {"The ship left Oslo on 3 May.", "THE SHIP LEFT OSLO ON 3 MAY",
                                     "  The -- ship\r\n\"left\" (Oslo) on 3\tMay ...",
                                     "the\xC2\xA0ship left Oslo, on 3 May!"};
  for (size_t i = 1; i < sizeof same / sizeof *same; i++) {
    assert_true(key_of(same[i]) == key_of(same[0]));
    assert_true(simhash_of(same[i]) == simhash_of(same[0]));
  }
  assert_true(key_of("Theship left Oslo on 3 May") != key_of(same[0]));
  assert_true(key_of("The ship left on Oslo 3 May") != key_of(same[0]));
  assert_true(key_of("Stra\xC3\x9F"
                     "e") == key_of("STRASSE"));
  assert_true(key_of("don\xE2\x80\x99t") == key_of("Don't"));
  assert_true(key_of("\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBA\xBA") == /* each a word */
              key_of("\xE4\xB8\xAD \xE5\x9B\xBD, \xE4\xBA\xBA"));
  assert_true(key_of("a b") == gloss_hash(str("a b ")));
}

static void no_words(void **state) {
  (void)state;
  static const char *const empty[] = {"", " \n", "... -- !?", "\xF0\x9F\x98\x80"};
  for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
    assert_true(key_of(empty[i]) == gloss_hash(str("")));
    assert_true(simhash_of(empty[i]) == 0);
  }
  uint64_t key = 7;
  assert_status(gloss_text_key(NULL, str("a\xFF"), &key), GLOSS_EUTF8);
  assert_status(gloss_simhash(NULL, str("a\xFF"), &key), GLOSS_EUTF8);
  assert_true(key == 7);
}

/* Writes n words, the one at `other` another. */
static void write_words(char *out, int n, unsigned seed, int other) {
  uint64_t random = seed;
  for (int i = 0; i < n; i++) {
    unsigned word = next_random(&random) % 5000;
    out += sprintf(out, "%s%u ", i == other ? "x" : "w", word);
  }
}

static void near_texts_have_near_keys(void **state) {
  (void)state;
  char a[4000], b[4000];
  int near = 0, far = 0, least = 64;
  for (unsigned seed = 1; seed <= 200; seed++) {
    write_words(a, 200, seed, -1);
    write_words(b, 200, seed, (int)seed % 200);
    near += distance(simhash_of(a), simhash_of(b));
    write_words(b, 200, seed + 1000, -1);
    int apart = distance(simhash_of(a), simhash_of(b));
    far += apart;
    if (apart < least) least = apart;
  }
  assert_true(near <= 200 * 8);
  assert_true(far >= 200 * 29 && far <= 200 * 35);
  assert_true(least >= 14);
}

static void short_texts(void **state) {
  (void)state;
  assert_true(simhash_of("one") != simhash_of("two"));
  assert_true(simhash_of("one two") != simhash_of("two one"));
  assert_true(simhash_of("one two three") == gloss_hash(str("one two three ")));
  assert_true(simhash_of("one two") == gloss_hash(str("one two ")));
}

static gloss_status scenario(const gloss_alloc *alloc) {
  uint64_t key;
  gloss_status status = gloss_text_key(alloc, str("The ship left Oslo"), &key);
  return status != GLOSS_OK ? status : gloss_simhash(alloc, str("The ship left Oslo"), &key);
}

static void out_of_memory(void **state) {
  (void)state;
  test_each_failure(scenario);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(only_words_count), cmocka_unit_test(no_words),
                                     cmocka_unit_test(near_texts_have_near_keys),
                                     cmocka_unit_test(short_texts),
                                     cmocka_unit_test(out_of_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
