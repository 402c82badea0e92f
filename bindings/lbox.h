/* lbox.h -- what the files of the Lua module share: boxes, the state's own things, errors, values.
**
** A box is a full userdata that owns one reference to a C object. It is pushed empty, then filled,
** so a Lua error between leaks nothing; an empty box is a closed one. Boxes of what hangs on a
** document (layers, builders) have the document's box as user value 1, and the document's box has a
** weak table of them as its own, by which doc:close() empties them all. Views (spans, columns,
** iterators) are userdata without __gc that keep their box as user value 1. */
#ifndef GLOSS_LBOX_H
#define GLOSS_LBOX_H

#include <lauxlib.h>
#include <lua.h>

#include "gloss_lua.h"

/* A type of boxes: its metatable's name, what messages call it, how its object is given back. */
typedef struct lclass {
  const char *name, *noun;
  void (*release)(void *object);
} lclass;

typedef struct lbox {
  void *object; /* NULL: closed */
  const lclass *cls;
  uint64_t serial; /* of the document, for the cache of strings */
} lbox;

extern const lclass ldoc_class, llayer_class;

enum { LBOX_STRINGS = 8192 }; /* slots of the cache of strings; a power of two */

/* What one lua_State has for itself. User values: 1 the cached strings, 2 the boxes of documents by
** their pointers (weak), 3 the names of token kinds. */
typedef struct lstate {
  gloss_alloc alloc;
  gloss_pool *pool;
  gloss_scratch *scratch;
  volatile int stop;
  lua_State *volatile running; /* the coroutine that runs */
  uint64_t serial;             /* documents seen */
  size_t unsaid;               /* bytes of documents the collector has not been told of */
  size_t weight, full_at; /* bytes of open documents; the weight that calls for a full collection */
  uint64_t tags[LBOX_STRINGS]; /* serial << 32 | symbol of the string in each slot */
} lstate;

/* ---- lbox.c: state, boxes, errors ---- */
void lstate_open(lua_State *L);
lstate *lstate_get(lua_State *L);
lstate *lstate_push(lua_State *L); /* pushes its box too */

/* Makes a type: metamethods, lists of methods (ended by NULL), and properties (ended by NULL,
** numbered from 0; may be NULL). Metamethods get upvalues: members by name, metatable, names. */
void lbox_type(lua_State *L, const char *name, const luaL_Reg *metamethods,
               const luaL_Reg *const *methods, const char *const *properties);

/* In an __index with the key at 2: pushes a method and returns LBOX_METHOD, or returns a property's
** number, or LBOX_UNKNOWN. lbox_no_member raises for an unknown one. */
enum { LBOX_METHOD = -1, LBOX_UNKNOWN = -2 };
int lbox_member(lua_State *L);
int lbox_no_member(lua_State *L, const char *noun);
/* In a metamethod: the userdata at 1 if it is of its type, found faster than by luaL_checkudata. */
void *lbox_self(lua_State *L, const char *name);
void lbox_push_weak(lua_State *L); /* an empty table whose values are weak */

lbox *lbox_push(lua_State *L, const lclass *cls, int user_values);
lbox *lbox_check(lua_State *L, int index, const lclass *cls); /* raises when closed */
int lbox_closed(lua_State *L, int index);                     /* raises "document is closed" */
int lbox_release(lua_State *L);                               /* __gc */
int lbox_close(lua_State *L);                                 /* __close */
void lbox_release_object(lbox *box);

/* A finalizer may interrupt any function that allocates, so what it closes is closed later: inside
** one, lbox_defer notes the userdata at 1 and returns 1. Outside of one, lbox_push_deferred pushes
** the table of those noted since and returns 1, if there are any. */
int lbox_defer(lua_State *L);
int lbox_push_deferred(lua_State *L);

/* nil, message, position (from 1, where the error has one); raises for want of memory, a stop. */
int lbox_data_error(lua_State *L, gloss_status status, const gloss_error *err);
/* Return only on GLOSS_OK. */
void lbox_try(lua_State *L, gloss_status status, const gloss_error *err);

gloss_str lbox_checkstr(lua_State *L, int index);
int lbox_is_name(gloss_str text); /* of a Lua string: UTF-8, not empty, no NUL inside */
const char *lbox_checkname(lua_State *L, int index, const char *what);
void *lbox_buffer(lua_State *L, size_t n, size_t size); /* pushed; checked n * size */

/* As lua_getfield, without metamethods: no foreign code runs while objects are in hand. */
int lbox_getfield(lua_State *L, int index, const char *key);

/* Takes first, last at index, index + 1; raises unless 1 <= first <= last. */
gloss_span lbox_checkspan(lua_State *L, int index);

/* ---- lname.c: the nearest name ---- */
/* Raises: unknown WHAT "NAME", and the nearest of the names in the table on top, or all of them. */
int lname_unknown(lua_State *L, int level, const char *what, const char *name);
/* Raises if the table at index has a key that is not in `known`; nil is an empty table. */
void lname_options(lua_State *L, int index, const char *const *known);
/* Returns the place in `choices` of the string at index, or `fallback` if it is nil. */
int lname_choice(lua_State *L, int index, const char *what, const char *const *choices,
                 int fallback);
int lname_core_nearest(lua_State *L);
int lname_core_unknown(lua_State *L);

/* ---- ldoc.c ---- */
/* Pushes a new empty box for a document; later, on top again, it is filled and takes the caller's
** reference. */
lbox *ldoc_push_empty(lua_State *L);
void ldoc_fill(lua_State *L, gloss_doc *doc);
/* Pushes the box of the document that a layer, builder, span or column at index belongs to. */
lbox *ldoc_push_of(lua_State *L, int index);
/* Finds, and remembers, the box of an object that hangs on the document at doc. */
int ldoc_find_child(lua_State *L, int doc, const void *object); /* pushes it, or nothing */
void ldoc_add_child(lua_State *L, int doc, int child);
void ldoc_unknown_layer(lua_State *L, gloss_doc *doc, const char *name);
int ldoc_offsets(lua_State *L, gloss_doc *doc, gloss_span span, int unit_index);

/* ---- llayer.c ---- */
lbox *llayer_check(lua_State *L, int index);
void llayer_push(lua_State *L, int doc, gloss_layer *layer); /* takes a reference of its own */
/* Pushes a new empty box for a layer of the document at doc, to be filled by llayer_fill. */
lbox *llayer_push_empty(lua_State *L, int doc);
void llayer_fill(lua_State *L, int doc, lbox *box, gloss_layer *layer);
/* Turns the name or layer at index into a layer of the document at doc (both absolute). */
gloss_layer *llayer_arg(lua_State *L, int index, int doc);
/* As llayer_arg for field `key` of the options at index; pushes it, or nil and gives NULL. */
gloss_layer *llayer_field(lua_State *L, int index, const char *key, int doc);
/* Binds the layer in the box on top to its document, which is at doc. */
void llayer_bind(lua_State *L, int doc);
gloss_column llayer_column(lua_State *L, gloss_layer *layer, const char *name); /* raises */

/* ---- lquery.c: methods of layers that ask about rows and make new layers ---- */
extern const luaL_Reg lquery_methods[];
/* Takes the options of `nearest` at index; the layer `within`, if any, is left on the stack. */
gloss_nearest_options lquery_nearest_options(lua_State *L, int index, gloss_layer *layer, int doc);
/* Collects the rows in the table at index into a pushed buffer, rising, each once. */
uint32_t *lquery_rows(lua_State *L, int index, const gloss_layer *layer, size_t *count);

/* ---- lvalue.c: values of columns ---- */
/* A Lua value on its way into a column. */
typedef struct lvalue {
  enum { LVALUE_TEXT, LVALUE_INTEGER, LVALUE_NUMBER } kind;
  gloss_str text;
  int64_t integer;
  double number;
} lvalue;

/* What a column is declared to be; target is borrowed. */
typedef struct lspec {
  gloss_type type;
  int list;
  gloss_layer *target;
} lspec;

const char *lvalue_type_name(gloss_type type);
gloss_type lvalue_check_type(lua_State *L, int index);
/* Reads the value at index for a column; raises when it does not fit. */
lvalue lvalue_read(lua_State *L, int index, const char *column, const lspec *spec);
/* Derives a column from its first value; 0 for an empty list, which says nothing. */
int lvalue_derive(lua_State *L, int index, const char *column, lspec *spec);
/* Raises if a column may not have this name. */
void lvalue_check_column_name(lua_State *L, const char *name);

/* Pushing: where strings and kinds are cached, as absolute or upvalue indices. */
typedef struct lcache {
  lstate *state;
  int strings, kinds;
  uint64_t serial;
  const gloss_doc *doc;
} lcache;
/* Pushes the two tables and gives the cache for a layer's box. */
lcache lvalue_cache(lua_State *L, const lbox *layer);
/* Pushes a row's value: a reference as a row number; nil or an empty table when absent. */
void lvalue_push(lua_State *L, const lcache *cache, const gloss_column *column, uint32_t row);
/* Pushes an element of `values`. */
void lvalue_push_element(lua_State *L, const lcache *cache, const gloss_column *column,
                         uint32_t at);
/* Pushes a row's value with references as views; the layer's box is at `layer`. */
void lvalue_push_view(lua_State *L, int layer, const gloss_column *column, uint32_t row);

/* ---- lspan.c ---- */
typedef struct lspan {
  lbox *owner;  /* the layer's box; of a free span the document's */
  uint32_t row; /* GLOSS_NONE: free */
  gloss_span span;
} lspan;
void lspan_push(lua_State *L, int layer, uint32_t row); /* a view of a row */
void lspan_push_free(lua_State *L, int doc, gloss_span span);
lspan *lspan_test(lua_State *L, int index); /* NULL when it is none; raises when closed */
int lspan_uses(const char *name);           /* tells whether spans have such a member */
int lspan_core_uses(lua_State *L);          /* core.span_uses(name) */

/* ---- lcolumn.c, leach.c, lbuilder.c ---- */
int lcolumn_new(lua_State *L);    /* layer:column(name) */
int lcolumn_values(lua_State *L); /* layer:values(name, ...) */
int lcolumn_where(lua_State *L);  /* layer:where(column, value) */
int lcolumn_add(lua_State *L);    /* layer:add_column(name, type, values, options) */
int leach_new(lua_State *L);      /* layer:each(...) */
void lbuilder_new(lua_State *L, int relation);

/* ---- lfrequency.c ---- */
int lfrequency_count_by(lua_State *L); /* layer:count_by(column, options) */
int lfrequency_ngrams(lua_State *L);   /* layer:ngrams(n, column, options) */
int lfrequency_new(lua_State *L);      /* core.frequencies {...} */
void lfrequency_open(lua_State *L);

/* ---- engines: ltokenizer.c, lsplitter.c, lgazetteer.c ---- */
int ltokenizer_new(lua_State *L);
gloss_tokenizer *ltokenizer_check(lua_State *L, int index);
gloss_splitter *lsplitter_check(lua_State *L, int index);
int lstream_new(lua_State *L); /* tokenizer:stream(source, options) */
int lsplitter_new(lua_State *L);
int ltrainer_new(lua_State *L); /* core.sentence_trainer {...} */
int lgazetteer_new(lua_State *L);
int lgazetteer_open(lua_State *L);
int lgazetteer_overlay(lua_State *L);
gloss_gazetteer *lgazetteer_check(lua_State *L, int index);
int lgazetteers_new(lua_State *L); /* core.gazetteers {...}; lgazetteers.c */
void lgazetteers_open(lua_State *L);

/* ---- lrows.c, lentries.c ---- */
/* Which cells a call of rows gives, from 0, and how many a row may have. */
typedef struct lrows_pick {
  size_t n, width;
  size_t cells[];
} lrows_pick;
int lrows_new(lua_State *L); /* core.rows(text or more, separator [, longest]) */
/* Pushes what is picked of the rows at index, since they may pick anew while they are read; NULL
** and nothing for another value. */
const lrows_pick *lrows_push_pick(lua_State *L, int index);
/* Reads the picked cells of the next row of those at index: 1, 0 behind the last one, or -1 and pushes a
** message that says where and why. */
int lrows_read(lua_State *L, int index, const lrows_pick *picked, gloss_str *out);
/* Adds to a list the entries that the rows, or the function, at index `source` give. */
void lentries_add(lua_State *L, gloss_entries *entries, int source, size_t columns);

/* Reads the list of strings in field `key` of the table at 1 into a pushed buffer. */
const gloss_str *lbox_strings(lua_State *L, const char *key, size_t *n);
/* As luaL_optstring for field `key` of the table at 1; the value is left on the stack. */
const char *lbox_field(lua_State *L, const char *key);

/* ---- lnorm.c, lsegment.c ---- */
int lnorm_bad_utf8(lua_State *L, size_t bad); /* nil, message, position */
int lsegment_new(lua_State *L);               /* core.segments(text, kind) */

/* ---- lmap.c ---- */
int lmap_new(lua_State *L); /* core.normalize(text, options) */

/* ---- lpattern.c ---- */
int lpattern_new(lua_State *L); /* core.phase {...} */

/* ---- lsupervise.c, lworker.c, lfile.c, lcoroutine.c ---- */
int lsupervise(lua_State *L); /* core.supervise {...} */
void lworker_open(lua_State *L);
void lfile_open(lua_State *L);
extern const luaL_Reg lfile_functions[], lsqlite_functions[];
int larchive_new(lua_State *L); /* core.archive(path, raw) */
void larchive_open(lua_State *L);
int lcoroutine_xpcall(lua_State *L); /* core.xpcall(f, handler, ...) */
void lcoroutine_open(lua_State *L);  /* sets core.coroutine */

/* ---- types, opened by lgloss.c ---- */
void lpattern_open(lua_State *L);
void ldoc_open(lua_State *L);
void llayer_open(lua_State *L);
void lspan_open(lua_State *L);
void lcolumn_open(lua_State *L);
void lbuilder_open(lua_State *L);
void ltokenizer_open(lua_State *L);
void lstream_open(lua_State *L);
void lsplitter_open(lua_State *L);
void ltrainer_open(lua_State *L);
void lgazetteer_open_types(lua_State *L);
void lmap_open(lua_State *L);
void lrows_open(lua_State *L);

/* ---- functions of gloss.core ---- */
int ldoc_new(lua_State *L);
int ljson_decode(lua_State *L);
int ljson_plain(lua_State *L, gloss_str text); /* ljsonplain.c: pushes its value if it is plain */
int ljson_encode(lua_State *L);                /* ljsonwrite.c */
void ljson_open(lua_State *L);   /* sets core.null, core.array; the core table is on top */
void lsystem_open(lua_State *L); /* sets core.program, core.datadir */
void lsqlite_open(lua_State *L);
void lline_open(lua_State *L); /* these add to core.options: what is in this build */
char *lbox_hex(uint64_t number, char *digits); /* 16 digits and a NUL; returns them */
void lencoding_open(lua_State *L);
void lmail_open(lua_State *L);
void lhtml_open(lua_State *L);
extern const luaL_Reg lnorm_functions[], lnode_functions[], lsystem_functions[], lline_functions[],
    embed_functions[], lencoding_functions[], lmail_functions[], lhtml_functions[];

#endif
