/* oracleparts.h -- what the files of the oracle share: oracle.c the list, oracleunits.c the units of a
** text, oraclefind.c every match, oraclechoose.c those that stay. */
#ifndef GLOSS_TESTS_ORACLEPARTS_H
#define GLOSS_TESTS_ORACLEPARTS_H

#include "oracle.h"

typedef struct buffer {
  char *data;
  size_t size, room;
} buffer;

/* A unit of a text: a token, or part of one. Its forms begin in `forms` of its units: the folded one
** and the one compared by bytes, each with a byte 1 behind it and a NUL. */
typedef struct unit {
  uint32_t start, end;
  size_t folded, bytes;
} unit;

typedef struct units {
  const char *text;
  unit *list;
  size_t count, room;
  buffer forms;
} units;

/* The units of a surface as it was cut, joined. */
typedef struct form {
  char *text;
  uint32_t entry;
} form;

typedef struct forms {
  form *list;
  size_t count, room;
} forms;

/* What an entry's values rule; dates YYYYMMDD, 0 and UINT32_MAX without. */
typedef struct rules {
  uint32_t from, to;
  int dated, priority;
  char evidence; /* 'c', 'i', 'n' or 0 */
} rules;

struct oracle {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_pool *pool;
  gloss_gazetteer_options options;
  int columns[4]; /* of valid_from, valid_to, priority and evidence; -1 without */
  int sorted;
  uint32_t entries, longest;
  rules *rules;
  size_t rules_room;
  forms kinds[2]; /* compared by folded forms, and by bytes */
};

typedef struct hit {
  uint32_t first, end, entry, edits;
} hit;

typedef struct hits {
  hit *list;
  size_t count, room;
} hits;

void oracle_require(int condition);
void *oracle_more(void *data, size_t *room, size_t need, size_t size);

/* Cuts a text's tokens into units; to be freed by oracle_free_units. */
units oracle_units(const oracle *o, const gloss_layer *tokens);
void oracle_free_units(units *u);

/* Gives the i-th unit's form of a kind, the byte 1 at its end. */
const char *oracle_form(const units *u, size_t i, int kind);

/* Gives every match of every entry, sorted, an entry once a span, with the fewest edits. */
hits oracle_every(oracle *o, const units *u);

/* Drops hits that rules and policy do not leave. */
void oracle_choose(const oracle *o, const gloss_doc *doc, const units *u, hits *h);

/* Reads a date; gives the first or the last day of its period. */
uint32_t oracle_day(gloss_str date, int last);

#endif
