/* stream.h -- the stream, for the files that take documents out of it. */
#ifndef GLOSS_CORE_STREAM_H
#define GLOSS_CORE_STREAM_H

#include "sentence.h"
#include "tokenrun.h"

#define GLOSS__STREAM_SIZE_MOST (UINT32_C(1) << 31)

struct gloss_stream {
  gloss_alloc alloc;
  gloss_tokenizer *tokenizer;
  uint32_t size; /* wanted */
  int replace_bad, at_start, finished;
  char *data;
  size_t room, used;
  size_t text_end; /* where the tail begins */
  size_t at;       /* where the next piece begins */
  size_t back;     /* bytes of context before it */
  uint8_t gap;     /* flags of the white space there */
  uint64_t offset; /* of the next piece */
  uint64_t read;   /* the source's offset of the tail */
  char *id;        /* with room for @ and an offset; NULL for none */
  size_t id_size;

  /* Of a stream of sentences (sentencestream.c): */
  gloss_splitter *splitter; /* NULL: it is none */
  uint32_t context;         /* bytes before the piece that are tokenized again; `gap` is there */
  gloss__newlines newlines; /* AUTO: not yet measured */
  uint32_t width;           /* as a view's */
  int measured;             /* the next is known */
  gloss__letters letters;   /* as a view's */
  gloss__sentence_state sentence; /* where the next piece begins */
  uint64_t region;                /* bytes to split next, or less than are wanted */
};

/* Gives the context and up to `ahead` bytes of text after it. */
gloss_str gloss__stream_window(const gloss_stream *s, size_t ahead);

/* Gives the size of the next piece, which aims at `size`; 0 when more text must come first. */
uint32_t gloss__stream_piece(const gloss_stream *s, uint32_t size);

/* Drops a byte order mark at the start, once enough text is there for a piece; till then at_start
** stays. */
void gloss__stream_start(gloss_stream *s);

/* Makes the document of the next n bytes. */
gloss_status gloss__stream_doc(gloss_stream *s, gloss_pool *pool, uint32_t n, gloss_doc **out,
                               gloss_error *err);

#endif
