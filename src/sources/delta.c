/* OpenSanctions delta files (entities.delta.json): what changed between two versions, one operation a line.
 *
 *   {"op":"ADD","entity":{"id":"NK-2T","schema":"Organization","properties":{…}}}
 *   {"op":"MOD","entity":{…}}       the entity as it is now, whole
 *   {"op":"DEL","entity":{"id":"NK-500"}}
 *
 * A delta goes on from the version before of the same dataset: what it does not name stays as it was (source.h,
 * `changes`). So name them alike: `ties build opensanctions@2024-05-27=entities.ftm.json deltas/`. Names of files begin
 * with the time of the version (20240527194702-wnk.entities.delta.json), so a folder of them is read in order. */
#include "sources/formats.h"
#include "sources/ftm_entity.h"

#include "base/table.h"

#include <stdio.h>

struct reader {
	struct ftm_reader ftm;
	struct arena ids; /* of the entities that this file named so far */
	struct table seen;
	uint64_t operations;
};

static void reject(struct reader *r, const char *reason, str line)
{
	r->ftm.sink->reject(r->ftm.sink->context, r->ftm.path, r->ftm.line, reason, str_slice(line, 0, 200));
}

/* Two operations on one entity in one file contradict each other. False when memory ran out. */
static bool note_id(struct reader *r, str id, bool *again)
{
	str copy = arena_copy(&r->ids, id);
	bool fresh = true;
	bool kept = copy.ptr && table_put(&r->seen, copy, 0, &fresh);

	*again = !fresh;
	return kept;
}

static ties_code remove_entity(struct reader *r, str id)
{
	model_draft_begin(&r->ftm.draft, SCHEMA_THING, id);
	r->ftm.draft.record.line = r->ftm.line;
	bool whole = !r->ftm.draft.failed;
	return whole && r->ftm.sink->emit(r->ftm.sink->context, &r->ftm.draft.record, 0) ? TIES_OK : TIES_ERR_NOMEM;
}

static ties_code apply(struct reader *r, const json_t *line, str text)
{
	const json_t *entity = json_object_get(line, "entity");
	str op = json_value_member(line, "op"), id = json_value_member(entity, "id");
	bool removal = str_is(op, "DEL"), change = str_is(op, "ADD") || str_is(op, "MOD");
	bool again = false;

	if (!removal && !change)
		return reject(r, "no operation: op is none of ADD, MOD, DEL", text), TIES_OK;
	if (!id.len || (change && !(ftm_is_entity(entity) && json_is_object(json_object_get(entity, "properties")))))
		return reject(r, "no entity: id, schema or properties are missing", text), TIES_OK;
	if (!note_id(r, id, &again))
		return TIES_ERR_NOMEM;
	if (again)
		return reject(r, "an earlier line of this delta names the same entity", text), TIES_OK;
	r->operations++;
	return removal ? remove_entity(r, id) : ftm_emit_entity(&r->ftm, entity, (str){NULL, 0});
}

static ties_code read_line(struct reader *r, str text, bool *cut, ties_error *err)
{
	char reason[JSON_ERROR_TEXT_LENGTH + 16];
	json_error_t why;
	json_t *line;
	enum json_verdict verdict = json_value_parse(text, &line, &why);
	ties_code rc = TIES_OK;

	*cut = verdict == JSON_CUT;
	if (verdict == JSON_NO_MEMORY) {
		rc = TIES_ERR_NOMEM;
	} else if (verdict != JSON_GOOD) {
		snprintf(reason, sizeof reason, "not JSON: %s", why.text);
		reject(r, reason, text);
	} else {
		rc = apply(r, line, text);
	}
	json_decref(line);
	return rc == TIES_OK ? TIES_OK : error_nomem(err);
}

static ties_code read_lines(struct reader *r, struct input *in, ties_error *err)
{
	bool cut = false, more;
	str line;

	for (;;) {
		ties_code rc = input_line(in, &line, JSON_TEXT_MAX, &more, err);
		if (rc != TIES_OK)
			return rc;
		if (!more)
			break;
		r->ftm.line = input_line_number(in);
		if (r->ftm.line == 1 && str_starts(line, STR("\xef\xbb\xbf")))
			line = str_slice(line, 3, line.len);
		if (str_trim(line).len == 0)
			continue;
		rc = read_line(r, line, &cut, err);
		if (rc != TIES_OK)
			return rc;
	}
	if (cut)
		return error_at(err, TIES_ERR_FORMAT, r->ftm.path, r->ftm.line,
		                "the file ends in the middle of an operation, it is truncated; download it again");
	if (r->operations == 0)
		return error_at(
		    err, TIES_ERR_FORMAT, r->ftm.path, 0,
		    "expected operations of a delta ({op, entity}) as JSON lines, found none; download the file "
		    "again");
	return TIES_OK;
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.ftm = {.sink = sink, .path = set->part[0].path}};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "no delta file given");
	ties_code rc = read_lines(&r, set->part[0].input, err);
	ftm_reader_finish(&r.ftm);
	arena_finish(&r.ids);
	table_finish(&r.seen);
	return rc;
}

/* "20240527194702-wnk…": the day of the version. */
static struct date day_of_name(const char *name)
{
	struct date day = {.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
	char iso[16];

	if (strspn(name, "0123456789") != 14)
		return day;
	snprintf(iso, sizeof iso, "%.4s-%.2s-%.2s", name, name + 4, name + 6);
	if (date_parse(str_from(iso), &day, NULL) != TIES_OK)
		day = (struct date){.first = TIES_DAY_MIN, .last = TIES_DAY_MAX, .kind = DATE_UNKNOWN};
	return day;
}

/* Cuts `word` off, and the white space before it. */
static bool cut(str *s, const char *word)
{
	while (s->len && memchr(" \t\r\n", s->ptr[0], 4))
		*s = str_slice(*s, 1, s->len);
	if (!str_starts(*s, str_from(word)))
		return false;
	*s = str_slice(*s, strlen(word), s->len);
	return true;
}

/* Entities are long: the first line may not end within the head. */
static bool detect(str head, const char *name, struct source_claim *claim)
{
	static const char *const ops[] = {"\"ADD\"", "\"MOD\"", "\"DEL\""};

	cut(&head, "\xef\xbb\xbf");
	if (!cut(&head, "{") || !cut(&head, "\"op\"") || !cut(&head, ":"))
		return false;
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
		str rest = head;
		if (cut(&rest, ops[i]) && cut(&rest, ",") && cut(&rest, "\"entity\"")) {
			*claim = (struct source_claim){.dataset = "opensanctions", .version = day_of_name(name)};
			return true;
		}
	}
	return false;
}

const struct source_format source_delta = {
    .name = "ftm-delta",
    .family = "FollowTheMoney",
    .describes = "OpenSanctions delta files (entities.delta.json)",
    .parts = {"entities.delta.json"},
    .changes = true,
    .detect = detect,
    .read = read,
};
