/* date.h -- days of the proleptic Gregorian calendar, whole or partial (ISO 8601). */
#ifndef GLOSS_CORE_DATE_H
#define GLOSS_CORE_DATE_H

#include "gloss.h"

/* Reads YYYY, YYYY-MM or YYYY-MM-DD as the period it names: its first and its last day, as numbers
** YYYYMMDD that compare as the days do. Gives 0, and leaves both alone, when text is no date. */
int gloss__date_period(gloss_str text, uint32_t *first, uint32_t *last);

#endif
