/* oracle.c -- the list of the naive search: surfaces, their variants, and the forms of these in each
** context. */
#include "oracleparts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gazvariants.h"

void oracle_require(int condition) {
  if (!condition) abort();
}

void *oracle_more(void *data, size_t *room, size_t need, size_t size) {
  if (need <= *room) return data;
  *room = need * 2;
  data = realloc(data, *room * size);
  oracle_require(data != NULL);
  return data;
}

oracle *oracle_new(gloss_tokenizer *tokenizer, const gloss_gazetteer_options *options) {
  static const char *const names[] = {"valid_from", "valid_to", "priority", "evidence"};
  oracle *o = calloc(1, sizeof *o);
  oracle_require(o != NULL);
  o->tokenizer = tokenizer;
  o->options = *options;
  for (int i = 0; i < 4; i++) {
    o->columns[i] = -1;
    for (size_t c = 0; c < options->n_columns; c++)
      if (!strcmp(options->columns[c], names[i])) o->columns[i] = (int)c;
  }
  oracle_require(gloss_scratch_new(&o->scratch, NULL) == GLOSS_OK);
  oracle_require(gloss_pool_new(&o->pool, NULL) == GLOSS_OK);
  return o;
}

void oracle_free(oracle *o) {
  for (int kind = 0; kind < 2; kind++) {
    for (size_t i = 0; i < o->kinds[kind].count; i++) free(o->kinds[kind].list[i].text);
    free(o->kinds[kind].list);
  }
  gloss_scratch_free(o->scratch);
  gloss_pool_unref(o->pool);
  free(o->rules);
  free(o);
}

/* ---- Rules ---- */

uint32_t oracle_day(gloss_str date, int last) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  char text[11] = "";
  oracle_require(date.size <= 10);
  memcpy(text, date.data, date.size);
  int year = atoi(text), month = date.size > 4 ? atoi(text + 5) : last ? 12 : 1, day = 1;
  int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (date.size > 7)
    day = atoi(text + 8);
  else if (last)
    day = month == 2 && leap ? 29 : days[month - 1];
  return (uint32_t)(year * 10000 + month * 100 + day);
}

static rules read_rules(const oracle *o, const gloss_str *values) {
  rules r = {.to = UINT32_MAX};
  gloss_str v[4] = {{NULL, 0}};
  for (int i = 0; i < 4; i++)
    if (o->columns[i] >= 0) v[i] = values[o->columns[i]];
  r.dated = v[0].size || v[1].size;
  if (v[0].size) r.from = oracle_day(v[0], 0);
  if (v[1].size) r.to = oracle_day(v[1], 1);
  for (size_t i = 0; i < v[2].size; i++)
    if (v[2].data[i] != '-') r.priority = r.priority * 10 + (v[2].data[i] - '0');
  if (v[2].size && *v[2].data == '-') r.priority = -r.priority;
  if (v[3].size) r.evidence = *v[3].data;
  return r;
}

/* ---- Forms ---- */

/* In smart case: all letters are capitals, or there is one token of at most three letters. */
static int is_exact(const oracle *o, gloss_str surface, size_t tokens) {
  if (o->options.match != GLOSS_SMART) return o->options.match == GLOSS_EXACT;
  int upper = 0, lower = 0, letters = 0;
  for (size_t i = 0; i < surface.size; i++) {
    unsigned char c = (unsigned char)surface.data[i];
    oracle_require(c < 0x80);
    upper += isupper(c) != 0;
    lower += islower(c) != 0;
    letters += isalpha(c) != 0;
  }
  return (upper && !lower) || (tokens == 1 && letters <= 3);
}

/* Adds units as a form of the entry being added, unless it has it already. */
static void add_form(oracle *o, const units *u, size_t first, size_t end, int exact) {
  forms *f = &o->kinds[exact];
  buffer b = {0};
  for (size_t t = first; t < end; t++) {
    const char *text = oracle_form(u, t, exact);
    size_t n = strlen(text);
    b.data = oracle_more(b.data, &b.room, b.size + n + 1, 1);
    memcpy(b.data + b.size, text, n + 1);
    b.size += n;
  }
  for (size_t i = f->count; i > 0 && f->list[i - 1].entry == o->entries; i--) {
    if (strcmp(f->list[i - 1].text, b.data) == 0) {
      free(b.data);
      return;
    }
  }
  f->list = oracle_more(f->list, &f->room, f->count + 1, sizeof *f->list);
  f->list[f->count++] = (form){b.data, o->entries};
  if (end - first > o->longest) o->longest = (uint32_t)(end - first);
}

/* Cuts a surface between two texts: its units, if they begin and end with it. */
static units cut(oracle *o, const char *before, gloss_str surface, const char *after, size_t *first,
                 size_t *end) {
  gloss_doc *doc;
  gloss_layer *tokens;
  buffer b = {0};
  uint32_t from = (uint32_t)strlen(before), to = from + (uint32_t)surface.size;
  b.data = oracle_more(NULL, &b.room, to + strlen(after) + 1, 1);
  memcpy(b.data, before, from);
  memcpy(b.data + from, surface.data, surface.size);
  strcpy(b.data + to, after);
  gloss_str text = {b.data, strlen(after) + to};
  oracle_require(gloss_doc_new(&doc, o->pool, text, NULL, NULL) == GLOSS_OK);
  oracle_require(gloss_tokenizer_run(o->tokenizer, doc, o->scratch, &tokens, NULL) == GLOSS_OK);
  units u = oracle_units(o, tokens);
  size_t i = 0;
  while (i < u.count && u.list[i].start < from) i++;
  *first = i;
  while (i < u.count && u.list[i].end <= to) i++;
  if (i < u.count && *after == '.' && u.list[i].start < to && u.list[i].end == to + 1)
    to = u.list[i++].end;
  int whole = i > *first && u.list[*first].start == from && u.list[i - 1].end == to;
  *end = whole ? i : *first;
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  free(b.data);
  return u;
}

/* Gives the bytes of the white space a text begins or ends with: a character of White_Space. */
static size_t space_at(gloss_str s, int end) {
  static const char *const spaces[] = {"\t",           "\n",           "\v",
                                       "\f",           "\r",           " ",
                                       "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80",
                                       "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82",
                                       "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85",
                                       "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88",
                                       "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8",
                                       "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F",
                                       "\xE3\x80\x80"};
  for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
    size_t n = strlen(spaces[i]);
    if (n <= s.size && !memcmp(end ? s.data + s.size - n : s.data, spaces[i], n)) return n;
  }
  return 0;
}

enum { CONTEXTS = 6 };
static const char *const contexts[CONTEXTS][3] = {
    {"x ", " x\n\n", " x\n\n"},    {"", " X\n\n", " X\n\n"},     {"x ", ". X\n\n", "\n\n"},
    {"x '", "' x\n\n", "' x\n\n"}, {"x-", ", x\n\n", ", x\n\n"}, {"x ", ". 1\n", " 1\n"}};

/* Adds a variant's forms; counts[i] is how many units the surface has in context i. With the surface
** itself they are written, and *exact says how it is compared. */
static void add_variant(oracle *o, gloss_str variant, int is_surface, int possessive,
                        size_t counts[CONTEXTS], int *exact) {
  int found = 0, stopped = variant.size && variant.data[variant.size - 1] == '.';
  for (size_t i = 0; i < CONTEXTS; i++) {
    size_t first, end;
    units u = cut(o, contexts[i][0], variant, contexts[i][1 + stopped], &first, &end);
    if (is_surface) counts[i] = end - first;
    if (is_surface && first < end && !found) *exact = is_exact(o, variant, end - first);
    if (first < end && (!possessive || end - first == counts[i])) {
      add_form(o, &u, first, end, *exact);
      found = 1;
    }
    oracle_free_units(&u);
  }
}

int oracle_add(oracle *o, gloss_str surface, const gloss_str *values) {
  gloss__variants variants = {0};
  size_t counts[CONTEXTS], any = 0;
  int exact = 0;
  for (size_t n; (n = space_at(surface, 1)) > 0;) surface.size -= n;
  for (size_t n; (n = space_at(surface, 0)) > 0; surface.size -= n) surface.data += n;
  add_variant(o, surface, 1, 0, counts, &exact);
  for (size_t i = 0; i < CONTEXTS; i++) any |= counts[i];
  oracle_require(gloss__variants_make(&variants, gloss__alloc_or_default(NULL), o->options.variants,
                                      surface) == GLOSS_OK);
  for (uint32_t i = 1; any && i < variants.count; i++)
    add_variant(o, gloss__variants_get(&variants, i), 0, variants.possessive[i], counts, &exact);
  gloss__variants_free(&variants, gloss__alloc_or_default(NULL));
  if (!any) return 0;
  o->rules = oracle_more(o->rules, &o->rules_room, o->entries + 1, sizeof *o->rules);
  o->rules[o->entries++] = read_rules(o, values);
  o->sorted = 0;
  return 1;
}
