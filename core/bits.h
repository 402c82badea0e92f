/* bits.h -- words of 64 bits: counted, and read from any place in an array of them. */
#ifndef GLOSS_CORE_BITS_H
#define GLOSS_CORE_BITS_H

#include <stdint.h>

/* Counts the bits of a word. source Hacker's Delight, section 5-1 */
static inline uint32_t gloss__popcount(uint64_t x) {
  x -= x >> 1 & UINT64_C(0x5555555555555555);
  x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
  x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (uint32_t)(x * UINT64_C(0x0101010101010101) >> 56);
}

/* Gives the 64 bits from number `by` on, below 64, of two words. */
static inline uint64_t gloss__shift_bits(uint64_t low, uint64_t high, unsigned by) {
  return by == 0 ? low : low >> by | high << (64 - by);
}

#endif
