/* patternwords.c -- the words that the tests of a phase ask for, and which of them a token is.
** Words are found by the hash of the folded form and compared with the text, so that no collision
** is a word. */
#include <string.h>

#include "hash.h"
#include "patternrun.h"
#include "utf8.h"

/* Adds a form, after the folded form it belongs to. */
static gloss_status add_form(gloss_phase *p, gloss_str form, uint32_t folded, uint32_t *number) {
  gloss__words *w = &p->lexicon;
  uint32_t before = w->forms.count;
  gloss_status status = gloss__grow(&p->alloc, (void **)&w->next_form, &w->forms_room,
                                    ((size_t)before + 1) * 2, sizeof *w->next_form);
  if (status == GLOSS_OK)
    status =
        gloss__strings_add(&w->forms, &p->alloc, form, gloss__hash(form.data, form.size), number);
  if (status != GLOSS_OK || *number < before) return status;
  w->next_form[2 * before] = w->first_form[folded];
  w->next_form[2 * before + 1] = folded;
  w->first_form[folded] = before + 1;
  return GLOSS_OK;
}

static gloss_status add_folded(gloss_phase *p, gloss_str text, uint32_t *number) {
  gloss__words *w = &p->lexicon;
  uint32_t before = w->folded.count;
  gloss_status status = gloss__grow(&p->alloc, (void **)&w->first_form, &w->folded_room,
                                    (size_t)before + 1, sizeof *w->first_form);
  if (status == GLOSS_OK)
    status = gloss__strings_add(&w->folded, &p->alloc, text, gloss_hash(text), number);
  if (status == GLOSS_OK && *number == before) w->first_form[before] = 0;
  return status;
}

/* Adds the folded form of an exact one, then that. */
static gloss_status add_exact(gloss_phase *p, gloss_str text, uint32_t *number) {
  size_t room = text.size * 12 + 1, size;
  char *folded = gloss__alloc(&p->alloc, room);
  if (!folded) return GLOSS_ENOMEM;
  uint32_t word;
  gloss_status status = gloss__fold(&p->alloc, text, folded, room, &size);
  if (status == GLOSS_OK) status = add_folded(p, (gloss_str){folded, size}, &word);
  gloss__free(&p->alloc, folded, room);
  return status == GLOSS_OK ? add_form(p, text, word, number) : status;
}

/* Makes the bitmap of hashes, about 16 bits a word. */
static gloss_status make_bitmap(gloss_phase *p) {
  gloss__words *w = &p->lexicon;
  uint64_t bits = 1024;
  while (bits < (uint64_t)w->folded.count * 16) bits *= 2;
  w->bitmap = gloss__calloc(&p->alloc, bits / 64, sizeof *w->bitmap);
  if (!w->bitmap) return GLOSS_ENOMEM;
  w->bitmap_mask = bits - 1;
  for (uint32_t i = 0; i < w->folded.count; i++) {
    uint64_t bit = w->folded.hashes[i] & w->bitmap_mask;
    w->bitmap[bit / 64] |= UINT64_C(1) << bit % 64;
  }
  return GLOSS_OK;
}

static int is_less(const void *context, uint32_t a, uint32_t b) {
  (void)context;
  return a < b;
}

/* Sorts the words of each node, to be searched. */
static gloss_status sort_lists(gloss_phase *p) {
  const gloss__forest *f = &p->forest;
  size_t size = (size_t)f->n_lists * sizeof(uint32_t);
  uint32_t *work = gloss__alloc(&p->alloc, size);
  if (size && !work) return GLOSS_ENOMEM;
  for (uint32_t i = 1; i < f->n_nodes; i++) {
    const gloss__node *n = &f->nodes[i];
    if (n->kind == GLOSS_NODE_WORDS || n->kind == GLOSS_NODE_FORMS)
      gloss__sort_by(p->words + n->strings, work, n->n_strings, is_less, NULL);
  }
  gloss__free(&p->alloc, work, size);
  return GLOSS_OK;
}

gloss_status gloss__words_make(gloss_phase *p) {
  const gloss__forest *f = &p->forest;
  p->words = gloss__calloc(&p->alloc, (size_t)f->n_lists + 1, sizeof *p->words);
  if (!p->words) return GLOSS_ENOMEM;
  gloss_status status = GLOSS_OK;
  for (uint32_t i = 1; status == GLOSS_OK && i < f->n_nodes; i++) {
    const gloss__node *n = &f->nodes[i];
    if (n->kind != GLOSS_NODE_WORDS && n->kind != GLOSS_NODE_FORMS) continue;
    for (uint32_t k = n->strings; status == GLOSS_OK && k < n->strings + n->n_strings; k++) {
      gloss_str text = gloss__phase_text(p, f->lists[k]);
      status = n->kind == GLOSS_NODE_WORDS ? add_folded(p, text, &p->words[k])
                                           : add_exact(p, text, &p->words[k]);
    }
  }
  if (status == GLOSS_OK && p->lexicon.folded.count) status = make_bitmap(p);
  return status == GLOSS_OK ? sort_lists(p) : status;
}

void gloss__words_free(gloss_phase *p) {
  gloss__words *w = &p->lexicon;
  gloss__strings_free(&w->folded, &p->alloc);
  gloss__strings_free(&w->forms, &p->alloc);
  gloss__free(&p->alloc, w->next_form, w->forms_room * sizeof *w->next_form);
  gloss__free(&p->alloc, w->first_form, w->folded_room * sizeof *w->first_form);
  gloss__free(&p->alloc, w->bitmap, w->bitmap ? (w->bitmap_mask + 1) / 8 : 0);
  gloss__free(&p->alloc, p->words, ((size_t)p->forest.n_lists + 1) * sizeof *p->words);
}

/* ---- Tokens ---- */

/* Says whether a token folds to a word; ASCII is folded on the way. */
static gloss_status folds_to(gloss__prun *r, gloss_str token, gloss_str word, int *same) {
  *same = 0;
  size_t i = 0;
  for (; i < token.size && (unsigned char)token.data[i] < 0x80; i++) {
    unsigned char c = (unsigned char)token.data[i];
    if (c >= 'A' && c <= 'Z') c |= 32;
    if (i >= word.size || (unsigned char)word.data[i] != c) break;
  }
  if (i == token.size) {
    *same = i == word.size;
    return GLOSS_OK;
  }
  if ((unsigned char)token.data[i] < 0x80 && token.size == word.size) {
    unsigned char high = 0;
    for (size_t k = 0; k < token.size; k++) high |= (unsigned char)token.data[k];
    if (high < 0x80) return GLOSS_OK;
  }
  size_t size;
  gloss_status status =
      gloss__grow(r->alloc, (void **)&r->s->folded, &r->s->folded_room, token.size * 12 + 1, 1);
  if (status == GLOSS_OK)
    status = gloss__fold(r->alloc, token, r->s->folded, r->s->folded_room, &size);
  if (status == GLOSS_OK) *same = size == word.size && memcmp(word.data, r->s->folded, size) == 0;
  return status;
}

gloss_status gloss__words_find(gloss__prun *r, uint32_t token, uint64_t hash, uint32_t *lexeme) {
  const gloss__words *w = &r->phase->lexicon;
  *lexeme = 0;
  if (!(w->bitmap[(hash & w->bitmap_mask) / 64] >> hash % 64 & 1)) return GLOSS_OK;
  gloss_str text = gloss__prun_token(r, token);
  size_t mask = w->folded.table_size - 1;
  for (size_t i = gloss__strings_home(&w->folded, hash); w->folded.table[i]; i = (i + 1) & mask) {
    uint32_t word = w->folded.table[i] - 1;
    if (w->folded.hashes[word] != hash) continue;
    int same;
    gloss_status status = folds_to(r, text, gloss__strings_get(&w->folded, word), &same);
    if (status != GLOSS_OK) return status;
    if (!same) continue;
    *lexeme = 1 + word;
    for (uint32_t f = w->first_form[word]; f; f = w->next_form[2 * (f - 1)]) {
      gloss_str form = gloss__strings_get(&w->forms, f - 1);
      if (form.size == text.size && memcmp(form.data, text.data, text.size) == 0)
        *lexeme = w->folded.count + f;
    }
    return GLOSS_OK;
  }
  return GLOSS_OK;
}
