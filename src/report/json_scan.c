/* scan as JSON: offsets count code points (W3C Web Annotation, TextPositionSelector). */
#include "report/json.h"

static json_t *document(struct report_out *out, const ties_scan *scan)
{
	json_t *o = json_object();

	json_put_text(out, o, "path", scan->path);
	json_put(out, o, "title", json_text_or_null(out, scan->title));
	json_put(out, o, "date", json_text_or_null(out, scan->date.edtf));
	json_put(out, o, "date_from", json_string(scan->date_from ? scan->date_from : ""));
	json_put(out, o, "date_text", json_text_or_null(out, scan->date_text));
	json_put(out, o, "language", json_string(scan->language ? scan->language : "und"));
	json_put(out, o, "characters", json_integer((json_int_t)scan->characters));
	json_put(out, o, "words", json_integer((json_int_t)scan->words));
	return o;
}

static json_t *entities(struct report_out *out, const ties_scan *scan)
{
	json_t *array = json_array();

	for (size_t i = 0; i < scan->entity_count; i++) {
		const ties_scan_entity *e = &scan->entities[i];
		json_t *o = json_object();
		json_put_entity(out, o, &e->entity);
		json_put(out, o, "label", json_text_or_null(out, e->label));
		json_put(out, o, "count", json_integer((json_int_t)e->count));
		json_put(out, o, "datasets", json_texts(out, e->entity.datasets, e->entity.dataset_count));
		json_put(out, o, "topics", json_texts(out, e->entity.topics, e->entity.topic_count));
		json_put(out, o, "listings", json_listings(out, &e->entity));
		json_put(out, o, "offices", json_offices(out, &e->entity));
		json_add(out, array, o);
	}
	return array;
}

static json_t *alternatives(struct report_out *out, const ties_mention *m)
{
	json_t *array = json_array();

	for (size_t i = 0; i < m->alternative_count; i++) {
		json_t *o = json_object();
		json_put_text(out, o, "id", m->alternatives[i].id);
		json_put_text(out, o, "caption", m->alternatives[i].caption);
		json_put(out, o, "score", json_score(m->alternatives[i].score));
		json_add(out, array, o);
	}
	return array;
}

static json_t *mention(struct report_out *out, const ties_scan *scan, const ties_mention *m)
{
	json_t *o = json_object();
	bool known = m->entity < scan->entity_count;

	json_put(out, o, "start", json_integer((json_int_t)m->start));
	json_put(out, o, "end", json_integer((json_int_t)m->end));
	json_put_text(out, o, "text", m->text);
	json_put(out, o, "entity", known ? json_text(out, scan->entities[m->entity].entity.id) : json_null());
	json_put(out, o, "how", json_string(ties_how_name(m->how)));
	json_put(out, o, "score", json_score(m->score));
	if (m->alternative_count)
		json_put(out, o, "alternatives", alternatives(out, m));
	return o;
}

/* Between those named, then those to events that several of them had a part in. */
static json_t *all_ties(struct report_out *out, const ties_scan *scan)
{
	json_t *between = json_ties(out, scan->ties, scan->tie_count);
	json_t *events = json_ties(out, scan->event_ties, scan->event_tie_count);

	out->buf.failed |= json_array_extend(between, events) != 0;
	json_decref(events);
	return between;
}

static json_t *scan_object(struct report_out *out, const ties_scan *scan, const ties_flags *flags)
{
	json_t *o = json_object(), *mentions = json_array();

	json_put(out, o, "document", document(out, scan));
	json_put(out, o, "entities", entities(out, scan));
	for (size_t i = 0; i < scan->mention_count; i++)
		json_add(out, mentions, mention(out, scan, &scan->mentions[i]));
	json_put(out, o, "mentions", mentions);
	json_put(out, o, "ties", all_ties(out, scan));
	json_put(out, o, "ties_left_out", json_integer((json_int_t)scan->ties_left_out));
	json_put(out, o, "flags", json_flags(out, flags));
	return o;
}

void report_scan_json(struct report_out *out, const ties_scan *scan, const ties_flags *flags)
{
	json_write(out, scan_object(out, scan, flags), true);
}

void report_scan_jsonl(struct report_out *out, const ties_scan *scan, const ties_flags *flags)
{
	json_write(out, scan_object(out, scan, flags), false);
}
