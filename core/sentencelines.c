/* sentencelines.c -- line breaks: whether lines are wrapped, how wide, which breaks are meant. */
#include <string.h>

#include "classify.h"
#include "sentence.h"

/* PROSE is the shortest line of which a next line in lower case is taken to be the continuation. */
enum { SAMPLE = 65536, WIDEST = 160, NARROWEST = 30, SLACK = 2, PROSE = 40 };

static int is_space(char c) {
  return (gloss__byte_class[(unsigned char)c] & GLOSS__SPACE_BYTE) != 0;
}

/* Gives the length of the word at i: up to white space. */
static uint32_t word_length(gloss_str text, size_t i) {
  size_t end = i;
  while (end < text.size && !is_space(text.data[end])) end++;
  return (uint32_t)(end - i);
}

/* One line of the sample: its length without white space at its ends, and what begins the next. */
typedef struct sample {
  uint32_t length, next_word;
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
  out->length = (uint32_t)(b - a);
  out->next_word = next < text.size ? word_length(text, next) : 0;
  out->next_lower = out->next_word > 0 && text.data[next] >= 'a' && text.data[next] <= 'z';
  return 1;
}

uint32_t gloss__line_width(gloss_str text, int always) {
  uint32_t lengths[WIDEST + 1] = {0}, inner = 0, wide = 0, full = 0, lower = 0, width = WIDEST,
                            over = 0;
  if (text.size > SAMPLE) text.size = SAMPLE;
  sample l;
  for (size_t at = 0; read_line(text, &at, &l);) {
    if (l.length == 0 || l.next_word == 0) continue;
    inner++;
    if (l.length > WIDEST)
      wide++;
    else
      lengths[l.length]++;
  }
  while (width > NARROWEST && over + lengths[width] <= inner / 20) over += lengths[width--];
  for (size_t at = 0; read_line(text, &at, &l);) {
    if (l.length == 0 || l.next_word == 0 || l.length > WIDEST) continue;
    full += l.length + 1 + l.next_word + SLACK > width;
    lower += (uint32_t)l.next_lower;
  }
  int wrapped = inner >= 3 && wide * 5 < inner && full * 10 >= inner * 6 && lower * 10 >= inner * 3;
  return wrapped ? width : always ? 1 : 0;
}

int gloss__line_ends(const gloss__sentence_view *v, uint32_t line, uint32_t i) {
  uint32_t next = v->starts[i + 1], size = word_length(v->text, next);
  gloss_str first = gloss__token_text(v, i + 1);
  int bullet = (first.size == 1 && strchr("*-+o", first.data[0]) != NULL) ||
               (first.size == 3 && memcmp(first.data, "\xE2\x80\xA2", 3) == 0);
  if (bullet && size == first.size) return 1;
  uint32_t length = v->ends[i] - line;
  if (v->width != 0) return length + 1 + size + SLACK <= v->width;
  int lower = (v->shape[i + 1] & (GLOSS_LOWER | GLOSS_INITIAL_CAP)) == GLOSS_LOWER;
  return length < PROSE || !lower || v->kind[i + 1] != GLOSS_WORD ||
         gloss__is_stop(v, i) != GLOSS__STOP_NONE;
}
