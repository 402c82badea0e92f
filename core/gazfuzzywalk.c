/* gazfuzzywalk.c -- finds the entries that are some edits from the text. From each token the table is
** followed as for exact matches, but each step may take, for the token of the text, those of the
** index that are near; what is reached is compared word by word. Tokens that are near a token are
** remembered by its hash. */
#include <string.h>

#include "gazrun.h"

enum { SLOTS = 1 << 16, REMEMBERED = 1 << 20 };

typedef struct gloss__fuzzy_slot {
  uint64_t hash;
  uint32_t start, first, n; /* in s->near: `first` that begin entries, n in all */
  uint32_t used;
} slot;

void gloss__fuzzy_state_free(gloss__fuzzy_state *s, const gloss_alloc *alloc) {
  gloss__free(alloc, s->slots, s->slots ? SLOTS * sizeof *s->slots : 0);
  gloss__free(alloc, s->near, s->near_room * sizeof *s->near);
  gloss__free(alloc, s->stamps, s->stamps_room * sizeof *s->stamps);
}

static gloss_status read_token(gloss__gaz_run *r, uint32_t t, gloss__word *out) {
  const gloss__gaz_tokens *k = &r->tokens;
  gloss_str form, own = {k->text + k->starts[t], k->ends[t] - k->starts[t]};
  out->n = GLOSS__WORD_MAX + 1;
  if (own.size > 16 * GLOSS__WORD_MAX) return GLOSS_OK;
  gloss_status status =
      gloss__gaz_form(r->alloc, r->g->flags, 0, own, &r->s->folded, &r->s->folded_room, &form);
  if (status == GLOSS_OK) gloss__word_read(form, out);
  return status;
}

/* ---- Tokens near a token --------------------------------------------------------------------- */

static gloss_status add_near(gloss__gaz_run *r, uint32_t token, const gloss__word *word) {
  const gloss__fuzzy *f = r->g->fuzzy;
  gloss__fuzzy_state *s = &r->s->fuzzy;
  gloss__word other;
  uint32_t n = f->lengths[token], limit = f->limits[token];
  if (s->stamps[token] == s->serial || n > word->n + limit || word->n > n + limit) return GLOSS_OK;
  s->stamps[token] = s->serial;
  gloss__word_read(gloss__strings_get(&f->tokens, token), &other);
  unsigned edits = gloss__edits(word, &other, limit);
  if (edits == 0 || edits > limit) return GLOSS_OK;
  if (gloss__grow(r->alloc, (void **)&s->near, &s->near_room, s->n_near + 1, sizeof *s->near))
    return GLOSS_ENOMEM;
  s->near[s->n_near++] = (gloss__near){token, edits};
  return GLOSS_OK;
}

/* Looks a token up in the index: what is found stands at the end of s->near. */
static gloss_status look_up(gloss__gaz_run *r, uint32_t t) {
  const gloss__fuzzy *f = r->g->fuzzy;
  gloss__fuzzy_state *s = &r->s->fuzzy;
  uint32_t keys[GLOSS__FUZZY_KEYS], mask = (uint32_t)f->n_buckets - 1;
  gloss__word word;
  gloss_status status = read_token(r, t, &word);
  if (status != GLOSS_OK || word.n < 3 || word.n > GLOSS__WORD_MAX) return status;
  if (++s->serial == 0) {
    memset(s->stamps, 0, s->stamps_room * sizeof *s->stamps);
    s->serial = 1;
  }
  uint32_t n = gloss__fuzzy_keys(&word, f->edits, keys);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t bucket = keys[i] & mask;
    for (uint32_t j = f->starts[bucket]; j < f->starts[bucket + 1]; j++) {
      status = add_near(r, f->bucketed[j], &word);
      if (status != GLOSS_OK) return status;
    }
    if (gloss__gaz_must_stop(r, 1)) return GLOSS_ESTOP;
  }
  return GLOSS_OK;
}

/* Puts those first that begin entries, and gives how many. */
static uint32_t part(const gloss__fuzzy *f, gloss__near *near, size_t n) {
  uint32_t first = 0;
  for (size_t i = 0; i < n; i++) {
    gloss__near other = near[i];
    if (!f->codes[other.token]) continue;
    near[i] = near[first];
    near[first++] = other;
  }
  return first;
}

/* Gives where in s->near the tokens near token t stand. */
static gloss_status near_of(gloss__gaz_run *r, uint32_t t, slot *out) {
  gloss__fuzzy_state *s = &r->s->fuzzy;
  uint64_t hash = r->tokens.hashes[t];
  slot *at = &s->slots[hash % SLOTS];
  if (!at->used || at->hash != hash) {
    size_t start = s->n_near;
    at->used = 0;
    gloss_status status = look_up(r, t);
    if (status != GLOSS_OK) return status;
    uint32_t n = (uint32_t)(s->n_near - start);
    uint32_t first = n ? part(r->g->fuzzy, s->near + start, n) : 0;
    *at = (slot){hash, (uint32_t)start, first, n, 1};
  }
  *out = *at;
  return GLOSS_OK;
}

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
  for (uint32_t i = (value & GLOSS__GAZ_FIRST) - 1; i < g->n_postings; i++) {
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
  if (t == first + 1) {
    uint64_t bits;
    uint32_t word = gloss__gaz_word(key, g->n_pairs, &bits);
    if ((g->pairs[word] & bits) != bits) return GLOSS_OK;
  }
  uint32_t place = gloss__gaz_find(g, key);
  uint32_t value = place == GLOSS_NONE ? 0 : g->slots[place].value;
  gloss_status status = GLOSS_OK;
  if (edits && value & GLOSS__GAZ_FIRST) status = take(r, value, first, t + 1);
  if (status == GLOSS_OK && value & GLOSS__GAZ_MORE) status = step(r, first, t + 1, key, edits);
  return status;
}

/* Goes on from the key of tokens [first, t) by token t or one near it. */
static gloss_status step(gloss__gaz_run *r, uint32_t first, uint32_t t, uint64_t key,
                         unsigned edits) {
  const gloss__fuzzy *f = r->g->fuzzy;
  if (t == r->tokens.count || t - first >= r->g->longest) return GLOSS_OK;
  if (gloss__gaz_must_stop(r, 1)) return GLOSS_ESTOP;
  gloss_status status = reach(r, first, t, gloss__gaz_next(key, r->tokens.hashes[t]), edits);
  slot near = {0};
  if (status == GLOSS_OK && edits < f->edits) status = near_of(r, t, &near);
  for (uint32_t i = 0; i < near.n && status == GLOSS_OK; i++) {
    gloss__near other = r->s->fuzzy.near[near.start + i];
    if (edits + other.edits <= f->edits)
      status = reach(r, first, t, gloss__gaz_next(key, f->tokens.hashes[other.token]),
                     edits + other.edits);
  }
  return status;
}

/* Starts with a token of some hash. */
static gloss_status start(gloss__gaz_run *r, uint32_t first, uint64_t hash, unsigned edits) {
  const gloss_gazetteer *g = r->g;
  uint64_t key;
  unsigned code = gloss__fuzzy_code(g, hash, &key);
  gloss_status status = GLOSS_OK;
  if (edits && code & GLOSS__FUZZY_SINGLE) {
    uint32_t place = gloss__gaz_find(g, key);
    uint32_t value = place == GLOSS_NONE ? 0 : g->slots[place].value;
    if (value & GLOSS__GAZ_FIRST) status = take(r, value, first, first + 1);
  }
  if (status == GLOSS_OK && code & GLOSS__FUZZY_BEGINS)
    status = step(r, first, first + 1, key, edits);
  return status;
}

gloss_status gloss__fuzzy_match(gloss__gaz_run *r) {
  const gloss__fuzzy *f = r->g->fuzzy;
  gloss__fuzzy_state *s = &r->s->fuzzy;
  if (!s->slots) s->slots = gloss__calloc(r->alloc, SLOTS, sizeof *s->slots);
  if (!s->slots) return GLOSS_ENOMEM;
  if (!s->stamps && f->tokens.count) {
    s->stamps = gloss__calloc(r->alloc, f->tokens.count, sizeof *s->stamps);
    if (!s->stamps) return GLOSS_ENOMEM;
    s->stamps_room = f->tokens.count;
  }
  for (uint32_t t = 0; t < r->tokens.count; t++) {
    if (s->n_near > REMEMBERED) {
      memset(s->slots, 0, SLOTS * sizeof *s->slots);
      s->n_near = 0;
    }
    slot near = {0};
    gloss_status status = start(r, t, r->tokens.hashes[t], 0);
    if (status == GLOSS_OK) status = near_of(r, t, &near);
    for (uint32_t i = 0; i < near.first && status == GLOSS_OK; i++) {
      gloss__near other = s->near[near.start + i];
      status = start(r, t, f->tokens.hashes[other.token], other.edits);
    }
    if (status != GLOSS_OK) return status;
  }
  return GLOSS_OK;
}
