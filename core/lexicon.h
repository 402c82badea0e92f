/* lexicon.h -- short forms with flags, found without regard to ASCII case; and language packs. */
#ifndef GLOSS_CORE_LEXICON_H
#define GLOSS_CORE_LEXICON_H

#include "gloss.h"

/* What is known of a form. Abbreviations are listed without their final stop. */
enum {
  GLOSS__ABBREVIATION = 1,  /* a final stop belongs to it */
  GLOSS__TITLE = 2,         /* a name follows: never ends a sentence */
  GLOSS__BEFORE_NUMBER = 4, /* an abbreviation only before a digit */
  GLOSS__CAPITAL_ONLY = 8,  /* an abbreviation only with an initial capital */
  GLOSS__MAY_END = 16,      /* an abbreviation that often ends a sentence */
  GLOSS__OPEN_END = 32,     /* at the end of a sentence its stop is a token of its own */
  GLOSS__PREFIX = 64,       /* keeps a hyphen after it */
  GLOSS__DOMAIN = 128,      /* a top-level domain */
  GLOSS__FILE_NAME = 256,   /* the extension of a file name */
  GLOSS__CLITIC = 512,      /* split off with the apostrophe before it */
  GLOSS__ELISION = 1024,    /* takes an apostrophe before it */
  GLOSS__STARTER = 2048,    /* often the first word of a sentence */
  GLOSS__TIME_NAME = 4096,  /* weekday, month or time zone */
  GLOSS__SAYING = 8192,     /* a verb of saying */
  GLOSS__NEWSGROUP = 16384, /* the first label of a newsgroup's name */
  GLOSS__UNIT = 32768,      /* split off a number it follows without a space */
  GLOSS__CALLERS = 65536    /* an abbreviation the caller gave */
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
  const char *name;
  const gloss__form *forms;
  size_t n_forms;
  const gloss__word_cut *cuts;
  size_t n_cuts;
} gloss__language;

extern const gloss__language gloss__english;
extern const gloss__form gloss__web_forms[]; /* domains, file names, units; no language's */
extern const size_t gloss__n_web_forms;

/* Returns the pack of a language, "en" for NULL; NULL when there is none. */
const gloss__language *gloss__language_find(const char *name);

typedef struct gloss__lexicon gloss__lexicon;

/* Makes a lexicon of a language's forms. */
gloss_status gloss__lexicon_new(gloss__lexicon **out, const gloss_alloc *alloc,
                                const gloss__language *language);
void gloss__lexicon_free(gloss__lexicon *lexicon, const gloss_alloc *alloc);

/* Adds flags to a form. GLOSS_ERANGE for an empty form or one over GLOSS__FORM_MAX bytes. */
gloss_status gloss__lexicon_add(gloss__lexicon *lexicon, const gloss_alloc *alloc, gloss_str form,
                                unsigned flags);

/* Returns the flags of a form, 0 for one that is not there. */
unsigned gloss__lexicon_find(const gloss__lexicon *lexicon, gloss_str form);

#endif
