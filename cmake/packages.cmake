# What gloss is built from: Debian's packages, found and never downloaded.
find_package(PkgConfig REQUIRED)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(LUA REQUIRED IMPORTED_TARGET lua5.4)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(EDIT REQUIRED IMPORTED_TARGET libedit)
# Without these there is no --encoding auto, no mail, and no HTML.
pkg_check_modules(UCHARDET IMPORTED_TARGET uchardet)
pkg_check_modules(GMIME IMPORTED_TARGET gmime-3.0)
pkg_check_modules(XML IMPORTED_TARGET libxml-2.0)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
find_path(XXHASH_INCLUDE_DIR NAMES xxhash.h REQUIRED)   # header only
find_program(LUA_PROGRAM NAMES lua5.4 REQUIRED)
find_library(LPEG_STATIC NAMES liblua5.4-lpeg.a REQUIRED)
find_library(LFS_STATIC NAMES liblua5.4-filesystem.a REQUIRED)
find_path(LUA_SCRIPT_DIR NAMES re.lua PATHS /usr/share/lua/5.4 NO_DEFAULT_PATH REQUIRED)

# Gives the name that a package's library, the first it names, is opened by at run time.
function(gloss_soname variable package)
  list(GET ${package}_LINK_LIBRARIES 0 library)
  execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${library} OUTPUT_VARIABLE about
    COMMAND_ERROR_IS_FATAL ANY)
  if(NOT about MATCHES "SONAME +([^ \n]+)")
    message(FATAL_ERROR "${library} has no soname")
  endif()
  set(${variable} ${CMAKE_MATCH_1} PARENT_SCOPE)
endfunction()
