/* test_sentencepoints.c -- what the splitter's passes know of tokens, a bit each: all kernels alike at
** every length and alignment, and no token is missed that a pass must look at. */
#include "sentencepoints.h"

#include "kernel.h"
#include "mem.h"
#include "support.h"

enum { TOKENS = 300, ROOM = 4 * TOKENS };

/* Tokens with columns of their own, packed without gaps, in a view. */
typedef struct columns {
  char text[ROOM];
  uint32_t starts[TOKENS], ends[TOKENS];
  uint8_t kind[TOKENS], space[TOKENS];
  uint16_t shape[TOKENS];
  gloss__lexicon *lexicon;
  gloss__sentence_view view;
} columns;

static columns *open_columns(void) {
  columns *c = calloc(1, sizeof *c);
  assert_status(gloss__lexicon_new(&c->lexicon, gloss__alloc_or_default(NULL), &gloss__english),
                GLOSS_OK);
  return c;
}

static void close_columns(columns *c) {
  gloss__lexicon_free(c->lexicon, gloss__alloc_or_default(NULL));
  free(c);
}

/* Makes n tokens, of which one in `rare` may be anything, of any kind; the others are words. */
static const gloss__sentence_view *fill(columns *c, uint32_t n, unsigned rare, uint64_t *seed) {
  static const char *const odd_texts[] = {
      ".",  "!",      "?!", "..",     ";",   "\"", "\"-",  "\u2026", "e.",  "--",
      "-",  "\u00B7", ",",  "\u3002", ".e",  "e?", "\x01", "*",      "_",   "=",
      "==", ":",      "/",  "9/1",    "1-2", "17", "7",    "(",      "\x10"};
  static const char *const words[] = {"e", "is", "not", "\u00E9", "\u8A00"};
  uint32_t size = 0;
  for (uint32_t i = 0; i < n; i++) {
    int odd = next_random(seed) % rare == 0;
    const char *text = odd ? odd_texts[next_random(seed) % (sizeof odd_texts / sizeof *odd_texts)]
                           : words[next_random(seed) % (sizeof words / sizeof *words)];
    c->starts[i] = size;
    memcpy(c->text + size, text, strlen(text));
    c->ends[i] = size += (uint32_t)strlen(text);
    c->kind[i] = odd ? (uint8_t)(next_random(seed) % GLOSS_EMOJI + 1) : GLOSS_WORD;
    c->space[i] = odd ? (uint8_t)(next_random(seed) % 8) : GLOSS_SPACE;
    c->shape[i] = odd ? (uint16_t)next_random(seed) : GLOSS_LOWER;
  }
  c->view = (gloss__sentence_view){.lexicon = c->lexicon,
                                   .text = {c->text, size},
                                   .n = n,
                                   .starts = c->starts,
                                   .ends = c->ends,
                                   .kind = c->kind,
                                   .space = c->space,
                                   .shape = c->shape};
  return &c->view;
}

/* Whether the pass must look at token i. */
static int is_needed(const gloss__sentence_view *v, uint32_t i) {
  int line = v->space[i] & GLOSS_NEWLINE || (i + 1 < v->n && v->space[i + 1] & GLOSS_NEWLINE);
  int quote = v->kind[i] == GLOSS_PUNCT && v->text.data[v->starts[i]] == '"';
  return line || quote || v->kind[i] == GLOSS_EMOJI || gloss__is_stop(v, i) != GLOSS__STOP_NONE;
}

/* Gives a sort of bits by its place among them. */
static uint64_t sort_of(const gloss__sentence_bits *bits, unsigned sort) {
  return ((const uint64_t *)bits)[sort];
}

/* Checks the bits of the tokens from `from` on in all kernels; gives how many points there are. */
static uint32_t check(const gloss__sentence_view *v, uint32_t from) {
  enum { SORTS = sizeof(gloss__sentence_bits) / sizeof(uint64_t) };
  const gloss__kernel *kernel;
  gloss__sentence_bits expected, got;
  gloss__sentence_points_scalar(v, from, &expected);
  uint32_t n = v->n - from < 64 ? v->n - from : 64, count = 0;
  for (uint32_t k = 0; k < n; k++) {
    int found = (int)(expected.points >> k & 1);
    count += (uint32_t)found;
    assert_true(found || !is_needed(v, from + k));
  }
  for (unsigned sort = 0; sort < SORTS && n < 64; sort++)
    assert_true(sort_of(&expected, sort) >> n == 0);
  for (size_t k = 0; (kernel = gloss__kernel_at(k)) != NULL; k++) {
    memset(&got, 0x55, sizeof got);
    kernel->sentence_points(v, from, &got);
    for (unsigned sort = 0; sort < SORTS; sort++)
      if (sort_of(&got, sort) != sort_of(&expected, sort))
        fail_msg("%s: bits of sort %u differ from token %u on", kernel->name, sort, from);
  }
  return count;
}

static void kernels_agree(void **state) {
  (void)state;
  columns *c = open_columns();
  uint64_t seed = 3;
  for (uint32_t n = 1; n <= TOKENS; n++) {
    for (unsigned rare = 1; rare < 40; rare += 9) {
      const gloss__sentence_view *v = fill(c, n, rare, &seed);
      c->view.rules = rare % 2 ? GLOSS__GREEK_STOPS : GLOSS__CUT_CLAUSES;
      for (uint32_t from = 0; from < n; from++) check(v, from);
    }
  }
  close_columns(c);
}

/* One odd token at every place is found, and it alone. */
static void one_is_found(void **state) {
  (void)state;
  columns *c = open_columns();
  uint64_t seed = 5;
  for (uint32_t at = 0; at < 200; at++) {
    const gloss__sentence_view *v = fill(c, 200, UINT32_MAX, &seed);
    for (uint32_t from = 0; from < 200; from++) assert_int_equal(check(v, from), 0);
    char *last = &c->text[c->ends[at] - 1], kept = *last;
    uint32_t from = at < 63 ? 0 : at - 63;
    *last = ".!?;\""[at % 5];
    for (uint32_t f = from; f <= at; f++) assert_int_equal(check(v, f), 1);
    *last = kept;
    c->space[at] = GLOSS_SPACE | GLOSS_NEWLINE; /* the token before it ends a line */
    for (uint32_t f = from; f < at; f++) assert_int_equal(check(v, f), 2);
    assert_int_equal(check(v, at), 1);
  }
  close_columns(c);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(kernels_agree),
                                     cmocka_unit_test(one_is_found)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
