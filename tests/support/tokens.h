/* tokens.h -- what the tests of the tokenizer share: a run over a text, and the check of cuts. */
#ifndef GLOSS_TESTS_TOKENS_H
#define GLOSS_TESTS_TOKENS_H

#include "support.h"

/* A text tokenized, and all that is needed to do it again. */
typedef struct test_run {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_doc *doc;
  gloss_layer *tokens;
} test_run;

/* Tokenizes a text with the options given; it must succeed. */
test_run test_run_start(gloss_str text, const gloss_tokenizer_options *options);
void test_run_stop(test_run run);

/* The values of a column, which must be there. */
const void *test_values(gloss_layer *tokens, const char *name);

/* Writes the tokens parted by spaces, each followed by / and its kind when `kinds`. */
void test_write_tokens(const test_run *run, int kinds, char *out, size_t room);

/* Checks that a text is cut as written with spaces; prints both. */
void test_check_cuts(const char *text, const char *accepted,
                     const gloss_tokenizer_options *options);

#endif
