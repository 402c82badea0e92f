/* sentencetrain.c -- learning a model: gaps of texts with their features, then logistic regression on
** them. What the rules say is the start (gloss__gap_prior); weights are drawn to zero, so that little
** evidence changes little; the weights of the last epochs are averaged, so that their order matters
** little, too. */
#include <math.h>
#include <string.h>

#include "mem.h"
#include "sentenceforms.h"
#include "sentencegaps.h"
#include "sentenceraw.h"

/* MIN_COUNT is how often a feature must have been seen; words fill half of their table at most. */
enum {
  EPOCHS = 20,
  AVERAGED = 10,
  MIN_COUNT = 3,
  WEIGHTS = 1 << GLOSS__WEIGHT_BITS,
  WORD_BITS = 6
};

static const float PENALTY = 1e-4f, RATE = 0.05f, SCALE = 1 / 32.0f;

/* A gap that the rules leave open. */
typedef struct sample {
  uint32_t features[GLOSS__FEATURES];
  float prior;
  int ends;
} sample;

struct gloss_sentence_trainer {
  gloss_alloc alloc;
  const gloss__language *language;
  gloss_splitter *splitter; /* the rules */
  gloss_scratch *scratch;
  sample *samples;
  size_t count, room;
  unsigned char *words; /* the table of the file */
  uint32_t word_bits, n_words;
  gloss__raw *raw; /* NULL before the first raw text */
  gloss_str forms; /* what it taught */
  int settled;     /* the forms are learnt, and known to the splitter */
  gloss_str file;
};

static size_t words_size(uint32_t bits) { return (size_t)4 << bits; }

/* ---- Making one ---- */

gloss_status gloss_sentence_trainer_new(gloss_sentence_trainer **out, const gloss_alloc *alloc,
                                        const char *language, gloss_error *err) {
  const gloss__language *found;
  *out = NULL;
  alloc = gloss__alloc_or_default(alloc);
  gloss_status status = gloss__language_choose(&found, language, err);
  if (status != GLOSS_OK) return status;
  gloss_sentence_trainer *t = gloss__calloc(alloc, 1, sizeof *t);
  if (!t) goto fail;
  t->alloc = *alloc;
  t->language = found;
  t->word_bits = WORD_BITS;
  t->words = gloss__calloc(alloc, 1, words_size(WORD_BITS));
  gloss_splitter_options options = {.language = found->name};
  if (!t->words || gloss_splitter_new(&t->splitter, alloc, &options, err) != GLOSS_OK ||
      gloss_scratch_new(&t->scratch, alloc) != GLOSS_OK)
    goto fail;
  *out = t;
  return GLOSS_OK;
fail:
  gloss_sentence_trainer_free(t);
  return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
}

void gloss_sentence_trainer_free(gloss_sentence_trainer *t) {
  if (!t) return;
  const gloss_alloc alloc = t->alloc;
  gloss_splitter_unref(t->splitter);
  gloss_scratch_free(t->scratch);
  gloss__raw_free(t->raw);
  gloss__free(&alloc, t->samples, t->room * sizeof *t->samples);
  gloss__free(&alloc, t->words, t->words ? words_size(t->word_bits) : 0);
  gloss__free(&alloc, (void *)(uintptr_t)t->file.data, t->file.size);
  gloss__free(&alloc, t, sizeof *t);
}

/* ---- Words ---- */

/* Doubles the table of words. */
static gloss_status widen(gloss_sentence_trainer *t) {
  uint32_t bits = t->word_bits + 1;
  if (bits > GLOSS__MODEL_BITS_MAX) return GLOSS_ERANGE;
  unsigned char *wide = gloss__calloc(&t->alloc, 1, words_size(bits));
  if (!wide) return GLOSS_ENOMEM;
  gloss_status status = GLOSS_OK;
  for (size_t at = 0; at < words_size(t->word_bits) && status == GLOSS_OK; at += 4) {
    uint32_t word = gloss__model_u32(t->words + at);
    if (word != 0) status = gloss__model_add_word(wide, bits, word, word & GLOSS__WORD_CLASSES);
  }
  gloss__free(&t->alloc, status == GLOSS_OK ? t->words : wide,
              words_size(status == GLOSS_OK ? t->word_bits : bits));
  if (status != GLOSS_OK) return status;
  t->words = wide;
  t->word_bits = bits;
  return GLOSS_OK;
}

gloss_status gloss_sentence_trainer_word(gloss_sentence_trainer *t, gloss_str word,
                                         unsigned classes, gloss_error *err) {
  if (classes == 0 || classes > GLOSS__WORD_CLASSES)
    return gloss__fail(err, GLOSS_EARG, 0, "unknown classes %u of a word", classes);
  if (t->count != 0) return gloss__fail(err, GLOSS_EARG, 0, "words come before texts");
  gloss_status status = GLOSS_OK;
  if (2 * (size_t)(t->n_words + 1) > (size_t)1 << t->word_bits) status = widen(t);
  if (status == GLOSS_OK)
    status = gloss__model_add_word(t->words, t->word_bits, gloss__word_hash(word), classes);
  if (status == GLOSS_ENOMEM) return gloss__fail(err, status, 0, "out of memory");
  if (status != GLOSS_OK) return gloss__fail(err, status, 0, "too many words for a model");
  t->n_words++;
  return GLOSS_OK;
}

/* ---- Raw texts ---- */

gloss_status gloss_sentence_trainer_read(gloss_sentence_trainer *t, gloss_layer *tokens,
                                         gloss_error *err) {
  gloss__sentence_view v = {0};
  gloss_status status = gloss__sentence_view_make(&v, t->splitter, tokens, err);
  if (status != GLOSS_OK) return status;
  if (t->settled)
    return gloss__fail(err, GLOSS_EARG, 0, "raw texts come before those split by hand");
  if (!t->raw) status = gloss__raw_new(&t->raw, &t->alloc);
  if (status == GLOSS_OK) status = gloss__raw_read(t->raw, &v);
  return status == GLOSS_OK ? status : gloss__fail(err, status, 0, "out of memory");
}

/* Learns the forms of raw texts, once, and tells them to the splitter. */
static gloss_status settle(gloss_sentence_trainer *t) {
  if (t->settled) return GLOSS_OK;
  gloss__lexicon *lexicon = t->splitter->lexicon;
  gloss_status status = t->raw ? gloss__raw_learn(t->raw, lexicon, &t->forms) : GLOSS_OK;
  if (status == GLOSS_OK) status = gloss__forms_add(t->forms, lexicon, &t->alloc, NULL);
  t->settled = status == GLOSS_OK;
  return status;
}

gloss_status gloss_sentence_trainer_forms(gloss_sentence_trainer *t, gloss_str *forms,
                                          gloss_error *err) {
  gloss_status status = settle(t);
  *forms = t->forms;
  return status == GLOSS_OK ? status : gloss__fail(err, status, 0, "out of memory");
}

/* ---- Texts ---- */

/* A text being learnt: a bit a token, set where a sentence begins. */
typedef struct lesson {
  gloss_sentence_trainer *trainer;
  const gloss__sentence_model *model;
  const uint64_t *begins;
  gloss_status status;
} lesson;

/* Takes down a gap; what is learnt needs no verdict. */
static void learn(lesson *l, const gloss__sentence_view *v, const gloss__gap *gap) {
  gloss_sentence_trainer *t = l->trainer;
  uint32_t next = gap->left + 1;
  void *samples = t->samples;
  if (l->status == GLOSS_OK)
    l->status = gloss__grow(&t->alloc, &samples, &t->room, t->count + 1, sizeof *t->samples);
  t->samples = samples;
  if (l->status != GLOSS_OK) return;
  sample *s = &t->samples[t->count++];
  gloss__gap_features(v, l->model, gap, s->features);
  for (unsigned k = 0; k < GLOSS__FEATURES; k++) s->features[k] &= WEIGHTS - 1;
  s->prior = gloss__gap_prior(gap);
  s->ends = (int)(l->begins[next / 64] >> next % 64 & 1);
}

static void learn_all(void *data, const gloss__sentence_view *v, const gloss__gap *gaps, uint32_t n,
                      float *scores) {
  for (uint32_t k = 0; k < n; k++) {
    learn(data, v, &gaps[k]);
    scores[k] = 0;
  }
}

/* Marks the tokens that start at the offsets given. */
static gloss_status mark(const gloss__sentence_view *v, const uint32_t *starts, size_t n,
                         uint64_t *begins) {
  uint32_t i = 0;
  for (size_t k = 0; k < n; k++) {
    if (k > 0 && starts[k] < starts[k - 1]) return GLOSS_EARG;
    while (i < v->n && v->starts[i] < starts[k]) i++;
    if (i < v->n && v->starts[i] == starts[k]) begins[i / 64] |= UINT64_C(1) << i % 64;
  }
  return GLOSS_OK;
}

/* Looks at the gaps of tokens that the rules leave open. */
static gloss_status study(gloss_sentence_trainer *t, gloss__sentence_view *v, lesson *l) {
  gloss__begins *b;
  gloss__reason last;
  gloss__sentence_state state = {0};
  v->newlines = gloss__measure_lines(v->text, v->lexicon, GLOSS__NEWLINES_AUTO, &v->width);
  v->letters = gloss__letters_of(v);
  gloss_status status = gloss__begins_get(&b, t->splitter, v->n, v->n, t->scratch);
  if (status != GLOSS_OK || v->n == 0) return status;
  gloss__begin(b, 0, GLOSS__GOES_ON);
  status = gloss__find_sentences(v, 0, state, 1, b, t->scratch, &last);
  if (status != GLOSS_OK) return status;
  v->bits = b->tokens;
  status = gloss__judge_gaps(v, 0, (gloss__judge){learn_all, l}, b, t->scratch);
  return status == GLOSS_OK ? l->status : status;
}

gloss_status gloss_sentence_trainer_add(gloss_sentence_trainer *t, gloss_layer *tokens,
                                        const uint32_t *starts, size_t n, gloss_error *err) {
  gloss__sentence_view v = {0};
  gloss_status status = gloss__sentence_view_make(&v, t->splitter, tokens, err);
  if (status == GLOSS_OK && settle(t) != GLOSS_OK)
    return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  if (status != GLOSS_OK) return status;
  size_t words = v.n / 64 + 1, count = t->count;
  uint64_t *gold = gloss__calloc(&t->alloc, words, sizeof *gold);
  if (!gold) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  gloss__sentence_model model = {.words = t->words, .word_bits = t->word_bits};
  lesson l = {t, &model, gold, GLOSS_OK};
  status = mark(&v, starts, n, gold);
  if (status == GLOSS_OK) status = study(t, &v, &l);
  gloss__free(&t->alloc, gold, words * sizeof *gold);
  if (status == GLOSS_OK) return GLOSS_OK;
  t->count = count;
  return gloss__fail(err, status, 0, status == GLOSS_EARG ? "starts fall" : "out of memory");
}

/* ---- Fitting ---- */

/* What fitting needs: weights, their sums over the last epochs, sums of squared gradients, and counts
** by feature; an order. */
typedef struct fit {
  float *weights, *sums, *squares;
  uint32_t *counts, *order;
  size_t n;
} fit;

static uint32_t next_random(uint64_t *seed) {
  *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*seed >> 33);
}

static void shuffle(fit *f, uint64_t *seed) {
  for (size_t i = f->n; i > 1; i--) {
    size_t k = next_random(seed) % i;
    uint32_t swap = f->order[i - 1];
    f->order[i - 1] = f->order[k];
    f->order[k] = swap;
  }
}

/* Takes one step down the gradient of one sample; the penalty of a feature is spread over the
** samples that have it. */
static void step(fit *f, const sample *s) {
  float sum = s->prior;
  for (unsigned k = 0; k < GLOSS__FEATURES; k++)
    if (f->counts[s->features[k]] >= MIN_COUNT) sum += f->weights[s->features[k]];
  float wrong = 1 / (1 + expf(-sum)) - (float)s->ends;
  for (unsigned k = 0; k < GLOSS__FEATURES; k++) {
    uint32_t at = s->features[k];
    if (f->counts[at] < MIN_COUNT) continue;
    float share = (float)f->n / (float)f->counts[at];
    float gradient = wrong + PENALTY * f->weights[at] * share;
    f->squares[at] += gradient * gradient;
    f->weights[at] -= RATE * gradient / sqrtf(f->squares[at] + 0.01f);
  }
}

static void descend(fit *f, const sample *samples) {
  uint64_t seed = 7;
  for (size_t i = 0; i < f->n; i++) {
    f->order[i] = (uint32_t)i;
    for (unsigned k = 0; k < GLOSS__FEATURES; k++) f->counts[samples[i].features[k]]++;
  }
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(f, &seed);
    for (size_t i = 0; i < f->n; i++) step(f, &samples[f->order[i]]);
    for (size_t i = 0; i < WEIGHTS && epoch >= EPOCHS - AVERAGED; i++) f->sums[i] += f->weights[i];
  }
}

static gloss_status fit_new(fit *f, const gloss_alloc *alloc, size_t n) {
  f->n = n;
  f->weights = gloss__calloc(alloc, WEIGHTS, sizeof *f->weights);
  f->sums = gloss__calloc(alloc, WEIGHTS, sizeof *f->sums);
  f->squares = gloss__calloc(alloc, WEIGHTS, sizeof *f->squares);
  f->counts = gloss__calloc(alloc, WEIGHTS, sizeof *f->counts);
  f->order = gloss__calloc(alloc, n + 1, sizeof *f->order);
  return f->weights && f->sums && f->squares && f->counts && f->order ? GLOSS_OK : GLOSS_ENOMEM;
}

static void fit_free(fit *f, const gloss_alloc *alloc) {
  gloss__free(alloc, f->weights, WEIGHTS * sizeof *f->weights);
  gloss__free(alloc, f->sums, WEIGHTS * sizeof *f->sums);
  gloss__free(alloc, f->squares, WEIGHTS * sizeof *f->squares);
  gloss__free(alloc, f->counts, WEIGHTS * sizeof *f->counts);
  gloss__free(alloc, f->order, (f->n + 1) * sizeof *f->order);
}

/* Gives the bits of the number of weights: 0 where no gap was learnt from. */
static uint32_t weight_bits(const gloss_sentence_trainer *t) {
  return t->count != 0 ? GLOSS__WEIGHT_BITS : 0;
}

/* Writes the file: header, weights, words, forms. */
static void write_file(const gloss_sentence_trainer *t, const fit *f, unsigned char *p) {
  uint32_t scale;
  size_t weights = (size_t)1 << weight_bits(t);
  memcpy(&scale, &SCALE, sizeof scale);
  memset(p, 0, GLOSS__MODEL_HEADER);
  memcpy(p, "GLSM", 4);
  gloss__model_put(p + 4, GLOSS__MODEL_VERSION);
  gloss__model_put(p + 8, weight_bits(t));
  gloss__model_put(p + 12, t->word_bits);
  gloss__model_put(p + 16, scale);
  memcpy(p + 20, t->language->name, strlen(t->language->name));
  gloss__model_put(p + 28, (uint32_t)t->forms.size);
  p += GLOSS__MODEL_HEADER;
  for (size_t i = 0; i < weights; i++) {
    float w = roundf(f->sums[i] / (AVERAGED * SCALE));
    p[i] = (unsigned char)(signed char)(w > 127 ? 127 : w < -127 ? -127 : w);
  }
  p += weights;
  memcpy(p, t->words, words_size(t->word_bits));
  if (t->forms.size != 0) memcpy(p + words_size(t->word_bits), t->forms.data, t->forms.size);
}

gloss_status gloss_sentence_trainer_fit(gloss_sentence_trainer *t, gloss_str *file,
                                        gloss_error *err) {
  fit f = {0};
  gloss_status status = settle(t);
  if (status != GLOSS_OK) return gloss__fail(err, status, 0, "out of memory");
  size_t size = GLOSS__MODEL_HEADER + ((size_t)1 << weight_bits(t)) + words_size(t->word_bits) +
                t->forms.size;
  unsigned char *bytes = gloss__alloc(&t->alloc, size);
  status = fit_new(&f, &t->alloc, t->count);
  if (status == GLOSS_OK && bytes) {
    descend(&f, t->samples);
    write_file(t, &f, bytes);
    gloss__free(&t->alloc, (void *)(uintptr_t)t->file.data, t->file.size);
    t->file = *file = (gloss_str){(const char *)bytes, size};
  } else {
    gloss__free(&t->alloc, bytes, size);
    status = gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  }
  fit_free(&f, &t->alloc);
  return status;
}
