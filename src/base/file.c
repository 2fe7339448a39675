/* Mapping and reading. Writing: writer.c. */
#include "base/file.h"

#include <fcntl.h>
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

/* A new file beside the target, so that rename stays within one file system. mkstemp would not do: it makes files that
 * only their owner may read, and a process cannot ask its umask what a plain open would leave. */
static ties_code make_temporary(struct file_writer *w, ties_error *err)
{
	enum { TRIES = 100 };
	struct stat st;
	mode_t mode =
	    stat(w->path, &st) == 0 ? st.st_mode & 0777 : 0666; /* never more than who may read the old file */

	w->fd = -1;
	for (unsigned i = 0; i < TRIES && w->fd < 0; i++) {
		uint32_t random = 0;
		free(w->temporary);
		w->temporary = NULL;
		if (getentropy(&random, sizeof random) < 0)
			return error_errno(err, w->path, "name a file beside it");
		if (asprintf(&w->temporary, "%s.tmp-%08x", w->path, (unsigned)random) < 0) {
			w->temporary = NULL;
			return error_nomem(err);
		}
		w->fd = open(w->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (w->fd < 0 && errno != EEXIST)
			break;
	}
	return w->fd < 0 ? error_errno(err, w->path, "create it") : TIES_OK;
}

/* A rename would put a file in the place of a device, or fail on a folder when all the work is done. */
static ties_code refuse_target(const char *path, ties_error *err)
{
	struct stat st;

	if (stat(path, &st) < 0 || S_ISREG(st.st_mode))
		return TIES_OK;
	return error_set(err, TIES_ERR_IO, "%s: is %s; name a file to write", path,
	                 S_ISDIR(st.st_mode) ? "a folder" : "no regular file");
}

ties_code file_writer_open(struct file_writer **out, const char *path, ties_error *err)
{
	ties_code refused = refuse_target(path, err);

	*out = NULL;
	if (refused)
		return refused;
	struct file_writer *w = calloc(1, sizeof *w);
	if (!w || !(w->path = strdup(path))) {
		free(w);
		return error_nomem(err);
	}
	ties_code rc = make_temporary(w, err);
	if (rc != TIES_OK) {
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

void file_sync_folder_of(const char *path)
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

/* A file that is replaced keeps its rights, also those that the umask took. */
static void keep_mode(struct file_writer *w)
{
	struct stat st;

	if (stat(w->path, &st) == 0 && fchmod(w->fd, st.st_mode & 0777) < 0 && !w->failed)
		w->failed = errno;
}

ties_code file_commit(struct file_writer *w, ties_error *err)
{
	ties_code rc = TIES_OK;

	flush(w);
	keep_mode(w);
	if (!w->failed && fsync(w->fd) < 0)
		w->failed = errno;
	if (!w->failed && rename(w->temporary, w->path) < 0)
		w->failed = errno;
	if (w->failed) {
		errno = w->failed;
		rc = error_errno(err, w->path, "write it");
	} else {
		file_sync_folder_of(w->path);
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
