/* patterns.c -- finds "General" and the name after it, and says why another place is no match. */
#include <stdio.h>
#include <string.h>

#include "gloss.h"

static gloss_str text_of(const char *s) { return (gloss_str){s, strlen(s)}; }

/* word "general" * flag(initial capital)^{1,3}:as "name" */
static gloss_status make_phase(gloss_phase **phase, gloss_error *err) {
  gloss_rules *rules;
  gloss_str words[] = {text_of("general")};
  uint32_t title, capital, name, both;
  gloss_status status = gloss_rules_new(&rules, NULL, GLOSS_LONGEST);
  if (status != GLOSS_OK) return status;
  gloss_node word = {.kind = GLOSS_NODE_WORDS, .strings = words, .n_strings = 1, .tag = 1};
  status = gloss_rules_node(rules, &word, &title, err);
  gloss_node flag = {
      .kind = GLOSS_NODE_FLAG, .name = text_of("shape"), .min = GLOSS_INITIAL_CAP, .tag = 2};
  if (status == GLOSS_OK) status = gloss_rules_node(rules, &flag, &capital, err);
  gloss_node some = {.kind = GLOSS_NODE_REPEAT, .a = capital, .min = 1, .max = 3};
  if (status == GLOSS_OK) status = gloss_rules_node(rules, &some, &name, err);
  gloss_node as = {.kind = GLOSS_NODE_CAPTURE, .a = name, .name = text_of("name")};
  if (status == GLOSS_OK) status = gloss_rules_node(rules, &as, &name, err);
  gloss_node seq = {.kind = GLOSS_NODE_SEQ, .a = title, .b = name};
  if (status == GLOSS_OK) status = gloss_rules_node(rules, &seq, &both, err);
  gloss_rule rule = {.name = "person.title", .pattern = both, .within = "document"};
  if (status == GLOSS_OK) status = gloss_rules_add(rules, &rule, err);
  if (status == GLOSS_OK) status = gloss_phase_new(phase, rules, err);
  gloss_rules_free(rules);
  return status;
}

static void print_span(const char *what, gloss_layer *tokens, uint32_t start, uint32_t end) {
  uint32_t from = gloss_layer_starts(tokens)[start], to = gloss_layer_ends(tokens)[end - 1];
  const char *text = gloss_doc_text(gloss_layer_doc(tokens)).data;
  printf("%s: %.*s\n", what, (int)(to - from), text + from);
}

int main(void) {
  gloss_doc *doc = NULL;
  gloss_scratch *scratch = NULL;
  gloss_tokenizer *tokenizer = NULL;
  gloss_layer *tokens = NULL;
  gloss_phase *phase = NULL;
  gloss_matches *matches = NULL;
  gloss_error err = {GLOSS_OK, 0, ""};
  gloss_str text = text_of("He met General Ma Xiaotian. The general left.");
  gloss_status status = make_phase(&phase, &err);
  if (status == GLOSS_OK) status = gloss_doc_new(&doc, NULL, text, NULL, &err);
  if (status == GLOSS_OK) status = gloss_scratch_new(&scratch, NULL);
  if (status == GLOSS_OK) status = gloss_tokenizer_new(&tokenizer, NULL, NULL, &err);
  if (status == GLOSS_OK) status = gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, &err);
  if (status == GLOSS_OK) status = gloss_phase_run(phase, tokens, scratch, NULL, &matches, &err);
  if (status == GLOSS_OK) {
    uint32_t n;
    const gloss_match *m = gloss_matches_all(matches, &n);
    const gloss_capture *c = gloss_matches_captures(matches);
    for (uint32_t i = 0; i < n; i++) {
      print_span(gloss_phase_rule(phase, m[i].rule), tokens, m[i].start, m[i].end);
      for (uint32_t k = m[i].captures; k < m[i].captures + m[i].n_captures; k++)
        print_span(gloss_phase_capture(phase, c[k].name), tokens, c[k].start, c[k].end);
    }
    gloss_why why;
    status = gloss_phase_why(phase, tokens, scratch, NULL, 0, 7, &why, &err);
    if (status == GLOSS_OK) {
      print_span("not here", tokens, why.furthest, why.furthest + 1);
      printf("asked for node %u\n", (unsigned)why.tags[0]);
    }
  }
  if (status != GLOSS_OK) printf("%s: %s\n", gloss_status_name(status), err.message);
  gloss_matches_free(matches);
  gloss_phase_unref(phase);
  gloss_layer_unref(tokens);
  gloss_tokenizer_unref(tokenizer);
  gloss_scratch_free(scratch);
  gloss_doc_unref(doc);
  return status != GLOSS_OK;
}
