/* sentence.h -- what the parts of the splitter share: the engine, what its rules see of a document,
** and the marks of where sentences begin. */
#ifndef GLOSS_CORE_SENTENCE_H
#define GLOSS_CORE_SENTENCE_H

#include <stdatomic.h>

#include "gloss.h"
#include "lexicon.h"
#include "sentencemodel.h"

/* What a line break is. AUTO is looked at once more for each document: MEANT, WRAP or SENTENCE. */
typedef enum gloss__newlines {
  GLOSS__NEWLINES_AUTO,
  GLOSS__NEWLINES_WRAP,
  GLOSS__NEWLINES_MEANT, /* an end, unless the text plainly goes on; no option */
  GLOSS__NEWLINES_PARAGRAPH,
  GLOSS__NEWLINES_SENTENCE
} gloss__newlines;

/* Why a sentence ends; what says more stands before what says less. */
typedef enum gloss__reason {
  GLOSS__GOES_ON,
  GLOSS__TERMINATOR, /* a stop and what closes after it */
  GLOSS__STOPPED,    /* the same by the rules on stops alone, where a model may be asked */
  GLOSS__MODEL,      /* no stop, but a model sees an end */
  GLOSS__DATELINE,   /* it is where and when a story was written, and by whom */
  GLOSS__LIST,       /* it is an item of a list, or one follows */
  GLOSS__HEADING,    /* a short line for itself */
  GLOSS__PARAGRAPH,
  GLOSS__LINE,  /* a line break that is meant */
  GLOSS__BOUND, /* an edge of the caller's */
  GLOSS__LIMIT, /* it is 1 MB long */
  GLOSS__END,   /* of the document */
  GLOSS__REASONS
} gloss__reason;

/* The engine. (splitter.c) */
struct gloss_splitter {
  gloss_alloc alloc;
  atomic_size_t refs;
  int uax29;
  gloss__newlines newlines;
  gloss__lexicon *lexicon;
  unsigned rules;              /* of the language */
  gloss__sentence_model model; /* without weights: the rules alone */
};

/* What letters a text is written in. */
typedef enum gloss__letters {
  GLOSS__MIXED_CASE,
  GLOSS__LOWER_CASE,
  GLOSS__UPPER_CASE
} gloss__letters;

/* What is known of 64 tokens, a bit each: of the token, or where it is said of the gap after it. */
typedef struct gloss__sentence_bits {
  uint64_t points;           /* the pass must look */
  uint64_t spaces, blanks;   /* white space, a blank line before it */
  uint64_t marks, stops;     /* no word or number; a mark that ends in . ! or ? */
  uint64_t capitals, digits; /* begins with a capital; holds a digit */
  uint64_t odd;              /* seldom seen in edited prose */
  uint64_t settled, asked;   /* written by passes: the gap belongs to a stop; the gap before it was
                           ** open */
} gloss__sentence_bits;

typedef struct gloss__sentence_view {
  const gloss__lexicon *lexicon;
  unsigned rules; /* of the language */
  gloss_str text;
  uint32_t n; /* tokens */
  const uint32_t *starts, *ends;
  const uint8_t *kind, *space;
  const uint16_t *shape;
  gloss__newlines newlines; /* never AUTO */
  uint32_t width;           /* of wrapped lines, in bytes; 0 when lines are not wrapped */
  gloss__letters letters;
  const gloss__sentence_bits *bits; /* of 64 tokens each, one more than there are; for a model */
} gloss__sentence_view;

/* What the pass knows where a sentence begins, in bytes of the view's text; `line` wraps when the
** line began before it. */
typedef struct gloss__sentence_state {
  uint32_t line; /* where the line began */
  int quoted;    /* a straight double quote is open */
} gloss__sentence_state;

/* How many tokens a decision may look at: before the sentence it ends, and after the token it is
** about. Streams rely on it. */
enum { GLOSS__SENTENCE_BACK = 64, GLOSS__SENTENCE_AHEAD = 96 };

/* A sentence ends once it has so many bytes. */
enum { GLOSS__SENTENCE_LIMIT = 1 << 20 };

/* ---- Marks: where sentences begin (sentencebegins.c) ---- */

/* What a model says of the gap before a token, in log odds. */
typedef struct gloss__verdict {
  uint32_t token;
  float score;
} gloss__verdict;

/* A gap after token `left` that a model may be asked about, and what the rules say of it. */
typedef struct gloss__gap {
  uint32_t left;
  uint32_t stop; /* the stop that the gap belongs to; GLOSS_NONE for none */
  uint8_t kind;  /* of the stop, a gloss__stop */
  uint8_t ends;  /* the rules end a sentence here */
  uint8_t noise; /* how many odd tokens are around it */
} gloss__gap;

/* A bit a token, set where a sentence begins, and there the reason why the one before ended; what is
** known of the tokens; the gaps at stops that the rules leave open, and the verdicts of a model, in
** order. What a scratch keeps for a splitter. */
typedef struct gloss__begins {
  uint64_t *bits;
  uint8_t *why;
  gloss__sentence_bits *tokens;
  gloss__gap *gaps;
  gloss__verdict *verdicts;
  size_t bits_room, why_room, tokens_room, gaps_room, verdicts_room;
  uint32_t n_gaps, n_verdicts;
} gloss__begins;

static inline void gloss__begin(gloss__begins *b, uint32_t i, gloss__reason why) {
  b->bits[i / 64] |= UINT64_C(1) << i % 64;
  b->why[i] = (uint8_t)why;
}

static inline int gloss__begins_at(const gloss__begins *b, uint32_t i) {
  return (int)(b->bits[i / 64] >> i % 64 & 1);
}

/* Gives the marks that a scratch keeps for a splitter, n of them, cleared, with room for as many
** reasons. ENOMEM. */
gloss_status gloss__begins_get(gloss__begins **out, gloss_splitter *splitter, uint32_t n,
                               uint32_t reasons, gloss_scratch *scratch);

/* Marks the first tokens at or after the edges of spans. */
void gloss__begin_at_bounds(gloss__begins *b, const gloss__sentence_view *v,
                            const gloss_layer *bounds);

/* Makes the layer of what begins at the marks and ends with token n - 1, with the column `reason`
** of a last token that is not marked, or without such a column for GLOSS__GOES_ON; with the
** column `score` when a model was there. */
gloss_status gloss__begins_layer(const gloss__begins *b, const gloss__sentence_view *v,
                                 const char *name, gloss__reason last, int scored, gloss_doc *doc,
                                 gloss_layer **out);

/* Gives the symbols of the reasons' names; 0 for GLOSS__GOES_ON. ENOMEM. */
gloss_status gloss__reason_symbols(gloss_doc *doc, uint32_t symbols[GLOSS__REASONS]);

/* ---- The pass and its rules ---- */

/* Marks where sentences begin from token `from` on, which begins one, and gives why the last one
** ends. With `asks`, keeps what is known of the tokens, also of those before `from`, and the gaps
** that are open. ENOMEM, ESTOP. (sentence.c) */
gloss_status gloss__find_sentences(const gloss__sentence_view *v, uint32_t from,
                                   gloss__sentence_state state, int asks, gloss__begins *b,
                                   gloss_scratch *scratch, gloss__reason *last);

/* Moves a state from where token `from` begins to where token `to` does. */
void gloss__sentence_advance(const gloss__sentence_view *v, gloss__sentence_state *state,
                             uint32_t from, uint32_t to);

/* Takes the columns of a token layer, but for what line breaks are. EARG with a message. */
gloss_status gloss__sentence_view_make(gloss__sentence_view *v, const gloss_splitter *s,
                                       gloss_layer *tokens, gloss_error *err);

/* Makes the layer "sentence" of the tokens from `from` on, the first of a sentence.
** ENOMEM, ESTOP. (both splitter.c) */
gloss_status gloss__split(gloss_splitter *splitter, const gloss__sentence_view *v, uint32_t from,
                          gloss__sentence_state state, const gloss_layer *bounds,
                          gloss_scratch *scratch, gloss_doc *doc, gloss_layer **out);

/* Makes the layer "sentence" of the segments of UAX #29 in the text from byte `from` on, cut at the
** bounds. ENOMEM, ESTOP. (sentenceuax29.c) */
gloss_status gloss__uax29_sentences(gloss_splitter *splitter, const gloss__sentence_view *v,
                                    uint32_t from, const gloss_layer *bounds,
                                    gloss_scratch *scratch, gloss_doc *doc, gloss_layer **out);

/* The kinds of stop. */
typedef enum gloss__stop {
  GLOSS__STOP_NONE,
  GLOSS__STOP_FULL,
  GLOSS__STOP_MARK, /* a question or exclamation mark, a full stop that is nothing else */
  GLOSS__STOP_ELLIPSIS,
  GLOSS__STOP_ABBREVIATION,
  GLOSS__STOP_ORDINAL,   /* a number with its stop */
  GLOSS__STOP_SEMICOLON, /* where it may end a sentence */
  GLOSS__STOP_RAISED,    /* the Greek semicolon */
  GLOSS__STOP_FACE       /* an emoji */
} gloss__stop;

/* What a mark may be; a straight quote is both an opener and a closer. */
enum { GLOSS__OPENS = 1, GLOSS__CLOSES = 2, GLOSS__QUOTE = 4, GLOSS__BRACKET = 8 };

/* How a script writes: ideographs and kana without spaces, Arabic and Hebrew mostly consonants. */
typedef enum gloss__writing {
  GLOSS__WRITTEN_SPACED,
  GLOSS__WRITTEN_UNSPACED,
  GLOSS__WRITTEN_CONSONANTS
} gloss__writing;

/* Whether the sentence that begins with token `first` ends after token i because of the stop it is;
** `quoted` tells that a straight double quote is open there. *last receives the last token before
** the gap that was decided: i, or what closes or follows the stop and belongs to it.
** (sentencerules.c) */
int gloss__stop_ends(const gloss__sentence_view *v, uint32_t first, int quoted, uint32_t i,
                     gloss__stop stop, uint32_t *last);

/* What token i is alone. (sentencemarks.c) */
gloss__stop gloss__stop_at(const gloss__sentence_view *v, uint32_t i);
int gloss__is_terminator(const gloss__sentence_view *v, uint32_t i); /* not an abbreviation */
unsigned gloss__mark_at(const gloss__sentence_view *v, uint32_t i);  /* flags */
int gloss__is_lower(const gloss__sentence_view *v, uint32_t i);      /* no capital, but has case */
uint32_t gloss__letter_count(const gloss__sentence_view *v, uint32_t i); /* code points, up to 5 */
gloss__writing gloss__writing_of(const gloss__sentence_view *v, uint32_t i);

/* What mark token i is, 0 for none. */
static inline unsigned gloss__mark_of(const gloss__sentence_view *v, uint32_t i) {
  return v->kind[i] == GLOSS_WORD || v->kind[i] == GLOSS_NUMERAL ? 0 : gloss__mark_at(v, i);
}

/* What stop token i is that may end a sentence: a terminator, an emoji, an abbreviation with its
** stop. A first look rejects most tokens. */
static inline gloss__stop gloss__is_stop(const gloss__sentence_view *v, uint32_t i) {
  unsigned char last = (unsigned char)v->text.data[v->ends[i] - 1];
  if (last != '.' && last != '!' && last != '?' && last != ';' && last < 0x80 &&
      v->kind[i] != GLOSS_EMOJI)
    return GLOSS__STOP_NONE;
  return gloss__stop_at(v, i);
}

/* ---- Line breaks ---- */

/* Says what letters a text is written in by its first tokens. (sentencelines.c) */
enum { GLOSS__FIRST_TOKENS = 512 };
gloss__letters gloss__letters_of(const gloss__sentence_view *v);

/* Says what line breaks are in a text by its first 64 KB: AUTO becomes WRAP, MEANT or SENTENCE.
** *width receives the width of wrapped lines; when they only are said to be wrapped, 1, so that no
** break is its author's. (sentencelines.c) */
gloss__newlines gloss__measure_lines(gloss_str text, const gloss__lexicon *lexicon,
                                     gloss__newlines wanted, uint32_t *width);

/* Whether the line break before token i + 1 is meant by its author, and why; GLOSS__GOES_ON when it
** is not. `line` is the byte where the line began, `first` the token where the sentence did; a
** terminator before the break is the caller's to see. (sentencebreaks.c) */
gloss__reason gloss__break_ends(const gloss__sentence_view *v, uint32_t line, uint32_t first,
                                uint32_t i);

/* Gives the token after the dateline that begins at token i, where a line begins; i when there is
** none. Looks at a bounded number of tokens. (sentencedateline.c) */
uint32_t gloss__dateline_end(const gloss__sentence_view *v, uint32_t i);

static inline gloss_str gloss__token_text(const gloss__sentence_view *v, uint32_t i) {
  return (gloss_str){v->text.data + v->starts[i], v->ends[i] - v->starts[i]};
}

#endif
