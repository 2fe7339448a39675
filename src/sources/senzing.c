/* Senzing JSON: records for entity resolution, as JSON lines or one array.
 *
 *   {"DATA_SOURCE":"WATCHLIST","RECORD_ID":"1001","RECORD_TYPE":"PERSON","NAME_FULL":"A B","DATE_OF_BIRTH":"1972"}
 *   {…,"NAMES":[{"NAME_TYPE":"PRIMARY","NAME_FULL":"A B"}],"DATES":[{"DATE_OF_BIRTH":"1972"}]}
 *   {…,"FEATURES":[{"NAME_FULL":"A B"},{"DATE_OF_BIRTH":"1972"}]}
 *
 * Three shapes, one meaning: the attributes of each innermost object belong together (senzing_group.c). An attribute
 * may have a word before it that tells its use (HOME_ADDR_FULL): those with the same word belong together.
 *
 * The record id is RECORD_ID, with DATA_SOURCE before it where that is not the name of the dataset. LAST_CHANGE is not
 * kept: it changes with every version and says nothing of the entity. */
#include "sources/senzing.h"

#include "sources/formats.h"
#include "sources/json_items.h"

#include <stdio.h>

/* ---- records -------------------------------------------------------------------------------------------- */

/* Collects the leaves of one object; objects and lists in it are groups of their own. */
static bool collect(struct senzing *z, const json_t *object)
{
	const char *key;
	json_t *value;
	uint32_t group = z->groups++;

	/* jansson's iterator takes no const, and changes nothing */
	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		if (json_is_object(value) || json_is_array(value))
			continue;
		struct senzing_attribute a = senzing_attribute_of(key);
		a.value = str_trim(json_value_scalar(value, &z->say.arena));
		a.group = group;
		if (a.value.len && !vec_push(&z->attributes, a))
			return false;
	}
	if (z->attributes.len > SENZING_ATTRIBUTES_MAX)
		return true;
	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		size_t i;
		const json_t *item;
		if (json_is_object(value) && !collect(z, value))
			return false;
		json_array_foreach(value, i, item)
		{
			struct senzing_attribute a = senzing_attribute_of(key);
			a.value = str_trim(json_value_scalar(item, &z->say.arena));
			a.group = z->groups++;
			if (json_is_object(item) ? !collect(z, item) : a.value.len && !vec_push(&z->attributes, a))
				return false;
		}
	}
	return true;
}

static bool is_name(str a, const char *b)
{
	return str_equal_nocase(a, str_from(b));
}

static enum model_schema schema_of(const struct senzing *z)
{
	static const struct {
		const char *type;
		enum model_schema schema;
	} types[] = {
	    {"PERSON", SCHEMA_PERSON},     {"INDIVIDUAL", SCHEMA_PERSON},     {"ORGANIZATION", SCHEMA_ORGANIZATION},
	    {"COMPANY", SCHEMA_COMPANY},   {"BUSINESS", SCHEMA_ORGANIZATION}, {"VESSEL", SCHEMA_VESSEL},
	    {"AIRCRAFT", SCHEMA_AIRPLANE}, {"VEHICLE", SCHEMA_VEHICLE},       {"ADDRESS", SCHEMA_ADDRESS},
	};
	enum model_schema guess = SCHEMA_LEGAL_ENTITY;

	for (size_t i = 0; i < z->attributes.len; i++) {
		const struct senzing_attribute *a = &z->attributes.ptr[i];
		for (size_t k = 0; str_is(a->name, "RECORD_TYPE") && k < sizeof types / sizeof *types; k++)
			if (is_name(a->value, types[k].type))
				return types[k].schema;
		if (str_is(a->name, "NAME_ORG"))
			guess = SCHEMA_ORGANIZATION;
		else if (str_is(a->name, "NAME_LAST") || str_is(a->name, "DATE_OF_BIRTH") || str_is(a->name, "GENDER"))
			guess = guess == SCHEMA_LEGAL_ENTITY ? SCHEMA_PERSON : guess;
	}
	return guess;
}

str senzing_id(struct senzing *z, str source, str record)
{
	if (!source.len || str_equal_nocase(source, str_from(z->set->dataset)))
		return record;
	return say_print(&z->say, "%.*s/%.*s", STR_ARG(source), STR_ARG(record));
}

static ties_code take_record(struct senzing *z, const json_t *record, str text)
{
	str source = json_value_scalar(json_object_get(record, "DATA_SOURCE"), &z->say.arena);
	str id = json_value_scalar(json_object_get(record, "RECORD_ID"), &z->say.arena);

	if (!json_is_object(record) || !id.len) {
		say_reject(&z->say, json_is_object(record) ? "no RECORD_ID" : "no record: it is no JSON object",
		           str_slice(text, 0, 200));
		return TIES_OK;
	}
	z->attributes.len = 0;
	z->groups = 0;
	z->source = source;
	if (!collect(z, record))
		return error_nomem(z->err);
	if (z->attributes.len > SENZING_ATTRIBUTES_MAX) {
		say_reject(&z->say, "the record has more attributes than any has", str_slice(text, 0, 200));
		return TIES_OK;
	}
	z->id = senzing_id(z, source, id);
	z->say.entries++;
	say_begin(&z->say, schema_of(z), z->id);
	senzing_say_groups(z);
	ties_code rc = say_emit(&z->say, z->err);
	return rc == TIES_OK ? senzing_emit_sides(z) : rc;
}

/* ---- the file ------------------------------------------------------------------------------------------- */

static ties_code take_text(struct senzing *z, str text, bool *cut)
{
	char reason[JSON_ERROR_TEXT_LENGTH + 16];
	json_error_t why;
	json_t *record;
	enum json_verdict verdict = json_value_parse(text, &record, &why);
	ties_code rc = TIES_OK;

	say_clear(&z->say);
	*cut = verdict == JSON_CUT;
	if (verdict == JSON_NO_MEMORY) {
		rc = error_nomem(z->err);
	} else if (verdict != JSON_GOOD) {
		snprintf(reason, sizeof reason, "not JSON: %s", why.text);
		say_reject(&z->say, reason, str_slice(text, 0, 200));
	} else {
		rc = take_record(z, record, text);
	}
	json_decref(record);
	return rc;
}

static ties_code read_records(struct senzing *z, struct input *in)
{
	struct json_items *items = NULL;
	bool cut = false, more = true;
	str text;
	ties_code rc = json_items_open(&items, in, z->err);

	while (rc == TIES_OK) {
		rc = json_items_next(items, &text, &z->say.line, &more, z->err);
		if (rc != TIES_OK || !more)
			break;
		rc = take_text(z, text, &cut);
	}
	if (rc == TIES_OK && cut)
		rc = error_at(z->err, TIES_ERR_FORMAT, z->say.path, z->say.line,
		              "the file ends in the middle of a record, it is truncated; download it again");
	if (rc == TIES_OK)
		rc = say_check_entries(&z->say, "the Senzing file", z->err);
	json_items_close(items);
	return rc;
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct senzing z = {.say = {.sink = sink, .path = set->part[0].path}, .set = set, .err = err};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "no Senzing file given");
	ties_code rc = read_records(&z, set->part[0].input);
	vec_finish(&z.attributes);
	say_finish(&z.say);
	return rc;
}

/* ---- detection ------------------------------------------------------------------------------------------ */

/* The DATA_SOURCE of the head, in the letters of datasets; empty when there are several. */
static void name_dataset(str head, char dataset[SOURCE_NAME_MAX])
{
	const str key = STR("\"DATA_SOURCE\"");
	str first = {NULL, 0};

	for (size_t at = 0; (at = str_find(head, key, at)) != SIZE_MAX; at++) {
		size_t open = str_find_char(head, '"', at + key.len);
		size_t close = open == SIZE_MAX ? SIZE_MAX : str_find_char(head, '"', open + 1);
		if (close == SIZE_MAX)
			break;
		str source = str_slice(head, open + 1, close);
		if (!source.len || source.len >= SOURCE_NAME_MAX || (first.ptr && !str_equal(first, source)))
			return;
		first = source;
	}
	for (size_t i = 0; i < first.len; i++) {
		char c = first.ptr[i];
		bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		dataset[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : keep ? c : '_';
	}
	dataset[first.len] = '\0';
}

static bool detect(str head, const char *, struct source_claim *claim)
{
	static const char *const marks[] = {"\"RECORD_ID\"", "\"FEATURES\"", "\"NAME_FULL\"", "\"NAME_ORG\""};
	bool marked = false;

	if (str_starts(head, STR("\xef\xbb\xbf")))
		head = str_slice(head, 3, head.len);
	str start = str_trim(str_slice(head, 0, 400));
	if (str_starts(start, STR("[")))
		start = str_trim(str_slice(start, 1, start.len));
	if (!str_starts(start, STR("{")) || str_find(head, STR("\"DATA_SOURCE\""), 0) == SIZE_MAX)
		return false;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		marked |= str_find(head, str_from(marks[i]), 0) != SIZE_MAX;
	if (!marked)
		return false;
	*claim = (struct source_claim){.version = {TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false}};
	name_dataset(head, claim->dataset);
	return true;
}

const struct source_format source_senzing = {
    .name = "senzing-json",
    .family = "Senzing",
    .describes = "Senzing JSON (records with DATA_SOURCE and RECORD_ID)",
    .parts = {"records.json"},
    .detect = detect,
    .read = read,
};
