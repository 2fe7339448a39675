/* Which files are to be read, as what, in which order? Sources as typed become sets of one version each. */
#ifndef COMPILE_PLAN_H
#define COMPILE_PLAN_H

#include "base/arena.h"
#include "base/vec.h"
#include "sources/source.h"

/** One file to be read. */
struct plan_file {
	const char *path;
	struct input *standard; /* the open stream when it cannot be opened twice ("-", a pipe); else NULL */
	unsigned part;          /* of its format */
};

/** All parts of one version of one dataset, as found in one folder. */
struct plan_set {
	const struct source_format *format;
	const char *dataset;
	struct date version;
	struct plan_file file[SOURCE_PARTS_MAX];
	size_t file_count;
	str folder;
	bool named; /* one of the files was typed, none only lay in a folder that was */
};

/** An export of a database, which comes back as it was. */
struct plan_export {
	const struct source_format *format;
	struct plan_file file;
};

/** A file in a folder that is not read. */
struct plan_left_out {
	const char *path, *reason; /* NULL: there is nothing to tell, it was read before */
};

struct plan {
	struct arena arena;
	VEC(struct plan_left_out) left_out;
	VEC(const char *) decisions; /* paths of decisions files */
	VEC(struct plan_export) exports;
	VEC(struct plan_set) sets; /* by dataset, version (undated first), whole lists before changes, first path */
};

/** Resolves "[DATASET[@DATE]=]PATH" items; a folder gives the lists in it (csv, xml, json, yaml, actors.txt, and
 *  their compressed forms), read in order of name; files of other names are passed over. A file decisions.csv is
 *  one of decisions. An export of a database is left out with the reason unless it was typed. Every file is looked
 *  into: one that is of no known format is an error when it was typed, and left out with the reason when it lies in a
 *  folder. */
ties_code plan_make(struct plan *plan, const char *const *sources, size_t count, ties_error *err);
void plan_finish(struct plan *plan);

#endif
