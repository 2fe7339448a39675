/* The UK Sanctions List and OFSI's consolidated list as CSV.
 *
 *   Report Date: 13-Feb-2026          or   Last Updated,13/04/2018,,,
 *   Last Updated,Unique ID,…               Name 6,Name 1,…,Group ID
 *   14/04/2026,AFG9906,…                   AL-QAHTANI,Sheikh,…,13349
 *
 * The first line is a date, the second the header; then several rows a target. Rows of one target need not be
 * neighbours (OFSI sorts by name): each run of them makes the records again, and what they say adds up. The older
 * list has 29 columns in windows-1252, since 2022 36 in UTF-8; ships were entities before. */
#include "sources/csv.h"
#include "sources/formats.h"
#include "sources/gb_entry.h"

struct reader {
	struct gb_entry entry;
	enum gb_field key; /* the column that tells targets apart */
	struct csv_reader *csv;
	struct csv_header header;
	ties_error *err;
};

static bool is_header(const struct csv_row *row)
{
	bool name = false, id = false;

	for (size_t i = 0; i < row->count; i++) {
		enum gb_field field = gb_field_of(row->cell[i]);
		name |= field == GB_NAME_6;
		id |= field == GB_ID || field == GB_GROUP_ID;
	}
	return name && id;
}

static bool has_column(const struct csv_row *row, enum gb_field field)
{
	for (size_t i = 0; i < row->count; i++)
		if (gb_field_of(row->cell[i]) == field)
			return true;
	return false;
}

static ties_code take_row(struct reader *r, const struct csv_row *row)
{
	struct gb_row cells = {0};

	for (size_t i = 0; i < r->header.count; i++) {
		enum gb_field field = gb_field_of(r->header.name[i]);
		if (field != GB_UNKNOWN && csv_cell(row, i).len)
			cells.cell[field] = csv_cell(row, i);
	}
	str id = str_trim(cells.cell[r->key]);
	if (!id.len) {
		r->entry.say.entries++;
		csv_reject(r->entry.say.sink, r->entry.say.path, row, "the row has no id");
		return TIES_OK;
	}
	if (!str_equal(id, r->entry.id)) {
		ties_code rc = gb_entry_emit(&r->entry);
		if (rc != TIES_OK)
			return rc;
		gb_entry_begin(&r->entry, id, row->line);
	}
	gb_entry_add(&r->entry, &cells);
	for (size_t i = 0; i < r->header.count; i++)
		if (gb_field_of(r->header.name[i]) == GB_UNKNOWN)
			gb_entry_add_unmapped(&r->entry, r->header.name[i], csv_cell(row, i));
	return TIES_OK;
}

/* The header stands in one of the first lines. */
static ties_code read_header(struct reader *r)
{
	enum { LINES_MAX = 5 };
	struct csv_row row;
	bool more = true;

	for (int i = 0; i < LINES_MAX && more; i++) {
		ties_code rc = csv_reader_next(r->csv, &row, &more, r->err);
		if (rc != TIES_OK)
			return rc;
		if (!more || !is_header(&row))
			continue;
		r->key = has_column(&row, GB_ID) ? GB_ID : GB_GROUP_ID;
		return csv_header_keep(&r->header, &row) ? TIES_OK : error_nomem(r->err);
	}
	return error_at(r->err, TIES_ERR_FORMAT, r->entry.say.path, 0,
	                "no header with the columns \"Name 6\" and \"Unique ID\" or \"Group ID\": this is not the UK's "
	                "list; download it again");
}

static ties_code read_rows(struct reader *r)
{
	struct csv_row row;
	bool more = true;
	ties_code rc = read_header(r);

	while (rc == TIES_OK && more) {
		rc = csv_reader_next(r->csv, &row, &more, r->err);
		if (rc == TIES_OK && more)
			rc = take_row(r, &row);
	}
	if (rc == TIES_OK)
		rc = gb_entry_emit(&r->entry);
	if (rc == TIES_OK)
		rc = csv_reader_check_end(r->csv, r->entry.say.path, r->err);
	return rc == TIES_OK ? say_check_entries(&r->entry.say, "the UK's list", r->err) : rc;
}

static ties_code read_list(const struct source_set *set, const struct source_sink *sink, const char *authority,
                           ties_error *err)
{
	struct reader r = {
	    .entry = {.say = {.sink = sink, .path = set->part[0].path}, .authority = authority, .err = err},
	    .err = err};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "the UK's list has no file");
	ties_code rc = csv_reader_open(&r.csv, set->part[0].input, set->part[0].path, ',', sink, err);
	if (rc == TIES_OK)
		rc = read_rows(&r);
	csv_reader_close(r.csv);
	csv_header_finish(&r.header);
	gb_entry_finish(&r.entry);
	return rc;
}

static ties_code read_uksl(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	return read_list(set, sink, "Foreign, Commonwealth & Development Office", err);
}

static ties_code read_ofsi(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	return read_list(set, sink, "HM Treasury, Office of Financial Sanctions Implementation", err);
}

/* ---- detection --------------------------------------------------------------------------------------- */

struct found {
	bool header, uksl;
	struct date version;
};

static bool look_at_row(void *context, const struct csv_row *row)
{
	struct found *found = context;
	str first = csv_cell(row, 0), mark = STR("Report Date:");

	if (is_header(row)) {
		found->header = true;
		found->uksl = has_column(row, GB_ID);
		return false;
	}
	if (str_starts(first, mark))
		date_parse_prose(str_trim(str_slice(first, mark.len, first.len)), &found->version);
	else if (str_is(first, "Last Updated"))
		date_parse_prose(csv_cell(row, 1), &found->version);
	return true;
}

static bool detect(str head, struct source_claim *claim, bool uksl)
{
	struct found found = {.version = {TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false}};

	csv_head(head, ',', 5, look_at_row, &found);
	if (!found.header || found.uksl != uksl)
		return false;
	*claim = (struct source_claim){.version = found.version};
	strcpy(claim->dataset, uksl ? "gb_fcdo_sanctions" : "gb_hmt_sanctions");
	return true;
}

static bool detect_uksl(str head, const char *, struct source_claim *claim)
{
	return detect(head, claim, true);
}

static bool detect_ofsi(str head, const char *, struct source_claim *claim)
{
	return detect(head, claim, false);
}

const struct source_format source_gb_csv = {
    .name = "gb-uksl-csv",
    .family = "UK",
    .describes = "UK Sanctions List (UK-Sanctions-List.csv)",
    .parts = {"UK-Sanctions-List.csv"},
    .detect = detect_uksl,
    .read = read_uksl,
};

const struct source_format source_gb_ofsi = {
    .name = "gb-ofsi-csv",
    .family = "UK",
    .describes = "OFSI consolidated list (ConList.csv)",
    .parts = {"ConList.csv"},
    .detect = detect_ofsi,
    .read = read_ofsi,
};
