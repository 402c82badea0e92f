/* gunzip.c -- see gunzip.h. A file is members one after another; zeros may follow the last. */
#include "gunzip.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int gunzip_open(gunzip *g, const char *path) {
  unsigned char magic[2];
  memset(&g->stream, 0, sizeof g->stream);
  g->taken = g->inside = 0;
  g->fd = open(path, O_RDONLY | O_CLOEXEC);
  if (g->fd < 0) return 0;
  if (pread(g->fd, magic, 2, 0) == 2 && magic[0] == 0x1F && magic[1] == 0x8B &&
      inflateInit2(&g->stream, MAX_WBITS + 16) == Z_OK)
    return 1;
  close(g->fd);
  return 0;
}

int gunzip_close(struct archive *archive, void *data) {
  gunzip *g = data;
  (void)archive;
  if (g->fd >= 0) {
    inflateEnd(&g->stream);
    close(g->fd);
  }
  g->fd = -1;
  return ARCHIVE_OK;
}

/* Reads more of the file: 1, 0 at its end, -1 with errno. */
static int fill(gunzip *g) {
  ssize_t n;
  do n = read(g->fd, g->in, sizeof g->in);
  while (n < 0 && errno == EINTR);
  if (n <= 0) return (int)n;
  g->taken += n;
  g->stream.next_in = g->in;
  g->stream.avail_in = (uInt)n;
  return 1;
}

/* Goes on to the next member: 1, or 0 when there is none. */
static int next_member(gunzip *g) {
  while (g->stream.avail_in > 0 && *g->stream.next_in == 0) { /* a tape's padding */
    g->stream.next_in++;
    g->stream.avail_in--;
  }
  if (g->stream.avail_in == 0) return 0;
  g->inside = 1;
  inflateReset(&g->stream);
  return 1;
}

static la_ssize_t fail(gunzip *g, struct archive *archive, int code, const char *why) {
  g->set_error(archive, code, "%s", why);
  return ARCHIVE_FATAL;
}

la_ssize_t gunzip_read(struct archive *archive, void *data, const void **bytes) {
  gunzip *g = data;
  *bytes = g->out;
  g->stream.next_out = g->out;
  g->stream.avail_out = sizeof g->out;
  for (;;) {
    int more = g->stream.avail_in > 0 ? 1 : fill(g);
    if (more < 0) return fail(g, archive, errno, strerror(errno));
    if (more == 0 && g->inside) return fail(g, archive, EILSEQ, "is cut off");
    if (more == 0) return 0;
    if (!g->inside && !next_member(g)) continue;
    int code = inflate(&g->stream, Z_NO_FLUSH);
    if (code == Z_STREAM_END) g->inside = 0;
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
      return fail(g, archive, EILSEQ, g->stream.msg != NULL ? g->stream.msg : "is damaged");
    if (g->stream.avail_out < sizeof g->out)
      return (la_ssize_t)(sizeof g->out - g->stream.avail_out);
  }
}
