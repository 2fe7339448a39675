/* status and show as JSON. */
#include "report/joins.h"

static json_t *statement(struct report_out *out, const ties_statement *s)
{
	json_t *o = json_object();

	json_put_text(out, o, "property", s->property);
	json_put_text(out, o, "value", s->value);
	json_put(out, o, "original", json_text_or_null(out, s->original));
	json_put(out, o, "lang", json_text_or_null(out, s->lang));
	json_put_text(out, o, "dataset", s->dataset);
	json_put_text(out, o, "record", s->record);
	json_put_text(out, o, "schema", s->schema);
	json_put(out, o, "source", json_text_or_null(out, s->source));
	json_put(out, o, "attribution", json_text_or_null(out, s->attribution));
	json_put(out, o, "modality", s->modality.len ? json_text(out, s->modality) : json_string("asserted"));
	json_put(out, o, "confidence", json_string(report_confidence_name(s->confidence)));
	json_put(out, o, "valid_from", json_text_or_null(out, s->valid_from));
	json_put(out, o, "valid_to", json_text_or_null(out, s->valid_to));
	json_put(out, o, "first_seen", json_day(out, s->first_seen));
	json_put(out, o, "last_seen", json_day(out, s->last_seen));
	if (s->target.len) {
		json_put_text(out, o, "target", s->target);
		json_put(out, o, "target_caption", json_text_or_null(out, s->target_caption));
	}
	return o;
}

json_t *json_candidates(struct report_out *out, const ties_candidate *list, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++) {
		const ties_candidate *c = &list[i];
		json_t *o = json_object();
		json_put_entity(out, o, &c->entity);
		json_put(out, o, "score", json_score(c->score));
		json_put(out, o, "name", json_text_or_null(out, c->name));
		json_put(out, o, "probably", json_text_or_null(out, c->probably));
		json_put(out, o, "listings", json_listings(out, &c->entity));
		json_put(out, o, "offices", json_offices(out, &c->entity));
		json_add(out, array, o);
	}
	return array;
}

static void put_answer(struct report_out *out, json_t *o, const ties_entity *entity)
{
	json_put(out, o, "datasets", json_texts(out, entity->datasets, entity->dataset_count));
	json_put(out, o, "topics", json_texts(out, entity->topics, entity->topic_count));
	json_put(out, o, "listings", json_listings(out, entity));
	json_put(out, o, "offices", json_offices(out, entity));
	json_put(out, o, "absences", json_absences(out, entity));
	json_put(out, o, "disagreements", json_disagreements(out, entity));
}

static json_t *status_object(struct report_out *out, const ties_status *status, bool statements)
{
	json_t *o = json_object();
	bool clear = status->candidate_count == 1;

	json_put_text(out, o, "query", status->query);
	json_put_taken(out, o, status->candidates, status->candidate_count);
	if (clear)
		json_put_entity(out, o, &status->candidates[0].entity);
	else
		json_put(out, o, "id", json_null());
	json_put(out, o, "on", json_text_or_null(out, status->on.edtf));
	json_put(out, o, "known_on", json_text_or_null(out, status->known_on.edtf));
	if (clear)
		put_answer(out, o, &status->candidates[0].entity);
	else
		json_put(out, o, "candidates", json_candidates(out, status->candidates, status->candidate_count));
	if (clear && statements) {
		json_t *array = json_array();
		for (size_t i = 0; i < status->statement_count; i++)
			json_add(out, array, statement(out, &status->statements[i]));
		json_put(out, o, "joins", json_joins(out, &status->candidates[0].entity));
		json_put(out, o, "statements", array);
		json_put(out, o, "ties", json_ties(out, status->ties, status->tie_count));
	}
	return o;
}

void report_status_json(struct report_out *out, const ties_status *const *status, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_add(out, array, status_object(out, status[i], false));
	json_write(out, array, true);
}

void report_status_jsonl(struct report_out *out, const ties_status *status)
{
	json_write(out, status_object(out, status, false), false);
}

void report_show_json(struct report_out *out, const ties_status *status)
{
	json_write(out, status_object(out, status, true), true);
}

void report_show_jsonl(struct report_out *out, const ties_status *status)
{
	json_write(out, status_object(out, status, true), false);
}

json_t *json_query(struct report_out *out, str row, const ties_query *query)
{
	const struct shape_asked asked = {.row = row, .query = *query};

	return json_shape(out, &shape_query, &asked);
}
