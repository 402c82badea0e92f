/* lang_de.c -- German: abbreviations, clitics, sentence starters. Hyphenated compounds are cut at
** their hyphens, as in UD German-GSD. Data only. */
#include "lexicon.h"

enum {
  ABBR = GLOSS__ABBREVIATION,
  TITLE = GLOSS__ABBREVIATION | GLOSS__TITLE | GLOSS__CAPITAL_ONLY,
  NUMBER = GLOSS__ABBREVIATION | GLOSS__BEFORE_NUMBER | GLOSS__CAPITAL_ONLY,
  NAME = GLOSS__ABBREVIATION | GLOSS__CAPITAL_ONLY,
  END = GLOSS__ABBREVIATION | GLOSS__MAY_END,
  LAST = GLOSS__ABBREVIATION | GLOSS__MAY_END | GLOSS__ENDS,
  TIME = GLOSS__TIME_NAME
};

static const gloss__form forms[] = {
    /* titles: a name follows */
    {"dr prof hr hrn fr frl mag ing dipl st sr jr oblt lt hptm obstlt pfr bgm rev priv doz "
     "mr mrs ms mme mlle",
     TITLE},
    {"h.c rer nat phil med jur habil theol pol", ABBR},
    {"gen", GLOSS__ABBREVIATION | GLOSS__BEFORE_NAME | GLOSS__CAPITAL_ONLY},
    /* months, weekdays */
    {"jän feb febr mrz apr jun jul aug sep sept okt nov dez", NAME | TIME | GLOSS__MAY_END},
    {"montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar jänner februar "
     "märz april mai juni juli august september oktober november dezember uhr mez mesz",
     TIME},
    /* nouns, which have a capital */
    {"min nr nrn tel bd bde abt anm aufl ausg bl br bsp chr az std sek stk mio mrd tsd "
     "mill jg jgg fa fam verf hrsg hg übers vors ver bez kfz str pl hbf bhf zi whg eg og ug "
     "betr verl vgl red anl ztr abw adr bibl "
     "dipl.-ing dipl.-kfm dtzd einh erf folg gebr ges hptst inh konv obj pfd proz "
     "reg.-bez "
     "spezif wg co inc corp ltd bros jh jhd jhdt jahrh",
     NAME},
    {"str nr pl abt abb tab", GLOSS__COMPOUND},
    {"jan art abs abb kap tab s fn ziff lit kl op § rn rz rdnr pos max", NUMBER},
    /* running text */
    {"bzw bspw ca evtl eventl ggf ggfs inkl exkl einschl ausschl zzgl abzgl vgl sog "
     "ehem geb gest gegr verh verw lt rd mind allg bes entspr jew dt engl franz frz ital span "
     "lat griech österr schweiz russ amerik röm kath ev evang prot luth ff ebd dgl "
     "desgl vorm nachm mtl jährl tägl wöchentl urspr stellv gez beil resp rsp insb insbes "
     "etwa i.allg z.hd z.zt z.z z.tl z.b z.t d.h d.i d.j d.ä i.a i.b i.d i.d.r i.e.s i.h i.j i.r "
     "i.v i.w "
     "m.e m.w o.a o.g s.a s.o s.u u.g u.u v.a v.h v.t a.d a.m a.a.o a.rh p.adr e.h e.wz k.u.k "
     "kgl eigtl erw gek gesch hpts kfm schles schwäb südd möbl näml gedr ursprüngl z d h i u o v n "
     "b ä a",
     ABBR},
    {"u.a u.a.m u.v.a u.v.m u.dgl u.ä o.ä e.v m.w.st v.chr n.chr u.z v.u.z n.u.z v.d.z d.gr i.tr",
     END},
    {"usw usf etc", LAST},
    /* clitics, and articles that lost their beginning */
    {"s", GLOSS__CLITIC},
    {"n ne nen nem ner nes ran rein raus rauf runter rum", GLOSS__LEADING},
    /* words that open sentences */
    {"der die das den dem ein eine einen einem einer er sie es wir ich ihr man du in im am an "
     "auf bei beim mit nach von vom zu zum zur aus für doch aber und oder auch so da dann denn "
     "dort hier wenn als ob obwohl weil während seit trotz wegen durch um nur noch nun jetzt "
     "heute gestern damit dabei dafür dagegen dazu danach daher deshalb deswegen trotzdem "
     "dennoch jedoch allerdings außerdem zudem ebenso sowie diese dieser dieses diesen diesem "
     "jede jeder jedes alle viele einige manche mein meine unser unsere sein seine seinen ihre "
     "ihren wer was wie wo warum wann welche bis nicht kein keine ist sind war waren hat haben "
     "wird werden kann können soll sollte möchte ja nein bitte danke leider schon sehr ganz "
     "zwar zuletzt später früher laut gegen ohne über unter vor zwischen hinter neben",
     GLOSS__STARTER},
    /* verbs of saying */
    {"sagte sagt sagten fragte fragt rief meinte meint erklärte erklärt antwortete schrieb "
     "betonte fügte berichtete versicherte warnte kündigte forderte lobte kritisierte räumte "
     "bestätigte",
     GLOSS__SAYING}};

const gloss__language gloss__german = {"de",
                                       "German",
                                       GLOSS__KEEP_RANGES | GLOSS__COMMA_DECIMALS |
                                           GLOSS__ORDINAL_STOPS | GLOSS__INITIAL_STOPS |
                                           GLOSS__LONE_MARKS | GLOSS__CUT_CLAUSES,
                                       forms,
                                       sizeof forms / sizeof forms[0],
                                       NULL,
                                       0};
