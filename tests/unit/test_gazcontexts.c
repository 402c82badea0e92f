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

/* Makes a gazetteer of the lines of a list. */
static desk make_desk(const char *style, const gloss_gazetteer_options *options, const char *list) {
  desk d;
  gloss_tokenizer_options how = {.style = style};
  gloss_entries *entries;
  assert_status(gloss_tokenizer_new(&d.tokenizer, NULL, &how, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&d.scratch, NULL), GLOSS_OK);
  assert_status(gloss_entries_new(&entries, NULL, d.tokenizer, options, NULL), GLOSS_OK);
  for (size_t n; *list; list += n + (list[n] == '\n')) {
    n = strcspn(list, "\n");
    assert_status(gloss_entries_add(entries, (gloss_str){list, n}, NULL, NULL), GLOSS_OK);
  }
  assert_status(gloss_gazetteer_new(&d.gazetteer, entries, NULL), GLOSS_OK);
  gloss_entries_free(entries);
  return d;
}

static void free_desk(desk *d) {
  gloss_gazetteer_unref(d->gazetteer);
  gloss_scratch_free(d->scratch);
  gloss_tokenizer_unref(d->tokenizer);
}

/* Whether rows begin and end at a place; a full stop behind it may be the row's too. */
static int is_at(const gloss_layer *layer, uint32_t row, uint32_t start) {
  return gloss_layer_starts(layer)[row] == start;
}

static int is_to(const gloss_layer *layer, uint32_t row, uint32_t end, const char *text) {
  uint32_t its = gloss_layer_ends(layer)[row];
  return its == end || (its == end + 1 && text[end] == '.');
}

enum { NOT_WHOLE, NOT_FOUND, FOUND };

/* Looks for an entry at a place: NOT_WHOLE when it is no tokens there. */
static int look(desk *d, const char *text, size_t start, size_t size, int64_t number) {
  gloss_doc *doc = make_doc(text);
  gloss_layer *tokens, *layer;
  gloss_column entry;
  uint32_t from = (uint32_t)start, end = (uint32_t)(start + size);
  int begins = 0, ends = 0, found = 0;
  assert_status(gloss_tokenizer_run(d->tokenizer, doc, d->scratch, &tokens, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_run(d->gazetteer, tokens, d->scratch, &layer, NULL), GLOSS_OK);
  assert_status(gloss_layer_column(layer, "entry", &entry), GLOSS_OK);
  for (uint32_t i = 0; i < gloss_layer_count(tokens); i++) {
    begins |= is_at(tokens, i, from);
    ends |= is_to(tokens, i, end, text);
  }
  for (uint32_t i = 0; i < gloss_layer_count(layer); i++)
    found |= is_at(layer, i, from) && is_to(layer, i, end, text) &&
             ((const int64_t *)entry.values)[i] == number;
  assert_true((begins && ends) || !found);
  gloss_layer_unref(layer);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
  return found ? FOUND : begins && ends ? NOT_FOUND : NOT_WHOLE;
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

/* Looks for the names of a list in every context, each of them in exact, folded and smart case in
** turn. */
enum { ROUNDS = 6 };
static void look_everywhere(const char *style, char *list, uint64_t *seed, size_t *counts) {
  char text[400];
  desk desks[3];
  for (int i = 0; i < 3; i++) {
    gloss_gazetteer_options options = {.match = (gloss_case)i, .policy = GLOSS_EVERY};
    desks[i] = make_desk(style, &options, list);
  }
  int64_t number = 0;
  for (char *name = strtok(list, "\n"); name; name = strtok(NULL, "\n"), number++)
    for (int k = 0; k < ROUNDS * CONTEXTS; k++) {
      size_t start = write_text(text, sizeof text, name, around[k / ROUNDS], seed);
      int found = look(&desks[k % 3], text, start, strlen(name), number);
      counts[found]++;
      if (found == NOT_FOUND && !is_cut_otherwise(name, text))
        fail_msg("%s: \"%s\" is not found in \"%s\"", style, name, text);
    }
  for (int i = 0; i < 3; i++) free_desk(&desks[i]);
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
    look_everywhere(styles[i].style, list, &seed, counts);
    size_t all = counts[FOUND] + counts[NOT_FOUND] + counts[NOT_WHOLE];
    assert_true(all > 90000 && counts[NOT_WHOLE] * 100 < all * (100 - styles[i].whole));
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
