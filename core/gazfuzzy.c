/* gazfuzzy.c -- the deletion-neighbourhood index: words that are e edits apart share a text that e
** deletions, at most, make of either; so do their beginnings of one length, as a letter too many
** there pushes one out at the end. A key is the hash of such a text, a bucket holds the tokens of
** some keys. Candidates are compared, so only speed depends on the hash.
** source: Mor and Fraenkel, A hash code method for detecting and correcting spelling errors (1982) */
#include "gazfuzzy.h"

#include <string.h>

#include "hash.h"
#include "unidata.h"

unsigned gloss__fuzzy_limit(const gloss__word *word, unsigned edits) {
  uint32_t n = word->n - (word->n && word->c[word->n - 1] == '.');
  if (n < 4 || word->n > GLOSS__WORD_MAX - GLOSS__EDITS_MAX) return 0;
  for (uint32_t i = 0; i < word->n; i++)
    if (gloss__codepoint_class(word->c[i]) & GLOSS__DIGIT) return 0;
  return n < 8 && edits > 1 ? 1 : edits;
}

/* Hashes the beginning of a word without the code points i and j. */
static uint32_t key_of(const gloss__word *word, uint32_t n, uint32_t i, uint32_t j) {
  uint64_t h = GLOSS__HASH_K0;
  for (uint32_t k = 0; k < n; k++)
    if (k != i && k != j) h = gloss__hash_fold(h ^ word->c[k], GLOSS__HASH_K1);
  return (uint32_t)(h ^ h >> 32);
}

uint32_t gloss__fuzzy_keys(const gloss__word *word, unsigned edits, uint32_t *keys) {
  uint32_t n = word->n < GLOSS__FUZZY_PREFIX ? word->n : GLOSS__FUZZY_PREFIX, count = 0;
  keys[count++] = key_of(word, n, n, n);
  for (uint32_t i = 0; edits > 0 && i < n; i++)
    if (i == 0 || word->c[i] != word->c[i - 1]) keys[count++] = key_of(word, n, i, i);
  for (uint32_t i = 0; edits > 1 && i < n; i++)
    for (uint32_t j = i + 1; j < n; j++) keys[count++] = key_of(word, n, i, j);
  return count;
}

/* Adds a token of a form, and what it is there. What a file holds that is no token is passed over. */
static gloss_status add_token(gloss__fuzzy *f, const gloss_alloc *alloc, gloss_str token,
                              uint64_t hash, unsigned role) {
  uint32_t number, before = f->tokens.count;
  if (!token.size || gloss_utf8_check(token, NULL) != GLOSS_OK) return GLOSS_OK;
  gloss_status status = gloss__strings_add(&f->tokens, alloc, token, hash, &number);
  if (status == GLOSS_EARG) return GLOSS_OK;
  if (status == GLOSS_OK)
    status = gloss__grow(alloc, (void **)&f->roles, &f->roles_room, (size_t)number + 1, 1);
  if (status != GLOSS_OK) return status;
  if (number == before) f->roles[number] = 0;
  f->roles[number] |= (uint8_t)role;
  return GLOSS_OK;
}

/* Gathers the distinct tokens of all forms, and the pairs that begin them. */
static gloss_status gather(gloss__fuzzy *f, const gloss_gazetteer *g) {
  const char *p = g->forms, *limit = g->forms + g->n_forms;
  uint64_t key = 0;
  for (uint32_t at = 0; p < limit;) {
    const char *stop = p;
    while (stop < limit && (unsigned char)*stop < GLOSS__GAZ_END) stop++;
    int last = stop < limit && (unsigned char)*stop == GLOSS__GAZ_END;
    gloss_str token = {p, (size_t)(stop - p)};
    uint64_t hash = gloss_hash(token);
    unsigned role = at ? GLOSS__FUZZY_FOLLOWS : last ? GLOSS__FUZZY_SINGLE : GLOSS__FUZZY_BEGINS;
    gloss_status status = add_token(f, &g->alloc, token, hash, role);
    if (status != GLOSS_OK) return status;
    if (at == 1) gloss__gaz_filter_add(f->pairs, f->n_pairs, gloss__gaz_next(key, hash));
    if (at == 0) key = gloss__gaz_first(hash, g->seed);
    at = last ? 0 : at + 1;
    p = stop + 1;
  }
  f->limits_room = f->tokens.count;
  f->limits = gloss__alloc(&g->alloc, f->limits_room);
  f->lengths = gloss__alloc(&g->alloc, f->limits_room);
  return (f->limits && f->lengths) || !f->limits_room ? GLOSS_OK : GLOSS_ENOMEM;
}

/* Works out each token's limit and counts all keys. */
static size_t count_keys(gloss__fuzzy *f) {
  size_t total = 0;
  uint32_t keys[GLOSS__FUZZY_KEYS];
  gloss__word word;
  for (uint32_t t = 0; t < f->tokens.count; t++) {
    gloss__word_read(gloss__strings_get(&f->tokens, t), &word);
    f->lengths[t] = (uint8_t)word.n;
    f->limits[t] = (uint8_t)gloss__fuzzy_limit(&word, f->edits);
    if (f->limits[t]) total += gloss__fuzzy_keys(&word, f->limits[t], keys);
  }
  return total;
}

/* Sorts the tokens into buckets: first counts them, each time a token behind the bucket's start, then
** places them. */
static gloss_status fill(gloss__fuzzy *f, gloss_error *err) {
  uint32_t keys[GLOSS__FUZZY_KEYS], mask = (uint32_t)f->n_buckets - 1;
  gloss__word word;
  for (int place = 0; place < 2; place++) {
    for (uint32_t t = 0; t < f->tokens.count; t++) {
      if (!f->limits[t]) continue;
      gloss__word_read(gloss__strings_get(&f->tokens, t), &word);
      uint32_t n = gloss__fuzzy_keys(&word, f->limits[t], keys);
      for (uint32_t i = 0; i < n; i++) {
        uint32_t *start = &f->starts[keys[i] & mask];
        if (place)
          f->bucketed[--*start] = t;
        else if (++*start == GLOSS__FUZZY_BUCKET) {
          gloss_str token = gloss__strings_get(&f->tokens, t);
          return gloss__fail(
              err, GLOSS_ERANGE, 0, "fuzzy: %d tokens are too much alike, \"%.*s\" among them",
              GLOSS__FUZZY_BUCKET, (int)(token.size < 60 ? token.size : 60), token.data);
        }
      }
    }
    for (size_t b = 1; !place && b <= f->n_buckets; b++) f->starts[b] += f->starts[b - 1];
  }
  return GLOSS_OK;
}

gloss_status gloss__fuzzy_new(gloss__fuzzy **out, const gloss_gazetteer *g, gloss_error *err) {
  *out = NULL;
  if (!gloss__gaz_edits(g->flags)) return GLOSS_OK;
  const gloss_alloc *alloc = &g->alloc;
  gloss__fuzzy *f = gloss__calloc(alloc, 1, sizeof *f);
  if (!f) return GLOSS_ENOMEM;
  f->edits = gloss__gaz_edits(g->flags);
  f->n_pairs = g->n_pairs;
  f->pairs = gloss__calloc(alloc, f->n_pairs, sizeof *f->pairs);
  gloss_status status = f->pairs ? gather(f, g) : GLOSS_ENOMEM;
  if (status != GLOSS_OK) goto fail;
  f->n_bucketed = count_keys(f);
  status = GLOSS_ERANGE;
  if (f->n_bucketed > UINT32_MAX / 2) goto fail;
  f->n_buckets = 64;
  while (f->n_buckets < f->n_bucketed) f->n_buckets *= 2;
  f->starts = gloss__calloc(alloc, f->n_buckets + 1, sizeof *f->starts);
  f->bucketed = gloss__calloc(alloc, f->n_bucketed, sizeof *f->bucketed);
  status = GLOSS_ENOMEM;
  if (!f->starts || (f->n_bucketed && !f->bucketed)) goto fail;
  status = fill(f, err);
  if (status != GLOSS_OK) goto fail;
  *out = f;
  return GLOSS_OK;
fail:
  gloss__fuzzy_free(f, alloc);
  return status;
}

void gloss__fuzzy_free(gloss__fuzzy *f, const gloss_alloc *alloc) {
  if (!f) return;
  gloss__free(alloc, f->pairs, f->n_pairs * sizeof *f->pairs);
  gloss__free(alloc, f->bucketed, f->n_bucketed * sizeof *f->bucketed);
  gloss__free(alloc, f->starts, f->starts ? (f->n_buckets + 1) * sizeof *f->starts : 0);
  gloss__free(alloc, f->limits, f->limits_room);
  gloss__free(alloc, f->lengths, f->limits_room);
  gloss__free(alloc, f->roles, f->roles_room);
  gloss__strings_free(&f->tokens, alloc);
  gloss__free(alloc, f, sizeof *f);
}
