/* entries.c -- the list a gazetteer is made of: surfaces, and a value a column. Many entries added at
** once cost less than one by one: their surfaces are cut as one document (gazcut.c), and their strings
** enter the sets together (gazforms.c). */
#include "gazedit.h"
#include "gazforms.h"

#include <string.h>

#include "hash.h"
#include "utf8.h"

#define BATCH 32768u /* bytes of surfaces in their contexts, about */

/* ---- Making and freeing ---------------------------------------------------------------------- */

/* Copies a name and its NUL, and gives the place after it. */
static char *put_name(char *to, const char *name) {
  size_t size = strlen(name) + 1;
  memcpy(to, name, size);
  return to + size;
}

static gloss_status check_names(const gloss_gazetteer_options *o, gloss_error *err) {
  if (o->n_columns > GLOSS__GAZ_COLUMNS)
    return gloss__fail(err, GLOSS_EARG, 0, "%zu columns, at most %u", o->n_columns,
                       GLOSS__GAZ_COLUMNS);
  if (o->name && (!*o->name || gloss_utf8_check((gloss_str){o->name, strlen(o->name)}, NULL)))
    return gloss__fail(err, GLOSS_EARG, 0, "the gazetteer's name is empty or not UTF-8");
  int dated = 0;
  for (size_t i = 0; i < o->n_columns; i++)
    dated |= !strcmp(o->columns[i], "valid_from") || !strcmp(o->columns[i], "valid_to");
  if (o->validity == GLOSS_VALIDITY_ONLY && !dated)
    return gloss__fail(err, GLOSS_EARG, 0,
                       "validity \"only\" needs a column valid_from or valid_to");
  for (size_t i = 0; i < o->n_columns; i++) {
    const char *name = o->columns[i];
    if (!*name || gloss_utf8_check((gloss_str){name, strlen(name)}, NULL))
      return gloss__fail(err, GLOSS_EARG, 0, "the name of column %zu is empty or not UTF-8", i);
    int taken = !strcmp(name, "entry") || (dated && !strcmp(name, "valid")) ||
                (o->fuzzy && !strcmp(name, "edits"));
    for (size_t j = 0; j < i && !taken; j++) taken = !strcmp(name, o->columns[j]);
    if (taken) return gloss__fail(err, GLOSS_EARG, 0, "column name \"%.80s\" is taken", name);
  }
  return GLOSS_OK;
}

static gloss_status copy_names(gloss_entries *e, const gloss_gazetteer_options *o) {
  const char *name = o->name ? o->name : "gazetteer";
  size_t size = strlen(name) + 1;
  for (size_t i = 0; i < o->n_columns; i++) size += strlen(o->columns[i]) + 1;
  e->names = gloss__alloc(&e->alloc, size);
  if (!e->names) return GLOSS_ENOMEM;
  e->names_size = size;
  char *end = put_name(e->names, name);
  for (size_t i = 0; i < o->n_columns; i++) end = put_name(end, o->columns[i]);
  e->n_columns = (uint32_t)o->n_columns;
  gloss__gaz_find_rules(e->names, e->n_columns, e->rules);
  return GLOSS_OK;
}

gloss_status gloss_entries_new(gloss_entries **out, const gloss_alloc *alloc,
                               gloss_tokenizer *tokenizer, const gloss_gazetteer_options *options,
                               gloss_error *err) {
  static const gloss_gazetteer_options standard;
  *out = NULL;
  alloc = gloss__alloc_or_default(alloc);
  if (!options) options = &standard;
  if ((unsigned)options->match > GLOSS_SMART)
    return gloss__fail(err, GLOSS_EARG, 0, "unknown case %d", (int)options->match);
  if ((unsigned)options->policy > GLOSS_BY_PRIORITY ||
      (unsigned)options->validity > GLOSS_VALIDITY_ONLY || options->variants > 31)
    return gloss__fail(err, GLOSS_EARG, 0, "unknown policy, validity or variant");
  if (options->fuzzy > GLOSS__EDITS_MAX || (options->fuzzy && options->match == GLOSS_EXACT))
    return gloss__fail(err, GLOSS_EARG, 0, "fuzzy: expected 0, 1 or 2 edits, case folded or smart");
  gloss_status status = check_names(options, err);
  if (status != GLOSS_OK) return status;
  gloss_entries *e = gloss__calloc(alloc, 1, sizeof *e);
  if (!e) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  e->alloc = *alloc;
  e->match = options->match;
  e->policy = options->policy;
  e->flags = (options->validity == GLOSS_VALIDITY_ONLY ? GLOSS__GAZ_ONLY : 0) |
             (options->substring ? GLOSS__GAZ_SUBSTRING : 0) |
             (options->diacritics_off ? GLOSS__GAZ_PLAIN : 0) | options->fuzzy * GLOSS__GAZ_FUZZY |
             options->variants * GLOSS__GAZ_VARIANTS;
  e->by_text = gloss__gaz_by_text(e->match, e->flags);
  e->tokenizer = gloss_tokenizer_ref(tokenizer);
  status = copy_names(e, options);
  if (status == GLOSS_OK) status = gloss_pool_new(&e->pool, alloc);
  if (status == GLOSS_OK) status = gloss_scratch_new(&e->scratch, alloc);
  if (status != GLOSS_OK) {
    gloss_entries_free(e);
    return gloss__fail(err, status, 0, "out of memory");
  }
  *out = e;
  return GLOSS_OK;
}

void gloss_entries_free(gloss_entries *e) {
  if (!e) return;
  const gloss_alloc alloc = e->alloc;
  gloss__cutting_free(&e->cutting, &alloc);
  gloss__variants_free(&e->variants, &alloc);
  gloss__string_batch_free(&e->words, &alloc);
  gloss__string_batch_free(&e->surfaces, &alloc);
  gloss__string_batch_free(&e->batch, &alloc);
  gloss__free(&alloc, e->folded, e->folded_room);
  gloss__free(&alloc, e->cells, e->cells_room * sizeof *e->cells);
  gloss__free(&alloc, e->cuts, e->cuts_room * sizeof *e->cuts);
  gloss__free(&alloc, e->lengths, e->lengths_room * sizeof *e->lengths);
  gloss__free(&alloc, e->sequence, e->sequence_room * sizeof *e->sequence);
  gloss__strings_free(&e->values, &alloc);
  gloss__strings_free(&e->forms, &alloc);
  gloss__strings_free(&e->tokens, &alloc);
  gloss__free(&alloc, e->names, e->names_size);
  gloss_scratch_free(e->scratch);
  gloss_pool_unref(e->pool);
  gloss_tokenizer_unref(e->tokenizer);
  gloss__free(&alloc, e, sizeof *e);
}

/* ---- Adding ----------------------------------------------------------------------------------- */

/* Drops white space at both ends. */
static gloss_str trim(gloss_str s) {
  uint32_t length;
  while (s.size &&
         gloss__codepoint_class(gloss__utf8_decode(s.data, &length)) & GLOSS__SPACE_CHAR) {
    s.data += length;
    s.size -= length;
  }
  while (s.size) {
    size_t last = s.size - 1;
    while (last && (s.data[last] & 0xC0) == 0x80) last--;
    if (!(gloss__codepoint_class(gloss__utf8_decode(s.data + last, &length)) & GLOSS__SPACE_CHAR))
      break;
    s.size = last;
  }
  return s;
}

/* Returns the index-th column's name. */
static const char *column_name(const gloss_entries *e, uint32_t index) {
  const char *name = e->names;
  for (uint32_t i = 0; i <= index; i++) name += strlen(name) + 1;
  return name;
}

/* Checks the index-th of the entries being added, but for what its cuts say. */
static gloss_status check_entry(const gloss_entries *e, gloss_str surface, const gloss_str *values,
                                size_t index, gloss_error *err) {
  size_t at;
  values = e->n_columns ? values + index * e->n_columns : NULL;
  if (gloss_utf8_check(surface, &at))
    return gloss__fail(err, GLOSS_EUTF8, at, "the surface is not UTF-8 at byte %zu", at);
  for (uint32_t i = 0; i < e->n_columns; i++)
    if (gloss_utf8_check(values[i], &at))
      return gloss__fail(err, GLOSS_EUTF8, at,
                         "the value of column \"%.80s\" is not UTF-8 at byte %zu",
                         column_name(e, i), at);
  if (surface.size > GLOSS__GAZ_SURFACE)
    return gloss__fail(err, GLOSS_ERANGE, 0, "the surface has %zu bytes, at most %u", surface.size,
                       GLOSS__GAZ_SURFACE);
  if (index >= INT32_MAX - (size_t)e->n_entries)
    return gloss__fail(err, GLOSS_ERANGE, 0, "more than %d entries", INT32_MAX);
  return gloss__gaz_check_rules(e->rules, values, err);
}

/* What a list was before entries were added to it. */
typedef struct mark {
  size_t cuts, sequence;
  uint32_t tokens, forms, values;
} mark;

static void take_back(gloss_entries *e, mark m) {
  e->n_cuts = m.cuts;
  e->n_sequence = m.sequence;
  gloss__strings_cut(&e->tokens, m.tokens);
  gloss__strings_cut(&e->forms, m.forms);
  gloss__strings_cut(&e->values, m.values);
}

/* Puts a surface and its variants where they will be cut. */
static gloss_status put_surface(gloss_entries *e, gloss_str surface, uint32_t entry) {
  gloss__piece piece = {.entry = entry};
  gloss_status status =
      gloss__variants_make(&e->variants, &e->alloc, e->flags / GLOSS__GAZ_VARIANTS, surface);
  if (status == GLOSS_OK) status = gloss__cutting_put(&e->cutting, &e->alloc, surface, piece);
  piece.is_variant = 1;
  for (uint32_t i = 1; i < e->variants.count && status == GLOSS_OK; i++) {
    piece.possessive = e->variants.possessive[i];
    status =
        gloss__cutting_put(&e->cutting, &e->alloc, gloss__variants_get(&e->variants, i), piece);
  }
  return status;
}

/* Adds the forms of n surfaces; on failure *failed is the index of one that cannot be added. */
static gloss_status add_surfaces(gloss_entries *e, const gloss_str *surfaces, size_t n,
                                 size_t *failed, gloss_error *err) {
  gloss_status status = GLOSS_OK;
  for (size_t i = 0; i < n && status == GLOSS_OK;) {
    uint32_t entry = e->n_entries + (uint32_t)i;
    gloss__cutting_clear(&e->cutting);
    for (; i < n && e->cutting.size < BATCH && status == GLOSS_OK; i++)
      status = put_surface(e, trim(surfaces[i]), e->n_entries + (uint32_t)i);
    if (status == GLOSS_OK) status = gloss__cutting_run(e, &entry, err);
    if (status == GLOSS_OK) status = gloss__gaz_add_forms(e, &entry, err);
    *failed = entry - e->n_entries;
  }
  gloss__cutting_clear(&e->cutting);
  return status;
}

/* Adds the values of n entries; on failure *failed is the index of one that cannot be added. */
static gloss_status add_values(gloss_entries *e, const gloss_str *values, size_t n,
                               size_t *failed) {
  gloss__string_batch *b = &e->batch;
  size_t n_cells = n * e->n_columns, from = (size_t)e->n_entries * e->n_columns, at = 0;
  gloss_status status =
      gloss__grow(&e->alloc, (void **)&e->cells, &e->cells_room, from + n_cells, sizeof *e->cells);
  gloss__string_batch_clear(b);
  for (size_t i = 0; i < n_cells && status == GLOSS_OK; i++) {
    if (!values[i].size) continue;
    status = gloss__string_batch_put(b, &e->alloc, values[i]);
    if (status == GLOSS_OK) status = gloss__string_batch_end(b, &e->alloc);
  }
  if (status == GLOSS_OK) status = gloss__string_batch_add(b, &e->alloc, &e->values, &at);
  size_t i = 0;
  for (size_t k = 0; i < n_cells && (status == GLOSS_OK || k < at); i++)
    e->cells[from + i] = values[i].size ? b->numbers[k++] + 1 : 0;
  if (status != GLOSS_OK && n_cells) *failed = i / e->n_columns;
  return status;
}

gloss_status gloss_entries_add_all(gloss_entries *e, const gloss_str *surfaces,
                                   const gloss_str *values, size_t n, size_t *failed,
                                   gloss_error *err) {
  gloss_error bad = {GLOSS_OK, 0, ""}, worse = bad;
  mark m = {e->n_cuts, e->n_sequence, e->tokens.count, e->forms.count, e->values.count};
  gloss_status refused = GLOSS_OK;
  size_t checked = 0;
  while (checked < n && refused == GLOSS_OK) {
    refused = check_entry(e, surfaces[checked], values, checked, &bad);
    if (refused == GLOSS_OK) checked++;
  }
  *failed = 0;
  gloss_status status =
      add_surfaces(e, surfaces, checked, failed, &worse); /* of an earlier entry */
  if (status == GLOSS_OK && refused == GLOSS_OK) status = add_values(e, values, n, failed);
  if (status == GLOSS_OK && refused == GLOSS_OK) {
    e->n_entries += (uint32_t)n;
    return GLOSS_OK;
  }
  take_back(e, m);
  if (status == GLOSS_OK) {
    *failed = checked;
    return gloss__fail(err, refused, bad.offset, "%s", bad.message);
  }
  const char *message = status == GLOSS_ENOMEM ? "out of memory"
                        : *worse.message       ? worse.message
                                               : "too many strings, or too many of one hash";
  return gloss__fail(err, status, worse.offset, "%s", message);
}

gloss_status gloss_entries_add(gloss_entries *e, gloss_str surface, const gloss_str *values,
                               gloss_error *err) {
  size_t failed;
  return gloss_entries_add_all(e, &surface, values, 1, &failed, err);
}
