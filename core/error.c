/* error.c -- names of statuses and kinds, the version, and how an error is filled in. */
#include <stdarg.h>
#include <stdio.h>

#include "mem.h"

const char *gloss_version(void) { return GLOSS_VERSION; }

const char *gloss_status_name(gloss_status status) {
  static const char *const names[] = {"OK",      "ENOMEM",    "EARG",   "EUTF8",
                                      "ERANGE",  "EEXIST",    "ENOENT", "ETYPE",
                                      "EFORMAT", "EMISMATCH", "EIO",    "ESTOP"};
  return status <= 0 && status >= GLOSS_ESTOP ? names[-(int)status] : "?";
}

const char *gloss_kind_name(gloss_kind kind) {
  static const char *const names[] = {NULL,  "word",  "number",  "ordinal", "punct", "symbol",
                                      "url", "email", "mention", "hashtag", "emoji"};
  return (unsigned)kind <= GLOSS_EMOJI ? names[kind] : NULL;
}

gloss_status gloss__fail(gloss_error *err, gloss_status code, uint64_t offset, const char *format,
                         ...) {
  if (!err) return code;
  va_list args;
  va_start(args, format);
  err->code = code;
  err->offset = offset;
  if (vsnprintf(err->message, sizeof err->message, format, args) < 0) err->message[0] = '\0';
  va_end(args);
  return code;
}
