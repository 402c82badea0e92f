/* sentencebegins.c -- marks at the tokens that begin a sentence, a line or a paragraph, and the
** layers made of them. */
#include <math.h>
#include <string.h>

#include "kernel.h"
#include "layer.h"
#include "mem.h"
#include "scratch.h"
#include "sentence.h"

static void begins_free(void *data, const gloss_alloc *alloc) {
  gloss__begins *b = data;
  gloss__free(alloc, b->bits, b->bits_room * sizeof *b->bits);
  gloss__free(alloc, b->why, b->why_room);
  gloss__free(alloc, b->tokens, b->tokens_room * sizeof *b->tokens);
  gloss__free(alloc, b->gaps, b->gaps_room * sizeof *b->gaps);
  gloss__free(alloc, b->verdicts, b->verdicts_room * sizeof *b->verdicts);
}

static void engine_ref(void *engine) { gloss_splitter_ref(engine); }
static void engine_unref(void *engine) { gloss_splitter_unref(engine); }

gloss_status gloss__begins_get(gloss__begins **out, gloss_splitter *splitter, uint32_t n,
                               uint32_t reasons, gloss_scratch *scratch) {
  static const gloss__engine_type type = {sizeof(gloss__begins), begins_free, engine_ref,
                                          engine_unref};
  const gloss_alloc *alloc = gloss__scratch_alloc(scratch);
  void *data;
  gloss_status status = gloss__scratch_state(scratch, splitter, &type, &data);
  if (status != GLOSS_OK) return status;
  gloss__begins *b = data;
  void *bits = b->bits, *why = b->why;
  size_t words = n / 64 + 2; /* so that one can look at the next */
  status = gloss__grow(alloc, &bits, &b->bits_room, words, sizeof *b->bits);
  b->bits = bits;
  if (status != GLOSS_OK) return status;
  status = gloss__grow(alloc, &why, &b->why_room, (size_t)reasons + 1, 1);
  b->why = why;
  if (status != GLOSS_OK) return status;
  memset(b->bits, 0, words * sizeof *b->bits);
  b->n_gaps = b->n_verdicts = 0;
  *out = b;
  return GLOSS_OK;
}

/* Marks the first token that starts at or after an edge. */
static void begin_at(gloss__begins *b, const gloss__sentence_view *v, uint32_t edge) {
  uint32_t low = 0, high = v->n;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (v->starts[mid] < edge)
      low = mid + 1;
    else
      high = mid;
  }
  if (low > 0 && low < v->n) gloss__begin(b, low, GLOSS__BOUND);
}

void gloss__begin_at_bounds(gloss__begins *b, const gloss__sentence_view *v,
                            const gloss_layer *bounds) {
  const uint32_t *starts = gloss_layer_starts(bounds), *ends = gloss_layer_ends(bounds);
  uint32_t n = starts ? gloss_layer_count(bounds) : 0;
  for (uint32_t i = 0; i < n; i++) {
    begin_at(b, v, starts[i]);
    begin_at(b, v, ends[i]);
  }
}

/* ---- Layers ---- */

gloss_status gloss__reason_symbols(gloss_doc *doc, uint32_t symbols[GLOSS__REASONS]) {
  static const char *const names[GLOSS__REASONS] = {
      [GLOSS__GOES_ON] = "",           [GLOSS__TERMINATOR] = "terminator",
      [GLOSS__STOPPED] = "terminator", [GLOSS__MODEL] = "model",
      [GLOSS__DATELINE] = "dateline",  [GLOSS__LIST] = "list",
      [GLOSS__HEADING] = "heading",    [GLOSS__PARAGRAPH] = "paragraph",
      [GLOSS__LINE] = "line",          [GLOSS__BOUND] = "bound",
      [GLOSS__LIMIT] = "limit",        [GLOSS__END] = "end"};
  for (unsigned i = 0; i < GLOSS__REASONS; i++) {
    gloss_str name = {names[i], strlen(names[i])};
    gloss_status status = gloss_doc_intern(doc, name, &symbols[i]);
    if (status != GLOSS_OK) return status;
  }
  return GLOSS_OK;
}

/* Gives the score of the gap before token i, `absent` where the model was not asked; *k is how many
** verdicts are of gaps before it. */
static double score_of(const gloss__begins *b, uint32_t i, uint32_t *k) {
  while (*k < b->n_verdicts && b->verdicts[*k].token < i) ++*k;
  return *k < b->n_verdicts && b->verdicts[*k].token == i ? (double)b->verdicts[*k].score : NAN;
}

/* Fills the rows of a layer, and of its columns `reason` and `score` those that are there, but for
** the last of them. */
static uint32_t fill(const gloss__begins *b, const gloss__sentence_view *v, gloss_layer *layer,
                     const uint32_t *symbols, uint32_t *reasons, double *scores) {
  uint32_t *starts = gloss__layer_starts(layer), *ends = gloss__layer_ends(layer), row = 0, k = 0;
  for (size_t w = 0; w < v->n / 64 + 1; w++) {
    for (uint64_t bits = b->bits[w]; bits != 0; bits &= bits - 1) {
      uint32_t i = (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(bits);
      if (row > 0) {
        ends[row - 1] = v->ends[i - 1];
        if (reasons) reasons[row - 1] = symbols[b->why[i]];
        if (scores) scores[row - 1] = score_of(b, i, &k);
      }
      starts[row++] = v->starts[i];
    }
  }
  if (row > 0) ends[row - 1] = v->ends[v->n - 1];
  return row;
}

gloss_status gloss__begins_layer(const gloss__begins *b, const gloss__sentence_view *v,
                                 const char *name, gloss__reason last, int scored, gloss_doc *doc,
                                 gloss_layer **out) {
  uint32_t symbols[GLOSS__REASONS];
  uint32_t count = gloss__kernel_best()->count_bits(b->bits, v->n / 64 + 1);
  gloss_layer *layer;
  gloss_status status = gloss__layer_new(&layer, doc, name, count, 0);
  if (status != GLOSS_OK) return status;
  void *reasons = NULL, *scores = NULL;
  if (last != GLOSS__GOES_ON) {
    status = gloss__reason_symbols(doc, symbols);
    if (status == GLOSS_OK) status = gloss__layer_column(layer, "reason", GLOSS_SYMBOL, &reasons);
    if (status == GLOSS_OK && scored && count != 0)
      status = gloss__layer_column(layer, "score", GLOSS_NUMBER, &scores);
    if (status != GLOSS_OK) {
      gloss_layer_unref(layer);
      return status;
    }
  }
  uint32_t rows = fill(b, v, layer, symbols, reasons, scores);
  if (reasons && rows > 0) ((uint32_t *)reasons)[rows - 1] = symbols[last];
  if (scores && rows > 0) ((double *)scores)[rows - 1] = NAN;
  gloss__layer_seal_apart(layer, rows);
  *out = layer;
  return GLOSS_OK;
}
