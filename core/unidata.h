/* unidata.h -- Unicode 15.0 properties of code points, from tables of three loads each.
** unidata.c is written by scripts/tools/gen_unidata.lua; its head names the sources. A code point
** is at most U+10FFFF: larger values are read out of bounds. */
#ifndef GLOSS_CORE_UNIDATA_H
#define GLOSS_CORE_UNIDATA_H

#include <stdint.h>

/* What a code point is, from Unicode's general categories; flags. */
enum {
  GLOSS__LETTER = 1,
  GLOSS__UPPER = 2,
  GLOSS__LOWERCASE = 4,
  GLOSS__DIGIT = 8,
  GLOSS__MARK = 16,
  GLOSS__SPACE_CHAR = 32,
  GLOSS__PUNCT_CHAR = 64,
  GLOSS__SYMBOL_CHAR = 128
};

/* Word_Break (UAX #29, table 3). Extended_Pictographic characters have values of their own. */
enum {
  GLOSS__WB_OTHER,
  GLOSS__WB_CR,
  GLOSS__WB_LF,
  GLOSS__WB_NEWLINE,
  GLOSS__WB_EXTEND,
  GLOSS__WB_ZWJ,
  GLOSS__WB_FORMAT,
  GLOSS__WB_REGIONAL_INDICATOR,
  GLOSS__WB_KATAKANA,
  GLOSS__WB_HEBREW_LETTER,
  GLOSS__WB_ALETTER,
  GLOSS__WB_SINGLE_QUOTE,
  GLOSS__WB_DOUBLE_QUOTE,
  GLOSS__WB_MIDNUMLET,
  GLOSS__WB_MIDLETTER,
  GLOSS__WB_MIDNUM,
  GLOSS__WB_NUMERIC,
  GLOSS__WB_EXTENDNUMLET,
  GLOSS__WB_WSEGSPACE,
  GLOSS__WB_PICTOGRAPHIC,
  GLOSS__WB_ALETTER_PICTOGRAPHIC
};

/* Grapheme_Cluster_Break (UAX #29, table 2), with Extended_Pictographic as a value. */
enum {
  GLOSS__GCB_OTHER,
  GLOSS__GCB_CR,
  GLOSS__GCB_LF,
  GLOSS__GCB_CONTROL,
  GLOSS__GCB_EXTEND,
  GLOSS__GCB_ZWJ,
  GLOSS__GCB_REGIONAL_INDICATOR,
  GLOSS__GCB_PREPEND,
  GLOSS__GCB_SPACINGMARK,
  GLOSS__GCB_L,
  GLOSS__GCB_V,
  GLOSS__GCB_T,
  GLOSS__GCB_LV,
  GLOSS__GCB_LVT,
  GLOSS__GCB_PICTOGRAPHIC
};

/* Sentence_Break (UAX #29, table 4). */
enum {
  GLOSS__SB_OTHER,
  GLOSS__SB_CR,
  GLOSS__SB_LF,
  GLOSS__SB_EXTEND,
  GLOSS__SB_SEP,
  GLOSS__SB_FORMAT,
  GLOSS__SB_SP,
  GLOSS__SB_LOWER,
  GLOSS__SB_UPPER,
  GLOSS__SB_OLETTER,
  GLOSS__SB_NUMERIC,
  GLOSS__SB_ATERM,
  GLOSS__SB_SCONTINUE,
  GLOSS__SB_STERM,
  GLOSS__SB_CLOSE
};

/* What a mark does: general categories Ps, Pi, and Pe or Pf. */
enum {
  GLOSS__SIDE_NONE,
  GLOSS__SIDE_OPENS, /* brackets, low quotes, corner brackets */
  GLOSS__SIDE_QUOTES,
  GLOSS__SIDE_CLOSES
};

/* Tries of two stages: the place of a block of 128 in stage 2, and ids there. A record holds the
** flags in bits 0-7, the script in 8-11, Word_Break in 12-16, Grapheme_Cluster_Break in 17-20,
** Sentence_Break in 21-24, the side of a mark in 25-26. */
extern const uint16_t gloss__unidata_stage1[8704];
extern const uint8_t gloss__unidata_stage2[];
extern const uint32_t gloss__unidata_records[];
extern const uint8_t gloss__class_table[0x800]; /* the flags of code points below U+0800 */
/* What gloss__fold_quick gives of one below U+0800, where both have two bytes: the first in the low
** byte, the second in the high byte; 0 elsewhere. */
extern const uint16_t gloss__fold_pairs[0x800];
extern const uint64_t gloss__letter_bits[32]; /* Word_Break=ALetter below U+0800, a bit each */
extern const uint16_t gloss__fold_stage1[8704];
extern const uint8_t gloss__fold_stage2[];
extern const uint32_t gloss__fold_deltas[];

/* Gives the record of a code point. */
static inline uint32_t gloss__unidata(uint32_t c) {
  return gloss__unidata_records[gloss__unidata_stage2[gloss__unidata_stage1[c >> 7] + (c & 127)]];
}

static inline unsigned gloss__word_break(uint32_t c) { return gloss__unidata(c) >> 12 & 31; }
static inline unsigned gloss__grapheme_break(uint32_t c) { return gloss__unidata(c) >> 17 & 15; }
static inline unsigned gloss__sentence_break(uint32_t c) { return gloss__unidata(c) >> 21 & 15; }
static inline unsigned gloss__mark_side(uint32_t c) { return gloss__unidata(c) >> 25 & 3; }

/* Gives the flags of a code point: 0 for controls, formats and the unassigned; letter-like numbers
** count as letters, other numbers that are no digits as symbols. */
static inline unsigned gloss__codepoint_class(uint32_t c) { return gloss__unidata(c) & 255; }

/* Gives a letter's script as in the shape column, 0 for what is no letter. */
static inline unsigned gloss__codepoint_script(uint32_t c) { return gloss__unidata(c) >> 8 & 15; }

/* Whether a code point is a regional indicator or Extended_Pictographic and assigned. */
static inline int gloss__codepoint_emoji(uint32_t c) {
  uint32_t record = gloss__unidata(c), kind = record >> 17 & 15;
  return (kind == GLOSS__GCB_PICTOGRAPHIC && (record & 255) != 0) ||
         kind == GLOSS__GCB_REGIONAL_INDICATOR;
}

#define GLOSS__NOT_QUICK UINT32_MAX

/* Gives the one code point gloss_fold makes of a code point, if it makes one that is a starter,
** in NFC and composed with nothing before it: text of such code points folds one by one. Else, and
** for the compatibility ideographs that change, GLOSS__NOT_QUICK. */
static inline uint32_t gloss__fold_quick(uint32_t c) {
  uint32_t delta = gloss__fold_deltas[gloss__fold_stage2[gloss__fold_stage1[c >> 7] + (c & 127)]];
  return delta == UINT32_C(0x80000000) ? GLOSS__NOT_QUICK : c + delta;
}

#endif
