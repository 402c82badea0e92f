/* norm.c -- the folded form: NFC of the full case folding, apostrophes and hyphens made ASCII.
** Folded text is what gazetteers compare and hashes are of: any change here needs a new
** GLOSS_HASH_VERSION (docs/hash.md has the test vectors). */
#include <string.h>
#include <utf8proc.h>

#include "mem.h"
#include "utf8.h"

#define EXPANSION 4 /* code points one becomes: U+1F82 is alpha, two marks, iota */
#define ON_STACK 512

typedef utf8proc_int32_t codepoint;

static codepoint plain(codepoint c) {
  switch (c) {
  case 0x2018:
  case 0x2019:
  case 0x02BC:
  case 0xFF07: return '\'';
  case 0x2010:
  case 0x2011: return '-';
  default: return c;
  }
}

static unsigned combining_class(codepoint c) {
  return c < 0x300 ? 0 : (unsigned)utf8proc_get_property(c)->combining_class;
}

/* Puts a run of marks in canonical order, stably: insertion for the few marks that text has, else a
** counting sort through `spare`, so that hostile runs take linear time. */
static void order_marks(codepoint *marks, size_t n, codepoint *spare) {
  if (n > 16) {
    size_t first[257] = {0};
    for (size_t i = 0; i < n; i++) first[combining_class(marks[i]) + 1]++;
    for (size_t k = 1; k < 257; k++) first[k] += first[k - 1];
    for (size_t i = 0; i < n; i++) spare[first[combining_class(marks[i])]++] = marks[i];
    memcpy(marks, spare, n * sizeof *marks);
    return;
  }
  for (size_t i = 1; i < n; i++) {
    codepoint mark = marks[i];
    size_t at = i;
    for (; at && combining_class(marks[at - 1]) > combining_class(mark); at--) {
      marks[at] = marks[at - 1];
    }
    marks[at] = mark;
  }
}

/* Writes the decomposed, folded code points of a text, in canonical order, and gives their number;
** spare is as large as out. */
static size_t decompose(gloss_str text, codepoint *out, codepoint *spare) {
  const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD;
  size_t n = 0, starter = 0; /* marks after the last starter begin at `starter` */
  for (size_t i = 0; i < text.size;) {
    uint32_t length;
    codepoint c = (codepoint)gloss__utf8_decode(text.data + i, &length);
    i += length;
    size_t from = n;
    int boundclass = 0;
    n += (size_t)utf8proc_decompose_char(c, out + n, EXPANSION, options, &boundclass);
    for (size_t k = from; k < n; k++) {
      out[k] = plain(out[k]);
      if (combining_class(out[k]) != 0) continue;
      order_marks(out + starter, k - starter, spare);
      starter = k + 1;
    }
  }
  order_marks(out + starter, n - starter, spare);
  return n;
}

/* Folds ASCII text: letters to lower case, nothing else. */
static gloss_status fold_ascii(gloss_str text, char *out, size_t room, size_t *size) {
  *size = text.size;
  if (text.size > room) return GLOSS_ERANGE;
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    out[i] = (char)(c + ((unsigned)(c - 'A') < 26u ? 32 : 0));
  }
  return GLOSS_OK;
}

gloss_status gloss__fold(const gloss_alloc *alloc, gloss_str text, char *out, size_t room,
                         size_t *size) {
  *size = 0;
  if (gloss__utf8_ascii(text)) return fold_ascii(text, out, room, size);
  if (gloss_utf8_check(text, NULL)) return GLOSS_EUTF8;
  codepoint stack[2 * ON_STACK], *buffer = stack;
  size_t count = 0, bytes = 0;
  for (size_t i = 0; i < text.size; i++) count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
  if (count * EXPANSION > ON_STACK) {
    if (gloss__mul(count, 2 * EXPANSION * sizeof *buffer, &bytes)) return GLOSS_ENOMEM;
    buffer = gloss__alloc(alloc, bytes);
    if (!buffer) return GLOSS_ENOMEM;
  }
  size_t n = decompose(text, buffer, buffer + count * EXPANSION);
  n = (size_t)utf8proc_normalize_utf32(buffer, (utf8proc_ssize_t)n,
                                       UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  for (size_t i = 0; i < n; i++) {
    utf8proc_uint8_t encoded[4];
    size_t length = (size_t)utf8proc_encode_char(buffer[i], encoded);
    if (*size + length <= room) memcpy(out + *size, encoded, length);
    *size += length;
  }
  if (buffer != stack) gloss__free(alloc, buffer, bytes);
  return *size > room ? GLOSS_ERANGE : GLOSS_OK;
}

gloss_status gloss_fold(gloss_str text, char *out, size_t room, size_t *size) {
  return gloss__fold(gloss__alloc_or_default(NULL), text, out, room, size);
}
