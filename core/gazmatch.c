/* gazmatch.c -- finds a gazetteer's entries in tokens.
**
** Tokens go through in blocks: gazpick.c picks those that may begin an entry; then the table is
** followed from each, and what it reaches is compared with the text, longest first. Nothing read
** from the sections is used as an index unchecked. */
#include <string.h>

#include "gazknown.h"
#include "gazpick.h"

enum { BLOCK = GLOSS__GAZ_BLOCK }; /* tokens between two looks at the stop flag, at most */

/* The first posting of a slot and where its forms end; or GLOSS_NONE and the entry that is sure. */
typedef struct reached {
  uint32_t posting, end, entry;
} reached;

/* ---- Comparing with the text ----------------------------------------------------------------- */

/* Gives what a unit is compared by. */
static gloss_status form_of(gloss__gaz_run *r, int bytes, gloss_str unit, gloss_str *out) {
  return gloss__gaz_form(r->alloc, r->g->flags, bytes, unit, &r->s->folded, &r->s->folded_room,
                         out);
}

/* Compares token t with a form, of which `room` bytes lie at p. *size receives the bytes of the
** form that the token is, or GLOSS_NONE. */
static gloss_status compare_token(gloss__gaz_run *r, uint32_t t, int bytes, const char *p,
                                  size_t room, uint32_t *size) {
  const gloss__gaz_tokens *k = &r->tokens;
  gloss_str form, token = {k->text + k->starts[t], k->ends[t] - k->starts[t]};
  gloss_status status = form_of(r, bytes, token, &form);
  if (status != GLOSS_OK) return status;
  *size = form.size <= room && !memcmp(form.data, p, form.size) ? (uint32_t)form.size : GLOSS_NONE;
  return GLOSS_OK;
}

/* The same, quick for short tokens. */
static inline gloss_status compare_quick(gloss__gaz_run *r, uint32_t t, int bytes, const char *p,
                                         size_t room, uint32_t *size) {
  gloss__gaz_short token;
  if (room < 16 || (bytes && !r->g->by_text) || !gloss__gaz_short_of(&r->tokens, t, bytes, &token))
    return compare_token(r, t, bytes, p, room, size);
  gloss__gaz_short form = gloss__gaz_read_short(p, token.size);
  *size = (token.a ^ form.a) | (token.b ^ form.b) ? GLOSS_NONE : token.size;
  return GLOSS_OK;
}

/* Says in *same whether tokens [first, end) are those of a posting's form. */
static gloss_status compare(gloss__gaz_run *r, uint32_t first, uint32_t end, uint32_t form,
                            int *same) {
  const gloss_gazetteer *g = r->g;
  uint32_t at = form & ~GLOSS__GAZ_BYTES;
  *same = 0;
  for (uint32_t t = first; t < end; t++) {
    if (at >= g->n_forms) return GLOSS_OK;
    uint32_t room = g->n_forms - at - 1, size = GLOSS_NONE; /* a mark stands behind */
    gloss_status status =
        compare_quick(r, t, (form & GLOSS__GAZ_BYTES) != 0, g->forms + at, room, &size);
    if (status != GLOSS_OK || size == GLOSS_NONE) return status;
    int mark = t + 1 < end ? GLOSS__GAZ_NEXT : GLOSS__GAZ_END;
    if ((unsigned char)g->forms[at + size] != mark) return GLOSS_OK;
    at += size + 1;
  }
  *same = 1;
  return GLOSS_OK;
}

static inline gloss_status add_hit(gloss__gaz_run *r, gloss__hit hit) {
  gloss__gaz_state *s = r->s;
  if (s->n_hits == s->hits_room &&
      gloss__grow(r->alloc, (void **)&s->hits, &s->hits_room, s->n_hits + 1, sizeof *s->hits))
    return GLOSS_ENOMEM;
  s->hits[s->n_hits++] = hit;
  return GLOSS_OK;
}

/* Adds a hit for each posting of a slot whose form tokens [first, end) are. */
static gloss_status take_postings(gloss__gaz_run *r, uint32_t first, reached at) {
  const gloss_gazetteer *g = r->g;
  int same = 0;
  for (uint32_t i = at.posting; i < g->n_postings; i++) {
    gloss__gaz_posting p = g->postings[i];
    if (i == at.posting || p.form != g->postings[i - 1].form) {
      if (gloss__gaz_must_stop(r, at.end - first)) return GLOSS_ESTOP;
      gloss_status status = compare(r, first, at.end, p.form, &same);
      if (status != GLOSS_OK) return status;
    }
    uint32_t entry = p.entry & ~GLOSS__GAZ_LAST;
    if (same && entry < g->n_entries && add_hit(r, (gloss__hit){first, at.end, entry, 0}))
      return GLOSS_ENOMEM;
    if (p.entry & GLOSS__GAZ_LAST) break;
  }
  return GLOSS_OK;
}

/* ---- Walking through the table --------------------------------------------------------------- */

/* Notes that forms end at a slot, if they do. */
static inline size_t note(reached *path, size_t n, uint32_t value, uint32_t end) {
  path[n] = (reached){value & GLOSS__GAZ_FIRST, end, 0};
  return n + (value >> 31);
}

/* The same of a single token, the first of the path. */
static inline size_t note_single(reached *path, gloss__gaz_pick single) {
  if (single.value != GLOSS__GAZ_SURE) return note(path, 0, single.value, single.first + 1);
  path[0] = (reached){GLOSS_NONE, single.first + 1, (uint32_t)single.key};
  return 1;
}

/* Follows the table from a pair and notes where forms end, behind the n noted already. */
static gloss_status walk(gloss__gaz_run *r, gloss__gaz_pick pair, reached *path, size_t *n_path) {
  const gloss_gazetteer *g = r->g;
  const gloss__gaz_tokens *k = &r->tokens;
  uint64_t key = pair.key;
  uint32_t value = pair.value, t = pair.first + 2;
  size_t n = note(path, *n_path, value, t);
  while (value & GLOSS__GAZ_MORE && t < k->count && t - pair.first < g->longest) {
    if (gloss__gaz_must_stop(r, 1)) return GLOSS_ESTOP;
    uint64_t hash;
    if (gloss__gaz_hash(r, t++, &hash)) return GLOSS_ENOMEM;
    if (!gloss__gaz_goes_on(value, hash)) break;
    key = gloss__gaz_next(key, hash);
    uint32_t slot = gloss__gaz_find(g, key);
    value = slot == GLOSS_NONE ? 0 : g->slots[slot].value;
    n = note(path, n, value, t);
  }
  *n_path = n;
  return GLOSS_OK;
}

/* Learns that a token that is one entry is no other, if no more forms share the slot, and whatever
** its case. */
static void learn(gloss__gaz_run *r, uint32_t t, uint32_t posting) {
  gloss__gaz_posting p = r->g->postings[posting];
  if (p.entry & GLOSS__GAZ_LAST && (r->g->by_text || !(p.form & GLOSS__GAZ_BYTES)))
    gloss__gaz_learn(r, t, p.entry & ~GLOSS__GAZ_LAST);
}

/* Takes the matches that begin at a token, of forms that end where `path` says: all, or the
** longest, behind which the next may begin. */
static gloss_status take(gloss__gaz_run *r, uint32_t first, const reached *path, size_t n) {
  while (n > 0) {
    size_t before = r->s->n_hits;
    reached at = path[--n];
    int sure = at.posting == GLOSS_NONE;
    gloss_status status =
        sure ? add_hit(r, (gloss__hit){first, at.end, at.entry, 0}) : take_postings(r, first, at);
    if (status != GLOSS_OK) return status;
    if (!sure && at.end - first == 1 && r->s->n_hits == before + 1) learn(r, first, at.posting);
    if (r->every || r->s->n_hits == before) continue;
    r->next = at.end;
    break;
  }
  return GLOSS_OK;
}

gloss_status gloss__gaz_match_picks(gloss__gaz_run *r, const gloss__gaz_picks *picks) {
  const gloss__gaz_pick *single = picks->singles, *pair = picks->pairs;
  reached path[GLOSS__GAZ_TOKENS + 1];
  gloss_status status = GLOSS_OK;
  while (status == GLOSS_OK) {
    size_t n = 0;
    uint32_t first = pair->first;
    if (single->first <= first) {
      first = single->first;
      if (first == GLOSS_NONE) break;
      n = note_single(path, *single++);
    }
    if (first == pair->first) {
      if (first >= r->next) status = walk(r, *pair, path, &n);
      pair++;
    }
    if (first >= r->next && status == GLOSS_OK) status = take(r, first, path, n);
  }
  return status;
}

gloss_status gloss__gaz_match(gloss__gaz_run *r) {
  gloss__gaz_picks picks; /* large: filled by the passes */
  uint32_t count = r->tokens.count;
  r->next = 0;
  for (uint32_t begin = 0; begin < count;) {
    if (gloss__gaz_must_stop(r, BLOCK)) return GLOSS_ESTOP;
    gloss_status status = gloss__gaz_look_up(r, begin, &picks);
    if (status == GLOSS_OK) status = gloss__gaz_match_picks(r, &picks);
    if (status != GLOSS_OK) return status;
    begin = count - begin > BLOCK ? begin + BLOCK : count;
    if (begin < r->next) begin = r->next;
  }
  return GLOSS_OK;
}
