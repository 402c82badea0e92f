/* forms.c -- the caller's own additions to a lexicon. Each form is given with the mark that belongs
** to it: "Abt.", "l'", "'ll", "-il". */
#include <string.h>

#include "lexicon.h"
#include "mem.h"

static gloss_str without_first(gloss_str form, size_t size) {
  return (gloss_str){form.data + size, form.size - size};
}

/* Gives the length of the apostrophe at the start (or the end) of a form, 0 when there is none. */
static size_t apostrophe(gloss_str form, int at_end) {
  static const char *const marks[] = {"'", "\xE2\x80\x99"};
  for (unsigned i = 0; i < 2; i++) {
    size_t size = strlen(marks[i]);
    if (form.size <= size) continue;
    if (memcmp(form.data + (at_end ? form.size - size : 0), marks[i], size) == 0) return size;
  }
  return 0;
}

/* Takes the mark off an abbreviation and gives its flags, 0 for one without. */
static unsigned read_abbreviation(gloss_str *form, unsigned *rules) {
  (void)rules;
  if (form->size < 2 || form->data[form->size - 1] != '.') return 0;
  form->size--;
  return GLOSS__ABBREVIATION | GLOSS__MAY_END | GLOSS__CALLERS;
}

/* The same for an elision, a clitic or an enclitic. */
static unsigned read_affix(gloss_str *form, unsigned *rules) {
  size_t size = apostrophe(*form, 1);
  if (size != 0) {
    form->size -= size;
    *rules |= GLOSS__ELISIONS;
    return GLOSS__ELIDED;
  }
  size = apostrophe(*form, 0);
  if (size == 0 && (form->size < 2 || form->data[0] != '-')) return 0;
  *form = without_first(*form, size == 0 ? 1 : size);
  if (size == 0) *rules |= GLOSS__ENCLITICS;
  return size == 0 ? GLOSS__ENCLITIC : GLOSS__CLITIC;
}

/* Adds forms that `read` understands; an error calls one by `name` and says what `mark` it wants. */
static gloss_status add_all(gloss__lexicon *lexicon, const gloss_alloc *alloc,
                            const gloss_str *forms, size_t n, unsigned *rules,
                            unsigned (*read)(gloss_str *, unsigned *), const char *name,
                            const char *mark, gloss_error *err) {
  for (size_t i = 0; i < n; i++) {
    gloss_str form = forms[i];
    unsigned flags = gloss_utf8_check(form, NULL) == GLOSS_OK ? read(&form, rules) : 0;
    gloss_status status =
        flags == 0 ? GLOSS_ERANGE : gloss__lexicon_add(lexicon, alloc, form, flags);
    if (status == GLOSS_ERANGE) {
      return gloss__fail(err, GLOSS_EARG, 0, "bad %s \"%.*s\" (%s, and 1 to %d bytes of UTF-8)",
                         name, (int)(forms[i].size > 60 ? 60 : forms[i].size), forms[i].data, mark,
                         GLOSS__FORM_MAX);
    }
    if (status != GLOSS_OK) return gloss__fail(err, status, 0, "out of memory");
  }
  return GLOSS_OK;
}

gloss_status gloss__add_abbreviations(gloss__lexicon *lexicon, const gloss_alloc *alloc,
                                      const gloss_str *forms, size_t n, unsigned *rules,
                                      gloss_error *err) {
  return add_all(lexicon, alloc, forms, n, rules, read_abbreviation, "abbreviation", "a final stop",
                 err);
}

gloss_status gloss__add_affixes(gloss__lexicon *lexicon, const gloss_alloc *alloc,
                                const gloss_str *forms, size_t n, unsigned *rules,
                                gloss_error *err) {
  return add_all(lexicon, alloc, forms, n, rules, read_affix, "affix",
                 "an apostrophe first or last, or a hyphen first", err);
}

/* Takes a word as it is. */
static unsigned read_starter(gloss_str *form, unsigned *rules) {
  (void)form, (void)rules;
  return GLOSS__STARTER;
}

gloss_status gloss__add_starters(gloss__lexicon *lexicon, const gloss_alloc *alloc,
                                 const gloss_str *forms, size_t n, gloss_error *err) {
  return add_all(lexicon, alloc, forms, n, NULL, read_starter, "starter", "a word", err);
}
