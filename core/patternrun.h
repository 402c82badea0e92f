/* patternrun.h -- what a run of a phase works on, and what its scratch keeps. */
#ifndef GLOSS_CORE_PATTERNRUN_H
#define GLOSS_CORE_PATTERNRUN_H

#include <string.h>

#include "layer.h"
#include "model.h"
#include "pattern.h"
#include "scratch.h"

/* A row of a layer as tokens [start, end). */
typedef struct gloss__edge {
  uint32_t start, end, row;
} gloss__edge;

/* A layer of units or marks, in tokens. */
typedef struct gloss__rows {
  gloss_layer *layer; /* NULL: not bound */
  gloss__edge *edges; /* by (start, longest, row) */
  uint64_t *bits[4];  /* a bit a token: see enum; made when asked for */
  size_t edges_room, bits_room[4];
  uint32_t n_edges;
  uint8_t has_edges, has_bits[4];
} gloss__rows;
enum { GLOSS__COVERED, GLOSS__JOINED, GLOSS__BEGINS, GLOSS__ENDS };

/* Tokens that no test of words, kind, shape or space tells apart. */
typedef struct gloss__class {
  uint32_t lexeme;
  uint16_t shape;
  uint8_t kind, space;
} gloss__class;

typedef struct gloss__re_known {
  uint32_t node, form; /* node 0: free */
  uint8_t yes;
} gloss__re_known;

/* A set of (instruction, place): a row of bits a place. */
typedef struct gloss__memo {
  uint64_t *failed, *good; /* good: of looks */
  size_t failed_room, good_room;
  uint32_t origin, rows, words; /* places [origin, origin + rows) */
  uint8_t passed;               /* look-behind: all starts were tried */
  uint8_t keeps_good;
} gloss__memo;

typedef struct gloss__choice {
  uint32_t pc, pos; /* pos GLOSS_NONE: counter pc gets its value `edge` back */
  uint32_t edge;    /* GLOSS_NONE: run on at pc; else try this edge of the unit at pc */
  uint32_t log, trail;
} gloss__choice;

typedef struct gloss__event {
  uint32_t pc, pos, end, row; /* end, row: of a unit */
} gloss__event;

/* Matches as they are found; the fields of gloss_matches. */
struct gloss_matches {
  gloss_alloc alloc;
  gloss_match *list;
  gloss_capture *captures;
  size_t list_room, captures_room;
  uint32_t n, n_captures;
  gloss_phase_counts counts;
};

/* The automaton of patterndfa.c: states are sets of instructions, edges go by state and class. */
typedef struct gloss__dfa_state {
  uint32_t first, count; /* in items */
} gloss__dfa_state;
typedef struct gloss__dfa {
  gloss__dfa_state *states;
  uint32_t *items, *state_table, *edge_targets;
  uint64_t *edge_keys; /* state << 32 | class; 0 is free */
  uint32_t *starts;    /* of each rule its first state + 1 */
  uint32_t *stack, *seen;
  size_t states_room, items_room, state_size, edge_size, stack_size, n_items, n_edges;
  size_t limit; /* bytes of states and edges; 0 is 16 MB */
  uint32_t n_states, stamp;
  uint64_t tokens, last_flush;
  uint8_t off; /* for the rest of the scope */
} gloss__dfa;

/* What a scratch keeps for a phase. */
typedef struct gloss__pstate {
  gloss__symbols *table;
  uint32_t *symbols; /* of each string of forest.lists */
  gloss__rows *rows; /* of each layer of the phase */
  gloss_column *columns;
  uint8_t *columns_there; /* 0: the layer has no rows */
  gloss__class *classes;
  uint64_t *class_keys;                /* beside class_table */
  uint32_t *class_atoms, *class_first; /* of each class the atoms it has; one more at the end */
  uint32_t *class_seen, *atom_seen, *rule_seen; /* the number of the scope each was last seen in */
  uint32_t *layer_at;                           /* of each layer, the first edge not passed */
  uint32_t *present, *active;                   /* atoms and rules of a scope */
  uint8_t *known; /* 2 bits a class and test: 0 not asked, 1 no, 2 yes, 3 ask the token */
  uint32_t *class_table;
  uint32_t *token_classes;
  uint64_t *initial; /* a bit a token */
  gloss__re_known *re;
  gloss__dfa dfa;
  gloss__memo *memos; /* of the rule's parts */
  gloss__choice *choices;
  gloss__event *log;
  uint32_t *trail; /* pairs: instruction, place */
  uint32_t *counters;
  uint64_t *look_bits;
  gloss_span *scopes;
  uint32_t *stack, *tags;
  char *folded;
  size_t classes_room, known_room, class_table_size, token_classes_room, initial_room, re_size,
      choices_room, log_room, trail_room, scopes_room, stack_room, tags_room, folded_room, n_re,
      look_bits_room, class_atoms_room, class_first_room, class_seen_room;
  uint32_t n_classes, n_scopes, n_tags, n_class_atoms, n_active, scope_number;
  uint32_t n_atoms_kept, n_rules;                   /* sizes of atom_seen and rule_seen */
  uint32_t n_layers, n_lists, n_fields, n_counters; /* as the phase's, for freeing */
  uint8_t has_initial;
  uint8_t busy; /* a run is on its way: a callback may not start another */
} gloss__pstate;

typedef struct gloss__prun {
  gloss_phase *phase;
  gloss__pstate *s;
  const gloss_alloc *alloc;
  gloss_scratch *scratch;
  gloss_doc *doc;
  gloss_layer *tokens;
  const char *text;
  const uint32_t *starts, *ends;
  const uint8_t *kinds, *spaces; /* NULL when no such columns */
  const uint16_t *shapes;
  uint32_t n;
  const gloss_pattern_calls *calls;
  gloss_matches *out;
  gloss_error *err;
  uint32_t budget; /* steps until the stop flag is looked at */
} gloss__prun;

static inline gloss_str gloss__prun_token(const gloss__prun *r, uint32_t token) {
  return (gloss_str){r->text + r->starts[token], r->ends[token] - r->starts[token]};
}

/* Counts one more step; looks at the stop flag now and then. */
static inline int gloss__prun_must_stop(gloss__prun *r) {
  if (r->budget-- > 0) return 0;
  r->budget = 4096;
  return gloss__scratch_stopped(r->scratch);
}

/* ---- patternwords.c ---- */
gloss_status gloss__words_find(gloss__prun *r, uint32_t token, uint64_t hash, uint32_t *lexeme);

/* ---- patterntest.c ---- */
gloss_status gloss__test_columns(gloss__prun *r); /* finds all columns asked for */
gloss_status gloss__test_row(gloss__prun *r, uint32_t layer, uint32_t node, uint32_t row, int *yes);
gloss_status gloss__test_token(gloss__prun *r, uint32_t test, uint32_t token, int *yes);
/* The same for a test by number and the class of a token, remembered. */
unsigned gloss__class_answer(gloss__prun *r, uint32_t test, uint32_t token);
/* Tests a class: 1 no, 2 yes, 3 it depends on the token. */
unsigned gloss__test_class(gloss__prun *r, uint32_t node, const gloss__class *c);

/* ---- patternclass.c ---- */
gloss_status gloss__classify(gloss__prun *r); /* gives every token its class */
static inline uint8_t *gloss__class_known(gloss__prun *r, uint32_t class) {
  return r->s->known + (size_t) class * ((r->phase->n_tests + 3) / 4);
}

/* ---- patternrows.c ---- */
gloss_status gloss__rows_edges(gloss__prun *r, uint32_t layer);
gloss_status gloss__rows_bit(gloss__prun *r, uint32_t layer, int which, uint32_t token, int *yes);
/* Gives the first edge at or after a token. */
uint32_t gloss__rows_at(const gloss__rows *rows, uint32_t token);
gloss_status gloss__initial_bits(gloss__prun *r);

/* ---- patternvm.c ---- */
/* What one rule is run on. */
typedef struct gloss__vm {
  gloss__prun *r;
  uint32_t rule, start, end; /* the scope */
  uint8_t all, is_long, capped;
  gloss_why *why; /* collects the furthest place when not NULL */
  uint32_t n_choices, n_log, n_trail, look_level;
} gloss__vm;

/* Starts on a scope for a rule. */
gloss_status gloss__vm_enter(gloss__vm *vm, uint32_t rule, gloss_span scope);
/* Finds the match from a token; its events are in the log. *end is GLOSS_NONE without one. With
** `all`, hands every match to gloss__emit. */
gloss_status gloss__vm_run(gloss__vm *vm, uint32_t start, uint32_t *end);

/* ---- patternmatch.c ---- */
/* Adds the match in the log unless a check rejects it; *rejected receives the node or 0. */
gloss_status gloss__emit(gloss__vm *vm, uint32_t start, uint32_t end, uint32_t *rejected);

/* ---- patternscope.c ---- */
gloss_status gloss__scopes(gloss__prun *r, const gloss__bounds *bounds);

/* ---- patternscan.c ---- */
/* Lists the rules that may match in a scope. */
gloss_status gloss__active_rules(gloss__prun *r, uint32_t bounds, gloss_span scope);
/* Moves *at on to the next start, up to `end`, at which a rule may match. */
gloss_status gloss__next_start(gloss__prun *r, uint32_t rule, uint32_t end, uint32_t *at);
/* Lists the atoms a new class, the last one, has. */
gloss_status gloss__class_atoms(gloss__prun *r);

/* ---- patterndfa.c ---- */
gloss_status gloss__dfa_enter(gloss__prun *r, gloss_span scope);
/* Says whether a match of a rule may start at a token of a scope that ends at `end`. */
gloss_status gloss__dfa_may_start(gloss__prun *r, uint32_t rule, uint32_t at, uint32_t end,
                                  int *yes);
void gloss__dfa_free(gloss__pstate *s, const gloss_alloc *alloc);

/* ---- patternresolve.c ---- */
/* Puts matches in order, and settles conflicts. */
gloss_status gloss__resolve(gloss__prun *r);
/* Sorts n numbers by a strict order; work has room for n. */
void gloss__sort_by(uint32_t *order, uint32_t *work, uint32_t n,
                    int (*before)(const void *context, uint32_t a, uint32_t b),
                    const void *context);

/* ---- patternstate.c ---- */
gloss_status gloss__prun_open(gloss__prun *r, gloss_phase *phase, gloss_layer *tokens,
                              gloss_scratch *scratch, const gloss_pattern_calls *calls,
                              gloss_error *err);
void gloss__prun_close(gloss__prun *r); /* does nothing if it was not opened */

#endif
