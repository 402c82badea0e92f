/* name.h -- how near two names are, for messages about unknown ones. */
#ifndef GLOSS_CORE_NAME_H
#define GLOSS_CORE_NAME_H

/* Gives the edit distance of two names without regard to ASCII case; only the first 24 bytes of
** `known` count. */
unsigned gloss__name_distance(const char *known, const char *name);

#endif
