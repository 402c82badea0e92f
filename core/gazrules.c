/* gazrules.c -- columns that rule when an entry matches: the dates of its validity, its priority, and
** the evidence it asks for. Their values are read where an entry has matched, so a file holds them as
** it holds any value; what a value cannot be is refused when the entry is added, and read as absent
** in a file that was altered. */
#include <string.h>

#include "date.h"
#include "gazetteer.h"

static const char *const names[GLOSS__GAZ_RULES] = {"valid_from", "valid_to", "priority",
                                                    "evidence"};

void gloss__gaz_find_rules(const char *list, uint32_t n_columns, uint32_t rules[GLOSS__GAZ_RULES]) {
  for (int r = 0; r < GLOSS__GAZ_RULES; r++) rules[r] = GLOSS_NONE;
  for (uint32_t c = 0; c < n_columns; c++) {
    list += strlen(list) + 1;
    for (int r = 0; r < GLOSS__GAZ_RULES; r++)
      if (!strcmp(list, names[r])) rules[r] = c;
  }
}

/* Reads an integer of at most nine digits; gives 0 for what is none. */
static int read_priority(gloss_str text, int32_t *out) {
  size_t minus = text.size && text.data[0] == '-', n = text.size - minus;
  int32_t value = 0;
  if (n < 1 || n > 9) return 0;
  for (size_t i = minus; i < text.size; i++) {
    if (text.data[i] < '0' || text.data[i] > '9') return 0;
    value = value * 10 + (text.data[i] - '0');
  }
  *out = minus ? -value : value;
  return 1;
}

/* Gives the evidence that a value asks for, GLOSS__GAZ_ANY for what is none. */
static enum gloss__gaz_evidence read_evidence(gloss_str text) {
  static const char *const words[] = {NULL, "capital", "inside", "never"};
  for (int i = GLOSS__GAZ_CAPITAL; i <= GLOSS__GAZ_NEVER; i++)
    if (strlen(words[i]) == text.size && !memcmp(words[i], text.data, text.size))
      return (enum gloss__gaz_evidence)i;
  return GLOSS__GAZ_ANY;
}

static gloss_status refuse(gloss_error *err, enum gloss__gaz_rule rule, gloss_str value,
                           const char *expected) {
  int shown = (int)(value.size < 60 ? value.size : 60);
  return gloss__fail(err, GLOSS_EARG, 0, "%s: expected %s, found \"%.*s\"", names[rule], expected,
                     shown, value.data);
}

/* Gives an entry's value of a rule's column, empty without one. */
static gloss_str value_of(const uint32_t rules[GLOSS__GAZ_RULES], const gloss_str *values,
                          enum gloss__gaz_rule rule) {
  return rules[rule] == GLOSS_NONE ? (gloss_str){NULL, 0} : values[rules[rule]];
}

gloss_status gloss__gaz_check_rules(const uint32_t rules[GLOSS__GAZ_RULES], const gloss_str *values,
                                    gloss_error *err) {
  static const char date[] = "a date as 2024, 2024-05 or 2024-05-31";
  uint32_t from = 0, to = UINT32_MAX, other;
  int32_t priority;
  gloss_str value = value_of(rules, values, GLOSS__GAZ_VALID_FROM);
  if (value.size && !gloss__date_period(value, &from, &other))
    return refuse(err, GLOSS__GAZ_VALID_FROM, value, date);
  value = value_of(rules, values, GLOSS__GAZ_VALID_TO);
  if (value.size && !gloss__date_period(value, &other, &to))
    return refuse(err, GLOSS__GAZ_VALID_TO, value, date);
  if (from > to) return refuse(err, GLOSS__GAZ_VALID_TO, value, "no day before valid_from");
  value = value_of(rules, values, GLOSS__GAZ_PRIORITY);
  if (value.size && !read_priority(value, &priority))
    return refuse(err, GLOSS__GAZ_PRIORITY, value, "an integer of at most nine digits");
  value = value_of(rules, values, GLOSS__GAZ_EVIDENCE);
  if (value.size && read_evidence(value) == GLOSS__GAZ_ANY)
    return refuse(err, GLOSS__GAZ_EVIDENCE, value, "capital, inside or never");
  return GLOSS_OK;
}

static gloss_str rule_value(const gloss_gazetteer *g, uint32_t entry, enum gloss__gaz_rule rule) {
  if (g->rules[rule] == GLOSS_NONE) return (gloss_str){NULL, 0};
  return gloss__gaz_value(g, g->rules[rule], entry);
}

int gloss__gaz_valid(const gloss_gazetteer *g, uint32_t entry, uint32_t day, int always) {
  uint32_t from = 0, to = UINT32_MAX, other;
  gloss_str first = rule_value(g, entry, GLOSS__GAZ_VALID_FROM);
  gloss_str last = rule_value(g, entry, GLOSS__GAZ_VALID_TO);
  if (always && !first.size && !last.size) return 1;
  if (!day) return 2;
  gloss__date_period(first, &from, &other);
  gloss__date_period(last, &other, &to);
  return from <= day && day <= to;
}

int32_t gloss__gaz_priority(const gloss_gazetteer *g, uint32_t entry) {
  int32_t priority = 0;
  read_priority(rule_value(g, entry, GLOSS__GAZ_PRIORITY), &priority);
  return priority;
}

enum gloss__gaz_evidence gloss__gaz_evidence_of(const gloss_gazetteer *g, uint32_t entry) {
  return read_evidence(rule_value(g, entry, GLOSS__GAZ_EVIDENCE));
}
