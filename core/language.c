/* language.c -- which language packs there are. */
#include <string.h>

#include "lexicon.h"
#include "mem.h"
#include "name.h"

static const gloss__language *const languages[] = {
    &gloss__german,     &gloss__greek,   &gloss__english,  &gloss__spanish,
    &gloss__french,     &gloss__italian, &gloss__japanese, &gloss__dutch,
    &gloss__portuguese, &gloss__russian, &gloss__chinese,  &gloss__undetermined};

enum { N_LANGUAGES = sizeof languages / sizeof languages[0] };

/* Gives the language whose code or English name is nearest to a name, the first of equals, or NULL
** when none is near. */
static const gloss__language *nearest(const char *name) {
  const gloss__language *best = NULL;
  unsigned least = UINT32_MAX;
  for (unsigned i = 0; i < N_LANGUAGES; i++) {
    unsigned by_code = gloss__name_distance(languages[i]->name, name);
    unsigned by_name = gloss__name_distance(languages[i]->english, name);
    unsigned d = by_code < by_name ? by_code : by_name;
    if (d >= least) continue;
    least = d;
    best = languages[i];
  }
  if (strncmp(name, best->name, strlen(best->name)) == 0) return best; /* as in "de-AT" */
  return 2 * least <= strlen(name) && *name != '\0' ? best : NULL;
}

gloss_status gloss__language_choose(const gloss__language **out, const char *name,
                                    gloss_error *err) {
  *out = &gloss__english;
  if (name == NULL) return GLOSS_OK;
  for (unsigned i = 0; i < N_LANGUAGES; i++) {
    *out = languages[i];
    if (strcmp(name, languages[i]->name) == 0) return GLOSS_OK;
  }
  char codes[4 * N_LANGUAGES + 1] = "";
  for (unsigned i = 0; i < N_LANGUAGES; i++) strcat(strcat(codes, " "), languages[i]->name);
  const gloss__language *near = nearest(name);
  if (near == NULL)
    return gloss__fail(err, GLOSS_EARG, 0, "unknown language \"%.60s\". There are%s", name, codes);
  return gloss__fail(err, GLOSS_EARG, 0,
                     "unknown language \"%.60s\": did you mean \"%s\" (%s)? There are%s", name,
                     near->name, near->english, codes);
}
