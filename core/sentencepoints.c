/* sentencepoints.c -- what the splitter's passes know of tokens, a bit each: the scalar form. */
#include "sentencepoints.h"

/* What one token is, a flag for each of the bits. */
typedef struct flags {
  unsigned point, space, blank, mark, capital, digit, number, stop, odd;
} flags;

uint64_t gloss__odd_numbers(const gloss__sentence_view *v, uint32_t from, uint64_t numbers) {
  uint64_t odd = 0;
  for (; numbers != 0; numbers &= numbers - 1) {
    unsigned k = (unsigned)__builtin_ctzll(numbers), found = 0;
    for (uint32_t at = v->starts[from + k]; at < v->ends[from + k]; at++) {
      char c = v->text.data[at];
      found |= (c == '/') | (c == ':') | (c == '-');
    }
    odd |= (uint64_t)found << k;
  }
  return odd;
}

/* A token is a point for its last byte when that is a straight quote or a stop ends with it; marks
** of several bytes are points whatever they are. A hyphen is odd only beside white space. */
static inline flags look(const gloss__sentence_view *v, uint32_t i) {
  char c = v->text.data[v->ends[i] - 1];
  unsigned kind = v->kind[i], shape = v->shape[i], space = v->space[i];
  unsigned punct = kind == GLOSS_PUNCT, several = v->ends[i] - v->starts[i] > 1;
  unsigned next = i + 1 < v->n ? v->space[i + 1] : 0;
  unsigned stop = (c == '.') | (c == '!') | (c == '?');
  unsigned always = (c == '*') | (c == '_') | (c == '!');
  unsigned alone = (c == ':') | (c == '/') | ((c == '-') & (space != 0 || next != 0));
  unsigned repeated = (c == '.') | (c == '?') | (c == '=');
  flags f = {.space = space != 0,
             .blank = (space & GLOSS_BLANK_LINE) != 0,
             .mark = kind >= GLOSS_PUNCT,
             .capital = (shape & GLOSS_INITIAL_CAP) != 0,
             .digit = (shape & GLOSS_DIGITS) != 0,
             .number = (kind == GLOSS_NUMERAL) & several,
             .stop = punct & stop};
  f.point = stop | (c == ';') | (c == '"') | (punct & several) |
            (((space | next) & GLOSS_NEWLINE) != 0) | (kind == GLOSS_EMOJI);
  f.odd = (kind >= GLOSS_SIGN) | (punct & (always | (several ? repeated : alone)));
  return f;
}

void gloss__sentence_points_scalar(const gloss__sentence_view *v, uint32_t from,
                                   gloss__sentence_bits *out) {
  uint32_t n = v->n - from < 64 ? v->n - from : 64;
  uint64_t numbers = 0;
  *out = (gloss__sentence_bits){0};
  for (uint32_t k = 0; k < n; k++) {
    flags f = look(v, from + k);
    out->points |= (uint64_t)f.point << k;
    out->spaces |= (uint64_t)f.space << k;
    out->blanks |= (uint64_t)f.blank << k;
    out->marks |= (uint64_t)f.mark << k;
    out->capitals |= (uint64_t)f.capital << k;
    out->digits |= (uint64_t)f.digit << k;
    out->stops |= (uint64_t)f.stop << k;
    out->odd |= (uint64_t)f.odd << k;
    numbers |= (uint64_t)f.number << k;
  }
  out->odd |= gloss__odd_numbers(v, from, numbers);
}
