/* name.c -- how near two names are, for messages about unknown ones. */
#include "name.h"

#include <string.h>

enum { NAME_MAX = 24 };

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c; }

unsigned gloss__name_distance(const char *known, const char *name) {
  unsigned row[NAME_MAX + 1], n = (unsigned)strnlen(known, NAME_MAX);
  for (unsigned i = 0; i <= n; i++) row[i] = i;
  for (unsigned k = 0; name[k] != '\0'; k++) {
    unsigned corner = row[0]++;
    for (unsigned i = 0; i < n; i++) {
      unsigned best = corner + (lower(known[i]) != lower(name[k]));
      if (row[i] + 1 < best) best = row[i] + 1;
      corner = row[i + 1];
      row[i + 1] = best < corner + 1 ? best : corner + 1;
    }
  }
  return row[n];
}
