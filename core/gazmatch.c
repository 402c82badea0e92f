/* gazmatch.c -- finds a gazetteer's entries in tokens.
**
** Tokens go through in blocks: gazpick.c picks those that may begin an entry; then the table is
** followed from each, and what it reaches is compared with the text, longest first. Nothing read
** from the sections is used as an index unchecked. */
#include <string.h>

#include "gazrun.h"
#include "hash.h"
#include "utf8.h"

#define ONES UINT64_C(0x0101010101010101)

enum { BLOCK = GLOSS__GAZ_BLOCK }; /* tokens between two looks at the stop flag, at most */

typedef struct reached {
  uint32_t posting, end;
} reached; /* the first posting of a slot and where its forms end */

/* ---- Comparing with the text ----------------------------------------------------------------- */

/* Gives what a unit is compared by. */
static gloss_status form_of(gloss__gaz_run *r, int bytes, gloss_str unit, gloss_str *out) {
  return gloss__gaz_form(r->alloc, r->g->flags, bytes, unit, &r->s->folded, &r->s->folded_room,
                         out);
}

/* Says whether n bytes are ASCII and, capitals made small, are those at p. */
static int equals_lower(const char *token, const char *p, size_t n) {
  const unsigned char *t = (const unsigned char *)token, *f = (const unsigned char *)p;
  uint64_t high = 0, differ = 0;
  for (size_t i = 0; i < n; i += 8) {
    size_t rest = n - i;
    uint64_t c = rest < 8 ? gloss__hash_tail(t + i, rest) : gloss__hash_read8(t + i);
    uint64_t form = rest < 8 ? gloss__hash_tail(f + i, rest) : gloss__hash_read8(f + i);
    uint64_t capitals = (c + ONES * (128 - 'A')) & ~(c + ONES * (127 - 'Z')) & ONES * 128;
    high |= c & ONES * 128;
    differ |= (c | capitals >> 2) ^ form;
  }
  return !(high | differ);
}

/* Compares a token with a form, of which `room` bytes lie at p. *size receives the bytes of the form
** that the token is, or GLOSS_NONE. */
static gloss_status compare_token(gloss__gaz_run *r, gloss_str token, int bytes, const char *p,
                                  size_t room, uint32_t *size) {
  *size = (uint32_t)token.size;
  if (!bytes && token.size <= room && equals_lower(token.data, p, token.size)) return GLOSS_OK;
  *size = GLOSS_NONE;
  if (!bytes && gloss__utf8_ascii_run(token.data, token.size) == token.size) return GLOSS_OK;
  gloss_status status = form_of(r, bytes, token, &token);
  if (status == GLOSS_OK && token.size <= room && !memcmp(token.data, p, token.size))
    *size = (uint32_t)token.size;
  return status;
}

/* Says in *same whether tokens [first, end) are those of a posting's form. */
static gloss_status compare(gloss__gaz_run *r, uint32_t first, uint32_t end, uint32_t form,
                            int *same) {
  const gloss_gazetteer *g = r->g;
  const gloss__gaz_tokens *k = &r->tokens;
  uint32_t at = form & ~GLOSS__GAZ_BYTES;
  *same = 0;
  for (uint32_t t = first; t < end; t++) {
    if (at >= g->n_forms) return GLOSS_OK;
    gloss_str token = {k->text + k->starts[t], k->ends[t] - k->starts[t]};
    uint32_t room = g->n_forms - at - 1, size; /* a mark stands behind */
    gloss_status status =
        compare_token(r, token, (form & GLOSS__GAZ_BYTES) != 0, g->forms + at, room, &size);
    if (status != GLOSS_OK || size == GLOSS_NONE) return status;
    int mark = t + 1 < end ? GLOSS__GAZ_NEXT : GLOSS__GAZ_END;
    if ((unsigned char)g->forms[at + size] != mark) return GLOSS_OK;
    at += size + 1;
  }
  *same = 1;
  return GLOSS_OK;
}

/* Adds a hit for each posting of a slot whose form tokens [first, end) are. */
static gloss_status take_postings(gloss__gaz_run *r, uint32_t first, reached at) {
  const gloss_gazetteer *g = r->g;
  gloss__gaz_state *s = r->s;
  int same = 0, known = 0;
  uint32_t compared = 0;
  for (uint32_t i = at.posting; i < g->n_postings; i++) {
    gloss__gaz_posting p = g->postings[i];
    if (!known || p.form != compared) {
      if (gloss__gaz_must_stop(r, at.end - first)) return GLOSS_ESTOP;
      gloss_status status = compare(r, first, at.end, p.form, &same);
      if (status != GLOSS_OK) return status;
      compared = p.form;
      known = 1;
    }
    uint32_t entry = p.entry & ~GLOSS__GAZ_LAST;
    if (same && entry < g->n_entries) {
      if (gloss__grow(r->alloc, (void **)&s->hits, &s->hits_room, s->n_hits + 1, sizeof *s->hits))
        return GLOSS_ENOMEM;
      s->hits[s->n_hits++] = (gloss__hit){first, at.end, entry, 0};
    }
    if (p.entry & GLOSS__GAZ_LAST) break;
  }
  return GLOSS_OK;
}

/* ---- Walking through the table --------------------------------------------------------------- */

/* Notes that forms end at a slot, if they do. */
static inline size_t note(reached *path, size_t n, uint32_t value, uint32_t end) {
  uint32_t number = value & GLOSS__GAZ_FIRST;
  path[n] = (reached){number - 1, end};
  return n + (number != 0);
}

/* Follows the table from an opening and notes where forms end. */
static gloss_status walk(gloss__gaz_run *r, gloss__gaz_opening from, reached *path,
                         size_t *n_path) {
  const gloss_gazetteer *g = r->g;
  const gloss__gaz_tokens *k = &r->tokens;
  uint64_t key = from.pair_key;
  uint32_t value = from.pair, t = from.first + 2;
  size_t n = note(path, 0, from.single, from.first + 1);
  if (value) n = note(path, n, value, t);
  while (value & GLOSS__GAZ_MORE && t < k->count && t - from.first < g->longest) {
    if (gloss__gaz_must_stop(r, 1)) return GLOSS_ESTOP;
    key = gloss__gaz_next(key, k->hashes[t++]);
    uint32_t slot = gloss__gaz_find(g, key);
    value = slot == GLOSS_NONE ? 0 : g->slots[slot].value;
    n = note(path, n, value, t);
  }
  *n_path = n;
  return GLOSS_OK;
}

/* Takes the matches that begin at a token: all, or the longest, behind which the next may begin. */
static gloss_status match_at(gloss__gaz_run *r, gloss__gaz_opening from) {
  reached path[GLOSS__GAZ_TOKENS + 1];
  size_t n;
  gloss_status status = walk(r, from, path, &n);
  while (status == GLOSS_OK && n > 0) {
    size_t before = r->s->n_hits;
    reached at = path[--n];
    status = take_postings(r, from.first, at);
    if (r->every || r->s->n_hits == before) continue;
    r->next = at.end;
    break;
  }
  return status;
}

gloss_status gloss__gaz_match_picked(gloss__gaz_run *r, const gloss__gaz_opening *picked,
                                     uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    if (picked[i].first < r->next) continue;
    gloss_status status = match_at(r, picked[i]);
    if (status != GLOSS_OK) return status;
  }
  return GLOSS_OK;
}

gloss_status gloss__gaz_match(gloss__gaz_run *r) {
  gloss__gaz_opening picked[BLOCK];
  uint32_t count = r->tokens.count;
  r->next = 0;
  for (uint32_t begin = 0; begin < count;) {
    if (gloss__gaz_must_stop(r, BLOCK)) return GLOSS_ESTOP;
    uint32_t n = gloss__gaz_pick(r->g, &r->tokens, begin, picked);
    gloss_status status = gloss__gaz_match_picked(r, picked, n);
    if (status != GLOSS_OK) return status;
    begin = count - begin > BLOCK ? begin + BLOCK : count;
    if (begin < r->next) begin = r->next;
  }
  return GLOSS_OK;
}
