/* Files that appear whole or not at all, and the lock of who replaces a file by one made of it.
 *
 * A temporary file has no name (O_TMPFILE) until all is written and synced; a rename can only replace what has one, so
 * it gets one for that moment. Whoever is killed then, or writes where files must have names, leaves a file behind.
 * Writers lock their temporary, and locks die with their holder: what can be locked is left over, and the next writer
 * removes it. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct file_writer {
	int fd;
	int failed;          /* errno of the first failure, 0 while all is well */
	uint64_t written;    /* bytes handed over so far */
	char *path;          /* the target */
	char *folder;        /* that it is in */
	char *temporary;     /* beside it; NULL while the file has no name */
	size_t held;         /* bytes waiting in block */
	char block[1 << 21]; /* so much at once that the page cache may keep the file in large pages */
};

/* ---- names of temporary files -------------------------------------------------------------------------- */

#define TEMPORARY_MARK ".tmp-"
enum { TEMPORARY_DIGITS = 8, TRIES = 100 };

static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* A fresh name beside the target; false and errno when there is none. */
static bool name_temporary(struct file_writer *w)
{
	uint32_t random = 0;

	free(w->temporary);
	w->temporary = NULL;
	if (getentropy(&random, sizeof random) < 0)
		return false;
	if (asprintf(&w->temporary, "%s" TEMPORARY_MARK "%0*x", w->path, TEMPORARY_DIGITS, (unsigned)random) >= 0)
		return true;
	w->temporary = NULL;
	errno = ENOMEM;
	return false;
}

/* Is `name` that of a temporary file of the target called `base`? */
static bool is_temporary_of(str name, str base)
{
	size_t mark = sizeof TEMPORARY_MARK - 1;

	if (!str_starts(name, base) || name.len != base.len + mark + TEMPORARY_DIGITS)
		return false;
	return str_equal(str_slice(name, base.len, base.len + mark), STR(TEMPORARY_MARK)) &&
	       strspn(name.ptr + base.len + mark, "0123456789abcdef") == TEMPORARY_DIGITS;
}

/* Removes a temporary file whose writer is gone: nobody holds its lock, and the name is still that of the file locked.
 */
static void remove_left_over(int folder, const char *name)
{
	struct stat held, named;
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &held) == 0 && S_ISREG(held.st_mode) &&
	    fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 && same_file(&held, &named))
		unlinkat(folder, name, 0);
	close(fd);
}

static void remove_left_overs(const struct file_writer *w)
{
	const char *slash = strrchr(w->path, '/');
	str base = str_from(slash ? slash + 1 : w->path);
	DIR *folder = opendir(w->folder);

	if (!folder)
		return;
	for (struct dirent *e; (e = readdir(folder));)
		if (is_temporary_of(str_from(e->d_name), base))
			remove_left_over(dirfd(folder), e->d_name);
	closedir(folder);
}

/* ---- making one ------------------------------------------------------------------------------------------ */

/* A file without a name, which linkat can give it one through /proc. Not every file system has such files. */
static bool make_nameless(struct file_writer *w, mode_t mode)
{
	if (access("/proc/self/fd", X_OK) < 0)
		return false;
	w->fd = open(w->folder, O_RDWR | O_TMPFILE | O_CLOEXEC, mode);
	return w->fd >= 0;
}

/* Until it is locked, another writer may take it for left over and remove it: then it is no use. */
static bool is_lost(int fd)
{
	struct stat st;

	return flock(fd, LOCK_EX | LOCK_NB) < 0 ? errno == EWOULDBLOCK : fstat(fd, &st) == 0 && st.st_nlink == 0;
}

/* A new file beside the target, so that rename stays within one file system. mkstemp would not do: it makes files that
 * only their owner may read, and a process cannot ask its umask what a plain open would leave. */
static bool make_named(struct file_writer *w, mode_t mode)
{
	for (unsigned i = 0; i < TRIES; i++) {
		if (!name_temporary(w))
			return false;
		w->fd = open(w->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
		if (w->fd >= 0 && !is_lost(w->fd))
			return true;
		if (w->fd < 0 && errno != EEXIST)
			return false;
		if (w->fd >= 0)
			close(w->fd);
		w->fd = -1;
	}
	errno = EEXIST;
	return false;
}

static ties_code make_temporary(struct file_writer *w, ties_error *err)
{
	struct stat st;
	mode_t mode =
	    stat(w->path, &st) == 0 ? st.st_mode & 0777 : 0666; /* never more than who may read the old file */

	w->fd = -1;
	remove_left_overs(w);
	if (make_nameless(w, mode)) {
		flock(w->fd, LOCK_EX | LOCK_NB); /* nobody else can know it */
		return TIES_OK;
	}
	return make_named(w, mode) ? TIES_OK : error_errno(err, w->path, "create it");
}

/* Gives a file without a name one; false and errno when that fails. */
static bool give_name(struct file_writer *w)
{
	char self[32];

	snprintf(self, sizeof self, "/proc/self/fd/%d", w->fd);
	for (unsigned i = 0; i < TRIES; i++) {
		if (!name_temporary(w))
			return false;
		if (linkat(AT_FDCWD, self, AT_FDCWD, w->temporary, AT_SYMLINK_FOLLOW) == 0)
			return true;
		int why = errno;
		free(w->temporary);
		w->temporary = NULL;
		errno = why;
		if (why != EEXIST)
			return false;
	}
	return false;
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
	if (!w)
		return error_nomem(err);
	const char *slash = strrchr(path, '/');
	w->fd = -1;
	w->path = strdup(path);
	w->folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
	ties_code rc = w->path && w->folder ? make_temporary(w, err) : error_nomem(err);
	if (rc != TIES_OK) {
		free(w->temporary);
		w->temporary = NULL; /* whatever has that name is not ours */
		file_abandon(w);
		return rc;
	}
	*out = w;
	return TIES_OK;
}

/* ---- writing ------------------------------------------------------------------------------------------- */

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

static void sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

void file_sync_folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");

	if (folder)
		sync_folder(folder);
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
	if (!w->failed && !w->temporary && !give_name(w))
		w->failed = errno;
	if (!w->failed && rename(w->temporary, w->path) < 0)
		w->failed = errno;
	if (w->failed) {
		errno = w->failed;
		rc = error_errno(err, w->path, "write it");
	} else {
		sync_folder(w->folder);
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
	if (w->temporary)
		unlink(w->temporary);
	if (w->fd >= 0)
		close(w->fd);
	free(w->temporary);
	free(w->folder);
	free(w->path);
	free(w);
}

/* ---- locking ------------------------------------------------------------------------------------------- */

ties_code file_lock(struct file_lock *out, const char *path, ties_error *err)
{
	struct stat held, named;

	for (;;) {
		out->fd = open(path, O_RDONLY | O_CLOEXEC);
		if (out->fd < 0)
			return error_errno(err, path, "open it");
		while (flock(out->fd, LOCK_EX) < 0)
			if (errno != EINTR) {
				file_unlock(out);
				return TIES_OK; /* no locks there: as good as it gets */
			}
		if (fstat(out->fd, &held) < 0 || stat(path, &named) < 0) {
			file_unlock(out);
			return error_errno(err, path, "ask for it");
		}
		if (same_file(&held, &named))
			return TIES_OK;
		file_unlock(out); /* replaced while we waited */
	}
}

void file_unlock(struct file_lock *lock)
{
	if (lock->fd >= 0)
		close(lock->fd);
	lock->fd = -1;
}

bool file_is_same(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && same_file(&x, &y);
}
