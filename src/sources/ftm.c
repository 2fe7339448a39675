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
 * What OpenSanctions says about the entity in its own files: last_change is the day since when everything in it has
 * been as it is, so that all its statements were seen on that day; last_seen and target are not kept, they say nothing
 * of the entity. Delta files are another format.
 *
 * A line that cannot be read is rejected and reading goes on. A last line that stops in the middle means that
 * the file is truncated, which is an error. */
#include "sources/formats.h"
#include "sources/ftm_entity.h"
#include "sources/ftm_names.h"

#include <stdio.h>

/* ---- lines ---------------------------------------------------------------------------------------- */

static ties_code refuse_kind(const struct ftm_reader *r, const json_t *first, ties_error *err)
{
	if (json_object_get(first, "op") && !json_object_get(first, "schema"))
		return error_at(err, TIES_ERR_FORMAT, r->path, r->line,
		                "this is a FollowTheMoney delta file ({op, entity}), no file of entities");
	return error_at(err, TIES_ERR_FORMAT, r->path, r->line,
	                "expected FollowTheMoney entities, one JSON object with id, schema and properties a line, "
	                "found other JSON");
}

static bool is_whole_entity(const json_t *line)
{
	return ftm_is_entity(line) && json_is_object(json_object_get(line, "properties"));
}

static ties_code read_json(struct ftm_reader *r, str line, bool *cut, ties_error *err)
{
	json_error_t why;
	json_t *entity;
	char reason[JSON_ERROR_TEXT_LENGTH + 16];
	enum json_verdict verdict = json_value_parse(line, &entity, &why);
	ties_code rc = TIES_OK;

	*cut = verdict == JSON_CUT;
	if (verdict == JSON_NO_MEMORY) {
		rc = error_nomem(err);
	} else if (verdict != JSON_GOOD) {
		snprintf(reason, sizeof reason, "not JSON: %s", why.text);
		r->sink->reject(r->sink->context, r->path, r->line, reason, str_slice(line, 0, 200));
	} else if (is_whole_entity(entity)) {
		rc = ftm_emit_entity(r, entity, (str){NULL, 0});
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

static ties_code read_line(struct ftm_reader *r, str line, bool *cut, ties_error *err)
{
	bool failed;

	*cut = false;
	if (!ftm_read_plain(&r->entity, line, &failed))
		return failed ? error_nomem(err) : read_json(r, line, cut, err);
	arena_clear(&r->arena);
	return ftm_emit(r, (str){NULL, 0}) == TIES_OK ? TIES_OK : error_nomem(err);
}

static ties_code read_lines(struct ftm_reader *r, struct input *in, ties_error *err)
{
	bool cut = false, more;
	str line;

	for (;;) {
		ties_code rc = input_line(in, &line, JSON_TEXT_MAX, &more, err);
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
	struct ftm_reader r = {.sink = sink, .path = set->part[0].path};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "no file of FollowTheMoney entities given");
	ties_code rc = read_lines(&r, set->part[0].input, err);
	ftm_reader_finish(&r);
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
		if (json_value_parse(line, &entity, &why) != JSON_GOOD)
			continue;
		const json_t *datasets = json_object_get(entity, "datasets");
		str one =
		    json_array_size(datasets) == 1 ? json_value_text(json_array_get(datasets, 0)) : (str){NULL, 0};
		agree = one.len > 0 && one.len < sizeof text && (!dataset.ptr || str_equal(dataset, one));
		if (agree && !dataset.ptr) {
			memcpy(text, one.ptr, one.len);
			dataset = (str){text, one.len};
		}
		str seen = json_value_text(json_object_get(entity, "last_seen"));
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
    .family = "FollowTheMoney",
    .describes = "FollowTheMoney entities as JSON lines (entities.ftm.json)",
    .parts = {"entities.ftm.json"},
    .detect = detect,
    .read = read,
};
