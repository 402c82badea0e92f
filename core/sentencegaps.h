/* sentencegaps.h -- the gaps between tokens that a model decides, and what it sees of them. */
#ifndef GLOSS_CORE_SENTENCEGAPS_H
#define GLOSS_CORE_SENTENCEGAPS_H

#include "sentence.h"

/* A gap after token `left`, and what the rules say of it. */
typedef struct gloss__gap {
  uint32_t left;
  uint32_t first; /* token of the sentence so far, by the rules */
  uint32_t stop;  /* the stop that the gap belongs to; GLOSS_NONE for none */
  uint32_t noise; /* tokens seldom seen in edited prose among the GLOSS__NOISE_WINDOW around it */
  gloss__stop kind;
  int inside; /* the rules take what follows to belong to the stop */
  int ends;   /* the rules end a sentence here */
  int quoted; /* a straight double quote is open */
} gloss__gap;

enum { GLOSS__NOISE_WINDOW = 34, GLOSS__NOISE_MIN = 2, GLOSS__GAPS = 16 };

/* Who decides the gaps that the rules leave open: fn gets up to GLOSS__GAPS at a time, in order, and
** gives their scores; one above 0 ends a sentence. */
typedef struct gloss__judge {
  void (*fn)(void *data, const gloss__sentence_view *v, const gloss__gap *gaps, uint32_t n,
             float *scores);
  void *data;
  int quiet; /* non-zero: gaps without a stop are asked of amid noise only */
} gloss__judge;

/* Asks a judge about the gaps that the rules leave open, from token `from` on, and revises the marks
** by its verdicts. ENOMEM, ESTOP. (sentencejudge.c) */
gloss_status gloss__judge_gaps(const gloss__sentence_view *v, uint32_t from,
                               gloss__sentence_state state, gloss__judge judge, gloss__begins *b,
                               gloss_scratch *scratch);

/* Whether the rules' word on a gap is final; all others are for the judge. `quiet` as in a judge.
** (sentencegaps.c) */
int gloss__gap_certain(const gloss__sentence_view *v, const gloss__gap *gap, int quiet);

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

/* A judge's function, `data` a gloss__sentence_model: the log odds that sentences end at gaps.
** (sentencefeatures.c) */
void gloss__ask_model(void *data, const gloss__sentence_view *v, const gloss__gap *gaps, uint32_t n,
                      float *scores);

#endif
