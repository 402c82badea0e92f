/* sentencemarks.c -- what single tokens are to the splitter: stops, openers, closers. Marks of all
** scripts are known by their Unicode properties, not by lists. */
#include "sentence.h"

#include <string.h>

#include "utf8.h"

/* Gives the first code point of token i. */
static uint32_t first_of(const gloss__sentence_view *v, uint32_t i, uint32_t *length) {
  return gloss__utf8_decode(v->text.data + v->starts[i], length);
}

/* ---- Stops ---- */

/* Whether the full stop at token i ends an abbreviation of the caller's. */
static int ends_callers_abbreviation(const gloss__sentence_view *v, uint32_t i) {
  if (i == 0 || v->space[i] != 0) return 0;
  return gloss__lexicon_match(v->lexicon, gloss__token_text(v, i - 1), GLOSS__CALLERS) != 0;
}

/* Says what stop a mark is that begins with a character beyond ASCII: by its property Sentence_Break,
** which leaves out the Greek question mark and raised stop and, before Unicode 16, Khmer's stops. */
static gloss__stop wide_stop(const gloss__sentence_view *v, uint32_t i) {
  uint32_t length, c = first_of(v, i, &length);
  int greek = (v->rules & GLOSS__GREEK_STOPS) != 0;
  switch (c) {
  case 0x37E:
  case 0x17D4:
  case 0x17D5: return GLOSS__STOP_MARK;
  case 0xB7:
  case 0x387: return greek ? GLOSS__STOP_RAISED : GLOSS__STOP_NONE;
  case 0x2025:
  case 0x2026: return GLOSS__STOP_ELLIPSIS;
  default: break;
  }
  switch (gloss__sentence_break(c)) {
  case GLOSS__SB_STERM: return GLOSS__STOP_MARK;
  case GLOSS__SB_ATERM: return GLOSS__STOP_FULL;
  default: return GLOSS__STOP_NONE;
  }
}

/* The same for any punctuation but a single full stop. */
static gloss__stop mark_stop(const gloss__sentence_view *v, uint32_t i) {
  gloss_str token = gloss__token_text(v, i);
  if (memchr(token.data, '!', token.size) || memchr(token.data, '?', token.size))
    return GLOSS__STOP_MARK;
  unsigned char first = (unsigned char)token.data[0];
  if (first == '.') return GLOSS__STOP_ELLIPSIS;
  if (first >= 0x80) return wide_stop(v, i);
  if (first != ';' || token.size != 1) return GLOSS__STOP_NONE;
  return v->rules & GLOSS__GREEK_STOPS   ? GLOSS__STOP_MARK
         : v->rules & GLOSS__CUT_CLAUSES ? GLOSS__STOP_SEMICOLON
                                         : GLOSS__STOP_NONE;
}

gloss__stop gloss__stop_at(const gloss__sentence_view *v, uint32_t i) {
  gloss_str token = gloss__token_text(v, i);
  switch (v->kind[i]) {
  case GLOSS_EMOJI: return GLOSS__STOP_FACE;
  case GLOSS_PUNCT:
    if (token.size != 1 || token.data[0] != '.') return mark_stop(v, i);
    return ends_callers_abbreviation(v, i) ? GLOSS__STOP_ABBREVIATION : GLOSS__STOP_FULL;
  case GLOSS_WORD:
  case GLOSS_NUMERAL:
    if (token.size < 2 || token.data[token.size - 1] != '.') return GLOSS__STOP_NONE;
    return v->kind[i] == GLOSS_WORD ? GLOSS__STOP_ABBREVIATION : GLOSS__STOP_ORDINAL;
  default: return GLOSS__STOP_NONE;
  }
}

int gloss__is_terminator(const gloss__sentence_view *v, uint32_t i) {
  switch (gloss__is_stop(v, i)) {
  case GLOSS__STOP_FULL:
  case GLOSS__STOP_MARK:
  case GLOSS__STOP_ELLIPSIS:
  case GLOSS__STOP_FACE: return 1;
  default: return 0;
  }
}

/* ---- Openers and closers ---- */

static unsigned mark_of_one(char c) {
  switch (c) {
  case '"': return GLOSS__OPENS | GLOSS__CLOSES | GLOSS__QUOTE;
  case '\'': return GLOSS__OPENS | GLOSS__CLOSES;
  case ')':
  case ']':
  case '}': return GLOSS__CLOSES | GLOSS__BRACKET;
  case '(':
  case '[':
  case '{':
  case '`':
  case '-':
  case '*': return GLOSS__OPENS;
  default: return 0;
  }
}

/* Whether token i stands close to the word before it and apart from what follows, or right before a
** stop or comma: where a quotation ends, whatever way its mark points. */
static int leans_back(const gloss__sentence_view *v, uint32_t i) {
  if (i + 1 == v->n) return v->space[i] == 0;
  if (v->space[i + 1] != 0) return v->space[i] == 0;
  uint32_t k = i + 1;
  return v->ends[k] - v->starts[k] == 1 &&
         (v->text.data[v->starts[k]] == '.' || v->text.data[v->starts[k]] == ',');
}

static int leans_forward(const gloss__sentence_view *v, uint32_t i) {
  return (i == 0 || v->space[i] != 0) && i + 1 < v->n && v->space[i + 1] == 0;
}

/* Says what the character c, alone in token i, may be. Languages differ in which way quotes point:
** "so", and German low and high ones, and pointed ones inwards. */
static unsigned mark_of_wide(const gloss__sentence_view *v, uint32_t i, uint32_t c) {
  switch (c) {
  case 0xA1: /* inverted marks, dashes, a bullet */
  case 0xBF:
  case 0x2012:
  case 0x2013:
  case 0x2014:
  case 0x2015:
  case 0x2022: return GLOSS__OPENS;
  case 0x2018: return leans_back(v, i) ? GLOSS__CLOSES : GLOSS__OPENS;
  case 0x2019: return GLOSS__CLOSES;
  case 0x201A:
  case 0x201E: return GLOSS__OPENS | GLOSS__QUOTE;
  case 0xBB:
  case 0x201D:
  case 0x203A:
    if (leans_forward(v, i)) return GLOSS__OPENS | GLOSS__QUOTE;
    break;
  default: break;
  }
  switch (gloss__mark_side(c)) {
  case GLOSS__SIDE_OPENS: return GLOSS__OPENS;
  case GLOSS__SIDE_QUOTES:
    return leans_back(v, i) ? GLOSS__CLOSES | GLOSS__BRACKET : GLOSS__OPENS | GLOSS__QUOTE;
  case GLOSS__SIDE_CLOSES: return GLOSS__CLOSES | GLOSS__BRACKET;
  default: return 0;
  }
}

unsigned gloss__mark_at(const gloss__sentence_view *v, uint32_t i) {
  gloss_str token = gloss__token_text(v, i);
  const char *p = token.data;
  if (token.size == 1) return mark_of_one(p[0]);
  if (token.size == 2 && p[0] == p[1]) {
    if (p[0] == '\'') return GLOSS__CLOSES;
    if (p[0] == '-') return GLOSS__OPENS;
    if (p[0] != '`') return 0;
    return leans_back(v, i) ? GLOSS__CLOSES | GLOSS__BRACKET : GLOSS__OPENS | GLOSS__QUOTE;
  }
  if ((unsigned char)p[0] < 0x80) return 0;
  uint32_t length, c = first_of(v, i, &length);
  return length == token.size ? mark_of_wide(v, i, c) : 0;
}

/* ---- Words ---- */

int gloss__is_lower(const gloss__sentence_view *v, uint32_t i) {
  if ((v->shape[i] & (GLOSS_LOWER | GLOSS_INITIAL_CAP)) != GLOSS_LOWER) return 0;
  uint32_t length;
  if ((unsigned char)v->text.data[v->starts[i]] < 0x80) return 1;
  return gloss__sentence_break(first_of(v, i, &length)) == GLOSS__SB_LOWER;
}

uint32_t gloss__letter_count(const gloss__sentence_view *v, uint32_t i) {
  gloss_str token = gloss__token_text(v, i);
  uint32_t count = 0, four;
  if (token.size >= sizeof four) {
    memcpy(&four, token.data, sizeof four);
    if (!(four & UINT32_C(0x80808080))) return token.size > sizeof four ? 5 : 4;
  }
  for (size_t at = 0; at < token.size && count < 5; at++)
    count += ((unsigned char)token.data[at] & 0xC0) != 0x80;
  return count;
}

gloss__writing gloss__writing_of(const gloss__sentence_view *v, uint32_t i) {
  switch (v->shape[i] >> GLOSS_SCRIPT_SHIFT) {
  case 4:
  case 5: return GLOSS__WRITTEN_UNSPACED;
  case 7:
  case 8: return GLOSS__WRITTEN_CONSONANTS;
  default: return GLOSS__WRITTEN_SPACED;
  }
}
