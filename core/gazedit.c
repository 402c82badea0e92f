/* gazedit.c -- optimal string alignment in a band around the diagonal of its table. */
#include "gazedit.h"

#include "utf8.h"

void gloss__word_read(gloss_str text, gloss__word *out) {
  uint32_t n = 0, length;
  for (size_t at = 0; at < text.size && n <= GLOSS__WORD_MAX; at += length)
    out->c[n++] = gloss__utf8_decode(text.data + at, &length);
  out->n = n;
}

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

unsigned gloss__edits(const gloss__word *a, const gloss__word *b, unsigned limit) {
  unsigned rows[3][GLOSS__WORD_MAX + 2], far = limit + 1;
  if (a->n + limit < b->n || b->n + limit < a->n) return far;
  uint32_t start = 0, n = a->n, m = b->n; /* what both begin and end with costs nothing */
  while (start < n && start < m && a->c[start] == b->c[start]) start++;
  while (n > start && m > start && a->c[n - 1] == b->c[m - 1]) n--, m--;
  const uint32_t *x = a->c + start, *y = b->c + start;
  n -= start;
  m -= start;
  for (uint32_t j = 0; j <= m; j++) rows[0][j] = least(j, far);
  for (uint32_t i = 1; i <= n; i++) {
    const unsigned *last = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
    unsigned *row = rows[i % 3];
    uint32_t from = i > limit ? i - limit : 1, to = least(i + limit, m);
    row[from - 1] = from == 1 ? least(i, far) : far;
    for (uint32_t j = from; j <= to; j++) {
      unsigned cost = last[j - 1] + (x[i - 1] != y[j - 1]);
      cost = least(cost, row[j - 1] + 1);
      if (j < i + limit) cost = least(cost, last[j] + 1);
      if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
        cost = least(cost, before[j - 2] + 1);
      row[j] = least(cost, far);
    }
  }
  return rows[n % 3][m];
}
