/* fuzz_gazfile.c -- any bytes as a .gaz file: with its checksums made right, so that what lies
** behind them is reached, then opened and run over a text, checked first or not. */
#include <stdlib.h>
#include <string.h>

#include "gazetteer.h"

#define TEXT                                                                                       \
  "The Port of Lune, port of\nLUNE: Ada Ruiz-Kim and AT&T, in Lune. Port of Port of Lune."

static void require(int condition) {
  if (!condition) abort();
}

/* Checks that what a run returned is a layer of spans of the text. */
static void check_layer(const gloss_layer *layer) {
  const uint32_t *starts = gloss_layer_starts(layer), *ends = gloss_layer_ends(layer);
  for (uint32_t i = 0; i < gloss_layer_count(layer); i++) {
    require(starts[i] < ends[i] && ends[i] < sizeof TEXT);
    require(i == 0 || starts[i] >= starts[i - 1]);
  }
}

/* Takes the bytes for a file and, if they open, runs the gazetteer. */
static void open_and_run(const uint8_t *data, size_t size, int check, gloss_layer *tokens) {
  gloss_gazetteer *g = calloc(1, sizeof *g);
  require(g != NULL);
  atomic_init(&g->refs, 1);
  g->alloc = *gloss__alloc_or_default(NULL);
  g->size = size;
  g->image = malloc(size ? size : 1);
  require(g->image != NULL);
  if (size) memcpy(g->image, data, size);
  if (size >= GLOSS__GAZ_HEADER)
    gloss__gaz_sign(g->image, g->image + GLOSS__GAZ_HEADER, size - GLOSS__GAZ_HEADER);
  gloss_error err;
  gloss_status status = gloss__gaz_parse(g, &err);
  if (status == GLOSS_OK && check) status = gloss__gaz_check_indexes(g, &err);
  if (status == GLOSS_OK) {
    gloss_scratch *scratch;
    gloss_layer *layer;
    require(gloss_scratch_new(&scratch, NULL) == GLOSS_OK);
    require(gloss_gazetteer_run(g, tokens, scratch, &layer, &err) == GLOSS_OK);
    check_layer(layer);
    gloss_layer_unref(layer);
    gloss_scratch_free(scratch);
  }
  gloss_gazetteer_unref(g);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_doc *doc;
  gloss_layer *tokens;
  require(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL) == GLOSS_OK);
  require(gloss_scratch_new(&scratch, NULL) == GLOSS_OK);
  require(gloss_doc_new(&doc, NULL, (gloss_str){TEXT, sizeof TEXT - 1}, NULL, NULL) == GLOSS_OK);
  require(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL) == GLOSS_OK);
  open_and_run(data, size, 0, tokens);
  open_and_run(data, size, 1, tokens);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
  gloss_tokenizer_unref(tokenizer);
  return 0;
}
