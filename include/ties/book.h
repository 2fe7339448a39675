/* A database: building, opening, looking inside, verifying. */
#ifndef TIES_BOOK_H
#define TIES_BOOK_H

#include "ties/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** An opened database. Immutable and free of hidden state: any number of threads may use one. */
typedef struct ties_book ties_book;

/** Opens and maps `path`. O(1) in the size of the file. The caller closes. */
TIES_API TIES_NODISCARD ties_code ties_book_open(ties_book **out, const char *path, ties_error *err);
/** Accepts NULL. Every slice that came out of the book dies with it. */
TIES_API void ties_book_close(ties_book *book);
/** Verifies every byte and every invariant; TIES_ERR_CORRUPT says what is wrong and where. O(file). */
TIES_API TIES_NODISCARD ties_code ties_book_check(const ties_book *book, ties_error *err);

typedef struct ties_version_info {
	int32_t day; /**< date of the list, TIES_DAY_MIN when undated */
	ties_str path;
	uint32_t records, statements, rejects;
} ties_version_info;

typedef struct ties_dataset_info {
	ties_str name, title, publisher, url, jurisdiction;
	uint32_t records;                  /**< in any version */
	const ties_version_info *versions; /**< oldest first */
	size_t version_count;
} ties_dataset_info;

typedef struct ties_section_info {
	const char *name;
	uint64_t items, bytes;
} ties_section_info;

typedef struct ties_info {
	ties_str path;
	int64_t built_at;   /**< seconds since 1970 UTC */
	uint64_t file_size; /**< bytes */
	uint32_t entities;  /**< persons, bodies, vessels …; relations are not counted */
	uint32_t statements, names, listings, offices;
	const ties_dataset_info *datasets;
	size_t dataset_count;
	const ties_section_info *sections;
	size_t section_count;
} ties_info;

/** What is inside. Free with ties_info_free. */
TIES_API TIES_NODISCARD ties_code ties_book_info(const ties_book *book, ties_info **out, ties_error *err);
TIES_API void ties_info_free(ties_info *info);

/* ---- joins ---------------------------------------------------------------------------------------- */

/** Why two records are one entity, or what was decided about them. The numbers are those on disk. */
typedef enum ties_join_kind {
	TIES_JOINED_CURATED = 0,      /**< a curated record names the other one */
	TIES_JOINED_DECIDED = 1,      /**< somebody decided so */
	TIES_JOINED_NUMBERING = 2,    /**< two lists of one publisher with one numbering */
	TIES_JOINED_UN_REFERENCE = 3, /**< both carry the reference number of the UN list */
	TIES_JOINED_GROUP = 4,        /**< both carry the same number of one authority (OFSI group ID) */
	TIES_JOINED_LEI = 5,
	TIES_JOINED_IMO = 6,
	TIES_JOINED_WIKIDATA = 7,
	TIES_JOINED_DOCUMENT = 8, /**< passport, identity card, tax number of a person */
	TIES_JOINED_REGISTER = 9, /**< register or tax number of a body */
	TIES_JOINED_BIC = 10,
	TIES_DECIDED_DIFFERENT = 11, /**< joins nothing and holds them apart */
	TIES_DECIDED_UNSURE = 12,    /**< joins nothing */
	TIES_JOIN_KINDS
} ties_join_kind;
/** "UN reference", "IMO number", … static. */
TIES_API const char *ties_join_name(ties_join_kind kind);

typedef struct ties_join_report {
	uint64_t joined[TIES_JOIN_KINDS]; /**< joins of each kind; of the last two, decisions that hold */
	uint64_t decisions;               /**< in force: the last on each pair */
	uint64_t unknown;                 /**< of them about records that are not there */
	uint64_t conflicts;               /**< of them not followed, as others contradict them */
	uint64_t refused;                 /**< curated identities not followed */
	uint64_t ambiguous;               /**< numbers that two records of one list have: nobody was joined by them */
	uint64_t contradicted; /**< pairs that share a number while names, births or kinds speak against it */
} ties_join_report;

/* ---- building ---------------------------------------------------------------------------------- */

/** One bad row. */
typedef struct ties_reject {
	const char *path;
	uint64_t line;
	const char *reason;
	ties_str row; /**< how it begins, at most 200 bytes */
} ties_reject;

typedef struct ties_build_options {
	size_t size;                /**< sizeof(ties_build_options) */
	const char *output;         /**< the database to write; replaced atomically */
	const char *const *sources; /**< "[DATASET[@DATE]=]PATH", PATH a file, a folder or "-" */
	size_t source_count;
	int64_t now; /**< build time, seconds since 1970; 0 takes the clock */
	bool force;  /**< accept a version that is without more than a tenth of the entries of the one before */
	void (*reject)(void *context, const ties_reject *row); /**< called for each bad row, or NULL */
	void (*progress)(void *context, const char *stage, uint64_t done, uint64_t total); /**< or NULL */
	void *context;
	const char *base;      /**< a database whose history goes on, or NULL; may be `output` */
	const char *decisions; /**< a decisions file to replay, or NULL */
	unsigned threads;      /**< 0 means 1; reading takes one beside it. The same bytes come out of any number */
} ties_build_options;

typedef struct ties_build_report {
	uint64_t files, versions, records, statements, rejects, entities, names;
	uint64_t left_out; /**< files in the folders named that are no lists */
	ties_join_report joins;
} ties_build_report;

/** Compiles sources into a database. On any failure the old output is untouched. `report` may be NULL.
 *  With `base` the sources go on from that database as if its own had been given, too: the same bytes come out but for
 *  `built_at`. A version older than the newest of its dataset there, or without a date where that has some, is
 *  TIES_ERR_USAGE, and left out when it lies in a folder; undated datasets given again replace themselves. */
TIES_API TIES_NODISCARD ties_code ties_build(const ties_build_options *options, ties_build_report *report,
                                             ties_error *err);

#ifdef __cplusplus
}
#endif
#endif
