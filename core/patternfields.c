/* patternfields.c -- what programs ask for: columns of layers, tests of tokens, each with a number, and
** units that take a test, the same rows one number. */
#include "pattern.h"

#include <string.h>

/* Notes that a test asks for a column of a layer (GLOSS_NONE: of the tokens). */
static gloss_status add_field(gloss_phase *p, uint32_t node, uint32_t layer) {
  uint32_t name = p->test_names[node];
  uint32_t *at = &p->field_at[(size_t)(layer + 1) * p->n_names + name];
  if (*at) return GLOSS_OK;
  gloss_status status = gloss__grow(&p->alloc, (void **)&p->fields, &p->fields_room,
                                    (size_t)p->n_fields + 1, sizeof *p->fields);
  if (status != GLOSS_OK) return status;
  p->fields[p->n_fields++] = (gloss__field){layer, p->names[name], node};
  *at = p->n_fields;
  return GLOSS_OK;
}

/* Notes what all tests below a node ask for. */
static gloss_status add_fields(gloss_phase *p, uint32_t node, uint32_t layer) {
  const gloss__node n = p->forest.nodes[node];
  gloss_status status = GLOSS_OK;
  switch (n.kind) {
  case GLOSS_NODE_FLAG:
  case GLOSS_NODE_IS:
  case GLOSS_NODE_RANGE: return add_field(p, node, layer);
  case GLOSS_NODE_OR:
  case GLOSS_NODE_AND: status = add_fields(p, n.b, layer); /* fall through */
  case GLOSS_NODE_NOT: return status == GLOSS_OK ? add_fields(p, n.a, layer) : status;
  default: return GLOSS_OK;
  }
}

static uint8_t part_of_class(const char *name) {
  if (strcmp(name, "kind") == 0) return GLOSS__KIND_PART;
  if (strcmp(name, "space") == 0) return GLOSS__SPACE_PART;
  return strcmp(name, "shape") == 0 ? GLOSS__SHAPE_PART : GLOSS__NO_PART;
}

static gloss_status make_fields(gloss_phase *p) {
  gloss_status status = GLOSS_OK;
  for (uint32_t i = 1; status == GLOSS_OK && i < p->forest.n_nodes; i++) {
    const gloss__node *n = &p->forest.nodes[i];
    if (n->kind == GLOSS_NODE_FLAG || n->kind == GLOSS_NODE_IS || n->kind == GLOSS_NODE_RANGE)
      status =
          gloss__number_of(p, &p->names, &p->n_names, &p->names_room, n->name, &p->test_names[i]);
  }
  if (status != GLOSS_OK || p->n_names == 0) return status;
  p->class_names = gloss__calloc(&p->alloc, p->n_names, sizeof *p->class_names);
  for (uint32_t i = 0; p->class_names && i < p->n_names; i++)
    p->class_names[i] = part_of_class(gloss__phase_text(p, p->names[i]).data);
  p->field_at =
      gloss__calloc(&p->alloc, ((size_t)p->n_layers + 1) * p->n_names, sizeof *p->field_at);
  if (!p->field_at || !p->class_names) return GLOSS_ENOMEM;
  for (uint32_t i = 0; status == GLOSS_OK && i < p->n_code; i++) {
    const gloss__instr *c = &p->code[i];
    if (c->op == GLOSS__OP_TOKEN && c->x) status = add_fields(p, c->x, GLOSS_NONE);
    if (c->op == GLOSS__OP_UNIT && c->z) status = add_fields(p, c->z, c->x);
  }
  return status;
}

/* Gives the bits of shapes that tests look at. */
static uint16_t shape_mask(const gloss_phase *p) {
  uint32_t mask = 0;
  for (uint32_t i = 1; i < p->forest.n_nodes; i++) {
    const gloss__node *n = &p->forest.nodes[i];
    int is_column =
        n->kind == GLOSS_NODE_FLAG || n->kind == GLOSS_NODE_IS || n->kind == GLOSS_NODE_RANGE;
    if (is_column && p->class_names[p->test_names[i]] == GLOSS__SHAPE_PART)
      mask |= n->kind == GLOSS_NODE_FLAG ? n->min : UINT16_MAX;
  }
  return (uint16_t)mask;
}

/* Numbers the different tests of tokens, and notes which columns they look at. */
static void number_tests(gloss_phase *p) {
  p->n_tests = 1;
  for (uint32_t i = 0; i < p->n_code; i++) {
    gloss__instr *c = &p->code[i];
    if (c->op != GLOSS__OP_TOKEN) continue;
    if (c->x && !p->test_of[c->x]) {
      p->test_of[c->x] = p->n_tests;
      p->tests[p->n_tests++] = c->x;
    }
    c->z = p->test_of[c->x];
  }
  for (uint32_t i = 0; i < p->n_fields; i++) {
    if (p->fields[i].layer != GLOSS_NONE) continue;
    switch (p->class_names[p->test_names[p->fields[i].node]]) {
    case GLOSS__KIND_PART: p->kind_mask = UINT8_MAX; break;
    case GLOSS__SPACE_PART: p->space_mask = UINT8_MAX; break;
    case GLOSS__SHAPE_PART: p->shape_mask = shape_mask(p); break;
    default: break;
    }
  }
}

/* ---- Units ---- */

/* Gives the number of the unit of a layer and a test, added if it is new. */
static gloss_status unit_of(gloss_phase *p, uint32_t layer, uint32_t test, uint32_t *first,
                            uint32_t *number) {
  uint32_t u = first[test];
  while (u && p->units[u - 1].layer != layer) u = p->units[u - 1].next;
  *number = u - 1;
  if (u) return GLOSS_OK;
  if (gloss__grow(&p->alloc, (void **)&p->units, &p->units_room, (size_t)p->n_units + 1,
                  sizeof *p->units))
    return GLOSS_ENOMEM;
  *number = p->n_units++;
  p->units[*number] = (gloss__unit){layer, test, first[test]};
  first[test] = p->n_units;
  return GLOSS_OK;
}

/* Gives each unit the number of its rows. */
static gloss_status number_units(gloss_phase *p) {
  gloss_status status = GLOSS_OK;
  size_t size = p->forest.n_nodes * sizeof(uint32_t);
  uint32_t *first = gloss__calloc(&p->alloc, p->forest.n_nodes, sizeof *first);
  if (!first) return GLOSS_ENOMEM;
  for (uint32_t i = 0; status == GLOSS_OK && i < p->n_code; i++) {
    gloss__instr *c = &p->code[i];
    if (c->op != GLOSS__OP_UNIT) continue;
    uint32_t unit;
    if (c->z) {
      status = unit_of(p, c->x, p->forest.nodes[c->z].canon, first, &unit);
      c->x = p->n_layers + unit;
    }
    p->rows_of[c->node] = c->x;
  }
  gloss__free(&p->alloc, first, size);
  return status;
}

gloss_status gloss__fields_make(gloss_phase *p) {
  uint32_t n = p->forest.n_nodes;
  p->test_names = gloss__calloc(&p->alloc, n, sizeof *p->test_names);
  p->tests = gloss__calloc(&p->alloc, n, sizeof *p->tests);
  p->test_of = gloss__calloc(&p->alloc, n, sizeof *p->test_of);
  p->rows_of = gloss__calloc(&p->alloc, n, sizeof *p->rows_of);
  if (!p->test_names || !p->tests || !p->test_of || !p->rows_of) return GLOSS_ENOMEM;
  gloss_status status = make_fields(p);
  if (status != GLOSS_OK) return status;
  number_tests(p);
  return number_units(p);
}

void gloss__fields_free(gloss_phase *p) {
  uint32_t nodes = p->forest.n_nodes;
  gloss__free(&p->alloc, p->fields, p->fields_room * sizeof *p->fields);
  gloss__free(&p->alloc, p->names, p->names_room * sizeof *p->names);
  gloss__free(&p->alloc, p->field_at, ((size_t)p->n_layers + 1) * p->n_names * sizeof *p->field_at);
  gloss__free(&p->alloc, p->class_names, p->n_names);
  gloss__free(&p->alloc, p->test_names, nodes * sizeof *p->test_names);
  gloss__free(&p->alloc, p->tests, nodes * sizeof *p->tests);
  gloss__free(&p->alloc, p->test_of, nodes * sizeof *p->test_of);
  gloss__free(&p->alloc, p->rows_of, nodes * sizeof *p->rows_of);
  gloss__free(&p->alloc, p->units, p->units_room * sizeof *p->units);
}
