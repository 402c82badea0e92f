/* scratch.h -- per-engine state that outlives a run, and the stop flag. */
#ifndef GLOSS_CORE_SCRATCH_H
#define GLOSS_CORE_SCRATCH_H

#include "gloss.h"

/* What an engine type tells the scratch: how to free its state, how to give its reference back. */
typedef struct gloss__engine_type {
  size_t state_size;                                         /* zeroed when first asked for */
  void (*state_free)(void *state, const gloss_alloc *alloc); /* frees what the state points to */
  void (*ref)(void *engine);
  void (*unref)(void *engine);
} gloss__engine_type;

/* Gives the state this scratch keeps for an engine, made zeroed on first use (the scratch then
** holds a reference to the engine). ENOMEM. */
gloss_status gloss__scratch_state(gloss_scratch *scratch, void *engine,
                                  const gloss__engine_type *type, void **state);
const gloss_alloc *gloss__scratch_alloc(const gloss_scratch *scratch);

/* Non-zero when the run must end with GLOSS_ESTOP. */
int gloss__scratch_stopped(const gloss_scratch *scratch);

#endif
