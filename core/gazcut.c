/* gazcut.c -- cuts the surfaces of a list into tokens.
**
** A surface is cut where it may stand in a text: in the middle of a sentence, at its start or
** before a capital, before its full stop and another sentence or a number, in quotes, after a hyphen
** or before a comma. A cut counts when its tokens begin and end with the surface; cuts that
** differ are different forms of one entry. A surface with a stop of its own is put before a
** number and at the end of a paragraph instead. Many surfaces make one document, a blank line
** between any two contexts. */
#include "gazcut.h"

#include <string.h>

#include "gazlist.h"
#include "utf8.h"

#define CONTEXTS GLOSS__GAZ_CONTEXTS

/* What stands around the surface; a blank line parts one context from the next. */
typedef struct context {
  const char *before, *after, *stopped; /* stopped: behind one that has a full stop of its own */
} context;
static const context contexts[] = {{"x ", " x\n\n", " x\n\n"},   {"", " X\n\n", " X\n\n"},
                                   {"x ", ". X\n\n", "\n\n"},    {"x '", "' x\n\n", "' x\n\n"},
                                   {"x-", ", x\n\n", ", x\n\n"}, {"x ", ". 1\n\n", " 1\n\n"}};
_Static_assert(sizeof contexts / sizeof contexts[0] == CONTEXTS, "as many as a piece has places");

enum { AROUND = 8 }; /* bytes of a context beside the surface, at most */

void gloss__cutting_clear(gloss__cutting *c) {
  gloss_layer_unref(c->layer);
  gloss_doc_unref(c->doc);
  c->layer = NULL;
  c->doc = NULL;
  c->size = c->n_pieces = c->n_cuts = 0;
}

void gloss__cutting_free(gloss__cutting *c, const gloss_alloc *alloc) {
  gloss__cutting_clear(c);
  gloss__gaz_units_free(&c->finer, alloc);
  gloss__free(alloc, c->text, c->text_room);
  gloss__free(alloc, c->pieces, c->pieces_room * sizeof *c->pieces);
  gloss__free(alloc, c->cuts, c->cuts_room * sizeof *c->cuts);
}

/* ---- The document ---------------------------------------------------------------------------- */

static void append(gloss__cutting *c, const char *data, size_t size) {
  memcpy(c->text + c->size, data, size);
  c->size += size;
}

gloss_status gloss__cutting_put(gloss__cutting *c, const gloss_alloc *alloc, gloss_str surface,
                                gloss__piece piece) {
  size_t need = c->size + CONTEXTS * (surface.size + AROUND);
  int stopped = surface.size && surface.data[surface.size - 1] == '.';
  gloss_status status = gloss__grow(alloc, (void **)&c->text, &c->text_room, need, 1);
  if (status == GLOSS_OK)
    status = gloss__grow(alloc, (void **)&c->pieces, &c->pieces_room, c->n_pieces + 1,
                         sizeof *c->pieces);
  if (status != GLOSS_OK) return status;
  piece.size = (uint32_t)surface.size;
  for (size_t i = 0; i < CONTEXTS; i++) {
    const char *after = stopped ? contexts[i].stopped : contexts[i].after;
    append(c, contexts[i].before, strlen(contexts[i].before));
    piece.starts[i] = (uint32_t)c->size;
    if (surface.size) append(c, surface.data, surface.size);
    append(c, after, strlen(after));
  }
  c->pieces[c->n_pieces++] = piece;
  return GLOSS_OK;
}

static gloss_status tokenize(gloss_entries *e, gloss_error *err) {
  gloss__cutting *c = &e->cutting;
  gloss_status status = gloss_doc_new(&c->doc, e->pool, (gloss_str){c->text, c->size}, NULL, err);
  if (status != GLOSS_OK) return status;
  status = gloss_tokenizer_run(e->tokenizer, c->doc, e->scratch, &c->layer, err);
  if (status != GLOSS_OK) return status;
  c->units = (gloss__gaz_tokens){gloss_doc_text(c->doc).data, (uint32_t)c->size,
                                 gloss_layer_starts(c->layer), gloss_layer_ends(c->layer),
                                 gloss_layer_count(c->layer)};
  return gloss__gaz_cut_units(&c->finer, &e->alloc, e->flags, &c->units);
}

/* ---- The cuts of a piece --------------------------------------------------------------------- */

/* What is known of the piece being looked at, and of the entry's surface. */
typedef struct looking {
  const gloss__gaz_tokens *units;
  const gloss__piece *piece;
  uint32_t next;                           /* the first token not looked at */
  uint32_t first[CONTEXTS], end[CONTEXTS]; /* tokens; equal when the cut does not count */
  uint32_t tokens[CONTEXTS];               /* of the surface, not of the variant */
  int bytes;
} looking;

/* Finds each context's tokens, which must begin and end with the surface; before a full stop the last
** may be an abbreviation that takes the stop, as in "made by Acme Corp." */
static void find_cuts(looking *l) {
  const uint32_t *starts = l->units->starts, *ends = l->units->ends;
  uint32_t n = l->units->count, t = l->next;
  for (size_t i = 0; i < CONTEXTS; i++) {
    uint32_t start = l->piece->starts[i], end = start + l->piece->size;
    while (t < n && starts[t] < start) t++;
    l->first[i] = t;
    while (t < n && ends[t] <= end) t++;
    if (t < n && starts[t] < end && ends[t] == end + 1 && l->units->text[end] == '.') {
      end++;
      t++;
    }
    int whole = t > l->first[i] && starts[l->first[i]] == start && ends[t - 1] == end;
    l->end[i] = whole ? t : l->first[i];
  }
  l->next = t;
}

/* Says whether a context's tokens are those of an earlier one. */
static int seen_before(const looking *l, size_t which) {
  const uint32_t *starts = l->units->starts, *ends = l->units->ends;
  uint32_t n = l->end[which] - l->first[which];
  for (size_t i = 0; i < which; i++) {
    if (l->end[i] - l->first[i] != n) continue;
    uint32_t shift = l->piece->starts[which] - l->piece->starts[i], t = 0;
    const uint32_t *s = starts + l->first[i], *f = ends + l->first[i];
    while (t < n && s[t] + shift == starts[l->first[which] + t] &&
           f[t] + shift == ends[l->first[which] + t])
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

/* Gives the tokens of a surface's first cut, 0 without one. */
static uint32_t first_tokens(const looking *l) {
  for (size_t i = 0; i < CONTEXTS; i++)
    if (l->end[i] > l->first[i]) return l->end[i] - l->first[i];
  return 0;
}

/* Keeps what the variants of a surface go by. */
static void look_at_surface(const gloss_entries *e, looking *l) {
  gloss_str surface = {l->units->text + l->piece->starts[0], l->piece->size};
  for (size_t i = 0; i < CONTEXTS; i++) l->tokens[i] = l->end[i] - l->first[i];
  l->bytes = e->match == GLOSS_EXACT ||
             (e->match == GLOSS_SMART && is_short_or_capitals(surface, first_tokens(l)));
}

/* Keeps the cuts of a piece. A possessive counts only where the tokenizer cuts no more tokens than
** without. */
static gloss_status keep_cuts(gloss_entries *e, const looking *l, gloss_error *err) {
  gloss__cutting *c = &e->cutting;
  size_t kept = c->n_cuts;
  gloss_status status = gloss__grow(&e->alloc, (void **)&c->cuts, &c->cuts_room,
                                    c->n_cuts + CONTEXTS, sizeof *c->cuts);
  if (status != GLOSS_OK) return status;
  for (size_t i = 0; i < CONTEXTS; i++) {
    uint32_t n = l->end[i] - l->first[i];
    if (!n || (l->piece->possessive && n != l->tokens[i])) continue;
    if (n > GLOSS__GAZ_TOKENS)
      return gloss__fail(err, GLOSS_ERANGE, 0, "the surface has %u tokens, at most %u", n,
                         GLOSS__GAZ_TOKENS);
    if (!l->piece->possessive && seen_before(l, i)) continue;
    c->cuts[c->n_cuts++] = (gloss__cut){l->first[i], l->end[i], l->piece->entry, l->bytes};
  }
  if (!l->piece->is_variant && c->n_cuts == kept)
    return gloss__fail(err, GLOSS_EARG, 0, "the surface has no token of its own");
  return GLOSS_OK;
}

gloss_status gloss__cutting_run(gloss_entries *e, uint32_t *entry, gloss_error *err) {
  gloss__cutting *c = &e->cutting;
  looking l = {.units = &c->units};
  gloss_status status = tokenize(e, err);
  for (size_t i = 0; i < c->n_pieces && status == GLOSS_OK; i++) {
    l.piece = &c->pieces[i];
    *entry = l.piece->entry;
    find_cuts(&l);
    if (!l.piece->is_variant) look_at_surface(e, &l);
    status = keep_cuts(e, &l, err);
  }
  return status;
}
