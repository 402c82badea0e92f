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
#define GLOSS_HASH_VERSION 1  /* of gloss_fold and gloss_hash together */

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
typedef struct gloss_splitter gloss_splitter;
typedef struct gloss_entries gloss_entries;
typedef struct gloss_gazetteer gloss_gazetteer;

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

/* ---- Pool: freed blocks and the symbols of one thread ---------------------------------------- */

/* Makes a pool. It keeps freed blocks (at most 64 MB) for the next document, and the symbol table:
** over a million symbols, the next document starts a new one.
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
**   returns  GLOSS_OK, GLOSS_EARG for an empty key, GLOSS_EUTF8, GLOSS_ENOMEM */
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
**            another document, GLOSS_ENOMEM */
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
**            GLOSS_ERANGE for offsets that fall or a reference past its target's rows,
**            GLOSS_EARG for a target of another document, GLOSS_ENOMEM */
gloss_status gloss_layer_add_column(gloss_layer *layer, const gloss_column *column,
                                    gloss_error *err);

/* ---- Builder: how layers and relations are made by hand -------------------------------------- */

/* Makes a builder.
**   relation non-zero: rows have no spans
**   owns     the caller frees with gloss_builder_free; it holds a reference to the document */
gloss_status gloss_builder_new(gloss_builder **out, gloss_doc *doc, const char *name, int relation);
void gloss_builder_free(gloss_builder *builder);

/* Adds a column, before or between rows (rows there already have it absent, or 0 where the type has
** no absent value).
**   list     non-zero: a list of that type
**   target   the layer a ref column refers to; NULL otherwise
**   column   receives the number the set functions take
**   returns  GLOSS_OK, GLOSS_EEXIST (*column is then the one there is), GLOSS_ETYPE, GLOSS_EARG,
**            GLOSS_ENOMEM */
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
** are GLOSS_ETYPE. Of relations, rows come layer by layer; relations and others do not mix. */
gloss_status gloss_layer_merge(gloss_layer *const *layers, size_t n, const char *name,
                               gloss_layer **out);

/* Makes a layer of the given rows with all their columns.
**   rows     n rows in rising order; GLOSS_ERANGE otherwise */
gloss_status gloss_layer_filter(gloss_layer *layer, const uint32_t *rows, size_t n,
                                const char *name, gloss_layer **out);

/* ---- Tokenizer ------------------------------------------------------------------------------- */
/* Engines: immutable, reference-counted. A run returns an unbound layer. */

/* All zero is the default. */
typedef struct gloss_tokenizer_options {
  const char *style;    /* "ud" (default) or "whitespace" */
  const char *language; /* "en" (default) */
  const gloss_str *keep,
      *split; /* exceptions: forms kept whole; forms cut, parts parted by a space */
  size_t n_keep, n_split;
} gloss_tokenizer_options;

/* Makes a tokenizer.
**   returns  GLOSS_OK, GLOSS_EARG for an unknown style or language or a bad exception (err says
**            which), GLOSS_ENOMEM
**   source   style "ud": Universal Dependencies, English tokenization guideline */
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

/* ---- Sentence splitter ----------------------------------------------------------------------- */

/* All zero is the default. */
typedef struct gloss_splitter_options {
  const char *style;              /* "news" (default) or "lines": a line is a sentence */
  const char *language;           /* "en" (default) */
  const char *newlines;           /* what a line break is: "auto" (default) looks whether lines are
                                    ** wrapped; "wrap" a space, a blank line ends; "paragraph" an
                                    ** end; "sentence" an end, and nothing else is */
  const gloss_str *abbreviations; /* more of them, with their final stop */
  size_t n_abbreviations;
} gloss_splitter_options;

/* Makes a splitter; errors as gloss_tokenizer_new. */
gloss_status gloss_splitter_new(gloss_splitter **out, const gloss_alloc *alloc,
                                const gloss_splitter_options *options, gloss_error *err);
gloss_splitter *gloss_splitter_ref(gloss_splitter *splitter);
void gloss_splitter_unref(gloss_splitter *splitter);

/* Splits tokens into a layer "sentence"; every token is in one sentence.
**   tokens   a layer made by a tokenizer
**   bounds   spans no sentence crosses the edges of (as a "zone" layer); NULL is none
**   returns  GLOSS_OK, GLOSS_EARG for layers of two documents or tokens without the columns,
**            GLOSS_ESTOP, GLOSS_ENOMEM
**   cost     O(tokens) */
gloss_status gloss_splitter_run(gloss_splitter *splitter, gloss_layer *tokens,
                                const gloss_layer *bounds, gloss_scratch *scratch,
                                gloss_layer **out, gloss_error *err);

/* ---- Gazetteer ------------------------------------------------------------------------------- */

/* All zero: exact case, leftmost-longest, no columns, name "gazetteer". */
typedef struct gloss_gazetteer_options {
  const char *name; /* of the layer a run makes */
  gloss_case match;
  int all;                    /* non-zero: all matches, nested and crossing ones too */
  const char *const *columns; /* symbol columns an entry carries */
  size_t n_columns;
} gloss_gazetteer_options;

/* Starts a list of entries for one tokenizer.
**   owns     the caller frees with gloss_entries_free; holds a reference to the tokenizer
**   returns  GLOSS_OK, GLOSS_EARG for an unknown case, an empty name, a column called "entry" or
**            named twice, or more than 256 columns, GLOSS_ENOMEM */
gloss_status gloss_entries_new(gloss_entries **out, const gloss_alloc *alloc,
                               gloss_tokenizer *tokenizer, const gloss_gazetteer_options *options,
                               gloss_error *err);
void gloss_entries_free(gloss_entries *entries);

/* Adds an entry: a surface, cut as if inside a sentence, and a value a column (size 0 is absent).
**   returns  GLOSS_OK, GLOSS_EARG for a surface without a token or when more than 8 different token
**            forms (or values) share one hash, GLOSS_EUTF8 (err->offset in the surface, or in the
**            value, err->message says which), GLOSS_ERANGE past 2^31 - 1 entries or for a surface
**            over 65,535 bytes, GLOSS_ENOMEM
**   cost     O(size of the surface) */
gloss_status gloss_entries_add(gloss_entries *entries, gloss_str surface, const gloss_str *values,
                               gloss_error *err);

/* Makes the gazetteer of the entries added; the entries stay the caller's.
**   returns  GLOSS_OK, GLOSS_EARG when no seed of the table keeps the hashes apart (never seen but
**            for hashes made to), GLOSS_ERANGE for more than a file can hold, GLOSS_ENOMEM
**   cost     O(tokens of all entries) */
gloss_status gloss_gazetteer_new(gloss_gazetteer **out, gloss_entries *entries, gloss_error *err);

/* Writes a gazetteer as a .gaz file, by a temporary file beside it and a rename.
**   returns  GLOSS_OK, GLOSS_EIO (the old file is then untouched), GLOSS_ENOMEM */
gloss_status gloss_gazetteer_save(gloss_gazetteer *gazetteer, const char *path, gloss_error *err);

/* Opens a .gaz file, mapped read-only.
**   verify   non-zero: reads the file into private memory and checks all of it; zero: checks the
**            header and section bounds, every index is bounded at use
**   returns  GLOSS_OK, GLOSS_ENOENT, GLOSS_EIO, GLOSS_EFORMAT (offset is where), GLOSS_EMISMATCH
**            when made for another tokenizer (err names both fingerprints), GLOSS_ENOMEM
**   cost     O(1), with verify O(size of the file) */
gloss_status gloss_gazetteer_open(gloss_gazetteer **out, const gloss_alloc *alloc, const char *path,
                                  gloss_tokenizer *tokenizer, int verify, gloss_error *err);
gloss_gazetteer *gloss_gazetteer_ref(gloss_gazetteer *gazetteer);
void gloss_gazetteer_unref(gloss_gazetteer *gazetteer);

/* Return the name of the layer a run makes, the number of entries, and the index-th column's name
** (NULL past the last). */
const char *gloss_gazetteer_name(const gloss_gazetteer *gazetteer);
uint32_t gloss_gazetteer_count(const gloss_gazetteer *gazetteer);
const char *gloss_gazetteer_column(const gloss_gazetteer *gazetteer, uint32_t index);

/* Finds the entries in tokens: a layer of the gazetteer's name with its columns (symbols) and
** "entry" (integer, the entry's number in order of adding). Several entries of one surface give a
** row each, same span, in that order. A match is whole tokens, any white space between them, and
** its text is compared, so no hash collision is a match.
**   tokens   of a tokenizer with the gazetteer's fingerprint (not checked)
**   returns  GLOSS_OK, GLOSS_EARG for tokens without the columns, GLOSS_ESTOP, GLOSS_ENOMEM
**   cost     O(tokens) for leftmost-longest, times the longest entry at worst */
gloss_status gloss_gazetteer_run(gloss_gazetteer *gazetteer, gloss_layer *tokens,
                                 gloss_scratch *scratch, gloss_layer **out, gloss_error *err);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif
#endif
