/* tokenforms.c -- the columns of a token layer that are made of its text when they are asked for:
** hash, form, folded. */
#include <string.h>

#include "hash.h"
#include "kernel.h"
#include "layer.h"
#include "mem.h"
#include "model.h"
#include "tokenizer.h"
#include "utf8.h"

/* ---- Text folded where it stands ---- */

enum { STRETCH = 16384, SHORT = GLOSS__HASH_SHORT, UNFOLDED = 0xFF };

/* A stretch of text, folded character by character, with readable bytes behind it. Characters whose
** folded form is not of their size, or depends on their neighbours, are UNFOLDED bytes. */
typedef struct stretch {
  uint32_t base, size; /* where it stands in the text */
  unsigned char data[STRETCH + SHORT];
} stretch;

/* Folds the character at p, of those with no more than `room` bytes; returns its size. */
static uint32_t fold_character(unsigned char *p, uint32_t room) {
  char out[4];
  uint32_t length, c = gloss__utf8_decode((const char *)p, &length), quick = gloss__fold_quick(c);
  int same = quick != GLOSS__NOT_QUICK && gloss__utf8_encode(quick, out) == length;
  if (length > room) length = room;
  for (uint32_t k = 0; k < length; k++) p[k] = same ? (unsigned char)out[k] : UNFOLDED;
  return length;
}

/* Folds the characters at i and after it up to the next ASCII byte; returns where that is. */
static uint32_t fold_high(stretch *f, uint32_t i) {
  while (i < f->size && f->data[i] >= 0x80) {
    unsigned char *p = f->data + i;
    uint16_t pair = p[0] < 0xE0 ? gloss__fold_pairs[(p[0] & 31) << 6 | (p[1] & 63)] : 0;
    if (pair == 0 || i + 1 == f->size) {
      i += fold_character(p, f->size - i);
      continue;
    }
    p[0] = pair & 0xFF;
    p[1] = (unsigned char)(pair >> 8);
    i += 2;
  }
  return i;
}

/* Folds what follows base in a text. */
static void fold_stretch(stretch *f, gloss_str text, uint32_t base) {
  uint32_t size = text.size - base < STRETCH ? (uint32_t)text.size - base : STRETCH;
  const char *data = (const char *)f->data;
  gloss__kernel_best()->lower_ascii((char *)f->data, text.data + base, size);
  memset(f->data + size, 0, SHORT);
  f->base = base;
  f->size = size;
  for (uint32_t i = 0; i < size;) {
    i += (uint32_t)gloss__utf8_ascii_run(data + i, size - i);
    i = fold_high(f, i);
  }
}

/* A buffer for folded forms, made larger when need be. */
typedef struct buffer {
  const gloss_alloc *alloc;
  char *data;
  size_t room;
} buffer;

static gloss_status make_room(buffer *f, size_t size) {
  void *data = f->data;
  gloss_status status = gloss__grow(f->alloc, &data, &f->room, size, 1);
  f->data = data;
  return status;
}

/* Folds a token into the buffer and makes *token what is there. */
static gloss_status fold(buffer *f, gloss_str *token) {
  gloss_str text = *token;
  gloss_status status = f->room < text.size ? make_room(f, text.size) : GLOSS_OK;
  if (status != GLOSS_OK) return status;
  unsigned char high = 0;
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    high |= c;
    f->data[i] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
  }
  size_t size = text.size;
  if (high >= 0x80) {
    status = gloss__fold(f->alloc, text, f->data, f->room, &size);
    if (status == GLOSS_ERANGE && (status = make_room(f, size)) == GLOSS_OK) {
      status = gloss__fold(f->alloc, text, f->data, f->room, &size);
    }
  }
  *token = (gloss_str){f->data, size};
  return status;
}

/* Hashes the token i, which is over 16 bytes or not folded in the stretch. */
static gloss_status hash_singly(const stretch *f, gloss_str text, gloss_span span, buffer *spare,
                                uint64_t *hash) {
  gloss_str token = {text.data + span.start, span.end - span.start};
  const unsigned char *p = f->data + (span.start - f->base);
  if (span.end <= f->base + f->size && !memchr(p, UNFOLDED, token.size)) {
    *hash = gloss__hash((const char *)p, token.size);
    return GLOSS_OK;
  }
  gloss_status status = fold(spare, &token);
  if (status == GLOSS_OK) *hash = gloss__hash(token.data, token.size);
  return status;
}

/* Gives the first of the tokens [i, n) that ends behind `limit`, n if none does. */
static uint32_t first_behind(const uint32_t *ends, uint32_t i, uint32_t n, uint32_t limit) {
  while (i < n) {
    uint32_t mid = i + (n - i) / 2;
    if (ends[mid] <= limit)
      i = mid + 1;
    else
      n = mid;
  }
  return n;
}

/* The hash column of a layer while it is filled. */
typedef struct hashing {
  gloss_str text;
  const uint32_t *starts, *ends;
  uint64_t *hashes;
  buffer *spare;
  stretch stretch;
} hashing;

static gloss_status hash_one(hashing *h, uint32_t i) {
  gloss_span span = {h->starts[i], h->ends[i]};
  return hash_singly(&h->stretch, h->text, span, h->spare, &h->hashes[i]);
}

/* Hashes the tokens [i, to), which lie in the stretch. */
static gloss_status hash_stretch(hashing *h, uint32_t i, uint32_t to) {
  const stretch *f = &h->stretch;
  const gloss__hash_short hash = gloss__kernel_best()->hash_short;
  gloss_status status = GLOSS_OK;
  for (uint32_t k = i; k < to && status == GLOSS_OK; k++) {
    k += hash(f->data, f->base, (gloss__token_spans){h->starts + k, h->ends + k, to - k},
              h->hashes + k);
    if (k < to) status = hash_one(h, k);
  }
  const unsigned char *at = f->data, *end = f->data + f->size;
  while (status == GLOSS_OK && (at = memchr(at, UNFOLDED, (size_t)(end - at))) != NULL) {
    i = first_behind(h->ends, i, to, f->base + (uint32_t)(at - f->data));
    if (i == to) break;
    status = hash_one(h, i);
    at = f->data + (h->ends[i] - f->base);
  }
  return status;
}

/* Fills the hash column, a stretch of text at a time: it is folded while it is at hand. */
static gloss_status fill_hashes(gloss_layer *layer, gloss_str text, buffer *spare,
                                uint64_t *hashes) {
  hashing h; /* large: its stretch is filled below */
  uint32_t n = gloss_layer_count(layer);
  gloss_status status = GLOSS_OK;
  h.text = text;
  h.hashes = hashes;
  h.spare = spare;
  h.starts = gloss_layer_starts(layer);
  h.ends = gloss_layer_ends(layer);
  for (uint32_t i = 0; i < n && status == GLOSS_OK;) {
    fold_stretch(&h.stretch, text, h.starts[i]);
    uint32_t to = first_behind(h.ends, i, n, h.stretch.base + h.stretch.size);
    status = to > i ? hash_stretch(&h, i, to) : hash_one(&h, i);
    i = to > i ? to : i + 1;
  }
  return status;
}

/* Fills a column of forms, folded or not. */
static gloss_status fill_forms(gloss_layer *layer, gloss_str text, buffer *f, int folded,
                               uint32_t *symbols) {
  const uint32_t *starts = gloss_layer_starts(layer), *ends = gloss_layer_ends(layer);
  gloss_doc *doc = gloss_layer_doc(layer);
  uint32_t n = gloss_layer_count(layer);
  for (uint32_t i = 0; i < n; i++) {
    gloss_str token = {text.data + starts[i], ends[i] - starts[i]};
    gloss_status status = folded ? fold(f, &token) : GLOSS_OK;
    if (status == GLOSS_OK) status = gloss_doc_intern(doc, token, &symbols[i]);
    if (status != GLOSS_OK) return status;
  }
  return GLOSS_OK;
}

gloss_status gloss__token_column(gloss_layer *layer, const char *name) {
  int hash = strcmp(name, "hash") == 0, folded = strcmp(name, "folded") == 0;
  if (!hash && !folded && strcmp(name, "form") != 0) return GLOSS_ENOENT;
  gloss_doc *doc = gloss_layer_doc(layer);
  gloss_str text = gloss_doc_text(doc);
  buffer f = {.alloc = gloss__pool_alloc(doc->pool)};
  void *values;
  gloss_status status =
      gloss__layer_lazy_column(layer, name, hash ? GLOSS_U64 : GLOSS_SYMBOL, &values);
  if (status != GLOSS_OK) return status;
  status =
      hash ? fill_hashes(layer, text, &f, values) : fill_forms(layer, text, &f, folded, values);
  gloss__free(f.alloc, f.data, f.room);
  if (status != GLOSS_OK) gloss__layer_drop_column(layer, name);
  return status;
}
