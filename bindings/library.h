/* library.h -- shared libraries that are opened when they are first needed: to link them all takes
** longer than a short run. A file lists the functions that it calls,
**
**   #define FUNCTIONS(F) F(sqlite3_open) F(sqlite3_exec) ...
**   LIBRARY(GLOSS_SQLITE_SO, FUNCTIONS)
**
** and calls them as lib.sqlite3_open(...), after open_library(L). Handles stay open: what is in lib
** does not change again, and threads that open at once write the same. */
#ifndef GLOSS_LIBRARY_H
#define GLOSS_LIBRARY_H

#include <lua.h>

#define LIBRARY_FIELD(name) __typeof__(name) *name;
#define LIBRARY_NAME(name) #name,
#define LIBRARY(file, FUNCTIONS)                                                                   \
  static struct { FUNCTIONS(LIBRARY_FIELD) } lib;                                                  \
  static void open_library(lua_State *L) {                                                         \
    static const char *const names[] = {FUNCTIONS(LIBRARY_NAME) NULL};                             \
    library_open(L, file, names, &lib);                                                            \
  }

/* Fills `functions`, pointers in the order of `names`, unless it is filled; raises when the file
** cannot be opened or has no such function. */
void library_open(lua_State *L, const char *file, const char *const *names, void *functions);

#endif
