/* embed.h -- the scripts inside the library, and the searchers that find them. */
#ifndef GLOSS_EMBED_H
#define GLOSS_EMBED_H

#include <lua.h>
#include <stddef.h>

/* One module: its name ("gloss.json"), its file below the scripts' folder ("gloss/json.lua"), its
** source, and what the build's Lua compiled that to. Written by scripts/tools/embed.lua, sorted by
** name. */
typedef struct gloss__script {
  const char *name, *file;
  const unsigned char *data;
  size_t size;
  const unsigned char *code;
  size_t code_size;
} gloss__script;

/* The release of the build's Lua and a space: "Lua 5.4.4 ". */
extern const char gloss__scripts_release[];

extern const gloss__script gloss__scripts[];
extern const unsigned gloss__script_count;

/* Puts the searchers into package.searchers, once a state. `all` zero: modules of other projects
** (re, argparse) are found only after the system's; non-zero: before. */
void embed_install(lua_State *L, int all);

/* Pushes the loaded chunk of a module; raises when there is none. */
void embed_load(lua_State *L, const char *name);

#endif
