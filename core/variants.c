/* variants.c -- characters that normalisation writes as ASCII ones on request: quotes, dashes, and
** letters whose diacritic is part of them.
** source: Unicode 15, PropList.txt (Quotation_Mark, Dash) and the names in UnicodeData.txt */
#include "norm.h"

/* Quotation_Mark, each as a single or double one; the apostrophes that are letters, the primes. */
static uint32_t quote(uint32_t c) {
  switch (c) {
  case 0x02BB: /* modifier letters: turned comma (okina), apostrophe */
  case 0x02BC:
  case 0x2018: /* curly: left, right, low, reversed */
  case 0x2019:
  case 0x201A:
  case 0x201B:
  case 0x2032: /* prime, reversed prime */
  case 0x2035:
  case 0x2039: /* angle: left, right */
  case 0x203A:
  case 0xFF07: return '\'';
  case 0x00AB: /* guillemets */
  case 0x00BB:
  case 0x201C: /* curly: left, right, low, reversed */
  case 0x201D:
  case 0x201E:
  case 0x201F:
  case 0x2033: /* double prime, reversed */
  case 0x2036:
  case 0x2E42:
  case 0x300C: /* corner brackets, the white ones, prime quotation marks */
  case 0x300D:
  case 0x300E:
  case 0x300F:
  case 0x301D:
  case 0x301E:
  case 0x301F:
  case 0xFE41: /* forms of corner brackets */
  case 0xFE42:
  case 0xFE43:
  case 0xFE44:
  case 0xFF02:
  case 0xFF62:
  case 0xFF63: return '"';
  default: return c;
  }
}

/* Dash: hyphens, dashes and minus signs of every script. */
static uint32_t dash(uint32_t c) {
  switch (c) {
  case 0x058A: /* Armenian, Hebrew, Canadian, Mongolian */
  case 0x05BE:
  case 0x1400:
  case 0x1806:
  case 0x2010: /* hyphens, figure, en, em dash, horizontal bar */
  case 0x2011:
  case 0x2012:
  case 0x2013:
  case 0x2014:
  case 0x2015:
  case 0x2053: /* swung dash; minus signs */
  case 0x207B:
  case 0x208B:
  case 0x2212:
  case 0x2E17:
  case 0x2E1A:
  case 0x2E3A: /* two-em, three-em */
  case 0x2E3B:
  case 0x2E40:
  case 0x2E5D:
  case 0x301C: /* wave dashes, kana hyphen */
  case 0x3030:
  case 0x30A0:
  case 0xFE31: /* forms */
  case 0xFE32:
  case 0xFE58:
  case 0xFE63:
  case 0xFF0D:
  case 0x10EAD: return '-';
  default: return c;
  }
}

/* LATIN (SMALL|CAPITAL) LETTER x WITH STROKE or WITH BAR, and the dotless ones. */
static uint32_t letter(uint32_t c) {
  static const struct {
    uint16_t from;
    char to;
  } letters[] = {{0x00D8, 'O'}, {0x00F8, 'o'}, {0x0110, 'D'}, {0x0111, 'd'}, {0x0126, 'H'},
                 {0x0127, 'h'}, {0x0131, 'i'}, {0x0141, 'L'}, {0x0142, 'l'}, {0x0166, 'T'},
                 {0x0167, 't'}, {0x0180, 'b'}, {0x0197, 'I'}, {0x019A, 'l'}, {0x01B5, 'Z'},
                 {0x01B6, 'z'}, {0x01E4, 'G'}, {0x01E5, 'g'}, {0x0237, 'j'}, {0x023A, 'A'},
                 {0x023B, 'C'}, {0x023C, 'c'}, {0x023D, 'L'}, {0x0243, 'B'}, {0x0246, 'E'},
                 {0x0247, 'e'}, {0x0248, 'J'}, {0x0249, 'j'}, {0x024C, 'R'}, {0x024D, 'r'},
                 {0x024E, 'Y'}, {0x024F, 'y'}, {0x0268, 'i'}, {0x1D7D, 'p'}, {0x2C63, 'P'},
                 {0x2C65, 'a'}, {0xA740, 'K'}, {0xA741, 'k'}, {0xA792, 'C'}, {0xA793, 'c'},
                 {0xA798, 'F'}, {0xA799, 'f'}, {0xA7B8, 'U'}, {0xA7B9, 'u'}};
  if (c < 0xD8 || c > 0xA7B9) return c;
  size_t low = 0, high = sizeof letters / sizeof *letters;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (letters[middle].from <= c)
      low = middle;
    else
      high = middle;
  }
  return letters[low].from == c ? (uint32_t)(unsigned char)letters[low].to : c;
}

/* Of the apostrophes and hyphens, those that the folded form has as ASCII (docs/hash.md). */
static uint32_t plain(uint32_t c) {
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

uint32_t gloss__variant(unsigned flags, uint32_t c) {
  if (c < 0x80) return c;
  if (flags & GLOSS__NORM_PLAIN) c = plain(c);
  if (flags & GLOSS__NORM_QUOTES) c = quote(c);
  if (flags & GLOSS__NORM_DASHES) c = dash(c);
  if (flags & GLOSS__NORM_STRIP) c = letter(c);
  return c;
}
