#include "base/file.h"

#include <errno.h>
#include <limits.h>
#include <sys/stat.h>

static ties_code make_folder(const char *path, ties_error *err)
{
	struct stat st;

	if (mkdir(path, 0777) == 0)
		return TIES_OK;
	if (errno != EEXIST)
		return error_errno(err, path, "make the folder");
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return TIES_OK;
	return error_set(err, TIES_ERR_IO, "%s: is no folder; name another one", path);
}

ties_code file_make_folders(const char *path, ties_error *err)
{
	char part[PATH_MAX];
	size_t len = strlen(path);

	if (len == 0 || len >= sizeof part)
		return error_set(err, TIES_ERR_USAGE, "a folder needs a path, of at most %zu bytes", sizeof part - 1);
	memcpy(part, path, len + 1);
	for (size_t i = 1; i < len; i++) {
		if (part[i] != '/')
			continue;
		part[i] = '\0';
		ties_code rc = make_folder(part, err);
		if (rc != TIES_OK)
			return rc;
		part[i] = '/';
	}
	return make_folder(path, err);
}

ties_code file_make_folder_of(const char *path, ties_error *err)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) : 0;

	if (len == 0 || len >= sizeof folder) /* the folder at hand, the root; of what is too long opening tells */
		return TIES_OK;
	memcpy(folder, path, len);
	folder[len] = '\0';
	return file_make_folders(folder, err);
}
