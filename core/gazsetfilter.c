/* gazsetfilter.c -- the filters that a set of gazetteers shares, made of the text of their forms: of
** the first tokens of all, of the forms of one token, and of the first two tokens of others. Where
** all the gazetteers go by the text as it is, so do the filters; else by folded heads, which leave what
** the others would. */
#include "gazset.h"
#include "gaztable.h"

/* Gives where the form at p ends, behind its mark. */
static const char *end_of_form(const char *p, const char *limit) {
  while (p < limit && (unsigned char)*p != GLOSS__GAZ_END) p++;
  return p < limit ? p + 1 : limit;
}

static size_t count_forms(const gloss_gazetteer *g) {
  size_t n = 0;
  const char *limit = g->forms + g->n_forms;
  for (const char *p = g->forms; p < limit; p = end_of_form(p, limit)) n++;
  return n;
}

static void add_forms(gloss_gazetteer *filters, const gloss_gazetteer *g) {
  gloss__gaz_filters f = gloss__gaz_filters_of(filters);
  const char *limit = g->forms + g->n_forms;
  for (const char *p = g->forms; p < limit; p = end_of_form(p, limit))
    gloss__gaz_filter_form(filters, &f, p, limit);
}

gloss_status gloss__gaz_share(gloss_gazetteers *set) {
  size_t n = 0, sizes[GLOSS__GAZ_SECTIONS] = {0};
  int by_text = 1, mixed = 0;
  for (uint32_t i = 0; i < set->count; i++) {
    const gloss_gazetteer *g = set->list[i];
    if (!gloss__gaz_shares(g)) continue;
    n += count_forms(g);
    by_text &= g->by_text;
    mixed |= g->by_text;
  }
  if (!set->sharing) return GLOSS_OK;
  size_t size = gloss__gaz_filter_words(n, 8) * sizeof(uint64_t);
  sizes[GLOSS__GAZ_FIRSTS] = sizes[GLOSS__GAZ_SINGLES] = sizes[GLOSS__GAZ_PAIRS] = size;
  sizes[GLOSS__GAZ_VALUES] = sizeof(uint32_t);
  gloss_status status = gloss__gaz_alloc(&set->filters, &set->alloc, sizes, 0);
  if (status != GLOSS_OK) return status;
  set->filters->by_text = by_text;
  set->mixed = mixed && !by_text;
  for (uint32_t i = 0; i < set->count; i++)
    if (gloss__gaz_shares(set->list[i])) add_forms(set->filters, set->list[i]);
  return GLOSS_OK;
}
