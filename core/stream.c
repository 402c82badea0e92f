/* stream.c -- text fed in bytes and taken out in documents with their tokens.
**
** What there is: [context | text | tail] in one buffer. The context are the last bytes taken out,
** which the tokenizer may look at; the tail begins a character that is not complete. Where pieces
** end does not depend on how the bytes were fed: none is made before so much text is there that the
** decision sees all it could ask for. A piece ends where blocks of a document may end, so that its
** tokens are the document's (tokenrun.c). */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "mem.h"
#include "stream.h"
#include "utf8.h"

enum { SIZE = 1 << 20, OFFSET_DIGITS = 20 };

/* ---- Making and freeing ---- */

gloss_status gloss_stream_new(gloss_stream **out, const gloss_alloc *alloc,
                              gloss_tokenizer *tokenizer, const gloss_stream_options *options,
                              gloss_error *err) {
  static const gloss_stream_options standard;
  *out = NULL;
  alloc = gloss__alloc_or_default(alloc);
  if (!options) options = &standard;
  gloss_str id = options->id;
  if (options->size > GLOSS__STREAM_SIZE_MOST)
    return gloss__fail(err, GLOSS_ERANGE, 0, "documents of over 2^31 bytes");
  if (gloss_utf8_check(id, NULL) != GLOSS_OK)
    return gloss__fail(err, GLOSS_EARG, 0, "id is not UTF-8");
  size_t id_room;
  gloss_stream *s = gloss__calloc(alloc, 1, sizeof *s);
  if (!s) goto fail;
  s->alloc = *alloc;
  s->tokenizer = gloss_tokenizer_ref(tokenizer);
  if (options->splitter) s->splitter = gloss_splitter_ref(options->splitter);
  s->size = options->size ? (uint32_t)options->size : SIZE;
  s->replace_bad = options->replace_bad;
  s->at_start = options->start == 0;
  s->offset = s->read = options->start;
  if (id.size != 0) {
    if (gloss__add(id.size, OFFSET_DIGITS + 2, &id_room)) goto fail;
    if (!(s->id = gloss__alloc(alloc, id_room))) goto fail;
    memcpy(s->id, id.data, id.size);
    s->id_size = id.size;
  }
  *out = s;
  return GLOSS_OK;
fail:
  gloss_stream_free(s);
  return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
}

void gloss_stream_free(gloss_stream *s) {
  if (!s) return;
  const gloss_alloc alloc = s->alloc;
  gloss_tokenizer_unref(s->tokenizer);
  gloss_splitter_unref(s->splitter);
  gloss__free(&alloc, s->data, s->room);
  gloss__free(&alloc, s->id, s->id_size + OFFSET_DIGITS + 2);
  gloss__free(&alloc, s, sizeof *s);
}

/* ---- Bytes in ---- */

/* Makes room for more bytes behind those there are. */
static gloss_status make_room(gloss_stream *s, size_t more) {
  void *data = s->data;
  size_t need;
  if (gloss__add(s->used, more, &need)) return GLOSS_ENOMEM;
  gloss_status status = gloss__grow(&s->alloc, &data, &s->room, need, 1);
  s->data = data;
  return status;
}

/* Drops what was taken out, once no more bytes must be moved than are dropped. */
static void drop_old(gloss_stream *s) {
  size_t old = s->at - s->back;
  if (old == 0 || old < s->used - old) return;
  memmove(s->data, s->data + old, s->used - old);
  s->used -= old;
  s->text_end -= old;
  s->at -= old;
}

/* Writes the first `whole` of n bytes behind the text anew, repaired. */
static gloss_status repair(gloss_stream *s, size_t whole, size_t n) {
  size_t size = gloss__utf8_repair((gloss_str){s->data + s->text_end, whole}, NULL);
  gloss_status status = make_room(s, size + n);
  if (status != GLOSS_OK) return status;
  char *text = s->data + s->text_end, *bytes = text + size;
  memmove(bytes, text, n);
  gloss__utf8_repair((gloss_str){bytes, whole}, text);
  memmove(bytes, bytes + whole, n - whole);
  s->text_end += size;
  return GLOSS_OK;
}

/* Makes the first `whole` of n bytes behind the text part of it, if they are well-formed or may be
** repaired; the rest is the tail. */
static gloss_status take(gloss_stream *s, size_t whole, size_t n, gloss_error *err) {
  size_t bad;
  if (gloss_utf8_check((gloss_str){s->data + s->text_end, whole}, &bad) == GLOSS_OK)
    s->text_end += whole;
  else if (!s->replace_bad)
    return gloss__fail(err, GLOSS_EUTF8, s->read + bad, "text is not UTF-8");
  else if (repair(s, whole, n) != GLOSS_OK)
    return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  s->read += whole;
  s->used = s->text_end + (n - whole);
  return GLOSS_OK;
}

gloss_status gloss_stream_feed(gloss_stream *s, gloss_str bytes, gloss_error *err) {
  if (s->finished) return gloss__fail(err, GLOSS_EARG, 0, "the stream is finished");
  if (bytes.size == 0) return GLOSS_OK;
  drop_old(s);
  if (make_room(s, bytes.size) != GLOSS_OK)
    return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  memcpy(s->data + s->used, bytes.data, bytes.size);
  size_t n = s->used - s->text_end + bytes.size;
  size_t tail = gloss__utf8_partial((gloss_str){s->data + s->text_end, n});
  return take(s, n - tail, n, err);
}

gloss_status gloss_stream_finish(gloss_stream *s, gloss_error *err) {
  size_t tail = s->used - s->text_end;
  gloss_status status = tail == 0 ? GLOSS_OK : take(s, tail, tail, err);
  s->finished = status == GLOSS_OK;
  return status;
}

/* ---- Documents out ---- */

gloss_str gloss__stream_window(const gloss_stream *s, size_t ahead) {
  size_t there = s->text_end - s->at;
  return (gloss_str){s->data + s->at - s->back, s->back + (there < ahead ? there : ahead)};
}

static int breaks_line(char c) {
  return (gloss__byte_class[(unsigned char)c] & GLOSS__BREAK_BYTE) != 0;
}

/* Whether a line of white space alone, or nothing, ends at i, behind its line break. */
static int ends_blank_line(gloss_str text, uint32_t from, uint32_t i) {
  for (i--; i > from; i--) {
    char c = text.data[i - 1];
    if (c != ' ' && c != '\t' && c != '\r') return breaks_line(c);
  }
  return 0;
}

/* Finds the best place for the end of a piece of text[from, from + size]; 0 when it has none. */
static uint32_t best_end(const gloss_tokenizer *t, gloss_str text, uint32_t from, uint32_t size) {
  uint32_t far = from + size, line = 0;
  for (uint32_t i = far; i > from + size / 2; i--) {
    if (!breaks_line(text.data[i - 1]) || !gloss__token_may_end(t, text, i)) continue;
    if (ends_blank_line(text, from, i)) return i;
    if (line == 0) line = i;
  }
  if (line != 0) return line;
  while (far > from && !gloss__token_may_end(t, text, far)) far--;
  return far > from ? far : 0;
}

uint32_t gloss__stream_piece(const gloss_stream *s, uint32_t size) {
  size_t ahead = s->text_end - s->at;
  size_t need = size > GLOSS__BLOCK_MAX ? size : GLOSS__BLOCK_MAX;
  need += GLOSS__LOOK_AHEAD;
  if (ahead < need && !s->finished) return 0;
  if (ahead <= size) return (uint32_t)ahead;
  gloss_str text = gloss__stream_window(s, need);
  uint32_t from = (uint32_t)s->back, end = best_end(s->tokenizer, text, from, size);
  if (end != 0) return end - from;
  for (end = from + size + 1; end < text.size && end - from < GLOSS__BLOCK_MAX; end++)
    if (gloss__token_may_end(s->tokenizer, text, end)) return end - from;
  return gloss__token_block_end(s->tokenizer, text, from) - from;
}

void gloss__stream_start(gloss_stream *s) {
  if (!s->at_start || gloss__stream_piece(s, s->size) == 0) return;
  if (s->text_end >= 3 && memcmp(s->data, "\xEF\xBB\xBF", 3) == 0) s->at = 3;
  s->at_start = 0;
}

/* Goes on behind a piece of n bytes. */
static void move_on(gloss_stream *s, uint32_t n, const gloss_layer *tokens) {
  uint32_t count = gloss_layer_count(tokens);
  uint32_t last = count == 0 ? 0 : gloss_layer_ends(tokens)[count - 1];
  uint8_t gap = gloss__token_gap(s->data + s->at, last, n);
  s->gap = count == 0 ? gloss__token_gap_sum(s->gap, gap) : gap;
  s->offset += n;
  s->at += n;
  s->back = s->back + n < GLOSS__LOOK_BACK ? s->back + n : GLOSS__LOOK_BACK;
  while (((unsigned char)s->data[s->at - s->back] & 0xC0) == 0x80) s->back--;
}

gloss_status gloss__stream_doc(gloss_stream *s, gloss_pool *pool, uint32_t n, gloss_doc **out,
                               gloss_error *err) {
  gloss_doc_options options = {.keep_bom = 1};
  if (s->id) {
    char *end = s->id + s->id_size;
    int size = snprintf(end, OFFSET_DIGITS + 2, "@%" PRIu64, s->offset);
    options.id = (gloss_str){s->id, s->id_size + (size_t)size};
  }
  return gloss_doc_new(out, pool, (gloss_str){s->data + s->at, n}, &options, err);
}

gloss_status gloss_stream_next(gloss_stream *s, gloss_pool *pool, gloss_scratch *scratch,
                               gloss_doc **doc, gloss_layer **tokens, uint64_t *offset,
                               gloss_error *err) {
  *doc = NULL;
  *tokens = NULL;
  if (s->splitter) return gloss__fail(err, GLOSS_EARG, 0, "the stream gives sentences");
  gloss__stream_start(s);
  uint32_t n = s->at_start ? 0 : gloss__stream_piece(s, s->size);
  if (n == 0) return gloss__fail(err, GLOSS_ENOENT, 0, "no more text");
  gloss__token_window w = {.text = gloss__stream_window(s, (size_t)n + GLOSS__LOOK_AHEAD),
                           .from = (uint32_t)s->back,
                           .to = (uint32_t)s->back + n,
                           .gap = s->gap};
  gloss_status status = gloss__stream_doc(s, pool, n, doc, err);
  if (status == GLOSS_OK) status = gloss__tokenize(s->tokenizer, *doc, &w, scratch, tokens, err);
  if (status != GLOSS_OK) {
    gloss_doc_unref(*doc);
    *doc = NULL;
    return status;
  }
  *offset = s->offset;
  move_on(s, n, *tokens);
  return GLOSS_OK;
}
