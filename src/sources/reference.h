/* The curated CSV files of data/, inside: what the reader of the files and the rows share. */
#ifndef SOURCES_REFERENCE_H
#define SOURCES_REFERENCE_H

#include "base/table.h"
#include "sources/csv.h"

enum reference_part {
	REFERENCE_ACTORS,
	REFERENCE_ALIASES,
	REFERENCE_DESIGNATIONS,
	REFERENCE_OFFICES,
	REFERENCE_NOT_LISTED,
	REFERENCE_REGIMES,
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
	struct model_draft draft;
	enum reference_part part;
	bool stopped; /* memory ran out or the sink wants no more */
};

/** Handles one row; returns why it cannot be used, or NULL. */
typedef const char *reference_row_reader(struct reference *r, const struct csv_row *row);
reference_row_reader reference_read_actor, reference_read_alias, reference_read_designation, reference_read_office,
    reference_read_absence, reference_read_regime;

#endif
