/* sentence.c -- the splitter: options, bounds, and one pass over the gaps between tokens. */
#include "sentence.h"

#include <stdatomic.h>
#include <string.h>

#include "layer.h"
#include "mem.h"
#include "scratch.h"

struct gloss_splitter {
  gloss_alloc alloc;
  atomic_size_t refs;
  gloss__newlines newlines;
  gloss__lexicon *lexicon;
  unsigned rules; /* of the language */
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
  s->rules = language->rules;
  status = gloss__lexicon_new(&s->lexicon, alloc, language);
  unsigned rules = 0; /* of the tokenizer */
  if (status != GLOSS_OK)
    gloss__fail(err, status, 0, "out of memory");
  else
    status = gloss__add_abbreviations(s->lexicon, alloc, options->abbreviations,
                                      options->n_abbreviations, &rules, err);
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
  gloss__lexicon_free(splitter->lexicon, &alloc);
  gloss__free(&alloc, splitter, sizeof *splitter);
}

/* ---- Running it ---- */

static void begin(state *s, uint32_t i) { s->begins[i / 64] |= UINT64_C(1) << i % 64; }

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
  if (low < v->n) begin(s, low);
}

/* Whether a line break before token i + 1 ends the sentence; `line` is where the line began. */
static int break_ends(const gloss_splitter *s, const gloss__sentence_view *v, uint32_t line,
                      uint32_t i) {
  if (v->space[i + 1] & GLOSS_BLANK_LINE) return 1;
  if (!(v->space[i + 1] & GLOSS_NEWLINE)) return 0;
  return s->newlines >= GLOSS__NEWLINES_PARAGRAPH || gloss__line_ends(v, line, i);
}

/* Sets a bit at each token that begins a sentence. */
static gloss_status find_begins(const gloss_splitter *s, const gloss__sentence_view *v, state *st,
                                gloss_scratch *scratch) {
  uint32_t line = 0, first = 0, decided = 0;
  int quoted = 0, stops = s->newlines != GLOSS__NEWLINES_SENTENCE;
  for (uint32_t i = 0; i < v->n; i++) {
    if (i % 4096 == 0 && gloss__scratch_stopped(scratch)) return GLOSS_ESTOP;
    if (i == 0 || (v->space[i] & GLOSS_NEWLINE)) line = v->starts[i];
    if (v->space[i] & GLOSS_BLANK_LINE) quoted = 0;
    quoted ^= v->kind[i] == GLOSS_PUNCT && v->text.data[v->starts[i]] == '"';
    if (st->begins[i / 64] >> i % 64 & 1) first = i;
    if (i + 1 == v->n) break;
    if (break_ends(s, v, line, i)) {
      begin(st, i + 1);
      continue;
    }
    if (!stops || i < decided || !gloss__is_stop(v, i)) continue;
    uint32_t last = i;
    if (gloss__stop_ends(v, first, quoted, i, &last)) begin(st, last + 1);
    decided = last + 1;
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
static gloss_status make_view(gloss__sentence_view *v, const gloss_splitter *s,
                              gloss_layer *tokens) {
  gloss_column kind, shape, space;
  v->lexicon = s->lexicon;
  v->rules = s->rules;
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
  int wrap = s->newlines == GLOSS__NEWLINES_WRAP;
  if (wrap || s->newlines == GLOSS__NEWLINES_AUTO) v->width = gloss__line_width(v->text, wrap);
  return GLOSS_OK;
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
  gloss_status status = make_view(&v, splitter, tokens);
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
  if (v.n != 0) begin(st, 0);
  uint32_t n_bounds = bounds && gloss_layer_starts(bounds) ? gloss_layer_count(bounds) : 0;
  for (uint32_t i = 0; i < n_bounds; i++) {
    begin_at(st, &v, gloss_layer_starts(bounds)[i]);
    begin_at(st, &v, gloss_layer_ends(bounds)[i]);
  }
  status = find_begins(splitter, &v, st, scratch);
  if (status == GLOSS_OK) status = make_layer(&v, st, doc, out);
  if (status != GLOSS_OK)
    gloss__fail(err, status, 0, status == GLOSS_ESTOP ? "stopped" : "out of memory");
  return status;
}
