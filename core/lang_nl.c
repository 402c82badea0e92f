/* lang_nl.c -- Dutch: abbreviations, words with a leading apostrophe, sentence starters. Data only.
*/
#include "lexicon.h"

enum {
  ABBR = GLOSS__ABBREVIATION,
  TITLE = GLOSS__ABBREVIATION | GLOSS__TITLE,
  NUMBER = GLOSS__ABBREVIATION | GLOSS__BEFORE_NUMBER,
  NAME = GLOSS__ABBREVIATION | GLOSS__CAPITAL_ONLY,
  END = GLOSS__ABBREVIATION | GLOSS__MAY_END,
  LAST = GLOSS__ABBREVIATION | GLOSS__MAY_END | GLOSS__ENDS,
  TIME = GLOSS__TIME_NAME
};

static const gloss__form forms[] = {
    /* titles: a name follows */
    {"dhr mevr mw mej mr mrs ir ing drs dr prof ds jhr jkvr kol kapt lt min.pres sr "
     "bc ms mgr",
     TITLE},
    {"burg gen", GLOSS__ABBREVIATION | GLOSS__BEFORE_NAME},
    {"st hr fr jr", TITLE | GLOSS__CAPITAL_ONLY},
    /* months, weekdays */
    {"feb febr mrt apr jun jul aug sept okt nov dec", END | TIME},
    {"maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei "
     "juni juli augustus september oktober november december uur",
     TIME},
    /* tails of names */
    {"inc corp ltd co bros gebr", NAME | GLOSS__MAY_END},
    /* before numbers */
    {"str nr", GLOSS__COMPOUND},
    {"jan tel nr nrs no p pp blz pag art artt afb fig tab hfdst hoofdst par dl lid", NUMBER},
    /* running text */
    {"bijv bv bv.b bvb ca evt event excl incl resp nl jl ll vgl zgn zg ong max min mln mld dgl "
     "vnl vlg vv mnd str afd alg amst art bet betr cf dd eig enkv geb gem "
     "gest getr herz i.p.v i.v.m jrg lat m.n mv ned nov secr sec s.v.p tegenw temp "
     "uitg vert verz voorz wnd woonpl zn m.i.v d.m.v m.a.w t.a.v t.o.v t.g.v t.z.t o.a o.m o.i.d "
     "b.g.g d.w.z z.o.z z.s.m i.h.b i.t.t m.u.v "
     "n.a.v p.p p.st a.s",
     ABBR},
    {"e.d e.a e.v m.o.m v.chr n.chr b.v n.v", END},
    {"enz enzv etc", LAST},
    /* 's avonds, 't huis, 'n */
    {"s t n k m r ns er ie", GLOSS__LEADING},
    /* words that open sentences */
    {"de het een dit dat deze die hij zij ze wij we ik jij je u jullie er hier daar in op aan bij "
     "met naar van voor door over om uit te tot tegen tijdens na sinds volgens zonder onder "
     "tussen maar en of want dus als toen terwijl hoewel omdat ook nog nu dan zo toch echter "
     "daarom daarna daarnaast bovendien verder later eerder vandaag gisteren wie wat waar "
     "wanneer waarom hoe welke zijn haar hun ons onze mijn alle veel sommige elke ieder iedere "
     "niet geen is was waren heeft hebben had wordt werd kan kunnen ja nee twee drie vier",
     GLOSS__STARTER},
    /* verbs of saying */
    {"zei zegt zeggen vroeg vraagt antwoordde riep schreef schrijft verklaarde verklaart voegde "
     "meldde meldt aldus vertelde vertelt benadrukte waarschuwde",
     GLOSS__SAYING}};

const gloss__language gloss__dutch = {"nl",
                                      "Dutch",
                                      GLOSS__KEEP_HYPHENS | GLOSS__COMMA_DECIMALS |
                                          GLOSS__INITIAL_STOPS | GLOSS__CUT_CLAUSES,
                                      forms,
                                      sizeof forms / sizeof forms[0],
                                      NULL,
                                      0};
