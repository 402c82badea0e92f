/* sentence.c -- the splitter: options, bounds, and one pass over the gaps between tokens. */
#include "sentence.h"

#include <stdatomic.h>
#include <string.h>

#include "layer.h"
#include "mem.h"
#include "scratch.h"
#include "sentencegaps.h"

struct gloss_splitter {
  gloss_alloc alloc;
  atomic_size_t refs;
  gloss__newlines newlines;
  gloss__lexicon *lexicon;
  gloss__sentence_model model; /* without weights: the rules alone */
};

/* What a scratch keeps for a splitter: a bit a token, set where a sentence begins. */
typedef struct state {
  uint64_t *begins;
  size_t room;
} state;

static void state_free(void *data, const gloss_alloc *alloc) {
  state *s = data;
  gloss__free(alloc, s->begins, s->room * sizeof *s->begins);
}

static void engine_ref(void *engine) { gloss_splitter_ref(engine); }
static void engine_unref(void *engine) { gloss_splitter_unref(engine); }

static const gloss__engine_type engine_type = {sizeof(state), state_free, engine_ref, engine_unref};

/* ---- Making one ---- */

/* Reads the options' names; the style "lines" is the newline mode "sentence". */
static gloss_status read_options(const gloss_splitter_options *options, gloss__newlines *newlines,
                                 const gloss__language **language, gloss_error *err) {
  static const char *const modes[] = {"auto", "wrap", "paragraph", "sentence"};
  const char *style = options->style ? options->style : "news";
  const char *mode = options->newlines ? options->newlines : "auto";
  int lines = strcmp(style, "lines") == 0, found = 0;
  if (!lines && strcmp(style, "news") != 0) {
    return gloss__fail(err, GLOSS_EARG, 0, "unknown splitter style \"%.60s\" (news, lines)", style);
  }
  for (unsigned i = 0; i < 4; i++) {
    if (strcmp(mode, modes[i]) != 0) continue;
    *newlines = (gloss__newlines)i;
    found = 1;
  }
  if (!found) {
    return gloss__fail(err, GLOSS_EARG, 0,
                       "unknown newlines \"%.60s\" (auto, wrap, paragraph, sentence)", mode);
  }
  if (lines) *newlines = GLOSS__NEWLINES_SENTENCE;
  return gloss__language_choose(language, options->language, err);
}

/* Opens a model and checks that it is of the language. */
static gloss_status open_model(gloss__sentence_model *model, const char *path,
                               const gloss__language *language, gloss_error *err) {
  gloss_status status = gloss__model_open(model, path, err);
  if (status != GLOSS_OK || strcmp(model->language, language->name) == 0) return status;
  return gloss__fail(err, GLOSS_EMISMATCH, 20, "%.100s: a model of \"%.8s\", expected \"%.8s\"",
                     path, model->language, language->name);
}

gloss_status gloss_splitter_new(gloss_splitter **out, const gloss_alloc *alloc,
                                const gloss_splitter_options *options, gloss_error *err) {
  static const gloss_splitter_options defaults;
  gloss__newlines newlines = GLOSS__NEWLINES_AUTO;
  alloc = gloss__alloc_or_default(alloc);
  *out = NULL;
  if (!options) options = &defaults;
  const gloss__language *language;
  gloss_status status = read_options(options, &newlines, &language, err);
  if (status != GLOSS_OK) return status;
  gloss_splitter *s = gloss__calloc(alloc, 1, sizeof *s);
  if (!s) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  s->alloc = *alloc;
  atomic_init(&s->refs, 1);
  s->newlines = newlines;
  status = gloss__lexicon_new(&s->lexicon, alloc, language);
  unsigned rules = 0; /* of the tokenizer */
  if (status != GLOSS_OK)
    gloss__fail(err, status, 0, "out of memory");
  else
    status = gloss__add_abbreviations(s->lexicon, alloc, options->abbreviations,
                                      options->n_abbreviations, &rules, err);
  if (status == GLOSS_OK && options->model)
    status = open_model(&s->model, options->model, language, err);
  if (status != GLOSS_OK) {
    gloss_splitter_unref(s);
    return status;
  }
  *out = s;
  return GLOSS_OK;
}

gloss_splitter *gloss_splitter_ref(gloss_splitter *splitter) {
  atomic_fetch_add_explicit(&splitter->refs, 1, memory_order_relaxed);
  return splitter;
}

void gloss_splitter_unref(gloss_splitter *splitter) {
  if (!splitter) return;
  if (atomic_fetch_sub_explicit(&splitter->refs, 1, memory_order_acq_rel) != 1) return;
  const gloss_alloc alloc = splitter->alloc;
  gloss__model_close(&splitter->model);
  gloss__lexicon_free(splitter->lexicon, &alloc);
  gloss__free(&alloc, splitter, sizeof *splitter);
}

/* ---- Running it ---- */

static void begin(uint64_t *begins, uint32_t i) { begins[i / 64] |= UINT64_C(1) << i % 64; }

/* Begins a sentence at the first token that starts at or after an edge. */
static void begin_at(state *s, const gloss__sentence_view *v, uint32_t edge) {
  uint32_t low = 0, high = v->n;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (v->starts[mid] < edge)
      low = mid + 1;
    else
      high = mid;
  }
  if (low < v->n) begin(s->begins, low);
}

/* Whether a line break before token i + 1 ends the sentence; `line` is where the line began. */
static int break_ends(gloss__newlines newlines, const gloss__sentence_view *v, uint32_t line,
                      uint32_t i) {
  if (v->space[i + 1] & GLOSS_BLANK_LINE) return 1;
  if (!(v->space[i + 1] & GLOSS_NEWLINE)) return 0;
  return newlines >= GLOSS__NEWLINES_PARAGRAPH || gloss__line_ends(v, line, i);
}

/* Gives the word on a gap: the judge's where the rules leave it open. */
static int decide(const gloss__sentence_view *v, const gloss__gap *gap, gloss__judge judge) {
  if (!judge.fn || gloss__gap_plain(v, gap) || gloss__gap_certain(v, gap, judge.quiet))
    return gap->ends;
  return judge.fn(judge.data, v, gap);
}

/* The tokens around a gap that are noise, a bit each. */
typedef struct window {
  uint64_t bits;
  uint32_t count;
} window;

/* Moves the window on: token i comes in. */
static void slide(window *w, const gloss__sentence_view *v, uint32_t i) {
  uint32_t in = i < v->n && v->kind[i] != GLOSS_WORD && gloss__is_noise(v, i);
  w->count += in - (uint32_t)(w->bits >> (GLOSS__NOISE_WINDOW - 1) & 1);
  w->bits = w->bits << 1 | in;
}

/* Hears the rules on the gap after token i: *last is the last token of the stop that it belongs to,
** *verdict whether the stop ends a sentence. */
static void hear_rules(const gloss__sentence_view *v, gloss__gap *gap, uint32_t i, uint32_t *last,
                       int *verdict) {
  gap->left = i;
  if (gap->stop != GLOSS_NONE && i > *last) gap->stop = GLOSS_NONE;
  if (gap->stop == GLOSS_NONE && (gap->kind = gloss__is_stop(v, i)) != GLOSS__NO_STOP) {
    *last = gap->stop = i;
    *verdict = gloss__stop_ends(v, gap->first, gap->quoted, i, last);
  }
  gap->inside = gap->stop != GLOSS_NONE && i < *last;
  gap->ends = gap->stop != GLOSS_NONE && i == *last && *verdict;
}

gloss_status gloss__find_begins(const gloss__sentence_view *v, gloss__newlines newlines,
                                gloss__judge judge, uint64_t *begins, gloss_scratch *scratch) {
  uint32_t line = 0, last = 0;
  int verdict = 0;
  gloss__gap gap = {0, 0, GLOSS_NONE, 0, GLOSS__NO_STOP, 0, 0, 0};
  window noise = {0, 0};
  for (uint32_t i = 0; judge.fn && i <= GLOSS__NOISE_WINDOW / 2; i++) slide(&noise, v, i);
  for (uint32_t i = 0; i < v->n; i++) {
    if (i % 4096 == 0 && scratch && gloss__scratch_stopped(scratch)) return GLOSS_ESTOP;
    if (judge.fn && i > 0) slide(&noise, v, i + GLOSS__NOISE_WINDOW / 2);
    if (i == 0 || (v->space[i] & GLOSS_NEWLINE)) line = v->starts[i];
    if (v->space[i] & GLOSS_BLANK_LINE) gap.quoted = 0;
    gap.quoted ^= v->kind[i] == GLOSS_PUNCT && v->text.data[v->starts[i]] == '"';
    if (begins[i / 64] >> i % 64 & 1) gap.first = i;
    if (i + 1 == v->n) break;
    if (break_ends(newlines, v, line, i)) {
      begin(begins, i + 1);
      gap.stop = GLOSS_NONE;
    } else if (newlines != GLOSS__NEWLINES_SENTENCE) {
      gap.noise = noise.count;
      hear_rules(v, &gap, i, &last, &verdict);
      if (decide(v, &gap, judge)) begin(begins, i + 1);
    }
  }
  return GLOSS_OK;
}

/* Makes the layer of the sentences whose first tokens are marked. */
static gloss_status make_layer(const gloss__sentence_view *v, const state *st, gloss_doc *doc,
                               gloss_layer **out) {
  size_t words = v->n / 64 + 1;
  uint32_t count = 0, row = 0;
  for (size_t w = 0; w < words; w++) count += (uint32_t)__builtin_popcountll(st->begins[w]);
  gloss_status status = gloss__layer_new(out, doc, "sentence", count, 0);
  if (status != GLOSS_OK) return status;
  uint32_t *starts = gloss__layer_starts(*out), *ends = gloss__layer_ends(*out);
  for (size_t w = 0; w < words; w++) {
    for (uint64_t bits = st->begins[w]; bits != 0; bits &= bits - 1) {
      uint32_t i = (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(bits);
      if (row > 0) ends[row - 1] = v->ends[i - 1];
      starts[row++] = v->starts[i];
    }
  }
  if (row > 0) ends[row - 1] = v->ends[v->n - 1];
  gloss__layer_seal(*out, count);
  return GLOSS_OK;
}

/* Takes the columns of a token layer. */
gloss_status gloss__sentence_view_make(gloss__sentence_view *v, const gloss__lexicon *lexicon,
                                       gloss__newlines newlines, gloss_layer *tokens) {
  gloss_column kind, shape, space;
  v->lexicon = lexicon;
  v->text = gloss_doc_text(gloss_layer_doc(tokens));
  v->n = gloss_layer_count(tokens);
  v->starts = gloss_layer_starts(tokens);
  v->ends = gloss_layer_ends(tokens);
  if (!v->starts || gloss_layer_column(tokens, "kind", &kind) != GLOSS_OK ||
      kind.type != GLOSS_U8 || gloss_layer_column(tokens, "shape", &shape) != GLOSS_OK ||
      shape.type != GLOSS_U16 || gloss_layer_column(tokens, "space", &space) != GLOSS_OK ||
      space.type != GLOSS_U8) {
    return GLOSS_EARG;
  }
  v->kind = kind.values;
  v->shape = shape.values;
  v->space = space.values;
  int wrap = newlines == GLOSS__NEWLINES_WRAP;
  if (wrap || newlines == GLOSS__NEWLINES_AUTO) v->width = gloss__line_width(v->text, wrap);
  return GLOSS_OK;
}

/* Decides by a splitter's model. */
static int ask_model(void *data, const gloss__sentence_view *v, const gloss__gap *gap) {
  return gloss__gap_score(v, data, gap) > 0;
}

gloss_status gloss_splitter_run(gloss_splitter *splitter, gloss_layer *tokens,
                                const gloss_layer *bounds, gloss_scratch *scratch,
                                gloss_layer **out, gloss_error *err) {
  gloss__sentence_view v = {0};
  gloss_doc *doc = gloss_layer_doc(tokens);
  void *data;
  *out = NULL;
  if (bounds && gloss_layer_doc(bounds) != doc) {
    return gloss__fail(err, GLOSS_EARG, 0, "tokens and bounds are of two documents");
  }
  gloss_status status =
      gloss__sentence_view_make(&v, splitter->lexicon, splitter->newlines, tokens);
  if (status != GLOSS_OK) {
    return gloss__fail(err, status, 0, "layer \"%.60s\" lacks a token layer's columns",
                       gloss_layer_name(tokens));
  }
  status = gloss__scratch_state(scratch, splitter, &engine_type, &data);
  if (status != GLOSS_OK) return gloss__fail(err, status, 0, "out of memory");
  state *st = data;
  void *begins = st->begins;
  status = gloss__grow(gloss__scratch_alloc(scratch), &begins, &st->room, v.n / 64 + 1,
                       sizeof *st->begins);
  st->begins = begins;
  if (status != GLOSS_OK) return gloss__fail(err, status, 0, "out of memory");
  memset(st->begins, 0, (v.n / 64 + 1) * sizeof *st->begins);
  if (v.n != 0) begin(st->begins, 0);
  gloss__judge judge = {splitter->model.weights ? ask_model : NULL, &splitter->model, 1};
  uint32_t n_bounds = bounds && gloss_layer_starts(bounds) ? gloss_layer_count(bounds) : 0;
  for (uint32_t i = 0; i < n_bounds; i++) {
    begin_at(st, &v, gloss_layer_starts(bounds)[i]);
    begin_at(st, &v, gloss_layer_ends(bounds)[i]);
  }
  status = gloss__find_begins(&v, splitter->newlines, judge, st->begins, scratch);
  if (status == GLOSS_OK) status = make_layer(&v, st, doc, out);
  if (status != GLOSS_OK)
    gloss__fail(err, status, 0, status == GLOSS_ESTOP ? "stopped" : "out of memory");
  return status;
}
