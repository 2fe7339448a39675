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

static const struct ftm_property *property_of(const struct ftm_entity *e, const char *name)
{
	for (size_t i = 0; i < e->properties.len; i++)
		if (str_is(e->properties.ptr[i].name, name))
			return &e->properties.ptr[i];
	return NULL;
}

static void add_property(struct ftm_reader *r, str name, const struct ftm_property *p)
{
	for (size_t i = 0; i < p->values.count; i++)
		ftm_add_value(r, name, r->entity.values.ptr[p->values.first + i]);
}

/* Amounts that FtM gives in a fixed currency, when the amount itself is not given. */
static void add_amount(struct ftm_reader *r)
{
	const struct ftm_property *euro = property_of(&r->entity, "amountEur"),
	                          *dollar = property_of(&r->entity, "amountUsd");

	if (property_of(&r->entity, "amount") || (!euro && !dollar))
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

static void add_list(struct ftm_reader *r, const char *name, struct ftm_values list)
{
	for (size_t i = 0; i < list.count; i++)
		ftm_add_unmapped(r, str_from(name), r->entity.values.ptr[list.first + i]);
}

/* What OpenSanctions writes beside the properties. The caption is one of the names, as a rule. */
static void add_context(struct ftm_reader *r)
{
	const struct ftm_entity *e = &r->entity;

	add_list(r, "datasets", e->datasets);
	add_list(r, "referents", e->referents);
	ftm_add_unmapped(r, STR("first_seen"), e->first_seen);
	if (e->caption.len && !has_name(r, e->caption))
		ftm_add_unmapped(r, STR("caption"), e->caption);
}

/* Nothing of the entity has changed since. */
static void add_days(struct ftm_reader *r)
{
	str changed = str_slice(r->entity.last_change, 0, 10);

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
static void add_missing_end(struct ftm_reader *r, enum model_schema schema, str parent)
{
	const struct ftm_ends *ends = ftm_ends_of(schema);
	bool from, to;

	if (!ends || !parent.len)
		return;
	from = property_of(&r->entity, model_property_name(ends->from)) != NULL;
	to = ends->to == ends->from || property_of(&r->entity, model_property_name(ends->to)) != NULL;
	if (!from && to)
		model_draft_add(&r->draft, ends->from, parent);
	else if (from && !to)
		model_draft_add(&r->draft, ends->to, parent);
}

ties_code ftm_emit(struct ftm_reader *r, str parent)
{
	const struct ftm_entity *e = &r->entity;
	enum model_schema schema = ftm_schema_nearest(e->schema);

	model_draft_begin(&r->draft, schema, e->id);
	r->draft.record.line = r->line;
	for (size_t i = 0; i < e->properties.len; i++)
		add_property(r, e->properties.ptr[i].name, &e->properties.ptr[i]);
	add_amount(r);
	add_missing_end(r, schema, parent);
	add_context(r);
	ftm_add_schema(r, e->schema);
	add_days(r);
	if (r->draft.failed || r->arena.failed || !r->sink->emit(r->sink->context, &r->draft.record, 0))
		return TIES_ERR_NOMEM;
	r->entities++;
	return TIES_OK;
}

void ftm_reader_finish(struct ftm_reader *r)
{
	model_draft_finish(&r->draft);
	arena_finish(&r->arena);
	vec_finish(&r->entity.properties);
	vec_finish(&r->entity.values);
}

/* ---- out of JSON at large ----------------------------------------------------------------------------- */

static bool take_value(struct ftm_reader *r, const json_t *value)
{
	return vec_push(&r->entity.values, ftm_is_entity(value) ? json_value_text(json_object_get(value, "id"))
	                                                        : json_value_scalar(value, &r->arena));
}

static bool take_values(struct ftm_reader *r, struct ftm_values *out, const json_t *values)
{
	bool well = true;
	size_t i;
	const json_t *value;

	*out = (struct ftm_values){.first = r->entity.values.len};
	if (json_is_array(values)) {
		json_array_foreach(values, i, value) well = well && take_value(r, value);
	} else { /* FtM always has arrays, others do not */
		well = take_value(r, values);
	}
	out->count = r->entity.values.len - out->first;
	return well;
}

/* Of a list only what is text. */
static bool take_texts(struct ftm_reader *r, struct ftm_values *out, const json_t *list)
{
	bool well = true;
	size_t i;
	const json_t *value;

	*out = (struct ftm_values){.first = r->entity.values.len};
	json_array_foreach(list, i, value) well = well && vec_push(&r->entity.values, json_value_text(value));
	out->count = r->entity.values.len - out->first;
	return well;
}

static bool take_entity(struct ftm_reader *r, const json_t *entity)
{
	struct ftm_entity *e = &r->entity;
	const char *key;
	json_t *values;
	bool well = true;

	e->id = json_value_member(entity, "id");
	e->schema = json_value_member(entity, "schema");
	e->caption = json_value_member(entity, "caption");
	e->first_seen = json_value_member(entity, "first_seen");
	e->last_change = json_value_member(entity, "last_change");
	e->properties.len = e->values.len = 0;
	/* jansson's iterator takes no const, and changes nothing */
	json_object_foreach((json_t *)(uintptr_t)json_object_get(entity, "properties"), key, values)
	{
		struct ftm_property p = {.name = str_from(key)};
		well = well && take_values(r, &p.values, values) && vec_push(&e->properties, p);
	}
	return well && take_texts(r, &e->datasets, json_object_get(entity, "datasets")) &&
	       take_texts(r, &e->referents, json_object_get(entity, "referents"));
}

static ties_code emit_nested(struct ftm_reader *r, const json_t *properties, str id)
{
	const char *key;
	json_t *values, *value;
	size_t i;
	ties_code rc = TIES_OK;

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
	arena_clear(&r->arena);
	if (!take_entity(r, entity))
		return TIES_ERR_NOMEM;
	if (r->entity.id.len == 0 || r->entity.schema.len == 0) {
		r->sink->reject(r->sink->context, r->path, r->line, "the entity has an empty id or schema",
		                r->entity.id);
		return TIES_OK;
	}
	ties_code rc = ftm_emit(r, parent);
	return rc == TIES_OK ? emit_nested(r, json_object_get(entity, "properties"), json_value_member(entity, "id"))
	                     : rc;
}
