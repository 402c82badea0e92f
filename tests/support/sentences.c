/* sentences.c -- see sentences.h. */
#include "sentences.h"

#include <stdio.h>

void test_check_sentences(const char *marked, const gloss_splitter_options *options,
                          gloss_span bound) {
  char text[2048], got[2048];
  size_t size = 0, at = 0;
  for (const char *p = marked; *p; p++) {
    if (*p != '|') text[size++] = *p;
  }
  gloss_tokenizer *tokenizer;
  gloss_splitter *splitter;
  gloss_scratch *scratch;
  gloss_doc *doc;
  gloss_layer *tokens, *sentences, *bounds = NULL;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_splitter_new(&splitter, NULL, options, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  assert_status(gloss_doc_new(&doc, NULL, (gloss_str){text, size}, NULL, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL), GLOSS_OK);
  if (bound.end) bounds = make_layer(doc, "zone", &bound, 1);
  assert_status(gloss_splitter_run(splitter, tokens, bounds, scratch, &sentences, NULL), GLOSS_OK);
  assert_string_equal(gloss_layer_name(sentences), "sentence");
  for (uint32_t i = 0, done = 0; i < gloss_layer_count(sentences); i++) {
    uint32_t first = gloss_layer_starts(sentences)[i], end = gloss_layer_ends(sentences)[i];
    assert_true(first >= done && first < end && end <= size);
    at += (size_t)snprintf(got + at, sizeof got - at, "%.*s%s%.*s", (int)(first - done),
                           text + done, i > 0 ? "|" : "", (int)(end - first), text + first);
    done = end;
  }
  size_t done = gloss_layer_ends(sentences)[gloss_layer_count(sentences) - 1];
  snprintf(got + at, sizeof got - at, "%.*s", (int)(size - done), text + done);
  assert_string_equal(got, marked);
  gloss_layer_unref(bounds);
  gloss_layer_unref(sentences);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
  gloss_splitter_unref(splitter);
  gloss_tokenizer_unref(tokenizer);
}

/* Makes the layer asked for. */
static gloss_status make(gloss_splitter *splitter, gloss_layer *tokens, const char *name,
                         gloss_scratch *scratch, gloss_layer **out) {
  if (strcmp(name, "paragraph") == 0)
    return gloss_splitter_paragraphs(splitter, tokens, scratch, out, NULL);
  if (strcmp(name, "line") == 0) return gloss_splitter_lines(splitter, tokens, scratch, out, NULL);
  return gloss_splitter_run(splitter, tokens, NULL, scratch, out, NULL);
}

void test_write_layer(const char *text, const char *name, const gloss_splitter_options *options,
                      char *out, size_t room) {
  gloss_tokenizer *tokenizer;
  gloss_splitter *splitter;
  gloss_scratch *scratch;
  gloss_doc *doc = make_doc(text);
  gloss_layer *tokens, *layer;
  gloss_column reason = {0};
  size_t at = 0;
  assert_status(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_splitter_new(&splitter, NULL, options, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  assert_status(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL), GLOSS_OK);
  assert_status(make(splitter, tokens, name, scratch, &layer), GLOSS_OK);
  assert_string_equal(gloss_layer_name(layer), name);
  int has = gloss_layer_column(layer, "reason", &reason) == GLOSS_OK;
  assert_int_equal(has, strcmp(name, "sentence") == 0);
  for (uint32_t i = 0; i < gloss_layer_count(layer); i++) {
    uint32_t start = gloss_layer_starts(layer)[i], end = gloss_layer_ends(layer)[i];
    gloss_str why = {"", 0};
    if (has) why = gloss_doc_string(doc, ((const uint32_t *)reason.values)[i]);
    at += (size_t)snprintf(out + at, room - at, "%s%.*s", i > 0 ? "|" : "", (int)(end - start),
                           text + start);
    if (has) at += (size_t)snprintf(out + at, room - at, "<%.*s>", (int)why.size, why.data);
    assert_true(at < room);
  }
  gloss_layer_unref(layer);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
  gloss_splitter_unref(splitter);
  gloss_tokenizer_unref(tokenizer);
}
