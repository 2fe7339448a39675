/* An export as FollowTheMoney entities (`ties export --as ftm`): each line is an entity of FtM, whose member "ties" has
 * what FtM has no words for. Only that is read here: the properties are for other programs.
 *
 *   {"id":"ties-export",…,"ties":{"export":1,"versions":3,"records":80,"statements":912,"decisions":0}}
 *   {"id":"ties-dataset-us_ofac_sdn",…,"ties":{"dataset":"us_ofac_sdn","versions":[{"day":"2024-03-27",…},…]}}
 *   {"id":"ofac-36",…,"ties":{"records":[{"dataset":"us_ofac_sdn","id":"36","schema":"Organization",
 *       "statements":[{"property":"name","value":"…"},…],"decisions":[{"different":"un_sc_sanctions:QDe.1",…}]},…]}}
 *
 * A statement has from its record what it does not say itself. */
#include "sources/exported.h"
#include "sources/formats.h"
#include "sources/json_value.h"

/* ---- members --------------------------------------------------------------------------------------------- */

/* Texts of an object that says "escaped":true have escapes. Empty when there is no such member. */
static str text_of(struct exported *e, const json_t *object, const char *key)
{
	str text = json_value_member(object, key);

	return json_is_true(json_object_get(object, "escaped")) ? exported_unescape(e, text) : text;
}

static uint32_t number_of(struct exported *e, const json_t *object, const char *key, uint32_t most)
{
	const json_t *value = json_object_get(object, key);

	if (!value)
		return 0;
	if (!json_is_integer(value) || json_integer_value(value) < 0 || json_integer_value(value) > most) {
		exported_fail(e, "\"%s\" is no number up to %u", key, most);
		return 0;
	}
	return (uint32_t)json_integer_value(value);
}

static bool is_true(const json_t *object, const char *key)
{
	return json_is_true(json_object_get(object, key));
}

/* The list under `key`, which may be absent. */
static const json_t *list_of(struct exported *e, const json_t *object, const char *key)
{
	const json_t *list = json_object_get(object, key);

	if (list && !json_is_array(list))
		exported_fail(e, "\"%s\" is no list", key);
	return list;
}

/* ---- parts ----------------------------------------------------------------------------------------------- */

static void take_beginning(struct exported *e, const json_t *ties)
{
	const struct source_counts told = {
	    .versions = number_of(e, ties, "versions", UINT32_MAX),
	    .records = number_of(e, ties, "records", UINT32_MAX),
	    .statements = number_of(e, ties, "statements", UINT32_MAX),
	    .decisions = number_of(e, ties, "decisions", UINT32_MAX),
	};

	exported_begin(e, number_of(e, ties, "export", UINT32_MAX), &told, is_true(ties, "partial"));
}

/* "undated", or "" for `none`. */
static int32_t day_of(struct exported *e, str text, int32_t none)
{
	if (!text.len)
		return none;
	return str_is(text, "undated") ? TIES_DAY_MIN : exported_day(e, text);
}

static void take_version(struct exported *e, str dataset, const json_t *item)
{
	const struct source_version version = {
	    .dataset = dataset,
	    .path = text_of(e, item, "path"),
	    .day = day_of(e, json_value_member(item, "day"), TIES_DAY_MIN),
	    .records = number_of(e, item, "records", UINT32_MAX),
	    .entries = number_of(e, item, "entries", UINT32_MAX),
	    .statements = number_of(e, item, "statements", UINT32_MAX),
	    .rejects = number_of(e, item, "rejects", UINT32_MAX),
	    .parts = (uint16_t)number_of(e, item, "parts", UINT16_MAX),
	    .changes = is_true(item, "changes"),
	};

	exported_version(e, &version);
}

static void take_versions(struct exported *e, const json_t *ties)
{
	const json_t *item, *list = list_of(e, ties, "versions");
	size_t i;

	json_array_foreach(list, i, item) take_version(e, json_value_member(ties, "dataset"), item);
}

/* What `said` has by now is what its record says; what the object has itself comes in its place. */
static void take_manner(struct exported *e, struct source_said *said, const json_t *object)
{
	struct model_statement *s = &said->statement;
	str first = json_value_member(object, "first_seen"), last = json_value_member(object, "last_seen");
	str modality = json_value_member(object, "modality"), confidence = json_value_member(object, "confidence");

	if (json_object_get(object, "first_seen"))
		said->first_seen = day_of(e, first, TIES_DAY_MIN);
	if (json_object_get(object, "last_seen"))
		said->last_seen = day_of(e, last, TIES_DAY_MAX);
	if (json_object_get(object, "source"))
		s->source = text_of(e, object, "source");
	if (json_object_get(object, "attribution"))
		s->attribution = text_of(e, object, "attribution");
	if (modality.len)
		s->modality = exported_modality(e, modality);
	if (confidence.len)
		s->confidence = exported_confidence(e, confidence);
}

static void take_said(struct exported *e, const struct source_said *record, const json_t *object)
{
	struct source_said said = *record;
	struct model_statement *s = &said.statement;

	take_manner(e, &said, object);
	s->property = exported_property(e, json_value_member(object, "property"));
	s->value = text_of(e, object, "value");
	s->original = text_of(e, object, "original");
	s->lang = text_of(e, object, "lang");
	s->valid_from = text_of(e, object, "from");
	s->valid_to = text_of(e, object, "to");
	said.own_first = is_true(object, "own_first");
	said.own_last = is_true(object, "own_last");
	said.first_of_day = (uint8_t)number_of(e, object, "first_of_day", UINT8_MAX);
	said.last_of_day = (uint8_t)number_of(e, object, "last_of_day", UINT8_MAX);
	said.part = (uint8_t)number_of(e, object, "part", UINT8_MAX);
	exported_said(e, &said);
}

static void take_decision(struct exported *e, str ref, const json_t *object)
{
	static const char *const verdicts[] = {"same", "different", "unsure", "joined"};

	for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
		if (!json_object_get(object, verdicts[i]))
			continue;
		const struct source_decision decision = {
		    .left = ref,
		    .right = text_of(e, object, verdicts[i]),
		    .verdict = exported_verdict(e, str_from(verdicts[i])),
		    .evidence = (uint16_t)number_of(e, object, "evidence", UINT16_MAX),
		    .who = text_of(e, object, "who"),
		    .when = text_of(e, object, "when"),
		    .reason = text_of(e, object, "reason"),
		};
		exported_decision(e, &decision);
		return;
	}
	exported_fail(e, "a decision that is neither same, different, unsure nor joined");
}

/* A record of many statements stands in several lines: "more" says that it began in the one before. */
static void take_record(struct exported *e, const json_t *object)
{
	const json_t *item, *statements = list_of(e, object, "statements"),
	                    *decisions = list_of(e, object, "decisions");
	struct source_said said = {.first_seen = TIES_DAY_MIN, .last_seen = TIES_DAY_MAX};
	const struct source_record record = {
	    .dataset = json_value_member(object, "dataset"),
	    .id = text_of(e, object, "id"),
	    .schema = exported_schema(e, json_value_member(object, "schema")),
	    .line = number_of(e, object, "line", UINT32_MAX),
	    .main = is_true(object, "main"),
	    .settled = e->partial,
	};
	size_t i;

	if (!is_true(object, "more"))
		exported_record(e, &record);
	take_manner(e, &said, object);
	json_array_foreach(statements, i, item) take_said(e, &said, item);
	str ref = arena_print(&e->arena, "%.*s:%.*s", STR_ARG(record.dataset), STR_ARG(record.id));
	json_array_foreach(decisions, i, item) take_decision(e, ref, item);
}

static void take_records(struct exported *e, const json_t *ties)
{
	const json_t *item, *records = list_of(e, ties, "records");
	size_t i;

	if (!records)
		exported_fail(e,
		              "no part of an export: \"ties\" is missing or empty. Was it changed by another program?");
	json_array_foreach(records, i, item) take_record(e, item);
}

static void take_line(struct exported *e, const json_t *ties)
{
	if (json_object_get(ties, "export"))
		take_beginning(e, ties);
	else if (json_object_get(ties, "dataset"))
		take_versions(e, ties);
	else
		take_records(e, ties);
}

static void read_line(struct exported *e, str line)
{
	json_error_t why;
	json_t *entity;

	arena_clear(&e->arena);
	enum json_verdict verdict = json_value_parse(line, &entity, &why);
	if (verdict == JSON_GOOD)
		take_line(e, json_object_get(entity, "ties"));
	else if (verdict == JSON_NO_MEMORY)
		e->arena.failed = true;
	else
		exported_fail(e, "not JSON: %s. Is the export cut? Copy it again", why.text);
	json_decref(entity);
}

static ties_code restore(const struct source_file *file, const struct source_restorer *to, ties_error *err)
{
	struct exported e = {.path = file->path, .to = to};
	ties_code rc = TIES_OK;
	bool more = true;
	str line;

	while (rc == TIES_OK && !e.why[0] && more) {
		rc = input_line(file->input, &line, EXPORTED_LINE_MAX, &more, err);
		if (rc != TIES_OK || !more)
			break;
		e.line = input_line_number(file->input);
		if (str_trim(line).len)
			read_line(&e, line);
	}
	if (rc == TIES_OK)
		exported_end(&e);
	ties_code sound = exported_finish(&e, rc == TIES_OK ? err : NULL);
	return rc == TIES_OK ? sound : rc;
}

/* Its first line is the beginning, and short. */
static bool detect(str head, const char *, struct source_claim *claim)
{
	str line = str_slice(head, 0, str_find_char(head, '\n', 0));
	json_error_t why;
	json_t *entity;
	bool is_export = str_find(str_slice(line, 0, 4096), STR("\"ties\""), 0) != SIZE_MAX &&
	                 json_value_parse(line, &entity, &why) == JSON_GOOD;

	if (!is_export)
		return false;
	is_export = json_object_get(json_object_get(entity, "ties"), "export") != NULL;
	json_decref(entity);
	if (is_export)
		*claim = (struct source_claim){
		    .version = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN}};
	return is_export;
}

const struct source_format source_exported_json = {
    .name = "ties-ftm",
    .family = "FollowTheMoney",
    .describes = "an export of a ties database as FollowTheMoney entities (ties export --as ftm)",
    .parts = {"export.ftm.json"},
    .detect = detect,
    .read = exported_is_no_list,
    .restore = restore,
};
