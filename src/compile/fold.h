/* What did each version say? Dated versions of datasets folded into statements with a seen interval.
 *
 * Each statement is stored once for every unbroken run of versions that made it. A value that changes closes
 * the old statement and opens a new one; a record that vanishes just stops being said. Versions are counted
 * per part of a format: a version that came without its alias file says nothing about aliases. */
#ifndef COMPILE_FOLD_H
#define COMPILE_FOLD_H

#include "base/slots.h"
#include "base/table.h"
#include "base/vec.h"
#include "sources/source.h"

#define FOLD_NONE UINT32_MAX

struct fold_version {
	int32_t day;      /* TIES_DAY_MIN when undated */
	uint32_t parts;   /* bit set of the parts it had */
	uint32_t path;    /* string */
	uint32_t records; /* in any part */
	uint32_t entries; /* in the main part */
	uint32_t statements, rejects;
};

struct fold_dataset {
	uint32_t name;                      /* string */
	const struct source_dataset *known; /* NULL for a dataset of the user's own */
	VEC(struct fold_version) versions;  /* oldest first */
	uint32_t record_count;
};

struct fold_record {
	uint32_t dataset; /* index */
	uint32_t id;      /* string */
	uint32_t line;
	uint16_t schema;       /* enum model_schema, the most specific one said */
	bool main;             /* the main part of its format has it */
	bool named;            /* by the changes being read */
	uint32_t last_version; /* last version that had it in any part, FOLD_NONE none; for counting */
	uint32_t last_main;    /* last version whose main part had it */
};

struct fold_statement {
	uint32_t record;
	uint32_t value, original, lang, valid_from, valid_to, source, attribution; /* strings */
	uint32_t first_version, last_version;                                      /* of the record's dataset */
	uint16_t property;
	uint8_t modality, confidence, part;
	bool again; /* an earlier run of the same statement ended before this one began */
};

struct fold {
	struct arena arena;
	struct intern strings; /* 0 is the empty string */
	VEC(struct fold_dataset) datasets;
	VEC(struct fold_record) records;
	VEC(struct fold_statement) statements;
	struct slots record_slots, statement_slots; /* by content */
	uint32_t current;                           /* dataset being read */
	uint32_t current_version;                   /* its version */
	uint32_t before[SOURCE_PARTS_MAX]; /* version before the current one that had that part, FOLD_NONE none */
	uint32_t added_parts;              /* that it had not before fold_begin */
	bool changes;                      /* the version begun last names only what changed */
	bool failed;                       /* sticky: memory ran out */
};

bool fold_init(struct fold *f);
void fold_finish(struct fold *f);
/** Number of a string; on failure sticky and 0. */
uint32_t fold_string(struct fold *f, str s);
static inline str fold_text(const struct fold *f, uint32_t string)
{
	return f->strings.list[string];
}

/** Begins a version (or goes on with the newest when the date is the same). Versions of one dataset come in order
 *  of their dates. */
bool fold_begin(struct fold *f, const char *dataset, int32_t day, uint32_t parts, str path);
/** The same for a version that names only what changed since the one before; it is always a version of its own. */
bool fold_begin_changes(struct fold *f, const char *dataset, int32_t day, uint32_t parts, str path);
/** Ends it: what it did not name is said on. Naming a record names those that hang on it ("36#sanction" on "36").
 *  O(records + statements). False when there was no version before. */
bool fold_end_changes(struct fold *f);
/** Takes the parts of the last fold_begin back, when nothing of them could be read: they close nothing. */
void fold_withdraw_parts(struct fold *f);
/** One record of the version begun last. After fold_begin_changes a record without statements is removed. */
bool fold_record(struct fold *f, const struct model_record *record, unsigned part);
/** Nothing more is said: frees what only fold_record needs. */
void fold_close(struct fold *f);
/** Record number by dataset index and id, FOLD_NONE when there is none. */
uint32_t fold_find(const struct fold *f, uint32_t dataset, uint32_t id);
/** Dataset index by name, FOLD_NONE when there is none. */
uint32_t fold_find_dataset(const struct fold *f, str name);
/** The version after `version` of that dataset that had `part`, FOLD_NONE when it was the last. */
uint32_t fold_next_version(const struct fold *f, uint32_t dataset, uint32_t version, unsigned part);
uint32_t fold_previous_version(const struct fold *f, uint32_t dataset, uint32_t version, unsigned part);

#endif
