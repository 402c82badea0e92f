/* kernel.h -- the loops that exist once an instruction set, chosen at run time: the tokenizer's
** scan, its search for words to cut and its writing of rows, the check of UTF-8, the hashes, the
** gazetteers' first filter, the splitter's points. All kernels give the same; "scalar" is the
** reference. */
#ifndef GLOSS_CORE_KERNEL_H
#define GLOSS_CORE_KERNEL_H

#include "classify.h"
#include "endings.h"
#include "gazfilter.h"
#include "sentencepoints.h"
#include "tokenrows.h"
#include "utf8.h"

typedef struct gloss__kernel {
  const char *name;
  gloss__classify classify;
  gloss__count_bits count_bits;
  gloss__write_rows write_rows;
  gloss__find_endings find_endings;
  gloss__utf8_skip utf8_skip;
  gloss__lower lower_ascii;
  gloss__hash_short hash_short;
  gloss__gaz_firsts gaz_firsts;
  gloss__gaz_openings gaz_openings;
  gloss__sentence_points sentence_points;
} gloss__kernel;

/* Gives a kernel by name, the best the processor has for NULL. EARG for a name that is none and for
** one the processor lacks; the message lists those it has. */
gloss_status gloss__kernel_choose(const gloss__kernel **out, const char *name, gloss_error *err);

/* Gives the best kernel the processor has. */
const gloss__kernel *gloss__kernel_best(void);

/* Gives the index-th kernel the processor has, the scalar one first; NULL past the last. */
const gloss__kernel *gloss__kernel_at(size_t index);

#endif
