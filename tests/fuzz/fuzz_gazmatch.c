/* fuzz_gazmatch.c -- a list and a text of any bytes, matched by a gazetteer and by the naive search:
** the first byte chooses case and policy, lines are surfaces up to an empty one, the rest is the
** text. */
#include <stdlib.h>
#include <string.h>

#include "gloss.h"
#include "oracle.h"

enum { SURFACES = 64 };

static void require(int condition) {
  if (!condition) abort();
}

/* Says whether a surface is one the oracle takes. */
static int fits(gloss_str surface, gloss_case match) {
  if (surface.size > 255 || gloss_utf8_check(surface, NULL) != GLOSS_OK) return 0;
  for (size_t i = 0; i < surface.size; i++) {
    unsigned char c = (unsigned char)surface.data[i];
    if (c < 2 || (c >= 0x80 && match == GLOSS_SMART)) return 0;
  }
  return 1;
}

/* Runs both over the text and compares what they find; the oracle's strings hold no 0 and 1. */
static void compare(gloss_gazetteer *g, oracle *o, gloss_tokenizer *tokenizer, gloss_str text) {
  gloss_doc *doc;
  gloss_scratch *scratch;
  gloss_layer *tokens, *layer;
  gloss_column entry;
  oracle_match *expected;
  if (memchr(text.data, 0, text.size) || memchr(text.data, 1, text.size)) return;
  if (gloss_doc_new(&doc, NULL, text, NULL, NULL) != GLOSS_OK) return;
  require(gloss_scratch_new(&scratch, NULL) == GLOSS_OK);
  require(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL) == GLOSS_OK);
  require(gloss_gazetteer_run(g, tokens, scratch, &layer, NULL) == GLOSS_OK);
  size_t n = oracle_find(o, tokens, &expected);
  require(gloss_layer_count(layer) == n);
  require(gloss_layer_column(layer, "entry", &entry) == GLOSS_OK);
  for (size_t i = 0; i < n; i++) {
    require(gloss_layer_starts(layer)[i] == expected[i].start);
    require(gloss_layer_ends(layer)[i] == expected[i].end);
    require(((const int64_t *)entry.values)[i] == expected[i].entry);
  }
  free(expected);
  gloss_layer_unref(layer);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  gloss_gazetteer_options options = {.match = (gloss_case)(data[0] % 3),
                                     .policy = (gloss_policy)(data[0] / 3 % 2)};
  gloss_tokenizer *tokenizer;
  gloss_entries *entries;
  gloss_gazetteer *g;
  require(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL) == GLOSS_OK);
  require(gloss_entries_new(&entries, NULL, tokenizer, &options, NULL) == GLOSS_OK);
  oracle *o = oracle_new(tokenizer, options.match, options.policy == GLOSS_EVERY);
  const char *line = (const char *)data + 1, *end = (const char *)data + size, *stop;
  for (int i = 0; i < SURFACES && (stop = memchr(line, '\n', (size_t)(end - line))); i++) {
    gloss_str surface = {line, (size_t)(stop - line)};
    line = stop + 1;
    if (!surface.size) break;
    if (!fits(surface, options.match)) continue;
    gloss_status status = gloss_entries_add(entries, surface, NULL, NULL);
    require(status == (oracle_add(o, surface) ? GLOSS_OK : GLOSS_EARG));
  }
  require(gloss_gazetteer_new(&g, entries, NULL) == GLOSS_OK);
  compare(g, o, tokenizer, (gloss_str){line, (size_t)(end - line)});
  gloss_gazetteer_unref(g);
  oracle_free(o);
  gloss_entries_free(entries);
  gloss_tokenizer_unref(tokenizer);
  return 0;
}
