/* model.h -- the structs of documents and layers, for the files that implement them.
**
** Who keeps whom: an unbound layer holds one reference to its document. A document adopts a layer
** when it is bound or becomes the target of a reference column; from then on the layer lives as
** long as the document, and references to it count as references to the document. Columns hold
** none, since their targets are adopted, so no cycle can leak. */
#ifndef GLOSS_CORE_MODEL_H
#define GLOSS_CORE_MODEL_H

#include "gloss.h"
#include "intern.h"
#include "layer.h"

#define GLOSS__ROWS_MAX (GLOSS_NONE - 1)

/* A block of a document's pool. */
typedef struct gloss__block {
  void *data;
  size_t room;
} gloss__block;

/* A column: what the API shows of it, and the blocks behind that. */
typedef struct gloss__column {
  gloss_column shown;
  char *name;
  gloss__block values, offsets;
} gloss__column;

typedef struct gloss__pair {
  char *key, *value;
  size_t key_size, value_size;
} gloss__pair;

struct gloss_doc {
  gloss_pool *pool;
  gloss__symbols *symbols;
  size_t refs;
  gloss__block block; /* the text's */
  gloss_str text;
  int ascii;
  char *id, *ref_from; /* strings of id_size and ref_from_size bytes, not terminated */
  size_t id_size, ref_from_size;
  char ref_date[10];
  int has_ref_date;
  gloss__pair *meta;
  size_t n_meta, meta_room;
  struct gloss__offset_map *map; /* made when first asked for */
  gloss_layer **bound;
  size_t n_bound, bound_room;
  gloss_layer *adopted; /* linked by next_adopted; holds every bound layer */
};

struct gloss_layer {
  gloss_doc *doc;
  size_t refs; /* while it is not adopted */
  gloss_layer *next_adopted;
  char *name;
  uint32_t count; /* rows; the room for them until sealed */
  int relation, adopted, sealed;
  int rising; /* ends never fall from row to row: no index is needed */
  gloss__block starts, ends;
  gloss__block index; /* see index.c; only if ends fall */
  gloss__column *columns;
  size_t n_columns, columns_room;
  gloss__make_column make;
};

/* ---- doc.c ---- */

void gloss__doc_adopt(gloss_doc *doc, gloss_layer *layer); /* does nothing if it is already */
gloss__symbols *gloss__doc_symbols(const gloss_doc *doc);  /* borrowed */

/* Gives a block of the document's pool; size 0 gives a small one. ENOMEM. */
gloss_status gloss__doc_block(gloss_doc *doc, size_t size, gloss__block *out);
void gloss__doc_give(gloss_doc *doc, gloss__block *block); /* empties *block */

/* Copies a string with a final NUL; NULL is no memory. */
char *gloss__copy_name(const gloss_alloc *alloc, const char *name);
void gloss__free_name(const gloss_alloc *alloc, char *name);

/* ---- layer.c ---- */

void gloss__layer_free(gloss_layer *layer); /* the document's call for those it adopted */

/* ---- column.c ---- */

/* Adds an uninitialised column. Of a list, n_values is the number of all elements and the offsets
** have room for one more than the rows. The target is not adopted yet. EEXIST, ETYPE, EARG,
** ENOMEM. */
gloss_status gloss__column_new(gloss_layer *layer, const char *name, gloss_type type, int list,
                               gloss_layer *target, size_t n_values, gloss__column **out);
gloss__column *gloss__column_find(const gloss_layer *layer, const char *name);
void gloss__column_free(gloss_doc *doc, gloss__column *column);

/* Checks what a column is declared as. EARG, ETYPE. */
gloss_status gloss__column_check(const gloss_doc *doc, const char *name, gloss_type type,
                                 gloss_layer *target);

/* Writes n absent values (0 where the type has none). */
void gloss__fill_absent(gloss_type type, void *values, size_t n);

/* ---- builder.c ---- */

/* Writes the order of n spans by (start, longest first, place): order[k] is the k-th span.
** Spans in order already cost no memory. ENOMEM. */
gloss_status gloss__span_order(const gloss_alloc *alloc, const gloss_span *spans, uint32_t n,
                               uint32_t *order);

/* ---- index.c ---- */

/* Finds out whether ends fall and, if so, indexes them; without memory for that queries are slower,
** not wrong. */
void gloss__index_make(gloss_layer *layer);

/* Find the first row >= from that ends after an offset, or at or before it; the last row < before
** that ends at or after it. GLOSS_NONE if there is none. */
uint32_t gloss__next_end_after(const gloss_layer *layer, uint32_t from, uint32_t offset);
uint32_t gloss__next_end_by(const gloss_layer *layer, uint32_t from, uint32_t offset);
uint32_t gloss__prev_end_from(const gloss_layer *layer, uint32_t before, uint32_t offset);

/* Finds the first row that starts at or after an offset, the count if there is none. */
uint32_t gloss__lower_start(const gloss_layer *layer, uint32_t offset);

/* ---- span.c ---- */

/* Gives the union of all rows that cover a span; 0 if there are none. */
int gloss__cover_bounds(const gloss_layer *layer, gloss_span span, gloss_span *bounds);

#endif
