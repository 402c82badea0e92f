/* sentence.h -- what the splitter's rules see of a document. */
#ifndef GLOSS_CORE_SENTENCE_H
#define GLOSS_CORE_SENTENCE_H

#include "gloss.h"
#include "lexicon.h"

typedef enum gloss__newlines {
  GLOSS__NEWLINES_AUTO,
  GLOSS__NEWLINES_WRAP,
  GLOSS__NEWLINES_PARAGRAPH,
  GLOSS__NEWLINES_SENTENCE
} gloss__newlines;

/* The kinds of stop. */
typedef enum gloss__stop {
  GLOSS__NO_STOP,
  GLOSS__FULL_STOP,
  GLOSS__MARK, /* ! and ? */
  GLOSS__ELLIPSIS,
  GLOSS__SHORT_FORM, /* an abbreviation with its stop */
  GLOSS__FACE        /* an emoji */
} gloss__stop;

typedef struct gloss__sentence_view {
  const gloss__lexicon *lexicon;
  gloss_str text;
  uint32_t n; /* tokens */
  const uint32_t *starts, *ends;
  const uint8_t *kind, *space;
  const uint16_t *shape;
  uint32_t width; /* of wrapped lines, in bytes; 0 when lines are not wrapped */
} gloss__sentence_view;

/* Whether the sentence that begins with token `first` ends after token i because of a stop;
** `quoted` tells that a straight double quote is open there. *last receives the last token before
** the gap that was decided: i, or what closes or follows the stop and belongs to it.
** (sentencerules.c) */
int gloss__stop_ends(const gloss__sentence_view *v, uint32_t first, int quoted, uint32_t i,
                     uint32_t *last);

gloss__stop gloss__stop_at(const gloss__sentence_view *v, uint32_t i);

/* Whether token i may end a sentence: a terminator, an emoji, an abbreviation with its stop. */
static inline gloss__stop gloss__is_stop(const gloss__sentence_view *v, uint32_t i) {
  unsigned char last = (unsigned char)v->text.data[v->ends[i] - 1];
  if (last != '.' && last != '!' && last != '?' && last < 0x80 && v->kind[i] != GLOSS_EMOJI)
    return GLOSS__NO_STOP;
  return gloss__stop_at(v, i);
}

/* Measures the width of wrapped lines in the first 64 KB of text; 0 when its lines are not wrapped,
** or 1, so that no break is its author's, when they are said to be `always`. (sentencelines.c) */
uint32_t gloss__line_width(gloss_str text, int always);

/* Whether a line that begins at byte `line` and ends with token i was broken by its author: the
** word after it would have fitted, or begins a list item; when lines are not wrapped, any break
** that does not plainly go on in lower case. */
int gloss__line_ends(const gloss__sentence_view *v, uint32_t line, uint32_t i);

static inline gloss_str gloss__token_text(const gloss__sentence_view *v, uint32_t i) {
  return (gloss_str){v->text.data + v->starts[i], v->ends[i] - v->starts[i]};
}

#endif
