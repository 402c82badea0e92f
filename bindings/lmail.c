/* lmail.c -- core.mail takes a message apart, by GMime where it is in the build: headers decoded,
** parts with their bytes as they were before the mail. What is in a part's charset stays in it. */
#include "lbox.h"

#ifdef GLOSS_GMIME
#include <gmime/gmime.h>

#include "library.h"

/* clang-format off */
#define FUNCTIONS(F) \
  F(g_free) F(g_object_unref) F(internet_address_list_to_string) F(g_date_time_format) \
  F(g_mime_part_get_content) F(g_mime_stream_mem_new) F(g_mime_data_wrapper_write_to_stream) \
  F(g_mime_stream_mem_get_byte_array) F(g_type_check_instance_is_a) \
  F(g_mime_object_get_content_type) F(g_mime_content_type_get_media_type) \
  F(g_mime_content_type_get_media_subtype) F(g_mime_multipart_get_type) \
  F(g_mime_multipart_get_count) F(g_mime_multipart_get_part) F(g_mime_text_part_get_type) \
  F(g_mime_part_is_attachment) F(g_mime_object_get_content_type_parameter) \
  F(g_mime_message_get_message_id) F(g_mime_message_get_subject) F(g_mime_object_get_header) \
  F(g_mime_message_get_from) F(internet_address_list_length) F(g_mime_message_get_date) \
  F(g_mime_init) F(g_mime_stream_mem_new_with_buffer) F(g_mime_parser_new_with_stream) \
  F(g_mime_parser_construct_message) F(g_mime_message_get_mime_part)
/* clang-format on */
LIBRARY(GLOSS_GMIME_SO, FUNCTIONS)

enum { DEPTH = 64 }; /* of parts in parts, at most; what is deeper is left out */

static void free_text(void *text) { lib.g_free(text); }

static void release(void *object) { lib.g_object_unref(object); }

static const lclass mail_class = {"gloss.mail", "mail", release},
                    text_class = {"gloss.mailtext", "text", free_text};

/* Sets field `key` of the table on top, unless there is no text. */
static void set_text(lua_State *L, const char *key, const char *text) {
  if (text == NULL) return;
  lua_pushstring(L, text);
  lua_setfield(L, -2, key);
}

/* As set_text, for a text that is GLib's to free. */
static void set_own_text(lua_State *L, const char *key, char *(*make)(void *), void *of) {
  lbox *box = lbox_push(L, &text_class, 0);
  box->object = make(of);
  if (box->object != NULL) {
    lua_pushstring(L, box->object);
    lua_setfield(L, -3, key);
  }
  lbox_release_object(box);
  lua_pop(L, 1);
}

static char *addresses(void *list) {
  return lib.internet_address_list_to_string(list, NULL, FALSE);
}

static char *iso_date(void *date) { return lib.g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z"); }

/* Sets the field `content` of the table on top: the bytes of a part. */
static void set_content(lua_State *L, GMimePart *part) {
  GMimeDataWrapper *content = lib.g_mime_part_get_content(part);
  if (content == NULL) return;
  lbox *box = lbox_push(L, &mail_class, 0);
  GMimeStream *out = lib.g_mime_stream_mem_new();
  box->object = out;
  lib.g_mime_data_wrapper_write_to_stream(content, out);
  GByteArray *bytes = lib.g_mime_stream_mem_get_byte_array((GMimeStreamMem *)out);
  lua_pushlstring(L, (const char *)bytes->data, bytes->len);
  lua_setfield(L, -3, "content");
  lbox_release_object(box);
  lua_pop(L, 1);
}

static int is_a(GMimeObject *part, GType type) {
  return lib.g_type_check_instance_is_a((GTypeInstance *)part, type);
}

/* Pushes a part: {type, charset, content}, {type, parts} or {type, attachment = true}. */
static void push_part(lua_State *L, GMimeObject *part, int depth) {
  luaL_checkstack(L, 8, "mail");
  lua_newtable(L);
  GMimeContentType *type = lib.g_mime_object_get_content_type(part);
  lua_pushfstring(L, "%s/%s", lib.g_mime_content_type_get_media_type(type),
                  lib.g_mime_content_type_get_media_subtype(type));
  lua_setfield(L, -2, "type");
  if (is_a(part, lib.g_mime_multipart_get_type()) && depth < DEPTH) {
    int n = lib.g_mime_multipart_get_count((GMimeMultipart *)part);
    lua_newtable(L);
    for (int i = 0; i < n; i++) {
      push_part(L, lib.g_mime_multipart_get_part((GMimeMultipart *)part, i), depth + 1);
      lua_rawseti(L, -2, i + 1);
    }
    lua_setfield(L, -2, "parts");
  } else if (is_a(part, lib.g_mime_text_part_get_type()) &&
             !lib.g_mime_part_is_attachment((GMimePart *)part)) {
    set_text(L, "charset", lib.g_mime_object_get_content_type_parameter(part, "charset"));
    set_content(L, (GMimePart *)part);
  } else {
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, "attachment");
  }
}

/* Sets the fields of the table on top that headers say. */
static void set_headers(lua_State *L, GMimeMessage *message) {
  set_text(L, "id", lib.g_mime_message_get_message_id(message));
  set_text(L, "subject", lib.g_mime_message_get_subject(message));
  set_text(L, "language", lib.g_mime_object_get_header((GMimeObject *)message, "Content-Language"));
  InternetAddressList *from = lib.g_mime_message_get_from(message);
  if (from != NULL && lib.internet_address_list_length(from) > 0)
    set_own_text(L, "from", addresses, from);
  GDateTime *date = lib.g_mime_message_get_date(message);
  if (date != NULL) set_own_text(L, "date", iso_date, date);
}

/* core.mail(bytes) -> {id, subject, from, date, language, body}, those that are there; or nil and
** why */
static int mail(lua_State *L) {
  gloss_str bytes = lbox_checkstr(L, 1);
  open_library(L);
  lib.g_mime_init();
  lbox *box = lbox_push(L, &mail_class, 0), *stream_box = lbox_push(L, &mail_class, 0);
  GMimeStream *stream = lib.g_mime_stream_mem_new_with_buffer(bytes.data, bytes.size);
  stream_box->object = stream;
  GMimeParser *parser = lib.g_mime_parser_new_with_stream(stream);
  GMimeMessage *message = lib.g_mime_parser_construct_message(parser, NULL);
  lib.g_object_unref(parser);
  box->object = message;
  if (message == NULL) {
    lua_pushnil(L);
    lua_pushliteral(L, "no mail");
    return 2;
  }
  lua_newtable(L);
  set_headers(L, message);
  GMimeObject *body = lib.g_mime_message_get_mime_part(message);
  if (body != NULL) {
    push_part(L, body, 0);
    lua_setfield(L, -2, "body");
  }
  lbox_release_object(box);
  lbox_release_object(stream_box);
  return 1;
}

static void open_type(lua_State *L) {
  static const luaL_Reg metamethods[] = {{"__gc", lbox_release}, {NULL, NULL}};
  lbox_type(L, mail_class.name, metamethods, (const luaL_Reg *const[]){NULL}, NULL);
  lbox_type(L, text_class.name, metamethods, (const luaL_Reg *const[]){NULL}, NULL);
  luaL_getsubtable(L, -1, "options");
  lua_pushliteral(L, GLOSS_GMIME);
  lua_setfield(L, -2, "gmime");
  lua_pop(L, 1);
}

#else

static int mail(lua_State *L) {
  lua_pushnil(L);
  lua_pushliteral(L, "this build cannot read mail (it is without libgmime)");
  return 2;
}

static void open_type(lua_State *L) { (void)L; }

#endif

void lmail_open(lua_State *L) { open_type(L); }

const luaL_Reg lmail_functions[] = {{"mail", mail}, {NULL, NULL}};
