/* uax29.h -- the tokenizer style "uax29": tokens are the words of UAX #29. */
#ifndef GLOSS_CORE_UAX29_H
#define GLOSS_CORE_UAX29_H

#include "repair.h"

/* Fills r->starts of a scanned block, so that tokens are the word segments that are not all white
** space. In r->masks, non-ASCII white space becomes space, and ASCII white space that belongs to a
** token (marks follow it) ceases to be. The block must end where gloss__uax29_splits says. */
void gloss__uax29_block(gloss__repair *r);

/* Whether there is a word boundary at i, where text[i - 1] is ASCII white space. */
int gloss__uax29_splits(const char *text, uint32_t size, uint32_t i);

#endif
