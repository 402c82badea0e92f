/* patternkit.h -- short forms to make rules of token patterns and texts to run them on, for the C tests;
** what fails is kept in kit.status, and the rest does nothing then. */
#ifndef GLOSS_TESTS_PATTERNKIT_H
#define GLOSS_TESTS_PATTERNKIT_H

#include "support.h"

/* Rules being made. */
typedef struct kit {
  gloss_rules *rules;
  gloss_status status;
  gloss_error err;
} kit;

kit start(const gloss_alloc *alloc, gloss_policy policy);
uint32_t node(kit *k, gloss_node n);
uint32_t word(kit *k, const char *text);
uint32_t any(kit *k);
uint32_t rep(kit *k, uint32_t a, uint32_t min, uint32_t max);
uint32_t both(kit *k, gloss_node_kind kind, uint32_t a, uint32_t b); /* of a gap: 10 tokens */
uint32_t named(kit *k, gloss_node_kind kind, uint32_t a, const char *name);
void add_rule(kit *k, const char *name, uint32_t pattern, const char *within);

/* A document of tokens, parted by white space. */
typedef struct kit_text {
  gloss_doc *doc;
  gloss_scratch *scratch;
  gloss_layer *tokens;
} kit_text;

gloss_status open_text(kit_text *t, const gloss_alloc *alloc, const char *string);
void close_text(kit_text *t);

/* Binds a layer of spans. */
gloss_status bind_layer(gloss_doc *doc, const char *name, const gloss_span *spans, size_t n);

/* Binds a layer of spans with labels. */
gloss_status bind_labels(gloss_doc *doc, const char *name, const gloss_span *spans,
                         const char *const *labels, size_t n);

/* A regular expression: "z". */
gloss_status re_is_z(void *user, uint32_t tag, gloss_str token, int *yes);

#endif
