/* gazset.c -- runs several gazetteers over a layer of tokens in one pass: filters of what begins in
** any of them are asked once a token, and each gazetteer looks only at the tokens that they leave.
** Those that do not share the filters make a pass of their own. */
#include "gazset.h"

#include "gazpick.h"
#include "scratch.h"

enum { BLOCK = GLOSS__GAZ_BLOCK };

/* ---- Making and freeing ---------------------------------------------------------------------- */

static gloss_status check(gloss_gazetteer *const *list, size_t n, gloss_error *err) {
  if (n > UINT16_MAX)
    return gloss__fail(err, GLOSS_ERANGE, 0, "%zu gazetteers, at most %d", n, UINT16_MAX);
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < i; j++)
      if (list[j] == list[i])
        return gloss__fail(err, GLOSS_EARG, 0, "gazetteer \"%.80s\" is in the set twice",
                           list[i]->names);
  return GLOSS_OK;
}

gloss_status gloss_gazetteers_new(gloss_gazetteers **out, const gloss_alloc *alloc,
                                  gloss_gazetteer *const *list, size_t n, gloss_error *err) {
  *out = NULL;
  alloc = gloss__alloc_or_default(alloc);
  gloss_status status = check(list, n, err);
  if (status != GLOSS_OK) return status;
  gloss_gazetteers *set = gloss__calloc(alloc, 1, sizeof *set);
  if (!set) goto fail;
  atomic_init(&set->refs, 1);
  set->alloc = *alloc;
  set->count = (uint32_t)n;
  set->list = gloss__calloc(alloc, n, sizeof *set->list);
  if (n && !set->list) goto fail;
  for (size_t i = 0; i < n; i++) {
    set->list[i] = gloss_gazetteer_ref(list[i]);
    set->sharing += gloss__gaz_shares(list[i]) != 0;
  }
  if (gloss__gaz_share(set) != GLOSS_OK) goto fail;
  *out = set;
  return GLOSS_OK;
fail:
  gloss_gazetteers_unref(set);
  return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
}

gloss_gazetteers *gloss_gazetteers_ref(gloss_gazetteers *set) {
  atomic_fetch_add_explicit(&set->refs, 1, memory_order_relaxed);
  return set;
}

void gloss_gazetteers_unref(gloss_gazetteers *set) {
  if (!set || atomic_fetch_sub_explicit(&set->refs, 1, memory_order_acq_rel) != 1) return;
  const gloss_alloc alloc = set->alloc;
  for (uint32_t i = 0; set->list && i < set->count; i++) gloss_gazetteer_unref(set->list[i]);
  gloss__free(&alloc, set->list, set->count * sizeof *set->list);
  gloss_gazetteer_unref(set->filters);
  gloss__free(&alloc, set, sizeof *set);
}

uint32_t gloss_gazetteers_count(const gloss_gazetteers *set) { return set->count; }

gloss_gazetteer *gloss_gazetteers_at(const gloss_gazetteers *set, uint32_t index) {
  return set->list[index];
}

/* ---- Running --------------------------------------------------------------------------------- */

/* Gathers the exact hits of the gazetteers that share the filters. */
static gloss_status match_sharing(const gloss_gazetteers *set, gloss__gaz_run *runs) {
  gloss__gaz_shared shared; /* large: filled by the passes */
  gloss__gaz_picks picks;
  const gloss__gaz_tokens *k = NULL;
  for (uint32_t i = 0; i < set->count; i++)
    if (gloss__gaz_shares(set->list[i])) k = &runs[i].tokens;
  for (uint32_t begin = 0; k && begin < k->count;) {
    if (gloss__gaz_must_stop(runs, BLOCK)) return GLOSS_ESTOP;
    gloss__gaz_pick_shared(set->filters, set->mixed, k, begin, &shared);
    for (uint32_t i = 0; i < set->count && shared.block.n; i++) {
      if (!gloss__gaz_shares(set->list[i])) continue;
      gloss_status status = gloss__gaz_look_up_shared(&runs[i], &shared, &picks);
      if (status == GLOSS_OK) status = gloss__gaz_match_picks(&runs[i], &picks);
      if (status != GLOSS_OK) return status;
    }
    begin = k->count - begin > BLOCK ? begin + BLOCK : k->count;
  }
  return GLOSS_OK;
}

static gloss_status run_all(const gloss_gazetteers *set, gloss__gaz_run *runs, gloss_layer **out) {
  gloss_status status = match_sharing(set, runs);
  for (uint32_t i = 0; i < set->count && status == GLOSS_OK; i++) {
    status = gloss__gaz_shares(set->list[i]) ? gloss__gaz_gather_edits(&runs[i])
                                             : gloss__gaz_gather(&runs[i]);
    if (status == GLOSS_OK) status = gloss__gaz_end(&runs[i], &out[i]);
  }
  return status;
}

gloss_status gloss_gazetteers_run(gloss_gazetteers *set, gloss_layer *tokens,
                                  gloss_scratch *scratch, gloss_layer **layers, gloss_error *err) {
  const gloss_alloc *alloc = gloss__scratch_alloc(scratch);
  for (uint32_t i = 0; i < set->count; i++) layers[i] = NULL;
  if (!set->count) return GLOSS_OK;
  gloss__gaz_run *runs = gloss__calloc(alloc, set->count, sizeof *runs);
  gloss_status status = runs ? GLOSS_OK : GLOSS_ENOMEM;
  for (uint32_t i = 0; i < set->count && status == GLOSS_OK; i++)
    status = gloss__gaz_begin(&runs[i], set->list[i], tokens, scratch, err);
  if (status == GLOSS_OK) status = run_all(set, runs, layers);
  gloss__free(alloc, runs, set->count * sizeof *runs);
  for (uint32_t i = 0; i < set->count && status != GLOSS_OK; i++) {
    gloss_layer_unref(layers[i]);
    layers[i] = NULL;
  }
  return gloss__gaz_failed(status, err);
}
