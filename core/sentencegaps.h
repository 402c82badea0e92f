/* sentencegaps.h -- the gaps between tokens that a model decides, and what it sees of them. */
#ifndef GLOSS_CORE_SENTENCEGAPS_H
#define GLOSS_CORE_SENTENCEGAPS_H

#include "sentence.h"
#include "sentencemodel.h"

/* A gap after token `left`, and what the rules say of it. */
typedef struct gloss__gap {
  uint32_t left;
  uint32_t first; /* token of the sentence so far */
  uint32_t stop;  /* the stop that the gap belongs to; GLOSS_NONE for none */
  uint32_t noise; /* tokens seldom seen in edited prose among the GLOSS__NOISE_WINDOW around it */
  gloss__stop kind;
  int inside; /* the rules take what follows to belong to the stop */
  int ends;   /* the rules end a sentence here */
  int quoted; /* a straight double quote is open */
} gloss__gap;

enum { GLOSS__NOISE_WINDOW = 34, GLOSS__NOISE_MIN = 2 };

/* Who decides a gap that the rules leave open; fn NULL is the rules. */
typedef struct gloss__judge {
  int (*fn)(void *data, const gloss__sentence_view *v, const gloss__gap *gap);
  void *data;
  int quiet; /* non-zero: gaps without a stop are asked of amid noise only */
} gloss__judge;

/* Takes the columns of a token layer. EARG for tokens without them. (sentence.c) */
gloss_status gloss__sentence_view_make(gloss__sentence_view *v, const gloss__lexicon *lexicon,
                                       gloss__newlines newlines, gloss_layer *tokens);

/* Sets a bit at each token that begins a sentence; those set before are hard bounds. ESTOP; scratch
** may be NULL. (sentence.c) */
gloss_status gloss__find_begins(const gloss__sentence_view *v, gloss__newlines newlines,
                                gloss__judge judge, uint64_t *begins, gloss_scratch *scratch);

/* Whether the rules' word on a gap is final; all others are for the judge. `quiet` as in a judge.
** (sentencegaps.c) */
int gloss__gap_certain(const gloss__sentence_view *v, const gloss__gap *gap, int quiet);

/* Tells most gaps at once: no mark on either side, no capital and no digit after it. */
static inline int gloss__gap_plain(const gloss__sentence_view *v, const gloss__gap *gap) {
  uint32_t i = gap->left;
  return gap->stop == GLOSS_NONE && v->kind[i] < GLOSS_PUNCT && v->kind[i + 1] < GLOSS_PUNCT &&
         !(v->shape[i + 1] & (GLOSS_INITIAL_CAP | GLOSS_DIGITS));
}

/* Whether a token that is no word is seldom seen in edited prose. (sentencegaps.c) */
int gloss__is_noise(const gloss__sentence_view *v, uint32_t i);

enum { GLOSS__FEATURES = 41 };

/* Gives the hash of a token in lower case, of its last bytes where it is long. (sentencefeatures.c) */
uint32_t gloss__word_hash(gloss_str token);

/* Writes the hashes of a gap's features. Looks at a bounded number of tokens around the gap; asks
** the model for the classes of words only. (sentencefeatures.c) */
void gloss__gap_features(const gloss__sentence_view *v, const gloss__sentence_model *model,
                         const gloss__gap *gap, uint32_t out[GLOSS__FEATURES]);

/* Gives what is added to the sum of a gap's weights: the rules' word, more of it in edited prose.
** (sentencefeatures.c) */
float gloss__gap_prior(const gloss__gap *gap);

/* Gives the model's score of a gap, the log odds that a sentence ends there. (sentencefeatures.c) */
float gloss__gap_score(const gloss__sentence_view *v, const gloss__sentence_model *model,
                       const gloss__gap *gap);

#endif
