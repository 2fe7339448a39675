/* A plain list: CSV with a header whose columns say what they are (columns.c).
 *
 *   name,type,dob,nationality,aliases          one row, one entity; aliases, dates, countries and identifiers may
 *   Jane Doe,Person,1970-05,fr;be,J. Doe       hold several values separated by ";" or "|"
 *
 * The delimiter is "," or ";" or a tab, whichever the header has most of. The dataset is named by the caller. A row
 * without an id gets one made of its name and dates of birth, which stays the same as long as these do. Without a
 * type it is a person when it has a person's columns filled (first or last name, birth, gender), else a legal
 * entity. A name may also come in its parts. A column that means nothing to us is kept as unmapped. */
#include "sources/columns.h"
#include "sources/csv.h"
#include "sources/formats.h"

#include <stdio.h>

struct plain {
	const struct source_set *set;
	const struct source_sink *sink;
	struct csv_header header;
	struct column *columns; /* one a column, in the header's arena */
	struct model_draft draft;
	bool stopped;
};

/* ---- detection ------------------------------------------------------------------------------------------------ */

/* The delimiter that the first line has most of outside quotes; 0 when it has none. */
static char delimiter_of(str head)
{
	static const char candidates[] = {',', ';', '\t'};
	size_t counts[sizeof candidates] = {0};
	bool quoted = false;
	size_t best = 0;

	for (size_t i = 0; i < head.len; i++) {
		char c = head.ptr[i];
		if (c == '"')
			quoted = !quoted;
		if (!quoted && (c == '\n' || c == '\r'))
			break;
		for (size_t k = 0; k < sizeof candidates && !quoted; k++)
			counts[k] += c == candidates[k];
	}
	for (size_t k = 1; k < sizeof candidates; k++)
		if (counts[k] > counts[best])
			best = k;
	return counts[best] ? candidates[best] : '\0';
}

/* Does a header name entities: by a name, or by a first or last name? */
static bool names_entities(const struct csv_row *header)
{
	for (size_t i = 0; i < header->count; i++) {
		struct column c = column_of(header->cell[i]);
		if (c.role == COLUMN_PROPERTY && (c.property == PROP_NAME || c.property == PROP_LAST_NAME))
			return true;
	}
	return false;
}

static bool look(void *context, const struct csv_row *row)
{
	*(bool *)context = names_entities(row);
	return false;
}

static bool detect(str head, const char *name, struct source_claim *claim)
{
	bool found = false;
	char delimiter = delimiter_of(head);
	str start = str_trim(head);

	(void)name;
	(void)claim; /* no dataset: the caller must name it */
	if (!start.len || strchr("<{[%", start.ptr[0]))
		return false;
	/* One column is a list of names. */
	csv_head(head, delimiter ? delimiter : ',', 1, look, &found);
	return found;
}

/* ---- rows ---------------------------------------------------------------------------------------------------------
 */

static bool has(const struct plain *p, const struct csv_row *row, enum model_property property)
{
	for (size_t i = 0; i < p->header.count; i++)
		if (p->columns[i].role == COLUMN_PROPERTY && p->columns[i].property == property &&
		    str_trim(csv_cell(row, i)).len)
			return true;
	return false;
}

static str value_of(const struct plain *p, const struct csv_row *row, enum column_role role,
                    enum model_property property)
{
	for (size_t i = 0; i < p->header.count; i++)
		if (p->columns[i].role == role && (role != COLUMN_PROPERTY || p->columns[i].property == property) &&
		    str_trim(csv_cell(row, i)).len)
			return str_trim(csv_cell(row, i));
	return (str){NULL, 0};
}

static enum model_schema schema_of(const struct plain *p, const struct csv_row *row)
{
	static const enum model_property personal[] = {PROP_FIRST_NAME, PROP_LAST_NAME, PROP_MIDDLE_NAME,
	                                               PROP_BIRTH_DATE, PROP_GENDER,    PROP_BIRTH_PLACE};
	enum model_schema schema;

	if (column_schema(value_of(p, row, COLUMN_SCHEMA, 0), &schema))
		return schema;
	for (size_t i = 0; i < sizeof personal / sizeof *personal; i++)
		if (has(p, row, personal[i]))
			return SCHEMA_PERSON;
	return SCHEMA_LEGAL_ENTITY;
}

/* First, middle, last name and suffix as one name; empty when there is none of the first three. */
static str join_name(const struct plain *p, const struct csv_row *row, struct arena *arena)
{
	str first = value_of(p, row, COLUMN_PROPERTY, PROP_FIRST_NAME);
	str middle = value_of(p, row, COLUMN_PROPERTY, PROP_MIDDLE_NAME);
	str last = value_of(p, row, COLUMN_PROPERTY, PROP_LAST_NAME);

	if (!first.len && !middle.len && !last.len)
		return (str){NULL, 0};
	return str_trim(arena_print(arena, "%.*s %.*s %.*s %.*s", STR_ARG(first), STR_ARG(middle), STR_ARG(last),
	                            STR_ARG(value_of(p, row, COLUMN_PROPERTY, PROP_NAME_SUFFIX))));
}

static void add_unmapped(struct plain *p, str column, str value)
{
	model_draft_add(&p->draft, PROP_UNMAPPED,
	                arena_print(&p->draft.arena, "%.*s=%.*s", STR_ARG(column), STR_ARG(value)));
}

static void add_date(struct plain *p, enum model_property property, str column, str value)
{
	struct date date;
	char text[DATE_TEXT_MAX];

	if (date_parse(value, &date, NULL) != TIES_OK && !date_parse_prose(value, &date)) {
		add_unmapped(p, column, value);
		return;
	}
	struct model_statement *s = model_draft_add(&p->draft, property, (str){text, date_print(date, text)});
	if (s && !str_equal(s->value, value))
		s->original = value;
}

static void add_country(struct plain *p, enum model_property property, str value)
{
	str code = model_country_code(value);
	struct model_statement *s = model_draft_add(&p->draft, property, code.len ? code : value);

	if (s && code.len && !str_equal(code, value))
		s->original = value;
}

static void add_gender(struct plain *p, str column, str value)
{
	static const char *const words[][2] = {{"m", "male"},      {"male", "male"},     {"man", "male"},
	                                       {"f", "female"},    {"female", "female"}, {"woman", "female"},
	                                       {"other", "other"}, {"x", "other"}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!str_equal_nocase(value, str_from(words[i][0])))
			continue;
		struct model_statement *s = model_draft_add(&p->draft, PROP_GENDER, str_from(words[i][1]));
		if (s && !str_equal(s->value, value))
			s->original = value;
		return;
	}
	add_unmapped(p, column, value);
}

static void add_value(struct plain *p, enum model_property property, str column, str value)
{
	value = str_trim(value);
	if (!value.len)
		return;
	switch (model_property_type(property)) {
	case TYPE_DATE:
		add_date(p, property, column, value);
		break;
	case TYPE_COUNTRY:
		add_country(p, property, value);
		break;
	case TYPE_GENDER:
		add_gender(p, column, value);
		break;
	case TYPE_TEXT:
		model_draft_add_verbatim(&p->draft, property, value);
		break;
	default:
		model_draft_add(&p->draft, property, value);
	}
}

static void add_cell(struct plain *p, size_t i, str value)
{
	struct column c = p->columns[i];
	str piece, single;

	if (c.role == COLUMN_UNKNOWN && str_trim(value).len)
		add_unmapped(p, p->header.name[i], str_trim(value));
	if (c.role != COLUMN_PROPERTY)
		return;
	if (!c.list)
		add_value(p, c.property, p->header.name[i], value);
	while (c.list && str_split(&value, ';', &piece))
		while (str_split(&piece, '|', &single))
			add_value(p, c.property, p->header.name[i], single);
}

static const char *read_row(struct plain *p, const struct csv_row *row)
{
	char made[40];
	str id = value_of(p, row, COLUMN_ID, 0);
	str type = value_of(p, row, COLUMN_SCHEMA, 0);
	str name = value_of(p, row, COLUMN_PROPERTY, PROP_NAME);
	str birth = value_of(p, row, COLUMN_PROPERTY, PROP_BIRTH_DATE);
	struct arena scratch = {0};
	enum model_schema schema;

	str joined = name.len ? name : join_name(p, row, &scratch);
	if (!joined.len) {
		arena_finish(&scratch);
		return "no name";
	}
	if (!id.len)
		id = (str){made, (size_t)snprintf(made, sizeof made, "row-%016llx",
		                                  (unsigned long long)(str_hash(joined) ^ (str_hash(birth) * 31)))};
	model_draft_begin(&p->draft, schema_of(p, row), id);
	p->draft.record.line = row->line;
	if (!name.len)
		model_draft_add(&p->draft, PROP_NAME, joined);
	arena_finish(&scratch);
	if (type.len && !column_schema(type, &schema))
		add_unmapped(p, STR("type"), type);
	for (size_t i = 0; i < p->header.count; i++)
		add_cell(p, i, csv_cell(row, i));
	if (p->draft.failed || !p->sink->emit(p->sink->context, &p->draft.record, 0))
		p->stopped = true;
	return NULL;
}

/* ---- file
 * ------------------------------------------------------------------------------------------------------------ */

static ties_code read_header(struct plain *p, struct csv_reader *reader, ties_error *err)
{
	struct csv_row row;
	bool more;
	ties_code rc = csv_reader_next(reader, &row, &more, err);

	if (rc != TIES_OK)
		return rc;
	if (!more || !names_entities(&row))
		return error_at(err, TIES_ERR_FORMAT, p->set->part[0].path, more ? row.line : 0,
		                "expected a CSV header with a column \"name\" (or \"last_name\"), found %s",
		                more ? "none of them" : "an empty file");
	if (!csv_header_keep(&p->header, &row) ||
	    !(p->columns = arena_array(&p->header.arena, row.count, sizeof *p->columns)))
		return error_nomem(err);
	for (size_t i = 0; i < row.count; i++)
		p->columns[i] = column_of(p->header.name[i]);
	return TIES_OK;
}

static ties_code read_rows(struct plain *p, struct csv_reader *reader, ties_error *err)
{
	const char *path = p->set->part[0].path;
	struct csv_row row;
	bool more = true;
	uint64_t rows = 0;
	ties_code rc = read_header(p, reader, err);

	while (rc == TIES_OK && !p->stopped) {
		rc = csv_reader_next(reader, &row, &more, err);
		if (rc != TIES_OK || !more)
			break;
		const char *why = row.count > p->header.count ? "more columns than the header" : read_row(p, &row);
		rows += !why;
		if (why && !p->stopped)
			csv_reject(p->sink, path, &row, why);
	}
	if (rc == TIES_OK && p->stopped)
		return error_nomem(err);
	if (rc == TIES_OK && !rows)
		return error_at(err, TIES_ERR_FORMAT, path, 0, "no usable row behind the header");
	return rc;
}

static ties_code read_set(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct plain p = {.set = set, .sink = sink};
	struct csv_reader *reader = NULL;
	str head;

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_USAGE, "no file of the list %s is given", set->dataset);
	ties_code rc = input_peek(set->part[0].input, &head, err);
	if (rc == TIES_OK) {
		char delimiter = delimiter_of(head);
		rc = csv_reader_open(&reader, set->part[0].input, set->part[0].path, delimiter ? delimiter : ',', sink,
		                     err);
	}
	if (rc == TIES_OK)
		rc = read_rows(&p, reader, err);
	csv_reader_close(reader);
	csv_header_finish(&p.header);
	model_draft_finish(&p.draft);
	return rc;
}

const struct source_format source_plain_csv = {
    .name = "plain-csv",
    .describes = "CSV with a header that has \"name\" (as DATASET=PATH)",
    .parts = {"list"},
    .detect = detect,
    .read = read_set,
};
