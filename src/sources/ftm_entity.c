/* FollowTheMoney entities out of JSON, nested ones included. */
#include "sources/ftm_entity.h"

#include "sources/ftm_names.h"

/* ---- values --------------------------------------------------------------------------------------- */

void ftm_add_unmapped(struct ftm_reader *r, str name, str value)
{
	if (value.len)
		model_draft_add_verbatim(&r->draft, PROP_UNMAPPED,
		                         arena_print(&r->arena, "%.*s=%.*s", STR_ARG(name), STR_ARG(value)));
}

static void keep_original(struct model_statement *s, str published)
{
	if (s && !str_equal(s->value, published))
		s->original = published;
}

/* FtM dates are prefixes of ISO dates, ours are EDTF; a time of day is cut off. */
static void add_date(struct ftm_reader *r, enum model_property property, str value)
{
	struct date date;
	char text[DATE_TEXT_MAX];

	if (date_parse(value, &date, NULL) != TIES_OK)
		ftm_add_unmapped(r, str_from(model_property_name(property)), value);
	else
		keep_original(model_draft_add(&r->draft, property, (str){text, date_print(date, text)}), value);
}

static void add_known(struct ftm_reader *r, enum model_property property, str value)
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

void ftm_add_value(struct ftm_reader *r, str name, str value)
{
	enum model_property property;

	if (model_property_find(name, &property))
		add_known(r, property, value);
	else
		ftm_add_unmapped(r, name, value);
}

/* ---- entities ------------------------------------------------------------------------------------- */

bool ftm_is_entity(const json_t *value)
{
	return json_is_object(value) && json_is_string(json_object_get(value, "id")) &&
	       json_is_string(json_object_get(value, "schema"));
}

static void add_property_value(struct ftm_reader *r, str name, const json_t *value)
{
	str text =
	    ftm_is_entity(value) ? json_value_text(json_object_get(value, "id")) : json_value_scalar(value, &r->arena);

	ftm_add_value(r, name, text);
}

static void add_property(struct ftm_reader *r, str name, const json_t *values)
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
static void add_amount(struct ftm_reader *r, const json_t *properties)
{
	const json_t *euro = json_object_get(properties, "amountEur"),
	             *dollar = json_object_get(properties, "amountUsd");

	if (json_object_get(properties, "amount") || (!euro && !dollar))
		return;
	add_property(r, STR("amount"), euro ? euro : dollar);
	model_draft_add(&r->draft, PROP_CURRENCY, euro ? STR("EUR") : STR("USD"));
}

static bool has_name(const struct ftm_reader *r, str name)
{
	for (size_t i = 0; i < r->draft.record.statements.len; i++) {
		const struct model_statement *s = &r->draft.record.statements.ptr[i];
		if ((int)s->property <= PROP_LAST_SCREENED_NAME && str_equal(s->value, name))
			return true;
	}
	return false;
}

/* What OpenSanctions writes beside the properties. The caption is one of the names, as a rule. */
static void add_context(struct ftm_reader *r, const json_t *entity)
{
	static const char *const lists[] = {"datasets", "referents"};
	str caption = json_value_text(json_object_get(entity, "caption"));

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		size_t k;
		const json_t *value, *values = json_object_get(entity, lists[i]);
		json_array_foreach(values, k, value) ftm_add_unmapped(r, str_from(lists[i]), json_value_text(value));
	}
	ftm_add_unmapped(r, STR("first_seen"), json_value_text(json_object_get(entity, "first_seen")));
	if (caption.len && !has_name(r, caption))
		ftm_add_unmapped(r, STR("caption"), caption);
}

/* Nothing of the entity has changed since. */
static void add_days(struct ftm_reader *r, const json_t *entity)
{
	str changed = str_slice(json_value_text(json_object_get(entity, "last_change")), 0, 10);

	for (size_t i = 0; changed.len && i < r->draft.record.statements.len; i++)
		r->draft.record.statements.ptr[i].first_seen = changed;
}

void ftm_add_schema(struct ftm_reader *r, str published)
{
	enum model_schema known;

	if (!model_schema_find(published, &known))
		ftm_add_unmapped(r, STR("schema"), published);
}

/* The end of a relation that a nested entity leaves out, because it stands inside that end. */
static void add_missing_end(struct ftm_reader *r, enum model_schema schema, const json_t *properties, str parent)
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

static ties_code emit_nested(struct ftm_reader *r, const json_t *properties, str id)
{
	const char *key;
	json_t *values, *value;
	size_t i;
	ties_code rc = TIES_OK;

	/* jansson's iterator takes no const, and changes nothing */
	json_object_foreach((json_t *)(uintptr_t)properties, key, values)
	{
		if (ftm_is_entity(values))
			rc = ftm_emit_entity(r, values, id);
		json_array_foreach(values, i, value) if (rc == TIES_OK && ftm_is_entity(value)) rc =
		    ftm_emit_entity(r, value, id);
		if (rc != TIES_OK)
			break;
	}
	return rc;
}

/* An entity and those nested in it; recursion is as deep as the JSON, which is bounded. `parent` is the id of the
 * entity around it, or empty. */
ties_code ftm_emit_entity(struct ftm_reader *r, const json_t *entity, str parent)
{
	str id = json_value_text(json_object_get(entity, "id")),
	    schema_name = json_value_text(json_object_get(entity, "schema"));
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
	ftm_add_schema(r, schema_name);
	add_days(r, entity);
	if (r->draft.failed || r->arena.failed || !r->sink->emit(r->sink->context, &r->draft.record, 0))
		return TIES_ERR_NOMEM;
	r->entities++;
	return emit_nested(r, properties, id);
}
