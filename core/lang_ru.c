/* lang_ru.c -- Russian: abbreviations, sentence starters. Data only. */
#include "lexicon.h"

enum {
  ABBR = GLOSS__ABBREVIATION,
  TITLE = GLOSS__ABBREVIATION | GLOSS__TITLE,
  NUMBER = GLOSS__ABBREVIATION | GLOSS__BEFORE_NUMBER,
  END = GLOSS__ABBREVIATION | GLOSS__MAY_END,
  LAST = GLOSS__ABBREVIATION | GLOSS__MAY_END | GLOSS__ENDS,
  UNIT_TOO = GLOSS__ABBREVIATION | GLOSS__AFTER_WORD,
  TIME = GLOSS__TIME_NAME
};

static const gloss__form forms[] = {
    /* a name follows */
    {"акад проф доц инж св прп архим еп архиеп митр подп кап лейт тов гр ул просп пр "
     "пл пер наб бул ш р оз пос дер ст хут обл респ у",
     TITLE},
    {"им ген полк", GLOSS__ABBREVIATION | GLOSS__BEFORE_NAME},
    /* months, weekdays */
    {"янв фев февр апр авг сент окт нояб дек", END | TIME},
    {"понедельник вторник среда четверг пятница суббота воскресенье января февраля марта апреля "
     "мая июня июля августа сентября октября ноября декабря",
     TIME},
    /* before numbers */
    {"стр с рис табл гл ст пп разд илл ил вып кн тт тел доп кв корп оф эт каб", NUMBER},
    /* running text */
    {"т е п д к н э а ч о ок род ум сокр букв реж муз сост авт ред изд перев прим напр соотв "
     "вкл ср тж фр кв пл "
     "выс шир дл глуб сев юж вост зап нач перв втор англ нем лат греч итал исп "
     "русск рус укр польск яп евр тюрк древнегр санскр устар разг просторен "
     "жарг ист геогр биол хим физ юр воен церк ж.д мн ед отд отв зам "
     "зав пом нар засл канд докт филол техн наук т.н т.е т.к т.ч т.о и.о в.о р.х sp spp ssp var",
     ABBR},
    {"г гг в вв др пр л н.э тыс млн млрд трлн чел экз руб коп долл сек мес нед", END},
    {"т.д т.п etc", LAST},
    {"см", UNIT_TOO},
    /* words that open sentences */
    {"он она оно они я мы вы ты это этот эта эти тот та те в во на с со по из от к ко у о об за "
     "под над при для до после перед между через без но и а или если когда как где что кто чем "
     "почему также тоже однако затем потом поэтому так там здесь тут уже ещё еще только даже "
     "все всё весь вся каждый каждая многие некоторые другие его её их мой наш ваш свой не нет "
     "да есть был была было были является будет может один два три первый первая согласно "
     "кроме несмотря хотя пока чтобы сейчас сегодня вчера теперь позже впоследствии всего",
     GLOSS__STARTER},
    /* verbs of saying */
    {"сказал сказала сказали говорит заявил заявила сообщил сообщила отметил отметила спросил "
     "спросила ответил ответила добавил добавила пояснил подчеркнул написал объявил крикнул",
     GLOSS__SAYING}};

const gloss__language gloss__russian = {"ru",
                                        "Russian",
                                        GLOSS__KEEP_HYPHENS | GLOSS__COMMA_DECIMALS |
                                            GLOSS__INITIAL_STOPS | GLOSS__CUT_CLAUSES,
                                        forms,
                                        sizeof forms / sizeof forms[0],
                                        NULL,
                                        0};
