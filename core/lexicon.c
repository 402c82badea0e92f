/* lexicon.c -- an open-addressed table of short forms; at most half full, of a power of two. */
#include "lexicon.h"

#include <string.h>

#include "mem.h"

typedef struct slot {
  char text[GLOSS__FORM_MAX];
  uint32_t flags;
  uint8_t size;
} slot;

struct gloss__lexicon {
  slot *slots;
  size_t room, count;
};

static unsigned char lower(unsigned char c) {
  return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 32) : c;
}

/* Returns the slot of a form, or the free one where it would be. */
static slot *probe(const gloss__lexicon *lexicon, gloss_str form) {
  uint32_t hash = 2166136261u;
  for (size_t i = 0; i < form.size; i++)
    hash = (hash ^ lower((unsigned char)form.data[i])) * 16777619u;
  for (size_t at = (hash ^ hash >> 15) & (lexicon->room - 1);;
       at = (at + 1) & (lexicon->room - 1)) {
    slot *s = &lexicon->slots[at];
    if (s->size == 0) return s;
    if (s->size != form.size) continue;
    size_t i = 0;
    while (i < form.size && (unsigned char)s->text[i] == lower((unsigned char)form.data[i])) i++;
    if (i == form.size) return s;
  }
}

/* Doubles the table. */
static gloss_status widen(gloss__lexicon *lexicon, const gloss_alloc *alloc) {
  gloss__lexicon wide = {NULL, lexicon->room * 2, lexicon->count};
  wide.slots = gloss__calloc(alloc, wide.room, sizeof(slot));
  if (wide.slots == NULL) return GLOSS_ENOMEM;
  for (size_t i = 0; i < lexicon->room; i++) {
    const slot *s = &lexicon->slots[i];
    if (s->size != 0) *probe(&wide, (gloss_str){s->text, s->size}) = *s;
  }
  gloss__free(alloc, lexicon->slots, lexicon->room * sizeof(slot));
  *lexicon = wide;
  return GLOSS_OK;
}

gloss_status gloss__lexicon_add(gloss__lexicon *lexicon, const gloss_alloc *alloc, gloss_str form,
                                unsigned flags) {
  if (form.size == 0 || form.size > GLOSS__FORM_MAX) return GLOSS_ERANGE;
  if (2 * (lexicon->count + 1) > lexicon->room) {
    gloss_status status = widen(lexicon, alloc);
    if (status != GLOSS_OK) return status;
  }
  slot *s = probe(lexicon, form);
  if (s->size == 0) {
    for (size_t i = 0; i < form.size; i++) s->text[i] = (char)lower((unsigned char)form.data[i]);
    s->size = (uint8_t)form.size;
    lexicon->count++;
  }
  s->flags |= flags;
  return GLOSS_OK;
}

unsigned gloss__lexicon_find(const gloss__lexicon *lexicon, gloss_str form) {
  return form.size == 0 || form.size > GLOSS__FORM_MAX ? 0 : probe(lexicon, form)->flags;
}

/* Adds the forms of a language's or the common table. */
static gloss_status add_all(gloss__lexicon *lexicon, const gloss_alloc *alloc,
                            const gloss__form *forms, size_t n) {
  for (size_t i = 0; i < n; i++) {
    for (const char *at = forms[i].texts; *at != '\0';) {
      size_t size = strcspn(at, " ");
      gloss_status status =
          gloss__lexicon_add(lexicon, alloc, (gloss_str){at, size}, forms[i].flags);
      if (status != GLOSS_OK) return status;
      at += size;
      at += *at == ' ';
    }
  }
  return GLOSS_OK;
}

gloss_status gloss__lexicon_new(gloss__lexicon **out, const gloss_alloc *alloc,
                                const gloss__language *language) {
  *out = NULL;
  gloss__lexicon *lexicon = gloss__calloc(alloc, 1, sizeof *lexicon);
  if (lexicon == NULL) return GLOSS_ENOMEM;
  gloss_status status = GLOSS_ENOMEM;
  lexicon->room = 2048;
  lexicon->slots = gloss__calloc(alloc, lexicon->room, sizeof(slot));
  if (lexicon->slots == NULL) goto fail;
  status = add_all(lexicon, alloc, language->forms, language->n_forms);
  if (status != GLOSS_OK) goto fail;
  status = add_all(lexicon, alloc, gloss__web_forms, gloss__n_web_forms);
  if (status != GLOSS_OK) goto fail;
  *out = lexicon;
  return GLOSS_OK;
fail:
  gloss__lexicon_free(lexicon, alloc);
  return status;
}

void gloss__lexicon_free(gloss__lexicon *lexicon, const gloss_alloc *alloc) {
  if (lexicon == NULL) return;
  gloss__free(alloc, lexicon->slots, lexicon->room * sizeof(slot));
  gloss__free(alloc, lexicon, sizeof *lexicon);
}

const gloss__language *gloss__language_find(const char *name) {
  return name == NULL || strcmp(name, gloss__english.name) == 0 ? &gloss__english : NULL;
}
