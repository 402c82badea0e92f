/* tokenforms.c -- the columns of a token layer that are made of its text when they are asked for:
** hash, form, folded. */
#include <string.h>

#include "hash.h"
#include "layer.h"
#include "mem.h"
#include "model.h"
#include "tokenizer.h"
#include "utf8.h"

/* Lower-cases the ASCII capitals among eight bytes below 0x80. */
static uint64_t lower8(uint64_t x) {
  const uint64_t ones = UINT64_C(0x0101010101010101);
  uint64_t from_a = x + ones * (0x80 - 'A'), past_z = x + ones * (0x80 - 'Z' - 1);
  return x | (from_a & ~past_z & ones * 0x80) >> 2;
}

/* Gives the hash of an ASCII token of 1 to 16 bytes, with 16 readable bytes at p: what gloss__hash
** gives for its folded form. Returns 0 when the token is not ASCII. */
static int hash16(const unsigned char *p, size_t size, uint64_t *hash) {
  uint64_t a = gloss__hash_read8(p), b = gloss__hash_read8(p + 8);
  if (size < 8) a &= (UINT64_C(1) << 8 * size) - 1;
  if (size <= 8)
    b = 0;
  else if (size < 16)
    b &= (UINT64_C(1) << 8 * (size - 8)) - 1;
  if ((a | b) & UINT64_C(0x8080808080808080)) return 0;
  uint64_t h = gloss__hash_fold(lower8(a) ^ GLOSS__HASH_K1, lower8(b) ^ GLOSS__HASH_K0);
  *hash = gloss__hash_fold(h ^ size, GLOSS__HASH_K2);
  return 1;
}

/* A buffer for folded forms, made larger when need be. */
typedef struct folder {
  const gloss_alloc *alloc;
  char *data;
  size_t room;
} folder;

static gloss_status make_room(folder *f, size_t size) {
  void *data = f->data;
  gloss_status status = gloss__grow(f->alloc, &data, &f->room, size, 1);
  f->data = data;
  return status;
}

/* Folds a token into the buffer and makes *token what is there. */
static gloss_status fold(folder *f, gloss_str *token) {
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

/* Fills the hash column. */
static gloss_status fill_hashes(gloss_layer *layer, gloss_str text, folder *f, uint64_t *hashes) {
  const uint32_t *starts = gloss_layer_starts(layer), *ends = gloss_layer_ends(layer);
  uint32_t n = gloss_layer_count(layer);
  for (uint32_t i = 0; i < n; i++) {
    gloss_str token = {text.data + starts[i], ends[i] - starts[i]};
    int readable = token.size <= 16 && text.size - starts[i] >= 16;
    if (readable && hash16((const unsigned char *)token.data, token.size, &hashes[i])) continue;
    gloss_status status = fold(f, &token);
    if (status != GLOSS_OK) return status;
    hashes[i] = gloss__hash(token.data, token.size);
  }
  return GLOSS_OK;
}

/* Fills a column of forms, folded or not. */
static gloss_status fill_forms(gloss_layer *layer, gloss_str text, folder *f, int folded,
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
  folder f = {.alloc = gloss__pool_alloc(doc->pool)};
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
