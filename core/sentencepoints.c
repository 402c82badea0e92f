/* sentencepoints.c -- the search for the tokens that the splitter's pass must look at: its scalar
** form. */
#include "sentencepoints.h"

/* A token is a point for its first byte when it is a straight quote, and for its last when a stop
** ends with it; marks of several bytes are points whatever they are. */
static inline unsigned is_point(const gloss__sentence_view *v, uint32_t i) {
  char c = v->text.data[v->ends[i] - 1];
  unsigned mark = (c == '.') | (c == '!') | (c == '?') | (c == ';') | (c == '"');
  unsigned several = (v->kind[i] == GLOSS_PUNCT) & (v->ends[i] - v->starts[i] > 1);
  unsigned next = i + 1 < v->n ? v->space[i + 1] : 0;
  unsigned line = ((v->space[i] | next) & GLOSS_NEWLINE) != 0;
  return mark | several | line | (v->kind[i] == GLOSS_EMOJI);
}

uint64_t gloss__sentence_points_scalar(const gloss__sentence_view *v, uint32_t from) {
  uint32_t n = v->n - from < 64 ? v->n - from : 64;
  uint64_t bits = 0;
  for (uint32_t k = 0; k < n; k++) bits |= (uint64_t)is_point(v, from + k) << k;
  return bits;
}
