/* classify_simd.h -- what the SIMD scans share: the tables that find marks by the halves of a byte.
**
** A byte below 0x80 is of a class when the table entries of its high and its low half share a bit:
** each bit stands for the marks of one column of the ASCII chart. */
#ifndef GLOSS_CORE_CLASSIFY_SIMD_H
#define GLOSS_CORE_CLASSIFY_SIMD_H

#include "scan.h"

enum {
  LETTER46 = 1, /* 4_ and 6_: @ to O, ` to o, but for the first */
  LETTER57 = 2, /* 5_ and 7_: P to Z, p to z */
  SPACE0 = 4,   /* 0_: HT LF VT FF CR */
  SPACE2 = 8,   /* 2_: SP */
  LONE2 = 16,   /* 2_: " ( ) */
  LONE57 = 32,  /* 5_ and 7_: [ ] { } */
  BREAK = 64,   /* 0_: LF FF CR */
  DIGIT = 128,  /* 3_: 0 to 9 */
  LETTERS = LETTER46 | LETTER57,
  SPACES = SPACE0 | SPACE2,
  LONES = LONE2 | LONE57
};

/* clang-format off */
#define ALNUM (char)(LETTERS | DIGIT)
#define TEXT_LOW \
  (char)(LETTER57 | SPACE2 | DIGIT), ALNUM, ALNUM | LONE2, ALNUM, ALNUM, ALNUM, ALNUM, ALNUM, \
  ALNUM | LONE2, ALNUM | LONE2 | SPACE0, LETTERS | SPACE0 | BREAK, LETTER46 | LONE57 | SPACE0, \
  LETTER46 | SPACE0 | BREAK, LETTER46 | LONE57 | SPACE0 | BREAK, LETTER46, LETTER46
#define TEXT_HIGH \
  SPACE0 | BREAK, 0, SPACE2 | LONE2, (char)DIGIT, LETTER46, LETTER57 | LONE57, LETTER46, \
  LETTER57 | LONE57, 0, 0, 0, 0, 0, 0, 0, 0
/* clang-format on */

enum {
  EDGE2 = 1,  /* 2_: # ' + */
  EDGE3 = 2,  /* 3_: : ; < = > */
  EDGE46 = 4, /* 4_ and 6_: @ ` */
  EDGE5 = 8,  /* 5_: ^ */
  STOP = 128  /* 2_: $ . */
};

/* clang-format off */
#define MARK_LOW \
  EDGE46, 0, 0, EDGE2, (char)STOP, 0, 0, EDGE2, 0, 0, EDGE3, EDGE2 | EDGE3, EDGE3, EDGE3, \
  (char)(STOP | EDGE3 | EDGE5), 0
#define MARK_HIGH \
  0, 0, (char)(STOP | EDGE2), EDGE3, EDGE46, EDGE5, EDGE46, 0, 0, 0, 0, 0, 0, 0, 0, 0
/* clang-format on */

enum {
  SIGN2 = 1,  /* 2_: $ + */
  SIGN35 = 2, /* 3_: < = > */
  SIGN5 = 4,  /* 5_: ^ */
  SIGN6 = 8,  /* 6_: ` */
  SIGN7 = 16, /* 7_: | ~ DEL */
  SIGN0 = 32, /* 0_: controls but white space */
  SIGN1 = 64  /* 1_: controls */
};

/* clang-format off */
#define SIGN_LOW \
  SIGN0 | SIGN1 | SIGN6, SIGN0 | SIGN1, SIGN0 | SIGN1, SIGN0 | SIGN1, \
  SIGN0 | SIGN1 | SIGN2, SIGN0 | SIGN1, SIGN0 | SIGN1, SIGN0 | SIGN1, \
  SIGN0 | SIGN1, SIGN1, SIGN1, SIGN1 | SIGN2, \
  SIGN1 | SIGN35 | SIGN7, SIGN1 | SIGN35, SIGN0 | SIGN1 | SIGN35 | SIGN5 | SIGN7, \
  SIGN0 | SIGN1 | SIGN7
#define SIGN_HIGH \
  SIGN0, SIGN1, SIGN2, SIGN35, 0, SIGN5, SIGN6, SIGN7, 0, 0, 0, 0, 0, 0, 0, 0
/* clang-format on */

#endif
