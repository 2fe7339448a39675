/* The folder of dated versions. */
#include "fetch/archive.h"

#include "base/file.h"
#include "dates/dates.h"
#include "sources/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DAY_LEN = 10 };

/* ---- opening --------------------------------------------------------------------------------------------- */

/** A write of the manifest that was killed left its temporary. */
static void sweep(const char *root)
{
	DIR *dir = opendir(root);

	for (struct dirent *entry; dir && (entry = readdir(dir));)
		if (str_starts(str_from(entry->d_name), STR("manifest.tsv.tmp-")))
			unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
}

ties_code archive_open(struct archive *a, const char *root, ties_error *err)
{
	char path[PATH_MAX];

	*a = (struct archive){.root = root, .lock = -1};
	ties_code rc = file_make_folders(root, err);
	if (rc != TIES_OK)
		return rc;
	if ((size_t)snprintf(path, sizeof path, "%s/.lock", root) >= sizeof path)
		return error_set(err, TIES_ERR_USAGE, "%s: the path is too long", root);
	a->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (a->lock < 0)
		return error_errno(err, path, "open it");
	if (flock(a->lock, LOCK_EX | LOCK_NB) < 0) {
		rc = errno == EWOULDBLOCK
		         ? error_set(err, TIES_ERR_IO,
		                     "%s: another `ties fetch` is at work in this archive; wait for it", root)
		         : error_errno(err, path, "lock it");
		archive_close(a);
		return rc;
	}
	sweep(root);
	return TIES_OK;
}

void archive_close(struct archive *a)
{
	if (a->lock >= 0)
		close(a->lock);
	a->lock = -1;
}

/* ---- versions -------------------------------------------------------------------------------------------- */

ties_code archive_place_of(struct archive_place *out, const struct archive *a, str dataset, struct arena *arena,
                           ties_error *err)
{
	out->dataset = dataset;
	out->folder = arena_print(arena, "%s/%.*s", a->root, STR_ARG(dataset));
	out->incoming = arena_print(arena, "%s/%.*s/.incoming", a->root, STR_ARG(dataset));
	out->note = arena_print(arena, "%s/%.*s/.incoming.etag", a->root, STR_ARG(dataset));
	return arena->failed ? error_nomem(err) : file_make_folders(out->folder.ptr, err);
}

/** DATE.ext, as versions are called. */
static bool is_version_name(str name, int32_t *day)
{
	struct date date;

	if (name.len <= DAY_LEN || name.ptr[DAY_LEN] != '.' || !source_ending(name).len ||
	    date_parse(str_slice(name, 0, DAY_LEN), &date, NULL) != TIES_OK || date.kind != DATE_KNOWN ||
	    date.first != date.last)
		return false;
	*day = date.first;
	return true;
}

static bool take_newer(struct archive_version *out, const struct archive_place *place, int folder, const char *name,
                       struct arena *arena)
{
	struct stat st;
	int32_t day;
	str text = str_from(name);

	if (!is_version_name(text, &day) || day < out->day || fstatat(folder, name, &st, 0) < 0 || !S_ISREG(st.st_mode))
		return true;
	str file = arena_print(arena, "%.*s/%s", STR_ARG(place->dataset), name);
	/* two files of one day lie there only when somebody put one: the later name, so that the answer is certain */
	if (file.ptr && (day > out->day || str_compare(file, out->file) > 0))
		*out =
		    (struct archive_version){.file = file,
		                             .extension = str_slice(file, place->dataset.len + 1 + DAY_LEN, file.len),
		                             .day = day,
		                             .size = (uint64_t)st.st_size};
	return file.ptr != NULL;
}

ties_code archive_newest(struct archive_version *out, const struct archive_place *place, struct arena *arena,
                         ties_error *err)
{
	bool kept = true;
	DIR *dir = opendir(place->folder.ptr);

	*out = (struct archive_version){.file = {"", 0}, .extension = {"", 0}, .day = TIES_DAY_MIN};
	if (!dir)
		return error_errno(err, place->folder.ptr, "read the folder");
	for (struct dirent *entry; kept && (entry = readdir(dir));)
		kept = take_newer(out, place, dirfd(dir), entry->d_name, arena);
	closedir(dir);
	return kept ? TIES_OK : error_nomem(err);
}

/** The version of a day goes, unless it is called `name`, which was put in its place. */
static str drop_others(const struct archive_place *place, str name, bool there, struct arena *arena)
{
	str gone = there ? arena_print(arena, "%.*s/%.*s", STR_ARG(place->dataset), STR_ARG(name)) : (str){"", 0};
	DIR *dir = opendir(place->folder.ptr);
	int32_t day;

	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		str other = str_from(entry->d_name);
		if (str_equal(other, name) || !str_starts(other, str_slice(name, 0, DAY_LEN)) ||
		    !is_version_name(other, &day) || unlinkat(dirfd(dir), entry->d_name, 0) < 0)
			continue;
		gone = arena_print(arena, "%.*s/%s", STR_ARG(place->dataset), entry->d_name);
	}
	if (dir)
		closedir(dir);
	return gone;
}

static ties_code sync_file(const char *path, ties_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ties_code rc = fd < 0 || fsync(fd) < 0 ? error_errno(err, path, "write it") : TIES_OK;

	if (fd >= 0)
		close(fd);
	return rc;
}

ties_code archive_accept(const struct archive_place *place, int32_t day, const char *extension, struct arena *arena,
                         str *file, str *replaced, ties_error *err)
{
	char date[DATE_TEXT_MAX];
	struct stat st;

	date_print((struct date){.first = day, .last = day, .kind = DATE_KNOWN}, date);
	str name = arena_print(arena, "%s%s", date, extension);
	str path = arena_print(arena, "%.*s/%s", STR_ARG(place->folder), name.ptr ? name.ptr : "");
	*file = arena_print(arena, "%.*s/%s", STR_ARG(place->dataset), name.ptr ? name.ptr : "");
	if (arena->failed)
		return error_nomem(err);
	ties_code rc = sync_file(place->incoming.ptr, err);
	if (rc != TIES_OK)
		return rc;
	bool there = stat(path.ptr, &st) == 0;
	unlink(place->note.ptr); /* first: it must never speak of other bytes */
	if (rename(place->incoming.ptr, path.ptr) < 0)
		return error_errno(err, path.ptr, "put it there");
	*replaced = drop_others(place, name, there, arena);
	file_sync_folder_of(path.ptr);
	return arena->failed ? error_nomem(err) : TIES_OK;
}

void archive_discard(const struct archive_place *place)
{
	unlink(place->note.ptr);
	unlink(place->incoming.ptr);
}
