/* gazfuzzynear.c -- looks tokens of the text up in the index of a fuzzy gazetteer. What is found
** depends on the token's text alone and is remembered by it: nothing is compared again when the same
** text comes again. */
#include "gazfuzzynear.h"

enum { REMEMBERED = 1 << 22 }; /* nears, 16 bytes each, at most but for a block of tokens */

typedef struct gloss__fuzzy_found {
  uint32_t token, edits;
} found;

void gloss__fuzzy_state_free(gloss__fuzzy_state *s, const gloss_alloc *alloc) {
  gloss__free(alloc, s->slots, s->slots ? GLOSS__FUZZY_SLOTS * sizeof *s->slots : 0);
  gloss__free(alloc, s->near, s->near_room * sizeof *s->near);
  gloss__free(alloc, s->found, s->found_room * sizeof *s->found);
  gloss__free(alloc, s->stamps, s->stamps_room * sizeof *s->stamps);
  gloss__free(alloc, s->hashes, s->hashes_room * sizeof *s->hashes);
}

gloss_status gloss__fuzzy_prepare(gloss__gaz_run *r) {
  gloss__fuzzy_state *s = &r->s->fuzzy;
  uint32_t tokens = r->g->fuzzy->tokens.count;
  if (!s->slots) s->slots = gloss__calloc(r->alloc, GLOSS__FUZZY_SLOTS, sizeof *s->slots);
  if (!s->slots) return GLOSS_ENOMEM;
  if (!s->stamps && tokens) {
    s->stamps = gloss__calloc(r->alloc, tokens, sizeof *s->stamps);
    if (!s->stamps) return GLOSS_ENOMEM;
    s->stamps_room = tokens;
  }
  if (s->n_near > REMEMBERED) {
    memset(s->slots, 0, GLOSS__FUZZY_SLOTS * sizeof *s->slots);
    s->n_near = 0;
  }
  return GLOSS_OK;
}

/* ---- Finding --------------------------------------------------------------------------------- */

/* Adds a token of the index to those found, if it was not met yet and is near. */
static gloss_status consider(gloss__gaz_run *r, uint32_t token, const gloss__word *word) {
  const gloss__fuzzy *f = r->g->fuzzy;
  gloss__fuzzy_state *s = &r->s->fuzzy;
  gloss__word other;
  uint32_t n = f->lengths[token], limit = f->limits[token];
  if (s->stamps[token] == s->serial || n > word->n + limit || word->n > n + limit) return GLOSS_OK;
  s->stamps[token] = s->serial;
  gloss__word_read(gloss__strings_get(&f->tokens, token), &other);
  unsigned edits = gloss__edits(word, &other, limit);
  if (edits == 0 || edits > limit) return GLOSS_OK;
  if (gloss__grow(r->alloc, (void **)&s->found, &s->found_room, s->n_found + 1, sizeof *s->found))
    return GLOSS_ENOMEM;
  s->found[s->n_found++] = (found){token, edits};
  return GLOSS_OK;
}

/* Finds the tokens near one of the text's form. */
static gloss_status find(gloss__gaz_run *r, gloss_str form) {
  const gloss__fuzzy *f = r->g->fuzzy;
  gloss__fuzzy_state *s = &r->s->fuzzy;
  uint32_t keys[GLOSS__FUZZY_KEYS], mask = (uint32_t)f->n_buckets - 1;
  gloss__word word;
  s->n_found = 0;
  gloss__word_read(form, &word);
  if (word.n < 3 || word.n > GLOSS__WORD_MAX) return GLOSS_OK;
  if (++s->serial == 0) {
    memset(s->stamps, 0, s->stamps_room * sizeof *s->stamps);
    s->serial = 1;
  }
  uint32_t n = gloss__fuzzy_keys(&word, f->edits, keys);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t bucket = keys[i] & mask;
    for (uint32_t j = f->starts[bucket]; j < f->starts[bucket + 1]; j++) {
      gloss_status status = consider(r, f->bucketed[j], &word);
      if (status != GLOSS_OK) return status;
    }
    if (gloss__gaz_must_stop(r, 1)) return GLOSS_ESTOP;
  }
  return GLOSS_OK;
}

/* ---- Remembering ----------------------------------------------------------------------------- */

static gloss_status add_near(gloss__gaz_run *r, gloss__near near) {
  gloss__fuzzy_state *s = &r->s->fuzzy;
  if (gloss__grow(r->alloc, (void **)&s->near, &s->near_room, s->n_near + 1, sizeof *s->near))
    return GLOSS_ENOMEM;
  s->near[s->n_near++] = near;
  return GLOSS_OK;
}

/* Whether a posting's form is one token. */
static int is_form(const gloss_gazetteer *g, uint32_t form, gloss_str token) {
  return form < g->n_forms && g->n_forms - form > token.size &&
         !memcmp(g->forms + form, token.data, token.size) &&
         (unsigned char)g->forms[form + token.size] == GLOSS__GAZ_END;
}

/* Adds the entries whose form a token found is. Those that match by their bytes have BYTES in their
** form, which is no place then. */
static gloss_status add_singles(gloss__gaz_run *r, found it) {
  const gloss_gazetteer *g = r->g;
  uint64_t hash = g->fuzzy->tokens.hashes[it.token];
  gloss_str token = gloss__strings_get(&g->fuzzy->tokens, it.token);
  uint32_t place = gloss__gaz_find(g, gloss__gaz_first(hash, g->seed));
  uint32_t value = place == GLOSS_NONE ? 0 : g->slots[place].value;
  for (uint32_t i = gloss__gaz_first_posting(value); i < g->n_postings; i++) {
    gloss__gaz_posting p = g->postings[i];
    uint32_t entry = p.entry & ~GLOSS__GAZ_LAST;
    if (gloss__gaz_must_stop(r, 1)) return GLOSS_ESTOP;
    if (is_form(g, p.form, token) && entry < g->n_entries) {
      gloss_status status = add_near(r, (gloss__near){hash, entry, it.edits});
      if (status != GLOSS_OK) return status;
    }
    if (p.entry & GLOSS__GAZ_LAST) break;
  }
  return GLOSS_OK;
}

/* Adds the tokens found that have a role, and gives their number, or that of their entries. */
static gloss_status add_found(gloss__gaz_run *r, unsigned role, uint32_t *n) {
  const gloss__fuzzy *f = r->g->fuzzy;
  gloss__fuzzy_state *s = &r->s->fuzzy;
  gloss_status status = GLOSS_OK;
  size_t before = s->n_near;
  for (size_t i = 0; i < s->n_found && status == GLOSS_OK; i++) {
    found it = s->found[i];
    if (!(f->roles[it.token] & role)) continue;
    if (role == GLOSS__FUZZY_SINGLE)
      status = add_singles(r, it);
    else
      status = add_near(r, (gloss__near){f->tokens.hashes[it.token], 0, it.edits});
  }
  *n = (uint32_t)(s->n_near - before);
  return status;
}

gloss_status gloss__fuzzy_look_up(gloss__gaz_run *r, uint32_t t, gloss__nears *out) {
  const gloss__gaz_tokens *k = &r->tokens;
  const gloss__fuzzy *f = r->g->fuzzy;
  gloss__fuzzy_state *s = &r->s->fuzzy;
  gloss_str form, text = {k->text + k->starts[t], k->ends[t] - k->starts[t]};
  gloss_status status =
      gloss__gaz_form(r->alloc, r->g->flags, 0, text, &r->s->folded, &r->s->folded_room, &form);
  if (status != GLOSS_OK) return status;
  uint32_t number = gloss__strings_find(&f->tokens, form, s->hashes[t]);
  *out = (gloss__nears){.start = (uint32_t)s->n_near,
                        .roles = number == GLOSS_NONE ? 0 : f->roles[number]};
  status = find(r, form);
  if (status == GLOSS_OK) status = add_found(r, GLOSS__FUZZY_SINGLE, &out->n_singles);
  if (status == GLOSS_OK) status = add_found(r, GLOSS__FUZZY_BEGINS, &out->n_begins);
  if (status == GLOSS_OK) status = add_found(r, GLOSS__FUZZY_FOLLOWS, &out->n_follows);
  if (status != GLOSS_OK || text.size > GLOSS__FUZZY_TEXT) return status;
  gloss__fuzzy_slot *at = gloss__fuzzy_slots_of(r, t);
  at[1] = at[0];
  *at = (gloss__fuzzy_slot){.hash = s->hashes[t], .nears = *out, .size = (uint16_t)text.size};
  memcpy(at->text, text.data, text.size);
  return GLOSS_OK;
}
