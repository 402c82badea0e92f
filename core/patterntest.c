/* patterntest.c -- tests of tokens and rows: of a class of tokens as far as it decides, else of the
** token itself. */
#include <math.h>
#include <string.h>

#include "patternrun.h"

enum { NO = 1, YES = 2, ASK = 3, RE_MOST = 1 << 19 /* places for answers about forms */ };

static const char *column_name(const gloss_phase *p, uint32_t text) {
  return gloss__phase_text(p, text).data;
}

/* Checks that a column can hold what a test asks for. */
static int fits(const gloss__prun *r, const gloss__node *n, const gloss_column *c) {
  (void)r;
  int is_kind = c->type == GLOSS_U8 && strcmp(c->name, "kind") == 0;
  if (n->kind == GLOSS_NODE_IS && n->n_strings) return c->type == GLOSS_SYMBOL || is_kind;
  return n->kind == GLOSS_NODE_IS ? 1 : c->type != GLOSS_SYMBOL;
}

gloss_status gloss__test_columns(gloss__prun *r) {
  const gloss_phase *p = r->phase;
  for (uint32_t i = 0; i < p->n_fields; i++) {
    const gloss__field *f = &p->fields[i];
    gloss_layer *layer = f->layer == GLOSS_NONE ? r->tokens : r->s->rows[f->layer].layer;
    const char *name = column_name(p, f->name);
    r->s->columns_there[i] = 0;
    if (!layer || gloss_layer_count(layer) == 0) continue;
    const gloss__node *n = &p->forest.nodes[f->node];
    gloss_status status = gloss_layer_column(layer, name, &r->s->columns[i]);
    if (status == GLOSS_ENOENT)
      return gloss__fail(r->err, status, n->tag, "layer %.60s has no column %.60s",
                         gloss_layer_name(layer), name);
    if (status != GLOSS_OK) return status;
    if (!fits(r, n, &r->s->columns[i]))
      return gloss__fail(r->err, GLOSS_ETYPE, n->tag,
                         "column %.60s of layer %.60s holds no such values", name,
                         gloss_layer_name(layer));
    r->s->columns_there[i] = 1;
  }
  return GLOSS_OK;
}

/* ---- Values of columns ---- */

/* Gives a value as a number; NaN when it is absent. */
static double number_at(const gloss_column *c, uint32_t at) {
  switch (c->type) {
  case GLOSS_U8: return ((const uint8_t *)c->values)[at];
  case GLOSS_U16: return ((const uint16_t *)c->values)[at];
  case GLOSS_U64: return (double)((const uint64_t *)c->values)[at];
  case GLOSS_BOOL: {
    uint8_t b = ((const uint8_t *)c->values)[at];
    return b > 1 ? NAN : b;
  }
  case GLOSS_REF: {
    uint32_t ref = ((const uint32_t *)c->values)[at];
    return ref == GLOSS_NONE ? NAN : ref;
  }
  case GLOSS_INTEGER: {
    int64_t i = ((const int64_t *)c->values)[at];
    return i == INT64_MIN ? NAN : (double)i;
  }
  case GLOSS_NUMBER: return ((const double *)c->values)[at];
  default: return NAN;
  }
}

static int is_string(const gloss__prun *r, const gloss__node *n, const gloss_column *c,
                     uint32_t at) {
  for (uint32_t i = n->strings; i < n->strings + n->n_strings; i++) {
    if (c->type == GLOSS_SYMBOL) {
      uint32_t symbol = ((const uint32_t *)c->values)[at];
      if (symbol && symbol == r->s->symbols[i]) return 1;
    } else {
      gloss_str text = gloss__phase_text(r->phase, r->phase->forest.lists[i]);
      const char *kind = gloss_kind_name(((const uint8_t *)c->values)[at]);
      if (kind && strlen(kind) == text.size && memcmp(kind, text.data, text.size) == 0) return 1;
    }
  }
  return 0;
}

static int value_passes(const gloss__prun *r, const gloss__node *n, const gloss_column *c,
                        uint32_t at) {
  if (n->kind == GLOSS_NODE_IS && is_string(r, n, c, at)) return 1;
  double value = number_at(c, at);
  if (isnan(value)) return 0;
  switch (n->kind) {
  case GLOSS_NODE_FLAG:
    return value >= 0 && value < 4294967296.0 && ((uint32_t)value & n->min) != 0;
  case GLOSS_NODE_RANGE: return value >= n->low && value <= n->high;
  default:
    for (uint32_t i = n->numbers; i < n->numbers + n->n_numbers; i++)
      if (value == r->phase->forest.numbers[i]) return 1;
    return 0;
  }
}

/* Tests a row's value; of a list, any element may pass. */
static int field_passes(const gloss__prun *r, uint32_t layer, uint32_t node, uint32_t row) {
  const gloss_phase *p = r->phase;
  uint32_t field = p->field_at[(size_t)(layer + 1) * p->n_names + p->test_names[node]] - 1;
  if (!r->s->columns_there[field]) return 0;
  const gloss_column *c = &r->s->columns[field];
  const gloss__node *n = &p->forest.nodes[node];
  if (!c->offsets) return value_passes(r, n, c, row);
  for (uint32_t at = c->offsets[row]; at < c->offsets[row + 1]; at++)
    if (value_passes(r, n, c, at)) return 1;
  return 0;
}

/* Tests a row. */
static int row_passes(const gloss__prun *r, uint32_t layer, uint32_t node, uint32_t row) {
  const gloss__node *n = &r->phase->forest.nodes[node];
  switch (n->kind) {
  case GLOSS_NODE_AND: return row_passes(r, layer, n->a, row) && row_passes(r, layer, n->b, row);
  case GLOSS_NODE_OR: return row_passes(r, layer, n->a, row) || row_passes(r, layer, n->b, row);
  case GLOSS_NODE_NOT: return !row_passes(r, layer, n->a, row);
  default: return field_passes(r, layer, node, row);
  }
}

/* Gives the symbols of a column that a test compares with strings alone; NULL if it does otherwise. */
static const uint32_t *only_symbols(const gloss__prun *r, uint32_t layer, uint32_t node) {
  const gloss_phase *p = r->phase;
  const gloss__node *n = &p->forest.nodes[node];
  if (n->kind != GLOSS_NODE_IS || n->n_numbers) return NULL;
  uint32_t field = p->field_at[(size_t)(layer + 1) * p->n_names + p->test_names[node]] - 1;
  const gloss_column *c = &r->s->columns[field];
  return r->s->columns_there[field] && c->type == GLOSS_SYMBOL && !c->offsets ? c->values : NULL;
}

/* Keeps the edges of rows whose symbol is one of a test's. */
static uint32_t keep_symbols(const gloss__prun *r, const gloss__node *n, const uint32_t *symbols,
                             gloss__edge *edges, uint32_t count) {
  const uint32_t *wanted = r->s->symbols + n->strings;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t symbol = symbols[edges[i].row], found = 0;
    for (uint32_t k = 0; k < n->n_strings; k++) found |= wanted[k] == symbol;
    edges[kept] = edges[i];
    kept += found & (symbol != 0);
  }
  return kept;
}

uint32_t gloss__test_rows(const gloss__prun *r, uint32_t layer, uint32_t node, gloss__edge *edges,
                          uint32_t n) {
  const gloss__node *test = &r->phase->forest.nodes[node];
  uint32_t kept = 0;
  if (test->kind == GLOSS_NODE_AND) {
    kept = gloss__test_rows(r, layer, test->a, edges, n);
    return gloss__test_rows(r, layer, test->b, edges, kept);
  }
  const uint32_t *symbols = only_symbols(r, layer, node);
  if (symbols) return keep_symbols(r, test, symbols, edges, n);
  for (uint32_t i = 0; i < n; i++) {
    edges[kept] = edges[i];
    kept += row_passes(r, layer, node, edges[i].row) != 0;
  }
  return kept;
}

/* ---- Tokens ---- */

static int has_word(const gloss__prun *r, const gloss__node *n, uint32_t lexeme) {
  uint32_t wanted = gloss__word_of(r->phase, lexeme), folded = r->phase->lexicon.folded.count;
  if (n->kind == GLOSS_NODE_FORMS) wanted = lexeme > folded ? lexeme - folded - 1 : GLOSS_NONE;
  if (wanted == GLOSS_NONE) return 0;
  const uint32_t *words = r->phase->words + n->strings;
  uint32_t low = 0, high = n->n_strings;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (words[mid] < wanted)
      low = mid + 1;
    else
      high = mid;
  }
  return low < n->n_strings && words[low] == wanted;
}

/* Tests a column whose value is part of the class; ASK for any other. */
static unsigned class_field(gloss__prun *r, uint32_t node, const gloss__class *c) {
  const gloss__node *n = &r->phase->forest.nodes[node];
  gloss_column one = {.type = GLOSS_U8};
  switch (r->phase->class_names[r->phase->test_names[node]]) {
  case GLOSS__KIND_PART: one.values = r->kinds ? &c->kind : NULL; break;
  case GLOSS__SPACE_PART: one.values = r->spaces ? &c->space : NULL; break;
  case GLOSS__SHAPE_PART:
    one.type = GLOSS_U16;
    one.values = r->shapes ? &c->shape : NULL;
    break;
  default: break;
  }
  return !one.values ? ASK : value_passes(r, n, &one, 0) ? YES : NO;
}

unsigned gloss__test_class(gloss__prun *r, uint32_t node, const gloss__class *c) {
  const gloss__node *n = &r->phase->forest.nodes[node];
  unsigned a, b;
  switch (node ? n->kind : GLOSS_NODE_ANY) {
  case GLOSS_NODE_ANY: return YES;
  case GLOSS_NODE_WORDS:
  case GLOSS_NODE_FORMS: return has_word(r, n, c->lexeme) ? YES : NO;
  case GLOSS_NODE_FLAG:
  case GLOSS_NODE_IS:
  case GLOSS_NODE_RANGE: return class_field(r, node, c);
  case GLOSS_NODE_AND:
    a = gloss__test_class(r, n->a, c);
    b = a == NO ? NO : gloss__test_class(r, n->b, c);
    return b == NO ? NO : a == YES && b == YES ? YES : ASK;
  case GLOSS_NODE_OR:
    a = gloss__test_class(r, n->a, c);
    b = a == YES ? YES : gloss__test_class(r, n->b, c);
    return b == YES ? YES : a == NO && b == NO ? NO : ASK;
  case GLOSS_NODE_NOT:
    a = gloss__test_class(r, n->a, c);
    return a == YES ? NO : a == NO ? YES : ASK;
  default: return ASK;
  }
}

/* Gives the place of a form's answer, or a free one. */
static gloss__re_known *re_place(gloss__pstate *s, uint32_t node, uint32_t form) {
  size_t mask = s->re_size - 1, i = (form * 0x9E3779B1u ^ node * 0x85EBCA6Bu) & mask;
  while (s->re[i].node && (s->re[i].node != node || s->re[i].form != form)) i = (i + 1) & mask;
  return &s->re[i];
}

/* Makes room for an answer; when there are very many, all are forgotten. */
static gloss_status re_grow(gloss__prun *r) {
  gloss__pstate *s = r->s;
  if (s->n_re * 2 < s->re_size) return GLOSS_OK;
  if (s->re_size == RE_MOST) {
    memset(s->re, 0, s->re_size * sizeof *s->re);
    s->n_re = 0;
    return GLOSS_OK;
  }
  gloss__pstate before = *s;
  size_t size = s->re_size ? s->re_size * 2 : 256;
  gloss__re_known *re = gloss__calloc(r->alloc, size, sizeof *re);
  if (!re) return GLOSS_ENOMEM;
  s->re = re;
  s->re_size = size;
  for (size_t i = 0; i < before.re_size; i++)
    if (before.re[i].node) *re_place(s, before.re[i].node, before.re[i].form) = before.re[i];
  gloss__free(r->alloc, before.re, before.re_size * sizeof *re);
  return GLOSS_OK;
}

/* Asks the caller about a form, once. */
static gloss_status ask_re(gloss__prun *r, uint32_t node, uint32_t token, int *yes) {
  const gloss__node *n = &r->phase->forest.nodes[node];
  uint32_t form;
  gloss_str text = gloss__prun_token(r, token);
  gloss_status status = gloss_doc_intern(r->doc, text, &form);
  if (status == GLOSS_OK) status = re_grow(r);
  if (status != GLOSS_OK) return status;
  gloss__re_known *known = re_place(r->s, n->canon, form);
  if (known->node) {
    *yes = known->yes;
    return GLOSS_OK;
  }
  *yes = 0;
  if (r->calls && r->calls->re) status = r->calls->re(r->calls->user, n->tag, text, yes);
  if (status != GLOSS_OK) return status;
  *known = (gloss__re_known){n->canon, form, *yes != 0};
  r->s->n_re++;
  return GLOSS_OK;
}

static gloss_status test_initial(gloss__prun *r, uint32_t token, int *yes) {
  gloss_status status = r->s->has_initial ? GLOSS_OK : gloss__initial_bits(r);
  *yes = status == GLOSS_OK && (r->s->initial[token / 64] >> token % 64 & 1);
  return status;
}

/* Tests a token by all it has. */
static gloss_status test_fully(gloss__prun *r, uint32_t node, uint32_t token, int *yes) {
  const gloss__node *n = &r->phase->forest.nodes[node];
  gloss_status status;
  switch (n->kind) {
  case GLOSS_NODE_AND:
  case GLOSS_NODE_OR:
    status = test_fully(r, n->a, token, yes);
    if (status != GLOSS_OK || *yes == (n->kind == GLOSS_NODE_OR)) return status;
    return test_fully(r, n->b, token, yes);
  case GLOSS_NODE_NOT:
    status = test_fully(r, n->a, token, yes);
    *yes = !*yes;
    return status;
  case GLOSS_NODE_REGEX: return ask_re(r, node, token, yes);
  case GLOSS_NODE_INITIAL: return test_initial(r, token, yes);
  case GLOSS_NODE_FLAG:
  case GLOSS_NODE_IS:
  case GLOSS_NODE_RANGE: *yes = field_passes(r, GLOSS_NONE, node, token); return GLOSS_OK;
  default: {
    uint32_t class;
    status = gloss__class_of(r, token, &class);
    if (status == GLOSS_OK) *yes = gloss__test_class(r, node, &r->s->classes[class]) == YES;
    return status;
  }
  }
}

unsigned gloss__class_answer(gloss__prun *r, uint32_t test, uint32_t class) {
  gloss__pstate *s = r->s;
  if (test == 0) return YES;
  uint32_t place = (test * 0x9E3779B1u ^ class * 0x85EBCA6Bu) >> 7 & (s->n_answers - 1);
  gloss__answer *a = &s->answers[place];
  if (a->test != test || a->class != class)
    *a = (gloss__answer){test, class,
                         (uint8_t)gloss__test_class(r, r->phase->tests[test], &s->classes[class])};
  return a->answer;
}

gloss_status gloss__test_token(gloss__prun *r, uint32_t test, uint32_t token, int *yes) {
  uint32_t class;
  gloss_status status = gloss__class_of(r, token, &class);
  if (status != GLOSS_OK) return status;
  unsigned answer = gloss__class_answer(r, test, class);
  if (answer == ASK) return test_fully(r, r->phase->tests[test], token, yes);
  *yes = answer == YES;
  return GLOSS_OK;
}
