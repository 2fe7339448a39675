/* timeline, compare and offices as JSON. */
#include "report/json.h"

/* ---- spells --------------------------------------------------------------------------------------------------- */

static json_t *deciders(struct report_out *out, const ties_decision *d)
{
	json_t *array = json_array();

	for (size_t i = 0; i < d->decider_count; i++) {
		json_t *o = json_object();
		json_put_text(out, o, "name", d->decider_names[i]);
		json_put_text(out, o, "position", d->deciders[i].position);
		json_put(out, o, "from", json_when(out, d->deciders[i].from));
		json_put(out, o, "to", json_when(out, d->deciders[i].to));
		json_put(out, o, "on", json_string(report_truth_name(d->deciders[i].on)));
		json_put(out, o, "ref", json_text_or_null(out, d->deciders[i].ref));
		json_add(out, array, o);
	}
	return array;
}

static json_t *decision(struct report_out *out, const ties_decision *d)
{
	json_t *o = json_object();

	json_put(out, o, "date", json_text_or_null(out, d->when.edtf));
	json_put(out, o, "authority", json_text_or_null(out, d->authority));
	json_put(out, o, "instrument", json_text_or_null(out, d->instrument));
	json_put(out, o, "reason", json_text_or_null(out, d->reason));
	json_put(out, o, "source", json_text_or_null(out, d->source));
	json_put(out, o, "confidence", json_string(report_confidence_name(d->confidence)));
	json_put(out, o, "deciders", deciders(out, d));
	return o;
}

static bool is_decided(const ties_decision *d)
{
	return d->when.edtf.len || d->authority.len || d->source.len;
}

static json_t *listings(struct report_out *out, const ties_spell *s)
{
	json_t *array = json_array();

	for (size_t i = 0; i < s->listing_count; i++)
		json_add(out, array, json_text(out, s->listings[i]->ref));
	return array;
}

static json_t *spell(struct report_out *out, const ties_spell *s)
{
	json_t *o = json_object();

	json_put_text(out, o, "jurisdiction", s->jurisdiction);
	json_put_text(out, o, "regime", s->regime);
	json_put_text(out, o, "label", s->label);
	json_put(out, o, "from", json_when(out, s->from));
	json_put(out, o, "to", json_when(out, s->to));
	json_put(out, o, "on", json_string(report_truth_name(s->on)));
	json_put(out, o, "reason", json_text_or_null(out, s->begin.reason));
	json_put(out, o, "source", json_text_or_null(out, s->begin.source));
	json_put(out, o, "confidence", json_string(report_confidence_name(s->confidence)));
	json_put(out, o, "begin", decision(out, &s->begin));
	json_put(out, o, "end", is_decided(&s->end) ? decision(out, &s->end) : json_null());
	json_put(out, o, "listings", listings(out, s));
	return o;
}

static json_t *spells(struct report_out *out, const ties_timeline *t)
{
	json_t *array = json_array();

	for (size_t i = 0; i < t->spell_count; i++)
		json_add(out, array, spell(out, &t->spells[i]));
	return array;
}

/* How every answer about one entity through time begins: the entity, or whom the query can mean. */
static json_t *answer(struct report_out *out, const ties_timeline *t)
{
	json_t *o = json_object();
	bool clear = t->candidate_count == 1;

	json_put_text(out, o, "query", t->query);
	json_put_taken(out, o, t->candidates, t->candidate_count);
	if (clear)
		json_put_entity(out, o, &t->candidates[0].entity);
	else
		json_put(out, o, "id", json_null());
	json_put(out, o, "on", json_text_or_null(out, t->on.edtf));
	json_put(out, o, "known_on", json_text_or_null(out, t->known_on.edtf));
	if (!clear)
		json_put(out, o, "candidates", json_candidates(out, t->candidates, t->candidate_count));
	json_put(out, o, "spells", spells(out, t));
	return o;
}

/* ---- timeline --------------------------------------------------------------------------------------------------- */

static json_t *event(struct report_out *out, const ties_event *e)
{
	json_t *o = json_object();

	json_put(out, o, "date", json_text_or_null(out, e->when.edtf));
	json_put(out, o, "until", json_text_or_null(out, e->until.edtf));
	json_put(out, o, "kind", json_string(e->kind));
	json_put_text(out, o, "text", e->text);
	json_put(out, o, "jurisdiction", json_text_or_null(out, e->jurisdiction));
	json_put(out, o, "reason", json_text_or_null(out, e->reason));
	json_put_text(out, o, "modality", e->modality);
	json_put(out, o, "attribution", json_text_or_null(out, e->attribution));
	json_put(out, o, "source", json_text_or_null(out, e->source));
	json_put(out, o, "ref", json_text_or_null(out, e->ref));
	json_put(out, o, "confidence", json_string(report_confidence_name(e->confidence)));
	json_put(out, o, "spell", e->spell == UINT32_MAX ? json_null() : json_integer(e->spell));
	return o;
}

static json_t *timeline_object(struct report_out *out, const ties_timeline *t)
{
	json_t *o = answer(out, t), *events = json_array();

	for (size_t i = 0; i < t->event_count; i++)
		json_add(out, events, event(out, &t->events[i]));
	json_put(out, o, "events", events);
	if (t->candidate_count == 1)
		json_put(out, o, "disagreements", json_disagreements(out, &t->candidates[0].entity));
	return o;
}

void report_timeline_json(struct report_out *out, const ties_timeline *timeline)
{
	json_write(out, timeline_object(out, timeline), true);
}

void report_timeline_jsonl(struct report_out *out, const ties_timeline *timeline)
{
	json_write(out, timeline_object(out, timeline), false);
}

/* ---- compare ---------------------------------------------------------------------------------------------------- */

/* [least, most], null where the dates set no bound. */
static json_t *days(struct report_out *out, int32_t first, int32_t last)
{
	json_t *array = json_array();

	json_add(out, array, first == TIES_DAY_MIN ? json_null() : json_integer(first));
	json_add(out, array, last == TIES_DAY_MAX ? json_null() : json_integer(last));
	return array;
}

static void add_steps(struct report_out *out, json_t *array, const char *move, const ties_step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		json_t *o = json_object();
		json_put(out, o, "move", json_string(move));
		json_put_text(out, o, "jurisdiction", steps[i].jurisdiction);
		json_put(out, o, "date", json_text_or_null(out, steps[i].when.edtf));
		json_put(out, o, "after_first", days(out, steps[i].lag_first, steps[i].lag_last));
		json_put(out, o, "after_previous", days(out, steps[i].gap_first, steps[i].gap_last));
		json_put(out, o, "spell", json_integer(steps[i].spell));
		json_add(out, array, o);
	}
}

static json_t *side(struct report_out *out, const ties_comparison *c, uint32_t entity, uint32_t spell)
{
	const ties_timeline *t = c->entities[entity].timeline;
	json_t *o = json_object();

	json_put_text(out, o, "id", t->candidates[0].entity.id);
	json_put_text(out, o, "caption", t->candidates[0].entity.caption);
	json_put_text(out, o, "jurisdiction", t->spells[spell].jurisdiction);
	json_put_text(out, o, "label", t->spells[spell].label);
	json_put(out, o, "spell", json_integer(spell));
	return o;
}

/* Those that the entity has a part in. */
static json_t *opposites(struct report_out *out, const ties_comparison *c, size_t entity)
{
	json_t *array = json_array();

	for (size_t i = 0; i < c->opposite_count; i++) {
		const ties_opposite *m = &c->opposites[i];
		if (m->off_entity != entity && m->on_entity != entity)
			continue;
		json_t *o = json_object();
		json_put(out, o, "date", json_day(out, m->day));
		json_put(out, o, "delisted", side(out, c, m->off_entity, m->off_spell));
		json_put(out, o, "listed", side(out, c, m->on_entity, m->on_spell));
		json_add(out, array, o);
	}
	return array;
}

static json_t *compared_object(struct report_out *out, const ties_comparison *c, size_t i)
{
	const ties_compared *compared = &c->entities[i];
	json_t *o = answer(out, compared->timeline), *order = json_array();

	add_steps(out, order, "listed", compared->listed, compared->listed_count);
	add_steps(out, order, "delisted", compared->delisted, compared->delisted_count);
	json_put(out, o, "order", order);
	json_put(out, o, "still", json_texts(out, compared->still, compared->still_count));
	json_put(out, o, "opposites", opposites(out, c, i));
	if (compared->timeline->candidate_count == 1)
		json_put(out, o, "disagreements", json_disagreements(out, &compared->timeline->candidates[0].entity));
	return o;
}

void report_compare_json(struct report_out *out, const ties_comparison *comparison)
{
	json_t *array = json_array();

	if (comparison->entity_count == 1) {
		json_decref(array);
		json_write(out, compared_object(out, comparison, 0), true);
		return;
	}
	for (size_t i = 0; i < comparison->entity_count; i++)
		json_add(out, array, compared_object(out, comparison, i));
	json_write(out, array, true);
}

void report_compare_jsonl(struct report_out *out, const ties_comparison *comparison)
{
	for (size_t i = 0; i < comparison->entity_count; i++)
		json_write(out, compared_object(out, comparison, i), false);
}

/* ---- offices ---------------------------------------------------------------------------------------------------- */

static json_t *holder(struct report_out *out, const ties_holder *h)
{
	json_t *o = json_object();

	json_put_text(out, o, "id", h->id);
	json_put_text(out, o, "caption", h->caption);
	json_put(out, o, "office", json_shape(out, &shape_office, &h->office));
	return o;
}

void report_holders_json(struct report_out *out, const ties_holders *holders)
{
	json_t *o = json_object(), *array = json_array();

	json_put(out, o, "position", json_text_or_null(out, holders->position));
	json_put(out, o, "country", json_text_or_null(out, holders->country));
	json_put(out, o, "on", json_text_or_null(out, holders->on.edtf));
	json_put(out, o, "known_on", json_text_or_null(out, holders->known_on.edtf));
	for (size_t i = 0; i < holders->holder_count; i++)
		json_add(out, array, holder(out, &holders->holders[i]));
	json_put(out, o, "holders", array);
	json_write(out, o, true);
}

void report_holders_jsonl(struct report_out *out, const ties_holders *holders)
{
	for (size_t i = 0; i < holders->holder_count; i++)
		json_write(out, holder(out, &holders->holders[i]), false);
}
