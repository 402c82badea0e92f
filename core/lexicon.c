/* lexicon.c -- an open-addressed table of short forms in lower case; at most half full, of a power
** of two. */
#include "lexicon.h"

#include <limits.h>
#include <string.h>

#include "ascii.h"
#include "hash.h"
#include "mem.h"
#include "utf8.h"

enum { FILTER_BITS = 11 };

typedef struct slot {
  char text[GLOSS__FORM_MAX];
  uint32_t flags;
  uint8_t size;
} slot;

struct gloss__lexicon {
  slot *slots;
  size_t room, count;
  unsigned flags; /* of all forms */
  gloss__form_set abbreviations, prefixes;
  uint32_t
      filter[1 << FILTER_BITS]; /* by the first bits of their places: flags of all such forms */
  uint32_t letters[32];         /* flags of the ASCII letters, by their five low bits */
  uint32_t joints[32]; /* by five bits of a byte before the last stop within an abbreviation: those
                       ** of its last byte, a bit each */
};

/* Writes the lower case of the non-ASCII character at p, of the same length, and a medial sigma for
** a final one. Gives its length. */
static uint32_t lower_high(const char *p, char *out) {
  uint32_t length, c = gloss__utf8_decode(p, &length), low = gloss__codepoint_lower(c);
  if (low == 0x3C2) low = 0x3C3;
  if (length == 2 && low >= 0x80 && low < 0x800) {
    out[0] = (char)(0xC0 | low >> 6);
    out[1] = (char)(0x80 | (low & 63));
  } else if (length == 3 && low >= 0x800 && low < 0x10000) {
    out[0] = (char)(0xE0 | low >> 12);
    out[1] = (char)(0x80 | (low >> 6 & 63));
    out[2] = (char)(0x80 | (low & 63));
  } else {
    memcpy(out, p, length);
  }
  return length;
}

void gloss__lexicon_fold(gloss_str form, char out[GLOSS__FORM_MAX]) {
  uint64_t x, all = 0;
  memset(out, 0, GLOSS__FORM_MAX);
  memcpy(out, form.data, form.size);
  for (size_t i = 0; i < form.size; i += 8) {
    memcpy(&x, out + i, 8);
    all |= x;
    x = gloss__lower8(x);
    memcpy(out + i, &x, 8);
  }
  if (!(all & GLOSS__ASCII_HIGH)) return;
  for (size_t i = 0; i < form.size;)
    i += (unsigned char)form.data[i] >= 0x80 ? lower_high(form.data + i, out + i) : 1;
}

/* Whether a form is one ASCII letter: they are looked up at once. */
static inline int is_letter(gloss_str form) {
  return form.size == 1 && (unsigned char)((form.data[0] | 32) - 'a') < 26;
}

/* Returns the slot of a folded form of so many bytes, or the free one where it would be. */
static slot *probe(const gloss__lexicon *lexicon, const char form[GLOSS__FORM_MAX], size_t size) {
  uint64_t x, hash = size;
  for (size_t i = 0; i < size; i += 8) {
    memcpy(&x, form + i, 8);
    hash = gloss__hash_fold(hash ^ GLOSS__HASH_K1, x ^ GLOSS__HASH_K0);
  }
  for (size_t at = hash & (lexicon->room - 1);; at = (at + 1) & (lexicon->room - 1)) {
    slot *s = &lexicon->slots[at];
    if (s->size == 0 || (s->size == size && memcmp(s->text, form, GLOSS__FORM_MAX) == 0)) return s;
  }
}

/* Doubles the table. */
static gloss_status widen(gloss__lexicon *lexicon, const gloss_alloc *alloc) {
  size_t room = lexicon->room;
  slot *slots = lexicon->slots, *wide = gloss__calloc(alloc, 2 * room, sizeof(slot));
  if (wide == NULL) return GLOSS_ENOMEM;
  lexicon->slots = wide;
  lexicon->room = 2 * room;
  for (size_t i = 0; i < room; i++) {
    if (slots[i].size != 0) *probe(lexicon, slots[i].text, slots[i].size) = slots[i];
  }
  gloss__free(alloc, slots, room * sizeof(slot));
  return GLOSS_OK;
}

/* Gives the place of the last stop inside a form, behind one byte at least; 0 for none. */
static size_t inner_stop(gloss_str form) {
  size_t i = form.size - 1;
  while (i > 0 && form.data[i] != '.') i--;
  return i;
}

/* Takes note of the last stop inside an abbreviation. */
static void add_joint(gloss__lexicon *lexicon, gloss_str form) {
  size_t stop = inner_stop(form);
  uint32_t last = UINT32_C(1) << gloss__five_bits(form.data[form.size - 1]);
  if (stop != 0) lexicon->joints[gloss__five_bits(form.data[stop - 1])] |= last;
}

gloss_status gloss__lexicon_add(gloss__lexicon *lexicon, const gloss_alloc *alloc, gloss_str form,
                                unsigned flags) {
  char folded[GLOSS__FORM_MAX];
  if (form.size == 0 || form.size > GLOSS__FORM_MAX) return GLOSS_ERANGE;
  if (2 * (lexicon->count + 1) > lexicon->room) {
    gloss_status status = widen(lexicon, alloc);
    if (status != GLOSS_OK) return status;
  }
  gloss__lexicon_fold(form, folded);
  lexicon->flags |= flags;
  unsigned place = gloss__form_place(form.data, form.size);
  uint64_t bit = UINT64_C(1) << place % 64;
  if (flags & GLOSS__ABBREVIATION) lexicon->abbreviations.bits[place / 64] |= bit;
  if (flags & GLOSS__ABBREVIATION) add_joint(lexicon, form);
  if (flags & GLOSS__PREFIX) lexicon->prefixes.bits[place / 64] |= bit;
  lexicon->filter[place >> (GLOSS__PLACE_BITS - FILTER_BITS)] |= flags;
  if (is_letter(form)) lexicon->letters[form.data[0] & 31] |= flags;
  slot *s = probe(lexicon, folded, form.size);
  if (s->size == 0) {
    memcpy(s->text, folded, sizeof folded);
    s->size = (uint8_t)form.size;
    lexicon->count++;
  }
  s->flags |= flags;
  return GLOSS_OK;
}

const gloss__form_set *gloss__lexicon_abbreviations(const gloss__lexicon *lexicon) {
  return &lexicon->abbreviations;
}

const gloss__form_set *gloss__lexicon_prefixes(const gloss__lexicon *lexicon) {
  return &lexicon->prefixes;
}

int gloss__lexicon_joins(const gloss__lexicon *lexicon, gloss_str word, gloss_str last) {
  size_t stop = inner_stop(last);
  char before = stop != 0 ? last.data[stop - 1] : word.data[word.size - 1];
  uint32_t lasts = lexicon->joints[gloss__five_bits(before)];
  return (int)(lasts >> gloss__five_bits(last.data[last.size - 1]) & 1);
}

unsigned gloss__lexicon_flags(const gloss__lexicon *lexicon) { return lexicon->flags; }

/* Gives the flags of a form that the filter let through. */
static unsigned look_up(const gloss__lexicon *lexicon, gloss_str form) {
  char folded[GLOSS__FORM_MAX];
  gloss__lexicon_fold(form, folded);
  return probe(lexicon, folded, form.size)->flags;
}

unsigned gloss__lexicon_match(const gloss__lexicon *lexicon, gloss_str form, unsigned wanted) {
  if (!(lexicon->flags & wanted) || form.size == 0 || form.size > GLOSS__FORM_MAX) return 0;
  if (is_letter(form)) {
    uint32_t flags = lexicon->letters[form.data[0] & 31];
    return flags & wanted ? flags : 0;
  }
  unsigned place = gloss__form_place(form.data, form.size);
  if (!(lexicon->filter[place >> (GLOSS__PLACE_BITS - FILTER_BITS)] & wanted)) return 0;
  unsigned flags = look_up(lexicon, form);
  return flags & wanted ? flags : 0;
}

unsigned gloss__lexicon_find(const gloss__lexicon *lexicon, gloss_str form) {
  return gloss__lexicon_match(lexicon, form, UINT_MAX);
}

uint64_t gloss__lexicon_hash(const gloss__lexicon *lexicon) {
  uint64_t sum = 0;
  for (size_t i = 0; i < lexicon->room; i++) {
    const slot *s = &lexicon->slots[i];
    if (s->size != 0)
      sum += gloss__hash_fold(gloss__hash(s->text, s->size) ^ s->flags, GLOSS__HASH_K1);
  }
  return sum;
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
