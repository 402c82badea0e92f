/* fuzz_gazmatch.c -- lists and a text of any bytes, matched by gazetteers of any options and by the
** naive search; two or three lists alone and in one pass, the first as an overlay if asked.
**
** Three bytes choose the options (choose). Then each line is a surface, and behind a tab two
** characters choose its values, up to an empty line; the rest is the text. */
#include <stdlib.h>
#include <string.h>

#include "gloss.h"
#include "oracle.h"

enum { SURFACES = 16, SURFACE = 60, TEXT = 600, LISTS = 3 };

static void require(int condition) {
  if (!condition) abort();
}

/* What an input asks for: options of up to three lists, the first in two parts or one. */
typedef struct job {
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_gazetteer_options options[LISTS];
  gloss_entries *entries[LISTS + 1]; /* the last: what is laid over the first list */
  oracle *oracles[LISTS];
  gloss_gazetteer *gazetteers[LISTS];
  size_t n;
  int overlay;
  const char *date;
} job;

static void choose(job *j, const uint8_t *data) {
  static const char *const columns[] = {"valid_from", "valid_to", "priority", "evidence"};
  static const char *const names[LISTS] = {"first", "second", "third"};
  static const char *const dates[] = {"", "2024-02-29", "2024-05-31", "2030-01-01"};
  unsigned fuzzy = data[0] / 9 % 3, bits = data[2];
  j->n = 1 + data[1] / 32 % LISTS;
  j->overlay = (bits & 8) && !fuzzy;
  j->date = dates[bits >> 4 & 3];
  for (size_t i = 0; i < j->n; i++)
    j->options[i] = (gloss_gazetteer_options){
        .name = names[i],
        .match = fuzzy ? (gloss_case)(1 + (data[0] + i) % 2) : (gloss_case)((data[0] + i) % 3),
        .policy = (gloss_policy)((data[0] / 3 + i) % 3),
        .fuzzy = fuzzy,
        .variants = data[1] % 32,
        .diacritics_off = (bits & 1) != 0,
        .substring = (bits & 2) != 0,
        .validity = (bits & 4) && (bits & 64) ? GLOSS_VALIDITY_ONLY : GLOSS_VALIDITY_FLAG,
        .columns = bits & 64 ? columns : NULL,
        .n_columns = bits & 64 ? 4 : 0};
}

static void start(job *j) {
  static gloss_tokenizer *tokenizer; /* made once: that takes longer than most inputs */
  if (!tokenizer) require(gloss_tokenizer_new(&tokenizer, NULL, NULL, NULL) == GLOSS_OK);
  j->tokenizer = gloss_tokenizer_ref(tokenizer);
  require(gloss_scratch_new(&j->scratch, NULL) == GLOSS_OK);
  for (size_t i = 0; i <= LISTS; i++) {
    const gloss_gazetteer_options *o = &j->options[i == LISTS ? 0 : i];
    if (i < j->n) j->oracles[i] = oracle_new(j->tokenizer, o);
    if (i < j->n || i == LISTS)
      require(gloss_entries_new(&j->entries[i], NULL, j->tokenizer, o, NULL) == GLOSS_OK);
  }
}

/* ---- The lists ---- */

/* Whether the oracle takes these bytes. */
static int fits(gloss_str text, const gloss_gazetteer_options *o, int is_surface) {
  if (gloss_utf8_check(text, NULL) != GLOSS_OK) return 0;
  for (size_t i = 0; i < text.size; i++) {
    unsigned char c = (unsigned char)text.data[i];
    if (c < 2 || (c >= 0x80 && is_surface && o->match == GLOSS_SMART)) return 0;
    /* of scripts without spaces the oracle knows those up to Khmer, and Han from U+5000 on */
    if (o->substring && c >= 0xE2 && c != 0xE5) return 0;
  }
  return 1;
}

/* Gives the values that two characters choose; no period ends before it begins. */
static void read_values(const char *chosen, size_t size, gloss_str values[4]) {
  static const char *const periods[][2] = {{"", ""},
                                           {"2024", ""},
                                           {"", "2024-05"},
                                           {"2023-12", "2024-02-29"},
                                           {"2024-05-31", "2024-05-31"},
                                           {"2020", "2021"}};
  static const char *const priorities[] = {"", "1", "-3", "20"};
  static const char *const evidence[] = {"", "capital", "inside", "never"};
  unsigned a = size > 0 ? (unsigned char)chosen[0] : 0, b = size > 1 ? (unsigned char)chosen[1] : 0;
  const char *own[] = {periods[a % 6][0], periods[a % 6][1], priorities[b % 4],
                       evidence[b / 4 % 4]};
  for (int i = 0; i < 4; i++) values[i] = (gloss_str){own[i], strlen(own[i])};
}

/* Adds a line to the first list, or what is laid over it, and to each other that it is the turn of. */
static void add_line(job *j, gloss_str line, int number) {
  const char *tab = line.size ? memchr(line.data, '\t', line.size) : NULL;
  size_t size = tab ? (size_t)(tab - line.data) : line.size;
  gloss_str values[4], surface = {line.data, size};
  read_values(tab ? tab + 1 : "", tab ? line.size - size - 1 : 0, values);
  for (size_t i = 0; i < j->n; i++) {
    if ((i && number % 2 != (int)i % 2) || size > SURFACE || !fits(surface, &j->options[i], 1))
      continue;
    int over = i == 0 && j->overlay && number >= SURFACES / 4;
    gloss_status status = gloss_entries_add(j->entries[over ? LISTS : i], surface, values, NULL);
    require(status == (oracle_add(j->oracles[i], surface, values) ? GLOSS_OK : GLOSS_EARG));
  }
}

/* Compiles the lists; 0 when too many surfaces have one hash, as exact ones in ever new case may. */
static int compile(job *j) {
  for (size_t i = 0; i < j->n; i++) {
    gloss_error err;
    gloss_gazetteer *base = NULL, *added = NULL;
    gloss_status status = gloss_gazetteer_new(&base, j->entries[i], &err);
    if (status == GLOSS_OK && i == 0 && j->overlay) {
      status = gloss_gazetteer_new(&added, j->entries[LISTS], &err);
      if (status == GLOSS_OK)
        require(gloss_gazetteer_overlay(&j->gazetteers[i], NULL, base, added, NULL) == GLOSS_OK);
      gloss_gazetteer_unref(added);
      gloss_gazetteer_unref(base);
    } else {
      j->gazetteers[i] = base;
    }
    if (status != GLOSS_OK) return !strstr(err.message, "surfaces of one hash") ? abort(), 0 : 0;
  }
  return 1;
}

static void finish(job *j) {
  for (size_t i = 0; i < LISTS; i++) {
    gloss_gazetteer_unref(j->gazetteers[i]);
    if (j->oracles[i]) oracle_free(j->oracles[i]);
  }
  for (size_t i = 0; i <= LISTS; i++) gloss_entries_free(j->entries[i]);
  gloss_scratch_free(j->scratch);
  gloss_tokenizer_unref(j->tokenizer);
}

/* ---- Matching ---- */

static void check(const gloss_layer *layer, const oracle_match *expected, size_t n, int fuzzy) {
  gloss_column entry, edits;
  require(gloss_layer_count(layer) == n);
  require(gloss_layer_column((gloss_layer *)(uintptr_t)layer, "entry", &entry) == GLOSS_OK);
  if (fuzzy)
    require(gloss_layer_column((gloss_layer *)(uintptr_t)layer, "edits", &edits) == GLOSS_OK);
  for (size_t i = 0; i < n; i++) {
    require(gloss_layer_starts(layer)[i] == expected[i].start);
    require(gloss_layer_ends(layer)[i] == expected[i].end);
    require(((const int64_t *)entry.values)[i] == expected[i].entry);
    if (fuzzy) require(((const int64_t *)edits.values)[i] == expected[i].edits);
  }
}

static void match_all(job *j, gloss_layer *tokens) {
  gloss_gazetteers *set;
  gloss_layer *layers[LISTS], *alone;
  oracle_match *expected;
  require(gloss_gazetteers_new(&set, NULL, j->gazetteers, j->n, NULL) == GLOSS_OK);
  require(gloss_gazetteers_run(set, tokens, j->scratch, layers, NULL) == GLOSS_OK);
  for (size_t i = 0; i < j->n; i++) {
    size_t n = oracle_find(j->oracles[i], tokens, &expected);
    gloss_gazetteer *g = j->gazetteers[i];
    require(gloss_gazetteer_run(g, tokens, j->scratch, &alone, NULL) == GLOSS_OK);
    check(alone, expected, n, j->options[i].fuzzy != 0);
    check(layers[i], expected, n, j->options[i].fuzzy != 0);
    gloss_layer_unref(alone);
    gloss_layer_unref(layers[i]);
    free(expected);
  }
  gloss_gazetteers_unref(set);
}

static void match_text(job *j, gloss_str text) {
  gloss_doc *doc;
  gloss_layer *tokens;
  gloss_doc_options options = {.ref_date = {j->date, strlen(j->date)}};
  if (text.size > TEXT || !fits(text, &j->options[0], 0)) return;
  if (gloss_doc_new(&doc, NULL, text, &options, NULL) != GLOSS_OK) return;
  require(gloss_tokenizer_run(j->tokenizer, doc, j->scratch, &tokens, NULL) == GLOSS_OK);
  match_all(j, tokens);
  gloss_layer_unref(tokens);
  gloss_doc_unref(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 3) return 0;
  job j = {0};
  choose(&j, data);
  start(&j);
  const char *line = (const char *)data + 3, *end = (const char *)data + size, *stop;
  for (int i = 0; i < SURFACES && (stop = memchr(line, '\n', (size_t)(end - line))); i++) {
    gloss_str one = {line, (size_t)(stop - line)};
    line = stop + 1;
    if (!one.size) break;
    add_line(&j, one, i);
  }
  if (compile(&j)) match_text(&j, (gloss_str){line, (size_t)(end - line)});
  finish(&j);
  return 0;
}
