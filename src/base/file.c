/* Mapping and reading. Writing: writer.c. */
#include "base/file.h"

#include "base/memory.h"

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
		memory_scattered(p, (size_t)st.st_size);
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
