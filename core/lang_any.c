/* lang_any.c -- forms of no language: domains, file extensions, newsgroups, currencies; and a pack for
** text in a language there is none for. Data only. Codes of currencies that are also words (all, top, try) are left out. */
#include "lexicon.h"

const gloss__form gloss__web_forms[] = {
    {"com org net edu gov mil int info biz io ai app dev tv cc co uk de fr es nl ru cn jp kr "
     "au nz ca br mx ar cl eu ch se fi dk pl cz sk hu ro bg gr tr il ir ae sa eg za ke ng pk "
     "bd lk sg th vn ph hk tw ua ee lv lt pt ie lu",
     GLOSS__DOMAIN},
    {"doc docx xls xlsx ppt pptx pdf txt rtf csv html htm php asp jsp xml json js css zip gz "
     "tar exe dll jpg jpeg gif png bmp tif tiff mp3 mp4 avi mov wav wmv py c h cpp java lua sh "
     "bat url ini log dat psd svg",
     GLOSS__FILE_NAME},
    {"alt comp misc rec sci soc talk news", GLOSS__NEWSGROUP},
    {"usd us eur gbp jpy chf cad aud nzd cny rmb hkd sgd twd krw inr rs pkr lkr bdt npr thb idr "
     "myr "
     "php vnd rub uah kzt pln czk huf ron bgn sek nok dkk isk ils aed sar qar kwd irr iqd egp ngn "
     "kes zar brl mxn ars clp cop pen btc",
     GLOSS__CURRENCY}};

const size_t gloss__n_web_forms = sizeof gloss__web_forms / sizeof gloss__web_forms[0];

static const gloss__form forms[] = {
    {"mr mrs ms dr prof st sr jr", GLOSS__ABBREVIATION | GLOSS__TITLE | GLOSS__CAPITAL_ONLY},
    {"etc", GLOSS__ABBREVIATION | GLOSS__MAY_END}};

const gloss__language gloss__undetermined = {
    "und", "undetermined", GLOSS__INITIAL_STOPS, forms, sizeof forms / sizeof forms[0], NULL, 0};
