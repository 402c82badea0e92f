/* test_sentencemodel.c -- models of sentence ends: learnt, checked when opened, failures. */
#include "support.h"

#include <stdio.h>
#include <unistd.h>

#include "sentencegaps.h"

#define TEXT "It rains. we stay. It rains. we stay. It rains. we stay. Mr. Lee left. Who? He did"

/* Teaches a trainer one text and fits it; *file is copied to `bytes` where that is given. */
static gloss_status teach(const gloss_alloc *alloc, char *bytes, size_t room, size_t *size) {
  static const uint32_t starts[] = {0, 10, 19, 29, 38, 48, 57, 71, 76};
  gloss_tokenizer *tokenizer = NULL;
  gloss_scratch *scratch = NULL;
  gloss_doc *doc = NULL;
  gloss_layer *tokens = NULL;
  gloss_pool *pool = NULL;
  gloss_sentence_trainer *trainer = NULL;
  gloss_str file;
  gloss_status status;
  TRY(gloss_pool_new(&pool, alloc));
  TRY(gloss_tokenizer_new(&tokenizer, alloc, NULL, NULL));
  TRY(gloss_scratch_new(&scratch, alloc));
  TRY(gloss_doc_new(&doc, pool, (gloss_str){TEXT, sizeof TEXT - 1}, NULL, NULL));
  TRY(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL));
  TRY(gloss_sentence_trainer_new(&trainer, alloc, "en", NULL));
  for (int i = 0; i < 80; i++) {
    char word[8];
    int n = snprintf(word, sizeof word, "w%c%c", 'a' + i / 26, 'a' + i % 26);
    TRY(gloss_sentence_trainer_word(trainer, (gloss_str){word, (size_t)n}, GLOSS_WORD_COMMON,
                                    NULL));
  }
  TRY(gloss_sentence_trainer_add(trainer, tokens, starts, 9, NULL));
  TRY(gloss_sentence_trainer_fit(trainer, &file, NULL));
  if (bytes) {
    assert_true(file.size <= room);
    memcpy(bytes, file.data, file.size);
    *size = file.size;
  }
fail:
  gloss_sentence_trainer_free(trainer);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  gloss_pool_unref(pool);
  gloss_scratch_free(scratch);
  gloss_tokenizer_unref(tokenizer);
  return status;
}

static gloss_status lesson(const gloss_alloc *alloc) { return teach(alloc, NULL, 0, NULL); }

static void out_of_memory(void **state) {
  (void)state;
  test_each_failure(lesson);
}

static void words_are_kept(void **state) {
  (void)state;
  static char bytes[1 << 19];
  size_t size;
  gloss__sentence_model model;
  assert_status(teach(NULL, bytes, sizeof bytes, &size), GLOSS_OK);
  assert_status(gloss__model_parse(&model, (gloss_str){bytes, size}, NULL), GLOSS_OK);
  assert_string_equal(model.language, "en");
  assert_int_equal(gloss__model_word(&model, gloss__word_hash((gloss_str){"wAa", 3})), 4);
  assert_int_equal(gloss__model_word(&model, gloss__word_hash((gloss_str){"wdb", 3})), 4);
  assert_int_equal(gloss__model_word(&model, gloss__word_hash((gloss_str){"other", 5})), 0);
}

/* Checks that a changed byte is refused, and where. */
static void refused(char *bytes, size_t size, size_t at, const char *message) {
  gloss__sentence_model model;
  gloss_error err;
  char kept = bytes[at];
  bytes[at] = (char)(kept ^ 0x7F);
  assert_status(gloss__model_parse(&model, (gloss_str){bytes, size}, &err), GLOSS_EFORMAT);
  assert_non_null(strstr(err.message, message));
  bytes[at] = kept;
}

static void bad_files(void **state) {
  (void)state;
  static char bytes[1 << 19];
  size_t size;
  gloss__sentence_model model;
  gloss_error err;
  gloss_splitter *splitter;
  assert_status(teach(NULL, bytes, sizeof bytes, &size), GLOSS_OK);
  refused(bytes, size, 0, "the mark GLSM");
  refused(bytes, size, 4, "version 2");
  refused(bytes, size, 8, "at most 24 bits");
  refused(bytes, size, 12, "at most 24 bits");
  refused(bytes, size, 19, "a scale below 1");
  assert_status(gloss__model_parse(&model, (gloss_str){bytes, size - 1}, &err), GLOSS_EFORMAT);
  assert_int_equal(err.offset, size - 1);
  assert_status(gloss__model_parse(&model, (gloss_str){bytes, 9}, &err), GLOSS_EFORMAT);
  gloss_splitter_options options = {.model = "no/such.model"};
  assert_status(gloss_splitter_new(&splitter, NULL, &options, &err), GLOSS_ENOENT);
  assert_non_null(strstr(err.message, "no/such.model"));
  options.model = "/";
  assert_status(gloss_splitter_new(&splitter, NULL, &options, &err), GLOSS_EFORMAT);
}

static void other_language(void **state) {
  (void)state;
  static char bytes[1 << 19];
  size_t size;
  char name[] = "/tmp/gloss-model-XXXXXX";
  gloss_error err;
  gloss_splitter *splitter;
  assert_status(teach(NULL, bytes, sizeof bytes, &size), GLOSS_OK);
  int fd = mkstemp(name);
  assert_true(fd >= 0 && write(fd, bytes, size) == (ssize_t)size && close(fd) == 0);
  gloss_splitter_options options = {.model = name, .language = "de"};
  assert_status(gloss_splitter_new(&splitter, NULL, &options, &err), GLOSS_EMISMATCH);
  options.language = "en";
  assert_status(gloss_splitter_new(&splitter, NULL, &options, &err), GLOSS_OK);
  gloss_splitter_unref(splitter);
  unlink(name);
}

static void wrong_calls(void **state) {
  (void)state;
  gloss_sentence_trainer *trainer;
  gloss_error err;
  assert_status(gloss_sentence_trainer_new(&trainer, NULL, "xx", &err), GLOSS_EARG);
  assert_null(trainer);
  assert_status(gloss_sentence_trainer_new(&trainer, NULL, NULL, &err), GLOSS_OK);
  assert_status(gloss_sentence_trainer_word(trainer, (gloss_str){"a", 1}, 8, &err), GLOSS_EARG);
  assert_status(gloss_sentence_trainer_word(trainer, (gloss_str){"a", 1}, 0, &err), GLOSS_EARG);
  gloss_sentence_trainer_free(trainer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(out_of_memory), cmocka_unit_test(words_are_kept),
      cmocka_unit_test(bad_files), cmocka_unit_test(other_language), cmocka_unit_test(wrong_calls)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
