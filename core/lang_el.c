/* lang_el.c -- Greek: abbreviations, elisions, sentence starters. Data only. */
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
    /* a name follows */
    {"κ κκ κος κα δρ καθηγ υπ στρ ταξ λοχ αγ οσ μητρ αρχιμ πρωθ", TITLE},
    /* months, weekdays */
    {"ιαν φεβ φεβρ μαρ απρ ιουν ιουλ αυγ σεπ σεπτ οκτ νοε νοεμ δεκ", NAME | TIME},
    {"δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή ιανουαρίου φεβρουαρίου μαρτίου "
     "απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
     TIME},
    /* before numbers */
    {"σελ σ αρ αριθ άρθ παρ κεφ τόμ τχ εικ πίν τηλ εδ στ φ", NUMBER},
    /* running text */
    {"βλ πρβλ δηλ λ.χ ιδ ό.π εκδ επιμ μτφρ μετ χλμ χμ χιλ χλγ εκ μ γρ τ τετρ κυβ ώρ λεπ δευτ "
     "δισ εκατ τρισ δρχ ευρ περ αι αντ λεωφ πλ οδ ν αρχ αγγλ γαλλ γερμ ιταλ λατ ρωσ τουρκ ελλ "
     "βυζ γεν πληθ εν μτχ τ.ε σ.σ σ.τ.μ γ.γ ύψ πλάτ μήκ βάθ",
     ABBR},
    {"π.χ μ.χ τ.μ τ.χλμ π.μ μ.μ", END},
    {"κλπ κτλ κ.λπ κ.τ.λ κ.ά κ.α κ.ο.κ κ.τ.ό", LAST},
    /* elisions, and words that lost their beginning */
    {"απ αφ κατ καθ μετ μεθ παρ αντ ανθ επ εφ υπ υφ δι αλλ σ ν γι θ τ μ ξ κ στ είν ούτ μήτ τόσ "
     "όσ όλ πόσ ποτ πάντ τίποτ έν κάν κάτ μέσ πάν δώσ φέρ άσ δ",
     GLOSS__ELIDED},
    {"ναι χω χεις χει χουμε χετε χουν χα χε χαν μαι σαι ταν μουν σουν μαστε στε ρθω ρθει ρθε "
     "ρχεται πα πες",
     GLOSS__CLITIC},
    /* words that open sentences */
    {"ο η το οι τα του της των τον την τους τις ένας μία μια ένα αυτός αυτή αυτό αυτοί αυτές αυτά "
     "εκείνος εγώ εσύ εμείς εσείς στο στη στην στον στους στις στα σε με από για προς κατά μετά "
     "πριν μέχρι ως όπως αλλά και κι ή αν όταν ενώ επειδή γιατί διότι όμως ωστόσο επίσης ακόμα "
     "ακόμη τότε τώρα σήμερα χθες εδώ εκεί έτσι λοιπόν δεν μην θα να ας πώς πού πότε ποιος ποια "
     "ποιο τι όλοι όλες όλα κάθε πολλοί πολλές πολλά μερικοί άλλοι δύο τρεις τρία είναι ήταν "
     "έχει έχουν είχε υπάρχει υπάρχουν σύμφωνα παρά χωρίς μεταξύ εκτός κύριε κύριοι",
     GLOSS__STARTER},
    /* verbs of saying */
    {"είπε λέει είπαν δήλωσε δηλώνει ρώτησε απάντησε τόνισε ανέφερε πρόσθεσε υποστήριξε έγραψε "
     "φώναξε σημείωσε ανακοίνωσε εξήγησε",
     GLOSS__SAYING}};

const gloss__language gloss__greek = {
    "el",
    "Greek",
    GLOSS__KEEP_HYPHENS | GLOSS__COMMA_DECIMALS | GLOSS__INITIAL_STOPS | GLOSS__WHOLE_PERCENTS |
        GLOSS__GREEK_NUMERALS | GLOSS__ELISIONS | GLOSS__GREEK_STOPS,
    forms,
    sizeof forms / sizeof forms[0],
    NULL,
    0};
