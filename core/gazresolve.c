/* gazresolve.c -- decides which matches stay: first each alone, by the dates and the evidence of its
** entry, then one against the other, by the policy. A stop entry goes through all of it and is
** dropped at the end. */
#include <string.h>

#include "gazrun.h"
#include "norm.h"
#include "unidata.h"
#include "utf8.h"

int gloss__gaz_needs_resolving(const gloss_gazetteer *g) {
  return g->policy == GLOSS_BY_PRIORITY || g->fuzzy || g->base ||
         g->rules[GLOSS__GAZ_EVIDENCE] != GLOSS_NONE ||
         (g->flags & GLOSS__GAZ_ONLY && gloss__gaz_dated(g->rules));
}

/* ---- Each match alone ------------------------------------------------------------------------ */

static uint32_t token_codepoint(const gloss__gaz_run *r, uint32_t token) {
  uint32_t length;
  return gloss__utf8_decode(r->tokens.text + r->tokens.starts[token], &length);
}

/* Whether a token is punctuation or a symbol, from its start to its end. */
static int is_mark(const gloss__gaz_run *r, uint32_t token) {
  for (uint32_t i = r->tokens.starts[token], length; i < r->tokens.ends[token]; i += length) {
    unsigned class = gloss__codepoint_class(gloss__utf8_decode(r->tokens.text + i, &length));
    if (!(class & (GLOSS__PUNCT_CHAR | GLOSS__SYMBOL_CHAR))) return 0;
  }
  return 1;
}

/* Whether a colon stands before a token, or a quotation mark right before it. */
static int is_introduced(const gloss__gaz_run *r, uint32_t token) {
  if (!token) return 0;
  uint32_t c = token_codepoint(r, token - 1);
  if (c == ':') return 1;
  return r->tokens.ends[token - 1] == r->tokens.starts[token] &&
         (c == '"' || c == '\'' || gloss__variant(GLOSS__NORM_QUOTES, c) != c);
}

/* Whether white space before a token has a blank line. */
static int after_blank_line(const gloss__gaz_run *r, uint32_t token) {
  unsigned breaks = 0;
  for (uint32_t i = r->tokens.ends[token - 1]; i < r->tokens.starts[token]; i++)
    breaks += r->tokens.text[i] == '\n';
  return breaks > 1;
}

/* Whether a sentence may begin at a token, where no sentences are known. Marks are stepped over; one
** of . ! ? ends what was before. */
static int begins_by_marks(const gloss__gaz_run *r, uint32_t token) {
  for (; token > 0; token--) {
    if (after_blank_line(r, token)) return 1;
    if (!is_mark(r, token - 1)) return 0;
    uint32_t c = token_codepoint(r, token - 1);
    if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002) return 1;
  }
  return 1;
}

/* Whether a match begins its sentence, behind nothing but marks, or what a colon or a quotation
** mark introduces. */
static int begins_sentence(const gloss__gaz_run *r, uint32_t token) {
  if (is_introduced(r, token)) return 1;
  gloss_layer *sentences = gloss_doc_layer(r->doc, "sentence");
  if (!sentences) return begins_by_marks(r, token);
  gloss_span span = {r->tokens.starts[token], r->tokens.ends[token]};
  uint32_t row = gloss_layer_within(sentences, span);
  if (row == GLOSS_NONE) return begins_by_marks(r, token);
  uint32_t start = gloss_layer_starts(sentences)[row];
  while (token > 0 && r->tokens.starts[token - 1] >= start && is_mark(r, token - 1)) token--;
  return r->tokens.starts[token] == start || (token > 0 && r->tokens.starts[token - 1] < start);
}

static int has_evidence(const gloss__gaz_run *r, const gloss__hit *hit) {
  enum gloss__gaz_evidence needed = gloss__gaz_evidence_of(r->g, hit->entry);
  if (needed == GLOSS__GAZ_ANY || needed == GLOSS__GAZ_NEVER) return 1;
  if (!(gloss__codepoint_class(token_codepoint(r, hit->first)) & GLOSS__UPPER)) return 0;
  return needed == GLOSS__GAZ_CAPITAL || !begins_sentence(r, hit->first);
}

/* Drops hits that do not hold alone. */
static void filter(gloss__gaz_run *r) {
  gloss__gaz_state *s = r->s;
  const gloss_gazetteer *g = r->g;
  int dated = g->flags & GLOSS__GAZ_ONLY && gloss__gaz_dated(g->rules);
  size_t kept = 0;
  for (size_t i = 0; i < s->n_hits; i++) {
    gloss__hit hit = s->hits[i];
    if (dated && gloss__gaz_valid(g, hit.entry, r->day, 1) != 1) continue;
    if (g->rules[GLOSS__GAZ_EVIDENCE] != GLOSS_NONE && !has_evidence(r, &hit)) continue;
    s->hits[kept++] = hit;
  }
  s->n_hits = kept;
}

/* ---- One against the other ------------------------------------------------------------------- */

static int is_stop(const gloss_gazetteer *g, const gloss__hit *hit) {
  return gloss__gaz_evidence_of(g, hit->entry) == GLOSS__GAZ_NEVER;
}

static int same_span(const gloss__hit *a, const gloss__hit *b) {
  return a->first == b->first && a->end == b->end;
}

/* Gives where the hits of hit i's span end. */
static size_t span_end(const gloss__gaz_state *s, size_t i) {
  size_t end = i + 1;
  while (end < s->n_hits && same_span(&s->hits[i], &s->hits[end])) end++;
  return end;
}

/* A stop entry holds any priority. */
static int64_t rank(const gloss_gazetteer *g, const gloss__hit *hit) {
  return is_stop(g, hit) ? INT64_MAX : gloss__gaz_priority(g, hit->entry);
}

/* Gives the most edits that stay of the hits of one span: the fewest there are, unless every match is
** wanted. */
static uint32_t fewest_edits(const gloss__gaz_run *r, size_t from, size_t end) {
  uint32_t edits = UINT32_MAX;
  for (size_t i = from; i < end && r->g->policy != GLOSS_EVERY; i++)
    if (r->s->hits[i].edits < edits) edits = r->s->hits[i].edits;
  return edits;
}

/* Gives the highest rank among the hits of one span that stay. */
static int64_t best_rank(const gloss__gaz_run *r, size_t from, size_t end) {
  uint32_t edits = fewest_edits(r, from, end);
  int64_t best = INT64_MIN;
  for (size_t i = from; i < end; i++) {
    int64_t its = rank(r->g, &r->s->hits[i]);
    if (r->s->hits[i].edits <= edits && its > best) best = its;
  }
  return best;
}

/* Keeps, of the hits [from, end) of one span, those of the fewest edits, of the highest rank if by_rank, none when one is a
** stop entry; gives the new number of hits kept. */
static size_t keep_span(const gloss__gaz_run *r, size_t from, size_t end, int by_rank,
                        size_t kept) {
  gloss__hit *hits = r->s->hits;
  int64_t best = INT64_MIN;
  for (size_t i = from; i < end; i++) {
    int64_t its = rank(r->g, &hits[i]);
    if (its > best) best = its;
  }
  if (best == INT64_MAX) return kept;
  for (size_t i = from; i < end; i++)
    if (!by_rank || rank(r->g, &hits[i]) == best) hits[kept++] = hits[i];
  return kept;
}

/* Keeps leftmost, then longest ones, or, of every match, those that lie in no stop entry's. */
static void keep_in_order(gloss__gaz_run *r) {
  gloss__gaz_state *s = r->s;
  int every = r->g->policy == GLOSS_EVERY;
  uint32_t taken = 0; /* the end of what is taken, by a match or only by stop entries */
  size_t kept = 0;
  for (size_t i = 0, end; i < s->n_hits; i = end) {
    end = span_end(s, i);
    gloss__hit hit = s->hits[i];
    if (every ? hit.end <= taken : hit.first < taken) continue;
    size_t before = kept;
    kept = keep_span(r, i, end, 0, kept);
    if (!every || kept == before) taken = hit.end;
  }
  s->n_hits = kept;
}

/* The hits of one span in keep_by_priority. */
typedef struct group {
  int64_t rank;
  size_t from;
  uint32_t first, end;
} group;

static int goes_before(const group *a, const group *b) {
  if (a->rank != b->rank) return a->rank > b->rank;
  if (a->first != b->first) return a->first < b->first;
  return a->end != b->end ? a->end > b->end : a->from < b->from;
}

/* By place in the text, then by rank. */
static int in_text_order(const group *a, const group *b) {
  if (a->first != b->first) return a->first < b->first;
  if (a->end != b->end) return a->end > b->end;
  return a->rank != b->rank ? a->rank > b->rank : a->from < b->from;
}

typedef int (*order)(const group *a, const group *b);

static void sift(group *heap, size_t n, size_t at, order goes) {
  for (size_t child; (child = 2 * at + 1) < n; at = child) {
    if (child + 1 < n && goes(&heap[child], &heap[child + 1])) child++;
    if (!goes(&heap[at], &heap[child])) return;
    group other = heap[at];
    heap[at] = heap[child];
    heap[child] = other;
  }
}

/* Sorts in place. */
static void sort_groups(group *groups, size_t n, order goes) {
  for (size_t i = n / 2; i-- > 0;) sift(groups, n, i, goes);
  while (n > 1) {
    group last = groups[--n];
    groups[n] = groups[0];
    groups[0] = last;
    sift(groups, n, 0, goes);
  }
}

/* Marks tokens [first, end) as taken, unless one of them is. Each byte is a token. */
static int take(char *taken, uint32_t first, uint32_t end) {
  if (memchr(taken + first, 1, end - first)) return 0;
  memset(taken + first, 1, end - first);
  return 1;
}

/* Keeps the spans of the highest priority, of equal ones leftmost and longest ones. */
static gloss_status keep_by_priority(gloss__gaz_run *r) {
  gloss__gaz_state *s = r->s;
  size_t n = 0, kept = 0;
  for (size_t i = 0; i < s->n_hits; i = span_end(s, i)) n++;
  group *groups = gloss__alloc(r->alloc, n * sizeof *groups);
  char *taken = gloss__calloc(r->alloc, r->tokens.count, 1);
  gloss_status status = n && (!groups || !taken) ? GLOSS_ENOMEM : GLOSS_OK;
  if (status != GLOSS_OK) goto done;
  for (size_t i = 0, end, k = 0; i < s->n_hits; i = end) {
    end = span_end(s, i);
    groups[k++] = (group){best_rank(r, i, end), i, s->hits[i].first, s->hits[i].end};
  }
  sort_groups(groups, n, goes_before);
  for (size_t k = 0; k < n; k++)
    if (!take(taken, groups[k].first, groups[k].end)) groups[k].from = SIZE_MAX;
  for (size_t k = 0; k < n; k++) /* those that stay, by their place in the text */
    groups[k].rank = groups[k].from == SIZE_MAX ? INT64_MIN : -(int64_t)groups[k].from;
  sort_groups(groups, n, goes_before);
  for (size_t k = 0; k < n && groups[k].from != SIZE_MAX; k++)
    kept = keep_span(r, groups[k].from, span_end(s, groups[k].from), 1, kept);
  s->n_hits = kept;
done:
  gloss__free(r->alloc, taken, r->tokens.count);
  gloss__free(r->alloc, groups, n * sizeof *groups);
  return status;
}

/* Merges the hits of two passes, each by its tokens' starts; equal starts stay as they came. */
static void merge(const gloss__hit *hits, size_t middle, size_t n, gloss__hit *out) {
  for (size_t i = 0, j = middle; i < middle || j < n;)
    *out++ = j == n || (i < middle && hits[i].first <= hits[j].first) ? hits[i++] : hits[j++];
}

gloss_status gloss__gaz_merge(gloss__gaz_run *r, size_t start, size_t middle) {
  gloss__hit *all = r->s->hits + start;
  size_t n = r->s->n_hits - start;
  group *groups = gloss__alloc(r->alloc, n * sizeof *groups);
  gloss__hit *hits = gloss__alloc(r->alloc, n * sizeof *hits);
  gloss_status status = n && (!groups || !hits) ? GLOSS_ENOMEM : GLOSS_OK;
  if (status == GLOSS_OK) merge(all, middle - start, n, hits);
  for (size_t i = 0, end; status == GLOSS_OK && i < n; i = end) {
    for (end = i; end < n && hits[end].first == hits[i].first; end++)
      groups[end] = (group){-(int64_t)hits[end].entry, end, hits[end].first, hits[end].end};
    if (end > i + 1) sort_groups(groups + i, end - i, in_text_order);
    for (size_t k = i; k < end; k++) all[k] = hits[groups[k].from];
  }
  gloss__free(r->alloc, hits, n * sizeof *hits);
  gloss__free(r->alloc, groups, n * sizeof *groups);
  return status;
}

gloss_status gloss__gaz_resolve(gloss__gaz_run *r) {
  filter(r);
  if (r->g->policy == GLOSS_BY_PRIORITY) return keep_by_priority(r);
  keep_in_order(r);
  return GLOSS_OK;
}
