/* tokenizer.c -- the engine: made of style, language, exceptions and the kernel of the machine. */
#include "tokenizer.h"

#include <string.h>

#include "hash.h"
#include "mem.h"

enum { VERSION = 2 };

static uint64_t mix(uint64_t h, const char *data, size_t size) {
  return (h ^ gloss__hash(data, size)) * UINT64_C(0x9E3779B97F4A7C15) + size;
}

/* Hashes all that decides where the tokenizer cuts. */
static uint64_t fingerprint(const gloss_tokenizer *t) {
  const gloss__language *language = t->language;
  uint64_t style = (uint64_t)t->style.flags << 32 | t->style.rules;
  uint64_t h = mix(VERSION ^ style, language->name, strlen(language->name));
  for (size_t i = 0; i < language->n_cuts; i++) {
    h = mix(h, language->cuts[i].text, strlen(language->cuts[i].text)) + language->cuts[i].at;
  }
  uint64_t forms = gloss__exceptions_hash(&t->exceptions);
  return mix(mix(h ^ forms, "", 0) ^ gloss__lexicon_hash(t->lexicon), "", 0);
}

/* Makes the lexicon of the language and the caller's forms, which may need rules of their own. */
static gloss_status make_lexicon(gloss_tokenizer *t, const gloss_tokenizer_options *options,
                                 gloss_error *err) {
  unsigned *rules = &t->style.rules;
  gloss_status status = gloss__lexicon_new(&t->lexicon, &t->alloc, t->language);
  if (status != GLOSS_OK) return gloss__fail(err, status, 0, "out of memory");
  status = gloss__add_abbreviations(t->lexicon, &t->alloc, options->abbreviations,
                                    options->n_abbreviations, rules, err);
  if (status != GLOSS_OK) return status;
  return gloss__add_affixes(t->lexicon, &t->alloc, options->affixes, options->n_affixes, rules,
                            err);
}

gloss_status gloss_tokenizer_new(gloss_tokenizer **out, const gloss_alloc *alloc,
                                 const gloss_tokenizer_options *options, gloss_error *err) {
  static const gloss_tokenizer_options defaults;
  alloc = gloss__alloc_or_default(alloc);
  *out = NULL;
  if (!options) options = &defaults;
  const gloss__language *language;
  gloss__token_style style;
  const gloss__kernel *kernel;
  gloss_status status = gloss__language_choose(&language, options->language, err);
  if (status == GLOSS_OK) status = gloss__token_style_choose(&style, options, language, err);
  if (status == GLOSS_OK) status = gloss__kernel_choose(&kernel, options->simd, err);
  if (status != GLOSS_OK) return status;
  gloss_tokenizer *t = gloss__calloc(alloc, 1, sizeof *t);
  if (!t) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  t->alloc = *alloc;
  atomic_init(&t->refs, 1);
  t->style = style;
  t->kernel = kernel;
  t->language = language;
  status = gloss__exceptions_new(&t->exceptions, alloc, options, err);
  if (status != GLOSS_OK) goto fail;
  status = make_lexicon(t, options, err);
  if (status != GLOSS_OK) goto fail;
  gloss__word_cuts_init(&t->cuts, language, &t->exceptions);
  t->fingerprint = fingerprint(t);
  *out = t;
  return GLOSS_OK;
fail:
  gloss_tokenizer_unref(t);
  return status;
}

gloss_tokenizer *gloss_tokenizer_ref(gloss_tokenizer *tokenizer) {
  atomic_fetch_add_explicit(&tokenizer->refs, 1, memory_order_relaxed);
  return tokenizer;
}

void gloss_tokenizer_unref(gloss_tokenizer *tokenizer) {
  if (!tokenizer) return;
  if (atomic_fetch_sub_explicit(&tokenizer->refs, 1, memory_order_acq_rel) != 1) return;
  const gloss_alloc alloc = tokenizer->alloc;
  gloss__exceptions_free(&tokenizer->exceptions, &alloc);
  gloss__lexicon_free(tokenizer->lexicon, &alloc);
  gloss__free(&alloc, tokenizer, sizeof *tokenizer);
}

uint64_t gloss_tokenizer_fingerprint(const gloss_tokenizer *tokenizer) {
  return tokenizer->fingerprint;
}
