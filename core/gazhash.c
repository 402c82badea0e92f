/* gazhash.c -- the hash of a token of a text that is long, at the text's end or not ASCII. */
#include "gazhash.h"

gloss_status gloss__gaz_hash_any(gloss__gaz_run *r, uint32_t t, uint64_t *hash) {
  const gloss__gaz_tokens *k = &r->tokens;
  gloss_str form = {k->text + k->starts[t], k->ends[t] - k->starts[t]};
  gloss_status status = GLOSS_OK;
  if (!r->g->by_text)
    status =
        gloss__gaz_form(r->alloc, r->g->flags, 0, form, &r->s->folded, &r->s->folded_room, &form);
  if (status == GLOSS_OK) *hash = gloss__hash(form.data, form.size);
  return status;
}
