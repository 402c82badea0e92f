/* fuzz_pattern.c -- any bytes as a rule and a text: a line of operations on a stack of nodes, the rest
** is the text. Whatever is built must compile or be refused, run, and give matches in bounds. */
#include <stdlib.h>
#include <string.h>

#include "gloss.h"

static void require(int condition) {
  if (!condition) abort();
}

static gloss_str text_of(const char *s) { return (gloss_str){s, strlen(s)}; }

/* A rule as it is built: operands are taken from the stack and the result is put there. */
typedef struct machine {
  gloss_rules *rules;
  uint32_t stack[64], n;
} machine;

static uint32_t pop(machine *b) { return b->n ? b->stack[--b->n] : 0; }

static void push(machine *b, gloss_node node) {
  gloss_error err;
  uint32_t number;
  gloss_status status = gloss_rules_node(b->rules, &node, &number, &err);
  require((status == GLOSS_OK) == (number != 0));
  if (number && b->n < 64) b->stack[b->n++] = number;
}

/* Does the operation of one byte. */
static void operate(machine *b, uint8_t op) {
  static const char *const words[] = {"a", "b", "c", "A"};
  gloss_str names[2] = {text_of(words[op >> 5 & 3]), text_of("x")};
  gloss_node node = {.kind = (gloss_node_kind)(op & 31), .strings = names, .n_strings = 1};
  node.name = text_of(op & 32 ? "u" : "x");
  node.lazy = node.negative = op >> 6 & 1;
  node.min = op >> 5 & 3;
  node.max = op & 128 ? GLOSS_NONE : node.min + (op >> 6);
  if (node.kind == GLOSS_NODE_GAP) node.max = op >> 5;
  if (node.kind == GLOSS_NODE_FLAG) node.name = text_of("shape");
  if (node.kind == GLOSS_NODE_IS || node.kind == GLOSS_NODE_RANGE) node.name = text_of("kind");
  if (node.kind == GLOSS_NODE_IS) names[0] = text_of("word");
  if (node.kind == GLOSS_NODE_AGREE) node.n_strings = 2, names[0] = text_of("u");
  if (node.kind >= GLOSS_NODE_AND && node.kind != GLOSS_NODE_UNIT) node.a = pop(b);
  if (node.kind == GLOSS_NODE_AND || node.kind == GLOSS_NODE_OR ||
      (node.kind >= GLOSS_NODE_SEQ && node.kind <= GLOSS_NODE_GAP &&
       node.kind != GLOSS_NODE_REPEAT))
    node.b = pop(b);
  push(b, node);
}

static gloss_status answer(void *user, uint32_t tag, gloss_str token, int *yes) {
  (void)user, (void)tag;
  *yes = token.size % 2;
  return GLOSS_OK;
}

static void check(const gloss_matches *matches, uint32_t n_tokens) {
  uint32_t n;
  const gloss_match *m = gloss_matches_all(matches, &n);
  const gloss_capture *c = gloss_matches_captures(matches);
  for (uint32_t i = 0; i < n; i++) {
    require(m[i].start < m[i].end && m[i].end <= n_tokens);
    require(m[i].winner == GLOSS_NONE || (m[i].winner < n && m[i].winner != i));
    for (uint32_t k = m[i].captures; k < m[i].captures + m[i].n_captures; k++)
      require(m[i].start <= c[k].start && c[k].start < c[k].end && c[k].end <= m[i].end);
  }
}

/* Binds a layer of a span for every second token. */
static void bind_units(gloss_doc *doc, gloss_layer *tokens) {
  gloss_builder *builder;
  gloss_layer *layer;
  const uint32_t *starts = gloss_layer_starts(tokens), *ends = gloss_layer_ends(tokens);
  uint32_t n = gloss_layer_count(tokens);
  require(gloss_builder_new(&builder, doc, "u", 0) == GLOSS_OK);
  for (uint32_t i = 0; i < n; i += 2)
    require(gloss_builder_add(
                builder, (gloss_span){starts[i], ends[i + 1 < n ? i + i % 3 % 2 : i]}) == GLOSS_OK);
  require(gloss_builder_seal(builder, &layer, NULL, NULL) == GLOSS_OK);
  require(gloss_doc_bind(doc, layer) == GLOSS_OK);
  gloss_layer_unref(layer);
  gloss_builder_free(builder);
}

static void run(gloss_phase *phase, gloss_str text) {
  gloss_doc *doc;
  gloss_scratch *scratch;
  gloss_tokenizer *tokenizer;
  gloss_layer *tokens;
  gloss_matches *matches;
  gloss_pattern_calls calls = {.re = answer};
  gloss_doc_options options = {.replace_bad = 1};
  gloss_why why;
  require(gloss_doc_new(&doc, NULL, text, &options, NULL) == GLOSS_OK);
  require(gloss_scratch_new(&scratch, NULL) == GLOSS_OK);
  require(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL) == GLOSS_OK);
  require(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL) == GLOSS_OK);
  bind_units(doc, tokens);
  gloss_status status = gloss_phase_run(phase, tokens, scratch, &calls, &matches, NULL);
  require(status == GLOSS_OK || status == GLOSS_ENOENT || status == GLOSS_ETYPE);
  if (status == GLOSS_OK) check(matches, gloss_layer_count(tokens));
  gloss_matches_free(matches);
  if (gloss_layer_count(tokens) && status == GLOSS_OK)
    require(gloss_phase_why(phase, tokens, scratch, &calls, 0, 0, &why, NULL) == GLOSS_OK);
  gloss_layer_unref(tokens);
  gloss_tokenizer_unref(tokenizer);
  gloss_scratch_free(scratch);
  gloss_doc_unref(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  size_t operations = 0, limit = size < 40 ? size : 40;
  while (operations < limit && data[operations] != '\n') operations++;
  gloss_str text = {(const char *)data + operations, size - operations};
  if (text.size > 2000) text.size = 2000;
  machine b = {.n = 0};
  require(gloss_rules_new(&b.rules, NULL, (gloss_policy)(size % 3)) == GLOSS_OK);
  for (size_t i = 0; i < operations; i++) operate(&b, data[i]);
  gloss_rule rule = {.name = "rule", .pattern = pop(&b), .within = size % 2 ? "document" : "u"};
  gloss_phase *phase;
  if (gloss_rules_add(b.rules, &rule, NULL) == GLOSS_OK &&
      gloss_phase_new(&phase, b.rules, NULL) == GLOSS_OK) {
    run(phase, text);
    gloss_phase_unref(phase);
  }
  gloss_rules_free(b.rules);
  return 0;
}
