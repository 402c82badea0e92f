/* uax29.c -- the word boundaries of UAX #29 as start bits. All of a block is decided 64 bytes at a
** time as if every non-ASCII character were a letter (ALetter, one that a word can hold anywhere);
** then each is looked at, and the run of non-space bytes around one that is no letter goes through
** the automaton of segment.c.
**
** Invariant: bytes before `settled` have their bits, and there is a boundary at `settled`. */
#include "uax29.h"

#include <string.h>

#include "segment.h"
#include "utf8.h"

int gloss__uax29_splits(const char *text, uint32_t size, uint32_t i) {
  if (i == 0 || i == size) return 1;
  uint32_t length;
  if (text[i - 1] != ' ' && text[i - 1] != '\t') return text[i - 1] != '\r' || text[i] != '\n';
  switch (gloss__word_break(gloss__utf8_decode(text + i, &length))) {
  case GLOSS__WB_EXTEND:
  case GLOSS__WB_FORMAT:
  case GLOSS__WB_ZWJ: return 0;
  case GLOSS__WB_WSEGSPACE: return text[i - 1] != ' ';
  default: return 1;
  }
}

/* ---- Letters, digits and ASCII marks ---- */

enum { MID_LETTER = 1, MID_NUM = 2, CONNECTOR = 4 };

/* What a mark joins: letters (MidLetter, MidNumLet, Single_Quote), digits (MidNum, MidNumLet,
** Single_Quote), anything (ExtendNumLet). */
static const uint8_t joins[128] = {['\''] = MID_LETTER | MID_NUM,
                                   ['.'] = MID_LETTER | MID_NUM,
                                   [':'] = MID_LETTER,
                                   [','] = MID_NUM,
                                   [';'] = MID_NUM,
                                   ['_'] = CONNECTOR};

/* Gives the bits of mask w that belong to words: letters, digits and what joins them. */
static uint64_t word_bits(const gloss__repair *r, ptrdiff_t w) {
  const gloss__masks *m = &r->masks;
  const unsigned char *text = (const unsigned char *)r->text + r->base + 64 * w;
  uint64_t letters = (gloss__behind(m->letter, w) | gloss__behind(m->high, w)) &
                     (gloss__before(m->letter, w) | gloss__before(m->high, w));
  uint64_t digits = gloss__behind(m->digit, w) & gloss__before(m->digit, w);
  uint64_t joined = 0;
  for (uint64_t marks = ~(m->word[w] | m->space[w]); marks != 0; marks &= marks - 1) {
    unsigned what = joins[text[__builtin_ctzll(marks)]];
    uint64_t where = (what & MID_LETTER ? letters : 0) | (what & MID_NUM ? digits : 0);
    joined |= marks & (0 - marks) & (what & CONNECTOR ? UINT64_MAX : where);
  }
  return m->letter[w] | m->high[w] | m->digit[w] | joined;
}

/* Sets the starts of the block as if all that is not ASCII were letters. */
static void scan_letters(gloss__repair *r) {
  ptrdiff_t n = ((ptrdiff_t)(r->end - r->base) + 63) / 64;
  uint64_t last = 0; /* byte */
  for (ptrdiff_t w = 0; w < n; w++) {
    uint64_t words = word_bits(r, w);
    r->starts[w] = ~r->masks.space[w] & ~(words & (words << 1 | last));
    last = words >> 63;
  }
}

/* ---- All other text ---- */

/* Gives the first non-ASCII character from i on that is no letter, or the block's end. The lengths
** hang on branches, which are foreseen, and on no loaded value. */
static uint32_t next_other(const gloss__repair *r, uint32_t i) {
  const char *text = r->text + r->base;
  size_t size = r->end - r->base, at = i - r->base;
  while (at < size) {
    size_t base = at & ~(size_t)63, k = at - base;
    for (uint64_t bits; k < 64 && (bits = r->masks.high[base / 64] & UINT64_MAX << k) != 0;) {
      k = (size_t)__builtin_ctzll(bits);
      unsigned lead = (unsigned char)text[base + k];
      if (lead < 0xE0) {
        unsigned trail = (unsigned char)text[base + k + 1];
        if (!(gloss__letter_bits[lead & 31] >> (trail & 63) & 1))
          return r->base + (uint32_t)(base + k);
        k += 2;
      } else {
        uint32_t length, c = gloss__utf8_decode(text + base + k, &length);
        if (gloss__word_break(c) != GLOSS__WB_ALETTER) return r->base + (uint32_t)(base + k);
        k += length;
      }
    }
    at = base + (k < 64 ? 64 : k);
  }
  return r->end;
}

/* Gives the first white space from i < r->end on, or the block's end. */
static uint32_t next_space(const gloss__repair *r, uint32_t i) {
  size_t size = r->end - r->base, w = (i - r->base) / 64;
  uint64_t bits = r->masks.space[w] & UINT64_MAX << (i - r->base) % 64;
  while (bits == 0) bits = r->masks.space[++w]; /* bits past the block are space */
  size_t at = 64 * w + (size_t)__builtin_ctzll(bits);
  return at < size ? r->base + (uint32_t)at : r->end;
}

/* Gives the last boundary at or before i that white space makes, at least `settled`. */
static uint32_t chunk_start(const gloss__repair *r, uint32_t i, uint32_t settled) {
  while (i > settled && !gloss__is_space(r, i - 1)) i--;
  if (i == settled || gloss__uax29_splits(r->text, r->size, i)) return i;
  char space = r->text[--i];
  while (space == ' ' && i > settled && r->text[i - 1] == ' ') i--;
  return i;
}

/* Writes the bits of the segment [a, b), which begins with white space: marks may follow that, and
** then all of it is a token. */
static void put_space(gloss__repair *r, uint32_t a, uint32_t b) {
  uint32_t last = b - 1, length;
  while (((unsigned char)r->text[last] & 0xC0) == 0x80) last--;
  unsigned class = gloss__codepoint_class(gloss__utf8_decode(r->text + last, &length));
  uint64_t blank = class & GLOSS__SPACE_CHAR ? UINT64_MAX : 0;
  gloss__clear_starts(r, a, b);
  for (uint32_t k = a - r->base; k < b - r->base; k++) {
    uint64_t bit = UINT64_C(1) << k % 64;
    uint64_t *space = &r->masks.space[k / 64];
    *space = (*space & ~bit) | (bit & blank);
    r->masks.word[k / 64] &= ~(bit & blank);
  }
  if (!blank) gloss__set_start(r, a);
}

/* Writes the bits of the segments from the boundary a on, until one ends before the white space at
** `end` or some after it, and gives where. One pass, but for what is read ahead in vain. */
static uint32_t run_chunk(gloss__repair *r, uint32_t a, uint32_t end) {
  uint32_t accepted = a, space = 0, length = 0;
  unsigned state = GLOSS__START;
  gloss__clear_starts(r, a, end);
  for (uint32_t i = a;; i += length) {
    uint32_t record = 0;
    unsigned to = GLOSS__DEAD, class = GLOSS__WB_OTHER;
    if (i < r->end) {
      record = gloss__unidata(gloss__utf8_decode(r->text + i, &length));
      class = record >> 12 & 31;
      to = gloss__word_next[state][class];
    }
    if (to == GLOSS__DEAD) {
      if (!gloss__word_joined(r->text, a, i, state, class)) { /* [a, accepted) is a segment */
        if (space) put_space(r, a, accepted);
        a = accepted;
        if (a >= end) {
          if (a == r->end || gloss__is_space(r, a)) return a;
          end = next_space(r, a);
          gloss__clear_starts(r, a, end);
        }
        if (a < i) {
          i = a;
          length = 0;
          state = GLOSS__START;
          continue;
        }
      }
      to = gloss__word_next[GLOSS__START][class];
    }
    if (i == a) {
      space = record & GLOSS__SPACE_CHAR;
      if (!space) gloss__set_start(r, a);
    }
    state = to;
    if (state < GLOSS__PENDING) accepted = i + length;
  }
}

void gloss__uax29_block(gloss__repair *r) {
  uint32_t settled = r->base, other;
  scan_letters(r);
  while ((other = next_other(r, settled)) < r->end) {
    settled = run_chunk(r, chunk_start(r, other, settled), next_space(r, other));
  }
}
