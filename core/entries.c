/* entries.c -- the list a gazetteer is made of: surfaces cut into tokens, and their values.
**
** A surface is cut where it may stand in a text: in the middle of a sentence, at its start or
** before a capital, before its full stop and another sentence or a number, in quotes, after a hyphen
** or before a comma. A cut counts when its tokens begin and end with the surface; cuts that
** differ are different forms of one entry. A surface with a stop of its own is put before a
** number and at the end of a paragraph instead. */
#include "gazedit.h"
#include "gazlist.h"

#include <string.h>

#include "hash.h"
#include "utf8.h"

#define SURFACE_MAX 65535u /* bytes */

/* What stands around the surface; a blank line parts one context from the next. */
typedef struct context {
  const char *before, *after, *stopped; /* stopped: behind one that has a full stop of its own */
} context;
static const context contexts[] = {{"x ", " x\n\n", " x\n\n"},   {"", " X\n\n", " X\n\n"},
                                   {"x ", ". X\n\n", "\n\n"},    {"x '", "' x\n\n", "' x\n\n"},
                                   {"x-", ", x\n\n", ", x\n\n"}, {"x ", ". 1\n", " 1\n"}};
#define CONTEXTS (sizeof contexts / sizeof contexts[0])

/* The contexts of a surface as one tokenized document. */
typedef struct cutting {
  gloss_doc *doc;
  gloss_layer *layer;
  uint32_t surface[CONTEXTS]; /* where it starts */
  uint32_t size;
  gloss__gaz_tokens units;
  uint32_t first[CONTEXTS], end[CONTEXTS]; /* tokens; equal when the cut does not count */
} cutting;

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
  gloss__gaz_units_free(&e->units, &alloc);
  gloss__variants_free(&e->variants, &alloc);
  gloss__free(&alloc, e->folded, e->folded_room);
  gloss__free(&alloc, e->buffer, e->buffer_room);
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

/* ---- Cutting a surface ----------------------------------------------------------------------- */

static size_t append(char *to, size_t at, const char *data, size_t size) {
  memcpy(to + at, data, size);
  return at + size;
}

/* Makes and tokenizes the document that holds the surface in every context. */
static gloss_status tokenize(gloss_entries *e, gloss_str surface, cutting *cut, gloss_error *err) {
  size_t need = CONTEXTS * (surface.size + 8), size = 0;
  int stopped = surface.size && surface.data[surface.size - 1] == '.';
  gloss_status status = gloss__grow(&e->alloc, (void **)&e->buffer, &e->buffer_room, need, 1);
  if (status != GLOSS_OK) return status;
  for (size_t i = 0; i < CONTEXTS; i++) {
    size = append(e->buffer, size, contexts[i].before, strlen(contexts[i].before));
    cut->surface[i] = (uint32_t)size;
    size = append(e->buffer, size, surface.data, surface.size);
    const char *after = stopped ? contexts[i].stopped : contexts[i].after;
    size = append(e->buffer, size, after, strlen(after));
  }
  cut->size = (uint32_t)surface.size;
  status = gloss_doc_new(&cut->doc, e->pool, (gloss_str){e->buffer, size}, NULL, err);
  if (status != GLOSS_OK) return status;
  status = gloss_tokenizer_run(e->tokenizer, cut->doc, e->scratch, &cut->layer, err);
  if (status != GLOSS_OK) return status;
  cut->units = (gloss__gaz_tokens){gloss_doc_text(cut->doc).data, (uint32_t)size,
                                   gloss_layer_starts(cut->layer), gloss_layer_ends(cut->layer),
                                   gloss_layer_count(cut->layer)};
  return gloss__gaz_cut_units(&e->units, &e->alloc, e->flags, &cut->units);
}

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

/* Finds each context's tokens, which must begin and end with the surface; before a full stop the last
** may be an abbreviation that takes the stop, as in "made by Acme Corp." */
static void find_cuts(cutting *cut) {
  const uint32_t *starts = cut->units.starts, *ends = cut->units.ends;
  uint32_t n = cut->units.count, t = 0;
  for (size_t i = 0; i < CONTEXTS; i++) {
    uint32_t start = cut->surface[i], end = start + cut->size;
    while (t < n && starts[t] < start) t++;
    cut->first[i] = t;
    while (t < n && ends[t] <= end) t++;
    if (t < n && starts[t] < end && ends[t] == end + 1 && cut->units.text[end] == '.') {
      end++;
      t++;
    }
    int whole = t > cut->first[i] && starts[cut->first[i]] == start && ends[t - 1] == end;
    cut->end[i] = whole ? t : cut->first[i];
  }
}

/* Says whether a context's tokens are those of an earlier one. */
static int seen_before(const cutting *cut, size_t which) {
  const uint32_t *starts = cut->units.starts, *ends = cut->units.ends;
  uint32_t n = cut->end[which] - cut->first[which];
  for (size_t i = 0; i < which; i++) {
    if (cut->end[i] - cut->first[i] != n) continue;
    uint32_t shift = cut->surface[which] - cut->surface[i], t = 0;
    const uint32_t *s = starts + cut->first[i], *f = ends + cut->first[i];
    while (t < n && s[t] + shift == starts[cut->first[which] + t] &&
           f[t] + shift == ends[cut->first[which] + t])
      t++;
    if (t == n) return 1;
  }
  return 0;
}

/* Says whether an entry in smart case matches exactly: it is all capitals, or one word of at most
** three letters. */
static int is_short_or_capitals(gloss_str surface, uint32_t tokens) {
  unsigned letters = 0, upper = 0, lower = 0;
  for (size_t i = 0; i < surface.size;) {
    uint32_t length;
    unsigned class = gloss__codepoint_class(gloss__utf8_decode(surface.data + i, &length));
    letters += (class & GLOSS__LETTER) != 0;
    upper += (class & GLOSS__UPPER) != 0;
    lower += (class & GLOSS__LOWERCASE) != 0;
    i += length;
  }
  return (upper && !lower) || (tokens == 1 && letters <= 3);
}

/* Gives what a unit is compared by, in e->folded or the unit itself. */
static gloss_status form_of(gloss_entries *e, int bytes, gloss_str unit, gloss_str *out) {
  return gloss__gaz_form(&e->alloc, e->flags, bytes, unit, &e->folded, &e->folded_room, out);
}

/* Puts a token's form at the end of e->buffer, and its number at the end of e->sequence. */
static gloss_status add_token(gloss_entries *e, gloss_str token, int bytes, size_t *size,
                              gloss_error *err) {
  gloss_str form;
  uint32_t number;
  gloss_status status = form_of(e, e->by_text, token, &form);
  if (status == GLOSS_OK)
    status =
        gloss__strings_add(&e->tokens, &e->alloc, form, gloss__hash(form.data, form.size), &number);
  if (status == GLOSS_EARG)
    return gloss__fail(err, status, 0, "more than %d different tokens have the hash of \"%.*s\"",
                       GLOSS__STRINGS_PER_HASH, (int)(token.size < 60 ? token.size : 60),
                       token.data);
  if (status == GLOSS_OK && bytes != e->by_text) status = form_of(e, bytes, token, &form);
  size_t need = *size + form.size + 1;
  if (status == GLOSS_OK)
    status = gloss__grow(&e->alloc, (void **)&e->buffer, &e->buffer_room, need, 1);
  if (status == GLOSS_OK)
    status = gloss__grow(&e->alloc, (void **)&e->sequence, &e->sequence_room, e->n_sequence + 1,
                         sizeof *e->sequence);
  if (status != GLOSS_OK) return status;
  *size = append(e->buffer, *size, form.data, form.size);
  e->buffer[(*size)++] = (char)GLOSS__GAZ_NEXT;
  e->sequence[e->n_sequence++] = number;
  return GLOSS_OK;
}

/* Adds one context's tokens as a form of the entry being added. */
static gloss_status add_form(gloss_entries *e, const cutting *cut, size_t which, int bytes,
                             gloss_error *err) {
  const gloss__gaz_tokens *k = &cut->units;
  size_t size = 0, n_sequence = e->n_sequence;
  for (uint32_t t = cut->first[which]; t < cut->end[which]; t++) {
    gloss_str token = {k->text + k->starts[t], k->ends[t] - k->starts[t]};
    gloss_status status = add_token(e, token, bytes, &size, err);
    if (status != GLOSS_OK) return status;
  }
  e->buffer[size - 1] = (char)GLOSS__GAZ_END;
  gloss_str form = {e->buffer, size};
  uint32_t number, known = e->forms.count;
  gloss_status status = gloss__strings_add(&e->forms, &e->alloc, form, gloss_hash(form), &number);
  if (status != GLOSS_OK) return status;
  if (number < known) {
    e->n_sequence = n_sequence;
  } else {
    status = gloss__grow(&e->alloc, (void **)&e->lengths, &e->lengths_room, e->forms.count,
                         sizeof *e->lengths);
    if (status != GLOSS_OK) return status;
    e->lengths[number] = cut->end[which] - cut->first[which];
  }
  gloss__gaz_cut made = {number | (bytes ? GLOSS__GAZ_BYTES : 0), e->n_entries};
  for (size_t i = e->n_cuts; i > 0 && e->cuts[i - 1].entry == made.entry; i--)
    if (e->cuts[i - 1].form == made.form) return GLOSS_OK;
  status = gloss__grow(&e->alloc, (void **)&e->cuts, &e->cuts_room, e->n_cuts + 1, sizeof *e->cuts);
  if (status != GLOSS_OK) return status;
  e->cuts[e->n_cuts++] = made;
  return GLOSS_OK;
}

/* ---- Adding an entry ------------------------------------------------------------------------- */

/* How the entry being added is compared, and the tokens it has in each context. */
typedef struct adding {
  int bytes;
  uint32_t tokens[CONTEXTS];
} adding;

/* Adds the forms of a surface or a variant of it. A possessive counts only where the tokenizer cuts
** no more tokens than without. */
static gloss_status add_forms(gloss_entries *e, const cutting *cut, adding *a, uint32_t variant,
                              gloss_error *err) {
  for (size_t i = 0; i < CONTEXTS; i++) {
    uint32_t n = cut->end[i] - cut->first[i];
    if (!variant) a->tokens[i] = n;
    if (!n || (e->variants.possessive[variant] && n != a->tokens[i])) continue;
    if (n > GLOSS__GAZ_TOKENS)
      return gloss__fail(err, GLOSS_ERANGE, 0, "the surface has %u tokens, at most %u", n,
                         GLOSS__GAZ_TOKENS);
    if (!e->variants.possessive[variant] && seen_before(cut, i)) continue;
    gloss_status status = add_form(e, cut, i, a->bytes, err);
    if (status != GLOSS_OK) return status;
  }
  return GLOSS_OK;
}

/* Gives the tokens of a surface's first cut, 0 without one. */
static uint32_t first_tokens(const cutting *cut) {
  for (size_t i = 0; i < CONTEXTS; i++)
    if (cut->end[i] > cut->first[i]) return cut->end[i] - cut->first[i];
  return 0;
}

/* Adds the forms of a surface and its variants. */
static gloss_status add_surface(gloss_entries *e, gloss_str surface, gloss_error *err) {
  adding a = {e->match == GLOSS_EXACT, {0}};
  gloss_status status =
      gloss__variants_make(&e->variants, &e->alloc, e->flags / GLOSS__GAZ_VARIANTS, surface);
  size_t n_cuts = e->n_cuts;
  for (uint32_t i = 0; i < e->variants.count && status == GLOSS_OK; i++) {
    cutting cut = {0};
    status = tokenize(e, gloss__variants_get(&e->variants, i), &cut, err);
    if (status == GLOSS_OK) find_cuts(&cut);
    if (i == 0 && status == GLOSS_OK && e->match == GLOSS_SMART)
      a.bytes = is_short_or_capitals(surface, first_tokens(&cut));
    if (status == GLOSS_OK) status = add_forms(e, &cut, &a, i, err);
    gloss_layer_unref(cut.layer);
    gloss_doc_unref(cut.doc);
    if (i == 0 && status == GLOSS_OK && e->n_cuts == n_cuts) break;
  }
  if (status != GLOSS_OK || e->n_cuts > n_cuts) return status;
  return gloss__fail(err, GLOSS_EARG, 0, "the surface has no token of its own");
}

static gloss_status add_values(gloss_entries *e, const gloss_str *values) {
  if (e->n_columns == 0) return GLOSS_OK;
  uint32_t *cells;
  gloss_status status = gloss__grow(&e->alloc, (void **)&e->cells, &e->cells_room,
                                    ((size_t)e->n_entries + 1) * e->n_columns, sizeof *cells);
  if (status != GLOSS_OK) return status;
  cells = e->cells + (size_t)e->n_entries * e->n_columns;
  for (uint32_t i = 0; i < e->n_columns; i++) {
    uint32_t number = 0;
    if (values[i].size) {
      status = gloss__strings_add(&e->values, &e->alloc, values[i], gloss_hash(values[i]), &number);
      if (status != GLOSS_OK) return status;
      number++;
    }
    cells[i] = number;
  }
  return GLOSS_OK;
}

/* Returns the index-th column's name. */
static const char *column_name(const gloss_entries *e, uint32_t index) {
  const char *name = e->names;
  for (uint32_t i = 0; i <= index; i++) name += strlen(name) + 1;
  return name;
}

static gloss_status check_entry(const gloss_entries *e, gloss_str surface, const gloss_str *values,
                                gloss_error *err) {
  size_t at;
  if (gloss_utf8_check(surface, &at))
    return gloss__fail(err, GLOSS_EUTF8, at, "the surface is not UTF-8 at byte %zu", at);
  for (uint32_t i = 0; i < e->n_columns; i++)
    if (gloss_utf8_check(values[i], &at))
      return gloss__fail(err, GLOSS_EUTF8, at,
                         "the value of column \"%.80s\" is not UTF-8 at byte %zu",
                         column_name(e, i), at);
  if (surface.size > SURFACE_MAX)
    return gloss__fail(err, GLOSS_ERANGE, 0, "the surface has %zu bytes, at most %u", surface.size,
                       SURFACE_MAX);
  if (e->n_entries == INT32_MAX)
    return gloss__fail(err, GLOSS_ERANGE, 0, "more than %d entries", INT32_MAX);
  return gloss__gaz_check_rules(e->rules, values, err);
}

gloss_status gloss_entries_add(gloss_entries *e, gloss_str surface, const gloss_str *values,
                               gloss_error *err) {
  gloss_status status = check_entry(e, surface, values, err);
  if (status != GLOSS_OK) return status;
  gloss_error inner = {GLOSS_OK, 0, ""};
  size_t n_cuts = e->n_cuts, n_sequence = e->n_sequence;
  uint32_t tokens = e->tokens.count, forms = e->forms.count, texts = e->values.count;
  status = add_surface(e, trim(surface), &inner);
  if (status == GLOSS_OK) status = add_values(e, values);
  if (status == GLOSS_OK) {
    e->n_entries++;
    return GLOSS_OK;
  }
  e->n_cuts = n_cuts;
  e->n_sequence = n_sequence;
  gloss__strings_cut(&e->tokens, tokens);
  gloss__strings_cut(&e->forms, forms);
  gloss__strings_cut(&e->values, texts);
  const char *message = status == GLOSS_ENOMEM ? "out of memory"
                        : *inner.message       ? inner.message
                                               : "too many strings, or too many of one hash";
  return gloss__fail(err, status, inner.offset, "%s", message);
}
