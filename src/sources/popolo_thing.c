/* Persons, organizations, areas and events of a Popolo file as records. */
#include "sources/popolo.h"

#include <stdlib.h>

enum { DUMP_MAX = 2000 }; /* bytes of something unknown that are kept */

/* ---- members -------------------------------------------------------------------------------------------- */

static const struct member {
	const char *key;
	enum model_property property;
} members[] = {
    {"given_name", PROP_FIRST_NAME},
    {"additional_name", PROP_MIDDLE_NAME},
    {"family_name", PROP_LAST_NAME},
    {"honorific_prefix", PROP_TITLE},
    {"honorific_suffix", PROP_NAME_SUFFIX},
    {"birth_date", PROP_BIRTH_DATE},
    {"death_date", PROP_DEATH_DATE},
    {"email", PROP_EMAIL},
    {"summary", PROP_SUMMARY},
    {"biography", PROP_DESCRIPTION},
    {"national_identity", PROP_NATIONALITY},
    {"classification", PROP_CLASSIFICATION},
    {"founding_date", PROP_INCORPORATION_DATE},
    {"dissolution_date", PROP_DISSOLUTION_DATE},
    {"start_date", PROP_START_DATE},
    {"end_date", PROP_END_DATE},
    {"wikidata", PROP_WIKIDATA_ID},
    {"created_at", PROP_CREATED_AT},
    {"updated_at", PROP_MODIFIED_AT},
};

static const struct member *member_find(const char *key)
{
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		if (strcmp(members[i].key, key) == 0)
			return &members[i];
	return NULL;
}

static void say_known(struct popolo *p, enum model_property property, str value)
{
	switch (model_property_type(property)) {
	case TYPE_DATE:
		if (value.len)
			say_date_text(&p->say, property, value);
		break;
	case TYPE_COUNTRY:
		say_country(&p->say, property, value);
		break;
	case TYPE_TEXT:
		say_prose(&p->say, property, value);
		break;
	default:
		say_value(&p->say, property, value);
	}
}

static void say_dump(struct popolo *p, const char *key, const json_t *value)
{
	char *text;

	if (!value || json_is_null(value))
		return;
	text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
	p->say.draft.failed |= !text;
	if (text && strcmp(text, "[]") != 0 && strcmp(text, "{}") != 0)
		say_unmapped(&p->say, key, str_slice(str_from(text), 0, DUMP_MAX));
	free(text);
}

/* {"lang:en": "House of Commons", "lang:fr": …}: the key without its prefix is the language. */
static str language(const char *key)
{
	str lang = str_from(key);

	return str_starts(lang, STR("lang:")) ? str_slice(lang, 5, lang.len) : lang;
}

/* ---- names ---------------------------------------------------------------------------------------------- */

static bool has_name(const struct popolo *p, str name)
{
	const struct model_record *record = &p->say.draft.record;

	for (size_t i = 0; i < record->statements.len; i++)
		if (model_property_type(record->statements.ptr[i].property) == TYPE_NAME &&
		    str_equal(record->statements.ptr[i].value, name))
			return true;
	return false;
}

/* Labels in many languages are mostly the same name: each once. */
static struct model_statement *say_name(struct popolo *p, enum model_property property, str name, str lang)
{
	struct model_statement *s = say_value(&p->say, property, name);
	struct model_record *record = &p->say.draft.record;

	if (!s)
		return NULL;
	str value = s->value;
	record->statements.len--;
	if (has_name(p, value))
		return NULL;
	record->statements.len++;
	s->lang = arena_copy(&p->say.draft.arena, lang);
	return s;
}

static void say_names(struct popolo *p, const json_t *name)
{
	const char *key;
	json_t *value;
	bool first = true;

	if (json_is_string(name))
		say_name(p, PROP_NAME, json_value_text(name), (str){NULL, 0});
	/* jansson's iterator takes no const, and changes nothing */
	json_object_foreach((json_t *)(uintptr_t)name, key, value)
	{
		say_name(p, first ? PROP_NAME : PROP_ALIAS, json_value_text(value), language(key));
		first = false;
	}
}

static void say_other_names(struct popolo *p, const json_t *names)
{
	size_t i;
	const json_t *n;

	json_array_foreach(names, i, n)
	{
		str note = json_value_member(n, "note");
		bool former = str_find(note, STR("ormer"), 0) != SIZE_MAX;
		struct model_statement *s = say_name(p, former ? PROP_PREVIOUS_NAME : PROP_ALIAS,
		                                     json_value_member(n, "name"), json_value_member(n, "lang"));
		if (!s)
			continue;
		s->valid_from = arena_copy(&p->say.draft.arena, json_value_member(n, "start_date"));
		s->valid_to = arena_copy(&p->say.draft.arena, json_value_member(n, "end_date"));
	}
}

/* ---- lists of small objects ----------------------------------------------------------------------------- */

static void say_identifiers(struct popolo *p, const json_t *list)
{
	size_t i;
	const json_t *item;

	json_array_foreach(list, i, item)
	{
		str scheme = json_value_member(item, "scheme");
		str value = json_value_scalar(json_object_get(item, "identifier"), &p->say.arena);
		if (str_is(scheme, "wikidata"))
			say_value(&p->say, PROP_WIKIDATA_ID, value);
		else if (value.len)
			say_unmapped(&p->say, "identifier",
			             say_print(&p->say, "%.*s:%.*s", STR_ARG(scheme), STR_ARG(value)));
	}
}

static void say_links(struct popolo *p, const json_t *list)
{
	size_t i;
	const json_t *item;

	json_array_foreach(list, i, item)
	{
		bool own = str_is(json_value_member(item, "note"), "website");
		say_value(&p->say, own ? PROP_WEBSITE : PROP_SOURCE_URL, json_value_member(item, "url"));
	}
}

static void say_contacts(struct popolo *p, const json_t *list)
{
	static const char *const phones[] = {"phone", "voice", "cell", "mobile"};
	size_t i;
	const json_t *item;

	json_array_foreach(list, i, item)
	{
		str type = json_value_member(item, "type"), value = json_value_member(item, "value");
		bool phone = false;
		for (size_t k = 0; k < sizeof phones / sizeof *phones; k++)
			phone |= str_is(type, phones[k]);
		if (phone)
			say_value(&p->say, PROP_PHONE, value);
		else if (str_is(type, "email"))
			say_value(&p->say, PROP_EMAIL, value);
		else
			say_unmapped(&p->say, "contact",
			             say_print(&p->say, "%.*s:%.*s", STR_ARG(type), STR_ARG(value)));
	}
}

static void say_images(struct popolo *p, const json_t *list)
{
	size_t i;
	const json_t *item;

	json_array_foreach(list, i, item) say_unmapped(&p->say, "image", json_value_member(item, "url"));
}

static const struct {
	const char *key;
	void (*say)(struct popolo *p, const json_t *value);
} lists[] = {
    {"other_names", say_other_names}, {"identifiers", say_identifiers},  {"links", say_links},
    {"sources", say_links},           {"contact_details", say_contacts}, {"images", say_images},
};

static void say_member(struct popolo *p, const char *key, const json_t *value)
{
	const struct member *known = member_find(key);
	str text = json_value_scalar(value, &p->say.arena);

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (strcmp(lists[i].key, key) == 0 && json_is_array(value)) {
			lists[i].say(p, value);
			return;
		}
	if (strcmp(key, "gender") == 0 && text.len)
		say_gender(&p->say, text);
	else if (known && text.len)
		say_known(p, known->property, text);
	else if (text.len)
		say_unmapped(&p->say, key, text);
	else if (!json_is_string(value))
		say_dump(p, key, value);
}

void popolo_say_members(struct popolo *p, const json_t *object, const char *const *done)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		bool said = false;
		for (size_t i = 0; done[i]; i++)
			said |= strcmp(done[i], key) == 0;
		if (!said)
			say_member(p, key, value);
	}
}

/* ---- things --------------------------------------------------------------------------------------------- */

static enum model_schema schema_of(enum popolo_kind kind, const json_t *thing)
{
	static const char *const bodies[] = {"legislature", "chamber", "branch", "executive", "government"};
	str classification = json_value_member(thing, "classification");

	if (kind == POPOLO_PERSONS)
		return SCHEMA_PERSON;
	if (kind == POPOLO_EVENTS)
		return SCHEMA_EVENT;
	if (kind == POPOLO_AREAS)
		return SCHEMA_ADDRESS;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		if (str_is(classification, bodies[i]))
			return SCHEMA_PUBLIC_BODY;
	return SCHEMA_ORGANIZATION;
}

/* A constituency has a name, which is nobody's: it is the text of the address. */
static void say_area_name(struct popolo *p, const json_t *area)
{
	const json_t *name = json_object_get(area, "name");
	const char *key;
	json_t *value;

	if (json_is_string(name))
		say_value(&p->say, PROP_FULL, json_value_text(name));
	json_object_foreach((json_t *)(uintptr_t)name, key, value)
	{
		struct model_statement *s = say_value(&p->say, PROP_FULL, json_value_text(value));
		if (s)
			s->lang = arena_copy(&p->say.draft.arena, language(key));
	}
	say_dump(p, "other_names", json_object_get(area, "other_names"));
}

static ties_code emit_thing(struct popolo *p, enum popolo_kind kind, size_t index, const json_t *thing)
{
	static const char *const done[] = {"id", "name", NULL}, *const area_done[] = {"id", "name", "other_names",
	                                                                              NULL};
	str id = json_value_member(thing, "id");

	say_clear(&p->say);
	if (!id.len || !popolo_name(p, thing, "name").len) {
		popolo_reject(p, popolo_kind_name(kind), index, id.len ? "no name" : "no id", id);
		return TIES_OK;
	}
	p->say.entries++;
	say_begin(&p->say, schema_of(kind, thing), popolo_id(p, kind, id));
	if (kind == POPOLO_AREAS)
		say_area_name(p, thing);
	else
		say_names(p, json_object_get(thing, "name"));
	popolo_say_members(p, thing, kind == POPOLO_AREAS ? area_done : done);
	return say_emit(&p->say, p->err);
}

ties_code popolo_emit_things(struct popolo *p)
{
	static const enum popolo_kind kinds[] = {POPOLO_PERSONS, POPOLO_ORGANIZATIONS, POPOLO_AREAS, POPOLO_EVENTS};
	ties_code rc = TIES_OK;

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		size_t i;
		const json_t *thing;
		json_array_foreach(p->list[kinds[k]].items, i, thing)
		{
			rc = emit_thing(p, kinds[k], i, thing);
			if (rc != TIES_OK)
				return rc;
		}
	}
	return rc;
}
