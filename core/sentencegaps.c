/* sentencegaps.c -- which gaps between tokens are settled by the rules alone: the great part, told
** by kind and shape of the tokens on both sides. */
#include "sentencegaps.h"

#include <string.h>

/* PLAIN is the size of a word that is hardly an abbreviation. GREETING is how long the start of a
** sentence is that a comma may end, as "Thanks," does. */
enum { PLAIN = 4, GREETING = 3 };

static char first_byte(const gloss__sentence_view *v, uint32_t i) {
  return v->text.data[v->starts[i]];
}

static uint32_t size_of(const gloss__sentence_view *v, uint32_t i) {
  return v->ends[i] - v->starts[i];
}

static int is_lower(const gloss__sentence_view *v, uint32_t i) {
  return (v->shape[i] & (GLOSS_LOWER | GLOSS_INITIAL_CAP)) == GLOSS_LOWER;
}

/* ---- Gaps of stops ---- */

/* Whether a terminator, behind a token, ends a sentence before white space and a word with a
** capital. */
static int ends_before_capital(const gloss__sentence_view *v, const gloss__gap *gap) {
  uint32_t next = gap->left + 1;
  return gap->ends && gap->stop != 0 && v->space[next] != 0 && v->kind[next] == GLOSS_WORD &&
         (v->shape[next] & GLOSS_INITIAL_CAP) != 0 &&
         (gap->kind == GLOSS__STOP_FULL || gap->kind == GLOSS__STOP_MARK);
}

/* Whether it does so beyond doubt: a full stop after a word in lower case. */
static int is_plain_end(const gloss__sentence_view *v, const gloss__gap *gap) {
  uint32_t i = gap->stop;
  return gap->kind == GLOSS__STOP_FULL && i == gap->left && ends_before_capital(v, gap) &&
         v->kind[i - 1] == GLOSS_WORD && size_of(v, i - 1) >= PLAIN && is_lower(v, i - 1);
}

int gloss__gap_opens(const gloss__sentence_view *v, const gloss__gap *gap) {
  return ends_before_capital(v, gap) && size_of(v, gap->stop - 1) > 1 &&
         gloss__lexicon_match(v->lexicon, gloss__token_text(v, gap->left + 1), GLOSS__STARTER);
}

/* Whether token i is a word with a capital within a sentence: another word stands before. */
static int is_name(const gloss__sentence_view *v, uint32_t i) {
  return (v->shape[i] & GLOSS_INITIAL_CAP) && i > 0 && v->kind[i - 1] == GLOSS_WORD &&
         !(v->space[i] & GLOSS_NEWLINE);
}

/* Whether a sentence goes on beyond doubt: a word in lower case comes after a name that ends in a mark
** (Yahoo!), or after stops with space between them, an ellipsis. */
static int is_plain_pause(const gloss__sentence_view *v, const gloss__gap *gap) {
  uint32_t i = gap->left;
  if (gap->ends || i == 0 || v->kind[i + 1] != GLOSS_WORD || !is_lower(v, i + 1)) return 0;
  if (gap->kind == GLOSS__STOP_MARK && gap->stop == i && is_name(v, i - 1)) return 1;
  return v->space[i] != 0 && first_byte(v, i) == '.' && first_byte(v, i - 1) == '.';
}

int gloss__gap_certain(const gloss__sentence_view *v, const gloss__gap *gap) {
  uint32_t i = gap->left;
  if (gap->kind == GLOSS__STOP_ABBREVIATION || is_plain_pause(v, gap)) return 1;
  if (v->space[i + 1] != 0) return is_plain_end(v, gap);
  if (gap->ends) return 0;
  return i == 0 || v->kind[i + 1] != GLOSS_WORD || gap->kind == GLOSS__STOP_FACE;
}

/* ---- Other gaps ---- */

/* Whether no sentence ends after the mark i: a semicolon, a colon before a word, a comma that is no
** end of a greeting before a capital. `begins` as in gloss__open_gaps. */
static int goes_on(const gloss__sentence_view *v, const uint64_t *begins, uint32_t i) {
  switch (first_byte(v, i)) {
  case ';': return 1;
  case ':': return v->kind[i + 1] == GLOSS_WORD;
  case ',': {
    if (!(v->shape[i + 1] & GLOSS_INITIAL_CAP)) return 1;
    uint64_t near = gloss__shift_bits(i < 63 ? 0 : begins[(i + 1) / 64 - 1], begins[(i + 1) / 64],
                                      (i + 1) % 64); /* the last is of token i */
    return near >> (64 - GREETING) == 0;
  }
  default: return 0;
  }
}

/* Whether a word has GLOSS__NOISE_MIN bits. */
static int is_noise(uint64_t odd) { return (odd & (odd - 1)) != 0; }

/* Gives for each of 64 tokens the bit of the next one. */
static uint64_t after(uint64_t bits, uint64_t more) { return gloss__shift_bits(bits, more, 1); }

uint64_t gloss__open_gaps(const gloss__sentence_view *v, const uint64_t *begins, uint32_t base) {
  const gloss__sentence_bits *t = &v->bits[base / 64];
  uint64_t next_begins = after(begins[base / 64], begins[base / 64 + 1]);
  uint64_t capitals = after(t->capitals, t[1].capitals);
  uint64_t free = after(t->spaces, t[1].spaces) & ~next_begins & ~t->settled;
  uint64_t loud = free & (t->marks | capitals | after(t->digits, t[1].digits));
  uint64_t open = free & t->marks & capitals;
  uint64_t before = base == 0 ? 0 : t[-1].odd, here = t->odd, behind = t[1].odd;
  uint64_t twice = (before & here) | ((before | here) & behind);
  if (twice != 0 || is_noise(before | here | behind)) {
    for (uint64_t left = loud & ~open; left != 0; left &= left - 1) {
      unsigned k = (unsigned)__builtin_ctzll(left);
      if (is_noise(GLOSS__BITS_AROUND(v, odd, base + k))) open |= UINT64_C(1) << k;
    }
  }
  for (uint64_t left = open & t->marks; left != 0; left &= left - 1) {
    unsigned k = (unsigned)__builtin_ctzll(left);
    if (goes_on(v, begins, base + k)) open &= ~(UINT64_C(1) << k);
  }
  return open;
}
