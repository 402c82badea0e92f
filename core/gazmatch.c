/* gazmatch.c -- finds a gazetteer's entries in tokens.
**
** Tokens go through in blocks: gazpick.c picks those that may begin an entry; then the table is
** followed from each, and what it reaches is compared with the text, longest first. Nothing read
** from the sections is used as an index unchecked. */
#include <string.h>

#include "gazpick.h"
#include "layer.h"
#include "model.h"
#include "scratch.h"

enum { BLOCK = GLOSS__GAZ_BLOCK }; /* tokens between two looks at the stop flag, at most */

typedef struct hit {
  uint32_t first, end, entry;
} hit; /* tokens [first, end) */
typedef struct reached {
  uint32_t posting, end;
} reached; /* the first posting of a slot and where its forms end */

/* What a scratch keeps: buffers, and the symbols of values already met in one symbol table. */
typedef struct state {
  gloss__symbols *table;
  uint32_t *symbols; /* of each value; 0 is not met yet */
  hit *hits;
  char *folded;
  size_t symbols_room, hits_room, folded_room;
  size_t n_hits;
} state;

typedef struct run {
  const gloss_gazetteer *g;
  const gloss_scratch *scratch;
  const gloss_alloc *alloc;
  state *s;
  gloss__gaz_tokens tokens;
  uint32_t budget; /* tokens left until the stop flag is looked at */
} run;

static void state_free(void *data, const gloss_alloc *alloc) {
  state *s = data;
  gloss__symbols_unref(s->table);
  gloss__free(alloc, s->symbols, s->symbols_room * sizeof *s->symbols);
  gloss__free(alloc, s->hits, s->hits_room * sizeof *s->hits);
  gloss__free(alloc, s->folded, s->folded_room);
}

static void engine_ref(void *engine) { gloss_gazetteer_ref(engine); }
static void engine_unref(void *engine) { gloss_gazetteer_unref(engine); }

static const gloss__engine_type engine_type = {sizeof(state), state_free, engine_ref, engine_unref};

/* Counts work done, in tokens, and says whether the run must stop. */
static int must_stop(run *r, uint32_t tokens) {
  if (tokens < r->budget) {
    r->budget -= tokens;
    return 0;
  }
  r->budget = BLOCK;
  return gloss__scratch_stopped(r->scratch);
}

/* ---- Comparing with the text ----------------------------------------------------------------- */

static gloss_status fold(run *r, gloss_str token, gloss_str *out) {
  state *s = r->s;
  size_t size;
  gloss_status status = gloss_fold(token, s->folded, s->folded_room, &size);
  if (status == GLOSS_ERANGE) {
    status = gloss__grow(r->alloc, (void **)&s->folded, &s->folded_room, size, 1);
    if (status == GLOSS_OK) status = gloss_fold(token, s->folded, s->folded_room, &size);
  }
  *out = (gloss_str){s->folded, size};
  return status;
}

static unsigned char lower(unsigned char c) {
  return (unsigned char)(c + ((unsigned char)(c - 'A') < 26 ? 32 : 0));
}

/* Says in *same whether a token's folded form is n bytes at p. */
static gloss_status compare_folded(run *r, gloss_str token, const char *p, size_t n, int *same) {
  const unsigned char *c = (const unsigned char *)token.data;
  size_t i = 0;
  while (i < token.size && i < n && c[i] < 0x80 && lower(c[i]) == (unsigned char)p[i]) i++;
  *same = i == n && i == token.size;
  while (i < token.size && c[i] < 0x80) i++;
  if (i == token.size) return GLOSS_OK;
  gloss_status status = fold(r, token, &token);
  *same = status == GLOSS_OK && token.size == n && !memcmp(token.data, p, n);
  return status;
}

/* Says in *same whether tokens [first, end) are those of a posting's form. */
static gloss_status compare(run *r, uint32_t first, uint32_t end, uint32_t form, int *same) {
  const gloss_gazetteer *g = r->g;
  const gloss__gaz_tokens *k = &r->tokens;
  uint32_t offset = form & ~GLOSS__GAZ_BYTES;
  *same = 0;
  if (offset >= g->n_forms) return GLOSS_OK;
  const char *p = g->forms + offset, *limit = g->forms + g->n_forms;
  for (uint32_t t = first; t < end; t++) {
    gloss_str token = {k->text + k->starts[t], k->ends[t] - k->starts[t]};
    const char *stop = p;
    while (stop < limit && (unsigned char)*stop < GLOSS__GAZ_END) stop++;
    if (form & GLOSS__GAZ_BYTES) {
      *same = (size_t)(stop - p) == token.size && !memcmp(p, token.data, token.size);
    } else {
      gloss_status status = compare_folded(r, token, p, (size_t)(stop - p), same);
      if (status != GLOSS_OK) return status;
    }
    int mark = t + 1 < end ? GLOSS__GAZ_NEXT : GLOSS__GAZ_END;
    *same = *same && stop < limit && (unsigned char)*stop == mark;
    if (!*same) return GLOSS_OK;
    p = stop + 1;
  }
  return GLOSS_OK;
}

/* Adds a hit for each posting of a slot whose form tokens [first, end) are. */
static gloss_status take_postings(run *r, uint32_t first, reached at) {
  const gloss_gazetteer *g = r->g;
  state *s = r->s;
  int same = 0, known = 0;
  uint32_t compared = 0;
  for (uint32_t i = at.posting; i < g->n_postings; i++) {
    gloss__gaz_posting p = g->postings[i];
    if (!known || p.form != compared) {
      if (must_stop(r, at.end - first)) return GLOSS_ESTOP;
      gloss_status status = compare(r, first, at.end, p.form, &same);
      if (status != GLOSS_OK) return status;
      compared = p.form;
      known = 1;
    }
    uint32_t entry = p.entry & ~GLOSS__GAZ_LAST;
    if (same && entry < g->n_entries) {
      if (gloss__grow(r->alloc, (void **)&s->hits, &s->hits_room, s->n_hits + 1, sizeof *s->hits))
        return GLOSS_ENOMEM;
      s->hits[s->n_hits++] = (hit){first, at.end, entry};
    }
    if (p.entry & GLOSS__GAZ_LAST) break;
  }
  return GLOSS_OK;
}

/* ---- Walking through the table --------------------------------------------------------------- */

/* Notes that forms end at a slot, if they do. */
static inline size_t note(reached *path, size_t n, uint32_t value, uint32_t end) {
  uint32_t number = value & GLOSS__GAZ_FIRST;
  path[n] = (reached){number - 1, end};
  return n + (number != 0);
}

/* Follows the table from an opening and notes where forms end. */
static gloss_status walk(run *r, gloss__gaz_opening from, reached *path, size_t *n_path) {
  const gloss_gazetteer *g = r->g;
  const gloss__gaz_tokens *k = &r->tokens;
  uint64_t key = from.pair_key;
  uint32_t value = from.pair, t = from.first + 2;
  size_t n = note(path, 0, from.single, from.first + 1);
  if (value) n = note(path, n, value, t);
  while (value & GLOSS__GAZ_MORE && t < k->count && t - from.first < g->longest) {
    if (must_stop(r, 1)) return GLOSS_ESTOP;
    key = gloss__gaz_next(key, k->hashes[t++]);
    uint32_t slot = gloss__gaz_find(g, key);
    value = slot == GLOSS_NONE ? 0 : g->slots[slot].value;
    n = note(path, n, value, t);
  }
  *n_path = n;
  return GLOSS_OK;
}

/* Takes the matches that begin at a token: all, or the longest. *next receives where that ends, and
** is left alone when there is none. */
static gloss_status match_at(run *r, gloss__gaz_opening from, uint32_t *next) {
  reached path[GLOSS__GAZ_TOKENS + 1];
  size_t n;
  gloss_status status = walk(r, from, path, &n);
  while (status == GLOSS_OK && n > 0) {
    size_t before = r->s->n_hits;
    reached at = path[--n];
    status = take_postings(r, from.first, at);
    if (r->g->all || r->s->n_hits == before) continue;
    *next = at.end;
    break;
  }
  return status;
}

static gloss_status match(run *r) {
  gloss__gaz_opening picked[BLOCK];
  uint32_t next = 0, count = r->tokens.count;
  for (uint32_t begin = 0; begin < count;) {
    if (must_stop(r, BLOCK)) return GLOSS_ESTOP;
    uint32_t n = gloss__gaz_pick(r->g, &r->tokens, begin, picked);
    for (uint32_t i = 0; i < n; i++) {
      if (picked[i].first < next) continue;
      gloss_status status = match_at(r, picked[i], &next);
      if (status != GLOSS_OK) return status;
    }
    begin = count - begin > BLOCK ? begin + BLOCK : count;
    if (begin < next) begin = next;
  }
  return GLOSS_OK;
}

/* ---- Making the layer ------------------------------------------------------------------------ */

/* Gives a value's symbol in the document, 0 for a value that is absent or not usable. */
static gloss_status value_symbol(const gloss_gazetteer *g, state *s, gloss_doc *doc, uint32_t value,
                                 uint32_t *symbol) {
  *symbol = 0;
  if (value == 0 || value > g->n_values) return GLOSS_OK;
  if ((*symbol = s->symbols[value - 1])) return GLOSS_OK;
  uint32_t start = g->values[value - 1], end = g->values[value];
  if (end < start || end > g->n_text) return GLOSS_OK;
  gloss_status status = gloss_doc_intern(doc, (gloss_str){g->text + start, end - start}, symbol);
  if (status == GLOSS_EUTF8) {
    *symbol = 0;
    return GLOSS_OK;
  }
  if (status == GLOSS_OK) s->symbols[value - 1] = *symbol;
  return status;
}

/* Fills one of the gazetteer's columns. */
static gloss_status fill_column(const gloss_gazetteer *g, state *s, gloss_layer *layer,
                                uint32_t c) {
  void *values;
  gloss_status status =
      gloss__layer_column(layer, gloss_gazetteer_column(g, c), GLOSS_SYMBOL, &values);
  const uint32_t *cells = g->cells + (size_t)c * g->n_entries;
  uint32_t *symbols = values;
  for (size_t i = 0; i < s->n_hits && status == GLOSS_OK; i++)
    status = value_symbol(g, s, gloss_layer_doc(layer), cells[s->hits[i].entry], &symbols[i]);
  return status;
}

static gloss_status make_layer(run *r, gloss_doc *doc, gloss_layer **out) {
  const gloss_gazetteer *g = r->g;
  state *s = r->s;
  if (s->n_hits >= GLOSS_NONE) return GLOSS_ENOMEM;
  uint32_t count = (uint32_t)s->n_hits;
  gloss_layer *layer;
  gloss_status status = gloss__layer_new(&layer, doc, g->names, count, 0);
  if (status != GLOSS_OK) return status;
  void *entries;
  for (uint32_t c = 0; c < g->n_columns && status == GLOSS_OK; c++)
    status = fill_column(g, s, layer, c);
  if (status == GLOSS_OK) status = gloss__layer_column(layer, "entry", GLOSS_INTEGER, &entries);
  if (status != GLOSS_OK) {
    gloss_layer_unref(layer);
    return status;
  }
  uint32_t *starts = gloss__layer_starts(layer), *ends = gloss__layer_ends(layer);
  for (uint32_t i = 0; i < count; i++) {
    hit h = s->hits[i];
    starts[i] = r->tokens.starts[h.first];
    ends[i] = r->tokens.ends[h.end - 1];
    ((int64_t *)entries)[i] = h.entry;
  }
  gloss__layer_seal(layer, count);
  *out = layer;
  return GLOSS_OK;
}

/* Makes the cache of symbols fit the document's symbol table. */
static gloss_status renew_symbols(const gloss_gazetteer *g, state *s, const gloss_alloc *alloc,
                                  const gloss_doc *doc) {
  gloss__symbols *table = gloss__doc_symbols(doc);
  if (!s->symbols && g->n_values) {
    s->symbols = gloss__calloc(alloc, g->n_values, sizeof *s->symbols);
    if (!s->symbols) return GLOSS_ENOMEM;
    s->symbols_room = g->n_values;
  }
  if (s->table == table) return GLOSS_OK;
  if (s->symbols) memset(s->symbols, 0, s->symbols_room * sizeof *s->symbols);
  gloss__symbols_ref(table);
  gloss__symbols_unref(s->table);
  s->table = table;
  return GLOSS_OK;
}

gloss_status gloss_gazetteer_run(gloss_gazetteer *g, gloss_layer *tokens, gloss_scratch *scratch,
                                 gloss_layer **out, gloss_error *err) {
  *out = NULL;
  gloss_doc *doc = gloss_layer_doc(tokens);
  gloss_column hashes;
  gloss_status status = gloss_layer_column(tokens, "hash", &hashes);
  if (status == GLOSS_ENOMEM) goto fail;
  if (status != GLOSS_OK || hashes.type != GLOSS_U64 || hashes.offsets ||
      (gloss_layer_count(tokens) && !gloss_layer_starts(tokens)))
    return gloss__fail(err, GLOSS_EARG, 0, "layer \"%.80s\" has no spans with a hash of tokens",
                       gloss_layer_name(tokens));
  void *data;
  status = gloss__scratch_state(scratch, g, &engine_type, &data);
  if (status != GLOSS_OK) goto fail;
  run r = {.g = g,
           .scratch = scratch,
           .alloc = gloss__scratch_alloc(scratch),
           .s = data,
           .tokens = {.text = gloss_doc_text(doc).data,
                      .starts = gloss_layer_starts(tokens),
                      .ends = gloss_layer_ends(tokens),
                      .hashes = hashes.values,
                      .count = gloss_layer_count(tokens)}};
  r.s->n_hits = 0;
  status = renew_symbols(g, r.s, r.alloc, doc);
  if (status == GLOSS_OK) status = match(&r);
  if (status == GLOSS_OK) status = make_layer(&r, doc, out);
  if (status == GLOSS_OK) return GLOSS_OK;
fail:
  return gloss__fail(err, status, 0, status == GLOSS_ESTOP ? "stopped" : "out of memory");
}
