/* changes as JSON. */
#include "report/json.h"

static json_t *change_object(struct report_out *out, const ties_change *c)
{
	json_t *o = json_object();

	json_put(out, o, "change", json_string(c->change));
	json_put_text(out, o, "date", c->when.edtf);
	json_put(out, o, "within", json_string(report_truth_name(c->within)));
	json_put_text(out, o, "dataset", c->dataset);
	json_put_text(out, o, "ref", c->ref);
	json_put_text(out, o, "id", c->id);
	json_put_text(out, o, "caption", c->caption);
	json_put_text(out, o, "schema", c->schema);
	json_put(out, o, "property", json_text_or_null(out, c->property));
	json_put_text(out, o, "record_schema", c->record_schema);
	json_put(out, o, "before", json_texts(out, c->before, c->before_count));
	json_put(out, o, "after", json_texts(out, c->after, c->after_count));
	json_put(out, o, "jurisdiction", json_text_or_null(out, c->jurisdiction));
	json_put(out, o, "regimes", json_texts(out, c->regimes, c->regime_count));
	json_put(out, o, "status", json_text_or_null(out, c->status));
	json_put(out, o, "reason", json_text_or_null(out, c->reason));
	json_put(out, o, "source", json_text_or_null(out, c->source));
	json_put(out, o, "confidence", json_string(report_confidence_name(c->confidence)));
	if (c->follows.edtf.len) {
		json_put_text(out, o, "follows", c->follows.edtf);
		json_put(out, o, "days", json_pack("[i,i]", c->lag_first, c->lag_last));
	}
	return o;
}

static json_t *versions(struct report_out *out, const ties_changes *changes)
{
	json_t *array = json_array();

	for (size_t i = 0; i < changes->version_count; i++) {
		json_t *o = json_object();
		json_put_text(out, o, "dataset", changes->versions[i].dataset);
		json_put(out, o, "date", json_day(out, changes->versions[i].day));
		json_put(out, o, "before", json_day(out, changes->versions[i].before));
		json_add(out, array, o);
	}
	return array;
}

void report_changes_json(struct report_out *out, const ties_changes *changes)
{
	json_t *o = json_object(), *array = json_array();

	for (size_t i = 0; i < changes->change_count; i++)
		json_add(out, array, change_object(out, &changes->changes[i]));
	json_put_text(out, o, "from", changes->from.edtf);
	json_put_text(out, o, "to", changes->to.edtf);
	json_put(out, o, "known", json_boolean(changes->known));
	json_put(out, o, "versions", versions(out, changes));
	json_put(out, o, "unbounded", json_integer((json_int_t)changes->unbounded));
	json_put(out, o, "changes", array);
	json_write(out, o, true);
}

void report_changes_jsonl(struct report_out *out, const ties_changes *changes)
{
	for (size_t i = 0; i < changes->change_count; i++)
		json_write(out, change_object(out, &changes->changes[i]), false);
}
