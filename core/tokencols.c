/* tokencols.c -- rows of the token layer from bits: starts, ends, and kind, shape and space from
** the scan's masks. Only tokens that are not ASCII, or over 64 bytes, are looked at singly. */
#include <string.h>

#include "layer.h"
#include "tokenizer.h"
#include "utf8.h"

gloss_status gloss__token_rows_grow(gloss__token_rows *rows, gloss_doc *doc, uint32_t room) {
  gloss__token_rows wide = {.count = rows->count, .room = room};
  gloss_status status = gloss__layer_new(&wide.layer, doc, "token", room, 0);
  void *kind, *shape, *space;
  if (status != GLOSS_OK) return status;
  if ((status = gloss__layer_column(wide.layer, "kind", GLOSS_U8, &kind)) != GLOSS_OK ||
      (status = gloss__layer_column(wide.layer, "shape", GLOSS_U16, &shape)) != GLOSS_OK ||
      (status = gloss__layer_column(wide.layer, "space", GLOSS_U8, &space)) != GLOSS_OK) {
    gloss_layer_unref(wide.layer);
    return status;
  }
  wide.starts = gloss__layer_starts(wide.layer);
  wide.ends = gloss__layer_ends(wide.layer);
  wide.kind = kind;
  wide.shape = shape;
  wide.space = space;
  if (rows->count != 0) {
    memcpy(wide.starts, rows->starts, rows->count * sizeof *rows->starts);
    memcpy(wide.ends, rows->ends, rows->count * sizeof *rows->ends);
    memcpy(wide.kind, rows->kind, rows->count);
    memcpy(wide.shape, rows->shape, rows->count * sizeof *rows->shape);
    memcpy(wide.space, rows->space, rows->count);
  }
  gloss_layer_unref(rows->layer);
  *rows = wide;
  return GLOSS_OK;
}

uint32_t gloss__token_count(const gloss__repair *r) {
  size_t n = (r->end - r->base + 63) / 64;
  uint32_t count = 0;
  for (size_t w = 0; w < n; w++) count += (uint32_t)__builtin_popcountll(r->starts[w]);
  return count;
}

/* ---- Starts and ends ---- */

/* Writes the positions of the bits of a word. */
static inline uint32_t *write_bits(uint32_t *out, uint64_t bits, uint32_t base) {
  for (; bits != 0; bits &= bits - 1) *out++ = base + (uint32_t)__builtin_ctzll(bits);
  return out;
}

/* Writes starts and ends of the block's tokens; a token ends before a space or the next start. */
static void write_spans(gloss__token_rows *rows, const gloss__repair *r) {
  size_t n = (r->end - r->base + 63) / 64;
  uint32_t *starts = rows->starts + rows->count, *ends = rows->ends + rows->count;
  for (size_t w = 0; w < n; w++) {
    uint64_t stops = r->starts[w] | r->masks[w].space;
    uint64_t next = w + 1 < n ? r->starts[w + 1] | r->masks[w + 1].space : 1;
    uint64_t last = ~r->masks[w].space & (stops >> 1 | next << 63);
    uint32_t base = r->base + (uint32_t)(64 * w);
    starts = write_bits(starts, r->starts[w], base);
    ends = write_bits(ends, last, base + 1);
  }
  rows->count = (uint32_t)(starts - rows->starts);
}

/* ---- Kind, shape, space ---- */

/* The bits of one mask over a token of up to 64 bytes that begins at bit k of `low`. */
static inline uint64_t window(uint64_t low, uint64_t high, uint32_t k, uint64_t keep) {
  return (low >> k | high << 1 << (63 - k)) & keep;
}

/* Shape flags of letters given as bits. */
static inline unsigned letter_shape(uint64_t letters, uint64_t upper) {
  if (letters == 0) return 0;
  if (upper == 0) return GLOSS_LOWER;
  uint64_t lower = letters & ~upper, first = letters & (0 - letters);
  unsigned shape = 0;
  if (upper & first) shape |= GLOSS_INITIAL_CAP;
  if (lower == 0 && letters != first) shape |= GLOSS_ALL_CAPS;
  if (lower != 0 && (upper & ~((lower & (0 - lower)) - 1))) shape |= GLOSS_MIXED;
  return shape;
}

/* Whether digits are followed by the letters of an ordinal: 1st, 22nd, 1,000th. */
static int is_ordinal(const char *text, uint32_t size) {
  static const char tails[] = "stndrdth";
  if (size < 3) return 0;
  char a = text[size - 2] | 32, b = text[size - 1] | 32;
  for (uint32_t i = 0; i + 2 < size; i++) {
    if ((text[i] < '0' || text[i] > '9') && text[i] != ',') return 0;
  }
  for (unsigned k = 0; k < 8; k += 2) {
    if (a == tails[k] && b == tails[k + 1]) return 1;
  }
  return 0;
}

/* Says what an ASCII token is. */
static inline gloss_kind ascii_kind(const char *text, uint32_t size, uint64_t letters,
                                    uint64_t digits) {
  if (digits & 1) {
    return letters == 0 ? GLOSS_NUMERAL : is_ordinal(text, size) ? GLOSS_ORDINAL : GLOSS_WORD;
  }
  if (letters != 0) return GLOSS_WORD;
  if (digits != 0) return GLOSS_NUMERAL;
  unsigned char c = (unsigned char)text[0];
  int sign = c < ' ' || c == '$' || c == '+' || (c >= '<' && c <= '>') || c == '^' || c == '`' ||
             c == '|' || c >= '~';
  return sign ? GLOSS_SIGN : GLOSS_PUNCT;
}

/* What a token's characters say, one by one: for non-ASCII and long tokens. */
static gloss_kind slow_kind(const char *text, uint32_t size, uint16_t *shape) {
  unsigned first_class = 0, seen = 0, flags = 0, script = 0, letters = 0, uppers = 0;
  int lower_seen = 0;
  uint32_t length;
  for (uint32_t i = 0; i < size; i += length) {
    uint32_t c = gloss__utf8_decode(text + i, &length);
    unsigned class = gloss__codepoint_class(c);
    if (i == 0) first_class = class;
    seen |= class;
    if (class & GLOSS__DIGIT) flags |= GLOSS_DIGITS;
    int inside = i > 0 && i + length < size;
    if ((c == '-' || c == 0x2010 || c == 0x2011) && inside) flags |= GLOSS_HYPHEN;
    if ((c == '\'' || c == 0x2019 || c == 0x2018) && i + length < size) flags |= GLOSS_APOSTROPHE;
    if (!(class & GLOSS__LETTER)) continue;
    if (letters++ == 0) {
      script = gloss__codepoint_script(c);
      if (class & GLOSS__UPPER) flags |= GLOSS_INITIAL_CAP;
    }
    if (class & GLOSS__UPPER) {
      uppers++;
      if (lower_seen) flags |= GLOSS_MIXED;
    }
    lower_seen |= (class & GLOSS__LOWERCASE) != 0;
  }
  if (letters > 0 && uppers == 0) flags |= GLOSS_LOWER;
  if (letters > 1 && uppers == letters) flags |= GLOSS_ALL_CAPS;
  *shape = (uint16_t)(flags | script << GLOSS_SCRIPT_SHIFT);
  if (seen & GLOSS__LETTER) {
    return first_class & GLOSS__DIGIT && is_ordinal(text, size) ? GLOSS_ORDINAL : GLOSS_WORD;
  }
  if (seen & GLOSS__DIGIT) return GLOSS_NUMERAL;
  if (first_class & GLOSS__PUNCT_CHAR) return GLOSS_PUNCT;
  return first_class & GLOSS__MARK ? GLOSS_WORD : GLOSS_SIGN;
}

/* Gives kind and shape of the token [start, end). */
static inline gloss_kind describe(const gloss__repair *r, uint32_t start, uint32_t end,
                                  uint16_t *shape) {
  const char *text = r->text + start;
  uint32_t size = end - start, k = start - r->base;
  if (size > 64) return slow_kind(text, size, shape);
  const gloss__masks *m = &r->masks[k / 64], *n = m + 1;
  uint64_t keep = size == 64 ? UINT64_MAX : (UINT64_C(1) << size) - 1;
  k %= 64;
  uint64_t letters = window(m->letter, n->letter, k, keep);
  if (letters == keep) {
    *shape = (uint16_t)(letter_shape(keep, window(m->upper, n->upper, k, keep)) |
                        1 << GLOSS_SCRIPT_SHIFT);
    return GLOSS_WORD;
  }
  if (window(m->high, n->high, k, keep) != 0) return slow_kind(text, size, shape);
  uint64_t digits = window(m->digit, n->digit, k, keep);
  unsigned flags = letter_shape(letters, window(m->upper, n->upper, k, keep));
  if (letters != 0) flags |= 1 << GLOSS_SCRIPT_SHIFT;
  if (digits != 0) flags |= GLOSS_DIGITS;
  if ((letters | digits) != keep && size > 1) {
    const char *hyphen = memchr(text + 1, '-', size - 1);
    if (hyphen && hyphen + 1 < text + size) flags |= GLOSS_HYPHEN;
    const char *apostrophe = memchr(text, '\'', size - 1);
    if (apostrophe) flags |= GLOSS_APOSTROPHE;
  }
  *shape = (uint16_t)flags;
  return ascii_kind(text, size, letters, digits);
}

/* Gives the flags of the white space [a, b), which is not one blank. */
static uint8_t gap_flags(const char *text, uint32_t a, uint32_t b) {
  unsigned newlines = 0;
  for (uint32_t i = a; i < b; i++) {
    char c = text[i];
    newlines += c == '\n' || c == '\f' || (c == '\r' && (i + 1 == b || text[i + 1] != '\n'));
    newlines += i + 2 < b && memcmp(text + i, "\xE2\x80", 2) == 0 &&
                (unsigned char)(text[i + 2] & 0xFE) == 0xA8;
  }
  if (newlines == 0) return GLOSS_SPACE;
  return newlines == 1 ? GLOSS_SPACE | GLOSS_NEWLINE
                       : GLOSS_SPACE | GLOSS_NEWLINE | GLOSS_BLANK_LINE;
}

static inline uint8_t space_flags(const char *text, uint32_t a, uint32_t b) {
  if (a == b) return 0;
  return b - a == 1 && text[a] == ' ' ? GLOSS_SPACE : gap_flags(text, a, b);
}

void gloss__token_rows_add(gloss__token_rows *rows, const gloss__repair *r,
                           const gloss__word_cuts *cuts) {
  uint32_t from = rows->count;
  write_spans(rows, r);
  if (cuts) gloss__cut_words(cuts, rows, r, from);
  const gloss__mark *mark = r->marks, *marks_end = r->marks + r->n_marks;
  uint32_t before = from == 0 ? 0 : rows->ends[from - 1];
  for (uint32_t i = from; i < rows->count; i++) {
    uint32_t start = rows->starts[i], end = rows->ends[i];
    gloss_kind kind = describe(r, start, end, &rows->shape[i]);
    while (mark != marks_end && mark->start < start) mark++;
    if (mark != marks_end && mark->start == start) kind = mark->kind;
    rows->kind[i] = (uint8_t)kind;
    rows->space[i] = space_flags(r->text, before, start);
    before = end;
  }
}
