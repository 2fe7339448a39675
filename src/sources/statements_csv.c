/* FollowTheMoney statements as CSV (statements.csv): one row a value, with who said it and since when.
 *
 *   canonical_id, entity_id, prop, prop_type, schema, value, dataset, lang, original_value, external, first_seen,
 *   last_seen, id, origin                                      by name, in any order
 *
 * and the "pack" form, without a header, ten columns:
 *
 *   entity_id, Schema:prop, value, dataset, lang, original_value, -, external, first_seen, last_seen
 *
 * Rows of one canonical_id are one record; entity_id is kept as a referent, as in entities.ftm.json. The source of a
 * statement is the dataset that has it. Its days of first_seen and last_seen go along: they are versions of their own,
 * so that one file tells what was known when. An external value is one that somebody proposed: its modality says so.
 * The rows of prop `id` only state that the entity exists. Not kept: prop_type, which the property has, and id, a
 * checksum of the row. */
#include "sources/csv.h"
#include "sources/formats.h"
#include "sources/ftm_entity.h"
#include "sources/ftm_names.h"

enum { RECORD_STATEMENTS_MAX = 4096, PACK_COLUMNS = 10 };

enum field {
	CANONICAL,
	ENTITY,
	PROP,
	SCHEMA,
	VALUE,
	DATASET,
	LANG,
	ORIGINAL,
	EXTERNAL,
	FIRST_SEEN,
	LAST_SEEN,
	ORIGIN,
	FIELDS
};

static const char *const names[FIELDS] = {"canonical_id", "entity_id",  "prop",      "schema",
                                          "value",        "dataset",    "lang",      "original_value",
                                          "external",     "first_seen", "last_seen", "origin"};

/* Which column has a field, -1 none. */
struct layout {
	int column[FIELDS];
	size_t count; /* columns of the file */
	bool pack;
};

struct reader {
	struct ftm_reader ftm;
	struct layout layout;
	const struct source_set *set;
	str seen[8]; /* referents that the record has already, the newest of them */
	size_t seen_count;
	bool open; /* a record is being filled */
	ties_error *err;
};

/* ---- layout --------------------------------------------------------------------------------------------- */

static bool lay_out_pack(struct layout *l, const struct csv_row *row)
{
	static const int columns[FIELDS] = {0, 0, 1, 1, 2, 3, 4, 5, 7, 8, 9, -1};
	str prop = csv_cell(row, 1);
	size_t colon = str_find_char(prop, ':', 0);
	enum model_schema schema;

	if (row->count != PACK_COLUMNS || colon == SIZE_MAX || !model_schema_find(str_slice(prop, 0, colon), &schema))
		return false;
	memcpy(l->column, columns, sizeof columns);
	l->count = PACK_COLUMNS;
	l->pack = true;
	return true;
}

static bool lay_out(struct layout *l, const struct csv_row *row)
{
	for (size_t f = 0; f < FIELDS; f++) {
		l->column[f] = -1;
		for (size_t i = 0; i < row->count; i++)
			if (str_is(str_trim(row->cell[i]), names[f]))
				l->column[f] = (int)i;
	}
	l->count = row->count;
	l->pack = false;
	if (l->column[CANONICAL] >= 0 && l->column[PROP] >= 0 && l->column[SCHEMA] >= 0 && l->column[VALUE] >= 0 &&
	    l->column[DATASET] >= 0)
		return true;
	return lay_out_pack(l, row);
}

static str field(const struct layout *l, const struct csv_row *row, enum field f)
{
	str cell = l->column[f] < 0 ? (str){NULL, 0} : csv_cell(row, (size_t)l->column[f]);

	if (!l->pack || (f != PROP && f != SCHEMA))
		return cell;
	size_t colon = str_find_char(cell, ':', 0);
	return f == SCHEMA ? str_slice(cell, 0, colon)
	                   : str_slice(cell, colon == SIZE_MAX ? cell.len : colon + 1, cell.len);
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

static ties_code flush(struct reader *r)
{
	struct ftm_reader *f = &r->ftm;

	if (!r->open)
		return TIES_OK;
	r->open = false;
	f->entities++;
	bool whole = !f->draft.failed && !f->arena.failed && !f->draft.arena.failed;
	return whole && f->sink->emit(f->sink->context, &f->draft.record, 0) ? TIES_OK : error_nomem(r->err);
}

static ties_code begin(struct reader *r, const struct csv_row *row, str id, enum model_schema schema)
{
	ties_code rc = flush(r);

	if (rc != TIES_OK)
		return rc;
	arena_clear(&r->ftm.arena);
	model_draft_begin(&r->ftm.draft, schema, id);
	r->ftm.draft.record.line = r->ftm.line = row->line;
	r->seen_count = 0;
	r->open = true;
	return TIES_OK;
}

/* "us_ofac_sdn, by llm" */
static str source_of(struct reader *r, const struct csv_row *row)
{
	struct arena *arena = &r->ftm.draft.arena;
	str dataset = field(&r->layout, row, DATASET), origin = field(&r->layout, row, ORIGIN);

	return origin.len ? arena_print(arena, "%.*s, by %.*s", STR_ARG(dataset), STR_ARG(origin))
	                  : arena_copy(arena, dataset);
}

/* "2022-03-01T00:00:00" */
static str day_of(struct reader *r, const struct csv_row *row, enum field f)
{
	return arena_copy(&r->ftm.draft.arena, str_slice(field(&r->layout, row, f), 0, 10));
}

/* What the row says of the value that was just added. */
static void qualify(struct reader *r, const struct csv_row *row, size_t before)
{
	struct model_draft *draft = &r->ftm.draft;
	str original = str_trim(field(&r->layout, row, ORIGINAL));
	str external = field(&r->layout, row, EXTERNAL);

	if (draft->record.statements.len == before)
		return;
	struct model_statement *s = &draft->record.statements.ptr[before];
	s->source = source_of(r, row);
	s->first_seen = day_of(r, row, FIRST_SEEN);
	s->last_seen = day_of(r, row, LAST_SEEN);
	s->lang = arena_copy(&draft->arena, field(&r->layout, row, LANG));
	if (original.len && !str_equal(original, s->value))
		s->original = arena_copy(&draft->arena, original);
	if (str_is(external, "t") || str_equal_nocase(external, STR("true")))
		s->modality = MODALITY_PROPOSED;
}

static void add_referent(struct reader *r, const struct csv_row *row)
{
	str entity = field(&r->layout, row, ENTITY);

	if (!entity.len || str_equal(entity, r->ftm.draft.record.id))
		return;
	for (size_t i = 0; i < r->seen_count && i < sizeof r->seen / sizeof *r->seen; i++)
		if (str_equal(r->seen[i], entity))
			return;
	r->seen[r->seen_count++ % (sizeof r->seen / sizeof *r->seen)] = arena_copy(&r->ftm.draft.arena, entity);
	ftm_add_unmapped(&r->ftm, STR("referents"), entity);
}

static void add_value(struct reader *r, const struct csv_row *row)
{
	struct model_record *record = &r->ftm.draft.record;
	str prop = field(&r->layout, row, PROP), published = field(&r->layout, row, SCHEMA);
	enum model_schema schema = ftm_schema_nearest(published);

	if (model_schema_is_a(schema, record->schema))
		record->schema = schema;
	add_referent(r, row);
	size_t before = record->statements.len;
	if (!str_is(prop, "id"))
		ftm_add_value(&r->ftm, prop, field(&r->layout, row, VALUE));
	qualify(r, row, before);
	if (before == 0 || str_is(prop, "id"))
		ftm_add_schema(&r->ftm, published);
}

static ties_code take_row(struct reader *r, const struct csv_row *row)
{
	str id = field(&r->layout, row, CANONICAL);
	const char *why = NULL;

	if (row->count != r->layout.count)
		why = "the number of columns is not that of the header";
	else if (!id.len || !field(&r->layout, row, PROP).len || !field(&r->layout, row, SCHEMA).len)
		why = "no statement: canonical_id, prop or schema is empty";
	if (why) {
		csv_reject(r->ftm.sink, r->ftm.path, row, why);
		return TIES_OK;
	}
	struct model_record *record = &r->ftm.draft.record;
	ties_code rc = TIES_OK;
	if (!r->open || !str_equal(record->id, id) || record->statements.len >= RECORD_STATEMENTS_MAX)
		rc = begin(r, row, id, ftm_schema_nearest(field(&r->layout, row, SCHEMA)));
	if (rc == TIES_OK)
		add_value(r, row);
	return rc;
}

static ties_code read_rows(struct reader *r, struct csv_reader *csv)
{
	struct csv_row row;
	bool more = true, short_row = false;
	ties_code rc = csv_reader_next(csv, &row, &more, r->err);
	uint64_t line = 1;

	if (rc == TIES_OK && (!more || !lay_out(&r->layout, &row)))
		return error_at(
		    r->err, TIES_ERR_FORMAT, r->ftm.path, 1,
		    "expected FollowTheMoney statements with the columns canonical_id, prop, schema, value, "
		    "dataset; found something else");
	if (rc == TIES_OK && r->layout.pack)
		rc = take_row(r, &row);
	while (rc == TIES_OK && (rc = csv_reader_next(csv, &row, &more, r->err)) == TIES_OK && more) {
		short_row = row.count < r->layout.count;
		line = row.line;
		rc = take_row(r, &row);
	}
	if (rc == TIES_OK)
		rc = flush(r);
	if (rc == TIES_OK && (short_row || csv_reader_cut(csv)))
		rc = error_at(r->err, TIES_ERR_FORMAT, r->ftm.path, line,
		              "the file is cut off in the middle of a row; download it again");
	if (rc == TIES_OK && r->ftm.entities == 0)
		rc = error_at(r->err, TIES_ERR_FORMAT, r->ftm.path, 0, "holds no statement; download it again");
	return rc;
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	const struct source_file *file = &set->part[0];
	struct reader r = {.ftm = {.sink = sink, .path = file->path}, .set = set, .err = err};
	struct csv_reader *csv = NULL;

	if (!file->input)
		return error_set(err, TIES_ERR_FORMAT, "no file of FollowTheMoney statements given");
	ties_code rc = csv_reader_open(&csv, file->input, file->path, ',', sink, err);
	if (rc == TIES_OK)
		rc = read_rows(&r, csv);
	csv_reader_close(csv);
	ftm_reader_finish(&r.ftm);
	return rc;
}

/* ---- detection ------------------------------------------------------------------------------------------ */

struct look {
	struct layout layout;
	char dataset[SOURCE_NAME_MAX];
	struct date newest; /* last_seen */
	size_t rows;
	bool other; /* not of this format, or of several datasets */
	bool several;
};

static bool look_at(void *context, const struct csv_row *row)
{
	struct look *look = context;
	struct date day;

	if (look->rows++ == 0) {
		look->other = !lay_out(&look->layout, row);
		if (look->other || !look->layout.pack)
			return !look->other;
	}
	str dataset = field(&look->layout, row, DATASET);
	str seen = str_slice(field(&look->layout, row, LAST_SEEN), 0, 10);
	if (date_parse(seen, &day, NULL) == TIES_OK && day.kind == DATE_KNOWN &&
	    (look->newest.kind != DATE_KNOWN || day.first > look->newest.first))
		look->newest = day;
	look->several |= !dataset.len || dataset.len >= sizeof look->dataset ||
	                 (look->dataset[0] && !str_is(dataset, look->dataset));
	if (!look->several)
		memcpy(look->dataset, dataset.ptr, dataset.len);
	return true;
}

/* The entities of an official list have other ids here, so its name is not claimed. */
static bool detect(str head, const char *, struct source_claim *claim)
{
	struct look look = {.newest = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN}};

	csv_head(head, ',', 200, look_at, &look);
	if (look.rows == 0 || look.other)
		return false;
	*claim = (struct source_claim){.version = look.newest};
	if (!look.several && !source_dataset_find(str_from(look.dataset)))
		memcpy(claim->dataset, look.dataset, sizeof look.dataset);
	return true;
}

const struct source_format source_statements_csv = {
    .name = "ftm-statements",
    .family = "FollowTheMoney",
    .describes = "FollowTheMoney statements (statements.csv)",
    .parts = {"statements.csv"},
    .detect = detect,
    .read = read,
};
