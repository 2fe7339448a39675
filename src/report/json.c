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

void json_repair(struct buf *fixed, str s)
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
	json_repair(&fixed, s);
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

static int take(const char *bytes, size_t size, void *data)
{
	struct buf *b = data;

	buf_add(b, (str){bytes, size});
	return b->failed ? -1 : 0;
}

void json_add_value(struct report_out *out, const json_t *value, size_t flags)
{
	enum { DIGITS = 10 }; /* four decimals and room: 0.9312 prints as 0.9312 */

	flags |= JSON_REAL_PRECISION(DIGITS) | JSON_ENCODE_ANY;
	if (!value || json_dump_callback(value, take, &out->buf, flags) < 0)
		out->buf.failed = true;
}

void json_write(struct report_out *out, json_t *root, bool pretty)
{
	json_add_value(out, root, pretty ? JSON_INDENT(1) : JSON_COMPACT);
	buf_add_char(&out->buf, '\n');
	json_decref(root);
}

/* ---- shapes ---------------------------------------------------------------------------------------- */

static json_t *make_value(struct report_out *out, const struct shape_value *value)
{
	switch (value->type) {
	case VALUE_TEXT:
		return json_text(out, value->text);
	case VALUE_TEXTS:
		return json_texts(out, value->texts, value->count);
	case VALUE_SCORE:
		return json_score(value->score);
	case VALUE_BOOL:
		return json_boolean(value->yes);
	case VALUE_NONE:
	case VALUE_NULL:
		break;
	}
	return json_null();
}

void json_put_shape(struct report_out *out, json_t *object, const struct shape *shape, const void *item)
{
	char text[PAGE_DATE_MAX];

	for (size_t i = 0; i < shape->count; i++) {
		const struct shape_value value = shape_read(&shape->members[i], item, text);
		if (value.type != VALUE_NONE)
			json_put(out, object, shape->members[i].key.ptr, make_value(out, &value));
	}
}

json_t *json_shape(struct report_out *out, const struct shape *shape, const void *item)
{
	json_t *object = json_object();

	json_put_shape(out, object, shape, item);
	return object;
}

static json_t *shapes(struct report_out *out, const struct shape *shape, const void *items, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_add(out, array, json_shape(out, shape, (const char *)items + i * shape->size));
	return array;
}

json_t *json_when(struct report_out *out, ties_when w)
{
	const struct shape_value value = shape_when(w);

	return make_value(out, &value);
}

json_t *json_day(struct report_out *out, int32_t day)
{
	char text[PAGE_DATE_MAX];
	const struct shape_value value = shape_day(day, text);

	return make_value(out, &value);
}

/* ---- entities -------------------------------------------------------------------------------------- */

void json_put_entity(struct report_out *out, json_t *object, const ties_entity *entity)
{
	json_put_shape(out, object, &shape_entity, entity);
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

json_t *json_listings(struct report_out *out, const ties_entity *entity)
{
	return shapes(out, &shape_listing, entity->listings, entity->listing_count);
}

json_t *json_offices(struct report_out *out, const ties_entity *entity)
{
	return shapes(out, &shape_office, entity->offices, entity->office_count);
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
	return shapes(out, &shape_reason, reasons, count);
}
