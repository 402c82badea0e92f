/* sentencepoints.h -- the tokens that the splitter's pass must look at: possible stops, straight
** quotes, and what begins or ends a line; of English, one in fourteen. */
#ifndef GLOSS_CORE_SENTENCEPOINTS_H
#define GLOSS_CORE_SENTENCEPOINTS_H

#include "sentence.h"

/* Gives a bit for each of up to 64 tokens from `from` on: set where the pass must look, and at some
** more. All kernels give what the scalar one does. */
typedef uint64_t (*gloss__sentence_points)(const gloss__sentence_view *v, uint32_t from);
uint64_t gloss__sentence_points_scalar(const gloss__sentence_view *v, uint32_t from);
uint64_t gloss__sentence_points_avx2(const gloss__sentence_view *v, uint32_t from);

/* Whether vectors may look at the 64 tokens: another follows, and the four bytes that end with the
** last of a token are of the text, at an offset that is no negative number. */
static inline int gloss__sentence_points_wide(const gloss__sentence_view *v, uint32_t from) {
  return v->n - from > 64 && v->starts[from] >= 3 && v->text.size <= INT32_MAX;
}

#endif
