/* gazetteer.h -- a compiled gazetteer: one image of index-based sections, in memory as on disk.
**
** Matching walks a trie over token hashes. Its edges lie in one open-addressed table: the edge from
** a node by a token is a slot at mix(node, hash, seed), marked with 32 other bits of the mix. The
** seed is such that every stored edge is found; an edge that is not stored may be taken for one
** that is, so whatever the trie says is compared with the text. A node number from 1 to the number
** of postings is terminal, and postings[number - 1] the first of its postings, which go on to the
** one marked LAST; they stand in order of adding. Node 0 is the root.
**
** A form is what a posting is compared with: its tokens, each followed by NEXT, the last by END.
** Sections of a mapped file are never trusted: every index is checked where it is used. */
#ifndef GLOSS_CORE_GAZETTEER_H
#define GLOSS_CORE_GAZETTEER_H

#include "mem.h"
#include "strings.h"

#include <stdatomic.h>

#define GLOSS__GAZ_PROBES 255u       /* the farthest an edge lies from its place */
#define GLOSS__GAZ_LAST 0x80000000u  /* in posting.entry: the last of its node */
#define GLOSS__GAZ_BYTES 0x80000000u /* in posting.form: compare bytes, not folded forms */
#define GLOSS__GAZ_COLUMNS 256u      /* at most */
#define GLOSS__GAZ_HEADER 216u       /* bytes of a file before its sections */
enum { GLOSS__GAZ_NEXT = 0xFF, GLOSS__GAZ_END = 0xFE }; /* bytes no UTF-8 holds */

typedef struct gloss__gaz_slot {
  uint32_t tag, node;
} gloss__gaz_slot; /* node 0: free */
typedef struct gloss__gaz_posting {
  uint32_t form, entry;
} gloss__gaz_posting;

enum gloss__gaz_section {
  GLOSS__GAZ_NAMES,  /* the gazetteer's name and the columns', NUL after each */
  GLOSS__GAZ_BITMAP, /* u64 words, a power of two of them: the mixes of first tokens */
  GLOSS__GAZ_SLOTS,
  GLOSS__GAZ_POSTINGS,
  GLOSS__GAZ_FORMS,
  GLOSS__GAZ_CELLS,  /* u32: value numbers, a column after the other; 0 is absent */
  GLOSS__GAZ_VALUES, /* u32: value v is text[values[v - 1]] to text[values[v]] */
  GLOSS__GAZ_TEXT,
  GLOSS__GAZ_SECTIONS
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
  uint32_t match, all;
  uint32_t probes;  /* slots to look at from an edge's place on */
  uint32_t longest; /* tokens of the longest form */
  uint32_t n_columns, n_entries;
  uint32_t n_words, n_places, n_postings, n_forms, n_values, n_text; /* of the sections below */
  char *names;
  uint64_t *bitmap;
  gloss__gaz_slot *slots; /* n_places and GLOSS__GAZ_PROBES more */
  gloss__gaz_posting *postings;
  char *forms;
  uint32_t *cells, *values;
  char *text;
};

/* What a list of entries has gathered; made by entries.c, compiled by gazetteer.c. */
typedef struct gloss__cut {
  uint32_t form, entry;
} gloss__cut; /* form: number and BYTES flag */
struct gloss_entries {
  gloss_alloc alloc;
  gloss_tokenizer *tokenizer;
  gloss_pool *pool;
  gloss_scratch *scratch;
  char *names;
  size_t names_size;
  uint32_t match, all, n_columns, n_entries;
  gloss__strings tokens; /* folded forms of all tokens, by the hash of the token layer */
  gloss__strings forms, values;
  uint32_t *sequence;    /* token numbers of all forms, one form after the other */
  uint32_t *lengths;     /* tokens of each form */
  gloss__cut *cuts;      /* in order of entry */
  uint32_t *cells;       /* value numbers of all entries, n_columns each */
  char *buffer, *folded; /* the form being made, the token being folded */
  size_t n_sequence, n_cuts;
  size_t sequence_room, lengths_room, cuts_room, cells_room, buffer_room, folded_room;
};

/* Mixes an edge: the high half gives its place, the low half is its tag. */
static inline uint64_t gloss__gaz_mix(uint32_t node, uint64_t hash, uint64_t seed) {
  uint64_t x = (hash ^ seed) + node * 0x9E3779B97F4A7C15u;
  x *= 0xD6E8FEB86659FD93u;
  x ^= x >> 32;
  return x * 0xD6E8FEB86659FD93u;
}

static inline uint32_t gloss__gaz_place(uint64_t mix, uint32_t n_places) {
  return (uint32_t)(((mix >> 32) * n_places) >> 32);
}

/* Makes a gazetteer with a zeroed image of sections of the given sizes in bytes, all else zero. */
gloss_status gloss__gaz_alloc(gloss_gazetteer **out, const gloss_alloc *alloc,
                              const size_t sizes[GLOSS__GAZ_SECTIONS]);
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
