/* association.c -- grams ranked, by how often they stand or by how much more often than chance
** would have it. The best `most` are kept in a heap whose root is the worst of them. */
#include <math.h>
#include <string.h>

#include "frequency.h"
#include "mem.h"

/* How often each word stands first and second in the bigrams of a table. */
typedef struct margins {
  uint64_t *first, *second; /* by symbol; NULL when they are not needed */
  size_t n;
} margins;

static gloss_status margins_new(margins *m, const gloss_frequencies *table) {
  m->n = (size_t)gloss__symbols_count(table->words) + 1;
  m->first = gloss__calloc(&table->alloc, m->n, 2 * sizeof *m->first);
  if (!m->first) return GLOSS_ENOMEM;
  m->second = m->first + m->n;
  for (uint32_t gram = 0; gram < table->n_entries; gram++) {
    const uint32_t *words = table->grams.words + (size_t)gram * 2;
    m->first[words[0]] += table->entries[gram].count;
    m->second[words[1]] += table->entries[gram].count;
  }
  return GLOSS_OK;
}

static void margins_free(margins *m, const gloss_frequencies *table) {
  gloss__free(&table->alloc, m->first, m->n * 2 * sizeof *m->first);
}

/* ---- Scores ---- */

/* O ln(O / E), which is 0 where nothing stands. */
static double term(double observed, double expected) {
  return observed > 0 ? observed * log(observed / expected) : 0;
}

double gloss__log_likelihood(double o, double r, double c, double n) {
  double e = r * c / n;
  double g2 = term(o, e) + term(r - o, r * (n - c) / n) + term(c - o, (n - r) * c / n) +
              term(n - r - (c - o), (n - r) * (n - c) / n);
  if (g2 <= 0) return 0; /* but for rounding it is never negative */
  return o < e ? -2 * g2 : 2 * g2;
}

/* Gives a measure of the 2 x 2 table with o in its first cell, r in the first row, c in the first
** column, n in all. */
static double measure(gloss_measure by, double o, double r, double c, double n) {
  double e = r * c / n;
  switch (by) {
  case GLOSS_BY_PMI: return log2(o / e);
  case GLOSS_BY_T_SCORE: return (o - e) / sqrt(o);
  case GLOSS_BY_LOG_DICE: return 14 + log2(2 * o / (r + c));
  default: return gloss__log_likelihood(o, r, c, n);
  }
}

/* What scores are made from. */
typedef struct ranking {
  const gloss_frequencies *table;
  const gloss_rank_options *options;
  margins margins;
  gloss_rank *out;
  uint32_t n;
} ranking;

/* Counts a gram in the reference. */
static uint64_t in_reference(const ranking *k, uint32_t gram) {
  gloss_gram found;
  const gloss_frequencies *reference = k->options->reference;
  gloss_frequencies_at(k->table, gram, &found);
  gram = gloss_frequencies_find(reference, found.words);
  return gram == GLOSS_NONE ? 0 : reference->entries[gram].count;
}

static double score(const ranking *k, uint32_t gram) {
  const gloss__entry *entry = &k->table->entries[gram];
  double o = (double)entry->count, n = (double)k->table->totals.count;
  gloss_measure by = k->options->by;
  if (by == GLOSS_BY_COUNT) return o;
  if (by == GLOSS_BY_DOCUMENTS) return entry->documents;
  if (k->options->reference) {
    double all = n + (double)k->options->reference->totals.count;
    return measure(by, o, o + (double)in_reference(k, gram), n, all);
  }
  const uint32_t *words = k->table->grams.words + (size_t)gram * 2;
  return measure(by, o, (double)k->margins.first[words[0]], (double)k->margins.second[words[1]], n);
}

/* ---- Order ---- */

static int compare_words(const gloss_frequencies *table, uint32_t a, uint32_t b) {
  uint32_t one_a, one_b;
  const uint32_t *x = gloss__gram_words(table, a, &one_a);
  const uint32_t *y = gloss__gram_words(table, b, &one_b);
  for (uint32_t k = 0; k < table->n; k++) {
    gloss_str s = gloss__symbols_string(table->words, x[k]);
    gloss_str t = gloss__symbols_string(table->words, y[k]);
    int order = x[k] == y[k] ? 0 : memcmp(s.data, t.data, s.size < t.size ? s.size : t.size);
    if (order != 0) return order;
    if (s.size != t.size) return s.size < t.size ? -1 : 1;
  }
  return 0;
}

/* Tells whether a ranks before b. */
static int precedes(const gloss_frequencies *table, gloss_rank a, gloss_rank b) {
  if (a.score != b.score) return a.score > b.score;
  uint64_t x = table->entries[a.gram].count, y = table->entries[b.gram].count;
  return x != y ? x > y : compare_words(table, a.gram, b.gram) < 0;
}

/* Puts a rank in at the root of the first n, and moves it down while one below ranks after it. */
static void sink(const ranking *k, gloss_rank rank, uint32_t n) {
  size_t at = 0, child;
  for (; (child = 2 * at + 1) < n; at = child) {
    if (child + 1 < n && precedes(k->table, k->out[child], k->out[child + 1])) child++;
    if (!precedes(k->table, rank, k->out[child])) break;
    k->out[at] = k->out[child];
  }
  k->out[at] = rank;
}

/* Puts a rank in behind the first n, and moves it up while the one above precedes it. */
static void rise(const ranking *k, gloss_rank rank, uint32_t n) {
  size_t at = n;
  for (; at > 0 && precedes(k->table, k->out[(at - 1) / 2], rank); at = (at - 1) / 2) {
    k->out[at] = k->out[(at - 1) / 2];
  }
  k->out[at] = rank;
}

/* Keeps the best `most` of all grams, then sorts them. */
static void select_best(ranking *k, uint32_t most) {
  const gloss_frequencies *table = k->table;
  for (uint32_t gram = 0; most > 0 && gram < table->n_entries; gram++) {
    const gloss__entry *entry = &table->entries[gram];
    if (entry->count == 0 || entry->count < k->options->min_count ||
        entry->documents < k->options->min_documents) {
      continue;
    }
    gloss_rank rank = {gram, score(k, gram)};
    if (k->n < most)
      rise(k, rank, k->n++);
    else if (precedes(table, rank, k->out[0]))
      sink(k, rank, most);
  }
  for (uint32_t left = k->n; left > 1; left--) {
    gloss_rank worst = k->out[0];
    sink(k, k->out[left - 1], left - 1);
    k->out[left - 1] = worst;
  }
}

gloss_status gloss_frequencies_rank(const gloss_frequencies *table,
                                    const gloss_rank_options *options, gloss_rank *out,
                                    uint32_t most, uint32_t *n) {
  static const gloss_rank_options by_count = {GLOSS_BY_COUNT, 0, 0, NULL};
  ranking k = {.table = table, .options = options ? options : &by_count, .out = out};
  *n = 0;
  const gloss_frequencies *reference = k.options->reference;
  gloss_measure by = k.options->by;
  int plain = by == GLOSS_BY_COUNT || by == GLOSS_BY_DOCUMENTS;
  if ((unsigned)by > GLOSS_BY_LOG_DICE || (plain && reference) ||
      (reference && reference->n != table->n) || (!plain && !reference && table->n != 2)) {
    return GLOSS_EARG;
  }
  if (!plain && !reference && margins_new(&k.margins, table)) return GLOSS_ENOMEM;
  select_best(&k, most);
  margins_free(&k.margins, table);
  *n = k.n;
  return GLOSS_OK;
}
