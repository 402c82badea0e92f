/* fuzz_model.c -- any bytes as a model of sentence ends: with a header made right if it is long
** enough, parsed, gaps of a text scored by it, its forms read; and as forms alone. */
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "sentenceforms.h"
#include "sentencegaps.h"

#define TEXT                                                                                       \
  "Thanks, Ada. I saw J. R. Kim @ 5:30 - No. 5 (\"Yes!\") http://a.b/ Game 1: Rome ** i go. 9"

static void require(int condition) {
  if (!condition) abort();
}

static void ask(void *data, const gloss__sentence_view *v, const gloss__gap *gaps, uint32_t n,
                float *scores) {
  gloss__ask_model(data, v, gaps, n, scores);
  const float most = GLOSS__FEATURES * 128 + 8; /* bytes, a scale below 1, the rules' word */
  for (uint32_t k = 0; k < n; k++) require(scores[k] > -most && scores[k] < most);
}

static void read_forms(gloss_str forms) {
  gloss__lexicon *lexicon;
  const gloss__language *language;
  gloss_error err;
  require(gloss__language_choose(&language, "und", NULL) == GLOSS_OK);
  const gloss_alloc *alloc = gloss__alloc_or_default(NULL);
  require(gloss__lexicon_new(&lexicon, alloc, language) == GLOSS_OK);
  gloss_status status = gloss__forms_add(forms, lexicon, alloc, &err);
  require(status == GLOSS_OK || (status == GLOSS_EFORMAT && err.offset <= forms.size));
  gloss__lexicon_free(lexicon, alloc);
}

static void score_all(gloss_str image, gloss__sentence_view *v, gloss_splitter *splitter,
                      gloss_scratch *scratch) {
  gloss__sentence_model model;
  gloss__begins *b;
  gloss__reason last;
  gloss__sentence_state state = {0};
  if (gloss__model_parse(&model, image, NULL) != GLOSS_OK) return;
  read_forms(model.forms);
  if (!model.weights) return;
  require(gloss__begins_get(&b, splitter, v->n, v->n, scratch) == GLOSS_OK);
  gloss__begin(b, 0, GLOSS__GOES_ON);
  require(gloss__find_sentences(v, 0, state, 1, b, scratch, &last) == GLOSS_OK);
  gloss__judge judge = {ask, &model};
  v->bits = b->tokens;
  require(gloss__judge_gaps(v, 0, judge, b, scratch) == GLOSS_OK);
  require(b->n_verdicts > 5);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_doc *doc;
  gloss_layer *tokens;
  gloss_splitter *splitter;
  gloss__sentence_view v = {0};
  require(gloss_splitter_new(&splitter, NULL, NULL, NULL) == GLOSS_OK);
  require(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL) == GLOSS_OK);
  require(gloss_scratch_new(&scratch, NULL) == GLOSS_OK);
  require(gloss_doc_new(&doc, NULL, (gloss_str){TEXT, sizeof TEXT - 1}, NULL, NULL) == GLOSS_OK);
  require(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL) == GLOSS_OK);
  require(gloss__sentence_view_make(&v, splitter, tokens, NULL) == GLOSS_OK);
  v.newlines = GLOSS__NEWLINES_MEANT;
  score_all((gloss_str){(const char *)data, size}, &v, splitter, scratch);
  read_forms((gloss_str){(const char *)data, size});
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
    gloss__model_put(image + 28, rest - (1u << bits));
    score_all((gloss_str){image, size}, &v, splitter, scratch);
    free(image);
  }
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
  gloss_tokenizer_unref(tokenizer);
  gloss_splitter_unref(splitter);
  return 0;
}
