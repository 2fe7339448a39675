/* The curated CSV files of data/, inside: what the reader of the files and the rows share. */
#ifndef SOURCES_REFERENCE_H
#define SOURCES_REFERENCE_H

#include "base/arena.h"
#include "base/table.h"
#include "sources/csv.h"

enum reference_part {
	REFERENCE_ACTORS,
	REFERENCE_ALIASES,
	REFERENCE_DESIGNATIONS,
	REFERENCE_OFFICES,
	REFERENCE_NOT_LISTED,
	REFERENCE_REGIMES,
	REFERENCE_RELATIONS,
	REFERENCE_EVENTS,
	REFERENCE_TIES,
	REFERENCE_PARTS
};

/** The reading of one set. */
struct reference {
	const struct source_set *set;
	const struct source_sink *sink;
	struct csv_header header; /* of the part at hand */
	struct arena arena;       /* lives as long as the reading */
	struct table schemas;     /* actor id -> enum model_schema, from actors.csv */
	bool actors_known;        /* actors.csv is in the set: an unknown actor is a mistake */
	struct table authorities; /* "JURISDICTION regime" -> index into authority */
	VEC(str) authority;
	struct table positions; /* ids of Position records that were emitted */
	struct table tie_ids;   /* ids of ties -> how often each came up */
	struct model_draft draft;
	enum reference_part part;
	bool stopped; /* memory ran out or the sink wants no more */
};

/** Handles one row; returns why it cannot be used, or NULL. */
typedef const char *reference_row_reader(struct reference *r, const struct csv_row *row);
reference_row_reader reference_read_actor, reference_read_alias, reference_read_designation, reference_read_office,
    reference_read_absence, reference_read_regime, reference_read_relation, reference_read_event, reference_read_tie;

/* ---- what rows of all kinds need ---------------------------------------------------------------------------- */

/** The cell of a column, empty when the file has no such column. */
str reference_cell(const struct reference *r, const struct csv_row *row, const char *column);
/** Begins a record with the row's source and confidence as defaults; returns why not, or NULL. "article", the weakest
 *  that has a source, is verified in that source. */
const char *reference_begin(struct reference *r, const struct csv_row *row, enum model_schema schema, str id);
/** Hands the record over. Always NULL: what fails is sticky. */
const char *reference_emit(struct reference *r);
void reference_add_cell(struct reference *r, const struct csv_row *row, enum model_property property,
                        const char *column);
/** Adds every piece of a cell that separates values by ";". */
void reference_add_list(struct reference *r, enum model_property property, str list);
bool reference_is_date(str s);
/** Lower-case letters and digits, everything else one "-". */
str reference_slug(struct arena *arena, str s);
/** The schema of the actor that a row names, false when there is no such actor; without actors.csv nothing is known
 *  but that it can be listed. */
bool reference_actor_schema(const struct reference *r, str actor, enum model_schema *schema);

#endif
