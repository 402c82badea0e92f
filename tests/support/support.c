/* support.c -- short ways to make things, and where data lies. */
#include "support.h"

#include <stdio.h>

gloss_str str(const char *text) { return (gloss_str){text, strlen(text)}; }

void assert_str(gloss_str got, const char *expected) {
  assert_int_equal(got.size, strlen(expected));
  assert_memory_equal(got.data, expected, got.size);
}

gloss_doc *make_doc(const char *text) {
  gloss_doc *doc;
  assert_status(gloss_doc_new(&doc, NULL, str(text), NULL, NULL), GLOSS_OK);
  return doc;
}

gloss_status try_layer(gloss_layer **out, gloss_doc *doc, const char *name, const gloss_span *spans,
                       size_t n) {
  gloss_builder *builder;
  gloss_status status = gloss_builder_new(&builder, doc, name, 0);
  *out = NULL;
  for (size_t i = 0; status == GLOSS_OK && i < n; i++)
    status = gloss_builder_add(builder, spans[i]);
  if (status == GLOSS_OK) status = gloss_builder_seal(builder, out, NULL, NULL);
  gloss_builder_free(builder);
  return status;
}

gloss_layer *make_layer(gloss_doc *doc, const char *name, const gloss_span *spans, size_t n) {
  gloss_layer *layer;
  assert_status(try_layer(&layer, doc, name, spans, n), GLOSS_OK);
  return layer;
}

int same_tokens(gloss_layer *a, gloss_layer *b) {
  static const struct {
    const char *name;
    size_t size;
  } columns[] = {{"kind", 1}, {"shape", 2}, {"space", 1}, {"hash", 8}};
  size_t n = gloss_layer_count(a);
  if (n != gloss_layer_count(b)) return 0;
  if (n == 0) return 1;
  if (memcmp(gloss_layer_starts(a), gloss_layer_starts(b), 4 * n) != 0) return 0;
  if (memcmp(gloss_layer_ends(a), gloss_layer_ends(b), 4 * n) != 0) return 0;
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    gloss_column x, y;
    if (gloss_layer_column(a, columns[i].name, &x) != GLOSS_OK) return 0;
    if (gloss_layer_column(b, columns[i].name, &y) != GLOSS_OK) return 0;
    if (memcmp(x.values, y.values, columns[i].size * n) != 0) return 0;
  }
  return 1;
}

uint32_t put_utf8(uint32_t c, char *out) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  uint32_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (uint32_t i = length; --i > 0; c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
  out[0] = (char)(0xF0u << (4 - length) | c);
  return length;
}

uint32_t next_random(uint64_t *state) {
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*state >> 33);
}

char *read_source(const char *path, size_t *size) {
  char full[1024];
  snprintf(full, sizeof full, "%s/%s", TEST_SOURCE_DIR, path);
  FILE *file = fopen(full, "rb");
  if (!file) fail_msg("cannot open %s", full);
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  long end = ftell(file);
  assert_true(end >= 0);
  rewind(file);
  char *data = malloc((size_t)end + 1);
  assert_non_null(data);
  *size = fread(data, 1, (size_t)end, file);
  data[*size] = '\0';
  fclose(file);
  return data;
}

int shared_path(const char *name, char *out, size_t room) {
  const char *shared = getenv("GLOSS_SHARED");
  snprintf(out, room, "%s/%s", shared ? shared : TEST_SOURCE_DIR "/../shared", name);
  FILE *file = fopen(out, "rb");
  if (file) {
    fclose(file);
    return 1;
  }
  print_message("skipped: no %s (set GLOSS_SHARED)\n", out);
  skip();
  return 0;
}
