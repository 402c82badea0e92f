/* patternclass.c -- gives every token a class: tokens of one class look alike to all tests of words,
** kinds, shapes and space. Classes stay in the scratch from document to document. */
#include "patternrun.h"

static uint64_t key_of(const gloss__class *c) {
  return (uint64_t)c->lexeme << 32 | (uint64_t)c->shape << 16 | (uint64_t)c->kind << 8 | c->space;
}

static size_t place_of(const gloss__pstate *s, uint64_t key) {
  size_t mask = s->class_table_size - 1;
  size_t i = (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & mask;
  while (s->class_table[i] && s->class_keys[i] != key) i = (i + 1) & mask;
  return i;
}

static gloss_status grow_table(gloss__prun *r) {
  gloss__pstate *s = r->s;
  if ((size_t)s->n_classes * 2 < s->class_table_size) return GLOSS_OK;
  size_t size = s->class_table_size ? s->class_table_size * 2 : 1024, before = s->class_table_size;
  uint32_t *table = gloss__calloc(r->alloc, size, sizeof *table);
  uint64_t *keys = gloss__calloc(r->alloc, size, sizeof *keys);
  if (!table || !keys) {
    gloss__free(r->alloc, table, size * sizeof *table);
    gloss__free(r->alloc, keys, size * sizeof *keys);
    return GLOSS_ENOMEM;
  }
  gloss__free(r->alloc, s->class_table, before * sizeof *table);
  gloss__free(r->alloc, s->class_keys, before * sizeof *keys);
  s->class_table = table;
  s->class_keys = keys;
  s->class_table_size = size;
  for (uint32_t i = 0; i < s->n_classes; i++) {
    uint64_t key = key_of(&s->classes[i]);
    size_t place = place_of(s, key);
    s->class_table[place] = i + 1;
    s->class_keys[place] = key;
  }
  return GLOSS_OK;
}

/* Makes a new class. */
static gloss_status add_class(gloss__prun *r, const gloss__class *c, uint32_t *number) {
  gloss__pstate *s = r->s;
  size_t width = (r->phase->n_tests + 3) / 4;
  if (grow_table(r) ||
      gloss__grow(r->alloc, (void **)&s->classes, &s->classes_room, (size_t)s->n_classes + 1,
                  sizeof *s->classes) ||
      gloss__grow(r->alloc, (void **)&s->known, &s->known_room, (s->n_classes + 1) * width, 1))
    return GLOSS_ENOMEM;
  size_t place = place_of(s, key_of(c));
  memset(s->known + s->n_classes * width, 0, width);
  s->classes[s->n_classes] = *c;
  s->class_keys[place] = key_of(c);
  *number = s->n_classes++;
  s->class_table[place] = s->n_classes;
  gloss_status status = gloss__class_atoms(r);
  if (status == GLOSS_OK) return status;
  s->class_table[place] = 0;
  s->n_classes--;
  return status;
}

gloss_status gloss__classify(gloss__prun *r) {
  gloss__pstate *s = r->s;
  const gloss_phase *p = r->phase;
  gloss_column hash = {0};
  gloss_status status = gloss__grow(r->alloc, (void **)&s->token_classes, &s->token_classes_room,
                                    (size_t)r->n + 1, sizeof *s->token_classes);
  if (status == GLOSS_OK) status = grow_table(r);
  if (status == GLOSS_OK && p->lexicon.bitmap)
    status = gloss_layer_column(r->tokens, "hash", &hash);
  if (status == GLOSS_ENOENT || (status == GLOSS_OK && hash.values && hash.type != GLOSS_U64))
    return gloss__fail(r->err, GLOSS_ENOENT, 0, "layer %.80s has no hash of its tokens",
                       gloss_layer_name(r->tokens));
  const uint64_t *hashes = hash.values, *bitmap = p->lexicon.bitmap;
  uint64_t mask = p->lexicon.bitmap_mask;
  for (uint32_t i = 0; status == GLOSS_OK && i < r->n; i++) {
    gloss__class c = {.shape = r->shapes ? r->shapes[i] & p->shape_mask : 0,
                      .kind = r->kinds ? r->kinds[i] & p->kind_mask : 0,
                      .space = r->spaces ? r->spaces[i] & p->space_mask : 0};
    if (hashes && bitmap[(hashes[i] & mask) / 64] >> (hashes[i] & mask) % 64 & 1)
      status = gloss__words_find(r, i, hashes[i], &c.lexeme);
    if (status != GLOSS_OK) break;
    size_t place = place_of(s, key_of(&c));
    s->token_classes[i] = s->class_table[place] - 1;
    if (!s->class_table[place]) status = add_class(r, &c, &s->token_classes[i]);
    if (i % 8192 == 0 && gloss__scratch_stopped(r->scratch)) status = GLOSS_ESTOP;
  }
  return status;
}
