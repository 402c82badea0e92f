/* test_scratch.c -- states of engines between runs, and the stop flag. */
#include "mem.h"
#include "scratch.h"
#include "support.h"

typedef struct engine {
  int refs;
} engine;
typedef struct engine_state {
  int runs;
  char *buffer;
} engine_state;

static void engine_ref(void *e) { ((engine *)e)->refs++; }
static void engine_unref(void *e) { ((engine *)e)->refs--; }

static void engine_state_free(void *s, const gloss_alloc *alloc) {
  gloss__free(alloc, ((engine_state *)s)->buffer, 10);
}

static const gloss__engine_type type = {sizeof(engine_state), engine_state_free, engine_ref,
                                        engine_unref};
static const gloss__engine_type plain = {sizeof(int), NULL, engine_ref, engine_unref};

static gloss_status run(gloss_scratch *scratch, engine *e, int expected) {
  void *state;
  gloss_status status = gloss__scratch_state(scratch, e, &type, &state);
  if (status) return status;
  engine_state *s = state;
  assert_int_equal(s->runs++, expected);
  if (!s->buffer) s->buffer = gloss__alloc(gloss__scratch_alloc(scratch), 10);
  return s->buffer ? GLOSS_OK : GLOSS_ENOMEM;
}

static gloss_status scenario(const gloss_alloc *alloc) {
  engine engines[20] = {{0}}, other = {0};
  gloss_scratch *scratch;
  void *state;
  gloss_status status = gloss_scratch_new(&scratch, alloc);
  if (status) return status;
  for (size_t i = 0; i < 20; i++) TRY(run(scratch, &engines[i], 0));
  for (size_t i = 0; i < 20; i++) TRY(run(scratch, &engines[i], 1));
  for (size_t i = 0; i < 20; i++) assert_int_equal(engines[i].refs, 1);
  gloss_scratch_drop(scratch, &engines[3]);
  gloss_scratch_drop(scratch, &engines[3]);
  gloss_scratch_drop(scratch, &other);
  assert_int_equal(engines[3].refs, 0);
  TRY(run(scratch, &engines[19], 2));
  TRY(run(scratch, &engines[3], 0));
  TRY(gloss__scratch_state(scratch, &other, &plain, &state));
  assert_int_equal(*(int *)state, 0);
fail:
  gloss_scratch_free(scratch);
  for (size_t i = 0; i < 20; i++) assert_int_equal(engines[i].refs, 0);
  assert_int_equal(other.refs, 0);
  return status;
}

static void states(void **state) {
  (void)state;
  test_each_failure(scenario);
  gloss_scratch_free(NULL);
}

static void stop_flag(void **state) {
  (void)state;
  gloss_scratch *scratch;
  volatile int flag = 0;
  assert_status(gloss_scratch_new(&scratch, NULL), GLOSS_OK);
  assert_false(gloss__scratch_stopped(scratch));
  gloss_scratch_stop(scratch, &flag);
  assert_false(gloss__scratch_stopped(scratch));
  flag = 1;
  assert_true(gloss__scratch_stopped(scratch));
  gloss_scratch_stop(scratch, NULL);
  assert_false(gloss__scratch_stopped(scratch));
  gloss_scratch_free(scratch);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(states), cmocka_unit_test(stop_flag)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
