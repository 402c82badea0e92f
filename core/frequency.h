/* frequency.h -- the table of grams, for the files that fill and that rank it. */
#ifndef GLOSS_CORE_FREQUENCY_H
#define GLOSS_CORE_FREQUENCY_H

#include "gloss.h"
#include "intern.h"
#include "keys.h"

/* What is known of a gram. One that a failed call left behind has count 0 and is no gram yet. */
typedef struct gloss__entry {
  uint64_t count;
  uint32_t documents, last; /* last: the number, from 1, of the document it was last seen in */
} gloss__entry;

/* Words are the table's own symbols, since those of documents change with their pool. A gram of one
** word has its symbol less one as number, longer ones have that of the words as a key. */
struct gloss_frequencies {
  gloss_alloc alloc;
  uint32_t n, kinds;
  char *column;
  gloss__symbols *words;
  gloss__keys grams; /* n > 1 */
  gloss__entry *entries;
  size_t entries_room;
  uint32_t n_entries;
  gloss_totals totals;
  gloss__symbols *source; /* the symbols that `map` turns into words; NULL is none yet */
  uint32_t *map;          /* word of a source's symbol, 0 for one not met */
  size_t map_room;
  uint32_t *rows; /* while counting: word, then gram + 1, of each row; 0 is none */
  size_t rows_room;
};

/* Gives the log likelihood (G2) of a 2 x 2 table with o in its first cell, r in the first row, c in
** the first column, n in all; negative where o is less than chance has it. Dunning 1993.
** (association.c) */
double gloss__log_likelihood(double o, double r, double c, double n);

/* Gives the symbols of a gram's words: n of them, borrowed or in *one. */
static inline const uint32_t *gloss__gram_words(const gloss_frequencies *table, uint32_t gram,
                                                uint32_t *one) {
  if (table->n > 1) return table->grams.words + (size_t)gram * table->n;
  *one = gram + 1;
  return one;
}

#endif
