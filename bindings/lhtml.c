/* lhtml.c -- core.html reads a web page, by libxml2's HTML parser where it is in the build: the
** elements that begin and end, each begun one ended, and the text in them, one after the other. The
** parser compares each attribute with all others of its tag, and looks for what an end tag ends in
** all that is open, so both are bounded. */
#include <stdlib.h>
#include <string.h>

#include "lbox.h"

#ifdef GLOSS_XML
#include <libxml/HTMLparser.h>

#include "library.h"

/* clang-format off */
#define FUNCTIONS(F) \
  F(htmlFreeParserCtxt) F(htmlCreatePushParserCtxt) F(htmlCtxtUseOptions) F(htmlParseChunk)
/* clang-format on */
LIBRARY(GLOSS_XML_SO, FUNCTIONS)

enum { BLOCK = 1 << 12, START = 's', STOP = 'e', TEXT = 't' };
enum { DEPTH = 2000, ATTRIBUTES = 2000 }; /* of elements in each other; of a tag */

/* The tag that waits for its end: where it starts in the page, how much was looked at, the words. */
typedef struct tag {
  size_t start, seen;
  int words, inside;
  xmlChar quote;
} tag;

/* What the parser has told and nobody has asked for yet: of each event its kind, the number of its
** strings, and the strings, each after its size. */
typedef struct page {
  htmlParserCtxtPtr parser;
  char *bytes;
  size_t size, room, at;
  size_t text; /* where the size of the last string stands, if the last event is a text; or 0 */
  size_t fed;  /* of the page */
  tag tag;
  const char *refused; /* why it is not read on, or NULL */
  int full;            /* out of memory */
} page;

static void release(void *object) {
  page *p = object;
  if (p->parser != NULL) lib.htmlFreeParserCtxt(p->parser);
  free(p->bytes);
  free(p);
}

static const lclass page_class = {"gloss.page", "page", release};

/* ---- Events in ---- */

static void put(page *p, const void *data, size_t n) {
  if (p->full || n == 0) return;
  if (n > p->room - p->size) {
    size_t room = p->room + p->room / 2 + n + BLOCK;
    char *more = realloc(p->bytes, room);
    if (more == NULL) {
      p->full = 1;
      return;
    }
    p->bytes = more;
    p->room = room;
  }
  memcpy(p->bytes + p->size, data, n);
  p->size += n;
}

static void put_string(page *p, const void *data, size_t n) {
  put(p, &n, sizeof n);
  put(p, data, n);
}

static void put_head(page *p, char kind, size_t n_strings) {
  p->text = 0;
  put(p, &kind, 1);
  put(p, &n_strings, sizeof n_strings);
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes) {
  page *p = context;
  size_t n = 0;
  while (attributes != NULL && attributes[n] != NULL) n += 2;
  put_head(p, START, n + 1);
  put_string(p, name, strlen((const char *)name));
  for (size_t i = 0; i < n; i++) {
    const char *text = attributes[i] != NULL ? (const char *)attributes[i] : "";
    put_string(p, text, strlen(text));
  }
}

static void on_stop(void *context, const xmlChar *name) {
  page *p = context;
  put_head(p, STOP, 1);
  put_string(p, name, strlen((const char *)name));
}

/* Texts that follow each other are one. */
static void on_text(void *context, const xmlChar *text, int n) {
  page *p = context;
  if (p->text == 0) {
    put_head(p, TEXT, 1);
    p->text = p->size;
    put_string(p, text, (size_t)n);
    return;
  }
  put(p, text, (size_t)n);
  size_t size = p->size - p->text - sizeof size;
  if (!p->full) memcpy(p->bytes + p->text, &size, sizeof size);
}

static void on_error(void *context, const char *message, ...) { (void)context, (void)message; }

/* core.html(page) -> what gives its events, by next(); or nil and why */
static int html(lua_State *L) {
  lbox_checkstr(L, 1);
  open_library(L);
  lbox *box = lbox_push(L, &page_class, 1);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1); /* its bytes stay */
  page *p = calloc(1, sizeof *p);
  box->object = p;
  htmlSAXHandler on = {.startElement = on_start,
                       .endElement = on_stop,
                       .characters = on_text,
                       .cdataBlock = on_text,
                       .ignorableWhitespace = on_text,
                       .error = on_error,
                       .warning = on_error};
  if (p != NULL)
    p->parser = lib.htmlCreatePushParserCtxt(&on, p, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  if (p == NULL || p->parser == NULL) return luaL_error(L, "not enough memory");
  lib.htmlCtxtUseOptions(p->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                        HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  return 1;
}

/* ---- Events out ---- */

static size_t take_size(page *p) {
  size_t n;
  memcpy(&n, p->bytes + p->at, sizeof n);
  p->at += sizeof n;
  return n;
}

static void push_string(lua_State *L, page *p) {
  size_t n = take_size(p);
  lua_pushlstring(L, p->bytes + p->at, n);
  p->at += n;
}

/* Counts on, up to `end`, the attributes of a tag: the words outside quotes. */
static void count_attributes(tag *t, const xmlChar *at, const xmlChar *end) {
  for (; at < end; at++) {
    if (t->quote != 0) {
      if (*at == t->quote) t->quote = 0;
    } else if (*at == '"' || *at == '\'') {
      t->quote = *at;
    } else {
      int space = *at == ' ' || (*at >= '\t' && *at <= '\r') || *at == '/';
      t->words += !space && !t->inside;
      t->inside = !space;
    }
  }
}

/* Gives why the page is refused, NULL if it is not. */
static const char *refusal(page *p) {
  const xmlParserCtxt *parser = p->parser;
  if (parser->nameNr > DEPTH) return "elements are nested deeper than 2000";
  if (parser->instate != XML_PARSER_START_TAG) return NULL;
  size_t waiting = (size_t)(parser->input->end - parser->input->cur);
  tag *t = &p->tag;
  if (t->start != p->fed - waiting) *t = (tag){.start = p->fed - waiting};
  count_attributes(t, parser->input->cur + t->seen, parser->input->end);
  t->seen = waiting;
  return t->words > ATTRIBUTES ? "a tag has more than 2000 attributes" : NULL;
}

/* Lets the parser go on until it tells something; 0 at the end of the page. */
static int feed(page *p, gloss_str text) {
  p->size = p->at = p->text = 0;
  while (p->size == 0 && p->fed <= text.size) {
    size_t n = text.size - p->fed < BLOCK ? text.size - p->fed : BLOCK;
    if ((p->refused = refusal(p)) != NULL) return 0;
    lib.htmlParseChunk(p->parser, text.data + p->fed, (int)n, n == 0);
    p->fed += n != 0 ? n : 1;
    p->full |= p->parser->errNo == XML_ERR_NO_MEMORY;
    if (p->full) break;
  }
  return p->size != 0;
}

/* page:next() -> "start", name, attributes; "stop", name; "text", text; or nothing at the end, nil
** and why when it is not read to its end */
static int next(lua_State *L) {
  page *p = lbox_check(L, 1, &page_class)->object;
  lua_getiuservalue(L, 1, 1);
  int more = p->at < p->size || feed(p, lbox_checkstr(L, -1));
  if (p->full) return luaL_error(L, "not enough memory"); /* what was told last is not whole */
  if (!more) {
    if (p->refused == NULL) return 0;
    lua_pushnil(L);
    lua_pushstring(L, p->refused);
    return 2;
  }
  char kind = p->bytes[p->at++];
  size_t n = take_size(p);
  lua_pushstring(L, kind == START ? "start" : kind == STOP ? "stop" : "text");
  push_string(L, p);
  if (kind != START) return 2;
  lua_createtable(L, 0, (int)(n / 2));
  for (size_t i = 1; i < n; i += 2) {
    push_string(L, p);
    push_string(L, p);
    lua_settable(L, -3);
  }
  return 3;
}

static int index_page(lua_State *L) {
  return lbox_member(L) == LBOX_METHOD ? 1 : lbox_no_member(L, page_class.noun);
}

static void open_type(lua_State *L) {
  static const luaL_Reg metamethods[] = {
      {"__index", index_page}, {"__gc", lbox_release}, {NULL, NULL}};
  static const luaL_Reg methods[] = {{"next", next}, {NULL, NULL}};
  lbox_type(L, page_class.name, metamethods, (const luaL_Reg *const[]){methods, NULL}, NULL);
  luaL_getsubtable(L, -1, "options");
  lua_pushliteral(L, GLOSS_XML);
  lua_setfield(L, -2, "libxml2");
  lua_pop(L, 1);
}

#else

static int html(lua_State *L) {
  lua_pushnil(L);
  lua_pushliteral(L, "this build cannot read HTML (it is without libxml2)");
  return 2;
}

static void open_type(lua_State *L) { (void)L; }

#endif

void lhtml_open(lua_State *L) { open_type(L); }

const luaL_Reg lhtml_functions[] = {{"html", html}, {NULL, NULL}};
