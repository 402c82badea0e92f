/* sentenceraw.h -- what raw text teaches of where sentences end. */
#ifndef GLOSS_CORE_SENTENCERAW_H
#define GLOSS_CORE_SENTENCERAW_H

#include "sentence.h"

typedef struct gloss__raw gloss__raw;

/* Makes counts of no text. ENOMEM. */
gloss_status gloss__raw_new(gloss__raw **out, const gloss_alloc *alloc);
void gloss__raw_free(gloss__raw *raw);

/* Counts the words and stops of a text. ENOMEM, and so whenever it is learnt from then. */
gloss_status gloss__raw_read(gloss__raw *raw, const gloss__sentence_view *v);

/* Writes the forms that the counts speak for and the lexicon lacks, as sentenceforms.h says, in the
** order they were first seen in. ENOMEM.
**   forms   borrowed, until the next call
**   source  Kiss and Strunk 2006
**   cost    O(different words and pairs) */
gloss_status gloss__raw_learn(gloss__raw *raw, const gloss__lexicon *lexicon, gloss_str *forms);

#endif
