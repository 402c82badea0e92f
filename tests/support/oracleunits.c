/* oracleunits.c -- the units of a text: its tokens, or with `substring` the grapheme clusters of those
** in scripts without spaces; and what they are compared by. */
#include "oracleparts.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

static uint32_t decode(const char *text, size_t size, size_t *length) {
  utf8proc_int32_t c;
  utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size, &c);
  oracle_require(n > 0);
  *length = (size_t)n;
  return (uint32_t)c;
}

/* Whether a character is of Thai, Lao, Myanmar, Khmer, kana or Han; of the last the main block. */
static int is_spaceless(uint32_t c) {
  static const uint32_t blocks[][2] = {
      {0xE00, 0xEFF}, {0x1000, 0x109F}, {0x1780, 0x17FF}, {0x3041, 0x30FF}, {0x4E00, 0x9FFF}};
  for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
    if (c >= blocks[i][0] && c <= blocks[i][1]) return 1;
  return 0;
}

/* Appends a string, the byte 1 and a NUL; gives where it begins. */
static size_t append(buffer *b, const char *data, size_t size) {
  size_t at = b->size;
  b->data = oracle_more(b->data, &b->room, at + size + 2, 1);
  memcpy(b->data + at, data, size);
  memcpy(b->data + at + size, "\1", 2);
  b->size = at + size + 2;
  return at;
}

/* Appends a form of a unit: folded or not, without diacritics if the list says so. */
static size_t append_form(const oracle *o, buffer *b, gloss_str text, int fold) {
  gloss_normalize_options how = {.fold = fold, .strip_diacritics = 1};
  gloss_normalized *plain = NULL;
  size_t most = text.size * 3 + 8, size = text.size;
  char *folded = malloc(most);
  oracle_require(folded != NULL);
  if (fold)
    oracle_require(gloss_fold(text, folded, most, &size) == GLOSS_OK);
  else
    memcpy(folded, text.data, size);
  gloss_str got = {folded, size};
  if (o->options.diacritics_off) {
    oracle_require(gloss_normalize(&plain, NULL, got, &how, NULL) == GLOSS_OK);
    got = gloss_normalized_text(plain);
  }
  size_t at = append(b, got.data, got.size);
  gloss_normalized_free(plain);
  free(folded);
  return at;
}

static void add(const oracle *o, units *u, uint32_t start, uint32_t end) {
  gloss_str text = {u->text + start, end - start};
  u->list = oracle_more(u->list, &u->room, u->count + 1, sizeof *u->list);
  size_t folded = append_form(o, &u->forms, text, 1), bytes = append_form(o, &u->forms, text, 0);
  u->list[u->count++] = (unit){start, end, folded, bytes};
}

/* Adds a token in pieces. */
static void add_pieces(const oracle *o, units *u, uint32_t start, uint32_t end) {
  for (uint32_t at = start, next = start; at < end; at = next) {
    size_t length;
    if (is_spaceless(decode(u->text + at, end - at, &length))) {
      next =
          at + (uint32_t)gloss_segment_end((gloss_str){u->text + at, end - at}, GLOSS_GRAPHEMES, 0);
    } else {
      while (next < end && !is_spaceless(decode(u->text + next, end - next, &length)))
        next += (uint32_t)length;
    }
    add(o, u, at, next);
  }
}

units oracle_units(const oracle *o, const gloss_layer *tokens) {
  units u = {.text = gloss_doc_text(gloss_layer_doc(tokens)).data};
  for (uint32_t t = 0; t < gloss_layer_count(tokens); t++) {
    uint32_t start = gloss_layer_starts(tokens)[t], end = gloss_layer_ends(tokens)[t];
    if (o->options.substring)
      add_pieces(o, &u, start, end);
    else
      add(o, &u, start, end);
  }
  return u;
}

void oracle_free_units(units *u) {
  free(u->list);
  free(u->forms.data);
}

const char *oracle_form(const units *u, size_t i, int kind) {
  return u->forms.data + (kind ? u->list[i].bytes : u->list[i].folded);
}
