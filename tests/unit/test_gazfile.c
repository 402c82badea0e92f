/* test_gazfile.c -- .gaz files: written, opened, and every way of damaging one.
** With GLOSS_BLESS=1 the seeds of the fuzz corpus are written again. */
#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gazfuzzy.h"

#define TEXT "The Port of Lune, port of\nLUNE: Ada Ruiz-Kim and AT&T, in Lune."

/* What every test needs: a directory, a tokenizer, a scratch and the tokens of a text. */
typedef struct desk {
  char directory[64], path[96];
  gloss_tokenizer *tokenizer;
  gloss_scratch *scratch;
  gloss_doc *doc;
  gloss_layer *tokens;
} desk;

/* The directory lies in memory where it can: saving waits for the disk. */
static desk make_desk(void) {
  desk d = {0};
  const char *root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
  snprintf(d.directory, sizeof d.directory, "%s/gloss-gazfile-XXXXXX", root);
  assert_non_null(mkdtemp(d.directory));
  snprintf(d.path, sizeof d.path, "%s/list.gaz", d.directory);
  assert_status(gloss_tokenizer_new(&d.tokenizer, NULL, NULL, NULL), GLOSS_OK);
  assert_status(gloss_scratch_new(&d.scratch, NULL), GLOSS_OK);
  d.doc = make_doc(TEXT);
  assert_status(gloss_tokenizer_run(d.tokenizer, d.doc, d.scratch, &d.tokens, NULL), GLOSS_OK);
  return d;
}

/* Frees it all; the directory must hold nothing but the file, if that. */
static void free_desk(desk *d) {
  gloss_layer_unref(d->tokens);
  gloss_doc_unref(d->doc);
  gloss_scratch_free(d->scratch);
  gloss_tokenizer_unref(d->tokenizer);
  unlink(d->path);
  assert_int_equal(rmdir(d->directory), 0);
}

/* What files are built of: case and policy, and in the last two all there is to ask for, with
** diacritics and in units or not. */
enum { FUZZY = 6, EVERYTHING = 7, KINDS = 8 };
static const char *const kinds[KINDS] = {"exact", "exact-all", "folded", "folded-all",
                                         "smart", "smart-all", "fuzzy",  "everything"};

static gloss_gazetteer_options options_of(int kind) {
  static const char *const columns[] = {"id", "label", "valid_from", "priority", "evidence"};
  gloss_gazetteer_options options = {.name = "place", .columns = columns, .n_columns = 2};
  if (kind < FUZZY) {
    options.match = (gloss_case)(kind / 2);
    options.policy = kind % 2 ? GLOSS_EVERY : GLOSS_LONGEST;
    return options;
  }
  options.match = GLOSS_SMART;
  options.fuzzy = 2;
  options.n_columns = 5;
  options.policy = kind == FUZZY ? GLOSS_EVERY : GLOSS_BY_PRIORITY;
  options.variants = kind == FUZZY ? 0 : GLOSS_VARIANT_QUOTES | GLOSS_VARIANT_PLURAL;
  options.diacritics_off = options.substring = kind == EVERYTHING;
  options.validity = kind == FUZZY ? GLOSS_VALIDITY_FLAG : GLOSS_VALIDITY_ONLY;
  return options;
}

static gloss_status build(gloss_gazetteer **out, const gloss_alloc *alloc,
                          gloss_tokenizer *tokenizer, int kind) {
  static const char *const list[][6] = {
      {"Port of Lune", "Q1", "LOC", "", "2", ""}, {"Lune", "Q2", "GPE", "", "", "capital"},
      {"Lune", "Q3", "", "2024", "-1", ""},       {"Ada Ruiz-Kim", "", "PER", "", "", ""},
      {"AT&T", "Q5", "ORG", "", "", "never"},     {"Port", "", "", "", "", "inside"}};
  gloss_gazetteer_options options = options_of(kind);
  gloss_entries *entries = NULL;
  gloss_status status;
  *out = NULL;
  TRY(gloss_entries_new(&entries, alloc, tokenizer, &options, NULL));
  for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
    gloss_str values[5];
    for (int c = 0; c < 5; c++) values[c] = str(list[i][c + 1]);
    TRY(gloss_entries_add(entries, str(list[i][0]), values, NULL));
  }
  TRY(gloss_gazetteer_new(out, entries, NULL));
fail:
  gloss_entries_free(entries);
  return status;
}

/* Reads a file whole, with a NUL after it. */
static char *read_file(const char *path, size_t *size) {
  struct stat st;
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  assert_int_equal(fstat(fileno(file), &st), 0);
  char *data = calloc((size_t)st.st_size + 1, 1);
  assert_non_null(data);
  *size = fread(data, 1, (size_t)st.st_size, file);
  assert_int_equal(*size, st.st_size);
  fclose(file);
  return data;
}

/* Builds and saves, and gives the file's bytes. */
static char *save(desk *d, int kind, size_t *size) {
  gloss_gazetteer *g;
  gloss_error err;
  assert_status(build(&g, NULL, d->tokenizer, kind), GLOSS_OK);
  assert_status(gloss_gazetteer_save(g, d->path, &err), GLOSS_OK);
  gloss_gazetteer_unref(g);
  return read_file(d->path, size);
}

static void write_file(const char *path, const char *data, size_t size) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(data, 1, size, file), size);
  assert_int_equal(fclose(file), 0);
}

/* Writes the matches and their columns as text. */
static void describe(desk *d, gloss_gazetteer *g, char *out, size_t room) {
  gloss_layer *layer;
  gloss_column entry, id;
  assert_status(gloss_gazetteer_run(g, d->tokens, d->scratch, &layer, NULL), GLOSS_OK);
  assert_status(gloss_layer_column(layer, "entry", &entry), GLOSS_OK);
  assert_status(gloss_layer_column_at(layer, 0, &id), GLOSS_OK);
  *out = '\0';
  for (uint32_t i = 0; i < gloss_layer_count(layer); i++) {
    uint32_t start = gloss_layer_starts(layer)[i], end = gloss_layer_ends(layer)[i];
    assert_true(start < end && end < sizeof TEXT);
    gloss_str value = gloss_doc_string(d->doc, ((const uint32_t *)id.values)[i]);
    size_t used = strlen(out);
    snprintf(out + used, room - used, "%u-%u %d %.*s|", start, end,
             (int)((const int64_t *)entry.values)[i], (int)value.size, value.data);
  }
  gloss_layer_unref(layer);
  gloss_scratch_drop(d->scratch, g);
}

/* ---- Whole files ----------------------------------------------------------------------------- */

static void test_round_trip(void **state) {
  (void)state;
  desk d = make_desk();
  for (int kind = 0; kind < KINDS; kind++) {
    gloss_gazetteer *g;
    char before[500], after[500];
    size_t size, again;
    assert_status(build(&g, NULL, d.tokenizer, kind), GLOSS_OK);
    describe(&d, g, before, sizeof before);
    assert_non_null(strstr(before, "Q1"));
    gloss_gazetteer_unref(g);
    char *first = save(&d, kind, &size);
    for (int verify = 0; verify < 2; verify++) {
      assert_status(gloss_gazetteer_open(&g, NULL, d.path, d.tokenizer, verify, NULL), GLOSS_OK);
      describe(&d, g, after, sizeof after);
      assert_string_equal(after, before);
      assert_string_equal(gloss_gazetteer_name(g), "place");
      assert_string_equal(gloss_gazetteer_column(g, 1), "label");
      assert_int_equal(gloss_gazetteer_count(g), 6);
      assert_status(gloss_gazetteer_save(g, d.path, NULL), GLOSS_OK);
      gloss_gazetteer_unref(g);
      char *second = read_file(d.path, &again);
      assert_int_equal(again, size);
      assert_memory_equal(second, first, size);
      free(second);
    }
    free(first);
  }
  free_desk(&d);
}

static void test_matches(void **state) {
  (void)state;
  desk d = make_desk();
  gloss_gazetteer *g;
  char got[500];
  assert_status(build(&g, NULL, d.tokenizer, 4), GLOSS_OK);
  describe(&d, g, got, sizeof got);
  assert_string_equal(got, "4-16 0 Q1|18-30 0 Q1|32-44 3 |49-53 4 Q5|58-62 1 Q2|58-62 2 Q3|");
  gloss_gazetteer_unref(g);
  free_desk(&d);
}

static void test_other_tokenizer(void **state) {
  (void)state;
  desk d = make_desk();
  size_t size;
  free(save(&d, 0, &size));
  gloss_tokenizer *other;
  gloss_tokenizer_options options = {.style = "whitespace"};
  gloss_gazetteer *g;
  gloss_error err;
  char mine[20], theirs[20];
  assert_status(gloss_tokenizer_new(&other, NULL, &options, NULL), GLOSS_OK);
  assert_status(gloss_gazetteer_open(&g, NULL, d.path, other, 0, &err), GLOSS_EMISMATCH);
  assert_null(g);
  gloss_gazetteer *any;
  assert_status(gloss_gazetteer_open(&any, NULL, d.path, NULL, 1, &err), GLOSS_OK);
  assert_true(gloss_gazetteer_fingerprint(any) == gloss_tokenizer_fingerprint(d.tokenizer));
  gloss_gazetteer_unref(any);
  snprintf(mine, sizeof mine, "%016llx",
           (unsigned long long)gloss_tokenizer_fingerprint(d.tokenizer));
  snprintf(theirs, sizeof theirs, "%016llx",
           (unsigned long long)gloss_tokenizer_fingerprint(other));
  assert_non_null(strstr(err.message, mine));
  assert_non_null(strstr(err.message, theirs));
  gloss_tokenizer_unref(other);
  free_desk(&d);
}

static void test_no_file(void **state) {
  (void)state;
  desk d = make_desk();
  gloss_gazetteer *g;
  gloss_error err;
  for (int verify = 0; verify < 2; verify++) {
    assert_status(gloss_gazetteer_open(&g, NULL, d.path, d.tokenizer, verify, &err), GLOSS_ENOENT);
    assert_non_null(strstr(err.message, "list.gaz"));
    assert_status(gloss_gazetteer_open(&g, NULL, d.directory, d.tokenizer, verify, &err),
                  GLOSS_EIO);
    assert_null(g);
  }
  assert_int_equal(mkfifo(d.path, 0600), 0);
  assert_status(gloss_gazetteer_open(&g, NULL, d.path, d.tokenizer, 0, &err), GLOSS_EIO);
  free_desk(&d);
}

/* Saves where files may not grow past `limit` bytes, as on a full disk. */
static gloss_status save_limited(gloss_gazetteer *g, const char *path, rlim_t limit) {
  struct rlimit old, small;
  gloss_error err;
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
  small = old;
  small.rlim_cur = limit;
  void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
  gloss_status status = gloss_gazetteer_save(g, path, &err);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
  signal(SIGXFSZ, handler);
  return status;
}

/* A save that fails leaves the old file as it was, and nothing beside it. */
static void test_save_fails(void **state) {
  (void)state;
  desk d = make_desk();
  gloss_gazetteer *g;
  gloss_error err;
  char path[128];
  size_t size, again;
  char *before = save(&d, 2, &size);
  assert_status(build(&g, NULL, d.tokenizer, 0), GLOSS_OK);
  assert_status(save_limited(g, d.path, 100), GLOSS_EIO);
  assert_status(save_limited(g, d.path, 500), GLOSS_EIO);
  char *after = read_file(d.path, &again);
  assert_int_equal(again, size);
  assert_memory_equal(after, before, size);
  snprintf(path, sizeof path, "%s/none/list.gaz", d.directory);
  assert_status(gloss_gazetteer_save(g, path, &err), GLOSS_EIO);
  assert_int_equal(err.code, GLOSS_EIO);
  assert_int_equal(unlink(d.path), 0);
  assert_int_equal(mkdir(d.path, 0700), 0); /* a directory cannot be replaced */
  assert_status(gloss_gazetteer_save(g, d.path, &err), GLOSS_EIO);
  assert_int_equal(rmdir(d.path), 0);
  assert_int_equal(mkfifo(d.path, 0600), 0); /* nor is what is no file */
  assert_status(gloss_gazetteer_save(g, d.path, &err), GLOSS_EIO);
  assert_non_null(strstr(err.message, "not a regular file"));
  assert_int_equal(unlink(d.path), 0);
  gloss_gazetteer_unref(g);
  free(before);
  free(after);
  free_desk(&d);
}

/* ---- Damaged files --------------------------------------------------------------------------- */

/* Opens what stands in the file; checked first, it must be refused with an offset inside the file
** or at its end. What opens unchecked is run by test_every_byte_signed. */
static void open_damaged(desk *d, size_t size) {
  gloss_gazetteer *g;
  gloss_error err;
  for (int verify = 1; verify >= 0; verify--) {
    gloss_status status = gloss_gazetteer_open(&g, NULL, d->path, d->tokenizer, verify, &err);
    assert_true(!verify || status != GLOSS_OK);
    if (status != GLOSS_OK) assert_true(err.code == status && err.offset <= size && err.message[0]);
    gloss_gazetteer_unref(g);
  }
}

static void test_every_byte(void **state) {
  (void)state;
  desk d = make_desk();
  size_t size;
  for (int kind = 5; kind < KINDS; kind++) {
    char *data = save(&d, kind, &size);
    for (size_t i = 0; i < size; i++) {
      for (int mask = 1; mask < 256; mask += 254) {
        data[i] ^= (char)mask;
        write_file(d.path, data, size);
        open_damaged(&d, size);
        data[i] ^= (char)mask;
      }
    }
    free(data);
  }
  free_desk(&d);
}

static void test_every_length(void **state) {
  (void)state;
  desk d = make_desk();
  size_t size;
  for (int kind = 5; kind < KINDS; kind++) {
    char *data = save(&d, kind, &size);
    for (size_t i = 0; i < size; i++) {
      write_file(d.path, data, i);
      open_damaged(&d, size);
    }
    write_file(d.path, data, size + 1); /* a NUL stands there */
    open_damaged(&d, size + 1);
    free(data);
  }
  free_desk(&d);
}

/* Takes bytes for a file whose checksums are right. */
static gloss_status parse_signed(gloss_gazetteer **out, const char *data, size_t size, int check) {
  gloss_error err;
  gloss_gazetteer *g = calloc(1, sizeof *g);
  assert_non_null(g);
  atomic_init(&g->refs, 1);
  g->alloc = *gloss__alloc_or_default(NULL);
  g->image = malloc(size);
  assert_non_null(g->image);
  g->size = size;
  memcpy(g->image, data, size);
  gloss__gaz_sign(g->image, g->image + GLOSS__GAZ_HEADER, size - GLOSS__GAZ_HEADER);
  gloss_status status = gloss__gaz_parse(g, &err);
  if (status == GLOSS_OK && check) status = gloss__gaz_check_indexes(g, &err);
  if (status == GLOSS_OK) status = gloss__fuzzy_new(&g->fuzzy, g, &err);
  *out = g;
  return status;
}

/* Someone who alters a byte and makes the checksums right gets no further: a run stays inside the
** text, whatever it finds. */
static void test_every_byte_signed(void **state) {
  (void)state;
  desk d = make_desk();
  size_t size;
  char got[20000];
  for (int kind = 5; kind < KINDS; kind++) {
    char *data = save(&d, kind, &size);
    for (size_t i = 0; i < size; i++) {
      int more = kind < FUZZY ? 2 : 256; /* a run with edits takes long */
      for (int mask = 1; mask < 512; mask = mask * more + more - 1) {
        gloss_gazetteer *g;
        data[i] ^= (char)mask;
        for (int check = 0; check < 2; check++) {
          int opened = parse_signed(&g, data, size, check) == GLOSS_OK;
          if (opened && !check) describe(&d, g, got, sizeof got); /* checked, it runs the same */
          gloss_gazetteer_unref(g);
        }
        data[i] ^= (char)mask;
      }
    }
    free(data);
  }
  free_desk(&d);
}

/* What a checked opening refuses although the checksums are right. */
static void test_bad_indexes(void **state) {
  (void)state;
  desk d = make_desk();
  gloss_gazetteer *g, *bad;
  size_t size;
  char *data = save(&d, 0, &size);
  assert_status(gloss_gazetteer_open(&g, NULL, d.path, d.tokenizer, 1, NULL), GLOSS_OK);
  const struct {
    const void *at;
    uint32_t value;
  } cases[] = {{&g->postings[0].form, g->n_forms},
               {&g->postings[0].entry, g->n_entries},
               {&g->postings[g->n_postings - 1].entry, 0},
               {&g->cells[0], g->n_values + 1},
               {&g->values[0], 1},
               {&g->values[1], g->n_text + 1},
               {&g->values[2], 0},
               {g->text, 0xFFFFFFFF},
               {g->forms + g->n_forms - 4, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    size_t at = (size_t)((const char *)cases[i].at - g->image);
    char old[4];
    memcpy(old, data + at, 4);
    memcpy(data + at, &cases[i].value, 4);
    assert_status(parse_signed(&bad, data, size, 1), GLOSS_EFORMAT);
    gloss_gazetteer_unref(bad);
    memcpy(data + at, old, 4);
  }
  assert_status(parse_signed(&bad, data, size, 1), GLOSS_OK);
  gloss_gazetteer_unref(bad);
  gloss_gazetteer_unref(g);
  free(data);
  free_desk(&d);
}

/* ---- Out of memory --------------------------------------------------------------------------- */

static const char *scenario_path;

static gloss_status scenario(const gloss_alloc *alloc) {
  gloss_status status;
  gloss_tokenizer *tokenizer = NULL;
  gloss_gazetteer *built = NULL, *opened = NULL, *mapped = NULL;
  TRY(gloss_tokenizer_new(&tokenizer, alloc, NULL, NULL));
  TRY(build(&built, alloc, tokenizer, EVERYTHING));
  TRY(gloss_gazetteer_save(built, scenario_path, NULL));
  TRY(gloss_gazetteer_open(&opened, alloc, scenario_path, tokenizer, 1, NULL));
  TRY(gloss_gazetteer_open(&mapped, alloc, scenario_path, tokenizer, 0, NULL));
fail:
  gloss_gazetteer_unref(mapped);
  gloss_gazetteer_unref(opened);
  gloss_gazetteer_unref(built);
  gloss_tokenizer_unref(tokenizer);
  return status;
}

static void test_out_of_memory(void **state) {
  (void)state;
  desk d = make_desk();
  scenario_path = d.path;
  test_each_failure(scenario);
  free_desk(&d);
}

/* ---- The fuzz corpus ------------------------------------------------------------------------- */

static void test_corpus(void **state) {
  (void)state;
  desk d = make_desk();
  for (int i = 0; i < KINDS; i++) {
    char path[200];
    size_t size, known;
    snprintf(path, sizeof path, TEST_SOURCE_DIR "/tests/fuzz/corpus/gazfile/%s.gaz", kinds[i]);
    char *data = save(&d, i, &size);
    if (getenv("GLOSS_BLESS")) write_file(path, data, size);
    char *there = read_file(path, &known);
    gloss_gazetteer *g;
    assert_status(parse_signed(&g, there, known, 1), GLOSS_OK); /* still of this format */
    gloss_gazetteer_unref(g);
    free(there);
    free(data);
  }
  free_desk(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_round_trip),      cmocka_unit_test(test_matches),
      cmocka_unit_test(test_other_tokenizer), cmocka_unit_test(test_no_file),
      cmocka_unit_test(test_save_fails),      cmocka_unit_test(test_every_byte),
      cmocka_unit_test(test_every_length),    cmocka_unit_test(test_every_byte_signed),
      cmocka_unit_test(test_bad_indexes),     cmocka_unit_test(test_out_of_memory),
      cmocka_unit_test(test_corpus)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
