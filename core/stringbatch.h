/* stringbatch.h -- strings gathered to be added to a set together, so that what each will touch is
** fetched while those before it are added. (stringbatch.c) */
#ifndef GLOSS_CORE_STRINGBATCH_H
#define GLOSS_CORE_STRINGBATCH_H

#include "strings.h"

typedef struct gloss__string_batch {
  char *bytes;       /* all strings, without anything between */
  gloss_str *items;  /* set by adding */
  uint32_t *numbers; /* in the set */
  size_t bytes_room, items_room, numbers_room;
  size_t size, count;  /* of bytes, of strings that are ended */
} gloss__string_batch; /* all zero is empty */

void gloss__string_batch_clear(gloss__string_batch *batch);
void gloss__string_batch_free(gloss__string_batch *batch, const gloss_alloc *alloc);

/* Writes on at the string that is not ended; ends it. ENOMEM. */
gloss_status gloss__string_batch_put(gloss__string_batch *batch, const gloss_alloc *alloc,
                                     gloss_str part);
gloss_status gloss__string_batch_end(gloss__string_batch *batch, const gloss_alloc *alloc);

/* Adds all strings to a set; `numbers` receives theirs. What it returns is as gloss__strings_add does,
** and then *failed is the string. */
gloss_status gloss__string_batch_add(gloss__string_batch *batch, const gloss_alloc *alloc,
                                     gloss__strings *set, size_t *failed);

#endif
