/* sentencefeatures.c -- what a model sees of a gap: the rules' word on it, classes and words of the
** tokens around it, how capitals go on, the distance to the next stop, what comes again. A feature
** is a hash of its number and what it is of; their order is part of the model's file format. */
#include <string.h>

#include "hash.h"
#include "sentencegaps.h"

/* NEAR is how many tokens are looked at on a side. A score beyond SURE by classes is not changed by
** words. */
enum { NEAR = 24, RUN = 8, CLASSES = 16, SURE = 4 };

/* Classes of tokens; a mark of one byte is MARK and that byte, one of several MARKS and its first. */
enum {
  NOTHING,
  LOWER,
  CAPITAL,
  CAPITALS,
  LETTER,
  MIXED,
  UNCASED,
  SHORT_FORM,
  WITH_DIGITS,
  DIGIT,
  DIGITS,
  YEAR,
  LONG_NUMBER,
  OPENER,
  CLOSER,
  APOSTROPHE,
  DASH,
  DOTS,
  BULLET,
  OTHER,
  KIND = 32,
  MARK = 64,
  MARKS = 192
};

static uint32_t size_of(const gloss__sentence_view *v, uint32_t i) {
  return v->ends[i] - v->starts[i];
}

/* Words by the flags of their shape that tell of case and digits. */
static const unsigned char word_classes[2 * GLOSS_DIGITS] = {
    UNCASED,     CAPITALS,    CAPITAL,     CAPITALS,    LOWER,       CAPITALS,    CAPITAL,
    CAPITALS,    MIXED,       CAPITALS,    MIXED,       CAPITALS,    MIXED,       CAPITALS,
    MIXED,       CAPITALS,    WITH_DIGITS, WITH_DIGITS, WITH_DIGITS, WITH_DIGITS, WITH_DIGITS,
    WITH_DIGITS, WITH_DIGITS, WITH_DIGITS, WITH_DIGITS, WITH_DIGITS, WITH_DIGITS, WITH_DIGITS,
    WITH_DIGITS, WITH_DIGITS, WITH_DIGITS, WITH_DIGITS};

static unsigned word_class(const gloss__sentence_view *v, uint32_t i) {
  unsigned class = word_classes[v->shape[i] & (2 * GLOSS_DIGITS - 1)];
  if (size_of(v, i) == 1) return class == CAPITAL ? LETTER : class;
  return v->text.data[v->ends[i] - 1] == '.' ? SHORT_FORM : class;
}

/* Tells marks of the block U+2000 to U+203F by their last byte. */
static unsigned high_class(unsigned char last) {
  switch (last) {
  case 0x93:
  case 0x94: return DASH;
  case 0x98:
  case 0x9C: return OPENER;
  case 0x99: return APOSTROPHE;
  case 0x9D: return CLOSER;
  case 0xA2: return BULLET;
  case 0xA6: return DOTS;
  default: return OTHER;
  }
}

static unsigned mark_class(const gloss__sentence_view *v, uint32_t i) {
  gloss_str t = gloss__token_text(v, i);
  unsigned char first = (unsigned char)t.data[0];
  if (t.size == 1) return MARK + (first & 127u);
  if (t.size == 3 && memcmp(t.data, "\xE2\x80", 2) == 0)
    return high_class((unsigned char)t.data[2]);
  if (first == '-') return DASH;
  if (first == '.') return DOTS;
  return first < 0x80 ? MARKS + (first & 63u) : OTHER;
}

static unsigned class_of(const gloss__sentence_view *v, uint32_t i) {
  if (i >= v->n) return NOTHING;
  uint32_t size = size_of(v, i);
  switch (v->kind[i]) {
  case GLOSS_WORD: return word_class(v, i);
  case GLOSS_NUMERAL: return size == 1 ? DIGIT : size < 4 ? DIGITS : size == 4 ? YEAR : LONG_NUMBER;
  case GLOSS_PUNCT:
  case GLOSS_SIGN: return mark_class(v, i);
  default: return KIND + (v->kind[i] & 31u);
  }
}

uint32_t gloss__word_hash(gloss_str token) {
  const unsigned char *p = (const unsigned char *)token.data;
  uint64_t lower = UINT64_C(0x2020202020202020), first, last = 0;
  if (token.size < 8) {
    first = gloss__hash_tail(p, token.size) | lower;
  } else {
    first = gloss__hash_read8(p) | lower;
    last = gloss__hash_read8(p + token.size - 8) | lower;
  }
  uint64_t size = token.size * GLOSS__HASH_K2;
  return (uint32_t)(gloss__hash_fold(first ^ GLOSS__HASH_K1, last ^ GLOSS__HASH_K0 ^ size) >> 32);
}

/* Gives what the language's pack knows of a word, with or without its stop. */
static unsigned flags_of(const gloss__sentence_view *v, uint32_t i) {
  enum {
    KNOWN = GLOSS__STARTER | GLOSS__SAYING | GLOSS__TIME_NAME | GLOSS__TITLE | GLOSS__MAY_END |
            GLOSS__ABBREVIATION | GLOSS__BEFORE_NUMBER
  };
  if (i >= v->n || v->kind[i] != GLOSS_WORD) return 0;
  gloss_str token = gloss__token_text(v, i);
  if (token.size > 1 && token.data[token.size - 1] == '.') token.size--;
  unsigned f = gloss__lexicon_match(v->lexicon, token, KNOWN);
  return (f & GLOSS__STARTER ? 1u : 0) | (f & GLOSS__SAYING ? 2u : 0) |
         (f & GLOSS__TIME_NAME ? 4u : 0) | (f & GLOSS__TITLE ? 8u : 0) |
         (f & GLOSS__MAY_END ? 16u : 0) | (f & GLOSS__ABBREVIATION ? 32u : 0) |
         (f & GLOSS__BEFORE_NUMBER ? 64u : 0);
}

/* ---- What is around ---- */

/* Gives how many tokens come before the next stop, or up to the end of the paragraph, as a bucket,
** and which of the two it is. */
static unsigned distance(const gloss__sentence_view *v, uint32_t i) {
  uint64_t stops = GLOSS__BITS_FROM(v, stops, i), edges = GLOSS__BITS_FROM(v, blanks, i);
  if (v->n - i < NEAR) edges |= UINT64_C(1) << (v->n - i);
  unsigned n = (unsigned)__builtin_ctzll(stops | edges | UINT64_C(1) << NEAR);
  unsigned bucket = n < 5 ? n : n < 7 ? 5 : n < 10 ? 6 : n < 15 ? 7 : n < NEAR ? 8 : 9;
  return 2 * bucket + (unsigned)(edges >> n & 1);
}

/* Gives how many tokens with capitals stand in a row before token i and from there on. */
static unsigned runs(const gloss__sentence_view *v, uint32_t i) {
  const uint64_t most = UINT64_C(1) << RUN;
  uint64_t before = ~GLOSS__BITS_BEFORE(v, capitals, i) | most << (63 - 2 * RUN);
  uint64_t from = ~GLOSS__BITS_FROM(v, capitals, i) | most;
  return (unsigned)__builtin_clzll(before) << 4 | (unsigned)__builtin_ctzll(from);
}

/* Counts, up to 2, the tokens from `base` on at the places of bits that are token i again, before one
** of the class given. */
static unsigned count_again(const gloss__sentence_view *v, uint32_t i, uint64_t next, uint32_t base,
                            uint64_t places) {
  gloss_str token = gloss__token_text(v, i);
  unsigned count = 0;
  for (; places != 0 && count < 2; places &= places - 1) {
    uint32_t k = base + (uint32_t)__builtin_ctzll(places);
    count += size_of(v, k) == token.size && class_of(v, k + 1) == next &&
             memcmp(v->text.data + v->starts[k], token.data, token.size) == 0;
  }
  return count;
}

/* Counts how often token i, a mark or one with a capital or digits, comes again and came before in
** its paragraph, 0 to 2 each. */
static unsigned parallels(const gloss__sentence_view *v, uint32_t i, uint64_t next) {
  const uint64_t near = (UINT64_C(1) << NEAR) - 1;
  uint64_t blanks = GLOSS__BITS_FROM(v, blanks, i + 1), ahead = GLOSS__BITS_FROM(v, marks, i + 1);
  uint64_t edges = GLOSS__BITS_BEFORE(v, blanks, i), back = GLOSS__BITS_BEFORE(v, marks, i);
  if (v->kind[i] < GLOSS_PUNCT) {
    ahead = GLOSS__BITS_FROM(v, capitals, i + 1) | GLOSS__BITS_FROM(v, digits, i + 1);
    back = GLOSS__BITS_BEFORE(v, capitals, i) | GLOSS__BITS_BEFORE(v, digits, i);
  }
  ahead &= near & (blanks == 0 ? near : (blanks & (~blanks + 1)) - 1);
  back &= near << (64 - NEAR);
  if (edges != 0) back &= ~UINT64_C(0) << (63 - __builtin_clzll(edges));
  uint32_t base = i < 64 ? 0 : i - 64;
  return 3 * count_again(v, i, next, i + 1, ahead) +
         count_again(v, i, next, base, i < 64 ? back >> (64 - i) % 64 : back);
}

/* The features so far. */
typedef struct list {
  uint32_t *out;
  unsigned n;
} list;

/* Adds a feature that is of two values. */
static void add(list *l, uint64_t a, uint64_t b) {
  uint64_t number = (l->n + 1) * GLOSS__HASH_K2;
  l->out[l->n++] =
      (uint32_t)(gloss__hash_fold(a ^ GLOSS__HASH_K1, b ^ GLOSS__HASH_K0 ^ number) >> 16);
}

static uint64_t pack(uint64_t a, uint64_t b, uint64_t c) { return a << 16 | b << 8 | c; }

/* A gap as its features are made of it: classes of the tokens from two before the gap to three
** behind it, and of the one that its stop is of. */
typedef struct sight {
  uint64_t w2, w1, w, n, n1, n2, base;
  uint64_t rule, newline, after, capitals, runs;
  unsigned base_flags, n_flags, n1_flags;
} sight;

static sight look(const gloss__sentence_view *v, const gloss__gap *gap) {
  uint32_t i = gap->left, stop = gap->stop, base = i;
  if (stop != GLOSS_NONE) base = v->kind[stop] == GLOSS_PUNCT && stop > 0 ? stop - 1 : stop;
  sight s = {.w2 = class_of(v, i - 2),
             .w1 = class_of(v, i - 1),
             .w = class_of(v, i),
             .n = class_of(v, i + 1),
             .n1 = class_of(v, i + 2),
             .n2 = class_of(v, i + 3),
             .base = class_of(v, base),
             .base_flags = flags_of(v, base),
             .n_flags = flags_of(v, i + 1),
             .n1_flags = flags_of(v, i + 2)};
  unsigned noise = gap->noise == 0 ? 0 : gap->noise < 5 ? 1 : gap->noise < 8 ? 2 : 3;
  s.rule = gap->kind * 16u + (gap->ends ? 8u : 0) + (v->space[i + 1] != 0 ? 4u : 0) + noise;
  s.newline = v->space[i + 1] & GLOSS_NEWLINE;
  s.after = distance(v, i + 1);
  s.capitals = gloss__popcount(GLOSS__BITS_BEFORE(v, capitals, i + 1) >> 60) * 8 +
               gloss__popcount(GLOSS__BITS_FROM(v, capitals, i + 1) & 15);
  s.runs = runs(v, i + 1);
  return s;
}

/* Features of classes, and of what the rules say. */
static void add_classes(list *l, const sight *s) {
  uint64_t rule = s->rule, w = s->w, n = s->n;
  add(l, rule, 0);
  add(l, pack(rule, s->base, 0), s->base_flags);
  add(l, pack(s->w1, w, 0), n);
  add(l, pack(w, n, 0), s->n1);
  add(l, s->w2 << 24 | pack(s->w1, w, 0), n);
  add(l, pack(n, s->n1, 0), s->n2);
  add(l, pack(w, s->n_flags, 0), s->n1_flags);
  add(l, pack(n, s->n1, 0), s->n_flags);
  add(l, pack(s->newline, w, 0), n);
  add(l, pack(s->newline, rule, 0), s->n_flags);
  add(l, s->capitals, rule);
  add(l, pack(s->capitals, w, 0), n);
  add(l, s->runs, rule);
  add(l, pack(s->runs, w, 0), n);
  add(l, pack(rule, n, 0), s->after);
  add(l, pack(w, n, 0), s->after);
}

/* Gives a hash of a token's word; numbers are alike when they are of one size. */
static uint32_t word_at(const gloss__sentence_view *v, uint32_t i) {
  if (i >= v->n) return 0;
  return v->shape[i] & GLOSS_DIGITS ? size_of(v, i) : gloss__word_hash(gloss__token_text(v, i));
}

/* Gives the classes of a word that a model knows. */
static uint64_t names_at(const gloss__sentence_view *v, const gloss__sentence_model *model,
                         uint32_t i, uint32_t word) {
  return i < v->n && v->kind[i] == GLOSS_WORD ? gloss__model_word(model, word) : 0;
}

/* Features of words, and of what comes again. */
static void add_words(list *l, const gloss__sentence_view *v, const gloss__sentence_model *model,
                      uint32_t i, const sight *s) {
  uint32_t w1 = word_at(v, i - 1), w = word_at(v, i), n = word_at(v, i + 1), n1 = word_at(v, i + 2);
  uint64_t names = names_at(v, model, i + 1, n) << 4 | names_at(v, model, i + 2, n1);
  add(l, n, s->rule);
  add(l, n, 0);
  add(l, w, 0);
  add(l, n, s->n1);
  add(l, n1, s->n);
  add(l, w1, s->n);
  add(l, (uint64_t)w1 << 32 | w, s->n);
  add(l, names, pack(s->n, s->n1, s->w));
  add(l, pack(s->rule, parallels(v, i + 1, s->n1), 0), s->n);
}

void gloss__gap_features(const gloss__sentence_view *v, const gloss__sentence_model *model,
                         const gloss__gap *gap, uint32_t out[GLOSS__FEATURES]) {
  list l = {out, 0};
  sight s = look(v, gap);
  add_classes(&l, &s);
  add_words(&l, v, model, gap->left, &s);
}

float gloss__gap_prior(const gloss__gap *gap) {
  float sure = gap->noise < GLOSS__NOISE_MIN ? 1 : 0;
  if (gap->stop == GLOSS_NONE) return -4 - sure;
  return gap->ends ? 3 + sure : -3 - sure;
}

static float sum(const gloss__sentence_model *model, const list *l, unsigned from) {
  int total = 0;
  for (unsigned k = from; k < l->n; k++) total += model->weights[l->out[k] & model->weight_mask];
  return (float)total * model->scale;
}

/* Calls for the weights of the last features, which mostly are far away. */
static void fetch(const gloss__sentence_model *model, const list *l, unsigned from) {
  for (unsigned k = from; k < l->n; k++)
    __builtin_prefetch(&model->weights[l->out[k] & model->weight_mask]);
}

/* Weights are called for at all gaps before they are summed at the first. */
void gloss__ask_model(void *data, const gloss__sentence_view *v, const gloss__gap *gaps, uint32_t n,
                      float *scores) {
  const gloss__sentence_model *model = data;
  uint32_t features[GLOSS__GAPS][GLOSS__FEATURES];
  list lists[GLOSS__GAPS];
  sight sights[GLOSS__GAPS];
  for (uint32_t k = 0; k < n; k++) {
    lists[k] = (list){features[k], 0};
    sights[k] = look(v, &gaps[k]);
    add_classes(&lists[k], &sights[k]);
    fetch(model, &lists[k], 0);
  }
  for (uint32_t k = 0; k < n; k++) {
    scores[k] = gloss__gap_prior(&gaps[k]) + sum(model, &lists[k], 0);
    if (scores[k] < -SURE || scores[k] > SURE) continue;
    add_words(&lists[k], v, model, gaps[k].left, &sights[k]);
    fetch(model, &lists[k], CLASSES);
  }
  for (uint32_t k = 0; k < n; k++)
    if (lists[k].n > CLASSES) scores[k] += sum(model, &lists[k], CLASSES);
}
