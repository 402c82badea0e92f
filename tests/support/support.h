/* support.h -- what the C tests share: a failing allocator, short ways to make documents and
** layers, and the place where development data lies. */
#ifndef GLOSS_TESTS_SUPPORT_H
#define GLOSS_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gloss.h"

/* An allocator that counts live blocks, checks the sizes it is given back, and fails: at call
** `fail_at` (from 1; 0 is never), and with `for_good` at every call after it. */
typedef struct test_alloc {
  gloss_alloc alloc;
  size_t calls, fail_at, live, bytes, failures;
  int for_good;
} test_alloc;

void test_alloc_init(test_alloc *a, size_t fail_at, int for_good);

/* Runs a scenario with the allocator failing at call 1, 2, 3 ... until no call fails, once with a
** single failure and once with all later calls failing too. The scenario frees all it made and
** gives OK or ENOMEM; every run must leave no block, and the last must be OK. */
typedef gloss_status (*test_scenario)(const gloss_alloc *alloc);
void test_each_failure(test_scenario scenario);

/* Leaves a scenario by its `fail` label when a call does not succeed. */
#define TRY(call)                                                                                  \
  do {                                                                                             \
    status = (call);                                                                               \
    if (status != GLOSS_OK) goto fail;                                                             \
  } while (0)

#define assert_status(got, expected)                                                               \
  assert_string_equal(gloss_status_name(got), gloss_status_name(expected))

gloss_str str(const char *text);
void assert_str(gloss_str got, const char *expected);

/* Make a document (of a pool of its own without one) and a layer of n spans; they must succeed. */
gloss_doc *make_doc(const char *text);
gloss_layer *make_layer(gloss_doc *doc, const char *name, const gloss_span *spans, size_t n);

/* Makes a layer of n spans, for scenarios. */
gloss_status try_layer(gloss_layer **out, gloss_doc *doc, const char *name, const gloss_span *spans,
                       size_t n);

/* Whether two token layers have the same rows: spans, kind, shape, space and hash. */
int same_tokens(gloss_layer *a, gloss_layer *b);

/* Writes a code point (a surrogate too) as UTF-8, by the definition, and gives its length. */
uint32_t put_utf8(uint32_t c, char *out);

/* Gives the next number of a fixed pseudo-random sequence. */
uint32_t next_random(uint64_t *state);

/* Reads a file of the source tree, a NUL after it; free() it. Without the file the test fails. */
char *read_source(const char *path, size_t *size);

/* Writes the path of a file of the development data ($GLOSS_SHARED, else ../shared beside the
** source tree) and gives 1, or skips the test when it is not there. */
int shared_path(const char *name, char *out, size_t room);

#endif
