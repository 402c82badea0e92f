/* oraclechoose.c -- which matches stay: each alone by its dates and its evidence, then one against the
** other by the policy, a span at a time. */
#include "oracleparts.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

/* ---- Each alone ---- */

/* The first character of a unit. */
static utf8proc_int32_t first_character(const units *u, uint32_t t) {
  utf8proc_int32_t c;
  const unit *one = &u->list[t];
  utf8proc_iterate((const utf8proc_uint8_t *)u->text + one->start, one->end - one->start, &c);
  return c;
}

static int is_mark(const units *u, uint32_t t) {
  for (uint32_t i = u->list[t].start; i < u->list[t].end;) {
    utf8proc_int32_t c;
    i += (uint32_t)utf8proc_iterate((const utf8proc_uint8_t *)u->text + i, u->list[t].end - i, &c);
    const char *name = utf8proc_category_string(c);
    if (*name != 'P' && *name != 'S' && strcmp(name, "No") != 0) return 0;
  }
  return 1;
}

static int is_quote(utf8proc_int32_t c) {
  gloss_normalize_options how = {.unify_quotes = 1};
  gloss_normalized *n;
  char text[4];
  gloss_str own = {text, (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)text)};
  oracle_require(gloss_normalize(&n, NULL, own, &how, NULL) == GLOSS_OK);
  char first = *gloss_normalized_text(n).data;
  gloss_normalized_free(n);
  return first == '"' || first == '\'';
}

static int is_after_blank_line(const units *u, uint32_t t) {
  int breaks = 0;
  for (uint32_t i = u->list[t - 1].end; i < u->list[t].start; i++) breaks += u->text[i] == '\n';
  return breaks > 1;
}

/* Whether a match from unit t on begins a sentence, or is introduced. */
static int begins(const units *u, uint32_t t) {
  if (t > 0) {
    utf8proc_int32_t c = first_character(u, t - 1);
    if (c == ':' || (u->list[t - 1].end == u->list[t].start && is_quote(c))) return 1;
  }
  while (t > 0 && !is_after_blank_line(u, t) && is_mark(u, t - 1)) {
    utf8proc_int32_t c = first_character(u, --t);
    if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002) return 1;
  }
  return t == 0 || is_after_blank_line(u, t);
}

static int holds(const oracle *o, const units *u, const hit *h, uint32_t day) {
  const rules *r = &o->rules[h->entry];
  if (o->options.validity == GLOSS_VALIDITY_ONLY && r->dated &&
      (!day || day < r->from || day > r->to))
    return 0;
  if (r->evidence != 'c' && r->evidence != 'i') return 1;
  utf8proc_category_t category = utf8proc_category(first_character(u, h->first));
  if (category != UTF8PROC_CATEGORY_LU && category != UTF8PROC_CATEGORY_LT) return 0;
  return r->evidence == 'c' || !begins(u, h->first);
}

/* ---- One against the other ---- */

/* The hits of one span, and what becomes of them. */
typedef struct group {
  size_t from, end;
  uint32_t edits; /* of the hits that may stay, at most */
  int stop, rank; /* rank: the highest priority of those */
  int alive, taken;
} group;

static group read_group(const oracle *o, const hits *h, size_t from) {
  group g = {.from = from, .end = from, .edits = UINT32_MAX, .rank = INT32_MIN, .alive = 1};
  const hit *a = h->list + from;
  while (g.end < h->count && h->list[g.end].first == a->first && h->list[g.end].end == a->end)
    g.end++;
  for (size_t i = from; i < g.end && o->options.policy != GLOSS_EVERY; i++)
    if (h->list[i].edits < g.edits) g.edits = h->list[i].edits;
  for (size_t i = from; i < g.end; i++) {
    const rules *r = &o->rules[h->list[i].entry];
    if (h->list[i].edits > g.edits) continue;
    g.stop |= r->evidence == 'n';
    if (r->priority > g.rank) g.rank = r->priority;
  }
  return g;
}

/* Whether two groups cannot both stay; of every match, whether b lies in a, a stop entry. */
static int clash(const oracle *o, const hits *h, const group *a, const group *b) {
  const hit *x = &h->list[a->from], *y = &h->list[b->from];
  if (o->options.policy == GLOSS_EVERY) return a->stop && y->first >= x->first && y->end <= x->end;
  return x->first < y->end && y->first < x->end;
}

/* Takes groups from left to right, and drops what clashes with them. */
static void settle_in_order(const oracle *o, const hits *h, group *groups, size_t n) {
  for (size_t k = 0; k < n; k++) {
    uint32_t end = h->list[groups[k].from].end;
    for (size_t i = k + 1; groups[k].alive && i < n && h->list[groups[i].from].first < end; i++)
      if (clash(o, h, &groups[k], &groups[i])) groups[i].alive = 0;
  }
}

/* Whether group a goes before b, which is behind it in the text, or shorter. */
static int goes_before(const group *a, const group *b) {
  return a->stop || (!b->stop && a->rank >= b->rank);
}

/* Takes the best of the groups left, again and again, and drops what clashes with it. */
static void settle_by_priority(const oracle *o, const hits *h, group *groups, size_t n) {
  for (size_t round = 0; round < n; round++) {
    group *best = NULL;
    for (size_t i = 0; i < n; i++) {
      group *g = &groups[i];
      if (g->alive && !g->taken && (!best || !goes_before(best, g))) best = g;
    }
    if (!best) return;
    best->taken = 1;
    for (size_t i = 0; i < n; i++)
      if (!groups[i].taken && clash(o, h, best, &groups[i])) groups[i].alive = 0;
  }
}

void oracle_choose(const oracle *o, const gloss_doc *doc, const units *u, hits *h) {
  gloss_str date = gloss_doc_ref_date(doc, NULL);
  uint32_t day = date.size ? oracle_day(date, 0) : 0;
  size_t kept = 0, n = 0;
  for (size_t i = 0; i < h->count; i++)
    if (holds(o, u, &h->list[i], day)) h->list[kept++] = h->list[i];
  h->count = kept;
  group *groups = calloc(h->count + 1, sizeof *groups);
  oracle_require(groups != NULL);
  for (size_t i = 0; i < h->count; i = groups[n++].end) groups[n] = read_group(o, h, i);
  if (o->options.policy == GLOSS_BY_PRIORITY)
    settle_by_priority(o, h, groups, n);
  else
    settle_in_order(o, h, groups, n);
  kept = 0;
  for (size_t k = 0; k < n; k++) {
    const group *g = &groups[k];
    for (size_t i = g->from; i < g->end && g->alive && !g->stop; i++) {
      int priority = o->rules[h->list[i].entry].priority;
      if (h->list[i].edits > g->edits) continue;
      if (o->options.policy == GLOSS_BY_PRIORITY && priority != g->rank) continue;
      h->list[kept++] = h->list[i];
    }
  }
  h->count = kept;
  free(groups);
}
