/* gazrun.h -- one run of a gazetteer over tokens, shared by the files that make it: what matches is
** gathered as hits (gazmatch.c), those that the rules and the policy leave are kept (gazresolve.c)
** and become the rows of a layer (gazlayer.c). */
#ifndef GLOSS_CORE_GAZRUN_H
#define GLOSS_CORE_GAZRUN_H

#include "gazfuzzy.h"
#include "gazunits.h"
#include "intern.h"

/* A match: tokens [first, end). */
typedef struct gloss__hit {
  uint32_t first, end, entry;
  uint32_t edits; /* of a fuzzy match */
} gloss__hit;

/* One of the tokens near a token: its hash, or an entry whose whole form it is. */
typedef struct gloss__near {
  uint64_t hash;
  uint32_t entry, edits;
} gloss__near;

/* What a scratch keeps of fuzzy matching: the tokens of the index near those met in texts. */
typedef struct gloss__fuzzy_state {
  struct gloss__fuzzy_slot *slots;
  gloss__near *near;
  struct gloss__fuzzy_found *found; /* by one look-up */
  size_t near_room, n_near, found_room, n_found;
  uint32_t *stamps; /* of each token of the index: the look-up that met it last */
  uint64_t *hashes; /* of each token of the text */
  size_t stamps_room, hashes_room;
  uint32_t serial;
} gloss__fuzzy_state;

void gloss__fuzzy_state_free(gloss__fuzzy_state *state, const gloss_alloc *alloc);

/* A token of at most 16 bytes, and the one entry that it is. */
typedef struct gloss__gaz_known {
  uint64_t a, b;
  uint32_t size, entry; /* size 0: nothing is known; entry GLOSS_NONE: it is none */
} gloss__gaz_known;

enum { GLOSS__GAZ_KNOWN = 1 << 13 };

/* What a scratch keeps: buffers, and the symbols of values already met in one symbol table. */
typedef struct gloss__gaz_state {
  gloss__symbols *table;
  uint32_t *symbols;          /* of each value; 0 is not met yet */
  gloss__hit *hits, *earlier; /* earlier: of the first of two passes */
  char *folded;
  gloss__gaz_known *known; /* GLOSS__GAZ_KNOWN of them (gazknown.h); NULL for an overlay */
  gloss__gaz_units units;
  gloss__fuzzy_state fuzzy;
  size_t symbols_room, hits_room, earlier_room, folded_room;
  size_t n_hits;
} gloss__gaz_state;

typedef struct gloss__gaz_run {
  const gloss_gazetteer *g; /* of an overlay, while matches are gathered, one of its parts */
  const gloss_scratch *scratch;
  const gloss_alloc *alloc;
  gloss__gaz_state *s;
  gloss_doc *doc;
  gloss__gaz_tokens tokens;
  uint32_t budget; /* tokens left until the stop flag is looked at */
  uint32_t next;   /* unless `every`: the token from which the next match may begin */
  uint32_t day;    /* the reference date as YYYYMMDD, 0 without one */
  int every;       /* gather every match, not the leftmost and longest alone */
} gloss__gaz_run;

/* Counts work done, in tokens, and says whether the run must stop. */
int gloss__gaz_stopped(gloss__gaz_run *run);
static inline int gloss__gaz_must_stop(gloss__gaz_run *r, uint32_t tokens) {
  if (tokens >= r->budget) return gloss__gaz_stopped(r);
  r->budget -= tokens;
  return 0;
}

/* Sets up a run over a layer of tokens. EARG when it has no hashes, ENOMEM. */
gloss_status gloss__gaz_begin(gloss__gaz_run *run, gloss_gazetteer *gazetteer, gloss_layer *tokens,
                              gloss_scratch *scratch, gloss_error *err);

/* Gathers every hit of the gazetteer. ESTOP, ENOMEM. */
gloss_status gloss__gaz_gather(gloss__gaz_run *run);

/* Adds to the exact hits, which are all there is so far, those of edits. ESTOP, ENOMEM. */
gloss_status gloss__gaz_gather_edits(gloss__gaz_run *run);

/* Makes the layer of the hits that rules and policy leave. ENOMEM. */
gloss_status gloss__gaz_end(gloss__gaz_run *run, gloss_layer **out);

/* Fills err for what a run failed by, and gives it. */
gloss_status gloss__gaz_failed(gloss_status status, gloss_error *err);

/* Gathers hits, in span order. ESTOP, ENOMEM. */
gloss_status gloss__gaz_match(gloss__gaz_run *run);

/* Gathers the hits that are one edit or more from the text, behind those there are. ESTOP, ENOMEM. */
gloss_status gloss__fuzzy_match(gloss__gaz_run *run);

/* Puts the hits from `start` on into span order: those before and behind `middle` are of two passes,
** each in order of its first tokens. Of those of one entry and span one is left, of the fewest edits.
** ENOMEM. */
gloss_status gloss__gaz_merge(gloss__gaz_run *run, size_t start, size_t middle);

/* Whether hits need gloss__gaz_resolve, which then wants every match. */
int gloss__gaz_needs_resolving(const gloss_gazetteer *gazetteer);

/* Drops the hits that the rules or the policy do not leave; the others are in span order. ENOMEM. */
gloss_status gloss__gaz_resolve(gloss__gaz_run *run);

/* Makes the layer of the hits. ENOMEM. */
gloss_status gloss__gaz_layer(gloss__gaz_run *run, gloss_layer **out);

#endif
