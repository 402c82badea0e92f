/* splitter.c -- the splitter: its options, and its runs over a document's tokens. */
#include <stddef.h>
#include <string.h>

#include "mem.h"
#include "name.h"
#include "scratch.h"
#include "sentenceforms.h"
#include "sentencegaps.h"

/* ---- Making one ---- */

/* Gives the place of a name among those of a list that NULL ends; -1 for one that is not there,
** with a message. */
static int choose(const char *what, const char *const *names, const char *name, gloss_error *err) {
  char all[80] = "";
  int near = 0;
  for (int i = 0; names[i]; i++) {
    if (strcmp(name, names[i]) == 0) return i;
    if (gloss__name_distance(names[i], name) < gloss__name_distance(names[near], name)) near = i;
    if (i > 0) strcat(all, ", ");
    strcat(all, names[i]);
  }
  gloss__fail(err, GLOSS_EARG, 0, "unknown %s \"%.60s\": did you mean \"%s\"? There are %s", what,
              name, names[near], all);
  return -1;
}

/* Reads the options' names; the style "lines" is the newline mode "sentence". */
static gloss_status read_options(const gloss_splitter_options *options, gloss_splitter *s,
                                 const gloss__language **language, gloss_error *err) {
  static const char *const styles[] = {"news", "uax29", "lines", NULL};
  static const char *const modes[] = {"auto", "wrap", "paragraph", "sentence", NULL};
  static const gloss__newlines values[] = {GLOSS__NEWLINES_AUTO, GLOSS__NEWLINES_WRAP,
                                           GLOSS__NEWLINES_PARAGRAPH, GLOSS__NEWLINES_SENTENCE};
  int style = options->style ? choose("splitter style", styles, options->style, err) : 0;
  if (style < 0) return GLOSS_EARG;
  int mode = options->newlines ? choose("newlines", modes, options->newlines, err) : 0;
  if (mode < 0) return GLOSS_EARG;
  s->uax29 = style == 1;
  s->newlines = style == 2 ? GLOSS__NEWLINES_SENTENCE : values[mode];
  return gloss__language_choose(language, options->language, err);
}

/* Fills the lexicon with the language's forms and the caller's. */
static gloss_status fill_lexicon(gloss_splitter *s, const gloss__language *language,
                                 const gloss_splitter_options *options, gloss_error *err) {
  unsigned rules = 0; /* of the tokenizer */
  gloss_status status = gloss__lexicon_new(&s->lexicon, &s->alloc, language);
  s->rules = language->rules;
  if (status != GLOSS_OK) return gloss__fail(err, status, 0, "out of memory");
  status = gloss__add_abbreviations(s->lexicon, &s->alloc, options->abbreviations,
                                    options->n_abbreviations, &rules, err);
  if (status != GLOSS_OK) return status;
  return gloss__add_starters(s->lexicon, &s->alloc, options->starters, options->n_starters, err);
}

/* Opens a model, checks that it is of the language, and adds its forms to those of the splitter. */
static gloss_status open_model(gloss_splitter *s, const char *path, const gloss__language *language,
                               gloss_error *err) {
  gloss_error inner = {GLOSS_OK, 0, ""};
  gloss__sentence_model *model = &s->model;
  gloss_status status = gloss__model_open(model, path, err);
  if (status != GLOSS_OK) return status;
  if (strcmp(model->language, language->name) != 0)
    return gloss__fail(err, GLOSS_EMISMATCH, 20, "%.100s: a model of \"%.8s\", expected \"%.8s\"",
                       path, model->language, language->name);
  status = gloss__forms_add(model->forms, s->lexicon, &s->alloc, &inner);
  if (status == GLOSS_OK) return status;
  return gloss__fail(err, status, (size_t)(model->forms.data - model->image.data) + inner.offset,
                     "%.100s: %.120s", path, inner.message);
}

gloss_status gloss_splitter_new(gloss_splitter **out, const gloss_alloc *alloc,
                                const gloss_splitter_options *options, gloss_error *err) {
  static const gloss_splitter_options defaults;
  const gloss__language *language;
  alloc = gloss__alloc_or_default(alloc);
  *out = NULL;
  if (!options) options = &defaults;
  gloss_splitter *s = gloss__calloc(alloc, 1, sizeof *s);
  if (!s) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  s->alloc = *alloc;
  atomic_init(&s->refs, 1);
  gloss_status status = read_options(options, s, &language, err);
  if (status == GLOSS_OK) status = fill_lexicon(s, language, options, err);
  if (status == GLOSS_OK && options->model) status = open_model(s, options->model, language, err);
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

gloss_status gloss__sentence_view_make(gloss__sentence_view *v, const gloss_splitter *s,
                                       gloss_layer *tokens, gloss_error *err) {
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
    return gloss__fail(err, GLOSS_EARG, 0, "layer \"%.60s\" lacks a token layer's columns",
                       gloss_layer_name(tokens));
  }
  v->kind = kind.values;
  v->shape = shape.values;
  v->space = space.values;
  return GLOSS_OK;
}

/* The same, and looks what line breaks are. */
static gloss_status make_view(gloss__sentence_view *v, const gloss_splitter *s, gloss_layer *tokens,
                              gloss_error *err) {
  gloss_status status = gloss__sentence_view_make(v, s, tokens, err);
  if (status != GLOSS_OK) return status;
  v->newlines = gloss__measure_lines(v->text, s->lexicon, s->newlines, &v->width);
  v->letters = gloss__letters_of(v);
  return GLOSS_OK;
}

static gloss_status finish(gloss_status status, gloss_error *err) {
  if (status != GLOSS_OK)
    gloss__fail(err, status, 0, status == GLOSS_ESTOP ? "stopped" : "out of memory");
  return status;
}

gloss_status gloss__split(gloss_splitter *splitter, const gloss__sentence_view *v, uint32_t from,
                          gloss__sentence_state state, const gloss_layer *bounds,
                          gloss_scratch *scratch, gloss_doc *doc, gloss_layer **out) {
  gloss__begins *b;
  gloss__reason last;
  if (splitter->uax29) {
    uint32_t start = from < v->n && from > 0 ? v->starts[from] : 0;
    return gloss__uax29_sentences(splitter, v, start, bounds, scratch, doc, out);
  }
  gloss_status status = gloss__begins_get(&b, splitter, v->n, v->n, scratch);
  if (status != GLOSS_OK) return status;
  if (from < v->n) gloss__begin(b, from, GLOSS__GOES_ON);
  if (bounds) gloss__begin_at_bounds(b, v, bounds);
  int asks = splitter->model.weights != NULL;
  status = gloss__find_sentences(v, from, state, asks, b, scratch, &last);
  if (status == GLOSS_OK && asks) {
    gloss__sentence_view seen = *v;
    gloss__judge judge = {gloss__ask_model, &splitter->model};
    seen.bits = b->tokens;
    status = gloss__judge_gaps(&seen, from, judge, b, scratch);
  }
  if (status != GLOSS_OK) return status;
  return gloss__begins_layer(b, v, "sentence", last, asks, doc, out);
}

gloss_status gloss_splitter_run(gloss_splitter *splitter, gloss_layer *tokens,
                                const gloss_layer *bounds, gloss_scratch *scratch,
                                gloss_layer **out, gloss_error *err) {
  gloss__sentence_view v = {0};
  gloss_doc *doc = gloss_layer_doc(tokens);
  *out = NULL;
  if (bounds && gloss_layer_doc(bounds) != doc)
    return gloss__fail(err, GLOSS_EARG, 0, "tokens and bounds are of two documents");
  gloss_status status = make_view(&v, splitter, tokens, err);
  if (status != GLOSS_OK) return status;
  status = gloss__split(splitter, &v, 0, (gloss__sentence_state){0}, bounds, scratch, doc, out);
  return finish(status, err);
}

/* Makes the layer of lines or paragraphs: each begins behind a line break that ends one. */
static gloss_status run_breaks(gloss_splitter *splitter, gloss_layer *tokens, const char *name,
                               gloss_scratch *scratch, gloss_layer **out, gloss_error *err) {
  gloss__sentence_view v = {0};
  gloss__begins *b;
  int lines = strcmp(name, "line") == 0;
  *out = NULL;
  gloss_status status = make_view(&v, splitter, tokens, err);
  if (status != GLOSS_OK) return status;
  status = gloss__begins_get(&b, splitter, v.n, v.n, scratch);
  if (status != GLOSS_OK) return finish(status, err);
  for (uint32_t i = 0, line = 0, first = 0; i < v.n; i++) {
    if (i % 4096 == 0 && gloss__scratch_stopped(scratch)) return finish(GLOSS_ESTOP, err);
    if (i > 0 && !(v.space[i] & GLOSS_NEWLINE)) continue;
    int begins = i == 0 || lines || (v.space[i] & GLOSS_BLANK_LINE) ||
                 (v.newlines != GLOSS__NEWLINES_SENTENCE &&
                  gloss__break_ends(&v, line, first, i - 1) != GLOSS__GOES_ON);
    line = v.starts[i];
    if (!begins) continue;
    gloss__begin(b, i, GLOSS__GOES_ON);
    first = i;
  }
  status = gloss__begins_layer(b, &v, name, GLOSS__GOES_ON, 0, gloss_layer_doc(tokens), out);
  return finish(status, err);
}

gloss_status gloss_splitter_paragraphs(gloss_splitter *splitter, gloss_layer *tokens,
                                       gloss_scratch *scratch, gloss_layer **out,
                                       gloss_error *err) {
  return run_breaks(splitter, tokens, "paragraph", scratch, out, err);
}

gloss_status gloss_splitter_lines(gloss_splitter *splitter, gloss_layer *tokens,
                                  gloss_scratch *scratch, gloss_layer **out, gloss_error *err) {
  return run_breaks(splitter, tokens, "line", scratch, out, err);
}
