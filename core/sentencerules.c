/* sentencerules.c -- whether a stop ends a sentence: rules on the words around it. What is special
** to a language is in its pack: flags of words, rules that hold for the whole language. */
#include <string.h>

#include "sentence.h"
#include "sentenceforms.h"

static int is_char(const gloss__sentence_view *v, uint32_t i, char c) {
  return v->text.data[v->starts[i]] == c && v->ends[i] - v->starts[i] == 1;
}

/* Gives the flags of token i if one of them is wanted. */
static unsigned flags_of(const gloss__sentence_view *v, uint32_t i, unsigned wanted) {
  return gloss__lexicon_match(v->lexicon, gloss__token_text(v, i), wanted);
}

/* Whether the words from i on attribute a quotation: he said, said Smith, John Smith shouted. */
static int is_attribution(const gloss__sentence_view *v, uint32_t i) {
  if (i + 1 < v->n && is_char(v, i, 'I') && (v->shape[i + 1] & GLOSS_LOWER)) return 1;
  if (i < v->n && flags_of(v, i, GLOSS__CONTINUES)) return 1;
  for (uint32_t k = i; k < v->n && k < i + 5; k++) {
    if (v->kind[k] != GLOSS_WORD) return 0;
    if (flags_of(v, k, GLOSS__SAYING)) return 1;
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
  for (unsigned mark;
       x.first < v->n && x.first < k + 3 && (mark = gloss__mark_of(v, x.first)) & GLOSS__OPENS;) {
    x.quote |= (mark & GLOSS__QUOTE) != 0;
    x.opened = 1;
    x.first++;
  }
  if (x.first == v->n) return x;
  x.lower = gloss__is_lower(v, x.first);
  x.capital = (v->shape[x.first] & GLOSS_INITIAL_CAP) != 0;
  return x;
}

/* Whether a word that opens sentences, with a capital, follows. */
static int starts(const gloss__sentence_view *v, const next *x) {
  return x->capital && flags_of(v, x->first, GLOSS__STARTER);
}

/* ---- Abbreviations ---- */

/* Of an abbreviation spelt with spaces, "z. B."; bytes of one that ends a word, "Hauptstr." */
enum { PARTS = 4, PART_LETTERS = 3, COMPOUND_LEAST = 2, COMPOUND_MOST = 4 };

/* Takes the word whose stop ends token i: its bytes without the stop. Gives its token, or NONE. */
static uint32_t word_of_stop(const gloss__sentence_view *v, uint32_t i, gloss_str *word) {
  *word = gloss__token_text(v, i);
  if (word->size > 1) {
    word->size--;
    return v->kind[i] == GLOSS_WORD && word->data[word->size] == '.' ? i : GLOSS_NONE;
  }
  if (word->data[0] != '.' || i == 0 || v->space[i] != 0 || v->kind[i - 1] != GLOSS_WORD)
    return GLOSS_NONE;
  *word = gloss__token_text(v, i - 1);
  return i - 1;
}

/* Gives the flags of the abbreviation of several words whose last stop ends token i, 0 if there is
** none. It is listed without the spaces. */
static unsigned spaced_flags(const gloss__sentence_view *v, uint32_t i) {
  char form[GLOSS__FORM_MAX];
  size_t at = sizeof form;
  unsigned flags = 0;
  gloss_str word, last;
  for (unsigned part = 0; part < PARTS; part++) {
    uint32_t k = word_of_stop(v, i, &word);
    if (k == GLOSS_NONE || gloss__letter_count(v, k) > PART_LETTERS + (k == i)) break;
    if (part == 0) last = word;
    if (part == 1 && !gloss__lexicon_joins(v->lexicon, word, last)) break;
    if (word.size + (part > 0) > at) break;
    if (part > 0) form[--at] = '.';
    memcpy(form + (at -= word.size), word.data, word.size);
    if (part > 0) {
      unsigned known = gloss__lexicon_match(v->lexicon, (gloss_str){form + at, sizeof form - at},
                                            GLOSS__ABBREVIATION);
      if (known != 0) flags = known;
    }
    if (k == 0) break;
    i = k - 1;
  }
  return flags;
}

/* Whether token i ends a word, but not the last, of an abbreviation of several words. */
static int inside_spaced(const gloss__sentence_view *v, uint32_t i) {
  if (i + 1 < v->n && v->kind[i + 1] == GLOSS_WORD && spaced_flags(v, i + 1) != 0) return 1;
  return i + 2 < v->n && is_char(v, i + 2, '.') && spaced_flags(v, i + 2) != 0;
}

/* Whether the stop in token i stands between two words that are known to belong together. */
static int is_inside_pair(const gloss__sentence_view *v, uint32_t i, const next *x) {
  gloss_str first = {"#", 1}; /* a number */
  uint32_t k = v->ends[i] - v->starts[i] > 1 || i == 0 ? i : i - 1;
  if (x->first == v->n || x->opened || (k < i && v->space[i] != 0)) return 0;
  switch (v->kind[k]) {
  case GLOSS_NUMERAL:
  case GLOSS_ORDINAL: break;
  default:
    if (word_of_stop(v, i, &first) == GLOSS_NONE) return 0;
  }
  gloss_str second = gloss__token_text(v, x->first);
  second.size -= second.size > 1 && second.data[second.size - 1] == '.';
  return gloss__is_pair(v->lexicon, first, second);
}

/* Whether the stop of an abbreviation with these flags also ends the sentence. */
static int flagged_ends(const gloss__sentence_view *v, unsigned flags, const next *x) {
  if (!x->capital || (flags & GLOSS__TITLE) || !(flags & GLOSS__MAY_END)) return 0;
  unsigned after = flags_of(v, x->first, GLOSS__TIME_NAME | GLOSS__STARTER);
  if (after & GLOSS__TIME_NAME) return 0;
  return (flags & GLOSS__ENDS) || (after & GLOSS__STARTER) || x->quote;
}

/* Whether an abbreviation's stop, in token i, also ends the sentence. */
static int abbreviation_ends(const gloss__sentence_view *v, uint32_t i, const next *x) {
  gloss_str token = gloss__token_text(v, i);
  if (token.size == 1)
    token = (gloss_str){v->text.data + v->starts[i - 1], v->ends[i] - v->starts[i - 1]};
  if (x->first == v->n || !x->capital || v->letters == GLOSS__UPPER_CASE) return 0;
  if (inside_spaced(v, i)) return 0;
  unsigned flags = spaced_flags(v, i);
  if (flags != 0) return flagged_ends(v, flags, x);
  if (gloss__letter_count(v, i) == 2) return starts(v, x) && !x->opened;
  flags = gloss__lexicon_find(v->lexicon, (gloss_str){token.data, token.size - 1});
  int unlisted = flags == 0 && memchr(token.data, '.', token.size - 1) != NULL; /* initials */
  return flagged_ends(v, unlisted ? GLOSS__MAY_END : flags, x);
}

/* Whether a number with its stop ends the sentence, behind a short form: No. 5. The next ... */
static int ordinal_ends(const gloss__sentence_view *v, uint32_t first, uint32_t i, const next *x) {
  return i > first && gloss__is_stop(v, i - 1) != GLOSS__STOP_NONE && starts(v, x);
}

/* ---- Full stops and marks ---- */

static int is_vowel(char c) { return c != '\0' && strchr("aeiouy", c) != NULL; }

/* Whether a sentence in lower case may start after the stop at i: in text without capitals, or in
** careless writing when nothing closes or opens there, when the word before is no name and too long
** for an abbreviation. */
static int lower_starts(const gloss__sentence_view *v, uint32_t i, uint32_t j, const next *x) {
  if (i == 0 || is_char(v, i, ';')) return 0;
  if (v->letters != GLOSS__LOWER_CASE && (j > i || x->opened)) return 0;
  if (v->kind[i - 1] != GLOSS_WORD)
    return v->letters == GLOSS__LOWER_CASE ||
           (v->kind[i - 1] == GLOSS_PUNCT && !is_char(v, i, '.'));
  gloss_str word = gloss__token_text(v, i - 1);
  int vowel = 0;
  for (size_t k = 0; k < word.size; k++) vowel |= is_vowel(word.data[k]);
  uint32_t letters = gloss__letter_count(v, i - 1);
  if ((v->shape[i - 1] & GLOSS_INITIAL_CAP) || (letters < 3 && (letters < 2 || !vowel))) return 0;
  return !flags_of(v, i - 1, GLOSS__ABBREVIATION);
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

/* Whether word k, before a stop, ends in a short form that stands before numbers: Hauptstr. 5 */
static int ends_short(const gloss__sentence_view *v, uint32_t k) {
  gloss_str word = gloss__token_text(v, k);
  for (size_t size = COMPOUND_LEAST; size <= COMPOUND_MOST && size < word.size; size++) {
    gloss_str tail = {word.data + word.size - size, size};
    if (gloss__lexicon_match(v->lexicon, tail, GLOSS__COMPOUND)) return 1;
  }
  return 0;
}

/* Whether the full stop at i, with white space after it, ends the sentence. */
static int full_stop_ends(const gloss__sentence_view *v, uint32_t i, uint32_t j, const next *x) {
  if (x->lower) return lower_starts(v, i, j, x);
  if (i == 0 || v->space[i] != 0 || v->kind[i - 1] != GLOSS_WORD) return 1;
  uint32_t letters = gloss__letter_count(v, i - 1);
  if (letters > PART_LETTERS)
    return x->first == v->n || !(v->shape[x->first] & GLOSS_DIGITS) || !ends_short(v, i - 1);
  if (letters == 1 && !x->capital && gloss__writing_of(v, i - 1) == GLOSS__WRITTEN_CONSONANTS)
    return 0;
  if (inside_spaced(v, i)) return 0;
  unsigned flags = spaced_flags(v, i);
  return flags == 0 || flagged_ends(v, flags, x);
}

/* Whether an ASCII or full-width stop between ideographs or kana ends a sentence. */
static int ideographs_end(const gloss__sentence_view *v, uint32_t i, gloss__stop stop,
                          const next *x) {
  int pause = stop == GLOSS__STOP_ELLIPSIS && v->ends[i] - v->starts[i] > 2; /* not ".." */
  return !pause && x->first < v->n && gloss__writing_of(v, x->first) == GLOSS__WRITTEN_UNSPACED;
}

/* Whether a stop with no space after it ends a sentence: "end.Next". */
static int unspaced_ends(const gloss__sentence_view *v, uint32_t i, gloss__stop stop,
                         const next *x) {
  if (i == 0 || v->kind[i - 1] != GLOSS_WORD) return 0;
  if (gloss__writing_of(v, i - 1) == GLOSS__WRITTEN_UNSPACED) return ideographs_end(v, i, stop, x);
  if (v->kind[i + 1] != GLOSS_WORD) return 0;
  int plain = (v->shape[i - 1] & GLOSS_LOWER) ||
              (flags_of(v, i + 1, GLOSS__STARTER) && !(v->shape[i - 1] & GLOSS_ALL_CAPS));
  return (v->shape[i + 1] & GLOSS_INITIAL_CAP) && plain && v->ends[i - 1] - v->starts[i - 1] > 1 &&
         v->ends[i + 1] - v->starts[i + 1] > 1;
}

/* Whether a mark that needs no space after it ends a sentence; j is the last token that belongs to
** it. */
static int wide_ends(const gloss__sentence_view *v, uint32_t j, const next *x) {
  if (x->lower) return 0;
  return v->kind[j + 1] != GLOSS_PUNCT || (gloss__mark_of(v, j + 1) & GLOSS__OPENS);
}

/* Whether token i is a mark beyond ASCII: none of them parts numbers or names. */
static int is_wide(const gloss__sentence_view *v, uint32_t i) {
  return (unsigned char)v->text.data[v->starts[i]] >= 0x80;
}

/* Whether what closes after a stop keeps the sentence open: the quotation is of a longer sentence,
** or the stop is of a title. */
static int closed_goes_on(const gloss__sentence_view *v, uint32_t i, uint32_t j, const next *x) {
  int closed = 0;
  for (uint32_t k = i + 1; k <= j; k++) {
    if (!(gloss__mark_of(v, k) & GLOSS__CLOSES)) continue;
    gloss_str mark = gloss__token_text(v, k);
    closed = 1;
    if (mark.size == 3 &&
        (memcmp(mark.data, "\xE3\x80\x8B", 3) == 0 || memcmp(mark.data, "\xE3\x80\x89", 3) == 0))
      return 1; /* U+300B, U+3009 */
  }
  return closed && is_attribution(v, x->first);
}

/* Whether a citation such as [2] begins at token k. */
static int is_citation(const gloss__sentence_view *v, uint32_t k) {
  return k + 2 < v->n && is_char(v, k, '[') && v->kind[k + 1] == GLOSS_NUMERAL &&
         is_char(v, k + 2, ']');
}

enum { STOP_TOKENS = 64 }; /* of a stop, at most */

/* Gives the last of the tokens after i that belong to the stop at i: closing marks, further stops
** and emoji, and citations. */
static uint32_t last_of_stop(const gloss__sentence_view *v, int quoted, uint32_t i) {
  uint32_t far = i + STOP_TOKENS;
  for (; i < far && i + 1 < v->n && !(v->space[i + 1] & GLOSS_NEWLINE); i++) {
    uint32_t k = i + 1;
    unsigned mark = gloss__mark_of(v, k);
    int alone =
        v->space[k] != 0 && (k + 1 == v->n || v->space[k + 1] != 0 || is_char(v, k + 1, '.'));
    if ((mark & GLOSS__CLOSES) && (v->space[k] == 0 || (alone && (mark & GLOSS__BRACKET))))
      continue;
    if (alone && quoted && is_char(v, k, '"')) continue;
    if ((v->space[k] == 0 || alone) && gloss__is_terminator(v, k) && gloss__is_terminator(v, i))
      continue;
    if (!is_citation(v, k)) break;
    i = k + 1;
  }
  return i;
}

/* Whether the sentence so far is only the number or letter of a list item. */
static int is_item(const gloss__sentence_view *v, uint32_t first, uint32_t i) {
  for (int k = 0; k < 3 && first < i && (gloss__mark_of(v, first) & GLOSS__OPENS); k++) first++;
  if (i > first + 1 && is_char(v, i - 2, ':')) first = i - 1;
  return i == first + 1 && v->ends[first] - v->starts[first] <= 3 &&
         (v->kind[first] == GLOSS_NUMERAL || v->ends[first] - v->starts[first] == 1);
}

/* Whether a full stop, the stop at i, ends the sentence beyond doubt, as most do: it follows a word
** that is no number of an item and too long for a part of an abbreviation, and after it a word with
** a capital stands apart. */
static int is_plain_end(const gloss__sentence_view *v, uint32_t i) {
  return i > 0 && v->space[i] == 0 && v->space[i + 1] != 0 && v->kind[i - 1] == GLOSS_WORD &&
         v->kind[i + 1] == GLOSS_WORD && (v->shape[i + 1] & GLOSS_INITIAL_CAP) != 0 &&
         gloss__letter_count(v, i - 1) > PART_LETTERS;
}

int gloss__stop_ends(const gloss__sentence_view *v, uint32_t first, int quoted, uint32_t i,
                     gloss__stop stop, uint32_t *last) {
  *last = i;
  if (i + 1 == v->n) return 0;
  if (stop == GLOSS__STOP_FULL && is_plain_end(v, i)) return 1;
  if (stop == GLOSS__STOP_SEMICOLON || stop == GLOSS__STOP_RAISED) {
    next x = look(v, i + 1);
    return v->space[i + 1] != 0 && (stop == GLOSS__STOP_RAISED || starts(v, &x));
  }
  uint32_t j = *last = last_of_stop(v, quoted, i);
  if (j + 1 == v->n) return 0;
  next x = look(v, j + 1);
  int open = stop == GLOSS__STOP_MARK && closed_goes_on(v, i, j, &x);
  if (v->space[j + 1] == 0) {
    if (open) return 0;
    return stop == GLOSS__STOP_MARK && is_wide(v, i) ? wide_ends(v, j, &x)
                                                     : j == i && unspaced_ends(v, i, stop, &x);
  }
  if (j == i && is_inside_pair(v, i, &x)) return 0;
  switch (stop) {
  case GLOSS__STOP_FULL: return !is_item(v, first, i) && full_stop_ends(v, i, j, &x);
  case GLOSS__STOP_MARK:
    return !open && !(j == i && is_tail(v, x.first)) && (!x.lower || lower_starts(v, i, j, &x));
  case GLOSS__STOP_ABBREVIATION: return i != first && abbreviation_ends(v, i, &x);
  case GLOSS__STOP_ORDINAL: return ordinal_ends(v, first, i, &x);
  case GLOSS__STOP_ELLIPSIS:
  case GLOSS__STOP_FACE: return x.capital;
  default: return 0;
  }
}
