/* tokenizer.h -- the tokenizer's parts: style, exceptions, cuts, columns. */
#ifndef GLOSS_CORE_TOKENIZER_H
#define GLOSS_CORE_TOKENIZER_H

#include <stdatomic.h>

#include "kernel.h"
#include "lexicon.h"
#include "repair.h"

/* What style and options ask for: flags and rules of gloss__repair. (tokenstyle.c) */
typedef struct gloss__token_style {
  unsigned flags, rules;
} gloss__token_style;

/* EARG with a message that lists what there is and says which name is nearest. */
gloss_status gloss__token_style_choose(gloss__token_style *out,
                                       const gloss_tokenizer_options *options,
                                       const gloss__language *language, gloss_error *err);

/* A text of the table of exceptions: a form of the caller, or how some of them begin, or both. */
typedef struct gloss__exception {
  const char *text;
  uint64_t cuts;    /* of a form: bytes at which a further token starts, a bit a byte */
  uint64_t lengths; /* of a head: bit n - 1 for forms of n bytes */
  uint8_t size;     /* 0: a free slot */
  uint8_t is_form;
} gloss__exception;

enum { GLOSS__FILTER_BITS = 18 };

/* Forms of the caller, kept whole or cut. (exceptions.c) */
typedef struct gloss__exceptions {
  gloss__exception *slots;
  char *texts;
  size_t count, room, texts_size, texts_room;
  uint64_t filter[(1 << GLOSS__FILTER_BITS) / 64]; /* hashes of the forms of one run */
  uint8_t behind[256];                             /* bytes behind the heads of the other forms */
} gloss__exceptions;

/* Copies and checks the forms of the options. EARG with a message, ENOMEM. */
gloss_status gloss__exceptions_new(gloss__exceptions *e, const gloss_alloc *alloc,
                                   const gloss_tokenizer_options *options, gloss_error *err);
void gloss__exceptions_free(gloss__exceptions *e, const gloss_alloc *alloc);

/* Gives a hash of the forms and their cuts, whatever their order. */
uint64_t gloss__exceptions_hash(const gloss__exceptions *e);

/* Whether a text is one of the forms. */
int gloss__exceptions_has(const gloss__exceptions *e, gloss_str text);

/* Joins and cuts a repaired block where the forms stand as whole tokens. */
void gloss__exceptions_apply(const gloss__exceptions *e, gloss__repair *r);

enum { GLOSS__WORD_CUT_BITS = 12 };

/* Which words are cut with no mark between the parts. (tokencuts.c) */
typedef struct gloss__word_cuts {
  const gloss__language *language;
  const gloss__exceptions *exceptions;     /* their forms are not cut */
  uint8_t keys[1 << GLOSS__WORD_CUT_BITS]; /* which word a token may be, by its hash; 0: none */
  uint32_t longest;                        /* bytes of the longest; 0: there are none */
  gloss__endings endings;
} gloss__word_cuts;

void gloss__word_cuts_init(gloss__word_cuts *cuts, const gloss__language *language,
                           const gloss__exceptions *exceptions);

/* Splits units off the numbers before them, and numbers off the currencies: 5pm, 40mg, USD50. */
void gloss__cut_units(gloss__repair *r);

/* Joins signs with the numbers they touch: $5, #5, 5%. (both tokenunits.c) */
void gloss__join_signs(gloss__repair *r);

/* Cuts words of a repaired block; `bits` has room for a word for each 64 bytes. */
void gloss__cut_words(const gloss__word_cuts *cuts, gloss__repair *r, gloss__find_endings find,
                      uint64_t *bits);

/* The engine. (tokenizer.c) */
struct gloss_tokenizer {
  gloss_alloc alloc;
  atomic_size_t refs;
  gloss__token_style style;
  const gloss__kernel *kernel;
  const gloss__language *language;
  gloss__lexicon *lexicon;
  gloss__word_cuts cuts;
  gloss__exceptions exceptions;
  uint64_t fingerprint;
};

/* Makes the columns hash, form and folded of a token layer when they are asked for.
** (tokenforms.c) */
gloss_status gloss__token_column(gloss_layer *layer, const char *name);

#endif
