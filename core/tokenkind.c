/* tokenkind.c -- kind and shape of one token, by the scan's masks where it is short and ASCII;
** flags of one gap. */
#include <string.h>

#include "tokenrows.h"
#include "utf8.h"

/* The bits of a mask over up to 64 bytes of the block from byte k on. */
static inline uint64_t window(const uint64_t *mask, uint32_t k, uint64_t keep) {
  const uint64_t *x = mask + k / 64;
  return (x[0] >> k % 64 | x[1] << 1 << (63 - k % 64)) & keep;
}

/* The shape that letters given as bits make, told with no branch. */
static inline unsigned letter_shape(uint64_t letters, uint64_t upper) {
  uint64_t lower = letters & ~upper, first = letters & (0 - letters);
  uint64_t behind = 0 - (lower & (0 - lower)); /* the first small letter, and all from there on */
  unsigned any = letters != 0, caps = lower == 0 && letters != first;
  return (unsigned)((upper & first) != 0) * GLOSS_INITIAL_CAP | (any & (upper == 0)) * GLOSS_LOWER |
         caps * GLOSS_ALL_CAPS | (unsigned)((upper & behind) != 0) * GLOSS_MIXED |
         any << GLOSS_SCRIPT_SHIFT;
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

/* What the characters of a token say, gathered one by one. */
typedef struct sum {
  unsigned seen;            /* the classes of all */
  unsigned letters, uppers; /* how many */
  unsigned first;           /* class and script of the first letter */
  unsigned small, mixed;    /* a small letter was seen, a capital after one */
} sum;

static inline void add(sum *s, unsigned record) {
  unsigned letter = record & GLOSS__LETTER, upper = (record & GLOSS__UPPER) != 0;
  s->seen |= record;
  if (letter && s->letters == 0) s->first = record;
  s->letters += letter;
  s->uppers += upper;
  s->mixed |= upper & s->small;
  s->small |= (record & GLOSS__LOWERCASE) != 0;
}

/* Gives the flags of the hyphens and apostrophes of a token: between others, not last. */
static unsigned joiners(const char *text, uint32_t size) {
  unsigned flags = 0;
  uint32_t length;
  for (uint32_t i = 0; i < size; i += length) {
    uint32_t c = gloss__utf8_decode(text + i, &length);
    if (i + length == size) break;
    if ((c == '-' || c == 0x2010 || c == 0x2011) && i > 0) flags |= GLOSS_HYPHEN;
    if (c == '\'' || c == 0x2019 || c == 0x2018) flags |= GLOSS_APOSTROPHE;
  }
  return flags;
}

/* Gives kind and shape by the characters: of tokens that are not ASCII, or long. */
static gloss_kind slow_kind(const char *text, uint32_t size, uint16_t *shape) {
  sum s = {0, 0, 0, 0, 0, 0};
  uint32_t length, first = gloss__unidata(gloss__utf8_decode(text, &length));
  for (uint32_t i = 0; i < size; i += length) {
    add(&s, gloss__unidata(gloss__utf8_decode(text + i, &length)));
  }
  unsigned flags = s.mixed ? GLOSS_MIXED : 0;
  if (s.first & GLOSS__UPPER) flags |= GLOSS_INITIAL_CAP;
  if (s.letters > 0 && s.uppers == 0) flags |= GLOSS_LOWER;
  if (s.letters > 1 && s.uppers == s.letters) flags |= GLOSS_ALL_CAPS;
  if (s.seen & GLOSS__DIGIT) flags |= GLOSS_DIGITS;
  if (s.seen & GLOSS__PUNCT_CHAR) flags |= joiners(text, size);
  *shape = (uint16_t)(flags | (s.first >> 8 & 15) << GLOSS_SCRIPT_SHIFT);
  if (s.seen & GLOSS__LETTER)
    return (first & GLOSS__DIGIT) && is_ordinal(text, size) ? GLOSS_ORDINAL : GLOSS_WORD;
  if (s.seen & GLOSS__DIGIT) return GLOSS_NUMERAL;
  if (first & GLOSS__PUNCT_CHAR) return GLOSS_PUNCT;
  return first & GLOSS__MARK ? GLOSS_WORD : GLOSS_SIGN;
}

void gloss__token_script(const char *p, uint16_t *shape) {
  uint32_t length;
  unsigned script = gloss__codepoint_script(gloss__utf8_decode(p, &length));
  *shape = (uint16_t)((*shape & ((1 << GLOSS_SCRIPT_SHIFT) - 1)) | script << GLOSS_SCRIPT_SHIFT);
}

/* What the masks say of an ASCII token, gathered 64 bytes at a time. */
typedef struct gathered {
  uint64_t letters, digits, marks, small, upper; /* of all bytes */
  uint64_t first, several, mixed; /* the first letter is a capital; two are; one after a small */
} gathered;

static inline void gather(gathered *g, uint64_t letter, uint64_t upper, uint64_t digit,
                          uint64_t keep) {
  uint64_t small = letter & ~upper, behind = small ? ~((small & (0 - small)) - 1) : 0;
  if (g->letters == 0) g->first = upper & letter & (0 - letter);
  g->several |= (upper & (upper - 1)) | (g->upper ? upper : 0);
  g->mixed |= upper & (g->small ? UINT64_MAX : behind);
  g->letters |= letter;
  g->small |= small;
  g->upper |= upper;
  g->digits |= digit;
  g->marks |= keep & ~(letter | digit);
}

/* Gives kind and shape of a token over 64 bytes; looks at its characters if it is not ASCII. */
static gloss_kind long_kind(const gloss__repair *r, uint32_t start, uint32_t end, uint16_t *shape) {
  const gloss__masks *m = &r->masks;
  const char *text = r->text + start;
  uint32_t size = end - start, last = end - r->base;
  gathered g = {0, 0, 0, 0, 0, 0, 0, 0};
  for (uint32_t k = start - r->base; k < last; k += 64) {
    uint64_t keep = last - k >= 64 ? UINT64_MAX : (UINT64_C(1) << (last - k)) - 1;
    if (window(m->high, k, keep) != 0) return slow_kind(text, size, shape);
    gather(&g, window(m->letter, k, keep), window(m->upper, k, keep), window(m->digit, k, keep),
           keep);
  }
  unsigned flags = g.letters != 0 ? 1 << GLOSS_SCRIPT_SHIFT : 0;
  if (g.first) flags |= GLOSS_INITIAL_CAP;
  if (g.letters != 0 && g.upper == 0) flags |= GLOSS_LOWER;
  if (g.several && g.small == 0) flags |= GLOSS_ALL_CAPS;
  if (g.mixed) flags |= GLOSS_MIXED;
  if (g.digits != 0) flags |= GLOSS_DIGITS;
  if (g.marks != 0 && memchr(text + 1, '-', size - 2)) flags |= GLOSS_HYPHEN;
  if (g.marks != 0 && memchr(text, '\'', size - 1)) flags |= GLOSS_APOSTROPHE;
  *shape = (uint16_t)flags;
  uint64_t digits = (uint64_t)(g.digits != 0) << 1 | (text[0] >= '0' && text[0] <= '9');
  return ascii_kind(text, size, g.letters, digits);
}

/* Gives kind and shape of a token of one byte. */
static inline gloss_kind byte_kind(unsigned char c, uint16_t *shape) {
  unsigned class = gloss__byte_class[c];
  unsigned of_letter = class & GLOSS__UPPER_BYTE ? GLOSS_INITIAL_CAP : GLOSS_LOWER;
  of_letter |= 1 << GLOSS_SCRIPT_SHIFT;
  unsigned of_other = class & GLOSS__DIGIT_BYTE ? GLOSS_DIGITS : 0;
  *shape = (uint16_t)(class & GLOSS__LETTER_BYTE ? of_letter : of_other);
  gloss_kind mark = class & GLOSS__SIGN_BYTE ? GLOSS_SIGN : GLOSS_PUNCT;
  gloss_kind other = class & GLOSS__DIGIT_BYTE ? GLOSS_NUMERAL : mark;
  return class & GLOSS__LETTER_BYTE ? GLOSS_WORD : other;
}

gloss_kind gloss__token_describe(const gloss__repair *r, uint32_t start, uint32_t end,
                                 uint16_t *shape) {
  const char *text = r->text + start;
  uint32_t size = end - start, k = start - r->base;
  if (size == 1) return byte_kind((unsigned char)text[0], shape);
  if (size > 64) return long_kind(r, start, end, shape);
  const gloss__masks *m = &r->masks;
  uint64_t keep = size == 64 ? UINT64_MAX : (UINT64_C(1) << size) - 1;
  if (window(m->high, k, keep) != 0) return slow_kind(text, size, shape);
  uint64_t letters = window(m->letter, k, keep);
  if (letters == keep) {
    *shape = (uint16_t)letter_shape(keep, window(m->upper, k, keep));
    return GLOSS_WORD;
  }
  uint64_t digits = window(m->digit, k, keep);
  unsigned flags = letter_shape(letters, window(m->upper, k, keep));
  flags |= (unsigned)(digits != 0) * GLOSS_DIGITS;
  for (uint64_t marks = ~(letters | digits) & keep >> 1; marks != 0; marks &= marks - 1) {
    unsigned at = (unsigned)__builtin_ctzll(marks);
    flags |= (unsigned)((text[at] == '-') & (at > 0)) * GLOSS_HYPHEN;
    flags |= (unsigned)(text[at] == '\'') * GLOSS_APOSTROPHE;
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

uint8_t gloss__token_gap(const char *text, uint32_t a, uint32_t b) {
  if (a == b) return 0;
  return b - a == 1 && text[a] == ' ' ? GLOSS_SPACE : gap_flags(text, a, b);
}

uint8_t gloss__token_gap_sum(uint8_t a, uint8_t b) {
  return (uint8_t)(a | b | (a & b & GLOSS_NEWLINE ? GLOSS_BLANK_LINE : 0));
}
