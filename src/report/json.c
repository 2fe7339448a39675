/* JSON values, and the parts that all answers share: docs/json.md says what they mean. */
#include "report/json.h"

#include <math.h>

const char *report_truth_name(ties_truth truth)
{
	return truth == TIES_YES ? "yes" : truth == TIES_POSSIBLY ? "possibly" : "no";
}

const char *report_confidence_name(ties_confidence confidence)
{
	return confidence == TIES_PUBLISHED ? "published" : confidence == TIES_VERIFIED ? "verified" : "recalled";
}

/** `s` with every byte that belongs to no sequence replaced; into `fixed`. */
static void repair(struct buf *fixed, str s)
{
	while (s.len) {
		const char *begin = s.ptr;
		bool replacement = page_next(&s) == 0xFFFD;
		size_t n = (size_t)(s.ptr - begin);
		buf_add(fixed, replacement ? STR("\uFFFD") : (str){begin, n});
	}
}

json_t *json_text(struct report_out *out, str s)
{
	struct buf fixed = {0};

	if (page_invalid_at(s) == SIZE_MAX)
		return json_stringn_nocheck(s.len ? s.ptr : "", s.len);
	repair(&fixed, s);
	json_t *text = fixed.failed ? NULL : json_stringn_nocheck(fixed.ptr, fixed.len);
	out->buf.failed |= !text;
	buf_finish(&fixed);
	return text;
}

json_t *json_text_or_null(struct report_out *out, str s)
{
	return s.len ? json_text(out, s) : json_null();
}

json_t *json_score(double score)
{
	return json_real(isfinite(score) ? round(score * 1e4) / 1e4 : 0);
}

json_t *json_day(struct report_out *out, int32_t day)
{
	char text[PAGE_DATE_MAX];

	if (day == TIES_DAY_MIN || day == TIES_DAY_MAX)
		return json_null();
	return json_text(out, (str){text, page_day(day, text)});
}

void json_put(struct report_out *out, json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new_nocheck(object, key, value) < 0)
		out->buf.failed = true;
}

void json_add(struct report_out *out, json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) < 0)
		out->buf.failed = true;
}

void json_put_text(struct report_out *out, json_t *object, const char *key, str value)
{
	json_put(out, object, key, json_text(out, value));
}

json_t *json_texts(struct report_out *out, const ties_str *list, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_add(out, array, json_text(out, list[i]));
	return array;
}

json_t *json_when(struct report_out *out, ties_when w)
{
	enum page_end end = page_end_of(w);

	if (end == END_DATED)
		return json_text(out, w.edtf);
	/* an unknown beginning is "without bound" on the left: null as well */
	return end == END_OPEN || w.first == TIES_DAY_MIN ? json_null() : json_text(out, STR(""));
}

static int take(const char *bytes, size_t size, void *data)
{
	struct buf *b = data;

	buf_add(b, (str){bytes, size});
	return b->failed ? -1 : 0;
}

void json_write(struct report_out *out, json_t *root, bool pretty)
{
	enum { DIGITS = 10 }; /* four decimals and room: 0.9312 prints as 0.9312 */
	size_t flags = JSON_REAL_PRECISION(DIGITS) | (pretty ? JSON_INDENT(1) : JSON_COMPACT);

	if (!root || json_dump_callback(root, take, &out->buf, flags) < 0)
		out->buf.failed = true;
	buf_add_char(&out->buf, '\n');
	json_decref(root);
}

/* ---- entities -------------------------------------------------------------------------------------- */

void json_put_entity(struct report_out *out, json_t *object, const ties_entity *entity)
{
	json_put_text(out, object, "id", entity->id);
	json_put(out, object, "refs", json_texts(out, entity->refs, entity->ref_count));
	json_put_text(out, object, "caption", entity->caption);
	json_put_text(out, object, "schema", entity->schema);
	if (entity->description.len)
		json_put_text(out, object, "description", entity->description);
}

void json_put_taken(struct report_out *out, json_t *object, const ties_candidate *candidates, size_t count)
{
	if (count != 1 || candidates[0].exact) {
		json_put(out, object, "taken_as", json_null());
		return;
	}
	json_t *o = json_object();
	json_put_text(out, o, "name", candidates[0].name);
	json_put(out, o, "score", json_score(candidates[0].score));
	json_put(out, object, "taken_as", o);
}

json_t *json_listing(struct report_out *out, const ties_listing *l)
{
	json_t *o = json_object();

	json_put_text(out, o, "jurisdiction", l->jurisdiction);
	json_put_text(out, o, "regime", l->regime);
	json_put_text(out, o, "label", l->label);
	json_put(out, o, "authority", json_text_or_null(out, l->authority));
	json_put_text(out, o, "dataset", l->dataset);
	json_put_text(out, o, "ref", l->ref);
	json_put(out, o, "from", json_when(out, l->from));
	json_put(out, o, "to", json_when(out, l->to));
	json_put(out, o, "on", json_string(report_truth_name(l->on)));
	json_put(out, o, "status", json_text_or_null(out, l->status));
	json_put(out, o, "reason", json_text_or_null(out, l->reason));
	json_put(out, o, "end_reason", json_text_or_null(out, l->end_reason));
	json_put(out, o, "instrument", json_text_or_null(out, l->instrument));
	json_put(out, o, "source", json_text_or_null(out, l->source));
	json_put(out, o, "notes", json_text_or_null(out, l->notes));
	json_put(out, o, "confidence", json_string(report_confidence_name(l->confidence)));
	json_put(out, o, "from_confidence", json_string(report_confidence_name(l->from_confidence)));
	json_put(out, o, "to_confidence", json_string(report_confidence_name(l->to_confidence)));
	json_put(out, o, "first_seen", json_day(out, l->first_seen));
	json_put(out, o, "last_seen", json_day(out, l->last_seen));
	return o;
}

json_t *json_listings(struct report_out *out, const ties_entity *entity)
{
	json_t *array = json_array();

	for (size_t i = 0; i < entity->listing_count; i++)
		json_add(out, array, json_listing(out, &entity->listings[i]));
	return array;
}

json_t *json_office(struct report_out *out, const ties_office *f)
{
	json_t *o = json_object();

	json_put_text(out, o, "position", f->position);
	json_put(out, o, "jurisdiction", json_text_or_null(out, f->jurisdiction));
	json_put(out, o, "party", json_text_or_null(out, f->party));
	json_put(out, o, "area", json_text_or_null(out, f->area));
	json_put_text(out, o, "dataset", f->dataset);
	json_put_text(out, o, "ref", f->ref);
	json_put(out, o, "from", json_when(out, f->from));
	json_put(out, o, "to", json_when(out, f->to));
	json_put(out, o, "on", json_string(report_truth_name(f->on)));
	json_put(out, o, "source", json_text_or_null(out, f->source));
	json_put(out, o, "notes", json_text_or_null(out, f->notes));
	json_put(out, o, "confidence", json_string(report_confidence_name(f->confidence)));
	return o;
}

json_t *json_offices(struct report_out *out, const ties_entity *entity)
{
	json_t *array = json_array();

	for (size_t i = 0; i < entity->office_count; i++)
		json_add(out, array, json_office(out, &entity->offices[i]));
	return array;
}

json_t *json_absences(struct report_out *out, const ties_entity *entity)
{
	json_t *array = json_array();

	for (size_t i = 0; i < entity->absence_count; i++) {
		const ties_absence *a = &entity->absences[i];
		json_t *o = json_object();
		json_put_text(out, o, "jurisdiction", a->jurisdiction);
		json_put_text(out, o, "regime", a->regime);
		json_put(out, o, "on", json_when(out, a->on));
		json_put(out, o, "note", json_text_or_null(out, a->note));
		json_put(out, o, "source", json_text_or_null(out, a->source));
		json_put(out, o, "confidence", json_string(report_confidence_name(a->confidence)));
		json_add(out, array, o);
	}
	return array;
}

static json_t *side(struct report_out *out, str value, str source)
{
	json_t *o = json_object();

	json_put_text(out, o, "value", value);
	json_put(out, o, "source", json_text_or_null(out, source));
	return o;
}

json_t *json_disagreements(struct report_out *out, const ties_entity *entity)
{
	json_t *array = json_array();

	for (size_t i = 0; i < entity->disagreement_count; i++) {
		const ties_disagreement *d = &entity->disagreements[i];
		json_t *o = json_object(), *values = json_array();
		json_put_text(out, o, "about", d->about);
		json_add(out, values, side(out, d->left, d->left_source));
		json_add(out, values, side(out, d->right, d->right_source));
		json_put(out, o, "values", values);
		json_add(out, array, o);
	}
	return array;
}

json_t *json_reasons(struct report_out *out, const ties_reason *reasons, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *o = json_object();
		json_put_text(out, o, "left", reasons[i].left);
		json_put_text(out, o, "right", reasons[i].right);
		json_put(out, o, "similarity", json_score(reasons[i].similarity));
		json_put(out, o, "weight", json_score(reasons[i].weight));
		json_put(out, o, "why", json_string(reasons[i].why ? reasons[i].why : ""));
		json_add(out, array, o);
	}
	return array;
}
