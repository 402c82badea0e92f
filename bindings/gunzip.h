/* gunzip.h -- a gzip file as a source for libarchive, by zlib: what libarchive's own filter leaves
** out, the checksum and length at the end of each member, is verified. */
#ifndef GLOSS_GUNZIP_H
#define GLOSS_GUNZIP_H

#include <archive.h>
#include <stdint.h>
#include <zlib.h>

typedef struct gunzip {
  z_stream stream;
  __typeof__(archive_set_error) *set_error; /* set before it is read */
  int64_t taken;                            /* bytes of the file */
  int fd, inside;                           /* whether a member has begun that has not ended */
  unsigned char in[1 << 16], out[1 << 16];
} gunzip;

/* Opens a file: 1, or 0 when it is no gzip file, cannot be opened, or memory is short; then there
** is nothing to close. */
int gunzip_open(gunzip *g, const char *path);

/* Callbacks of archive_read_open, whose data is the gunzip; the second ends what gunzip_open did. */
la_ssize_t gunzip_read(struct archive *archive, void *data, const void **bytes);
int gunzip_close(struct archive *archive, void *data);

#endif
