/* lang_pt.c -- Portuguese: abbreviations, sentence starters. A verb with its pronouns (viu-se,
** dar-lhe-ia) is one token, as UD has it. Data only. */
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
    {"eng eng.º arq exmo exma ilmo "
     "ilma revmo gen cel cap ten sgt alm maj brig pe fr mons des dep sen gov min sto sta st mr "
     "mrs ms",
     TITLE},
    {"sr sra srs sras srta sr.ª dr dra drs dr.ª prof profa prof.ª",
     GLOSS__ABBREVIATION | GLOSS__TITLE},
    /* months, weekdays */
    {"fev abr jun jul ago dez", END | TIME},
    {"segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo janeiro "
     "fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
     TIME},
    /* tails of names */
    {"inc corp ltd ltda lda co bros cia jr", NAME | GLOSS__MAY_END},
    {"v.ex.ª v.exa v.sa", ABBR},
    /* before numbers */
    {"jan nº núm pág págs pg pgs pp art arts vol vols cap caps fig figs tel ex inc par", NUMBER},
    {"no", NUMBER | GLOSS__CAPITAL_ONLY},
    /* running text */
    {"aprox cf cfr vid ibid op cit ed eds trad org orgs coord av trav rod est qd lt séc sécs "
     "máx mín obs ref refs lat ingl fr it esp hab ap vs p.ex v.g "
     "abrev adm aer agric anat apart apt arit arqueol arquit astron autom biogr bras cat círc cód "
     "col "
     "compl contab créd cx déb desc dipl dir doc educ elem eletr eletrôn fac fasc fem ff filos "
     "fisiol "
     "fís fot gên geom gram hist ind índ jur liter máq mat matem méd mov mús náut neol odont "
     "odontol "
     "organiz pal psicol próx quím rel relat símb sociol sup tec tecnol transp univ álg n.sra "
     "r.s.v.p "
     "a b c d f n p q r v",
     ABBR},
    {"m g l h s t km", UNIT_TOO},
    {"a.c d.c a.m p.m s.a ph.d", END},
    {"etc", LAST},
    {"d", GLOSS__ELIDED | GLOSS__LOWER_ONLY},
    /* words that open sentences */
    {"o a os as um uma uns umas ele ela eles elas eu tu você vocês nós este esta estes estas esse "
     "essa esses essas aquele aquela isto isso em de do da dos das no na nos nas ao à aos às com "
     "sem por para pelo pela pelos pelas sobre sob entre até desde segundo durante após contra "
     "mas e ou nem se não sim quando como onde enquanto embora porque pois que quem qual seu sua "
     "seus suas meu minha nosso nossa há é são era eram foi foram tem têm tinha está estão além "
     "também assim então depois antes porém contudo entretanto todavia agora hoje ontem aqui ali "
     "muitos muitas vários várias alguns algumas todo toda todos todas cada outro outra outros "
     "outras dois duas três muito mais menos já obrigado",
     GLOSS__STARTER},
    /* verbs of saying */
    {"disse diz disseram afirmou declarou explicou acrescentou perguntou respondeu comentou "
     "anunciou destacou ressaltou garantiu contou escreveu gritou exclamou informou",
     GLOSS__SAYING}};

const gloss__language gloss__portuguese = {"pt",
                                           "Portuguese",
                                           GLOSS__KEEP_HYPHENS | GLOSS__COMMA_DECIMALS |
                                               GLOSS__INITIAL_STOPS | GLOSS__ELISIONS |
                                               GLOSS__CUT_CLAUSES,
                                           forms,
                                           sizeof forms / sizeof forms[0],
                                           NULL,
                                           0};
