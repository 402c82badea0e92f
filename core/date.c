/* date.c -- reads dates. */
#include "date.h"

/* Gives the number that n digits write, or -1. */
static int digits(const char *p, size_t n) {
  int value = 0;
  for (size_t i = 0; i < n; i++) {
    if (p[i] < '0' || p[i] > '9') return -1;
    value = value * 10 + (p[i] - '0');
  }
  return value;
}

static int month_days(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return days[month - 1] + leap;
}

int gloss__date_period(gloss_str text, uint32_t *first, uint32_t *last) {
  const char *p = text.data;
  if (text.size != 4 && text.size != 7 && text.size != 10) return 0;
  int year = digits(p, 4), from_month = 1, to_month = 12, from_day = 1;
  if (year < 0 || (text.size > 4 && p[4] != '-')) return 0;
  if (text.size > 4) from_month = to_month = digits(p + 5, 2);
  if (to_month < 1 || to_month > 12) return 0;
  int to_day = month_days(year, to_month);
  if (text.size == 10) {
    int day = digits(p + 8, 2);
    if (p[7] != '-' || day < 1 || day > to_day) return 0;
    from_day = to_day = day;
  }
  *first = (uint32_t)(year * 10000 + from_month * 100 + from_day);
  *last = (uint32_t)(year * 10000 + to_month * 100 + to_day);
  return 1;
}
