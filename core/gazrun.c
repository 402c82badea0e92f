/* gazrun.c -- runs a gazetteer over a layer of tokens. */
#include "gazrun.h"

#include <string.h>

#include "date.h"
#include "layer.h"
#include "model.h"
#include "scratch.h"

enum { BLOCK = 1024 }; /* tokens between two looks at the stop flag */

static void state_free(void *data, const gloss_alloc *alloc) {
  gloss__gaz_state *s = data;
  gloss__symbols_unref(s->table);
  gloss__free(alloc, s->symbols, s->symbols_room * sizeof *s->symbols);
  gloss__free(alloc, s->hits, s->hits_room * sizeof *s->hits);
  gloss__free(alloc, s->earlier, s->earlier_room * sizeof *s->earlier);
  gloss__free(alloc, s->folded, s->folded_room);
  gloss__free(alloc, s->known, s->known ? GLOSS__GAZ_KNOWN * sizeof *s->known : 0);
  gloss__gaz_units_free(&s->units, alloc);
  gloss__fuzzy_state_free(&s->fuzzy, alloc);
}

static void engine_ref(void *engine) { gloss_gazetteer_ref(engine); }
static void engine_unref(void *engine) { gloss_gazetteer_unref(engine); }

static const gloss__engine_type engine_type = {sizeof(gloss__gaz_state), state_free, engine_ref,
                                               engine_unref};

int gloss__gaz_stopped(gloss__gaz_run *r) {
  r->budget = BLOCK;
  return gloss__scratch_stopped(r->scratch);
}

/* Makes the cache of symbols fit the document's symbol table. */
static gloss_status renew_symbols(gloss__gaz_run *r) {
  gloss__gaz_state *s = r->s;
  gloss__symbols *table = gloss__doc_symbols(r->doc);
  if (!s->symbols && r->g->n_values) {
    s->symbols = gloss__calloc(r->alloc, r->g->n_values, sizeof *s->symbols);
    if (!s->symbols) return GLOSS_ENOMEM;
    s->symbols_room = r->g->n_values;
  }
  if (s->table == table) return GLOSS_OK;
  if (s->symbols) memset(s->symbols, 0, s->symbols_room * sizeof *s->symbols);
  gloss__symbols_ref(table);
  gloss__symbols_unref(s->table);
  s->table = table;
  return GLOSS_OK;
}

/* Makes room for what is known of tokens. */
static gloss_status begin_knowing(gloss__gaz_run *r) {
  gloss__gaz_state *s = r->s;
  if (r->g->base || s->known) return GLOSS_OK;
  s->known = gloss__calloc(r->alloc, GLOSS__GAZ_KNOWN, sizeof *s->known);
  return s->known ? GLOSS_OK : GLOSS_ENOMEM;
}

/* Gives the document's reference date as YYYYMMDD, 0 without one. */
static uint32_t reference_day(const gloss_doc *doc) {
  uint32_t day = 0, last;
  gloss__date_period(gloss_doc_ref_date(doc, NULL), &day, &last);
  return day;
}

gloss_status gloss__gaz_begin(gloss__gaz_run *r, gloss_gazetteer *g, gloss_layer *tokens,
                              gloss_scratch *scratch, gloss_error *err) {
  if (gloss_layer_count(tokens) && !gloss_layer_starts(tokens))
    return gloss__fail(err, GLOSS_EARG, 0, "layer \"%.80s\" has no spans",
                       gloss_layer_name(tokens));
  void *state = NULL;
  gloss_status status = gloss__scratch_state(scratch, g, &engine_type, &state);
  if (status != GLOSS_OK) return status;
  gloss_doc *doc = gloss_layer_doc(tokens);
  *r = (gloss__gaz_run){.g = g,
                        .scratch = scratch,
                        .alloc = gloss__scratch_alloc(scratch),
                        .s = state,
                        .doc = doc,
                        .tokens = {.text = gloss_doc_text(doc).data,
                                   .size = (uint32_t)gloss_doc_text(doc).size,
                                   .starts = gloss_layer_starts(tokens),
                                   .ends = gloss_layer_ends(tokens),
                                   .count = gloss_layer_count(tokens)},
                        .day = reference_day(doc),
                        .every = gloss__gaz_needs_resolving(g) || g->policy == GLOSS_EVERY};
  r->s->n_hits = 0;
  status = renew_symbols(r);
  if (status == GLOSS_OK) status = begin_knowing(r);
  if (status != GLOSS_OK) return status;
  return gloss__gaz_cut_units(&r->s->units, r->alloc, g->flags, &r->tokens);
}

gloss_status gloss__gaz_gather_edits(gloss__gaz_run *r) {
  size_t exact = r->s->n_hits;
  gloss_status status = r->g->fuzzy ? gloss__fuzzy_match(r) : GLOSS_OK;
  return status == GLOSS_OK ? gloss__gaz_merge(r, 0, exact) : status;
}

/* Gathers the exact hits of a gazetteer, the first of whose entries has a number; of an overlay part
** by part, and then in span order. */
static gloss_status gather(gloss__gaz_run *r, const gloss_gazetteer *g, uint32_t number) {
  size_t before = r->s->n_hits;
  gloss_status status;
  if (g->base) {
    status = gather(r, g->base, number);
    size_t middle = r->s->n_hits;
    if (status == GLOSS_OK) status = gather(r, g->added, number + g->base->n_entries);
    return status == GLOSS_OK ? gloss__gaz_merge(r, before, middle) : status;
  }
  r->g = g;
  status = gloss__gaz_match(r);
  for (size_t i = before; i < r->s->n_hits; i++) r->s->hits[i].entry += number;
  return status;
}

gloss_status gloss__gaz_gather(gloss__gaz_run *r) {
  const gloss_gazetteer *g = r->g;
  gloss_status status = gather(r, g, 0);
  r->g = g;
  return status == GLOSS_OK ? gloss__gaz_gather_edits(r) : status;
}

gloss_status gloss__gaz_end(gloss__gaz_run *r, gloss_layer **out) {
  gloss_status status = gloss__gaz_needs_resolving(r->g) ? gloss__gaz_resolve(r) : GLOSS_OK;
  return status == GLOSS_OK ? gloss__gaz_layer(r, out) : status;
}

gloss_status gloss__gaz_failed(gloss_status status, gloss_error *err) {
  if (status == GLOSS_OK || status == GLOSS_EARG) return status;
  return gloss__fail(err, status, 0, status == GLOSS_ESTOP ? "stopped" : "out of memory");
}

gloss_status gloss_gazetteer_run(gloss_gazetteer *g, gloss_layer *tokens, gloss_scratch *scratch,
                                 gloss_layer **out, gloss_error *err) {
  gloss__gaz_run run;
  *out = NULL;
  gloss_status status = gloss__gaz_begin(&run, g, tokens, scratch, err);
  if (status == GLOSS_OK) status = gloss__gaz_gather(&run);
  if (status == GLOSS_OK) status = gloss__gaz_end(&run, out);
  return gloss__gaz_failed(status, err);
}
