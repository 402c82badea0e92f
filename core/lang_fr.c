/* lang_fr.c -- French: abbreviations, elisions, enclitics, sentence starters. Data only. */
#include "lexicon.h"

enum {
  ABBR = GLOSS__ABBREVIATION,
  TITLE = GLOSS__ABBREVIATION | GLOSS__TITLE | GLOSS__CAPITAL_ONLY,
  NUMBER = GLOSS__ABBREVIATION | GLOSS__BEFORE_NUMBER,
  NAME = GLOSS__ABBREVIATION | GLOSS__CAPITAL_ONLY,
  END = GLOSS__ABBREVIATION | GLOSS__MAY_END,
  LAST = GLOSS__ABBREVIATION | GLOSS__MAY_END | GLOSS__ENDS,
  TIME = GLOSS__TIME_NAME
};

static const gloss__form forms[] = {
    /* titles: a name follows */
    {"mm mme mmes mlle mlles dr drs pr prof mgr me mes st ste gal col cdt cne lt adj sgt vve jr "
     "sr mr mrs ms",
     TITLE},
    /* months, weekdays */
    {"janv févr fév avr juil août oct nov déc", END | TIME},
    {"lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin "
     "juillet septembre octobre novembre décembre heures",
     TIME},
    /* tails of names */
    {"inc corp ltd co bros cie éts ets", NAME | GLOSS__MAY_END},
    /* before numbers */
    {"sept p pp t n no nos art arts fig figs chap ch vol vols pl par al vers tél bp fol f l r v",
     NUMBER},
    /* running text */
    {"cf av apr env éd éds ed eds coll dir trad dép dépt bd boul pl sq hab quelq rem obs suiv "
     "sqq ss ibid id op cit loc réf réimpr rééd ill introd préf ms mss conf approx max min vs "
     "resp spéc adr append broch bull categ collab config doc édit encycl équiv éval exempl gouv "
     "graph hôp illustr imprim indus niv quart symb synth syst acoust anon dict dest abrév adj adv "
     "subst lat gr angl all ital esp fr anc mod p.ex par.ex "
     "ap",
     ABBR},
    {"etc", LAST},
    /* elisions; what is never cut */
    {"l d s qu n m t c j y jusqu lorsqu puisqu quoiqu", GLOSS__ELIDED},
    {"l'on l’on c'est-à-dire c’est-à-dire rendez-vous chez-moi chez-toi chez-nous chez-vous "
     "sauve-la-vie entre-nous",
     GLOSS__WHOLE},
    /* pronouns after their verb */
    {"je tu il elle on nous vous ils elles ce moi toi lui le la les leur y en t-il t-elle t-on "
     "t-ils t-elles t-y",
     GLOSS__ENCLITIC},
    {"h mn km m cm mm kg mg ml cl ha kw kwh mw hz khz mhz ghz kb mb gb ko mo go", GLOSS__UNIT},
    /* words that open sentences */
    {"le la les l' un une des du de il elle ils elles on nous vous je tu ce cet cette ces ceci "
     "cela ça c' d' dans en à au aux pour par avec sans sur sous vers chez mais et ou donc car "
     "or ni si quand lorsque lorsqu' comme selon après avant depuis pendant durant dès malgré "
     "afin ainsi alors aussi puis ensuite enfin cependant toutefois néanmoins pourtant "
     "toujours jamais ici là voici voilà qui que quoi qu' quel quelle quels quelles où comment "
     "pourquoi son sa ses leur leurs mon ma mes notre nos votre vos chaque tout toute tous "
     "toutes plusieurs certains certaines beaucoup aucun aucune celui celle ceux celles "
     "celui-ci celle-ci oui non merci bien très plus moins outre entre parmi contre grâce "
     "deux trois quatre n' j' s' y est sont",
     GLOSS__STARTER},
    /* verbs of saying */
    {"dit dis disait déclare déclara déclaré demande demanda répond répondit ajoute ajouta "
     "affirme affirma explique expliqua précise précisa souligne estime assure raconte "
     "cria écrit écrivit indique indiqué annonce annonça poursuit",
     GLOSS__SAYING}};

const gloss__language gloss__french = {
    "fr",
    "French",
    GLOSS__KEEP_HYPHENS | GLOSS__COMMA_DECIMALS | GLOSS__SPACED_GROUPS | GLOSS__CLOCKS |
        GLOSS__INITIAL_STOPS | GLOSS__ELISIONS | GLOSS__ENCLITICS | GLOSS__CUT_CLAUSES,
    forms,
    sizeof forms / sizeof forms[0],
    NULL,
    0};
