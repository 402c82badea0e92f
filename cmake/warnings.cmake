add_library(gloss_warnings INTERFACE)
target_compile_options(gloss_warnings INTERFACE -Wall -Wextra -Wshadow -Wstrict-prototypes
  -Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wundef
  $<$<BOOL:${GLOSS_WERROR}>:-Werror>)
