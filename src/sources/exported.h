/* What does an export of a database hold? Inner header of exported_*.c; the door is source.h.
 *
 * An export is no list of one day: it has what a database knows, with the days on which each thing was said, and comes
 * back as it was. Its layout, in both forms, is in docs/exporting.md. One that is not whole and sound is refused. */
#ifndef SOURCES_EXPORTED_H
#define SOURCES_EXPORTED_H

#include "sources/source.h"

enum {
	EXPORTED_LAYOUT = 1,          /* the version of the layout that is read */
	EXPORTED_LINE_MAX = 64 << 20, /* bytes of one line of JSON */
	EXPORTED_WHY_MAX = 200
};

/** One export being read. `why` is what is wrong with it, empty as long as nothing is. */
struct exported {
	const char *path;
	uint64_t line;
	const struct source_restorer *to; /* borrowed */
	struct arena arena;               /* texts of what is being read */
	struct source_counts told, found; /* what its beginning promises, and what came */
	bool begun;                       /* its beginning was read */
	bool partial;                     /* it is of a part of a database */
	char why[EXPORTED_WHY_MAX];
};

/** Notes what is wrong, unless something is already; false. */
__attribute__((format(printf, 2, 3))) bool exported_fail(struct exported *e, const char *format, ...);
/** Undoes the escapes of a text: \\ and \xNN. Fails on others. */
str exported_unescape(struct exported *e, str text);
/** A day as YYYY-MM-DD; fails on anything else. */
int32_t exported_day(struct exported *e, str text);
/** By their names; each fails on a name that is not known. */
enum model_property exported_property(struct exported *e, str name);
enum model_schema exported_schema(struct exported *e, str name);
uint8_t exported_modality(struct exported *e, str name);
uint8_t exported_confidence(struct exported *e, str name);
ties_verdict exported_verdict(struct exported *e, str name);

/** Hand on what was read, counted and checked for what every part needs. */
void exported_begin(struct exported *e, uint64_t layout, const struct source_counts *told, bool partial);
void exported_version(struct exported *e, const struct source_version *version);
void exported_record(struct exported *e, const struct source_record *record);
void exported_said(struct exported *e, const struct source_said *said);
void exported_decision(struct exported *e, const struct source_decision *decision);
/** At the end: is everything there that the beginning promised? */
void exported_end(struct exported *e);
/** What has become of it: TIES_OK, TIES_ERR_NOMEM, or TIES_ERR_FORMAT with file, line and reason. Frees. */
ties_code exported_finish(struct exported *e, ties_error *err);
/** The `read` of formats that are no lists. */
ties_code exported_is_no_list(const struct source_set *set, const struct source_sink *sink, ties_error *err);

#endif
