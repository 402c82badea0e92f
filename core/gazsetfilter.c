/* gazsetfilter.c -- the filters that a set of gazetteers shares: of the first tokens of all their
** forms, of the forms of one token, and of the first two tokens of others. They are made of the forms'
** text, as the gazetteers' own have seeds of their own; first bytes do not count in them. */
#include "gazset.h"

#include "gazfirsts.h"
#include "gaztable.h"
#include "gazunits.h"

/* A walk over the forms of a gazetteer: the hashes of the first token, and of the second if there is
** one. */
typedef struct walk {
  const gloss_gazetteer *g;
  const char *at;
  uint64_t first, second;
  int is_single;
  char *folded; /* a buffer */
  size_t room;
} walk;

/* Reads a token, its text and its hash; gives whether its form ends with it. What a file holds that
** is no text has no hash that counts. */
static gloss_status read_token(walk *w, const gloss_alloc *alloc, uint64_t *hash, int *last) {
  const char *limit = w->g->forms + w->g->n_forms, *stop = w->at;
  while (stop < limit && (unsigned char)*stop < GLOSS__GAZ_END) stop++;
  gloss_str form, token = {w->at, (size_t)(stop - w->at)};
  *last = stop == limit || (unsigned char)*stop == GLOSS__GAZ_END;
  w->at = stop == limit ? stop : stop + 1;
  *hash = 0;
  if (gloss_utf8_check(token, NULL) != GLOSS_OK) return GLOSS_OK;
  gloss_status status = gloss__gaz_form(alloc, 0, 0, token, &w->folded, &w->room, &form);
  if (status == GLOSS_OK) *hash = gloss_hash(form);
  return status;
}

/* Goes to the next form: 0 behind the last one. */
static int next_form(walk *w, const gloss_alloc *alloc, gloss_status *status) {
  int last;
  if (w->at == w->g->forms + w->g->n_forms) return 0;
  *status = read_token(w, alloc, &w->first, &last);
  w->is_single = last;
  if (!last && *status == GLOSS_OK) *status = read_token(w, alloc, &w->second, &last);
  while (!last && w->at < w->g->forms + w->g->n_forms)
    last = (unsigned char)*w->at++ == GLOSS__GAZ_END;
  return *status == GLOSS_OK;
}

static void add(uint64_t *filter, uint32_t n_words, uint64_t key) {
  uint64_t bits;
  uint32_t word = gloss__gaz_word(key, n_words, &bits);
  filter[word] |= bits;
}

static gloss_status add_forms(gloss_gazetteer *filters, walk *w, const gloss_alloc *alloc) {
  gloss_status status = GLOSS_OK;
  while (next_form(w, alloc, &status)) {
    uint32_t bit = gloss__gaz_first_bit(w->first, 0);
    filters->firsts[bit / 64 & (filters->n_firsts - 1)] |= (uint64_t)1 << bit % 64;
    uint64_t key = gloss__gaz_first(w->first, 0, filters->seed);
    if (w->is_single)
      add(filters->singles, filters->n_singles, key);
    else
      add(filters->pairs, filters->n_pairs, gloss__gaz_next(key, w->second));
  }
  return status;
}

static size_t count_forms(const gloss_gazetteer *g) {
  size_t n = 0;
  for (uint32_t i = 0; i < g->n_forms; i++) n += (unsigned char)g->forms[i] == GLOSS__GAZ_END;
  return n;
}

gloss_status gloss__gaz_share(gloss_gazetteers *set) {
  size_t n = 0, sizes[GLOSS__GAZ_SECTIONS] = {0};
  for (uint32_t i = 0; i < set->count; i++)
    if (gloss__gaz_shares(set->list[i])) n += count_forms(set->list[i]);
  size_t size = gloss__gaz_filter_words(n, 8) * sizeof(uint64_t);
  sizes[GLOSS__GAZ_FIRSTS] = sizes[GLOSS__GAZ_SINGLES] = sizes[GLOSS__GAZ_PAIRS] = size;
  sizes[GLOSS__GAZ_VALUES] = sizeof(uint32_t);
  if (!set->sharing) return GLOSS_OK;
  gloss_status status = gloss__gaz_alloc(&set->filters, &set->alloc, sizes, 0);
  walk w = {0};
  for (uint32_t i = 0; i < set->count && status == GLOSS_OK; i++) {
    const gloss_gazetteer *g = set->list[i];
    w.g = g;
    w.at = g->forms;
    if (gloss__gaz_shares(g)) status = add_forms(set->filters, &w, &set->alloc);
  }
  gloss__free(&set->alloc, w.folded, w.room);
  return status;
}
