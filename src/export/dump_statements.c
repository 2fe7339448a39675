/* FollowTheMoney statements as CSV: src/sources/exported_csv.c reads them back.
 *
 * The first fourteen columns are FtM's, the rest ours. What FtM has no word for stands in a row of its property "id",
 * which says only that there is such an entity, and in our columns. Every cell that is not empty is in quotes. */
#include "export/dump.h"

enum { CHUNK = 64 * 1024, ROW_MAX = 4 << 20 };

enum column {
	COL_CANONICAL_ID,
	COL_ENTITY_ID,
	COL_PROP,
	COL_PROP_TYPE,
	COL_SCHEMA,
	COL_VALUE,
	COL_DATASET,
	COL_ORIGIN,
	COL_LANG,
	COL_ORIGINAL_VALUE,
	COL_EXTERNAL,
	COL_FIRST_SEEN,
	COL_LAST_SEEN,
	COL_ID,
	COL_KIND,
	COL_RECORD,
	COL_PROPERTY,
	COL_RAW,
	COL_SOURCE,
	COL_ATTRIBUTION,
	COL_MODALITY,
	COL_CONFIDENCE,
	COL_FROM,
	COL_TO,
	COL_DETAIL,
	COLUMNS
};

static const char header[] =
    "canonical_id,entity_id,prop,prop_type,schema,value,dataset,origin,lang,original_value,external,first_seen,"
    "last_seen,id,ties,record,property,raw,source,attribution,modality,confidence,from,to,detail\n";

/* Which may have escapes, when the detail says so. */
static const uint8_t escapable[] = {COL_LANG,   COL_ORIGINAL_VALUE, COL_RECORD, COL_RAW,
                                    COL_SOURCE, COL_ATTRIBUTION,    COL_FROM,   COL_TO};

struct table {
	struct dump *d;
	str cell[COLUMNS];         /* of the row at hand */
	struct buf detail;         /* of it */
	struct buf ref, id;        /* texts of cells */
	struct buf scratch;        /* what its id is made of */
	char first[DATE_TEXT_MAX]; /* texts of days */
	char last[DATE_TEXT_MAX];
};

/* ---- rows ------------------------------------------------------------------------------------------------- */

static void begin_row(struct table *t, const char *kind, const char *schema)
{
	memset(t->cell, 0, sizeof t->cell);
	buf_clear(&t->detail);
	t->cell[COL_KIND] = str_from(kind);
	t->cell[COL_SCHEMA] = str_from(schema);
	t->cell[COL_PROP] = t->cell[COL_PROP_TYPE] = STR("id");
	t->cell[COL_EXTERNAL] = STR("f");
}

static void add_detail(struct table *t, const char *key, uint32_t n)
{
	if (n)
		buf_print(&t->detail, "%s%s=%u", t->detail.len ? " " : "", key, n);
}

static bool is_escapable(enum column column)
{
	for (size_t i = 0; i < sizeof escapable; i++)
		if (escapable[i] == column)
			return true;
	return false;
}

/* A row is known by what it says. */
static void add_id(struct table *t)
{
	buf_clear(&t->scratch);
	buf_clear(&t->id);
	for (size_t i = 0; i < COLUMNS; i++) {
		buf_add(&t->scratch, t->cell[i]);
		buf_add_char(&t->scratch, '\0');
	}
	buf_print(&t->id, "%016llx", (unsigned long long)str_hash(buf_str(&t->scratch)));
	t->cell[COL_ID] = buf_str(&t->id);
}

/* What CSV cannot hold is left away where there is no escape: the cells that are for FtM alone. */
static void add_cell(struct buf *out, str cell)
{
	size_t done = 0;

	if (!cell.len)
		return;
	buf_add_char(out, '"');
	for (size_t i = 0; i < cell.len; i++) {
		char c = cell.ptr[i];
		if (c != '"' && c != '\0' && c != '\r')
			continue;
		buf_add(out, str_slice(cell, done, i));
		if (c == '"')
			buf_add(out, STR("\"\""));
		done = i + 1;
	}
	buf_add(out, str_slice(cell, done, cell.len));
	buf_add_char(out, '"');
}

static ties_code end_row(struct table *t)
{
	struct dump *d = t->d;
	size_t begin = d->out.len;
	bool escaped = false;

	for (size_t i = 0; i < sizeof escapable; i++)
		escaped |= dump_needs_escape(t->cell[escapable[i]], true);
	add_detail(t, "escaped", escaped);
	t->cell[COL_DETAIL] = buf_str(&t->detail);
	add_id(t);
	for (unsigned i = 0; i < COLUMNS; i++) {
		if (i)
			buf_add_char(&d->out, ',');
		if (!escaped || !is_escapable(i)) {
			add_cell(&d->out, t->cell[i]);
			continue;
		}
		buf_clear(&t->scratch);
		dump_escape(&t->scratch, t->cell[i]);
		add_cell(&d->out, buf_str(&t->scratch));
	}
	buf_add_char(&d->out, '\n');
	d->out.failed |= t->detail.failed || t->ref.failed || t->id.failed || t->scratch.failed;
	if (d->out.len - begin > ROW_MAX)
		return error_set(d->err, TIES_ERR_LIMIT,
		                 "%.*s: has a text that is too long for a row of CSV; export --as ftm takes it",
		                 STR_ARG(t->cell[COL_CANONICAL_ID]));
	return dump_flush(d, CHUNK);
}

/* ---- what is in it ---------------------------------------------------------------------------------------- */

static ties_code write_beginning(struct table *t)
{
	struct dump_counts counts = dump_count(t->d);

	begin_row(t, "export", "Document");
	t->cell[COL_CANONICAL_ID] = t->cell[COL_ENTITY_ID] = t->cell[COL_VALUE] = STR("ties-export");
	t->cell[COL_DATASET] = STR("ties");
	add_detail(t, "layout", DUMP_LAYOUT);
	add_detail(t, "versions", counts.versions);
	add_detail(t, "records", counts.records);
	add_detail(t, "statements", counts.statements);
	add_detail(t, "decisions", counts.decisions);
	add_detail(t, "partial", t->d->chosen != NULL);
	return end_row(t);
}

/* FtM reads them as documents, each by the name of its file. */
static ties_code write_version(struct table *t, str dataset, const struct book_version *v)
{
	begin_row(t, "version", "Document");
	buf_clear(&t->ref);
	buf_print(&t->ref, "ties-dataset-%.*s", STR_ARG(dataset));
	t->cell[COL_CANONICAL_ID] = t->cell[COL_ENTITY_ID] = t->cell[COL_VALUE] = buf_str(&t->ref);
	t->cell[COL_RAW] = book_string(t->d->b, v->path);
	if (t->cell[COL_RAW].len && !dump_needs_escape(t->cell[COL_RAW], true)) {
		t->cell[COL_PROP] = STR("fileName");
		t->cell[COL_PROP_TYPE] = STR("string");
		t->cell[COL_VALUE] = t->cell[COL_RAW];
	}
	t->cell[COL_DATASET] = dataset;
	t->cell[COL_FIRST_SEEN] = t->cell[COL_LAST_SEEN] = dump_day(v->day, t->first);
	add_detail(t, "parts", v->parts);
	add_detail(t, "records", v->records);
	add_detail(t, "entries", v->entries);
	add_detail(t, "statements", v->statements);
	add_detail(t, "rejects", v->rejects);
	add_detail(t, "changes", v->flags & BOOK_NAMES_CHANGES);
	return end_row(t);
}

static ties_code write_versions(struct table *t)
{
	const ties_book *b = t->d->b;
	ties_code rc = TIES_OK;

	for (uint32_t i = 0; i < b->DATASET.count; i++) {
		const struct book_dataset *set = BOOK_AT(b, DATASET, i);
		struct book_range versions = BOOK_RANGE(b, VERSION, set->first_version, set->version_count);
		if (t->d->datasets && !t->d->datasets[i])
			continue;
		for (uint32_t v = versions.begin; rc == TIES_OK && v < versions.end; v++)
			rc = write_version(t, book_string(b, set->name), BOOK_AT(b, VERSION, v));
	}
	return rc;
}

/* ---- records ---------------------------------------------------------------------------------------------- */

static void begin_record_row(struct table *t, const char *kind, str entity, const struct dump_record *record)
{
	begin_row(t, kind, ftm_schema_name(record->schema));
	buf_clear(&t->ref);
	buf_print(&t->ref, "%.*s:", STR_ARG(record->dataset));
	buf_add(&t->ref, record->id);
	t->cell[COL_CANONICAL_ID] = entity;
	t->cell[COL_ENTITY_ID] = t->cell[COL_VALUE] = buf_str(&t->ref);
	t->cell[COL_DATASET] = record->dataset;
	t->cell[COL_RECORD] = record->id;
}

static ties_code write_record(struct table *t, str entity, const struct dump_record *record)
{
	begin_record_row(t, "record", entity, record);
	t->cell[COL_PROPERTY] = str_from(model_schema_name(record->schema));
	add_detail(t, "line", record->line);
	add_detail(t, "main", record->main);
	return end_row(t);
}

/* What is said still is said by the newest version. */
static str last_seen(struct table *t, const struct dump_record *record, int32_t day)
{
	const ties_book *b = t->d->b;
	const struct book_dataset *set = BOOK_AT(b, DATASET, book_ref_dataset(b, record->ref));

	if (day == TIES_DAY_MAX && set->version_count)
		day = BOOK_AT(b, VERSION, set->first_version + set->version_count - 1)->day;
	return dump_day(day, t->last);
}

static void add_ftm_value(struct table *t, const struct dump_said *said)
{
	t->cell[COL_RAW] = said->value;
	if (!said->ftm_value.len || dump_needs_escape(said->ftm_value, true))
		return;
	t->cell[COL_PROP] = str_from(model_property_name(said->ftm_property));
	t->cell[COL_PROP_TYPE] = str_from(ftm_type_name(said->ftm_property));
	t->cell[COL_VALUE] = said->ftm_value;
	if (str_equal(said->ftm_value, said->value))
		t->cell[COL_RAW] = (str){NULL, 0};
}

static ties_code write_said(struct table *t, str entity, const struct dump_record *record, const struct dump_said *said)
{
	const struct book_manner *m = said->manner;

	begin_record_row(t, "said", entity, record);
	add_ftm_value(t, said);
	t->cell[COL_PROPERTY] = str_from(model_property_name(said->property));
	t->cell[COL_LANG] = said->lang;
	t->cell[COL_ORIGINAL_VALUE] = said->original;
	t->cell[COL_SOURCE] = said->source;
	t->cell[COL_ATTRIBUTION] = said->attribution;
	t->cell[COL_FROM] = said->valid_from;
	t->cell[COL_TO] = said->valid_to;
	t->cell[COL_FIRST_SEEN] = dump_day(m->first_seen, t->first);
	t->cell[COL_LAST_SEEN] = last_seen(t, record, m->last_seen);
	if (m->modality != MODALITY_ASSERTED) {
		t->cell[COL_EXTERNAL] = STR("t");
		t->cell[COL_MODALITY] = str_from(model_modality_name(m->modality));
	}
	if (m->confidence != CONFIDENCE_PUBLISHED)
		t->cell[COL_CONFIDENCE] = str_from(model_confidence_name(m->confidence));
	add_detail(t, "still", m->last_seen == TIES_DAY_MAX);
	add_detail(t, "own_first", (m->flags & BOOK_OWN_FIRST) != 0);
	add_detail(t, "own_last", (m->flags & BOOK_OWN_LAST) != 0);
	add_detail(t, "first_of_day", m->first_of_day);
	add_detail(t, "last_of_day", m->last_of_day);
	add_detail(t, "part", m->part);
	return end_row(t);
}

static ties_code write_decisions(struct table *t, str entity, const struct dump_record *record)
{
	struct dump_decision decision;
	struct buf other = {0};
	ties_code rc = TIES_OK;

	while (rc == TIES_OK && dump_next_decision(&decision, t->d, record->ref)) {
		begin_record_row(t, "decision", entity, record);
		buf_clear(&other);
		buf_print(&other, "%.*s:", STR_ARG(decision.other.dataset));
		buf_add(&other, decision.other.id);
		t->cell[COL_PROPERTY] = str_from(decision.verdict);
		t->cell[COL_RAW] = buf_str(&other);
		t->cell[COL_ATTRIBUTION] = decision.who;
		t->cell[COL_FROM] = decision.when;
		t->cell[COL_SOURCE] = decision.reason;
		add_detail(t, "evidence", decision.evidence);
		rc = other.failed ? error_nomem(t->d->err) : end_row(t);
	}
	buf_finish(&other);
	return rc;
}

static ties_code write_entity(struct table *t, uint32_t number)
{
	const ties_book *b = t->d->b;
	str entity = book_string(b, BOOK_AT(b, ENTITY, number)->id);
	struct book_range refs = book_refs_of(b, number);
	ties_code rc = TIES_OK;

	for (uint32_t ref = refs.begin; rc == TIES_OK && ref < refs.end; ref++) {
		const struct dump_record record = dump_record(t->d, ref);
		struct book_cursor c = book_statements_of_ref(b, ref);
		struct book_statement s;
		struct dump_said said;
		rc = write_record(t, entity, &record);
		while (rc == TIES_OK && book_next_statement(&c, &s)) {
			dump_said(&said, t->d, &record, &s);
			rc = write_said(t, entity, &record, &said);
		}
		if (rc == TIES_OK)
			rc = write_decisions(t, entity, &record);
	}
	return rc;
}

ties_code dump_statements(struct dump *d)
{
	struct table t = {.d = d};

	buf_add(&d->out, str_from(header));
	ties_code rc = write_beginning(&t);
	if (rc == TIES_OK)
		rc = write_versions(&t);
	for (uint32_t e = 0; rc == TIES_OK && e < d->b->ENTITY.count; e++)
		if (dump_has(d, e))
			rc = write_entity(&t, e);
	if (rc == TIES_OK)
		rc = dump_flush(d, 0);
	buf_finish(&t.detail);
	buf_finish(&t.ref);
	buf_finish(&t.id);
	buf_finish(&t.scratch);
	return rc;
}
