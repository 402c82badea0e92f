/* norm.h -- normalisation by segments: what gloss_normalize and the folded form share.
** A segment runs from one code point that starts one to the next; what comes of it depends on
** nothing outside of it (UAX #15, section 9.1, "normalization boundary"). */
#ifndef GLOSS_CORE_NORM_H
#define GLOSS_CORE_NORM_H

#include "gloss.h"

/* What is done; flags. */
enum {
  GLOSS__NORM_COMPOSE = 1,
  GLOSS__NORM_COMPAT = 2, /* compatibility decompositions too */
  GLOSS__NORM_FOLD = 4,   /* full case folding */
  GLOSS__NORM_STRIP = 8,  /* diacritics off */
  GLOSS__NORM_QUOTES = 16,
  GLOSS__NORM_DASHES = 32,
  GLOSS__NORM_PLAIN = 64 /* the few apostrophes and hyphens of the folded form */
};

/* A segment that changed, in both texts. Between two of them the texts hold equally long code
** points, one for one. */
typedef struct gloss__change {
  gloss_span source, target;
} gloss__change;

/* Where normalised text goes. */
typedef struct gloss__norm_out {
  const gloss_alloc *alloc;
  char *data;
  size_t size, room;
  int fixed; /* data does not grow (what has no room is only counted), changes are not kept */
  gloss__change *changes; /* in order; neither text has two that overlap */
  size_t n_changes, changes_room;
} gloss__norm_out;

/* Appends normalised text. The text must be UTF-8 and, unless out is fixed, below GLOSS_NONE bytes.
**   returns  GLOSS_OK; GLOSS_ERANGE if out would grow to GLOSS_NONE bytes, GLOSS_ENOMEM: out then
**            holds a part
**   cost     O(size); allocates for out if it grows, and for segments of over 200 code points */
gloss_status gloss__normalize(gloss_str text, unsigned flags, gloss__norm_out *out);

/* Gives what stands for a code point: an ASCII quote, hyphen or letter by the flags, or itself. */
uint32_t gloss__variant(unsigned flags, uint32_t c);

#endif
