/* tokenrows.c -- rows of the token layer, the scalar reference: spans from bits, then a look at
** each token and gap. */
#include "tokenrows.h"

#include "bits.h"

uint32_t gloss__count_bits_scalar(const uint64_t *words, size_t n) {
  uint32_t count = 0;
  for (size_t w = 0; w < n; w++) count += gloss__popcount(words[w]);
  return count;
}

/* Writes the positions of the bits of a word. */
static inline uint32_t *write_bits(uint32_t *out, uint64_t bits, uint32_t base) {
  for (; bits != 0; bits &= bits - 1) *out++ = base + (uint32_t)__builtin_ctzll(bits);
  return out;
}

/* Writes starts and ends of the block's tokens; a token ends before a space or the next start. */
static void write_spans(gloss__token_rows *rows, const gloss__repair *r) {
  size_t n = (r->end - r->base + 63) / 64;
  uint32_t *starts = rows->starts + rows->count, *ends = rows->ends + rows->count;
  for (size_t w = 0; w < n; w++) {
    uint64_t stops = r->starts[w] | r->masks.space[w];
    uint64_t next = w + 1 < n ? r->starts[w + 1] | r->masks.space[w + 1] : 1;
    uint64_t last = ~r->masks.space[w] & (stops >> 1 | next << 63);
    uint32_t base = r->base + (uint32_t)(64 * w);
    starts = write_bits(starts, r->starts[w], base);
    ends = write_bits(ends, last, base + 1);
  }
  rows->count = (uint32_t)(starts - rows->starts);
}

size_t gloss__put_marks(gloss__token_rows *rows, const gloss__repair *r, size_t mark, uint32_t from,
                        uint32_t to) {
  for (; mark < r->n_marks && r->marks[mark].start <= rows->starts[to - 1]; mark++) {
    uint32_t start = r->marks[mark].start, high = to;
    while (from < high) {
      uint32_t mid = from + (high - from) / 2;
      if (rows->starts[mid] < start)
        from = mid + 1;
      else
        high = mid;
    }
    if (from < to && rows->starts[from] == start) rows->kind[from] = (uint8_t)r->marks[mark].kind;
  }
  return mark;
}

void gloss__write_rows_scalar(gloss__token_rows *rows, const gloss__repair *r) {
  uint32_t from = rows->count;
  uint32_t before = from == 0 ? 0 : rows->ends[from - 1];
  write_spans(rows, r);
  for (uint32_t i = from; i < rows->count; i++) {
    uint32_t start = rows->starts[i], end = rows->ends[i];
    rows->kind[i] = (uint8_t)gloss__token_describe(r, start, end, &rows->shape[i]);
    rows->space[i] = gloss__token_gap(r->text, before, start);
    before = end;
  }
  if (rows->count > from) gloss__put_marks(rows, r, 0, from, rows->count);
}
