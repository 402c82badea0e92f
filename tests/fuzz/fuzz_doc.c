/* fuzz_doc.c -- any bytes as a text: a document, tokens, sentences. The first byte picks the
** options; the rest is the text, refused where it is not UTF-8 or with bad bytes replaced. */
#include <stdlib.h>
#include <string.h>

#include "gloss.h"

static void require(int condition) {
  if (!condition) abort();
}

/* Checks that tokens lie in order, apart, and inside the text. */
static void check_tokens(gloss_layer *tokens, size_t size) {
  const uint32_t *starts = gloss_layer_starts(tokens), *ends = gloss_layer_ends(tokens);
  uint32_t last = 0;
  for (uint32_t i = 0; i < gloss_layer_count(tokens); i++) {
    require(starts[i] >= last && starts[i] < ends[i] && ends[i] <= size);
    last = ends[i];
  }
  static const char *const names[] = {"kind", "shape", "space", "hash", "form", "folded"};
  gloss_column column;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    require(gloss_layer_column(tokens, names[i], &column) == GLOSS_OK);
}

/* Checks that every token's hash is that of its folded form. */
static void check_hashes(gloss_layer *tokens) {
  gloss_column hash, folded;
  require(gloss_layer_column(tokens, "hash", &hash) == GLOSS_OK);
  require(gloss_layer_column(tokens, "folded", &folded) == GLOSS_OK);
  for (uint32_t i = 0; i < gloss_layer_count(tokens); i++) {
    uint32_t symbol = ((const uint32_t *)folded.values)[i];
    gloss_str form = gloss_doc_string(gloss_layer_doc(tokens), symbol);
    require(((const uint64_t *)hash.values)[i] == gloss_hash(form));
  }
}

/* Checks that sentences lie apart and every token in one. */
static void check_sentences(const gloss_layer *sentences, const gloss_layer *tokens) {
  const uint32_t *starts = gloss_layer_starts(sentences), *ends = gloss_layer_ends(sentences);
  const uint32_t *first = gloss_layer_starts(tokens), *end = gloss_layer_ends(tokens);
  uint32_t s = 0, n = gloss_layer_count(sentences);
  for (uint32_t i = 1; i < n; i++) require(starts[i] >= ends[i - 1]);
  for (uint32_t t = 0; t < gloss_layer_count(tokens); t++) {
    while (s < n && ends[s] < end[t]) s++;
    require(s < n && starts[s] <= first[t]);
  }
}

/* Checks that token offsets come back from other units. */
static void check_offsets(gloss_doc *doc, const gloss_layer *tokens) {
  uint32_t n = gloss_layer_count(tokens);
  if (!n) return;
  uint32_t *there = malloc(n * sizeof *there);
  require(there != NULL);
  for (gloss_unit unit = GLOSS_CODEPOINTS; unit <= GLOSS_UTF16; unit++) {
    const uint32_t *starts = gloss_layer_starts(tokens);
    require(gloss_doc_convert(doc, GLOSS_BYTES, unit, starts, n, there) == GLOSS_OK);
    require(gloss_doc_convert(doc, unit, GLOSS_BYTES, there, n, there) == GLOSS_OK);
    require(!memcmp(there, starts, n * sizeof *there));
  }
  free(there);
}

static void segment(gloss_doc *doc, unsigned choice) {
  static const char *const newlines[] = {"auto", "wrap", "paragraph", "sentence"};
  gloss_tokenizer_options cut = {.style = choice & 2 ? "whitespace" : "ud"};
  gloss_splitter_options split = {.style = choice & 4 ? "lines" : "news",
                                  .newlines = newlines[choice >> 3 & 3]};
  gloss_tokenizer *tokenizer;
  gloss_splitter *splitter;
  gloss_scratch *scratch;
  gloss_layer *tokens, *sentences;
  require(gloss_tokenizer_new(&tokenizer, NULL, &cut, NULL) == GLOSS_OK);
  require(gloss_splitter_new(&splitter, NULL, &split, NULL) == GLOSS_OK);
  require(gloss_scratch_new(&scratch, NULL) == GLOSS_OK);
  require(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL) == GLOSS_OK);
  check_tokens(tokens, gloss_doc_text(doc).size);
  check_hashes(tokens);
  check_offsets(doc, tokens);
  require(gloss_splitter_run(splitter, tokens, NULL, scratch, &sentences, NULL) == GLOSS_OK);
  check_sentences(sentences, tokens);
  gloss_layer_unref(sentences);
  gloss_layer_unref(tokens);
  gloss_scratch_free(scratch);
  gloss_splitter_unref(splitter);
  gloss_tokenizer_unref(tokenizer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  unsigned choice = size ? data[0] : 0;
  gloss_str text = {(const char *)data + (size > 0), size - (size > 0)};
  gloss_doc_options options = {.replace_bad = choice & 1};
  gloss_doc *doc;
  size_t bad = 0;
  gloss_status valid = gloss_utf8_check(text, &bad);
  gloss_error err;
  gloss_status status = gloss_doc_new(&doc, NULL, text, &options, &err);
  if (valid != GLOSS_OK && !options.replace_bad) {
    require(status == GLOSS_EUTF8 && doc == NULL && err.offset == bad);
    return 0;
  }
  require(status == GLOSS_OK && gloss_utf8_check(gloss_doc_text(doc), NULL) == GLOSS_OK);
  segment(doc, choice);
  gloss_doc_unref(doc);
  return 0;
}
