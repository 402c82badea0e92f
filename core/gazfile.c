/* gazfile.c -- the .gaz file: a header, then sections that start at multiples of 64 bytes. It holds
** numbers as this machine stores them and no pointers, so a file is mapped and used as it is. The
** header has a checksum of its own, checked by every opening; that of the sections and the indexes
** inside them are checked on request. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gazfuzzy.h"

#define MAGIC "\211GAZ\r\n\032\n" /* as PNG's: shows transfer as text, and is no text */
#define FORMAT_VERSION 4u
#define BYTE_ORDER_MARK 0x01020304u
#define ALIGNMENT 64u
#define SECTIONS GLOSS__GAZ_SECTIONS

typedef struct header {
  char magic[8];
  uint32_t byte_order, version, hash_version, match, policy, probes, longest, n_columns, n_entries;
  uint32_t flags;
  uint64_t size, fingerprint, seed;
  gloss__gaz_range sections[SECTIONS];
  uint64_t body;     /* hash of all bytes after the header */
  uint64_t checksum; /* hash of the header up to here */
} header;

typedef struct kind {
  const char *name;
  size_t unit;
} kind;

static const kind kinds[SECTIONS] = {{"names", 1},
                                     {"firsts", sizeof(uint64_t)},
                                     {"singles", sizeof(uint64_t)},
                                     {"pairs", sizeof(uint64_t)},
                                     {"slots", sizeof(gloss__gaz_slot)},
                                     {"postings", sizeof(gloss__gaz_posting)},
                                     {"forms", 1},
                                     {"cells", sizeof(uint32_t)},
                                     {"values", sizeof(uint32_t)},
                                     {"text", 1}};

_Static_assert(sizeof(header) == GLOSS__GAZ_HEADER, "the header has no holes");

static uint64_t hash_header(const header *h) {
  return gloss_hash((gloss_str){(const char *)h, offsetof(header, checksum)});
}

void gloss__gaz_sign(char *head, const char *body, size_t size) {
  header h;
  memcpy(&h, head, sizeof h);
  h.body = gloss_hash((gloss_str){body, size});
  h.checksum = hash_header(&h);
  memcpy(head, &h, sizeof h);
}

/* ---- Sections in an image -------------------------------------------------------------------- */

static void *section(const gloss_gazetteer *g, enum gloss__gaz_section which) {
  return g->image + g->sections[which].offset;
}

static uint32_t items(const gloss_gazetteer *g, enum gloss__gaz_section which) {
  return (uint32_t)(g->sections[which].size / kinds[which].unit);
}

/* Sets the fields that follow from image and sections. */
static void place_sections(gloss_gazetteer *g) {
  g->names = section(g, GLOSS__GAZ_NAMES);
  g->firsts = section(g, GLOSS__GAZ_FIRSTS);
  g->singles = section(g, GLOSS__GAZ_SINGLES);
  g->pairs = section(g, GLOSS__GAZ_PAIRS);
  g->slots = section(g, GLOSS__GAZ_SLOTS);
  g->postings = section(g, GLOSS__GAZ_POSTINGS);
  g->forms = section(g, GLOSS__GAZ_FORMS);
  g->cells = section(g, GLOSS__GAZ_CELLS);
  g->values = section(g, GLOSS__GAZ_VALUES);
  g->text = section(g, GLOSS__GAZ_TEXT);
  g->n_firsts = items(g, GLOSS__GAZ_FIRSTS);
  g->n_singles = items(g, GLOSS__GAZ_SINGLES);
  g->n_pairs = items(g, GLOSS__GAZ_PAIRS);
  g->n_places = items(g, GLOSS__GAZ_SLOTS) - g->probes;
  g->n_postings = items(g, GLOSS__GAZ_POSTINGS);
  g->n_forms = items(g, GLOSS__GAZ_FORMS);
  g->n_values = items(g, GLOSS__GAZ_VALUES) - 1;
  g->n_text = items(g, GLOSS__GAZ_TEXT);
}

gloss_status gloss__gaz_alloc(gloss_gazetteer **out, const gloss_alloc *alloc,
                              const size_t sizes[SECTIONS], uint32_t probes) {
  *out = NULL;
  gloss_gazetteer *g = gloss__calloc(alloc, 1, sizeof *g);
  if (!g) return GLOSS_ENOMEM;
  atomic_init(&g->refs, 1);
  g->alloc = *alloc;
  g->probes = probes;
  size_t size = sizeof(header);
  for (int i = 0; i < SECTIONS; i++) {
    size_t offset;
    if (gloss__add(size, ALIGNMENT - 1, &offset)) goto fail;
    offset -= offset % ALIGNMENT;
    g->sections[i] = (gloss__gaz_range){offset, sizes[i]};
    if (gloss__add(offset, sizes[i], &size)) goto fail;
  }
  g->image = gloss__alloc(alloc, size);
  if (!g->image) goto fail;
  gloss__use_large_pages(g->image, size);
  memset(g->image, 0, size);
  g->size = size;
  place_sections(g);
  *out = g;
  return GLOSS_OK;
fail:
  gloss__gaz_free(g);
  return GLOSS_ENOMEM;
}

void gloss__gaz_free(gloss_gazetteer *g) {
  gloss_gazetteer_unref(g->base);
  gloss_gazetteer_unref(g->added);
  gloss__fuzzy_free(g->fuzzy, &g->alloc);
  if (g->mapped)
    munmap(g->image, g->size);
  else
    gloss__free(&g->alloc, g->image, g->size);
  const gloss_alloc alloc = g->alloc;
  gloss__free(&alloc, g, sizeof *g);
}

/* ---- Reading --------------------------------------------------------------------------------- */

static gloss_status bad(gloss_error *err, uint64_t offset, const char *expected) {
  return gloss__fail(err, GLOSS_EFORMAT, offset, "byte %llu: expected %s",
                     (unsigned long long)offset, expected);
}

/* Checks what makes a header readable at all, then its own checksum. */
static gloss_status check_header(const header *h, size_t size, gloss_error *err) {
  if (memcmp(h->magic, MAGIC, sizeof h->magic)) return bad(err, 0, "the mark of a .gaz file");
  if (h->byte_order != BYTE_ORDER_MARK)
    return bad(err, offsetof(header, byte_order), "this machine's byte order");
  if (h->version != FORMAT_VERSION)
    return gloss__fail(err, GLOSS_EFORMAT, offsetof(header, version),
                       "byte %zu: expected format version %u, found %u; build the file again",
                       offsetof(header, version), FORMAT_VERSION, h->version);
  if (h->checksum != hash_header(h))
    return bad(err, offsetof(header, checksum), "the checksum of the header");
  if (h->size != size)
    return gloss__fail(err, GLOSS_EFORMAT, size < h->size ? size : h->size,
                       "expected %llu bytes, found %zu", (unsigned long long)h->size, size);
  if (h->hash_version != GLOSS_HASH_VERSION)
    return bad(err, offsetof(header, hash_version), "the version of the hash function");
  if (h->match > GLOSS_SMART) return bad(err, offsetof(header, match), "a case from 0 to 2");
  if (h->policy > GLOSS_BY_PRIORITY)
    return bad(err, offsetof(header, policy), "a policy from 0 to 2");
  if (h->flags & ~(uint32_t)GLOSS__GAZ_FLAGS || gloss__gaz_edits(h->flags) > GLOSS__EDITS_MAX)
    return bad(err, offsetof(header, flags), "flags of this version");
  if (h->probes < GLOSS__GAZ_WINDOW || h->probes > GLOSS__GAZ_PROBES)
    return bad(err, offsetof(header, probes), "4 to 255 probes");
  if (h->longest > GLOSS__GAZ_TOKENS)
    return bad(err, offsetof(header, longest), "at most 255 tokens");
  if (h->n_columns > GLOSS__GAZ_COLUMNS)
    return bad(err, offsetof(header, n_columns), "at most 256 columns");
  if (h->n_entries > INT32_MAX)
    return bad(err, offsetof(header, n_entries), "less than 2^31 entries");
  return GLOSS_OK;
}

/* Checks that every section lies in the file and holds whole items, less than 2^32 of them. */
static gloss_status check_sections(const header *h, gloss_error *err) {
  for (int i = 0; i < SECTIONS; i++) {
    gloss__gaz_range s = h->sections[i];
    uint64_t at = offsetof(header, sections) + (uint64_t)i * sizeof s;
    if (s.offset % ALIGNMENT || s.offset < sizeof *h || s.offset > h->size ||
        s.size > h->size - s.offset || s.size % kinds[i].unit ||
        s.size / kinds[i].unit > UINT32_MAX)
      return gloss__fail(err, GLOSS_EFORMAT, at, "byte %llu: section %s is out of bounds",
                         (unsigned long long)at, kinds[i].name);
  }
  for (int i = GLOSS__GAZ_FIRSTS; i <= GLOSS__GAZ_PAIRS; i++) {
    uint64_t words = h->sections[i].size / sizeof(uint64_t);
    if (!words || words & (words - 1) || words > GLOSS__GAZ_FILTER_MAX)
      return bad(err, offsetof(header, sections) + (uint64_t)i * sizeof *h->sections,
                 "a filter of a power of two words, at most 2^25");
  }
  if (h->sections[GLOSS__GAZ_SLOTS].size / sizeof(gloss__gaz_slot) <= h->probes)
    return bad(err, offsetof(header, sections[GLOSS__GAZ_SLOTS].size), "more slots than probes");
  if (h->sections[GLOSS__GAZ_CELLS].size / sizeof(uint32_t) !=
      (uint64_t)h->n_columns * h->n_entries)
    return bad(err, offsetof(header, sections[GLOSS__GAZ_CELLS].size),
               "a cell an entry and column");
  if (!h->sections[GLOSS__GAZ_VALUES].size)
    return bad(err, offsetof(header, sections[GLOSS__GAZ_VALUES].size), "a first value offset");
  return GLOSS_OK;
}

/* Checks that the names section holds a name and the columns' names: not empty, no two columns of
** one name, none called "entry". */
static gloss_status check_names(const gloss_gazetteer *g, gloss_error *err) {
  uint64_t at = g->sections[GLOSS__GAZ_NAMES].offset, size = g->sections[GLOSS__GAZ_NAMES].size;
  const char *names[GLOSS__GAZ_COLUMNS + 1], *p = g->names, *end = p + size;
  for (uint32_t i = 0; i <= g->n_columns; i++) {
    const char *stop = p < end ? memchr(p, 0, (size_t)(end - p)) : NULL;
    if (!stop || stop == p || gloss_utf8_check((gloss_str){p, (size_t)(stop - p)}, NULL))
      return bad(err, at + (uint64_t)(p - g->names), "a name");
    int taken = i > 0 && !strcmp(p, "entry");
    for (uint32_t j = 1; j < i && !taken; j++) taken = !strcmp(p, names[j]);
    if (taken) return bad(err, at + (uint64_t)(p - g->names), "a column name that is not taken");
    names[i] = p;
    p = stop + 1;
  }
  return p == end ? GLOSS_OK : bad(err, at + (uint64_t)(p - g->names), "the end of the names");
}

gloss_status gloss__gaz_parse(gloss_gazetteer *g, gloss_error *err) {
  header h;
  if (g->size < sizeof h)
    return gloss__fail(err, GLOSS_EFORMAT, g->size, "expected a header of %zu bytes, found %zu",
                       sizeof h, g->size);
  memcpy(&h, g->image, sizeof h);
  gloss_status status = check_header(&h, g->size, err);
  if (status == GLOSS_OK) status = check_sections(&h, err);
  if (status != GLOSS_OK) return status;
  memcpy(g->sections, h.sections, sizeof g->sections);
  g->fingerprint = h.fingerprint;
  g->seed = h.seed;
  g->match = h.match;
  g->policy = h.policy;
  g->flags = h.flags;
  g->by_text = gloss__gaz_by_text(h.match, h.flags);
  g->probes = h.probes;
  g->longest = h.longest;
  g->n_columns = h.n_columns;
  g->n_entries = h.n_entries;
  place_sections(g);
  status = check_names(g, err);
  if (status == GLOSS_OK) gloss__gaz_find_rules(g->names, g->n_columns, g->rules);
  return status;
}

/* Checks that the gazetteer was made for this tokenizer. */
static gloss_status check_fingerprint(const gloss_gazetteer *g, const gloss_tokenizer *tokenizer,
                                      gloss_error *err) {
  uint64_t fingerprint = tokenizer ? gloss_tokenizer_fingerprint(tokenizer) : g->fingerprint;
  if (g->fingerprint == fingerprint) return GLOSS_OK;
  return gloss__fail(err, GLOSS_EMISMATCH, offsetof(header, fingerprint),
                     "made for tokenizer %016llx, this one is %016llx",
                     (unsigned long long)g->fingerprint, (unsigned long long)fingerprint);
}

gloss_status gloss__gaz_check_sum(const gloss_gazetteer *g, gloss_error *err) {
  header h;
  memcpy(&h, g->image, sizeof h);
  if (h.body == gloss_hash((gloss_str){g->image + sizeof h, g->size - sizeof h})) return GLOSS_OK;
  return bad(err, offsetof(header, body), "the checksum of the sections");
}

static gloss_status bad_item(const gloss_gazetteer *g, enum gloss__gaz_section which, uint32_t item,
                             gloss_error *err) {
  uint64_t at = g->sections[which].offset + (uint64_t)item * kinds[which].unit;
  return gloss__fail(err, GLOSS_EFORMAT, at, "byte %llu: item %u of section %s is out of bounds",
                     (unsigned long long)at, item, kinds[which].name);
}

gloss_status gloss__gaz_check_indexes(const gloss_gazetteer *g, gloss_error *err) {
  for (uint32_t i = 0; i < g->n_postings; i++) {
    gloss__gaz_posting p = g->postings[i];
    int last = i + 1 < g->n_postings || (p.entry & GLOSS__GAZ_LAST);
    if ((p.form & ~GLOSS__GAZ_BYTES) >= g->n_forms ||
        (p.entry & ~GLOSS__GAZ_LAST) >= g->n_entries || !last)
      return bad_item(g, GLOSS__GAZ_POSTINGS, i, err);
  }
  if (g->n_forms && (unsigned char)g->forms[g->n_forms - 1] != GLOSS__GAZ_END)
    return bad_item(g, GLOSS__GAZ_FORMS, g->n_forms - 1, err);
  for (uint32_t i = 0, n = items(g, GLOSS__GAZ_CELLS); i < n; i++)
    if (g->cells[i] > g->n_values) return bad_item(g, GLOSS__GAZ_CELLS, i, err);
  if (g->values[0] != 0) return bad_item(g, GLOSS__GAZ_VALUES, 0, err);
  for (uint32_t i = 1; i <= g->n_values; i++) {
    uint32_t start = g->values[i - 1], end = g->values[i];
    if (end < start || end > g->n_text) return bad_item(g, GLOSS__GAZ_VALUES, i, err);
    if (gloss_utf8_check((gloss_str){g->text + start, end - start}, NULL))
      return bad(err, g->sections[GLOSS__GAZ_TEXT].offset + start, "a value in UTF-8");
  }
  return GLOSS_OK;
}

/* Reads `size` bytes; gives how many there were, or -1 with errno. */
static ssize_t read_all(int fd, char *data, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t n = read(fd, data + done, size - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return -1;
    if (n == 0) break;
    done += (size_t)n;
  }
  return (ssize_t)done;
}

/* Fails with what errno says. */
static gloss_status fail_system(gloss_error *err, gloss_status code, const char *doing,
                                const char *path) {
  char reason[80];
  if (strerror_r(errno, reason, sizeof reason)) snprintf(reason, sizeof reason, "error %d", errno);
  return gloss__fail(err, code, 0, "cannot %s %.120s: %s", doing, path, reason);
}

/* Gives the gazetteer the file's bytes: mapped, or with verify read into memory. */
static gloss_status load(gloss_gazetteer *g, int fd, const char *path, int verify,
                         gloss_error *err) {
  struct stat st;
  if (fstat(fd, &st)) return fail_system(err, GLOSS_EIO, "read", path);
  if (!S_ISREG(st.st_mode))
    return gloss__fail(err, GLOSS_EIO, 0, "cannot read %.120s: not a regular file", path);
  if ((uint64_t)st.st_size < sizeof(header))
    return gloss__fail(err, GLOSS_EFORMAT, (uint64_t)st.st_size,
                       "%.120s: expected a header of %zu bytes, found %lld", path, sizeof(header),
                       (long long)st.st_size);
  size_t size = (size_t)st.st_size;
  if (!verify) {
    void *image = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (image == MAP_FAILED) return fail_system(err, GLOSS_EIO, "map", path);
    g->image = image;
    g->size = size;
    g->mapped = 1;
    return GLOSS_OK;
  }
  g->image = gloss__alloc(&g->alloc, size);
  if (!g->image) return GLOSS_ENOMEM;
  gloss__use_large_pages(g->image, size);
  g->size = size;
  ssize_t n = read_all(fd, g->image, size);
  if (n < 0) return fail_system(err, GLOSS_EIO, "read", path);
  if ((size_t)n == size) return GLOSS_OK;
  return gloss__fail(err, GLOSS_EFORMAT, (uint64_t)n, "%.120s: expected %zu bytes, found %zd", path,
                     size, n);
}

gloss_status gloss_gazetteer_open(gloss_gazetteer **out, const gloss_alloc *alloc, const char *path,
                                  gloss_tokenizer *tokenizer, int verify, gloss_error *err) {
  *out = NULL;
  alloc = gloss__alloc_or_default(alloc);
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return fail_system(err, errno == ENOENT ? GLOSS_ENOENT : GLOSS_EIO, "open", path);
  gloss_status status = GLOSS_ENOMEM;
  gloss_error inner = {GLOSS_ENOMEM, 0, "out of memory"};
  gloss_gazetteer *g = gloss__calloc(alloc, 1, sizeof *g);
  if (!g) goto fail;
  atomic_init(&g->refs, 1);
  g->alloc = *alloc;
  status = load(g, fd, path, verify, err);
  if (status != GLOSS_OK) goto fail;
  status = gloss__gaz_parse(g, &inner);
  if (status == GLOSS_OK) status = check_fingerprint(g, tokenizer, &inner);
  if (status == GLOSS_OK && verify) status = gloss__gaz_check_sum(g, &inner);
  if (status == GLOSS_OK && verify) status = gloss__gaz_check_indexes(g, &inner);
  if (status == GLOSS_OK) status = gloss__fuzzy_new(&g->fuzzy, g, &inner);
  if (status != GLOSS_OK) {
    gloss__fail(err, status, inner.offset, "%.100s: %.120s", path, inner.message);
    goto fail;
  }
  close(fd);
  *out = g;
  return GLOSS_OK;
fail:
  if (g) gloss__gaz_free(g);
  close(fd);
  return status;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static int write_all(int fd, const char *data, size_t size) {
  while (size) {
    ssize_t n = write(fd, data, size);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return -1;
    data += n;
    size -= (size_t)n;
  }
  return 0;
}

static void make_header(const gloss_gazetteer *g, header *h) {
  memset(h, 0, sizeof *h);
  memcpy(h->magic, MAGIC, sizeof h->magic);
  h->byte_order = BYTE_ORDER_MARK;
  h->version = FORMAT_VERSION;
  h->hash_version = GLOSS_HASH_VERSION;
  h->match = g->match;
  h->policy = g->policy;
  h->flags = g->flags;
  h->probes = g->probes;
  h->longest = g->longest;
  h->n_columns = g->n_columns;
  h->n_entries = g->n_entries;
  h->size = g->size;
  h->fingerprint = g->fingerprint;
  h->seed = g->seed;
  memcpy(h->sections, g->sections, sizeof h->sections);
  gloss__gaz_sign((char *)h, g->image + sizeof *h, g->size - sizeof *h);
}

/* Whether a rename to a path replaces nothing but a file; of a directory the rename itself says no. */
static int is_replaceable(const char *path) {
  struct stat st;
  return stat(path, &st) || S_ISREG(st.st_mode) || S_ISDIR(st.st_mode);
}

/* Makes a name for a temporary file beside a path and creates it; gives the descriptor or -1. */
static int create_beside(const char *path, char *name, size_t room) {
  for (int attempt = 0; attempt < 100; attempt++) {
    snprintf(name, room, "%s.%ld-%d.tmp", path, (long)getpid(), attempt);
    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0 || errno != EEXIST) return fd;
  }
  return -1;
}

/* Makes a rename in a path's directory durable; a file system that cannot is let be. */
static void sync_directory(const char *path, char *name) {
  const char *slash = strrchr(path, '/');
  size_t size = slash ? (size_t)(slash - path) + 1 : 0;
  if (slash)
    memcpy(name, path, size);
  else
    name[size++] = '.';
  name[size] = '\0';
  int fd = open(name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

gloss_status gloss_gazetteer_save(gloss_gazetteer *g, const char *path, gloss_error *err) {
  if (g->base)
    return gloss__fail(err, GLOSS_EARG, 0, "an overlay is no file; build one of all entries");
  if (!is_replaceable(path))
    return gloss__fail(err, GLOSS_EIO, 0, "cannot write %.120s: not a regular file", path);
  size_t room = strlen(path) + 48;
  char *name = gloss__alloc(&g->alloc, room);
  if (!name) return GLOSS_ENOMEM;
  gloss_status status = GLOSS_OK;
  header h;
  make_header(g, &h);
  int fd = create_beside(path, name, room);
  if (fd < 0) {
    status = fail_system(err, GLOSS_EIO, "create", path);
    goto done;
  }
  int failed = write_all(fd, (const char *)&h, sizeof h) ||
               write_all(fd, g->image + sizeof h, g->size - sizeof h) || fsync(fd);
  int reason = errno;
  if (close(fd) && !failed) {
    failed = 1;
    reason = errno;
  }
  if (!failed && rename(name, path)) {
    failed = 1;
    reason = errno;
  }
  if (failed) {
    unlink(name);
    errno = reason;
    status = fail_system(err, GLOSS_EIO, "write", path);
    goto done;
  }
  sync_directory(path, name);
done:
  gloss__free(&g->alloc, name, room);
  return status;
}
