/* lang_es.c -- Spanish: abbreviations, sentence starters. Hyphenated words are cut at their
** hyphens, as in UD Spanish-GSD; ranges of digits are not. Data only. */
#include "lexicon.h"

enum {
  ABBR = GLOSS__ABBREVIATION,
  TITLE = GLOSS__ABBREVIATION | GLOSS__TITLE | GLOSS__CAPITAL_ONLY,
  NUMBER = GLOSS__ABBREVIATION | GLOSS__BEFORE_NUMBER,
  NAME = GLOSS__ABBREVIATION | GLOSS__CAPITAL_ONLY,
  END = GLOSS__ABBREVIATION | GLOSS__MAY_END,
  LAST = GLOSS__ABBREVIATION | GLOSS__MAY_END | GLOSS__ENDS,
  UNIT_TOO = GLOSS__ABBREVIATION | GLOSS__AFTER_WORD,
  TIME = GLOSS__TIME_NAME
};

static const gloss__form forms[] = {
    /* titles: a name follows */
    {"dña dn prof profa lic licda ing arq gral cnel tte cap "
     "alte cdte sgto sto sta st mons fr rvdo rvda excmo excma ilmo ilma hno hna mtro mtra vda "
     "gdor ldo ldos lda ldas lcdo lcda licdo dtor dtora rdo rdos rvdos rvdmo rvdmos "
     "exmo exmos exma exmas excmos excmas ilmos ilmas srtas em emmo rev mr mrs ms",
     TITLE},
    {"sr sra srta sres sras dr dra drs dras", GLOSS__ABBREVIATION | GLOSS__TITLE},
    /* months, weekdays */
    {"ene feb febr abr jun jul ago sept oct nov dic", END | TIME},
    {"lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio "
     "julio agosto septiembre setiembre octubre noviembre diciembre",
     TIME},
    /* tails of names, the United States and other doubled letters */
    {"inc corp ltd co bros cía ltda ltdo sdad hnos jr ee uu ff aa jj oo rr hh ee.uu ff.aa jj.oo "
     "rr.hh cc.oo "
     "ss.mm vv.aa cc.aa dd.hh ff.cc ss.aa",
     NAME | GLOSS__MAY_END},
    {"ud uds vd vds", NAME},
    /* before numbers */
    {"núm núms nro pág págs pg pp art arts vol vols cap caps fig figs tel tfno tlf apdo párr "
     "ap ej",
     NUMBER},
    {"no", NUMBER | GLOSS__CAPITAL_ONLY},
    /* running text */
    {"aprox cf cfr vid ibíd ibid op cit ed eds trad comp coord av avda avd blvd ctra pza plza urb "
     "izq dcha depto dpto prov hab máx mín ntra admón dep gob mún lat gr ingl fr it ss sigs "
     "p.ej v.gr afmo afma afmos afmas ntro dto dptos deptos fund desv doc comm mss vs "
     "a b c d f n p q r v",
     ABBR},
    {"m g l h s t km", UNIT_TOO},
    {"a.c d.c a.e.c a.m p.m e.c", END},
    {"etc", LAST},
    {"s", GLOSS__LEADING},
    /* words that open sentences */
    {"el la los las lo un una unos unas él ella ellos ellas yo tú usted ustedes nosotros este "
     "esta estos estas ese esa esos esas aquel aquella esto eso en de del a al con sin por para "
     "sobre bajo entre hacia hasta desde según durante tras ante contra pero y e o u ni si no sí "
     "cuando como donde mientras aunque porque pues que qué quién cuál cómo dónde cuándo su sus "
     "mi mis nuestro nuestra nuestros nuestras se le les me te nos hay es son era eran fue "
     "fueron ha han había está están tiene además también tampoco así luego después antes "
     "entonces embargo actualmente ahora hoy ayer aquí allí muchos muchas varios varias "
     "algunos algunas todo toda todos todas cada otro otra otros otras dos tres cuatro muy más "
     "menos gracias",
     GLOSS__STARTER},
    /* verbs of saying */
    {"dijo dice dijeron declaró afirmó explicó añadió señaló indicó aseguró preguntó respondió "
     "contestó agregó sostuvo comentó exclamó gritó escribió anunció advirtió",
     GLOSS__SAYING}};

const gloss__language gloss__spanish = {"es",
                                        "Spanish",
                                        GLOSS__KEEP_RANGES | GLOSS__COMMA_DECIMALS |
                                            GLOSS__INITIAL_STOPS | GLOSS__CUT_CLAUSES,
                                        forms,
                                        sizeof forms / sizeof forms[0],
                                        NULL,
                                        0};
