/* gloss_lua.h -- gloss for C programs that embed Lua 5.4: the module, and documents in and out.
**
** Conventions of gloss.h hold. Documents and layers made in Lua use the lua_State's allocator: what
** a host keeps of them, it must give back before lua_close. */
#ifndef GLOSS_LUA_H
#define GLOSS_LUA_H

#include <lua.h>

#include "gloss.h"

#ifdef __cplusplus
extern "C" {
#endif
#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif

/* Opens the module: pushes the table that `require "gloss"` gives.
**   errors   raises a Lua error */
int luaopen_gloss(lua_State *L);

/* Pushes a document as Lua sees it; the module must be open. One document has one Lua object.
**   owns     the Lua object holds a reference of its own until it is closed or collected
**   errors   raises a Lua error when memory is short */
void gloss_lua_pushdoc(lua_State *L, gloss_doc *doc);

/* Returns the document at a stack index; raises when there is none or it is closed.
**   owns     borrowed from the Lua object; gloss_doc_ref to keep it */
gloss_doc *gloss_lua_checkdoc(lua_State *L, int index);

/* Returns the flag that ends every run in this state while it is not 0: raises "stopped" there.
**   owns     borrowed; dies with the state; may be set from a signal handler */
volatile int *gloss_lua_stopflag(lua_State *L);

/* Returns where the state keeps the coroutine that runs, for a host that sets a hook in it from a
** signal handler. Coroutines resumed by core.coroutine's functions, which scripts have, are known.
**   owns     borrowed; dies with the state; may be read from a signal handler */
lua_State *volatile *gloss_lua_running(lua_State *L);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif
#endif
