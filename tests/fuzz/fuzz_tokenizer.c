/* fuzz_tokenizer.c -- any bytes as a text, tokenized with every kernel the processor has: all must
** find the same error or make the same layer, and the layer must be sound. The first byte picks the
** options and whether the text lies across the end of a block, the second its alignment, what is
** before it, and whether rows are written past the caches; bad bytes are replaced. */
#include <stdio.h>

#include "kernel.h"
#include "support.h"
#include "tokenrun.h"
#include "utf8.h"

#define FORMS(...)                                                                                 \
  (const gloss_str[]) { __VA_ARGS__ }
#define FORM(text)                                                                                 \
  { "" text, sizeof text - 1 }

static const gloss_tokenizer_options choices[] = {
    {.style = "ud", .language = "en"},
    {.style = "ptb", .language = "en"},
    {.style = "uax29"},
    {.style = "whitespace"},
    {.language = "de"},
    {.language = "el"},
    {.language = "es"},
    {.language = "fr"},
    {.language = "it"},
    {.language = "nl"},
    {.language = "pt"},
    {.language = "ru"},
    {.hyphens = "keep", .clitics = "keep", .urls = "split", .symbols = "keep", .emoji = "split"},
    {.style = "ptb", .hyphens = "split", .symbols = "split", .urls = "split"},
    {.keep = FORMS(FORM("and/or"), FORM("C++"), FORM("x.y-z"), FORM("don't"), FORM("caf\u00E9"),
                   FORM("gonna\0x")),
     .n_keep = 6,
     .split = FORMS(FORM("can not"), FORM("a b"), FORM("1 st"), FORM("\u65E5 \u672C")),
     .n_split = 4,
     .abbreviations = FORMS(FORM("approx."), FORM("a.k.a."), FORM("\u043C.")),
     .n_abbreviations = 3,
     .affixes = FORMS(FORM("l'"), FORM("'ll"), FORM("-il")),
     .n_affixes = 3}};

enum { CHOICES = sizeof choices / sizeof *choices, KERNELS = 8, BLOCK = 16384 };

/* Ends the program, saying what does not hold. */
static void require_at(int condition, const char *what, int line) {
  if (condition) return;
  fprintf(stderr, "fuzz_tokenizer.c:%d: does not hold: %s\n", line, what);
  abort();
}

#define require(condition) require_at((condition) != 0, #condition, __LINE__)

/* Gives the tokenizer of a choice and a kernel; it is kept. */
static gloss_tokenizer *tokenizer_of(size_t choice, size_t kernel) {
  static gloss_tokenizer *kept[CHOICES][KERNELS];
  gloss_tokenizer **slot = &kept[choice][kernel];
  if (*slot) return *slot;
  gloss_tokenizer_options options = choices[choice];
  options.simd = gloss__kernel_at(kernel)->name;
  gloss_error err = {.message = ""};
  gloss_status status = gloss_tokenizer_new(slot, NULL, &options, &err);
  require_at(status == GLOSS_OK, err.message, __LINE__);
  return *slot;
}

/* Checks that all kernels say the same of the bytes as UTF-8. */
static void check_utf8(gloss_str bytes) {
  const gloss__kernel *kernel = gloss__kernel_at(0);
  size_t bad = SIZE_MAX;
  gloss_status status = gloss__utf8_check_with(kernel->utf8_skip, bytes, &bad);
  for (size_t i = 1; (kernel = gloss__kernel_at(i)) != NULL; i++) {
    size_t at = SIZE_MAX;
    require(gloss__utf8_check_with(kernel->utf8_skip, bytes, &at) == status);
    require(at == bad);
  }
}

/* Checks that a gap is white space. */
static void check_gap(gloss_str text, uint32_t a, uint32_t b) {
  uint32_t length;
  for (; a < b; a += length)
    require(gloss__codepoint_class(gloss__utf8_decode(text.data + a, &length)) & GLOSS__SPACE_CHAR);
  require(a == b);
}

static int starts_character(gloss_str text, uint32_t at) {
  return at == text.size || ((unsigned char)text.data[at] & 0xC0) != 0x80;
}

/* Checks that tokens are in order, not empty, of whole characters, and that nothing but white space
** is between them. */
static void check_layer(gloss_layer *tokens, gloss_str text) {
  const uint32_t *starts = gloss_layer_starts(tokens), *ends = gloss_layer_ends(tokens);
  gloss_column kind, space;
  uint32_t last = 0;
  require(gloss_layer_column(tokens, "kind", &kind) == GLOSS_OK);
  require(gloss_layer_column(tokens, "space", &space) == GLOSS_OK);
  for (uint32_t i = 0; i < gloss_layer_count(tokens); i++) {
    require(starts[i] >= last && starts[i] < ends[i] && ends[i] <= text.size);
    require(starts_character(text, starts[i]) && starts_character(text, ends[i]));
    check_gap(text, last, starts[i]);
    require((((const uint8_t *)space.values)[i] != 0) == (starts[i] > last));
    require(gloss_kind_name((gloss_kind)((const uint8_t *)kind.values)[i]) != NULL);
    last = ends[i];
  }
  check_gap(text, last, (uint32_t)text.size);
}

/* Tokenizes text, read where it lies, with all kernels. */
static void check_tokens(size_t choice, int past_caches, gloss_str text) {
  gloss_scratch *scratch;
  gloss_doc *doc;
  gloss_layer *expected, *got;
  require(gloss_scratch_new(&scratch, NULL) == GLOSS_OK);
  require(gloss_doc_new(&doc, NULL, text, NULL, NULL) == GLOSS_OK);
  size_t mark = text.size - gloss_doc_text(doc).size; /* a byte order mark is dropped */
  text = (gloss_str){text.data + mark, text.size - mark};
  gloss__token_window window = {
      .text = text, .to = (uint32_t)text.size, .past_caches = past_caches};
  gloss_tokenizer *t = tokenizer_of(choice, 0);
  require(gloss__tokenize(t, doc, &window, scratch, &expected, NULL) == GLOSS_OK);
  check_layer(expected, text);
  for (size_t i = 1; gloss__kernel_at(i) != NULL; i++) {
    t = tokenizer_of(choice, i);
    require(gloss__tokenize(t, doc, &window, scratch, &got, NULL) == GLOSS_OK);
    require(same_tokens(expected, got));
    gloss_layer_unref(got);
  }
  gloss_layer_unref(expected);
  gloss_doc_unref(doc);
  gloss_scratch_free(scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2) return 0;
  gloss_str bytes = {(const char *)data + 2, size - 2};
  check_utf8(bytes);
  /* The text ends with its block of memory. */
  size_t before = data[1] & 63, room = gloss__utf8_repair(bytes, NULL);
  if (data[0] >= 0xF0) before += BLOCK - (room < BLOCK ? room / 2 : 0);
  char *block = malloc(before + room + 1), *text = block + 1;
  require(block != NULL);
  memset(text, data[1] & 64 ? 'w' : '\n', before);
  gloss__utf8_repair(bytes, text + before);
  check_tokens((data[0] & 15) % CHOICES, data[1] & 128, (gloss_str){text, before + room});
  free(block);
  return 0;
}
