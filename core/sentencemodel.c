/* sentencemodel.c -- the file of a model: opened, checked, its words found. */
#include "sentencemodel.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mem.h"

enum { PROBES = 256 }; /* places looked at for a word */

static gloss_status fail(gloss_error *err, size_t at, const char *what, uint32_t found) {
  return gloss__fail(err, GLOSS_EFORMAT, at,
                     "not a sentence model: byte %zu: expected %s, found %u", at, what,
                     (unsigned)found);
}

static gloss_status check_header(const char *p, size_t size, gloss_error *err) {
  if (size < GLOSS__MODEL_HEADER) return fail(err, size, "a header of 32 bytes", (uint32_t)size);
  if (memcmp(p, "GLSM", 4) != 0) return fail(err, 0, "the mark GLSM", gloss__model_u32(p));
  if (gloss__model_u32(p + 4) != GLOSS__MODEL_VERSION)
    return fail(err, 4, "version 2", gloss__model_u32(p + 4));
  uint32_t weight_bits = gloss__model_u32(p + 8), word_bits = gloss__model_u32(p + 12);
  if (weight_bits > GLOSS__MODEL_BITS_MAX) return fail(err, 8, "at most 24 bits", weight_bits);
  if (word_bits > GLOSS__MODEL_BITS_MAX) return fail(err, 12, "at most 24 bits", word_bits);
  size_t wanted = GLOSS__MODEL_HEADER + ((size_t)1 << weight_bits) + ((size_t)4 << word_bits);
  wanted += gloss__model_u32(p + 28);
  if (size == wanted) return GLOSS_OK;
  return gloss__fail(err, GLOSS_EFORMAT, size,
                     "not a sentence model: expected %zu bytes, found %zu", wanted, size);
}

gloss_status gloss__model_parse(gloss__sentence_model *model, gloss_str image, gloss_error *err) {
  gloss_status status = check_header(image.data, image.size, err);
  if (status != GLOSS_OK) return status;
  uint32_t scale = gloss__model_u32(image.data + 16);
  memset(model, 0, sizeof *model);
  model->image = image;
  memcpy(&model->scale, &scale, sizeof scale);
  if (!(model->scale > 0 && model->scale < 1)) return fail(err, 16, "a scale below 1", scale);
  memcpy(model->language, image.data + 20, 8);
  model->weights = (const signed char *)image.data + GLOSS__MODEL_HEADER;
  model->weight_mask = (UINT32_C(1) << gloss__model_u32(image.data + 8)) - 1;
  model->words = (const unsigned char *)model->weights + model->weight_mask + 1;
  model->word_bits = gloss__model_u32(image.data + 12);
  model->forms.data = (const char *)model->words + ((size_t)4 << model->word_bits);
  model->forms.size = gloss__model_u32(image.data + 28);
  if (model->weight_mask == 0) model->weights = NULL;
  return GLOSS_OK;
}

static gloss_status fail_system(gloss_error *err, gloss_status code, const char *doing,
                                const char *path) {
  char reason[80] = "";
  if (strerror_r(errno, reason, sizeof reason)) reason[0] = '\0';
  return gloss__fail(err, code, 0, "cannot %s %.120s: %s", doing, path, reason);
}

gloss_status gloss__model_open(gloss__sentence_model *model, const char *path, gloss_error *err) {
  struct stat st;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return fail_system(err, errno == ENOENT ? GLOSS_ENOENT : GLOSS_EIO, "open", path);
  void *data = MAP_FAILED;
  gloss_status status = GLOSS_OK;
  if (fstat(fd, &st) != 0) {
    status = fail_system(err, GLOSS_EIO, "read", path);
  } else if (!S_ISREG(st.st_mode) || st.st_size == 0) {
    status = gloss__fail(err, GLOSS_EFORMAT, 0, "%.120s: not a sentence model", path);
  } else {
    data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED) status = fail_system(err, GLOSS_EIO, "map", path);
  }
  close(fd);
  if (status != GLOSS_OK) return status;
  gloss_error inner = {GLOSS_OK, 0, ""};
  status = gloss__model_parse(model, (gloss_str){data, (size_t)st.st_size}, &inner);
  model->mapped = status == GLOSS_OK;
  if (status == GLOSS_OK) return status;
  munmap(data, (size_t)st.st_size);
  return gloss__fail(err, status, inner.offset, "%.100s: %.120s", path, inner.message);
}

void gloss__model_close(gloss__sentence_model *model) {
  if (model->mapped) munmap((void *)(uintptr_t)model->image.data, model->image.size);
  model->mapped = 0;
}

/* Gives the place of a word, or the free one where it would be; UINT32_MAX when PROBES places hold
** others, so that no file makes a search long. */
static uint32_t place(const unsigned char *words, uint32_t bits, uint32_t hash) {
  uint32_t mask = (UINT32_C(1) << bits) - 1, at = (hash >> 7) & mask;
  for (int n = 0; n < PROBES; n++, at = (at + 1) & mask) {
    uint32_t found = gloss__model_u32(words + (size_t)4 * at);
    if (found == 0 || (found ^ hash) < 8) return at;
  }
  return UINT32_MAX;
}

unsigned gloss__model_word(const gloss__sentence_model *model, uint32_t hash) {
  uint32_t at = place(model->words, model->word_bits, hash);
  return at == UINT32_MAX ? 0
                          : gloss__model_u32(model->words + (size_t)4 * at) & GLOSS__WORD_CLASSES;
}

gloss_status gloss__model_add_word(unsigned char *words, uint32_t bits, uint32_t hash,
                                   unsigned classes) {
  uint32_t place_of_word = place(words, bits, hash);
  if (place_of_word == UINT32_MAX) return GLOSS_ERANGE;
  unsigned char *at = words + (size_t)4 * place_of_word;
  uint32_t found = gloss__model_u32(at);
  gloss__model_put(at, (hash & ~UINT32_C(7)) | (found & 7) | (classes & GLOSS__WORD_CLASSES));
  return GLOSS_OK;
}
