/* oracle.h -- a naive search for the entries of a list in tokens: by their text, with a sorted array
** of strings; knows nothing of hashes, keys or filters. Texts and surfaces hold no bytes 0 and 1. */
#ifndef GLOSS_TESTS_ORACLE_H
#define GLOSS_TESTS_ORACLE_H

#include "gloss.h"

typedef struct oracle oracle;

typedef struct oracle_match {
  uint32_t start, end, entry;
} oracle_match;

/* Makes an empty list for a tokenizer, borrowed. Memory that cannot be had ends the program. */
oracle *oracle_new(gloss_tokenizer *tokenizer, gloss_case match, int all);
void oracle_free(oracle *o);

/* Adds a surface (in smart case of ASCII alone), cut in each context by itself; gives 0 and adds
** nothing when it has no token in any. */
int oracle_add(oracle *o, gloss_str surface);

/* Finds the entries: matches in order of start, the longer first, then in order of adding; *out is
** to be freed. */
size_t oracle_find(oracle *o, const gloss_layer *tokens, oracle_match **out);

#endif
