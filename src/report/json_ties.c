/* Ties as JSON. */
#include "report/json.h"

#include <stdio.h>

/* One EDTF date or interval, null when nothing is known. */
static json_t *valid(struct report_out *out, const ties_tie *t)
{
	str begin = t->begin.edtf, end = t->end.edtf;
	char text[256];

	if (!begin.len && !end.len)
		return json_null();
	if (str_equal(begin, end))
		return json_text(out, begin);
	int n = snprintf(text, sizeof text, "%.*s/%.*s", STR_ARG(begin), STR_ARG(end));
	return n > 0 && (size_t)n < sizeof text ? json_text(out, (str){text, (size_t)n}) : json_null();
}

json_t *json_tie(struct report_out *out, const ties_tie *t)
{
	json_t *o = json_object();

	json_put_text(out, o, "from", t->from);
	json_put_text(out, o, "from_caption", t->from_caption);
	json_put_text(out, o, "to", t->to);
	json_put_text(out, o, "to_caption", t->to_caption);
	json_put_text(out, o, "relation", t->relation);
	json_put(out, o, "role", json_text_or_null(out, t->role));
	json_put(out, o, "begin", json_text_or_null(out, t->begin.edtf));
	json_put(out, o, "end", json_text_or_null(out, t->end.edtf));
	json_put(out, o, "valid", valid(out, t));
	json_put(out, o, "on", json_string(report_truth_name(t->on)));
	json_put(out, o, "event", json_text_or_null(out, t->event));
	json_put(out, o, "place", json_text_or_null(out, t->place));
	json_put(out, o, "amount", json_text_or_null(out, t->amount));
	json_put(out, o, "share", json_text_or_null(out, t->share));
	json_put_text(out, o, "modality", t->modality);
	json_put(out, o, "attribution", json_text_or_null(out, t->attribution));
	json_put(out, o, "derived", json_boolean(t->derived));
	json_put(out, o, "former", json_boolean(t->former));
	json_put(out, o, "source", json_text_or_null(out, t->source));
	json_put(out, o, "ref", json_text_or_null(out, t->ref));
	json_put(out, o, "confidence", json_string(report_confidence_name(t->confidence)));
	json_put(out, o, "notes", json_text_or_null(out, t->notes));
	return o;
}

json_t *json_ties(struct report_out *out, const ties_tie *ties, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_add(out, array, json_tie(out, &ties[i]));
	return array;
}

static json_t *path_object(struct report_out *out, const ties_path *path)
{
	json_t *o = json_object(), *steps = json_array();

	json_put(out, o, "cost", json_score(path->cost));
	for (size_t i = 0; i < path->step_count; i++) {
		json_t *step = json_tie(out, &path->steps[i].tie);
		json_put(out, step, "forward", json_boolean(path->steps[i].forward));
		json_put(out, step, "others", json_integer((json_int_t)path->steps[i].others));
		json_add(out, steps, step);
	}
	json_put(out, o, "steps", steps);
	return o;
}

json_t *json_meant(struct report_out *out, const ties_status *status)
{
	json_t *array = json_array();

	for (size_t i = 0; i < status->candidate_count; i++) {
		json_t *candidate = json_object();
		json_put_entity(out, candidate, &status->candidates[i].entity);
		json_put(out, candidate, "score", json_score(status->candidates[i].score));
		json_put(out, candidate, "probably", json_text_or_null(out, status->candidates[i].probably));
		json_add(out, array, candidate);
	}
	return array;
}

static json_t *end_object(struct report_out *out, const ties_status *end)
{
	json_t *o = json_object();

	json_put_text(out, o, "query", end->query);
	json_put_taken(out, o, end->candidates, end->candidate_count);
	json_put(out, o, "candidates", json_meant(out, end));
	return o;
}

void report_trace_json(struct report_out *out, const ties_trace *trace, bool pretty)
{
	json_t *o = json_object(), *paths = json_array();

	json_put(out, o, "from", end_object(out, trace->from));
	json_put(out, o, "to", end_object(out, trace->to));
	for (size_t i = 0; i < trace->path_count; i++)
		json_add(out, paths, path_object(out, &trace->paths[i]));
	json_put(out, o, "paths", paths);
	json_put(out, o, "denials", json_ties(out, trace->denials, trace->denial_count));
	json_put(out, o, "complete", json_boolean(trace->complete));
	json_write(out, o, pretty);
}

static json_t *neighbour_object(struct report_out *out, const ties_neighbour *n)
{
	json_t *o = json_object();

	json_put_text(out, o, "id", n->id);
	json_put_text(out, o, "caption", n->caption);
	json_put_text(out, o, "schema", n->schema);
	json_put(out, o, "depth", json_integer(n->depth));
	json_put(out, o, "cost", json_score(n->cost));
	json_put(out, o, "hidden", json_integer((json_int_t)n->hidden));
	return o;
}

void report_around_json(struct report_out *out, const ties_around *around, bool pretty)
{
	json_t *o = json_object(), *neighbours = json_array();

	json_put(out, o, "centre", end_object(out, around->centre));
	for (size_t i = 0; i < around->neighbour_count; i++)
		json_add(out, neighbours, neighbour_object(out, &around->neighbours[i]));
	json_put(out, o, "neighbours", neighbours);
	json_put(out, o, "ties", json_ties(out, around->ties, around->tie_count));
	json_put(out, o, "left_out", json_integer((json_int_t)around->left_out));
	json_write(out, o, pretty);
}
