/* The curated CSV files of data/ (described in data/README.md): actors, their names, their designations and
 * offices, where they are not listed, and the regimes. Together they are one set, the dataset ties_reference; any
 * of the files may be absent. Each has a header; a file is known by the columns that it must have.
 *
 *   actors        ID                                            the actor
 *   aliases       ID                                            further names of it
 *   designations  ACTOR#JURISDICTION#regime-slug#LISTED_ON      Sanction
 *   offices       ACTOR#office-slug#JURISDICTION#FROM           Occupancy
 *                 position#JURISDICTION#office-slug             Position
 *   not_listed    ACTOR#JURISDICTION#regime-slug#not-listed#DAY Sanction with notListed
 *   regimes       program#JURISDICTION#regime-slug              Program
 *   relations     none: the program has them (model/relation.h)
 *   events        ID                                            Event
 *   ties          SUBJECT#relation#OBJECT#FROM                  the FtM schema of the relation; a further one of the
 *                                                               same ends and date has #2, #3, … behind it
 *
 * Rows become records in reference_row.c and reference_tie.c. */
#include "sources/reference.h"

#include "sources/formats.h"

enum { REQUIRED_MAX = 6 };

struct part {
	const char *required[REQUIRED_MAX]; /* columns that tell the file, NULL behind the last */
	reference_row_reader *read;
};

static const struct part parts[REFERENCE_PARTS] = {
    [REFERENCE_ACTORS] = {{"id", "name", "schema", "refs", "confidence"}, reference_read_actor},
    [REFERENCE_ALIASES] = {{"actor", "name", "kind", "confidence"}, reference_read_alias},
    [REFERENCE_DESIGNATIONS] = {{"actor", "jurisdiction", "regime", "listed_on", "confidence"},
                                reference_read_designation},
    [REFERENCE_OFFICES] = {{"actor", "office", "jurisdiction", "confidence"}, reference_read_office},
    [REFERENCE_NOT_LISTED] = {{"actor", "jurisdiction", "regime", "as_of"}, reference_read_absence},
    [REFERENCE_REGIMES] = {{"regime", "jurisdiction", "short", "authority"}, reference_read_regime},
    [REFERENCE_RELATIONS] = {{"relation", "definition", "inverse", "subject_as", "object_as"}, reference_read_relation},
    [REFERENCE_EVENTS] = {{"id", "name", "series", "organiser", "confidence"}, reference_read_event},
    [REFERENCE_TIES] = {{"subject", "relation", "object", "modality", "attribution", "confidence"}, reference_read_tie},
};

static bool has_column(const struct csv_row *header, const char *name)
{
	for (size_t i = 0; i < header->count; i++)
		if (str_is(str_trim(header->cell[i]), name))
			return true;
	return false;
}

/* The first column that `part` needs and `header` lacks, NULL when it has all. */
static const char *missing_column(const struct part *part, const struct csv_row *header)
{
	for (size_t i = 0; i < REQUIRED_MAX && part->required[i]; i++)
		if (!has_column(header, part->required[i]))
			return part->required[i];
	return NULL;
}

static bool look(void *context, const struct csv_row *row)
{
	int *found = context;

	for (int part = 0; part < REFERENCE_PARTS && *found < 0; part++)
		if (!missing_column(&parts[part], row))
			*found = part;
	return false;
}

static bool detect(str head, const char *name, struct source_claim *claim)
{
	int found = -1;

	(void)name;
	csv_head(head, ',', 1, look, &found);
	if (found < 0)
		return false;
	claim->part = (uint8_t)found;
	strcpy(claim->dataset, "ties_reference");
	return true;
}

static ties_code read_header(struct reference *r, struct csv_reader *reader, const char *path, ties_error *err)
{
	struct csv_row row;
	bool more;
	ties_code rc = csv_reader_next(reader, &row, &more, err);

	if (rc != TIES_OK)
		return rc;
	if (!more)
		return error_at(err, TIES_ERR_FORMAT, path, 0, "the file is empty where a header was expected");
	const char *missing = missing_column(&parts[r->part], &row);
	if (missing)
		return error_at(err, TIES_ERR_FORMAT, path, row.line, "the header has no column \"%s\"", missing);
	return csv_header_keep(&r->header, &row) ? TIES_OK : error_nomem(err);
}

static ties_code read_part(struct reference *r, enum reference_part part, ties_error *err)
{
	const struct source_file *file = &r->set->part[part];
	struct csv_reader *reader = NULL;
	struct csv_row row;
	bool more = true;

	if (!file->input)
		return TIES_OK;
	r->part = part;
	ties_code rc = csv_reader_open(&reader, file->input, file->path, ',', r->sink, err);
	if (rc == TIES_OK)
		rc = read_header(r, reader, file->path, err);
	while (rc == TIES_OK && !r->stopped) {
		rc = csv_reader_next(reader, &row, &more, err);
		if (rc != TIES_OK || !more)
			break;
		const char *why = row.count == r->header.count ? parts[part].read(r, &row)
		                                               : "the number of columns is not that of the header";
		if (why && !r->stopped)
			csv_reject(r->sink, file->path, &row, why);
	}
	csv_header_finish(&r->header);
	csv_reader_close(reader);
	return rc == TIES_OK && r->stopped ? error_nomem(err) : rc;
}

static ties_code read_set(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	/* What later rows look up comes first. */
	static const enum reference_part order[] = {REFERENCE_RELATIONS, REFERENCE_REGIMES,    REFERENCE_ACTORS,
	                                            REFERENCE_EVENTS,    REFERENCE_ALIASES,    REFERENCE_DESIGNATIONS,
	                                            REFERENCE_OFFICES,   REFERENCE_NOT_LISTED, REFERENCE_TIES};
	struct reference r = {.set = set, .sink = sink, .actors_known = set->part[REFERENCE_ACTORS].input != NULL};
	ties_code rc = TIES_OK;

	for (size_t i = 0; i < sizeof order / sizeof *order && rc == TIES_OK; i++)
		rc = read_part(&r, order[i], err);
	model_draft_finish(&r.draft);
	vec_finish(&r.authority);
	table_finish(&r.schemas);
	table_finish(&r.authorities);
	table_finish(&r.positions);
	table_finish(&r.tie_ids);
	arena_finish(&r.arena);
	return rc;
}

const struct source_format source_reference = {
    .name = "reference-csv",
    .family = "data/",
    .describes = "the curated CSV files of data/",
    .parts = {"actors", "aliases", "designations", "offices", "not_listed", "regimes", "relations", "events", "ties"},
    .detect = detect,
    .read = read_set,
};
