/* gazforms.c -- makes forms of the cuts of surfaces: the tokens of all first, then the forms, so that
** each set of strings is gone through once a batch. */
#include "gazforms.h"

#include <string.h>

/* Gives what unit t of the cutting is compared by. */
static gloss_status form_of(gloss_entries *e, int bytes, uint32_t t, gloss_str *out) {
  const gloss__gaz_tokens *k = &e->cutting.units;
  gloss_str unit = {k->text + k->starts[t], k->ends[t] - k->starts[t]};
  return gloss__gaz_form(&e->alloc, e->flags, bytes, unit, &e->folded, &e->folded_room, out);
}

/* Adds the tokens of all cuts, by what they are hashed by. */
static gloss_status add_tokens(gloss_entries *e, uint32_t *entry, gloss_error *err) {
  const gloss__cutting *c = &e->cutting;
  gloss_status status = GLOSS_OK;
  gloss__string_batch_clear(&e->words);
  for (size_t i = 0; i < c->n_cuts; i++)
    for (uint32_t t = c->cuts[i].first; t < c->cuts[i].end && status == GLOSS_OK; t++) {
      gloss_str form;
      status = form_of(e, e->by_text, t, &form);
      if (status == GLOSS_OK) status = gloss__string_batch_put(&e->words, &e->alloc, form);
      if (status == GLOSS_OK) status = gloss__string_batch_end(&e->words, &e->alloc);
    }
  if (status != GLOSS_OK) return status;
  size_t failed;
  status = gloss__string_batch_add(&e->words, &e->alloc, &e->tokens, &failed);
  if (status == GLOSS_OK) return status;
  gloss_str token = e->words.items[failed];
  const gloss__cut *cut = c->cuts;
  for (; failed >= cut->end - cut->first; cut++) failed -= cut->end - cut->first;
  *entry = cut->entry;
  if (status != GLOSS_EARG) return status;
  return gloss__fail(err, status, 0, "more than %d different tokens have the hash of \"%.*s\"",
                     GLOSS__STRINGS_PER_HASH, (int)(token.size < 60 ? token.size : 60), token.data);
}

/* Writes the form of a cut, whose tokens are words from `word` on. */
static gloss_status write_form(gloss_entries *e, const gloss__cut *cut, size_t word) {
  static const char marks[] = {(char)GLOSS__GAZ_NEXT, (char)GLOSS__GAZ_END};
  gloss_status status = GLOSS_OK;
  for (uint32_t t = cut->first; t < cut->end && status == GLOSS_OK; t++) {
    gloss_str form = e->words.items[word + t - cut->first];
    if (cut->bytes != e->by_text) status = form_of(e, cut->bytes, t, &form);
    if (status == GLOSS_OK) status = gloss__string_batch_put(&e->surfaces, &e->alloc, form);
    gloss_str mark = {marks + (t + 1 == cut->end), 1};
    if (status == GLOSS_OK) status = gloss__string_batch_put(&e->surfaces, &e->alloc, mark);
  }
  return status == GLOSS_OK ? gloss__string_batch_end(&e->surfaces, &e->alloc) : status;
}

/* Writes down the tokens of a form that is new. */
static gloss_status add_sequence(gloss_entries *e, uint32_t form, const uint32_t *numbers,
                                 uint32_t n) {
  gloss_status status = gloss__grow(&e->alloc, (void **)&e->lengths, &e->lengths_room,
                                    (size_t)form + 1, sizeof *e->lengths);
  if (status == GLOSS_OK)
    status = gloss__grow(&e->alloc, (void **)&e->sequence, &e->sequence_room, e->n_sequence + n,
                         sizeof *e->sequence);
  if (status != GLOSS_OK) return status;
  e->lengths[form] = n;
  memcpy(e->sequence + e->n_sequence, numbers, n * sizeof *numbers);
  e->n_sequence += n;
  return GLOSS_OK;
}

/* Notes that an entry has a form, once. */
static gloss_status add_cut(gloss_entries *e, gloss__gaz_cut cut) {
  for (size_t i = e->n_cuts; i > 0 && e->cuts[i - 1].entry == cut.entry; i--)
    if (e->cuts[i - 1].form == cut.form) return GLOSS_OK;
  gloss_status status =
      gloss__grow(&e->alloc, (void **)&e->cuts, &e->cuts_room, e->n_cuts + 1, sizeof *e->cuts);
  if (status == GLOSS_OK) e->cuts[e->n_cuts++] = cut;
  return status;
}

/* Notes which forms the entries have, and the tokens of new ones: those from number `known` on. */
static gloss_status note_forms(gloss_entries *e, uint32_t known) {
  const gloss__cutting *c = &e->cutting;
  gloss_status status = GLOSS_OK;
  size_t word = 0;
  for (size_t i = 0; i < c->n_cuts && status == GLOSS_OK; i++) {
    uint32_t n = c->cuts[i].end - c->cuts[i].first, form = e->surfaces.numbers[i];
    gloss__gaz_cut cut = {form | (c->cuts[i].bytes ? GLOSS__GAZ_BYTES : 0), c->cuts[i].entry};
    if (form == known) {
      status = add_sequence(e, form, e->words.numbers + word, n);
      known++;
    }
    if (status == GLOSS_OK) status = add_cut(e, cut);
    word += n;
  }
  return status;
}

gloss_status gloss__gaz_add_forms(gloss_entries *e, uint32_t *entry, gloss_error *err) {
  const gloss__cutting *c = &e->cutting;
  uint32_t known = e->forms.count;
  size_t word = 0, failed;
  gloss_status status = add_tokens(e, entry, err);
  gloss__string_batch_clear(&e->surfaces);
  for (size_t i = 0; i < c->n_cuts && status == GLOSS_OK; i++) {
    status = write_form(e, &c->cuts[i], word);
    word += c->cuts[i].end - c->cuts[i].first;
  }
  if (status != GLOSS_OK) return status;
  status = gloss__string_batch_add(&e->surfaces, &e->alloc, &e->forms, &failed);
  if (status != GLOSS_OK) *entry = c->cuts[failed].entry;
  return status == GLOSS_OK ? note_forms(e, known) : status;
}
