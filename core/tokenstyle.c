/* tokenstyle.c -- the names of styles and of the options' values, and what they ask for. */
#include <stddef.h>
#include <string.h>

#include "mem.h"
#include "name.h"
#include "tokenizer.h"

/* Styles by name: flags of gloss__repair, and rules added to the language's. */
static const struct style {
  const char *name;
  unsigned flags, rules;
} styles[] = {
    {"ud", 0, 0},
    {"ptb", GLOSS__JOIN_SLASHES | GLOSS__JOIN_UNITS, GLOSS__KEEP_HYPHENS | GLOSS__KEEP_RANGES},
    {"uax29", GLOSS__UAX29, 0},
    {"whitespace", GLOSS__SPACES, 0}};

enum { N_STYLES = sizeof styles / sizeof styles[0] };

/* Options of two values: one sets flags and rules, the other clears them. */
static const struct choice {
  const char *name;
  size_t field; /* of gloss_tokenizer_options */
  const char *set, *clear;
  unsigned flags, rules;
} choices[] = {
    {"hyphens", offsetof(gloss_tokenizer_options, hyphens), "keep", "split", GLOSS__JOIN_SLASHES,
     GLOSS__KEEP_HYPHENS | GLOSS__KEEP_RANGES},
    {"clitics", offsetof(gloss_tokenizer_options, clitics), "keep", "split", GLOSS__JOIN_CLITICS,
     0},
    {"urls", offsetof(gloss_tokenizer_options, urls), "split", "keep", GLOSS__CUT_ADDRESSES, 0},
    {"symbols", offsetof(gloss_tokenizer_options, symbols), "keep", "split",
     GLOSS__JOIN_SIGNS | GLOSS__JOIN_UNITS, GLOSS__WHOLE_PERCENTS},
    {"emoji", offsetof(gloss_tokenizer_options, emoji), "split", "keep", GLOSS__CUT_EMOJI, 0}};

enum { N_CHOICES = sizeof choices / sizeof choices[0] };

/* Finds the style of a name. */
static gloss_status find_style(const char *name, const struct style **out, gloss_error *err) {
  const struct style *near = &styles[0];
  char names[80] = "";
  for (size_t i = 0; i < N_STYLES; i++) {
    *out = &styles[i];
    if (strcmp(name, styles[i].name) == 0) return GLOSS_OK;
    if (gloss__name_distance(styles[i].name, name) < gloss__name_distance(near->name, name))
      near = &styles[i];
    if (i > 0) strcat(names, ", ");
    strcat(names, styles[i].name);
  }
  return gloss__fail(err, GLOSS_EARG, 0,
                     "unknown style \"%.60s\": did you mean \"%s\"? There are %s", name, near->name,
                     names);
}

/* Applies an option's value. */
static gloss_status apply(const struct choice *choice, const char *value, gloss__token_style *out,
                          gloss_error *err) {
  if (strcmp(value, choice->set) == 0) {
    out->flags |= choice->flags;
    out->rules |= choice->rules;
    return GLOSS_OK;
  }
  if (strcmp(value, choice->clear) == 0) {
    out->flags &= ~choice->flags;
    out->rules &= ~choice->rules;
    return GLOSS_OK;
  }
  int set = gloss__name_distance(choice->set, value) < gloss__name_distance(choice->clear, value);
  return gloss__fail(err, GLOSS_EARG, 0,
                     "unknown value \"%.60s\" of %s: did you mean \"%s\"? There are %s, %s", value,
                     choice->name, set ? choice->set : choice->clear, choice->set, choice->clear);
}

gloss_status gloss__token_style_choose(gloss__token_style *out,
                                       const gloss_tokenizer_options *options,
                                       const gloss__language *language, gloss_error *err) {
  const struct style *style;
  gloss_status status = find_style(options->style ? options->style : "ud", &style, err);
  if (status != GLOSS_OK) return status;
  out->flags = style->flags;
  out->rules = style->rules | language->rules;
  if ((style->flags & (GLOSS__SPACES | GLOSS__UAX29)) &&
      (options->n_abbreviations != 0 || options->n_affixes != 0)) {
    return gloss__fail(err, GLOSS_EARG, 0, "style \"%s\" takes no option %s", style->name,
                       options->n_abbreviations != 0 ? "abbreviations" : "affixes");
  }
  for (size_t i = 0; i < N_CHOICES; i++) {
    const char *value;
    memcpy(&value, (const char *)options + choices[i].field, sizeof value);
    if (!value) continue;
    if (style->flags & (GLOSS__SPACES | GLOSS__UAX29)) {
      return gloss__fail(err, GLOSS_EARG, 0, "style \"%s\" takes no option %s", style->name,
                         choices[i].name);
    }
    status = apply(&choices[i], value, out, err);
    if (status != GLOSS_OK) return status;
  }
  return GLOSS_OK;
}
