/* sentencemodel.h -- a linear model of sentence ends: a file of weights in a table of a power of two
** and of words with classes.
**
** Everything is little-endian. A header of GLOSS__MODEL_HEADER bytes: "GLSM", u32 version, u32
** weight_bits, u32 word_bits, f32 scale, 8 bytes of language padded with zeros, u32 forms_size; then
** 2^weight_bits signed bytes, weights divided by scale (weight_bits 0: none, and the model says
** nothing of gaps); then 2^word_bits u32, an open-addressed table by the upper bits of a word's hash,
** its low three bits the classes, 0 a free place; then forms_size bytes of what sentenceforms.h
** says. */
#ifndef GLOSS_CORE_SENTENCEMODEL_H
#define GLOSS_CORE_SENTENCEMODEL_H

#include "gloss.h"

enum {
  GLOSS__MODEL_VERSION = 2,
  GLOSS__MODEL_HEADER = 32,
  GLOSS__WEIGHT_BITS = 18,
  GLOSS__MODEL_BITS_MAX = 24,
  GLOSS__WORD_CLASSES = 7 /* what GLOSS_WORD_FORENAME and the others add up to */
};

typedef struct gloss__sentence_model {
  gloss_str image;
  int mapped;
  const signed char *weights; /* NULL for none */
  uint32_t weight_mask;
  const unsigned char *words;
  uint32_t word_bits;
  float scale;
  gloss_str forms; /* unchecked */
  char language[9];
} gloss__sentence_model;

/* Opens a file, mapped read-only. ENOENT, EIO, EFORMAT, all with a message that names the file. */
gloss_status gloss__model_open(gloss__sentence_model *model, const char *path, gloss_error *err);
void gloss__model_close(gloss__sentence_model *model);

/* Takes bytes for a model, which stay the caller's. EFORMAT with the offset and what was expected. */
gloss_status gloss__model_parse(gloss__sentence_model *model, gloss_str image, gloss_error *err);

/* Gives the classes of a word by the hash of its lower case; 0 for one that is not listed. */
unsigned gloss__model_word(const gloss__sentence_model *model, uint32_t hash);

/* Adds classes, not 0, to a word in a table of 2^bits u32. ERANGE when it is too full. */
gloss_status gloss__model_add_word(unsigned char *words, uint32_t bits, uint32_t hash,
                                   unsigned classes);

static inline uint32_t gloss__model_u32(const void *at) {
  const unsigned char *p = at;
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline void gloss__model_put(void *at, uint32_t value) {
  unsigned char *p = at;
  for (int i = 0; i < 4; i++) p[i] = (unsigned char)(value >> 8 * i);
}

#endif
