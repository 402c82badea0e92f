/* segment.c -- grapheme clusters, words and sentences by UAX #29 (Unicode 15.0), one automaton each.
**
** A segment is the longest string an automaton accepts from a boundary on, since no rule looks
** behind one. States from PENDING on do not accept: they read ahead to where a rule decides (WB6,
** WB7b, WB12, SB8), and a segment that dies there ends where it was last accepted. What was read
** ahead is read again at most once, by the next segment, so that all segments take linear time.
** The transitions that a table does not name lead to the state DEAD. */
#include "segment.h"

#include "utf8.h"

enum { START = GLOSS__START, PENDING = GLOSS__PENDING };

/* Runs one automaton: `shift` and `mask` select the property of a record that is its alphabet. */
static inline size_t run(gloss_str text, size_t start, const uint8_t next[][32], unsigned shift,
                         unsigned mask) {
  size_t end = start;
  unsigned state = START;
  uint32_t length;
  for (size_t i = start; i < text.size; i += length) {
    unsigned class = gloss__unidata(gloss__utf8_decode(text.data + i, &length)) >> shift & mask;
    unsigned to = next[state][class];
    if (to == GLOSS__DEAD) {
      if (next != gloss__word_next) break;
      if (!gloss__word_joined(text.data, start, i, state, class)) break;
      to = next[START][class];
    }
    state = to;
    if (state < PENDING) end = i + length;
  }
  return end;
}

/* ---- Words ---- */

/* What was read, with Extend, Format and ZWJ after it left out (WB4). */
enum {
  W_CLOSED = START + 1, /* a line break */
  W_CR,
  W_OTHER,
  W_SPACE,
  W_FLAG, /* one regional indicator */
  W_KATAKANA,
  W_LETTER,
  W_HEBREW,
  W_HEBREW_SINGLE, /* Hebrew letter, single quote */
  W_NUMERIC,
  W_CONNECTOR,
  W_MID_LETTER = PENDING, /* letter, mark that joins letters */
  W_HEBREW_DOUBLE,        /* Hebrew letter, double quote */
  W_MID_NUM,              /* number, mark that joins numbers */
  W_STATES
};

#define W(name) [GLOSS__WB_##name]
#define W_KEEP(state) W(EXTEND) = state, W(FORMAT) = state, W(ZWJ) = state
#define W_LETTERS                                                                                  \
  W(ALETTER) = W_LETTER, W(ALETTER_PICTOGRAPHIC) = W_LETTER, W(HEBREW_LETTER) = W_HEBREW

const uint8_t gloss__word_next[W_STATES][32] = {
    [START] = {W(OTHER) = W_OTHER, W(CR) = W_CR, W(LF) = W_CLOSED, W(NEWLINE) = W_CLOSED,
               W(REGIONAL_INDICATOR) = W_FLAG, W(KATAKANA) = W_KATAKANA, W(SINGLE_QUOTE) = W_OTHER,
               W(DOUBLE_QUOTE) = W_OTHER, W(MIDNUMLET) = W_OTHER, W(MIDLETTER) = W_OTHER,
               W(MIDNUM) = W_OTHER, W(NUMERIC) = W_NUMERIC, W(EXTENDNUMLET) = W_CONNECTOR,
               W(WSEGSPACE) = W_SPACE, W(PICTOGRAPHIC) = W_OTHER, W_LETTERS, W_KEEP(W_OTHER)},
    [W_CR] = {W(LF) = W_CLOSED},
    [W_OTHER] = {W_KEEP(W_OTHER)},
    [W_SPACE] = {W(WSEGSPACE) = W_SPACE, W_KEEP(W_OTHER)},
    [W_FLAG] = {W(REGIONAL_INDICATOR) = W_OTHER, W_KEEP(W_FLAG)},
    [W_KATAKANA] = {W(KATAKANA) = W_KATAKANA, W(EXTENDNUMLET) = W_CONNECTOR, W_KEEP(W_KATAKANA)},
    [W_LETTER] = {W_LETTERS, W(NUMERIC) = W_NUMERIC, W(EXTENDNUMLET) = W_CONNECTOR,
                  W(MIDLETTER) = W_MID_LETTER, W(MIDNUMLET) = W_MID_LETTER,
                  W(SINGLE_QUOTE) = W_MID_LETTER, W_KEEP(W_LETTER)},
    [W_HEBREW] = {W_LETTERS, W(NUMERIC) = W_NUMERIC, W(EXTENDNUMLET) = W_CONNECTOR,
                  W(MIDLETTER) = W_MID_LETTER, W(MIDNUMLET) = W_MID_LETTER,
                  W(SINGLE_QUOTE) = W_HEBREW_SINGLE, W(DOUBLE_QUOTE) = W_HEBREW_DOUBLE,
                  W_KEEP(W_HEBREW)},
    [W_HEBREW_SINGLE] = {W_LETTERS, W_KEEP(W_HEBREW_SINGLE)},
    [W_NUMERIC] = {W_LETTERS, W(NUMERIC) = W_NUMERIC, W(EXTENDNUMLET) = W_CONNECTOR,
                   W(MIDNUM) = W_MID_NUM, W(MIDNUMLET) = W_MID_NUM, W(SINGLE_QUOTE) = W_MID_NUM,
                   W_KEEP(W_NUMERIC)},
    [W_CONNECTOR] = {W_LETTERS, W(NUMERIC) = W_NUMERIC, W(KATAKANA) = W_KATAKANA,
                     W(EXTENDNUMLET) = W_CONNECTOR, W_KEEP(W_CONNECTOR)},
    [W_MID_LETTER] = {W_LETTERS, W_KEEP(W_MID_LETTER)},
    [W_HEBREW_DOUBLE] = {W(HEBREW_LETTER) = W_HEBREW, W_KEEP(W_HEBREW_DOUBLE)},
    [W_MID_NUM] = {W(NUMERIC) = W_NUMERIC, W_KEEP(W_MID_NUM)}};

/* ---- Grapheme clusters ---- */

enum {
  G_CLOSED = START + 1, /* a control or line break */
  G_CR,
  G_OTHER,
  G_PREPEND,
  G_FLAG,       /* one regional indicator */
  G_L,          /* Hangul: leading consonants */
  G_V,          /* vowels after them */
  G_T,          /* trailing consonants */
  G_PICTOGRAPH, /* pictograph and Extend */
  G_PICTOGRAPH_ZWJ,
  G_STATES
};

#define G(name) [GLOSS__GCB_##name]
#define G_KEEP(state) G(EXTEND) = state, G(ZWJ) = state, G(SPACINGMARK) = G_OTHER
#define G_BASES                                                                                    \
  G(OTHER) = G_OTHER, G(REGIONAL_INDICATOR) = G_FLAG, G(PREPEND) = G_PREPEND, G(L) = G_L,          \
  G(V) = G_V, G(T) = G_T, G(LV) = G_V, G(LVT) = G_T, G(PICTOGRAPHIC) = G_PICTOGRAPH

static const uint8_t graphemes[G_STATES][32] = {
    [START] = {G(CR) = G_CR, G(LF) = G_CLOSED, G(CONTROL) = G_CLOSED, G_BASES, G_KEEP(G_OTHER)},
    [G_CR] = {G(LF) = G_CLOSED},
    [G_OTHER] = {G_KEEP(G_OTHER)},
    [G_PREPEND] = {G_BASES, G_KEEP(G_OTHER)},
    [G_FLAG] = {G(REGIONAL_INDICATOR) = G_OTHER, G_KEEP(G_OTHER)},
    [G_L] = {G(L) = G_L, G(V) = G_V, G(LV) = G_V, G(LVT) = G_T, G_KEEP(G_OTHER)},
    [G_V] = {G(V) = G_V, G(T) = G_T, G_KEEP(G_OTHER)},
    [G_T] = {G(T) = G_T, G_KEEP(G_OTHER)},
    [G_PICTOGRAPH] = {G(EXTEND) = G_PICTOGRAPH, G(ZWJ) = G_PICTOGRAPH_ZWJ,
                      G(SPACINGMARK) = G_OTHER},
    [G_PICTOGRAPH_ZWJ] = {G(PICTOGRAPHIC) = G_PICTOGRAPH, G_KEEP(G_OTHER)}};

/* ---- Sentences ---- */

/* What was read, with Extend and Format after it left out (SB5). */
enum {
  S_CLOSED = START + 1, /* a paragraph separator */
  S_CR,
  S_OTHER,
  S_CASED,           /* Upper or Lower */
  S_CASED_TERM,      /* ATerm after it */
  S_TERM,            /* ATerm */
  S_TERM_CLOSE,      /* ATerm Close+ */
  S_TERM_SPACE,      /* ATerm Close* Sp+ */
  S_STOP,            /* STerm Close* */
  S_STOP_SPACE,      /* STerm Close* Sp+ */
  S_AHEAD = PENDING, /* ATerm Close* Sp*, then no letter yet: Lower goes on (SB8) */
  S_STATES
};

#define S(name) [GLOSS__SB_##name]
#define S_KEEP(state) S(EXTEND) = state, S(FORMAT) = state
#define S_ALL                                                                                      \
  S(OTHER) = S_OTHER, S(SP) = S_OTHER, S(LOWER) = S_CASED, S(UPPER) = S_CASED,                     \
  S(OLETTER) = S_OTHER, S(NUMERIC) = S_OTHER, S(SCONTINUE) = S_OTHER, S(CLOSE) = S_OTHER,          \
  S(STERM) = S_STOP, S_BREAK
#define S_BREAK S(CR) = S_CR, S(LF) = S_CLOSED, S(SEP) = S_CLOSED
/* What goes on after ATerm Close* Sp*, but for Close and Sp. */
#define S_AFTER                                                                                    \
  S(LOWER) = S_CASED, S(SCONTINUE) = S_OTHER, S(ATERM) = S_TERM, S(STERM) = S_STOP,                \
  S(OTHER) = S_AHEAD, S_BREAK

static const uint8_t sentences[S_STATES][32] = {
    [START] = {S_ALL, S(ATERM) = S_TERM, S_KEEP(S_OTHER)},
    [S_CR] = {S(LF) = S_CLOSED},
    [S_OTHER] = {S_ALL, S(ATERM) = S_TERM, S_KEEP(S_OTHER)},
    [S_CASED] = {S_ALL, S(ATERM) = S_CASED_TERM, S_KEEP(S_CASED)},
    [S_CASED_TERM] = {S_AFTER, S(UPPER) = S_CASED, S(NUMERIC) = S_OTHER, S(CLOSE) = S_TERM_CLOSE,
                      S(SP) = S_TERM_SPACE, S_KEEP(S_CASED_TERM)},
    [S_TERM] = {S_AFTER, S(NUMERIC) = S_OTHER, S(CLOSE) = S_TERM_CLOSE, S(SP) = S_TERM_SPACE,
                S_KEEP(S_TERM)},
    [S_TERM_CLOSE] = {S_AFTER, S(NUMERIC) = S_AHEAD, S(CLOSE) = S_TERM_CLOSE, S(SP) = S_TERM_SPACE,
                      S_KEEP(S_TERM_CLOSE)},
    [S_TERM_SPACE] = {S_AFTER, S(NUMERIC) = S_AHEAD, S(CLOSE) = S_AHEAD, S(SP) = S_TERM_SPACE,
                      S_KEEP(S_TERM_SPACE)},
    [S_STOP] = {S(SCONTINUE) = S_OTHER, S(ATERM) = S_TERM, S(STERM) = S_STOP, S(CLOSE) = S_STOP,
                S(SP) = S_STOP_SPACE, S_BREAK, S_KEEP(S_STOP)},
    [S_STOP_SPACE] = {S(SCONTINUE) = S_OTHER, S(ATERM) = S_TERM, S(STERM) = S_STOP,
                      S(SP) = S_STOP_SPACE, S_BREAK, S_KEEP(S_STOP_SPACE)},
    [S_AHEAD] = {S(OTHER) = S_AHEAD, S(SP) = S_AHEAD, S(NUMERIC) = S_AHEAD, S(SCONTINUE) = S_AHEAD,
                 S(CLOSE) = S_AHEAD, S(LOWER) = S_CASED, S_KEEP(S_AHEAD)}};

/* Whether the byte at i is ASCII; the end of text counts as such. */
static int is_ascii(gloss_str text, size_t i) {
  return i == text.size || (unsigned char)text.data[i] < 0x80;
}

size_t gloss_segment_end(gloss_str text, gloss_boundary kind, size_t start) {
  if (start >= text.size) return text.size;
  switch (kind) {
  case GLOSS_GRAPHEMES:
    if (is_ascii(text, start) && is_ascii(text, start + 1) && text.data[start] != '\r') {
      return start + 1; /* nothing in ASCII joins but CR LF */
    }
    return run(text, start, graphemes, 17, 15);
  case GLOSS_WORDS: return run(text, start, gloss__word_next, 12, 31);
  default: return run(text, start, sentences, 21, 15);
  }
}
