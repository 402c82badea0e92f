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

/* The rows of a layer, or those that pass a test, in tokens. */
typedef struct gloss__rows {
  gloss_layer *layer; /* NULL: not bound, or those that pass a test */
  gloss__edge *edges; /* by (start, longest, row) */
  uint64_t *bits[4];  /* a bit a token: see enum; made when asked for */
  size_t edges_room, bits_room[4];
  uint32_t n_edges;
  uint8_t has_edges, has_bits[4];
} gloss__rows;
enum { GLOSS__ROWS_COVERED, GLOSS__ROWS_JOINED, GLOSS__ROWS_BEGINS, GLOSS__ROWS_ENDS };

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

/* What a test says of a class: see gloss__class_answer. */
typedef struct gloss__answer {
  uint32_t test, class; /* test 0: free */
  uint8_t answer;
} gloss__answer;

/* The class without a word of a token's kind, shape and space. */
typedef struct gloss__plain {
  uint32_t key, class; /* class: from 1, 0 is free */
  uint32_t atoms;      /* in class_atoms, ended by 0 */
  uint32_t any;        /* 1: there are atoms */
} gloss__plain;
enum { GLOSS__PLAIN = 1024 };

/* A token that has what a rule needs, and the next one. */
typedef struct gloss__sight {
  uint32_t token, next;
} gloss__sight;

/* What a rule has in a scope: sights from first to last, GLOSS_NONE for any token. */
typedef struct gloss__sighted {
  uint32_t scope, first, last; /* scope: the number of the one it was last seen in */
} gloss__sighted;

/* Matches as they are found; the fields of gloss_matches. */
struct gloss_matches {
  gloss_alloc alloc;
  gloss_match *list;
  gloss_capture *captures;
  size_t list_room, captures_room;
  uint32_t n, n_captures;
  gloss_phase_counts counts;
};

/* The automaton of patterndfa.c: states are sets of items, edges go by state, class of the token and
** signs: a bit for each condition of the state. An item is an instruction times 2, and 1 if it is a
** unit that began before. A condition is rows times 8 and a kind of bits, or an instruction that looks
** times 8 and GLOSS__DFA_LOOK. */
enum {
  GLOSS__DFA_DEAD = 0,            /* states: nothing can follow; a match may be here; ... */
  GLOSS__DFA_MAYBE = 1,           /* ... */
  GLOSS__DFA_FIRST = 2,           /* ... all others */
  GLOSS__DFA_CONDS = 24,          /* of a state; those past these are taken to hold */
  GLOSS__DFA_END = (1 << 20) - 1, /* the class behind a scope */
  GLOSS__DFA_ENDED = 4, /* kinds of bits, past those of rows: the token before ends a row */
  GLOSS__DFA_LOOK = 5,
  GLOSS__DFA_ANY = 1 << 24, /* signs: each condition may hold or not */
  GLOSS__DFA_GLANCE = 8     /* tokens that a look goes by */
};
typedef struct gloss__dfa_state {
  uint32_t first, count, n_conds; /* in items: items, then conditions */
} gloss__dfa_state;
/* What walks of a look said: one that hardly ever says no is asked no more. */
typedef struct gloss__glances {
  uint32_t asked, refused;
} gloss__glances;
typedef struct gloss__dfa_edge {
  uint64_t key; /* state << 44 | class << 24 | signs; 0 is free */
  uint32_t target;
} gloss__dfa_edge;
typedef struct gloss__dfa {
  gloss__dfa_state *states;
  uint32_t *items, *state_table;
  gloss__dfa_edge *edges;
  uint32_t *starts;        /* of each part its first state + 1, ... */
  gloss__glances *glances; /* ... and of those that are looks what they said */
  uint64_t *openers; /* of each rule and class two bits, in rule_openers words: see may_open */
  uint32_t *stack;   /* items to follow, each but once */
  uint32_t *seen;    /* of each item when it was last seen, then when it was last added */
  size_t states_room, items_room, state_size, edge_size, n_places, n_seen, n_starts, n_openers,
      rule_openers, n_items, n_edges;
  size_t limit; /* bytes of states and edges; 0 is 16 MB */
  uint32_t n_states, stamp;
  uint64_t tokens, last_flush, n_made, n_walks; /* n_made: edges, all in all */
  uint8_t off;                                  /* for the rest of the scope */
} gloss__dfa;

/* What a scratch keeps for a phase. */
typedef struct gloss__pstate {
  gloss__symbols *table;
  uint32_t *symbols; /* of each string of forest.lists */
  gloss__rows *rows; /* of each layer of the phase, then of each unit that takes a test */
  gloss_column *columns;
  uint8_t *columns_there; /* 0: the layer has no rows */
  gloss__class *classes;
  uint64_t *class_keys; /* beside class_table */
  uint32_t *class_atoms,
      *class_first;        /* of each class without a word its needed tests, ended by 0 */
  gloss__answer *answers;  /* a place for each hash, remembered until another comes */
  gloss__plain *plain;     /* the same */
  uint64_t *anchors;       /* a bit a token: it may have what a rule needs */
  gloss__sight *sights;    /* of a scope */
  gloss__sighted *sighted; /* of each rule */
  uint32_t *active;        /* rules of a scope */
  uint32_t *class_table;
  uint32_t *token_classes;
  uint64_t *classed; /* a bit a token: its class is known */
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
  size_t classes_room, class_table_size, token_classes_room, classed_room, initial_room, re_size,
      choices_room, log_room, trail_room, scopes_room, stack_room, tags_room, folded_room, n_re,
      look_bits_room, class_atoms_room, class_first_room, anchors_room, sights_room;
  uint32_t n_classes, n_scopes, n_tags, n_active, n_sights, scope_number;
  uint32_t n_rules, n_answers;                    /* the latter a power of two */
  uint32_t n_rows, n_lists, n_fields, n_counters; /* as the phase's, for freeing */
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
  const uint64_t *hashes; /* NULL when no rule names a word */
  uint32_t n;
  const gloss_pattern_calls *calls;
  gloss_matches *out;
  gloss_error *err;
  uint32_t budget; /* steps until the stop flag is looked at */
} gloss__prun;

static inline gloss_str gloss__prun_token(const gloss__prun *r, uint32_t token) {
  return (gloss_str){r->text + r->starts[token], r->ends[token] - r->starts[token]};
}

/* Says what went wrong in a run unless it is said already; returns the status. */
gloss_status gloss__prun_fail(gloss_error *err, gloss_status status);

/* Counts one more step; looks at the stop flag now and then. */
static inline int gloss__prun_must_stop(gloss__prun *r) {
  if (r->budget-- > 0) return 0;
  r->budget = 4096;
  return gloss__scratch_stopped(r->scratch);
}

/* Fails for a rule: "rule NAME: too WHAT". */
static inline gloss_status gloss__prun_too_much(gloss__prun *r, uint32_t rule, const char *what) {
  const gloss__rule *one = &r->phase->forest.rules[rule];
  return gloss__fail(r->err, GLOSS_ERANGE, one->tag, "rule %.80s: too %s",
                     gloss__phase_text(r->phase, one->name).data, what);
}

/* ---- patternwords.c ---- */
gloss_status gloss__words_find(gloss__prun *r, uint32_t token, uint64_t hash, uint32_t *lexeme);
/* Gives the folded word of a lexeme, GLOSS_NONE for none. */
static inline uint32_t gloss__word_of(const gloss_phase *p, uint32_t lexeme) {
  uint32_t n = p->lexicon.folded.count;
  return lexeme > n ? p->lexicon.next_form[2 * (lexeme - n - 1) + 1] : lexeme - 1;
}

/* ---- patterntest.c ---- */
gloss_status gloss__test_columns(gloss__prun *r); /* finds all columns asked for */
/* Of the edges of a layer keeps those whose rows pass; gives their number. */
uint32_t gloss__test_rows(const gloss__prun *r, uint32_t layer, uint32_t node, gloss__edge *edges,
                          uint32_t n);
gloss_status gloss__test_token(gloss__prun *r, uint32_t test, uint32_t token, int *yes);
/* The same for a test by number and a class. */
unsigned gloss__class_answer(gloss__prun *r, uint32_t test, uint32_t class);
/* Tests a class: 1 no, 2 yes, 3 it depends on the token. */
unsigned gloss__test_class(gloss__prun *r, uint32_t node, const gloss__class *c);

/* ---- patternclass.c ---- */
gloss_status gloss__classes_open(gloss__prun *r); /* no token has its class yet */
gloss_status gloss__class_make(gloss__prun *r, uint32_t token, uint32_t *class);
gloss_status gloss__class_find(gloss__prun *r, const gloss__class *c, uint32_t *class);

/* Gives the class of a token. */
static inline gloss_status gloss__class_of(gloss__prun *r, uint32_t token, uint32_t *class) {
  if (!(r->s->classed[token / 64] >> token % 64 & 1)) return gloss__class_make(r, token, class);
  *class = r->s->token_classes[token];
  return GLOSS_OK;
}

/* Gives the class of a token but for its word. */
static inline gloss__class gloss__plain_class(const gloss__prun *r, uint32_t token) {
  const gloss_phase *p = r->phase;
  return (gloss__class){.shape = r->shapes ? r->shapes[token] & p->shape_mask : 0,
                        .kind = r->kinds ? r->kinds[token] & p->kind_mask : 0,
                        .space = r->spaces ? r->spaces[token] & p->space_mask : 0};
}

/* ---- patternanchor.c ---- */
/* Gives the plain class of a token that is not in its place among those known. */
gloss_status gloss__plain_make(gloss__prun *r, uint32_t token, gloss__plain *known);

/* Gives the plain class of a token; borrowed until the next one is asked for. */
static inline gloss_status gloss__plain_of(gloss__prun *r, uint32_t token, gloss__plain **known) {
  gloss__class c = gloss__plain_class(r, token);
  uint32_t key = (uint32_t)c.shape << 16 | (uint32_t)c.kind << 8 | c.space;
  *known = &r->s->plain[key * 0x9E3779B1u >> 22];
  return (*known)->key == key && (*known)->class ? GLOSS_OK : gloss__plain_make(r, token, *known);
}

gloss_status gloss__find_anchors(gloss__prun *r); /* marks all tokens a rule may need */

/* ---- patternrows.c ---- */
gloss_status gloss__rows_edges(gloss__prun *r, uint32_t rows);
gloss_status gloss__rows_bit(gloss__prun *r, uint32_t rows, int which, uint32_t token, int *yes);
/* Moves *token on to the next one, below `end`, at which a row begins, or to `end`. */
gloss_status gloss__rows_next(gloss__prun *r, uint32_t rows, uint32_t end, uint32_t *token);
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
  size_t memo_words; /* that the memos of the rule take */
} gloss__vm;

/* Starts on a scope for a rule. */
gloss_status gloss__vm_enter(gloss__vm *vm, uint32_t rule, gloss_span scope);
/* Forgets what failed, but for looks. */
void gloss__vm_forget(gloss__vm *vm);
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
/* The starts of a rule in a scope, those tried left out. */
typedef struct gloss__tries {
  uint32_t rule, sight; /* sight: the first that the next start may go with */
  gloss_span scope;
  uint8_t anywhere;
} gloss__tries;
gloss__tries gloss__tries_of(const gloss__prun *r, uint32_t rule, gloss_span scope);
/* Moves *at on to the next start at which a rule may match, or to the end of the scope. */
gloss_status gloss__next_start(gloss__prun *r, gloss__tries *tries, uint32_t *at);

/* ---- patternedge.c ---- */
/* Gives the first state of a part of a rule, and where an edge leads to. */
gloss_status gloss__dfa_begin(gloss__prun *r, uint32_t rule, uint32_t part, uint32_t *state);
gloss_status gloss__dfa_step(gloss__prun *r, uint32_t rule, uint32_t from, uint32_t class,
                             uint32_t signs, uint32_t *to);

/* ---- patterndfa.c ---- */
gloss_status gloss__dfa_enter(gloss__prun *r, gloss_span scope);
/* Says whether a match of a rule may start at a token of a scope. */
gloss_status gloss__dfa_may_start(gloss__prun *r, uint32_t rule, uint32_t at, gloss_span scope,
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
