/* streams.h -- the tokens of a text, by one document and by a stream. */
#ifndef GLOSS_TESTS_STREAMS_H
#define GLOSS_TESTS_STREAMS_H

#include "support.h"

/* What is made in every test. */
typedef struct tools {
  gloss_pool *pool;
  gloss_scratch *scratch;
  gloss_tokenizer *tokenizer;
} tools;

tools open_tools(const gloss_tokenizer_options *options);
void close_tools(tools t);

/* Tokens, and the text they are of. */
typedef struct token {
  uint64_t start, end, hash;
  uint32_t kind, shape, space;
} token;

typedef struct tokens {
  token *at;
  size_t count, room, pieces, text_size, text_room;
  char *text;
  uint64_t offset; /* of the last piece */
} tokens;

void free_tokens(tokens *t);

/* Gives the tokens of one document. */
tokens of_document(const tools *t, gloss_str text, int replace_bad);

/* Takes out what a stream has; each piece must begin where the one before ends. */
void drain(const tools *t, gloss_stream *stream, tokens *all, uint64_t start);

/* Gives the tokens of a text fed in parts of 1 to `most` bytes. */
tokens of_stream(const tools *t, gloss_str text, const gloss_stream_options *options, uint32_t most,
                 uint64_t seed);

/* Checks that texts and tokens are the same. */
void check_same(const tokens *a, const tokens *b, const char *what);

#endif
