/* test_segment.c -- gloss_segment_end against UAX #29's rules written down one by one, on random
** text; hostile text in linear time. (Unicode's own tests are in tests/conformance.) */
#include "support.h"
#include "utf8.h"

enum { ROOM = 64 };

/* Classes of a string's characters, one kind at a time; NONE outside. */
enum { NONE = 99 };
typedef struct classes {
  unsigned char at[ROOM + 2]; /* from 1 */
  int n;
} classes;

static int one_of(unsigned class, const char *set) { return strchr(set, (int)class + 1) != NULL; }
#define SET(...) ((const char[]){__VA_ARGS__, 0})
#define W(name) (GLOSS__WB_##name + 1)
#define G(name) (GLOSS__GCB_##name + 1)
#define S(name) (GLOSS__SB_##name + 1)

/* Gives the place before (after) i of the first character whose class is not in `skipped`; one that
** follows a break, or nothing, stands for itself. */
static int before(const classes *c, int i, const char *skipped, const char *breaks) {
  for (i--; i > 1 && one_of(c->at[i], skipped) && !one_of(c->at[i - 1], breaks);) i--;
  return i;
}

static int after(const classes *c, int i, const char *skipped) {
  for (i++; i <= c->n && one_of(c->at[i], skipped);) i++;
  return i;
}

/* Whether there is a word boundary before character i. */
static int word_boundary(const classes *c, int i) {
  const char *skipped = SET(W(EXTEND), W(FORMAT), W(ZWJ));
  const char *breaks = SET(W(CR), W(LF), W(NEWLINE));
  const char *letter = SET(W(ALETTER), W(ALETTER_PICTOGRAPHIC), W(HEBREW_LETTER));
  const char *mid_letter = SET(W(MIDLETTER), W(MIDNUMLET), W(SINGLE_QUOTE));
  const char *mid_num = SET(W(MIDNUM), W(MIDNUMLET), W(SINGLE_QUOTE));
  const char *number = SET(W(NUMERIC)), *hebrew = SET(W(HEBREW_LETTER));
  const char *katakana = SET(W(KATAKANA)), *connector = SET(W(EXTENDNUMLET));
  const char *flag = SET(W(REGIONAL_INDICATOR)), *quote = SET(W(DOUBLE_QUOTE));
  unsigned left = c->at[i - 1], right = c->at[i];
  if (i == 1 || i > c->n) return 1;                                          /* WB1-2 */
  if (left == GLOSS__WB_CR && right == GLOSS__WB_LF) return 0;               /* WB3 */
  if (one_of(left, breaks) || one_of(right, breaks)) return 1;               /* WB3a-b */
  if (left == GLOSS__WB_ZWJ && right >= GLOSS__WB_PICTOGRAPHIC) return 0;    /* WB3c */
  if (left == GLOSS__WB_WSEGSPACE && right == GLOSS__WB_WSEGSPACE) return 0; /* WB3d */
  if (one_of(right, skipped)) return 0;                                      /* WB4 */
  int p = before(c, i, skipped, breaks), pp = p > 1 ? before(c, p, skipped, breaks) : 0;
  left = c->at[p];
  unsigned left2 = pp > 0 ? c->at[pp] : NONE, right2 = c->at[after(c, i, skipped)];
  if (one_of(left, letter) && one_of(right, letter)) return 0; /* WB5 */
  if (one_of(left, letter) && one_of(right, mid_letter) && one_of(right2, letter)) return 0;
  if (one_of(left2, letter) && one_of(left, mid_letter) && one_of(right, letter)) return 0;
  if (one_of(left, hebrew) && right == GLOSS__WB_SINGLE_QUOTE) return 0; /* WB7a */
  if (one_of(left, hebrew) && one_of(right, quote) && one_of(right2, hebrew)) return 0;
  if (one_of(left2, hebrew) && one_of(left, quote) && one_of(right, hebrew)) return 0;
  if (one_of(left, number) && one_of(right, number)) return 0; /* WB8 */
  if (one_of(left, letter) && one_of(right, number)) return 0; /* WB9 */
  if (one_of(left, number) && one_of(right, letter)) return 0; /* WB10 */
  if (one_of(left2, number) && one_of(left, mid_num) && one_of(right, number)) return 0;
  if (one_of(left, number) && one_of(right, mid_num) && one_of(right2, number)) return 0;
  if (one_of(left, katakana) && one_of(right, katakana)) return 0; /* WB13 */
  int joins = one_of(left, letter) || one_of(left, number) || one_of(left, katakana);
  if ((joins || one_of(left, connector)) && one_of(right, connector)) return 0; /* WB13a */
  joins = one_of(right, letter) || one_of(right, number) || one_of(right, katakana);
  if (one_of(left, connector) && joins) return 0; /* WB13b */
  int flags = 0;
  for (int k = p; k > 0 && one_of(c->at[k], flag); flags++) {
    k = k > 1 ? before(c, k, skipped, breaks) : 0;
  }
  return !(one_of(right, flag) && flags % 2 == 1); /* WB15-16 */
}

/* Whether there is a boundary of grapheme clusters before character i. */
static int grapheme_boundary(const classes *c, int i) {
  const char *breaks = SET(G(CR), G(LF), G(CONTROL));
  unsigned left = c->at[i - 1], right = c->at[i];
  if (i == 1 || i > c->n) return 1;                                                    /* GB1-2 */
  if (left == GLOSS__GCB_CR && right == GLOSS__GCB_LF) return 0;                       /* GB3 */
  if (one_of(left, breaks) || one_of(right, breaks)) return 1;                         /* GB4-5 */
  if (left == GLOSS__GCB_L && one_of(right, SET(G(L), G(V), G(LV), G(LVT)))) return 0; /* GB6 */
  if (one_of(left, SET(G(LV), G(V))) && one_of(right, SET(G(V), G(T)))) return 0;      /* GB7 */
  if (one_of(left, SET(G(LVT), G(T))) && right == GLOSS__GCB_T) return 0;              /* GB8 */
  if (one_of(right, SET(G(EXTEND), G(ZWJ), G(SPACINGMARK)))) return 0;                 /* GB9-9a */
  if (left == GLOSS__GCB_PREPEND) return 0;                                            /* GB9b */
  int k = i - 1;
  if (left == GLOSS__GCB_ZWJ && right == GLOSS__GCB_PICTOGRAPHIC) { /* GB11 */
    for (k--; k > 0 && c->at[k] == GLOSS__GCB_EXTEND;) k--;
    return !(k > 0 && c->at[k] == GLOSS__GCB_PICTOGRAPHIC);
  }
  while (k > 0 && c->at[k] == GLOSS__GCB_REGIONAL_INDICATOR) k--;
  return !(right == GLOSS__GCB_REGIONAL_INDICATOR && (i - 1 - k) % 2 == 1); /* GB12-13 */
}

/* Whether there is a sentence boundary before character i. */
static int sentence_boundary(const classes *c, int i) {
  const char *skipped = SET(S(EXTEND), S(FORMAT)), *breaks = SET(S(SEP), S(CR), S(LF));
  const char *close = SET(S(CLOSE)), *space = SET(S(SP)), *term = SET(S(STERM), S(ATERM));
  unsigned left = c->at[i - 1], right = c->at[i];
  if (i == 1 || i > c->n) return 1;                            /* SB1-2 */
  if (left == GLOSS__SB_CR && right == GLOSS__SB_LF) return 0; /* SB3 */
  if (one_of(left, breaks)) return 1;                          /* SB4 */
  if (one_of(right, skipped)) return 0;                        /* SB5 */
  int p = before(c, i, skipped, breaks), spaces = 0, closes = 0;
  int pp = p > 1 ? before(c, p, skipped, breaks) : 0;
  unsigned left2 = pp > 0 ? c->at[pp] : NONE;
  if (c->at[p] == GLOSS__SB_ATERM && right == GLOSS__SB_NUMERIC) return 0; /* SB6 */
  if (one_of(left2, SET(S(UPPER), S(LOWER))) && c->at[p] == GLOSS__SB_ATERM &&
      right == GLOSS__SB_UPPER) {
    return 0; /* SB7 */
  }
  for (; p > 0 && one_of(c->at[p], space); spaces++) {
    p = p > 1 ? before(c, p, skipped, breaks) : 0;
  }
  for (; p > 0 && one_of(c->at[p], close); closes++) {
    p = p > 1 ? before(c, p, skipped, breaks) : 0;
  }
  if (p == 0 || !one_of(c->at[p], term)) return 0; /* SB998 */
  if (c->at[p] == GLOSS__SB_ATERM) {               /* SB8 */
    const char *stops =
        SET(S(OLETTER), S(UPPER), S(LOWER), S(SEP), S(CR), S(LF), S(STERM), S(ATERM));
    int k = i;
    while (k <= c->n && !one_of(c->at[k], stops)) k++;
    if (k <= c->n && c->at[k] == GLOSS__SB_LOWER) return 0;
  }
  if (one_of(right, SET(S(SCONTINUE), S(STERM), S(ATERM)))) return 0; /* SB8a */
  if (spaces == 0 && one_of(right, close)) return 0;                  /* SB9 */
  return !(one_of(right, space) || one_of(right, breaks));            /* SB9-11 */
}

/* Checks all boundaries of a text, whose characters are given too. */
static void check(gloss_str text, const uint32_t *characters, const size_t *offsets, int n,
                  gloss_boundary kind) {
  classes c = {{0}, n};
  memset(c.at, NONE, sizeof c.at);
  for (int i = 0; i < n; i++) {
    uint32_t x = characters[i];
    c.at[i + 1] = (unsigned char)(kind == GLOSS_WORDS       ? gloss__word_break(x)
                                  : kind == GLOSS_GRAPHEMES ? gloss__grapheme_break(x)
                                                            : gloss__sentence_break(x));
  }
  for (int i = 0, k; i < n; i = k) {
    k = i + 1;
    while (!(kind == GLOSS_WORDS       ? word_boundary(&c, k + 1)
             : kind == GLOSS_GRAPHEMES ? grapheme_boundary(&c, k + 1)
                                       : sentence_boundary(&c, k + 1))) {
      k++;
    }
    size_t end = gloss_segment_end(text, kind, offsets[i]);
    if (end == offsets[k]) continue;
    for (int j = 0; j < n; j++) print_message("U+%04X ", characters[j]);
    fail_msg("kind %d: %zu ends at %zu, not %zu", kind, offsets[i], end, offsets[k]);
  }
}

/* Random strings over a character or more of each class, a few of them favoured. */
static void rules(void **state) {
  (void)state;
  static const uint32_t alphabet[] = {
      'a',    'Z',    '5',    '_',    '\'',   '.',    ':',    ',',    '"',     '!',     ' ',
      '\r',   '\n',   '\v',   0,      0x85,   0xA0,   0xAD,   0xA9,   0x301,   0x5D0,   0x600,
      0x903,  0x1100, 0x1160, 0x11A8, 0x200D, 0x2003, 0x2014, 0x2028, 0x24C2,  0x30A2,  0x3002,
      0x4E2D, 0xAC00, 0xAC01, 0xFE0F, 0xFF0E, 0xFF1A, ')',    0xFEFF, 0x1F1E6, 0x1F600, 0x1F3FB};
  enum { LETTERS = sizeof alphabet / sizeof *alphabet };
  uint64_t seed = 11;
  for (unsigned round = 0; round < 200000; round++) {
    char text[4 * ROOM];
    uint32_t characters[ROOM], favoured[6];
    size_t offsets[ROOM + 1] = {0};
    int n = 1 + (int)(next_random(&seed) % 24);
    for (unsigned k = 0; k < 6; k++) favoured[k] = next_random(&seed) % LETTERS;
    for (int i = 0; i < n; i++) {
      uint32_t pick = next_random(&seed) % 8;
      characters[i] = alphabet[pick < 6 ? favoured[pick] : next_random(&seed) % LETTERS];
      offsets[i + 1] = offsets[i] + put_utf8(characters[i], text + offsets[i]);
    }
    gloss_str s = {text, offsets[n]};
    for (int kind = 0; kind < 3; kind++) check(s, characters, offsets, n, (gloss_boundary)kind);
  }
}

/* Text that reads ahead in vain, or has no boundary: 4 MB of each are done at once or never. */
static void hostile(void **state) {
  (void)state;
  static const char *const units[] = {"\xCC\x81",     "\xF0\x9F\x87\xA6",
                                      "a:\xCC\x81",   "a:",
                                      "1,",           "\xD7\x90\"",
                                      "\xE2\x80\x8D", "\xF0\x9F\x98\x80\xE2\x80\x8D",
                                      ". ",           ".1",
                                      "a. (",         "\xD8\x80",
                                      "\xE1\x84\x80", " ",
                                      "?\xCC\x81",    "\r",
                                      ":\xCC\x81"};
  enum { SIZE = 4 << 20 };
  char *text = malloc(SIZE + 8);
  assert_non_null(text);
  for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
    size_t size = 0, unit = strlen(units[u]);
    while (size + unit <= SIZE) {
      memcpy(text + size, units[u], unit);
      size += unit;
    }
    for (int kind = 0; kind < 3; kind++) {
      size_t at = 0, before_it = 0;
      while (at < size) {
        at = gloss_segment_end((gloss_str){text, size}, (gloss_boundary)kind, at);
        assert_true(at > before_it && at <= size);
        before_it = at;
      }
    }
  }
  free(text);
}

static void edges(void **state) {
  (void)state;
  assert_int_equal(gloss_segment_end((gloss_str){NULL, 0}, GLOSS_WORDS, 0), 0);
  assert_int_equal(gloss_segment_end(str("ab"), GLOSS_WORDS, 2), 2);
  assert_int_equal(gloss_segment_end(str("ab"), GLOSS_GRAPHEMES, 7), 2);
  assert_int_equal(gloss_segment_end(str("ab"), GLOSS_GRAPHEMES, 1), 2);
  assert_int_equal(gloss_segment_end(str("Is it? It is."), GLOSS_SENTENCES, 0), 7);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(rules), cmocka_unit_test(hostile),
                                     cmocka_unit_test(edges)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
