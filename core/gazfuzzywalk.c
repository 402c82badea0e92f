/* gazfuzzywalk.c -- finds the entries that are some edits from the text. Those of one token are
** remembered with the tokens near one (gazfuzzynear.c); for longer ones the table is followed as
** for exact matches, but each step may take, for the token of the text, those of the index that are
** near; what is reached is compared word by word. */
#include "gazfuzzynear.h"
#include "gazhash.h"

enum { BLOCK = 64, AHEAD = 16 }; /* tokens looked up at once, and fetched ahead */

/* ---- Comparing with the text ----------------------------------------------------------------- */

/* Gives in *edits how far tokens [first, end) are from a posting's form: over the limit if a token
** or all together are. */
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

/* Some tokens of the text that begin forms. */
typedef struct beginning {
  uint32_t first, end;
  uint64_t key;
  uint32_t value; /* of their slot; of one token, which may have none, MORE and ENDS */
  unsigned edits;
} beginning;

static gloss_status step(gloss__gaz_run *r, beginning at);

/* Goes on by the next token, taken for one of this hash and so many edits more. */
static gloss_status reach(gloss__gaz_run *r, beginning at, uint64_t hash, unsigned edits) {
  const gloss_gazetteer *g = r->g;
  const gloss__fuzzy *f = g->fuzzy;
  if (!gloss__gaz_goes_on(at.value, hash)) return GLOSS_OK;
  at.key = gloss__gaz_next(at.key, hash);
  at.end++;
  at.edits += edits;
  if (at.end - at.first == 2 && !gloss__gaz_may_have(f->pairs, f->n_pairs, at.key)) return GLOSS_OK;
  uint32_t place = gloss__gaz_find(g, at.key);
  at.value = place == GLOSS_NONE ? 0 : g->slots[place].value;
  gloss_status status = GLOSS_OK;
  if (at.edits && at.value & GLOSS__GAZ_ENDS) status = take(r, at.value, at.first, at.end);
  if (status == GLOSS_OK && at.value & GLOSS__GAZ_MORE) status = step(r, at);
  return status;
}

/* Goes on by the next token or one near it. */
static gloss_status step(gloss__gaz_run *r, beginning at) {
  unsigned most = r->g->fuzzy->edits;
  gloss__nears nears;
  if (at.end == r->tokens.count || at.end - at.first >= r->g->longest) return GLOSS_OK;
  if (gloss__gaz_must_stop(r, 1)) return GLOSS_ESTOP;
  gloss_status status = gloss__fuzzy_nears(r, at.end, &nears);
  if (status == GLOSS_OK && nears.roles & GLOSS__FUZZY_FOLLOWS)
    status = reach(r, at, r->s->fuzzy.hashes[at.end], 0);
  if (at.edits == most) return status;
  uint32_t from = nears.start + nears.n_singles + nears.n_begins;
  for (uint32_t i = from; i < from + nears.n_follows && status == GLOSS_OK; i++) {
    gloss__near other = r->s->fuzzy.near[i];
    if (at.edits + other.edits <= most) status = reach(r, at, other.hash, other.edits);
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
static gloss_status take_longer(gloss__gaz_run *r, uint32_t t, const gloss__nears *nears,
                                const gloss__nears *next) {
  beginning at = {t, t + 1, 0, GLOSS__GAZ_MORE | GLOSS__GAZ_ENDS, 0};
  gloss_status status = GLOSS_OK;
  int begins = (nears->roles & GLOSS__FUZZY_BEGINS) != 0;
  int same = (next->roles & GLOSS__FUZZY_FOLLOWS) != 0;
  if (!(begins || nears->n_begins) || !(same || next->n_follows)) return GLOSS_OK;
  at.key = gloss__gaz_first(r->s->fuzzy.hashes[t], r->g->seed);
  if (begins) status = step(r, at);
  if (!same && r->g->fuzzy->edits == 1) return status;
  uint32_t from = nears->start + nears->n_singles;
  for (uint32_t i = from; i < from + nears->n_begins && status == GLOSS_OK; i++) {
    gloss__near other = r->s->fuzzy.near[i];
    at.key = gloss__gaz_first(other.hash, r->g->seed);
    at.edits = other.edits;
    status = step(r, at);
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

/* Finds what the tokens [begin, end) may be taken for. */
static gloss_status find_nears(gloss__gaz_run *r, uint32_t begin, uint32_t end, gloss__nears *out) {
  gloss_status status = gloss__fuzzy_prepare(r);
  for (uint32_t t = begin; t < end && status == GLOSS_OK; t++) {
    if (t + AHEAD < r->tokens.count) {
      const gloss__fuzzy_slot *slots = gloss__fuzzy_slots_of(r, t + AHEAD);
      gloss__prefetch(slots);
      gloss__prefetch(slots + 1);
    }
    if (gloss__gaz_must_stop(r, 1)) return GLOSS_ESTOP;
    gloss__nears *its = &out[t - begin];
    status = gloss__fuzzy_nears(r, t, its);
    if (status == GLOSS_OK && its->n_singles) gloss__prefetch(r->s->fuzzy.near + its->start);
  }
  return status;
}

gloss_status gloss__fuzzy_match(gloss__gaz_run *r) {
  gloss__nears nears[BLOCK + 1];
  uint32_t count = r->tokens.count;
  gloss_status status = hash_tokens(r);
  for (uint32_t begin = 0, n; begin < count && status == GLOSS_OK; begin += n) {
    n = count - begin < BLOCK ? count - begin : BLOCK;
    nears[n] = (gloss__nears){0};
    status = find_nears(r, begin, begin + n < count ? begin + n + 1 : count, nears);
    for (uint32_t i = 0; i < n && status == GLOSS_OK; i++) {
      status = take_singles(r, begin + i, &nears[i]);
      if (status == GLOSS_OK) status = take_longer(r, begin + i, &nears[i], &nears[i + 1]);
    }
  }
  return status;
}
