/* lexicon.h -- short forms with flags, found without regard to case; and language packs. A pack is
** data: forms, words to cut, and rules that hold for the whole language. */
#ifndef GLOSS_CORE_LEXICON_H
#define GLOSS_CORE_LEXICON_H

#include "gloss.h"

/* What is known of a form. Abbreviations are listed without their final stop. */
enum {
  GLOSS__ABBREVIATION = 1,     /* a final stop belongs to it */
  GLOSS__TITLE = 2,            /* a name follows: never ends a sentence */
  GLOSS__BEFORE_NUMBER = 4,    /* an abbreviation only before a digit */
  GLOSS__CAPITAL_ONLY = 8,     /* an abbreviation only with an initial capital */
  GLOSS__MAY_END = 16,         /* an abbreviation that often ends a sentence */
  GLOSS__OPEN_END = 32,        /* at the end of a sentence its stop is a token of its own */
  GLOSS__PREFIX = 64,          /* keeps a hyphen after it */
  GLOSS__DOMAIN = 128,         /* a top-level domain */
  GLOSS__FILE_NAME = 256,      /* the extension of a file name */
  GLOSS__CLITIC = 512,         /* split off with the apostrophe before it */
  GLOSS__LEADING = 1024,       /* takes an apostrophe before it: 'tis, 's morgens, 'ναι */
  GLOSS__STARTER = 2048,       /* often the first word of a sentence */
  GLOSS__TIME_NAME = 4096,     /* weekday, month or time zone */
  GLOSS__SAYING = 8192,        /* a verb of saying */
  GLOSS__NEWSGROUP = 16384,    /* the first label of a newsgroup's name */
  GLOSS__UNIT = 32768,         /* split off a number it follows without a space */
  GLOSS__CALLERS = 65536,      /* an abbreviation the caller gave */
  GLOSS__ELIDED = 131072,      /* keeps the apostrophe after it, and ends there: l', dell' */
  GLOSS__LOWER_ONLY = 262144,  /* elided only when it or the word after it is in lower case */
  GLOSS__TRIMMED = 524288,     /* keeps the apostrophe after it when no word follows: po' */
  GLOSS__ENCLITIC = 1048576,   /* split off at the end of a word, with the hyphen before it: -il */
  GLOSS__WHOLE = 2097152,      /* never cut at the marks inside it */
  GLOSS__AFTER_WORD = 4194304, /* an abbreviation only when no number stands before it */
  GLOSS__BEFORE_NAME = 16777216, /* an abbreviation before a capital that opens no sentence */
  GLOSS__ENDS = 33554432,        /* an abbreviation after which a capital begins a sentence */
  GLOSS__CONTINUES = 67108864,   /* goes on with the sentence that a quotation before it is of */
  GLOSS__CURRENCY = 8388608,     /* with an initial capital, split off a number that follows it */
  GLOSS__COMPOUND = 134217728,   /* ends longer words, with a stop before a number: Hauptstr. 5 */
  GLOSS__PAIR = 268435456        /* two words that no sentence's end parts: sentenceforms.h */
};

/* What holds for a whole language; flags. */
enum {
  GLOSS__KEEP_HYPHENS = 1,     /* words with hyphens are whole */
  GLOSS__KEEP_RANGES = 2,      /* digits with a hyphen between them are whole: 1990-1995 */
  GLOSS__COMMA_DECIMALS = 4,   /* 3,5 */
  GLOSS__SPACED_GROUPS = 8,    /* 25 000 is one token */
  GLOSS__ORDINAL_STOPS = 16,   /* 3. is a token before a word */
  GLOSS__INITIAL_STOPS = 32,   /* a capital letter keeps its stop before any word */
  GLOSS__NEGATIONS = 64,       /* n't is split off */
  GLOSS__WHOLE_PERCENTS = 128, /* 30% is one token */
  GLOSS__LONE_MARKS = 256,     /* !! is two tokens */
  GLOSS__GREEK_NUMERALS = 512, /* Β' is one token */
  GLOSS__ELISIONS = 1024,      /* has forms that keep an apostrophe before white space */
  GLOSS__ENCLITICS = 2048,     /* has enclitics with hyphens */
  GLOSS__CAPITALS_END = 4096,  /* before a capital a capital abbreviation is a word: with Al. He */
  GLOSS__CLOCKS = 8192,        /* 20h30 is three tokens */
  GLOSS__GREEK_STOPS = 16384,  /* a semicolon asks, a raised stop parts sentences */
  GLOSS__CUT_CLAUSES = 32768   /* a capital that opens sentences does so after a semicolon too */
};

enum { GLOSS__FORM_MAX = 32 }; /* bytes of the longest form */

/* Forms parted by single spaces, and their flags. */
typedef struct gloss__form {
  const char *texts;
  unsigned flags;
} gloss__form;

/* A word without a mark inside that is two tokens: "cannot" at 3. */
typedef struct gloss__word_cut {
  const char *text;
  unsigned at;
} gloss__word_cut;

/* What the core knows of a language. */
typedef struct gloss__language {
  const char *name;    /* ISO 639-1, or "und": any other */
  const char *english; /* its English name */
  unsigned rules;
  const gloss__form *forms;
  size_t n_forms;
  const gloss__word_cut *cuts;
  size_t n_cuts;
} gloss__language;

extern const gloss__language gloss__chinese, gloss__dutch, gloss__english, gloss__french,
    gloss__german, gloss__greek, gloss__italian, gloss__japanese, gloss__portuguese, gloss__russian,
    gloss__spanish, gloss__undetermined;
extern const gloss__form gloss__web_forms[]; /* domains, file names; no language's */
extern const size_t gloss__n_web_forms;

/* Gives the pack of a language, English for NULL. EARG for one there is none of, with a message
** that lists what there is and says which name is nearest. (language.c) */
gloss_status gloss__language_choose(const gloss__language **out, const char *name,
                                    gloss_error *err);

typedef struct gloss__lexicon gloss__lexicon;

/* Makes a lexicon of a language's forms. */
gloss_status gloss__lexicon_new(gloss__lexicon **out, const gloss_alloc *alloc,
                                const gloss__language *language);
void gloss__lexicon_free(gloss__lexicon *lexicon, const gloss_alloc *alloc);

/* Adds flags to a form of valid UTF-8. GLOSS_ERANGE for an empty form or one over GLOSS__FORM_MAX
** bytes. */
gloss_status gloss__lexicon_add(gloss__lexicon *lexicon, const gloss_alloc *alloc, gloss_str form,
                                unsigned flags);

/* Writes the lower case of a form of up to GLOSS__FORM_MAX bytes, as many bytes, and zeros: what forms
** are compared by. */
void gloss__lexicon_fold(gloss_str form, char out[GLOSS__FORM_MAX]);

/* Returns the flags of a form, 0 for one that is not there. Most other words are told by their
** first byte, last byte and length. */
unsigned gloss__lexicon_find(const gloss__lexicon *lexicon, gloss_str form);

enum { GLOSS__PLACE_BITS = 14 };

/* Where forms may be, a bit a place: most others are at places without one. */
typedef struct gloss__form_set {
  uint64_t bits[(1 << GLOSS__PLACE_BITS) / 64];
} gloss__form_set;

/* Give the set of all abbreviations, and that of all prefixes; borrowed. */
const gloss__form_set *gloss__lexicon_abbreviations(const gloss__lexicon *lexicon);
const gloss__form_set *gloss__lexicon_prefixes(const gloss__lexicon *lexicon);

/* Gives five bits of a byte: case and non-ASCII characters make no difference. */
static inline uint32_t gloss__five_bits(char c) { return (unsigned char)c < 0x80 ? c & 31u : 0; }

/* Gives the place of a form by its size and five bits of its first and its two last bytes. */
static inline unsigned gloss__place_of(uint32_t first, uint32_t second_last, uint32_t last,
                                       size_t size) {
  uint32_t x = first | last << 5 | second_last << 10 | (uint32_t)size << 15;
  return x * UINT32_C(0x9E3779B1) >> (32 - GLOSS__PLACE_BITS);
}

/* Gives the place of a form of at least one byte. */
static inline unsigned gloss__form_place(const char *form, size_t size) {
  return gloss__place_of(gloss__five_bits(form[0]), gloss__five_bits(form[size - 1 - (size > 1)]),
                         gloss__five_bits(form[size - 1]), size);
}

/* The flags of a form that has one of the wanted ones, 0 for all others: a first look rejects most
** of them. */
unsigned gloss__lexicon_match(const gloss__lexicon *lexicon, gloss_str form, unsigned wanted);

/* Gives the flags of all forms together. */
unsigned gloss__lexicon_flags(const gloss__lexicon *lexicon);

/* Whether an abbreviation may end in a word, a stop and another word, neither empty: a first look
** that rejects most. */
int gloss__lexicon_joins(const gloss__lexicon *lexicon, gloss_str word, gloss_str last);

/* Gives a hash of all forms and their flags, whatever the order they were added in. */
uint64_t gloss__lexicon_hash(const gloss__lexicon *lexicon);

/* Add the caller's abbreviations ("Abt.") and affixes (elisions "l'", clitics "'ll", enclitics
** "-il"), and to *rules what they need. EARG with a message for one without its mark. (forms.c) */
gloss_status gloss__add_abbreviations(gloss__lexicon *lexicon, const gloss_alloc *alloc,
                                      const gloss_str *forms, size_t n, unsigned *rules,
                                      gloss_error *err);
gloss_status gloss__add_affixes(gloss__lexicon *lexicon, const gloss_alloc *alloc,
                                const gloss_str *forms, size_t n, unsigned *rules,
                                gloss_error *err);

/* The same for words that often start a sentence. */
gloss_status gloss__add_starters(gloss__lexicon *lexicon, const gloss_alloc *alloc,
                                 const gloss_str *forms, size_t n, gloss_error *err);

#endif
