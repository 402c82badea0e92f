/* doc.c -- documents: text, metadata, symbols, and the layers they own. */
#include <string.h>

#include "date.h"
#include "mem.h"
#include "model.h"
#include "pool.h"
#include "utf8.h"

/* ---- Blocks and strings ---- */

gloss_status gloss__doc_block(gloss_doc *doc, size_t size, gloss__block *out) {
  out->data = gloss__pool_take(doc->pool, size, &out->room);
  return out->data ? GLOSS_OK : GLOSS_ENOMEM;
}

void gloss__doc_give(gloss_doc *doc, gloss__block *block) {
  gloss__pool_give(doc->pool, block->data, block->room);
  *block = (gloss__block){NULL, 0};
}

char *gloss__copy_name(const gloss_alloc *alloc, const char *name) {
  size_t size = strlen(name) + 1;
  char *copy = gloss__alloc(alloc, size);
  if (copy) memcpy(copy, name, size);
  return copy;
}

void gloss__free_name(const gloss_alloc *alloc, char *name) {
  if (name) gloss__free(alloc, name, strlen(name) + 1);
}

/* Copies bytes; an empty string is NULL and no failure. */
static gloss_status copy_str(const gloss_alloc *alloc, gloss_str text, char **out) {
  *out = gloss__alloc(alloc, text.size);
  if (text.size && !*out) return GLOSS_ENOMEM;
  if (text.size) memcpy(*out, text.data, text.size);
  return GLOSS_OK;
}

static gloss_str as_str(const char *data, size_t size) {
  return (gloss_str){size ? data : "", size};
}

/* ---- Making and freeing ---- */

/* Copies the text without its byte order mark, repaired if asked for. */
static gloss_status take_text(gloss_doc *doc, gloss_str text, const gloss_doc_options *options,
                              gloss_error *err) {
  size_t bad;
  const char *too_large = "text of 2^32 - 1 bytes or more";
  if (text.size >= GLOSS_NONE) return gloss__fail(err, GLOSS_ERANGE, 0, "%s", too_large);
  int is_bad = gloss_utf8_check(text, &bad) != GLOSS_OK;
  if (is_bad && !options->replace_bad)
    return gloss__fail(err, GLOSS_EUTF8, bad, "text is not UTF-8");
  if (!options->keep_bom && text.size >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0) {
    text = (gloss_str){text.data + 3, text.size - 3};
  }
  size_t size = is_bad ? gloss__utf8_repair(text, NULL) : text.size;
  if (size >= GLOSS_NONE) return gloss__fail(err, GLOSS_ERANGE, 0, "%s", too_large);
  if (gloss__doc_block(doc, size, &doc->block)) {
    return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  }
  if (is_bad)
    gloss__utf8_repair(text, doc->block.data);
  else if (size)
    memcpy(doc->block.data, text.data, size);
  doc->text = (gloss_str){doc->block.data, size};
  doc->ascii = gloss__utf8_ascii(doc->text);
  return GLOSS_OK;
}

static gloss_status take_options(gloss_doc *doc, const gloss_doc_options *options,
                                 gloss_error *err) {
  if (gloss_utf8_check(options->id, NULL)) {
    return gloss__fail(err, GLOSS_EARG, 0, "id is not UTF-8");
  }
  gloss_status status = copy_str(gloss__pool_alloc(doc->pool), options->id, &doc->id);
  if (status == GLOSS_OK) doc->id_size = options->id.size;
  if (status == GLOSS_OK && options->ref_date.size) {
    status = gloss_doc_set_ref_date(doc, options->ref_date, (gloss_str){"option", 6});
  }
  if (status == GLOSS_EARG) return gloss__fail(err, status, 0, "reference date is no date");
  return status ? gloss__fail(err, status, 0, "out of memory") : GLOSS_OK;
}

gloss_status gloss_doc_new(gloss_doc **out, gloss_pool *pool, gloss_str text,
                           const gloss_doc_options *options, gloss_error *err) {
  static const gloss_doc_options standard;
  gloss_doc *doc = NULL;
  gloss_pool *own = NULL;
  gloss_status status;
  *out = NULL;
  if (!options) options = &standard;
  if (!pool && gloss_pool_new(&own, NULL)) goto no_memory;
  if (!pool) pool = own;
  doc = gloss__calloc(gloss__pool_alloc(pool), 1, sizeof *doc);
  if (!doc) goto no_memory;
  doc->refs = 1;
  doc->pool = gloss__pool_ref(pool);
  if (gloss__pool_symbols(pool, &doc->symbols)) goto no_memory;
  status = take_text(doc, text, options, err);
  if (status == GLOSS_OK) status = take_options(doc, options, err);
  if (status != GLOSS_OK) goto fail;
  gloss_pool_unref(own);
  *out = doc;
  return GLOSS_OK;

no_memory:
  status = gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
fail:
  gloss_doc_unref(doc);
  gloss_pool_unref(own);
  return status;
}

gloss_doc *gloss_doc_ref(gloss_doc *doc) {
  doc->refs++;
  return doc;
}

void gloss_doc_unref(gloss_doc *doc) {
  if (!doc || --doc->refs) return;
  gloss_pool *pool = doc->pool;
  const gloss_alloc *alloc = gloss__pool_alloc(pool);
  for (gloss_layer *layer = doc->adopted, *next; layer; layer = next) {
    next = layer->next_adopted;
    gloss__layer_free(layer);
  }
  gloss__free(alloc, doc->bound, doc->bound_room * sizeof *doc->bound);
  gloss__offset_map_free(doc->map, alloc);
  for (size_t i = 0; i < doc->n_meta; i++) {
    gloss__free(alloc, doc->meta[i].key, doc->meta[i].key_size);
    gloss__free(alloc, doc->meta[i].value, doc->meta[i].value_size);
  }
  gloss__free(alloc, doc->meta, doc->meta_room * sizeof *doc->meta);
  gloss__free(alloc, doc->ref_from, doc->ref_from_size);
  gloss__free(alloc, doc->id, doc->id_size);
  gloss__doc_give(doc, &doc->block);
  gloss__symbols_unref(doc->symbols);
  gloss__free(alloc, doc, sizeof *doc);
  gloss_pool_unref(pool);
}

gloss_str gloss_doc_text(const gloss_doc *doc) { return doc->text; }

gloss_str gloss_doc_id(const gloss_doc *doc) { return as_str(doc->id, doc->id_size); }

/* ---- Reference date and metadata ---- */

static int is_date(gloss_str date) {
  uint32_t first, last;
  return date.size == 10 && gloss__date_period(date, &first, &last);
}

gloss_str gloss_doc_ref_date(const gloss_doc *doc, gloss_str *from) {
  if (from) *from = as_str(doc->ref_from, doc->ref_from_size);
  return as_str(doc->ref_date, doc->has_ref_date ? sizeof doc->ref_date : 0);
}

gloss_status gloss_doc_set_ref_date(gloss_doc *doc, gloss_str date, gloss_str from) {
  if (doc->has_ref_date) return GLOSS_EEXIST;
  if (!is_date(date) || gloss_utf8_check(from, NULL)) return GLOSS_EARG;
  if (copy_str(gloss__pool_alloc(doc->pool), from, &doc->ref_from)) return GLOSS_ENOMEM;
  doc->ref_from_size = from.size;
  memcpy(doc->ref_date, date.data, sizeof doc->ref_date);
  doc->has_ref_date = 1;
  return GLOSS_OK;
}

static gloss__pair *find_meta(const gloss_doc *doc, gloss_str key) {
  for (size_t i = 0; i < doc->n_meta; i++) {
    gloss__pair *pair = &doc->meta[i];
    if (pair->key_size == key.size && key.size && memcmp(pair->key, key.data, key.size) == 0) {
      return pair;
    }
  }
  return NULL;
}

gloss_str gloss_doc_meta(const gloss_doc *doc, gloss_str key) {
  const gloss__pair *pair = find_meta(doc, key);
  return pair ? as_str(pair->value, pair->value_size) : as_str(NULL, 0);
}

gloss_status gloss_doc_meta_at(const gloss_doc *doc, uint32_t index, gloss_str *key,
                               gloss_str *value) {
  if (index >= doc->n_meta) return GLOSS_ENOENT;
  *key = as_str(doc->meta[index].key, doc->meta[index].key_size);
  *value = as_str(doc->meta[index].value, doc->meta[index].value_size);
  return GLOSS_OK;
}

gloss_status gloss_doc_set_meta(gloss_doc *doc, gloss_str key, gloss_str value) {
  if (key.size == 0) return GLOSS_EARG;
  if (gloss_utf8_check(key, NULL) || gloss_utf8_check(value, NULL)) return GLOSS_EUTF8;
  const gloss_alloc *alloc = gloss__pool_alloc(doc->pool);
  gloss__pair *pair = find_meta(doc, key);
  char *key_copy, *value_copy;
  if (!pair && doc->n_meta >= GLOSS_PARTS_MAX) return GLOSS_ERANGE;
  if (copy_str(alloc, value, &value_copy)) return GLOSS_ENOMEM;
  if (pair) {
    gloss__free(alloc, pair->value, pair->value_size);
    pair->value = value_copy;
    pair->value_size = value.size;
    return GLOSS_OK;
  }
  if (gloss__grow(alloc, (void **)&doc->meta, &doc->meta_room, doc->n_meta + 1,
                  sizeof *doc->meta) ||
      copy_str(alloc, key, &key_copy)) {
    gloss__free(alloc, value_copy, value.size);
    return GLOSS_ENOMEM;
  }
  doc->meta[doc->n_meta++] = (gloss__pair){key_copy, value_copy, key.size, value.size};
  return GLOSS_OK;
}

/* ---- Positions and symbols ---- */

gloss_status gloss_doc_convert(gloss_doc *doc, gloss_unit from, gloss_unit to, const uint32_t *in,
                               size_t n, uint32_t *out) {
  if (!doc->ascii) {
    if (!doc->map && gloss__offset_map_new(&doc->map, gloss__pool_alloc(doc->pool), doc->text)) {
      return GLOSS_ENOMEM;
    }
    return gloss__offset_map_convert(doc->map, from, to, in, n, out);
  }
  for (size_t i = 0; i < n; i++) {
    if (in[i] > doc->text.size) return GLOSS_ERANGE;
    out[i] = in[i];
  }
  return GLOSS_OK;
}

gloss_status gloss_doc_intern(gloss_doc *doc, gloss_str text, uint32_t *symbol) {
  *symbol = 0;
  if (gloss_utf8_check(text, NULL)) return GLOSS_EUTF8;
  return gloss__symbols_intern(doc->symbols, text, symbol);
}

gloss_str gloss_doc_string(const gloss_doc *doc, uint32_t symbol) {
  return gloss__symbols_string(doc->symbols, symbol);
}

gloss__symbols *gloss__doc_symbols(const gloss_doc *doc) { return doc->symbols; }

/* ---- Layers ---- */

void gloss__doc_adopt(gloss_doc *doc, gloss_layer *layer) {
  if (layer->adopted) return;
  layer->adopted = 1;
  layer->next_adopted = doc->adopted;
  doc->adopted = layer;
  doc->refs += layer->refs - 1; /* the layer's references are the document's, its own one ends */
}

gloss_status gloss_doc_bind(gloss_doc *doc, gloss_layer *layer) {
  if (layer->doc != doc || !layer->sealed) return GLOSS_EARG;
  if (gloss_doc_layer(doc, layer->name)) return GLOSS_EEXIST;
  if (doc->n_bound >= GLOSS_PARTS_MAX) return GLOSS_ERANGE;
  if (gloss__grow(gloss__pool_alloc(doc->pool), (void **)&doc->bound, &doc->bound_room,
                  doc->n_bound + 1, sizeof *doc->bound)) {
    return GLOSS_ENOMEM;
  }
  doc->bound[doc->n_bound++] = layer;
  gloss__doc_adopt(doc, layer);
  return GLOSS_OK;
}

gloss_layer *gloss_doc_layer(const gloss_doc *doc, const char *name) {
  for (size_t i = 0; i < doc->n_bound; i++) {
    if (strcmp(doc->bound[i]->name, name) == 0) return doc->bound[i];
  }
  return NULL;
}

gloss_layer *gloss_doc_layer_at(const gloss_doc *doc, uint32_t index) {
  return index < doc->n_bound ? doc->bound[index] : NULL;
}
