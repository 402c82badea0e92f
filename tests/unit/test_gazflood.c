/* test_gazflood.c -- words made to have one hash: they never match for one another, and lists that
** hold too many of them are refused.
**
** A block of 16 bytes enters the hash as fold((a ^ K1) * (b ^ h)), so two blocks collide when their
** factors are p u, q t and q u, p t; u and t are found byte by byte such that all four are letters.
** Words of four blocks have two choices for each: sixteen words of one hash. */
#include "support.h"

#include <stdio.h>

#include "gazetteer.h"
#include "hash.h"

enum { BLOCKS = 4, WORDS = 1 << BLOCKS, SIZE = 16 * BLOCKS };

static int is_letter(unsigned c) { return c >= 'a' && c <= 'z'; }

/* Finds u such that p u and q u, each xor the mask, are eight small letters; from byte i on. */
static int find_unit(uint64_t mask, const unsigned ratio[2], unsigned i, const unsigned carry[2],
                     uint64_t *u) {
  if (i == 8) return carry[0] == 0 && carry[1] == 0;
  unsigned m = mask >> 8 * i & 255;
  for (unsigned byte = 0; byte < 256; byte++) {
    unsigned x = ratio[0] * byte + carry[0], y = ratio[1] * byte + carry[1];
    if (!is_letter((x & 255) ^ m) || !is_letter((y & 255) ^ m)) continue;
    *u = (*u & (((uint64_t)1 << 8 * i) - 1)) | (uint64_t)byte << 8 * i;
    if (find_unit(mask, ratio, i + 1, (unsigned[]){x >> 8, y >> 8}, u)) return 1;
  }
  return 0;
}

static void put_word(char *out, uint64_t word) {
  for (int i = 0; i < 8; i++) out[i] = (char)(word >> 8 * i);
}

/* Makes two blocks that collide under the hash so far, which it carries on. */
static void collide(uint64_t *h, char blocks[2][16]) {
  const unsigned none[2] = {0, 0};
  for (unsigned p = 11; p < 30; p++) {
    uint64_t u = 0, t = 0, q = p + 1;
    if (!find_unit(GLOSS__HASH_K1, (unsigned[]){p, p + 1}, 0, none, &u) ||
        !find_unit(*h, (unsigned[]){p + 1, p}, 0, none, &t))
      continue;
    put_word(blocks[0], (p * u) ^ GLOSS__HASH_K1);
    put_word(blocks[0] + 8, (q * t) ^ *h);
    put_word(blocks[1], (q * u) ^ GLOSS__HASH_K1);
    put_word(blocks[1] + 8, (p * t) ^ *h);
    assert_true(gloss__hash_fold(p * u, q * t) == gloss__hash_fold(q * u, p * t));
    *h = gloss__hash_fold(p * u, q * t);
    return;
  }
  fail_msg("no blocks collide");
}

static void make_words(char words[WORDS][SIZE + 1]) {
  uint64_t h = GLOSS__HASH_K0 ^ SIZE * GLOSS__HASH_K2;
  for (int block = 0; block < BLOCKS; block++) {
    char pair[2][16];
    collide(&h, pair);
    for (int word = 0; word < WORDS; word++)
      memcpy(words[word] + 16 * block, pair[word >> block & 1], 16);
  }
  for (int word = 0; word < WORDS; word++) {
    words[word][SIZE] = '\0';
    assert_true(gloss_hash(str(words[word])) == h);
    for (int other = 0; other < word; other++) assert_string_not_equal(words[word], words[other]);
  }
}

typedef struct desk {
  char words[WORDS][SIZE + 1];
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_entries *entries;
} desk;

static desk make_desk(gloss_case match) {
  desk d;
  gloss_gazetteer_options options = {.match = match};
  make_words(d.words);
  assert_status(gloss_tokenizer_new(&d.tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&d.scratch, NULL), GLOSS_OK);
  assert_status(gloss_entries_new(&d.entries, NULL, d.tokenizer, &options, NULL), GLOSS_OK);
  return d;
}

static void free_desk(desk *d) {
  gloss_entries_free(d->entries);
  gloss_scratch_free(d->scratch);
  gloss_tokenizer_unref(d->tokenizer);
}

/* Adds the words of some numbers as one surface. */
static gloss_status add(desk *d, const int *numbers, int n, gloss_error *err) {
  char surface[3 * (SIZE + 1) + 1] = "";
  for (int i = 0; i < n; i++) {
    if (i) strcat(surface, " ");
    strcat(surface, d->words[numbers[i]]);
  }
  return gloss_entries_add(d->entries, str(surface), NULL, err);
}

/* Compiles what was added and gives the rows it finds in all sixteen words, written a hundred
** times; each must be a word that was added. */
static uint32_t match_all(desk *d, int added) {
  gloss_gazetteer *g;
  gloss_layer *tokens, *layer;
  gloss_column entry;
  char *text = malloc(100 * WORDS * (SIZE + 1) + 1), *end = text;
  assert_non_null(text);
  for (int i = 0; i < 100 * WORDS; i++) end += sprintf(end, "%s ", d->words[i % WORDS]);
  assert_status(gloss_gazetteer_new(&g, d->entries, NULL), GLOSS_OK);
  gloss_doc *doc = make_doc(text);
  assert_status(gloss_tokenizer_run(d->tokenizer, doc, d->scratch, &tokens, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_run(g, tokens, d->scratch, &layer, NULL), GLOSS_OK);
  assert_status(gloss_layer_column(layer, "entry", &entry), GLOSS_OK);
  uint32_t n = gloss_layer_count(layer);
  for (uint32_t i = 0; i < n; i++) {
    int64_t number = ((const int64_t *)entry.values)[i];
    assert_true(number < added);
    assert_memory_equal(text + gloss_layer_starts(layer)[i], d->words[number], SIZE);
  }
  gloss_layer_unref(layer);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_drop(d->scratch, g);
  gloss_gazetteer_unref(g);
  free(text);
  return n;
}

static void test_words(void **state) {
  (void)state;
  for (gloss_case match = GLOSS_EXACT; match <= GLOSS_SMART; match++) {
    desk d = make_desk(match);
    gloss_error err;
    for (int i = 0; i < 8; i++) assert_status(add(&d, &i, 1, NULL), GLOSS_OK);
    assert_status(add(&d, (int[]){8}, 1, &err), GLOSS_EARG);
    assert_non_null(strstr(err.message, "more than 8 different tokens have the hash"));
    assert_int_equal(match_all(&d, 8), 800);
    free_desk(&d);
  }
}

/* Chains of such words: sixty-four of one key may be, not more. */
static void test_chains(void **state) {
  (void)state;
  desk d = make_desk(GLOSS_FOLDED);
  gloss_gazetteer *g;
  gloss_error err;
  for (int i = 0; i < 64; i++) assert_status(add(&d, (int[]){i / 8, i % 8}, 2, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_new(&g, d.entries, NULL), GLOSS_OK);
  gloss_gazetteer_unref(g);
  for (int i = 0; i < 65; i++)
    assert_status(add(&d, (int[]){i / 64, i / 8 % 8, i % 8}, 3, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_new(&g, d.entries, &err), GLOSS_EARG);
  assert_null(g);
  assert_non_null(strstr(err.message, "more than 64 surfaces of one hash"));
  free_desk(&d);
}

/* ---- Work ---- */

/* How often a run looked at the stop flag: once in 1,024 tokens looked at or compared. The linker
** puts these in the place of each other (tests/CMakeLists.txt). */
static unsigned polls;
int __real_gloss__scratch_stopped(const gloss_scratch *scratch);
int __wrap_gloss__scratch_stopped(const gloss_scratch *scratch);
int __wrap_gloss__scratch_stopped(const gloss_scratch *scratch) {
  polls++;
  return __real_gloss__scratch_stopped(scratch);
}

/* Runs a list over a text and gives the work done, in tokens. */
static size_t work_of(desk *d, gloss_gazetteer *g, const char *text, uint32_t *n_tokens) {
  gloss_layer *tokens, *layer;
  gloss_doc *doc = make_doc(text);
  assert_status(gloss_tokenizer_run(d->tokenizer, doc, d->scratch, &tokens, NULL), GLOSS_OK);
  *n_tokens = gloss_layer_count(tokens);
  polls = 0;
  assert_status(gloss_gazetteer_run(g, tokens, d->scratch, &layer, NULL), GLOSS_OK);
  gloss_layer_unref(layer);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  return (size_t)polls * 1024;
}

/* A list of sixty-four pairs of one key and of five thousand other names, over texts of words of that
** hash that are no entries, and over plain ones: what a token costs stays under the forms of a key. */
static void test_work(void **state) {
  (void)state;
  enum { COPIES = 2000 };
  static char flood[COPIES * 2 * (SIZE + 1) + 1], plain[COPIES * 2 * 8 + 1];
  desk d = make_desk(GLOSS_FOLDED);
  gloss_gazetteer *g;
  char name[40], *at = flood, *other = plain;
  uint32_t n;
  for (int i = 0; i < 64; i++) assert_status(add(&d, (int[]){i / 8, i % 8}, 2, NULL), GLOSS_OK);
  for (int i = 0; i < 5000; i++) {
    snprintf(name, sizeof name, "port%d of lune%d", i % 71, i / 71);
    assert_status(gloss_entries_add(d.entries, str(name), NULL, NULL), GLOSS_OK);
  }
  assert_status(gloss_gazetteer_new(&g, d.entries, NULL), GLOSS_OK);
  assert_true(g->probes <= GLOSS__GAZ_PROBES);
  for (int i = 0; i < COPIES; i++) {
    at += sprintf(at, "%s %s ", d.words[i % 8], d.words[8 + i % 8]); /* the second is none */
    other += sprintf(other, "port%d of ", i % 71);
  }
  size_t calm = work_of(&d, g, plain, &n);
  assert_int_equal(n, 2 * COPIES);
  size_t most = work_of(&d, g, flood, &n);
  print_message("%u tokens: work of %zu, of words of one hash %zu\n", n, calm, most);
  assert_int_equal(n, 2 * COPIES);
  assert_true(calm <= 4 * n);
  assert_true(most > calm && most <= (size_t)n * (2 * GLOSS__GAZ_SURFACES + 4));
  gloss_scratch_drop(d.scratch, g);
  gloss_gazetteer_unref(g);
  free_desk(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_words), cmocka_unit_test(test_chains),
                                     cmocka_unit_test(test_work)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
