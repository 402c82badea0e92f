/* tokenrun.c -- the run, block by block: scan, repair, rows.
**
** A block is about 16 KB and ends behind ASCII white space; without any it grows until there is
** some, but to no more than 1 MB: a longer run of non-space bytes is parted there, between
** characters. No decision depends on where blocks end otherwise. */
#include "tokenrun.h"

#include <string.h>

#include "layer.h"
#include "mem.h"
#include "scratch.h"
#include "uax29.h"

enum { BLOCK = 16384 };

/* ---- Blocks ---- */

static int is_space(char c) {
  return (gloss__byte_class[(unsigned char)c] & GLOSS__SPACE_BYTE) != 0;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }

int gloss__token_may_end(const gloss_tokenizer *t, gloss_str text, uint32_t i) {
  if (!is_space(text.data[i - 1])) return 0;
  if (t->style.flags & GLOSS__UAX29) return gloss__uax29_splits(text.data, (uint32_t)text.size, i);
  if (i >= text.size) return 1;
  if (text.data[i - 1] == '\r' && text.data[i] == '\n') return 0;
  if (!(t->style.rules & GLOSS__SPACED_GROUPS)) return 1;
  return i < 2 || !is_digit(text.data[i - 2]) || !is_digit(text.data[i]);
}

/* Whether a place inside a text parts a character or CR LF. */
static int is_inside(gloss_str text, uint32_t i) {
  return ((unsigned char)text.data[i] & 0xC0) == 0x80 ||
         (text.data[i - 1] == '\r' && text.data[i] == '\n');
}

enum { STEP = 64 };

/* Whether there is white space among STEP bytes; a loop for the compiler's vectors. */
static int has_space(const char *p) {
  unsigned char any = 0;
  for (size_t k = 0; k < STEP; k++) {
    unsigned char c = (unsigned char)p[k], from_tab = (unsigned char)(c - '\t');
    unsigned char blank = c == ' ', other = from_tab < 5;
    any |= blank | other;
  }
  return any != 0;
}

/* Gives the first byte of white space from i on, or `limit`. */
static uint32_t next_space(gloss_str text, uint32_t i, uint32_t limit) {
  while (limit - i >= STEP && !has_space(text.data + i)) i += STEP;
  while (i < limit && !is_space(text.data[i])) i++;
  return i;
}

uint32_t gloss__token_block_end(const gloss_tokenizer *t, gloss_str text, uint32_t base) {
  uint32_t size = (uint32_t)text.size;
  if (size - base <= BLOCK) return size;
  uint32_t end = base + BLOCK;
  while (end > base && !(is_space(text.data[end - 1]) && gloss__token_may_end(t, text, end))) end--;
  if (end > base) return end;
  uint32_t limit = size - base > GLOSS__BLOCK_MAX ? base + GLOSS__BLOCK_MAX : size;
  for (end = base + BLOCK; (end = next_space(text, end, limit) + 1) < limit;)
    if (gloss__token_may_end(t, text, end)) return end;
  end = limit;
  while (end < size && is_inside(text, end)) end--;
  return end;
}

/* ---- A block ---- */

enum { WORD_SIZE = GLOSS__SCAN_ARRAYS * sizeof(uint64_t) };

/* What a scratch keeps for a tokenizer: masks and bits of a block, and marks. */
typedef struct state {
  void *words;
  size_t room; /* words of 64 bytes of text */
  gloss__mark *marks;
  size_t marks_room;
} state;

static void state_free(void *data, const gloss_alloc *alloc) {
  state *s = data;
  gloss__free(alloc, s->words, s->room * WORD_SIZE);
  gloss__free(alloc, s->marks, s->marks_room * sizeof *s->marks);
}

static void engine_ref(void *engine) { gloss_tokenizer_ref(engine); }
static void engine_unref(void *engine) { gloss_tokenizer_unref(engine); }

static const gloss__engine_type engine_type = {sizeof(state), state_free, engine_ref, engine_unref};

/* Makes room for the masks and bits of a block. */
static gloss_status make_room(state *s, gloss__repair *r) {
  size_t need = (r->end - r->base + 63) / 64 + GLOSS__SCAN_AROUND;
  gloss_status status = gloss__grow(r->alloc, &s->words, &s->room, need, WORD_SIZE);
  if (status != GLOSS_OK) return status;
  gloss__scan scan;
  gloss__scan_place(&scan, s->words, s->room - GLOSS__SCAN_AROUND);
  r->masks = scan.masks;
  r->starts = scan.starts;
  r->points = scan.points;
  r->meets = scan.meets;
  return GLOSS_OK;
}

/* Makes the starts those of runs of non-space bytes, for the style "whitespace". */
static void start_at_spaces(gloss__repair *r) {
  const uint64_t *space = r->masks.space;
  ptrdiff_t n = ((ptrdiff_t)(r->end - r->base) + 63) / 64;
  for (ptrdiff_t w = 0; w < n; w++) r->starts[w] = ~space[w] & gloss__behind(space, w);
}

/* Decides where the tokens of a scanned block start. */
static gloss_status repair(const gloss_tokenizer *t, gloss__repair *r) {
  if (r->flags & GLOSS__UAX29) {
    gloss__uax29_block(r);
  } else if (r->flags & GLOSS__SPACES) {
    start_at_spaces(r);
  } else {
    gloss_status status = gloss__repair_block(r);
    if (status != GLOSS_OK) return status;
    if (r->rules & GLOSS__LOCAL_RULES) gloss__repair_local(r);
    if (!(r->flags & GLOSS__JOIN_UNITS)) gloss__cut_units(r);
    if (r->flags & GLOSS__JOIN_SIGNS) gloss__join_signs(r);
  }
  if (t->exceptions.count != 0) gloss__exceptions_apply(&t->exceptions, r);
  if (!(r->flags & (GLOSS__SPACES | GLOSS__UAX29 | GLOSS__JOIN_CLITICS)))
    gloss__cut_words(&t->cuts, r, t->kernel->find_endings, r->points);
  return GLOSS_OK;
}

/* ---- Rows ---- */

/* What a run makes: the layer that is made, and its rows. */
typedef struct job {
  const gloss_tokenizer *tokenizer;
  gloss_doc *doc;
  state *state;
  gloss__repair repair;
  gloss_layer *layer;
  gloss__token_rows rows;
  uint32_t end; /* of what is tokenized, in the window */
  int past_caches;
} job;

enum { MOST_CACHED = 1 << 22 }; /* rows of 12 bytes that caches may hold until they are read */

/* Moves the rows there are to a layer with more room. ENOMEM leaves all as it was. */
static gloss_status grow(job *run, uint32_t room) {
  const gloss__token_rows *old = &run->rows;
  int streamed = run->past_caches || room > MOST_CACHED;
  gloss__token_rows rows = {.count = old->count, .room = room, .streamed = streamed};
  gloss_layer *layer;
  void *kind, *shape, *space;
  gloss_status status = gloss__layer_new(&layer, run->doc, "token", room, 0);
  if (status != GLOSS_OK) return status;
  if ((status = gloss__layer_column(layer, "kind", GLOSS_U8, &kind)) != GLOSS_OK ||
      (status = gloss__layer_column(layer, "shape", GLOSS_U16, &shape)) != GLOSS_OK ||
      (status = gloss__layer_column(layer, "space", GLOSS_U8, &space)) != GLOSS_OK) {
    gloss_layer_unref(layer);
    return status;
  }
  rows.starts = gloss__layer_starts(layer);
  rows.ends = gloss__layer_ends(layer);
  rows.kind = kind;
  rows.shape = shape;
  rows.space = space;
  if (old->count != 0) {
    memcpy(rows.starts, old->starts, old->count * sizeof *rows.starts);
    memcpy(rows.ends, old->ends, old->count * sizeof *rows.ends);
    memcpy(rows.kind, old->kind, old->count);
    memcpy(rows.shape, old->shape, old->count * sizeof *rows.shape);
    memcpy(rows.space, old->space, old->count);
  }
  gloss_layer_unref(run->layer);
  run->layer = layer;
  run->rows = rows;
  return GLOSS_OK;
}

/* Makes room for the tokens of the block, and more by the rate of the text so far. */
static gloss_status make_rows(job *run) {
  const gloss__repair *r = &run->repair;
  const gloss__token_rows *rows = &run->rows;
  uint64_t tokens = run->tokenizer->kernel->count_bits(r->starts, (r->end - r->base + 63) / 64);
  uint64_t need = rows->count + tokens + GLOSS__ROWS_SLACK;
  if (run->layer && need <= rows->room) return GLOSS_OK;
  uint64_t guess = (rows->count + tokens) * run->end / r->end;
  guess = r->end == run->end ? need : guess + guess / 8 + (need < BLOCK ? need : BLOCK);
  if (guess > UINT32_MAX - 1) guess = UINT32_MAX - 1;
  return grow(run, (uint32_t)guess);
}

/* ---- A run ---- */

/* Tokenizes the block [r->base, r->end). */
static gloss_status run_block(job *run) {
  const gloss_tokenizer *t = run->tokenizer;
  gloss__repair *r = &run->repair;
  gloss_status status = make_room(run->state, r);
  if (status != GLOSS_OK) return status;
  int how = r->flags & GLOSS__UAX29 ? GLOSS__LOOK_LETTERS : GLOSS__LOOK_ALL;
  t->kernel->classify(r->text + r->base, r->end - r->base,
                      &(gloss__scan){r->masks, r->starts, r->points, r->meets, how});
  r->n_marks = 0;
  r->from = r->searched = r->chunk_end = r->base;
  r->address = (gloss_span){r->base, r->base};
  status = repair(t, r);
  run->state->marks = r->marks;
  run->state->marks_room = r->marks_room;
  if (status == GLOSS_OK) status = make_rows(run);
  if (status != GLOSS_OK) return status;
  t->kernel->write_rows(&run->rows, r);
  return GLOSS_OK;
}

/* Makes the rows those of a text that begins at `from`, behind a gap with some flags. */
static void rebase(const gloss__token_rows *rows, const gloss__token_window *window) {
  uint32_t from = window->from;
  if (rows->count == 0 || from == 0) return;
  uint8_t a = window->gap, b = gloss__token_gap(window->text.data, from, rows->starts[0]);
  rows->space[0] = gloss__token_gap_sum(a, b);
  for (uint32_t i = 0; i < rows->count; i++) {
    rows->starts[i] -= from;
    rows->ends[i] -= from;
  }
}

gloss_status gloss__tokenize(gloss_tokenizer *t, gloss_doc *doc, const gloss__token_window *window,
                             gloss_scratch *scratch, gloss_layer **out, gloss_error *err) {
  job run = {.tokenizer = t, .doc = doc, .end = window->to, .past_caches = window->past_caches};
  gloss__repair *r = &run.repair;
  void *data;
  *out = NULL;
  gloss_status status = gloss__scratch_state(scratch, t, &engine_type, &data);
  if (status != GLOSS_OK) return gloss__fail(err, status, 0, "out of memory");
  run.state = data;
  *r = (gloss__repair){.alloc = gloss__scratch_alloc(scratch),
                       .lexicon = t->lexicon,
                       .rules = t->style.rules,
                       .flags = t->style.flags,
                       .text = window->text.data,
                       .size = (uint32_t)window->text.size,
                       .end = window->from,
                       .marks = run.state->marks,
                       .marks_room = run.state->marks_room};
  gloss_str text = {window->text.data, window->to};
  while (status == GLOSS_OK && r->end < run.end) {
    r->base = r->end;
    r->end = gloss__token_block_end(t, text, r->base);
    status = gloss__scratch_stopped(scratch) ? GLOSS_ESTOP : run_block(&run);
  }
  if (status == GLOSS_OK && !run.layer) status = grow(&run, 0);
  if (status != GLOSS_OK) {
    gloss_layer_unref(run.layer);
    return gloss__fail(err, status, r->base - window->from,
                       status == GLOSS_ESTOP ? "stopped" : "out of memory");
  }
  rebase(&run.rows, window);
  gloss__layer_seal_apart(run.layer, run.rows.count);
  gloss__layer_set_lazy(run.layer, gloss__token_column);
  *out = run.layer;
  return GLOSS_OK;
}

gloss_status gloss_tokenizer_run(gloss_tokenizer *tokenizer, gloss_doc *doc, gloss_scratch *scratch,
                                 gloss_layer **out, gloss_error *err) {
  gloss_str text = gloss_doc_text(doc);
  gloss__token_window window = {.text = text, .to = (uint32_t)text.size};
  return gloss__tokenize(tokenizer, doc, &window, scratch, out, err);
}
