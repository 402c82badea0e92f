/* tokens.c -- see tokens.h. */
#include "tokens.h"

#include <stdio.h>

test_run test_run_start(gloss_str text, const gloss_tokenizer_options *options) {
  test_run run;
  gloss_error err;
  assert_status(gloss_tokenizer_new(&run.tokenizer, NULL, options, &err), GLOSS_OK);
  assert_status(gloss_scratch_new(&run.scratch, NULL), GLOSS_OK);
  assert_status(gloss_doc_new(&run.doc, NULL, text, NULL, &err), GLOSS_OK);
  assert_status(gloss_tokenizer_run(run.tokenizer, run.doc, run.scratch, &run.tokens, &err),
                GLOSS_OK);
  return run;
}

void test_run_stop(test_run run) {
  gloss_layer_unref(run.tokens);
  gloss_doc_unref(run.doc);
  gloss_scratch_free(run.scratch);
  gloss_tokenizer_unref(run.tokenizer);
}

const void *test_values(gloss_layer *tokens, const char *name) {
  gloss_column column;
  assert_status(gloss_layer_column(tokens, name, &column), GLOSS_OK);
  return column.values;
}

void test_write_tokens(const test_run *run, int kinds, char *out, size_t room) {
  gloss_str text = gloss_doc_text(run->doc);
  const uint8_t *kind = test_values(run->tokens, "kind");
  size_t at = 0;
  out[0] = '\0';
  for (uint32_t i = 0; i < gloss_layer_count(run->tokens); i++) {
    uint32_t start = gloss_layer_starts(run->tokens)[i], end = gloss_layer_ends(run->tokens)[i];
    at += (size_t)snprintf(out + at, room - at, "%s%.*s", i > 0 ? " " : "", (int)(end - start),
                           text.data + start);
    if (kinds) at += (size_t)snprintf(out + at, room - at, "/%s", gloss_kind_name(kind[i]));
    assert_true(at < room);
  }
}

void test_check_cuts(const char *text, const char *accepted,
                     const gloss_tokenizer_options *options) {
  char got[1024];
  test_run run = test_run_start(str(text), options);
  test_write_tokens(&run, 0, got, sizeof got);
  print_message("%s\n  -> %s\n", text, accepted);
  assert_string_equal(got, accepted);
  test_run_stop(run);
}
