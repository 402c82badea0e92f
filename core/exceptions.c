/* exceptions.c -- the caller's own forms: kept whole, or cut into parts. */
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "tokenizer.h"

enum { FORM_MAX = 64 }; /* bytes; cuts are bits of a word */

static int longest_first(const void *a, const void *b) {
  const gloss__exception *x = a, *y = b;
  if (x->size != y->size) return x->size < y->size ? 1 : -1;
  return memcmp(x->text, y->text, x->size);
}

static int is_space(char c) {
  return (gloss__byte_class[(unsigned char)c] & GLOSS__SPACE_BYTE) != 0;
}

/* Says whether a form can be used; *parts receives its parts: one, or several parted by a space. */
static int is_good(gloss_str form, int split, uint32_t *parts) {
  *parts = 1;
  if (form.size == 0 || form.size > FORM_MAX || gloss_utf8_check(form, NULL) != GLOSS_OK) return 0;
  for (size_t i = 0; i < form.size; i++) {
    if (!is_space(form.data[i])) continue;
    if (form.data[i] != ' ' || i == 0 || i + 1 == form.size || is_space(form.data[i + 1])) return 0;
    ++*parts;
  }
  return split ? *parts > 1 : *parts == 1;
}

/* Adds a form; the spaces of one to be cut are left out and become cuts. */
static gloss_status add(gloss__exceptions *e, const gloss_alloc *alloc, gloss_str form, int split,
                        gloss_error *err) {
  gloss__exception *x = &e->forms[e->count];
  uint32_t parts;
  if (!is_good(form, split, &parts)) {
    return gloss__fail(err, GLOSS_EARG, 0,
                       split ? "bad form in split: \"%.*s\" (UTF-8, parts parted by one space)"
                             : "bad form in keep: \"%.*s\" (UTF-8, no white space)",
                       (int)(form.size > 60 ? 60 : form.size), form.data);
  }
  x->text = gloss__alloc(alloc, form.size - (parts - 1));
  if (!x->text) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  e->count++;
  for (size_t i = 0; i < form.size; i++) {
    if (form.data[i] != ' ')
      x->text[x->size++] = form.data[i];
    else
      x->cuts |= UINT64_C(1) << x->size;
  }
  e->first[(unsigned char)x->text[0]] = 1;
  return GLOSS_OK;
}

gloss_status gloss__exceptions_new(gloss__exceptions *e, const gloss_alloc *alloc,
                                   const gloss_tokenizer_options *options, gloss_error *err) {
  size_t n;
  memset(e, 0, sizeof *e);
  if (gloss__add(options->n_keep, options->n_split, &n)) n = SIZE_MAX;
  if (n == 0) return GLOSS_OK;
  e->forms = gloss__calloc(alloc, n, sizeof *e->forms);
  if (!e->forms) return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  e->room = n;
  for (size_t i = 0; i < n; i++) {
    int split = i >= options->n_keep;
    gloss_str form = split ? options->split[i - options->n_keep] : options->keep[i];
    gloss_status status = add(e, alloc, form, split, err);
    if (status != GLOSS_OK) return status;
  }
  qsort(e->forms, e->count, sizeof *e->forms, longest_first);
  return GLOSS_OK;
}

void gloss__exceptions_free(gloss__exceptions *e, const gloss_alloc *alloc) {
  for (size_t i = 0; i < e->count; i++) gloss__free(alloc, e->forms[i].text, e->forms[i].size);
  gloss__free(alloc, e->forms, e->room * sizeof *e->forms);
}

/* Returns the longest form at i that ends where a word may end, or NULL. */
static const gloss__exception *form_at(const gloss__exceptions *e, const gloss__repair *r,
                                       uint32_t i) {
  for (size_t k = 0; k < e->count; k++) {
    const gloss__exception *x = &e->forms[k];
    if (x->size > r->end - i || memcmp(x->text, r->text + i, x->size) != 0) continue;
    uint32_t end = i + x->size;
    if (!gloss__word_before(r, end) || !gloss__word_at(r, end)) return x;
  }
  return NULL;
}

void gloss__exceptions_apply(const gloss__exceptions *e, gloss__repair *r) {
  size_t n = (r->end - r->base + 63) / 64;
  uint32_t from = r->base;
  for (size_t w = 0; w < n; w++) {
    for (uint64_t bits = r->starts[w]; bits != 0; bits &= bits - 1) {
      uint32_t i = r->base + (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(bits);
      if (i < from || !e->first[(unsigned char)r->text[i]]) continue;
      const gloss__exception *x = form_at(e, r, i);
      if (!x) continue;
      gloss__join(r, i, i + x->size);
      for (uint32_t k = 1; k < x->size; k++) {
        if (x->cuts >> k & 1) gloss__set_start(r, i + k);
      }
      from = i + x->size;
    }
  }
}
