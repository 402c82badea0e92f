/* index.c -- where rows end: the searches that span queries and joins are made of.
**
** Starts are sorted, so a binary search serves them. Ends are sorted too where rows do not nest
** (`rising`); elsewhere a tree holds the least and the greatest end of every 16, 256 ... rows. A
** search climbs from a row until a node holds what it looks for and goes down to it: O(log n). */
#include "mem.h"
#include "model.h"

#define BITS 4u /* a node stands for 16 rows or nodes */
#define REST ((1u << BITS) - 1)
#define LEVELS 8u

typedef struct node {
  uint32_t least, most;
} node;

typedef struct tree {
  uint32_t levels;            /* the last of them is one node */
  uint32_t size[LEVELS + 1];  /* nodes of each level; level 0 are the rows themselves */
  uint32_t first[LEVELS + 1]; /* where in `nodes` a level begins, from level 1 */
  node nodes[];
} tree;

/* Lays out the levels over n rows and gives the number of nodes. */
static uint32_t plan(uint32_t n, tree *t) {
  uint32_t total = 0, level = 0;
  t->size[0] = n;
  while (n > 1) {
    n = (n >> BITS) + ((n & REST) != 0);
    t->size[++level] = n;
    t->first[level] = total;
    total += n;
  }
  t->levels = level;
  return total;
}

static void widen(node *parent, node child, int is_first) {
  if (is_first || child.least < parent->least) parent->least = child.least;
  if (is_first || child.most > parent->most) parent->most = child.most;
}

static node node_at(const gloss_layer *layer, const tree *t, uint32_t level, uint32_t i) {
  if (level > 0) return t->nodes[t->first[level] + i];
  uint32_t end = ((const uint32_t *)layer->ends.data)[i];
  return (node){end, end};
}

void gloss__index_make(gloss_layer *layer) {
  const uint32_t *ends = layer->ends.data, n = layer->count;
  uint32_t falls = 0;
  for (uint32_t i = 1; i < n; i++) falls |= ends[i] < ends[i - 1];
  layer->rising = !falls;
  if (!falls) return;
  tree shape, *t;
  uint32_t total = plan(n, &shape);
  if (gloss__doc_block(layer->doc, sizeof *t + total * sizeof(node), &layer->index)) return;
  t = layer->index.data;
  *t = shape;
  for (uint32_t level = 1; level <= t->levels; level++) {
    node *parents = t->nodes + t->first[level];
    for (uint32_t i = 0; i < t->size[level - 1]; i++) {
      widen(&parents[i >> BITS], node_at(layer, t, level - 1, i), (i & REST) == 0);
    }
  }
}

typedef enum want { AFTER, BY } want; /* ends > offset, ends <= offset */

static int holds(node n, want what, uint32_t offset) {
  return what == AFTER ? n.most > offset : n.least <= offset;
}

/* Finds the first row >= from whose end is wanted. */
static uint32_t next_end(const gloss_layer *layer, uint32_t from, want what, uint32_t offset) {
  const tree *t = layer->index.data;
  uint32_t i = from, level = 0;
  for (;;) {
    uint32_t stop = t ? (i | REST) + 1 : layer->count;
    uint32_t size = t ? t->size[level] : layer->count;
    if (stop > size || stop == 0) stop = size;
    while (i < stop && !holds(node_at(layer, t, level, i), what, offset)) i++;
    if (i < stop) break;
    if (!t || level == t->levels) return GLOSS_NONE;
    i = ((i - 1) >> BITS) + 1;
    level++;
  }
  while (level-- > 0) {
    i <<= BITS;
    while (!holds(node_at(layer, t, level, i), what, offset)) i++;
  }
  return i;
}

/* Finds the last row < before that ends after an offset. */
static uint32_t prev_end(const gloss_layer *layer, uint32_t before, uint32_t offset) {
  const tree *t = layer->index.data;
  uint32_t i = before, level = 0;
  for (;;) {
    if (i == 0) return GLOSS_NONE;
    uint32_t stop = t ? (i - 1) & ~REST : 0;
    while (i > stop && !holds(node_at(layer, t, level, i - 1), AFTER, offset)) i--;
    if (i-- > stop) break;
    i = stop >> BITS;
    level++;
  }
  while (level-- > 0) {
    uint32_t last = t->size[level] - 1;
    i = last >> BITS == i ? last : i << BITS | REST;
    while (!holds(node_at(layer, t, level, i), AFTER, offset)) i--;
  }
  return i;
}

/* Finds the first of sorted values in [from, limit) that is >= least, looking near `from` first. */
static uint32_t lower_bound(const uint32_t *values, uint32_t from, uint32_t limit, uint32_t least) {
  uint32_t step = 1;
  while (from < limit && limit - from > step && values[from + step - 1] < least) {
    from += step;
    if (step < UINT32_MAX / 2) step *= 2;
  }
  if (limit - from > step) limit = from + step;
  while (from < limit) {
    uint32_t mid = from + (limit - from) / 2;
    if (values[mid] < least)
      from = mid + 1;
    else
      limit = mid;
  }
  return from;
}

uint32_t gloss__next_end_after(const gloss_layer *layer, uint32_t from, uint32_t offset) {
  if (from >= layer->count || offset == UINT32_MAX) return GLOSS_NONE;
  if (!layer->rising) return next_end(layer, from, AFTER, offset);
  uint32_t row = lower_bound(layer->ends.data, from, layer->count, offset + 1);
  return row < layer->count ? row : GLOSS_NONE;
}

uint32_t gloss__next_end_by(const gloss_layer *layer, uint32_t from, uint32_t offset) {
  if (from >= layer->count) return GLOSS_NONE;
  if (!layer->rising) return next_end(layer, from, BY, offset);
  return ((const uint32_t *)layer->ends.data)[from] <= offset ? from : GLOSS_NONE;
}

uint32_t gloss__prev_end_from(const gloss_layer *layer, uint32_t before, uint32_t offset) {
  const uint32_t *ends = layer->ends.data;
  if (!layer->rising && offset > 0) return prev_end(layer, before, offset - 1);
  return before && ends[before - 1] >= offset ? before - 1 : GLOSS_NONE;
}

uint32_t gloss__lower_start(const gloss_layer *layer, uint32_t offset) {
  const uint32_t *starts = layer->starts.data;
  uint32_t low = 0, high = layer->count;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (starts[mid] < offset)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}
