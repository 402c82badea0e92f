/* lang_zh.c -- Chinese: what follows a quotation. Ideographs are tokens, each by itself. Data only.
*/
#include "lexicon.h"

static const gloss__form forms[] = {
    /* titles in Latin letters */
    {"mr mrs ms dr prof st sr jr", GLOSS__ABBREVIATION | GLOSS__TITLE | GLOSS__CAPITAL_ONLY},
    /* verbs of saying, by one ideograph */
    {"说 說 道 问 問 答 喊 叫 称 稱 写 寫 讲 講 曰 表示", GLOSS__SAYING},
    /* goes on after a quotation */
    {"的 是 等 之", GLOSS__CONTINUES}};

const gloss__language gloss__chinese = {
    "zh", "Chinese", GLOSS__INITIAL_STOPS, forms, sizeof forms / sizeof forms[0], NULL, 0};
