/* test_gazcontexts.c -- an entry put whole into a text is found wherever tokens begin and end with
** it, however it is cut there: each of a list of odd names (support/oddnames.txt) in each context,
** between words at random. What is not found is listed, with the reason. */
#include "support.h"

#include <stdio.h>

typedef struct desk {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_gazetteer *gazetteer;
} desk;

static desk make_desk(const char *style, const gloss_gazetteer_options *options, const char *name) {
  desk d;
  gloss_tokenizer_options how = {.style = style};
  gloss_entries *entries;
  assert_status(gloss_tokenizer_new(&d.tokenizer, NULL, &how, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&d.scratch, NULL), GLOSS_OK);
  assert_status(gloss_entries_new(&entries, NULL, d.tokenizer, options, NULL), GLOSS_OK);
  assert_status(gloss_entries_add(entries, str(name), NULL, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_new(&d.gazetteer, entries, NULL), GLOSS_OK);
  gloss_entries_free(entries);
  return d;
}

static void free_desk(desk *d) {
  gloss_gazetteer_unref(d->gazetteer);
  gloss_scratch_free(d->scratch);
  gloss_tokenizer_unref(d->tokenizer);
}

/* Whether a layer has rows that begin at `start` and that end at `end`, or one that does both; a
** full stop behind it may be the row's too. */
static int has(const gloss_layer *layer, const char *text, uint32_t start, uint32_t end,
               int in_one) {
  int begins = 0, ends = 0;
  for (uint32_t i = 0; i < gloss_layer_count(layer); i++) {
    uint32_t its_end = gloss_layer_ends(layer)[i];
    int at = gloss_layer_starts(layer)[i] == start;
    int to = its_end == end || (its_end == end + 1 && text[end] == '.');
    if (in_one && at && to) return 1;
    begins |= at;
    ends |= to;
  }
  return !in_one && begins && ends;
}

enum { NOT_WHOLE, NOT_FOUND, FOUND };

/* Looks for the entry at a place: NOT_WHOLE when it is no tokens there. */
static int look(desk *d, const char *text, size_t start, size_t size) {
  gloss_doc *doc = make_doc(text);
  gloss_layer *tokens, *layer;
  uint32_t from = (uint32_t)start, end = (uint32_t)(start + size);
  assert_status(gloss_tokenizer_run(d->tokenizer, doc, d->scratch, &tokens, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_run(d->gazetteer, tokens, d->scratch, &layer, NULL), GLOSS_OK);
  int whole = has(tokens, text, from, end, 0), found = has(layer, text, from, end, 1);
  assert_true(whole || !found);
  gloss_layer_unref(layer);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  return found ? FOUND : whole ? NOT_FOUND : NOT_WHOLE;
}

/* ---- Every name in every context ------------------------------------------------------------- */

/* What stands right before and behind a name; a word at random stands beside a space. */
static const char *const around[][2] = {{" ", " "},
                                        {"", " "},
                                        {" ", ". "},
                                        {" ", "."},
                                        {" ", ".\n\n"},
                                        {" ", "! "},
                                        {" ", "? "},
                                        {" ", ", "},
                                        {" ", "; "},
                                        {" ", ": "},
                                        {" \"", "\" "},
                                        {" \"", ",\" "},
                                        {" \"", "\", "},
                                        {" \"", "\". "},
                                        {" \"", ".\" "},
                                        {" \xE2\x80\x9C", "\xE2\x80\x9D "},
                                        {" '", "' "},
                                        {" (", ") "},
                                        {" [", "] "},
                                        {" \xC2\xAB", "\xC2\xBB "},
                                        {" x-", " "},
                                        {" ", "-x "},
                                        {" \xE2\x80\x94 ", " \xE2\x80\x94 "},
                                        {" x\xE2\x80\x94", "\xE2\x80\x94x "},
                                        {" \xE2\x80\x93 ", " \xE2\x80\x93 "},
                                        {" x--", "--x "},
                                        {" ", "'s "},
                                        {" ", "\xE2\x80\x99s "},
                                        {" ", "... "},
                                        {" ", "\xE2\x80\xA6 "},
                                        {"\n", "\n"},
                                        {"\t", "\t"},
                                        {"\n\n", "\n\n"},
                                        {"\xC2\xA0", "\xC2\xA0"},
                                        {" & ", " & "},
                                        {" * ", " * "},
                                        {"\xE2\x80\xA2 ", ", "},
                                        {" 1. ", " "},
                                        {". ", " "},
                                        {": ", ". "},
                                        {" (x, ", ".) "},
                                        {" $", " "}};
enum { CONTEXTS = sizeof around / sizeof *around };

static const char *const words[] = {"the",
                                    "The",
                                    "Karr",
                                    "said",
                                    "is",
                                    "1",
                                    "2025",
                                    "Mr.",
                                    "No.",
                                    "U.S.",
                                    "we",
                                    "we'll",
                                    "of",
                                    "At",
                                    "IN",
                                    "Dr.",
                                    "karr,",
                                    "\"",
                                    "(",
                                    "$5",
                                    "p.m.",
                                    "x-x",
                                    "\xC3\x89t\xC3\xA9"};
enum { WORDS = sizeof words / sizeof *words };

/* Writes a name in a context, and gives where it starts. */
static size_t write_text(char *out, size_t room, const char *name, const char *const *context,
                         uint64_t *seed) {
  const char *before = words[next_random(seed) % WORDS], *behind = words[next_random(seed) % WORDS];
  const char *after = context[1];
  if (!strcmp(after, ".")) behind = ""; /* the end of the text */
  if (name[strlen(name) - 1] == '.' && *after == '.') after += strspn(after, ".");
  size_t start = *context[0] ? (size_t)snprintf(out, room, "%s%s", before, context[0]) : 0;
  snprintf(out + start, room - start, "%s%s%s", name, after, behind);
  return start;
}

/* Names that are not found although they are whole tokens, each with what must stand in the text: it
** makes the tokenizer cut them as it does in no context that an entry is cut in. */
static const char *const cut_otherwise[][2] = {
    {"X. Y.", "x-X. Y."}, /* initials right behind a hyphen: X|.|Y|. */
    {"C++", "C++-x"},     /* signs before a hyphen: C|+|+|-|x */
    {"I", "I.)"}};        /* at the end of a parenthesis an initial, not the pronoun */

static int is_cut_otherwise(const char *name, const char *text) {
  for (size_t i = 0; i < sizeof cut_otherwise / sizeof *cut_otherwise; i++)
    if (!strcmp(name, cut_otherwise[i][0]) && strstr(text, cut_otherwise[i][1])) return 1;
  return 0;
}

/* Looks for a name in every context, twice each, in exact, folded and smart case in turn. */
static void look_everywhere(const char *style, const char *name, uint64_t *seed, size_t *counts) {
  char text[400];
  for (int k = 0; k < CONTEXTS; k++) {
    gloss_gazetteer_options options = {.match = (gloss_case)(k % 3), .policy = GLOSS_EVERY};
    desk d = make_desk(style, &options, name);
    for (int round = 0; round < 2; round++) {
      size_t start = write_text(text, sizeof text, name, around[k], seed);
      int found = look(&d, text, start, strlen(name));
      counts[found]++;
      if (found != NOT_FOUND || is_cut_otherwise(name, text)) continue;
      fail_msg("%s: \"%s\" is not found in \"%s\"", style, name, text);
    }
    free_desk(&d);
  }
}

static void test_names(void **state) {
  (void)state;
  static const struct {
    const char *style;
    unsigned whole; /* percent of the places where a name is whole tokens, at least */
  } styles[] = {{"ud", 99}, {"ptb", 95}, {"uax29", 95}, {"whitespace", 30}};
  uint64_t seed = 17;
  for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
    size_t size, counts[3] = {0};
    char *list = read_source("tests/support/oddnames.txt", &size);
    for (char *name = strtok(list, "\n"); name; name = strtok(NULL, "\n"))
      look_everywhere(styles[i].style, name, &seed, counts);
    size_t all = counts[FOUND] + counts[NOT_FOUND] + counts[NOT_WHOLE];
    assert_true(all > 30000 && counts[NOT_WHOLE] * 100 < all * (100 - styles[i].whole));
    assert_true(counts[NOT_FOUND] * 1000 < all);
    free(list);
  }
}

/* ---- Where a name is no tokens --------------------------------------------------------------- */

/* Where the tokenizer keeps a name in one token with what stands beside it, it is not found; a
** variant may find it together with that. */
static void test_not_whole(void **state) {
  (void)state;
  static const struct {
    const char *name, *text;
    unsigned variants;
    int found;
  } cases[] = {{"Karr", "an anti-Karr mood", 0, 0},  /* a prefix and its hyphen are one token */
               {"AT&T", "the pro-AT&T camp", 0, 0},  /* with the word */
               {"Karr", "the Ruiz-Karr road", 0, 1}, /* other hyphens are tokens */
               {"Karr", "the Karr-led talks", 0, 1}, /* and those behind a name too */
               {"U.S.", "the ex-U.S. envoy", 0, 1},  /* this prefix stands alone there */
               {"Karr 2.0", "and Karr 2.0's plan", 0, 0}, /* 's behind a figure is in its token */
               {"Karr 2.0", "and Karr 2.0's plan", GLOSS_VARIANT_POSSESSIVE, 1},
               {"Karr 44", "and Karr 44's plan", 0, 1}, /* but for whole numbers */
               {"Karr", "see #Karr and @Karr", 0, 0},   /* tags are tokens */
               {"Karr", "see karr.com, Karr_x", 0, 0},  /* and addresses, and words with _ */
               {"Karr", "xKarr, Karrs", 0, 0}};         /* no part of a word is a match */
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    gloss_gazetteer_options options = {.variants = cases[i].variants};
    desk d = make_desk("ud", &options, cases[i].name);
    gloss_doc *doc = make_doc(cases[i].text);
    gloss_layer *tokens, *layer;
    assert_status(gloss_tokenizer_run(d.tokenizer, doc, d.scratch, &tokens, NULL), GLOSS_OK);
    assert_status(gloss_gazetteer_run(d.gazetteer, tokens, d.scratch, &layer, NULL), GLOSS_OK);
    if ((int)gloss_layer_count(layer) != cases[i].found)
      fail_msg("\"%s\" in \"%s\": %u", cases[i].name, cases[i].text, gloss_layer_count(layer));
    gloss_layer_unref(layer);
    gloss_layer_unref(tokens);
    gloss_doc_unref(doc);
    free_desk(&d);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_names),
                                     cmocka_unit_test(test_not_whole)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
