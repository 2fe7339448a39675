/* `status` in text.
 *
 * First what was asked: the entity, the date, and one sentence that answers. Then the rows. A name that means
 * several entities is answered with the candidates and how to ask for one of them; nothing is guessed. */
#include "report/entity.h"

void status_title(struct report_out *out, const ties_entity *entity, ties_when on, ties_when known_on)
{
	page_colour(out, PAGE_BOLD);
	page_text(out, entity->caption);
	page_colour(out, PAGE_PLAIN);
	page_sign(out, " · ", " - ");
	page_print(out, "%s ", page_preposition(on));
	page_text(out, on.edtf);
	if (known_on.edtf.len) {
		page_print(out, ", as known %s ", page_preposition(known_on));
		page_text(out, known_on.edtf);
	}
	page_line(out);
}

void report_taken_text(struct report_out *out, str query, const ties_candidate *c)
{
	if (c->exact)
		return;
	page_quote(out, query);
	page_put(out, " taken as ");
	page_wrap(out, c->entity.caption, 2);
	if (!str_equal_nocase(c->name, c->entity.caption)) {
		page_put(out, ", also named ");
		page_wrap(out, c->name, 2);
	}
	page_print(out, " (%.2f)", c->score);
	page_line(out);
}

void status_introduce(struct report_out *out, const ties_status *status)
{
	enum { INDENT = 2 };
	const ties_entity *entity = &status->candidates[0].entity;

	report_taken_text(out, status->query, &status->candidates[0]);
	page_colour(out, PAGE_BOLD);
	page_text(out, entity->caption);
	page_colour(out, PAGE_PLAIN);
	page_line(out);
	page_to(out, INDENT);
	entity_summary(out, entity, status->on, true, INDENT);
	page_line(out);
}

void status_nobody(struct report_out *out, str query)
{
	page_quote(out, query);
	page_put(out, " is nobody in this database. ");
	page_wrap(out, STR("Try another spelling, or see the nearest names with: ties screen --threshold 0.5 NAME"), 0);
	page_line(out);
}

/* What can be done about the first of those who are probably the same. */
static void how_to_join(struct report_out *out, const ties_candidate *candidates, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++) {
			const ties_entity *left = &candidates[k].entity, *right = &candidates[i].entity;
			if (!str_equal(candidates[i].probably, left->id) || !left->ref_count || !right->ref_count)
				continue;
			page_wrap(out, STR("Are they one? Then say so, and build with --decisions FILE:"), 0);
			page_line(out);
			page_put(out, "  ties dedupe --decisions FILE --decide same ");
			page_text(out, left->refs[0]);
			page_put(out, " ");
			page_text(out, right->refs[0]);
			page_line(out);
			return;
		}
}

void status_ambiguous(struct report_out *out, str query, const ties_candidate *candidates, size_t count, ties_when on)
{
	page_quote(out, query);
	page_print(out, " can mean %zu entities; best first:", count);
	page_line(out);
	for (size_t i = 0; i < count; i++) {
		const ties_candidate *c = &candidates[i];
		page_print(out, "  %.2f  ", c->score);
		page_colour(out, PAGE_BOLD);
		page_text(out, c->entity.caption);
		page_colour(out, PAGE_PLAIN);
		page_put(out, "  ");
		page_flow(out, c->entity.schema, 8);
		page_line(out);
		page_to(out, 8);
		entity_summary(out, &c->entity, on, false, 8);
		page_line(out);
		if (c->probably.len) {
			page_to(out, 8);
			page_put(out, "probably the same as ");
			page_flow(out, c->probably, 8);
			page_wrap(out, STR(": same name and date of birth"), 8);
			page_line(out);
		}
		page_to(out, 8);
		page_put(out, "ask for it by id: ");
		page_text(out, c->entity.id);
		page_line(out);
	}
	how_to_join(out, candidates, count);
}

/** "Organization · mujahedin-e-khalq", then what it is described as. */
void status_subtitle(struct report_out *out, const ties_entity *entity)
{
	page_colour(out, PAGE_DIM);
	page_text(out, entity->schema);
	page_sign(out, " · ", " - ");
	page_text(out, entity->id);
	page_colour(out, PAGE_PLAIN);
	page_line(out);
	if (entity->description.len) {
		page_wrap(out, entity->description, 0);
		page_line(out);
	}
}

static void answer(struct report_out *out, const ties_status *status, struct page_notes *notes)
{
	const ties_entity *entity = &status->candidates[0].entity;

	report_taken_text(out, status->query, &status->candidates[0]);
	status_title(out, entity, status->on, status->known_on);
	entity_summary(out, entity, status->on, false, 0);
	page_line(out);
	if (out->verbose)
		status_subtitle(out, entity);
	entity_listings(out, entity, status->on, notes);
	entity_offices(out, entity, status->on, notes);
}

void report_status_text(struct report_out *out, const ties_status *const *status, size_t count)
{
	struct page_notes notes = {0};

	for (size_t i = 0; i < count; i++) {
		if (i)
			page_line(out);
		if (status[i]->candidate_count == 0)
			status_nobody(out, status[i]->query);
		else if (status[i]->candidate_count > 1)
			status_ambiguous(out, status[i]->query, status[i]->candidates, status[i]->candidate_count,
			                 status[i]->on);
		else
			answer(out, status[i], &notes);
	}
	page_notes_finish(out, &notes);
}
