/* tokenlex.c -- addresses inside running text: URLs, emails, domains, newsgroups, file names. A run
** of non-space bytes is searched once, from left to right, so the work is linear. */
#include "repair.h"

#include <string.h>

/* A byte of a domain label, a file name or the local part of an email. */
static int is_label(const gloss__repair *r, uint32_t i) {
  return (gloss__class_at(r, i) & GLOSS__WORD_BYTE) && !(gloss__class_at(r, i) & GLOSS__HIGH_BYTE);
}

static int is_name(const gloss__repair *r, uint32_t i) {
  unsigned char c = gloss__at(r, i);
  return is_label(r, i) || c == '-' || c == '_' || c == '#';
}

static int is_local(const gloss__repair *r, uint32_t i) {
  switch (gloss__at(r, i)) {
  case '.':
  case '_':
  case '%':
  case '+':
  case '-': return 1;
  default: return is_label(r, i);
  }
}

enum { LOCAL_MAX = 64 }; /* bytes of the local part of an email; RFC 5321, section 4.5.3.1.1 */

static void found(gloss__repair *r, uint32_t a, uint32_t b, gloss_kind kind) {
  r->address = (gloss_span){a, b};
  r->address_kind = kind;
}

/* Gives the end of a URL from i: up to white space, a quote or an angle bracket, without the
** punctuation that closes the sentence around it. */
static uint32_t url_end(const gloss__repair *r, uint32_t i, uint32_t limit) {
  uint32_t end = i;
  int open = 0; /* brackets opened and not closed */
  for (; end < limit; end++) {
    unsigned char c = gloss__at(r, end);
    if (c == '"' || c == '<' || c == '>' || c == '`' || c == '|') break;
    if (c == 0xE2 && end + 2 < limit && gloss__at(r, end + 1) == 0x80) break;
    open += (c == '(') - (c == ')');
  }
  for (; end > i; end--) {
    unsigned char c = gloss__at(r, end - 1);
    if (c == ')' && open++ >= 0) break;
    if (c == '\0' || strchr(".,;:!?'\")]}*", c) == NULL) break;
  }
  return end;
}

/* Tries the URL whose "://" is at i. Returns its end, else 0. */
static uint32_t try_scheme(gloss__repair *r, uint32_t floor, uint32_t i, uint32_t limit) {
  uint32_t a = i;
  while (a > floor && is_label(r, a - 1)) a--;
  if (a == i || !gloss__is_letter(r, a)) return 0;
  uint32_t end = url_end(r, i + 3, limit);
  if (end <= i + 3) return 0;
  found(r, a, end, GLOSS_URL);
  return end;
}

/* Tries the email whose @ is at i. Returns its end, else 0. */
static uint32_t try_email(gloss__repair *r, uint32_t floor, uint32_t i, uint32_t limit) {
  uint32_t a = i, end = i + 1;
  while (a > floor && i - a < LOCAL_MAX && is_local(r, a - 1)) a--;
  while (a < i && !is_label(r, a)) a++;
  while (end < limit && (is_label(r, end) || gloss__at(r, end) == '-' ||
                         (gloss__at(r, end) == '.' && is_label(r, end + 1)))) {
    end++;
  }
  uint32_t dot = end - 1;
  while (dot > i && gloss__at(r, dot) != '.') dot--;
  if (a >= floor + 7 && memcmp(r->text + a - 7, "mailto:", 7) == 0) a -= 7;
  if (a == i || dot <= i + 1 || !gloss__is_letter(r, dot + 1)) return 0;
  found(r, a, end, GLOSS_EMAIL);
  return end;
}

/* Whether the label before `last` is one that stands before a country's: co.uk, com.br, ac.jp. */
static int is_second_level(const gloss__repair *r, uint32_t a, uint32_t last) {
  static const char levels[] = " co com org net gov ac edu ";
  uint32_t start = last - 1;
  char label[6] = " ";
  while (start > a && gloss__at(r, start - 1) != '.') start--;
  uint32_t size = last - 1 - start;
  if (start == a || size > 3) return 0;
  memcpy(label + 1, r->text + start, size);
  label[size + 1] = ' ';
  return strstr(levels, label) != NULL;
}

/* Says what the dotted name [a, end) whose last label begins at `last` is, 0 for nothing. */
static gloss_kind dotted_kind(const gloss__repair *r, uint32_t a, uint32_t last, uint32_t end) {
  gloss_str tail = {r->text + last, end - last}, head = {r->text + a, 0};
  while (gloss__at(r, a + (uint32_t)head.size) != '.') head.size++;
  unsigned flags = gloss__lexicon_find(r->lexicon, tail);
  int capital = gloss__is_upper(r, last) && !gloss__is_upper(r, end - 1) && tail.size > 1;
  if (head.size == 3 && memcmp(head.data, "www", 3) == 0) return GLOSS_URL;
  if (gloss__lexicon_match(r->lexicon, head, GLOSS__NEWSGROUP)) return GLOSS_URL;
  if (capital) return 0;
  if (tail.size == 2 && is_second_level(r, a, last)) return GLOSS_URL;
  if ((flags & GLOSS__DOMAIN) && !memchr(r->text + a, '#', end - a)) return GLOSS_URL;
  return flags & GLOSS__FILE_NAME ? GLOSS_WORD : 0;
}

/* Tries the dotted name around the stop at i. Returns where to go on; *end is its end if one. */
static uint32_t try_dotted(gloss__repair *r, uint32_t floor, uint32_t i, uint32_t limit,
                           uint32_t *end) {
  uint32_t a = i, b = i, last = i + 1;
  while (a > floor && is_name(r, a - 1)) a--;
  while (a < i && !is_label(r, a)) a++;
  while (b < limit && (is_name(r, b) || (gloss__at(r, b) == '.' && is_label(r, b + 1)))) {
    if (gloss__at(r, b) == '.') last = b + 1;
    b++;
  }
  *end = 0;
  if (a == i) return b;
  uint32_t stop = last;
  while (stop < b && is_label(r, stop)) stop++;
  gloss_kind kind = dotted_kind(r, a, last, stop);
  if (kind == 0) return b;
  *end = kind == GLOSS_URL && (gloss__at(r, stop) == '/' || gloss__at(r, stop) == ':')
             ? url_end(r, stop, limit)
             : stop;
  found(r, a, *end, kind);
  return *end;
}

/* Searches [floor, limit) for the first address; gives its end, or limit. */
static uint32_t search(gloss__repair *r, uint32_t floor, uint32_t limit) {
  for (uint32_t k = floor; k < limit;) {
    unsigned char c = gloss__at(r, k);
    uint32_t end = 0, next = k + 1;
    if (c == ':' && k + 3 < limit && memcmp(r->text + k, "://", 3) == 0) {
      end = try_scheme(r, floor, k, limit);
    } else if (c == '@') {
      end = try_email(r, floor, k, limit);
    } else if (c == '.' && k > floor && is_label(r, k - 1) && is_label(r, k + 1)) {
      if (r->local_end <= k) r->local_end = k;
      while (r->local_end < limit && is_local(r, r->local_end)) r->local_end++;
      if (r->local_end < limit && gloss__at(r, r->local_end) == '@' &&
          r->local_end - k <= LOCAL_MAX)
        next = r->local_end;
      else
        next = try_dotted(r, floor, k, limit, &end);
    }
    if (end != 0) return end;
    k = next > k ? next : k + 1;
  }
  return limit;
}

uint32_t gloss__repair_address(gloss__repair *r, uint32_t i) {
  if (i < r->searched || (r->flags & GLOSS__CUT_ADDRESSES)) return 0;
  uint32_t floor = i;
  while (floor > r->base && floor > r->searched && !gloss__space_bit(r, floor - 1)) floor--;
  if (i >= r->chunk_end) {
    r->chunk_end = i;
    while (r->chunk_end < r->end && !gloss__space_bit(r, r->chunk_end)) r->chunk_end++;
  }
  while (r->searched <= i) {
    r->searched = search(r, floor, r->chunk_end);
    floor = r->searched;
  }
  return r->address.start <= i && r->address.end > i ? gloss__repair_take(r) : 0;
}
