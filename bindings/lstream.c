/* lstream.c -- tokenizer:stream(source, options): an iterator over the documents of a text of any
** size. Its upvalues are the stream, the function that reads, the file it reads from, if any, and
** whether it gives sentences; the control value is not read. What is read may yield, and so the
** reading goes on in a continuation. */
#include "lbox.h"

enum { CHUNK = 1 << 16 }; /* bytes read from a file at once */

static void release(void *object) { gloss_stream_free(object); }

static const lclass stream_class = {"gloss.stream", "stream", release};

/* Binds a layer to a document, once more than that has gone well, and gives the layer back. */
static gloss_status bind(gloss_status status, gloss_doc *doc, gloss_layer *layer) {
  if (status == GLOSS_OK && layer) status = gloss_doc_bind(doc, layer);
  gloss_layer_unref(layer);
  return status;
}

/* Fills the empty box on top with the next document, its layers bound; gives its offset, too, and
** 2, or 0 when more must be read first. */
static int take(lua_State *L, gloss_stream *stream) {
  const lstate *state = lstate_get(L);
  gloss_error err = {0};
  gloss_doc *doc;
  gloss_layer *tokens, *sentences = NULL;
  uint64_t offset;
  gloss_status status =
      lua_toboolean(L, lua_upvalueindex(4))
          ? gloss_stream_sentences(stream, state->pool, state->scratch, &doc, &tokens, &sentences,
                                   &offset, &err)
          : gloss_stream_next(stream, state->pool, state->scratch, &doc, &tokens, &offset, &err);
  if (status == GLOSS_ENOENT) return 0;
  lbox_try(L, status, &err);
  status = bind(bind(GLOSS_OK, doc, tokens), doc, sentences);
  if (status != GLOSS_OK) gloss_doc_unref(doc);
  lbox_try(L, status, NULL);
  ldoc_fill(L, doc);
  lua_pushinteger(L, (lua_Integer)offset);
  return 2;
}

/* Raises with the position of a bad byte, since a loop would end at nil. */
static void check_bytes(lua_State *L, gloss_status status, const gloss_error *err) {
  if (status == GLOSS_EUTF8)
    luaL_error(L, "%s at byte %I", err->message, (LUAI_UACINT)err->offset + 1);
  lbox_try(L, status, err);
}

/* Feeds what was read, at `index`: a string, or nil and perhaps a message. Returns 0 at the end. */
static int feed(lua_State *L, int index, gloss_stream *stream) {
  gloss_error err = {0};
  if (lua_type(L, index) == LUA_TSTRING) {
    check_bytes(L, gloss_stream_feed(stream, lbox_checkstr(L, index), &err), &err);
    return 1;
  }
  if (!lua_isnil(L, index))
    luaL_error(L, "the source must give a string or nil, not %s", luaL_typename(L, index));
  if (lua_type(L, index + 1) == LUA_TSTRING)
    luaL_error(L, "cannot read: %s", lua_tostring(L, index + 1));
  check_bytes(L, gloss_stream_finish(stream, &err), &err);
  return 0;
}

/* Calls the source, whose two results come behind the box at 1. */
static void read_more(lua_State *L, lua_KFunction then) {
  lua_settop(L, 1);
  lua_pushvalue(L, lua_upvalueindex(2));
  int arguments = lua_isnil(L, lua_upvalueindex(3)) ? 0 : 2;
  if (arguments != 0) {
    lua_pushvalue(L, lua_upvalueindex(3));
    lua_pushinteger(L, CHUNK);
  }
  lua_callk(L, arguments, 2, 0, then);
}

/* Goes on when the source has been read. */
static int next_read(lua_State *L, int status, lua_KContext context) {
  (void)status;
  (void)context;
  for (int more = 1; more; read_more(L, next_read)) {
    gloss_stream *stream = lbox_check(L, lua_upvalueindex(1), &stream_class)->object;
    more = feed(L, 2, stream);
    lua_settop(L, 1);
    int results = take(L, stream);
    if (results != 0 || !more) return results;
  }
  return 0;
}

static int next_document(lua_State *L) {
  lua_settop(L, 0);
  ldoc_push_empty(L);
  gloss_stream *stream = lbox_check(L, lua_upvalueindex(1), &stream_class)->object;
  int results = take(L, stream);
  if (results != 0) return results;
  read_more(L, next_read);
  return next_read(L, LUA_OK, 0);
}

/* Reads the options at 3; strings stay on the stack. */
static gloss_stream_options read_options(lua_State *L) {
  static const char *const known[] = {"size", "id", "replace_bad", "splitter", NULL};
  gloss_stream_options options = {0};
  lname_options(L, 3, known);
  if (lua_isnil(L, 3)) return options;
  if (lbox_getfield(L, 3, "size") != LUA_TNIL) {
    lua_Integer size = lua_isinteger(L, -1) ? lua_tointeger(L, -1) : 0;
    if (size < 1 || size > (lua_Integer)1 << 31) luaL_error(L, "size must be 1 to 2^31 bytes");
    options.size = (size_t)size;
  }
  int type = lbox_getfield(L, 3, "id");
  if (type != LUA_TNIL && type != LUA_TSTRING) luaL_error(L, "id must be a string");
  if (type == LUA_TSTRING) options.id = lbox_checkstr(L, -1);
  lbox_getfield(L, 3, "replace_bad");
  options.replace_bad = lua_toboolean(L, -1);
  if (lbox_getfield(L, 3, "splitter") != LUA_TNIL) options.splitter = lsplitter_check(L, -1);
  return options;
}

int lstream_new(lua_State *L) {
  gloss_tokenizer *tokenizer = ltokenizer_check(L, 1);
  gloss_error err = {0};
  gloss_stream *stream;
  lua_settop(L, 3);
  if (lua_isfunction(L, 2)) {
    lua_pushvalue(L, 2);
    lua_pushnil(L);
  } else {
    int is_object = lua_isuserdata(L, 2) || lua_istable(L, 2);
    if (!is_object || lua_getfield(L, 2, "read") != LUA_TFUNCTION)
      return luaL_typeerror(L, 2, "function or file");
    lua_pushvalue(L, 2);
  }
  gloss_stream_options options = read_options(L);
  lbox *box = lbox_push(L, &stream_class, 0);
  lbox_try(L, gloss_stream_new(&stream, &lstate_get(L)->alloc, tokenizer, &options, &err), &err);
  box->object = stream;
  int at = lua_gettop(L);
  lua_pushvalue(L, at);
  lua_pushvalue(L, 4);
  lua_pushvalue(L, 5);
  lua_pushboolean(L, options.splitter != NULL);
  lua_pushcclosure(L, next_document, 4);
  lua_pushnil(L);
  lua_pushnil(L);
  lua_pushvalue(L, at);
  return 4;
}

void lstream_open(lua_State *L) {
  static const luaL_Reg metamethods[] = {
      {"__gc", lbox_release}, {"__close", lbox_close}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{NULL, NULL}};
  lbox_type(L, stream_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL}, NULL);
}
