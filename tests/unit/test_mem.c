/* test_mem.c -- allocator calls, sizes that overflow, growth, errors, and the pool. */
#include "mem.h"
#include "pool.h"
#include "support.h"

static void sizes_that_overflow(void **state) {
  (void)state;
  size_t out = 7;
  assert_true(gloss__mul(SIZE_MAX / 2, 3, &out));
  assert_true(gloss__add(SIZE_MAX, 1, &out));
  assert_int_equal(out, 7);
  assert_false(gloss__mul(SIZE_MAX, 1, &out));
  assert_true(out == SIZE_MAX);
  assert_false(gloss__mul(SIZE_MAX, 0, &out));
  assert_int_equal(out, 0);
  assert_false(gloss__add(SIZE_MAX - 1, 1, &out));
  assert_true(out == SIZE_MAX);
  const gloss_alloc *alloc = gloss__alloc_or_default(NULL);
  assert_null(gloss__calloc(alloc, SIZE_MAX / 2, 3));
  assert_null(gloss__alloc(alloc, 0));
  gloss__free(alloc, NULL, 0);
}

static gloss_status grow(const gloss_alloc *alloc) {
  uint32_t *data = NULL;
  size_t room = 0;
  gloss_status status = GLOSS_OK;
  for (uint32_t i = 0; i < 1000 && status == GLOSS_OK; i++) {
    const uint32_t *before = data;
    size_t had = room;
    status = gloss__grow(alloc, (void **)&data, &room, i + 1, sizeof *data);
    if (status == GLOSS_OK)
      data[i] = i;
    else
      assert_true(data == before && room == had);
  }
  for (uint32_t i = 0; status == GLOSS_OK && i < 1000; i++) assert_int_equal(data[i], i);
  assert_status(gloss__grow(alloc, (void **)&data, &room, SIZE_MAX / 2, sizeof *data),
                GLOSS_ENOMEM);
  gloss__free(alloc, data, room * sizeof *data);
  return status;
}

static void growth(void **state) {
  (void)state;
  test_each_failure(grow);
}

static void names_and_errors(void **state) {
  (void)state;
  assert_string_equal(gloss_status_name(GLOSS_OK), "OK");
  assert_string_equal(gloss_status_name(GLOSS_ENOMEM), "ENOMEM");
  assert_string_equal(gloss_status_name(GLOSS_ESTOP), "ESTOP");
  assert_string_equal(gloss_status_name((gloss_status)1), "?");
  assert_string_equal(gloss_status_name((gloss_status)-12), "?");
  assert_string_equal(gloss_kind_name(GLOSS_WORD), "word");
  assert_string_equal(gloss_kind_name(GLOSS_EMOJI), "emoji");
  assert_null(gloss_kind_name((gloss_kind)0));
  assert_null(gloss_kind_name((gloss_kind)11));
  assert_null(gloss_kind_name((gloss_kind)-1));
  assert_non_null(strchr(gloss_version(), '.'));
  gloss_error err;
  char longer[400];
  memset(longer, 'x', sizeof longer - 1);
  longer[sizeof longer - 1] = '\0';
  assert_status(gloss__fail(&err, GLOSS_EARG, 5, "%s", longer), GLOSS_EARG);
  assert_int_equal(err.code, GLOSS_EARG);
  assert_int_equal(err.offset, 5);
  assert_int_equal(strlen(err.message), sizeof err.message - 1);
  assert_status(gloss__fail(NULL, GLOSS_EIO, 0, "nobody listens"), GLOSS_EIO);
}

/* ---- Pool ---- */

static void blocks_come_back(void **state) {
  (void)state;
  test_alloc a;
  gloss_pool *pool;
  size_t room, again;
  test_alloc_init(&a, 0, 0);
  assert_status(gloss_pool_new(&pool, &a.alloc), GLOSS_OK);
  for (size_t size = 0; size < 5000; size += 37) {
    char *block = gloss__pool_take(pool, size, &room);
    assert_non_null(block);
    assert_true(room >= size && (size < 64 || room <= size + size / 4 + 1));
    assert_int_equal((uintptr_t)block % 64, 0);
    memset(block, 1, room);
    gloss__pool_give(pool, block, room);
  }
  char *block = gloss__pool_take(pool, 100000, &room);
  gloss__pool_give(pool, block, room);
  size_t calls = a.calls;
  char *same = gloss__pool_take(pool, 70000, &again); /* a block of up to twice the size serves */
  assert_ptr_equal(same, block);
  assert_int_equal(again, room);
  assert_int_equal(a.calls, calls);
  gloss__pool_give(pool, same, again);
  gloss_pool_trim(pool, 0);
  assert_int_equal(a.live, 3); /* the pool; the symbols, with their slots and no string yet */
  gloss_pool_unref(pool);
  assert_int_equal(a.live, 0);
}

static void keeps_what_was_in_use(void **state) {
  (void)state;
  test_alloc a;
  gloss_pool *pool;
  char *blocks[5];
  size_t rooms[5];
  test_alloc_init(&a, 0, 0);
  assert_status(gloss_pool_new(&pool, &a.alloc), GLOSS_OK);
  size_t base = a.bytes;
  for (size_t i = 0; i < 5; i++) {
    blocks[i] = gloss__pool_take(pool, (size_t)16 << 20, &rooms[i]);
    assert_non_null(blocks[i]);
  }
  for (size_t i = 0; i < 5; i++) gloss__pool_give(pool, blocks[i], rooms[i]);
  assert_true(a.bytes - base >= (size_t)80 << 20); /* all five: they were in use at once */
  blocks[0] = gloss__pool_take(pool, 100, &rooms[0]);
  gloss__pool_give(pool, blocks[0], rooms[0]);
  assert_true(a.bytes - base <= (size_t)64 << 20); /* after little, 64 MB */
  assert_true(a.bytes - base >= (size_t)48 << 20);
  gloss_pool_trim(pool, (size_t)20 << 20);
  assert_true(a.bytes - base <= (size_t)20 << 20);
  assert_null(gloss__pool_take(pool, SIZE_MAX, &rooms[0]));
  assert_int_equal(rooms[0], 0);
  gloss__pool_give(pool, NULL, 0);
  gloss_pool_unref(pool);
  gloss_pool_unref(NULL);
  assert_int_equal(a.live, 0);
}

/* Takes n blocks at once, as a document does, and gives them back. */
static void take_and_give(gloss_pool *pool, size_t size, size_t n) {
  void *blocks[8];
  size_t rooms[8];
  for (size_t i = 0; i < n; i++)
    assert_non_null(blocks[i] = gloss__pool_take(pool, size, &rooms[i]));
  for (size_t i = 0; i < n; i++) gloss__pool_give(pool, blocks[i], rooms[i]);
}

/* Blocks of documents of another size do not take the place of those that come back. */
static void keeps_what_is_used(void **state) {
  (void)state;
  enum { MB = 1 << 20 };
  test_alloc a;
  gloss_pool *pool;
  size_t room;
  test_alloc_init(&a, 0, 0);
  assert_status(gloss_pool_new(&pool, &a.alloc), GLOSS_OK);
  take_and_give(pool, 5 * MB, 8);
  take_and_give(pool, 12 * MB, 8);
  size_t calls = a.calls;
  take_and_give(pool, 12 * MB, 8);
  assert_int_equal(a.calls, calls);
  void *one =
      gloss__pool_take(pool, 100, &room); /* given back first, before the others are taken */
  gloss__pool_give(pool, one, room);
  calls = a.calls;
  size_t bytes = a.bytes;
  take_and_give(pool, 12 * MB, 5);
  assert_int_equal(a.calls, calls); /* 64 MB are kept in any case */
  assert_true(a.bytes <= bytes);
  gloss_pool_unref(pool);
  assert_int_equal(a.live, 0);
}

/* What a document gives back while it is made costs it no block that it is to take. */
static void keeps_while_made(void **state) {
  (void)state;
  enum { MB = 1 << 20 };
  test_alloc a;
  gloss_pool *pool;
  size_t room, small;
  test_alloc_init(&a, 0, 0);
  assert_status(gloss_pool_new(&pool, &a.alloc), GLOSS_OK);
  take_and_give(pool, 40 * MB, 8);
  void *text = gloss__pool_take(pool, MB, &room), *spare = gloss__pool_take(pool, MB, &small);
  gloss__pool_give(pool, spare, small);
  size_t calls = a.calls;
  take_and_give(pool, 40 * MB, 7);
  assert_int_equal(a.calls, calls);
  gloss__pool_give(pool, text, room);
  gloss_pool_unref(pool);
  assert_int_equal(a.live, 0);
}

static gloss_status use_pool(const gloss_alloc *alloc) {
  gloss_pool *pool;
  gloss_status status = gloss_pool_new(&pool, alloc);
  if (status) return status;
  size_t rooms[20] = {0};
  void *blocks[20] = {NULL};
  for (size_t i = 0; i < 20 && status == GLOSS_OK; i++) {
    blocks[i] = gloss__pool_take(pool, 100 * i, &rooms[i]);
    if (!blocks[i]) status = GLOSS_ENOMEM;
  }
  for (size_t i = 0; i < 20; i++) gloss__pool_give(pool, blocks[i], rooms[i]);
  gloss_pool_unref(pool);
  return status;
}

static void pool_without_memory(void **state) {
  (void)state;
  test_each_failure(use_pool);
}

/* Over a million symbols the next document starts a new table; those at work keep theirs. */
static void symbols_start_anew(void **state) {
  (void)state;
  gloss_pool *pool;
  gloss_doc *before, *during, *after;
  uint32_t symbol = 0, other;
  assert_status(gloss_pool_new(&pool, NULL), GLOSS_OK);
  assert_status(gloss_doc_new(&before, pool, str("a"), NULL, NULL), GLOSS_OK);
  for (uint32_t i = 0; i <= 1000000; i++) {
    char text[16];
    size_t n = 0;
    for (uint32_t rest = i + 1; rest; rest /= 26) text[n++] = (char)('a' + rest % 26);
    assert_status(gloss_doc_intern(before, (gloss_str){text, n}, &symbol), GLOSS_OK);
    if (i == 0) assert_status(gloss_doc_new(&during, pool, str("a"), NULL, NULL), GLOSS_OK);
  }
  assert_status(gloss_doc_new(&after, pool, str("a"), NULL, NULL), GLOSS_OK);
  assert_status(gloss_doc_intern(after, str("first"), &other), GLOSS_OK);
  assert_int_equal(other, 1);
  assert_true(symbol > 900000);
  gloss_str last = gloss_doc_string(before, symbol);
  assert_status(gloss_doc_intern(during, last, &other), GLOSS_OK);
  assert_int_equal(other, symbol);
  gloss_doc_unref(before);
  gloss_doc_unref(during);
  gloss_pool_unref(pool);
  assert_str(gloss_doc_string(after, 1), "first");
  gloss_doc_unref(after);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sizes_that_overflow),   cmocka_unit_test(growth),
      cmocka_unit_test(names_and_errors),      cmocka_unit_test(blocks_come_back),
      cmocka_unit_test(keeps_what_was_in_use), cmocka_unit_test(keeps_what_is_used),
      cmocka_unit_test(keeps_while_made),      cmocka_unit_test(pool_without_memory),
      cmocka_unit_test(symbols_start_anew)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
