/* fold.c -- the folded form: NFC of the full case folding, apostrophes and hyphens made ASCII.
** Folded text is what gazetteers compare and hashes are of: any change here needs a new
** GLOSS_HASH_VERSION (docs/hash.md has the test vectors). */
#include <string.h>

#include "mem.h"
#include "norm.h"
#include "utf8.h"

/* Folds text of code points that fold one by one, and tells whether it is such text. */
static int fold_quick(gloss_str text, gloss__norm_out *out) {
  for (size_t i = 0; i < text.size;) {
    uint32_t length, c = gloss__fold_quick(gloss__utf8_decode(text.data + i, &length));
    if (c == GLOSS__NOT_QUICK) return 0;
    i += length;
    char bytes[4];
    uint32_t n = gloss__utf8_encode(c, bytes);
    if (out->size + n <= out->room) memcpy(out->data + out->size, bytes, n);
    out->size += n;
  }
  return 1;
}

gloss_status gloss__fold(const gloss_alloc *alloc, gloss_str text, char *out, size_t room,
                         size_t *size) {
  gloss__norm_out to = {.alloc = alloc, .data = out, .room = room, .fixed = 1};
  gloss_status status = GLOSS_OK;
  *size = 0;
  if (gloss__utf8_ascii(text)) {
    to.size = text.size;
    if (text.size <= room) gloss__lower_ascii(out, text.data, text.size);
  } else if (gloss_utf8_check(text, NULL)) {
    return GLOSS_EUTF8;
  } else if (!fold_quick(text, &to)) {
    to.size = 0;
    status =
        gloss__normalize(text, GLOSS__NORM_COMPOSE | GLOSS__NORM_FOLD | GLOSS__NORM_PLAIN, &to);
    if (status != GLOSS_OK) return status;
  }
  *size = to.size;
  return to.size > room ? GLOSS_ERANGE : GLOSS_OK;
}

gloss_status gloss_fold(gloss_str text, char *out, size_t room, size_t *size) {
  return gloss__fold(gloss__alloc_or_default(NULL), text, out, room, size);
}
