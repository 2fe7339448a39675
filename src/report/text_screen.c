/* `screen` in text: per query its hits, best first.
 *
 *   1.00  People's Mojahedin Organization of Iran     listed on 2011-05-01 by CA, US; formerly by EU, GB
 *         as "Mojahedin-e Khalq" · Organization · 8 listings, 7 ended · us_fto, ca_listed_terrorists
 *
 * What supports a hit and what speaks against it stand side by side; a hit that the evidence contradicts says
 * so in its first line. */
#include "report/entity.h"
#include "report/match.h"

enum { CAPTION_AT = 6, CAPTION_COLUMNS = 40 };

static const char CONTRADICTED[] = "contradicted below; ";

static const char *axis_words(const char *axis)
{
	static const char *const words[][2] = {
	    {"birth_date", "born"}, {"country", "country"}, {"gender", "gender"}, {"id", "identifier"}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(axis, words[i][0]) == 0)
			return words[i][1];
	return axis;
}

static void separate(struct report_out *out)
{
	page_sign(out, " · ", " - ");
}

/** Columns of the sentence when nothing wraps. */
static size_t summary_width(const ties_hit *hit, ties_when on)
{
	struct report_out line = {.width = UINT16_MAX};

	entity_summary(&line, &hit->entity, on, true, 0);
	buf_finish(&line.buf);
	return line.column + (hit->match ? 0 : strlen(CONTRADICTED));
}

static void caption(struct report_out *out, const ties_hit *hit, ties_when on)
{
	unsigned beside = CAPTION_AT + CAPTION_COLUMNS + 2;

	page_print(out, "%.2f", hit->score);
	page_to(out, CAPTION_AT);
	page_colour(out, PAGE_BOLD);
	page_wrap(out, hit->entity.caption, CAPTION_AT);
	page_colour(out, PAGE_PLAIN);
	if (out->column + 2 <= beside && beside + summary_width(hit, on) <= page_right(out)) {
		page_to(out, beside);
	} else {
		page_line(out);
		page_to(out, CAPTION_AT);
	}
	if (!hit->match) {
		page_colour(out, PAGE_AMBER);
		page_put(out, CONTRADICTED);
		page_colour(out, PAGE_PLAIN);
	}
	entity_summary(out, &hit->entity, on, true, CAPTION_AT);
	page_line(out);
}

/** "8 listings, 7 ended". */
static void listings(struct report_out *out, const ties_entity *entity, ties_when on)
{
	size_t ended = entity_count_listings(entity, on, HOLD_ENDED);

	if (entity->listing_count == 0)
		return;
	separate(out);
	page_room(out, sizeof "100 listings, 100 ended -", CAPTION_AT);
	page_count(out, entity->listing_count, "listing", "listings");
	if (ended)
		page_print(out, ", %zu ended", ended);
}

static void offices(struct report_out *out, const ties_entity *entity, ties_when on)
{
	for (size_t i = 0; i < entity->office_count; i++) {
		const ties_office *office = &entity->offices[i];
		if (office->on == TIES_NO && !out->verbose)
			continue;
		page_to(out, CAPTION_AT);
		page_put(out, office->on == TIES_YES                                   ? "in office: "
		              : office->on == TIES_POSSIBLY                            ? "possibly in office: "
		              : hold_state(office->on, office->from, on) == HOLD_LATER ? "later: "
		                                                                       : "formerly: ");
		office_line(out, office, CAPTION_AT + 2);
		page_line(out);
	}
}

static void details(struct report_out *out, const ties_hit *hit, ties_when on)
{
	const ties_entity *entity = &hit->entity;

	page_to(out, CAPTION_AT);
	if (hit->name.len && !str_equal(hit->name, entity->caption)) {
		page_put(out, "as ");
		page_quote(out, hit->name);
		separate(out);
	}
	page_text(out, entity->schema);
	listings(out, entity, on);
	for (size_t i = 0; i < entity->dataset_count; i++) {
		if (i == 0)
			separate(out);
		else
			page_put(out, ", ");
		if (i == 4 && !out->verbose) {
			page_sign(out, "…", "...");
			break;
		}
		page_flow(out, entity->datasets[i], CAPTION_AT);
	}
	page_line(out);
}

/** "for: born 1957, on the list 1957-03-10". */
static void evidence(struct report_out *out, const ties_hit *hit)
{
	for (size_t i = 0; i < hit->evidence_count; i++) {
		const ties_evidence *e = &hit->evidence[i];
		if (!e->known)
			continue;
		page_to(out, CAPTION_AT);
		page_colour(out, e->value < 0 ? PAGE_AMBER : PAGE_PLAIN);
		page_print(out, "%s %s ",
		           e->value < 0   ? "against:"
		           : e->value > 0 ? "for:"
		                          : "neither:",
		           axis_words(e->axis));
		page_colour(out, PAGE_PLAIN);
		page_flow(out, e->left, CAPTION_AT + 2);
		page_put(out, ", on the list ");
		page_flow(out, e->right, CAPTION_AT + 2);
		page_line(out);
	}
}

static void query(struct report_out *out, const struct report_screening *s)
{
	page_colour(out, PAGE_BOLD);
	page_quote(out, s->query->name);
	page_colour(out, PAGE_PLAIN);
	if (s->row.len) {
		page_put(out, " (");
		page_text(out, s->row);
		page_put(out, ")");
	}
	page_line(out);
}

static void sources(struct report_out *out, const ties_entity *entity)
{
	for (size_t i = 0; i < entity->listing_count; i++) {
		const ties_listing *l = &entity->listings[i];
		page_to(out, CAPTION_AT);
		page_text(out, listing_by(l));
		page_put(out, " ");
		page_flow(out, listing_label(l), CAPTION_AT + 2);
		page_put(out, ": ");
		page_wrap(out, listing_source(l), CAPTION_AT + 2);
		page_line(out);
	}
}

void report_screen_text(struct report_out *out, const struct report_screening *s)
{
	if (s->named)
		query(out, s);
	if (s->other_scorer && s->hits->scorer) {
		page_print(out, "scored by %s", s->hits->scorer);
		page_line(out);
	}
	if (s->error) {
		page_put(out, "not screened: ");
		page_wrap(out, str_from(s->error), 2);
		page_line(out);
	} else if (s->hits->hit_count == 0) {
		page_print(out, "no name on the lists reaches %.2f", s->threshold);
		page_line(out);
	}
	for (size_t i = 0; i < s->hits->hit_count; i++) {
		const ties_hit *hit = &s->hits->hits[i];
		caption(out, hit, s->on);
		details(out, hit, s->on);
		offices(out, &hit->entity, s->on);
		evidence(out, hit);
		if (s->explain)
			match_reasons(out, hit->reasons, hit->reason_count, CAPTION_AT);
		if (out->sources)
			sources(out, &hit->entity);
	}
	if (s->hits->total > s->hits->hit_count) {
		page_number(out, s->hits->total - s->hits->hit_count);
		page_print(out, " more over %.2f: raise --limit to see them", s->threshold);
		page_line(out);
	}
	if (s->named)
		page_line(out);
}
