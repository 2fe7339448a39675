/* Is what came the list, and all of it? Internal to src/fetch. */
#ifndef FETCH_INSPECT_H
#define FETCH_INSPECT_H

#include "base/error.h"
#include "sources/source.h"

/** What came, before it is trusted. */
struct inspection {
	/* asked */
	str dataset;       /* that it should be, NUL-terminated; the list is called by it in messages */
	str extension;     /* that its address has; empty: the content tells */
	uint64_t max_size; /* bytes, unpacked */
	bool delimited;    /* the transfer marked its end */
	/* answered */
	uint64_t size;       /* bytes as they came */
	char sha256[65];     /* of these, NUL-terminated */
	char ending[16];     /* for its name: ".xml", ".csv.gz" */
	struct date version; /* its own date; DATE_UNKNOWN where it does not say */
	uint64_t entries;    /* persons, bodies, vessels … */
	uint64_t rejects;    /* rows that cannot be used */
};

/** Size and checksum of a file, as `size` and `sha256`. */
ties_code inspect_sum(struct inspection *i, const char *path, ties_error *err);
/** Reads the file to its end as `ties build` will. TIES_ERR_FORMAT or TIES_ERR_LIMIT: it is no list of this dataset,
 * cut, damaged, empty or one part of several; the message says which. O(file). */
ties_code inspect_list(struct inspection *i, const char *path, ties_error *err);

#endif
