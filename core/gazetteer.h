/* gazetteer.h -- a compiled gazetteer: one image of index-based sections, in memory as on disk.
**
** A form is a surface as the tokenizer cuts it. Each beginning of a form, of two tokens or more,
** and each form of one token has a key, a chain of the hashes of its tokens; its slot lies in one
** open-addressed table, at a place the key gives, marked with 32 other bits of the key. In front of
** the table are filters by the heads of tokens (gazfilter.h), which may say yes where they should
** say no: `firsts` whether a token begins a form, `singles` whether it is one, `pairs` whether it
** and the next one begin one. Keys may be equal by chance or by design, so whatever they say is
** compared with the text.
**
** The value of a slot where no form ends has, in place of a posting, a bit for each token by which
** forms go on: it may say yes where it should say no, too.
** A slot's postings stand one after the other in order of adding, up to the one marked LAST. What a
** posting is compared with are the form's tokens, each followed by NEXT, the last by END.
** Sections of a mapped file are never trusted: every index is checked where it is used. */
#ifndef GLOSS_CORE_GAZETTEER_H
#define GLOSS_CORE_GAZETTEER_H

#include "gazfilter.h"
#include "mem.h"

#include <stdatomic.h>

#define GLOSS__GAZ_TOKENS 255u       /* of a form, at most: what a token of text costs at worst */
#define GLOSS__GAZ_SURFACES 64u      /* forms of one key, at most */
#define GLOSS__GAZ_PROBES 255u       /* slots to look at, at most */
#define GLOSS__GAZ_WINDOW 4u         /* and at least */
#define GLOSS__GAZ_ENDS 0x80000000u  /* in slot.value: forms end here */
#define GLOSS__GAZ_MORE 0x40000000u  /* in slot.value: forms go on from here */
#define GLOSS__GAZ_FIRST 0x3FFFFFFFu /* in slot.value: the first posting, if ENDS */
#define GLOSS__GAZ_LAST 0x80000000u  /* in posting.entry: the last of its slot */
#define GLOSS__GAZ_BYTES 0x80000000u /* in posting.form: compare bytes, not folded forms */
#define GLOSS__GAZ_COLUMNS 256u      /* at most */
#define GLOSS__GAZ_FILTER_MAX (1u << 25)                /* words of a filter, at most */
#define GLOSS__GAZ_HEADER 248u                          /* bytes of a file before its sections */
enum { GLOSS__GAZ_NEXT = 0xFF, GLOSS__GAZ_END = 0xFE }; /* bytes no UTF-8 holds */

/* Flags: how entries match, beside case and policy; gloss_variant's stand above VARIANTS. */
enum {
  GLOSS__GAZ_ONLY = 1,      /* validity "only" */
  GLOSS__GAZ_SUBSTRING = 2, /* units, see gazunits.c */
  GLOSS__GAZ_PLAIN = 4,     /* diacritics off */
  GLOSS__GAZ_FUZZY = 8,     /* times the edits, 0 to 2 */
  GLOSS__GAZ_VARIANTS = 256,
  GLOSS__GAZ_FLAGS = 7 + 3 * 8 + 31 * 256
};

/* Gives the edits that entries allow. */
static inline unsigned gloss__gaz_edits(uint32_t flags) { return flags / GLOSS__GAZ_FUZZY & 3; }

typedef struct gloss__gaz_slot {
  uint32_t tag, value;
} gloss__gaz_slot; /* value 0: free */
typedef struct gloss__gaz_posting {
  uint32_t form, entry;
} gloss__gaz_posting;

enum gloss__gaz_section {
  GLOSS__GAZ_NAMES,  /* the gazetteer's name and the columns', NUL after each */
  GLOSS__GAZ_FIRSTS, /* the filters: u64 words, a power of two of them each */
  GLOSS__GAZ_SINGLES,
  GLOSS__GAZ_PAIRS,
  GLOSS__GAZ_SLOTS,
  GLOSS__GAZ_POSTINGS,
  GLOSS__GAZ_FORMS,
  GLOSS__GAZ_CELLS,  /* u32: value numbers, a column after the other; 0 is absent */
  GLOSS__GAZ_VALUES, /* u32: value v is text[values[v - 1]] to text[values[v]] */
  GLOSS__GAZ_TEXT,
  GLOSS__GAZ_SECTIONS
};

/* Columns that rule when an entry matches (gazrules.c). */
enum gloss__gaz_rule {
  GLOSS__GAZ_VALID_FROM,
  GLOSS__GAZ_VALID_TO,
  GLOSS__GAZ_PRIORITY,
  GLOSS__GAZ_EVIDENCE,
  GLOSS__GAZ_RULES
};

typedef struct gloss__gaz_range {
  uint64_t offset, size;
} gloss__gaz_range;

struct gloss_gazetteer {
  atomic_uint refs;
  gloss_alloc alloc;
  char *image; /* of `size` bytes; a place for the header, then the sections */
  size_t size;
  int mapped; /* non-zero: image is a mapped file, read-only */
  gloss__gaz_range sections[GLOSS__GAZ_SECTIONS];
  uint64_t fingerprint, seed;
  uint32_t match, policy, flags;
  int by_text;                      /* forms, and so hashes, are of the text as it is */
  uint32_t rules[GLOSS__GAZ_RULES]; /* the columns of these names, GLOSS_NONE without */
  uint32_t probes;                  /* slots to look at from a key's place on */
  uint32_t longest;                 /* tokens of the longest form */
  uint32_t n_columns, n_entries;
  uint32_t n_firsts, n_singles, n_pairs; /* words of the filters */
  uint32_t n_places, n_postings, n_forms, n_values, n_text;
  gloss_gazetteer *base, *added; /* the parts of an overlay, which has no image; else NULL */
  struct gloss__fuzzy *fuzzy;    /* NULL without edits */
  char *names;
  uint64_t *firsts, *singles, *pairs;
  gloss__gaz_slot *slots; /* n_places and `probes` more */
  gloss__gaz_posting *postings;
  char *forms;
  uint32_t *cells, *values;
  char *text;
};

/* Whether forms are of the text as it is, not folded: then their hashes are, too. */
static inline int gloss__gaz_by_text(uint32_t match, uint32_t flags) {
  return match == GLOSS_EXACT && !(flags & GLOSS__GAZ_PLAIN);
}

/* Gives the key of a first token. */
static inline uint64_t gloss__gaz_first(uint64_t hash, uint64_t seed) {
  uint64_t x = (hash ^ seed) * GLOSS__GAZ_MIX;
  return x ^ x >> 32;
}

/* Gives the key of some tokens and one more. */
static inline uint64_t gloss__gaz_next(uint64_t key, uint64_t hash) {
  uint64_t x = (key + hash) * GLOSS__GAZ_MIX;
  return x ^ x >> 32;
}

static inline uint32_t gloss__gaz_place(uint64_t key, uint32_t n_places) {
  return (uint32_t)(((key >> 32) * n_places) >> 32);
}

/* Gives the filters of a gazetteer. */
static inline gloss__gaz_filters gloss__gaz_filters_of(const gloss_gazetteer *g) {
  unsigned shift = 58;
  while (g->n_firsts >> (58 - shift) > 1) shift--;
  return (gloss__gaz_filters){.firsts = g->firsts,
                              .singles = g->singles,
                              .pairs = g->pairs,
                              .shift = shift,
                              .n_singles = g->n_singles,
                              .n_pairs = g->n_pairs,
                              .fold = g->by_text ? 0 : GLOSS__GAZ_CASE,
                              .doubt = g->by_text ? 0 : GLOSS__GAZ_CASE << 2};
}

/* Finds the slot of a key: its index in the table, or GLOSS_NONE. The first few are looked at in
** any case, so that there is no branch to guess; free ones have the value 0. */
static inline uint32_t gloss__gaz_find(const gloss_gazetteer *g, uint64_t key) {
  uint32_t place = gloss__gaz_place(key, g->n_places), tag = (uint32_t)key, at = GLOSS__GAZ_WINDOW;
  const gloss__gaz_slot *slots = g->slots + place;
  for (uint32_t i = GLOSS__GAZ_WINDOW; i-- > 0;) at = slots[i].tag == tag ? i : at;
  if (at < GLOSS__GAZ_WINDOW) return place + at;
  for (; at < g->probes && slots[at - 1].value; at++)
    if (slots[at].tag == tag) return place + at;
  return GLOSS_NONE;
}

/* Gives the first posting of a slot of this value, GLOSS_NONE where no form ends. */
static inline uint32_t gloss__gaz_first_posting(uint32_t value) {
  return value & GLOSS__GAZ_ENDS ? value & GLOSS__GAZ_FIRST : GLOSS_NONE;
}

/* Gives the bit of a token by which forms go on, in the value of a slot where none ends. */
static inline uint32_t gloss__gaz_next_bit(uint64_t hash) {
  return 1u << ((hash & UINT32_MAX) * 30 >> 32);
}

/* Whether forms may go on by a token from a slot of this value. */
static inline int gloss__gaz_goes_on(uint32_t value, uint64_t hash) {
  return value & GLOSS__GAZ_MORE && value & (GLOSS__GAZ_ENDS | gloss__gaz_next_bit(hash));
}

/* Gives the value of an entry's cell, empty when it is absent or not usable. */
gloss_str gloss__gaz_value(const gloss_gazetteer *gazetteer, uint32_t column, uint32_t entry);

/* ---- gazrules.c: the columns that rule when an entry matches ---- */

enum gloss__gaz_evidence {
  GLOSS__GAZ_ANY,
  GLOSS__GAZ_CAPITAL,
  GLOSS__GAZ_INSIDE,
  GLOSS__GAZ_NEVER
};

/* Finds the columns, GLOSS_NONE for those that are not there. */
void gloss__gaz_find_rules(const char *names, uint32_t n_columns, uint32_t rules[GLOSS__GAZ_RULES]);

/* Whether entries carry dates. */
static inline int gloss__gaz_dated(const uint32_t rules[GLOSS__GAZ_RULES]) {
  return rules[GLOSS__GAZ_VALID_FROM] != GLOSS_NONE || rules[GLOSS__GAZ_VALID_TO] != GLOSS_NONE;
}

/* Checks an entry's values against the rules. EARG, err->message begins with the column's name. */
gloss_status gloss__gaz_check_rules(const uint32_t rules[GLOSS__GAZ_RULES], const gloss_str *values,
                                    gloss_error *err);

/* Tells whether an entry is valid on a day (YYYYMMDD; 0: none is known): 1, 0, or 2 for not known.
** Without dates it always is, if `always`, else that is not known either without a day. */
int gloss__gaz_valid(const gloss_gazetteer *gazetteer, uint32_t entry, uint32_t day, int always);
int32_t gloss__gaz_priority(const gloss_gazetteer *gazetteer, uint32_t entry);
enum gloss__gaz_evidence gloss__gaz_evidence_of(const gloss_gazetteer *gazetteer, uint32_t entry);

/* ---- gazfile.c ---- */

/* Makes a gazetteer with a zeroed image of sections of the given sizes in bytes, and so many
** probes, all else zero. */
gloss_status gloss__gaz_alloc(gloss_gazetteer **out, const gloss_alloc *alloc,
                              const size_t sizes[GLOSS__GAZ_SECTIONS], uint32_t probes);
void gloss__gaz_free(gloss_gazetteer *gazetteer);

/* Takes image and size, already set, for a .gaz file: checks the header and the sections' bounds
** and sets all other fields.
**   returns  GLOSS_OK or GLOSS_EFORMAT, err->offset is where */
gloss_status gloss__gaz_parse(gloss_gazetteer *gazetteer, gloss_error *err);

/* Check the sections' bytes against the header's checksum, and every index in them. */
gloss_status gloss__gaz_check_sum(const gloss_gazetteer *gazetteer, gloss_error *err);
gloss_status gloss__gaz_check_indexes(const gloss_gazetteer *gazetteer, gloss_error *err);

/* Writes the checksums into a header of GLOSS__GAZ_HEADER bytes, for the bytes that follow it. */
void gloss__gaz_sign(char *head, const char *body, size_t size);

#endif
