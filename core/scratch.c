/* scratch.c -- what each engine keeps between runs, and the stop flag. A state is made when its
** engine first asks and lives until it is dropped; the scratch holds its engine meanwhile. */
#include "scratch.h"

#include "mem.h"

typedef struct entry {
  void *engine, *state;
  const gloss__engine_type *type;
} entry;

struct gloss_scratch {
  gloss_alloc alloc;
  const volatile int *stop;
  entry *entries;
  size_t count, room;
};

gloss_status gloss_scratch_new(gloss_scratch **out, const gloss_alloc *alloc) {
  alloc = gloss__alloc_or_default(alloc);
  *out = gloss__calloc(alloc, 1, sizeof **out);
  if (!*out) return GLOSS_ENOMEM;
  (*out)->alloc = *alloc;
  return GLOSS_OK;
}

static void entry_free(gloss_scratch *scratch, entry e) {
  if (e.type->state_free) e.type->state_free(e.state, &scratch->alloc);
  gloss__free(&scratch->alloc, e.state, e.type->state_size);
  e.type->unref(e.engine);
}

void gloss_scratch_free(gloss_scratch *scratch) {
  if (!scratch) return;
  while (scratch->count) entry_free(scratch, scratch->entries[--scratch->count]);
  const gloss_alloc alloc = scratch->alloc;
  gloss__free(&alloc, scratch->entries, scratch->room * sizeof *scratch->entries);
  gloss__free(&alloc, scratch, sizeof *scratch);
}

void gloss_scratch_drop(gloss_scratch *scratch, const void *engine) {
  for (size_t i = 0; i < scratch->count; i++) {
    if (scratch->entries[i].engine != engine) continue;
    entry dropped = scratch->entries[i];
    scratch->entries[i] = scratch->entries[--scratch->count];
    entry_free(scratch, dropped);
    return;
  }
}

void gloss_scratch_stop(gloss_scratch *scratch, const volatile int *flag) { scratch->stop = flag; }

int gloss__scratch_stopped(const gloss_scratch *scratch) { return scratch->stop && *scratch->stop; }

const gloss_alloc *gloss__scratch_alloc(const gloss_scratch *scratch) { return &scratch->alloc; }

gloss_status gloss__scratch_state(gloss_scratch *scratch, void *engine,
                                  const gloss__engine_type *type, void **state) {
  for (size_t i = 0; i < scratch->count; i++) {
    if (scratch->entries[i].engine != engine) continue;
    *state = scratch->entries[i].state;
    return GLOSS_OK;
  }
  *state = NULL;
  if (gloss__grow(&scratch->alloc, (void **)&scratch->entries, &scratch->room, scratch->count + 1,
                  sizeof *scratch->entries)) {
    return GLOSS_ENOMEM;
  }
  *state = gloss__calloc(&scratch->alloc, 1, type->state_size);
  if (!*state) return GLOSS_ENOMEM;
  type->ref(engine);
  scratch->entries[scratch->count++] = (entry){engine, *state, type};
  return GLOSS_OK;
}
