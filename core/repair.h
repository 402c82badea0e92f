/* repair.h -- the tokenizer's second step: decisions at interesting characters, as bits.
**
** The scan leaves a start bit at every byte that begins a run of letters and digits (all non-ASCII
** bytes count as such) and at every ASCII punctuation byte. Repair clears bits to join and sets
** them to cut. Work goes by blocks that end at white space, so no decision reaches past a block,
** though it may look there. Positions are bytes of the document. */
#ifndef GLOSS_CORE_REPAIR_H
#define GLOSS_CORE_REPAIR_H

#include "classify.h"
#include "gloss.h"
#include "lexicon.h"

/* What the style and the options of a tokenizer ask for; none is the style "ud". (tokenstyle.c) */
enum {
  GLOSS__SPACES = 1,         /* cut at white space alone */
  GLOSS__UAX29 = 2,          /* cut at the word boundaries of UAX #29 */
  GLOSS__JOIN_SLASHES = 4,   /* words with slashes are whole: and/or */
  GLOSS__JOIN_CLITICS = 8,   /* so are don't, Smith's, cannot */
  GLOSS__CUT_ADDRESSES = 16, /* URLs, emails, domains and file names are cut as other text */
  GLOSS__JOIN_SIGNS = 32,    /* signs stay with the number they touch: $5, 5% */
  GLOSS__JOIN_UNITS = 64,    /* so do letters: 5pm, 40mg, USD50 */
  GLOSS__CUT_EMOJI = 128     /* joined pictures are apart, emoticons are punctuation */
};

/* A token whose kind is not told by its characters. */
typedef struct gloss__mark {
  uint32_t start;
  gloss_kind kind;
} gloss__mark;

typedef struct gloss__repair {
  const gloss_alloc *alloc;
  const gloss__lexicon *lexicon;
  unsigned rules; /* of the language, as changed by style and options */
  unsigned flags; /* of style and options */
  const char *text;
  uint32_t size;
  uint32_t base, end;        /* the block */
  gloss__masks masks;        /* of the block */
  uint64_t *starts, *points; /* where tokens start; where repair decides, as scan.h says */
  uint64_t *meets;           /* where letters and digits meet */
  gloss__mark *marks;        /* rising */
  size_t n_marks, marks_room;
  uint32_t from;                   /* bytes before it are settled */
  uint32_t chunk_end;              /* of the run of non-space bytes searched last */
  uint32_t searched;               /* bytes before it were searched for addresses */
  uint32_t local_end;              /* of the run of bytes of local parts of emails searched last */
  uint32_t no_initials, no_dotted; /* stops before them are in no initials, no dotted form */
  gloss_span address;              /* the address found last; empty when there is none ahead */
  gloss_kind address_kind;
  uint32_t taken;      /* where the address taken last ended */
  gloss_status status; /* ENOMEM when a mark found no room */
} gloss__repair;

/* Repairs the start bits of a block. Returns r->status. */
gloss_status gloss__repair_block(gloss__repair *r);

/* Decisions of repairword.c: each settles the character at i and returns where to go on. `size` is
** the mark's length in bytes. */
uint32_t gloss__repair_stop(gloss__repair *r, uint32_t i);
uint32_t gloss__repair_apostrophe(gloss__repair *r, uint32_t i, uint32_t size);
uint32_t gloss__repair_hyphen(gloss__repair *r, uint32_t i, uint32_t size);
uint32_t gloss__repair_number(gloss__repair *r, uint32_t i);

enum {
  GLOSS__LOCAL_RULES =
      GLOSS__WHOLE_PERCENTS | GLOSS__ELISIONS | GLOSS__SPACED_GROUPS | GLOSS__CLOCKS
};

/* Joins what only the languages with such rules join, after the rest is settled. (repairlocal.c) */
void gloss__repair_local(gloss__repair *r);

/* Decides about the non-ASCII character at i, one of those that scanhigh.c names; returns where to
** go on. (repairhigh.c) */
uint32_t gloss__repair_high(gloss__repair *r, uint32_t i);

/* Decides on the run of punctuation that holds i - 1 and i. Returns i when it leaves it apart. */
uint32_t gloss__repair_run(gloss__repair *r, uint32_t i);

/* Joins an emoticon at i if there is one. Returns its end, else 0. (both repairrun.c) */
uint32_t gloss__repair_emoticon(gloss__repair *r, uint32_t i);

/* Looks for the next URL, email, domain or file name in the run of non-space bytes around i, each
** byte once, and leaves it in r->address. Returns its end if it covers i, else 0. (tokenlex.c) */
uint32_t gloss__repair_address(gloss__repair *r, uint32_t i);

/* Records the kind of the token at start; marks inside or after it are dropped. */
void gloss__repair_mark(gloss__repair *r, uint32_t start, gloss_kind kind);

/* Joins and marks r->address. Returns its end. */
uint32_t gloss__repair_take(gloss__repair *r);

/* The byte at i, a space outside the text. */
static inline unsigned char gloss__at(const gloss__repair *r, uint32_t i) {
  return i < r->size ? (unsigned char)r->text[i] : ' ';
}

static inline unsigned gloss__class_at(const gloss__repair *r, uint32_t i) {
  return gloss__byte_class[gloss__at(r, i)];
}

static inline int gloss__is_digit(const gloss__repair *r, uint32_t i) {
  return (gloss__class_at(r, i) & GLOSS__DIGIT_BYTE) != 0;
}

static inline int gloss__is_letter(const gloss__repair *r, uint32_t i) {
  return (gloss__class_at(r, i) & GLOSS__LETTER_BYTE) != 0;
}

static inline int gloss__is_upper(const gloss__repair *r, uint32_t i) {
  return (gloss__class_at(r, i) & GLOSS__UPPER_BYTE) != 0;
}

static inline int gloss__is_space(const gloss__repair *r, uint32_t i) {
  return (gloss__class_at(r, i) & GLOSS__SPACE_BYTE) != 0;
}

/* Whether a letter, digit or mark begins at i, or ends before i. */
int gloss__word_at(const gloss__repair *r, uint32_t i);
int gloss__word_before(const gloss__repair *r, uint32_t i);

/* Give the start of the run of letters and digits before i, as far as it is settled, and the end of
** the run from i, inside the block. */
uint32_t gloss__word_start(const gloss__repair *r, uint32_t i);
uint32_t gloss__word_end(const gloss__repair *r, uint32_t i);

static inline void gloss__set_start(gloss__repair *r, uint32_t i) {
  uint32_t k = i - r->base;
  r->starts[k / 64] |= UINT64_C(1) << k % 64;
}

/* Whether a token starts at i, as far as it is settled. */
static inline int gloss__starts(const gloss__repair *r, uint32_t i) {
  uint32_t k = i - r->base;
  return r->starts[k / 64] >> k % 64 & 1;
}

static inline void gloss__clear_start(gloss__repair *r, uint32_t i) {
  uint32_t k = i - r->base;
  r->starts[k / 64] &= ~(UINT64_C(1) << k % 64);
}

/* Clears the starts of [a, b). */
static inline void gloss__clear_starts(gloss__repair *r, uint32_t a, uint32_t b) {
  size_t k = a - r->base, end = b - r->base;
  for (size_t next; k < end; k = next) {
    next = (k | 63) + 1 < end ? (k | 63) + 1 : end;
    r->starts[k / 64] &= ~(UINT64_MAX >> (64 - (next - k)) << k % 64);
  }
}

/* Whether the byte at i, of the block, is of white space, ASCII or not. */
static inline int gloss__space_bit(const gloss__repair *r, uint32_t i) {
  uint32_t k = i - r->base;
  return (int)(r->masks.space[k / 64] >> k % 64 & 1);
}

/* Whether it is of a letter, digit or combining mark. */
static inline int gloss__word_bit(const gloss__repair *r, uint32_t i) {
  uint32_t k = i - r->base;
  return (int)(r->masks.word[k / 64] >> k % 64 & 1);
}

/* Makes the mark [i, b) part of what stands on both sides of it. Returns b. */
static inline uint32_t gloss__join_mark(gloss__repair *r, uint32_t i, uint32_t b) {
  gloss__clear_start(r, i);
  gloss__clear_start(r, b);
  return b;
}

/* Sets a start at i unless the block ends or white space stands there. */
static inline void gloss__cut(gloss__repair *r, uint32_t i) {
  uint32_t k = i - r->base;
  if (i < r->end && !(r->masks.space[k / 64] >> k % 64 & 1)) gloss__set_start(r, i);
}

/* Whether a token begins at i; the end of the block and white space count too. */
static inline int gloss__token_edge(const gloss__repair *r, uint32_t i) {
  uint32_t k = i - r->base;
  return i >= r->end || ((r->starts[k / 64] | r->masks.space[k / 64]) >> k % 64 & 1);
}

/* Gives the start of the token that holds i. (tokenunits.c) */
uint32_t gloss__token_start(const gloss__repair *r, uint32_t i);

enum { GLOSS__POINTS = 256 }; /* positions that are gathered before what is done about them */

/* Writes the positions of the bits of a word: the first two, of which most words have no more, with
** no branch. Returns how many. */
static inline uint32_t gloss__gather(uint32_t *out, uint64_t bits, uint32_t base) {
  uint32_t n = 0;
  for (unsigned k = 0; k < 2; k++, bits &= bits - 1) {
    out[n] = base + (uint32_t)__builtin_ctzll(bits | UINT64_C(1) << 63);
    n += bits != 0;
  }
  for (; bits != 0; bits &= bits - 1) out[n++] = base + (uint32_t)__builtin_ctzll(bits);
  return n;
}

/* Makes [a, b) one token. */
void gloss__join(gloss__repair *r, uint32_t a, uint32_t b);

#endif
