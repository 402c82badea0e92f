/* fuzz_model.c -- any bytes as a model of sentence ends: with a header made right if it is long
** enough, parsed, and gaps of a text scored by it. */
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "sentencegaps.h"

#define TEXT                                                                                       \
  "Thanks, Ada. I saw J. R. Kim @ 5:30 - No. 5 (\"Yes!\") http://a.b/ Game 1: Rome ** i go. 9"

static void require(int condition) {
  if (!condition) abort();
}

static int ask(void *data, const gloss__sentence_view *v, const gloss__gap *gap) {
  float score = gloss__gap_score(v, data, gap);
  require(score > -1000 && score < 1000);
  return score > 0;
}

static void score_all(gloss_str image, const gloss__sentence_view *v) {
  gloss__sentence_model model;
  gloss_error err;
  uint64_t begins[2] = {1, 0};
  if (gloss__model_parse(&model, image, &err) != GLOSS_OK) return;
  require(v->n < 100);
  gloss__judge judge = {ask, &model, 0};
  require(gloss__find_begins(v, GLOSS__NEWLINES_AUTO, judge, begins, NULL) == GLOSS_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_doc *doc;
  gloss_layer *tokens;
  gloss__lexicon *lexicon;
  const gloss__language *language;
  gloss__sentence_view v = {0};
  const gloss_alloc *alloc = gloss__alloc_or_default(NULL);
  require(gloss__language_choose(&language, "en", NULL) == GLOSS_OK);
  require(gloss__lexicon_new(&lexicon, alloc, language) == GLOSS_OK);
  require(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL) == GLOSS_OK);
  require(gloss_scratch_new(&scratch, NULL) == GLOSS_OK);
  require(gloss_doc_new(&doc, NULL, (gloss_str){TEXT, sizeof TEXT - 1}, NULL, NULL) == GLOSS_OK);
  require(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL) == GLOSS_OK);
  require(gloss__sentence_view_make(&v, lexicon, GLOSS__NEWLINES_AUTO, tokens) == GLOSS_OK);
  score_all((gloss_str){(const char *)data, size}, &v);
  if (size >= GLOSS__MODEL_HEADER + 8) {
    char *image = malloc(size);
    require(image != NULL);
    memcpy(image, data, size);
    memcpy(image, "GLSM", 4);
    gloss__model_put(image + 4, GLOSS__MODEL_VERSION);
    uint32_t bits = 0, rest = (uint32_t)(size - GLOSS__MODEL_HEADER - 4);
    while (bits < GLOSS__MODEL_BITS_MAX && (2u << bits) <= rest) bits++;
    gloss__model_put(image + 8, bits);
    gloss__model_put(image + 12, 0);
    score_all((gloss_str){image, GLOSS__MODEL_HEADER + ((size_t)1 << bits) + 4}, &v);
    free(image);
  }
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
  gloss_tokenizer_unref(tokenizer);
  gloss__lexicon_free(lexicon, alloc);
  return 0;
}
