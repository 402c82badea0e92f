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

/* One line of the sample: its text without white space at its ends, and where the next begins; 0
** when that is blank or there is none. */
typedef struct sample {
  gloss_str line;
  size_t next;
} sample;

/* Reads the line at *at and moves on; 0 at the end of the sample. */
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
  out->next = next < text.size && !is_space(text.data[next]) ? next : 0;
  return 1;
}

/* ---- A sentence a line ---- */

/* What a character at the end of a line is. */
typedef enum tail { OTHER, CLOSER, STOP } tail;

/* Reads the last character of a line that has one, and how long it is. */
static tail tail_of(gloss_str line, size_t *size) {
  static const char closers[][4] = {"\xE2\x80\x9D", "\xE2\x80\x99", "\xE3\x80\x8D"};
  static const char stops[][4] = {"\xE2\x80\xA6", "\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F",
                                  "\xE0\xA5\xA4"};
  char last = line.data[line.size - 1];
  *size = 1;
  if ((unsigned char)last < 0x80) {
    if (last == '.' || last == '!' || last == '?') return STOP;
    return last == '"' || last == '\'' || last == ')' || last == ']' ? CLOSER : OTHER;
  }
  *size = 2;
  if (line.size >= 2 && memcmp(line.data + line.size - 2, "\xC2\xBB", 2) == 0) return CLOSER;
  *size = 3;
  if (line.size < 3) return OTHER;
  for (unsigned i = 0; i < 3; i++)
    if (memcmp(line.data + line.size - 3, closers[i], 3) == 0) return CLOSER;
  for (unsigned i = 0; i < 5; i++)
    if (memcmp(line.data + line.size - 3, stops[i], 3) == 0) return STOP;
  return OTHER;
}

/* Whether a line ends in a terminator, and marks that close after it. */
static int ends_in_stop(gloss_str line) {
  for (size_t size; line.size > 0; line.size -= size) {
    tail t = tail_of(line, &size);
    if (t != CLOSER) return t == STOP;
  }
  return 0;
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

/* ---- The lines of a text ---- */

/* What is counted of lines: those that are not blank, of them short ones, those that end in a stop,
** and those that a line which is no blank one follows (inner), in lower case; of the inner ones
** those that are wide, and the others by length. */
typedef struct counts {
  uint32_t lines, small, stopped, inner, lower, wide, narrow_lower, lengths[WIDEST + 1];
} counts;

static void count(gloss_str text, counts *c) {
  sample l;
  for (size_t at = 0; read_line(text, &at, &l);) {
    if (l.line.size == 0) continue;
    c->lines++;
    c->small += l.line.size < SHORTEST;
    c->stopped += (uint32_t)ends_in_stop(l.line);
    if (l.next == 0) continue;
    uint32_t lower = text.data[l.next] >= 'a' && text.data[l.next] <= 'z';
    c->inner++;
    c->lower += lower;
    if (l.line.size > WIDEST) {
      c->wide++;
    } else {
      c->lengths[l.line.size]++;
      c->narrow_lower += lower;
    }
  }
}

/* Gives the width of wrapped lines; 0 when lines are not wrapped. */
static uint32_t width_of(gloss_str text, const counts *c) {
  uint32_t width = WIDEST, over = 0, full = 0;
  if (c->inner < 3 || c->wide * 5 >= c->inner || c->narrow_lower * 10 < c->inner * 3) return 0;
  while (width > NARROWEST && over + c->lengths[width] <= c->inner / 20)
    over += c->lengths[width--];
  sample l;
  for (size_t at = 0; read_line(text, &at, &l);) {
    if (l.line.size == 0 || l.next == 0 || l.line.size > WIDEST) continue;
    full += l.line.size + 1 + gloss__word_length(text, l.next) + SLACK > width;
  }
  return full * 10 >= c->inner * 6 ? width : 0;
}

/* Whether each line is a sentence. */
static int is_sentence_a_line(gloss_str text, const counts *c, const gloss__lexicon *lexicon) {
  uint32_t two = 0, n = c->lines;
  if (n < LINES || c->inner * 4 < n * 3 || c->stopped * 4 < n * 3 || c->lower * 20 > n ||
      c->small * 3 > n)
    return 0;
  sample l;
  for (size_t at = 0; read_line(text, &at, &l);) {
    two += (uint32_t)holds_two(l.line, lexicon);
    if (two * 33 > n) return 0;
  }
  return 1;
}

gloss__newlines gloss__measure_lines(gloss_str text, const gloss__lexicon *lexicon,
                                     gloss__newlines wanted, uint32_t *width) {
  counts c = {0};
  *width = 0;
  if (wanted > GLOSS__NEWLINES_WRAP) return wanted;
  if (text.size > SAMPLE) text.size = SAMPLE;
  count(text, &c);
  *width = width_of(text, &c);
  if (*width != 0) return GLOSS__NEWLINES_WRAP;
  if (wanted == GLOSS__NEWLINES_WRAP) {
    *width = 1;
    return wanted;
  }
  return is_sentence_a_line(text, &c, lexicon) ? GLOSS__NEWLINES_SENTENCE : GLOSS__NEWLINES_MEANT;
}

gloss__letters gloss__letters_of(const gloss__sentence_view *v) {
  uint32_t lower = 0, capitals = 0, upper = 0;
  for (uint32_t i = 0; i < v->n && i < GLOSS__FIRST_TOKENS; i++) {
    lower += (v->shape[i] & GLOSS_LOWER) != 0;
    capitals += (v->shape[i] & GLOSS_INITIAL_CAP) != 0 && v->ends[i] - v->starts[i] > 1;
    upper += (v->shape[i] & GLOSS_ALL_CAPS) != 0;
  }
  if (lower >= 20 && capitals * 100 <= lower) return GLOSS__LOWER_CASE;
  return upper >= 20 && lower * 20 <= upper ? GLOSS__UPPER_CASE : GLOSS__MIXED_CASE;
}
