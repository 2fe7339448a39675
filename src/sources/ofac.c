/* OFAC CSV: the SDN list and the consolidated (non-SDN) list, four files each.
 *
 *   primary   12 columns  entries                         sdn.csv           cons_prim.csv
 *   alt        5 columns  strong aliases                  alt.csv           cons_alt.csv
 *   add        6 columns  addresses                       add.csv           cons_add.csv
 *   comments   2 columns  remarks past 1000 characters    sdn_comments.csv  cons_comments.csv
 *
 * ofac_detect.c tells them apart.
 *
 * The overflow is read first, since remarks are parsed once they are whole (ofac_remarks.c); then the primary
 * file row by row; links come last, when all names are known (ofac_link.c). An entry gives
 *
 *   36              the entity: names, dates, identifiers, topic "sanction"
 *   36#sanction     its listing: one, with all programmes
 *   36#passport#N, 36#id#N, 36#wallet#KEY, 36#address#N, 36#link#TARGET */
#include "sources/ofac.h"

#include "sources/formats.h"

static ties_code cut_off(const struct source_file *file, uint64_t line, ties_error *err)
{
	return error_at(err, TIES_ERR_FORMAT, file->path, line,
	                "the file is cut off in the middle of a row; download it again");
}

static ties_code read_part(struct ofac *o, enum ofac_part part, ofac_row_reader *read_row, ties_error *err)
{
	const struct source_file *file = &o->set->part[part];
	struct csv_reader *reader = NULL;
	struct csv_row row;
	uint64_t number;
	uint64_t short_row = 0; /* line of the last row when that has an id and too few columns, else 0 */
	bool more = true;

	if (!file->input)
		return TIES_OK;
	ties_code rc = csv_reader_open(&reader, file->input, file->path, ',', o->sink, err);
	while (rc == TIES_OK && !o->stopped) {
		rc = csv_reader_next(reader, &row, &more, err);
		if (rc != TIES_OK || !more)
			break;
		short_row = 0;
		if (ofac_is_header(&row))
			continue;
		const char *why = NULL;
		bool id = str_to_u64(row.cell[0], &number);
		if (!id)
			why = "the first column is no ent_num";
		else if (row.count != ofac_columns[part])
			why = "the number of columns is not that of the file";
		else
			why = read_row(o, &row);
		if (id && row.count < ofac_columns[part])
			short_row = row.line;
		if (why && !o->stopped)
			csv_reject(o->sink, file->path, &row, why);
	}
	if (rc == TIES_OK && !more && (short_row || csv_reader_cut(reader)))
		rc = cut_off(file, short_row, err);
	csv_reader_close(reader);
	return rc == TIES_OK && o->stopped ? error_nomem(err) : rc;
}

static void reject_unused(struct ofac *o)
{
	for (size_t i = 0; i < o->overflows.len; i++) {
		const struct ofac_overflow *overflow = &o->overflows.ptr[i];
		const char *why = table_get(&o->by_id, overflow->id) == TABLE_NONE
		                      ? "overflowing remarks of an entry that the primary file does not have"
		                      : "overflowing remarks of an entry whose remarks are not cut at 1000 characters";
		if (!overflow->used)
			o->sink->reject(o->sink->context, o->set->part[OFAC_COMMENTS].path, overflow->line, why,
			                overflow->begin);
	}
}

static ties_code read_files(struct ofac *o, ties_error *err)
{
	ties_code rc = read_part(o, OFAC_COMMENTS, ofac_read_comment, err);

	if (rc == TIES_OK)
		rc = read_part(o, OFAC_PRIMARY, ofac_read_primary, err);
	if (rc == TIES_OK && !o->entries.len)
		return error_at(err, TIES_ERR_FORMAT, o->set->part[OFAC_PRIMARY].path, 0,
		                "no entry of an OFAC list in it; download it again");
	if (rc == TIES_OK)
		rc = read_part(o, OFAC_ALT, ofac_read_alt, err);
	if (rc == TIES_OK)
		rc = read_part(o, OFAC_ADD, ofac_read_address, err);
	if (rc != TIES_OK)
		return rc;
	reject_unused(o);
	ofac_links_emit(o);
	return o->stopped ? error_nomem(err) : TIES_OK;
}

/* Aliases, addresses and overflow hang on entries: without these they say nothing, and nothing about who is gone. */
static void reject_without_primary(const struct source_set *set, const struct source_sink *sink)
{
	const char *why = strcmp(set->dataset, "us_ofac_cons") == 0
	                      ? "left out: cons_prim.csv of the same date is missing, whose entries this file adds to"
	                      : "left out: sdn.csv of the same date is missing, whose entries this file adds to";

	for (int part = OFAC_PRIMARY + 1; part <= OFAC_COMMENTS; part++)
		if (set->part[part].path)
			sink->reject(sink->context, set->part[part].path, 1, why, STR(""));
}

void ofac_finish(struct ofac *o)
{
	model_draft_finish(&o->entity);
	model_draft_finish(&o->sanction);
	model_draft_finish(&o->side);
	vec_finish(&o->entries);
	vec_finish(&o->overflows);
	vec_finish(&o->links);
	table_finish(&o->by_id);
	table_finish(&o->by_name);
	table_finish(&o->overflow_of);
	buf_finish(&o->key);
	arena_finish(&o->arena);
}

static ties_code read_set(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct ofac o = {.set = set, .sink = sink};

	if (!set->part[OFAC_PRIMARY].input) {
		reject_without_primary(set, sink);
		return TIES_OK;
	}
	ties_code rc = read_files(&o, err);
	ofac_finish(&o);
	return rc;
}

const struct source_format source_ofac_csv = {
    .name = "ofac-csv",
    .family = "OFAC CSV",
    .describes = "OFAC CSV (sdn, alt, add, sdn_comments, cons_prim …)",
    .parts = {"primary", "alt", "add", "comments"},
    .detect = ofac_detect,
    .read = read_set,
};
