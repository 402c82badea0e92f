/* classify_simd.h -- what the SIMD scans share: the tables that find marks by the halves of a byte.
**
** A byte below 0x80 is of a class when the table entries of its high and its low half share a bit:
** each bit stands for the marks of one column of the ASCII chart. */
#ifndef GLOSS_CORE_CLASSIFY_SIMD_H
#define GLOSS_CORE_CLASSIFY_SIMD_H

#include "scan.h"

enum {
  LONE57 = 1, /* 5_ and 7_: [ ] { } */
  EDGE2 = 2,  /* 2_: # ' + */
  EDGE3 = 4,  /* 3_: : ; < = > */
  EDGE46 = 8, /* 4_ and 6_: @ ` */
  EDGE5 = 16, /* 5_: ^ */
  LONE2 = 32, /* 2_: " ( ) */
  BREAK = 64, /* 0_: LF FF CR */
  STOP = 128, /* 2_: $ . */
  EDGES = EDGE2 | EDGE3 | EDGE46 | EDGE5,
  LONES = LONE2 | LONE57
};

/* clang-format off */
#define MARK_LOW \
  EDGE46, 0, LONE2, EDGE2, (char)STOP, 0, 0, EDGE2, LONE2, LONE2, EDGE3 | BREAK, \
  EDGE2 | EDGE3 | LONE57, EDGE3 | BREAK, EDGE3 | BREAK | LONE57, (char)(STOP | EDGE3 | EDGE5), 0
#define MARK_HIGH \
  BREAK, 0, (char)(STOP | EDGE2 | LONE2), EDGE3, EDGE46, EDGE5 | LONE57, EDGE46, LONE57, \
  0, 0, 0, 0, 0, 0, 0, 0
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
