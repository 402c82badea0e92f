/* tokenrun.h -- a tokenizer at work on a text: a document's, or the window of a stream. */
#ifndef GLOSS_CORE_TOKENRUN_H
#define GLOSS_CORE_TOKENRUN_H

#include "tokenizer.h"

enum { GLOSS__BLOCK_MAX = 1 << 20 }; /* bytes of a block, and of a word that is not parted */

/* How far the tokenizer looks past the ends of a block, at most. */
enum { GLOSS__LOOK_BACK = 64, GLOSS__LOOK_AHEAD = 256 };

/* Whether a block may end at i > 0, behind white space. Looks at a character on each side. */
int gloss__token_may_end(const gloss_tokenizer *tokenizer, gloss_str text, uint32_t i);

/* Gives the end of the block of a text that begins at base. */
uint32_t gloss__token_block_end(const gloss_tokenizer *tokenizer, gloss_str text, uint32_t base);

/* A text amid others: window[from, to). */
typedef struct gloss__token_window {
  gloss_str text;
  uint32_t from, to;
  uint8_t gap;     /* the space flags of the white space before it */
  int past_caches; /* rows are written as those of a large text are, however few */
} gloss__token_window;

/* Tokenizes the text of a document, which is that of the window, into a layer of the document; what
** is around it in the window is looked at. Errors as gloss_tokenizer_run. */
gloss_status gloss__tokenize(gloss_tokenizer *tokenizer, gloss_doc *doc,
                             const gloss__token_window *window, gloss_scratch *scratch,
                             gloss_layer **out, gloss_error *err);

#endif
