/* leach.c -- layer:each(...), the iterator over integers and strings. All it needs is in one block,
** its first upvalue; the control value is not read, so no loop can lead it astray. */
#include "lbox.h"

/* Upvalues of the iterator: this block, the layer's box, the cached strings, the names of kinds. */
typedef struct each {
  const lbox *owner;
  lstate *state;
  const uint32_t *starts, *ends; /* NULL for a relation */
  uint32_t row, count;
  int columns;
  gloss_column column[];
} each;

static int next_row(lua_State *L) {
  each *it = lua_touserdata(L, lua_upvalueindex(1));
  if (it->owner->object == NULL) return lbox_closed(L, lua_upvalueindex(2));
  if (it->row >= it->count) return 0;
  uint32_t row = it->row++;
  int pushed = 1;
  lua_pushinteger(L, (lua_Integer)row + 1);
  if (it->starts != NULL) {
    lua_pushinteger(L, (lua_Integer)it->starts[row] + 1);
    lua_pushinteger(L, it->ends[row]);
    pushed = 3;
  }
  if (it->columns == 0) return pushed;
  if (it->columns > LUA_MINSTACK - 8) luaL_checkstack(L, it->columns + 8, NULL);
  lcache cache = {it->state, lua_upvalueindex(3), lua_upvalueindex(4), it->owner->serial,
                  gloss_layer_doc(it->owner->object)};
  for (int i = 0; i < it->columns; i++) lvalue_push(L, &cache, &it->column[i], row);
  return pushed + it->columns;
}

/* layer:each(column, ...) */
int leach_new(lua_State *L) {
  const lbox *box = llayer_check(L, 1);
  gloss_layer *layer = box->object;
  int columns = lua_gettop(L) - 1;
  luaL_argcheck(L, columns <= 200, 202, "too many columns");
  each *it = lua_newuserdatauv(L, sizeof *it + (size_t)columns * sizeof(gloss_column), 0);
  for (int i = 0; i < columns; i++)
    it->column[i] = llayer_column(L, layer, luaL_checkstring(L, i + 2));
  it->owner = box;
  it->starts = gloss_layer_starts(layer);
  it->ends = gloss_layer_ends(layer);
  it->row = 0;
  it->count = gloss_layer_count(layer);
  it->columns = columns;
  lua_pushvalue(L, 1);
  it->state = lvalue_cache(L, box).state;
  lua_remove(L, -3); /* the state's box */
  lua_pushcclosure(L, next_row, 4);
  return 1;
}
