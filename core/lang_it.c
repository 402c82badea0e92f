/* lang_it.c -- Italian: abbreviations, elisions, sentence starters. Data only. */
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
    {"sig sigg sig.ra sig.na sig.ri dott dott.ssa dr dr.ssa prof prof.ssa proff avv ing arch geom "
     "rag cav comm mons on.le ill.mo ill.ma gent.mo gent.ma egr spett on",
     TITLE},
    {"sen gen col ten cap magg serg st ss fr mr mrs ms", TITLE | GLOSS__CAPITAL_ONLY},
    /* months, weekdays */
    {"genn febbr apr magg giu lug sett ott nov dic", END | TIME},
    {"lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile "
     "maggio "
     "giugno luglio agosto settembre ottobre novembre dicembre",
     TIME},
    /* tails of names */
    {"inc corp ltd co bros jr f.lli c.ia soc", NAME | GLOSS__MAY_END},
    /* before numbers */
    {"ago n nn nr num p pp pag pagg art artt vol voll cap capp fig figg tab tav tel par lett co c "
     "ed es sez",
     NUMBER},
    /* running text */
    {"cfr cf ca es sec secc v vd vs cit op ibid id trad ediz intr n.b n.d.a n.d.e n.d.r n.d.t "
     "o.d.g p.i d.p.r c.c.p mitt div p.es p.zza p.za v.le "
     "c.so l.go s.l ab abit prov reg fraz circ lat gr ingl fr ted sp min max int",
     ABBR},
    {"a.c d.c s.p.a s.r.l s.n.c s.a.s", END},
    {"ecc etc", LAST},
    /* elisions, also of numbers; names such as D'Alema and Dell'Utri are whole */
    {"l un c s m t v gl all coll nell sull pell agl degl dagl negl sugl quest quell bell brav buon "
     "sant grand mezz tutt cos com dov quand quant anch neanch nemmen nient senz null altr "
     "qualcun qualch ciascun nessun alcun cert cent vent trent quarant cinquant sessant settant "
     "ottant novant mill cinqu quattr or pover sott dopp contr perch ch n",
     GLOSS__ELIDED},
    {"d dell dall", GLOSS__ELIDED | GLOSS__LOWER_ONLY},
    /* truncations */
    {"po be mo to va fa da sta di de ne co ca vo pe su", GLOSS__TRIMMED},
    {"sta sto ste sti ndrangheta", GLOSS__LEADING},
    /* words that open sentences */
    {"il lo la i gli le l' un uno una un' del dello della dell' dei degli delle nel nella nell' "
     "nei negli nelle al allo alla all' ai agli alle dal dalla dall' dai sul sulla sull' in di a "
     "da con su per tra fra ma e ed o se non che chi cosa come dove quando mentre perché poiché "
     "anche inoltre infatti quindi dunque così poi dopo prima oggi ieri ora qui lì egli ella "
     "esso essa loro lui lei io tu noi voi questo questa questi queste quest' quello quella "
     "quelli quelle si ci vi è sono era erano fu furono ha hanno aveva suo sua suoi sue mio mia "
     "nostro nostra ogni tutto tutta tutti tutte molti molte alcuni alcune due tre quattro "
     "secondo durante sotto sopra senza verso fino già più meno sì no grazie tuttavia però",
     GLOSS__STARTER},
    /* verbs of saying */
    {"disse dice dicono ha dichiarò dichiara affermò afferma spiegò spiega aggiunse aggiunge "
     "chiese "
     "rispose risponde sottolineò precisò osservò commentò scrisse gridò esclamò annunciò",
     GLOSS__SAYING}};

const gloss__language gloss__italian = {"it",
                                        "Italian",
                                        GLOSS__KEEP_HYPHENS | GLOSS__COMMA_DECIMALS |
                                            GLOSS__INITIAL_STOPS | GLOSS__ELISIONS |
                                            GLOSS__CUT_CLAUSES,
                                        forms,
                                        sizeof forms / sizeof forms[0],
                                        NULL,
                                        0};
