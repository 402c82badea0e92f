/* oracle.h -- a naive search for the entries of a list in tokens, with every option of a gazetteer: by
** their text, with sorted arrays of strings, edits by the whole table of distances; knows nothing of
** hashes, keys, filters and indexes. Of the library it takes the tokenizer, the folded and other
** normal forms, grapheme clusters and the variants of a surface. Texts and surfaces hold no bytes 0
** and 1; surfaces in smart case are ASCII. */
#ifndef GLOSS_TESTS_ORACLE_H
#define GLOSS_TESTS_ORACLE_H

#include "gloss.h"

typedef struct oracle oracle;

typedef struct oracle_match {
  uint32_t start, end, entry, edits;
} oracle_match;

/* Makes an empty list for a tokenizer, borrowed. Memory that cannot be had ends the program. */
oracle *oracle_new(gloss_tokenizer *tokenizer, const gloss_gazetteer_options *options);
void oracle_free(oracle *o);

/* Adds a surface, cut in each context by itself, and a value a column; gives 0 and adds nothing when
** it has no token in any. Values must be such as their columns take; NULL without columns. */
int oracle_add(oracle *o, gloss_str surface, const gloss_str *values);

/* Finds the entries in a document's tokens: matches in order of start, the longer first, then in
** order of adding; *out is to be freed. The document has no layer "sentence". */
size_t oracle_find(oracle *o, const gloss_layer *tokens, oracle_match **out);

#endif
