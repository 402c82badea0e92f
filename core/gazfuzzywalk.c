/* gazfuzzywalk.c -- finds the entries that are some edits from the text. Those of one token are
** remembered with the tokens near one (gazfuzzynear.c); for longer ones the table is followed as for
** exact matches, but each step may take, for the token of the text, those of the index that are
** near; what is reached is compared word by word. */
#include "gazfuzzynear.h"
#include "gazhash.h"

/* ---- Comparing with the text ----------------------------------------------------------------- */

/* Gives in *edits how far tokens [first, end) are from a posting's form: over the limit if a token or
** all together are. */
static gloss_status compare(gloss__gaz_run *r, uint32_t first, uint32_t end, uint32_t form,
                            unsigned *edits) {
  const gloss_gazetteer *g = r->g;
  unsigned most = g->fuzzy->edits, sum = 0;
  gloss__word word, own;
  *edits = most + 1;
  if (form >= g->n_forms) return GLOSS_OK;
  const char *p = g->forms + form, *limit = g->forms + g->n_forms;
  for (uint32_t t = first; t < end; t++) {
    const char *stop = p;
    while (stop < limit && (unsigned char)*stop < GLOSS__GAZ_END) stop++;
    gloss_str token = {p, (size_t)(stop - p)};
    int mark = t + 1 < end ? GLOSS__GAZ_NEXT : GLOSS__GAZ_END;
    if (stop == limit || (unsigned char)*stop != mark || gloss_utf8_check(token, NULL))
      return GLOSS_OK;
    gloss_str text = {r->tokens.text + r->tokens.starts[t],
                      r->tokens.ends[t] - r->tokens.starts[t]};
    gloss_status status =
        gloss__gaz_form(r->alloc, g->flags, 0, text, &r->s->folded, &r->s->folded_room, &text);
    if (status != GLOSS_OK) return status;
    p = stop + 1;
    if (text.size == token.size && !memcmp(text.data, token.data, text.size)) continue;
    gloss__word_read(token, &word);
    gloss__word_read(text, &own);
    unsigned allowed = gloss__fuzzy_limit(&word, most);
    if (!allowed || own.n > GLOSS__WORD_MAX) return GLOSS_OK;
    unsigned its = gloss__edits(&word, &own, allowed);
    sum += its;
    if (its > allowed || sum > most) return GLOSS_OK;
  }
  *edits = sum;
  return GLOSS_OK;
}

/* Adds a hit for each posting of a slot whose form tokens [first, end) are but for some edits. */
static gloss_status take(gloss__gaz_run *r, uint32_t value, uint32_t first, uint32_t end) {
  const gloss_gazetteer *g = r->g;
  gloss__gaz_state *s = r->s;
  uint32_t compared = UINT32_MAX;
  unsigned edits = 0;
  for (uint32_t i = gloss__gaz_first_posting(value); i < g->n_postings; i++) {
    gloss__gaz_posting p = g->postings[i];
    if (!(p.form & GLOSS__GAZ_BYTES)) {
      if (gloss__gaz_must_stop(r, end - first)) return GLOSS_ESTOP;
      gloss_status status = GLOSS_OK;
      if (p.form != compared) status = compare(r, first, end, p.form, &edits);
      if (status != GLOSS_OK) return status;
      compared = p.form;
      uint32_t entry = p.entry & ~GLOSS__GAZ_LAST;
      if (edits > 0 && edits <= g->fuzzy->edits && entry < g->n_entries) {
        if (gloss__grow(r->alloc, (void **)&s->hits, &s->hits_room, s->n_hits + 1, sizeof *s->hits))
          return GLOSS_ENOMEM;
        s->hits[s->n_hits++] = (gloss__hit){first, end, entry, edits};
      }
    }
    if (p.entry & GLOSS__GAZ_LAST) break;
  }
  return GLOSS_OK;
}

/* ---- Walking through the table --------------------------------------------------------------- */

static gloss_status step(gloss__gaz_run *r, uint32_t first, uint32_t t, uint64_t key,
                         unsigned edits);

/* Goes on from the key of tokens [first, t]. */
static gloss_status reach(gloss__gaz_run *r, uint32_t first, uint32_t t, uint64_t key,
                          unsigned edits) {
  const gloss_gazetteer *g = r->g;
  uint32_t place = gloss__gaz_find(g, key);
  uint32_t value = place == GLOSS_NONE ? 0 : g->slots[place].value;
  gloss_status status = GLOSS_OK;
  if (edits && value & GLOSS__GAZ_ENDS) status = take(r, value, first, t + 1);
  if (status == GLOSS_OK && value & GLOSS__GAZ_MORE) status = step(r, first, t + 1, key, edits);
  return status;
}

/* Goes on from the key of tokens [first, t) by token t or one near it. */
static gloss_status step(gloss__gaz_run *r, uint32_t first, uint32_t t, uint64_t key,
                         unsigned edits) {
  unsigned most = r->g->fuzzy->edits;
  gloss__nears nears;
  if (t == r->tokens.count || t - first >= r->g->longest) return GLOSS_OK;
  if (gloss__gaz_must_stop(r, 1)) return GLOSS_ESTOP;
  gloss_status status = gloss__fuzzy_nears(r, t, &nears);
  if (status == GLOSS_OK && nears.roles & GLOSS__FUZZY_FOLLOWS)
    status = reach(r, first, t, gloss__gaz_next(key, r->s->fuzzy.hashes[t]), edits);
  if (edits == most) return status;
  uint32_t from = nears.start + nears.n_singles + nears.n_begins;
  for (uint32_t i = from; i < from + nears.n_follows && status == GLOSS_OK; i++) {
    gloss__near other = r->s->fuzzy.near[i];
    if (edits + other.edits <= most)
      status = reach(r, first, t, gloss__gaz_next(key, other.hash), edits + other.edits);
  }
  return status;
}

/* Adds the entries of one token that are near token t. */
static gloss_status take_singles(gloss__gaz_run *r, uint32_t t, const gloss__nears *nears) {
  gloss__gaz_state *s = r->s;
  if (!nears->n_singles) return GLOSS_OK;
  if (gloss__gaz_must_stop(r, nears->n_singles)) return GLOSS_ESTOP;
  if (gloss__grow(r->alloc, (void **)&s->hits, &s->hits_room, s->n_hits + nears->n_singles,
                  sizeof *s->hits))
    return GLOSS_ENOMEM;
  const gloss__near *near = s->fuzzy.near + nears->start;
  for (uint32_t i = 0; i < nears->n_singles; i++)
    s->hits[s->n_hits++] = (gloss__hit){t, t + 1, near[i].entry, near[i].edits};
  return GLOSS_OK;
}

/* Follows the table from token t, which begins forms, or from those near it that do. Where the next
** token is none that follows another in a form, nor near one, there is nothing to follow. */
static gloss_status take_longer(gloss__gaz_run *r, uint32_t t, const gloss__nears *nears) {
  uint64_t seed = r->g->seed;
  int begins = (nears->roles & GLOSS__FUZZY_BEGINS) != 0;
  gloss__nears next;
  if (t + 1 == r->tokens.count || !(begins || nears->n_begins)) return GLOSS_OK;
  gloss_status status = gloss__fuzzy_nears(r, t + 1, &next);
  int same = (next.roles & GLOSS__FUZZY_FOLLOWS) != 0;
  if (status != GLOSS_OK || !(same || next.n_follows)) return status;
  if (begins) status = step(r, t, t + 1, gloss__gaz_first(r->s->fuzzy.hashes[t], seed), 0);
  if (!same && r->g->fuzzy->edits == 1) return status;
  uint32_t from = nears->start + nears->n_singles;
  for (uint32_t i = from; i < from + nears->n_begins && status == GLOSS_OK; i++) {
    gloss__near other = r->s->fuzzy.near[i];
    status = step(r, t, t + 1, gloss__gaz_first(other.hash, seed), other.edits);
  }
  return status;
}

/* Hashes all tokens. */
static gloss_status hash_tokens(gloss__gaz_run *r) {
  gloss__fuzzy_state *s = &r->s->fuzzy;
  uint32_t n = r->tokens.count;
  gloss_status status =
      gloss__grow(r->alloc, (void **)&s->hashes, &s->hashes_room, n, sizeof *s->hashes);
  for (uint32_t t = 0; t < n && status == GLOSS_OK; t++) {
    status = gloss__gaz_hash(r, t, &s->hashes[t]);
    if (status == GLOSS_OK && gloss__gaz_must_stop(r, 1)) status = GLOSS_ESTOP;
  }
  return status;
}

gloss_status gloss__fuzzy_match(gloss__gaz_run *r) {
  gloss_status status = hash_tokens(r);
  for (uint32_t t = 0; t < r->tokens.count && status == GLOSS_OK; t++) {
    gloss__nears nears;
    status = gloss__fuzzy_prepare(r);
    if (status == GLOSS_OK && gloss__gaz_must_stop(r, 1)) status = GLOSS_ESTOP;
    if (status == GLOSS_OK) status = gloss__fuzzy_nears(r, t, &nears);
    if (status == GLOSS_OK) status = take_singles(r, t, &nears);
    if (status == GLOSS_OK) status = take_longer(r, t, &nears);
  }
  return status;
}
