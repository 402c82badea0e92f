/* frequency.c -- n-grams counted over documents. A layer is counted in three passes over an array of
** its rows: symbols become the table's words, runs of words become grams, grams are counted. Only
** the last is seen from outside and it cannot fail, so a call that fails has changed nothing. */
#include "frequency.h"

#include <string.h>

#include "mem.h"
#include "model.h"
#include "select.h"

gloss_status gloss_frequencies_new(gloss_frequencies **out, const gloss_alloc *alloc,
                                   const gloss_frequencies_options *options) {
  static const gloss_frequencies_options standard = {0, NULL, 0};
  *out = NULL;
  if (!options) options = &standard;
  const char *column = options->column ? options->column : "folded";
  if (options->n > GLOSS_GRAM_MAX || !*column) return GLOSS_EARG;
  alloc = gloss__alloc_or_default(alloc);
  gloss_frequencies *table = gloss__calloc(alloc, 1, sizeof *table);
  if (!table) return GLOSS_ENOMEM;
  table->alloc = *alloc;
  table->n = options->n ? options->n : 1;
  table->kinds = options->kinds;
  table->grams.alloc = &table->alloc;
  table->grams.width = table->n;
  table->column = gloss__copy_name(alloc, column);
  if (!table->column || gloss__symbols_new(&table->words, alloc)) {
    gloss_frequencies_free(table);
    return GLOSS_ENOMEM;
  }
  *out = table;
  return GLOSS_OK;
}

void gloss_frequencies_free(gloss_frequencies *table) {
  if (!table) return;
  const gloss_alloc alloc = table->alloc;
  gloss__free_name(&alloc, table->column);
  gloss__symbols_unref(table->source);
  gloss__symbols_unref(table->words);
  gloss__keys_free(&table->grams);
  gloss__free(&alloc, table->entries, table->entries_room * sizeof *table->entries);
  gloss__free(&alloc, table->map, table->map_room * sizeof *table->map);
  gloss__free(&alloc, table->rows, table->rows_room * sizeof *table->rows);
  gloss__free(&alloc, table, sizeof *table);
}

/* ---- Words ---- */

/* Makes an array of numbers longer, zeros behind. */
static gloss_status grow_zeroed(const gloss_alloc *alloc, void **data, size_t *room, size_t need,
                                size_t size) {
  size_t old = *room;
  if (gloss__grow(alloc, data, room, need, size)) return GLOSS_ENOMEM;
  if (*room > old) memset((char *)*data + old * size, 0, (*room - old) * size);
  return GLOSS_OK;
}

/* Turns the map to a table of symbols, which is kept so that none takes its place unnoticed. */
static gloss_status set_source(gloss_frequencies *table, gloss__symbols *source) {
  size_t need = (size_t)gloss__symbols_count(source) + 1;
  if (grow_zeroed(&table->alloc, (void **)&table->map, &table->map_room, need,
                  sizeof *table->map)) {
    return GLOSS_ENOMEM;
  }
  if (table->source == source) return GLOSS_OK;
  memset(table->map, 0, table->map_room * sizeof *table->map);
  gloss__symbols_ref(source);
  gloss__symbols_unref(table->source);
  table->source = source;
  return GLOSS_OK;
}

/* Gives the word of a symbol of the source; 0 for one that is none. */
static inline gloss_status word_of(gloss_frequencies *table, uint32_t symbol, uint32_t *word) {
  *word = symbol < table->map_room ? table->map[symbol] : 0;
  if (*word != 0 || symbol >= table->map_room) return GLOSS_OK;
  gloss_status status =
      gloss__symbols_intern(table->words, gloss__symbols_string(table->source, symbol), word);
  if (status == GLOSS_OK) table->map[symbol] = *word;
  return status;
}

/* Writes the word of each row; 0 where it has none, or is of another kind. */
static gloss_status name_rows(gloss_frequencies *table, const gloss_layer *layer,
                              const uint32_t *symbols, const uint8_t *kind) {
  for (uint32_t row = 0; row < layer->count; row++) {
    uint32_t *word = &table->rows[row];
    *word = 0;
    if (symbols[row] == 0 || !gloss__is_of(kind, table->kinds, row)) continue;
    gloss_status status = word_of(table, symbols[row], word);
    if (status) return status;
  }
  return GLOSS_OK;
}

/* ---- Grams ---- */

/* Grams on their way into the table: the row each starts at, and its words. */
typedef struct batch {
  uint32_t rows[GLOSS__KEYS_BATCH], words[GLOSS__KEYS_BATCH * GLOSS_GRAM_MAX], n;
} batch;

/* How far a gram may reach: the rows of `within` that start by a place, and where the last of them
** ends. A gram lies in one row of them if and only if it ends by then. */
typedef struct bounds {
  const gloss_layer *within;
  uint32_t row, reach;
} bounds;

/* Moves on to the rows that start at or before an offset. */
static void advance(bounds *b, uint32_t offset) {
  const uint32_t *starts = b->within->starts.data, *ends = b->within->ends.data;
  for (; b->row < b->within->count && starts[b->row] <= offset; b->row++) {
    if (ends[b->row] > b->reach) b->reach = ends[b->row];
  }
}

/* Tells whether the n rows from `row` on are a gram. */
static int is_gram(const gloss_frequencies *table, const gloss_layer *layer, uint32_t row,
                   bounds *b) {
  const uint32_t *ends = layer->ends.data;
  if (layer->count - row < table->n) return 0;
  for (uint32_t k = 0; k < table->n; k++) {
    if (table->rows[row + k] == 0) return 0;
  }
  if (!b->within) return 1;
  advance(b, ((const uint32_t *)layer->starts.data)[row]);
  for (uint32_t k = 0; k < table->n; k++) {
    if (ends[row + k] > b->reach) return 0;
  }
  return 1;
}

/* Numbers the grams of the batch. */
static gloss_status flush(gloss_frequencies *table, batch *b) {
  uint32_t grams[GLOSS__KEYS_BATCH];
  gloss_status status = gloss__keys_add(&table->grams, b->words, b->n, grams);
  if (status) return status;
  for (uint32_t i = 0; i < b->n; i++) table->rows[b->rows[i]] = grams[i] + 1;
  b->n = 0;
  return GLOSS_OK;
}

/* Puts in the place of each row's word the gram that starts there, plus one; 0 if none does. The
** words behind it are still there. */
static gloss_status name_grams(gloss_frequencies *table, const gloss_layer *layer,
                               const gloss_layer *within) {
  batch b;
  bounds limit = {within, 0, 0};
  b.n = 0;
  if (table->n == 1 && !within) return GLOSS_OK; /* a gram of one word is that word */
  for (uint32_t row = 0; row < layer->count; row++) {
    if (!is_gram(table, layer, row, &limit)) {
      table->rows[row] = 0;
    } else if (table->n > 1) {
      memcpy(b.words + (size_t)b.n * table->n, table->rows + row, table->n * sizeof *b.words);
      b.rows[b.n++] = row;
      gloss_status status = b.n == GLOSS__KEYS_BATCH ? flush(table, &b) : GLOSS_OK;
      if (status) return status;
    }
  }
  return flush(table, &b);
}

/* Makes an entry for each gram that has a number. */
static gloss_status make_entries(gloss_frequencies *table) {
  uint32_t need = table->n > 1 ? table->grams.count : gloss__symbols_count(table->words);
  if (grow_zeroed(&table->alloc, (void **)&table->entries, &table->entries_room, need,
                  sizeof *table->entries)) {
    return GLOSS_ENOMEM;
  }
  table->n_entries = need;
  return GLOSS_OK;
}

/* ---- Counting ---- */

static void count_rows(gloss_frequencies *table, uint32_t rows) {
  enum { AHEAD = 16 };
  gloss_totals *totals = &table->totals;
  totals->documents++;
  for (uint32_t row = 0; row < rows; row++) {
#ifdef __GNUC__
    if (row + AHEAD < rows) __builtin_prefetch(&table->entries[table->rows[row + AHEAD]]);
#endif
    if (table->rows[row] == 0) continue;
    gloss__entry *entry = &table->entries[table->rows[row] - 1];
    totals->distinct += entry->count == 0;
    entry->documents += entry->last != totals->documents;
    entry->last = totals->documents;
    entry->count++;
    totals->count++;
  }
}

gloss_status gloss_frequencies_add(gloss_frequencies *table, gloss_layer *layer,
                                   const gloss_layer *within, gloss_error *err) {
  gloss_column column;
  const uint8_t *kind;
  if (within && (within->doc != layer->doc || within->relation || layer->relation))
    return gloss__fail(err, GLOSS_EARG, 0, "layer %s has no spans in one row of %s", layer->name,
                       within->name);
  if (table->totals.documents == UINT32_MAX)
    return gloss__fail(err, GLOSS_ERANGE, 0, "too many documents");
  gloss_status status = gloss_layer_column(layer, table->column, &column);
  if (status)
    return gloss__fail(err, status, 0, "layer %s has no column %s", layer->name, table->column);
  if (column.type != GLOSS_SYMBOL || column.offsets)
    return gloss__fail(err, GLOSS_ETYPE, 0, "column %s of layer %s does not hold strings",
                       table->column, layer->name);
  status = gloss__kinds_column(layer, table->kinds, &kind);
  if (status) return gloss__fail(err, status, 0, "layer %s has no kinds", layer->name);
  if ((status = set_source(table, gloss__doc_symbols(layer->doc))) ||
      (status = gloss__grow(&table->alloc, (void **)&table->rows, &table->rows_room, layer->count,
                            sizeof *table->rows)) ||
      (status = name_rows(table, layer, column.values, kind)) ||
      (status = name_grams(table, layer, within)) || (status = make_entries(table))) {
    return gloss__fail(err, status, 0, "%s",
                       status == GLOSS_ERANGE ? "too many grams" : "out of memory");
  }
  count_rows(table, layer->count);
  return GLOSS_OK;
}

/* ---- Merging ---- */

/* Writes into `rows` the number, plus one, of each gram of another table; 0 for those of count 0. */
static gloss_status name_others(gloss_frequencies *table, const gloss_frequencies *other) {
  batch b;
  b.n = 0;
  for (uint32_t gram = 0; gram < other->n_entries; gram++) {
    uint32_t one, *words = b.words + (size_t)b.n * table->n;
    const uint32_t *symbols = gloss__gram_words(other, gram, &one);
    gloss_status status = GLOSS_OK;
    table->rows[gram] = 0;
    if (other->entries[gram].count == 0) continue;
    for (uint32_t k = 0; status == GLOSS_OK && k < table->n; k++) {
      status = word_of(table, symbols[k], &words[k]);
    }
    if (status) return status;
    b.rows[b.n] = gram;
    if (table->n == 1)
      table->rows[gram] = words[0];
    else if (++b.n == GLOSS__KEYS_BATCH && (status = flush(table, &b)))
      return status;
  }
  return flush(table, &b);
}

gloss_status gloss_frequencies_merge(gloss_frequencies *table, const gloss_frequencies *other) {
  gloss_status status;
  gloss_totals *totals = &table->totals, more = other->totals;
  uint32_t n = other->n_entries;
  if (table->n != other->n) return GLOSS_EARG;
  if (more.count > UINT64_MAX - totals->count || more.documents > UINT32_MAX - totals->documents)
    return GLOSS_ERANGE;
  if ((status = set_source(table, other->words)) ||
      (status = gloss__grow(&table->alloc, (void **)&table->rows, &table->rows_room, n,
                            sizeof *table->rows)) ||
      (status = name_others(table, other)) || (status = make_entries(table))) {
    return status;
  }
  for (uint32_t gram = 0; gram < n; gram++) {
    if (table->rows[gram] == 0) continue;
    gloss__entry *entry = &table->entries[table->rows[gram] - 1];
    const gloss__entry *added = &other->entries[gram];
    totals->distinct += entry->count == 0;
    entry->count += added->count;
    entry->documents += added->documents;
  }
  totals->count += more.count;
  totals->documents += more.documents;
  return GLOSS_OK;
}

/* ---- Asking ---- */

uint32_t gloss_frequencies_n(const gloss_frequencies *table) { return table->n; }
const char *gloss_frequencies_column(const gloss_frequencies *table) { return table->column; }
gloss_totals gloss_frequencies_totals(const gloss_frequencies *table) { return table->totals; }

uint32_t gloss_frequencies_next(const gloss_frequencies *table, uint32_t from) {
  while (from < table->n_entries && table->entries[from].count == 0) from++;
  return from < table->n_entries ? from : GLOSS_NONE;
}

uint32_t gloss_frequencies_find(const gloss_frequencies *table, const gloss_str *words) {
  uint32_t symbols[GLOSS_GRAM_MAX];
  for (uint32_t k = 0; k < table->n; k++) {
    symbols[k] = gloss__symbols_find(table->words, words[k]);
    if (symbols[k] == 0 || symbols[k] == GLOSS_NONE) return GLOSS_NONE;
  }
  uint32_t gram = table->n > 1 ? gloss__keys_find(&table->grams, symbols) : symbols[0] - 1;
  return gram < table->n_entries && table->entries[gram].count > 0 ? gram : GLOSS_NONE;
}

gloss_status gloss_frequencies_at(const gloss_frequencies *table, uint32_t gram, gloss_gram *out) {
  uint32_t one;
  if (gram >= table->n_entries || table->entries[gram].count == 0) return GLOSS_ENOENT;
  const uint32_t *symbols = gloss__gram_words(table, gram, &one);
  for (uint32_t k = 0; k < table->n; k++) {
    out->words[k] = gloss__symbols_string(table->words, symbols[k]);
  }
  out->count = table->entries[gram].count;
  out->documents = table->entries[gram].documents;
  return GLOSS_OK;
}
