/* FollowTheMoney entities as JSON lines (entities.ftm.json), one entity a line, as FtM and OpenSanctions write them
 * and as ties exports them.
 *
 *   {"id":"NK-2G","schema":"Company","properties":{"name":["Inter Tobacco"],"country":["by"]},
 *    "caption":…, "datasets":[…], "referents":[…], "first_seen":…, "last_seen":…}
 *
 * An entity is a record, its properties are statements. A property or schema that the model does not know is kept
 * as unmapped ("name=value", "schema=Debt"); an unknown schema becomes the nearest known one. In the nested
 * form an entity stands where its id would: it becomes a record of its own, and the property names its id.
 * When it stands under the name of a reverse property ("sanctions" of a Person), the end of the relation that
 * it leaves out is the entity around it.
 *
 * What OpenSanctions says about the entity in its own files (last_seen, last_change, target) is not kept: it
 * changes with every version and says nothing of the entity. Delta files are another format.
 *
 * A line that cannot be read is rejected and reading goes on. A last line that stops in the middle means that
 * the file is truncated, which is an error. */
#include "sources/formats.h"
#include "sources/ftm_names.h"

#include <jansson.h>

enum {
	LINE_MAX_BYTES = 16 << 20, /* one entity */
	DEPTH_MAX = 64             /* of JSON: an entity inside an entity takes three */
};

struct reader {
	const struct source_sink *sink;
	const char *path;
	uint64_t line;
	struct model_draft draft;
	struct arena arena; /* strings made for the record at hand */
	uint64_t entities;
};

/* ---- values --------------------------------------------------------------------------------------- */

static str json_text(const json_t *value)
{
	return json_is_string(value) ? (str){json_string_value(value), json_string_length(value)} : (str){NULL, 0};
}

static void add_unmapped(struct reader *r, str name, str value)
{
	if (value.len)
		model_draft_add_verbatim(&r->draft, PROP_UNMAPPED,
		                         arena_print(&r->arena, "%.*s=%.*s", STR_ARG(name), STR_ARG(value)));
}

/* A value that is no string: numbers and booleans as JSON writes them. */
static str scalar_text(struct reader *r, const json_t *value)
{
	if (json_is_integer(value))
		return arena_print(&r->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	if (json_is_real(value))
		return arena_print(&r->arena, "%.15g", json_real_value(value));
	if (json_is_boolean(value))
		return json_is_true(value) ? STR("true") : STR("false");
	return json_text(value);
}

static void keep_original(struct model_statement *s, str published)
{
	if (s && !str_equal(s->value, published))
		s->original = published;
}

/* FtM dates are prefixes of ISO dates, ours are EDTF; a time of day is cut off. */
static void add_date(struct reader *r, enum model_property property, str value)
{
	struct date date;
	char text[DATE_TEXT_MAX];

	if (date_parse(value, &date, NULL) != TIES_OK)
		add_unmapped(r, str_from(model_property_name(property)), value);
	else
		keep_original(model_draft_add(&r->draft, property, (str){text, date_print(date, text)}), value);
}

static void add_value(struct reader *r, enum model_property property, str value)
{
	str code;

	switch (model_property_type(property)) {
	case TYPE_DATE:
		add_date(r, property, value);
		return;
	case TYPE_COUNTRY:
		code = model_country_code(value);
		keep_original(model_draft_add(&r->draft, property, code.len ? code : value), value);
		return;
	case TYPE_TEXT:
		model_draft_add_verbatim(&r->draft, property, value);
		return;
	default:
		model_draft_add(&r->draft, property, value);
	}
}

/* ---- entities ------------------------------------------------------------------------------------- */

static bool is_entity(const json_t *value)
{
	return json_is_object(value) && json_is_string(json_object_get(value, "id")) &&
	       json_is_string(json_object_get(value, "schema"));
}

static void add_property_value(struct reader *r, str name, const json_t *value)
{
	enum model_property property;
	str text = is_entity(value) ? json_text(json_object_get(value, "id")) : scalar_text(r, value);

	if (model_property_find(name, &property))
		add_value(r, property, text);
	else if (text.len)
		add_unmapped(r, name, text);
}

static void add_property(struct reader *r, str name, const json_t *values)
{
	size_t i;
	const json_t *value;

	if (!json_is_array(values)) { /* FtM always has arrays, others do not */
		add_property_value(r, name, values);
		return;
	}
	json_array_foreach(values, i, value) add_property_value(r, name, value);
}

/* Amounts that FtM gives in a fixed currency, when the amount itself is not given. */
static void add_amount(struct reader *r, const json_t *properties)
{
	const json_t *euro = json_object_get(properties, "amountEur"),
	             *dollar = json_object_get(properties, "amountUsd");

	if (json_object_get(properties, "amount") || (!euro && !dollar))
		return;
	add_property(r, STR("amount"), euro ? euro : dollar);
	model_draft_add(&r->draft, PROP_CURRENCY, euro ? STR("EUR") : STR("USD"));
}

static bool has_name(const struct reader *r, str name)
{
	for (size_t i = 0; i < r->draft.record.statements.len; i++) {
		const struct model_statement *s = &r->draft.record.statements.ptr[i];
		if ((int)s->property <= PROP_LAST_SCREENED_NAME && str_equal(s->value, name))
			return true;
	}
	return false;
}

/* What OpenSanctions writes beside the properties. The caption is one of the names, as a rule. */
static void add_context(struct reader *r, const json_t *entity)
{
	static const char *const lists[] = {"datasets", "referents"};
	str caption = json_text(json_object_get(entity, "caption"));

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		size_t k;
		const json_t *value, *values = json_object_get(entity, lists[i]);
		json_array_foreach(values, k, value) add_unmapped(r, str_from(lists[i]), json_text(value));
	}
	add_unmapped(r, STR("first_seen"), json_text(json_object_get(entity, "first_seen")));
	if (caption.len && !has_name(r, caption))
		add_unmapped(r, STR("caption"), caption);
}

static void add_schema(struct reader *r, str published)
{
	enum model_schema known;

	if (!model_schema_find(published, &known))
		add_unmapped(r, STR("schema"), published);
}

/* The end of a relation that a nested entity leaves out, because it stands inside that end. */
static void add_missing_end(struct reader *r, enum model_schema schema, const json_t *properties, str parent)
{
	const struct ftm_ends *ends = ftm_ends_of(schema);
	bool from, to;

	if (!ends || !parent.len)
		return;
	from = json_object_get(properties, model_property_name(ends->from)) != NULL;
	to = ends->to == ends->from || json_object_get(properties, model_property_name(ends->to)) != NULL;
	if (!from && to)
		model_draft_add(&r->draft, ends->from, parent);
	else if (from && !to)
		model_draft_add(&r->draft, ends->to, parent);
}

static ties_code emit_entity(struct reader *r, const json_t *entity, str parent);

static ties_code emit_nested(struct reader *r, const json_t *properties, str id)
{
	const char *key;
	json_t *values, *value;
	size_t i;
	ties_code rc = TIES_OK;

	/* jansson's iterator takes no const, and changes nothing */
	json_object_foreach((json_t *)(uintptr_t)properties, key, values)
	{
		if (is_entity(values))
			rc = emit_entity(r, values, id);
		json_array_foreach(values, i, value) if (rc == TIES_OK && is_entity(value)) rc =
		    emit_entity(r, value, id);
		if (rc != TIES_OK)
			break;
	}
	return rc;
}

/* An entity and those nested in it; recursion is as deep as the JSON, which is bounded. `parent` is the id of the
 * entity around it, or empty. */
static ties_code emit_entity(struct reader *r, const json_t *entity, str parent)
{
	str id = json_text(json_object_get(entity, "id")), schema_name = json_text(json_object_get(entity, "schema"));
	const json_t *properties = json_object_get(entity, "properties");
	enum model_schema schema = ftm_schema_nearest(schema_name);
	const char *key;
	json_t *values;

	if (id.len == 0 || schema_name.len == 0) {
		r->sink->reject(r->sink->context, r->path, r->line, "the entity has an empty id or schema", id);
		return TIES_OK;
	}
	arena_clear(&r->arena);
	model_draft_begin(&r->draft, schema, id);
	r->draft.record.line = r->line;
	json_object_foreach((json_t *)(uintptr_t)properties, key, values) add_property(r, str_from(key), values);
	add_amount(r, properties);
	add_missing_end(r, schema, properties, parent);
	add_context(r, entity);
	add_schema(r, schema_name);
	if (r->draft.failed || r->arena.failed || !r->sink->emit(r->sink->context, &r->draft.record, 0))
		return TIES_ERR_NOMEM;
	r->entities++;
	return emit_nested(r, properties, id);
}

/* ---- lines ---------------------------------------------------------------------------------------- */

/* Deepest nesting of brackets outside strings, cheap enough to look before parsing. */
static size_t json_depth(str s)
{
	size_t depth = 0, deepest = 0;
	bool inside = false;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (inside) {
			i += c == '\\';
			inside = c != '"';
		} else if (c == '"') {
			inside = true;
		} else if (c == '{' || c == '[') {
			deepest = ++depth > deepest ? depth : deepest;
		} else if ((c == '}' || c == ']') && depth) {
			depth--;
		}
	}
	return deepest;
}

/* How a line fared. */
enum verdict { LINE_GOOD, LINE_BAD, LINE_CUT };

static enum verdict parse_line(str line, json_t **out, json_error_t *why)
{
	*out = NULL;
	why->text[0] = '\0';
	if (json_depth(line) > DEPTH_MAX) {
		snprintf(why->text, sizeof why->text, "nested more than %d deep", DEPTH_MAX);
		return LINE_BAD;
	}
	*out = json_loadb(line.ptr, line.len, 0, why);
	if (*out)
		return LINE_GOOD;
	return json_error_code(why) == json_error_premature_end_of_input ? LINE_CUT : LINE_BAD;
}

static ties_code refuse_kind(const struct reader *r, const json_t *first, ties_error *err)
{
	if (json_object_get(first, "op") && !json_object_get(first, "schema"))
		return error_at(err, TIES_ERR_FORMAT, r->path, r->line,
		                "this is a FollowTheMoney delta file ({op, entity}); delta files are not read yet. "
		                "Use the full file of the same version (entities.ftm.json)");
	return error_at(err, TIES_ERR_FORMAT, r->path, r->line,
	                "expected FollowTheMoney entities, one JSON object with id, schema and properties a line, "
	                "found other JSON");
}

static bool is_whole_entity(const json_t *line)
{
	return is_entity(line) && json_is_object(json_object_get(line, "properties"));
}

static ties_code read_line(struct reader *r, str line, bool *cut, ties_error *err)
{
	json_error_t why;
	json_t *entity;
	char reason[JSON_ERROR_TEXT_LENGTH + 16];
	enum verdict verdict = parse_line(line, &entity, &why);
	ties_code rc = TIES_OK;

	*cut = verdict == LINE_CUT;
	if (verdict != LINE_GOOD) {
		snprintf(reason, sizeof reason, "not JSON: %s", why.text);
		r->sink->reject(r->sink->context, r->path, r->line, reason, str_slice(line, 0, 200));
	} else if (is_whole_entity(entity)) {
		rc = emit_entity(r, entity, (str){NULL, 0});
		if (rc != TIES_OK)
			rc = error_nomem(err);
	} else if (r->entities == 0) {
		rc = refuse_kind(r, entity, err);
	} else {
		r->sink->reject(r->sink->context, r->path, r->line, "no entity: id, schema or properties are missing",
		                str_slice(line, 0, 200));
	}
	json_decref(entity);
	return rc;
}

static ties_code read_lines(struct reader *r, struct input *in, ties_error *err)
{
	bool cut = false, more;
	str line;

	for (;;) {
		ties_code rc = input_line(in, &line, LINE_MAX_BYTES, &more, err);
		if (rc != TIES_OK)
			return rc;
		if (!more)
			break;
		r->line = input_line_number(in);
		if (r->line == 1 && str_starts(line, STR("\xef\xbb\xbf")))
			line = str_slice(line, 3, line.len);
		if (str_trim(line).len == 0)
			continue;
		rc = read_line(r, line, &cut, err);
		if (rc != TIES_OK)
			return rc;
	}
	if (cut)
		return error_at(err, TIES_ERR_FORMAT, r->path, r->line,
		                "the file ends in the middle of an entity, it is truncated; download it again");
	if (r->entities == 0)
		return error_at(err, TIES_ERR_FORMAT, r->path, 0,
		                "expected FollowTheMoney entities as JSON lines, found none; download the file again");
	return TIES_OK;
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.sink = sink, .path = set->part[0].path};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "no file of FollowTheMoney entities given");
	ties_code rc = read_lines(&r, set->part[0].input, err);
	model_draft_finish(&r.draft);
	arena_finish(&r.arena);
	return rc;
}

/* ---- detection ------------------------------------------------------------------------------------ */

/* The entities of the head agree on one dataset and one version, or there is none to claim. Only the first line
 * that is whole is needed to be sure of the format; the rest is a courtesy. */
static void claim_context(str head, struct source_claim *claim)
{
	str line, dataset = {NULL, 0};
	char text[SOURCE_NAME_MAX];
	bool agree = true;

	while (agree && str_split(&head, '\n', &line)) {
		json_error_t why;
		json_t *entity;
		if (parse_line(line, &entity, &why) != LINE_GOOD)
			continue;
		const json_t *datasets = json_object_get(entity, "datasets");
		str one = json_array_size(datasets) == 1 ? json_text(json_array_get(datasets, 0)) : (str){NULL, 0};
		agree = one.len > 0 && one.len < sizeof text && (!dataset.ptr || str_equal(dataset, one));
		if (agree && !dataset.ptr) {
			memcpy(text, one.ptr, one.len);
			dataset = (str){text, one.len};
		}
		str seen = json_text(json_object_get(entity, "last_seen"));
		if (claim->version.kind == DATE_UNKNOWN && seen.len &&
		    date_parse(seen, &claim->version, NULL) != TIES_OK)
			claim->version =
			    (struct date){.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
		json_decref(entity);
	}
	if (agree && dataset.len)
		memcpy(claim->dataset, dataset.ptr, dataset.len);
}

static bool detect(str head, const char *, struct source_claim *claim)
{
	if (!ftm_head_is_entity(head))
		return false;
	*claim = (struct source_claim){
	    .version = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN},
	};
	claim_context(head, claim);
	return true;
}

const struct source_format source_ftm_json = {
    .name = "ftm-json",
    .describes = "FollowTheMoney entities as JSON lines (entities.ftm.json)",
    .parts = {"entities.ftm.json"},
    .detect = detect,
    .read = read,
};
