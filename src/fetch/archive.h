/* Where do versions lie? Internal to src/fetch.
 *
 *   ARCHIVE/manifest.tsv
 *   ARCHIVE/.lock                         held while one process fetches
 *   ARCHIVE/us_ofac_sdn/2026-11-25.xml    a version
 *   ARCHIVE/us_ofac_sdn/.incoming         bytes that came of the next one
 *   ARCHIVE/us_ofac_sdn/.incoming.etag    of which version they are, while they can be gone on with
 *
 * `ties build` reads the folder as it is: it passes over names that begin with a dot, and over the manifest. */
#ifndef FETCH_ARCHIVE_H
#define FETCH_ARCHIVE_H

#include "base/arena.h"
#include "base/error.h"

#include <limits.h>

/** An archive that this process alone may change. */
struct archive {
	const char *root;
	int lock; /* descriptor that holds it */
};

/** Makes the folder where it is not there, takes the lock and clears away what a killed process left. TIES_ERR_IO when
 *  another process has the lock. */
ties_code archive_open(struct archive *a, const char *root, ties_error *err);
void archive_close(struct archive *a);

/** A version in the archive. */
struct archive_version {
	str file;      /* DATASET/DATE.ext, in the arena; empty: there is none */
	str extension; /* what is behind DATE, from the dot on */
	int32_t day;   /* TIES_DAY_MIN: there is none */
	uint64_t size; /* bytes */
};

/** Paths of one dataset in the archive, in the arena. */
struct archive_place {
	str dataset, folder;
	str incoming; /* what came so far */
	str note;     /* its ETag */
};

/** Makes the folder of a dataset. */
ties_code archive_place_of(struct archive_place *out, const struct archive *a, str dataset, struct arena *arena,
                           ties_error *err);
/** The version of the latest date. */
ties_code archive_newest(struct archive_version *out, const struct archive_place *place, struct arena *arena,
                         ties_error *err);
/** What came becomes the version of a day, synced, in one step; another version of that day goes. `*file` is its name
 * from the archive on; `*replaced` names the one that went (perhaps the same name), empty: there was none. */
ties_code archive_accept(const struct archive_place *place, int32_t day, const char *extension, struct arena *arena,
                         str *file, str *replaced, ties_error *err);
/** Forgets what came. */
void archive_discard(const struct archive_place *place);

#endif
