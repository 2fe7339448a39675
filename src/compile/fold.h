/* What did each version say? Dated versions of datasets folded into statements with a seen interval.
 *
 * Each statement is stored once for every unbroken run of versions that made it. A value that changes closes
 * the old statement and opens a new one; a record that vanishes just stops being said. Versions are counted
 * per part of a format: a version that came without its alias file says nothing about aliases. */
#ifndef COMPILE_FOLD_H
#define COMPILE_FOLD_H

#include "base/intern.h"
#include "base/slots.h"
#include "base/vec.h"
#include "sources/source.h"

#include <assert.h>

#define FOLD_NONE UINT32_MAX

struct fold_version {
	int32_t day;      /* TIES_DAY_MIN when undated */
	uint32_t parts;   /* bit set of the parts it had */
	uint32_t path;    /* string */
	uint32_t records; /* in any part */
	uint32_t entries; /* in the main part; what hangs on another record ("36#sanction") does not count */
	uint32_t statements, rejects;
	bool changes; /* it named only what changed */
};

struct fold_dataset {
	uint32_t name;                      /* string */
	const struct source_dataset *known; /* NULL for a dataset of the user's own */
	VEC(struct fold_version) versions;  /* oldest first */
};

struct fold_record {
	uint32_t dataset; /* index */
	uint32_t id;      /* string */
	uint32_t line;
	uint16_t schema; /* enum model_schema, the most specific one said */
	bool main;       /* the main part of its format has it */
	bool named;      /* by the changes being read */
	bool settled;    /* evidence has joined it with others that are settled, as far as it ever will */
	bool indexed;    /* its statements are in statement_slots; else they are the run from first_statement on */
	uint32_t last_version; /* last version that had it in any part, FOLD_NONE none; for counting */
	uint32_t last_main;    /* last version whose main part had it */
	uint32_t next_of_id;   /* another dataset's record of the same id + 1, 0 none */
	uint32_t first_statement;
};

/** What many statements have in common. */
struct fold_manner {
	uint32_t lang, valid_from, valid_to, source, attribution; /* strings */
};

struct fold_statement {
	uint32_t record;
	uint32_t value, original;             /* strings */
	uint32_t manner;                      /* number; 0: nothing but empty strings */
	uint32_t first_version, last_version; /* of the record's dataset */
	int32_t own_first, own_last;          /* days its source gives for these; TIES_DAY_MIN: the versions count */
	uint16_t property;
	uint8_t modality, confidence, part;
	bool again; /* an earlier run of the same statement ended before this one began */
};

/** Two records that evidence joined in the database which they come from. */
struct fold_join {
	str left, right; /* refs "dataset:record id", in the arena */
	uint32_t value;  /* string: the number that both have */
	uint16_t kind;   /* ties_join_kind */
};

/** A day on which a source was read, as its own days tell. */
struct fold_reading {
	uint32_t dataset, source; /* index, string */
	int32_t day;
};

/** Several versions may be of one day: so many at most. */
enum { FOLD_VERSIONS_OF_DAY_MAX = 256 };
/** Parts of a format, of any program that made a book. */
enum { FOLD_PARTS_MAX = 16 };
static_assert((int)FOLD_PARTS_MAX >= (int)SOURCE_PARTS_MAX, "each part is counted");

struct fold {
	struct arena arena;
	struct intern strings; /* 0 is the empty string */
	VEC(struct fold_dataset) datasets;
	VEC(struct fold_record) records;
	VEC(struct fold_manner) manners;
	struct slots manner_slots; /* by content */
	VEC(struct fold_statement) statements;
	VEC(struct fold_join) joins;
	VEC(struct fold_reading) readings; /* by dataset, source, day; unique; after fold_close */
	struct slots statement_slots;      /* by content; of records that were told more than once */
	VEC(uint32_t) record_of_id;        /* by string, those behind have none: a record of that id + 1 */
	VEC(struct fold_statement) said;   /* by the record at hand */
	uint32_t *first_of_record;         /* by record: its first statement; one more at the end; after fold_close */
	uint32_t current;                  /* dataset being read */
	uint32_t current_version;          /* its version */
	uint32_t before[FOLD_PARTS_MAX];   /* version before the current one that had that part, FOLD_NONE none */
	uint32_t added_parts;              /* that it had not before fold_begin */
	bool changes;                      /* the version begun last names only what changed */
	bool own_ends;                     /* statements of it say until when their sources said so */
	unsigned threads;                  /* 1 or more, for passes over all of it; nothing depends on their number */
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

/** The number of a manner, each once; on failure sticky and 0. */
uint32_t fold_manner_number(struct fold *f, const struct fold_manner *m);
static inline const struct fold_manner *fold_manner(const struct fold *f, const struct fold_statement *s)
{
	return &f->manners.ptr[s->manner];
}

/** Begins a version (or goes on with the newest when the date is the same). Versions of one dataset come in order
 *  of their dates. */
bool fold_begin(struct fold *f, const char *dataset, int32_t day, uint32_t parts, str path);
/** The same for a version that names only what changed since the one before; it is always a version of its own. */
bool fold_begin_changes(struct fold *f, const char *dataset, int32_t day, uint32_t parts, str path);
/** Ends it: what it did not name is said on. Naming a record names those that hang on it ("36#sanction" on "36").
 *  O(records + statements). False when there was no version before. */
bool fold_end_changes(struct fold *f);
/** Ends a version of either kind, after all else: counts its entries, and decides which statements have ended by what
 *  their sources say: those last seen before others of the same source. O(records + statements). */
bool fold_end(struct fold *f);
/** Takes the parts of the last fold_begin back, when nothing of them could be read: they close nothing. */
void fold_withdraw_parts(struct fold *f);
/** A record will come soon: fetches from memory what it is looked up by, step by step (see intern_expect). */
void fold_expect(const struct fold *f, const struct model_record *record, enum intern_step step);
/** One record of the version begun last. After fold_begin_changes a record without statements is removed. */
bool fold_record(struct fold *f, const struct model_record *record, unsigned part);
/** Nothing more is said: frees what only fold_record needs, and puts datasets, records, statements and strings in the
 *  order of the book, so that the same history gives the same book, however much of it came out of an older one.
 *  Datasets are in order of their names; records of dataset and id; statements of record, property, first day and as
 *  said; strings of first use by these. False when memory ran out. O(n log n). */
bool fold_close(struct fold *f);
/** What an older book knows, before anything is read: a dataset, its versions, oldest first; then its records; then
 *  the statements of each, oldest first. Numbers of strings are those of fold_string. */
uint32_t fold_open_dataset(struct fold *f, str name);
bool fold_restore_version(struct fold *f, uint32_t dataset, const struct fold_version *v);
/** The number of the record, FOLD_NONE when memory ran out. */
uint32_t fold_restore_record(struct fold *f, const struct fold_record *r);
/** `goes_on`: versions of its dataset will be read, which may say it again. */
bool fold_restore_statement(struct fold *f, const struct fold_statement *s, bool goes_on);
/** Record number by dataset index and id, FOLD_NONE when there is none. */
uint32_t fold_find(const struct fold *f, uint32_t dataset, uint32_t id);
/** The number of a record with that id, when it is in one dataset that of fold_find; FOLD_NONE when there is none. It
 * is looked up without looking at records. */
static inline uint32_t fold_likely(const struct fold *f, uint32_t id)
{
	return id < f->record_of_id.len ? f->record_of_id.ptr[id] - 1 : FOLD_NONE;
}
/** Makes fold_find work again after records or strings have got other numbers. */
bool fold_index_records(struct fold *f);
/** Dataset index by name, FOLD_NONE when there is none. */
uint32_t fold_find_dataset(const struct fold *f, str name);
/** The version after `version` of that dataset that had `part`, FOLD_NONE when it was the last. */
uint32_t fold_next_version(const struct fold *f, uint32_t dataset, uint32_t version, unsigned part);
uint32_t fold_previous_version(const struct fold *f, uint32_t dataset, uint32_t version, unsigned part);
/** First and last day of a statement; the last is TIES_DAY_MAX while it is said. */
int32_t fold_first_seen(const struct fold *f, const struct fold_statement *s);
int32_t fold_last_seen(const struct fold *f, const struct fold_statement *s);
/** The first day on which it was no longer said, and the last one on which it was not yet said; TIES_DAY_MAX and
 *  TIES_DAY_MIN when there is none. Where a source tells days of its own, these are days of its readings, or of
 *  versions if these are nearer. Only after fold_close. O(versions + log readings). */
int32_t fold_first_without(const struct fold *f, const struct fold_statement *s);
int32_t fold_last_without(const struct fold *f, const struct fold_statement *s);
int fold_compare_readings(const void *left, const void *right);
/** How many versions of the same day stand before that one. */
uint32_t fold_nth_of_day(const struct fold *f, uint32_t dataset, uint32_t version);
/** Entries of the version before (as in fold_version) that the current one is without, and an example of them, a
 *  string. O(records). */
uint32_t fold_vanished(const struct fold *f, uint32_t *example);

#endif
