/* gazoverlay.c -- a gazetteer of two: entries added to a list that is not built again. It has no
** sections of its own; values and matches come from its parts, entries of the first before those of
** the second. */
#include <string.h>

#include "gazetteer.h"

/* Says what keeps two gazetteers from being one; NULL for nothing. */
static const char *difference(const gloss_gazetteer *a, const gloss_gazetteer *b) {
  if (a->fingerprint != b->fingerprint) return "the tokenizer";
  if (a->match != b->match) return "the case";
  if (a->policy != b->policy) return "the policy";
  if (a->flags != b->flags) return "how entries match";
  if (strcmp(a->names, b->names)) return "the name";
  if (a->n_columns != b->n_columns) return "the number of columns";
  for (uint32_t i = 0; i < a->n_columns; i++)
    if (strcmp(gloss_gazetteer_column(a, i), gloss_gazetteer_column(b, i))) return "the columns";
  return NULL;
}

gloss_status gloss_gazetteer_overlay(gloss_gazetteer **out, const gloss_alloc *alloc,
                                     gloss_gazetteer *base, gloss_gazetteer *added,
                                     gloss_error *err) {
  *out = NULL;
  alloc = gloss__alloc_or_default(alloc);
  const char *what = difference(base, added);
  if (what) return gloss__fail(err, GLOSS_EARG, 0, "%s differs from the gazetteer's", what);
  if (base->fuzzy) return gloss__fail(err, GLOSS_EARG, 0, "fuzzy gazetteers take no more entries");
  if ((uint64_t)base->n_entries + added->n_entries > INT32_MAX ||
      (uint64_t)base->n_values + added->n_values > UINT32_MAX)
    return gloss__fail(err, GLOSS_ERANGE, 0, "more than %d entries", INT32_MAX);
  gloss_gazetteer *g = gloss__calloc(alloc, 1, sizeof *g);
  if (!g) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  atomic_init(&g->refs, 1);
  g->alloc = *alloc;
  g->base = gloss_gazetteer_ref(base);
  g->added = gloss_gazetteer_ref(added);
  g->fingerprint = base->fingerprint;
  g->match = base->match;
  g->policy = base->policy;
  g->flags = base->flags;
  memcpy(g->rules, base->rules, sizeof g->rules);
  g->names = base->names;
  g->n_columns = base->n_columns;
  g->n_entries = base->n_entries + added->n_entries;
  g->n_values = base->n_values + added->n_values;
  *out = g;
  return GLOSS_OK;
}
