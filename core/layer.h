/* layer.h -- how engines make layers: room first, filled in place, then sealed. */
#ifndef GLOSS_CORE_LAYER_H
#define GLOSS_CORE_LAYER_H

#include "gloss.h"

/* Makes a layer that is not sealed yet, with room for `room` rows in blocks of the document's pool.
** The maker fills starts and ends (a relation has none), then seals; one that gives up unrefs. */
gloss_status gloss__layer_new(gloss_layer **out, gloss_doc *doc, const char *name, uint32_t room,
                              int relation);
uint32_t *gloss__layer_starts(gloss_layer *layer); /* writable, until sealed */
uint32_t *gloss__layer_ends(gloss_layer *layer);

/* Adds an uninitialised column of `room` values, to be filled by the maker before sealing. */
gloss_status gloss__layer_column(gloss_layer *layer, const char *name, gloss_type type,
                                 void **values);

/* Fixes the number of rows, <= room; they must be in span order. Memory past them is given back
** when it is more than half. */
void gloss__layer_seal(gloss_layer *layer, uint32_t count);

/* The same for rows that do not overlap. */
void gloss__layer_seal_apart(gloss_layer *layer, uint32_t count);

/* Columns made on first use: gloss_layer_column calls `make` once for a name that is not there; it
** adds the column (gloss__layer_lazy_column, then fill) or returns GLOSS_ENOENT. */
typedef gloss_status (*gloss__make_column)(gloss_layer *layer, const char *name);
void gloss__layer_set_lazy(gloss_layer *layer, gloss__make_column make);

/* Adds an uninitialised column to a sealed layer, a value a row, for `make` to fill. On failure
** after this, `make` calls gloss__layer_drop_column. */
gloss_status gloss__layer_lazy_column(gloss_layer *layer, const char *name, gloss_type type,
                                      void **values);
void gloss__layer_drop_column(gloss_layer *layer, const char *name);

size_t gloss__type_size(gloss_type type); /* bytes of a value; 0 for an unknown type */

#endif
