/* Preloaded: makes what a program does to files fail. $FAIL_WRITE_AT=K: the K-th of its writes, syncs, links and
 * renames (and all after it) fails as on a full disk. $FAIL_WRITE_SHORT: every write takes half of what it is given.
 * $FAIL_NAMELESS: no file can be without a name, as on file systems that have no such files. $FAIL_KILL_AT=K: the
 * program is killed there. Standard output and error stay as they are. */
#undef _FILE_OFFSET_BITS /* open and open64 are two names here */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SHOWN __attribute__((visibility("default")))

static atomic_long calls;

static long number_of(const char *name)
{
	const char *text = getenv(name);

	return text ? strtol(text, NULL, 10) : 0;
}

static int is_set(const char *name)
{
	const char *text = getenv(name);

	return text && *text;
}

static int fails(void)
{
	long call = atomic_fetch_add(&calls, 1) + 1, at = number_of("FAIL_WRITE_AT");

	if (call == number_of("FAIL_KILL_AT"))
		kill(getpid(), SIGKILL);
	if (!at || call < at)
		return 0;
	errno = ENOSPC;
	return 1;
}

static size_t taken(size_t size)
{
	return is_set("FAIL_WRITE_SHORT") && size > 1 ? size / 2 : size;
}

#define NEXT(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

SHOWN ssize_t write(int fd, const void *bytes, size_t size)
{
	if (fd <= STDERR_FILENO)
		return NEXT(write)(fd, bytes, size);
	return fails() ? -1 : NEXT(write)(fd, bytes, taken(size));
}

SHOWN ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at)
{
	return fails() ? -1 : NEXT(pwrite)(fd, bytes, taken(size), at);
}

SHOWN ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at)
{
	return fails() ? -1 : NEXT(pwrite64)(fd, bytes, taken(size), at);
}

SHOWN int fsync(int fd)
{
	return fails() ? -1 : NEXT(fsync)(fd);
}

SHOWN int fchmod(int fd, mode_t mode)
{
	return fails() ? -1 : NEXT(fchmod)(fd, mode);
}

SHOWN int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
	return fails() ? -1 : NEXT(linkat)(from_folder, from, to_folder, to, flags);
}

SHOWN int rename(const char *from, const char *to)
{
	return fails() ? -1 : NEXT(rename)(from, to);
}

static int is_refused(int flags)
{
	if ((flags & O_TMPFILE) != O_TMPFILE || !is_set("FAIL_NAMELESS"))
		return 0;
	errno = EOPNOTSUPP;
	return 1;
}

SHOWN int open(const char *path, int flags, ...)
{
	va_list more;
	va_start(more, flags);
	mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
	va_end(more);
	return is_refused(flags) ? -1 : NEXT(open)(path, flags, mode);
}

SHOWN int open64(const char *path, int flags, ...)
{
	va_list more;
	va_start(more, flags);
	mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
	va_end(more);
	return is_refused(flags) ? -1 : NEXT(open64)(path, flags, mode);
}
