/* Files: mapped for reading, streamed with their compression undone, replaced atomically. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/error.h"

/** A whole file mapped read-only; `bytes` is valid until file_unmap. An empty file maps to {NULL, 0}. */
struct file_map {
	str bytes;
};

ties_code file_map(struct file_map *out, const char *path, ties_error *err);
void file_unmap(struct file_map *map);

/** A whole file (or "-" for stdin), decompressed, into `out`; TIES_ERR_LIMIT past `limit` bytes. */
ties_code file_read(struct buf *out, const char *path, size_t limit, ties_error *err);

/** A stream of bytes out of a file, stdin ("-") or memory. gzip and zstd are recognised by their magic
 *  bytes and undone; concatenated members are read as one. A truncated or damaged member is an error
 *  that names the file and the offset, never a short read. */
struct input;

/** How much input_peek can see: detection looks at no more than this. */
enum { INPUT_HEAD = 64 * 1024 };

ties_code input_open(struct input **out, const char *path, ties_error *err);
/** Reads from memory that outlives the input; `name` is for messages. Undoes compression as well. */
ties_code input_open_memory(struct input **out, const char *name, str bytes, ties_error *err);
void input_close(struct input *in);
/** Name for messages: the path, "standard input" for "-". */
const char *input_name(const struct input *in);
/** The first bytes (up to INPUT_HEAD, fewer when the input is shorter), without consuming them. */
ties_code input_peek(struct input *in, str *head, ties_error *err);
/** Reads up to `size` (not 0) bytes; `*got` == 0 means the end. */
ties_code input_read(struct input *in, void *into, size_t size, size_t *got, ties_error *err);
/** One line without its end (LF, CR LF or CR), valid until the next call.
 *  `*more` is false at the end. TIES_ERR_LIMIT when a line is longer than `limit` bytes. */
ties_code input_line(struct input *in, str *line, size_t limit, bool *more, ties_error *err);
/** Number of the line that input_line returned last, from 1. */
uint64_t input_line_number(const struct input *in);

/** A file that appears under its name only when it is whole: written without a name where the file system can do that,
 *  else under a temporary one beside the target; synced, renamed. file_abandon (or a crash) leaves the old file as it
 *  was. Of several writers of one target the last to commit wins; each writes its file whole. */
struct file_writer;

/** Also removes what writers of the same target left when they were killed: files named TARGET.tmp-XXXXXXXX that nobody
 *  holds a lock on, as a writer does on its own. */
ties_code file_writer_open(struct file_writer **out, const char *path, ties_error *err);
/** Failure is sticky; file_commit reports it. */
void file_write(struct file_writer *w, const void *bytes, size_t size);
uint64_t file_written(const struct file_writer *w);
/** Overwrites bytes already written (a header). */
void file_write_at(struct file_writer *w, uint64_t offset, const void *bytes, size_t size);
/** Syncs, renames, syncs the folder, frees. On failure nothing is left behind and the old file stays. */
ties_code file_commit(struct file_writer *w, ties_error *err);
/** Removes the temporary and frees; accepts NULL. */
void file_abandon(struct file_writer *w);
/** Makes a rename durable: syncs the folder in which `path` lies. A folder that cannot be synced (some network file
 *  systems) is not a failure of the write. */
void file_sync_folder_of(const char *path);

/** Makes the folder with those above it, where they are not there; TIES_ERR_IO when one cannot be made or is none. */
ties_code file_make_folders(const char *path, ties_error *err);
/** The same for the folder in which `path` lies. */
ties_code file_make_folder_of(const char *path, ties_error *err);

/** Holds a file against others that hold it, until file_unlock: for who replaces a file by one made of it. Waits for
 * the others. What `path` names when it returns is the file held, not one that another has replaced meanwhile. */
struct file_lock {
	int fd; /* -1: the file system has no locks */
};
ties_code file_lock(struct file_lock *out, const char *path, ties_error *err);
void file_unlock(struct file_lock *lock);
/** Do both paths name the same file? */
bool file_is_same(const char *a, const char *b);

#endif
