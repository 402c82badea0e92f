/* library.c -- see library.h. */
#include "library.h"

#include <dlfcn.h>
#include <lauxlib.h>
#include <string.h>

void library_open(lua_State *L, const char *file, const char *const *names, void *functions) {
  void *first;
  memcpy(&first, functions, sizeof first);
  if (first != NULL) return;
  void *handle = dlopen(file, RTLD_NOW | RTLD_NODELETE);
  if (handle == NULL) luaL_error(L, "%s", dlerror());
  size_t n = 0;
  while (names[n] != NULL) n++;
  while (n-- > 0) { /* the first last: it tells that all are there */
    void *function = dlsym(handle, names[n]);
    if (function == NULL) luaL_error(L, "%s", dlerror());
    memcpy((char *)functions + n * sizeof function, &function, sizeof function);
  }
}
