/* test_sentencemodel.c -- models of sentence ends: learnt, checked when opened, failures. */
#include "support.h"

#include <stdio.h>
#include <unistd.h>

#include "mem.h"
#include "sentenceforms.h"
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
  for (int i = 0; i < 9; i++) TRY(gloss_sentence_trainer_read(trainer, tokens, NULL));
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

/* "zq." stands before names, and seven often before "orel". */
#define RAW "Then zq. Lee came and it was then that we saw zq. Lee. It sank. We went on 7. Orel."

/* Learns from raw text alone. */
static gloss_status read_raw(const gloss_alloc *alloc, char *bytes, size_t *size) {
  gloss_tokenizer *tokenizer = NULL;
  gloss_scratch *scratch = NULL;
  gloss_doc *doc = NULL;
  gloss_layer *tokens = NULL;
  gloss_pool *pool = NULL;
  gloss_sentence_trainer *trainer = NULL;
  gloss_str file, forms;
  gloss_status status;
  TRY(gloss_pool_new(&pool, alloc));
  TRY(gloss_tokenizer_new(&tokenizer, alloc, NULL, NULL));
  TRY(gloss_scratch_new(&scratch, alloc));
  TRY(gloss_doc_new(&doc, pool, (gloss_str){RAW, sizeof RAW - 1}, NULL, NULL));
  TRY(gloss_tokenizer_run(tokenizer, doc, scratch, &tokens, NULL));
  TRY(gloss_sentence_trainer_new(&trainer, alloc, "en", NULL));
  for (int i = 0; i < 20; i++) TRY(gloss_sentence_trainer_read(trainer, tokens, NULL));
  TRY(gloss_sentence_trainer_forms(trainer, &forms, NULL));
  assert_str(forms, "a zq\np zq lee\np # orel\n");
  assert_status(gloss_sentence_trainer_read(trainer, tokens, NULL), GLOSS_EARG);
  TRY(gloss_sentence_trainer_fit(trainer, &file, NULL));
  if (bytes) {
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

static gloss_status raw_lesson(const gloss_alloc *alloc) { return read_raw(alloc, NULL, NULL); }

static void raw_out_of_memory(void **state) {
  (void)state;
  test_each_failure(raw_lesson);
}

/* A model of raw text has no weights, only forms. */
static void raw_text(void **state) {
  (void)state;
  static char bytes[1 << 12];
  size_t size;
  gloss__sentence_model model;
  assert_status(read_raw(NULL, bytes, &size), GLOSS_OK);
  assert_status(gloss__model_parse(&model, (gloss_str){bytes, size}, NULL), GLOSS_OK);
  assert_null(model.weights);
  assert_str(model.forms, "a zq\np zq lee\np # orel\n");
  size_t at = size - model.forms.size;
  char name[] = "/tmp/gloss-model-XXXXXX";
  gloss_splitter_options options = {.model = name};
  gloss_splitter *splitter;
  gloss_error err;
  bytes[at] = 'x';
  int fd = mkstemp(name);
  assert_true(fd >= 0 && write(fd, bytes, size) == (ssize_t)size && close(fd) == 0);
  assert_status(gloss_splitter_new(&splitter, NULL, &options, &err), GLOSS_EFORMAT);
  assert_int_equal(err.offset, at);
  assert_non_null(strstr(err.message, name));
  unlink(name);
}

/* Forms that are none are refused, and where. */
static void bad_forms(void **state) {
  (void)state;
  static const struct {
    const char *forms;
    size_t at;
  } bad[] = {{"a b", 0},  {"a b\nx c\n", 4}, {"a b\n\n", 4},     {"ab\n", 0},
             {"a \n", 0}, {"a \xFF\n", 2},   {"a b\ns c\n\n", 8}};
  gloss__lexicon *lexicon;
  gloss_error err;
  const gloss__language *language;
  assert_status(gloss__language_choose(&language, "und", NULL), GLOSS_OK);
  const gloss_alloc *alloc = gloss__alloc_or_default(NULL);
  assert_status(gloss__lexicon_new(&lexicon, alloc, language), GLOSS_OK);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    assert_status(gloss__forms_add(str(bad[i].forms), lexicon, alloc, &err), GLOSS_EFORMAT);
    assert_int_equal(err.offset, bad[i].at);
  }
  assert_status(
      gloss__forms_add(str("a a form of over thirty-two bytes, no\n"), lexicon, alloc, &err),
      GLOSS_EFORMAT);
  assert_status(gloss__forms_add(str("p # orel\n"), lexicon, alloc, &err), GLOSS_OK);
  assert_true(gloss__is_pair(lexicon, str("#"), str("Orel")));
  assert_false(gloss__is_pair(lexicon, str("7"), str("Orel")));
  gloss__lexicon_free(lexicon, alloc);
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
  refused(bytes, size, 28, "bytes, found");
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
      cmocka_unit_test(out_of_memory),     cmocka_unit_test(words_are_kept),
      cmocka_unit_test(raw_out_of_memory), cmocka_unit_test(raw_text),
      cmocka_unit_test(bad_forms),         cmocka_unit_test(bad_files),
      cmocka_unit_test(other_language),    cmocka_unit_test(wrong_calls)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
