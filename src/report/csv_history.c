/* timeline, compare and offices as CSV. */
#include "report/page.h"

static void fields(struct report_out *out, const ties_str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		report_csv_field(out, list[i]);
	report_csv_end(out);
}

#define ROW(out, ...) \
	fields(out, (const ties_str[]){__VA_ARGS__}, sizeof(const ties_str[]){__VA_ARGS__} / sizeof(ties_str))

void report_timeline_csv(struct report_out *out, const ties_timeline *t)
{
	ROW(out, STR("id"), STR("caption"), STR("date"), STR("until"), STR("kind"), STR("text"), STR("jurisdiction"),
	    STR("reason"), STR("modality"), STR("attribution"), STR("source"), STR("ref"), STR("confidence"));
	for (size_t i = 0; i < t->event_count; i++) {
		const ties_event *e = &t->events[i];
		const ties_entity *entity = &t->candidates[0].entity;
		ROW(out, entity->id, entity->caption, e->when.edtf, e->until.edtf, str_from(e->kind), e->text,
		    e->jurisdiction, e->reason, e->modality, e->attribution, e->source, e->ref,
		    str_from(report_confidence_name(e->confidence)));
	}
}

void report_compare_csv(struct report_out *out, const ties_comparison *c)
{
	ROW(out, STR("query"), STR("id"), STR("caption"), STR("jurisdiction"), STR("regime"), STR("label"), STR("from"),
	    STR("to"), STR("on"), STR("reason"), STR("end_reason"), STR("instrument"), STR("end_instrument"),
	    STR("source"), STR("end_source"), STR("confidence"));
	for (size_t e = 0; e < c->entity_count; e++) {
		const ties_timeline *t = c->entities[e].timeline;
		for (size_t i = 0; i < t->spell_count; i++) {
			const ties_spell *s = &t->spells[i];
			const ties_entity *entity = &t->candidates[0].entity;
			ROW(out, t->query, entity->id, entity->caption, s->jurisdiction, s->regime, s->label,
			    s->from.edtf, s->to.edtf, str_from(report_truth_name(s->on)), s->begin.reason,
			    s->end.reason, s->begin.instrument, s->end.instrument, s->begin.source, s->end.source,
			    str_from(report_confidence_name(s->confidence)));
		}
	}
}

void report_holders_csv(struct report_out *out, const ties_holders *holders)
{
	ROW(out, STR("id"), STR("caption"), STR("position"), STR("jurisdiction"), STR("party"), STR("area"),
	    STR("from"), STR("to"), STR("on"), STR("source"), STR("confidence"), STR("ref"));
	for (size_t i = 0; i < holders->holder_count; i++) {
		const ties_holder *h = &holders->holders[i];
		const ties_office *o = &h->office;
		ROW(out, h->id, h->caption, o->position, o->jurisdiction, o->party, o->area, o->from.edtf, o->to.edtf,
		    str_from(report_truth_name(o->on)), o->source, str_from(report_confidence_name(o->confidence)),
		    o->ref);
	}
}
