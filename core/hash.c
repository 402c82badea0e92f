/* hash.c -- gloss_hash; the function itself is in hash.h. */
#include "hash.h"

uint64_t gloss_hash(gloss_str folded) { return gloss__hash(folded.data, folded.size); }
