/* sentencegaps.h -- the gaps between tokens that a model decides, and what it sees of them. */
#ifndef GLOSS_CORE_SENTENCEGAPS_H
#define GLOSS_CORE_SENTENCEGAPS_H

#include "bits.h"
#include "sentence.h"

/* NOISE_MIN odd tokens among the NOISE_WINDOW around a gap are noise. */
enum { GLOSS__NOISE_WINDOW = 34, GLOSS__NOISE_MIN = 2, GLOSS__GAPS = 16 };

/* Who decides the gaps that the rules leave open: fn gets up to GLOSS__GAPS at a time, in order, and
** gives their scores; one above 0 ends a sentence. */
typedef struct gloss__judge {
  void (*fn)(void *data, const gloss__sentence_view *v, const gloss__gap *gaps, uint32_t n,
             float *scores);
  void *data;
} gloss__judge;

/* Asks a judge about the gaps that the rules leave open, from token `from` on, and revises the marks
** by its verdicts. The view has its bits. ENOMEM, ESTOP. (sentencejudge.c) */
gloss_status gloss__judge_gaps(const gloss__sentence_view *v, uint32_t from, gloss__judge judge,
                               gloss__begins *b, gloss_scratch *scratch);

/* Whether the rules' word on the gap of a stop is final by the tokens beside it; all others are for
** the judge. (sentencegaps.c) */
int gloss__gap_certain(const gloss__sentence_view *v, const gloss__gap *gap);

/* Whether the rules' word is final because a word that often opens sentences comes next: a look
** into the lexicon, for the gaps that are amid noise. (sentencegaps.c) */
int gloss__gap_opens(const gloss__sentence_view *v, const gloss__gap *gap);

/* Gives bits of the 64 tokens from `base` on, a multiple of 64, after which there is no stop, but the
** rules leave open whether a sentence ends. (sentencegaps.c) */
uint64_t gloss__open_gaps(const gloss__sentence_view *v, const uint64_t *begins, uint32_t base);

/* Gives one sort of bits of the 64 tokens from i on, and of the 64 before i, the last uppermost. */
#define GLOSS__BITS_FROM(v, sort, i)                                                               \
  gloss__shift_bits((v)->bits[(i) / 64].sort, (v)->bits[(i) / 64 + 1].sort, (i) % 64)
#define GLOSS__BITS_BEFORE(v, sort, i)                                                             \
  gloss__shift_bits((i) < 64 ? 0 : (v)->bits[(i) / 64 - 1].sort, (v)->bits[(i) / 64].sort, (i) % 64)

/* Gives one sort of bits of the GLOSS__NOISE_WINDOW tokens around the gap after token i. */
#define GLOSS__BITS_AROUND(v, sort, i)                                                             \
  (GLOSS__BITS_FROM(v, sort, gloss__window_start(i)) & gloss__window_mask(i))

static inline uint32_t gloss__window_start(uint32_t i) {
  return i + 1 < GLOSS__NOISE_WINDOW / 2 ? 0 : i + 1 - GLOSS__NOISE_WINDOW / 2;
}

static inline uint64_t gloss__window_mask(uint32_t i) {
  return (UINT64_C(1) << (i + 1 + GLOSS__NOISE_WINDOW / 2 - gloss__window_start(i))) - 1;
}

enum { GLOSS__FEATURES = 25 };

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
