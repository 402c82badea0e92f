/* sentencerules.c -- whether a stop ends a sentence: rules on the words around it. */
#include <string.h>

#include "sentence.h"

/* Whether the full stop at token i ends an abbreviation of the caller's. */
static int ends_callers_abbreviation(const gloss__sentence_view *v, uint32_t i) {
  if (i == 0 || v->space[i] != 0) return 0;
  return gloss__lexicon_match(v->lexicon, gloss__token_text(v, i - 1), GLOSS__CALLERS) != 0;
}

static gloss__stop stop_of(const gloss__sentence_view *v, uint32_t i) {
  gloss_str token = gloss__token_text(v, i);
  char first = token.data[0];
  if (v->kind[i] == GLOSS_EMOJI) return GLOSS__FACE;
  if (first == '.' && token.size == 1)
    return ends_callers_abbreviation(v, i) ? GLOSS__SHORT_FORM : GLOSS__FULL_STOP;
  if (v->kind[i] == GLOSS_PUNCT) {
    if (memchr(token.data, '!', token.size) || memchr(token.data, '?', token.size))
      return GLOSS__MARK;
    if (first == '.' || (token.size >= 3 && memcmp(token.data, "\xE2\x80\xA6", 3) == 0))
      return GLOSS__ELLIPSIS;
    if (token.size == 3 &&
        (memcmp(token.data, "\xE3\x80\x82", 3) == 0 || memcmp(token.data, "\xEF\xBC\x81", 3) == 0 ||
         memcmp(token.data, "\xEF\xBC\x9F", 3) == 0)) {
      return GLOSS__MARK;
    }
    return GLOSS__NO_STOP;
  }
  return token.size > 1 && token.data[token.size - 1] == '.' && v->kind[i] == GLOSS_WORD
             ? GLOSS__SHORT_FORM
             : GLOSS__NO_STOP;
}

gloss__stop gloss__stop_at(const gloss__sentence_view *v, uint32_t i) { return stop_of(v, i); }

/* What a mark may be; a straight quote is both an opener and a closer. */
enum { OPENS = 1, CLOSES = 2, QUOTE = 4, BRACKET = 8 };

static unsigned mark_of_one(char c) {
  switch (c) {
  case '"': return OPENS | CLOSES | QUOTE;
  case '\'': return OPENS | CLOSES;
  case ')':
  case ']':
  case '}': return CLOSES | BRACKET;
  case '(':
  case '[':
  case '{':
  case '`':
  case '-':
  case '*': return OPENS;
  default: return 0;
  }
}

/* U+2013 2014 2018 2019 201C 201D 2022, by their last byte. */
static unsigned mark_of_three(const char *p) {
  if (p[0] != '\xE2' || p[1] != '\x80') return 0;
  switch ((unsigned char)p[2]) {
  case 0x93:
  case 0x94:
  case 0x98:
  case 0xA2: return OPENS;
  case 0x99: return CLOSES;
  case 0x9C: return OPENS | QUOTE;
  case 0x9D: return CLOSES | BRACKET;
  default: return 0;
  }
}

/* Says what the mark at token i may be, 0 for nothing. */
static unsigned mark_of(const gloss__sentence_view *v, uint32_t i) {
  gloss_str token = gloss__token_text(v, i);
  const char *p = token.data;
  if (token.size == 1) return mark_of_one(p[0]);
  if (token.size == 3) return mark_of_three(p);
  if (token.size != 2) return 0;
  if (p[0] == p[1])
    return p[0] == '\'' ? CLOSES : p[0] == '`' ? OPENS | QUOTE : p[0] == '-' ? OPENS : 0;
  if (p[0] != '\xC2') return 0;
  return p[1] == '\xAB' ? OPENS | QUOTE : p[1] == '\xBB' ? CLOSES | BRACKET : 0;
}

static int is_char(const gloss__sentence_view *v, uint32_t i, char c) {
  return v->text.data[v->starts[i]] == c && v->ends[i] - v->starts[i] == 1;
}

static unsigned flags_of(const gloss__sentence_view *v, uint32_t i) {
  gloss_str token = gloss__token_text(v, i);
  return gloss__lexicon_find(v->lexicon, token);
}

/* Whether the words from i on attribute a quotation: he said, said Smith, John Smith shouted. */
static int is_attribution(const gloss__sentence_view *v, uint32_t i) {
  if (i + 1 < v->n && is_char(v, i, 'I') && (v->shape[i + 1] & GLOSS_LOWER)) return 1;
  for (uint32_t k = i; k < v->n && k < i + 5; k++) {
    if (v->kind[k] != GLOSS_WORD) return 0;
    if (flags_of(v, k) & GLOSS__SAYING) return 1;
  }
  return 0;
}

/* What follows a gap. */
typedef struct next {
  uint32_t first;
  int lower, capital, opened, quote;
} next;

static next look(const gloss__sentence_view *v, uint32_t k) {
  next x = {k, 0, 0, 0, 0};
  for (unsigned mark; x.first < v->n && x.first < k + 3 && (mark = mark_of(v, x.first)) & OPENS;) {
    x.quote |= (mark & QUOTE) != 0;
    x.opened = 1;
    x.first++;
  }
  if (x.first == v->n) return x;
  x.lower = (v->shape[x.first] & (GLOSS_LOWER | GLOSS_INITIAL_CAP)) == GLOSS_LOWER;
  x.capital = (v->shape[x.first] & GLOSS_INITIAL_CAP) != 0;
  return x;
}

/* Whether an abbreviation's stop also ends the sentence. */
static int abbreviation_ends(const gloss__sentence_view *v, uint32_t i, const next *x) {
  gloss_str token = gloss__token_text(v, i);
  if (token.size == 1)
    token = (gloss_str){v->text.data + v->starts[i - 1], v->ends[i] - v->starts[i - 1]};
  unsigned flags = gloss__lexicon_find(v->lexicon, (gloss_str){token.data, token.size - 1});
  unsigned after = x->first < v->n ? flags_of(v, x->first) : 0;
  if (x->first == v->n || !x->capital) return 0;
  if (token.size == 2) {
    return i > 0 && (v->shape[i - 1] & GLOSS_LOWER) && (after & GLOSS__STARTER) && !x->opened;
  }
  if (flags & GLOSS__TITLE) return 0;
  int initials = memchr(token.data, '.', token.size - 1) != NULL;
  if (!(flags & GLOSS__MAY_END) && !initials) return 0;
  if (after & GLOSS__TIME_NAME) return 0;
  return (after & GLOSS__STARTER) != 0 || x->quote;
}

/* Whether a sentence in lower case may start after the stop at i: in careless writing, when nothing
** closes or opens there and the word before is no name and too long for an abbreviation. */
static int lower_starts(const gloss__sentence_view *v, uint32_t i, uint32_t j, const next *x) {
  if (j > i || x->opened || i == 0) return 0;
  if (v->kind[i - 1] != GLOSS_WORD) return v->kind[i - 1] == GLOSS_PUNCT && !is_char(v, i, '.');
  gloss_str word = gloss__token_text(v, i - 1);
  int vowel = 0;
  for (size_t k = 0; k < word.size; k++) vowel |= strchr("aeiouy", word.data[k]) != NULL;
  if ((v->shape[i - 1] & GLOSS_INITIAL_CAP) || (word.size < 3 && (word.size < 2 || !vowel)))
    return 0;
  return !(flags_of(v, i - 1) & GLOSS__ABBREVIATION);
}

/* Whether token k ends a name, as Inc. does: what stands before it is the name, mark or not. */
static int is_tail(const gloss__sentence_view *v, uint32_t k) {
  if (k >= v->n || !(v->shape[k] & GLOSS_INITIAL_CAP)) return 0;
  gloss_str token = gloss__token_text(v, k);
  if (token.size < 2 || token.data[token.size - 1] != '.') return 0;
  unsigned flags = gloss__lexicon_find(v->lexicon, (gloss_str){token.data, token.size - 1});
  return (flags & (GLOSS__MAY_END | GLOSS__CAPITAL_ONLY)) ==
             (GLOSS__MAY_END | GLOSS__CAPITAL_ONLY) &&
         !(flags & GLOSS__TIME_NAME);
}

/* Whether a full stop with no space after it ends a sentence: "end.Next". */
static int unspaced_ends(const gloss__sentence_view *v, uint32_t i) {
  if (i == 0 || i + 1 == v->n || v->kind[i - 1] != GLOSS_WORD || v->kind[i + 1] != GLOSS_WORD)
    return 0;
  return (v->shape[i + 1] & GLOSS_INITIAL_CAP) && (v->shape[i - 1] & GLOSS_LOWER) &&
         v->ends[i - 1] - v->starts[i - 1] > 1 && v->ends[i + 1] - v->starts[i + 1] > 1;
}

/* Whether token i is of a stop: a terminator, not an abbreviation. */
static int is_terminator(const gloss__sentence_view *v, uint32_t i) {
  gloss__stop s = gloss__is_stop(v, i) ? stop_of(v, i) : GLOSS__NO_STOP;
  return s != GLOSS__NO_STOP && s != GLOSS__SHORT_FORM;
}

/* Whether a citation such as [2] begins at token k. */
static int is_citation(const gloss__sentence_view *v, uint32_t k) {
  return k + 2 < v->n && is_char(v, k, '[') && v->kind[k + 1] == GLOSS_NUMERAL &&
         is_char(v, k + 2, ']');
}

/* Gives the last of the tokens after i that belong to the stop at i: closing marks, further stops
** and emoji, and citations. */
static uint32_t last_of_stop(const gloss__sentence_view *v, int quoted, uint32_t i) {
  for (; i + 1 < v->n && !(v->space[i + 1] & GLOSS_NEWLINE); i++) {
    uint32_t k = i + 1;
    unsigned mark = mark_of(v, k);
    int alone = v->space[k] != 0 && (k + 1 == v->n || v->space[k + 1] != 0);
    if ((mark & CLOSES) && (v->space[k] == 0 || (alone && (mark & BRACKET)))) continue;
    if (alone && quoted && is_char(v, k, '"')) continue;
    if ((v->space[k] == 0 || alone) && is_terminator(v, k) && is_terminator(v, i)) continue;
    if (!is_citation(v, k)) break;
    i = k + 1;
  }
  return i;
}

/* Whether the sentence so far is only the number or letter of a list item. */
static int is_item(const gloss__sentence_view *v, uint32_t first, uint32_t i) {
  for (int k = 0; k < 3 && first < i && (mark_of(v, first) & OPENS); k++) first++;
  if (i > first + 1 && is_char(v, i - 2, ':')) first = i - 1;
  return i == first + 1 && v->ends[first] - v->starts[first] <= 3 &&
         (v->kind[first] == GLOSS_NUMERAL || v->ends[first] - v->starts[first] == 1);
}

int gloss__stop_ends(const gloss__sentence_view *v, uint32_t first, int quoted, uint32_t i,
                     uint32_t *last) {
  uint32_t j = last_of_stop(v, quoted, i);
  int closed = j > i && (mark_of(v, i + 1) & CLOSES) != 0;
  *last = j;
  if (j + 1 == v->n) return 0;
  if (v->space[j + 1] == 0) return j == i && unspaced_ends(v, i);
  next x = look(v, j + 1);
  switch (stop_of(v, i)) {
  case GLOSS__FULL_STOP: return !is_item(v, first, i) && (!x.lower || lower_starts(v, i, j, &x));
  case GLOSS__MARK:
    return !(closed && is_attribution(v, x.first)) && !(j == i && is_tail(v, x.first)) &&
           (!x.lower || lower_starts(v, i, j, &x));
  case GLOSS__ELLIPSIS: return x.capital;
  case GLOSS__SHORT_FORM: return i != first && abbreviation_ends(v, i, &x);
  case GLOSS__FACE: return x.capital;
  default: return 0;
  }
}
