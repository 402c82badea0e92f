/* test_normalized.c -- normalised text and its map: against utf8proc and a naive map by segments,
** on texts over an alphabet of what is troublesome. */
#include <utf8proc.h>

#include "mem.h"
#include "support.h"

enum { FORMS = 4, PIECES = 64, BYTES = 2048 };

static gloss_normalized *normalize(gloss_str text, const gloss_normalize_options *options) {
  gloss_normalized *n;
  gloss_error err = {.message = ""};
  gloss_status status = gloss_normalize(&n, NULL, text, options, &err);
  if (status != GLOSS_OK) fail_msg("%s: %s", gloss_status_name(status), err.message);
  return n;
}

/* Asserts that normalised text stays as it is. */
static void assert_stays(const gloss_normalized *n, const gloss_normalize_options *options) {
  gloss_str text = gloss_normalized_text(n);
  gloss_normalized *again = normalize(text, options);
  gloss_str got = gloss_normalized_text(again);
  if (got.size != text.size || (text.size && memcmp(got.data, text.data, text.size) != 0)) {
    fail_msg("%.*s became %.*s", (int)text.size, text.data, (int)got.size, got.data);
  }
  gloss_normalized_free(again);
}

static void assert_becomes(const char *text, gloss_normalize_options options,
                           const char *expected) {
  gloss_normalized *n = normalize(str(text), &options);
  assert_str(gloss_normalized_text(n), expected);
  assert_stays(n, &options);
  gloss_normalized_free(n);
}

#define becomes(text, expected, ...)                                                               \
  assert_becomes(text, (gloss_normalize_options){__VA_ARGS__}, expected)

static void known_texts(void **state) {
  (void)state;
  becomes("", "", .form = GLOSS_NFC);
  becomes("plain ASCII stays, A-Z too.", "plain ASCII stays, A-Z too.", .form = GLOSS_NFKD);
  becomes("cafe\u0301", "caf\u00E9", .form = GLOSS_NFC);
  becomes("caf\u00E9 \uAC01", "cafe\u0301 \u1100\u1161\u11A8", .form = GLOSS_NFD);
  becomes("\uFB01x\u00B2\u3392", "fix2MHz", .form = GLOSS_NFKC);
  becomes("\u0132\u3392 SS\u00DF", "ijmhz ssss", .form = GLOSS_NFKC, .fold = 1);
  becomes("\u00C9COLE Stra\u00DFe", "\u00E9cole strasse", .fold = 1);
  becomes("\u2018a\u2019 \u201Cb\u201D \u00ABc\u00BB \u201Ed\u201F 5\u203210\u2033",
          "'a' \"b\" \"c\" \"d\" 5'10\"", .unify_quotes = 1);
  becomes("\u2033\uFF07", "\"'", .form = GLOSS_NFKC, .unify_quotes = 1);
  becomes("\u2018a\u2019", "\u2018a\u2019", .unify_dashes = 1);
  becomes("a\u2010b\u2013c\u2014d\u2212e", "a-b-c-d-e", .unify_dashes = 1);
  becomes("\u0149", "'n", .fold = 1, .unify_quotes = 1);
}

static void diacritics(void **state) {
  (void)state;
  becomes("S\u00F8ren \u0141\u00F3d\u017A Erdo\u011Fan \u01FF \u00C5", "Soren Lodz Erdogan o A",
          .strip_diacritics = 1);
  becomes("E\u0301\u034F\u0323x", "Ex", .strip_diacritics = 1);
  becomes("\u0390 \u1F82 \u0451\u0439", "\u03B9 \u03B1 \u0435\u0438", .strip_diacritics = 1);
  becomes("\u0623\u064E\u0628 \u05E9\u05B8\u05C1", "\u0627\u0628 \u05E9", .strip_diacritics = 1);
  becomes("\u0130\u00E9", "ie", .strip_diacritics = 1, .fold = 1);
  becomes("\u00E6\u0153\u00DF", "\u00E6\u0153\u00DF", .strip_diacritics = 1); /* letters */
  becomes("\u0E01\u0E47 \u304C \u0915\u0941 \uD55C", "\u0E01\u0E47 \u304C \u0915\u0941 \uD55C",
          .strip_diacritics = 1);                                     /* other scripts */
  becomes("1\u0301 \u0301", "1\u0301 \u0301", .strip_diacritics = 1); /* no letter */
}

/* ---- Every code point ---- */

static void normal_text_stays(void **state) {
  (void)state;
  static const uint32_t marks[] = {0x300, 0x301, 0x308, 0x323, 0x345, 0x9BE, 0x1161, 0x3099};
  char text[8];
  for (uint32_t c = 0; c < 0x110000; c++) {
    if (c >= 0xD800 && c < 0xE000) continue;
    if (c == 0x32400) c = 0xE0000; /* nothing is assigned between */
    uint32_t n = put_utf8(c, text);
    if (c < 0x3400) n += put_utf8(marks[c % 8], text + n);
    for (unsigned flags = 0; flags < 16; flags += c < 0x3400 ? 1 : 5) {
      gloss_normalize_options options = {(gloss_form)(flags & 3), (flags & 4) != 0,
                                         (flags & 8) != 0, 1, 1};
      gloss_normalized *once = normalize((gloss_str){text, n}, &options);
      assert_stays(once, &options);
      gloss_normalized_free(once);
    }
  }
}

/* ---- Against the naive reference ---- */

/* A text cut into segments, each normalised on its own. */
typedef struct pieces {
  char source[BYTES], target[BYTES];
  gloss_span from[PIECES], to[PIECES];
  int whole[PIECES]; /* it changed, and not one code point to one of its length */
  size_t n, source_size, target_size;
} pieces;

/* Normalises a piece by utf8proc; stripped ones, of which it knows nothing, by the library. */
static void normalize_piece(gloss_str piece, const gloss_normalize_options *o, pieces *p) {
  int options = UTF8PROC_STABLE;
  options |= o->form == GLOSS_NFC || o->form == GLOSS_NFKC ? UTF8PROC_COMPOSE : UTF8PROC_DECOMPOSE;
  if (o->form == GLOSS_NFKC || o->form == GLOSS_NFKD) options |= UTF8PROC_COMPAT;
  if (o->fold) options |= UTF8PROC_CASEFOLD;
  if (o->strip_diacritics || o->unify_quotes) {
    gloss_normalized *n = normalize(piece, o);
    gloss_str got = gloss_normalized_text(n);
    if (got.size) memcpy(p->target + p->target_size, got.data, got.size);
    p->target_size += got.size;
    gloss_normalized_free(n);
    return;
  }
  utf8proc_uint8_t *got;
  utf8proc_ssize_t size =
      utf8proc_map((const utf8proc_uint8_t *)piece.data, (utf8proc_ssize_t)piece.size, &got,
                   (utf8proc_option_t)options);
  assert_true(size >= 0 && p->target_size + (size_t)size <= BYTES);
  memcpy(p->target + p->target_size, got, (size_t)size);
  p->target_size += (size_t)size;
  free(got);
}

/* Tells whether a segment starts at a code point: by the first one it decomposes to. */
static int starts(uint32_t c, const gloss_normalize_options *o) {
  utf8proc_int32_t out[32];
  int ignored, options = UTF8PROC_DECOMPOSE;
  if (o->form == GLOSS_NFKC || o->form == GLOSS_NFKD) options |= UTF8PROC_COMPAT;
  if (o->fold) options |= UTF8PROC_CASEFOLD;
  if (utf8proc_decompose_char((utf8proc_int32_t)c, out, 32, (utf8proc_option_t)options, &ignored) <
      1) {
    return 0;
  }
  switch (utf8proc_get_property(out[0])->boundclass) {
  case UTF8PROC_BOUNDCLASS_EXTEND:
  case UTF8PROC_BOUNDCLASS_ZWJ:
  case UTF8PROC_BOUNDCLASS_SPACINGMARK:
  case UTF8PROC_BOUNDCLASS_V:
  case UTF8PROC_BOUNDCLASS_T: return 0;
  default: return 1;
  }
}

static size_t code_points(const char *text, size_t size) {
  size_t n = 0;
  for (size_t i = 0; i < size; i++) n += ((unsigned char)text[i] & 0xC0) != 0x80;
  return n;
}

static void end_piece(pieces *p, size_t at, const gloss_normalize_options *o) {
  size_t from = p->n ? p->from[p->n - 1].end : 0, to = p->target_size;
  if (at == from) return;
  normalize_piece((gloss_str){p->source + from, at - from}, o, p);
  p->from[p->n] = (gloss_span){(uint32_t)from, (uint32_t)at};
  p->to[p->n] = (gloss_span){(uint32_t)to, (uint32_t)p->target_size};
  size_t size = p->target_size - to;
  p->whole[p->n++] =
      size != at - from ||
      (memcmp(p->source + from, p->target + to, size) != 0 &&
       (code_points(p->source + from, size) > 1 || code_points(p->target + to, size) > 1));
}

static void cut(pieces *p, const uint32_t *points, size_t n, const gloss_normalize_options *o) {
  p->n = p->source_size = p->target_size = 0;
  for (size_t i = 0; i < n; i++) {
    if (starts(points[i], o)) end_piece(p, p->source_size, o);
    p->source_size += put_utf8(points[i], p->source + p->source_size);
  }
  end_piece(p, p->source_size, o);
}

static int inside(const char *text, size_t size, uint32_t at) {
  return at < size && ((unsigned char)text[at] & 0xC0) == 0x80;
}

/* Maps a span by the definition: what each byte of it comes from, or became. */
static gloss_span naive(const pieces *p, int target, gloss_span span) {
  const gloss_span *here = target ? p->to : p->from, *there = target ? p->from : p->to;
  gloss_span out = {UINT32_MAX, 0};
  for (uint32_t at = span.start; at < span.end; at++) {
    size_t k = 0;
    while (at >= here[k].end) k++;
    gloss_span byte = there[k];
    if (!p->whole[k]) {
      byte.start += at - here[k].start;
      byte.end = byte.start + 1;
    }
    if (byte.start < out.start) out.start = byte.start;
    if (byte.end > out.end) out.end = byte.end;
  }
  const char *text = target ? p->source : p->target;
  size_t size = target ? p->source_size : p->target_size;
  while (out.end && inside(text, size, out.start)) out.start--;
  while (out.end && inside(text, size, out.end)) out.end++;
  return out;
}

static void check_span(const pieces *p, const gloss_normalized *n, int target, gloss_span span) {
  gloss_span got, back, expected = naive(p, target, span);
  gloss_status (*there)(const gloss_normalized *, gloss_span, gloss_span *) =
      target ? gloss_normalized_source : gloss_normalized_target;
  gloss_status (*home)(const gloss_normalized *, gloss_span, gloss_span *) =
      target ? gloss_normalized_target : gloss_normalized_source;
  assert_status(there(n, span, &got), GLOSS_OK);
  assert_status(home(n, got, &back), GLOSS_OK);
  assert_true(got.start <= got.end && got.end <= (target ? p->source_size : p->target_size));
  if (span.start == span.end) { /* a position is empty, or inside of something */
    assert_true(back.start <= span.start && span.start <= back.end);
    return;
  }
  if (got.start != expected.start || got.end != expected.end) {
    fail_msg("%.*s: %u-%u of %s is %u-%u, not %u-%u", (int)p->source_size, p->source, span.start,
             span.end, target ? "target" : "source", got.start, got.end, expected.start,
             expected.end);
  }
  assert_true(back.start <= span.start && back.end >= span.end);
}

static void check_text(const uint32_t *points, size_t n_points, const gloss_normalize_options *o) {
  static pieces p;
  cut(&p, points, n_points, o);
  gloss_normalized *n = normalize((gloss_str){p.source, p.source_size}, o);
  gloss_str got = gloss_normalized_text(n);
  if (got.size != p.target_size || (got.size && memcmp(got.data, p.target, got.size) != 0)) {
    fail_msg("%.*s became %.*s, not %.*s", (int)p.source_size, p.source, (int)got.size, got.data,
             (int)p.target_size, p.target);
  }
  assert_stays(n, o);
  for (int target = 0; target < 2; target++) {
    uint32_t size = (uint32_t)(target ? p.target_size : p.source_size);
    for (uint32_t start = 0; start <= size; start++) {
      for (uint32_t end = start; end <= size; end++) {
        check_span(&p, n, target, (gloss_span){start, end});
      }
    }
  }
  gloss_normalized_free(n);
}

static void against_the_reference(void **state) {
  (void)state;
  static const uint32_t alphabet[] = {
      'a',    'E',    'q',    ' ',    '-',    0xE9,    0xC9,    0xDF,    0x130,   0x142,  0x149,
      0x300,  0x301,  0x323,  0x327,  0x345,  0x344,   0x34F,   0x3B1,   0x1F82,  0x1100, 0x1161,
      0x11A8, 0xAC00, 0xAC01, 0x9C7,  0x9BE,  0x9CB,   0xF71,   0xF72,   0xF73,   0xF81,  0x2019,
      0x2013, 0x212B, 0xFB03, 0xFDFA, 0x200D, 0xFE0F,  0x1F600, 0x1D15E, 0x11099, 0x439,  0x306,
      0x4E2D, 0xF900, 0x304B, 0x3099, 0xFF9E, 0x2F800, 0x628,   0x64E,   0xE01,   0xE47,  0x915};
  enum { LETTERS = sizeof alphabet / sizeof *alphabet };
  uint64_t seed = 3;
  for (int round = 0; round < 4000; round++) {
    uint32_t points[10], n = next_random(&seed) % 10;
    for (uint32_t i = 0; i < n; i++) points[i] = alphabet[next_random(&seed) % LETTERS];
    gloss_normalize_options options = {.form = (gloss_form)(round % FORMS),
                                       .fold = round / FORMS % 2,
                                       .strip_diacritics = round % 3 == 0,
                                       .unify_quotes = round % 5 == 0,
                                       .unify_dashes = round % 5 == 0};
    check_text(points, n, &options);
  }
}

/* ---- Positions ---- */

static void assert_source(const gloss_normalized *n, uint32_t start, uint32_t end, uint32_t from,
                          uint32_t to) {
  gloss_span got;
  assert_status(gloss_normalized_source(n, (gloss_span){start, end}, &got), GLOSS_OK);
  assert_int_equal(got.start, from);
  assert_int_equal(got.end, to);
}

static void positions(void **state) {
  (void)state;
  gloss_span got = {7, 7};
  gloss_normalized *n = normalize(str("cafe\u0301 \uFB01n"), /* -> café fin */
                                  &(gloss_normalize_options){.form = GLOSS_NFKC});
  assert_source(n, 0, 3, 0, 3);
  assert_source(n, 3, 5, 3, 6);
  assert_source(n, 4, 5, 3, 6); /* half a character */
  assert_source(n, 6, 7, 7, 10);
  assert_source(n, 7, 9, 7, 11);
  assert_source(n, 9, 9, 11, 11);
  assert_source(n, 7, 7, 7, 10); /* a position inside of what changed */
  assert_source(n, 5, 5, 6, 6);
  assert_status(gloss_normalized_target(n, (gloss_span){4, 6}, &got), GLOSS_OK);
  assert_true(got.start == 3 && got.end == 5);
  got = (gloss_span){7, 7};
  assert_status(gloss_normalized_source(n, (gloss_span){9, 10}, &got), GLOSS_ERANGE);
  assert_status(gloss_normalized_target(n, (gloss_span){0, 12}, &got), GLOSS_ERANGE);
  assert_status(gloss_normalized_source(n, (gloss_span){2, 1}, &got), GLOSS_ERANGE);
  assert_true(got.start == 7 && got.end == 7);
  gloss_normalized_free(n);
}

static void errors(void **state) {
  (void)state;
  gloss_normalized *n = (gloss_normalized *)&n;
  gloss_error err;
  assert_status(gloss_normalize(&n, NULL, str("ab\xFF"), NULL, &err), GLOSS_EUTF8);
  assert_null(n);
  assert_int_equal(err.offset, 2);
  gloss_normalize_options options = {.form = (gloss_form)4};
  assert_status(gloss_normalize(&n, NULL, str("ab"), &options, NULL), GLOSS_EARG);
  gloss_str huge = {"", GLOSS_NONE};
  assert_status(gloss_normalize(&n, NULL, huge, NULL, NULL), GLOSS_ERANGE);
  gloss_normalized_free(NULL);
  n = normalize((gloss_str){NULL, 0}, NULL);
  assert_int_equal(gloss_normalized_text(n).size, 0);
  assert_source(n, 0, 0, 0, 0);
  gloss_normalized_free(n);
}

/* ---- Memory and time ---- */

/* A text that grows, changes often, and has a segment that does not fit the stack. */
static gloss_status hard_text(const gloss_alloc *alloc) {
  static char text[4000];
  gloss_normalize_options options = {.form = GLOSS_NFKD};
  gloss_normalized *n;
  size_t size = 0;
  for (int i = 0; i < 20; i++) size += put_utf8(0xFDFA, text + size);
  for (int i = 0; i < 1000; i++) size += put_utf8(i % 2 ? 0x301 : 0x323, text + size);
  gloss_status status = gloss_normalize(&n, alloc, (gloss_str){text, size}, &options, NULL);
  if (status == GLOSS_OK) assert_int_equal(gloss_normalized_text(n).size, 20 * 33 + 2000);
  gloss_normalized_free(n);
  return status;
}

static void allocations(void **state) {
  (void)state;
  test_each_failure(hard_text);
}

/* Runs of marks in the worst order, composed ones, jamo, changes at every character: 1 MB each. */
static void hostile_texts(void **state) {
  (void)state;
  static const uint32_t patterns[][2] = {{0x301, 0x323},   {'a', 0x301},       {0x345, 0xF73},
                                         {0x1100, 0x1161}, {0x9C7, 0x9BE},     {0xFDFA, 0x344},
                                         {0x200D, 0x34F},  {0x1D15E, 0x1D16D}, {'e', 0xE9}};
  enum { SIZE = 1 << 20 };
  char *text = malloc(SIZE + 8);
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
    size_t size = 0;
    while (size < SIZE / 2) size += put_utf8(patterns[i][0], text + size);
    while (size < SIZE) size += put_utf8(patterns[i][size % 2], text + size);
    for (int form = GLOSS_NFC; form <= GLOSS_NFKD; form++) {
      gloss_normalize_options options = {(gloss_form)form, form % 2, form / 2, 1, 1};
      gloss_normalized *n = normalize((gloss_str){text, size}, &options);
      assert_stays(n, &options);
      gloss_normalized_free(n);
    }
  }
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(known_texts),       cmocka_unit_test(diacritics),
      cmocka_unit_test(normal_text_stays), cmocka_unit_test(against_the_reference),
      cmocka_unit_test(positions),         cmocka_unit_test(errors),
      cmocka_unit_test(allocations),       cmocka_unit_test(hostile_texts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
