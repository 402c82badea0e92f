/* sentencelines.c -- what line breaks are in a text, by its first 64 KB: white space of wrapped
** lines, and how wide those are; ends of sentences, a line each; or meant in one way or another. */
#include "sentencelines.h"

#include <string.h>

#include "classify.h"
#include "sentence.h"

enum { SAMPLE = 65536, WIDEST = 160, NARROWEST = 30, SLACK = 2 };

/* A text has a sentence a line when it has LINES or more, most end in a terminator and begin
** as sentences do, hardly any holds two, and few blank lines are between them. */
enum { LINES = 10, SHORTEST = 20 };

static int is_space(char c) {
  return (gloss__byte_class[(unsigned char)c] & GLOSS__SPACE_BYTE) != 0;
}

uint32_t gloss__word_length(gloss_str text, size_t i) {
  size_t end = i;
  while (end < text.size && !is_space(text.data[end])) end++;
  return (uint32_t)(end - i);
}

/* One line of the sample: its text without white space at its ends, and what begins the next. */
typedef struct sample {
  gloss_str line;
  uint32_t next_word;
  int next_lower;
} sample;

/* Reads the line at *at and moves on; 0 at the end of the sample. next_word is 0 when the next line
** is blank. */
static int read_line(gloss_str text, size_t *at, sample *out) {
  if (*at >= text.size) return 0;
  size_t a = *at;
  const char *newline = memchr(text.data + a, '\n', text.size - a);
  size_t b = newline ? (size_t)(newline - text.data) : text.size, next = b + 1;
  *at = b + 1;
  while (b > a && is_space(text.data[b - 1])) b--;
  while (a < b && is_space(text.data[a])) a++;
  while (next < text.size && (text.data[next] == ' ' || text.data[next] == '\t')) next++;
  out->line = (gloss_str){text.data + a, b - a};
  out->next_word = next < text.size ? gloss__word_length(text, next) : 0;
  out->next_lower = out->next_word > 0 && text.data[next] >= 'a' && text.data[next] <= 'z';
  return 1;
}

/* Gives the width of wrapped lines; 0 when lines are not wrapped. */
static uint32_t width_of(gloss_str text) {
  uint32_t lengths[WIDEST + 1] = {0}, inner = 0, wide = 0, full = 0, lower = 0, width = WIDEST,
                            over = 0;
  sample l;
  for (size_t at = 0; read_line(text, &at, &l);) {
    if (l.line.size == 0 || l.next_word == 0) continue;
    inner++;
    if (l.line.size > WIDEST)
      wide++;
    else
      lengths[l.line.size]++;
  }
  while (width > NARROWEST && over + lengths[width] <= inner / 20) over += lengths[width--];
  for (size_t at = 0; read_line(text, &at, &l);) {
    if (l.line.size == 0 || l.next_word == 0 || l.line.size > WIDEST) continue;
    full += l.line.size + 1 + l.next_word + SLACK > width;
    lower += (uint32_t)l.next_lower;
  }
  int wrapped = inner >= 3 && wide * 5 < inner && full * 10 >= inner * 6 && lower * 10 >= inner * 3;
  return wrapped ? width : 0;
}

/* ---- A sentence a line ---- */

/* Gives the length of the mark that ends with the line, when it is one of a list; else 0. */
static size_t mark_at_end(gloss_str line, const char *const *marks) {
  for (; *marks; marks++) {
    size_t size = strlen(*marks);
    if (line.size >= size && memcmp(line.data + line.size - size, *marks, size) == 0) return size;
  }
  return 0;
}

/* Whether a line ends in a terminator, and marks that close after it. */
static int ends_in_stop(gloss_str line) {
  static const char *const closers[] = {
      "\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB", "\xE3\x80\x8D", NULL};
  static const char *const stops[] = {
      ".", "!", "?", "\xE2\x80\xA6", "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F", "\xE0\xA5\xA4",
      NULL};
  for (size_t size; (size = mark_at_end(line, closers)) != 0;) line.size -= size;
  return mark_at_end(line, stops) != 0;
}

/* Whether a stop at i plainly parts two sentences: "went. Then", of a word that is no
** abbreviation. */
static int parts_sentences(gloss_str line, size_t i, const gloss__lexicon *lexicon) {
  if (i + 2 >= line.size || line.data[i + 1] != ' ') return 0;
  char next = line.data[i + 2];
  if (!(next >= 'A' && next <= 'Z') && next != '"') return 0;
  if (line.data[i] != '.') return 1;
  size_t from = i;
  while (from > 0 && !is_space(line.data[from - 1])) from--;
  gloss_str word = {line.data + from, i - from};
  if (word.size < 3 || memchr(word.data, '.', word.size)) return 0;
  return !(gloss__lexicon_find(lexicon, word) & GLOSS__ABBREVIATION);
}

/* Whether a line plainly holds two sentences. */
static int holds_two(gloss_str line, const gloss__lexicon *lexicon) {
  for (size_t i = 1; i + 1 < line.size; i++) {
    char c = line.data[i];
    if ((c == '.' || c == '!' || c == '?') && parts_sentences(line, i, lexicon)) return 1;
    if (i + 6 < line.size && memcmp(line.data + i, "\xE3\x80\x82", 3) == 0) return 1;
  }
  return 0;
}

/* Whether each line is a sentence. */
static int is_sentence_a_line(gloss_str text, const gloss__lexicon *lexicon) {
  uint32_t lines = 0, inner = 0, stopped = 0, lower = 0, small = 0, two = 0;
  sample l;
  for (size_t at = 0; read_line(text, &at, &l);) {
    if (l.line.size == 0) continue;
    lines++;
    inner += l.next_word != 0;
    stopped += (uint32_t)ends_in_stop(l.line);
    lower += (uint32_t)l.next_lower;
    small += l.line.size < SHORTEST;
  }
  if (lines < LINES || inner * 4 < lines * 3 || stopped * 4 < lines * 3 || lower * 20 > lines ||
      small * 3 > lines)
    return 0;
  for (size_t at = 0; read_line(text, &at, &l);) {
    two += (uint32_t)holds_two(l.line, lexicon);
    if (two * 33 > lines) return 0;
  }
  return 1;
}

gloss__newlines gloss__measure_lines(gloss_str text, const gloss__lexicon *lexicon,
                                     gloss__newlines wanted, uint32_t *width) {
  *width = 0;
  if (wanted > GLOSS__NEWLINES_WRAP) return wanted;
  if (text.size > SAMPLE) text.size = SAMPLE;
  *width = width_of(text);
  if (*width != 0) return GLOSS__NEWLINES_WRAP;
  if (wanted == GLOSS__NEWLINES_WRAP) {
    *width = 1;
    return wanted;
  }
  return is_sentence_a_line(text, lexicon) ? GLOSS__NEWLINES_SENTENCE : GLOSS__NEWLINES_MEANT;
}
