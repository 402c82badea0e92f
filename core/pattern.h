/* pattern.h -- what the files of token patterns share: nodes, programs, and what a run works on.
**
** gloss_rules gathers nodes (a forest) and rules; gloss_phase_new copies them and compiles a program
** a rule: its own part, and one for each look-around in it. A part is a run of instructions, each of
** which stands for "the rest can match from here". */
#ifndef GLOSS_CORE_PATTERN_H
#define GLOSS_CORE_PATTERN_H

#include <stdatomic.h>

#include "mem.h"
#include "strings.h"

enum {
  GLOSS__INSTRUCTIONS = 32768, /* of a rule, at most */
  GLOSS__REPEAT_MAX = 10000,   /* bound of a repetition or gap */
  GLOSS__DEPTH_MAX = 4000,     /* nodes over one another */
  GLOSS__TESTS_MAX = 32768,    /* tests that a test is made of, one in two places counted twice */
  GLOSS__LOOKS_MAX = 256,      /* look-arounds of a rule */
  GLOSS__LONG_SCOPE = 2000     /* tokens; in longer scopes loops end at so many turns */
};

/* Where a node may stand. */
enum { GLOSS__TOKEN_TEST = 1, GLOSS__ROW_TEST = 2, GLOSS__PATTERN = 4 };

typedef struct gloss__node {
  uint8_t kind, sorts, lazy, negative;
  uint32_t a, b, min, max, tag, depth;
  uint32_t tests;              /* that a test is made of, with itself */
  uint32_t canon;              /* of tests: the first node that tests the same */
  uint32_t name;               /* a text */
  uint32_t strings, n_strings; /* in forest.lists: texts */
  uint32_t numbers, n_numbers;
  double low, high;
} gloss__node;

typedef struct gloss__rule {
  uint32_t name, pattern, within, tag; /* within: a text */
  int32_t priority;
  uint32_t claims;         /* a text, or GLOSS_NONE */
  uint32_t zones, n_zones; /* in forest.lists */
} gloss__rule;

/* Nodes and rules; nodes are numbered from 1, nodes[0] is unused. */
typedef struct gloss__forest {
  gloss__node *nodes;
  gloss__rule *rules;
  uint32_t *lists;
  double *numbers;
  gloss__strings texts, keys; /* keys: of tests, a serialized one each */
  uint32_t *key_nodes;
  uint32_t n_nodes, n_rules, n_lists, n_numbers;
  size_t nodes_room, rules_room, lists_room, numbers_room, key_nodes_room;
} gloss__forest;

struct gloss_rules {
  gloss_alloc alloc;
  gloss_policy policy;
  gloss__forest forest;
  char *buffer;
  size_t buffer_room;
};

/* Gives a text's number, made if need be. */
gloss_status gloss__forest_text(gloss__forest *f, const gloss_alloc *alloc, gloss_str text,
                                uint32_t *number);
gloss_status gloss__forest_copy(gloss__forest *out, const gloss_alloc *alloc,
                                const gloss__forest *from);
void gloss__forest_free(gloss__forest *f, const gloss_alloc *alloc);

/* ---- Programs ---- */

enum gloss__op {
  GLOSS__OP_TOKEN, /* x: test (node); y: guard; z: number of the test; to next */
  GLOSS__OP_UNIT,  /* x: rows (see gloss__unit); y: guard; to next */
  GLOSS__OP_SPLIT, /* x first, then y */
  GLOSS__OP_JUMP,  /* x */
  GLOSS__OP_BOS,   /* x: layer */
  GLOSS__OP_EOS,   /* x: layer */
  GLOSS__OP_DOC,
  GLOSS__OP_STARTS, /* x: layer */
  GLOSS__OP_LOOK,   /* x: look of the rule; y: negative */
  GLOSS__OP_OPEN,   /* x: capture */
  GLOSS__OP_CLOSE,  /* x: capture */
  GLOSS__OP_CHECK,  /* x: node, AGREE or WHERE */
  GLOSS__OP_ZERO,   /* x: loop counter */
  GLOSS__OP_COUNT,  /* x: loop counter */
  GLOSS__OP_ENTER,  /* x: counter; a turn that may take no token begins ... */
  GLOSS__OP_LEAVE,  /* x: counter; ... and ends: it fails if it took none */
  GLOSS__OP_MATCH
};

typedef struct gloss__instr {
  uint32_t op, x, y, z, next, node;
} gloss__instr;

/* Instructions [first, first + count) of gloss_phase.code. */
typedef struct gloss__part {
  uint32_t first, count;
  uint8_t behind;
  uint8_t cyclic; /* a loop turns without a token, or may seem to: see patternvm.c */
  uint32_t width; /* of a look-behind: the tokens each of its matches takes, 0 if that differs */
} gloss__part;

/* What each token consumed must pass: of a chain, `up` is the next outer one, 0 is none. */
enum { GLOSS__GUARD_OUTSIDE, GLOSS__GUARD_FIRST, GLOSS__GUARD_REST };
typedef struct gloss__guard {
  uint32_t layer, how, up;
} gloss__guard;

/* The rows of a layer that pass a test. Rows are asked for by number: a layer's, or n_layers and that
** of a unit. */
typedef struct gloss__unit {
  uint32_t layer, test; /* test: a node */
  uint32_t next;        /* the next one with this test, from 1 */
} gloss__unit;

/* A rule's program: parts[part] is its own, the looks follow. */
typedef struct gloss__program {
  uint32_t part, n_looks, bounds, n_counters;
} gloss__program;

/* Where scopes come from; shared by rules. */
typedef struct gloss__bounds {
  uint32_t within, zones, n_zones; /* as a rule's */
  uint32_t layer;                  /* GLOSS_NONE: the document */
  uint32_t first, count;           /* its rules, in gloss_phase.by_bounds; ... */
  uint32_t n_always;               /* ... those that need nothing come first */
} gloss__bounds;

/* A column of a layer (GLOSS_NONE: of the tokens) that tests ask for. */
typedef struct gloss__field {
  uint32_t layer, name, node; /* name: a text; node: one of those that ask */
} gloss__field;

/* Columns of tokens that are part of their classes. */
enum { GLOSS__NO_PART, GLOSS__KIND_PART, GLOSS__SPACE_PART, GLOSS__SHAPE_PART };

/* Words that tests ask for: folded forms, and after each those exact forms that fold to it.
** A lexeme is 0 (none), 1 + folded form, or 1 + folded forms + form. */
typedef struct gloss__words {
  gloss__strings folded, forms;
  uint32_t *next_form;  /* of each form the next that folds alike, from 1; and its folded form */
  uint32_t *first_form; /* of each folded form, from 1 */
  uint64_t *bitmap;     /* of hashes of folded forms */
  uint64_t bitmap_mask; /* bits - 1 */
  size_t forms_room, folded_room;
} gloss__words;

/* What a match needs in its scope: one of the atoms [first, first + count) of gloss_phase.atoms, whose
** token lies `low` to `high` tokens behind the match's first one (before it if negative; bounds of
** +-GLOSS__FAR are none). An atom is the number of a test, or n_tests and the number of rows. */
typedef struct gloss__need {
  uint32_t first, count;
  int32_t low, high;
  float score; /* about what part of all tokens have it */
} gloss__need;
enum { GLOSS__NEEDS = 3, GLOSS__NEED_ATOMS = 64, GLOSS__FIRSTS = 32, GLOSS__FAR = 1 << 28 };

/* What decides where a rule is tried: the needs, that which costs least to look for first, and the
** rows with one of which every match begins: [first, first + n_firsts) of gloss_phase.firsts; n_firsts
** is 0 when it may begin otherwise. */
typedef struct gloss__filter {
  gloss__need needs[GLOSS__NEEDS];
  uint32_t n_needs, first, n_firsts;
} gloss__filter;

/* A rule that needs an atom, and its probes. */
typedef struct gloss__want {
  uint32_t rule, bounds, probe, n_probes;
} gloss__want;

/* What else the rule needs, where the atom is at token t: one of tokens [t + from, t + to] with one
** of these hashes, as far as these are in the scope. */
enum { GLOSS__PROBE_WORDS = 4 };
typedef struct gloss__probe {
  uint64_t hashes[GLOSS__PROBE_WORDS]; /* the last one again and again if they are fewer */
  int32_t from, to;
} gloss__probe;

/* The rules by their first need, and how a token is seen to have it. */
typedef struct gloss__wants {
  gloss__want *list; /* of atom a [first[a], first[a + 1]) */
  uint32_t *first;
  gloss__probe *probes;
  uint32_t *tests;                   /* needed, that name words: of folded word w */
  uint32_t *tests_first, *tests_end; /* tests [tests_first[w], tests_end[w]) */
  uint32_t *plain;                   /* tests needed that may pass without a word */
  uint32_t *rows;                    /* that are needed */
  uint64_t *filter;                  /* of hashes of all words with tests */
  uint32_t n_plain, n_rows, n_list, n_probes, n_tests,
      n_words; /* n_words: of the filter, a power of two */
} gloss__wants;

struct gloss_phase {
  atomic_uint refs;
  gloss_alloc alloc;
  gloss_policy policy;
  gloss__forest forest;
  gloss__instr *code;
  gloss__part *parts;
  gloss__guard *guards; /* from 1 */
  gloss__program *programs;
  gloss__bounds *bounds;
  gloss__field *fields;
  gloss__unit *units;
  uint32_t *by_bounds, *layers, *captures; /* layers, captures: texts */
  uint32_t *words;      /* lexicon strings of nodes, beside forest.lists, sorted */
  uint32_t *names;      /* of the columns tests ask for: texts */
  uint32_t *test_names; /* of each node, its place in names */
  uint8_t *class_names; /* of each name, what part of a class it is */
  uint32_t *field_at;   /* [(layer + 1) * n_names + name]: number of the field, from 1; 0 is none */
  uint8_t *nullable;    /* of each node, whether it can match without a token */
  uint32_t *tests;      /* different tests of tokens: nodes; [0] is any token */
  uint32_t *test_of;    /* of each node its place in tests */
  uint32_t *rows_of;    /* of each unit, a node, the number of its rows */
  uint32_t n_tests;
  uint16_t shape_mask; /* what of these columns tests look at */
  uint8_t kind_mask, space_mask;
  uint32_t n_code, n_parts, n_guards, n_bounds, n_fields, n_layers, n_captures, n_counters, n_names,
      n_units;
  size_t code_room, parts_room, guards_room, bounds_room, fields_room, layers_room, captures_room,
      names_room, units_room;
  gloss__words lexicon;
  gloss__filter *filters; /* a rule each */
  uint32_t *atoms, *firsts;
  gloss__wants wants;
  uint32_t n_atoms, n_firsts;
  size_t atoms_room, firsts_room;
  uint32_t sentence, zone; /* the layers of that name */
};

/* Compile: patternprogram.c. */
gloss_status gloss__pattern_compile(gloss_phase *phase, gloss_error *err);

/* Gives the number of a text in a small table, added if it is new. */
gloss_status gloss__number_of(gloss_phase *p, uint32_t **table, uint32_t *n, size_t *room,
                              uint32_t text, uint32_t *number);

/* Numbers the tests and units of the programs, and finds the columns they ask for: patternfields.c. */
gloss_status gloss__fields_make(gloss_phase *phase);
void gloss__fields_free(gloss_phase *phase);

static inline uint32_t gloss__rows_count(const gloss_phase *p) { return p->n_layers + p->n_units; }

/* Gives the layer that rows are of. */
static inline uint32_t gloss__rows_layer(const gloss_phase *p, uint32_t rows) {
  return rows < p->n_layers ? rows : p->units[rows - p->n_layers].layer;
}

/* Finds out what the matches of each rule need: patternfilter.c. */
gloss_status gloss__filters_make(gloss_phase *phase);
void gloss__filters_free(gloss_phase *phase);

/* Lists the rules by their needs, once these are known: patternwants.c. */
gloss_status gloss__wants_make(gloss_phase *phase);
void gloss__wants_free(gloss_phase *phase);

/* Gathers the words of tests: patternwords.c. */
gloss_status gloss__words_make(gloss_phase *phase);
void gloss__words_free(gloss_phase *phase);

static inline gloss_str gloss__phase_text(const gloss_phase *phase, uint32_t text) {
  return gloss__strings_get(&phase->forest.texts, text);
}

#endif
