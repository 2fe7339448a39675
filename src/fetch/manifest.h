/* What is in the archive, from where, and what the server said of it? Internal to src/fetch, and its tests.
 *
 * archive/manifest.tsv: a header line, then one line for each version, tab-separated, by dataset and date. The files
 * are the truth and the manifest says what they cannot: a line that is damaged is dropped, and costs no more than one
 * download that need not have been. */
#ifndef FETCH_MANIFEST_H
#define FETCH_MANIFEST_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/vec.h"

/** One version. Slices lie in the arena of the manifest. No field has a tab or a control character in it. */
struct manifest_row {
	str dataset;
	str date;          /* YYYY-MM-DD */
	str date_from;     /* list, last-modified, download */
	str file;          /* DATASET/DATE.ext, from the archive on */
	uint64_t size;     /* bytes of the file */
	uint64_t entries;  /* in the list */
	str sha256;        /* of the file, 64 hexadecimal digits */
	str fetched_at;    /* YYYY-MM-DDThh:mm:ssZ */
	str etag;          /* as the server sent it, quotes and all; empty: it sent none */
	str last_modified; /* likewise */
	str url;           /* as shown: nothing secret in it */
};

struct manifest {
	struct arena arena;
	VEC(struct manifest_row) rows; /* by dataset and file; one for each file */
	uint64_t damaged;              /* lines that could not be read */
};

/** Zero-initialise with `struct manifest m = {0}`. Fails for want of memory only; whatever stands in `text`, the rows
 * are sound: each names a file below the archive. O(lines · log lines). */
ties_code manifest_parse(struct manifest *m, str text, ties_error *err);
/** A file that is not there is an empty manifest; one that is damaged as a whole, or longer than 64 MiB, an empty one
 * with a damaged line. TIES_ERR_IO when it cannot be read. */
ties_code manifest_read(struct manifest *m, const char *path, ties_error *err);
/** As text, with the header line. */
void manifest_print(const struct manifest *m, struct buf *out);
/** Replaces the file, whole. */
ties_code manifest_write(const struct manifest *m, const char *path, ties_error *err);
void manifest_finish(struct manifest *m);

/** The row of a file, NULL when there is none; valid until the next change. */
struct manifest_row *manifest_find(struct manifest *m, str file);
/** Takes a copy of the row, in the place of one of the same file; what has a tab or a control character in it is left
 *  empty. False when memory ran out. */
bool manifest_put(struct manifest *m, const struct manifest_row *row);
/** Forgets a file. */
void manifest_drop(struct manifest *m, str file);

#endif
