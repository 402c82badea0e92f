/* sentenceforms.h -- the forms that a model's file adds to the words of its language: a line each, a
** letter for the class, a space, the form. */
#ifndef GLOSS_CORE_SENTENCEFORMS_H
#define GLOSS_CORE_SENTENCEFORMS_H

#include "lexicon.h"

/* The classes. A pair is a word before a stop (or "#", any number) and the word behind it: where
** they meet no sentence ends. */
enum { GLOSS__FORM_ABBREVIATION = 'a', GLOSS__FORM_STARTER = 's', GLOSS__FORM_PAIR = 'p' };

enum { GLOSS__FORMS_MAX = 1 << 14 }; /* of a file */

/* Adds forms to a lexicon. EFORMAT with the offset in `forms` and what was expected, ENOMEM. */
gloss_status gloss__forms_add(gloss_str forms, gloss__lexicon *lexicon, const gloss_alloc *alloc,
                              gloss_error *err);

/* Whether a pair of words is known; "#" stands for any number. */
int gloss__is_pair(const gloss__lexicon *lexicon, gloss_str first, gloss_str second);

#endif
