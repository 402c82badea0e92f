/* tokenizer.h -- the tokenizer's parts: exceptions, output rows, columns. */
#ifndef GLOSS_CORE_TOKENIZER_H
#define GLOSS_CORE_TOKENIZER_H

#include "lexicon.h"
#include "repair.h"

/* Forms of the caller, kept whole or cut. */
typedef struct gloss__exception {
  char *text; /* the form as it stands in text */
  uint32_t size;
  uint64_t cuts; /* bytes of `text` at which a further token starts: a bit a byte */
} gloss__exception;

typedef struct gloss__exceptions {
  gloss__exception *forms; /* longest first */
  size_t count, room;
  uint8_t first[256]; /* whether a form starts with the byte */
} gloss__exceptions;

/* Copies and checks the forms of the options. EARG with a message, ENOMEM. */
gloss_status gloss__exceptions_new(gloss__exceptions *e, const gloss_alloc *alloc,
                                   const gloss_tokenizer_options *options, gloss_error *err);
void gloss__exceptions_free(gloss__exceptions *e, const gloss_alloc *alloc);

/* Joins and cuts a repaired block where the forms stand as whole tokens. */
void gloss__exceptions_apply(const gloss__exceptions *e, gloss__repair *r);

/* The rows of a token layer while they are written. */
typedef struct gloss__token_rows {
  gloss_layer *layer;
  uint32_t count, room;
  uint32_t *starts, *ends;
  uint16_t *shape;
  uint8_t *kind, *space;
} gloss__token_rows;

/* Makes the layer, or a larger one with the rows there are. ENOMEM leaves all as it was. */
gloss_status gloss__token_rows_grow(gloss__token_rows *rows, gloss_doc *doc, uint32_t room);

enum { GLOSS__WORD_CUTS_MAX = 127 };

/* Which words are cut with no mark between the parts. (tokencuts.c) */
typedef struct gloss__word_cuts {
  const gloss__language *language;
  const gloss__lexicon *lexicon;
  uint8_t head[256]; /* by first byte, last byte and length: number of a cut, 0 for none */
  uint8_t next[GLOSS__WORD_CUTS_MAX + 1];
} gloss__word_cuts;

void gloss__word_cuts_init(gloss__word_cuts *cuts, const gloss__language *language,
                           const gloss__lexicon *lexicon);

/* Cuts words from row `from` on; there is room for twice the rows. */
void gloss__cut_words(const gloss__word_cuts *cuts, gloss__token_rows *rows, const gloss__repair *r,
                      uint32_t from);

/* Appends the tokens of a repaired block; `cuts` may be NULL. There must be room for twice
** gloss__token_count(r) rows. */
void gloss__token_rows_add(gloss__token_rows *rows, const gloss__repair *r,
                           const gloss__word_cuts *cuts);
uint32_t gloss__token_count(const gloss__repair *r);

/* Makes the columns hash, form and folded of a token layer when they are asked for.
** (tokenforms.c) */
gloss_status gloss__token_column(gloss_layer *layer, const char *name);

#endif
