/* lang_en.c -- English: abbreviations, prefixes, clitics, sentence starters. Data only. */
#include "lexicon.h"

enum {
  ABBR = GLOSS__ABBREVIATION,
  TITLE = GLOSS__ABBREVIATION | GLOSS__TITLE | GLOSS__CAPITAL_ONLY,
  NUMBER = GLOSS__ABBREVIATION | GLOSS__BEFORE_NUMBER,
  NAME = GLOSS__ABBREVIATION | GLOSS__CAPITAL_ONLY,
  END = GLOSS__ABBREVIATION | GLOSS__MAY_END,
  TIME = GLOSS__TIME_NAME
};

static const gloss__form forms[] = {
    /* titles: a name follows */
    {"mr mrs ms mx dr prof messrs mme mlle rt hon rev fr sr sra srta msgr gen lt col maj capt cpt "
     "cmdr cdr adm sgt pfc cpl pvt brig ens wo spc ssgt msgt tsgt sen sens rep reps gov govs "
     "pres amb supt insp det atty asst assoc dist gens lts cols profs drs revs adms capts sgts "
     "mt ft pte ald",
     TITLE},
    /* months, weekdays, time zones */
    {"jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thur thurs fri",
     NAME | TIME | GLOSS__MAY_END},
    {"sat sun", NUMBER | GLOSS__CAPITAL_ONLY | TIME},
    {"monday tuesday wednesday thursday friday saturday sunday january february march april "
     "may june july august september october november december est edt cst cdt mst mdt pst pdt "
     "gmt utc bst cet et ct pt",
     TIME},
    /* tails of names: companies, degrees, places */
    {"inc corp ltd co bros llc plc cos mfg intl univ dept assn st ave blvd rd hwy pkwy apt "
     "bldg ste sq ln ct pl ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md "
     "mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ont que alta "
     "sask",
     NAME | GLOSS__MAY_END},
    {"jr sr esq ph.d m.sc b.sc ed.d d.phil m.phil ll.b ll.m ll.d psy.d pharm.d", END},
    {"attn spec ass't", NAME},
    /* courts, statutes and reports */
    {"cal cir supp civ crim evid proc cong sess comm comp", NAME | GLOSS__MAY_END},
    {"stat rptr bankr dkt compl decl sup mem", NAME},
    {"id ibid fed.r fed.reg fed.cl fed.app fed.cir pub.l", ABBR},
    {"doc exh tr super ann reg regs", NUMBER | GLOSS__CAPITAL_ONLY},
    /* before numbers */
    {"rs no nos art arts fig figs sec secs ch chs chap chaps vol vols pp p pg eq eqs ex exs "
     "app tab ver para paras cap tel ext c cl vv ll n nn nr b d m r fl est oz lb lbs yds hr hrs "
     "min mins yr yrs mos wk wks",
     NUMBER},
    /* running text */
    {"v vs e.g i.e viz cf approx ca al resp incl excl esp ed eds trans repr orig eg ie a.k.a "
     "w.r.t op cit ff nb cert subd cmt lit sp spp subsp misc div arr lv arrv dep conf avg var pop",
     ABBR},
    {"a.m p.m etc", END | GLOSS__OPEN_END},
    /* hyphenated prefixes stay with their word */
    {"non e re anti pro pre co mid cross post over multi ex sub counter semi mini socio psycho "
     "intra macro ultra extra trans pseudo infra hyper bi tri de dis mis under super tele mega "
     "auto bio geo electro proto poly mono retro agro em arch",
     GLOSS__PREFIX},
    /* clitics, and words that lost their beginning */
    {"s m d re ve ll", GLOSS__CLITIC},
    {"em tis twas cause til till n bout round cos cuz nuff tween neath gainst", GLOSS__LEADING},
    /* units after a number: time, length, area, weight, volume, heat, power, data, money, counts */
    {"am pm ms sec secs min mins minutes hr hrs hours day days week weeks month months yr yrs year "
     "years nm um mm cm m km ft yd yds mi sqm sqft ha mg mcg g kg lb lbs oz ml cl dl l c f bar psi "
     "atm kpa mpa hpa w kw mw gw watt watts wh kwh mwh gwh v kv ma mah hz khz mhz ghz thz db j kj "
     "kcal cal hp bhp rpm mph kph kmh kmph kt kts kb mb gb tb pb kbps mbps gbps k mm mn mln b bn "
     "bln tn trn p pc pct bp bps ppm ppb x hh",
     GLOSS__UNIT},
    /* words that open sentences */
    {"the a an this that these those it he she they we you i there here his her their its our "
     "my your in on at for from with by after before when while where as if although though "
     "since because until unless during despite among under over but and or so yet however "
     "meanwhile moreover also then thus still what who why how which both some many most all "
     "each every no not now last other others another one two three several earlier later once "
     "even only instead nevertheless nonetheless furthermore additionally such to is are was "
     "were do does did has have can could would should please let according about well "
     "yes oh thanks thank everyone everybody nobody someone somebody anyone nothing something "
     "everything none neither either few much more",
     GLOSS__STARTER},
    /* verbs of saying */
    {"said says say asked asks told added adds replied shouted cried wrote writes declared "
     "announced exclaimed yelled screamed whispered muttered answered insisted warned noted "
     "called wondered demanded explained recalled joked laughed continued commented chanted "
     "thought howled began agreed moaned sighed gasped snapped roared bellowed urged",
     GLOSS__SAYING}};

static const gloss__word_cut cuts[] = {
    {"cannot", 3},  {"gonna", 3},    {"wanna", 3}, {"gotta", 3},  {"lemme", 3}, {"gimme", 3},
    {"dont", 2},    {"doesnt", 4},   {"didnt", 3}, {"wont", 2},   {"cant", 2},  {"couldnt", 5},
    {"wouldnt", 5}, {"shouldnt", 6}, {"isnt", 2},  {"arent", 3},  {"wasnt", 3}, {"werent", 4},
    {"hasnt", 3},   {"havent", 4},   {"hadnt", 3}, {"aint", 2},   {"im", 1},    {"ive", 1},
    {"thats", 4},   {"theyre", 4},   {"youre", 3}, {"theres", 5}, {"y'all", 2}, {"c'mon", 3},
    {"alot", 1},    {"outta", 3}};

const gloss__language gloss__english = {"en",
                                        "English",
                                        GLOSS__NEGATIONS | GLOSS__CAPITALS_END,
                                        forms,
                                        sizeof forms / sizeof forms[0],
                                        cuts,
                                        sizeof cuts / sizeof cuts[0]};
