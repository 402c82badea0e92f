/* kernel.c -- what the processor can run. */
#include "kernel.h"

#include <stdio.h>
#include <string.h>

#include "mem.h"

typedef struct candidate {
  gloss__kernel kernel;
  int (*runs)(void);
} candidate;

static int always(void) { return 1; }

#ifdef __x86_64__
static int has_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

static int has_avx512(void) {
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
}
#endif

/* From the reference to the fastest. */
static const candidate candidates[] = {
    {{"scalar", gloss__classify_scalar, gloss__count_bits_scalar, gloss__write_rows_scalar,
      gloss__find_endings_scalar, gloss__utf8_ascii_run, gloss__lower_ascii,
      gloss__hash_short_scalar, gloss__gaz_firsts_scalar, gloss__gaz_openings_scalar,
      gloss__sentence_points_scalar},
     always},
#ifdef __x86_64__
    {{"sse2", gloss__classify_sse2, gloss__count_bits_scalar, gloss__write_rows_scalar,
      gloss__find_endings_scalar, gloss__utf8_ascii_run, gloss__lower_ascii,
      gloss__hash_short_scalar, gloss__gaz_firsts_scalar, gloss__gaz_openings_scalar,
      gloss__sentence_points_scalar},
     always},
    {{"avx2", gloss__classify_avx2, gloss__count_bits_avx2, gloss__write_rows_avx2,
      gloss__find_endings_avx2, gloss__utf8_skip_avx2, gloss__lower_ascii_avx2,
      gloss__hash_short_avx2, gloss__gaz_firsts_avx2, gloss__gaz_openings_avx2,
      gloss__sentence_points_avx2},
     has_avx2},
    {{"avx512", gloss__classify_avx512, gloss__count_bits_avx2, gloss__write_rows_avx512,
      gloss__find_endings_avx512, gloss__utf8_skip_avx512, gloss__lower_ascii_avx2,
      gloss__hash_short_avx2, gloss__gaz_firsts_avx512, gloss__gaz_openings_avx512,
      gloss__sentence_points_avx512},
     has_avx512},
#endif
#ifdef __AARCH64EL__
    {{"neon", gloss__classify_neon, gloss__count_bits_scalar, gloss__write_rows_scalar,
      gloss__find_endings_scalar, gloss__utf8_skip_neon, gloss__lower_ascii,
      gloss__hash_short_scalar, gloss__gaz_firsts_scalar, gloss__gaz_openings_scalar,
      gloss__sentence_points_scalar},
     always},
#endif
};

enum { CANDIDATES = sizeof candidates / sizeof *candidates };

const gloss__kernel *gloss__kernel_at(size_t index) {
  for (size_t i = 0; i < CANDIDATES; i++) {
    if (candidates[i].runs() && index-- == 0) return &candidates[i].kernel;
  }
  return NULL;
}

const gloss__kernel *gloss__kernel_best(void) {
  size_t i = CANDIDATES - 1;
  while (!candidates[i].runs()) i--;
  return &candidates[i].kernel;
}

gloss_status gloss__kernel_choose(const gloss__kernel **out, const char *name, gloss_error *err) {
  char list[64] = "";
  const gloss__kernel *kernel;
  *out = NULL;
  for (size_t i = 0, size = 0; (kernel = gloss__kernel_at(i)) != NULL; i++) {
    if (!name || strcmp(name, kernel->name) == 0) *out = kernel;
    size +=
        (size_t)snprintf(list + size, sizeof list - size, "%s%s", i > 0 ? ", " : "", kernel->name);
  }
  if (*out) return GLOSS_OK;
  return gloss__fail(err, GLOSS_EARG, 0, "this processor has no kernel \"%.20s\" (it has %s)", name,
                     list);
}
