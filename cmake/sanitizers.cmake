add_library(gloss_sanitizers INTERFACE)
if(GLOSS_SANITIZE)
  set(flags -fsanitize=${GLOSS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  if(GLOSS_FUZZ) # checks of pointers are comparisons, which a fuzzer would trace; asan has them
    list(APPEND flags -fno-sanitize=null,alignment,pointer-overflow)
  endif()
  target_compile_options(gloss_sanitizers INTERFACE ${flags})
  target_link_options(gloss_sanitizers INTERFACE ${flags})
endif()
