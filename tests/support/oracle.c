/* oracle.c -- the naive search. */
#include "oracle.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The tokens of a surface, each with a byte 1 behind it. */
typedef struct form {
  char *text;
  uint32_t entry;
} form;

typedef struct forms {
  form *list;
  size_t count, room;
} forms;

struct oracle {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_pool *pool;
  gloss_case match;
  int all, sorted;
  uint32_t entries, longest;
  forms kinds[2]; /* compared by folded forms, and by bytes */
};

static void require(int condition) {
  if (!condition) abort();
}

static void *more(void *data, size_t *room, size_t need, size_t size) {
  if (need <= *room) return data;
  *room = need * 2;
  data = realloc(data, *room * size);
  require(data != NULL);
  return data;
}

oracle *oracle_new(gloss_tokenizer *tokenizer, gloss_case match, int all) {
  oracle *o = calloc(1, sizeof *o);
  require(o != NULL);
  o->tokenizer = tokenizer;
  o->match = match;
  o->all = all;
  require(gloss_scratch_new(&o->scratch, NULL) == GLOSS_OK);
  require(gloss_pool_new(&o->pool, NULL) == GLOSS_OK);
  return o;
}

void oracle_free(oracle *o) {
  for (int kind = 0; kind < 2; kind++) {
    for (size_t i = 0; i < o->kinds[kind].count; i++) free(o->kinds[kind].list[i].text);
    free(o->kinds[kind].list);
  }
  gloss_scratch_free(o->scratch);
  gloss_pool_unref(o->pool);
  free(o);
}

/* ---- Keys ---- */

typedef struct buffer {
  char *data;
  size_t size, room;
} buffer;

/* Appends a token, or its folded form, and the byte 1. */
static void append(buffer *b, gloss_str token, int folded) {
  size_t size = token.size, most = token.size * 3 + 8;
  b->data = more(b->data, &b->room, b->size + most + 2, 1);
  if (folded)
    require(gloss_fold(token, b->data + b->size, most, &size) == GLOSS_OK);
  else
    memcpy(b->data + b->size, token.data, size);
  b->size += size;
  b->data[b->size++] = 1;
  b->data[b->size] = '\0';
}

static gloss_str token_of(const gloss_layer *tokens, uint32_t row) {
  uint32_t start = gloss_layer_starts(tokens)[row];
  const char *text = gloss_doc_text(gloss_layer_doc(tokens)).data;
  return (gloss_str){text + start, gloss_layer_ends(tokens)[row] - start};
}

/* ---- Adding ---- */

/* In smart case: all letters are capitals, or there is one token of at most three letters. */
static int is_exact(const oracle *o, gloss_str surface, uint32_t tokens) {
  if (o->match != GLOSS_SMART) return o->match == GLOSS_EXACT;
  int upper = 0, lower = 0, letters = 0;
  for (size_t i = 0; i < surface.size; i++) {
    unsigned char c = (unsigned char)surface.data[i];
    require(c < 0x80);
    upper += isupper(c) != 0;
    lower += islower(c) != 0;
    letters += isalpha(c) != 0;
  }
  return (upper && !lower) || (tokens == 1 && letters <= 3);
}

/* Adds the tokens [first, end) as a form of the entry being added, unless it has it already. */
static void add_form(oracle *o, const gloss_layer *tokens, uint32_t first, uint32_t end,
                     int exact) {
  forms *f = &o->kinds[exact];
  buffer b = {0};
  for (uint32_t t = first; t < end; t++) append(&b, token_of(tokens, t), !exact);
  for (size_t i = f->count; i > 0 && f->list[i - 1].entry == o->entries; i--) {
    if (strcmp(f->list[i - 1].text, b.data) == 0) {
      free(b.data);
      return;
    }
  }
  f->list = more(f->list, &f->room, f->count + 1, sizeof *f->list);
  f->list[f->count++] = (form){b.data, o->entries};
  if (end - first > o->longest) o->longest = end - first;
}

/* Cuts a surface between two texts: its tokens, if they begin and end with it. */
static gloss_layer *cut(oracle *o, const char *before, gloss_str surface, const char *after,
                        uint32_t *first, uint32_t *end) {
  gloss_doc *doc;
  gloss_layer *tokens;
  buffer b = {0};
  uint32_t from = (uint32_t)strlen(before), to = from + (uint32_t)surface.size;
  b.data = more(NULL, &b.room, to + strlen(after) + 1, 1);
  memcpy(b.data, before, from);
  memcpy(b.data + from, surface.data, surface.size);
  strcpy(b.data + to, after);
  require(gloss_doc_new(&doc, o->pool, (gloss_str){b.data, strlen(after) + to}, NULL, NULL) ==
          GLOSS_OK);
  require(gloss_tokenizer_run(o->tokenizer, doc, o->scratch, &tokens, NULL) == GLOSS_OK);
  uint32_t n = gloss_layer_count(tokens), i = 0;
  const uint32_t *starts = gloss_layer_starts(tokens), *ends = gloss_layer_ends(tokens);
  while (i < n && starts[i] < from) i++;
  *first = i;
  while (i < n && ends[i] <= to) i++;
  if (i < n && *after == '.' && starts[i] < to && ends[i] == to + 1) to = ends[i++];
  *end = i > *first && starts[*first] == from && ends[i - 1] == to ? i : *first;
  gloss_doc_unref(doc);
  free(b.data);
  return tokens;
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

int oracle_add(oracle *o, gloss_str surface) {
  static const char *const contexts[][3] = {
      {"x ", " x\n\n", " x\n\n"},    {"", " X\n\n", " X\n\n"},     {"x ", ". X\n\n", "\n\n"},
      {"x '", "' x\n\n", "' x\n\n"}, {"x-", ", x\n\n", ", x\n\n"}, {"x ", ". 1\n", " 1\n"}};
  for (size_t n; (n = space_at(surface, 1)) > 0;) surface.size -= n;
  for (size_t n; (n = space_at(surface, 0)) > 0; surface.size -= n) surface.data += n;
  int found = 0, exact = 0;
  for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
    uint32_t first, end;
    int stopped = surface.size && surface.data[surface.size - 1] == '.';
    const char *after = contexts[i][1 + stopped];
    gloss_layer *tokens = cut(o, contexts[i][0], surface, after, &first, &end);
    if (first < end && !found) exact = is_exact(o, surface, end - first);
    if (first < end) add_form(o, tokens, first, end, exact);
    found |= first < end;
    gloss_layer_unref(tokens);
  }
  o->entries += (uint32_t)found;
  o->sorted = 0;
  return found;
}

/* ---- Finding ---- */

static int by_text(const void *x, const void *y) {
  const form *a = x, *b = y;
  int order = strcmp(a->text, b->text);
  if (order) return order;
  return a->entry < b->entry ? -1 : a->entry > b->entry;
}

/* Gives the first form that is not before a key. */
static size_t lower_bound(const forms *f, const char *key) {
  size_t low = 0, high = f->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strcmp(f->list[middle].text, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

typedef struct results {
  oracle_match *list;
  size_t count, room;
} results;

static int by_entry(const void *x, const void *y) {
  const oracle_match *a = x, *b = y;
  if (a->end != b->end) return a->end > b->end ? -1 : 1;
  return a->entry < b->entry ? -1 : a->entry > b->entry;
}

/* Adds all matches of a kind that begin with token t. */
static void find_at(const oracle *o, int kind, const gloss_layer *tokens, uint32_t t, buffer *b,
                    results *r) {
  const forms *f = &o->kinds[kind];
  b->size = 0;
  for (uint32_t end = t; end < gloss_layer_count(tokens) && end - t < o->longest; end++) {
    append(b, token_of(tokens, end), !kind);
    size_t i = lower_bound(f, b->data);
    if (i == f->count || strncmp(f->list[i].text, b->data, b->size)) return;
    for (; i < f->count && strcmp(f->list[i].text, b->data) == 0; i++) {
      r->list = more(r->list, &r->room, r->count + 1, sizeof *r->list);
      r->list[r->count++] = (oracle_match){gloss_layer_starts(tokens)[t],
                                           gloss_layer_ends(tokens)[end], f->list[i].entry};
    }
  }
}

size_t oracle_find(oracle *o, const gloss_layer *tokens, oracle_match **out) {
  results r = {0};
  buffer b = {0};
  uint32_t next = 0;
  for (int kind = 0; kind < 2 && !o->sorted; kind++)
    if (o->kinds[kind].count)
      qsort(o->kinds[kind].list, o->kinds[kind].count, sizeof(form), by_text);
  o->sorted = 1;
  for (uint32_t t = 0; t < gloss_layer_count(tokens); t++) {
    size_t from = r.count;
    if (!o->all && gloss_layer_starts(tokens)[t] < next) continue;
    for (int kind = 0; kind < 2; kind++) find_at(o, kind, tokens, t, &b, &r);
    if (r.count == from) continue;
    qsort(r.list + from, r.count - from, sizeof *r.list, by_entry);
    if (o->all) continue;
    next = r.list[from].end;
    size_t kept = from + 1;
    while (kept < r.count && r.list[kept].end == next) kept++;
    r.count = kept;
  }
  free(b.data);
  *out = r.list;
  return r.count;
}
