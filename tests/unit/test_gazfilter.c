/* test_gazfilter.c -- the filters of tokens that may begin an entry: every kernel the processor has
** against the scalar one, on random tokens and filters; and heads of tokens however they are read. */
#include "support.h"

#include "gazfilter.h"
#include "kernel.h"

enum { TOKENS = 200, TEXT = TOKENS * 24, WORDS = 64, ROUNDS = 500 };

typedef struct tokens {
  char text[TEXT];
  uint32_t starts[TOKENS], ends[TOKENS];
  gloss__gaz_tokens all;
} tokens;

/* Makes tokens of 0 to 20 bytes, one in five of them not all ASCII, with gaps between. */
static void make_tokens(tokens *t, uint64_t *state) {
  uint32_t at = 0;
  for (size_t i = 0; i < TEXT; i++) t->text[i] = (char)(next_random(state) % 128);
  for (int i = 0; i < TOKENS; i++) {
    at += next_random(state) % 3;
    t->starts[i] = at;
    at += next_random(state) % 21;
    t->ends[i] = at;
    if (next_random(state) % 5 == 0) t->text[at - at % 2] = '\xC3';
  }
  t->all = (gloss__gaz_tokens){t->text, TEXT, t->starts, t->ends, TOKENS};
}

static uint64_t random64(uint64_t *state) {
  uint64_t high = next_random(state);
  return high << 32 | next_random(state);
}

/* Fills filters of which a word has one bit in four. */
static gloss__gaz_filters make_filters(uint64_t words[3][WORDS], int folds, uint64_t *state) {
  for (int f = 0; f < 3; f++)
    for (int i = 0; i < WORDS; i++) words[f][i] = random64(state) & random64(state);
  return (gloss__gaz_filters){.firsts = words[0],
                              .singles = words[1],
                              .pairs = words[2],
                              .shift = 64 - 12,
                              .n_singles = WORDS,
                              .n_pairs = WORDS / 2,
                              .fold = folds ? GLOSS__GAZ_CASE : 0,
                              .doubt = folds ? GLOSS__GAZ_CASE << 2 : 0};
}

/* What a kernel says of the tokens [begin, end). */
typedef struct answer {
  uint64_t heads[TOKENS + 1];
  uint32_t firsts[TOKENS + 8], openings[TOKENS + 8], n_firsts, n_openings;
} answer;

static void ask(const gloss__kernel *kernel, const gloss__gaz_filters *f, const tokens *t,
                uint32_t begin, uint32_t end, answer *a) {
  memset(a, 0, sizeof *a);
  a->n_firsts = kernel->gaz_firsts(f, &t->all, begin, end, a->heads, a->firsts);
  memcpy(a->openings, a->firsts, sizeof a->firsts);
  a->n_openings = kernel->gaz_openings(f, a->heads, a->openings, a->n_firsts);
}

static void test_kernels(void **state) {
  (void)state;
  static tokens t;
  static answer expected, got;
  uint64_t random = 7, words[3][WORDS];
  const gloss__kernel *kernel;
  size_t found = 0;
  for (int round = 0; round < ROUNDS; round++) {
    make_tokens(&t, &random);
    gloss__gaz_filters filters = make_filters(words, round % 2, &random);
    uint32_t begin = next_random(&random) % 20, end = begin + next_random(&random) % 150;
    ask(gloss__kernel_at(0), &filters, &t, begin, end, &expected);
    found += expected.n_openings;
    for (size_t i = 1; (kernel = gloss__kernel_at(i)) != NULL; i++) {
      ask(kernel, &filters, &t, begin, end, &got);
      assert_memory_equal(got.heads, expected.heads, (end - begin) * sizeof *got.heads);
      assert_int_equal(got.n_firsts, expected.n_firsts);
      assert_memory_equal(got.firsts, expected.firsts, got.n_firsts * sizeof *got.firsts);
      assert_int_equal(got.n_openings, expected.n_openings);
      assert_memory_equal(got.openings, expected.openings, got.n_openings * sizeof *got.openings);
    }
  }
  assert_true(found > ROUNDS);
}

/* A head is the same whether eight bytes are read or no more than the token's. */
static void test_heads(void **state) {
  (void)state;
  static tokens t;
  static answer a;
  uint64_t random = 11, words[3][WORDS];
  make_tokens(&t, &random);
  for (int folds = 0; folds < 2; folds++) {
    gloss__gaz_filters filters = make_filters(words, folds, &random);
    ask(gloss__kernel_at(0), &filters, &t, 0, TOKENS, &a);
    for (uint32_t i = 0; i < TOKENS; i++) {
      uint32_t size = t.ends[i] - t.starts[i];
      assert_true(gloss__gaz_head(t.text + t.starts[i], size, filters.fold) == a.heads[i]);
    }
  }
  assert_true(gloss__gaz_head("Acme", 4, GLOSS__GAZ_CASE) ==
              gloss__gaz_head("acme", 4, GLOSS__GAZ_CASE));
  assert_true(gloss__gaz_head("Acme", 4, 0) != gloss__gaz_head("acme", 4, 0));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_kernels), cmocka_unit_test(test_heads)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
