/* patternkit.c -- rules and texts in short form. */
#include "patternkit.h"

uint32_t node(kit *k, gloss_node n) {
  uint32_t number = 0;
  if (k->status == GLOSS_OK) k->status = gloss_rules_node(k->rules, &n, &number, &k->err);
  return number;
}

uint32_t word(kit *k, const char *text) {
  gloss_str strings[] = {str(text)};
  return node(k, (gloss_node){.kind = GLOSS_NODE_WORDS, .strings = strings, .n_strings = 1});
}

uint32_t any(kit *k) { return node(k, (gloss_node){.kind = GLOSS_NODE_ANY}); }

uint32_t rep(kit *k, uint32_t a, uint32_t min, uint32_t max) {
  return node(k, (gloss_node){.kind = GLOSS_NODE_REPEAT, .a = a, .min = min, .max = max});
}

uint32_t both(kit *k, gloss_node_kind kind, uint32_t a, uint32_t b) {
  return node(k, (gloss_node){.kind = kind, .a = a, .b = b, .max = 10});
}

uint32_t named(kit *k, gloss_node_kind kind, uint32_t a, const char *name) {
  return node(k, (gloss_node){.kind = kind, .a = a, .name = str(name)});
}

kit start(const gloss_alloc *alloc, gloss_policy policy) {
  kit k = {.status = GLOSS_OK};
  k.status = gloss_rules_new(&k.rules, alloc, policy);
  return k;
}

void add_rule(kit *k, const char *name, uint32_t pattern, const char *within) {
  gloss_rule rule = {.name = name, .pattern = pattern, .within = within};
  if (k->status == GLOSS_OK) k->status = gloss_rules_add(k->rules, &rule, &k->err);
}

gloss_status open_text(kit_text *t, const gloss_alloc *alloc, const char *string) {
  gloss_pool *pool = NULL;
  gloss_tokenizer *tokenizer = NULL;
  gloss_tokenizer_options options = {.style = "whitespace"};
  gloss_status status;
  *t = (kit_text){NULL, NULL, NULL};
  TRY(gloss_pool_new(&pool, alloc));
  TRY(gloss_doc_new(&t->doc, pool, str(string), NULL, NULL));
  TRY(gloss_scratch_new(&t->scratch, alloc));
  TRY(gloss_tokenizer_new(&tokenizer, alloc, &options, NULL));
  TRY(gloss_tokenizer_run(tokenizer, t->doc, t->scratch, &t->tokens, NULL));
  gloss_scratch_drop(t->scratch, tokenizer);
fail:
  gloss_tokenizer_unref(tokenizer);
  gloss_pool_unref(pool);
  return status;
}

void close_text(kit_text *t) {
  gloss_layer_unref(t->tokens);
  gloss_scratch_free(t->scratch);
  gloss_doc_unref(t->doc);
}

gloss_status bind_layer(gloss_doc *doc, const char *name, const gloss_span *spans, size_t n) {
  gloss_layer *layer = NULL;
  gloss_status status;
  TRY(try_layer(&layer, doc, name, spans, n));
  TRY(gloss_doc_bind(doc, layer));
fail:
  gloss_layer_unref(layer);
  return status;
}

gloss_status re_is_z(void *user, uint32_t tag, gloss_str token, int *yes) {
  (void)user, (void)tag;
  *yes = token.size == 1 && *token.data == 'z';
  return GLOSS_OK;
}

gloss_status bind_labels(gloss_doc *doc, const char *name, const gloss_span *spans,
                         const char *const *labels, size_t n) {
  gloss_builder *builder = NULL;
  gloss_layer *layer = NULL;
  uint32_t column;
  gloss_status status;
  TRY(gloss_builder_new(&builder, doc, name, 0));
  TRY(gloss_builder_column(builder, "label", GLOSS_SYMBOL, 0, NULL, &column));
  for (size_t i = 0; i < n; i++) {
    TRY(gloss_builder_add(builder, spans[i]));
    TRY(gloss_builder_set_text(builder, column, str(labels[i])));
  }
  TRY(gloss_builder_seal(builder, &layer, NULL, NULL));
  TRY(gloss_doc_bind(doc, layer));
fail:
  gloss_layer_unref(layer);
  gloss_builder_free(builder);
  return status;
}
