/* gloss.h -- documents, layers of spans over them, and the engines that make layers.
**
** Conventions that hold for every function below:
**   text     valid UTF-8, not NUL-terminated unless the type is char *; NUL bytes inside are kept
**   offsets  bytes from 0; spans are half-open [start, end) and never empty
**   rows     count from 0; GLOSS_NONE is "no row"
**   owns     strings and arrays passed in are copied; pointers returned are borrowed from the
**            object asked and die with it; an object given through `out` is the caller's to free or
**            unref
**   errors   a function that can fail returns a gloss_status, GLOSS_OK or negative; a failed call
**            leaves its objects as they were and sets *out to NULL; `err` may be NULL
**   cost     where a function does not say: constant, or linear in what is passed and given back; a
**            name is looked for among those of its object
**   NULL     free and unref take NULL; an allocator of NULL is malloc's
**   threads  a pool, its documents, their layers and a scratch belong to one thread; engines are
**            immutable once made and may be shared, their reference counts are atomic
**   absent   symbol 0, reference GLOSS_NONE, integer INT64_MIN, number NaN, boolean 2, list empty;
**            u8, u16 and u64 columns have no absent value */
#ifndef GLOSS_H
#define GLOSS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif

#define GLOSS_NONE UINT32_MAX /* no row; also the largest text in bytes */
#define GLOSS_HASH_VERSION 2  /* of gloss_fold and gloss_hash together */
#define GLOSS_PARTS_MAX 4096u /* metadata or bound layers of a document, columns of a layer */

typedef enum gloss_status {
  GLOSS_OK = 0,
  GLOSS_ENOMEM = -1,    /* the allocator gave NULL */
  GLOSS_EARG = -2,      /* a value no correct program passes */
  GLOSS_EUTF8 = -3,     /* text is not UTF-8; err->offset is the first bad byte */
  GLOSS_ERANGE = -4,    /* an offset or size out of bounds */
  GLOSS_EEXIST = -5,    /* the name is taken */
  GLOSS_ENOENT = -6,    /* no such name or file */
  GLOSS_ETYPE = -7,     /* a value of another type than the column's */
  GLOSS_EFORMAT = -8,   /* a file is not what it should be; err->offset is where */
  GLOSS_EMISMATCH = -9, /* made with another tokenizer or version */
  GLOSS_EIO = -10,      /* the system could not read or write */
  GLOSS_ESTOP = -11     /* the stop flag was raised */
} gloss_status;

typedef enum gloss_unit { GLOSS_BYTES, GLOSS_CODEPOINTS, GLOSS_UTF16 } gloss_unit;

/* Column types and how a value is stored: u8 and bool as uint8_t, u16 as uint16_t, u64 as uint64_t,
** symbol and ref as uint32_t, integer as int64_t, number as double. */
typedef enum gloss_type {
  GLOSS_U8 = 1,
  GLOSS_U16,
  GLOSS_U64,
  GLOSS_BOOL,
  GLOSS_SYMBOL,
  GLOSS_INTEGER,
  GLOSS_NUMBER,
  GLOSS_REF
} gloss_type;

/* Token kinds, the values of a token layer's "kind" column (u8). */
typedef enum gloss_kind {
  GLOSS_WORD = 1,
  GLOSS_NUMERAL,
  GLOSS_ORDINAL,
  GLOSS_PUNCT,
  GLOSS_SIGN,
  GLOSS_URL,
  GLOSS_EMAIL,
  GLOSS_MENTION,
  GLOSS_HASHTAG,
  GLOSS_EMOJI
} gloss_kind;

/* Token shapes, the flags of a token layer's "shape" column (u16). The script of the first letter
** stands above GLOSS_SCRIPT_SHIFT: 0 none, 1 Latin, 2 Greek, 3 Cyrillic, 4 Han, 5 Kana, 6 Hangul,
** 7 Arabic, 8 Hebrew, 9 Devanagari, 10 Thai, 15 another. */
enum {
  GLOSS_ALL_CAPS = 1,    /* two or more letters, all upper case */
  GLOSS_INITIAL_CAP = 2, /* the first letter is upper or title case */
  GLOSS_LOWER = 4,       /* letters, none upper case */
  GLOSS_MIXED = 8,       /* an upper-case letter after a lower-case one */
  GLOSS_DIGITS = 16,     /* holds a decimal digit */
  GLOSS_HYPHEN = 32,     /* holds a hyphen between other characters */
  GLOSS_APOSTROPHE = 64, /* holds an apostrophe between other characters, or starts with one */
  GLOSS_SCRIPT_SHIFT = 8
};

/* White space before a token, the flags of a token layer's "space" column (u8). */
enum { GLOSS_SPACE = 1, GLOSS_NEWLINE = 2, GLOSS_BLANK_LINE = 4 };

/* How spans of two layers may lie: a within b, a covers b, a overlaps b, a follows b. */
typedef enum gloss_op { GLOSS_WITHIN, GLOSS_COVERS, GLOSS_OVERLAPS, GLOSS_FOLLOWS } gloss_op;
typedef enum gloss_side { GLOSS_BOTH, GLOSS_LEFT, GLOSS_RIGHT } gloss_side;
/* Smart case: an entry in all capitals, or of one word of at most three letters, matches exactly,
** any other by its folded form. */
typedef enum gloss_case { GLOSS_EXACT, GLOSS_FOLDED, GLOSS_SMART } gloss_case;
/* Which of the matches that share tokens come back. */
typedef enum gloss_policy {
  GLOSS_LONGEST,    /* of a gazetteer the leftmost, then the longest; of rules the longest, then the
                    ** leftmost, then by priority, then of the rule added first */
  GLOSS_EVERY,      /* all, nested and crossing ones too; of rules, from every start to every end */
  GLOSS_BY_PRIORITY /* the one of highest priority, then as GLOSS_LONGEST says */
} gloss_policy;
/* What becomes of entries that are not valid at the reference date. */
typedef enum gloss_validity { GLOSS_VALIDITY_FLAG, GLOSS_VALIDITY_ONLY } gloss_validity;
/* Other ways to write a surface that match too; flags. Marks of a kind change together.
**   QUOTES      straight or curly (folded matching takes both apostrophes anyway)
**   HYPHENS     inside words: -, U+2010 2011 2013, a space or nothing; and - between two words
**   DOTS        behind letters: none; between initials: a space or none; two to four capitals: dots
**   PLURAL      the regular English plural of the last word
**   POSSESSIVE  's and ', where the tokenizer keeps them in one token with the word */
enum {
  GLOSS_VARIANT_QUOTES = 1,
  GLOSS_VARIANT_HYPHENS = 2,
  GLOSS_VARIANT_DOTS = 4,
  GLOSS_VARIANT_PLURAL = 8,
  GLOSS_VARIANT_POSSESSIVE = 16
};

typedef struct gloss_str {
  const char *data;
  size_t size;
} gloss_str;
typedef struct gloss_span {
  uint32_t start, end;
} gloss_span;
typedef struct gloss_error {
  gloss_status code;
  uint64_t offset;
  char message[240];
} gloss_error;

/* An allocator of lua_Alloc's shape: nsize 0 frees ptr, else (re)allocates; NULL is failure. */
typedef struct gloss_alloc {
  void *(*fn)(void *ud, void *ptr, size_t osize, size_t nsize);
  void *ud;
} gloss_alloc;

typedef struct gloss_pool gloss_pool;
typedef struct gloss_scratch gloss_scratch;
typedef struct gloss_doc gloss_doc;
typedef struct gloss_layer gloss_layer;
typedef struct gloss_builder gloss_builder;
typedef struct gloss_tokenizer gloss_tokenizer;
typedef struct gloss_stream gloss_stream;
typedef struct gloss_splitter gloss_splitter;
typedef struct gloss_sentence_trainer gloss_sentence_trainer;
typedef struct gloss_entries gloss_entries;
typedef struct gloss_gazetteer gloss_gazetteer;
typedef struct gloss_gazetteers gloss_gazetteers;
typedef struct gloss_rows gloss_rows;
typedef struct gloss_rules gloss_rules;
typedef struct gloss_phase gloss_phase;
typedef struct gloss_matches gloss_matches;
typedef struct gloss_normalized gloss_normalized;
typedef struct gloss_frequencies gloss_frequencies;

/* One column of a layer: `values` has a value a row; of a list column, offsets[r] to offsets[r + 1]
** are the positions in `values` of row r's elements. Borrowed from the layer. */
typedef struct gloss_column {
  const char *name;
  gloss_type type;
  const void *values;
  const uint32_t *offsets; /* lists: rows + 1 positions; NULL otherwise */
  gloss_layer *target;     /* GLOSS_REF: the layer whose rows the values are; NULL otherwise */
} gloss_column;

/* ---- Library ------------------------------------------------------------------------------- */

/* Returns the version, "major.minor.patch"; static. */
const char *gloss_version(void);

/* Returns a status's name, "ENOMEM"; static; "?" for a value that is none. */
const char *gloss_status_name(gloss_status status);

/* Returns a token kind's name, "word"; static; NULL for a value that is none. */
const char *gloss_kind_name(gloss_kind kind);

/* ---- Text ---------------------------------------------------------------------------------- */

/* Checks that text is UTF-8 (Unicode 15, table 3-7: no overlong form, no surrogate).
**   bad      if not NULL, receives the offset of the first byte of the first ill-formed sequence
**   returns  GLOSS_OK or GLOSS_EUTF8
**   cost     O(size), no allocation */
gloss_status gloss_utf8_check(gloss_str text, size_t *bad);

/* Writes the folded form: NFC of the full case folding, with U+2018 2019 02BC FF07 as ' and
** U+2010 2011 as -. Folding a folded form changes nothing.
**   out      room bytes; may be NULL with room 0 to ask for the size
**   size     receives the bytes needed, at most 12 a byte of text
**   returns  GLOSS_OK, GLOSS_ERANGE when room is too small (*size is set), GLOSS_EUTF8,
**            GLOSS_ENOMEM
**   source   Unicode 15, sections 3.13 (toCasefold) and 3.11 (NFC)
**   cost     O(size), no allocation for ASCII */
gloss_status gloss_fold(gloss_str text, char *out, size_t room, size_t *size);

/* Returns the 64-bit hash of bytes, meant for folded forms: the same in every process and file of
** one GLOSS_HASH_VERSION. Not for use against an adversary. */
uint64_t gloss_hash(gloss_str folded);

/* Give keys of what a text says: of its words (UAX #29; what holds no letter or digit is none) in
** folded form, whatever stands between them. gloss_text_key is one hash of all; texts with the same
** one say the same. gloss_simhash has a bit for each of 64 votes of all runs of three words (of all
** the words of a shorter text), so texts that share most runs differ in few bits: of two wires that
** differ in a word of 200, about 3; unrelated ones in about 32. Both hold for GLOSS_HASH_VERSION.
**   key      of a text without words: gloss_hash of nothing, and 0
**   returns  GLOSS_OK, GLOSS_EUTF8, GLOSS_ENOMEM; *key is unchanged unless GLOSS_OK
**   source   Charikar, Similarity estimation techniques from rounding algorithms, 2002
**   cost     O(size); three times the folded text is held meanwhile */
gloss_status gloss_text_key(const gloss_alloc *alloc, gloss_str text, uint64_t *key);
gloss_status gloss_simhash(const gloss_alloc *alloc, gloss_str text, uint64_t *key);

/* Normalisation forms (UAX #15). */
typedef enum gloss_form { GLOSS_NFC, GLOSS_NFD, GLOSS_NFKC, GLOSS_NFKD } gloss_form;

/* What gloss_normalize does; all zero is NFC. */
typedef struct gloss_normalize_options {
  gloss_form form;
  int fold;             /* full case folding (CaseFolding.txt, statuses C and F), before the form */
  int strip_diacritics; /* non-spacing marks (Mn) are dropped off Latin, Greek, Cyrillic, Arabic and
                           Hebrew letters; Latin letters named WITH STROKE or WITH BAR lose it, the
                           dotless i and j become i and j. Other scripts keep their marks, which
                           spell sounds there; U+00E6 0153 00DF are letters and stay */
  int unify_quotes;     /* ' for U+2018-201B 2039 203A FF07, for U+02BB 02BC (apostrophes that are
                           letters) and U+2032 2035 (primes); " for U+2033 2036 and every other
                           character with the property Quotation_Mark */
  int unify_dashes;     /* - for every character with the property Dash: U+2010-2015, minus signs,
                           the full-width, Hebrew, Japanese ones ... */
} gloss_normalize_options;

/* Normalises text and keeps the way back. Quotes, dashes and letters are replaced before the
** folding and decomposition, and again in what these give; then marks are dropped and the rest is
** composed. The result normalises to itself.
**   out      the text and its map; owns a copy of the text, the source may go
**   options  may be NULL for NFC
**   owns     the caller frees with gloss_normalized_free
**   returns  GLOSS_OK, GLOSS_EUTF8, GLOSS_ERANGE when the source or the result has 2^32 - 1 bytes
**            or more, GLOSS_EARG for an unknown form, GLOSS_ENOMEM
**   source   UAX #15; Unicode 15, section 3.13 (case folding), PropList.txt
**   cost     O(size); text that is normalised already is copied, runs of ASCII fast; 16 bytes are
**            kept for each segment that changed
**   thread   once made, any reader */
gloss_status gloss_normalize(gloss_normalized **out, const gloss_alloc *alloc, gloss_str text,
                             const gloss_normalize_options *options, gloss_error *err);
void gloss_normalized_free(gloss_normalized *normalized);

/* Returns the normalised text. */
gloss_str gloss_normalized_text(const gloss_normalized *normalized);

/* Give the smallest span of the source (of the normalised text) that covers what a span of the
** other text came from (became). Text maps by segments: a character and the marks, vowel signs and
** jamo after it. A segment that changed maps as a whole; one that did not, and a character that
** became one of the same length, map byte by byte. Results never cut a character.
**   target   bytes of the normalised text; may be empty: a position, which gives an empty span, or
**            the segment that it lies in
**   returns  GLOSS_OK; GLOSS_ERANGE for a span that is not in the text, *out is then unchanged
**   cost     O(log changes), no allocation */
gloss_status gloss_normalized_source(const gloss_normalized *normalized, gloss_span target,
                                     gloss_span *source);
gloss_status gloss_normalized_target(const gloss_normalized *normalized, gloss_span source,
                                     gloss_span *target);

/* ---- Boundaries ------------------------------------------------------------------------------ */

/* What text is cut into: extended grapheme clusters (what a reader takes for one character), words
** and all that stands between them, sentences. */
typedef enum gloss_boundary { GLOSS_GRAPHEMES, GLOSS_WORDS, GLOSS_SENTENCES } gloss_boundary;

/* Returns the end of the segment that begins at `start`. From 0 on, each end begins the next.
**   start    a boundary of that kind, 0 or an end returned before
**   returns  an offset over start; text.size if start is not below it
**   source   UAX #29, Unicode 15.0, without tailoring
**   cost     O(segment), and all segments of a text O(size); no allocation */
size_t gloss_segment_end(gloss_str text, gloss_boundary kind, size_t start);

/* ---- Pool: freed blocks and the symbols of one thread ---------------------------------------- */

/* Makes a pool. It keeps freed blocks for the next document, those that the last one had no use for
** last: at most as many bytes as the last one or this one had, or 64 MB where that is more; and the
** symbol table: over a million symbols, the next document starts a new one.
**   owns     the caller has one reference; every document holds one more
**   returns  GLOSS_OK or GLOSS_ENOMEM */
gloss_status gloss_pool_new(gloss_pool **out, const gloss_alloc *alloc);

/* Gives a reference back; with the last one the pool and its blocks are freed. */
void gloss_pool_unref(gloss_pool *pool);

/* Gives free blocks back to the allocator until at most `keep` bytes are kept. */
void gloss_pool_trim(gloss_pool *pool, size_t keep);

/* ---- Scratch: what changes while engines run ------------------------------------------------- */

/* Makes a scratch: buffers that engines fill while they run, kept from one run to the next.
**   owns     the caller frees with gloss_scratch_free
**   thread   one at a time
**   returns  GLOSS_OK or GLOSS_ENOMEM */
gloss_status gloss_scratch_new(gloss_scratch **out, const gloss_alloc *alloc);
void gloss_scratch_free(gloss_scratch *scratch);

/* Frees what the scratch keeps for one engine, and its reference to that engine. */
void gloss_scratch_drop(gloss_scratch *scratch, const void *engine);

/* Sets the flag that runs poll at least once in 64 KB of text: non-zero ends a run, GLOSS_ESTOP.
**   flag     borrowed until another is set; NULL is never; may be set from a signal handler */
void gloss_scratch_stop(gloss_scratch *scratch, const volatile int *flag);

/* ---- Documents ------------------------------------------------------------------------------- */

/* All zero is the default. */
typedef struct gloss_doc_options {
  gloss_str id;       /* UTF-8; empty is "" */
  gloss_str ref_date; /* reference date, YYYY-MM-DD; its `from` is then "option" */
  int replace_bad;    /* non-zero: ill-formed sequences become U+FFFD instead of an error */
  int keep_bom;       /* non-zero: a leading byte order mark is kept: the text is part of another */
} gloss_doc_options;

/* Makes a document: an immutable copy of the text. A leading byte order mark is dropped; CR LF and
** NUL are kept.
**   pool     holds its memory; may be NULL for a pool of its own
**   owns     the caller has one reference
**   returns  GLOSS_OK, GLOSS_EUTF8 (offset in the bytes given), GLOSS_ERANGE for 2^32 - 1 bytes or
**            more, GLOSS_EARG for a bad id or date, GLOSS_ENOMEM
**   cost     O(size) */
gloss_status gloss_doc_new(gloss_doc **out, gloss_pool *pool, gloss_str text,
                           const gloss_doc_options *options, gloss_error *err);

/* Takes or gives back a reference. One to a document, or to a layer the document owns, keeps the
** document and every layer it owns; an unbound layer keeps its document. So columns that refer to
** each other cannot leak. */
gloss_doc *gloss_doc_ref(gloss_doc *doc);
void gloss_doc_unref(gloss_doc *doc);

gloss_str gloss_doc_text(const gloss_doc *doc);
gloss_str gloss_doc_id(const gloss_doc *doc);

/* Returns the reference date, empty if there is none.
**   from     if not NULL, receives its source: "option", "input", "meta", "dateline" ... */
gloss_str gloss_doc_ref_date(const gloss_doc *doc, gloss_str *from);

/* Sets the reference date, once.
**   date     YYYY-MM-DD, a day of the proleptic Gregorian calendar (ISO 8601)
**   returns  GLOSS_OK, GLOSS_EEXIST if there is one, GLOSS_EARG for a bad date, GLOSS_ENOMEM */
gloss_status gloss_doc_set_ref_date(gloss_doc *doc, gloss_str date, gloss_str from);

/* Returns the metadata value of a key, empty if absent. cost O(keys). */
gloss_str gloss_doc_meta(const gloss_doc *doc, gloss_str key);

/* Gives the index-th pair in order of first setting; GLOSS_OK, or GLOSS_ENOENT past the last. */
gloss_status gloss_doc_meta_at(const gloss_doc *doc, uint32_t index, gloss_str *key,
                               gloss_str *value);

/* Sets or replaces a metadata value; both are UTF-8.
**   returns  GLOSS_OK, GLOSS_EARG for an empty key, GLOSS_EUTF8, GLOSS_ERANGE when there are
**            GLOSS_PARTS_MAX, GLOSS_ENOMEM
**   cost     O(keys) */
gloss_status gloss_doc_set_meta(gloss_doc *doc, gloss_str key, gloss_str value);

/* Converts n offsets into the text from one unit to another.
**   in, out  n offsets each, may be the same array; order is free
**   returns  GLOSS_OK; GLOSS_ERANGE if one lies past the end or inside a character, out is then
**            unspecified; GLOSS_ENOMEM
**   cost     the first call indexes the text, O(size); then O(log size) an offset, O(1) in ASCII */
gloss_status gloss_doc_convert(gloss_doc *doc, gloss_unit from, gloss_unit to, const uint32_t *in,
                               size_t n, uint32_t *out);

/* Interns a string: equal strings have equal symbols in all documents of one symbol table.
**   symbol   receives 0 for the empty string
**   returns  GLOSS_OK, GLOSS_EUTF8, GLOSS_ENOMEM */
gloss_status gloss_doc_intern(gloss_doc *doc, gloss_str text, uint32_t *symbol);

/* Returns a symbol's string, empty for 0 and for a value that is none. */
gloss_str gloss_doc_string(const gloss_doc *doc, uint32_t symbol);

/* Binds a layer to its document under the layer's name; the document then owns it, and the caller's
** references keep counting as references to the document.
**   returns  GLOSS_OK, GLOSS_EEXIST if a layer of that name is bound, GLOSS_EARG for a layer of
**            another document, GLOSS_ERANGE when there are GLOSS_PARTS_MAX, GLOSS_ENOMEM */
gloss_status gloss_doc_bind(gloss_doc *doc, gloss_layer *layer);

/* Returns the layer bound under a name, or NULL; borrowed. */
gloss_layer *gloss_doc_layer(const gloss_doc *doc, const char *name);

/* Returns the index-th bound layer in order of binding, or NULL past the last; borrowed. */
gloss_layer *gloss_doc_layer_at(const gloss_doc *doc, uint32_t index);

/* ---- Layers ---------------------------------------------------------------------------------- */
/* Spans sorted by (start, longest first, order added), and typed columns beside them. A relation is
** a layer without spans. Sealed from birth: rows never change, columns may be added. */

gloss_layer *gloss_layer_ref(gloss_layer *layer);
void gloss_layer_unref(gloss_layer *layer);
const char *gloss_layer_name(const gloss_layer *layer);
gloss_doc *gloss_layer_doc(const gloss_layer *layer); /* borrowed */
uint32_t gloss_layer_count(const gloss_layer *layer);

/* Return the starts or ends, a row each; NULL for a relation. */
const uint32_t *gloss_layer_starts(const gloss_layer *layer);
const uint32_t *gloss_layer_ends(const gloss_layer *layer);

/* Gives a column by name. A token layer makes "hash" (u64, of the folded form), "form" and "folded"
** (symbols) when they are first asked for.
**   returns  GLOSS_OK, GLOSS_ENOENT, GLOSS_ENOMEM */
gloss_status gloss_layer_column(gloss_layer *layer, const char *name, gloss_column *out);

/* Gives the index-th column there is; GLOSS_ENOENT past the last. */
gloss_status gloss_layer_column_at(gloss_layer *layer, uint32_t index, gloss_column *out);

/* Adds a column to a sealed layer; values (and offsets of a list) are copied.
** A layer that a column refers to is owned by the document from then on, bound or not.
**   returns  GLOSS_OK, GLOSS_EEXIST, GLOSS_ETYPE for an unknown type or a ref without a target,
**            GLOSS_ERANGE for offsets that fall, a reference past its target's rows or more than
**            GLOSS_PARTS_MAX columns, GLOSS_EARG for a target of another document, GLOSS_ENOMEM */
gloss_status gloss_layer_add_column(gloss_layer *layer, const gloss_column *column,
                                    gloss_error *err);

/* ---- Builder: how layers and relations are made by hand -------------------------------------- */

/* Makes a builder.
**   relation non-zero: rows have no spans
**   owns     the caller frees with gloss_builder_free; it holds a reference to the document
**   returns  GLOSS_OK, GLOSS_EARG for no name or one that is not UTF-8, GLOSS_ENOMEM */
gloss_status gloss_builder_new(gloss_builder **out, gloss_doc *doc, const char *name, int relation);
void gloss_builder_free(gloss_builder *builder);

/* Adds a column, before or between rows (rows there already have it absent, or 0 where the type has
** no absent value).
**   list     non-zero: a list of that type
**   target   the layer a ref column refers to; NULL otherwise
**   column   receives the number the set functions take
**   returns  GLOSS_OK, GLOSS_EEXIST (*column is then the one there is), GLOSS_ETYPE, GLOSS_EARG,
**            GLOSS_ERANGE when there are GLOSS_PARTS_MAX, GLOSS_ENOMEM */
gloss_status gloss_builder_column(gloss_builder *builder, const char *name, gloss_type type,
                                  int list, gloss_layer *target, uint32_t *column);

/* Adds a row. Of a relation the span is ignored.
**   returns  GLOSS_OK, GLOSS_ERANGE for an empty span, one past the text or one that cuts a
**            character, GLOSS_ENOMEM */
gloss_status gloss_builder_add(gloss_builder *builder, gloss_span span);

/* Set a value of the row added last; setting a list column again appends an element.
** set_integer serves u8, u16, u64, bool, integer and ref, and number where the value is exact.
**   returns  GLOSS_OK, GLOSS_ETYPE, GLOSS_ERANGE for a value the type cannot hold or a reference
**            past its target's rows, GLOSS_EARG without a row or column, GLOSS_EUTF8,
**            GLOSS_ENOMEM */
gloss_status gloss_builder_set_text(gloss_builder *builder, uint32_t column, gloss_str value);
gloss_status gloss_builder_set_integer(gloss_builder *builder, uint32_t column, int64_t value);
gloss_status gloss_builder_set_number(gloss_builder *builder, uint32_t column, double value);

/* Makes the layer: rows sorted by (start, longest first, order added), a relation as added.
**   row_of   if not NULL, receives for the k-th row added its row in the layer
**   owns     the layer is unbound and the caller's; the builder is empty after, its columns kept
**   returns  GLOSS_OK, GLOSS_ENOMEM
**   cost     O(n log n), O(n) when added in order */
gloss_status gloss_builder_seal(gloss_builder *builder, gloss_layer **out, uint32_t *row_of,
                                gloss_error *err);

/* ---- Span algebra ---------------------------------------------------------------------------- */
/* On relations, queries give GLOSS_NONE and joins GLOSS_EARG. */

/* Returns the innermost row that covers the span (the shortest; of equals the last), or GLOSS_NONE.
** cost O(log n) for each row that covers it. */
uint32_t gloss_layer_within(const gloss_layer *layer, gloss_span span);

/* Return the first row >= from that lies inside the span, or overlaps it, or GLOSS_NONE. Start at
** from = 0 and go on with row + 1. cost O(log n) a step. */
uint32_t gloss_layer_covered(const gloss_layer *layer, gloss_span span, uint32_t from);
uint32_t gloss_layer_overlapping(const gloss_layer *layer, gloss_span span, uint32_t from);

/* Returns the row after a row (step 1) or before it (step -1), or GLOSS_NONE: at an end of the
** layer, and at an edge of `zones` (NULL is none), where the innermost zones around the two rows
** differ and are not of one "label" (a symbol column). cost O(log n) */
uint32_t gloss_layer_neighbour(const gloss_layer *layer, uint32_t row, int step,
                               gloss_layer *zones);

/* All zero asks for the nearest row of any value on both sides, anywhere. */
typedef struct gloss_nearest_options {
  const char *column; /* a symbol column that must hold `value`; NULL is any row */
  gloss_str value;
  gloss_side side;
  const gloss_layer *within; /* both spans must lie in one row of this layer; NULL is anywhere */
} gloss_nearest_options;

/* Returns the nearest row that does not overlap the span (distance in bytes between the spans; of
** ties the left one, then the longest), or GLOSS_NONE. cost O(log n + rows passed over). */
uint32_t gloss_layer_nearest(gloss_layer *layer, gloss_span span,
                             const gloss_nearest_options *options);

/* All zero: no bound. */
typedef struct gloss_join_options {
  uint32_t gap;            /* FOLLOWS: at most so many rows of `unit` start between; 0 adjacent */
  const gloss_layer *unit; /* FOLLOWS: what the gap counts, as a token layer; NULL: no bound */
  const gloss_layer *same; /* both spans must lie in one row of this layer; NULL is anywhere */
} gloss_join_options;

/* Makes a relation of all pairs (a, b) for which "a op b" holds: columns "a" and "b", references to
** rows of the two layers, in order of a's row, then b's. Both layers then belong to the document.
**   returns  GLOSS_OK, GLOSS_EARG for relations or layers of two documents, GLOSS_ENOMEM
**   cost     one sweep, O(n + m + pairs); where rows of b nest, O(log m) a pair */
gloss_status gloss_layer_join(gloss_layer *a, gloss_layer *b, gloss_op op,
                              const gloss_join_options *options, const char *name,
                              gloss_layer **out);

/* Makes a layer of all rows of n layers in span order (of equal spans, the earlier layer first); a
** column is there if one has it, absent where a layer has none. Columns of one name and two types
** are GLOSS_ETYPE. Of relations, rows come layer by layer; relations and others do not mix.
**   returns  GLOSS_OK, GLOSS_ETYPE, GLOSS_EARG for no layers, no name, layers of two documents or
**            of both sorts, GLOSS_ENOMEM
**   owns     the caller has one reference
**   cost     O(rows log rows), O(rows) for relations */
gloss_status gloss_layer_merge(gloss_layer *const *layers, size_t n, const char *name,
                               gloss_layer **out);

/* Makes a layer of the given rows with all their columns.
**   rows     n rows in rising order
**   returns  GLOSS_OK, GLOSS_ERANGE for rows that are none or fall, GLOSS_EARG for no name,
**            GLOSS_ENOMEM
**   owns     the caller has one reference */
gloss_status gloss_layer_filter(gloss_layer *layer, const uint32_t *rows, size_t n,
                                const char *name, gloss_layer **out);

/* ---- Rows by value --------------------------------------------------------------------------- */
/* Elements compare by a number: a symbol, a row or an integer is its own, a boolean is 0 or 1, a u64
** the integer of the same bits, a number its bits (-0 those of 0). Absent elements equal nothing. */

/* Writes the rows that hold one of n values, in rising order; of a list, any element may.
**   values   in rising order
**   rows     room for every row of the layer; receives *count rows
**   returns  GLOSS_OK, GLOSS_ENOENT for no such column, GLOSS_ENOMEM
**   cost     O(rows), times log n */
gloss_status gloss_layer_where(gloss_layer *layer, const char *column, const int64_t *values,
                               size_t n, uint32_t *rows, uint32_t *count);

/* All zero counts every row. */
typedef struct gloss_tally_options {
  uint32_t kinds;       /* only rows of these token kinds, bits 1 << kind; 0 is all */
  const uint32_t *rows; /* only these n_rows rows, in rising order; NULL is all */
  uint32_t n_rows;
} gloss_tally_options;

/* A value of a column: where its first element counted stands in `values`, and how many equal it. */
typedef struct gloss_tally {
  uint32_t place, count;
} gloss_tally;

/* Counts the elements of a column by value, absent ones left out.
**   out      room for every element (a row each, of a list all it holds); receives *n values in
**            order of first sight
**   returns  GLOSS_OK, GLOSS_ENOENT for no such column (or none of kinds), GLOSS_ETYPE when "kind"
**            holds no kinds, GLOSS_ERANGE for rows that do not rise or past the last,
**            GLOSS_ENOMEM
**   cost     O(elements), memory by distinct values */
gloss_status gloss_layer_tally(gloss_layer *layer, const char *column,
                               const gloss_tally_options *options, gloss_tally *out, uint32_t *n);

/* ---- Tokenizer ------------------------------------------------------------------------------- */
/* Engines: immutable, reference-counted. A run returns an unbound layer. */

/* All zero is the default. Of the choices, those from hyphens to emoji belong to the styles "ud" and
** "ptb"; NULL is what style and language do. */
typedef struct gloss_tokenizer_options {
  const char *style;    /* "ud" (default), "ptb", "uax29" or "whitespace" */
  const char *language; /* "en" (default), de el es fr it ja nl pt ru zh; "und" for any other */
  const char *hyphens;  /* "split" or "keep": 15-year, and/or, 1990-1995 */
  const char *clitics;  /* "split" or "keep": don't, Smith's, cannot */
  const char *urls;     /* "keep" or "split": URLs, emails, domains, file names */
  const char *symbols;  /* "split" or "keep": signs and units that touch a number: $5, 5%, 5pm */
  const char *emoji;    /* "keep" or "split": joined pictures; emoticons */
  const char *simd;     /* "scalar", "sse2", "avx2", "avx512", "neon"; the fastest there is */
  const gloss_str *keep,
      *split; /* exceptions: forms kept whole; forms cut, parts parted by a space */
  size_t n_keep, n_split;
  const gloss_str *abbreviations, /* of the styles "ud" and "ptb": more of them, with their stop */
      *affixes; /* and more words cut off at a mark: elisions "l'", clitics "'ll", enclitics "-il" */
  size_t n_abbreviations, n_affixes;
} gloss_tokenizer_options;

/* Makes a tokenizer.
**   returns  GLOSS_OK, GLOSS_EARG for an unknown style, language or choice or a bad exception (err
**            says which), GLOSS_ENOMEM
**   source   style "ud": Universal Dependencies, guideline of the language; style "ptb": Penn
**            Treebank, tokenization as of its tokenizer.sed */
gloss_status gloss_tokenizer_new(gloss_tokenizer **out, const gloss_alloc *alloc,
                                 const gloss_tokenizer_options *options, gloss_error *err);
gloss_tokenizer *gloss_tokenizer_ref(gloss_tokenizer *tokenizer);
void gloss_tokenizer_unref(gloss_tokenizer *tokenizer);

/* Returns a number that two tokenizers share only if they cut every text alike: version, style,
** options and language data hashed. */
uint64_t gloss_tokenizer_fingerprint(const gloss_tokenizer *tokenizer);

/* Cuts a document into a layer "token" with columns kind (u8), shape (u16), space (u8), and hash,
** form and folded on demand.
**   returns  GLOSS_OK, GLOSS_ESTOP, GLOSS_ENOMEM
**   cost     O(size) */
gloss_status gloss_tokenizer_run(gloss_tokenizer *tokenizer, gloss_doc *doc, gloss_scratch *scratch,
                                 gloss_layer **out, gloss_error *err);

/* ---- Streams: text of any size in pieces ----------------------------------------------------- */
/* Bytes are fed in as they come, and documents with their tokens are taken out. A stream gives the
** same documents and tokens however its bytes were parted, and the tokens are those of one document
** of all the text: where they are, kinds, shapes, space, hashes. It looks ahead as far as a document
** may reach, 1 MB or `size`, and needs up to three times the memory of that and of what is fed at
** once. One thread, that of the pool and scratch it is used with. */

/* All zero is the default. */
typedef struct gloss_stream_options {
  size_t size;     /* bytes a document aims at; 0 is 1 MB */
  gloss_str id;    /* UTF-8; of a document it is id@offset; empty: documents have none */
  uint64_t start;  /* bytes of text before the first one fed; without any, a byte order mark at the
                   ** start is dropped */
  int replace_bad; /* non-zero: ill-formed sequences become U+FFFD instead of an error */
  gloss_splitter *splitter; /* makes a stream of sentences; NULL: one of tokens */
} gloss_stream_options;

/* Makes a stream.
**   owns     the caller frees with gloss_stream_free; it holds a reference to the tokenizer
**   returns  GLOSS_OK, GLOSS_ERANGE for a size over 2^31, GLOSS_EARG for an id that is not UTF-8,
**            GLOSS_ENOMEM */
gloss_status gloss_stream_new(gloss_stream **out, const gloss_alloc *alloc,
                              gloss_tokenizer *tokenizer, const gloss_stream_options *options,
                              gloss_error *err);
void gloss_stream_free(gloss_stream *stream);

/* Takes the next bytes of the text, any number; a character may be parted.
**   returns  GLOSS_OK, GLOSS_EUTF8 (err->offset is `start` and all bytes fed before the bad one; none
**            of these bytes are taken), GLOSS_EARG after gloss_stream_finish, GLOSS_ENOMEM
**   cost     O(size) */
gloss_status gloss_stream_feed(gloss_stream *stream, gloss_str bytes, gloss_error *err);

/* Says that no more bytes come. A second call does nothing.
**   returns  GLOSS_OK, GLOSS_EUTF8 when the text ends inside a character, GLOSS_ENOMEM */
gloss_status gloss_stream_finish(gloss_stream *stream, gloss_error *err);

/* Takes out the next document. It ends behind white space: a blank line, else a line break, in the
** last half of its size, else any there is; a longer word makes it longer, but 1 MB without white
** space is parted, as it is in a document.
**   pool     as in gloss_doc_new
**   doc      receives the document, *tokens the layer "token" of it, which is not bound; the caller
**            has a reference to each
**   offset   receives where its text begins in the whole text (`start` more; as decoded: without
**            the byte order mark, with what replaced bad bytes); its tokens count from there
**   returns  GLOSS_OK, GLOSS_ENOENT when more must be fed first, or at the end; GLOSS_ESTOP,
**            GLOSS_ENOMEM, and the document can then be asked for again; GLOSS_EARG for a stream of
**            sentences
**   cost     O(size of the document) */
gloss_status gloss_stream_next(gloss_stream *stream, gloss_pool *pool, gloss_scratch *scratch,
                               gloss_doc **doc, gloss_layer **tokens, uint64_t *offset,
                               gloss_error *err);

/* The same for a stream made with a splitter. The document ends with a sentence, and *sentences
** receives its layer "sentence", unbound as the tokens are: tokens, sentences and reasons are those
** of one document of all the text. It is as long as `size` allows, or one sentence; newlines "auto"
** looks at the first 64 KB. A run of white space inside a sentence is held whole.
**   returns  as gloss_stream_next; GLOSS_EARG for a stream of tokens
**   cost     O(size + 16 KB), twice that where sentences are longer than `size` */
gloss_status gloss_stream_sentences(gloss_stream *stream, gloss_pool *pool, gloss_scratch *scratch,
                                    gloss_doc **doc, gloss_layer **tokens, gloss_layer **sentences,
                                    uint64_t *offset, gloss_error *err);

/* ---- Sentence splitter ----------------------------------------------------------------------- */

/* All zero is the default. */
typedef struct gloss_splitter_options {
  const char *style;              /* "news" (default); "uax29": UAX #29; "lines": a line is one */
  const char *language;           /* as a tokenizer's */
  const char *newlines;           /* what a line break is: "auto" (default) looks at the first 64 KB
                                    ** of a text; "wrap" a space, a blank line ends; "paragraph" an
                                    ** end; "sentence" an end, and nothing else is */
  const gloss_str *abbreviations; /* more of them, with their final stop */
  size_t n_abbreviations;
  const gloss_str *starters; /* more words that often start a sentence */
  size_t n_starters;
  const char *model; /* path of a file of weights that decides where the rules are unsure; mapped.
                     ** NULL is the rules alone */
} gloss_splitter_options;

/* Makes a splitter; errors as gloss_tokenizer_new, and of the model's file GLOSS_ENOENT, GLOSS_EIO,
** GLOSS_EFORMAT (offset is where), GLOSS_EMISMATCH for another language. */
gloss_status gloss_splitter_new(gloss_splitter **out, const gloss_alloc *alloc,
                                const gloss_splitter_options *options, gloss_error *err);
gloss_splitter *gloss_splitter_ref(gloss_splitter *splitter);
void gloss_splitter_unref(gloss_splitter *splitter);

/* Splits tokens into a layer "sentence". Sentences begin and end with a token, and every token is in
** one; those of style "uax29" end where the standard says, though it be inside a token. A sentence
** of over 1 MB, by the rules, is parted. The symbol column `reason` says why a sentence ends:
** "terminator" (a stop and what closes after it); without one "dateline" (OSLO, May 5 (AP) -), "list"
** (an item of a list, or before one), "heading" (a short line for itself), "paragraph", "line",
** "bound", "limit" (1 MB), "end" (of the text), or "model" (which sees an end). With a model the
** number column `score` holds its log odds that the sentence ends there, absent where it was not
** asked.
**   tokens   a layer made by a tokenizer
**   bounds   spans no sentence crosses the edges of (as a "zone" layer); NULL is none
**   returns  GLOSS_OK, GLOSS_EARG for layers of two documents or tokens without the columns,
**            GLOSS_ESTOP, GLOSS_ENOMEM
**   cost     O(tokens + bounds log tokens); of style "uax29" O(size)
**   source   style "uax29": UAX #29, Unicode 15.0 */
gloss_status gloss_splitter_run(gloss_splitter *splitter, gloss_layer *tokens,
                                const gloss_layer *bounds, gloss_scratch *scratch,
                                gloss_layer **out, gloss_error *err);

/* Make the layers "paragraph" and "line" of tokens: spans without the white space around them.
** A paragraph ends at a blank line, and at a line break that `newlines` says to be more than a
** space; where a line is a sentence, at blank lines only. Lines end at line breaks: LF, CR LF, CR,
** form feed, U+2028, U+2029; blank ones have no row. Bounds cut neither.
**   returns  as gloss_splitter_run
**   cost     O(tokens) */
gloss_status gloss_splitter_paragraphs(gloss_splitter *splitter, gloss_layer *tokens,
                                       gloss_scratch *scratch, gloss_layer **out, gloss_error *err);
gloss_status gloss_splitter_lines(gloss_splitter *splitter, gloss_layer *tokens,
                                  gloss_scratch *scratch, gloss_layer **out, gloss_error *err);

/* ---- Sentence trainer: learns a splitter's model from text that was split by hand ------------- */

/* Classes of words; flags. */
enum { GLOSS_WORD_FORENAME = 1, GLOSS_WORD_SURNAME = 2, GLOSS_WORD_COMMON = 4 };

/* Makes a trainer for a language (NULL is English).
**   owns     the caller frees with gloss_sentence_trainer_free
**   returns  GLOSS_OK, GLOSS_EARG for an unknown language, GLOSS_ENOMEM */
gloss_status gloss_sentence_trainer_new(gloss_sentence_trainer **out, const gloss_alloc *alloc,
                                        const char *language, gloss_error *err);
void gloss_sentence_trainer_free(gloss_sentence_trainer *trainer);

/* Gives a word classes that the model knows it by, whatever its case. Words come before texts.
**   returns  GLOSS_OK, GLOSS_EARG without a class, with others, or after a text, GLOSS_ERANGE for
**            more than the model holds, GLOSS_ENOMEM */
gloss_status gloss_sentence_trainer_word(gloss_sentence_trainer *trainer, gloss_str word,
                                         unsigned classes, gloss_error *err);

/* Counts the words and stops of a raw text. From all of them together are learnt, once for each
** trainer, the words that a model's file adds to those its language has: abbreviations, words that
** open sentences, and pairs (a short form or number, and a word) that no sentence's end parts. Raw
** texts come before texts split by hand; a model of raw texts alone has no weights, and the rules
** decide by its words.
**   tokens   a layer made by a tokenizer of the language
**   returns  GLOSS_OK, GLOSS_EARG for tokens without the columns or after a text split by hand,
**            GLOSS_ENOMEM, after which the trainer teaches nothing more
**   cost     O(tokens); memory for each different word, and each two words with a stop between them
**   source   Kiss and Strunk 2006, Unsupervised Multilingual Sentence Boundary Detection */
gloss_status gloss_sentence_trainer_read(gloss_sentence_trainer *trainer, gloss_layer *tokens,
                                         gloss_error *err);

/* Gives what the raw texts taught, in the order of first sight: lines of a letter, a space and a
** form in lower case: "a" an abbreviation without its stop, "s" a word that opens sentences, "p" a
** pair, two words ("#" is any number). Raw texts come before this call.
**   forms    borrowed, dies with the trainer
**   returns  GLOSS_OK, GLOSS_ENOMEM */
gloss_status gloss_sentence_trainer_forms(gloss_sentence_trainer *trainer, gloss_str *forms,
                                          gloss_error *err);

/* Learns where the sentences of a text begin.
**   tokens   a layer made by a tokenizer of the language
**   starts   byte offsets, rising; one inside a token is passed over
**   returns  GLOSS_OK, GLOSS_EARG for tokens without the columns or starts that fall, GLOSS_ENOMEM
**   cost     O(tokens + n) */
gloss_status gloss_sentence_trainer_add(gloss_sentence_trainer *trainer, gloss_layer *tokens,
                                        const uint32_t *starts, size_t n, gloss_error *err);

/* Fits the weights to all texts added and gives the bytes of a model's file: logistic regression on
** what the rules say, with an L2 penalty, by AdaGrad in a fixed random order; the same texts give
** the same bytes.
**   file     borrowed, until the next call for this trainer
**   returns  GLOSS_OK, GLOSS_ENOMEM
**   source   Duchi, Hazan and Singer 2011
**   cost     O(gaps of all texts that the rules leave open) */
gloss_status gloss_sentence_trainer_fit(gloss_sentence_trainer *trainer, gloss_str *file,
                                        gloss_error *err);

/* ---- Rows of separated values ---------------------------------------------------------------- */

/* Starts to read a table in text: tab-separated values, without quoting, or values between other
** separators, quoted as RFC 4180 says. A byte order mark in front and blank lines are passed over.
** Lines end with LF or CR LF, or with CR if the first one does; then what else may end lines is text.
**   text     borrowed until gloss_rows_free, which the caller calls
**   returns  GLOSS_OK, GLOSS_EARG for a separator that is not ASCII, a quotation mark or a control
**            character but the tab, GLOSS_ENOMEM */
gloss_status gloss_rows_new(gloss_rows **out, const gloss_alloc *alloc, gloss_str text,
                            char separator);

/* Starts to read a table in a stream, which gloss_rows_feed gives.
**   longest  bytes that a row may have, the end of its line included; 0 for any number
**   returns  as gloss_rows_new */
gloss_status gloss_rows_stream(gloss_rows **out, const gloss_alloc *alloc, char separator,
                               size_t longest);
void gloss_rows_free(gloss_rows *rows);

/* Gives the next bytes of a stream, once gloss_rows_next gives no row; none are its end.
**   piece    copied; memory is bounded by the longest row, or `longest`, and twice the longest piece
**   returns  GLOSS_OK, GLOSS_EARG when the end was given, GLOSS_ENOMEM (the piece is not taken)
**   cost     O(bytes), amortized */
gloss_status gloss_rows_feed(gloss_rows *rows, gloss_str piece);

/* Reads the next row.
**   cells    receives its cells, borrowed until the next call
**   n        receives how many, 0 behind the last row, and where a stream is to be fed
**   returns  GLOSS_OK, GLOSS_EFORMAT (err->offset in the text; what follows is read from the next
**            line on), GLOSS_ERANGE (a row has more than `longest` bytes, err->offset is its start; what
**            follows is read from the next row on), GLOSS_ENOMEM (the row is still to be read)
**   cost     O(bytes of the row); quoted cells with doubled marks are copied, others are not */
gloss_status gloss_rows_next(gloss_rows *rows, const gloss_str **cells, size_t *n,
                             gloss_error *err);

/* Returns the byte of the text where a cell of the last row starts; for one that the row lacks, where
** the row does. */
size_t gloss_rows_start(const gloss_rows *rows, size_t cell);

/* Returns the byte of the text behind the cells of the last row, where its line ends. */
size_t gloss_rows_end(const gloss_rows *rows);

/* Gives the line, and the column in code points, of a byte of the text, both from 1; of a stream, for
** bytes of the row or error that was read last.
**   cost     O(bytes since the line asked for last); from the start for an earlier one */
void gloss_rows_place(gloss_rows *rows, size_t offset, size_t *line, size_t *column);

/* ---- Gazetteer ------------------------------------------------------------------------------- */

/* All zero: exact case, leftmost-longest, no columns, name "gazetteer". Columns of these names rule
** when an entry matches; a value that is absent rules nothing:
**   valid_from, valid_to  the first and last day of an entry's validity, YYYY, YYYY-MM or YYYY-MM-DD; a
**                         partial date is its whole period, both ends are included
**   priority              an integer of at most nine digits, for GLOSS_BY_PRIORITY; absent is 0
**   evidence              "capital": the match must begin with a capital; "inside": and not begin a
**                         sentence; "never": it is a stop entry, which matches as the others do and
**                         wins over entries of the same span, but gives no row */
/* Fuzzy: an edit inserts, deletes or replaces a code point of a token's folded form, or swaps it with
** its neighbour; edits do not cross token borders. Tokens of an entry with a digit, of under 4 or over
** 62 code points allow none, those under 8 one; a full stop at the end does not count. Of the entries
** of one span those of the fewest edits come back (with GLOSS_EVERY all), each with its number in the
** column "edits" (integer). Entries that match by their bytes allow none; so exact case and fuzzy do not
** go together. Making and opening such a gazetteer indexes its tokens: O(size of the forms), 11 keys of
** 8 bytes a token, 56 for two edits; a scratch keeps what it has looked up, up to 8 MB and 64 MB more. */
typedef struct gloss_gazetteer_options {
  const char *name; /* of the layer a run makes */
  gloss_case match;
  gloss_policy policy;
  gloss_validity validity;    /* what valid_from and valid_to do */
  unsigned fuzzy;             /* edits that an entry may be from the text, 0 to 2; see below */
  unsigned variants;          /* of surfaces of at most 1,024 bytes */
  int diacritics_off;         /* non-zero: compared without (gloss_normalize's strip_diacritics) */
  int substring;              /* non-zero: entries are found anywhere in a run of characters of Han,
                              ** kana, Thai, Lao, Khmer or Myanmar: in units of extended grapheme
                              ** clusters, which are never cut; other tokens stay whole */
  const char *const *columns; /* symbol columns an entry carries */
  size_t n_columns;
} gloss_gazetteer_options;

/* Starts a list of entries for one tokenizer.
**   owns     the caller frees with gloss_entries_free; holds a reference to the tokenizer
**   returns  GLOSS_OK, GLOSS_EARG for an unknown case, policy, validity or variant, over two edits
**            or edits in exact case, an empty name, a column
**            called "entry" (or "valid", beside valid_from or valid_to) or named twice, more than 256
**            columns, or validity "only" without a column of dates, GLOSS_ENOMEM */
gloss_status gloss_entries_new(gloss_entries **out, const gloss_alloc *alloc,
                               gloss_tokenizer *tokenizer, const gloss_gazetteer_options *options,
                               gloss_error *err);
void gloss_entries_free(gloss_entries *entries);

/* Adds an entry: a surface, cut as if inside a sentence, and a value a column (size 0 is absent). An
** abbreviation at its end may stand with the full stop of the sentence, which is in the match then.
**   returns  GLOSS_OK, GLOSS_EARG for a surface without a token, a value that its column does not
**            take (err->message begins with the column's name), or when more than 8 different token
**            forms (or values) share one hash, GLOSS_EUTF8 (err->offset in the surface, or in the
**            value, err->message says which), GLOSS_ERANGE past 2^31 - 1 entries or for a surface
**            over 65,535 bytes or 255 tokens, GLOSS_ENOMEM
**   cost     O(size of the surface) */
gloss_status gloss_entries_add(gloss_entries *entries, gloss_str surface, const gloss_str *values,
                               gloss_error *err);

/* Adds n entries, or none: the same as one by one, in a third of the time from some hundred on.
**   values   those of the first entry, then those of the second ...
**   failed   on failure, the index of an entry that cannot be added
**   returns  as gloss_entries_add */
gloss_status gloss_entries_add_all(gloss_entries *entries, const gloss_str *surfaces,
                                   const gloss_str *values, size_t n, size_t *failed,
                                   gloss_error *err);

/* Makes the gazetteer of the entries added; the entries stay the caller's.
**   returns  GLOSS_OK, GLOSS_EARG when no seed of the table keeps the hashes apart, or more than
**            64 different surfaces share one hash (never seen but for hashes made to, and smart
**            lists of one surface in ever new case), GLOSS_ERANGE for more than a file can hold,
**            GLOSS_ENOMEM
**   cost     O(tokens of all entries) */
gloss_status gloss_gazetteer_new(gloss_gazetteer **out, gloss_entries *entries, gloss_error *err);

/* Makes a gazetteer of another and entries added to it, which is not built again: matches as if all
** entries were one list, those of `base` first. Both must have been made with the same tokenizer, name,
** columns and settings, and without edits.
**   owns     a reference to both
**   returns  GLOSS_OK, GLOSS_EARG for what differs (err says what) or edits, GLOSS_ERANGE for more
**            than 2^31 - 1 entries, GLOSS_ENOMEM
**   cost     O(columns); a run makes a pass over the tokens for each part */
gloss_status gloss_gazetteer_overlay(gloss_gazetteer **out, const gloss_alloc *alloc,
                                     gloss_gazetteer *base, gloss_gazetteer *added,
                                     gloss_error *err);

/* Writes a gazetteer as a .gaz file, by a temporary file beside it and a rename.
**   returns  GLOSS_OK, GLOSS_EIO (the old file is then untouched), GLOSS_EARG for an overlay,
**            GLOSS_ENOMEM */
gloss_status gloss_gazetteer_save(gloss_gazetteer *gazetteer, const char *path, gloss_error *err);

/* Opens a .gaz file, mapped read-only.
**   tokenizer  the one whose tokens it will be run on; NULL checks no fingerprint
**   verify   non-zero: reads the file into private memory and checks all of it; zero: checks the
**            header and section bounds, every index is bounded at use
**   returns  GLOSS_OK, GLOSS_ENOENT, GLOSS_EIO, GLOSS_EFORMAT (offset is where), GLOSS_EMISMATCH
**            when made for another tokenizer (err names both fingerprints), GLOSS_ENOMEM
**   cost     O(1), with verify O(size of the file) */
gloss_status gloss_gazetteer_open(gloss_gazetteer **out, const gloss_alloc *alloc, const char *path,
                                  gloss_tokenizer *tokenizer, int verify, gloss_error *err);
gloss_gazetteer *gloss_gazetteer_ref(gloss_gazetteer *gazetteer);
void gloss_gazetteer_unref(gloss_gazetteer *gazetteer);

/* Returns the fingerprint of the tokenizer it was made with. */
uint64_t gloss_gazetteer_fingerprint(const gloss_gazetteer *gazetteer);

/* Return the name of the layer a run makes, the number of entries, and the index-th column's name
** (NULL past the last). */
const char *gloss_gazetteer_name(const gloss_gazetteer *gazetteer);
uint32_t gloss_gazetteer_count(const gloss_gazetteer *gazetteer);
const char *gloss_gazetteer_column(const gloss_gazetteer *gazetteer, uint32_t index);

/* Gives what it was made with: the name (borrowed), case, policy, validity and the number of columns;
** `columns` is NULL. */
void gloss_gazetteer_settings(const gloss_gazetteer *gazetteer, gloss_gazetteer_options *out);

/* Finds the entries in tokens: a layer of the gazetteer's name with its columns (symbols) and
** "entry" (integer, the entry's number in order of adding). Several entries of one surface give a
** row each, same span, in that order. A match is whole tokens, any white space between them, and
** its text is compared, so no hash collision is a match. With a column of dates there is "valid"
** (boolean) too: whether the document's reference date lies in the entry's period, absent without
** one; validity "only" keeps entries that are valid, and without a reference date those that have
** no dates. What does not match for its dates or its evidence is no match to the policy either.
** A match begins a sentence, for `evidence`, when only punctuation stands between it and the start of
** a row of the document's layer "sentence", or, where that is not bound, the text's start, a blank
** line or one of . ! ? before it; and behind a colon, or right behind a quotation mark.
**   tokens   of a tokenizer with the gazetteer's fingerprint (not checked); no columns are needed
**   returns  GLOSS_OK, GLOSS_EARG for a relation, GLOSS_ESTOP, GLOSS_ENOMEM
**   cost     O(tokens) for leftmost-longest, times the longest entry at worst; the scratch keeps 192 KB
**            of what it has learnt of single tokens, but for an overlay */
gloss_status gloss_gazetteer_run(gloss_gazetteer *gazetteer, gloss_layer *tokens,
                                 gloss_scratch *scratch, gloss_layer **out, gloss_error *err);

/* Makes a set of gazetteers that are run in one pass over the tokens. Small ones, up to some ten
** thousand names, share filters of what begins in any of them, made here of their forms, so that each
** costs little beside the first; an overlay, a large list and one that matches by units or without
** diacritics makes a pass of its own. Immutable, any thread.
**   owns     the caller has one reference; holds one to each gazetteer
**   returns  GLOSS_OK, GLOSS_EARG when one is there twice, GLOSS_ERANGE for over 65,535, GLOSS_ENOMEM
**   cost     O(size of the forms of those that share) */
gloss_status gloss_gazetteers_new(gloss_gazetteers **out, const gloss_alloc *alloc,
                                  gloss_gazetteer *const *list, size_t n, gloss_error *err);
gloss_gazetteers *gloss_gazetteers_ref(gloss_gazetteers *set);
void gloss_gazetteers_unref(gloss_gazetteers *set);

/* Return the number of gazetteers, and the index-th, below that number; borrowed. */
uint32_t gloss_gazetteers_count(const gloss_gazetteers *set);
gloss_gazetteer *gloss_gazetteers_at(const gloss_gazetteers *set, uint32_t index);

/* Runs a set: layers[i] receives what gloss_gazetteer_run gives for the i-th gazetteer. What the
** scratch keeps is kept for each of these.
**   tokens   of a tokenizer with the fingerprint of all (not checked)
**   layers   room for all; when the run fails they are NULL
**   returns  as gloss_gazetteer_run
**   cost     as one run for those that share, and 0.2 to 0.8 ns a token for each of them: a run more
**            for each other */
gloss_status gloss_gazetteers_run(gloss_gazetteers *set, gloss_layer *tokens,
                                  gloss_scratch *scratch, gloss_layer **layers, gloss_error *err);

/* ---- Token patterns -------------------------------------------------------------------------- */
/* Expressions are made node by node, children first, and named by numbers from 1. Rules are
** expressions with a name and a scope; a phase is an engine compiled of rules, which finds all their
** matches in one run and settles conflicts between them.
**
** A match lies in one scope: a row of the rule's `within` layer. Of one start it is the first that
** is found when every choice is tried in order of preference; a rule alone gives its leftmost
** matches that do not overlap. A match of no tokens is none. One that AGREE or WHERE rejects is
** dropped, and the rule goes on one token after its start. With GLOSS_EVERY a rule gives, from
** every start, a match for every end, by the first way to it. A row covers the tokens it touches. */

typedef enum gloss_node_kind {
  GLOSS_NODE_ANY = 1, /* any token */
  GLOSS_NODE_WORDS,   /* the folded form is one of `strings`, which are folded here */
  GLOSS_NODE_FORMS,   /* the form itself is one of `strings` */
  GLOSS_NODE_REGEX, /* calls.re says yes, by the form alone; seldom asked twice, in later runs too */
  GLOSS_NODE_FLAG,  /* integer column `name` has a bit of the mask `min` */
  GLOSS_NODE_INITIAL, /* no word stands before in the row of "sentence" (marks and signs are none) */
  GLOSS_NODE_IS,      /* column `name` is one of `strings` (of "kind" the names) or of `numbers` */
  GLOSS_NODE_RANGE,   /* numeric column `name` is in [low, high] */
  GLOSS_NODE_AND,     /* tests a and b */
  GLOSS_NODE_OR,      /* tests a or b */
  GLOSS_NODE_NOT,     /* test a fails */
  GLOSS_NODE_UNIT, /* a row of layer `name` that begins here and ends in the scope, as one item; a: 0,
                  ** or a test of the row (IS, RANGE, FLAG, AND, OR, NOT). Longest first, then in row
                  ** order */
  GLOSS_NODE_BOS, /* no token: before the first token of a row of "sentence" */
  GLOSS_NODE_EOS, /* no token: after the last token of a row of "sentence" */
  GLOSS_NODE_DOC, /* no token: before the first token of all */
  GLOSS_NODE_SEQ, /* a, then b; 0 is the empty match */
  GLOSS_NODE_ALT, /* a, or else b */
  GLOSS_NODE_REPEAT, /* a, min to max times (GLOSS_NONE: any number), as often as can be, or lazy; a turn
                  ** of the loop past min that takes no token fails */
  GLOSS_NODE_GAP,     /* a, at most max tokens, as few as can be, b */
  GLOSS_NODE_AHEAD,   /* no token: a matches from here on (negative: does not), within the scope */
  GLOSS_NODE_BEHIND,  /* no token: a matches up to here */
  GLOSS_NODE_CAPTURE, /* a, remembered as `name` unless it takes no token */
  GLOSS_NODE_INSIDE,  /* a, each token of which lies in a row of layer `name`, each two in one */
  GLOSS_NODE_OUTSIDE, /* a, no token of which is touched by a row of layer `name` */
  GLOSS_NODE_STARTS,  /* a, from the first token of a row of layer `name` on */
  GLOSS_NODE_AGREE, /* a; rejects the match unless every value of column `name` of captures strings[0]
                  ** equals every one of strings[1]: of the row that a capture is, else of its one
                  ** token, else absent, which equals nothing. Passes when a capture is missing */
  GLOSS_NODE_WHERE /* a; rejects the match unless calls.where says yes */
} gloss_node_kind;

/* A node; what its kind does not use is ignored. Strings are copied. An absent value of a column
** equals nothing and is in no range. */
typedef struct gloss_node {
  gloss_node_kind kind;
  uint32_t a, b;     /* numbers of nodes made before */
  uint32_t min, max; /* REPEAT, GAP; FLAG: min is the mask */
  int lazy, negative;
  gloss_str name;
  const gloss_str *strings;
  size_t n_strings;
  const double *numbers;
  size_t n_numbers;
  double low, high;
  uint32_t tag; /* the caller's, for callbacks, errors and gloss_phase_why */
} gloss_node;

/* A rule; all zero but name and pattern is the default. */
typedef struct gloss_rule {
  const char *name;
  uint32_t pattern;
  int32_t priority;   /* the higher wins */
  const char *claims; /* the captures whose tokens conflicts are about: other matches may have the
                      ** rest too; NULL is all of the match */
  const char *within; /* layer whose rows are the scopes; NULL is "sentence"; "document" is all */
  const gloss_str *zones; /* scopes keep to rows of layer "zone" with these labels, where the layer
                          ** is bound and has rows; none: anywhere */
  size_t n_zones;
  uint32_t tag;
} gloss_rule;

/* Starts a list of rules.
**   owns     the caller frees with gloss_rules_free
**   returns  GLOSS_OK, GLOSS_EARG for an unknown policy, GLOSS_ENOMEM */
gloss_status gloss_rules_new(gloss_rules **out, const gloss_alloc *alloc, gloss_policy policy);
void gloss_rules_free(gloss_rules *rules);

/* Makes a node and gives its number.
**   returns  GLOSS_OK; GLOSS_EARG for a child that is no node or of the wrong sort, a test without
**            strings, a name that is empty; GLOSS_ERANGE for min > max, max 0, a bound over 10,000
**            or nodes nested over 4,000 deep; GLOSS_EUTF8; GLOSS_ENOMEM. err->offset is the tag of
**            the node at fault */
gloss_status gloss_rules_node(gloss_rules *rules, const gloss_node *node, uint32_t *number,
                              gloss_error *err);

/* Adds a rule; rules are numbered from 0 in order of adding.
**   returns  GLOSS_OK, GLOSS_EARG for no name or pattern, GLOSS_ENOMEM */
gloss_status gloss_rules_add(gloss_rules *rules, const gloss_rule *rule, gloss_error *err);

/* Compiles rules into a phase; they stay the caller's.
**   owns     the caller has one reference
**   returns  GLOSS_OK; GLOSS_EARG for AGREE on, or `claims` of, a name that the rule does not
**            capture; GLOSS_ERANGE
**            for a rule of more than 32,768 instructions (nested repetitions multiply); GLOSS_ENOMEM.
**            err->message names the rule, err->offset is the tag of the node at fault
**   cost     O(instructions) */
gloss_status gloss_phase_new(gloss_phase **out, const gloss_rules *rules, gloss_error *err);
gloss_phase *gloss_phase_ref(gloss_phase *phase);
void gloss_phase_unref(gloss_phase *phase);

/* Return names by number, NULL past the last: of rules, of captures, and of the layers of units. */
const char *gloss_phase_rule(const gloss_phase *phase, uint32_t rule);
const char *gloss_phase_capture(const gloss_phase *phase, uint32_t capture);
const char *gloss_phase_layer(const gloss_phase *phase, uint32_t layer);

/* A match of tokens [start, end), and what it captured: n_captures from gloss_matches_captures. */
typedef struct gloss_match {
  uint32_t rule, start, end;
  uint32_t winner; /* the match that won over this one; GLOSS_NONE: it stands */
  uint32_t captures, n_captures;
} gloss_match;

/* A capture of tokens [start, end), not empty, in order of start, the outer one first; one whose
** tokens are just those of a unit in it is that row, else layer and row are GLOSS_NONE. */
typedef struct gloss_capture {
  uint32_t name, start, end;
  uint32_t layer, row;
} gloss_capture;

/* What a run asks the caller; NULL functions say no. A status other than GLOSS_OK ends the run,
** which then returns it. A callback may not run the same phase with the same scratch (GLOSS_EARG),
** nor give the document's last reference back. */
typedef struct gloss_pattern_calls {
  gloss_status (*re)(void *user, uint32_t tag, gloss_str token, int *yes);
  gloss_status (*where)(void *user, uint32_t tag, const gloss_match *match,
                        const gloss_capture *captures, int *yes);
  void *user;
} gloss_pattern_calls;

/* What a run did, for tests and profiles. */
typedef struct gloss_phase_counts {
  uint64_t scopes;    /* scopes that any rule had to look at */
  uint64_t starts;    /* places where a rule was tried */
  uint64_t steps;     /* instructions executed */
  uint64_t states;    /* states of filters made */
  uint64_t flushes;   /* times the filters' cache was full */
  uint64_t fallbacks; /* scopes that went without a filter for that */
  uint64_t truncated; /* times an unbounded repetition ended at 2,000 (in scopes over 2,000) */
} gloss_phase_counts;

/* Finds all matches. Layers are those bound to the document: one that is not there has no rows, but
** a rule's `within` must be there if the document has tokens.
**   tokens   a token layer of the document (with the columns the tests ask for)
**   calls    may be NULL when no rule has REGEX or WHERE
**   out      matches by (start, longest, rule); the caller frees with gloss_matches_free
**   returns  GLOSS_OK; GLOSS_ENOENT for a column or a `within` layer that is not there, GLOSS_ETYPE
**            for a column that holds no such values (err names the rule); GLOSS_ESTOP, GLOSS_ENOMEM;
**            what a callback returned
**   cost     O(n m) for n tokens and m instructions of the rules that pass the filter; O(n s m) for
**            scopes of s tokens where matches are rejected, all are asked for, or repetitions end at
**            2,000; rules whose required word, class or layer is absent from a scope cost nothing */
gloss_status gloss_phase_run(gloss_phase *phase, gloss_layer *tokens, gloss_scratch *scratch,
                             const gloss_pattern_calls *calls, gloss_matches **out,
                             gloss_error *err);
void gloss_matches_free(gloss_matches *matches);

/* Return the matches, losers of conflicts among them, and the captures they refer to; borrowed. */
const gloss_match *gloss_matches_all(const gloss_matches *matches, uint32_t *count);
const gloss_capture *gloss_matches_captures(const gloss_matches *matches);
gloss_phase_counts gloss_matches_counts(const gloss_matches *matches);

/* How far a rule came from one token. */
typedef struct gloss_why {
  uint32_t end;      /* where the rule's match ends, GLOSS_NONE if it has none from there */
  uint32_t rejected; /* tag of the AGREE or WHERE that rejected the match, GLOSS_NONE if none did */
  uint32_t furthest; /* the last token (or end of scope) at which it asked for something */
  uint32_t scope_start, scope_end; /* tokens; equal when the token is in no scope of the rule */
  uint32_t n_tags;      /* what it asked for there in vain, any of which would have passed: */
  const uint32_t *tags; /* tags of nodes, borrowed from the scratch until it is used again */
} gloss_why;

/* Explains why a rule does or does not match from a token.
**   returns  as gloss_phase_run; GLOSS_ERANGE for a rule or token that is none
**   cost     O(scope), times the rule's instructions */
gloss_status gloss_phase_why(gloss_phase *phase, gloss_layer *tokens, gloss_scratch *scratch,
                             const gloss_pattern_calls *calls, uint32_t rule, uint32_t token,
                             gloss_why *why, gloss_error *err);

/* A near miss of a rule: a start from which some token passed and then all failed, or whose match
** was rejected. */
typedef struct gloss_miss {
  uint32_t start, furthest, rejected, scope_start, scope_end; /* as in gloss_why */
  uint32_t tags, n_tags;                                      /* in gloss_misses_tags */
} gloss_miss;
typedef struct gloss_misses gloss_misses;

/* Finds the near misses of a rule in a document, in order of their starts; where the rule matches,
** it goes on behind the match.
**   out      the caller frees with gloss_misses_free
**   returns  as gloss_phase_why
**   cost     for each start what a run of the rule from it alone costs: O(n s m), and O(n) where runs
**            end after few tokens */
gloss_status gloss_phase_misses(gloss_phase *phase, gloss_layer *tokens, gloss_scratch *scratch,
                                const gloss_pattern_calls *calls, uint32_t rule, gloss_misses **out,
                                gloss_error *err);
void gloss_misses_free(gloss_misses *misses);

/* Return the misses, and the tags they refer to; borrowed. */
const gloss_miss *gloss_misses_all(const gloss_misses *misses, uint32_t *count);
const uint32_t *gloss_misses_tags(const gloss_misses *misses);

/* ---- Frequencies: n-grams counted over documents --------------------------------------------- */
/* A gram is n rows of a layer that follow one another, known by their strings in one column. Grams
** are numbered from 0; a number stays the gram's. Memory is bounded: about 40 + 4 n bytes a distinct
** gram, the distinct strings, 4 bytes a row of the largest layer, and the symbol table of the last
** document, which is kept. One thread, that of the documents counted. */

#define GLOSS_GRAM_MAX 16

/* All zero is the default. */
typedef struct gloss_frequencies_options {
  uint32_t n;         /* rows of a gram, 1 (default, also for 0) to GLOSS_GRAM_MAX */
  const char *column; /* of symbols; NULL is "folded" */
  uint32_t kinds;     /* bits 1 << kind: a gram is of tokens of these kinds only; 0 is all */
} gloss_frequencies_options;

/* What a table holds. */
typedef struct gloss_totals {
  uint64_t count;     /* grams counted */
  uint32_t distinct;  /* different ones */
  uint32_t documents; /* calls of gloss_frequencies_add */
} gloss_totals;

/* A gram: its strings, borrowed, how often it was counted, and in how many documents. */
typedef struct gloss_gram {
  gloss_str words[GLOSS_GRAM_MAX];
  uint64_t count;
  uint32_t documents;
} gloss_gram;

/* Makes an empty table.
**   owns     the caller frees with gloss_frequencies_free
**   returns  GLOSS_OK, GLOSS_EARG for n over GLOSS_GRAM_MAX or an empty column name, GLOSS_ENOMEM */
gloss_status gloss_frequencies_new(gloss_frequencies **out, const gloss_alloc *alloc,
                                   const gloss_frequencies_options *options);
void gloss_frequencies_free(gloss_frequencies *table);

/* Counts the grams of a layer, one document. A row without a value breaks a gram.
**   within   a gram lies in one row of this layer; NULL is anywhere
**   returns  GLOSS_OK, GLOSS_ENOENT for no such column (or none of kinds), GLOSS_ETYPE when it holds
**            no symbols or lists of them, GLOSS_EARG for a relation or a layer of another document
**            as `within`, GLOSS_ERANGE past 2^32 - 1 documents or 2^31 distinct grams,
**            GLOSS_ENOMEM
**   cost     O(n rows) */
gloss_status gloss_frequencies_add(gloss_frequencies *table, gloss_layer *layer,
                                   const gloss_layer *within, gloss_error *err);

/* Adds what another table of the same n holds; its documents are taken to be others.
**   returns  GLOSS_OK, GLOSS_EARG for another n, GLOSS_ERANGE for sums past what a total can hold or
**            2^31 distinct grams, GLOSS_ENOMEM
**   cost     O(distinct grams of the other) */
gloss_status gloss_frequencies_merge(gloss_frequencies *table, const gloss_frequencies *other);

uint32_t gloss_frequencies_n(const gloss_frequencies *table);
const char *gloss_frequencies_column(const gloss_frequencies *table);
gloss_totals gloss_frequencies_totals(const gloss_frequencies *table);

/* Returns the number of the gram of n words, or GLOSS_NONE if it was never counted. cost O(n). */
uint32_t gloss_frequencies_find(const gloss_frequencies *table, const gloss_str *words);

/* Returns the first gram numbered >= from, or GLOSS_NONE. Start at 0 and go on with gram + 1. */
uint32_t gloss_frequencies_next(const gloss_frequencies *table, uint32_t from);

/* Gives a gram by its number; GLOSS_ENOENT for one that is none. */
gloss_status gloss_frequencies_at(const gloss_frequencies *table, uint32_t gram, gloss_gram *out);

/* What grams are ranked by. The last four measure how far the count O exceeds what chance would give:
** E = R C / N, where of a bigram R counts the pairs with its first word, C those with its second, N
** all. Against a reference R counts the gram in both tables, C all grams of this one, N of both.
**   PMI             log2(O / E)               Church and Hanks 1990
**   LOG_LIKELIHOOD  G2 of the 2 x 2 table, negative where O < E      Dunning 1993
**   T_SCORE         (O - E) / sqrt(O)         Church et al. 1991
**   LOG_DICE        14 + log2(2 O / (R + C))  Rychly 2008 */
typedef enum gloss_measure {
  GLOSS_BY_COUNT,
  GLOSS_BY_DOCUMENTS,
  GLOSS_BY_PMI,
  GLOSS_BY_LOG_LIKELIHOOD,
  GLOSS_BY_T_SCORE,
  GLOSS_BY_LOG_DICE
} gloss_measure;

/* All zero ranks all grams by count. */
typedef struct gloss_rank_options {
  gloss_measure by;
  uint64_t min_count;     /* only grams counted so often */
  uint32_t min_documents; /* and in so many documents */
  const gloss_frequencies *reference;
} gloss_rank_options;

typedef struct gloss_rank {
  uint32_t gram;
  double score; /* the measure asked for */
} gloss_rank;

/* Ranks grams: highest score first, of equals the more frequent, then by their words, bytewise.
**   out      room for `most` ranks; receives *n <= most
**   returns  GLOSS_OK, GLOSS_EARG for an unknown measure, one of association for n other than 2
**            without a reference, or a reference of another n or to a count, GLOSS_ENOMEM
**   cost     O(distinct grams, times log most); no allocation unless a bigram's words are counted */
gloss_status gloss_frequencies_rank(const gloss_frequencies *table,
                                    const gloss_rank_options *options, gloss_rank *out,
                                    uint32_t most, uint32_t *n);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif
#endif
