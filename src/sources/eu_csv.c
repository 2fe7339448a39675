/* EU financial sanctions as CSV (csvFullSanctionsList 1.1): the XML flattened, a detail a row, separated by ";".
 *
 *   fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;…;NameAlias_WholeName;…;BirthDate_BirthDate;…
 *
 * The columns are the XML's elements and attributes under names of their own, so rows of one entity become the element
 * that the XML would have and eu_entity.c does the rest. The CSV does not say whether an alias is strong. The
 * columns are the publisher's documented ones; no file of this form was at hand. */
#include "base/table.h"
#include "sources/csv.h"
#include "sources/eu_entity.h"
#include "sources/formats.h"

enum { COLUMNS_MAX = 256 };

/** Where a column's value goes. */
struct target {
	str element;   /* "nameAlias", "" for the entity, {NULL, 0} for no field of an entity */
	str inner;     /* "regulationSummary", "regulation", "subjectType", "remark", "publicationUrl"; or empty */
	str attribute; /* empty: the text of `inner` */
};

struct reader {
	struct say say;
	ties_error *err;
	struct csv_reader *csv;
	struct csv_header header;
	struct target target[COLUMNS_MAX];
	size_t key; /* column of the logicalId */
	struct arena names;
	struct tree tree;
	struct table details; /* those of the open entity */
	struct arena keys;
	str id; /* of the open entity; empty: none */
};

/* ---- columns ------------------------------------------------------------------------------------------- */

static const struct {
	const char *column, *attribute;
} renamed[] = {{"EU_ReferenceNumber", "euReferenceNumber"},
               {"BirthDate", "birthdate"},
               {"Day", "dayOfMonth"},
               {"Month", "monthOfYear"},
               {"TypeCode", "identificationTypeCode"},
               {"TypeDescription", "identificationTypeDescription"},
               {"IssuedDate", "issueDate"},
               {"Type", "regulationType"}};

static const struct {
	const char *prefix, *element;
} groups[] = {{"Entity_", ""},
              {"NameAlias_", "nameAlias"},
              {"Address_", "address"},
              {"BirthDate_", "birthdate"},
              {"Identification_", "identification"},
              {"Citizenship_", "citizenship"}};

/* "WholeName" -> "wholeName", or the name that the XML has for it. */
static str attribute_of(struct reader *r, str column)
{
	for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
		if (str_is(column, renamed[i].column))
			return str_from(renamed[i].attribute);
	str copy = arena_copy(&r->names, column);
	if (copy.len && copy.ptr[0] >= 'A' && copy.ptr[0] <= 'Z')
		*(char *)(uintptr_t)copy.ptr = (char)(copy.ptr[0] + ('a' - 'A'));
	return copy;
}

static struct target target_of(struct reader *r, str column)
{
	struct target t = {0};

	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		str prefix = str_from(groups[i].prefix), act = STR("Regulation_"), type = STR("SubjectType");
		if (!str_starts(column, prefix))
			continue;
		t.element = str_from(groups[i].element);
		str rest = str_slice(column, prefix.len, column.len);
		if (str_starts(rest, act)) {
			t.inner = t.element.len ? STR("regulationSummary") : STR("regulation");
			rest = str_slice(rest, act.len, rest.len);
		} else if (str_starts(rest, type)) {
			t.inner = STR("subjectType");
			rest = rest.len > type.len ? str_slice(rest, type.len + 1, rest.len) : STR("Code");
		} else if (str_is(rest, "Remark")) {
			t.inner = STR("remark");
			return t;
		}
		t.attribute = attribute_of(r, rest);
		return t;
	}
	return t;
}

static bool in_group(const struct target *t, str element, str inner)
{
	return t->element.ptr && str_equal(t->element, element) && str_equal(t->inner, inner);
}

/* ---- rows ------------------------------------------------------------------------------------------------ */

/* Is there a value of that element in the row? */
static bool has_values(const struct reader *r, const struct csv_row *row, str element)
{
	for (size_t i = 0; i < r->header.count; i++)
		if (r->target[i].element.ptr && str_equal(r->target[i].element, element) && csv_cell(row, i).len)
			return true;
	return false;
}

static bool add_attributes(struct reader *r, const struct csv_row *row, str element, str inner)
{
	bool whole = true;

	for (size_t i = 0; i < r->header.count; i++)
		if (in_group(&r->target[i], element, inner) && r->target[i].attribute.len && csv_cell(row, i).len)
			whole &= tree_add_attribute(&r->tree, r->target[i].attribute, csv_cell(row, i));
	return whole;
}

/* What stands inside an element: its act, its kind, its remarks. */
static bool add_inner(struct reader *r, const struct csv_row *row, str element, uint32_t parent)
{
	static const char *const inner[] = {"regulation", "regulationSummary", "subjectType"};
	uint32_t node;
	bool whole = true;

	for (size_t k = 0; k < sizeof inner / sizeof *inner; k++) {
		bool any = false;
		for (size_t i = 0; i < r->header.count; i++)
			any |= in_group(&r->target[i], element, str_from(inner[k])) && csv_cell(row, i).len;
		if (any)
			whole &= tree_add(&r->tree, parent, str_from(inner[k]), (str){NULL, 0}, &node) &&
			         add_attributes(r, row, element, str_from(inner[k]));
	}
	for (size_t i = 0; i < r->header.count; i++)
		if (in_group(&r->target[i], element, STR("remark")) && csv_cell(row, i).len)
			whole &= tree_add(&r->tree, parent, STR("remark"), csv_cell(row, i), &node);
	return whole;
}

/* The values of an element in the row in one string: an element said before is not said again. */
static bool is_fresh(struct reader *r, const struct csv_row *row, str element, bool *fresh)
{
	struct buf key = {0};

	buf_add(&key, element);
	for (size_t i = 0; i < r->header.count; i++)
		if (r->target[i].element.ptr && str_equal(r->target[i].element, element)) {
			buf_add_char(&key, '\x1f');
			buf_add(&key, csv_cell(row, i));
		}
	str kept = arena_copy(&r->keys, buf_str(&key));
	bool whole = !key.failed && kept.ptr && table_put(&r->details, kept, 0, fresh);
	buf_finish(&key);
	return whole;
}

static bool add_details(struct reader *r, const struct csv_row *row)
{
	bool whole = true, fresh = false;
	uint32_t node;

	for (size_t k = 1; k < sizeof groups / sizeof *groups; k++) {
		str element = str_from(groups[k].element);
		if (!has_values(r, row, element))
			continue;
		whole &= is_fresh(r, row, element, &fresh);
		if (whole && fresh)
			whole = tree_add(&r->tree, 0, element, (str){NULL, 0}, &node) &&
			        add_attributes(r, row, element, (str){NULL, 0}) && add_inner(r, row, element, node);
	}
	return whole;
}

static ties_code close_entity(struct reader *r)
{
	ties_code rc = TIES_OK;

	if (r->id.len) {
		tree_end(&r->tree);
		rc = eu_entity_emit(&r->say, &r->tree, r->err);
	}
	table_finish(&r->details);
	r->details = (struct table){0};
	arena_clear(&r->keys);
	r->id = (str){NULL, 0};
	return rc;
}

static ties_code too_large(struct reader *r, uint64_t line)
{
	return r->tree.arena.failed || r->keys.failed
	           ? error_nomem(r->err)
	           : error_at(r->err, TIES_ERR_LIMIT, r->say.path, line,
	                      "one entity has more than %d details: none does, so the file is damaged", TREE_NODES_MAX);
}

static ties_code take_row(struct reader *r, const struct csv_row *row)
{
	str id = str_trim(csv_cell(row, r->key));
	bool whole = true;

	if (!id.len) {
		r->say.entries++;
		csv_reject(r->say.sink, r->say.path, row, "the row has no Entity_LogicalId");
		return TIES_OK;
	}
	if (!str_equal(id, r->id)) {
		ties_code rc = close_entity(r);
		if (rc != TIES_OK)
			return rc;
		tree_begin(&r->tree, STR("sanctionEntity"), row->line);
		r->id = arena_copy(&r->keys, id);
		whole = !r->tree.arena.failed && add_attributes(r, row, STR(""), (str){NULL, 0}) &&
		        add_inner(r, row, STR(""), 0);
	}
	return whole && add_details(r, row) ? TIES_OK : too_large(r, row->line);
}

/* ---- the file --------------------------------------------------------------------------------------------- */

static ties_code read_header(struct reader *r)
{
	struct csv_row row = {0};
	bool more = true, found = false;
	ties_code rc = csv_reader_next(r->csv, &row, &more, r->err);

	if (rc != TIES_OK)
		return rc;
	if (more && row.count <= COLUMNS_MAX && !csv_header_keep(&r->header, &row))
		return error_nomem(r->err);
	for (size_t i = 0; i < r->header.count; i++) {
		r->target[i] = target_of(r, r->header.name[i]);
		if (str_is(r->header.name[i], "Entity_LogicalId")) {
			r->key = i;
			found = true;
		}
	}
	return found
	           ? TIES_OK
	           : error_at(r->err, TIES_ERR_FORMAT, r->say.path, 1,
	                      "no header with the column \"Entity_LogicalId\": this is not the EU's list; download it "
	                      "again");
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
		rc = close_entity(r);
	if (rc == TIES_OK)
		rc = csv_reader_check_end(r->csv, r->say.path, r->err);
	return rc == TIES_OK ? say_check_entries(&r->say, "the EU's list", r->err) : rc;
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.say = {.sink = sink, .path = set->part[0].path}, .err = err};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "the EU's list has no file");
	ties_code rc = csv_reader_open(&r.csv, set->part[0].input, set->part[0].path, ';', sink, err);
	if (rc == TIES_OK)
		rc = read_rows(&r);
	csv_reader_close(r.csv);
	csv_header_finish(&r.header);
	tree_finish(&r.tree);
	table_finish(&r.details);
	arena_finish(&r.keys);
	arena_finish(&r.names);
	say_finish(&r.say);
	return rc;
}

static bool look_at_row(void *context, const struct csv_row *row)
{
	struct date *version = context;

	if (row->count && str_is(row->cell[0], "fileGenerationDate"))
		return true;
	date_parse_prose(csv_cell(row, 0), version);
	return false;
}

static bool detect(str head, const char *, struct source_claim *claim)
{
	str line = str_slice(head, 0, str_find_char(head, '\n', 0));

	if (str_find(line, STR("Entity_LogicalId;"), 0) == SIZE_MAX ||
	    str_find(line, STR("NameAlias_WholeName"), 0) == SIZE_MAX)
		return false;
	*claim = (struct source_claim){.dataset = "eu_fsf",
	                               .version = {TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false}};
	csv_head(head, ';', 2, look_at_row, &claim->version);
	return true;
}

const struct source_format source_eu_csv = {
    .name = "eu-fsf-csv",
    .family = "EU",
    .describes = "EU financial sanctions (csvFullSanctionsList_1_1.csv)",
    .parts = {"csvFullSanctionsList_1_1.csv"},
    .detect = detect,
    .read = read,
};
