/* exceptions.c -- the caller's own forms: kept whole, or cut into parts.
**
** One table of texts finds them: each form, and each form's head, which is its first run of
** letters and digits, or its first byte if it begins with none. A head knows its forms' lengths.
** A form ends where a word does, so in text it begins with the very head of the text there: a
** place costs one look for its head, however many forms there are, and one a length if it is
** found. Most places are told before: by a hash of the head in a set of the heads that are
** forms, and by the byte behind it. Invariant: the table is at most half full, of a power of
** two. */
#include <string.h>

#include "hash.h"
#include "mem.h"
#include "tokenizer.h"
#include "utf8.h"

enum { FORM_MAX = 64 }; /* bytes; cuts and lengths are bits of a word */

/* Says whether a form can be used; *parts receives its parts: one, or several parted by a space. */
static int is_good(gloss_str form, int split, uint32_t *parts) {
  uint32_t length;
  *parts = 1;
  if (form.size == 0 || form.size > 2 * FORM_MAX) return 0;
  if (gloss_utf8_check(form, NULL) != GLOSS_OK) return 0;
  for (size_t i = 0; i < form.size; i += length) {
    uint32_t c = gloss__utf8_decode(form.data + i, &length);
    if (c != ' ') {
      if (gloss__codepoint_class(c) & GLOSS__SPACE_CHAR) return 0;
      continue;
    }
    if (i == 0 || i + 1 == form.size || form.data[i + 1] == ' ') return 0;
    ++*parts;
  }
  if (form.size - (*parts - 1) > FORM_MAX) return 0;
  return split ? *parts > 1 : *parts == 1;
}

/* Gives the bytes of the head of a text of at least one byte, over FORM_MAX if no form has it. */
static uint32_t head_size(const char *text, size_t size) {
  uint32_t n = 0, length = 1;
  for (; n < size && n <= FORM_MAX; n += length) {
    unsigned class = gloss__byte_class[(unsigned char)text[n]];
    length = 1;
    if (!(class & GLOSS__WORD_BYTE)) break;
    if (!(class & GLOSS__HIGH_BYTE)) continue;
    class = gloss__codepoint_class(gloss__utf8_decode(text + n, &length));
    if (!(class & (GLOSS__LETTER | GLOSS__DIGIT | GLOSS__MARK))) break;
  }
  return n == 0 ? 1 : n;
}

/* Gives the bit of a form of one run in the set of such forms: of its first eight bytes and size.
** `room` is how many bytes can be read. */
static uint32_t filter_bit(const char *text, uint32_t size, size_t room) {
  char padded[8] = "";
  if (room < 8) text = memcpy(padded, text, room);
  uint64_t x = gloss__hash_read8((const unsigned char *)text);
  if (size < 8) x &= (UINT64_C(1) << 8 * size) - 1;
  return (uint32_t)((x + size) * GLOSS__HASH_K0 >> (64 - GLOSS__FILTER_BITS));
}

/* Returns the slot of a text, or the free one where it would be. */
static gloss__exception *probe(const gloss__exceptions *e, const char *text, uint32_t size) {
  for (size_t at = gloss__hash(text, size) & (e->room - 1);; at = (at + 1) & (e->room - 1)) {
    gloss__exception *x = &e->slots[at];
    if (x->size == 0 || (x->size == size && memcmp(x->text, text, size) == 0)) return x;
  }
}

/* Adds a form; the spaces of one to be cut are left out and become cuts. */
static gloss_status add(gloss__exceptions *e, gloss_str form, int split, gloss_error *err) {
  uint32_t parts, size = 0;
  int shown = (int)(form.size > 80 ? 80 : form.size);
  if (!is_good(form, split, &parts)) {
    return gloss__fail(err, GLOSS_EARG, 0,
                       split
                           ? "bad form in split: \"%.*s\" (1 to 64 bytes of UTF-8 and single "
                             "spaces between the parts)"
                           : "bad form in keep: \"%.*s\" (1 to 64 bytes of UTF-8, no white space)",
                       shown, form.data);
  }
  char *text = e->texts + e->texts_size;
  uint64_t cuts = 0;
  for (size_t i = 0; i < form.size; i++) {
    if (form.data[i] != ' ')
      text[size++] = form.data[i];
    else
      cuts |= UINT64_C(1) << size;
  }
  gloss__exception *x = probe(e, text, size);
  if (x->is_form && x->cuts != cuts) {
    return gloss__fail(err, GLOSS_EARG, 0, "\"%.*s\" is listed twice, to be cut in two ways", shown,
                       form.data);
  }
  e->texts_size += size;
  x->text = text;
  x->size = (uint8_t)size;
  x->is_form = 1;
  x->cuts = cuts;
  uint32_t first = head_size(text, size);
  gloss__exception *head = probe(e, text, first);
  head->text = text;
  head->size = (uint8_t)first;
  head->lengths |= UINT64_C(1) << (size - 1);
  uint32_t bit = filter_bit(text, size, size);
  if (first == size)
    e->filter[bit / 64] |= UINT64_C(1) << bit % 64;
  else
    e->behind[(unsigned char)text[first]] = 1;
  return GLOSS_OK;
}

/* Makes room for n forms of so many bytes. */
static gloss_status make_room(gloss__exceptions *e, const gloss_alloc *alloc, size_t n,
                              size_t bytes) {
  if (n > SIZE_MAX / 8) return GLOSS_ENOMEM;
  e->room = 8;
  while (e->room < 4 * n) e->room *= 2; /* a form and its head take two slots */
  e->slots = gloss__calloc(alloc, e->room, sizeof *e->slots);
  if (!e->slots) return GLOSS_ENOMEM;
  e->texts_room = bytes;
  e->texts = gloss__alloc(alloc, bytes);
  return e->texts ? GLOSS_OK : GLOSS_ENOMEM;
}

gloss_status gloss__exceptions_new(gloss__exceptions *e, const gloss_alloc *alloc,
                                   const gloss_tokenizer_options *options, gloss_error *err) {
  size_t n, bytes = 1; /* so that forms which are all bad make a text too */
  memset(e, 0, sizeof *e);
  if (gloss__add(options->n_keep, options->n_split, &n)) n = SIZE_MAX;
  if (n == 0) return GLOSS_OK;
  for (size_t i = 0; i < options->n_keep; i++)
    if (gloss__add(bytes, options->keep[i].size, &bytes)) bytes = SIZE_MAX;
  for (size_t i = 0; i < options->n_split; i++)
    if (gloss__add(bytes, options->split[i].size, &bytes)) bytes = SIZE_MAX;
  if (make_room(e, alloc, n, bytes) != GLOSS_OK)
    return gloss__fail(err, GLOSS_ENOMEM, 0, "out of memory");
  for (size_t i = 0; i < n; i++) {
    int split = i >= options->n_keep;
    gloss_str form = split ? options->split[i - options->n_keep] : options->keep[i];
    gloss_status status = add(e, form, split, err);
    if (status != GLOSS_OK) return status;
  }
  e->count = n;
  return GLOSS_OK;
}

void gloss__exceptions_free(gloss__exceptions *e, const gloss_alloc *alloc) {
  gloss__free(alloc, e->slots, e->room * sizeof *e->slots);
  gloss__free(alloc, e->texts, e->texts_room);
}

uint64_t gloss__exceptions_hash(const gloss__exceptions *e) {
  uint64_t sum = 0;
  for (size_t i = 0; i < e->room; i++) {
    const gloss__exception *x = &e->slots[i];
    if (x->is_form)
      sum += gloss__hash_fold(gloss__hash(x->text, x->size) ^ x->cuts, GLOSS__HASH_K1);
  }
  return sum;
}

int gloss__exceptions_has(const gloss__exceptions *e, gloss_str text) {
  if (e->count == 0 || text.size == 0 || text.size > FORM_MAX) return 0;
  return probe(e, text.data, (uint32_t)text.size)->is_form;
}

/* Returns the longest form at i that ends where a word may end, or NULL.
**   word_end  where the letters and digits from i end; i if there are none */
static const gloss__exception *form_at(const gloss__exceptions *e, const gloss__repair *r,
                                       uint32_t i, uint32_t word_end) {
  const char *text = r->text + i;
  uint32_t size = word_end > i ? word_end - i : 1;
  uint32_t bit = filter_bit(text, size, r->size - i);
  if (!(e->filter[bit / 64] >> bit % 64 & 1) && !e->behind[gloss__at(r, i + size)]) return NULL;
  uint64_t lengths = size > FORM_MAX ? 0 : probe(e, text, size)->lengths;
  while (lengths != 0) {
    size = 64 - (uint32_t)__builtin_clzll(lengths);
    uint32_t end = i + size;
    lengths ^= UINT64_C(1) << (size - 1);
    if (end > r->end || (gloss__at(r, end) & 0xC0) == 0x80) continue; /* inside a character */
    if (gloss__word_before(r, end) && gloss__word_at(r, end)) continue;
    const gloss__exception *x = probe(e, text, size);
    if (x->is_form) return x;
  }
  return NULL;
}

void gloss__exceptions_apply(const gloss__exceptions *e, gloss__repair *r) {
  size_t n = (r->end - r->base + 63) / 64;
  uint32_t from = r->base, word_end = 0; /* kept: many tokens can start in one run of ideographs */
  for (size_t w = 0; w < n; w++) {
    for (uint64_t bits = r->starts[w]; bits != 0; bits &= bits - 1) {
      uint32_t i = r->base + (uint32_t)(64 * w) + (uint32_t)__builtin_ctzll(bits);
      if (i < from) continue;
      if (word_end <= i) word_end = gloss__word_end(r, i);
      const gloss__exception *x = form_at(e, r, i, word_end);
      if (!x) continue;
      gloss__join(r, i, i + x->size);
      for (uint32_t k = 1; k < x->size; k++) {
        if (x->cuts >> k & 1) gloss__set_start(r, i + k);
      }
      from = i + x->size;
    }
  }
}
