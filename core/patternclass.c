/* patternclass.c -- gives tokens their class when it is asked for: tokens of one class look alike to
** all tests of words, kinds, shapes and space. Classes stay in the scratch from document to document. */
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

static gloss_status add_atom(gloss__prun *r, uint32_t atom, uint32_t *n) {
  gloss_status status = gloss__grow(r->alloc, (void **)&r->s->class_atoms, &r->s->class_atoms_room,
                                    (size_t)*n + 1, sizeof *r->s->class_atoms);
  if (status == GLOSS_OK) r->s->class_atoms[(*n)++] = atom;
  return status;
}

/* Lists the needed tests that the next class, one without a word, may pass. */
static gloss_status add_atoms(gloss__prun *r, const gloss__class *c) {
  gloss__pstate *s = r->s;
  const gloss__wants *w = &r->phase->wants;
  gloss_status status = gloss__grow(r->alloc, (void **)&s->class_first, &s->class_first_room,
                                    (size_t)s->n_classes + 2, sizeof *s->class_first);
  if (status != GLOSS_OK) return status;
  if (s->n_classes == 0) s->class_first[0] = 0;
  uint32_t n = s->class_first[s->n_classes];
  for (uint32_t i = 0; status == GLOSS_OK && !c->lexeme && i < w->n_plain; i++)
    if (gloss__test_class(r, r->phase->tests[w->plain[i]], c) != 1)
      status = add_atom(r, w->plain[i], &n);
  if (status == GLOSS_OK) status = add_atom(r, 0, &n);
  s->class_first[s->n_classes + 1] = n;
  return status;
}

/* Makes a new class. */
static gloss_status add_class(gloss__prun *r, const gloss__class *c, uint32_t *number) {
  gloss__pstate *s = r->s;
  if (grow_table(r) || add_atoms(r, c) ||
      gloss__grow(r->alloc, (void **)&s->classes, &s->classes_room, (size_t)s->n_classes + 1,
                  sizeof *s->classes))
    return GLOSS_ENOMEM;
  size_t place = place_of(s, key_of(c));
  s->classes[s->n_classes] = *c;
  s->class_keys[place] = key_of(c);
  *number = s->n_classes++;
  s->class_table[place] = s->n_classes;
  return GLOSS_OK;
}

gloss_status gloss__class_find(gloss__prun *r, const gloss__class *c, uint32_t *class) {
  size_t place = place_of(r->s, key_of(c));
  *class = r->s->class_table[place] - 1;
  return *class == GLOSS_NONE ? add_class(r, c, class) : GLOSS_OK;
}

gloss_status gloss__classes_open(gloss__prun *r) {
  gloss__pstate *s = r->s;
  gloss_column hash = {0};
  gloss_status status = gloss__grow(r->alloc, (void **)&s->token_classes, &s->token_classes_room,
                                    (size_t)r->n + 1, sizeof *s->token_classes);
  size_t words = (size_t)r->n / 64 + 1;
  if (status == GLOSS_OK)
    status =
        gloss__grow(r->alloc, (void **)&s->classed, &s->classed_room, words, sizeof *s->classed);
  if (status == GLOSS_OK) status = grow_table(r);
  if (status != GLOSS_OK) return status;
  memset(s->classed, 0, words * sizeof *s->classed);
  if (!r->phase->lexicon.bitmap) return GLOSS_OK;
  status = gloss_layer_column(r->tokens, "hash", &hash);
  if (status == GLOSS_ENOENT || (status == GLOSS_OK && hash.values && hash.type != GLOSS_U64))
    return gloss__fail(r->err, GLOSS_ENOENT, 0, "layer %.80s has no hash of its tokens",
                       gloss_layer_name(r->tokens));
  r->hashes = hash.values;
  return status;
}

gloss_status gloss__class_make(gloss__prun *r, uint32_t token, uint32_t *class) {
  gloss__class c = gloss__plain_class(r, token);
  if (r->hashes) {
    gloss_status status = gloss__words_find(r, token, r->hashes[token], &c.lexeme);
    if (status != GLOSS_OK) return status;
  }
  gloss_status status = gloss__class_find(r, &c, class);
  if (status != GLOSS_OK) return status;
  r->s->token_classes[token] = *class;
  r->s->classed[token / 64] |= UINT64_C(1) << token % 64;
  return status;
}
