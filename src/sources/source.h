/* What did the list publish? The door of src/sources.
 *
 * One format is one entry in the registry (registry.c), with its reader in a file of its own. A format looks
 * at the head of a file and says whether it is its own, which dataset, which part of it and of what date.
 * The builder then groups the parts of one version of one dataset into a set and lets the format read it:
 * the reader turns every row into model records and hands them to the sink. A reader keeps no history, joins
 * no entities and knows no database.
 *
 *   files --detect--> (format, dataset, part, date) --group--> set --read--> records --> sink
 *
 * docs/adding-a-source.md leads through a whole reader. */
#ifndef SOURCES_SOURCE_H
#define SOURCES_SOURCE_H

#include "base/file.h"
#include "dates/dates.h"
#include "model/model.h"
#include "ties/dedupe.h"

/** Datasets have OpenSanctions' names. */
enum { SOURCE_PARTS_MAX = 12, SOURCE_NAME_MAX = 64 };

/** What a format says of the head of a file. Strings are copied. */
struct source_claim {
	char dataset[SOURCE_NAME_MAX]; /* "us_ofac_sdn"; empty: the caller must name it (plain CSV) */
	uint8_t part;                  /* which file of the set: 0 is the main one; index into format->parts */
	struct date version;           /* from the content; DATE_UNKNOWN where the file does not say */
};

struct source_format;

/** One input of a set. */
struct source_file {
	const char *path;    /* for messages; "-" is standard input */
	struct input *input; /* open, not yet read past peeking; NULL where the part is absent */
};

/** All parts of one version of one dataset. */
struct source_set {
	const struct source_format *format;
	const char *dataset;
	struct date version;
	struct source_file part[SOURCE_PARTS_MAX];
};

/** Where a reader delivers. `emit` returns false when the build must stop (out of memory, cancelled): the
 *  reader then returns at once with TIES_ERR_NOMEM. `reject` reports a row that could not be used: where, why,
 *  and what the row began with; reading goes on. `part` says which part of the set a record's statements
 *  come from: a record may be emitted again by another part, the statements add up. */
struct source_sink {
	bool (*emit)(void *context, const struct model_record *record, unsigned part);
	void (*reject)(void *context, const char *path, uint64_t line, const char *reason, str row);
	void *context;
};

/* ---- exports ------------------------------------------------------------------------------------- */

/** What an export of a database says of a version, as in book_version. */
struct source_version {
	str dataset, path;
	int32_t day; /* TIES_DAY_MIN undated */
	uint32_t records, entries, statements, rejects;
	uint16_t parts;
	bool changes;
};

struct source_record {
	str dataset, id;
	enum model_schema schema;
	uint32_t line;
	bool main;    /* the main part of its format has it */
	bool settled; /* it comes out of a part of a database: evidence has joined it with those of this part already */
};

/** A statement of the record that came last, with the days of versions that made it. */
struct source_said {
	struct model_statement statement; /* its first_seen and last_seen are not used */
	int32_t first_seen, last_seen;    /* TIES_DAY_MIN undated; TIES_DAY_MAX still said */
	bool own_first, own_last;         /* its source gives these days */
	uint8_t first_of_day, last_of_day, part;
};

/** What somebody decided about two records, given as refs; or what evidence joined them. */
struct source_decision {
	str left, right;
	ties_verdict verdict;
	uint16_t evidence; /* ties_join_kind, and the reason is the number that both have; 0: somebody decided */
	str who, when, reason;
};

struct source_counts {
	uint64_t versions, records, statements, decisions;
};

/** Where an export is delivered: all versions, then each record, its statements behind it in their order. Each returns
 *  why it cannot be, as the rest of a message, or NULL. Slices are valid until it returns. */
struct source_restorer {
	const char *(*version)(void *context, const struct source_version *version);
	const char *(*record)(void *context, const struct source_record *record);
	const char *(*said)(void *context, const struct source_said *said);
	const char *(*decision)(void *context, const struct source_decision *decision);
	void *context;
};

/** Metadata of a dataset for `info` and for the listings derived from it. */
struct source_dataset {
	const char *name;         /* "us_ofac_sdn" */
	const char *title;        /* "OFAC Specially Designated Nationals (SDN)" */
	const char *publisher;    /* "US Treasury, OFAC" */
	const char *url;          /* where people find it */
	const char *id_prefix;    /* entity ids made from record ids: "ofac" -> "ofac-36" */
	const char *jurisdiction; /* "US", "UN", … of its listings; "" where it lists nobody */
	bool lists;               /* being in it means being listed (sanctions); false for offices and the like */
	const char *numbers;      /* whose numbers `authorityId` holds, where other datasets carry the same; or NULL */
};

struct source_format {
	const char *name;      /* "ofac-csv" */
	const char *describes; /* for messages: "OFAC CSV (sdn.csv, alt.csv, add.csv, sdn_comments.csv)" */
	const char
	    *family; /* for messages that name all: "OFAC CSV", "Canada"; NULL: what `describes` says before " (" */
	const char *parts[SOURCE_PARTS_MAX]; /* names of the parts, NULL behind the last */
	uint32_t covers; /* bit set of further parts that the main file speaks for: sdn.xml has what alt.csv has */
	/** It names only what changed: records that it does not name stay as the version before had them, and a record
	 * that it emits without statements was removed. */
	bool changes;
	/** Is a file with this head (first INPUT_HEAD bytes at most, decompressed) of this format? `name` is the
	 *  file's base name, a hint only. Must not be fooled by HTML, by other lists or by an empty file. */
	bool (*detect)(str head, const char *name, struct source_claim *claim);
	/** Reads a set. Bad rows go to reject; a file that is not of its format, is truncated or holds no entry is an
	 *  error that says what was expected and what was found. */
	ties_code (*read)(const struct source_set *set, const struct source_sink *sink, ties_error *err);
	/** Not NULL for exports of a database, which are no lists: reads all of one, or says with file and line what is
	 *  wrong with it. One that is cut or changed is refused as a whole. */
	ties_code (*restore)(const struct source_file *file, const struct source_restorer *to, ties_error *err);
};

/** The registry; NULL-terminated arrays. */
const struct source_format *const *source_formats(void);
const struct source_dataset *source_dataset_find(str name); /* NULL when not a known one */
/** Place in the fixed order of datasets, from 0; behind all known ones for NULL. */
size_t source_dataset_rank(const struct source_dataset *dataset);

/** Can a dataset be called so? Small letters, digits and "_". */
bool source_is_dataset_name(str name);
/** What kind of list a file's name promises: "xml" for "a/SDN.XML.gz"; empty when lists are not called so. Static. */
str source_ending(str name);

/** What a file with this head is, for messages: "an HTML page titled …", "UTF-16 text", "an empty file", "CSV with
 *  the header …". True for anything but plain text, CSV and JSON. */
bool source_describe(struct buf *out, str head);

/** Asks every format; TIES_ERR_FORMAT with what was expected and what was found ("an HTML page", "an empty
 *  file", "UTF-16 text", …) when none claims it. */
ties_code source_detect(struct input *in, const char *name, const struct source_format **format,
                        struct source_claim *claim, ties_error *err);

#endif
