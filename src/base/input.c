/* Streams that undo their own compression.
 *
 *   source (fd or memory) -> raw block -> decoder (none, gzip, zstd) -> plain block -> caller
 *
 * The format is told from the first bytes of the raw stream and, after a member ends, from the next ones:
 * concatenated members (as `cat a.gz b.gz` makes) read as one. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

enum { RAW_BLOCK = 64 * 1024 };

enum coding { CODING_UNTOLD, CODING_PLAIN, CODING_GZIP, CODING_ZSTD };

struct input {
	char *name;
	int fd;              /* -1 when reading from memory */
	str memory;          /* what is left of it */
	bool raw_end;        /* the source is exhausted */
	uint64_t raw_offset; /* bytes taken from the source so far, for messages */
	size_t raw_at, raw_len;
	enum coding coding;
	bool in_member; /* a compressed member has begun and not ended */
	z_stream gzip;
	ZSTD_DStream *zstd;
	struct buf ahead; /* plain bytes decoded but not yet handed out, from ahead_at on */
	size_t ahead_at;
	bool plain_end;
	struct buf line;
	uint64_t line_number;
	bool after_cr; /* the last line ended in CR: a following LF belongs to it */
	unsigned char raw[RAW_BLOCK];
};

static ties_code open_stream(struct input **out, const char *name, int fd, str memory, ties_error *err)
{
	struct input *in = calloc(1, sizeof *in);

	*out = NULL;
	if (!in || !(in->name = strdup(name))) {
		free(in);
		return error_nomem(err);
	}
	in->fd = fd;
	in->memory = memory;
	*out = in;
	return TIES_OK;
}

ties_code input_open(struct input **out, const char *path, ties_error *err)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

	*out = NULL;
	if (fd < 0)
		return error_errno(err, path, "open it");
	ties_code rc = open_stream(out, standard ? "standard input" : path, fd, (str){NULL, 0}, err);
	if (rc != TIES_OK)
		close(fd);
	return rc;
}

ties_code input_open_memory(struct input **out, const char *name, str bytes, ties_error *err)
{
	return open_stream(out, name, -1, bytes, err);
}

void input_close(struct input *in)
{
	if (!in)
		return;
	if (in->fd >= 0)
		close(in->fd);
	if (in->coding == CODING_GZIP)
		inflateEnd(&in->gzip);
	ZSTD_freeDStream(in->zstd);
	buf_finish(&in->ahead);
	buf_finish(&in->line);
	free(in->name);
	free(in);
}

const char *input_name(const struct input *in)
{
	return in->name;
}

uint64_t input_line_number(const struct input *in)
{
	return in->line_number;
}

/* Brings more raw bytes behind those still unread, up to a full block. */
static ties_code fill_raw(struct input *in, ties_error *err)
{
	memmove(in->raw, in->raw + in->raw_at, in->raw_len - in->raw_at);
	in->raw_len -= in->raw_at;
	in->raw_at = 0;
	while (in->raw_len < RAW_BLOCK && !in->raw_end) {
		ssize_t n;
		if (in->fd < 0) {
			str take = str_slice(in->memory, 0, RAW_BLOCK - in->raw_len);
			if (take.len)
				memcpy(in->raw + in->raw_len, take.ptr, take.len);
			in->memory = str_slice(in->memory, take.len, in->memory.len);
			n = (ssize_t)take.len;
		} else {
			n = read(in->fd, in->raw + in->raw_len, RAW_BLOCK - in->raw_len);
		}
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, in->name, "read it");
		if (n == 0)
			in->raw_end = true;
		in->raw_len += (size_t)n;
		in->raw_offset += (uint64_t)n;
	}
	return TIES_OK;
}

static ties_code damaged(struct input *in, const char *what, const char *why, ties_error *err)
{
	return error_set(err, TIES_ERR_FORMAT, "%s: damaged %s data near byte %llu: %s", in->name, what,
	                 (unsigned long long)(in->raw_offset - (in->raw_len - in->raw_at)), why);
}

static ties_code begin_member(struct input *in, ties_error *err)
{
	const unsigned char *p = in->raw + in->raw_at;
	size_t n = in->raw_len - in->raw_at;
	bool gzip = n >= 2 && p[0] == 0x1f && p[1] == 0x8b;
	bool zstd = n >= 4 && p[0] == 0x28 && p[1] == 0xb5 && p[2] == 0x2f && p[3] == 0xfd;

	if (in->coding == CODING_UNTOLD) {
		in->coding = gzip ? CODING_GZIP : zstd ? CODING_ZSTD : CODING_PLAIN;
		if (gzip && inflateInit2(&in->gzip, 15 + 16) != Z_OK) {
			in->coding = CODING_UNTOLD;
			return error_nomem(err);
		}
		if (zstd && !(in->zstd = ZSTD_createDStream()))
			return error_nomem(err);
		in->in_member = in->coding != CODING_PLAIN;
		return TIES_OK;
	}
	if (in->coding == CODING_GZIP) {
		if (!gzip)
			return damaged(in, "gzip", "there is something else behind its end", err);
		inflateReset(&in->gzip);
	} else if (ZSTD_isError(ZSTD_initDStream(in->zstd))) {
		return error_nomem(err);
	}
	in->in_member = true;
	return TIES_OK;
}

static ties_code decode_gzip(struct input *in, char *into, size_t size, size_t *got, ties_error *err)
{
	in->gzip.next_in = in->raw + in->raw_at;
	in->gzip.avail_in = (uInt)(in->raw_len - in->raw_at);
	in->gzip.next_out = (Bytef *)into;
	in->gzip.avail_out = size > 1u << 30 ? 1u << 30 : (uInt)size;
	uInt room = in->gzip.avail_out;
	int rc = inflate(&in->gzip, Z_NO_FLUSH);
	in->raw_at = in->raw_len - in->gzip.avail_in;
	*got = room - in->gzip.avail_out;
	if (rc == Z_STREAM_END)
		in->in_member = false;
	else if (rc == Z_MEM_ERROR)
		return error_nomem(err);
	else if (rc != Z_OK && rc != Z_BUF_ERROR)
		return damaged(in, "gzip", in->gzip.msg ? in->gzip.msg : "unknown reason", err);
	return TIES_OK;
}

static ties_code decode_zstd(struct input *in, char *into, size_t size, size_t *got, ties_error *err)
{
	ZSTD_inBuffer from = {in->raw + in->raw_at, in->raw_len - in->raw_at, 0};
	ZSTD_outBuffer to = {into, size, 0};
	size_t rc = ZSTD_decompressStream(in->zstd, &to, &from);

	if (ZSTD_isError(rc))
		return damaged(in, "zstd", ZSTD_getErrorName(rc), err);
	in->raw_at += from.pos;
	*got = to.pos;
	if (rc == 0)
		in->in_member = false;
	return TIES_OK;
}

/* Plain bytes straight from the decoder; *got == 0 only at the end. */
static ties_code decode(struct input *in, char *into, size_t size, size_t *got, ties_error *err)
{
	*got = 0;
	while (*got == 0 && !in->plain_end) {
		ties_code rc = TIES_OK;
		if (in->raw_len - in->raw_at < 8 || in->coding == CODING_UNTOLD)
			rc = fill_raw(in, err);
		size_t have = in->raw_len - in->raw_at;
		if (rc == TIES_OK && in->coding != CODING_PLAIN && !in->in_member && have)
			rc = begin_member(in, err);
		if (rc != TIES_OK)
			return rc;
		if (have == 0 && !in->in_member) {
			in->plain_end = true;
		} else if (in->coding == CODING_PLAIN) {
			*got = have < size ? have : size;
			memcpy(into, in->raw + in->raw_at, *got);
			in->raw_at += *got;
		} else {
			rc = in->coding == CODING_GZIP ? decode_gzip(in, into, size, got, err)
			                               : decode_zstd(in, into, size, got, err);
			if (rc == TIES_OK && *got == 0 && in->in_member && in->raw_end && in->raw_at == in->raw_len)
				rc = damaged(in, in->coding == CODING_GZIP ? "gzip" : "zstd",
				             "the file ends in the middle; download it again", err);
			if (rc != TIES_OK)
				return rc;
		}
	}
	return TIES_OK;
}

ties_code input_peek(struct input *in, str *head, ties_error *err)
{
	while (in->ahead.len - in->ahead_at < INPUT_HEAD && !in->plain_end) {
		size_t got;
		if (!buf_reserve(&in->ahead, INPUT_HEAD))
			return error_nomem(err);
		ties_code rc = decode(in, in->ahead.ptr + in->ahead.len, INPUT_HEAD, &got, err);
		if (rc != TIES_OK)
			return rc;
		in->ahead.len += got;
	}
	size_t n = in->ahead.len - in->ahead_at;
	*head = n ? (str){in->ahead.ptr + in->ahead_at, n < INPUT_HEAD ? n : INPUT_HEAD} : (str){NULL, 0};
	return TIES_OK;
}

ties_code input_read(struct input *in, void *into, size_t size, size_t *got, ties_error *err)
{
	size_t waiting = in->ahead.len - in->ahead_at;

	if (waiting) {
		*got = waiting < size ? waiting : size;
		memcpy(into, in->ahead.ptr + in->ahead_at, *got);
		in->ahead_at += *got;
		if (in->ahead_at == in->ahead.len)
			in->ahead.len = in->ahead_at = 0;
		return TIES_OK;
	}
	return decode(in, into, size, got, err);
}

/* One more block of plain bytes ahead; false in *more at the end. */
static ties_code read_ahead(struct input *in, bool *more, ties_error *err)
{
	size_t got;

	in->ahead.len = in->ahead_at = 0;
	if (!buf_reserve(&in->ahead, INPUT_HEAD))
		return error_nomem(err);
	ties_code rc = decode(in, in->ahead.ptr, INPUT_HEAD, &got, err);
	in->ahead.len = rc == TIES_OK ? got : 0;
	*more = got > 0;
	return rc;
}

static size_t line_end(const char *p, size_t n)
{
	const char *lf = memchr(p, '\n', n);
	const char *cr = memchr(p, '\r', lf ? (size_t)(lf - p) : n);

	return cr ? (size_t)(cr - p) : lf ? (size_t)(lf - p) : n;
}

ties_code input_line(struct input *in, str *line, size_t limit, bool *more, ties_error *err)
{
	bool any = false;

	buf_clear(&in->line);
	for (;;) {
		bool rest = true;
		if (in->ahead_at == in->ahead.len) {
			ties_code rc = read_ahead(in, &rest, err);
			if (rc != TIES_OK)
				return rc;
		}
		if (rest && in->after_cr && in->ahead.ptr[in->ahead_at] == '\n')
			in->ahead_at++;
		else if (!rest)
			break;
		in->after_cr = false;
		const char *p = in->ahead.ptr + in->ahead_at;
		size_t left = in->ahead.len - in->ahead_at;
		size_t n = line_end(p, left);
		any = any || left > 0;
		buf_add(&in->line, (str){p, n});
		if (in->line.failed)
			return error_nomem(err);
		if (in->line.len > limit)
			return error_at(err, TIES_ERR_LIMIT, in->name, in->line_number + 1,
			                "a line is longer than %zu bytes", limit);
		in->ahead_at += n < left ? n + 1 : n;
		if (n < left) {
			in->after_cr = p[n] == '\r';
			break;
		}
	}
	*more = any;
	in->line_number += any;
	*line = (str){buf_cstr(&in->line), in->line.len};
	return TIES_OK;
}
