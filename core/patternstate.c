/* patternstate.c -- what a scratch keeps for a phase, and how a run finds its layers and columns. */
#include "patternrun.h"

static void free_rows(gloss__rows *rows, const gloss_alloc *alloc) {
  gloss__free(alloc, rows->edges, rows->edges_room * sizeof *rows->edges);
  for (int i = 0; i < 4; i++)
    gloss__free(alloc, rows->bits[i], rows->bits_room[i] * sizeof *rows->bits[i]);
}

static void state_free(void *data, const gloss_alloc *alloc) {
  gloss__pstate *s = data;
  gloss__symbols_unref(s->table);
  gloss__dfa_free(s, alloc);
  for (uint32_t i = 0; s->rows && i < s->n_rows; i++) free_rows(&s->rows[i], alloc);
  for (uint32_t i = 0; s->memos && i <= GLOSS__LOOKS_MAX; i++) {
    gloss__free(alloc, s->memos[i].failed, s->memos[i].failed_room * sizeof *s->memos[i].failed);
    gloss__free(alloc, s->memos[i].good, s->memos[i].good_room * sizeof *s->memos[i].good);
  }
  gloss__free(alloc, s->rows, (size_t)s->n_rows * sizeof *s->rows);
  gloss__free(alloc, s->memos, (GLOSS__LOOKS_MAX + 1) * sizeof *s->memos);
  gloss__free(alloc, s->symbols, ((size_t)s->n_lists + 1) * sizeof *s->symbols);
  gloss__free(alloc, s->columns, ((size_t)s->n_fields + 1) * sizeof *s->columns);
  gloss__free(alloc, s->columns_there, (size_t)s->n_fields + 1);
  gloss__free(alloc, s->counters, ((size_t)s->n_counters + 1) * sizeof *s->counters);
  gloss__free(alloc, s->class_table, s->class_table_size * sizeof *s->class_table);
  gloss__free(alloc, s->class_keys, s->class_table_size * sizeof *s->class_keys);
  gloss__free(alloc, s->sighted, ((size_t)s->n_rules + 1) * sizeof *s->sighted);
  gloss__free(alloc, s->active, ((size_t)s->n_rules + 1) * sizeof *s->active);
  gloss__free(alloc, s->answers, s->n_answers * sizeof *s->answers);
  gloss__free(alloc, s->plain, GLOSS__PLAIN * sizeof *s->plain);
  gloss__free(alloc, s->re, s->re_size * sizeof *s->re);
#define FREE(array) gloss__free(alloc, s->array, s->array##_room * sizeof *s->array)
  FREE(classes);
  FREE(token_classes);
  FREE(classed);
  FREE(initial);
  FREE(choices);
  FREE(log);
  FREE(trail);
  FREE(scopes);
  FREE(stack);
  FREE(tags);
  FREE(folded);
  FREE(look_bits);
  FREE(class_atoms);
  FREE(class_first);
  FREE(anchors);
  FREE(sights);
#undef FREE
}

static void engine_ref(void *engine) { gloss_phase_ref(engine); }
static void engine_unref(void *engine) { gloss_phase_unref(engine); }
static const gloss__engine_type engine_type = {sizeof(gloss__pstate), state_free, engine_ref,
                                               engine_unref};

/* Makes what has a fixed size. */
static gloss_status make_state(gloss__pstate *s, const gloss_phase *p, const gloss_alloc *alloc) {
  s->n_rows = gloss__rows_count(p);
  s->n_lists = p->forest.n_lists;
  s->n_fields = p->n_fields;
  s->n_counters = p->n_counters;
  if (!s->rows) s->rows = gloss__calloc(alloc, s->n_rows, sizeof *s->rows);
  if (!s->memos) s->memos = gloss__calloc(alloc, GLOSS__LOOKS_MAX + 1, sizeof *s->memos);
  if (!s->symbols) s->symbols = gloss__calloc(alloc, (size_t)s->n_lists + 1, sizeof *s->symbols);
  if (!s->columns) s->columns = gloss__calloc(alloc, (size_t)s->n_fields + 1, sizeof *s->columns);
  if (!s->columns_there) s->columns_there = gloss__calloc(alloc, (size_t)s->n_fields + 1, 1);
  if (!s->counters)
    s->counters = gloss__calloc(alloc, (size_t)s->n_counters + 1, sizeof *s->counters);
  s->n_rules = p->forest.n_rules;
  s->n_answers = 256;
  while (s->n_answers < 65536 && s->n_answers < p->n_tests * 16) s->n_answers *= 2;
  if (!s->sighted) s->sighted = gloss__calloc(alloc, (size_t)s->n_rules + 1, sizeof *s->sighted);
  if (!s->active) s->active = gloss__calloc(alloc, (size_t)s->n_rules + 1, sizeof *s->active);
  if (!s->answers) s->answers = gloss__calloc(alloc, s->n_answers, sizeof *s->answers);
  if (!s->plain) s->plain = gloss__calloc(alloc, GLOSS__PLAIN, sizeof *s->plain);
  int full = s->sighted && s->active && s->answers && s->plain && s->rows && s->memos &&
             s->symbols && s->columns && s->columns_there && s->counters;
  return full ? GLOSS_OK : GLOSS_ENOMEM;
}

/* Interns the strings that columns are compared with, once a symbol table; what is known of forms
** of another one is forgotten. */
static gloss_status intern_strings(gloss__prun *r) {
  const gloss_phase *p = r->phase;
  gloss__symbols *table = gloss__doc_symbols(r->doc);
  if (r->s->table == table) return GLOSS_OK;
  if (r->s->n_re) memset(r->s->re, 0, r->s->re_size * sizeof *r->s->re);
  r->s->n_re = 0;
  for (uint32_t i = 0; i < p->forest.n_lists; i++) {
    gloss_status status =
        gloss_doc_intern(r->doc, gloss__phase_text(p, p->forest.lists[i]), &r->s->symbols[i]);
    if (status != GLOSS_OK) return status;
  }
  gloss__symbols_ref(table);
  gloss__symbols_unref(r->s->table);
  r->s->table = table;
  return GLOSS_OK;
}

/* Finds a column of tokens of a type, NULL if there is none. */
static gloss_status find_column(gloss__prun *r, const char *name, gloss_type type,
                                const void **values) {
  gloss_column column;
  *values = NULL;
  gloss_status status = gloss_layer_column(r->tokens, name, &column);
  if (status == GLOSS_OK && column.type == type && !column.offsets) *values = column.values;
  return status == GLOSS_ENOENT ? GLOSS_OK : status;
}

static void find_layers(gloss__prun *r) {
  for (uint32_t i = 0; i < gloss__rows_count(r->phase); i++) {
    gloss__rows *rows = &r->s->rows[i];
    if (i < r->phase->n_layers)
      rows->layer = gloss_doc_layer(r->doc, gloss_phase_layer(r->phase, i));
    rows->has_edges = 0;
    memset(rows->has_bits, 0, sizeof rows->has_bits);
  }
  r->s->has_initial = 0;
}

gloss_status gloss__prun_open(gloss__prun *r, gloss_phase *phase, gloss_layer *tokens,
                              gloss_scratch *scratch, const gloss_pattern_calls *calls,
                              gloss_error *err) {
  void *data;
  gloss_doc *doc = gloss_layer_doc(tokens);
  if (gloss_layer_count(tokens) && !gloss_layer_starts(tokens))
    return gloss__fail(err, GLOSS_EARG, 0, "layer %.80s has no spans", gloss_layer_name(tokens));
  gloss_status status = gloss__scratch_state(scratch, phase, &engine_type, &data);
  if (status != GLOSS_OK) return status;
  if (((gloss__pstate *)data)->busy)
    return gloss__fail(err, GLOSS_EARG, 0, "the phase is running with this scratch already");
  *r = (gloss__prun){.phase = phase,
                     .s = data,
                     .alloc = gloss__scratch_alloc(scratch),
                     .scratch = scratch,
                     .doc = doc,
                     .tokens = tokens,
                     .text = gloss_doc_text(doc).data,
                     .starts = gloss_layer_starts(tokens),
                     .ends = gloss_layer_ends(tokens),
                     .n = gloss_layer_count(tokens),
                     .calls = calls,
                     .err = err};
  r->s->busy = 1;
  const void *kinds = NULL, *spaces = NULL, *shapes = NULL;
  status = make_state(r->s, phase, r->alloc);
  if (status == GLOSS_OK) status = find_column(r, "kind", GLOSS_U8, &kinds);
  if (status == GLOSS_OK) status = find_column(r, "space", GLOSS_U8, &spaces);
  if (status == GLOSS_OK) status = find_column(r, "shape", GLOSS_U16, &shapes);
  if (status != GLOSS_OK) return status;
  r->kinds = kinds;
  r->spaces = spaces;
  r->shapes = shapes;
  find_layers(r);
  status = intern_strings(r);
  if (status == GLOSS_OK) status = gloss__test_columns(r);
  return status == GLOSS_OK ? gloss__classes_open(r) : status;
}

void gloss__prun_close(gloss__prun *r) {
  if (r->s) r->s->busy = 0;
}
