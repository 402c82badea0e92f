/* lang_ja.c -- Japanese: what follows a quotation. Ideographs and kana are tokens, each by itself.
** Data only. */
#include "lexicon.h"

static const gloss__form forms[] = {
    /* titles in Latin letters */
    {"mr mrs ms dr prof st sr jr", GLOSS__ABBREVIATION | GLOSS__TITLE | GLOSS__CAPITAL_ONLY},
    /* particles: the sentence goes on after a quotation or title. "tte" begins with a small tsu */
    {"と を が は に の へ も っ", GLOSS__CONTINUES}};

const gloss__language gloss__japanese = {
    "ja", "Japanese", GLOSS__INITIAL_STOPS, forms, sizeof forms / sizeof forms[0], NULL, 0};
