/* gazetteer.c -- compiles a list of entries into the sections of gazetteer.h. */
#include "gazfuzzy.h"
#include "gazlist.h"

#include <string.h>

#include "gaztable.h"

/* Fills the sections that entries hold ready. */
static void fill_entries(gloss_gazetteer *g, const gloss_entries *e) {
  memcpy(g->names, e->names, e->names_size);
  if (g->n_forms) memcpy(g->forms, e->forms.bytes, g->n_forms);
  if (g->n_text) memcpy(g->text, e->values.bytes, g->n_text);
  if (g->n_values) memcpy(g->values + 1, e->values.ends, g->n_values * sizeof *g->values);
  for (uint32_t i = 0; i < e->n_entries; i++)
    for (uint32_t c = 0; c < e->n_columns; c++)
      g->cells[(size_t)c * e->n_entries + i] = e->cells[(size_t)i * e->n_columns + c];
  g->fingerprint = gloss_tokenizer_fingerprint(e->tokenizer);
  g->match = e->match;
  g->policy = e->policy;
  g->flags = e->flags;
  g->by_text = e->by_text;
  memcpy(g->rules, e->rules, sizeof g->rules);
  g->n_columns = e->n_columns;
  g->n_entries = e->n_entries;
}

/* Gives the tokens of the longest form. */
static uint32_t longest(const gloss_entries *e) {
  uint32_t most = 0;
  for (uint32_t i = 0; i < e->forms.count; i++)
    if (e->lengths[i] > most) most = e->lengths[i];
  return most;
}

static gloss_status section_sizes(const gloss_entries *e, const gloss__gaz_table *t,
                                  size_t sizes[GLOSS__GAZ_SECTIONS]) {
  size_t cells;
  if (gloss__mul(e->n_entries, e->n_columns, &cells) || cells > UINT32_MAX) return GLOSS_ERANGE;
  gloss__gaz_table_sizes(t, e, sizes);
  sizes[GLOSS__GAZ_NAMES] = e->names_size;
  sizes[GLOSS__GAZ_POSTINGS] = e->n_cuts * sizeof(gloss__gaz_posting);
  sizes[GLOSS__GAZ_FORMS] = gloss__strings_start(&e->forms, e->forms.count);
  sizes[GLOSS__GAZ_CELLS] = cells * sizeof(uint32_t);
  sizes[GLOSS__GAZ_VALUES] = ((size_t)e->values.count + 1) * sizeof(uint32_t);
  sizes[GLOSS__GAZ_TEXT] = gloss__strings_start(&e->values, e->values.count);
  return GLOSS_OK;
}

gloss_status gloss_gazetteer_new(gloss_gazetteer **out, gloss_entries *e, gloss_error *err) {
  *out = NULL;
  gloss_gazetteer *g = NULL;
  gloss__gaz_table t;
  size_t sizes[GLOSS__GAZ_SECTIONS];
  gloss_error inner = {GLOSS_ENOMEM, 0, "out of memory"};
  gloss_status status = gloss__gaz_table_new(&t, e, &inner);
  if (status == GLOSS_OK) status = section_sizes(e, &t, sizes);
  if (status == GLOSS_OK) status = gloss__gaz_alloc(&g, &e->alloc, sizes, t.probes);
  if (status != GLOSS_OK) goto fail;
  g->longest = longest(e);
  fill_entries(g, e);
  status = gloss__gaz_table_fill(g, &t, e, &inner);
  if (status == GLOSS_OK) status = gloss__fuzzy_new(&g->fuzzy, g, &inner);
  if (status != GLOSS_OK) goto fail;
  gloss__gaz_table_free(&t, e);
  *out = g;
  return GLOSS_OK;
fail:
  if (g) gloss__gaz_free(g);
  gloss__gaz_table_free(&t, e);
  return gloss__fail(err, status, inner.offset, "%s", inner.message);
}

gloss_gazetteer *gloss_gazetteer_ref(gloss_gazetteer *g) {
  atomic_fetch_add_explicit(&g->refs, 1, memory_order_relaxed);
  return g;
}

void gloss_gazetteer_unref(gloss_gazetteer *g) {
  if (g && atomic_fetch_sub_explicit(&g->refs, 1, memory_order_acq_rel) == 1) gloss__gaz_free(g);
}

const char *gloss_gazetteer_name(const gloss_gazetteer *g) { return g->names; }

uint64_t gloss_gazetteer_fingerprint(const gloss_gazetteer *g) { return g->fingerprint; }

uint32_t gloss_gazetteer_count(const gloss_gazetteer *g) { return g->n_entries; }

const char *gloss_gazetteer_column(const gloss_gazetteer *g, uint32_t index) {
  if (index >= g->n_columns) return NULL;
  const char *name = g->names;
  for (uint32_t i = 0; i <= index; i++) name += strlen(name) + 1;
  return name;
}

void gloss_gazetteer_settings(const gloss_gazetteer *g, gloss_gazetteer_options *out) {
  *out = (gloss_gazetteer_options){.name = g->names,
                                   .match = (gloss_case)g->match,
                                   .policy = (gloss_policy)g->policy,
                                   .validity = (gloss_validity)(g->flags & GLOSS__GAZ_ONLY),
                                   .variants = g->flags / GLOSS__GAZ_VARIANTS,
                                   .diacritics_off = (g->flags & GLOSS__GAZ_PLAIN) != 0,
                                   .fuzzy = gloss__gaz_edits(g->flags),
                                   .substring = (g->flags & GLOSS__GAZ_SUBSTRING) != 0,
                                   .n_columns = g->n_columns};
}
