/* sentenceraw.c -- abbreviations, sentence starters and pairs of words around a stop, by the log
** likelihoods of Kiss and Strunk 2006. One pass counts, for each word, how often it stands before a
** stop, and for each two words how often only a stop stands between them; what a stop is can then be
** told word by word, without a second look at the text.
**
** Beyond the paper: a word is an abbreviation only if what follows its stop seldom looks like the
** start of a sentence; and only words that are also seen in lower case are starters. */
#include "sentenceraw.h"

#include <math.h>
#include <string.h>

#include "frequency.h"
#include "intern.h"
#include "keys.h"
#include "mem.h"
#include "sentenceforms.h"

/* What is counted of a word. */
typedef struct word {
  uint32_t total, lower; /* all; with no capital */
  uint32_t stopped;      /* before a full stop */
  uint32_t last;         /* of these, at the end of a paragraph */
  uint32_t after_mark;   /* with a capital, behind ! or ? */
  uint32_t opened;       /* of its stops, before a capital that is otherwise in lower case */
  uint32_t begins;       /* with a capital, behind the end of a sentence */
  uint32_t is_short;     /* an abbreviation, a letter, a number */
} word;

/* What is counted of two words with a stop between them. */
typedef struct pair {
  uint32_t count, capital; /* all; the second with a capital */
} pair;

struct gloss__raw {
  gloss_alloc alloc;
  gloss__symbols *names; /* of words, folded, without their stop */
  word *words;           /* by symbol less one */
  size_t words_room;
  gloss__keys keys; /* of pairs: two symbols */
  pair *pairs;
  size_t pairs_room;
  uint64_t total, stops, marks; /* words; of them before full stops; behind ! or ? */
  int failed;                   /* for want of memory: counts are wrong */
  char *forms;
  size_t forms_size, forms_room, n_forms;
};

static const char number[] = "#"; /* the name of all numbers */

gloss_status gloss__raw_new(gloss__raw **out, const gloss_alloc *alloc) {
  gloss__raw *raw = gloss__calloc(alloc, 1, sizeof *raw);
  *out = NULL;
  if (!raw) return GLOSS_ENOMEM;
  raw->alloc = *alloc;
  raw->keys.alloc = &raw->alloc;
  raw->keys.width = 2;
  gloss_status status = gloss__symbols_new(&raw->names, alloc);
  if (status == GLOSS_OK)
    *out = raw;
  else
    gloss__free(alloc, raw, sizeof *raw);
  return status;
}

void gloss__raw_free(gloss__raw *raw) {
  if (!raw) return;
  const gloss_alloc alloc = raw->alloc;
  gloss__symbols_unref(raw->names);
  gloss__keys_free(&raw->keys);
  gloss__free(&alloc, raw->words, raw->words_room * sizeof *raw->words);
  gloss__free(&alloc, raw->pairs, raw->pairs_room * sizeof *raw->pairs);
  gloss__free(&alloc, raw->forms, raw->forms_room);
  gloss__free(&alloc, raw, sizeof *raw);
}

/* ---- Counting ---- */

static int is_number(const gloss__sentence_view *v, uint32_t i) {
  return v->kind[i] == GLOSS_NUMERAL || v->kind[i] == GLOSS_ORDINAL;
}

/* Gives the symbol of the word or number at token i; 0 for other tokens and long words. */
static gloss_status symbol_of(gloss__raw *raw, const gloss__sentence_view *v, uint32_t i,
                              uint32_t *symbol) {
  char folded[GLOSS__FORM_MAX];
  gloss_str form = gloss__token_text(v, i);
  *symbol = 0;
  if (is_number(v, i)) {
    form = (gloss_str){number, 1};
  } else {
    form.size -= form.size > 1 && form.data[form.size - 1] == '.';
    if (v->kind[i] != GLOSS_WORD || form.size > sizeof folded) return GLOSS_OK;
    gloss__lexicon_fold(form, folded);
    form.data = folded;
  }
  gloss_status status = gloss__symbols_intern(raw->names, form, symbol);
  if (status != GLOSS_OK) return status;
  size_t before = raw->words_room;
  void *words = raw->words;
  status = gloss__grow(&raw->alloc, &words, &raw->words_room, *symbol, sizeof *raw->words);
  raw->words = words;
  if (status == GLOSS_OK)
    memset(raw->words + before, 0, (raw->words_room - before) * sizeof *raw->words);
  return status;
}

/* Gives the token of the full stop of the word at i, GLOSS_NONE for a word without; three stops are
** none. */
static uint32_t stop_of(const gloss__sentence_view *v, uint32_t i) {
  gloss_str token = gloss__token_text(v, i);
  if (token.size > 1 && token.data[token.size - 1] == '.') return i;
  if (i + 1 == v->n || v->space[i + 1] != 0) return GLOSS_NONE;
  token = gloss__token_text(v, i + 1);
  return token.size == 1 && token.data[0] == '.' ? i + 1 : GLOSS_NONE;
}

/* Gives the token behind a stop and what closes after it; v->n at the end of a paragraph. */
static uint32_t behind(const gloss__sentence_view *v, uint32_t stop) {
  for (uint32_t k = stop + 1; k < v->n && k < stop + 4; k++) {
    if (v->space[k] & GLOSS_BLANK_LINE) return v->n;
    if (!gloss__mark_of(v, k)) return k;
  }
  return v->n;
}

static int has_capital(const gloss__sentence_view *v, uint32_t i) {
  return (v->shape[i] & GLOSS_INITIAL_CAP) != 0;
}

/* Counts the stop of a word and what follows it. */
static gloss_status count_stop(gloss__raw *raw, const gloss__sentence_view *v, uint32_t symbol,
                               uint32_t stop) {
  uint32_t next = behind(v, stop), key[2] = {symbol, 0}, at;
  raw->stops++;
  raw->words[symbol - 1].stopped++;
  raw->words[symbol - 1].last += next == v->n;
  if (next == v->n) return GLOSS_OK;
  gloss_status status = symbol_of(raw, v, next, &key[1]);
  if (status != GLOSS_OK || key[1] == 0) return status;
  status = gloss__keys_add(&raw->keys, key, 1, &at);
  if (status != GLOSS_OK) return status;
  size_t before = raw->pairs_room;
  void *pairs = raw->pairs;
  status = gloss__grow(&raw->alloc, &pairs, &raw->pairs_room, (size_t)at + 1, sizeof *raw->pairs);
  raw->pairs = pairs;
  if (status != GLOSS_OK) return status;
  memset(raw->pairs + before, 0, (raw->pairs_room - before) * sizeof *raw->pairs);
  raw->pairs[at].count++;
  raw->pairs[at].capital += (uint32_t)has_capital(v, next);
  return GLOSS_OK;
}

/* Counts the word behind the mark at token i. */
static gloss_status count_mark(gloss__raw *raw, const gloss__sentence_view *v, uint32_t i) {
  uint32_t symbol, next = behind(v, i);
  if (next == v->n || !has_capital(v, next)) return GLOSS_OK;
  gloss_status status = symbol_of(raw, v, next, &symbol);
  if (status != GLOSS_OK || symbol == 0) return status;
  raw->words[symbol - 1].after_mark++;
  raw->marks++;
  return GLOSS_OK;
}

/* Counts the token at i. */
static gloss_status count(gloss__raw *raw, const gloss__sentence_view *v, uint32_t i) {
  uint32_t symbol, stop;
  if (v->kind[i] == GLOSS_PUNCT)
    return gloss__is_stop(v, i) == GLOSS__STOP_MARK ? count_mark(raw, v, i) : GLOSS_OK;
  gloss_status status = symbol_of(raw, v, i, &symbol);
  if (status != GLOSS_OK || symbol == 0) return status;
  raw->total++;
  raw->words[symbol - 1].total++;
  raw->words[symbol - 1].lower += (uint32_t)gloss__is_lower(v, i);
  stop = stop_of(v, i);
  return stop == GLOSS_NONE ? GLOSS_OK : count_stop(raw, v, symbol, stop);
}

gloss_status gloss__raw_read(gloss__raw *raw, const gloss__sentence_view *v) {
  gloss_status status = GLOSS_OK;
  for (uint32_t i = 0; i < v->n && status == GLOSS_OK; i++) status = count(raw, v, i);
  raw->failed |= status != GLOSS_OK;
  return status;
}

/* ---- What the counts say ---- */

static const double ABBREVIATION = 0.3, STARTER = 30, PAIR = 7.88; /* thresholds of the paper */

/* Whether a word is more than a name: seen in lower case too. */
static int is_common(const word *w) { return w->lower > 1 && 4 * (uint64_t)w->lower >= w->total; }

/* Gives the log likelihood that a stop belongs to a word, times what the paper makes of the word's
** length, of the stops inside it and of how often it stands without one. */
static double abbreviation_score(const gloss__raw *raw, const word *w, gloss_str name) {
  double stops = (double)raw->stops / (double)raw->total, n = w->total, k = w->stopped;
  double length = 0, inside = 1;
  for (size_t i = 0; i < name.size; i++) {
    inside += name.data[i] == '.';
    length += name.data[i] != '.' && ((unsigned char)name.data[i] & 0xC0) != 0x80;
  }
  double ratio = k * log(0.99 / stops) + (n - k) * log(0.01 / (1 - stops));
  return 2 * ratio * exp(-length) * inside * pow(length, k - n);
}

/* Whether a word is an abbreviation: it stands before stops by itself, and what follows them seldom
** opens a sentence. */
static int is_abbreviation(const gloss__raw *raw, const word *w, gloss_str name) {
  if (w->stopped == 0 || raw->stops == raw->total) return 0;
  if (2 * ((uint64_t)w->opened + w->last) > w->stopped) return 0;
  return abbreviation_score(raw, w, name) >= ABBREVIATION;
}

/* Whether k of the n places of a kind hold a word that stands m times in all more often than chance
** has it, by a log likelihood of at least `least`. */
static int is_drawn(const gloss__raw *raw, double k, double n, double m, double least) {
  return k > 1 && gloss__log_likelihood(k, n, m, (double)raw->total) >= least;
}

/* Whether a name is one letter. */
static int is_letter(gloss_str name) {
  size_t letters = 0;
  for (size_t i = 0; i < name.size; i++) letters += ((unsigned char)name.data[i] & 0xC0) != 0x80;
  return letters == 1;
}

/* Appends a form, in one part or two. */
static gloss_status append(gloss__raw *raw, char class, gloss_str form, gloss_str second) {
  size_t size = form.size + (second.size ? second.size + 1 : 0);
  if (size > GLOSS__FORM_MAX || raw->n_forms == GLOSS__FORMS_MAX) return GLOSS_OK;
  void *forms = raw->forms;
  gloss_status status =
      gloss__grow(&raw->alloc, &forms, &raw->forms_room, raw->forms_size + size + 3, 1);
  raw->forms = forms;
  if (status != GLOSS_OK) return status;
  char *p = raw->forms + raw->forms_size;
  *p++ = class;
  *p++ = ' ';
  memcpy(p, form.data, form.size);
  p += form.size;
  if (second.size != 0) {
    *p++ = ' ';
    memcpy(p, second.data, second.size);
    p += second.size;
  }
  *p++ = '\n';
  raw->forms_size = (size_t)(p - raw->forms);
  raw->n_forms++;
  return GLOSS_OK;
}

static gloss_str name_of(const gloss__raw *raw, uint32_t symbol) {
  return gloss__symbols_string(raw->names, symbol);
}

static gloss_status learn_abbreviations(gloss__raw *raw, const gloss__lexicon *lexicon) {
  gloss_status status = GLOSS_OK;
  for (uint32_t i = 0; i < raw->keys.count; i++) {
    const uint32_t *key = raw->keys.words + 2 * (size_t)i;
    if (is_common(&raw->words[key[1] - 1])) raw->words[key[0] - 1].opened += raw->pairs[i].capital;
  }
  for (uint32_t s = 1; s <= gloss__symbols_count(raw->names) && status == GLOSS_OK; s++) {
    gloss_str name = name_of(raw, s);
    word *w = &raw->words[s - 1];
    w->is_short = is_letter(name) || gloss__lexicon_match(lexicon, name, GLOSS__ABBREVIATION) != 0;
    if (w->is_short || !is_abbreviation(raw, w, name)) continue;
    w->is_short = 1;
    status = append(raw, GLOSS__FORM_ABBREVIATION, name, (gloss_str){NULL, 0});
  }
  return status;
}

/* Learns the words that begin sentences more often than chance has it. */
static gloss_status learn_starters(gloss__raw *raw, const gloss__lexicon *lexicon) {
  gloss_status status = GLOSS_OK;
  double sentences = (double)raw->marks;
  for (uint32_t i = 0; i < raw->keys.count; i++) {
    const uint32_t *key = raw->keys.words + 2 * (size_t)i;
    if (raw->words[key[0] - 1].is_short) continue;
    raw->words[key[1] - 1].begins += raw->pairs[i].capital;
    sentences += raw->pairs[i].count;
  }
  for (uint32_t s = 1; s <= gloss__symbols_count(raw->names) && status == GLOSS_OK; s++) {
    word *w = &raw->words[s - 1];
    w->begins += w->after_mark;
    if (!is_common(w) || !is_drawn(raw, w->begins, sentences, w->total, STARTER)) continue;
    if (gloss__lexicon_match(lexicon, name_of(raw, s), GLOSS__STARTER)) continue;
    status = append(raw, GLOSS__FORM_STARTER, name_of(raw, s), (gloss_str){NULL, 0});
  }
  return status;
}

/* Learns the pairs of a short word or number and a word with a capital that begins no sentences. */
static gloss_status learn_pairs(gloss__raw *raw) {
  gloss_status status = GLOSS_OK;
  for (uint32_t i = 0; i < raw->keys.count && status == GLOSS_OK; i++) {
    const uint32_t *key = raw->keys.words + 2 * (size_t)i;
    const word *first = &raw->words[key[0] - 1], *second = &raw->words[key[1] - 1];
    if (!first->is_short || raw->pairs[i].capital == 0 || is_common(second)) continue;
    if (is_drawn(raw, raw->pairs[i].count, first->total, second->total, PAIR))
      status = append(raw, GLOSS__FORM_PAIR, name_of(raw, key[0]), name_of(raw, key[1]));
  }
  return status;
}

gloss_status gloss__raw_learn(gloss__raw *raw, const gloss__lexicon *lexicon, gloss_str *forms) {
  if (raw->failed) return GLOSS_ENOMEM;
  for (uint32_t s = 0; s < gloss__symbols_count(raw->names); s++)
    raw->words[s].opened = raw->words[s].begins = 0;
  raw->forms_size = raw->n_forms = 0;
  gloss_status status = learn_abbreviations(raw, lexicon);
  if (status == GLOSS_OK) status = learn_starters(raw, lexicon);
  if (status == GLOSS_OK) status = learn_pairs(raw);
  *forms = (gloss_str){raw->forms, raw->forms_size};
  return status;
}
