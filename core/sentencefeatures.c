/* sentencefeatures.c -- what a model sees of a gap: the rules' word on it, classes and words of the
** tokens around it, the distances to stops, what is open there, what comes again. A feature is a
** hash of its number and what it is of; their order is part of the model's file format. */
#include <string.h>

#include "hash.h"
#include "sentencegaps.h"

/* SURE_BY_CLASS is the score by the classes of tokens at a gap beyond which their words are not looked
** at, SURE the one by their words beyond which no look is taken further away. */
enum { NEAR = 24, WORD_MAX = 24, ENDING = 3, CLASSES = 11, SURE_BY_CLASS = 4, SURE = 3 };

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

static unsigned word_class(const gloss__sentence_view *v, uint32_t i) {
  unsigned shape = v->shape[i];
  if (size_of(v, i) > 1 && v->text.data[v->ends[i] - 1] == '.') return SHORT_FORM;
  if (shape & GLOSS_DIGITS) return WITH_DIGITS;
  if (shape & GLOSS_ALL_CAPS) return CAPITALS;
  if (shape & GLOSS_MIXED) return MIXED;
  if (shape & GLOSS_INITIAL_CAP) return size_of(v, i) == 1 ? LETTER : CAPITAL;
  return shape & GLOSS_LOWER ? LOWER : UNCASED;
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
  char text[WORD_MAX];
  if (token.size > WORD_MAX) token = (gloss_str){token.data + token.size - WORD_MAX, WORD_MAX};
  for (size_t k = 0; k < token.size; k++) {
    char c = token.data[k];
    text[k] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c >= '0' && c <= '9' ? '0' : c);
  }
  return (uint32_t)(gloss__hash(text, token.size) >> 32);
}

static unsigned flags_of(const gloss__sentence_view *v, uint32_t i) {
  if (i >= v->n || v->kind[i] != GLOSS_WORD) return 0;
  gloss_str token = gloss__token_text(v, i);
  if (token.size > 1 && token.data[token.size - 1] == '.') token.size--;
  unsigned f = gloss__lexicon_find(v->lexicon, token);
  return (f & GLOSS__STARTER ? 1u : 0) | (f & GLOSS__SAYING ? 2u : 0) |
         (f & GLOSS__TIME_NAME ? 4u : 0) | (f & GLOSS__TITLE ? 8u : 0) |
         (f & GLOSS__MAY_END ? 16u : 0) | (f & GLOSS__ABBREVIATION ? 32u : 0) |
         (f & GLOSS__BEFORE_NUMBER ? 64u : 0);
}

/* A token near a gap. */
typedef struct near {
  uint64_t class, word, names;
} near;

static near token_at(const gloss__sentence_view *v, uint32_t i) {
  near t = {class_of(v, i), 0, 0};
  return t;
}

static void look_word(const gloss__sentence_view *v, uint32_t i, near *t) {
  if (i < v->n) t->word = gloss__word_hash(gloss__token_text(v, i));
}

static void look_names(const gloss__sentence_view *v, const gloss__sentence_model *model,
                       uint32_t i, near *t) {
  if (i < v->n && v->kind[i] == GLOSS_WORD) t->names = gloss__model_word(model, (uint32_t)t->word);
}

/* What lies around a gap, up to NEAR tokens away and in its paragraph. */
typedef struct reach {
  uint32_t before, after; /* tokens to the stop before and after, or the paragraph's edge */
  int edge_before, edge_after;
  unsigned words, capitals;
} reach;

static int stops_at(const gloss__sentence_view *v, uint32_t i) {
  return v->kind[i] == GLOSS_PUNCT && gloss__is_stop(v, i) != GLOSS__STOP_NONE;
}

static void count(const gloss__sentence_view *v, uint32_t i, reach *r) {
  r->words += v->kind[i] == GLOSS_WORD;
  r->capitals += (v->shape[i] & GLOSS_INITIAL_CAP) != 0;
}

static void look_around(const gloss__sentence_view *v, const gloss__gap *gap, reach *r) {
  uint32_t from = gap->stop != GLOSS_NONE ? gap->stop : gap->left + 1, i = from;
  for (; i > 0 && from - i < NEAR && !(v->space[i] & GLOSS_BLANK_LINE); i--) {
    if (stops_at(v, i - 1)) break;
    count(v, i - 1, r);
  }
  r->before = from - i;
  r->edge_before = i == 0 || (v->space[i] & GLOSS_BLANK_LINE);
  from = i = gap->left + 1;
  for (; i < v->n && i - from < NEAR && !(v->space[i] & GLOSS_BLANK_LINE); i++) {
    if (stops_at(v, i)) break;
    count(v, i, r);
  }
  r->after = i - from;
  r->edge_after = i == v->n || (v->space[i] & GLOSS_BLANK_LINE);
}

/* Tells what is open before a gap: 4 a bracket, 2 a curly quote, 1 a straight one. */
static unsigned open_at(const gloss__sentence_view *v, const gloss__gap *gap) {
  int brackets = 0, quotes = 0;
  unsigned open = gap->quoted ? 1 : 0;
  uint32_t end = gap->left + 1;
  for (uint32_t k = end; k > 0 && end - k < 2 * NEAR; k--) {
    if (k < end && (v->space[k] & GLOSS_BLANK_LINE)) break;
    if (v->kind[k - 1] != GLOSS_PUNCT) continue;
    gloss_str t = gloss__token_text(v, k - 1);
    brackets += t.data[0] == '(' || t.data[0] == '[';
    brackets -= t.data[0] == ')' || t.data[0] == ']';
    quotes += t.size == 3 && memcmp(t.data, "\xE2\x80\x9C", 3) == 0;
    quotes -= t.size == 3 && memcmp(t.data, "\xE2\x80\x9D", 3) == 0;
    open |= (brackets > 0 ? 4u : 0) | (quotes > 0 ? 2u : 0);
  }
  return open;
}

/* Whether the token at k and the class of the one after it are those behind the gap. */
static int is_again(const gloss__sentence_view *v, uint32_t k, uint32_t size, const near *n,
                    const near *n1) {
  return size_of(v, k) == size && class_of(v, k) == n->class && class_of(v, k + 1) == n1->class &&
         gloss__word_hash(gloss__token_text(v, k)) == n->word;
}

/* Counts, 0 to 2 each, how often what follows the gap at token i comes again and came before. */
static unsigned parallels(const gloss__sentence_view *v, uint32_t i, const near *n,
                          const near *n1) {
  unsigned again = 0, past = 0;
  uint32_t size = i + 1 < v->n ? size_of(v, i + 1) : 0;
  for (uint32_t k = i + 2; k + 1 < v->n && k - i < NEAR + 2; k++) {
    if (v->space[k] & GLOSS_BLANK_LINE) break;
    again += is_again(v, k, size, n, n1) != 0;
  }
  for (uint32_t k = i + 1; k > 0 && i + 1 - k < NEAR && !(v->space[k] & GLOSS_BLANK_LINE);)
    past += is_again(v, --k, size, n, n1) != 0;
  return (again > 2 ? 2 : again) * 3 + (past > 2 ? 2 : past);
}

/* Puts a distance into one of ten buckets. */
static unsigned bucket(uint32_t n) {
  return n < 5 ? n : n < 7 ? 5 : n < 10 ? 6 : n < 15 ? 7 : n < NEAR ? 8 : 9;
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

/* A gap as its features are made of it: tokens from two before to three behind, the one that the
** stop is of, and what is around them. */
typedef struct sight {
  near w2, w1, w, n, n1, n2, base;
  uint64_t rule, noise, before, after, open, share, again, size;
  uint32_t at_base; /* token */
  unsigned base_flags, n_flags, n1_flags;
} sight;

static sight look(const gloss__sentence_view *v, const gloss__gap *gap) {
  uint32_t i = gap->left, stop = gap->stop, base = i;
  if (stop != GLOSS_NONE) base = v->kind[stop] == GLOSS_PUNCT && stop > 0 ? stop - 1 : stop;
  sight s = {{class_of(v, i - 2), 0, 0},
             token_at(v, i - 1),
             token_at(v, i),
             token_at(v, i + 1),
             token_at(v, i + 2),
             {class_of(v, i + 3), 0, 0},
             token_at(v, base),
             .at_base = base,
             .base_flags = flags_of(v, base),
             .n_flags = flags_of(v, i + 1),
             .n1_flags = flags_of(v, i + 2)};
  uint32_t noise = gap->noise;
  s.noise = noise == 0 ? 0 : noise < 5 ? 1 : noise < 8 ? 2 : 3;
  s.size = size_of(v, base) < 8 ? size_of(v, base) : 8;
  s.rule = (uint64_t)gap->kind * 16 + (gap->ends ? 8u : 0) + (v->space[i + 1] != 0 ? 4u : 0);
  s.rule += s.noise;
  return s;
}

static void look_words(sight *s, const gloss__sentence_view *v, const gloss__gap *gap) {
  uint32_t i = gap->left;
  look_word(v, i - 1, &s->w1);
  look_word(v, i, &s->w);
  look_word(v, i + 1, &s->n);
  look_word(v, i + 2, &s->n1);
  look_word(v, s->at_base, &s->base);
}

/* Adds what takes a look further away. */
static void look_far(sight *s, const gloss__sentence_view *v, const gloss__sentence_model *model,
                     const gloss__gap *gap) {
  reach r = {0};
  look_names(v, model, gap->left - 1, &s->w1);
  look_names(v, model, gap->left, &s->w);
  look_names(v, model, gap->left + 1, &s->n);
  look_names(v, model, gap->left + 2, &s->n1);
  look_around(v, gap, &r);
  s->before = bucket(r.before) * 2 + (r.edge_before != 0);
  s->after = bucket(r.after) * 2 + (r.edge_after != 0);
  s->share = r.words ? 5 * r.capitals / (r.words + r.capitals + 1) : 9;
  s->open = open_at(v, gap);
  s->again = parallels(v, gap->left, &s->n, &s->n1);
}

/* Features of classes, and of what the rules say. */
static void add_classes(list *l, const sight *s) {
  uint64_t rule = s->rule, w1 = s->w1.class, w = s->w.class, n = s->n.class, n1 = s->n1.class;
  uint64_t base = s->base.class;
  add(l, rule, 0);
  add(l, rule, n);
  add(l, pack(rule, base, 0), s->base_flags);
  add(l, pack(rule, n, 0), s->n_flags);
  add(l, pack(w1, w, 0), n);
  add(l, pack(w, n, 0), n1);
  add(l, s->w2.class << 24 | pack(w1, w, 0), n);
  add(l, pack(n, n1, 0), s->n2.class);
  add(l, pack(w, s->n_flags, 0), s->n1_flags);
  add(l, pack(n, n1, 0), s->n_flags);
  add(l, pack(rule, base, 0), s->size);
}

static void add_words(list *l, const sight *s) {
  add(l, s->w.word, s->n.class);
  add(l, s->n.word, s->rule);
  add(l, s->n.word, s->w.class);
  add(l, s->w1.word, s->rule);
  add(l, s->base.word, s->n.class);
  add(l, s->n1.word, s->n.class);
  add(l, s->n.word << 32 | s->n1.word, 0);
}

/* Features of distances and of what is open. */
static void add_reach(list *l, const sight *s) {
  uint64_t rule = s->rule, w = s->w.class, n = s->n.class;
  add(l, rule, s->before);
  add(l, rule, s->after);
  add(l, pack(rule, s->before, 0), s->after);
  add(l, pack(rule, s->open, 0), n);
  add(l, pack(rule, w, 0), s->open);
  add(l, pack(rule, n, 0), s->share);
  add(l, pack(rule, n, 0), s->after);
  add(l, pack(w, n, 0), s->before);
  add(l, pack(w, n, 0), s->after);
}

/* Features of what is known of the words as names. */
static void add_names(list *l, const sight *s) {
  uint64_t rule = s->rule, w1 = s->w1.class, w = s->w.class, n = s->n.class;
  add(l, pack(rule, n, 0), s->n.names);
  add(l, w << 24 | pack(n, s->w.names, 0), s->n.names);
  add(l, s->n.names << 4 | s->n1.names, pack(n, s->n1.class, w));
  add(l, s->w.names << 4 | s->w1.names, pack(n, w1, w));
  add(l, s->n.names, pack(w, n, s->after));
  add(l, s->w.names, pack(w, n, s->noise));
  add(l, s->w.names << 12 | s->w1.names << 8 | s->n.names << 4 | s->n1.names, rule);
  add(l, s->w.names, s->n.word);
  add(l, s->n.names, s->w.word);
}

/* Gives a hash of the last bytes of a token. */
static uint64_t ending(const gloss__sentence_view *v, uint32_t i) {
  gloss_str t = gloss__token_text(v, i);
  if (t.size > ENDING) t = (gloss_str){t.data + t.size - ENDING, ENDING};
  return gloss__hash(t.data, t.size) >> 8;
}

/* The features of the words at the gap. */
static void add_near(list *l, const gloss__sentence_view *v, const gloss__gap *gap, sight *s) {
  look_words(s, v, gap);
  add_words(l, s);
  add(l, ending(v, gap->left), s->w.class);
  add(l, ending(v, gap->left + 1), s->n.class);
}

/* The others. */
static void add_far(list *l, const gloss__sentence_view *v, const gloss__sentence_model *model,
                    const gloss__gap *gap, sight *s) {
  look_far(s, v, model, gap);
  add_reach(l, s);
  add_names(l, s);
  add(l, pack(s->rule, s->again, 0), s->n.class);
  add(l, pack(s->w.class, s->n.class, 0), s->again);
  add(l, pack(s->again, s->n1.class, s->n.class), s->noise);
}

void gloss__gap_features(const gloss__sentence_view *v, const gloss__sentence_model *model,
                         const gloss__gap *gap, uint32_t out[GLOSS__FEATURES]) {
  list l = {out, 0};
  sight s = look(v, gap);
  add_classes(&l, &s);
  add_near(&l, v, gap, &s);
  add_far(&l, v, model, gap, &s);
}

float gloss__gap_prior(const gloss__gap *gap) {
  float sure = gap->noise < GLOSS__NOISE_MIN ? 1 : 0;
  if (gap->stop == GLOSS_NONE) return -4 - sure;
  return gap->ends ? 3 + sure : -3 - sure;
}

/* The features of a gap while it is scored, a step at a time. */
typedef struct scoring {
  uint32_t features[GLOSS__FEATURES];
  list list;
  sight sight;
  float score;
} scoring;

/* Fetches the weights of the features from `from` on. */
static void fetch(const gloss__sentence_model *model, const scoring *g, unsigned from) {
  for (unsigned k = from; k < g->list.n; k++)
    __builtin_prefetch(&model->weights[g->features[k] & model->weight_mask]);
}

static void add_up(const gloss__sentence_model *model, scoring *g, unsigned from) {
  int total = 0;
  for (unsigned k = from; k < g->list.n; k++)
    total += model->weights[g->features[k] & model->weight_mask];
  g->score += (float)total * model->scale;
}

/* Whether a score is so far from 0 that the next step would not change its side. */
static int is_sure(float score, int sure) { return score < (float)-sure || score > (float)sure; }

/* Each step is taken for all gaps before the next, so that weights are fetched meanwhile: classes;
** words where these are not sure; what is further away where words are not. */
void gloss__ask_model(void *data, const gloss__sentence_view *v, const gloss__gap *gaps, uint32_t n,
                      float *scores) {
  const gloss__sentence_model *model = data;
  scoring all[GLOSS__GAPS];
  for (uint32_t k = 0; k < n; k++) {
    scoring *g = &all[k];
    g->list = (list){g->features, 0};
    g->score = gloss__gap_prior(&gaps[k]);
    g->sight = look(v, &gaps[k]);
    add_classes(&g->list, &g->sight);
    fetch(model, g, 0);
  }
  for (uint32_t k = 0; k < n; k++) {
    scoring *g = &all[k];
    unsigned from = g->list.n;
    add_up(model, g, 0);
    if (is_sure(g->score, SURE_BY_CLASS)) continue;
    add_near(&g->list, v, &gaps[k], &g->sight);
    fetch(model, g, from);
  }
  for (uint32_t k = 0; k < n; k++) {
    scoring *g = &all[k];
    unsigned from = g->list.n;
    if (from > CLASSES) add_up(model, g, CLASSES);
    if (from > CLASSES && !is_sure(g->score, SURE)) {
      add_far(&g->list, v, model, &gaps[k], &g->sight);
      add_up(model, g, from);
    }
    scores[k] = g->score;
  }
}
