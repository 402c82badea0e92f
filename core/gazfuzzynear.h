/* gazfuzzynear.h -- which tokens of the index are near a token of the text, and what they are in
** forms, remembered by the token's text. (gazfuzzynear.c) */
#ifndef GLOSS_CORE_GAZFUZZYNEAR_H
#define GLOSS_CORE_GAZFUZZYNEAR_H

#include "gazrun.h"

#include <string.h>

/* What a token may be taken for; the lists stand one after the other in the state's `near`. */
typedef struct gloss__nears {
  uint32_t start;
  uint32_t n_singles, n_begins, n_follows; /* entries of one token, first tokens, others */
  uint32_t roles;                          /* its own, gloss__fuzzy_role's */
} gloss__nears;

enum { GLOSS__FUZZY_SLOTS = 1 << 17, GLOSS__FUZZY_TEXT = 34 };

typedef struct gloss__fuzzy_slot {
  uint64_t hash;
  gloss__nears nears;
  uint16_t size; /* of the token's text, 0: the slot is free */
  char text[GLOSS__FUZZY_TEXT];
} gloss__fuzzy_slot;

/* Makes room in the state; forgets what was remembered when that is too much. ENOMEM. */
gloss_status gloss__fuzzy_prepare(gloss__gaz_run *run);

/* Looks a token up in the index; remembers what is found, if its text is short. ESTOP, ENOMEM. */
gloss_status gloss__fuzzy_look_up(gloss__gaz_run *run, uint32_t t, gloss__nears *out);

/* Gives the two slots that may hold token t, the one filled last first. */
static inline gloss__fuzzy_slot *gloss__fuzzy_slots_of(const gloss__gaz_run *r, uint32_t t) {
  uint64_t key =
      gloss__gaz_first(r->s->fuzzy.hashes[t], (unsigned char)r->tokens.text[r->tokens.starts[t]]);
  return &r->s->fuzzy.slots[key % (GLOSS__FUZZY_SLOTS / 2) * 2];
}

/* Gives what token t may be taken for. ESTOP, ENOMEM. */
static inline gloss_status gloss__fuzzy_nears(gloss__gaz_run *r, uint32_t t, gloss__nears *out) {
  const gloss__fuzzy_slot *at = gloss__fuzzy_slots_of(r, t);
  uint32_t start = r->tokens.starts[t], size = r->tokens.ends[t] - start;
  for (int i = 0; i < 2; i++, at++) {
    if (at->size != size || at->hash != r->s->fuzzy.hashes[t] ||
        memcmp(at->text, r->tokens.text + start, size))
      continue;
    *out = at->nears;
    return GLOSS_OK;
  }
  return gloss__fuzzy_look_up(r, t, out);
}

#endif
