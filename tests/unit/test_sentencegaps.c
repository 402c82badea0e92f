/* test_sentencegaps.c -- which gaps a model is asked about: the search by bits finds what a look at
** every gap alone does; and between two certain beginnings the judge gets 64 at most. */
#include "sentencegaps.h"

#include "kernel.h"
#include "mem.h"
#include "scratch.h"
#include "support.h"

enum { MOST = 200 }; /* tokens of a text */

/* What texts are made of. */
typedef struct piece {
  const char *text;
  uint8_t kind, space;
  uint16_t shape;
} piece;

static const piece pieces[] = {
    {"so", GLOSS_WORD, GLOSS_SPACE, GLOSS_LOWER},
    {"So", GLOSS_WORD, GLOSS_SPACE, GLOSS_INITIAL_CAP},
    {"So", GLOSS_WORD, 0, GLOSS_INITIAL_CAP},
    {"7", GLOSS_NUMERAL, GLOSS_SPACE, GLOSS_DIGITS},
    {",", GLOSS_PUNCT, 0, 0},
    {";", GLOSS_PUNCT, 0, 0},
    {":", GLOSS_PUNCT, 0, 0},
    {"*", GLOSS_PUNCT, GLOSS_SPACE, 0},
    {"-", GLOSS_PUNCT, GLOSS_SPACE, 0},
    {")", GLOSS_PUNCT, 0, 0},
};

enum { PIECES = sizeof pieces / sizeof *pieces };

/* A view of tokens with their bits, and the marks of where sentences begin. */
typedef struct world {
  char text[4 * MOST];
  uint32_t starts[MOST], ends[MOST];
  uint8_t kind[MOST], space[MOST];
  uint16_t shape[MOST];
  gloss__sentence_bits bits[MOST / 64 + 3];
  uint64_t begins[MOST / 64 + 3];
  gloss__lexicon *lexicon;
  gloss__sentence_view view;
} world;

static world *open_world(void) {
  world *w = calloc(1, sizeof *w);
  assert_status(gloss__lexicon_new(&w->lexicon, gloss__alloc_or_default(NULL), &gloss__english),
                GLOSS_OK);
  return w;
}

static void close_world(world *w) {
  gloss__lexicon_free(w->lexicon, gloss__alloc_or_default(NULL));
  free(w);
}

/* Makes a view of n tokens, after `before` words in lower case. */
static void fill(world *w, uint32_t before, const unsigned *which, uint32_t n) {
  uint32_t size = 0, all = before + n;
  for (uint32_t i = 0; i < all; i++) {
    const piece *p = &pieces[i < before ? 0 : which[i - before]];
    w->starts[i] = size;
    memcpy(w->text + size, p->text, strlen(p->text));
    w->ends[i] = size += (uint32_t)strlen(p->text);
    w->kind[i] = p->kind;
    w->space[i] = p->space;
    w->shape[i] = p->shape;
    if (i > 0 && p->space == 0 && w->kind[i - 1] != GLOSS_WORD) w->space[i] = GLOSS_SPACE;
  }
  w->view = (gloss__sentence_view){.lexicon = w->lexicon,
                                   .text = {w->text, size},
                                   .n = all,
                                   .starts = w->starts,
                                   .ends = w->ends,
                                   .kind = w->kind,
                                   .space = w->space,
                                   .shape = w->shape,
                                   .bits = w->bits};
  memset(w->bits, 0, sizeof w->bits);
  memset(w->begins, 0, sizeof w->begins);
  w->begins[0] = 1;
  for (uint32_t at = 0; at < all; at += 64)
    gloss__kernel_best()->sentence_points(&w->view, at, &w->bits[at / 64]);
}

static int bit_at(const uint64_t *words, uint32_t i) { return (int)(words[i / 64] >> i % 64 & 1); }

static int is_odd(const world *w, uint32_t i) { return (int)(w->bits[i / 64].odd >> i % 64 & 1); }

static char first_byte(const world *w, uint32_t i) { return w->text[w->starts[i]]; }

/* Whether the gap after token i is open, told without bits of neighbours. */
static int is_open(const world *w, uint32_t i) {
  const gloss__sentence_view *v = &w->view;
  if (i + 1 >= v->n || v->space[i + 1] == 0 || bit_at(w->begins, i + 1)) return 0;
  if (w->bits[i / 64].settled >> i % 64 & 1) return 0;
  int mark = v->kind[i] >= GLOSS_PUNCT, capital = (v->shape[i + 1] & GLOSS_INITIAL_CAP) != 0;
  int digit = (v->shape[i + 1] & GLOSS_DIGITS) != 0, noise = 0, greeting = 0;
  uint32_t half = GLOSS__NOISE_WINDOW / 2, from = i + 1 < half ? 0 : i + 1 - half;
  for (uint32_t k = from; k < i + 1 + half && k < v->n; k++) noise += is_odd(w, k);
  if (!(mark && capital) && !(noise >= GLOSS__NOISE_MIN && (mark || capital || digit))) return 0;
  for (uint32_t k = 0; k < 3 && k <= i; k++) greeting |= bit_at(w->begins, i - k);
  if (mark && first_byte(w, i) == ';') return 0;
  if (mark && first_byte(w, i) == ':') return v->kind[i + 1] != GLOSS_WORD;
  if (mark && first_byte(w, i) == ',') return capital && greeting;
  return 1;
}

static void compare(const world *w) {
  for (uint32_t base = 0; base < w->view.n; base += 64) {
    uint64_t open = gloss__open_gaps(&w->view, w->begins, base), expected = 0;
    for (uint32_t k = 0; k < 64 && base + k < w->view.n; k++)
      expected |= (uint64_t)is_open(w, base + k) << k;
    if (open != expected)
      fail_msg("\"%.*s\": other gaps are open from token %u on", (int)w->view.text.size, w->text,
               base);
  }
}

/* All sequences of up to five tokens, also where words of bits meet. */
static void short_sequences(void **state) {
  (void)state;
  static const uint32_t places[] = {0, 60, 63};
  world *w = open_world();
  for (unsigned length = 1, all = PIECES; length <= 5; length++, all *= PIECES) {
    for (unsigned number = 0; number < all; number++) {
      unsigned which[5], rest = number;
      for (unsigned k = 0; k < length; k++, rest /= PIECES) which[k] = rest % PIECES;
      for (unsigned k = 0; k < sizeof places / sizeof *places; k++) {
        fill(w, places[k], which, length);
        compare(w);
      }
    }
  }
  close_world(w);
}

/* Longer ones, with beginnings and settled gaps anywhere. */
static void random_sequences(void **state) {
  (void)state;
  world *w = open_world();
  uint64_t seed = 7;
  for (unsigned round = 0; round < 20000; round++) {
    unsigned which[MOST], n = 1 + next_random(&seed) % MOST, calm = next_random(&seed) % 40 + 1;
    for (unsigned k = 0; k < n; k++)
      which[k] = next_random(&seed) % calm == 0 ? next_random(&seed) % PIECES : 0;
    fill(w, 0, which, n);
    for (unsigned k = 1; k < n; k++) {
      if (next_random(&seed) % 16 == 0) w->begins[k / 64] |= UINT64_C(1) << k % 64;
      if (next_random(&seed) % 16 == 0) w->bits[k / 64].settled |= UINT64_C(1) << k % 64;
    }
    compare(w);
  }
  close_world(w);
}

/* ---- The cap ---- */

/* Says no to all gaps, and counts them. */
static void refuse(void *data, const gloss__sentence_view *v, const gloss__gap *gaps, uint32_t n,
                   float *scores) {
  uint32_t *asked = data;
  (void)v;
  (void)gaps;
  *asked += n;
  for (uint32_t k = 0; k < n; k++) scores[k] = -1;
}

/* Gives how many gaps of a text are asked about. */
static uint32_t count_asked(const char *text) {
  gloss_tokenizer *tokenizer;
  gloss_splitter *splitter;
  gloss_scratch *scratch;
  gloss_doc *doc = make_doc(text);
  gloss_layer *tokens;
  gloss__begins *b;
  gloss__reason last;
  gloss__sentence_view v = {.newlines = GLOSS__NEWLINES_PARAGRAPH};
  uint32_t asked = 0;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_splitter_new(&splitter, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL), GLOSS_OK);
  assert_status(gloss__sentence_view_make(&v, splitter, tokens, NULL), GLOSS_OK);
  assert_status(gloss__begins_get(&b, splitter, v.n, v.n, scratch), GLOSS_OK);
  gloss__begin(b, 0, GLOSS__GOES_ON);
  gloss__sentence_state state = {0};
  assert_status(gloss__find_sentences(&v, 0, state, 1, b, scratch, &last), GLOSS_OK);
  v.bits = b->tokens;
  assert_status(gloss__judge_gaps(&v, 0, (gloss__judge){refuse, &asked}, b, scratch), GLOSS_OK);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
  gloss_splitter_unref(splitter);
  gloss_tokenizer_unref(tokenizer);
  return asked;
}

static void judge_is_asked_so_often(void **state) {
  (void)state;
  enum { TIMES = 300 };
  static const char unit[] = "so) So ", end[] = "it went. Then ";
  char text[TIMES * sizeof unit + sizeof end];
  for (unsigned times = 1; times <= TIMES; times++) {
    text[0] = '\0';
    for (unsigned k = 0; k < times; k++) strcat(text, unit);
    assert_int_equal(count_asked(text), times < 64 ? times : 64);
  }
  text[0] = '\0'; /* a certain beginning in between */
  for (unsigned k = 0; k < 200; k++) strcat(text, k == 100 ? end : unit);
  assert_int_equal(count_asked(text), 128);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(short_sequences),
                                     cmocka_unit_test(random_sequences),
                                     cmocka_unit_test(judge_is_asked_so_often)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
