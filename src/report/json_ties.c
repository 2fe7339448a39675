/* Ties as JSON. */
#include "report/json.h"

static json_t *tie_object(struct report_out *out, const ties_tie *t)
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
	json_put(out, o, "on", json_string(report_truth_name(t->on)));
	json_put(out, o, "event", json_text_or_null(out, t->event));
	json_put(out, o, "place", json_text_or_null(out, t->place));
	json_put(out, o, "amount", json_text_or_null(out, t->amount));
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
		json_add(out, array, tie_object(out, &ties[i]));
	return array;
}
