/* sentencepoints.h -- what the splitter's passes must know of tokens, a bit each: which they look at,
** and what those see from afar. */
#ifndef GLOSS_CORE_SENTENCEPOINTS_H
#define GLOSS_CORE_SENTENCEPOINTS_H

#include "sentence.h"

/* Fills the bits of up to 64 tokens from `from` on, and clears what passes write. All kernels give
** what the scalar one does. */
typedef void (*gloss__sentence_points)(const gloss__sentence_view *v, uint32_t from,
                                       gloss__sentence_bits *out);
void gloss__sentence_points_scalar(const gloss__sentence_view *v, uint32_t from,
                                   gloss__sentence_bits *out);
void gloss__sentence_points_avx2(const gloss__sentence_view *v, uint32_t from,
                                 gloss__sentence_bits *out);
void gloss__sentence_points_avx512(const gloss__sentence_view *v, uint32_t from,
                                   gloss__sentence_bits *out);

/* Gives a bit for each of the 64 tokens from `from` on that is a number with a slash, a colon or a
** hyphen inside, among those of the bits given. */
uint64_t gloss__odd_numbers(const gloss__sentence_view *v, uint32_t from, uint64_t numbers);

/* Whether vectors may look at the 64 tokens: another follows, and the four bytes that end with the
** last of a token are of the text, at an offset that is no negative number. */
static inline int gloss__sentence_points_wide(const gloss__sentence_view *v, uint32_t from) {
  return v->n - from > 64 && v->starts[from] >= 3 && v->text.size <= INT32_MAX;
}

#endif
