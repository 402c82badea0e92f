/* oraclefind.c -- every match of every entry: exact ones by binary search in the sorted forms, those
** of edits by comparing each form with each place of the text. */
#include "oracleparts.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

static void add_hit(hits *h, hit one) {
  h->list = oracle_more(h->list, &h->room, h->count + 1, sizeof *h->list);
  h->list[h->count++] = one;
}

/* ---- Exact ---- */

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

/* Adds all matches of a kind that begin with unit t. */
static void find_at(const oracle *o, int kind, const units *u, uint32_t t, buffer *b, hits *h) {
  const forms *f = &o->kinds[kind];
  b->size = 0;
  for (uint32_t end = t; end < u->count && end - t < o->longest; end++) {
    const char *text = oracle_form(u, end, kind);
    size_t n = strlen(text);
    b->data = oracle_more(b->data, &b->room, b->size + n + 1, 1);
    memcpy(b->data + b->size, text, n + 1);
    b->size += n;
    size_t i = lower_bound(f, b->data);
    if (i == f->count || strncmp(f->list[i].text, b->data, b->size)) return;
    for (; i < f->count && strcmp(f->list[i].text, b->data) == 0; i++)
      add_hit(h, (hit){t, end + 1, f->list[i].entry, 0});
  }
}

/* ---- Edits ---- */

enum { LONG = 64 };
typedef struct word {
  unsigned n; /* LONG + 1 for more */
  uint32_t c[LONG + 1];
} word;

/* Reads a word up to the byte 1, and gives what follows. */
static const char *read_word(const char *p, word *out) {
  out->n = 0;
  while (*p != 1) {
    utf8proc_int32_t c;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)p, -1, &c);
    oracle_require(n > 0);
    if (out->n <= LONG) out->c[out->n++] = (uint32_t)c;
    p += n;
  }
  return p + 1;
}

/* The edits a word of an entry allows. */
static unsigned allowed(const word *w, unsigned edits) {
  unsigned n = w->n && w->c[w->n - 1] == '.' ? w->n - 1 : w->n;
  for (unsigned i = 0; i < w->n; i++)
    if (utf8proc_category((utf8proc_int32_t)w->c[i]) == UTF8PROC_CATEGORY_ND) return 0;
  return n < 4 || w->n > LONG - 2 ? 0 : n < 8 && edits > 1 ? 1 : edits;
}

/* The recurrence of optimal string alignment, over a whole table. */
static unsigned distance(const word *a, const word *b) {
  static unsigned d[LONG + 2][LONG + 2];
  for (unsigned i = 0; i <= a->n; i++)
    for (unsigned j = 0; j <= b->n; j++) {
      unsigned least = i == 0 ? j : j == 0 ? i : UINT32_MAX;
      if (i && j) {
        least = d[i - 1][j - 1] + (a->c[i - 1] != b->c[j - 1]);
        if (d[i - 1][j] + 1 < least) least = d[i - 1][j] + 1;
        if (d[i][j - 1] + 1 < least) least = d[i][j - 1] + 1;
        if (i > 1 && j > 1 && a->c[i - 1] == b->c[j - 2] && a->c[i - 2] == b->c[j - 1] &&
            d[i - 2][j - 2] + 1 < least)
          least = d[i - 2][j - 2] + 1;
      }
      d[i][j] = least;
    }
  return d[a->n][b->n];
}

/* Adds the matches of a form that are one edit or more from the text, not too many; `own` holds the
** words of the text. */
static void compare_form(const oracle *o, const word *own, size_t n, const form *f, hits *h) {
  word *its = malloc((o->longest + 1) * sizeof *its);
  size_t size = 0;
  oracle_require(its != NULL);
  for (const char *p = f->text; *p;) p = read_word(p, &its[size++]);
  for (size_t t = 0; t + size <= n; t++) {
    unsigned sum = 0;
    size_t i = 0;
    for (; i < size; i++) {
      const word *a = &own[t + i], *b = &its[i];
      unsigned limit = allowed(b, o->options.fuzzy), gap = a->n < b->n ? b->n - a->n : a->n - b->n;
      if (a->n == b->n && !memcmp(a->c, b->c, a->n * sizeof *a->c)) continue;
      if (a->n > LONG || gap > limit) break;
      unsigned edits = distance(a, b);
      sum += edits;
      if (edits > limit || sum > o->options.fuzzy) break;
    }
    if (i == size && sum) add_hit(h, (hit){(uint32_t)t, (uint32_t)(t + size), f->entry, sum});
  }
  free(its);
}

/* Adds the matches of all forms that allow edits. */
static void find_near(const oracle *o, const units *u, hits *h) {
  word *own = calloc(u->count + 1, sizeof *own);
  oracle_require(own != NULL);
  for (size_t t = 0; t < u->count; t++) read_word(oracle_form(u, t, 0), &own[t]);
  for (size_t i = 0; i < o->kinds[0].count; i++)
    compare_form(o, own, u->count, &o->kinds[0].list[i], h);
  free(own);
}

/* ---- All ---- */

static int by_span(const void *x, const void *y) {
  const hit *a = x, *b = y;
  if (a->first != b->first) return a->first < b->first ? -1 : 1;
  if (a->end != b->end) return a->end > b->end ? -1 : 1;
  if (a->entry != b->entry) return a->entry < b->entry ? -1 : 1;
  return a->edits < b->edits ? -1 : a->edits > b->edits;
}

hits oracle_every(oracle *o, const units *u) {
  hits h = {0};
  buffer b = {0};
  for (int kind = 0; kind < 2 && !o->sorted; kind++)
    if (o->kinds[kind].count)
      qsort(o->kinds[kind].list, o->kinds[kind].count, sizeof(form), by_text);
  o->sorted = 1;
  for (uint32_t t = 0; t < u->count; t++)
    for (int kind = 0; kind < 2; kind++) find_at(o, kind, u, t, &b, &h);
  if (o->options.fuzzy) find_near(o, u, &h);
  if (h.count) qsort(h.list, h.count, sizeof *h.list, by_span);
  size_t kept = 0;
  for (size_t i = 0; i < h.count; i++) {
    const hit *last = h.list + kept - 1, *one = h.list + i;
    if (kept && last->first == one->first && last->end == one->end && last->entry == one->entry)
      continue;
    h.list[kept++] = *one;
  }
  h.count = kept;
  free(b.data);
  return h;
}

size_t oracle_find(oracle *o, const gloss_layer *tokens, oracle_match **out) {
  units u = oracle_units(o, tokens);
  hits h = oracle_every(o, &u);
  oracle_choose(o, gloss_layer_doc(tokens), &u, &h);
  *out = calloc(h.count + 1, sizeof **out);
  oracle_require(*out != NULL);
  for (size_t i = 0; i < h.count; i++) {
    hit one = h.list[i];
    (*out)[i] =
        (oracle_match){u.list[one.first].start, u.list[one.end - 1].end, one.entry, one.edits};
  }
  free(h.list);
  oracle_free_units(&u);
  return h.count;
}
