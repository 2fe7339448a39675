/* Hostile names, dates and decisions through pictures: a drawing is well-formed XML with the elements of drawings
 * alone, a page holds no markup but its own. */
#include "report/page.h"
#include "report/report.h"
#include "tests/fuzz/fuzz_bytes.h"

#include <expat.h>
#include <stdlib.h>

enum { SPELLS = 4, SUBJECTS = 2 };

struct world {
	ties_office deciders[2], held;
	ties_str names[2];
	ties_listing listing;
	ties_spell spells[SUBJECTS][SPELLS];
	ties_event event;
	ties_candidate candidates[SUBJECTS];
	ties_timeline timelines[SUBJECTS];
	ties_step step;
	ties_compared compared[SUBJECTS];
	ties_opposite opposite;
	ties_comparison comparison;
};

static void fail_if(bool wrong)
{
	if (wrong)
		abort();
}

static ties_decision decision(struct source *s, const struct world *w)
{
	return (ties_decision){.when = when(s),
	                       .authority = text(s),
	                       .instrument = text(s),
	                       .reason = text(s),
	                       .source = text(s),
	                       .confidence = (ties_confidence)(byte(s) % 3),
	                       .deciders = w->deciders,
	                       .decider_names = w->names,
	                       .decider_count = byte(s) % 3};
}

static ties_spell spell(struct source *s, const struct world *w)
{
	ties_spell made = {
	    .jurisdiction = text(s), .regime = text(s), .label = text(s), .from = when(s), .to = when(s)};

	made.on = (ties_truth)(byte(s) % 3);
	made.begin = decision(s, w);
	made.end = decision(s, w);
	made.confidence = (ties_confidence)(byte(s) % 3);
	return made;
}

static ties_office office(struct source *s)
{
	ties_office made = {.position = text(s), .jurisdiction = text(s), .from = when(s), .to = when(s)};

	made.on = (ties_truth)(byte(s) % 3);
	return made;
}

static void fill(struct source *s, struct world *w)
{
	ties_when on = when(s);

	for (size_t i = 0; i < 2; i++) {
		w->deciders[i] = office(s);
		w->names[i] = text(s);
	}
	w->held = office(s);
	w->event =
	    (ties_event){.when = when(s), .kind = "event", .text = text(s), .reason = text(s), .source = text(s)};
	w->step = (ties_step){
	    .jurisdiction = text(s), .when = when(s), .lag_first = (int32_t)(byte(s) << 8 | byte(s)) - 20000};
	w->step.lag_last = w->step.lag_first + (int32_t)byte(s);
	for (size_t i = 0; i < SUBJECTS; i++) {
		for (size_t k = 0; k < SPELLS; k++)
			w->spells[i][k] = spell(s, w);
		w->candidates[i].entity =
		    (ties_entity){.caption = text(s), .listings = &w->listing, .listing_count = 1, .offices = &w->held};
		w->candidates[i].entity.office_count = byte(s) % 2;
		w->timelines[i] = (ties_timeline){.query = text(s),
		                                  .on = on,
		                                  .candidates = &w->candidates[i],
		                                  .candidate_count = byte(s) % 4 ? 1 : 0,
		                                  .spells = w->spells[i],
		                                  .spell_count = 1 + byte(s) % SPELLS,
		                                  .events = &w->event,
		                                  .event_count = byte(s) % 2};
		w->compared[i] = (ties_compared){.timeline = &w->timelines[i], .listed = &w->step, .listed_count = 1};
	}
	w->opposite = (ties_opposite){(int32_t)byte(s) * 100, 0, 0, 1, 0};
	w->comparison = (ties_comparison){.on = on,
	                                  .entities = w->compared,
	                                  .entity_count = SUBJECTS,
	                                  .opposites = &w->opposite,
	                                  .opposite_count = byte(s) % 2};
}

static void check_drawing(struct report_out *out)
{
	XML_Parser parser = XML_ParserCreate(NULL);

	fail_if(!parser || out->buf.failed);
	fail_if(XML_Parse(parser, out->buf.ptr, (int)out->buf.len, true) != XML_STATUS_OK);
	XML_ParserFree(parser);
	buf_clear(&out->buf);
}

static void check_page(struct report_out *out)
{
	str all = buf_str(&out->buf);
	size_t scripts = 0, at = 0;

	fail_if(out->buf.failed || page_invalid_at(all) != SIZE_MAX);
	for (; (at = str_find(all, STR("<script"), at)) != SIZE_MAX; at++)
		scripts++;
	fail_if(scripts != 1 || str_find(all, STR("<img"), 0) != SIZE_MAX || str_find(all, STR("<!--"), 0) != SIZE_MAX);
	fail_if(str_find(all, STR("href=\"javascript"), 0) != SIZE_MAX);
	buf_clear(&out->buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source s = {data, size};
	struct report_out out = {.utf8 = true};
	struct world w = {0};

	fill(&s, &w);
	report_timeline_svg(&out, &w.timelines[0]);
	check_drawing(&out);
	report_compare_svg(&out, &w.comparison);
	check_drawing(&out);
	report_timeline_html(&out, &w.timelines[0]);
	check_page(&out);
	report_compare_html(&out, &w.comparison);
	check_page(&out);
	buf_finish(&out.buf);
	return 0;
}
