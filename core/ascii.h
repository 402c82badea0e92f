/* ascii.h -- eight bytes at a time, in a word. source Hacker's Delight, section 6-1 */
#ifndef GLOSS_CORE_ASCII_H
#define GLOSS_CORE_ASCII_H

#include <stdint.h>

#define GLOSS__ASCII_ONES UINT64_C(0x0101010101010101)
#define GLOSS__ASCII_HIGH (GLOSS__ASCII_ONES * 128)

/* Makes capitals small in eight bytes; those that are not ASCII stay. */
static inline uint64_t gloss__lower8(uint64_t x) {
  uint64_t low = x & ~GLOSS__ASCII_HIGH;
  uint64_t from_a = low + GLOSS__ASCII_ONES * (128 - 'A'),
           past_z = low + GLOSS__ASCII_ONES * (127 - 'Z');
  return x | (from_a & ~past_z & ~x & GLOSS__ASCII_HIGH) >> 2;
}

#endif
