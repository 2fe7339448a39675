/* Mapping for reading, and files that appear whole or not at all. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

ties_code file_map(struct file_map *out, const char *path, ties_error *err)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	*out = (struct file_map){0};
	if (fd < 0)
		return error_errno(err, path, "open it");
	if (fstat(fd, &st) < 0) {
		close(fd);
		return error_errno(err, path, "ask its size");
	}
	if (!S_ISREG(st.st_mode)) {
		close(fd);
		return error_set(err, TIES_ERR_FORMAT, "%s: is not a regular file", path);
	}
	if (st.st_size > 0) {
		void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
		if (p == MAP_FAILED) {
			close(fd);
			return error_errno(err, path, "map it");
		}
		out->bytes = (str){p, (size_t)st.st_size};
	}
	close(fd);
	return TIES_OK;
}

void file_unmap(struct file_map *map)
{
	if (map->bytes.len)
		munmap((void *)(uintptr_t)map->bytes.ptr, map->bytes.len);
	*map = (struct file_map){0};
}

ties_code file_read(struct buf *out, const char *path, size_t limit, ties_error *err)
{
	struct input *in;
	ties_code rc = input_open(&in, path, err);
	size_t got = 1;

	while (rc == TIES_OK && got) {
		enum { STEP = 1 << 16 };
		if (!buf_reserve(out, STEP)) {
			rc = error_nomem(err);
			break;
		}
		rc = input_read(in, out->ptr + out->len, STEP, &got, err);
		out->len += rc == TIES_OK ? got : 0;
		if (rc == TIES_OK && out->len > limit)
			rc = error_at(err, TIES_ERR_LIMIT, input_name(in), 0, "is longer than %zu bytes", limit);
	}
	input_close(in);
	return rc;
}

struct file_writer {
	int fd;
	int failed;       /* errno of the first failure, 0 while all is well */
	uint64_t written; /* bytes handed over so far */
	char *path;       /* the target */
	char *temporary;  /* beside it */
	size_t held;      /* bytes waiting in block */
	char block[1 << 16];
};

/* A name beside the target, so that rename stays within one file system. */
static char *temporary_name(const char *path)
{
	char *name = NULL;

	if (asprintf(&name, "%s.tmp-XXXXXX", path) < 0)
		return NULL;
	return name;
}

ties_code file_writer_open(struct file_writer **out, const char *path, ties_error *err)
{
	struct file_writer *w = calloc(1, sizeof *w);

	*out = NULL;
	if (!w || !(w->path = strdup(path)) || !(w->temporary = temporary_name(path))) {
		if (w)
			free(w->path);
		free(w);
		return error_nomem(err);
	}
	w->fd = mkostemp(w->temporary, O_CLOEXEC);
	if (w->fd < 0) {
		ties_code rc = error_errno(err, path, "write beside it");
		free(w->temporary);
		free(w->path);
		free(w);
		return rc;
	}
	*out = w;
	return TIES_OK;
}

static void flush(struct file_writer *w)
{
	for (size_t done = 0; done < w->held && !w->failed;) {
		ssize_t n = write(w->fd, w->block + done, w->held - done);
		if (n < 0 && errno != EINTR)
			w->failed = errno;
		else if (n > 0)
			done += (size_t)n;
	}
	w->held = 0;
}

void file_write(struct file_writer *w, const void *bytes, size_t size)
{
	const char *from = bytes;

	w->written += size;
	while (size && !w->failed) {
		size_t n = sizeof w->block - w->held < size ? sizeof w->block - w->held : size;
		memcpy(w->block + w->held, from, n);
		w->held += n;
		from += n;
		size -= n;
		if (w->held == sizeof w->block)
			flush(w);
	}
}

uint64_t file_written(const struct file_writer *w)
{
	return w->written;
}

void file_write_at(struct file_writer *w, uint64_t offset, const void *bytes, size_t size)
{
	flush(w);
	for (size_t done = 0; done < size && !w->failed;) {
		ssize_t n = pwrite(w->fd, (const char *)bytes + done, size - done, (off_t)(offset + done));
		if (n < 0 && errno != EINTR)
			w->failed = errno;
		else if (n > 0)
			done += (size_t)n;
	}
}

/* A rename is only durable once the folder is synced. A folder that cannot be synced (some network file
 * systems) is not a failure of the write. */
static void sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
	int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(folder);
}

/* mkostemp made the file 0600; give it what open(…, 0666) would have: the target's mode, or the umask's. */
static void set_mode(struct file_writer *w)
{
	struct stat st;
	mode_t mode = stat(w->path, &st) == 0 ? st.st_mode & 0777 : 0644;

	if (fchmod(w->fd, mode) < 0 && !w->failed)
		w->failed = errno;
}

ties_code file_commit(struct file_writer *w, ties_error *err)
{
	ties_code rc = TIES_OK;

	flush(w);
	set_mode(w);
	if (!w->failed && fsync(w->fd) < 0)
		w->failed = errno;
	if (!w->failed && rename(w->temporary, w->path) < 0)
		w->failed = errno;
	if (w->failed) {
		errno = w->failed;
		rc = error_errno(err, w->path, "write it");
	} else {
		sync_folder(w->path);
		free(w->temporary);
		w->temporary = NULL;
	}
	file_abandon(w);
	return rc;
}

void file_abandon(struct file_writer *w)
{
	if (!w)
		return;
	close(w->fd);
	if (w->temporary)
		unlink(w->temporary);
	free(w->temporary);
	free(w->path);
	free(w);
}
