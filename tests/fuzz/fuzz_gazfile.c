/* fuzz_gazfile.c -- any bytes as a .gaz file: with its checksums made right, so that what lies
** behind them is reached, then opened, its index of edits made too, and run over a text, alone, in a
** set and under an overlay; checked first or not. */
#include <stdlib.h>
#include <string.h>

#include "gazfuzzy.h"

#define TEXT                                                                                       \
  "The Port of Lune, port of\nLUNE: Ada Ruiz-Kim and AT&T, in Lune. Prot of Port of Lune, Adda "   \
  "Riuz-Kim, \xE0\xB9\x80\xE0\xB8\xA1\xE0\xB8\xB7\xE0\xB8\xAD\xE0\xB8\x87 Lun\xC3\xA9s."

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

/* Takes the bytes for a file; NULL when they do not open. */
static gloss_gazetteer *open_bytes(const uint8_t *data, size_t size, int check) {
  gloss_gazetteer *g = calloc(1, sizeof *g);
  gloss_error err = {0};
  require(g != NULL);
  atomic_init(&g->refs, 1);
  g->alloc = *gloss__alloc_or_default(NULL);
  g->size = size;
  g->image = malloc(size ? size : 1);
  require(g->image != NULL);
  if (size) memcpy(g->image, data, size);
  if (size >= GLOSS__GAZ_HEADER)
    gloss__gaz_sign(g->image, g->image + GLOSS__GAZ_HEADER, size - GLOSS__GAZ_HEADER);
  gloss_status status = gloss__gaz_parse(g, &err);
  if (status == GLOSS_OK && check) status = gloss__gaz_check_indexes(g, &err);
  if (status == GLOSS_OK) status = gloss__fuzzy_new(&g->fuzzy, g, &err);
  if (status == GLOSS_OK) return g;
  gloss_gazetteer_unref(g);
  return NULL;
}

/* Runs it alone, and again in a set with another of the same bytes and an overlay of both. */
static void run_all(gloss_gazetteer *g, gloss_gazetteer *other, gloss_layer *tokens) {
  gloss_scratch *scratch;
  gloss_gazetteers *set;
  gloss_layer *layers[3], *alone;
  gloss_gazetteer *list[3] = {g, other, NULL};
  size_t n = gloss_gazetteer_overlay(&list[2], NULL, g, other, NULL) == GLOSS_OK ? 3 : 2;
  require(gloss_scratch_new(&scratch, NULL) == GLOSS_OK);
  require(gloss_gazetteer_run(g, tokens, scratch, &alone, NULL) == GLOSS_OK);
  require(gloss_gazetteers_new(&set, NULL, list, n, NULL) == GLOSS_OK);
  require(gloss_gazetteers_run(set, tokens, scratch, layers, NULL) == GLOSS_OK);
  check_layer(alone);
  for (size_t i = 0; i < n; i++) {
    check_layer(layers[i]);
    gloss_layer_unref(layers[i]);
  }
  gloss_layer_unref(alone);
  gloss_gazetteers_unref(set);
  gloss_scratch_free(scratch);
  gloss_gazetteer_unref(list[2]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static gloss_layer *tokens; /* made once, as they are the same for all */
  if (!tokens) {
    gloss_tokenizer *tokenizer;
    gloss_scratch *scratch;
    gloss_doc *doc;
    gloss_str text = {TEXT, sizeof TEXT - 1};
    require(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL) == GLOSS_OK);
    require(gloss_scratch_new(&scratch, NULL) == GLOSS_OK);
    require(gloss_doc_new(&doc, NULL, text, NULL, NULL) == GLOSS_OK);
    require(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL) == GLOSS_OK);
    gloss_doc_unref(doc);
    gloss_scratch_free(scratch);
    gloss_tokenizer_unref(tokenizer);
  }
  for (int check = 0; check < 2; check++) {
    gloss_gazetteer *g = open_bytes(data, size, check), *other = open_bytes(data, size, check);
    if (g && other) run_all(g, other, tokens);
    gloss_gazetteer_unref(g);
    gloss_gazetteer_unref(other);
  }
  return 0;
}
