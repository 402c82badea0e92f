/* sentenceforms.c -- the forms in a model's file: read into a lexicon, and pairs of them found. */
#include "sentenceforms.h"

#include <string.h>

#include "mem.h"

/* Gives the flags of a class, 0 for one that is none. */
static unsigned flags_of(char class) {
  switch (class) {
  case GLOSS__FORM_ABBREVIATION: return GLOSS__ABBREVIATION | GLOSS__MAY_END | GLOSS__CALLERS;
  case GLOSS__FORM_STARTER: return GLOSS__STARTER;
  case GLOSS__FORM_PAIR: return GLOSS__PAIR;
  default: return 0;
  }
}

gloss_status gloss__forms_add(gloss_str forms, gloss__lexicon *lexicon, const gloss_alloc *alloc,
                              gloss_error *err) {
  size_t bad, count = 0;
  if (gloss_utf8_check(forms, &bad) != GLOSS_OK)
    return gloss__fail(err, GLOSS_EFORMAT, bad, "bad forms: expected UTF-8");
  for (size_t at = 0; at < forms.size;) {
    const char *line = forms.data + at, *end = memchr(line, '\n', forms.size - at);
    size_t size = end ? (size_t)(end - line) : 0;
    unsigned flags = size > 2 && line[1] == ' ' ? flags_of(line[0]) : 0;
    if (flags == 0)
      return gloss__fail(err, GLOSS_EFORMAT, at, "bad forms: expected a line of a, s or p, a form");
    if (++count > GLOSS__FORMS_MAX)
      return gloss__fail(err, GLOSS_EFORMAT, at, "bad forms: expected at most %d",
                         GLOSS__FORMS_MAX);
    gloss_status status =
        gloss__lexicon_add(lexicon, alloc, (gloss_str){line + 2, size - 2}, flags);
    if (status == GLOSS_ERANGE)
      return gloss__fail(err, GLOSS_EFORMAT, at, "bad forms: expected at most %d bytes of a form",
                         GLOSS__FORM_MAX);
    if (status != GLOSS_OK) return gloss__fail(err, status, 0, "out of memory");
    at += size + 1;
  }
  return GLOSS_OK;
}

int gloss__is_pair(const gloss__lexicon *lexicon, gloss_str first, gloss_str second) {
  char pair[GLOSS__FORM_MAX];
  if (!(gloss__lexicon_flags(lexicon) & GLOSS__PAIR)) return 0;
  if (first.size + 1 + second.size > sizeof pair) return 0;
  memcpy(pair, first.data, first.size);
  pair[first.size] = ' ';
  memcpy(pair + first.size + 1, second.data, second.size);
  gloss_str form = {pair, first.size + 1 + second.size};
  return gloss__lexicon_match(lexicon, form, GLOSS__PAIR) != 0;
}
