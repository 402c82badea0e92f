/* tokenizer.c -- the engine: options, and the run block by block: scan, repair, rows.
**
** A block is about 32 KB and ends at ASCII white space; without any it grows until there is some,
** so that a run of non-space bytes is never parted. */
#include "tokenizer.h"

#include <stdatomic.h>
#include <string.h>

#include "hash.h"
#include "layer.h"
#include "mem.h"
#include "scratch.h"

enum { VERSION = 1, BLOCK = 32768 };

struct gloss_tokenizer {
  gloss_alloc alloc;
  atomic_size_t refs;
  int whitespace; /* the style */
  const gloss__language *language;
  gloss__lexicon *lexicon;
  gloss__word_cuts cuts;
  gloss__exceptions exceptions;
  uint64_t fingerprint;
};

/* What a scratch keeps for a tokenizer: the masks of a block and the marks of a document. */
typedef struct state {
  gloss__masks *masks;
  uint64_t *starts;
  size_t masks_room, starts_room;
  gloss__mark *marks;
  size_t marks_room;
} state;

static void state_free(void *data, const gloss_alloc *alloc) {
  state *s = data;
  gloss__free(alloc, s->masks, s->masks_room * sizeof *s->masks);
  gloss__free(alloc, s->starts, s->starts_room * sizeof *s->starts);
  gloss__free(alloc, s->marks, s->marks_room * sizeof *s->marks);
}

static void engine_ref(void *engine) { gloss_tokenizer_ref(engine); }
static void engine_unref(void *engine) { gloss_tokenizer_unref(engine); }

static const gloss__engine_type engine_type = {sizeof(state), state_free, engine_ref, engine_unref};

/* ---- Making one ---- */

static uint64_t mix(uint64_t h, const char *data, size_t size) {
  return (h ^ gloss__hash(data, size)) * UINT64_C(0x9E3779B97F4A7C15) + size;
}

static uint64_t mix_forms(uint64_t h, const gloss__form *forms, size_t n) {
  for (size_t i = 0; i < n; i++) {
    h = mix(h, forms[i].texts, strlen(forms[i].texts)) + forms[i].flags;
  }
  return h;
}

/* Hashes all that decides where the tokenizer cuts. */
static uint64_t fingerprint(const gloss_tokenizer *t) {
  const gloss__language *language = t->language;
  uint64_t h = mix(VERSION, t->whitespace ? "whitespace" : "ud", t->whitespace ? 10 : 2);
  h = mix(h, language->name, strlen(language->name));
  h = mix_forms(h, language->forms, language->n_forms);
  h = mix_forms(h, gloss__web_forms, gloss__n_web_forms);
  for (size_t i = 0; i < language->n_cuts; i++) {
    h = mix(h, language->cuts[i].text, strlen(language->cuts[i].text)) + language->cuts[i].at;
  }
  for (size_t i = 0; i < t->exceptions.count; i++) {
    const gloss__exception *e = &t->exceptions.forms[i];
    h = mix(h, e->text, e->size) + e->cuts;
  }
  return h;
}

gloss_status gloss_tokenizer_new(gloss_tokenizer **out, const gloss_alloc *alloc,
                                 const gloss_tokenizer_options *options, gloss_error *err) {
  static const gloss_tokenizer_options defaults;
  alloc = gloss__alloc_or_default(alloc);
  *out = NULL;
  if (!options) options = &defaults;
  const char *style = options->style ? options->style : "ud";
  int whitespace = strcmp(style, "whitespace") == 0;
  const gloss__language *language = gloss__language_find(options->language);
  if (!whitespace && strcmp(style, "ud") != 0) {
    return gloss__fail(err, GLOSS_EARG, 0, "unknown tokenizer style \"%.60s\" (ud, whitespace)",
                       style);
  }
  if (!language) {
    return gloss__fail(err, GLOSS_EARG, 0, "unknown language \"%.60s\" (en)", options->language);
  }
  gloss_tokenizer *t = gloss__calloc(alloc, 1, sizeof *t);
  if (!t) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  t->alloc = *alloc;
  atomic_init(&t->refs, 1);
  t->whitespace = whitespace;
  t->language = language;
  gloss_status status = gloss__exceptions_new(&t->exceptions, alloc, options, err);
  if (status != GLOSS_OK) goto fail;
  status = gloss__lexicon_new(&t->lexicon, alloc, language);
  if (status != GLOSS_OK) {
    gloss__fail(err, status, 0, "out of memory");
    goto fail;
  }
  gloss__word_cuts_init(&t->cuts, language, t->lexicon);
  t->fingerprint = fingerprint(t);
  *out = t;
  return GLOSS_OK;
fail:
  gloss_tokenizer_unref(t);
  return status;
}

gloss_tokenizer *gloss_tokenizer_ref(gloss_tokenizer *tokenizer) {
  atomic_fetch_add_explicit(&tokenizer->refs, 1, memory_order_relaxed);
  return tokenizer;
}

void gloss_tokenizer_unref(gloss_tokenizer *tokenizer) {
  if (!tokenizer) return;
  if (atomic_fetch_sub_explicit(&tokenizer->refs, 1, memory_order_acq_rel) != 1) return;
  const gloss_alloc alloc = tokenizer->alloc;
  gloss__exceptions_free(&tokenizer->exceptions, &alloc);
  gloss__lexicon_free(tokenizer->lexicon, &alloc);
  gloss__free(&alloc, tokenizer, sizeof *tokenizer);
}

uint64_t gloss_tokenizer_fingerprint(const gloss_tokenizer *tokenizer) {
  return tokenizer->fingerprint;
}

/* ---- Running it ---- */

static int is_space(char c) {
  return (gloss__byte_class[(unsigned char)c] & GLOSS__SPACE_BYTE) != 0;
}

/* Gives the end of the block that begins at base. */
static uint32_t block_end(gloss_str text, uint32_t base) {
  if (text.size - base <= BLOCK) return (uint32_t)text.size;
  uint32_t end = base + BLOCK;
  while (end > base && !is_space(text.data[end - 1])) end--;
  if (end > base) return end;
  end = base + BLOCK;
  while (end < text.size && !is_space(text.data[end])) end++;
  return end;
}

/* Scans a block: its masks, and the starts of runs and marks. */
static void scan(gloss__repair *r, size_t n) {
  gloss__classify(r->text + r->base, r->end - r->base, r->masks);
  r->masks[n] = (gloss__masks){.space = UINT64_MAX};
  uint64_t carry = 0;
  for (size_t w = 0; w < n; w++) {
    uint64_t word = r->masks[w].word;
    r->starts[w] = ~r->masks[w].space & ~(word & (word << 1 | carry));
    carry = word >> 63;
  }
}

/* The same for the style whitespace: starts of runs of non-space bytes. */
static void scan_spaces(gloss__repair *r, size_t n) {
  uint64_t carry = 1;
  gloss__classify(r->text + r->base, r->end - r->base, r->masks);
  r->masks[n] = (gloss__masks){.space = UINT64_MAX};
  for (size_t w = 0; w < n; w++) {
    uint64_t space = r->masks[w].space;
    r->starts[w] = ~space & (space << 1 | carry);
    carry = space >> 63;
  }
}

/* Makes room for the masks of the block [r->base, r->end) and takes what the state has. */
static gloss_status make_room(state *s, gloss__repair *r) {
  size_t need = (r->end - r->base) / 64 + 2;
  void *masks = s->masks, *starts = s->starts;
  gloss_status status = gloss__grow(r->alloc, &masks, &s->masks_room, need, sizeof *s->masks);
  s->masks = masks;
  if (status != GLOSS_OK) return status;
  status = gloss__grow(r->alloc, &starts, &s->starts_room, need, sizeof *s->starts);
  s->starts = starts;
  r->masks = s->masks;
  r->starts = s->starts;
  return status;
}

/* Makes room for twice the tokens of the block, by the rate of the text so far. */
static gloss_status make_rows(gloss__token_rows *rows, gloss_doc *doc, const gloss__repair *r) {
  uint64_t need = (uint64_t)rows->count + 2 * (uint64_t)gloss__token_count(r) + 8;
  if (rows->layer && need <= rows->room) return GLOSS_OK;
  uint64_t guess = (need - rows->count / 2) * r->size / (r->end ? r->end : 1);
  guess = r->end == r->size ? need : guess / 2 + guess / 8 + need;
  if (guess > UINT32_MAX / 2 + UINT64_C(0x7FFFFFF0)) guess = UINT32_MAX / 2 + UINT64_C(0x7FFFFFF0);
  return gloss__token_rows_grow(rows, doc, (uint32_t)guess);
}

/* Tokenizes the block [r->base, r->end). */
static gloss_status run_block(gloss_tokenizer *t, gloss_doc *doc, state *s, gloss__repair *r,
                              gloss__token_rows *rows) {
  size_t n = (r->end - r->base + 63) / 64;
  gloss_status status = make_room(s, r);
  if (status != GLOSS_OK) return status;
  r->n_marks = 0;
  if (t->whitespace) {
    scan_spaces(r, n);
    gloss__repair_spaces(r);
  } else {
    scan(r, n);
    status = gloss__repair_block(r);
  }
  s->marks = r->marks;
  s->marks_room = r->marks_room;
  if (status != GLOSS_OK) return status;
  if (t->exceptions.count != 0) gloss__exceptions_apply(&t->exceptions, r);
  status = make_rows(rows, doc, r);
  if (status == GLOSS_OK) gloss__token_rows_add(rows, r, t->whitespace ? NULL : &t->cuts);
  return status;
}

gloss_status gloss_tokenizer_run(gloss_tokenizer *tokenizer, gloss_doc *doc, gloss_scratch *scratch,
                                 gloss_layer **out, gloss_error *err) {
  gloss_str text = gloss_doc_text(doc);
  gloss__token_rows rows = {0};
  void *data;
  *out = NULL;
  gloss_status status = gloss__scratch_state(scratch, tokenizer, &engine_type, &data);
  if (status != GLOSS_OK) return gloss__fail(err, status, 0, "out of memory");
  state *s = data;
  gloss__repair r = {.alloc = gloss__scratch_alloc(scratch),
                     .lexicon = tokenizer->lexicon,
                     .text = text.data,
                     .size = (uint32_t)text.size,
                     .marks = s->marks,
                     .marks_room = s->marks_room};
  while (status == GLOSS_OK && r.end < r.size) {
    r.base = r.end;
    r.end = block_end(text, r.base);
    status =
        gloss__scratch_stopped(scratch) ? GLOSS_ESTOP : run_block(tokenizer, doc, s, &r, &rows);
  }
  if (status == GLOSS_OK && !rows.layer) status = gloss__token_rows_grow(&rows, doc, 0);
  if (status != GLOSS_OK) {
    gloss_layer_unref(rows.layer);
    return gloss__fail(err, status, r.base, status == GLOSS_ESTOP ? "stopped" : "out of memory");
  }
  gloss__layer_seal(rows.layer, rows.count);
  gloss__layer_set_lazy(rows.layer, gloss__token_column);
  *out = rows.layer;
  return GLOSS_OK;
}
